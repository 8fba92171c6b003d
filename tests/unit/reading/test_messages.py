"""Every fault a model can find has words, and words a parish secretary understands."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from pydantic import ValidationError

from service_directory import model as model_package
from service_directory.model.fields import Model
from service_directory.reading.entry import MODELS
from service_directory.reading.field_shapes import (
    Shape,
    fields_of,
    required_fields,
    shape_at,
)
from service_directory.reading.field_words import (
    CHOICE_NOUNS,
    EXAMPLES,
    MODEL_NOUNS,
    OTHER_NAMES,
)
from service_directory.reading.message_parts import Fault, did_you_mean, listed
from service_directory.reading.messages import CATALOGUE, words_for

MODEL_FOLDER: Final = Path(str(model_package.__file__)).parent
MAKERS: Final = {"refuse": 0, "_matching": 1, "_degrees": 1}
"""Functions of the models that take the type of an error, and which argument it is."""

WRONG_VALUES: Final[tuple[Any, ...]] = (
    "x",
    "",
    " ",
    "a\nb",
    "<b>x</b>",
    "\x01",
    "a" + "\u0301" * 9,
    "24:30",
    "2026-02-30",
    "-5",
    "99999999999",
    "101",
    "javascript:x",
    "https://u@a.example",
    "https://аpple.example",
    "https://localhost",
    "https://a b.example",
    [],
    ["x"],
    [[]],
    [{}],
    {},
    {"x": "y"},
    [["x"]],
)


def all_models() -> set[type[Model]]:
    found: set[type[Model]] = set()

    def add(shape: Shape) -> None:
        if shape.item:
            add(shape.item)
        if shape.model and shape.model not in found:
            found.add(shape.model)
            for inner in fields_of(shape.model).values():
                add(inner)

    for model in MODELS.values():
        add(Shape(model=model))
    return found


def own_types() -> set[str]:
    """Give the error types the models' sources name."""
    found = set()
    for file in MODEL_FOLDER.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            place = MAKERS.get(node.func.id)
            if place is None or len(node.args) <= place:
                continue
            argument = node.args[place]
            if isinstance(argument, ast.Constant):
                found.add(str(argument.value))
            else:
                assert isinstance(argument, ast.Name), ast.dump(node)
                assert argument.id == "kind", "a type that is no constant"
    return found


def faults_of(model: type[Model], values: Any) -> Iterator[Fault]:
    try:
        model.model_validate(values)
    except ValidationError as error:
        for details in error.errors(include_url=False):
            yield Fault(
                details["type"],
                details["loc"],
                details["input"],
                dict(details.get("ctx") or {}),
                root=model,
            )


def all_faults() -> Iterator[Fault]:
    """Give the faults of every model for wrong values of every sort in every field."""
    for model in all_models():
        for key in [*fields_of(model), "no_such_field"]:
            for value in WRONG_VALUES:
                yield from faults_of(model, {key: value})
        yield from faults_of(model, "text")


def test_every_type_of_our_own_has_words() -> None:
    assert len(own_types()) >= 30
    assert not own_types() - CATALOGUE.keys()


def test_every_type_pydantic_can_give_has_words() -> None:
    seen = {fault.kind for fault in all_faults()}
    assert not seen - CATALOGUE.keys()
    assert seen >= {"missing", "extra_forbidden", "enum", "tuple_type", "model_type"}


def test_no_words_for_types_nobody_gives() -> None:
    seen = {fault.kind for fault in all_faults()} | own_types()
    assert not CATALOGUE.keys() - seen


def test_an_unknown_type_still_has_words() -> None:
    words = words_for(Fault("brand_new", ("name",), "x"))
    assert "'x'" in words.message


NOT_FOR_PARTNERS: Final = re.compile(
    r"\b(?:str|int|bool|tuple|dict|None|True|False|Enum|pydantic|regex|pattern|validat\w+|null|"
    r"mapping|scalar|schema|string|boolean|integer|float|array|object|input)\b"
    r"|[\^$]|\\[dwsZ]|\{[a-z]+\}"
)


def test_words_are_for_people() -> None:
    names = {model.__name__ for model in all_models() if not model.__name__.istitle()}
    for fault in all_faults():
        words = words_for(fault)
        said = f"{words.message} ({words.hint})"
        for shown in {fault.typed, str(fault.value)}:
            said = said.replace(f"'{shown}'", "''").replace(shown, "") if shown else said
        assert not NOT_FOR_PARTNERS.search(said), said
        assert not any(re.search(rf"\b{name}\b", said) for name in names), said
        assert re.fullmatch(r"[a-z]+(?:-[a-z]+)*", words.rule), words.rule
        assert not words.message.endswith(".")


def test_vocabulary_is_complete() -> None:
    for model in all_models():
        assert model in MODEL_NOUNS, model
        for key in required_fields(model):
            assert key in EXAMPLES, f"{model.__name__}.{key}"
        for key, shape in fields_of(model).items():
            if (shape.item or shape).choices:
                assert key in CHOICE_NOUNS, f"{model.__name__}.{key}"


def test_vocabulary_has_nothing_too_much() -> None:
    known = {key for model in all_models() for key in fields_of(model)}
    assert not CHOICE_NOUNS.keys() - known
    assert not EXAMPLES.keys() - known
    assert not {field for field, _ in OTHER_NAMES.values() if field} - known
    assert not set(MODEL_NOUNS) - all_models() - {Model}


@pytest.mark.parametrize(
    ("typed", "known", "hint"),
    [
        ("fre", ["free", "fee"], "did you mean free?"),
        ("FREE", ["free"], "did you mean free?"),
        ("waiting-list", ["waiting list"], "did you mean waiting list?"),
        ("opens at", ["opens_at"], "did you mean opens_at?"),
        ("xyzzy", ["free"], ""),
        ("a", [], ""),
    ],
)
def test_did_you_mean(typed: str, known: list[str], hint: str) -> None:
    assert did_you_mean(typed, known) == hint


def test_listed() -> None:
    assert listed([]) == ""
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"]) == "a, b or c"
    assert listed(["a", "b"], "and") == "a and b"


def test_shapes() -> None:
    organization = MODELS[next(iter(MODELS))]
    at = shape_at(organization, ("services", 0, "at", 0))
    assert at is not None
    assert "location" in at.keys
    assert shape_at(organization, ("services", 0, "nope", "x")) is None
    cost = shape_at(organization, ("services", 0, "cost"))
    assert cost is not None
    assert cost.choices == ("free", "sliding-scale", "fee")
