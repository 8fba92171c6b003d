"""Ids that name something else: which fields refer to what.

A field says what it refers to in its type (`NeedId`), so linking, forms and schemas learn it from
one place. `references_in` walks a model and yields every reference with its path.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Annotated, Any, Final, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel

from service_directory.model.fields import Id, Reference


class Target(StrEnum):
    """What a reference can name. The taxonomy targets are named as the taxonomy's file."""

    NEED = "needs"
    SECTOR = "sectors"
    AUDIENCE = "audiences"
    AREA = "areas"
    DOCUMENT = "documents"
    TOPIC = "topics"
    ACCESSIBILITY = "accessibility"
    ORGANIZATION = "organization"
    GROUP = "group"
    PROJECT = "project"
    OWN_CONTACT = "contact"
    LOCATION = "location"
    SERVICE = "service"


@dataclass(frozen=True, slots=True)
class Refers:
    """Marks a field's type: its value names a `target`."""

    target: Target


NeedId = Annotated[Id, Refers(Target.NEED)]
SectorId = Annotated[Id, Refers(Target.SECTOR)]
AudienceId = Annotated[Id, Refers(Target.AUDIENCE)]
AreaId = Annotated[Id, Refers(Target.AREA)]
DocumentId = Annotated[Id, Refers(Target.DOCUMENT)]
TopicId = Annotated[Id, Refers(Target.TOPIC)]
AccessibilityId = Annotated[Id, Refers(Target.ACCESSIBILITY)]
OrganizationId = Annotated[Id, Refers(Target.ORGANIZATION)]
GroupId = Annotated[Id, Refers(Target.GROUP)]
ProjectId = Annotated[Id, Refers(Target.PROJECT)]
ContactId = Annotated[Id, Refers(Target.OWN_CONTACT)]
LocationReference = Annotated[Reference, Refers(Target.LOCATION)]
ServiceReference = Annotated[Reference, Refers(Target.SERVICE)]


class FoundReference(NamedTuple):
    """A reference in an entry: where it stands, what it says, what it should name."""

    path: tuple[str | int, ...]
    value: str
    target: Target


class _Field(NamedTuple):
    name: str
    key: str
    target: Target | None
    """None: the field holds models (or a list of them) that may hold references."""


def references_in(model: BaseModel) -> Iterator[FoundReference]:
    """Yield every reference of a model and the models in it, in the order of its fields."""
    for field in _fields(type(model)):
        value = getattr(model, field.name)
        if value is None:
            continue
        items = enumerate(value) if isinstance(value, tuple) else ((None, value),)
        for index, item in items:
            path = (field.key,) if index is None else (field.key, index)
            if field.target is not None:
                yield FoundReference(path, item, field.target)
                continue
            for found in references_in(item):
                yield FoundReference((*path, *found.path), found.value, found.target)


@cache
def _fields(model_class: type[BaseModel]) -> tuple[_Field, ...]:
    found = []
    for name, field in model_class.model_fields.items():
        key = field.alias or name
        marks = [mark for mark in field.metadata if isinstance(mark, Refers)]
        target, holds_models = _look_into(field.annotation)
        if marks:
            target = marks[0].target
        if target is not None:
            found.append(_Field(name, key, target))
        elif holds_models:
            found.append(_Field(name, key, None))
    return tuple(found)


def _look_into(annotation: Any) -> tuple[Target | None, bool]:
    """Return the target a type is marked with, and whether it holds models with references."""
    if get_origin(annotation) is Annotated:
        inner, *marks = get_args(annotation)
        for mark in marks:
            if isinstance(mark, Refers):
                return mark.target, False
        return _look_into(inner)
    if get_origin(annotation) in _CONTAINERS:
        looked = [_look_into(argument) for argument in get_args(annotation)]
        targets = [target for target, _ in looked if target is not None]
        return (targets[0] if targets else None), any(holds for _, holds in looked)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return None, bool(_fields(annotation))
    return None, False


_CONTAINERS: Final = (tuple, Union, UnionType)
