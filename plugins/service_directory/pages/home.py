"""The home page of a language, the page of languages, and the page for wrong addresses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

from markupsafe import Markup

from service_directory.languages.locales import language as language_of
from service_directory.languages.localize import LocalText
from service_directory.pages.bodies import guide_for, guide_text, rendered_guide
from service_directory.pages.guides import guide_note, has_guides
from service_directory.pages.needs import NeedTile, top_needs
from service_directory.pages.page import Page, PageHead, PageKind
from service_directory.pages.parts import LinkView, plain
from service_directory.pages.reader import PageReader, TranslationNote
from service_directory.pages.urgent import UrgentNumber, urgent_numbers
from service_directory.pages.values import ChoiceKind

MOST_GUIDES: Final = 6
"""So many hand-written pages stand on the home page; their `order` says which."""


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """A language of the site, by its own name."""

    tag: str
    endonym: str
    direction: str
    href: str
    message: str = ""
    home: str = ""
    """Words of the link to the language's start page, on the page for wrong addresses."""
    urgent: str = ""
    urgent_href: str = ""


@dataclass(frozen=True, slots=True)
class GuideLink:
    """A hand-written page, as one chooses it."""

    title: LocalText
    summary: LocalText | None
    href: str


@dataclass(frozen=True, slots=True)
class HomeView:
    """A language's home page."""

    site_name: str
    summary: LocalText | None
    needs: tuple[NeedTile, ...]
    urgent_phones: tuple[UrgentNumber, ...]
    body: Markup
    body_text: LocalText | None
    """The text the body was made from: its language may be another than the reader's."""
    ways: tuple[LinkView, ...]
    """Other ways to look than by need."""
    guides: tuple[GuideLink, ...]
    body_note: TranslationNote
    urgent_href: str
    needs_href: str
    organizations_href: str
    partners_href: str
    crosswalks_href: str
    organization_count: int
    service_count: int


@dataclass(frozen=True, slots=True)
class ChooserView:
    """The page of language names, and the one for wrong addresses."""

    site_name: str
    languages: tuple[LanguageLink, ...]


def home_pages(reader: PageReader) -> Iterator[Page]:
    """Yield the home page of a language."""
    settings = reader.local.settings
    yield Page(
        PageHead(
            address=reader.urls.home(reader.tag),
            language=reader.tag,
            kind=PageKind.HOME,
            title=settings.site_name,
            description=_summary(reader),
            alternates=reader.alternates(reader.urls.home),
            source=_source(reader),
            section=PageKind.HOME,
        ),
        view=partial(home_view, reader),
    )


def _summary(reader: PageReader) -> str:
    guide = guide_for(reader, "index")
    return (guide.facts.summary or "") if guide else ""


def _source(reader: PageReader) -> str:
    guide = guide_for(reader, "index")
    return guide.path if guide else ""


def home_view(reader: PageReader) -> HomeView:
    """Return what the home page shows."""
    urls, tag = reader.urls, reader.tag
    guide, summary = guide_for(reader, "index"), _summary(reader)
    return HomeView(
        site_name=reader.local.settings.site_name,
        summary=guide_text(reader, guide, summary) if guide and summary else None,
        needs=top_needs(reader),
        urgent_phones=urgent_numbers(reader.local),
        urgent_href=urls.urgent(tag),
        body=rendered_guide(reader, "index", heading=2),
        body_text=guide_text(reader, guide, guide.body) if guide else None,
        ways=_ways(reader),
        guides=_guides(reader),
        body_note=guide_note(reader, "index", guide) if guide else TranslationNote(),
        needs_href=urls.needs(tag),
        organizations_href=urls.organizations(tag),
        partners_href=urls.partners(tag),
        crosswalks_href=urls.crosswalks(tag),
        organization_count=len(reader.directory.organizations),
        service_count=len(reader.directory.services),
    )


def _ways(reader: PageReader) -> tuple[LinkView, ...]:
    """Return the lists people can look through."""
    t, urls, tag = reader.local.interface.gettext, reader.urls, reader.tag
    ways = [
        (t("All needs"), urls.needs(tag)),
        (t("Help by language"), urls.choices(tag, ChoiceKind.LANGUAGES)),
        (t("Help by area"), urls.choices(tag, ChoiceKind.AREAS)),
        (t("Who the help is for"), urls.choices(tag, ChoiceKind.AUDIENCES)),
        (t("Organizations from A to Z"), urls.organizations(tag)),
    ]
    if has_guides(reader):
        ways.append((t("Guides"), urls.guides(tag)))
    return tuple(LinkView(plain(text, tag), href) for text, href in ways)


def _guides(reader: PageReader) -> tuple[GuideLink, ...]:
    """Return the first hand-written pages, in the order they ask for."""
    names = {id_.partition(".")[0] for id_ in reader.directory.entries.pages} - {"index"}
    found = [(name, guide) for name in names if (guide := guide_for(reader, name))]
    found.sort(key=lambda one: (one[1].facts.order, one[0]))
    return tuple(
        GuideLink(
            title=guide_text(reader, guide, guide.facts.title),
            summary=guide_text(reader, guide, guide.facts.summary) if guide.facts.summary else None,
            href=reader.urls.guide(reader.tag, name),
        )
        for name, guide in found[:MOST_GUIDES]
    )


def chooser_pages(readers: tuple[PageReader, ...]) -> Iterator[Page]:
    """Yield the page of languages at the root, and the page for wrong addresses.

    Beside pages of others the latter is theirs, for a host knows one alone.
    """
    first = readers[0]
    settings = first.local.settings
    for address, kind in (
        (first.urls.chooser(), PageKind.CHOOSER),
        (first.urls.not_found(), PageKind.NOT_FOUND),
    ):
        if kind is PageKind.NOT_FOUND and settings.prefix:
            continue
        head = PageHead(
            address=address,
            language=first.tag,
            kind=kind,
            title=settings.site_name,
            alternates=first.alternates(first.urls.home),
            indexed=kind is PageKind.CHOOSER,
        )
        yield Page(head, view=partial(_chooser_view, readers, kind))


def _chooser_view(readers: tuple[PageReader, ...], kind: PageKind) -> ChooserView:
    languages = []
    for reader in readers:
        language = language_of(reader.tag)
        t = reader.local.interface.gettext
        message = (
            t("We could not find this page.")
            if kind is PageKind.NOT_FOUND
            else t("Find help near you")
        )
        languages.append(
            LanguageLink(
                tag=reader.tag,
                endonym=language.endonym,
                direction=language.direction,
                href=reader.urls.home(reader.tag),
                message=message,
                home=t("Go to the start page"),
                urgent=t("Urgent help"),
                urgent_href=reader.urls.urgent(reader.tag),
            )
        )
    return ChooserView(readers[0].local.settings.site_name, tuple(languages))
