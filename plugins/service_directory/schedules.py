"""When a place is open: week tables, closures, evenings and weekends, "open now".

Times count in minutes after midnight of the day on which a span opens; a span that runs past
midnight belongs to that day and closes after minute 1440. Everything is computed from the
schedules and a day handed in; nothing here knows what time it is.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from service_directory.model.location import Closure, Frequency, Schedule

DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
DAY: Final = 24 * 60
"""Minutes of a day."""
EVENING_FROM: Final = 17 * 60 + 30
EVENING_AT_LEAST: Final = 30
"""Minutes a place must be open after 17:30 for people who work in the daytime."""


@dataclass(frozen=True, slots=True)
class Span:
    """A time a place is open without a break."""

    opens: int
    """Minutes after midnight of its day."""
    closes: int
    """Minutes after the same midnight: more than 1440 when it closes on the next day."""
    sources: tuple[int, ...] = ()
    """The schedules it is made of, by their position: for their texts in the reader's language."""
    descriptions: tuple[str, ...] = ()
    """What these schedules say of it, each once, as typed."""

    @property
    def opens_at(self) -> str:
        """The time it opens, `HH:MM`."""
        return _clock(self.opens)

    @property
    def closes_at(self) -> str:
        """The time it closes, `HH:MM`; `24:00` is the end of its day."""
        return _clock(self.closes)

    @property
    def is_all_day(self) -> bool:
        """True when it is open for the whole day, midnight to midnight."""
        return self.opens == 0 and self.closes == DAY

    @property
    def ends_next_day(self) -> bool:
        """True when it runs past midnight."""
        return self.closes > DAY

    @property
    def minutes(self) -> int:
        """How long it lasts."""
        return self.closes - self.opens


class NoteKind(StrEnum):
    """Why a schedule stands beside the table and not in it."""

    WORDS = "words"
    """It has no times ("By appointment")."""
    MONTHLY = "monthly"
    """It holds on some days of a month ("2MO": the second Monday)."""
    DATED = "dated"
    """It holds only from or until a date."""


@dataclass(frozen=True, slots=True)
class ScheduleNote:
    """A schedule a table of the week cannot show."""

    kind: NoteKind
    index: int
    """The schedule's position, for its texts in the reader's language."""
    schedule: Schedule

    @property
    def days(self) -> tuple[tuple[int | None, int], ...]:
        """Its days as (number in the month, day of the week from 0): -1 is the last, None every."""
        return tuple(_day(byday) for byday in self.schedule.byday)


@dataclass(frozen=True, slots=True)
class DayGroup:
    """Days that follow each other and have the same hours."""

    days: tuple[int, ...]
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class WeekTable:
    """The ordinary week of a place."""

    days: tuple[tuple[Span, ...], ...]
    """Monday to Sunday; a day without spans is closed, if hours are known at all."""
    notes: tuple[ScheduleNote, ...] = ()
    valid_from: datetime.date | None = None
    """The table's own dates, where all hours have dates."""
    valid_to: datetime.date | None = None

    @property
    def has_hours(self) -> bool:
        """True when the table says something; without hours nothing is known of any day."""
        return any(self.days)

    @property
    def is_always_open(self) -> bool:
        """True for 24 hours on 7 days."""
        return all(len(spans) == 1 and spans[0].is_all_day for spans in self.days)

    def groups(self, first: int = 0) -> tuple[DayGroup, ...]:
        """Return the days from `first` on, neighbours with equal hours and words together."""
        found: list[DayGroup] = []
        for day in ((first + number) % 7 for number in range(7)):
            spans = self.days[day]
            if found and found[-1].spans == spans:
                found[-1] = DayGroup((*found[-1].days, day), spans)
            else:
                found.append(DayGroup((day,), spans))
        return tuple(found)


def week_table(schedules: Sequence[Schedule], *, today: datetime.date) -> WeekTable:
    """Return a place's week: spans by day, sorted and joined, and what stands beside it.

    Hours that are over are left out. Hours with dates are notes, for they differ from the
    ordinary week; where all hours have dates, those that hold today make the table.
    """
    standing = [(i, s) for i, s in enumerate(schedules) if not _is_over(s, today)]
    weekly = [(i, s) for i, s in standing if _has_times(s) and s.freq is Frequency.WEEKLY]
    ordinary = [(i, s) for i, s in weekly if s.valid_to is None and _has_begun(s, today)]
    shown = ordinary or [(i, s) for i, s in weekly if _has_begun(s, today)]
    in_table = {index for index, _ in shown}
    notes = tuple(
        ScheduleNote(_note_kind(s), index, s) for index, s in standing if index not in in_table
    )
    dated = [] if ordinary else [s for _, s in shown]
    return WeekTable(
        days=spans_by_day(shown),
        notes=notes,
        valid_from=max((s.valid_from for s in dated if s.valid_from), default=None),
        valid_to=min((s.valid_to for s in dated if s.valid_to), default=None),
    )


