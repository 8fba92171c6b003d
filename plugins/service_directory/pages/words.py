"""The words of the glossary a page uses, explained at its end: no script, no leaving the page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from service_directory.languages.finding import WordFinder, says_one_thing
from service_directory.languages.localize import LocalDirectory, LocalText, localize
from service_directory.model.taxonomy import TaxonomyKind
from service_directory.pages.urls import Urls

if TYPE_CHECKING:
    from service_directory.pages.services import ServiceView

_TAG: Final = re.compile(r"<[^>]*>")
_KIND: Final = TaxonomyKind.GLOSSARY


@dataclass(frozen=True, slots=True)
class ExplainedWord:
    """A word a page uses, with what it means in the reader's language."""

    shown: str
    """As it stands in the text; empty where that is the word's own name (or holds it)."""
    shown_in: str
    """The language of the text."""
    name: LocalText
    meaning: LocalText
    href: str


class WordReader:
    """Explains words in one language; texts are looked through in the language they are in."""

    def __init__(self, local: LocalDirectory, urls: Urls) -> None:
        self._local, self._urls = local, urls
        self._finders: dict[str, WordFinder] = {}

    def explained(self, texts: Iterable[LocalText | None]) -> tuple[ExplainedWord, ...]:
        """Return the words of some texts that have a meaning to tell, each once, in their order."""
        if not self._local.directory.terms[_KIND]:
            return ()
        together: dict[str, list[str]] = defaultdict(list)
        for text in texts:
            if text is not None:
                together[text.language].append(text.text)
        found: dict[str, ExplainedWord] = {}
        for tag, parts in together.items():
            for word in self._finder(tag).find("\n".join(parts)):
                meaning = self._local.term_text(_KIND, word.id, "description")
                if meaning is not None and word.id not in found:
                    name = self._local.term(_KIND, word.id)
                    shown = " ".join(word.shown.split())
                    found[word.id] = ExplainedWord(
                        shown="" if name.text.lower() in shown.lower() else shown,
                        shown_in=tag,
                        name=name,
                        meaning=meaning,
                        href=self._urls.word(self._local.language.tag, word.id),
                    )
        return tuple(found.values())

    def _finder(self, tag: str) -> WordFinder:
        if tag not in self._finders:
            local, directory = self._local, self._local.directory
            there = localize(directory, local.catalogs, language_tag=tag, settings=local.settings)
            self._finders[tag] = WordFinder(_ways(there), tag)
        return self._finders[tag]


def _ways(local: LocalDirectory) -> Iterator[tuple[str, str]]:
    """Yield the ways to write each word in a language, where it has a name there.

    Names come before short names and synonyms, so that a word which is both explains itself.
    """
    own, terms = local.language.tag, local.directory.terms[_KIND]
    named = [id_ for id_ in terms if not local.term(_KIND, id_).is_foreign(own)]
    for id_ in named:
        yield local.term(_KIND, id_).text, id_
    for id_ in named:
        short = local.term_text(_KIND, id_, "short_name")
        others = (short.text,) if short and not short.is_foreign(own) else ()
        for way in (*others, *local.synonyms(_KIND, id_)):
            if says_one_thing(way, own):
                yield way, id_


def plain_words(html: Markup, text: LocalText | None) -> LocalText | None:
    """Return the words of free text as a reader sees them, in the language they are in."""
    return None if text is None else text._replace(text=unescape(_TAG.sub(" ", html)))


def service_words(view: ServiceView) -> Iterator[LocalText | None]:
    """Yield the sentences of a service."""
    yield from (view.summary, view.description, view.alert, view.eligibility, view.fees)
    yield from (view.application, view.interpretation, view.wait_time, view.accreditations)
    for place in view.places:
        yield place.note
