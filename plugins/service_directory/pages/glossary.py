"""The glossary: every word partners use, from A to Z in the reader's alphabet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from service_directory.languages.collation import index_letter
from service_directory.languages.localize import LocalText
from service_directory.languages.texts import SYNONYMS
from service_directory.model.taxonomy import Taxonomy, TaxonomyKind
from service_directory.pages.page import Page, PageHead, PageKind
from service_directory.pages.reader import PageReader, TranslationNote
from service_directory.reading.entry import Entry

_KIND = TaxonomyKind.GLOSSARY


@dataclass(frozen=True, slots=True)
class WordView:
    """A word partners use every day, said plainly."""

    anchor: str
    name: LocalText
    short_name: LocalText | None
    description: LocalText | None
    synonyms: LocalText | None


@dataclass(frozen=True, slots=True)
class WordLetter:
    """The words under one letter."""

    letter: str
    anchor: str
    words: tuple[WordView, ...]


@dataclass(frozen=True, slots=True)
class GlossaryView:
    """The words from A to Z."""

    name: LocalText
    description: LocalText | None
    letters: tuple[WordLetter, ...]
    note: TranslationNote


def glossary_pages(reader: PageReader) -> Iterator[Page]:
    """Yield the glossary, where there is one."""
    entry = reader.directory.entries.taxonomies.get(_KIND)
    if entry is None or not entry.facts.terms:
        return
    description = reader.local.text(entry, f"{_KIND}.description", entry.facts.description)
    yield Page(
        PageHead(
            address=reader.urls.glossary(reader.tag),
            language=reader.tag,
            kind=PageKind.GLOSSARY,
            title=reader.local.required(entry, f"{_KIND}.name", entry.facts.name).text,
            description=description.text if description else "",
            alternates=reader.alternates(reader.urls.glossary),
            source=entry.path,
            section=PageKind.GUIDES,
        ),
        view=partial(glossary_view, reader, entry),
    )


def glossary_view(reader: PageReader, entry: Entry[Taxonomy]) -> GlossaryView:
    """Return the words in the order of the reader's alphabet."""
    words = reader.in_order(
        (_word(reader, entry, term.id, term.synonyms) for term in entry.facts.terms),
        lambda word: word.name.text,
    )
    by_letter = groupby(words, key=lambda word: index_letter(word.name.text, reader.tag))
    return GlossaryView(
        name=reader.local.required(entry, f"{_KIND}.name", entry.facts.name),
        description=reader.local.text(entry, f"{_KIND}.description", entry.facts.description),
        letters=tuple(
            WordLetter(letter, f"letter-{number}", tuple(found))
            for number, (letter, found) in enumerate(by_letter, start=1)
        ),
        note=reader.translation_note(entry, address_in=reader.urls.glossary),
    )


def _word(
    reader: PageReader, entry: Entry[Taxonomy], id_: str, synonyms: tuple[str, ...]
) -> WordView:
    local = reader.local
    joined = ", ".join(synonyms) or None
    return WordView(
        anchor=f"word-{id_}",
        name=local.term(_KIND, id_),
        short_name=local.term_text(_KIND, id_, "short_name"),
        description=local.term_text(_KIND, id_, "description"),
        synonyms=local.text(entry, f"{_KIND}.{id_}.{SYNONYMS}", joined),
    )
