"""What messages are made of: the fault, the words, and how lists and guesses are written."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from service_directory.model.fields import Model
from service_directory.reading.entry import FactPath
from service_directory.reading.field_shapes import Shape, shape_at


class Words(NamedTuple):
    """A message for a partner, with the rule it belongs to."""

    rule: str
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault pydantic reported: its type, the path, the value and the model of the document."""

    kind: str
    where: FactPath
    value: Any
    context: Mapping[str, Any] = field(default_factory=dict)
    root: type[Model] = Model
    empty_line: int | None = None
    """The line where the key stands without a value, when it does."""

    @property
    def field(self) -> str:
        """The nearest key: `languages` also for an item of that list."""
        return next((step for step in reversed(self.where) if isinstance(step, str)), "")

    @property
    def typed(self) -> str:
        """The value, shortened, as a message shows it."""
        return shortened(str(self.context.get("value", self.value)))

    @property
    def shape(self) -> Shape:
        """What the model expects at this place."""
        return shape_at(self.root, self.where) or Shape()

    @property
    def around(self) -> Shape:
        """What the model expects around this place."""
        return shape_at(self.root, self.where[:-1]) or Shape()


def did_you_mean(typed: str, known: Iterable[str]) -> str:
    """Return a hint that names the nearest known word, or nothing."""
    by_folded = {word.lower().replace("_", "-"): word for word in known}
    folded = typed.strip().lower().replace("_", "-").replace(" ", "-")
    near = difflib.get_close_matches(folded, by_folded, n=1, cutoff=0.6)
    return f"did you mean {by_folded[near[0]]}?" if near else ""


def listed(words: Sequence[str], last: str = "or") -> str:
    """Write words as a list for reading: `free, sliding-scale or fee`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def shortened(text: str) -> str:
    """Return a text as a message shows it."""
    return text if len(text) <= 60 else f"{text[:57]}…"


def says(rule: str, message: str, hint: str = "") -> Callable[[Fault], Words]:
    """Return a writer that fills `{value}` and `{field}` and the error's own context in."""

    def write(fault: Fault) -> Words:
        filled = {
            **{key: shortened(str(item)) for key, item in fault.context.items()},
            "value": fault.typed,
            "field": fault.field,
        }
        return Words(rule, message.format_map(filled), hint.format_map(filled))

    return write
