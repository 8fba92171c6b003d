"""Guides people wrote by hand: the list of them, and a page for each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from service_directory.languages.locales import language_name
from service_directory.languages.localize import LocalText
from service_directory.model.handwritten import HandwrittenPage, Readers, TranslationReview
from service_directory.pages.bodies import guide_for, guide_text, rendered_guide
from service_directory.pages.page import Page, PageHead, PageKind
from service_directory.pages.parts import CheckView, LinkView, check_view, plain
from service_directory.pages.reader import PageReader, TranslationNote
from service_directory.pages.words import ExplainedWord, plain_words
from service_directory.reading.entry import Entry


@dataclass(frozen=True, slots=True)
class GuideLine:
    """A guide in the list."""

    title: LocalText
    href: str
    summary: LocalText | None
    foreign: bool
    """True when it is not there in the reader's language."""
    language: str
    """The language it is in, in the reader's."""


@dataclass(frozen=True, slots=True)
class GuidesView:
    """The guides, by whom they are for."""

    newcomers: tuple[GuideLine, ...]
    partners: tuple[GuideLine, ...]
    volunteers: tuple[GuideLine, ...]


@dataclass(frozen=True, slots=True)
class GuideView:
    """A hand-written page."""

    above: LinkView
    title: str
    summary: str
    body: Markup
    language: str
    foreign: bool
    """True when the page is not there in the reader's language and stands in another."""
    note: TranslationNote
    check: CheckView
    words: tuple[ExplainedWord, ...]


def guide_pages(reader: PageReader) -> Iterator[Page]:
    """Yield the list of guides, and every hand-written page but the home page's text."""
    names = _names(reader)
    if names:
        yield Page(
            PageHead(
                address=reader.urls.guides(reader.tag),
                language=reader.tag,
                kind=PageKind.GUIDES,
                title=reader.local.interface.gettext("Guides"),
                alternates=reader.alternates(reader.urls.guides),
                section=PageKind.GUIDES,
            ),
            view=partial(guides_view, reader),
        )
    for name in names:
        entry = guide_for(reader, name)
        if entry is None:
            continue
        head = PageHead(
            address=reader.urls.guide(reader.tag, name),
            language=reader.tag,
            kind=PageKind.GUIDE,
            title=entry.facts.title,
            description=entry.facts.summary or "",
            alternates=reader.alternates(partial(_guide_address, reader, name)),
            source=entry.path,
            section=PageKind.GUIDES,
        )
        yield Page(head, view=partial(guide_view, reader, name, entry))


def has_guides(reader: PageReader) -> bool:
    """Tell whether there is a guide, and so a list of them."""
    return bool(_names(reader))


def _names(reader: PageReader) -> list[str]:
    """Return the names of all guides in their order."""
    names = {id_.partition(".")[0] for id_ in reader.directory.entries.pages} - {"index"}
    return sorted(names, key=lambda name: (_facts(reader, name).order, name))


def _facts(reader: PageReader, name: str) -> HandwrittenPage:
    """Return what a guide says of itself, in its first version: the same in every language."""
    pages = reader.directory.entries.pages
    versions = (id_ for id_ in pages if id_.partition(".")[0] == name)
    return pages[name if name in pages else next(versions)].facts


def _guide_address(reader: PageReader, name: str, tag: str) -> str:
    return reader.urls.guide(tag, name)


def guides_view(reader: PageReader) -> GuidesView:
    """Return all guides, those for newcomers apart from those for people who help."""
    found: dict[Readers, list[GuideLine]] = {readers: [] for readers in Readers}
    for name in _names(reader):
        entry = guide_for(reader, name)
        if entry is not None:
            found[_facts(reader, name).for_].append(_line(reader, name, entry))
    return GuidesView(
        newcomers=tuple(found[Readers.NEWCOMERS]),
        partners=tuple(found[Readers.PARTNERS]),
        volunteers=tuple(found[Readers.VOLUNTEERS]),
    )


def _line(reader: PageReader, name: str, entry: Entry[HandwrittenPage]) -> GuideLine:
    title, summary = guide_text(reader, entry, entry.facts.title), entry.facts.summary
    return GuideLine(
        title=title,
        href=reader.urls.guide(reader.tag, name),
        summary=guide_text(reader, entry, summary) if summary else None,
        foreign=title.is_foreign(reader.tag),
        language=language_name(title.language, reader.tag),
    )


def guide_view(reader: PageReader, name: str, entry: Entry[HandwrittenPage]) -> GuideView:
    """Return what a guide's page shows."""
    title = guide_text(reader, entry, entry.facts.title)
    above = plain(reader.local.interface.gettext("Guides"), reader.tag)
    body = rendered_guide(reader, name, heading=2)
    return GuideView(
        above=LinkView(above, reader.urls.guides(reader.tag)),
        title=entry.facts.title,
        summary=entry.facts.summary or "",
        body=body,
        language=title.language,
        foreign=title.is_foreign(reader.tag),
        note=guide_note(reader, name, entry),
        check=_check(reader, name, entry),
        words=reader.words.explained([plain_words(body, guide_text(reader, entry, entry.body))]),
    )


def guide_note(reader: PageReader, name: str, entry: Entry[HandwrittenPage]) -> TranslationNote:
    """Return what to tell about a translated page: that nobody has read it, and the first one."""
    first = reader.directory.entries.pages.get(name)
    if entry.facts.translation is not TranslationReview.UNREVIEWED:
        return TranslationNote()
    if first is None or first is entry:
        return TranslationNote(unreviewed=True)
    source = reader.local.source_language(first)
    there = source != reader.tag and source in reader.local.settings.languages
    address = reader.urls.home(source) if name == "index" else reader.urls.guide(source, name)
    return TranslationNote(
        unreviewed=True,
        source_language=language_name(source, reader.tag),
        source_tag=source,
        source_href=address if there else "",
    )


def _check(reader: PageReader, name: str, entry: Entry[HandwrittenPage]) -> CheckView:
    """Return when a person checked a guide: this version, else the one it was translated from."""
    first = reader.directory.entries.pages.get(name, entry)
    checked = entry if entry.facts.assured else first
    return check_view(checked.facts.assured, checked, "assured", reader.local, reader.today)
