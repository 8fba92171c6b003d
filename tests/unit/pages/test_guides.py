"""Guides: their order, whom they are for, who checked them, and what their translation is."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any, Final

from service_directory.languages.catalogs import Catalogs
from service_directory.languages.localize import localize
from service_directory.pages.guides import GuideView, guide_pages, guides_view
from service_directory.pages.page import PageKind
from service_directory.pages.reader import PageReader
from service_directory.pages.urls import Urls
from service_directory.reading.entry import Entry, EntryKind
from service_directory.settings import Settings
from tests.sample import directory, read

TODAY: Final = datetime.date(2026, 11, 21)


def guide(id_: str, *lines: str) -> Entry[Any]:
    facts = "\n".join((f"title: {id_.rpartition('/')[2]}", *lines))
    return read(EntryKind.PAGE, id_, f"---\n{facts}\n---\nText.\n")


def reader(*guides: Entry[Any], tag: str = "en") -> PageReader:
    given = directory()
    pages = {entry.id: entry for entry in guides}
    given = replace(given, entries=replace(given.entries, pages=pages))
    settings = Settings(languages=("en", "es"))
    local = localize(given, Catalogs(), language_tag=tag, settings=settings)
    return PageReader(local, Urls(), TODAY)


def view_of(name: str, *guides: Entry[Any], tag: str = "en") -> GuideView:
    found = reader(*guides, tag=tag)
    address = found.urls.guide(tag, name)
    (page,) = [p for p in guide_pages(found) if p.head.address == address]
    view = page.view()
    assert isinstance(view, GuideView)
    return view


def test_guides_stand_in_their_order_by_whom_they_are_for() -> None:
    guides = (
        guide("guides/a", "order: 30"),
        guide("guides/b", "order: 10"),
        guide("guides/c", "for: partners"),
        guide("guides/d", "for: volunteers"),
        guide("guides/d.es"),
        guide("index"),
    )
    for tag in ("en", "es"):
        view = guides_view(reader(*guides, tag=tag))
        assert [line.title.text for line in view.newcomers] == ["b", "a"]
        assert [line.title.text for line in view.partners] == ["c"]
        assert [line.href for line in view.volunteers] == [f"{tag}/guides/d/"]
    view = guides_view(reader(*guides, tag="es"))
    assert [line.foreign for line in view.volunteers] == [False]
    assert [(line.foreign, line.language) for line in view.partners] == [(True, "inglés")]


def test_without_guides_there_is_no_list() -> None:
    assert list(guide_pages(reader(guide("index")))) == []
    kinds = [page.head.kind for page in guide_pages(reader(guide("guides/a")))]
    assert kinds == [PageKind.GUIDES, PageKind.GUIDE]


def test_a_translation_nobody_has_read_says_so_and_leads_to_the_first_version() -> None:
    guides = (guide("guides/a"), guide("guides/a.es", "translation: unreviewed"))
    note = view_of("guides/a", *guides, tag="es").note
    assert note.unreviewed
    assert (note.source_href, note.source_language) == ("en/guides/a/", "inglés")
    assert not view_of("guides/a", *guides).note.needed
    reviewed = guide("guides/a.es", "translation: reviewed")
    assert not view_of("guides/a", guides[0], reviewed, tag="es").note.needed


def test_a_translation_tells_when_the_first_version_was_checked() -> None:
    guides = (guide("guides/a", "assured: {date: 2026-11-01}"), guide("guides/a.es"))
    assert view_of("guides/a", *guides, tag="es").check.iso_date == "2026-11-01"
    own = guide("guides/a.es", "assured: {date: 2026-11-09}")
    assert view_of("guides/a", guides[0], own, tag="es").check.iso_date == "2026-11-09"
    assert view_of("guides/a", guide("guides/a")).check.date == ""
