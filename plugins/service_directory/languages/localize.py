"""One language's view of a directory: every text with the language it is really in.

A reader always sees a text. When it is not a current one in her language, its state says so and
the page marks it. Facts (phones, hours, addresses, links, costs) are no texts: they come from the
entry in every language.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, NamedTuple

from markupsafe import Markup, escape

from service_directory.directory import Directory
from service_directory.languages.catalogs import Catalog, Catalogs
from service_directory.languages.interface import Interface, interface
from service_directory.languages.locales import (
    Direction,
    Language,
    direction,
    formats_for,
    language,
    same_language,
)
from service_directory.languages.texts import (
    BODY,
    SYNONYMS,
    is_critical,
    keeps_its_name,
    translatable_texts,
)
from service_directory.model.taxonomy import TaxonomyKind
from service_directory.reading.entry import Entry, EntryKind
from service_directory.settings import Settings


class TextState(StrEnum):
    """What is known about a text in a reader's language."""

    SOURCE = "source"
    """The text was written in the reader's language, or is a name that stays as it is."""
    CURRENT = "current"
    """Translated, and the translation belongs to the text as it is now."""
    UNREVIEWED = "unreviewed"
    """Translated by a machine, or not yet read by a second person (PO: fuzzy)."""
    OUTDATED = "outdated"
    """Translated, but the text has changed since."""
    MISSING = "missing"
    """Not translated: shown in the language it was written in."""


class LocalText(NamedTuple):
    """A text as it is shown to readers of one language."""

    text: str
    """Never empty."""
    language: str
    """The tag of the language the text is really in."""
    state: TextState

    def is_foreign(self, reader_language: str) -> bool:
        """Tell whether the text needs its own `lang` on a page of the reader's language."""
        return not same_language(self.language, reader_language)

    @property
    def direction(self) -> Direction:
        """The direction the text runs in."""
        return direction(self.language)

    @property
    def needs_note(self) -> bool:
        """True when the reader is to be told what the text is: not a current translation."""
        return self.state not in (TextState.SOURCE, TextState.CURRENT)

    def __html__(self) -> Markup:
        """Return the text as HTML: escaped, and marked where it is an old translation."""
        if self.state is TextState.OUTDATED:
            return _OUTDATED % self.text
        return escape(self.text)


class ForeignText(LocalText):
    """A text in another language than its reader's: its HTML says in which."""

    __slots__ = ()

    def __html__(self) -> Markup:
        """Return the text as HTML: escaped, with its language and direction."""
        return _FOREIGN % (self.language, self.direction, self.text)


_FOREIGN: Final = Markup('<span lang="%s" dir="%s">%s</span>')
_OUTDATED: Final = Markup('<span class="sd-outdated">%s</span>')


@dataclass(frozen=True, slots=True)
class LocalDirectory:
    """A directory as readers of one language see it."""

    directory: Directory
    catalogs: Catalogs
    language: Language
    settings: Settings

    @property
    def interface(self) -> Interface:
        """The words of the site itself in this language."""
        return interface(self.language.tag)

    @property
    def formats(self) -> str:
        """The tag dates, times and numbers are formatted with (`es` in the US: `es-US`)."""
        return formats_for(self.language.tag, self.settings.region)

    def source_language(self, entry: Entry[Any]) -> str:
        """Return the language an entry is written in."""
        own = getattr(entry.facts, "language", None)
        return str(own) if own else self.settings.source_language

    def text(self, entry: Entry[Any], context: str, source: str | None) -> LocalText | None:
        """Return an entry's text for this language's readers; None where the entry has none."""
        return None if source is None else self.required(entry, context, source)

    def required(self, entry: Entry[Any], context: str, source: str) -> LocalText:
        """Return a text every such entry has, such as its name."""
        written_in = self.source_language(entry)
        if same_language(written_in, self.language.tag):
            return LocalText(source, written_in, TextState.SOURCE)
        catalog = self.catalogs.of(self.language.tag, entry.kind, entry.id)
        found = _translated(catalog, context, source, self.language.tag)
        if found is not None:
            return found if found.language else ForeignText(source, written_in, TextState.OUTDATED)
        kept = keeps_its_name(context, entry.kind)
        return ForeignText(source, written_in, TextState.SOURCE if kept else TextState.MISSING)

    def body(self, entry: Entry[Any]) -> LocalText | None:
        """Return an entry's free Markdown text; None where it has none."""
        source = entry.body.strip()
        return self.required(entry, BODY, source) if source else None

    def term(self, kind: TaxonomyKind, id_: str) -> LocalText:
        """Return the name of a shared word."""
        return self._term_text(kind, id_, "name", self.directory.terms[kind][id_].name)

    def term_text(self, kind: TaxonomyKind, id_: str, field: str) -> LocalText | None:
        """Return another text of a shared word (`short_name`, `description`), or None."""
        source = getattr(self.directory.terms[kind][id_], field)
        return None if source is None else self._term_text(kind, id_, field, source)

    def synonyms(self, kind: TaxonomyKind, id_: str) -> tuple[str, ...]:
        """Return the everyday words people search a term by; the source's where none are given."""
        words = self.directory.terms[kind][id_].synonyms
        if not words:
            return ()
        shown = self._term_text(kind, id_, SYNONYMS, ", ".join(words))
        return words if shown.language != self.language.tag else split_list(shown.text)

    def _term_text(self, kind: TaxonomyKind, id_: str, field: str, source: str) -> LocalText:
        written_in = self.settings.source_language
        if same_language(written_in, self.language.tag):
            return LocalText(source, written_in, TextState.SOURCE)
        catalog = self.catalogs.of(self.language.tag, EntryKind.TAXONOMY, "")
        found = _translated(catalog, f"{kind}.{id_}.{field}", source, self.language.tag)
        if found is None:
            return ForeignText(source, written_in, TextState.MISSING)
        return found if found.language else ForeignText(source, written_in, TextState.OUTDATED)


