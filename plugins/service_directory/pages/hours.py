"""Opening hours as people read them: a week, notes, and the days a place is closed."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from service_directory.languages.interface import interface
from service_directory.languages.locales import (
    first_weekday,
    format_date,
    format_list,
    format_time_range,
    weekday_names,
)
from service_directory.languages.localize import LocalDirectory, LocalText
from service_directory.model.location import Closure, Schedule
from service_directory.model.organization import Organization
from service_directory.pages.opening import NOTHING_KNOWN, OpeningData, opening_data
from service_directory.pages.parts import host_of
from service_directory.reading.entry import Entry
from service_directory.schedules import (
    DayGroup,
    ScheduleNote,
    Span,
    WeekTable,
    upcoming_closures,
    week_table,
)

MOST_RANGES: Final = 4
"""A week of more ranges than this has a row for every day."""


@dataclass(frozen=True, slots=True)
class HoursSource:
    """Schedules, and the entry and translation context their texts stand in."""

    schedules: tuple[Schedule, ...]
    entry: Entry[Organization]
    context: str


@dataclass(frozen=True, slots=True)
class ClosuresSource:
    """Closures, and the entry and translation context their texts stand in."""

    closures: tuple[Closure, ...]
    entry: Entry[Organization]
    context: str


@dataclass(frozen=True, slots=True)
class SpanView:
    """A time a place is open, with what is said about it."""

    text: str
    note: LocalText | None
    more: tuple[LocalText, ...] = ()
    """What else its schedules say."""


@dataclass(frozen=True, slots=True)
class HoursRow:
    """Days with equal hours; no spans: closed."""

    numbers: tuple[int, ...]
    """Days of the week, Monday 0."""
    days: str
    spans: tuple[SpanView, ...]


@dataclass(frozen=True, slots=True)
class HoursNote:
    """Hours a table of the week cannot show."""

    text: str
    description: LocalText | None
    more: LocalText | None = None


@dataclass(frozen=True, slots=True)
class ClosureView:
    """Days a place is closed."""

    first: datetime.date
    last: datetime.date
    days: str
    reason: LocalText | None


@dataclass(frozen=True, slots=True)
class HoursView:
    """When a place is open. Without rows and notes the hours are not known."""

    rows: tuple[HoursRow, ...]
    notes: tuple[HoursNote, ...]
    closures: tuple[ClosureView, ...]
    valid: str
    """The dates the table holds for, in words; empty when it holds always."""
    links: tuple[tuple[str, str], ...] = ()
    """(address, host) of the schedules' own pages."""
    opening: OpeningData = NOTHING_KNOWN
    """For the browser, which knows what time it is."""

    @property
    def known(self) -> bool:
        """Tell whether anything is known about the hours."""
        return bool(self.rows or self.notes)


def hours_view(
    hours: HoursSource,
    closures: ClosuresSource | None,
    local: LocalDirectory,
    today: datetime.date,
    *,
    elsewhere: tuple[ClosureView, ...] = (),
) -> HoursView:
    """Return opening hours in the reader's language; `elsewhere` are closures of the place."""
    table = _week_of(hours.schedules, today)
    groups = _groups(table, first_weekday(local.settings.region)) if table.has_hours else ()
    own = tuple(_closures(closures, local, today)) if closures else ()
    all_closed = tuple(sorted((*elsewhere, *own), key=lambda closure: closure.first))
    days = tuple((closure.first, closure.last) for closure in all_closed)
    return HoursView(
        rows=tuple(_row(group, hours, local) for group in groups),
        notes=tuple(_note(note, hours, local) for note in table.notes),
        closures=all_closed,
        valid=_dates(table.valid_from, table.valid_to, local),
        links=tuple((url, host_of(url)) for url in _links(hours.schedules, table)),
        opening=opening_data(hours.schedules, days, today, local.formats),
    )


def _groups(table: WeekTable, first: int) -> tuple[DayGroup, ...]:
    """Return the days of a week that begins with the day `first`, for the rows of a table.

    Up to four rows tell of several days at once ("Monday to Friday"), which is short on a phone;
    a week that changes more often has one row a day, where the eye finds today.
    """
    groups = table.groups(first)
    if len(groups) <= MOST_RANGES:
        return groups
    return tuple(DayGroup((day,), group.spans) for group in groups for day in group.days)


@lru_cache(maxsize=4096)
def _week_of(schedules: tuple[Schedule, ...], today: datetime.date) -> WeekTable:
    """Return the week of schedules: most places of a county keep one of a few dozen weeks."""
    return week_table(schedules, today=today)


