"""Pieces of front matter and every diagnostic they give: tests/data/faults.txt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

from service_directory.reading.entry import EntryKind
from service_directory.reading.read import ReadFile, read_file

FILE: Final = Path(__file__).parents[2] / "data" / "faults.txt"
REQUIRED: Final = {"name": "N", "sector": "community-organization", "summary": "S"}


@dataclass(frozen=True)
class Fault:
    title: str
    piece: str
    expected: tuple[str, ...]

    @property
    def text(self) -> str:
        more = [
            f"{key}: {value}"
            for key, value in REQUIRED.items()
            if not re.search(rf'^{key}\W|"{key}"', self.piece, re.MULTILINE)
        ]
        return "\n".join(["---", self.piece, *more, "---", "Text."]) + "\n"


def faults() -> Iterator[Fault]:
    for block in FILE.read_text(encoding="utf-8").split("\n== ")[1:]:
        title, _, rest = block.partition("\n")
        lines = rest.rstrip("\n").split("\n")
        piece = [line for line in lines if not line.startswith("-> ")]
        while piece and not piece[-1]:
            piece.pop()
        expected = tuple(line[3:] for line in lines if line.startswith("-> "))
        yield Fault(title, "\n".join(piece), expected)


CASES: Final = tuple(faults())


def read(text: str) -> ReadFile:
    return read_file(text.encode(), kind=EntryKind.ORGANIZATION, id="t", path="t.md")


@pytest.mark.parametrize("fault", CASES, ids=lambda fault: fault.title)
def test_fault(fault: Fault) -> None:
    result = read(fault.text)
    shown = "\n".join(d.as_text() for d in result.diagnostics)
    if fault.expected[0].startswith("ok"):
        assert not shown
        assert result.entry is not None
        field, _, value = fault.expected[0][3:].partition(" = ")
        assert getattr(result.entry.facts, field) == value
        return
    found = [(f"{d.line}:{d.column} {d.rule}", d.as_text()) for d in result.diagnostics]
    wanted = [one.partition(": ")[::2] for one in fault.expected]
    assert sorted(place for place, _ in found) == sorted(place for place, _ in wanted), shown
    for place, words in wanted:
        assert any(place == at and words in text for at, text in found), f"{words}\n{shown}"


def test_the_number_of_cases() -> None:
    assert len(CASES) == 88
    assert len({case.title for case in CASES}) == len(CASES)
    assert all(case.piece and case.expected for case in CASES)
