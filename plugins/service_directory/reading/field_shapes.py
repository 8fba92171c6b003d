"""What a model expects at a path: a text, a list or a group of fields; which words; which keys.

Learned from the models' own annotations, so that no message can fall behind a model.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from service_directory.model.fields import Model
from service_directory.reading.entry import FactPath


@dataclass(frozen=True, slots=True)
class Shape:
    """What may stand at one place of a document."""

    model: type[Model] | None = None
    """The group of fields expected here, if one is."""
    item: Shape | None = None
    """What each item of the list expected here is, if one is."""
    choices: tuple[str, ...] = ()
    """The words to choose from, if there is such a choice."""

    @property
    def keys(self) -> tuple[str, ...]:
        """The fields of the group, as a partner writes them."""
        return tuple(fields_of(self.model)) if self.model else ()


@cache
def fields_of(model: type[Model]) -> dict[str, Shape]:
    """Return the fields of a model by the key a partner writes (`from`, not `from_`)."""
    return {
        field.alias or name: _shape(field.annotation) for name, field in model.model_fields.items()
    }


def required_fields(model: type[Model]) -> tuple[str, ...]:
    """Return the keys that may not be left out."""
    return tuple(
        field.alias or name for name, field in model.model_fields.items() if field.is_required()
    )


def shape_at(model: type[Model], path: FactPath) -> Shape | None:
    """Return what a model expects at a path, or None where it knows no such place."""
    shape: Shape | None = Shape(model=model)
    for step in path:
        if shape is None:
            return None
        if isinstance(step, int):
            shape = shape.item
        else:
            shape = fields_of(shape.model).get(step) if shape.model else None
    return shape


def _shape(annotation: Any) -> Shape:
    origin = get_origin(annotation)
    if origin is Annotated:
        return _shape(get_args(annotation)[0])
    if origin is Union or origin is UnionType:
        inner = [part for part in get_args(annotation) if part is not type(None)]
        return _shape(inner[0])
    if origin is tuple:
        return Shape(item=_shape(get_args(annotation)[0]))
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return Shape(model=annotation)
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return Shape(choices=tuple(str(choice.value) for choice in annotation))
    return Shape()
