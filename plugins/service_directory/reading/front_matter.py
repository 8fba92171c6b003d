"""Text to its two parts: the facts between the fences, and the free Markdown below them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from service_directory.diagnostics import Diagnostic, Severity
from service_directory.reading.source import Source

_FENCE: Final = re.compile(r"---[ \t]*$", re.MULTILINE)
_CLOSING: Final = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)
_ALMOST_FENCE: Final = re.compile(
    r"^[ \t]*[-\u2010-\u2015\u2212]+(?:[ \t]+[-\u2010-\u2015\u2212]+)*[ \t]*$", re.MULTILINE
)
_EXACTLY: Final = "write exactly three hyphens, ---, at the start of a line of their own"


@dataclass(frozen=True, slots=True)
class SplitText:
    """The two parts of a file, each with the line it starts on."""

    facts: str
    facts_line: int
    facts_place: int
    """The line to point at when something is missing from the facts as a whole."""
    body: str = ""
    body_line: int = 1


def whole_file(source: Source) -> SplitText:
    """Take a whole file (`.yml`) as facts."""
    return SplitText(facts=source.text, facts_line=1, facts_place=1)


def split_front_matter(source: Source) -> tuple[SplitText | None, list[Diagnostic]]:
    """Split a Markdown file at its two fences of three hyphens."""
    text = source.text
    opening = _FENCE.match(text)
    if opening is None:
        return None, [_no_opening(source)]
    closing = _CLOSING.search(text, opening.end())
    if closing is None:
        return None, [_no_closing(source)]
    facts = text[opening.end() + 1 : closing.start()]
    closing_line = text.count("\n", 0, closing.start()) + 1
    return SplitText(
        facts=facts,
        facts_line=2,
        facts_place=1 if facts.strip() else closing_line,
        body=text[closing.end() :],
        body_line=closing_line + 1,
    ), []


def _no_opening(source: Source) -> Diagnostic:
    lines = source.text.split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), None)
    if first is None:
        return _fence(source, 1, "the file is empty", hint="see another entry for what it holds")
    if first and _FENCE.match(lines[first]):
        return _fence(
            source,
            1,
            f"the file must begin with ---, which stands in line {first + 1}",
            hint="delete the empty line above it" if first == 1 else "delete the lines above it",
        )
    if _ALMOST_FENCE.match(lines[first]) or _FENCE.match(lines[first].strip()):
        return _fence(source, first + 1, "the first line is not ---", hint=_EXACTLY)
    return _fence(
        source,
        1,
        "the file must begin with a line --- and the facts below it",
        hint=f"{_EXACTLY}, above and below the facts",
    )


def _no_closing(source: Source) -> Diagnostic:
    almost = _ALMOST_FENCE.search(source.text, source.text.find("\n") + 1)
    if almost is not None and len(almost.group().strip()) > 1:
        line = source.text.count("\n", 0, almost.start()) + 1
        return _fence(
            source, line, "the line that closes the facts is not exactly ---", hint=_EXACTLY
        )
    return _fence(
        source,
        1,
        "the facts begin here, but the line --- that closes them is missing",
        hint="add a line --- below the last fact, above the free text",
    )


def _fence(source: Source, line: int, message: str, *, hint: str) -> Diagnostic:
    return Diagnostic(source.path, line, 1, Severity.ERROR, "front-matter-fence", message, hint)
