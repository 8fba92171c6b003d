"""Where the keys and values of a document stand, found only when somebody asks.

A file without mistakes needs no positions, and the 300 of an entry would cost more time, and ten
times more memory, than its facts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from service_directory.reading.entry import FactPath, Position, Positions
from service_directory.reading.source import Source
from service_directory.reading.yaml_builder import walk
from service_directory.reading.yaml_parsers import FAST_PARSER


def late_positions(source: Source, text: str, *, line: int, place: int) -> Positions:
    """Return positions that read the text once more when the first of them is wanted.

    `line` is the line of the file the text starts on, `place` the line of the document as a whole.
    """
    late = _LatePlaces(source, text, line, place)
    return Positions(keys=_PlaceMap(late, "keys"), values=_PlaceMap(late, "values"))


class _LatePlaces:
    """The positions of one document, in the text they will be read from."""

    def __init__(self, source: Source, text: str, line: int, place: int) -> None:
        self.source = Source(source.path, "", source.removed)
        self.text = text
        self.line = line
        self.place = place
        self.found: tuple[dict[FactPath, Position], dict[FactPath, Position]] | None = None

    def __getstate__(self) -> dict[str, object]:
        return {**self.__dict__, "found": None}

    def look(self) -> tuple[dict[FactPath, Position], dict[FactPath, Position]]:
        if self.found is None:
            walked = walk(self.text, FAST_PARSER, record=True)
            places = {(): Position(self.place, 1)} | self._in_file(walked.places)
            self.found = (self._in_file(walked.keys), places)
        return self.found

    def _in_file(self, places: Mapping[FactPath, Position]) -> dict[FactPath, Position]:
        return {
            path: Position(line + self.line, self.source.column(line + self.line, column + 1))
            for path, (line, column) in places.items()
        }


class _PlaceMap(Mapping[FactPath, Position]):
    """The keys or the values of late positions, as the mapping others expect."""

    def __init__(self, late: _LatePlaces, part: str) -> None:
        self._late = late
        self._part = 0 if part == "keys" else 1

    def __getitem__(self, path: FactPath) -> Position:
        return self._late.look()[self._part][path]

    def __iter__(self) -> Iterator[FactPath]:
        return iter(self._late.look()[self._part])

    def __len__(self) -> int:
        return len(self._late.look()[self._part])
