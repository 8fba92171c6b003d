"""The matrix of who offers what: any two axes, a cell for every pair, totals, and what is unknown.

A cell holds the services behind it. An empty cell is *not known* when a service might belong
there but says nothing about one of the axes, else *not offered*: unknown is never "no".
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from service_directory.axes import (
    REMOTE,
    UNKNOWN,
    TimeOfWeek,
    as_on,
    at_places,
    ids_of,
    narrowed,
    with_terms_below,
)
from service_directory.directory import Directory, LinkedService
from service_directory.model.crosswalk_plan import Axis, CrosswalkFilter
from service_directory.model.service import Delivery, Status
from service_directory.model.taxonomy import TaxonomyKind


class CellState(StrEnum):
    """What a cell says, best first."""

    OFFERED = "offered"
    LIMITED = "limited"
    BY_REFERRAL = "by-referral"
    PAUSED = "paused"
    NOT_KNOWN = "not-known"
    NOT_OFFERED = "not-offered"


@dataclass(frozen=True, slots=True)
class Cell:
    """What is offered where a row and a column meet."""

    state: CellState
    services: tuple[str, ...] = ()
    """Keys `organization/service`."""
    delivery: tuple[Delivery, ...] = ()
    languages: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    suggested: bool = False
    """True when every service here has its need only from an import's guess."""


@dataclass(frozen=True, slots=True)
class Head:
    """A row's or column's head: what it is about, and the group it stands in (needs only)."""

    axis: Axis
    id: str
    group: str | None = None


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """Two axes and the cells between them; absent pairs are *not offered*."""

    rows: tuple[Head, ...]
    columns: tuple[Head, ...]
    cells: Mapping[tuple[str, str], Cell]
    """By (row id, column id); only cells that hold services or are not known."""
    row_totals: Mapping[str, int]
    """Services in a row, each counted once."""
    column_totals: Mapping[str, int]

    def cell(self, row: str, column: str) -> Cell:
        """Return the cell of a row and a column."""
        return self.cells.get((row, column), _NOT_OFFERED)

    def transposed(self) -> Crosswalk:
        """Return the same crosswalk with rows and columns exchanged."""
        return Crosswalk(
            rows=self.columns,
            columns=self.rows,
            cells=MappingProxyType({(c, r): cell for (r, c), cell in self.cells.items()}),
            row_totals=self.column_totals,
            column_totals=self.row_totals,
        )

    def without_empty_columns(self) -> Crosswalk:
        """Return the crosswalk without columns in which no service stands."""
        kept = tuple(head for head in self.columns if self.column_totals.get(head.id))
        return replace(self, columns=kept)


_NOT_OFFERED = Cell(CellState.NOT_OFFERED)

_STATE_OF_STATUS: Final = {
    Status.ACTIVE: CellState.OFFERED,
    Status.WAITING_LIST: CellState.LIMITED,
    Status.SEASONAL: CellState.LIMITED,
    Status.PAUSED: CellState.PAUSED,
    Status.TEMPORARILY_CLOSED: CellState.PAUSED,
    Status.INACTIVE: CellState.PAUSED,
}


def build_crosswalk(
    directory: Directory,
    *,
    rows: Axis,
    columns: Axis,
    where: CrosswalkFilter | None = None,
    today: datetime.date | None = None,
) -> Crosswalk:
    """Return the crosswalk of two axes over the services a filter lets through (see `survey`)."""
    return survey(directory, rows=rows, columns=columns, where=where, today=today).crosswalk()


