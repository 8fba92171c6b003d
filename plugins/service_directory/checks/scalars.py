"""All texts, web addresses, mailboxes and telephone numbers of a model, with their paths."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Annotated, Any, Final, NamedTuple, Union, get_args, get_origin

from service_directory.model.fields import Email, LongText, Model, PhoneNumber, Text, Url
from service_directory.reading.entry import FactPath


class Sort(StrEnum):
    """What a scalar is."""

    TEXT = "text"
    LONG_TEXT = "long text"
    URL = "url"
    EMAIL = "email"
    PHONE = "phone"


class Scalar(NamedTuple):
    """A value in an entry: its path, its sort, what it says."""

    path: FactPath
    sort: Sort
    value: str


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


def scalars_of(model: Model) -> Iterator[Scalar]:
    """Yield the scalars of a model and of the models in it, in the order of its fields."""
    for field in _fields(type(model)):
        value = getattr(model, field.name)
        if value is None:
            continue
        if isinstance(value, tuple):
            for index, item in enumerate(value):
                yield from _found((field.key, index), field.sort, item)
        else:
            yield from _found((field.key,), field.sort, value)


def _found(path: FactPath, sort: Sort | None, value: Any) -> Iterator[Scalar]:
    if sort is not None:
        yield Scalar(path, sort, value)
        return
    for found in scalars_of(value):
        yield Scalar((*path, *found.path), found.sort, found.value)


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
