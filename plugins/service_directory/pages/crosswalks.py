"""Crosswalk pages: a matrix with words in every cell, and the same facts as a list for phones."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, partial
from itertools import groupby
from typing import Final

from service_directory.axes import REMOTE, UNKNOWN, TimeOfWeek
from service_directory.crosswalk import Cell, CellState, Head
from service_directory.crosswalk_parts import CrosswalkPart, crosswalk_parts
from service_directory.directory import Directory
from service_directory.gaps import Gap, GapKind, NeedGaps, find_gaps, need_gaps
from service_directory.languages.interface import interface
from service_directory.languages.locales import language_name
from service_directory.languages.localize import LocalText
from service_directory.model.crosswalk_plan import Axis, CrosswalkPlan, CrosswalkPlans
from service_directory.model.service import Delivery
from service_directory.model.taxonomy import TaxonomyKind
from service_directory.pages.labels import axis_label, cell_label, delivery_label, time_label
from service_directory.pages.page import Page, PageHead, PageKind
from service_directory.pages.parts import LinkView, language_names, plain
from service_directory.pages.reader import PageReader

MOST_IN_CELL: Final = 8
"""More services than this in a cell are counted there, and listed on a page of their own."""

DEFAULT_PLANS = CrosswalkPlans.model_validate(
    {"crosswalks": [{"id": "services", "title": "Who offers what"}]}
)
"""The crosswalks of a site that has no crosswalks.yml."""


@dataclass(frozen=True, slots=True)
class HeadView:
    """A row's or column's head. `href` is empty where there is no page about it."""

    id: str
    text: LocalText
    href: str
    total: int


@dataclass(frozen=True, slots=True)
class CellView:
    """A cell: its state in words, and the services behind it."""

    state: str
    words: str
    count: int
    services: tuple[LinkView, ...]
    """Those behind the cell, as many as a person reads in a cell."""
    more: LinkView | None
    """A page with all of them, where there are more."""
    delivery: tuple[str, ...]
    languages: tuple[str, ...]
    audiences: tuple[LocalText, ...]
    suggested: bool


@dataclass(frozen=True, slots=True)
class RowView:
    """A row with its cells, as many as there are columns."""

    head: HeadView
    cells: tuple[CellView, ...]

    @property
    def shown(self) -> bool:
        """Tell whether the list has anything to say about the row."""
        return any(cell.state != CellState.NOT_OFFERED for cell in self.cells)


@dataclass(frozen=True, slots=True)
class RowGroupView:
    """Rows under one first-level need; without a name where rows are not needs."""

    name: LocalText | None
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True)
class PartLink:
    """A link to a part of a large crosswalk, and how many services stand in it."""

    link: LinkView
    count: int


@dataclass(frozen=True, slots=True)
class GapView:
    """A need that is not, or barely, met, and who works on it."""

    kind: str
    need: LinkView
    organizations: tuple[LinkView, ...]
    projects: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class CrosswalkView:
    """A crosswalk's page."""

    title: LocalText
    cut: tuple[LocalText, ...]
    rows_label: str
    columns_label: str
    columns: tuple[HeadView, ...]
    groups: tuple[RowGroupView, ...]
    legend: tuple[tuple[str, str], ...]
    """(state, words), every state a cell can have."""
    parts: tuple[PartLink, ...]
    """Where the whole is too large: the parts to choose from."""
    above: LinkView | None
    divided: bool
    service_count: int
    left_out: tuple[LinkView, ...]
    """Services a filter leaves out because it is not known whether they belong here."""
    gaps: tuple[GapView, ...]
    change_href: str


@dataclass(frozen=True, slots=True)
class CrosswalksView:
    """The list of crosswalks."""

    plans: tuple[LinkView, ...]
    gaps: tuple[GapView, ...]
    gaps_href: str


class SharedCrosswalks:
    """The crosswalks of a directory: the same in every language, so built once for all."""

    def __init__(self, directory: Directory, today: datetime.date | None = None) -> None:
        self._directory, self._today = directory, today
        self._need_gaps: tuple[NeedGaps, ...] | None = None

    @cached_property
    def plans(self) -> tuple[CrosswalkPlan, ...]:
        """The crosswalks the site asks for."""
        entry = self._directory.entries.crosswalks
        return (entry.facts if entry else DEFAULT_PLANS).crosswalks

    @cached_property
    def parts(self) -> tuple[CrosswalkPart, ...]:
        """Every page's worth of every crosswalk."""
        return tuple(
            part
            for plan in self.plans
            for part in crosswalk_parts(self._directory, plan, self._today)
        )

    def need_gaps(self, languages: tuple[str, ...]) -> tuple[NeedGaps, ...]:
        """What is missing for each need, in the languages of the site among other things."""
        if self._need_gaps is None:
            self._need_gaps = need_gaps(self._directory, languages, self._today)
        return self._need_gaps

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """What is missing."""
        return find_gaps(self._directory)