@dataclass(frozen=True, slots=True)
class Survey:
    """Which services stand where in a crosswalk, before its cells are summed up."""

    rows: tuple[Head, ...]
    columns: tuple[Head, ...]
    services: tuple[LinkedService, ...]
    """Those the filter lets through."""
    row_totals: Mapping[str, int]
    column_totals: Mapping[str, int]
    held: Mapping[tuple[str, str], list[LinkedService]]
    need_axis: int | None

    def crosswalk(self) -> Crosswalk:
        """Sum up the cells."""
        cells = {pair: _cell(pair, held, self.need_axis) for pair, held in self.held.items()}
        cells |= _unknown_cells(self.rows, self.columns, cells)
        return Crosswalk(
            rows=self.rows,
            columns=self.columns,
            cells=MappingProxyType(cells),
            row_totals=self.row_totals,
            column_totals=self.column_totals,
        )


def survey(
    directory: Directory,
    *,
    rows: Axis,
    columns: Axis,
    where: CrosswalkFilter | None = None,
    among: Iterable[LinkedService] | None = None,
    today: datetime.date | None = None,
) -> Survey:
    """Find the heads of a crosswalk and the services under each pair of them.

    `among` may name the services to look at when the others are known not to pass the filter.
    With `today`, hours of another time of the year do not count on the day-and-time axis.
    """
    where = None if where is None else with_terms_below(where, directory)
    found: dict[tuple[str, str], list[LinkedService]] = defaultdict(list)
    passed = []
    wanted_rows, wanted_columns = (
        frozenset(_wanted(rows, where)),
        frozenset(_wanted(columns, where)),
    )
    for linked in directory.services.values() if among is None else among:
        seen = linked if where is None else narrowed(linked, where)
        if seen is None:
            continue
        passed.append(linked)
        for place in _looked_at(seen, rows, columns):
            part = as_on(place, today) if today and Axis.DAY_AND_TIME in (rows, columns) else place
            on_columns = _ids_on(columns, part, wanted_columns)
            for row in _ids_on(rows, part, wanted_rows):
                for column in on_columns:
                    found[row, column].append(part)
    by_row: dict[str, set[str]] = defaultdict(set)
    by_column: dict[str, set[str]] = defaultdict(set)
    for (row, column), held in found.items():
        keys = {part.key for part in held}
        by_row[row] |= keys
        by_column[column] |= keys
    return Survey(
        rows=_heads(rows, directory, by_row, where),
        columns=_heads(columns, directory, by_column, where),
        services=tuple(passed),
        row_totals=MappingProxyType({id_: len(keys) for id_, keys in by_row.items()}),
        column_totals=MappingProxyType({id_: len(keys) for id_, keys in by_column.items()}),
        held=MappingProxyType(found),
        need_axis=0 if rows is Axis.NEED else 1 if columns is Axis.NEED else None,
    )


def _ids_on(axis: Axis, linked: LinkedService, wanted: frozenset[str]) -> tuple[str, ...]:
    """Return the heads of an axis a service stands under, of those the filter leaves."""
    ids = ids_of(axis, linked)
    return tuple(id_ for id_ in ids if id_ in wanted) if wanted else ids


def _looked_at(linked: LinkedService, rows: Axis, columns: Axis) -> Iterable[LinkedService]:
    """Return a service as the axes look at it: whole, or each of its places by itself.

    Area, languages and hours belong to a place, and what is true at one place is not at another.
    """
    axes = {rows, columns}
    if linked.places and (axes & _OF_PLACES or axes == _AT_PLACES):
        return [at_places(linked, [place]) for place in linked.places]
    return [linked]


_OF_PLACES: Final = {Axis.LOCATION, Axis.AREA}
_AT_PLACES: Final = {Axis.LANGUAGE, Axis.DAY_AND_TIME}


def _cell(pair: tuple[str, str], held: list[LinkedService], need_axis: int | None) -> Cell:
    states = [_state_of(linked) for linked in held]
    best = next(state for state in CellState if state in states)
    return Cell(
        state=best,
        services=tuple(dict.fromkeys(linked.key for linked in held)),
        delivery=tuple(d for d in Delivery if any(d in s.service.delivery for s in held)),
        languages=tuple(dict.fromkeys(tag for s in held for tag in s.languages)),
        audiences=tuple(dict.fromkeys(a for s in held for a in s.service.audiences)),
        suggested=need_axis is not None
        and pair[need_axis] != UNKNOWN
        and all(linked.is_suggested(pair[need_axis]) for linked in held),
    )


