"""What is missing, by need: the list partners work on next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from service_directory.axes import TimeOfWeek
from service_directory.gaps import GapKind, Missing, NeedGaps
from service_directory.languages.locales import language_name
from service_directory.languages.localize import LocalText
from service_directory.model.taxonomy import TaxonomyKind
from service_directory.pages.crosswalks import SharedCrosswalks
from service_directory.pages.labels import time_label
from service_directory.pages.page import Page, PageHead, PageKind
from service_directory.pages.parts import LinkView, plain
from service_directory.pages.reader import PageReader


@dataclass(frozen=True, slots=True)
class MissingView:
    """Languages, areas and times of one sort: nobody there, paused there, or not known."""

    languages: tuple[LocalText, ...]
    areas: tuple[LocalText, ...]
    times: tuple[LocalText, ...]

    def __bool__(self) -> bool:
        """Tell whether there is anything to say."""
        return bool(self.languages or self.areas or self.times)


@dataclass(frozen=True, slots=True)
class NeedGapsView:
    """All that is missing for one need."""

    need: LinkView
    kind: str
    """`nobody`, `not-now` or `one-alone`; empty where two or more organizations offer it."""
    organizations: tuple[LinkView, ...]
    nobody: MissingView
    paused: MissingView
    not_known: MissingView
    reached: bool
    """True when people in the areas named can be helped online, by phone or at home."""
    projects: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class GapGroupView:
    """The gaps among the needs of one group."""

    name: LocalText
    icon: str
    anchor: str
    needs: tuple[NeedGapsView, ...]


@dataclass(frozen=True, slots=True)
class GapsView:
    """The page of gaps."""

    counts: tuple[tuple[str, int], ...]
    """How many needs there are of each kind of gap."""
    groups: tuple[GapGroupView, ...]
    crosswalks_href: str


def gaps_pages(reader: PageReader, shared: SharedCrosswalks) -> Iterator[Page]:
    """Yield the page of gaps."""
    yield Page(
        PageHead(
            address=reader.urls.gaps(reader.tag),
            language=reader.tag,
            kind=PageKind.GAPS,
            title=reader.local.interface.gettext("What is missing"),
            alternates=reader.alternates(reader.urls.gaps),
            section=PageKind.CROSSWALKS,
        ),
        view=partial(gaps_view, reader, shared),
    )


def gaps_view(reader: PageReader, shared: SharedCrosswalks) -> GapsView:
    """Return all gaps, by group of needs in their order; groups without any are left out."""
    found = [gaps for gaps in shared.need_gaps(reader.local.settings.languages) if gaps]
    kinds = [gaps.gap.kind for gaps in found if gaps.gap]
    groups = []
    for top in reader.directory.children(TaxonomyKind.NEEDS, None):
        below = reader.directory.descendants(TaxonomyKind.NEEDS, top.id)
        needs = tuple(_need(reader, gaps) for gaps in found if gaps.need in below)
        if needs:
            name = reader.local.term(TaxonomyKind.NEEDS, top.id)
            groups.append(GapGroupView(name, top.icon or "", f"need-{top.id}", needs))
    return GapsView(
        counts=tuple((str(kind), kinds.count(kind)) for kind in GapKind),
        groups=tuple(groups),
        crosswalks_href=reader.urls.crosswalks(reader.tag),
    )


def _need(reader: PageReader, gaps: NeedGaps) -> NeedGapsView:
    gap = gaps.gap
    named = gap.organizations if gap and gap.kind is not GapKind.NOBODY else ()
    return NeedGapsView(
        need=reader.need_link(gaps.need),
        kind=str(gap.kind) if gap else "",
        organizations=tuple(reader.organization_link(id_) for id_ in named),
        nobody=_missing(reader, gaps, "nobody"),
        paused=_missing(reader, gaps, "paused"),
        not_known=_missing(reader, gaps, "not_known"),
        reached=gaps.reached,
        projects=tuple(reader.project_link(id_) for id_ in gaps.projects),
    )


def _missing(reader: PageReader, gaps: NeedGaps, sort: str) -> MissingView:
    def heads(missing: Missing) -> tuple[str, ...]:
        ids: tuple[str, ...] = getattr(missing, sort)
        return ids

    local, tag = reader.local, reader.tag
    return MissingView(
        languages=tuple(plain(language_name(t, tag), tag) for t in heads(gaps.languages)),
        areas=tuple(local.term(TaxonomyKind.AREAS, id_) for id_ in heads(gaps.areas)),
        times=tuple(
            plain(time_label(TimeOfWeek(time), local.interface), tag) for time in heads(gaps.times)
        ),
    )