def crosswalk_pages(reader: PageReader, shared: SharedCrosswalks) -> Iterator[Page]:
    """Yield the list of crosswalks and a page for each, or for each part of a large one."""
    yield Page(
        PageHead(
            address=reader.urls.crosswalks(reader.tag),
            language=reader.tag,
            kind=PageKind.CROSSWALKS,
            title=reader.local.interface.gettext("Crosswalk: who offers what"),
            alternates=reader.alternates(reader.urls.crosswalks),
            section=PageKind.CROSSWALKS,
        ),
        view=partial(_crosswalks_view, reader, shared),
    )
    for part in shared.parts:
        yield Page(_head(reader, part), view=partial(crosswalk_view, reader, part, shared))


def _head(reader: PageReader, part: CrosswalkPart) -> PageHead:
    cut = tuple(id_ for _, id_ in part.cut)
    names = [_title(reader, part.plan), *_cut_names(reader, part)]
    entry = reader.directory.entries.crosswalks
    return PageHead(
        address=reader.urls.crosswalk(reader.tag, part.plan.id, *cut),
        language=reader.tag,
        kind=PageKind.CROSSWALK,
        title=": ".join(name.text for name in names),
        alternates=reader.alternates(lambda tag: reader.urls.crosswalk(tag, part.plan.id, *cut)),
        source=entry.path if entry else "",
        section=PageKind.CROSSWALKS,
    )


def _title(reader: PageReader, plan: CrosswalkPlan) -> LocalText:
    entry = reader.directory.entries.crosswalks
    if entry is None:
        return plain(reader.local.interface.gettext("Who offers what"), reader.tag)
    return reader.local.required(entry, f"crosswalks.{plan.id}.title", plan.title)


def _cut_names(reader: PageReader, part: CrosswalkPart) -> tuple[LocalText, ...]:
    return tuple(_head_text(reader, Head(axis, id_)) for axis, id_ in part.cut)


def _crosswalks_view(reader: PageReader, shared: SharedCrosswalks) -> CrosswalksView:
    return CrosswalksView(
        plans=tuple(
            LinkView(_title(reader, plan), reader.urls.crosswalk(reader.tag, plan.id))
            for plan in shared.plans
        ),
        gaps=tuple(_gap_view(reader, gap) for gap in shared.gaps),
        gaps_href=reader.urls.gaps(reader.tag),
    )


def crosswalk_view(
    reader: PageReader, part: CrosswalkPart, shared: SharedCrosswalks
) -> CrosswalkView:
    """Return what a crosswalk's page shows; a divided one shows its parts instead of a table."""
    crosswalk = part.survey if part.divided else part.crosswalk
    plan, ui = part.plan, reader.local.interface
    row_axis = crosswalk.rows[0].axis if crosswalk.rows else plan.rows
    column_axis = plan.columns if row_axis is plan.rows else plan.rows
    columns = tuple(_head_view(reader, head, crosswalk.column_totals) for head in crosswalk.columns)
    entry = reader.directory.entries.crosswalks
    needs = {head.id for head in (*crosswalk.rows, *crosswalk.columns) if head.axis is Axis.NEED}
    return CrosswalkView(
        title=_title(reader, plan),
        cut=_cut_names(reader, part),
        rows_label=axis_label(row_axis, ui),
        columns_label=axis_label(column_axis, ui),
        columns=() if part.divided else columns,
        groups=() if part.divided else tuple(_row_groups(reader, part)),
        legend=tuple((str(state), cell_label(state, ui)) for state in CellState),
        parts=_part_links(reader, part, shared),
        above=_above(reader, part),
        divided=part.divided,
        service_count=part.service_count,
        left_out=tuple(_service_link(reader, linked.key) for linked in part.left_out),
        gaps=tuple(_gap_view(reader, gap) for gap in shared.gaps if gap.need in needs),
        change_href=reader.edit_href(entry.path) if entry else "",
    )


def _row_groups(reader: PageReader, part: CrosswalkPart) -> Iterator[RowGroupView]:
    crosswalk = part.crosswalk
    for group, heads in groupby(crosswalk.rows, key=lambda head: head.group):
        rows = tuple(
            RowView(
                head=_head_view(reader, head, crosswalk.row_totals),
                cells=tuple(
                    _cell_view(reader, crosswalk.cell(head.id, column.id), head, column)
                    for column in crosswalk.columns
                ),
            )
            for head in heads
        )
        name = reader.local.term(TaxonomyKind.NEEDS, group) if group else None
        yield RowGroupView(name, rows)


def _cell_view(reader: PageReader, cell: Cell, *heads: Head) -> CellView:
    local = reader.local
    if not cell.services:
        return _empty_cell(reader, cell.state)
    many = len(cell.services) > MOST_IN_CELL
    return CellView(
        state=str(cell.state),
        words=cell_label(cell.state, local.interface),
        count=len(cell.services),
        services=() if many else tuple(_service_link(reader, key) for key in cell.services),
        more=_page_of(reader, heads) if many else None,
        delivery=tuple(delivery_label(d, local.interface) for d in cell.delivery),
        languages=language_names(cell.languages, local),
        audiences=tuple(local.term(TaxonomyKind.AUDIENCES, id_) for id_ in cell.audiences),
        suggested=cell.suggested,
    )


