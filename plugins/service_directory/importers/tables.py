"""Bytes to a table: encodings, line ends and ragged rows of real CSV files.

What was met in feeds: byte order marks, Windows and Mac encodings, files with carriage returns
only, quoted cells after ", ", nameless columns, Excel's apostrophes, rows longer than the header.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from service_directory.importers.report import Journal, Matter

LARGEST_CELL: Final = 131_072
"""Python's csv stops at a cell of this many characters; in practice a quote is not closed there."""
_SEPARATORS: Final = (",", ";", "\t")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number among the rows of the table (from 1), and its cells by column."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a feed; `name` is the file's name."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def read_table(name: str, content: bytes, journal: Journal) -> Table:
    """Return the table in a CSV file; what had to be done to read it is in the journal.

    Column names are in lower case with underscores. A column without a name is called `column 3`
    by its place, a cell beyond the last column `beyond 1` and so on.
    """
    text = _decoded(name, content, journal).replace("\x00", "")
    rows = _rows(name, text, journal)
    columns = _columns(next(rows, []))
    read = []
    for number, cells in enumerate(rows, 1):
        named = dict(zip(columns, cells, strict=False))
        beyond = [cell for cell in cells[len(columns) :] if cell.strip()]
        if beyond:
            journal.note(Matter.LOOK, f"{name} row {number}", "has more cells than there are heads")
            named |= {f"beyond {place}": cell for place, cell in enumerate(beyond, 1)}
        if any(cell.strip() for cell in cells):
            read.append(Row(number, named))
    return Table(name, columns, tuple(read))


def _decoded(name: str, content: bytes, journal: Journal) -> str:
    for encoding in ("utf-8-sig", "utf-16") if content[:2] in _UTF_16 else ("utf-8-sig",):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    # Classic Mac OS wrote carriage returns only; where they are, so is its encoding.
    encoding = "mac_roman" if b"\r" in content and b"\n" not in content else "cp1252"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        encoding, text = "latin-1", content.decode("latin-1")
    journal.note(Matter.REPAIRED, name, f"is not UTF-8; read as {encoding}")
    return text


_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")


def _rows(name: str, text: str, journal: Journal) -> Iterator[list[str]]:
    head = text.lstrip().split("\n", 1)[0]
    separator = max(_SEPARATORS, key=head.count)
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=separator, skipinitialspace=separator != "\t"
    )
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield row
    except csv.Error as error:
        journal.note(
            Matter.NOT_PLACED,
            name,
            f"everything from line {reader.line_num} on cannot be read: {error}",
        )


def _columns(head: list[str]) -> tuple[str, ...]:
    columns: list[str] = []
    for place, cell in enumerate(head, 1):
        name = re.sub(r"[^\w-]+", "_", cell.strip().lstrip("\ufeff'").lower()).strip("_")
        name = name or f"column {place}"
        columns.append(f"{name} {place}" if name in columns else name)
    return tuple(columns)
