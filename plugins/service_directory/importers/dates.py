"""Days as feeds write them: `2026-03-01`, `12/24/2015`, `January 01, 0001` for every year."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Final

MONTHS: Final = (
    "January February March April May June July August September October November December"
).split()
_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?\Z")
_AMERICAN: Final = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})\Z")
_NAMED: Final = re.compile(r"([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s*(\d{4})?\Z")
_NO_YEAR: Final = 1
"""Ohana writes the year 1 for a day of every year."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day of one year, or of every year."""

    date: datetime.date
    every_year: bool = False

    def in_words(self) -> str:
        """Return the day in English words."""
        name = f"{MONTHS[self.date.month - 1]} {self.date.day}"
        return name if self.every_year else f"{name}, {self.date.year}"


def read_day(text: str) -> Day | None:
    """Return the day a text names, or None when it is not sure which."""
    text = text.strip()
    iso, american, named = _ISO.match(text), _AMERICAN.match(text), _NAMED.match(text)
    if iso:
        year, month, day = int(iso[1]), int(iso[2]), int(iso[3])
    elif american:
        year, month, day = int(american[3]), int(american[1]), int(american[2])
        year += 2000 if len(american[3]) == 2 else 0
    elif named:
        months = [
            n for n, name in enumerate(MONTHS, 1) if name.lower().startswith(named[1].lower())
        ]
        if len(months) != 1:
            return None
        year, month, day = int(named[3] or _NO_YEAR), months[0], int(named[2])
    else:
        return None
    every_year = year <= _NO_YEAR
    try:
        # A leap year, so that February 29 exists in every year.
        return Day(datetime.date(2000 if every_year else year, month, day), every_year)
    except ValueError:
        return None
