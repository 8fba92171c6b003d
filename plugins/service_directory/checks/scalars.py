"""All texts, web addresses, mailboxes and telephone numbers of a model, with their paths."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Annotated, Any, Final, NamedTuple, TypeAlias, Union, get_args, get_origin

from service_directory.model.fields import Email, LongText, Model, PhoneNumber, Text, Url
from service_directory.reading.entry import FactPath


class Sort(StrEnum):
    """What a scalar is."""

    TEXT = "text"
    LONG_TEXT = "long text"
    URL = "url"
    EMAIL = "email"
    PHONE = "phone"


Scalar: TypeAlias = tuple[FactPath, Sort, str]
"""A value in an entry: its path, its sort, what it says."""


_SORT_BY_MARKS: Final = {
    get_args(kind)[1:]: sort
    for kind, sort in (
        (Text, Sort.TEXT),
        (LongText, Sort.LONG_TEXT),
        (Url, Sort.URL),
        (Email, Sort.EMAIL),
        (PhoneNumber, Sort.PHONE),
    )
}
_CONTAINERS: Final = (tuple, Union, UnionType)


class _Field(NamedTuple):
    name: str
    key: str
    sort: Sort | None
    """None: the field holds models (or a list of them)."""


def scalars_of(model: Model) -> list[Scalar]:
    """Return the scalars of a model and of the models in it, in the order of its fields."""
    found: list[Scalar] = []
    _collect(model, (), found)
    return found


def _collect(model: Model, path: FactPath, found: list[Scalar]) -> None:
    for name, key, sort in _fields(type(model)):
        value = getattr(model, name)
        if not value:
            continue
        if sort is not None:
            if value.__class__ is tuple:
                found += [((*path, key, index), sort, item) for index, item in enumerate(value)]
            else:
                found.append(((*path, key), sort, value))
        elif value.__class__ is tuple:
            for index, item in enumerate(value):
                _collect(item, (*path, key, index), found)
        else:
            _collect(value, (*path, key), found)


@cache
def _fields(model: type[Model]) -> tuple[_Field, ...]:
    found = []
    for name, info in model.model_fields.items():
        key = info.alias or name
        sort = _SORT_BY_MARKS.get(tuple(info.metadata))
        if sort is None:
            sort, holds_models = _look_into(info.annotation)
            if sort is None and not holds_models:
                continue
        found.append(_Field(name, key, sort))
    return tuple(found)


def _look_into(annotation: Any) -> tuple[Sort | None, bool]:
    """Return the sort a type is marked as, and whether it holds models with scalars."""
    if get_origin(annotation) is Annotated:
        inner, *marks = get_args(annotation)
        sort = _SORT_BY_MARKS.get(tuple(marks))
        return (sort, False) if sort is not None else _look_into(inner)
    if get_origin(annotation) in _CONTAINERS:
        looked = [_look_into(argument) for argument in get_args(annotation)]
        sorts = [sort for sort, _ in looked if sort is not None]
        return (sorts[0] if sorts else None), any(holds for _, holds in looked)
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return None, bool(_fields(annotation))
    return None, False
