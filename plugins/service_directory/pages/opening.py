"""What a page hands to the browser so that it can say "open now": small data, and the words.

The data of a table stand in two attributes. `data-hours` is JSON of numbers alone, five lists of
which empty ones at the end are left out:

1. ordinary hours: days (a sum: Monday 1, Tuesday 2, Wednesday 4, … Sunday 64), opens, closes, in
   minutes after midnight (more than 1440 is the next day), again and again;
2. hours with dates: lists of first day, last day (20261224; 0 is open-ended) and hours as above;
3. monthly hours: first day, last day, number in the month (-1 the last, 0 every), day of the week
   (Monday 0), opens, closes, again and again;
4. closed days: first, last, again and again;
5. 1 where some hours are told in words only.

`data-times` are the times of day that occur in it, in order, as the reader's language writes them.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Any, Final, NamedTuple

from service_directory.languages.interface import Interface
from service_directory.languages.locales import format_time
from service_directory.model.location import Schedule
from service_directory.schedules import DAY, open_spans_data

Days = tuple[tuple[datetime.date, datetime.date], ...]
SEPARATOR: Final = "|"


class OpeningData(NamedTuple):
    """The attributes of a table of hours; both empty where nothing can be computed."""

    hours: str = ""
    times: str = ""


NOTHING_KNOWN: Final = OpeningData()


@lru_cache(maxsize=4096)
def opening_data(
    schedules: tuple[Schedule, ...], closed: Days, today: datetime.date, formats: str
) -> OpeningData:
    """Return the attributes for hours with closed days, times written as in `formats`."""
    data = open_spans_data(schedules, today=today)
    if not any(data.get(key) for key in ("w", "d", "m")):
        return NOTHING_KNOWN
    data["c"] = [[first.isoformat(), last.isoformat()] for first, last in closed]
    packed = pack(data)
    minutes = sorted({minute % DAY for minute in _minutes(data)})
    times = (format_time(f"{m // 60:02}:{m % 60:02}", formats) for m in minutes)
    return OpeningData(json.dumps(packed, separators=(",", ":")), SEPARATOR.join(times))


def pack(data: dict[str, Any]) -> list[Any]:
    """Return what `open_spans_data` gives in the short form of the attribute."""
    lists: list[Any] = [
        _by_days(data.get("w", ())),
        [[_number(a), _number(b), *_by_days(spans)] for a, b, spans in data.get("d", ())],
        [
            value
            for first, last, number, *rest in data.get("m", ())
            for value in (_number(first), _number(last), number or 0, *rest)
        ],
        [_number(day) for days in data.get("c", ()) for day in days],
        data.get("x", 0),
    ]
    while lists and not lists[-1]:
        lists.pop()
    return lists


def _by_days(spans: Iterable[Iterable[int]]) -> list[int]:
    days: dict[tuple[int, int], int] = {}
    for day, opens, closes in spans:
        days[opens, closes] = days.get((opens, closes), 0) | 1 << day
    return [value for (opens, closes), sum_ in days.items() for value in (sum_, opens, closes)]


def _number(date: str | None) -> int:
    return int(date.replace("-", "")) if date else 0


def _minutes(data: dict[str, Any]) -> Iterator[int]:
    for _, opens, closes in data.get("w", ()):
        yield from (opens, closes)
    for _, _, spans in data.get("d", ()):
        for _, opens, closes in spans:
            yield from (opens, closes)
    for *_, opens, closes in data.get("m", ()):
        yield from (opens, closes)


@cache
def opening_words(interface: Interface) -> str:
    """Return the sentences a browser chooses from, as JSON; `{}` stands for a time.

    Every sentence is whole, with its day in it, for languages bend the names of days.
    """
    t = interface.gettext
    days = [
        t("Opens on Monday at %(time)s.", time="{}"),
        t("Opens on Tuesday at %(time)s.", time="{}"),
        t("Opens on Wednesday at %(time)s.", time="{}"),
        t("Opens on Thursday at %(time)s.", time="{}"),
        t("Opens on Friday at %(time)s.", time="{}"),
        t("Opens on Saturday at %(time)s.", time="{}"),
        t("Opens on Sunday at %(time)s.", time="{}"),
    ]
    words = {
        "open": t("Open now, until %(time)s.", time="{}"),
        "long": t("Open now."),
        "always": t("Open now, day and night."),
        "now": t("Closed now."),
        "day": t("Closed today."),
        "later": t("Opens today at %(time)s.", time="{}"),
        "tomorrow": t("Opens tomorrow at %(time)s.", time="{}"),
        "days": days,
        "far": t("Not open in the next 6 days."),
    }
    return json.dumps(words, ensure_ascii=False, separators=(",", ":"))
