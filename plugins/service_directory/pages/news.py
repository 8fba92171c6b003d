"""What is new: entries that were checked, who joined, projects, decisions, coming meetings.

Everything is read from the facts of entries, which say when it was; when a file was saved tells
nothing.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Final

from service_directory.languages.locales import format_date, format_time_range
from service_directory.languages.localize import LocalText
from service_directory.model.group import Group
from service_directory.model.organization import Organization
from service_directory.model.project import Project
from service_directory.pages.page import Page, PageHead, PageKind
from service_directory.pages.parts import LinkView
from service_directory.pages.reader import PageReader
from service_directory.reading.entry import Entry

MOST: Final = 60
"""Items of a feed; more nobody reads."""
MOST_ON_THE_PAGE: Final = 30
_DAYS: Final = 366
"""What is older than a year is no news."""


class NewsKind(StrEnum):
    """What happened."""

    CHECKED = "checked"
    JOINED = "joined"
    PROJECT = "project"
    DECIDED = "decided"


@dataclass(frozen=True, slots=True)
class NewsItem:
    """Something that happened on a day."""

    key: str
    """The same in every build, and no other item's: `organizations/ash/checked/2026-10-02`."""
    kind: NewsKind
    day: datetime.date
    title: str
    link: LinkView
    texts: tuple[LocalText, ...] = ()


@dataclass(frozen=True, slots=True)
class MeetingItem:
    """A meeting to come."""

    key: str
    day: datetime.date
    opens_at: str
    """`HH:MM`; empty when only the day is known."""
    closes_at: str
    date: str
    time: str
    link: LinkView
    place: LocalText | None
    agenda: tuple[LocalText, ...]


@dataclass(frozen=True, slots=True)
class NewsDay:
    """What happened on one day."""

    iso_date: str
    date: str
    news: tuple[NewsItem, ...]


@dataclass(frozen=True, slots=True)
class NewsView:
    """The page of what is new."""

    meetings: tuple[MeetingItem, ...]
    days: tuple[NewsDay, ...]
    feed_href: str
    """Empty where the site does not know its address, which feeds need."""
    json_href: str
    calendar_href: str


def news_pages(reader: PageReader) -> Iterator[Page]:
    """Yield the page of what is new."""
    t = reader.local.interface.gettext
    head = PageHead(
        address=reader.urls.news(reader.tag),
        language=reader.tag,
        kind=PageKind.NEWS,
        title=t("What is new"),
        description=t("Who was checked, who joined, and which meetings come next."),
        alternates=reader.alternates(reader.urls.news),
        section=PageKind.NEWS,
    )
    yield Page(head, view=partial(news_view, reader))


def news_view(reader: PageReader) -> NewsView:
    """Return what the page of what is new shows."""
    items = news_items(reader)[:MOST_ON_THE_PAGE]
    days = dict.fromkeys(item.day for item in items)
    coming = coming_meetings(reader)
    known = bool(reader.local.settings.site_url)
    return NewsView(
        meetings=coming,
        days=tuple(
            NewsDay(
                day.isoformat(),
                format_date(day, reader.local.formats, style="long"),
                tuple(item for item in items if item.day == day),
            )
            for day in days
        ),
        feed_href=reader.urls.feed(reader.tag) if known else "",
        json_href=reader.urls.json_feed(reader.tag) if known else "",
        calendar_href=reader.urls.calendar(reader.tag) if known and coming else "",
    )


def news_items(reader: PageReader) -> tuple[NewsItem, ...]:
    """Return what happened in the last year, the newest first.

    Organizations that ask search engines to leave them out are left out here too.
    """
    today = reader.today
    first = today - datetime.timedelta(days=_DAYS)
    found = [item for item in _all_items(reader) if first < item.day <= today]
    kinds = list(NewsKind)
    found.sort(key=lambda item: (-item.day.toordinal(), kinds.index(item.kind), item.key))
    return tuple(found[:MOST])


def _all_items(reader: PageReader) -> Iterator[NewsItem]:
    entries = reader.directory.entries
    for organization in entries.organizations.values():
        if not reader.is_unlisted(organization.id):
            yield from _of_organization(reader, organization)
    for project in entries.projects.values():
        yield from _of_project(reader, project)
    for group in entries.groups.values():
        yield from _of_group(reader, group)


