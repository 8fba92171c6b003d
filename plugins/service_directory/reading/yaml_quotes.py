"""Finds the quotation mark that was never closed, often lines above the place YAML names."""

from __future__ import annotations

from collections.abc import Sequence

from service_directory.reading.yaml_layout import Trouble


def unclosed_quote(lines: Sequence[str], last: int) -> Trouble | None:
    """Find the first quotation mark, in the lines up to `last`, that its line does not close."""
    number = 0
    while number <= last:
        opened = _open_quote(lines[number], 0)
        if opened is None:
            number += 1
            continue
        sign = lines[number][opened]
        end = _closing_line(lines, number + 1, sign)
        if end is None or end > last or not _closes_cleanly(lines[end], sign):
            return Trouble(
                "unclosed-quote",
                number,
                opened,
                f"the quotation mark {sign} that opens here is never closed",
                f"put {sign} at the end of the text",
            )
        number = end + 1
    return None


def _open_quote(line: str, start: int) -> int | None:
    """Return where a quotation mark opens a value that the line does not close."""
    place = start
    before = ""
    while place < len(line):
        character = line[place]
        if character == "#" and line[place - 1 : place] in ("", " "):
            return None
        if character in "'\"" and before in ("", ":", "-", ",", "[", "{"):
            end = _end_of_quote(line, place + 1, character)
            if end is None:
                return place
            place, before = end, character
        elif character != " ":
            before = character
        place += 1
    return None


def _end_of_quote(line: str, place: int, sign: str) -> int | None:
    while place < len(line):
        if sign == '"' and line[place] == "\\":
            place += 1
        elif line[place] == sign:
            if sign == "'" and line[place + 1 : place + 2] == "'":
                place += 1
            else:
                return place
        place += 1
    return None


def _closing_line(lines: Sequence[str], number: int, sign: str) -> int | None:
    while number < len(lines):
        if _end_of_quote(lines[number], 0, sign) is not None:
            return number
        number += 1
    return None


def _closes_cleanly(line: str, sign: str) -> bool:
    end = _end_of_quote(line, 0, sign)
    rest = line[end + 1 :].strip() if end is not None else line
    return rest[:1] in ("", ",", "]", "}", "#")
