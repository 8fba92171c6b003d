"""The plan of a site: every page and file it has, each made only when it is asked for.

Adapters (MkDocs, the command line) put pages into a shell and write the stream; what stands on a
page, and under which address, is decided here and below.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from service_directory.diagnostics import Diagnostic
from service_directory.directory import Directory
from service_directory.exports.calendar import meetings_calendar
from service_directory.exports.feeds import atom_feed, json_feed
from service_directory.exports.manifest import manifest
from service_directory.exports.qr_codes import QrCodes
from service_directory.languages.catalogs import Catalogs
from service_directory.languages.localize import localize
from service_directory.model.group import Group
from service_directory.model.organization import Organization
from service_directory.model.project import Project
from service_directory.pages.about import about_pages
from service_directory.pages.choices import choice_pages
from service_directory.pages.crosswalks import SharedCrosswalks, crosswalk_pages
from service_directory.pages.gaps import gaps_pages
from service_directory.pages.glossary import glossary_pages
from service_directory.pages.groups import group_pages
from service_directory.pages.guides import guide_pages
from service_directory.pages.home import chooser_pages, home_pages
from service_directory.pages.needs import need_pages
from service_directory.pages.news import coming_meetings, news_pages
from service_directory.pages.organization import organization_pages
from service_directory.pages.organizations import organizations_pages
from service_directory.pages.page import Page, PageKind
from service_directory.pages.partners import partner_pages
from service_directory.pages.reader import PageReader, TextLists
from service_directory.pages.related import Related
from service_directory.pages.service import service_pages
from service_directory.pages.urgent import urgent_pages
from service_directory.pages.urls import Urls, absolute, colliding, for_other_languages
from service_directory.pages.values import SharedChoices
from service_directory.reading.entry import Entry
from service_directory.settings import Settings


@dataclass(frozen=True, slots=True)
class SitePlan:
    """All pages of a site, in a fixed order, and what they are made from."""

    pages: tuple[Page, ...]
    readers: Mapping[str, PageReader]
    """By language."""
    urls: Urls
    files: Mapping[str, Callable[[], bytes]]
    """What stands beside the pages: feeds, calendars, QR codes, by address."""
    diagnostics: tuple[Diagnostic, ...]
    """Pages that would be written to one address."""


def plan_site(
    directory: Directory, catalogs: Catalogs, settings: Settings, today: datetime.date
) -> SitePlan:
    """Return the plan of a site; no page is made yet."""
    urls, texts, choices = Urls(settings.prefix), TextLists().of, SharedChoices(directory)
    related = Related(directory, settings, today)
    readers = {
        tag: PageReader(
            localize(directory, catalogs, language_tag=tag, settings=settings),
            urls,
            today,
            texts,
            choices,
        )
        for tag in settings.languages
    }
    pages = tuple(_pages(directory, readers, related, today))
    clashes = colliding([(page.head.address, page.head.source) for page in pages])
    files = dict(_files(pages, readers, urls, settings))
    return SitePlan(pages, readers, urls, files, tuple(clashes))


def _pages(
    directory: Directory,
    readers: Mapping[str, PageReader],
    related: Related,
    today: datetime.date,
) -> Iterator[Page]:
    shared = SharedCrosswalks(directory, today)
    yield from chooser_pages(tuple(readers.values()))
    for reader in readers.values():
        yield from organization_pages(reader)
        yield from service_pages(reader, related)
        yield from partner_pages(reader)
        yield from group_pages(reader)
        yield from home_pages(reader)
        yield from urgent_pages(reader)
        yield from about_pages(reader)
        yield from news_pages(reader)
        yield from guide_pages(reader)
        yield from need_pages(reader)
        yield from organizations_pages(reader)
        yield from crosswalk_pages(reader, shared)
        yield from choice_pages(reader)
        yield from glossary_pages(reader)
        yield from gaps_pages(reader, shared)


_Made = tuple[str, Callable[[], bytes]]

SHARED: Final = frozenset({PageKind.ORGANIZATION, PageKind.NEED, PageKind.SERVICE})
"""Kinds of pages people send on: each has a QR code."""


def _files(
    pages: tuple[Page, ...], readers: Mapping[str, PageReader], urls: Urls, settings: Settings
) -> Iterator[_Made]:
    for tag, reader in readers.items():
        yield urls.manifest(tag), partial(manifest, settings, urls, tag)
        if settings.site_url:
            yield urls.feed(tag), partial(atom_feed, reader)
            yield urls.json_feed(tag), partial(json_feed, reader)
            if coming_meetings(reader):
                yield urls.calendar(tag), partial(meetings_calendar, reader)
    if settings.site_url:
        heads = (page.head for page in pages if page.head.kind in SHARED)
        shared = dict.fromkeys(head.neutral or head.address for head in heads)
        codes = QrCodes(many=len(shared) > _MANY)
        for address in shared:
            yield urls.qr(address), partial(_qr_code, codes, absolute(settings.site_url, address))


_MANY: Final = 300


def _qr_code(codes: QrCodes, address: str) -> bytes:
    return codes.svg(address).encode()


_SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"


_LINKS = 'xmlns:xhtml="http://www.w3.org/1999/xhtml"'
_EMPTY_MAP = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{_SITEMAPS}">\n</urlset>\n'


def sitemap(
    plan: SitePlan, settings: Settings, last_checked: Mapping[str, str], others: str = _EMPTY_MAP
) -> str:
    """Return sitemap.xml: every page search engines may list, with its other languages.

    `last_checked` gives, by source file, the day a person last checked it: the only date that
    says something about the facts. `others` is the map of a site's own pages, which stay in it.
    Source: sitemaps.org; Google's notes on localized versions.
    """
    begin, end, after = others.rpartition("</urlset>")
    if _LINKS not in begin:
        begin = begin.replace("<urlset ", f"<urlset {_LINKS} ", 1)
    return "\n".join([begin.rstrip(), *_in_map(plan, settings, last_checked), end + after])


def _in_map(plan: SitePlan, settings: Settings, last_checked: Mapping[str, str]) -> Iterator[str]:
    for page in plan.pages:
        head = page.head
        if not head.indexed:
            continue
        yield f"<url><loc>{_xml(absolute(settings.site_url, head.address))}</loc>"
        if head.source in last_checked:
            yield f"<lastmod>{last_checked[head.source]}</lastmod>"
        default = for_other_languages(plan.urls, head.alternates) if head.alternates else ""
        named = (*head.alternates, ("x-default", default)) if head.alternates else ()
        for tag, address in named:
            href = _xml(absolute(settings.site_url, address))
            yield f'<xhtml:link rel="alternate" hreflang="{tag}" href="{href}"/>'
        yield "</url>"


def check_dates(directory: Directory) -> dict[str, str]:
    """Return the day a person last checked each entry that says so, by its file."""
    entries = directory.entries
    every: list[Entry[Organization] | Entry[Group] | Entry[Project]] = [
        *entries.organizations.values(),
        *entries.groups.values(),
        *entries.projects.values(),
    ]
    return {
        entry.path: entry.facts.assured.date.isoformat()
        for entry in every
        if entry.facts.assured is not None
    }


def _xml(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