def _of_organization(reader: PageReader, entry: Entry[Organization]) -> Iterator[NewsItem]:
    t, facts = reader.local.interface.gettext, entry.facts
    link = reader.organization_link(entry.id)
    name = link.text.text
    joined = facts.partnership.joined if facts.partnership else None
    summary = reader.local.required(entry, "summary", facts.summary)
    if joined is not None:
        key = f"organizations/{entry.id}/joined/{joined}"
        title = t("%(name)s has joined", name=name)
        yield NewsItem(key, NewsKind.JOINED, joined, title, link, (summary,))
    if facts.assured is not None:
        day = facts.assured.date
        key = f"organizations/{entry.id}/checked/{day}"
        title = t("A person checked %(name)s", name=name)
        yield NewsItem(key, NewsKind.CHECKED, day, title, link)


def _of_project(reader: PageReader, entry: Entry[Project]) -> Iterator[NewsItem]:
    starts = entry.facts.starts
    if starts is None:
        return
    link = reader.project_link(entry.id)
    title = reader.local.interface.gettext("New project: %(name)s", name=link.text.text)
    summary = reader.local.required(entry, "summary", entry.facts.summary)
    key = f"projects/{entry.id}/starts/{starts}"
    yield NewsItem(key, NewsKind.PROJECT, starts, title, link, (summary,))


def _of_group(reader: PageReader, entry: Entry[Group]) -> Iterator[NewsItem]:
    link = reader.group_link(entry.id)
    title = reader.local.interface.gettext("%(name)s has decided", name=link.text.text)
    for index, meeting in enumerate(entry.facts.meetings):
        texts = tuple(
            reader.local.required(entry, f"meetings.{index}.decisions.{number}.text", decision.text)
            for number, decision in enumerate(meeting.decisions)
        )
        if texts:
            key = f"groups/{entry.id}/decisions/{_moment(entry, index)}"
            yield NewsItem(key, NewsKind.DECIDED, meeting.date, title, link, texts)


def _moment(entry: Entry[Group], index: int) -> str:
    """Return a meeting's date, with its number among the meetings of that day but the first."""
    day = entry.facts.meetings[index].date
    before = sum(meeting.date == day for meeting in entry.facts.meetings[:index])
    return f"{day}-{before + 1}" if before else str(day)


def coming_meetings(reader: PageReader) -> tuple[MeetingItem, ...]:
    """Return the meetings of all groups from today on, the next one first."""
    groups = reader.directory.entries.groups.values()
    found = [
        _meeting(reader, group, index)
        for group in groups
        for index, meeting in enumerate(group.facts.meetings)
        if meeting.date >= reader.today
    ]
    return tuple(sorted(found, key=lambda item: (item.day, item.opens_at, item.key)))


def _meeting(reader: PageReader, group: Entry[Group], index: int) -> MeetingItem:
    local, meeting = reader.local, group.facts.meetings[index]
    opens, closes = meeting.opens_at or "", meeting.closes_at or ""
    at = f"meetings.{index}"
    return MeetingItem(
        key=f"groups/{group.id}/meetings/{_moment(group, index)}",
        day=meeting.date,
        opens_at=opens,
        closes_at=closes,
        date=format_date(meeting.date, local.formats, style="full"),
        time=_time(opens, closes, local.formats),
        link=reader.group_link(group.id),
        place=_place(reader, group, index),
        agenda=tuple(
            local.required(group, f"{at}.agenda.{number}", text)
            for number, text in enumerate(meeting.agenda)
        ),
    )


def _time(opens: str, closes: str, tag: str) -> str:
    return format_time_range(opens, closes, tag) if opens and closes else opens


def _place(reader: PageReader, group: Entry[Group], index: int) -> LocalText | None:
    meeting = group.facts.meetings[index]
    host_id, _, location_id = (meeting.location or "").partition("/")
    host = reader.directory.organizations.get(host_id)
    for location in host.facts.locations if host else ():
        if host and location.id == location_id:
            return reader.local.required(host, f"locations.{location_id}.name", location.name)
    return reader.local.text(group, f"meetings.{index}.place", meeting.place)
