"""Pages by need: all needs, and for each who helps, where, when and at what cost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

from service_directory.axes import REMOTE, UNKNOWN, is_remote
from service_directory.directory import LinkedService
from service_directory.languages.localize import LocalText
from service_directory.model.service import Status
from service_directory.model.taxonomy import TaxonomyKind, TaxonomyTerm
from service_directory.pages.lines import area_name
from service_directory.pages.page import Page, PageHead, PageKind
from service_directory.pages.parts import LinkView
from service_directory.pages.reader import PageReader, TranslationNote
from service_directory.pages.services import ServiceView
from service_directory.pages.share import ShareView, share_view, with_neutral_twin

MOST_IN_FULL: Final = 12
"""More services than this are told by area."""

RESTING: Final = frozenset({Status.PAUSED, Status.TEMPORARILY_CLOSED, Status.INACTIVE})
"""Services that take nobody now."""


@dataclass(frozen=True, slots=True)
class NeedTile:
    """A need as a tile: its icon, its name, how many services help."""

    name: LocalText
    href: str
    icon: str
    description: LocalText | None
    count: int


@dataclass(frozen=True, slots=True)
class NeedGroupView:
    """A first-level need and those below it."""

    tile: NeedTile
    below: tuple[NeedTile, ...]


@dataclass(frozen=True, slots=True)
class NeedsView:
    """The page of all needs."""

    groups: tuple[NeedGroupView, ...]


@dataclass(frozen=True, slots=True)
class AreaView:
    """The services of one area, of no known area, or without a place."""

    name: LocalText
    anchor: str
    services: tuple[ServiceView, ...]


@dataclass(frozen=True, slots=True)
class NeedView:
    """The page of one need."""

    name: LocalText
    description: LocalText | None
    icon: str
    above: LinkView | None
    below: tuple[NeedTile, ...]
    count: int
    """How many services help that take people now or soon."""
    services: tuple[ServiceView, ...]
    """These in one list, where they are few."""
    areas: tuple[AreaView, ...]
    """These by area, where they are many."""
    paused: tuple[ServiceView, ...]
    """Those that are paused, closed or no longer offered: still shown, so that nobody wonders."""
    nearby: tuple[NeedTile, ...]
    """Other needs of the same group, offered when nobody helps with this one."""
    projects: tuple[LinkView, ...]
    """Projects that work on it."""
    note: TranslationNote
    sensitive: bool
    urgent_phones: tuple[str, ...]
    share: ShareView | None


def need_tile(reader: PageReader, term: TaxonomyTerm) -> NeedTile:
    """Return a need as a tile."""
    kind = TaxonomyKind.NEEDS
    top = reader.directory.first_level(kind, term.id)
    services = reader.directory.services_by_need.get(term.id, ())
    return NeedTile(
        name=reader.local.term(kind, term.id),
        href=reader.urls.need(reader.tag, term.id),
        icon=term.icon or reader.directory.term(kind, top).icon or "",
        description=reader.local.term_text(kind, term.id, "description"),
        count=sum(linked.service.status is not Status.INACTIVE for linked in services),
    )


def top_needs(reader: PageReader) -> tuple[NeedTile, ...]:
    """Return the first-level needs as tiles, in the order of their list."""
    tops = reader.directory.children(TaxonomyKind.NEEDS, None)
    return tuple(need_tile(reader, term) for term in tops)


def need_pages(reader: PageReader) -> Iterator[Page]:
    """Yield the page of all needs and a page for every need."""
    yield Page(
        PageHead(
            address=reader.urls.needs(reader.tag),
            language=reader.tag,
            kind=PageKind.NEEDS,
            title=reader.local.interface.gettext("All needs"),
            alternates=reader.alternates(reader.urls.needs),
            section=PageKind.NEEDS,
        ),
        view=partial(_needs_view, reader),
    )
    for term in reader.directory.terms[TaxonomyKind.NEEDS].values():
        page = Page(_head(reader, term), view=partial(need_view, reader, term))
        yield from with_neutral_twin(reader, page, is_needed=bool(term.sensitive))


def _head(reader: PageReader, term: TaxonomyTerm) -> PageHead:
    description = reader.local.term_text(TaxonomyKind.NEEDS, term.id, "description")
    return PageHead(
        address=reader.urls.need(reader.tag, term.id),
        language=reader.tag,
        kind=PageKind.NEED,
        title=reader.local.term(TaxonomyKind.NEEDS, term.id).text,
        description=description.text if description else "",
        alternates=reader.alternates(lambda tag: reader.urls.need(tag, term.id)),
        section=PageKind.NEEDS,
        sensitive=_is_sensitive(reader, term),
    )


def _needs_view(reader: PageReader) -> NeedsView:
    kind = TaxonomyKind.NEEDS
    return NeedsView(
        tuple(
            NeedGroupView(
                need_tile(reader, top),
                tuple(need_tile(reader, term) for term in reader.directory.children(kind, top.id)),
            )
            for top in reader.directory.children(kind, None)
        )
    )


def need_view(reader: PageReader, term: TaxonomyTerm) -> NeedView:
    """Return what a need's page shows.

    Many services stand as lines by area; those of needs below are then on the pages of these.
    """
    kind, directory = TaxonomyKind.NEEDS, reader.directory
    below = directory.children(kind, term.id)
    services = directory.services_by_need.get(term.id, ())
    many = len(services) > MOST_IN_FULL
    if many and below:
        services = tuple(linked for linked in services if term.id in linked.needs)
        many = len(services) > MOST_IN_FULL
    open_ones = [s for s in services if s.service.status not in RESTING]
    resting = [s for s in services if s.service.status in RESTING]
    entries = {linked.organization.id: linked.organization for linked in services}
    return NeedView(
        name=reader.local.term(kind, term.id),
        description=reader.local.term_text(kind, term.id, "description"),
        icon=need_tile(reader, term).icon,
        above=reader.need_link(term.parent) if term.parent else None,
        below=tuple(need_tile(reader, child) for child in below),
        count=len(open_ones),
        services=() if many else _ready_first(reader, open_ones),
        areas=_by_area(reader, open_ones) if many else (),
        paused=_ready_first(reader, resting),
        nearby=() if services or below else _nearby(reader, term),
        projects=tuple(
            reader.project_link(id_) for id_ in reader.projects_by_need.get(term.id, ())
        ),
        note=reader.translation_note(
            *entries.values(), address_in=lambda tag: reader.urls.need(tag, term.id)
        )
        if entries
        else TranslationNote(),
        sensitive=_is_sensitive(reader, term),
        urgent_phones=tuple(phone.number for phone in reader.local.settings.urgent_phones),
        share=share_view(
            reader,
            reader.urls.need(reader.tag, term.id),
            reader.local.term(kind, term.id).text,
            discreet=bool(term.sensitive),
        ),
    )


def _ready_first(reader: PageReader, services: Iterable[LinkedService]) -> tuple[ServiceView, ...]:
    """Return services that people can use now before others, equal ones by name."""
    in_order = reader.in_order(services, lambda s: reader.services.view(s).name.text)
    return reader.services.views(in_order)


def _is_sensitive(reader: PageReader, term: TaxonomyTerm) -> bool:
    """Tell whether a need or one below it is sensitive."""
    kind, directory = TaxonomyKind.NEEDS, reader.directory
    below = directory.descendants(kind, term.id)
    return any(directory.terms[kind][id_].sensitive for id_ in below)


def _nearby(reader: PageReader, term: TaxonomyTerm) -> tuple[NeedTile, ...]:
    """Return other needs of the same group that somebody helps with."""
    siblings = reader.directory.children(TaxonomyKind.NEEDS, term.parent) if term.parent else ()
    tiles = (need_tile(reader, near) for near in siblings if near.id != term.id)
    return tuple(tile for tile in tiles if tile.count)


def _by_area(reader: PageReader, services: list[LinkedService]) -> tuple[AreaView, ...]:
    by_area: dict[str, list[LinkedService]] = {}
    for linked in services:
        for area in linked.areas or (REMOTE if is_remote(linked) else UNKNOWN,):
            by_area.setdefault(area, []).append(linked)
    names = {
        area: area_name(reader, area)
        for area in (*reader.directory.terms[TaxonomyKind.AREAS], REMOTE, UNKNOWN)
    }
    return tuple(
        AreaView(
            name=names[area],
            anchor=f"area-{area or 'unknown'}",
            services=_ready_first(reader, by_area[area]),
        )
        for area in names
        if area in by_area
    )