def _empty_cell(reader: PageReader, state: CellState) -> CellView:
    return _empty_cell_in(reader.tag, state)


@cache
def _empty_cell_in(tag: str, state: CellState) -> CellView:
    """Return an empty cell in a language: most cells are one of two."""
    words = cell_label(state, interface(tag))
    return CellView(str(state), words, 0, (), None, (), (), (), suggested=False)


def _page_of(reader: PageReader, heads: tuple[Head, ...]) -> LinkView | None:
    """Return the page that lists the services of a row or column: a need's or organization's."""
    for head in heads:
        if head.id and head.axis in (Axis.NEED, Axis.ORGANIZATION):
            view = _head_view(reader, head, {})
            return LinkView(view.text, view.href)
    return None


def _service_link(reader: PageReader, key: str) -> LinkView:
    linked = reader.directory.services[key]
    context = f"services.{linked.service.id}.name"
    name = reader.local.required(linked.organization, context, linked.service.name)
    note = reader.organization_name(linked.organization.id).text
    return LinkView(name, reader.urls.service(reader.tag, key), note)


def _head_view(reader: PageReader, head: Head, totals: Mapping[str, int]) -> HeadView:
    hrefs = {
        Axis.NEED: reader.urls.need,
        Axis.ORGANIZATION: reader.urls.organization,
    }
    href = hrefs[head.axis](reader.tag, head.id) if head.axis in hrefs and head.id else ""
    return HeadView(head.id, _head_text(reader, head), href, totals.get(head.id, 0))


def _head_text(reader: PageReader, head: Head) -> LocalText:
    """Return a head's name in the reader's language."""
    local, tag, ui = reader.local, reader.tag, reader.local.interface
    if head.id == UNKNOWN:
        return plain(ui.gettext("not known"), tag)
    if head.axis is Axis.AREA and head.id == REMOTE:
        return plain(ui.gettext("Online or by phone"), tag)
    if head.axis in _TERMS:
        kind = _TERMS[head.axis]
        return local.term_text(kind, head.id, "short_name") or local.term(kind, head.id)
    if head.axis is Axis.ORGANIZATION:
        return reader.organization_name(head.id)
    if head.axis is Axis.LANGUAGE:
        return plain(language_name(head.id, tag), tag)
    if head.axis is Axis.DAY_AND_TIME:
        return plain(time_label(TimeOfWeek(head.id), ui), tag)
    if head.axis is Axis.DELIVERY:
        return plain(delivery_label(Delivery(head.id), ui), tag)
    host_id, _, location_id = head.id.partition("/")
    host = reader.directory.organizations[host_id]
    location = next(item for item in host.facts.locations if item.id == location_id)
    return local.required(host, f"locations.{location_id}.name", location.name)


_TERMS = {
    Axis.NEED: TaxonomyKind.NEEDS,
    Axis.SECTOR: TaxonomyKind.SECTORS,
    Axis.AREA: TaxonomyKind.AREAS,
    Axis.AUDIENCE: TaxonomyKind.AUDIENCES,
}


def _part_links(
    reader: PageReader, part: CrosswalkPart, shared: SharedCrosswalks
) -> tuple[PartLink, ...]:
    depth = len(part.cut)
    links = []
    for other in shared.parts:
        below = other.plan is part.plan and len(other.cut) == depth + 1
        if below and other.cut[:depth] == part.cut:
            axis, id_ = other.cut[-1]
            href = reader.urls.crosswalk(reader.tag, part.plan.id, *(id_ for _, id_ in other.cut))
            link = LinkView(_head_text(reader, Head(axis, id_)), href)
            links.append(PartLink(link, other.service_count))
    return tuple(links)


def _above(reader: PageReader, part: CrosswalkPart) -> LinkView | None:
    if not part.cut:
        text = plain(reader.local.interface.gettext("All crosswalks"), reader.tag)
        return LinkView(text, reader.urls.crosswalks(reader.tag))
    cut = tuple(id_ for _, id_ in part.cut[:-1])
    names = [_title(reader, part.plan), *_cut_names(reader, part)[:-1]]
    return LinkView(names[-1], reader.urls.crosswalk(reader.tag, part.plan.id, *cut))


def _gap_view(reader: PageReader, gap: Gap) -> GapView:
    shown = gap.organizations if gap.kind is not GapKind.NOBODY else ()
    return GapView(
        kind=str(gap.kind),
        need=reader.need_link(gap.need),
        organizations=tuple(reader.organization_link(id_) for id_ in shown),
        projects=tuple(reader.project_link(id_) for id_ in gap.projects),
    )
