"""Free text of entries: links between files become links between pages."""

from __future__ import annotations

import datetime

import pytest

from service_directory.languages.catalogs import Catalog, Catalogs, Message
from service_directory.languages.localize import TextState, localize
from service_directory.pages.bodies import body_html, link_resolver
from service_directory.pages.reader import PageReader
from service_directory.pages.urls import Urls
from service_directory.reading.entry import EntryKind
from service_directory.settings import Settings
from tests.sample import (
    directory,
    group,
    location,
    organization,
    plans,
    project,
    service,
)

SETTINGS = Settings(languages=("en", "ar"))
GIVEN = directory(
    organization(
        "ash", body="See [Birch](birch.md#way-in), [us](../groups/forum.md).\n\n## Day one\n"
    ),
    organization("birch", body="## Way in\n\nx"),
    groups=[
        group("forum", body="[The garden](../projects/garden.md), [Ash](../organizations/ash.md)")
    ],
    projects=[project("garden", owner="ash", body="")],
)


def reader(tag: str = "en", catalogs: Catalogs | None = None, prefix: str = "") -> PageReader:
    local = localize(GIVEN, catalogs or Catalogs(), language_tag=tag, settings=SETTINGS)
    return PageReader(local, Urls(prefix), datetime.date(2026, 11, 21))


@pytest.mark.parametrize("tag", ["en", "ar"])
@pytest.mark.parametrize("prefix", ["", "help/"])
def test_links_to_files_lead_to_pages_in_the_readers_language(tag: str, prefix: str) -> None:
    html, text = body_html(reader(tag, prefix=prefix), GIVEN.organizations["ash"], heading=2)
    up = "../" * (3 + bool(prefix))
    assert f'href="{up}{prefix}{tag}/organizations/birch/#text-way-in"' in html
    assert f'href="{up}{prefix}{tag}/groups/forum/"' in html
    assert text is not None
    assert text.language == "en"
    group_html, _ = body_html(reader(tag), GIVEN.entries.groups["forum"], heading=2)
    assert f'href="../../../{tag}/projects/garden/"' in group_html


def test_headings_stand_below_the_pages_own() -> None:
    html, _ = body_html(reader(), GIVEN.organizations["ash"], heading=2)
    assert '<h2 id="text-day-one">' in html


def test_an_entry_without_a_text_has_no_html() -> None:
    html, text = body_html(reader(), GIVEN.entries.projects["garden"], heading=2)
    assert (str(html), text) == ("", None)


def test_a_translated_text_is_shown_with_its_own_links() -> None:
    source = GIVEN.organizations["ash"].body.strip()
    message = Message(source, "**مرحبا** [بيرش](birch.md)", False, "x.po", 1)
    words = Catalogs({("ar", EntryKind.ORGANIZATION, "ash"): Catalog("x.po", {"body": message})})
    html, text = body_html(reader("ar", words), GIVEN.organizations["ash"], heading=2)
    assert "<strong>مرحبا</strong>" in html
    assert 'href="../../../ar/organizations/birch/"' in html
    assert text is not None
    assert not text.is_foreign("ar")


def test_a_link_to_a_heading_that_a_translation_words_anew_leads_to_the_page() -> None:
    source = GIVEN.organizations["birch"].body
    message = Message(source, "## المدخل\n\nx", False, "x.po", 1)
    words = Catalogs({("ar", EntryKind.ORGANIZATION, "birch"): Catalog("x.po", {"body": message})})
    resolve = link_resolver(reader("ar", words), "directory/organizations/ash.md", "ar/x/")
    assert resolve("birch.md#way-in") == "../../ar/organizations/birch/"
    assert resolve("birch.md#المدخل") == "../../ar/organizations/birch/#text-المدخل"


def test_blanks_around_a_text_do_not_make_its_translation_an_old_one() -> None:
    given = directory(organization("ash", body="\n  Come in. \t\n"))
    message = Message("Come in.", "Pase.", False, "x.po", 1)
    words = Catalogs({("ar", EntryKind.ORGANIZATION, "ash"): Catalog("x.po", {"body": message})})
    local = localize(given, words, language_tag="ar", settings=SETTINGS)
    page = PageReader(local, Urls(), datetime.date(2026, 11, 21))
    _, text = body_html(page, given.organizations["ash"], heading=2)
    assert text is not None
    assert (text.text, text.state) == ("Pase.", TextState.CURRENT)


@pytest.mark.parametrize(
    ("href", "resolved"),
    [
        ("birch.md", "../../../en/organizations/birch/"),
        ("./birch.md", "../../../en/organizations/birch/"),
        ("../organizations/birch.md#way-in", "../../../en/organizations/birch/#text-way-in"),
        ("../organizations/birch.md#nowhere", "../../../en/organizations/birch/"),
        ("../../directory/groups/forum.md", "../../../en/groups/forum/"),
        ("#here", "#here"),
        ("nowhere.md", "nowhere.md"),
    ],
)
def test_paths_are_followed_from_the_file_they_stand_in(href: str, resolved: str) -> None:
    resolve = link_resolver(reader(), "directory/organizations/ash.md", "en/organizations/ash/")
    assert resolve(href) == resolved


@pytest.mark.parametrize(
    ("href", "resolved"),
    [
        ("../taxonomy/needs.yml#english", "en/needs/english/"),
        ("../taxonomy/needs.yml", "en/needs/"),
        ("../taxonomy/areas.yml#north", "en/areas/north/"),
        ("../taxonomy/areas.yml#south", "en/areas/"),
        ("../taxonomy/audiences.yml#adults", "en/audiences/"),
        ("../taxonomy/glossary.yml#intake", "en/glossary/#word-intake"),
        ("../crosswalks.yml#who", "en/crosswalk/who/"),
        ("../crosswalks.yml", "en/crosswalk/"),
        ("../translations/#es", "en/languages/es/"),
        ("../translations/#sw", "en/languages/"),
        ("../translations/", "en/languages/"),
        ("../organizations/", "en/organizations/"),
        ("../guides", "en/guides/"),
    ],
)
def test_links_to_lists_lead_to_their_pages_and_to_the_whole_list_without_one(
    href: str, resolved: str
) -> None:
    given = directory(
        organization(
            "ash",
            service("a", at=["hall"], languages=["es"]),
            locations=[location("hall", area="north")],
        ),
        crosswalks=plans({"id": "who"}),
    )
    local = localize(given, Catalogs(), language_tag="en", settings=SETTINGS)
    page = PageReader(local, Urls(), datetime.date(2026, 11, 21))
    resolve = link_resolver(page, "directory/organizations/ash.md", "en/organizations/ash/")
    assert resolve(href) == f"../../../{resolved}"