def _state_of(linked: LinkedService) -> CellState:
    state = _STATE_OF_STATUS[linked.service.status]
    if state is CellState.OFFERED and set(linked.service.delivery) == {Delivery.BY_REFERRAL}:
        return CellState.BY_REFERRAL
    return state


def _unknown_cells(
    rows: tuple[Head, ...],
    columns: tuple[Head, ...],
    cells: Mapping[tuple[str, str], Cell],
) -> dict[tuple[str, str], Cell]:
    """Return *not known* for empty cells that a service of unknown place might fill."""
    unsure_rows = {row for row, column in cells if column == UNKNOWN}
    unsure_columns = {column for row, column in cells if row == UNKNOWN}
    return {
        (row.id, column.id): Cell(CellState.NOT_KNOWN)
        for row in rows
        for column in columns
        if (row.id, column.id) not in cells
        and UNKNOWN not in (row.id, column.id)
        and (row.id in unsure_rows or column.id in unsure_columns)
    }


_KIND_OF_AXIS: Final = {
    Axis.SECTOR: TaxonomyKind.SECTORS,
    Axis.AREA: TaxonomyKind.AREAS,
    Axis.AUDIENCE: TaxonomyKind.AUDIENCES,
}


def _heads(
    axis: Axis,
    directory: Directory,
    used: Mapping[str, set[str]],
    where: CrosswalkFilter | None,
) -> tuple[Head, ...]:
    """Return an axis's heads in the order of their list: all there are, so that gaps show."""
    if axis is Axis.NEED:
        heads = _need_heads(directory, used, _wanted(axis, where))
    elif axis in _KIND_OF_AXIS:
        wanted = _wanted(axis, where)
        ids = [i for i in directory.terms[_KIND_OF_AXIS[axis]] if not wanted or i in wanted]
        if axis is Axis.AREA and REMOTE in used:
            ids.append(REMOTE)
        heads = [Head(axis, id_) for id_ in ids]
    elif axis is Axis.ORGANIZATION:
        heads = [Head(axis, id_) for id_ in directory.organizations if id_ in used]
    elif axis is Axis.DAY_AND_TIME:
        heads = [Head(axis, time) for time in TimeOfWeek]
    elif axis is Axis.DELIVERY:
        heads = [Head(axis, delivery) for delivery in Delivery]
    else:
        by_use = sorted(used, key=lambda id_: (-len(used[id_]), id_))
        heads = [Head(axis, id_) for id_ in by_use if id_ != UNKNOWN]
    if UNKNOWN in used:
        heads.append(Head(axis, UNKNOWN))
    return tuple(heads)


def _wanted(axis: Axis, where: CrosswalkFilter | None) -> tuple[str, ...]:
    if where is None:
        return ()
    wanted = {
        Axis.NEED: where.needs,
        Axis.SECTOR: where.sectors,
        Axis.AREA: where.areas,
        Axis.AUDIENCE: where.audiences,
        Axis.LANGUAGE: where.languages,
    }
    return wanted.get(axis, ())


def _need_heads(
    directory: Directory, used: Mapping[str, set[str]], wanted: tuple[str, ...]
) -> list[Head]:
    """Return the needs people are served for: the lowest ones, and others that are used."""
    heads = []
    for top in directory.children(TaxonomyKind.NEEDS, None):
        below = directory.descendants(TaxonomyKind.NEEDS, top.id)
        for id_ in below:
            is_lowest = not directory.children(TaxonomyKind.NEEDS, id_)
            if (is_lowest or id_ in used) and (not wanted or id_ in wanted):
                heads.append(Head(Axis.NEED, id_, group=top.id))
    return heads