def localize(
    directory: Directory, catalogs: Catalogs, *, language_tag: str, settings: Settings
) -> LocalDirectory:
    """Return a directory as readers of one language see it."""
    return LocalDirectory(directory, catalogs, language(language_tag), settings)


def split_list(text: str) -> tuple[str, ...]:
    """Split a list of words at the commas of any script."""
    for comma in "،、，;；၊":
        text = text.replace(comma, ",")
    return tuple(word for word in (part.strip() for part in text.split(",")) if word)


_GIVES_WAY: Final = LocalText("", "", TextState.OUTDATED)
"""Stands for an outdated translation that must not be shown."""


def _translated(
    catalog: Catalog | None, context: str, source: str, reader: str
) -> LocalText | None:
    """Return the translation to show, `_GIVES_WAY` for a harmful one, None where there is none."""
    if catalog is None:
        return None
    message = catalog.messages.get(context)
    if message is None or message.source != source:
        message = catalog.find(context, source)
    if message is None or not message.translation:
        return None
    if message.source == source:
        state = TextState.UNREVIEWED if message.fuzzy else TextState.CURRENT
        return LocalText(message.translation, reader, state)
    if is_critical(context):
        return _GIVES_WAY
    return LocalText(message.translation, reader, TextState.OUTDATED)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a directory stands in a language."""

    language: str
    by_entry: Mapping[tuple[EntryKind, str], Mapping[TextState, int]]
    """By kind and id of an entry (shared words by the list's name)."""
    by_field: Mapping[str, Mapping[TextState, int]]
    """By the last part of the context: `summary`, `eligibility_description`, `body`."""
    total: Mapping[TextState, int]

    @property
    def texts(self) -> int:
        """How many texts there are."""
        return sum(self.total.values())

    @property
    def share(self) -> float:
        """The part of the texts that readers see current in their language, from 0 to 1."""
        if not self.texts:
            return 1.0
        return (self.total[TextState.SOURCE] + self.total[TextState.CURRENT]) / self.texts


def coverage(local: LocalDirectory) -> Coverage:
    """Count the states of all texts of a directory in a language."""
    by_entry: dict[tuple[EntryKind, str], dict[TextState, int]] = {}
    by_field: dict[str, dict[TextState, int]] = {}
    total = _no_counts()
    for entry in all_entries(local.directory):
        counts = by_entry.setdefault((entry.kind, entry.id), _no_counts())
        for text in translatable_texts(entry):
            state = local.required(entry, text.context, text.source).state
            field = by_field.setdefault(field_of(text.context), _no_counts())
            for count in (counts, field, total):
                count[state] += 1
    return Coverage(
        local.language.tag,
        by_entry,
        dict(sorted(by_field.items())),
        total,
    )


def all_entries(directory: Directory) -> Iterable[Entry[Any]]:
    """Yield every entry whose texts are translated with catalogs."""
    entries = directory.entries
    yield from entries.organizations.values()
    yield from entries.groups.values()
    yield from entries.projects.values()
    yield from entries.taxonomies.values()
    if entries.crosswalks is not None:
        yield entries.crosswalks


def field_of(context: str) -> str:
    """Return the name of the field a context ends in, without the number of an item."""
    return next(part for part in reversed(context.split(".")) if not part.isdigit())


def _no_counts() -> dict[TextState, int]:
    return dict.fromkeys(TextState, 0)
