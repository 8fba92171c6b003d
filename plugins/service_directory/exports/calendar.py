"""Coming meetings as iCalendar (RFC 5545)."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from service_directory.pages.news import MeetingItem, coming_meetings
from service_directory.pages.reader import PageReader
from service_directory.pages.urls import absolute

_LONGEST: Final = 75
"""Octets of a line."""


def meetings_calendar(reader: PageReader) -> bytes:
    """Return the coming meetings of all groups as a calendar."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//mkdocs-service-directory//EN",
        "CALSCALE:GREGORIAN",
        f"NAME:{_text(reader.local.settings.site_name)}",
        *(line for item in coming_meetings(reader) for line in _event(reader, item)),
        "END:VCALENDAR",
    ]
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line)).encode()


def _event(reader: PageReader, item: MeetingItem) -> Iterator[str]:
    host = urlsplit(reader.local.settings.site_url).hostname or ""
    yield "BEGIN:VEVENT"
    yield f"UID:{item.key}@{host}"
    yield f"DTSTAMP:{reader.today:%Y%m%d}T000000Z"
    yield from _times(reader, item)
    yield f"SUMMARY:{_text(item.link.text.text)}"
    if item.place:
        yield f"LOCATION:{_text(item.place.text)}"
    if item.agenda:
        agenda = "\n".join(text.text for text in item.agenda)
        yield f"DESCRIPTION:{_text(agenda)}"
    yield f"URL:{absolute(reader.local.settings.site_url, item.link.href)}"
    yield "END:VEVENT"


def _times(reader: PageReader, item: MeetingItem) -> Iterator[str]:
    """Yield when a meeting begins and ends: in UTC, or the whole day where no time is told."""
    if not item.opens_at:
        yield f"DTSTART;VALUE=DATE:{item.day:%Y%m%d}"
        return
    begins = _utc(item.day, item.opens_at, reader.local.settings.time_zone)
    yield f"DTSTART:{begins:%Y%m%dT%H%M%SZ}"
    if item.closes_at:
        later = item.closes_at <= item.opens_at
        day = item.day + datetime.timedelta(days=int(later))
        yield f"DTEND:{_utc(day, item.closes_at, reader.local.settings.time_zone):%Y%m%dT%H%M%SZ}"


def _utc(day: datetime.date, clock: str, time_zone: str) -> datetime.datetime:
    hour, minute = int(clock[:2]), int(clock[3:])
    day += datetime.timedelta(days=hour // 24)
    try:
        zone: datetime.tzinfo = ZoneInfo(time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        zone = datetime.UTC
    moment = datetime.datetime(day.year, day.month, day.day, hour % 24, minute, tzinfo=zone)
    return moment.astimezone(datetime.UTC)


def _text(text: str) -> str:
    for sign, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(sign, written)
    return text


def _folded(line: str) -> Iterator[str]:
    """Cut a line so that no piece is longer than allowed, and no letter is cut."""
    piece, size = "", 0
    for letter in line:
        width = len(letter.encode())
        if size + width > _LONGEST:
            yield piece
            piece, size = " ", 1
        piece += letter
        size += width
    yield piece
