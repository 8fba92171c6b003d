"""Bytes to text: size, encoding, and characters that have no business in a directory.

Everything the author can put right is refused with its place. Dropped in silence are only a byte
order mark, carriage returns and zero-width spaces where no script needs them.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from service_directory.diagnostics import Diagnostic, Severity

ENTRY_LIMIT: Final = 256 * 1024
"""Bytes an entry may have; the longest real ones have about 20 kB."""
CATALOG_LIMIT: Final = 2 * 1024 * 1024
"""Bytes a translation catalog may have."""
REPORTED_AT_MOST: Final = 20
"""Faults of one sort reported in one file; a binary file would fill the screen otherwise."""

BIDI_CONTROLS: Final = "\u202a-\u202e\u2066-\u2069"
INVISIBLE: Final = (
    "\u115f\u1160\u2060-\u2064\u206a-\u206f\u3164\uffa0\ufff9-\ufffd\U000e0000-\U000e007f"
)
_SAME_PLACE_IN_ALL_PLANES: Final = "".join(
    chr(plane * 0x10000 + last) for plane in range(17) for last in (0xFFFE, 0xFFFF)
)
NOT_ALLOWED: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef"
    f"{BIDI_CONTROLS}{INVISIBLE}{_SAME_PLACE_IN_ALL_PLANES}"
    "\U000f0000-\U000ffffd\U00100000-\U0010fffd]"
)
"""Characters no text may hold, written or as an escape. LRM, RLM, ZWJ and ZWNJ are spelling."""

_BIDI: Final = re.compile(f"[{BIDI_CONTROLS}]")
_NO_SPACES_BETWEEN_WORDS: Final = (
    "\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u1980-\u19df\ua9e0-\ua9ff\uaa60-\uaa7f"
)
"""Thai, Lao, Tibetan, Burmese, Khmer, New Tai Lue: there a zero-width space ends a word."""
_ZERO_WIDTH: Final = re.compile(
    f"\ufeff|(?<![{_NO_SPACES_BETWEEN_WORDS}])\u200b(?![{_NO_SPACES_BETWEEN_WORDS}])"
)
_PLAIN_BYTES: Final = bytes([9, 10, 13, *range(32, 127)])
_CONFLICT_SIGNS: Final = ("<<<<<<<", ">>>>>>>", "|||||||")
_CONFLICT: Final = re.compile(r"^(?:<{7}|>{7}|\|{7})(?: .*)?$", re.MULTILINE)
_CONFLICT_MIDDLE: Final = re.compile(r"^={7}$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Source:
    """The text of a file, clean, with line feeds only."""

    path: str
    """Relative to the project, with forward slashes."""
    text: str
    removed: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    """By line: the columns (from 1) at which a zero-width character was dropped."""

    def column(self, line: int, column: int) -> int:
        """Return a column as an editor counts it, dropped characters included."""
        for place in self.removed.get(line, ()):
            if place <= column:
                column += 1
        return column


def read_source(
    location: Path, *, path: str, limit: int = ENTRY_LIMIT
) -> tuple[bytes | None, list[Diagnostic]]:
    """Read a file's bytes, or say why it cannot be read; a larger one is not read at all."""
    try:
        size = location.stat().st_size
        if size > limit:
            return None, [_too_large(path, size, limit)]
        with location.open("rb") as file:
            data = file.read(limit + 1)
    except OSError as error:
        reason = error.strerror or "it cannot be opened"
        return None, [_whole_file(path, "unreadable-file", f"the file cannot be read: {reason}")]
    if len(data) > limit:
        return None, [_too_large(path, len(data), limit)]
    return data, []