def spans_by_day(schedules: Iterable[tuple[int, Schedule]]) -> tuple[tuple[Span, ...], ...]:
    """Return the spans of weekly schedules (with their positions) for Monday to Sunday.

    No two of them overlap, also across midnight: what the evening before still covers is taken
    from the morning. Together they cover exactly what the schedules cover.
    """
    days: list[list[Span]] = [[] for _ in DAYS]
    for index, schedule in schedules:
        described = (schedule.description,) if schedule.description else ()
        for day in dict.fromkeys(_day(byday)[1] for byday in schedule.byday):
            opens, closes = minutes_of(schedule)
            days[day].append(Span(opens, closes, (index,), described))
    joined = [_joined(spans) for spans in days]
    return tuple(
        tuple(_after(spans, _carried_over(joined[day - 1]))) for day, spans in enumerate(joined)
    )


def is_evening_or_weekend(
    schedules: Iterable[Schedule], *, today: datetime.date | None = None
) -> bool | None:
    """Tell whether people who work in the daytime can come: after 17:30, or Saturday or Sunday.

    None when that is not known: no hours at all, or some that are told in words only. With
    `today`, hours that are over do not count.
    """
    held = [s for s in schedules if today is None or not _is_over(s, today)]
    timed = [schedule for schedule in held if _has_times(schedule)]
    if any(_is_late(schedule) or _is_on_weekend(schedule) for schedule in timed):
        return True
    return False if timed and len(timed) == len(held) else None


def upcoming_closures(closures: Iterable[Closure], *, today: datetime.date) -> tuple[Closure, ...]:
    """Return the closures that are not over, the next one first."""
    coming = (closure for closure in closures if (closure.to or closure.from_) >= today)
    return tuple(sorted(coming, key=lambda closure: (closure.from_, closure.to or closure.from_)))


def open_spans_data(
    schedules: Sequence[Schedule], closures: Iterable[Closure] = (), *, today: datetime.date
) -> dict[str, Any]:
    """Return the hours as data from which a browser tells whether a place is open now.

    `w`: ordinary spans as [day from Monday 0, opens, closes] in minutes; `d`: hours with dates as
    [from, to, spans], dates ISO or null; `m`: monthly hours as [from, to, number in the month or
    null, day, opens, closes]; `c`: closed days as [first, last]; `x`: 1 when some hours are told
    in words only. On the days of the week that dated hours name, they hold instead of the
    ordinary ones. Empty lists and zeros are left out. A page is read long after it was built, so
    the reader's browser has to tell; `is_open` is the same reading in Python.
    """
    standing = [s for s in schedules if not _is_over(s, today)]
    timed = [s for s in standing if _has_times(s)]
    weekly = [s for s in timed if s.freq is Frequency.WEEKLY]
    data: dict[str, Any] = {
        "w": _flat([s for s in weekly if not _dates(s)]),
        "d": [[_iso(s.valid_from), _iso(s.valid_to), _flat([s])] for s in weekly if _dates(s)],
        "m": [
            [_iso(s.valid_from), _iso(s.valid_to), *_day(byday), *minutes_of(s)]
            for s in timed
            if s.freq is Frequency.MONTHLY
            for byday in s.byday
        ],
        "c": [
            [_iso(closure.from_), _iso(closure.to or closure.from_)]
            for closure in upcoming_closures(closures, today=today)
        ],
        "x": int(len(timed) < len(standing)),
    }
    return {key: value for key, value in data.items() if value}


def is_open(data: Mapping[str, Any], *, date: datetime.date, minute: int) -> bool | None:
    """Tell from `open_spans_data` whether a place is open at a minute of a day; None: not known."""
    if not any(data.get(key) for key in ("w", "d", "m")):
        return None
    yesterday = date - datetime.timedelta(days=1)
    if any(opens <= minute < closes for opens, closes in spans_on(data, date)):
        return True
    if any(opens <= minute + DAY < closes for opens, closes in spans_on(data, yesterday)):
        return True
    return None if data.get("x") and not _is_closed(data, date) else False


def holds_on(schedule: Schedule, day: datetime.date) -> bool:
    """Tell whether a schedule has begun and is not over on a day."""
    return _has_begun(schedule, day) and not _is_over(schedule, day)


def is_closed_all_week(closures: Sequence[Closure], *, today: datetime.date) -> bool:
    """Tell whether closures leave no day open of the seven from today on."""
    week = (today + datetime.timedelta(days=number) for number in range(7))
    return all(any(c.from_ <= day <= (c.to or c.from_) for c in closures) for day in week)


