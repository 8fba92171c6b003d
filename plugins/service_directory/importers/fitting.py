"""Asks the model's own types whether a value fits, so that no rule is written a second time."""

from __future__ import annotations

from typing import Any, Final, TypeVar

from pydantic import TypeAdapter, ValidationError

from service_directory.importers.report import Journal, Matter
from service_directory.model.fields import Email, LongText, Model, PhoneNumber, Text, Url

TEXT: Final[TypeAdapter[Any]] = TypeAdapter(Text)
LONG_TEXT: Final[TypeAdapter[Any]] = TypeAdapter(LongText)
URL: Final[TypeAdapter[Any]] = TypeAdapter(Url)
EMAIL: Final[TypeAdapter[Any]] = TypeAdapter(Email)
PHONE: Final[TypeAdapter[Any]] = TypeAdapter(PhoneNumber)

M = TypeVar("M", bound=Model)


def fits(adapter: TypeAdapter[Any], value: str) -> bool:
    """Tell whether a value can stand in a field of that type."""
    try:
        adapter.validate_python(value)
    except ValidationError:
        return False
    return True


def build(model: type[M], facts: dict[str, Any], record: str, journal: Journal) -> M | None:
    """Return the model with these facts; facts that do not fit are left out and reported.

    None when what is left is no such thing (a required fact is missing or wrong).
    """
    facts = {key: value for key, value in facts.items() if value not in (None, "", (), [])}
    while True:
        try:
            return model.model_validate(facts)
        except ValidationError as error:
            problem = error.errors(include_url=False, include_context=False)[0]
        name = str(problem["loc"][0]) if problem["loc"] else ""
        wrong = facts.pop(name, None)
        if wrong is None:
            journal.note(
                Matter.NOT_PLACED, record, f"{model.__name__} {facts!r}: {problem['type']}"
            )
            return None
        journal.note(
            Matter.KEPT_AS_TEXT, record, f"{name} does not fit ({problem['type']}): {wrong}"
        )