def _links(schedules: tuple[Schedule, ...], table: WeekTable) -> Iterable[str]:
    """Return the pages of the schedules a table and its notes show, each once."""
    shown = {index for spans in table.days for span in spans for index in span.sources}
    shown |= {note.index for note in table.notes}
    links = (schedules[index].schedule_link for index in sorted(shown))
    return dict.fromkeys(link for link in links if link)


def _row(group: DayGroup, hours: HoursSource, local: LocalDirectory) -> HoursRow:
    return HoursRow(
        numbers=group.days,
        days=_day_names(group.days, local.language.tag, local.formats),
        spans=tuple(_span(span, hours, local) for span in group.spans),
    )


@lru_cache(maxsize=4096)
def _day_names(days: tuple[int, ...], tag: str, formats: str) -> str:
    names = [weekday_names(formats)[day].full for day in days]
    t = interface(tag).gettext
    if len(names) == 7:
        return t("Every day")
    if len(names) > 2:
        return t("%(first)s to %(last)s", first=names[0], last=names[-1])
    return format_list(names, formats)


def _span(span: Span, hours: HoursSource, local: LocalDirectory) -> SpanView:
    described = _texts(hours, span.sources, "description", local)
    notes = _texts(hours, span.sources, "notes", local)
    words = _span_words(span.opens, span.closes, local.language.tag, local.formats)
    return SpanView(words, described[0] if described else None, (*described[1:], *notes))


def _texts(
    hours: HoursSource, indexes: Iterable[int], field: str, local: LocalDirectory
) -> tuple[LocalText, ...]:
    """Return what schedules say in a field, each text once."""
    found = (_text(hours, index, field, local) for index in indexes)
    return tuple(dict.fromkeys(text for text in found if text is not None))


@lru_cache(maxsize=4096)
def _span_words(opens: int, closes: int, tag: str, formats: str) -> str:
    span, t = Span(opens, closes), interface(tag).gettext
    if span.is_all_day:
        return t("24 hours")
    words = format_time_range(span.opens_at, span.closes_at, formats)
    return t("%(hours)s (next morning)", hours=words) if span.ends_next_day else words


def _text(hours: HoursSource, index: int, field: str, local: LocalDirectory) -> LocalText | None:
    schedule = hours.schedules[index]
    context = f"{hours.context}.{index}.{field}"
    return local.text(hours.entry, context, getattr(schedule, field))


def _note(note: ScheduleNote, hours: HoursSource, local: LocalDirectory) -> HoursNote:
    schedule = note.schedule
    parts = []
    days = local.interface.gettext(", ").join(
        _numbered_day(number, day, local) for number, day in note.days
    )
    if days:
        parts.append(days)
    if schedule.opens_at and schedule.closes_at:
        parts.append(format_time_range(schedule.opens_at, schedule.closes_at, local.formats))
    dates = _dates(schedule.valid_from, schedule.valid_to, local)
    text = " · ".join([*parts, dates] if dates else parts)
    described, notes = (_text(hours, note.index, f, local) for f in ("description", "notes"))
    return HoursNote(text, described, notes)


def _numbered_day(number: int | None, day: int, local: LocalDirectory) -> str:
    t, name = local.interface.gettext, weekday_names(local.formats)[day].full
    forms = {
        1: t("first %(day)s of the month", day=name),
        2: t("second %(day)s of the month", day=name),
        3: t("third %(day)s of the month", day=name),
        4: t("fourth %(day)s of the month", day=name),
        5: t("fifth %(day)s of the month", day=name),
        -1: t("last %(day)s of the month", day=name),
    }
    return name if number is None else forms[number]


def _dates(first: datetime.date | None, last: datetime.date | None, local: LocalDirectory) -> str:
    t = local.interface.gettext
    start = format_date(first, local.formats, style="long") if first else ""
    end = format_date(last, local.formats, style="long") if last else ""
    if first == last:
        return start
    if start and end:
        return t("from %(first)s to %(last)s", first=start, last=end)
    return t("from %(first)s", first=start) if start else t("until %(last)s", last=end)


def _closures(
    source: ClosuresSource, local: LocalDirectory, today: datetime.date
) -> Iterator[ClosureView]:
    for closure in upcoming_closures(source.closures, today=today):
        index = source.closures.index(closure)
        yield ClosureView(
            first=closure.from_,
            last=closure.to or closure.from_,
            days=_dates(closure.from_, closure.to or closure.from_, local),
            reason=local.text(source.entry, f"{source.context}.{index}.reason", closure.reason),
        )
