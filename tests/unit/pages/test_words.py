"""The words a page explains: found in the language of the text, told in the reader's."""

from __future__ import annotations

import datetime
from typing import Final

from markupsafe import Markup

from service_directory.languages.catalogs import Catalog, Catalogs, Message
from service_directory.languages.localize import LocalText, TextState, localize
from service_directory.model.taxonomy import TaxonomyKind
from service_directory.pages.glossary import glossary_pages, glossary_view
from service_directory.pages.organization import organization_view
from service_directory.pages.page import Page, PageKind
from service_directory.pages.reader import PageReader
from service_directory.pages.urls import Urls
from service_directory.pages.words import plain_words
from service_directory.reading.entry import EntryKind
from service_directory.render import render_body
from service_directory.settings import Settings
from tests.sample import directory, organization, service

TODAY: Final = datetime.date(2026, 11, 21)
WORDS: Final = (
    {
        "id": "snap",
        "name": "SNAP",
        "description": "Money for food <each> month.",
        "synonyms": ["food stamps", "card"],
    },
    {"id": "lease", "name": "Lease", "description": "A paper."},
    {"id": "bare", "name": "Bare word"},
)
GIVEN = directory(
    organization(
        "ash",
        service("a", summary="Ask about food stamps & your card."),
        service("b", eligibility_description="With a lease or a bare word."),
        summary="We fill in <forms>.",
        body="Bring the [lease](https://example.org).",
    ),
    terms={TaxonomyKind.GLOSSARY: WORDS},
)
SPANISH = {
    "glossary.lease.name": Message("Lease", "Contrato de renta", False, "x.po", 1),
    "glossary.lease.description": Message("A paper.", "Un papel.", False, "x.po", 2),
}


def reader(tag: str = "en") -> PageReader:
    catalogs = Catalogs({("es", EntryKind.TAXONOMY, ""): Catalog("x.po", SPANISH)})
    settings = Settings(languages=("en", "es"))
    return PageReader(localize(GIVEN, catalogs, language_tag=tag, settings=settings), Urls(), TODAY)


def test_an_organization_explains_the_words_of_all_its_texts_once() -> None:
    words = organization_view(reader(), GIVEN.organizations["ash"]).words
    assert [(word.name.text, word.shown, word.href) for word in words] == [
        ("Lease", "", "en/glossary/#word-lease"),
        ("SNAP", "food stamps", "en/glossary/#word-snap"),
    ]


def test_words_of_an_untranslated_text_are_told_in_the_readers_language() -> None:
    words = organization_view(reader("es"), GIVEN.organizations["ash"]).words
    lease = words[0]
    assert (lease.shown, lease.shown_in) == ("lease", "en")
    assert (lease.name.text, lease.meaning.text) == ("Contrato de renta", "Un papel.")


def test_a_word_is_looked_for_only_in_the_language_of_the_text() -> None:
    there = LocalText("El lease y el contrato de renta", "es", TextState.SOURCE)
    assert [word.shown for word in reader("es").words.explained([there, None])] == [""]
    assert reader().words.explained([LocalText("le lease", "fr", TextState.SOURCE)]) == ()


def test_free_text_is_looked_through_as_it_is_read() -> None:
    text = LocalText("source", "en", TextState.SOURCE)
    found = plain_words(Markup('<p title="lease">A &amp; <a href="x">b</a></p>'), text)
    assert found is not None
    assert found.text.split() == ["A", "&", "b"]
    assert plain_words(Markup(""), None) is None


def test_the_box_escapes_what_it_shows() -> None:
    pages = [page for page in _pages(reader()) if page.head.kind is PageKind.GLOSSARY]
    html = render_body(pages[0])
    assert "Money for food &lt;each&gt; month." in html
    assert 'id="word-snap"' in html


def _pages(found: PageReader) -> list[Page]:
    return list(glossary_pages(found))


def test_the_glossary_is_sorted_for_the_reader() -> None:
    entry = GIVEN.entries.taxonomies["glossary"]
    letters = glossary_view(reader("es"), entry).letters
    names = [word.name.text for letter in letters for word in letter.words]
    assert names == ["Bare word", "Contrato de renta", "SNAP"]
    assert [letter.letter for letter in letters] == ["B", "C", "S"]