def _is_over(schedule: Schedule, today: datetime.date) -> bool:
    """Tell whether a schedule's last day is past."""
    return schedule.valid_to is not None and schedule.valid_to < today


def _has_begun(schedule: Schedule, today: datetime.date) -> bool:
    return schedule.valid_from is None or schedule.valid_from <= today


def _has_times(schedule: Schedule) -> bool:
    """Tell whether a schedule says when; others say it in words."""
    return schedule.opens_at is not None and schedule.closes_at is not None


def _note_kind(schedule: Schedule) -> NoteKind:
    if not _has_times(schedule):
        return NoteKind.WORDS
    return NoteKind.MONTHLY if schedule.freq is Frequency.MONTHLY else NoteKind.DATED


def _is_late(schedule: Schedule) -> bool:
    opens, closes = minutes_of(schedule)
    return closes - max(opens, EVENING_FROM) >= EVENING_AT_LEAST


def _is_on_weekend(schedule: Schedule) -> bool:
    return any(byday[-2:] in ("SA", "SU") for byday in schedule.byday)


def minutes_of(schedule: Schedule) -> tuple[int, int]:
    """Return when a schedule with times opens and closes, in minutes; closing is the later."""
    opens, closes = _minute(schedule.opens_at or ""), _minute(schedule.closes_at or "")
    while closes <= opens:
        closes += DAY
    return opens, closes


def _minute(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])


def _clock(minutes: int) -> str:
    if minutes > DAY:
        minutes -= DAY
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _day(byday: str) -> tuple[int | None, int]:
    """Return a day as (number in the month or None, day of the week from Monday 0)."""
    number = byday[:-2]
    return (int(number) if number else None), DAYS.index(byday[-2:])


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Join spans of one day that overlap, and those that touch and say the same."""
    found: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.opens, span.closes, span.sources)):
        last = found[-1] if found else None
        if last is None or not _is_one(last, span):
            found.append(span)
        else:
            found[-1] = Span(
                last.opens,
                max(last.closes, span.closes),
                tuple(dict.fromkeys((*last.sources, *span.sources))),
                tuple(dict.fromkeys((*last.descriptions, *span.descriptions))),
            )
    return found


def _is_one(span: Span, later: Span) -> bool:
    """Tell whether two spans overlap, or touch and say the same."""
    touching = later.opens == span.closes and later.descriptions == span.descriptions
    return later.opens < span.closes or touching


def _carried_over(spans: Sequence[Span]) -> int:
    """Return until which minute the spans of the day before last into a day."""
    return max((span.closes - DAY for span in spans), default=0)


def _after(spans: Iterable[Span], minute: int) -> Iterator[Span]:
    for span in spans:
        if span.opens >= minute:
            yield span
        elif span.closes > minute:
            yield Span(minute, span.closes, span.sources, span.descriptions)


def spans_on(data: Mapping[str, Any], date: datetime.date) -> Iterator[tuple[int, int]]:
    """Yield what `open_spans_data` says of a day: (opens, closes) in minutes after its midnight."""
    if _is_closed(data, date):
        return
    held = [spans for start, end, spans in data.get("d", ()) if _holds(start, end, date)]
    replaced = {day for spans in held for day, _, _ in spans}
    ordinary = [span for span in data.get("w", ()) if span[0] not in replaced]
    for day, opens, closes in [*ordinary, *(span for spans in held for span in spans)]:
        if day == date.weekday():
            yield opens, closes
    for start, end, number, day, opens, closes in data.get("m", ()):
        if day == date.weekday() and _holds(start, end, date) and _is_number(number, date):
            yield opens, closes


def _is_closed(data: Mapping[str, Any], date: datetime.date) -> bool:
    return any(_holds(first, last, date) for first, last in data.get("c", ()))


def _holds(start: str | None, end: str | None, date: datetime.date) -> bool:
    day = date.isoformat()
    return (start is None or start <= day) and (end is None or day <= end)


def _is_number(number: int | None, date: datetime.date) -> bool:
    """Tell whether a date is the first, second, ... or last (-1) such weekday of its month."""
    if number == -1:
        return (date + datetime.timedelta(days=7)).month != date.month
    return number is None or number == (date.day - 1) // 7 + 1


def _flat(schedules: Sequence[Schedule]) -> list[list[int]]:
    return [
        [day, span.opens, span.closes]
        for day, spans in enumerate(spans_by_day(enumerate(schedules)))
        for span in spans
    ]


def _iso(date: datetime.date | None) -> str | None:
    return date.isoformat() if date else None


def _dates(schedule: Schedule) -> bool:
    return schedule.valid_from is not None or schedule.valid_to is not None
