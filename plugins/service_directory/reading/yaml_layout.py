"""Faults of layout that YAML itself would take in: tabs, odd spaces, swallowed and joined lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from service_directory.reading.source import character_name

Span: TypeAlias = tuple[int, int]
"""Where a scalar begins and ends, counted in characters of the text."""

REPORTED_AT_MOST: Final = 10
ODD_SPACES: Final = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"

_ODD_SPACE: Final = re.compile(f"[{ODD_SPACES}]")
_ODD_SPACE_IN_LAYOUT: Final = re.compile(
    f"^ *(?:- *)*(?P<indent>[{ODD_SPACES}])"
    rf"|^[ {ODD_SPACES}]*(?:-[ {ODD_SPACES}]+)*[\"']?[\w-]+[\"']?(?P<before>[{ODD_SPACES}])+ ?:"
    rf"|(?:^[ ]*(?:- +)*|[{{,]\s*)[\"']?[\w-]+[\"']? ?:(?P<after>[{ODD_SPACES}])",
    re.MULTILINE,
)
_TAB: Final = re.compile(r"^[^\t\n]*(\t)", re.MULTILINE)
_LOOKS_LIKE_A_FIELD: Final = re.compile(r"\s*(?:- +)?[A-Za-z_][\w-]*:(?:\s|$)")
_LOOKS_LIKE_AN_ITEM: Final = re.compile(r"\s*-(?:\s|$)")


@dataclass(frozen=True, slots=True)
class Trouble:
    """A fault in a piece of YAML; line and column count from 0 within that piece."""

    rule: str
    line: int
    column: int
    message: str
    hint: str = ""
    refers_to: int | None = None
    """Another line of the piece the message names as `{line}`."""


def look_alikes(text: str) -> list[Trouble]:
    """Find tabs, and spaces that look like a space but are none, where layout matters."""
    found: list[Trouble] = []
    if "\t" in text:
        found += _tabs(text)
    if not text.isascii() and _ODD_SPACE.search(text):
        found += _odd_spaces(text)
    return found


def with_plain_spaces(text: str) -> str:
    """Return the text with those replaced by one space each, so that reading can go on."""
    if "\t" in text:
        text = text.replace("\t", " ")
    if not text.isascii() and _ODD_SPACE.search(text):
        text = _ODD_SPACE_IN_LAYOUT.sub(lambda match: _ODD_SPACE.sub(" ", match.group()), text)
    return text


def lines_with_hash(text: str) -> frozenset[int]:
    """Return the lines (from 0) in which a comment may begin behind something else."""
    if "#" not in text:
        return frozenset()
    return frozenset(number for number, line in enumerate(text.split("\n")) if "#" in line)


def swallowed_comments(text: str, spans: Sequence[Span]) -> list[Trouble]:
    """Find text after a # that YAML takes for a comment although nothing shows it is one.

    A comment behind a value has two spaces before its # and one after it; `101 River St #4` has
    not, and would lose its end. `spans` are the scalars that touch a line with ` #`, in order.
    """
    found: list[Trouble] = []
    begins = [begin for begin, _ in spans]
    start = 0
    for number, line in enumerate(text.split("\n")):
        place = line.find("#")
        while place >= 0:
            nearest = bisect_right(begins, start + place) - 1
            if nearest < 0 or start + place >= spans[nearest][1]:
                trouble = swallowed_at(line, number, place)
                if trouble is not None:
                    found.append(trouble)
                break
            place = line.find("#", place + 1)
        start += len(line) + 1
    return found


def swallowed_at(line: str, number: int, place: int) -> Trouble | None:
    """Say that the text behind a # is lost, unless it is plainly meant as a comment."""
    before = line[:place]
    if not before.strip():
        return None
    if before.endswith("  ") and line[place + 1 : place + 2] in ("", " "):
        return None
    return Trouble(
        "swallowed-comment",
        number,
        place,
        f"the text '{_short(line[place:])}' is lost: the # begins a comment",
        "put quotation marks round the whole value; a real comment has two spaces before its # "
        "and one after it",
    )


def joined_lines(typed: str, start: Any, *, in_flow: bool) -> Trouble | None:
    """Say what is wrong with a text that runs over several lines, if it seems not meant to."""
    first, *rest = typed.split("\n")
    quoted = first[:1] in ("'", '"')
    for number, line in enumerate(rest, 1):
        if quoted and _LOOKS_LIKE_A_FIELD.match(line):
            return Trouble(
                "unclosed-quote",
                start.line,
                start.column,
                f"the quotation mark {first[0]} that opens here is not closed in this line",
                f"put {first[0]} at the end of the text",
            )
        if not quoted and _LOOKS_LIKE_AN_ITEM.match(line):
            return Trouble(
                "joined-lines",
                start.line + number,
                len(line) - len(line.lstrip()),
                "this item is indented more deeply than the line above and would be read as part "
                "of it",
                "put the hyphen right below the hyphen above",
            )
    if in_flow and not quoted:
        return Trouble(
            "joined-lines",
            start.line,
            start.column,
            f"'{_short(first.strip())}' goes on in the next line: is a comma missing after it?",
            "put a comma after each item, or quotation marks round a text of two lines",
        )
    return None


def _tabs(text: str) -> Iterator[Trouble]:
    starts = [0, *(end.end() for end in re.finditer("\n", text))]
    for number, match in enumerate(_TAB.finditer(text)):
        if number == REPORTED_AT_MOST:
            return
        line = bisect_right(starts, match.start(1)) - 1
        indents = not match.group()[:-1].strip()
        yield Trouble(
            "tab-indent" if indents else "tab",
            line,
            match.start(1) - starts[line],
            "a tab character indents this line" if indents else "a tab character stands here",
            "delete it and type spaces; two for each step" if indents else "type a space instead",
        )


def _odd_spaces(text: str) -> Iterator[Trouble]:
    starts = [0, *(end.end() for end in re.finditer("\n", text))]
    seen: set[int] = set()
    for match in _ODD_SPACE_IN_LAYOUT.finditer(text):
        place = match.start(match.lastgroup or 0)
        line = bisect_right(starts, place) - 1
        if line in seen or len(seen) == REPORTED_AT_MOST:
            continue
        seen.add(line)
        yield Trouble(
            "nbsp",
            line,
            place - starts[line],
            f"the space here is none: it is {character_name(text[place])}, which looks like one",
            "delete it and type a space",
        )


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"