def source_of(data: bytes, *, path: str) -> tuple[Source | None, list[Diagnostic]]:
    """Turn bytes into clean text, or say what is wrong with them."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, [_encoding(data, error, path)]
    if _has_many_zeros(data):
        return None, [_whole_file(path, "encoding", _UTF_16, hint=_SAVE_AS_UTF_8)]
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    odd = data.translate(None, _PLAIN_BYTES).decode("utf-8")
    found = [] if not NOT_ALLOWED.search(odd) else list(_refused_characters(text, path))
    found += _conflict_markers(text, path)
    if found:
        return None, found
    text, removed = _without_zero_width(text)
    return Source(path, text, removed), []


def character_name(character: str) -> str:
    """Name a character for a message, such as `U+202E RIGHT-TO-LEFT OVERRIDE`."""
    name = unicodedata.name(character, "")
    return f"U+{ord(character):04X} {name}".strip()


def why_refused(character: str) -> tuple[str, str]:
    """Return the rule a forbidden character breaks, and the words for it."""
    name = character_name(character)
    if _BIDI.match(character):
        return "bidi-control", (
            f"the invisible character {name} makes text read differently from what it is; delete it"
        )
    if unicodedata.category(character) == "Co":
        return "private-character", (
            f"the character {name} has no agreed meaning (a symbol of one font only); "
            "write a word instead"
        )
    if character in "\ufffc\ufffd":
        return "lost-character", (
            f"{name} stands where a letter or picture was lost on the way; type the text again"
        )
    return "control-character", (
        f"the invisible character {name} cannot stand in a text; delete it and type the text again"
    )


_SAVE_AS_UTF_8: Final = 'open it in an editor and save as UTF-8 ("Encoding: UTF-8")'
_UTF_16: Final = "the file is saved as UTF-16 or is not a text file"


def _encoding(data: bytes, error: UnicodeDecodeError, path: str) -> Diagnostic:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or _has_many_zeros(data):
        return _whole_file(path, "encoding", _UTF_16, hint=_SAVE_AS_UTF_8)
    before = data[: error.start].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    line = before.count(b"\n") + 1
    last_line = before.rpartition(b"\n")[2].decode("utf-8").removeprefix("\ufeff")
    message = (
        f"the byte {data[error.start]:#04x} (number {error.start + 1} of the file) is no UTF-8: "
        "the file was saved with another encoding"
    )
    return Diagnostic(
        path, line, len(last_line) + 1, Severity.ERROR, "encoding", message, _SAVE_AS_UTF_8
    )


def _has_many_zeros(data: bytes) -> bool:
    """Tell whether every second byte or so is zero, as in UTF-16 without a mark in front."""
    return data.count(0) * 4 > len(data)


def _refused_characters(text: str, path: str) -> Iterator[Diagnostic]:
    starts = _line_starts(text)
    for number, match in enumerate(NOT_ALLOWED.finditer(text)):
        if number == REPORTED_AT_MOST:
            break
        line = bisect_right(starts, match.start())
        column = match.start() - starts[line - 1] + 1
        rule, message = why_refused(match.group())
        yield Diagnostic(path, line, column, Severity.ERROR, rule, message)


def _conflict_markers(text: str, path: str) -> Iterator[Diagnostic]:
    """Find the lines git leaves; `=======` alone may underline a heading."""
    if not any(mark in text for mark in _CONFLICT_SIGNS):
        return
    marks = list(_CONFLICT.finditer(text))
    if not marks:
        return
    marks = sorted([*marks, *_CONFLICT_MIDDLE.finditer(text)], key=re.Match.start)
    starts = _line_starts(text)
    for match in marks[:REPORTED_AT_MOST]:
        yield Diagnostic(
            path,
            bisect_right(starts, match.start()),
            1,
            Severity.ERROR,
            "merge-conflict",
            f"'{match.group()[:7]}' is left over from a merge conflict",
            "keep the right one of the two versions and delete the lines with <<<, === and >>>",
        )


def _without_zero_width(text: str) -> tuple[str, Mapping[int, tuple[int, ...]]]:
    if "\u200b" not in text and "\ufeff" not in text:
        return text, {}
    starts = _line_starts(text)
    removed: dict[int, list[int]] = {}
    for match in _ZERO_WIDTH.finditer(text):
        line = bisect_right(starts, match.start())
        removed.setdefault(line, []).append(match.start() - starts[line - 1] + 1)
    return _ZERO_WIDTH.sub("", text), {line: tuple(places) for line, places in removed.items()}


def _line_starts(text: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer("\n", text))]


def _too_large(path: str, size: int, limit: int) -> Diagnostic:
    return _whole_file(
        path,
        "file-size",
        f"the file has {_kilobytes(size)}; at most {_kilobytes(limit)} are allowed",
        hint="long texts belong on a page of their own",
    )


def _kilobytes(size: int) -> str:
    return f"{max(1, round(size / 1024)):,} kB"


def _whole_file(path: str, rule: str, message: str, *, hint: str = "") -> Diagnostic:
    return Diagnostic(path, 0, 0, Severity.ERROR, rule, message, hint)
