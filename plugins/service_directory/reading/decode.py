"""Values to a model, or every fault of the values in words, each at its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from service_directory.diagnostics import Diagnostic, Severity
from service_directory.model.fields import Model
from service_directory.model.location import KEPT_OUT
from service_directory.model.organization import Organization
from service_directory.reading.entry import FactPath, Position, Positions
from service_directory.reading.field_shapes import shape_at
from service_directory.reading.message_parts import Fault, Words
from service_directory.reading.messages import words_for
from service_directory.reading.yaml_text import YamlFacts

_ABOUT_A_KEY = "extra_forbidden"
_HIDDEN = "confidential-address"


def decode(
    model: type[Model], facts: YamlFacts, *, path: str
) -> tuple[Model | None, list[Diagnostic]]:
    """Validate the values of a document as a model; every fault becomes one diagnostic."""
    try:
        decoded = model.model_validate(facts.values)
    except ValidationError as error:
        found = [
            *_validation(model, facts, path, error),
            *_unknown_empty_keys(model, facts, path),
            *_told_of_hidden_places(model, facts, path),
        ]
        return None, sorted(set(found), key=Diagnostic.sort_key)
    if facts.empty:
        unknown = list(_unknown_empty_keys(model, facts, path))
        if unknown:
            return None, unknown
    return decoded, []


def _validation(
    model: type[Model], facts: YamlFacts, path: str, error: ValidationError
) -> Iterator[Diagnostic]:
    for details in error.errors(include_url=False):
        context: dict[str, Any] = dict(details.get("ctx") or {})
        where: FactPath = details["loc"]
        if "field" in context:
            where = (*where, context["field"])
        kind = details["type"]
        empty_line = facts.positions.of_key(where).line if where in facts.empty else None
        fault = Fault(
            kind=kind,
            where=where,
            value=details["input"],
            context=context,
            root=model,
            empty_line=empty_line,
        )
        yield _diagnostic(path, _place(facts.positions, kind, where), words_for(fault))


def _unknown_empty_keys(model: type[Model], facts: YamlFacts, path: str) -> Iterator[Diagnostic]:
    """A key without a value is no value, but a misspelt one is still a mistake."""
    for where in facts.empty:
        around = shape_at(model, where[:-1])
        if around is None or around.model is None or where[-1] in around.keys:
            continue
        fault = Fault(kind=_ABOUT_A_KEY, where=where, value="", context={}, root=model)
        place = facts.positions.of_key(where)
        yield _diagnostic(path, place, words_for(fault))


def _told_of_hidden_places(model: type[Model], facts: YamlFacts, path: str) -> Iterator[Diagnostic]:
    """Tell of the address of a place that must not be found, whatever else is wrong.

    The model looks at a place as a whole only when every value of it is right, which may be after
    many a correction; what is once in a public repository stays in its history.
    """
    places = facts.values.get("locations") if model is Organization else None
    for index, place in enumerate(places if isinstance(places, list) else ()):
        visibility = place.get("visibility") if isinstance(place, dict) else None
        if not isinstance(place, dict) or not isinstance(visibility, str):
            continue
        for field in KEPT_OUT.get(visibility.strip(), ()):
            if field not in place:
                continue
            where = ("locations", index, field)
            context = {"field": field, "visibility": visibility.strip()}
            fault = Fault(_HIDDEN, where, place[field], context, root=model)
            yield _diagnostic(path, facts.positions.of(where), words_for(fault))


def _place(positions: Positions, kind: str, where: FactPath) -> Position:
    if kind == "missing":
        return positions.of(where[:-1])
    if kind == _ABOUT_A_KEY:
        return positions.of_key(where)
    return positions.of(where)


def _diagnostic(path: str, place: Position, words: Words) -> Diagnostic:
    return Diagnostic(
        path, place.line, place.column, Severity.ERROR, words.rule, words.message, words.hint
    )
