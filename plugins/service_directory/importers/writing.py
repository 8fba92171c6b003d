"""Models to the text of their files: one fact a line, in the order of our fields.

General over all models of `model/`: what `reading/` reads from the text is the model again
(proven by test). Quotation marks stand only where the text would be read differently without.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from enum import Enum
from typing import Any, Final

from service_directory.model.fields import Model
from service_directory.model.service import ServiceAtLocation
from service_directory.reading.yaml_layout import ODD_SPACES

INDENT: Final = "  "
LONGEST_LIST: Final = 90
"""Characters of a list in one line; longer ones have a line an item."""

_PLAIN: Final = re.compile(r"(?:-(?=[^\s-])|[^\s\-?:,\[\]{}#&*!|>'\"%@`“”„‟«»＂‘’‚‛＇~=<])[^\n]*\Z")
_NOT_PLAIN: Final = re.compile(r": |:\Z| #|\A(?:-|\?|:)(?:\s|\Z)|\A\.\.\.|\A---")
_IN_LIST: Final = re.compile(r"[,\[\]{}\"'#]|:|\A\s*\Z")
_ODD: Final = re.compile(f"[{ODD_SPACES}\u0085\u2028\u2029\ufeff\t]")
_UNPRINTABLE: Final = re.compile(
    f'[\\\\"\x00-\x1f\x7f-\x9f{ODD_SPACES}\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]'
)
_NOTHING: Final = frozenset({"null", "~", "Null", "NULL"})
_PAPERS: Final = "required_documents"


def entry_text(model: Model, body: str = "") -> str:
    """Return the text of a Markdown file: facts between fences, then the free text."""
    text = f"---\n{yaml_text(model)}---\n"
    return f"{text}\n{body.strip(chr(10))}\n" if body.strip() else text


def yaml_text(model: Model) -> str:
    """Return a model's facts as YAML, such as the text of a list of shared words."""
    return "".join(f"{line}\n" for line in _mapping(_facts(model), ""))


def _facts(model: Model) -> dict[str, Any]:
    """Return the facts that differ from what is left out, by their names in a file."""
    facts: dict[str, Any] = {}
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        key = field.alias or name
        if field.is_required() or value != field.get_default():
            facts[key] = "none" if key == _PAPERS and value == () else _value(value)
    return facts


def _value(value: Any) -> Any:
    """Return a value as text, a list of values or a mapping."""
    if isinstance(value, Model):
        facts = _facts(value)
        # A place where nothing differs is written as its name alone.
        bare = isinstance(value, ServiceAtLocation) and list(facts) == ["location"]
        return facts["location"] if bare else facts
    if isinstance(value, tuple | list):
        return [_value(item) for item in value]
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, float):
        return _decimal(value)
    return str(value)


def _decimal(value: float) -> str:
    """Return a number without exponent, at most twelve places, none of them an idle zero."""
    return f"{value:.12f}".rstrip("0").rstrip(".")


def _mapping(facts: dict[str, Any], indent: str) -> Iterator[str]:
    for key, value in facts.items():
        if isinstance(value, str):
            yield from _scalar(f"{indent}{key}:", value, indent)
        elif value == {}:
            yield f"{indent}{key}: {{}}"
        elif isinstance(value, dict):
            yield f"{indent}{key}:"
            yield from _mapping(value, indent + INDENT)
        else:
            yield from _list(key, value, indent)


def _list(key: str, items: list[Any], indent: str) -> Iterator[str]:
    if not items:
        yield f"{indent}{key}: []"
        return
    if all(isinstance(item, str) and "\n" not in item for item in items):
        line = f"{indent}{key}: [{', '.join(_in_flow(item) for item in items)}]"
        if len(line) <= LONGEST_LIST:
            yield line
            return
    yield f"{indent}{key}:"
    for item in items:
        deeper = indent + INDENT
        if isinstance(item, str):
            yield from _scalar(f"{deeper}-", item, deeper)
            continue
        lines = list(_mapping(item, deeper + INDENT)) or ["{}"]
        first = lines[0].removeprefix(deeper + INDENT)
        yield f"{deeper}- {first}"
        yield from lines[1:]


def _scalar(before: str, text: str, indent: str) -> Iterator[str]:
    if "\n" in text and not _ODD.search(text) and not text.startswith((" ", "\n")):
        yield f"{before} |{_chomping(text)}"
        lines = text.split("\n")
        for line in lines if not text.endswith("\n") else lines[:-1]:
            yield f"{indent}{INDENT}{line}" if line else ""
    else:
        yield f"{before} {_plain_or_quoted(text)}"


def _chomping(text: str) -> str:
    """Return the sign that keeps exactly the line breaks a text ends with."""
    if not text.endswith("\n"):
        return "-"
    return "+" if text.endswith("\n\n") else ""


def _plain_or_quoted(text: str) -> str:
    plain = _PLAIN.match(text) and not _NOT_PLAIN.search(text) and text == text.strip()
    return text if plain and text not in _NOTHING and not _ODD.search(text) else _quoted(text)


def _in_flow(text: str) -> str:
    plain = _plain_or_quoted(text)
    return plain if plain == text and not _IN_LIST.search(text) else _quoted(text)


def _quoted(text: str) -> str:
    return f'"{_UNPRINTABLE.sub(_escape, text)}"'


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    if character in '\\"':
        return f"\\{character}"
    return {"\n": "\\n", "\t": "\\t"}.get(character) or f"\\u{ord(character):04X}"
