"""Whether a place is open at a moment, when it closes, and when it opens next.

A page is read long after it was made, so the reader's browser has to tell. This module is the
same reading in Python: one table of cases tests both (`tests/data/opening.json`). All hours are
those of the site's own clock; a day with 23 or 25 hours changes nothing about what stands on a
door.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from service_directory.schedules import DAY, spans_on

AHEAD: Final = 6
"""So many days after today are looked at: further on, the name of a day would mean another week."""


class State(StrEnum):
    """What a reader is told about now."""

    NOT_KNOWN = ""
    OPEN = "open"
    """With the time it closes, within the next 24 hours."""
    LONG = "long"
    """Open, and for more than a day."""
    ALWAYS = "always"
    """Open without an end in these days."""
    LATER = "later"
    """Closed now, opens again today."""
    NEXT = "next"
    """Closed for the rest of today (it was open, or will not be), opens within these days."""
    FAR = "far"
    """Does not open within these days."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What holds at a moment."""

    state: State
    minute: int = 0
    """The minute of its day at which the place closes (when open) or opens (when closed)."""
    days: int = 0
    """In how many days it opens: 0 is today."""
    had_hours: bool = False
    """True when it was open today and is not any more."""


def opening_at(
    data: Mapping[str, Any], moment: datetime.datetime, zone: datetime.tzinfo
) -> Opening:
    """Tell from `schedules.open_spans_data` what holds at a moment, by the clock of a zone."""
    here = moment.astimezone(zone)
    now = here.hour * 60 + here.minute
    if not any(data.get(key) for key in ("w", "d", "m")):
        return Opening(State.NOT_KNOWN)
    spans = sorted(_spans_around(data, here.date()))
    end = _end_of(spans, now)
    if end is not None:
        if end > AHEAD * DAY:
            return Opening(State.ALWAYS)
        return Opening(State.LONG) if end - now > DAY else Opening(State.OPEN, end % DAY)
    if data.get("x"):
        return Opening(State.NOT_KNOWN)
    had_hours = any(0 <= opens < now for opens, _ in spans)
    coming = next((opens for opens, _ in spans if opens > now), None)
    if coming is None:
        return Opening(State.FAR, had_hours=had_hours)
    days, minute = divmod(coming, DAY)
    return Opening(State.NEXT if days else State.LATER, minute, days, had_hours)


def _spans_around(data: Mapping[str, Any], today: datetime.date) -> Iterator[tuple[int, int]]:
    """Yield what a place is open from yesterday on, in minutes after today's midnight."""
    for number in range(-1, AHEAD + 1):
        day = today + datetime.timedelta(days=number)
        for opens, closes in spans_on(data, day):
            yield opens + number * DAY, closes + number * DAY


def _end_of(spans: list[tuple[int, int]], now: int) -> int | None:
    """Return when the time that `now` lies in ends, spans that touch taken together."""
    end = None
    for opens, closes in spans:
        if opens <= (now if end is None else end) < closes:
            end = closes
    return end
