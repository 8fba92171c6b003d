"""Rows of schedules and holidays to schedules and closures."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import Any, Final

from service_directory.importers.clock_times import read_time, span
from service_directory.importers.dates import Day, read_day
from service_directory.importers.feed import Record
from service_directory.importers.fitting import build
from service_directory.importers.hours import WEEK, days_of, grouped, read_hours
from service_directory.importers.report import Journal, Matter
from service_directory.importers.texts import one_line
from service_directory.importers.web_addresses import read_addresses
from service_directory.model.location import Closure, Frequency, Schedule

_BEYOND_US: Final = ("bymonthday", "byweekno", "byyearday")
"""Rules of recurrence an entry cannot state; they are kept in words."""
_YES: Final = frozenset({"true", "t", "yes", "y", "1", "x"})


def read_schedules(records: Iterable[Record], journal: Journal) -> tuple[Schedule, ...]:
    """Return the hours some rows state, days with the same hours together.

    Where a row has the feed's own words, these are read, for rows made from them lose labels; what
    cannot be read for sure is kept in these words.
    """
    records = tuple(records)
    found: list[Schedule] = []
    for text in dict.fromkeys(row["original_text"] for row in records if row["original_text"]):
        found += _from_words(text, records, journal)
    rows = [row for row in records if not row["original_text"]]
    return (*found, *grouped(_from_rows(rows, journal)))


def read_holidays(
    records: Iterable[Record], journal: Journal
) -> tuple[tuple[Closure, ...], tuple[Schedule, ...]]:
    """Return closures and the hours of single days."""
    closures: list[Closure] = []
    schedules: list[Schedule] = []
    for record in records:
        first, last = read_day(record["start_date"]), read_day(record["end_date"])
        last = last or first
        closed = record["closed"].lower() in _YES
        backwards = bool(first and last and last.date < first.date and not first.every_year)
        if first is None or last is None or backwards:
            words = "; ".join(f"{key}: {text}" for key, text in record.values.items())
            journal.note(Matter.KEPT_AS_TEXT, record.label, f"a holiday without days: {words}")
            continue
        if closed and not first.every_year:
            to = last.date if last.date != first.date else None
            facts: dict[str, Any] = {"from": first.date, "to": to}
            closure = build(Closure, facts, record.label, journal)
            closures += [closure] if closure else []
        else:
            schedules += _holiday(record, first, last, journal, closed=closed)
    return tuple(dict.fromkeys(closures)), tuple(schedules)


def _from_words(text: str, records: Iterable[Record], journal: Journal) -> Iterator[Schedule]:
    journal.count("opening hours in words")
    read = read_hours(text)
    if read is not None:
        journal.count("opening hours in words, read")
        yield from read
        return
    label = next(row.label for row in records if row["original_text"] == text)
    journal.note(Matter.KEPT_AS_TEXT, label, f"hours: {text}")
    yield Schedule(description=one_line(text))


def _from_rows(records: Iterable[Record], journal: Journal) -> Iterator[Schedule]:
    for record in records:
        journal.count("rows of opening hours")
        schedule = _from_row(record, journal)
        if schedule is not None:
            journal.count("rows of opening hours, read")
            yield schedule
            continue
        words = _in_words(record)
        if words:
            journal.note(Matter.KEPT_AS_TEXT, record.label, f"hours: {words}")
            yield Schedule(description=words)


def _from_row(record: Record, journal: Journal) -> Schedule | None:
    days = days_of(record["byday"])
    opens, closes = read_time(record["opens_at"]), read_time(record["closes_at"])
    times = span(opens, closes) if opens and closes else None
    frequency = record["freq"].upper() or Frequency.WEEKLY
    recurs = any(record[name] for name in _BEYOND_US) or record["interval"] not in ("", "1")
    if recurs or frequency not in tuple(Frequency):
        return None
    description = one_line(record["description"])
    words_alone = description and not (record["opens_at"] or record["closes_at"])
    if not words_alone and (times is None or not days):
        return None
    begins = read_day(record["valid_from"] or record["dtstart"])
    ends = read_day(record["valid_to"] or record["until"])
    return build(
        Schedule,
        {
            "byday": days,
            "opens_at": times[0] if times else None,
            "closes_at": times[1] if times else None,
            "freq": frequency,
            "valid_from": begins.date if begins and not begins.every_year else None,
            "valid_to": ends.date if ends and not ends.every_year else None,
            "schedule_link": next(iter(read_addresses(record["schedule_link"]).urls), None),
            "description": description,
            "notes": one_line(record["notes"]),
        },
        record.label,
        journal,
    )


def _in_words(record: Record) -> str:
    """Return all a row says about hours, as text."""
    times = " to ".join(record[name] for name in ("opens_at", "closes_at") if record[name])
    rules = [f"{name} {record[name]}" for name in (*_BEYOND_US, "interval") if record[name]]
    rules += [record["freq"]] if rules else []
    said = (record["byday"], times or "no times given", *rules, record["description"])
    words = ", ".join(part for part in said if part)
    return one_line(words) if words != "no times given" else ""


def _holiday(
    record: Record, first: Day, last: Day, journal: Journal, *, closed: bool
) -> Iterator[Schedule]:
    opens, closes = read_time(record["opens_at"]), read_time(record["closes_at"])
    times = span(opens, closes) if opens and closes else None
    length = (last.date - first.date).days
    if times and not first.every_year and length < len(WEEK):
        days = [first.date + datetime.timedelta(days=number) for number in range(length + 1)]
        yield Schedule(
            byday=tuple(sorted((WEEK[day.weekday()] for day in days), key=WEEK.index)),
            opens_at=times[0],
            closes_at=times[1],
            valid_from=first.date,
            valid_to=last.date,
        )
        return
    when = first.in_words() if first == last else f"{first.in_words()} to {last.in_words()}"
    hours = "to ".join(f"{record[name]} " for name in ("opens_at", "closes_at") if record[name])
    what = "Closed" if closed else f"Open {hours.strip() or '(no times given)'}"
    every = " every year" if first.every_year else ""
    journal.note(Matter.KEPT_AS_TEXT, record.label, f"{what}{every}: {when}")
    yield Schedule(description=f"{what}{every}: {when}")
