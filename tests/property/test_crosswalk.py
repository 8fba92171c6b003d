"""Crosswalks of directories made by chance, compared with a second, plain reading of the facts."""

from __future__ import annotations

import contextlib
import dataclasses
from collections import defaultdict
from collections.abc import Iterator
from itertools import product
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

import service_directory.crosswalk_parts as module
from service_directory.crosswalk import CellState, Crosswalk, build_crosswalk
from service_directory.crosswalk_parts import CrosswalkPart, crosswalk_parts, fits
from service_directory.directory import Directory, link
from service_directory.model.crosswalk_plan import Axis, CrosswalkFilter, CrosswalkPlan
from service_directory.model.location import Schedule
from service_directory.model.service import Service
from service_directory.reading.entry import Entries
from tests.sample import small_directories, small_entries

Pair = tuple[str, str]

AXES: Final = st.lists(st.sampled_from(Axis), min_size=2, max_size=2, unique=True)
PLACE_AXES: Final = {Axis.LOCATION, Axis.AREA}
THERE_AXES: Final = {Axis.LANGUAGE, Axis.DAY_AND_TIME}

VALUES: Final[dict[str, list[str]]] = {
    "needs": ["english", "doctor", "learn", "food"],
    "sectors": ["charity", "office"],
    "areas": ["north", "south"],
    "audiences": ["adults", "parents"],
    "languages": ["en", "es"],
}


@st.composite
def filters(draw: st.DrawFn) -> CrosswalkFilter:
    chosen = {
        name: draw(st.lists(st.sampled_from(values), unique=True, max_size=2))
        for name, values in VALUES.items()
        if draw(st.booleans())
    }
    return CrosswalkFilter.model_validate(chosen)


# The second reading


def hours_of(schedules: tuple[Schedule, ...]) -> set[str]:
    found = set()
    for schedule in schedules:
        if schedule.opens_at is None or schedule.closes_at is None:
            continue
        weekend = any(day[-2:] in ("SA", "SU") for day in schedule.byday)
        weekday = any(day[-2:] not in ("SA", "SU") for day in schedule.byday)
        if weekend:
            found.add("weekend")
        if weekday and schedule.opens_at < "17:30":
            found.add("weekday")
        if weekday and schedule.closes_at >= "18:00":
            found.add("evening")
    return found


def occurrences(
    entries: Entries, organization: str, service: Service, *, by_place: bool
) -> Iterator[dict[Axis, set[str]]]:
    """Yield what is true of a service, once for each place or once for all."""
    facts = entries.organizations[organization].facts
    always: dict[Axis, set[str]] = {
        Axis.NEED: {*service.needs, *service.suggested_needs},
        Axis.ORGANIZATION: {organization},
        Axis.SECTOR: {facts.sector},
        Axis.AUDIENCE: set(service.audiences),
        Axis.DELIVERY: set(map(str, service.delivery)),
    }
    there = []
    for at in service.at:
        host, _, name = at.location.rpartition("/")
        host = host or organization
        (place,) = [p for p in entries.organizations[host].facts.locations if p.id == name]
        spoken = at.languages or service.languages or place.languages or facts.languages
        there.append(
            {
                Axis.LOCATION: {f"{host}/{name}"},
                Axis.AREA: {place.area or ""},
                Axis.LANGUAGE: set(spoken),
                Axis.DAY_AND_TIME: hours_of(at.schedules or service.schedules or place.schedules),
            }
        )
    if by_place and there:
        for place_facts in there:
            yield always | place_facts
        return
    if there:
        joined: dict[Axis, set[str]] = {
            axis: set().union(*(place[axis] for place in there)) for axis in there[0]
        }
        joined[Axis.LANGUAGE] |= set(service.languages)
    else:
        reach = {"remote"} if {"online", "phone"} & always[Axis.DELIVERY] else {""}
        joined = {
            Axis.LOCATION: set(),
            Axis.AREA: reach,
            Axis.LANGUAGE: set(service.languages or facts.languages),
            Axis.DAY_AND_TIME: hours_of(service.schedules),
        }
    yield always | joined


def expected(entries: Entries, rows: Axis, columns: Axis) -> dict[Pair, set[str]]:
    by_place = bool({rows, columns} & PLACE_AXES) or {rows, columns} == THERE_AXES
    found: dict[Pair, set[str]] = defaultdict(set)
    for organization, entry in entries.organizations.items():
        for service in entry.facts.services:
            for facts in occurrences(entries, organization, service, by_place=by_place):
                for pair in product(facts[rows] or {""}, facts[columns] or {""}):
                    found[pair].add(f"{organization}/{service.id}")
    return found


def held(crosswalk: Crosswalk) -> dict[Pair, set[str]]:
    return {pair: set(cell.services) for pair, cell in crosswalk.cells.items() if cell.services}


def seen(crosswalk: Crosswalk) -> set[str]:
    return set().union(*held(crosswalk).values())


# Where services stand


@given(small_entries(), AXES)
def test_every_service_stands_in_exactly_the_cells_its_facts_say(
    entries: Entries, axes: list[Axis]
) -> None:
    directory, _ = link(entries)
    crosswalk = build_crosswalk(directory, rows=axes[0], columns=axes[1])
    assert held(crosswalk) == expected(entries, *axes)
    assert seen(crosswalk) == set(directory.services)


@given(small_directories(), AXES, filters())
def test_every_cell_has_a_row_and_a_column(
    directory: Directory, axes: list[Axis], where: CrosswalkFilter
) -> None:
    crosswalk = build_crosswalk(directory, rows=axes[0], columns=axes[1], where=where)
    rows = [head.id for head in crosswalk.rows]
    columns = [head.id for head in crosswalk.columns]
    assert len(set(rows)) == len(rows)
    assert len(set(columns)) == len(columns)
    assert set(crosswalk.cells) <= set(product(rows, columns))
    for cell in crosswalk.cells.values():
        assert len(set(cell.services)) == len(cell.services)
        assert bool(cell.services) == (cell.state is not CellState.NOT_KNOWN)


@given(small_directories(), AXES, filters())
def test_totals_count_the_services_of_a_row_and_of_a_column(
    directory: Directory, axes: list[Axis], where: CrosswalkFilter
) -> None:
    crosswalk = build_crosswalk(directory, rows=axes[0], columns=axes[1], where=where)
    for position, totals in ((0, crosswalk.row_totals), (1, crosswalk.column_totals)):
        counted: dict[str, set[str]] = defaultdict(set)
        for pair, keys in held(crosswalk).items():
            counted[pair[position]] |= keys
        assert totals == {id_: len(keys) for id_, keys in counted.items()}


@given(small_directories(), AXES, filters())
def test_transposing_exchanges_rows_and_columns_and_is_undone_by_itself(
    directory: Directory, axes: list[Axis], where: CrosswalkFilter
) -> None:
    crosswalk = build_crosswalk(directory, rows=axes[0], columns=axes[1], where=where)
    turned = build_crosswalk(directory, rows=axes[1], columns=axes[0], where=where)
    assert crosswalk.transposed() == turned
    assert turned.transposed() == crosswalk
    for row, column in product(crosswalk.rows, crosswalk.columns):
        assert turned.cell(column.id, row.id) == crosswalk.cell(row.id, column.id)


@given(small_entries(), AXES)
def test_an_empty_cell_is_not_known_exactly_when_an_undecided_service_might_fill_it(
    entries: Entries, axes: list[Axis]
) -> None:
    directory, _ = link(entries)
    crosswalk = build_crosswalk(directory, rows=axes[0], columns=axes[1])
    pairs = expected(entries, *axes)
    for row, column in product(crosswalk.rows, crosswalk.columns):
        if (row.id, column.id) in pairs:
            continue
        undecided = row.id and column.id and ((row.id, "") in pairs or ("", column.id) in pairs)
        state = CellState.NOT_KNOWN if undecided else CellState.NOT_OFFERED
        assert crosswalk.cell(row.id, column.id).state is state


# Filters


A_VALUE: Final = st.sampled_from(
    [(name, value) for name, values in VALUES.items() for value in values]
)


@given(small_directories(), AXES, filters(), A_VALUE)
def test_a_filter_with_more_values_lets_no_fewer_services_through(
    directory: Directory, axes: list[Axis], where: CrosswalkFilter, added: tuple[str, str]
) -> None:
    name, value = added
    other = where.model_copy(update={name: (*getattr(where, name), value)})
    narrow, wide = (where, other) if getattr(where, name) else (other, where)
    fewer, more = (
        build_crosswalk(directory, rows=axes[0], columns=axes[1], where=one)
        for one in (narrow, wide)
    )
    assert seen(fewer) <= seen(more)
    for pair, keys in held(fewer).items():
        if "" not in pair:
            # what is not known of the places left may be known of all
            assert keys <= held(more).get(pair, set())


PLACE_VALUE: Final = st.sampled_from(
    [(Axis.AREA, "north"), (Axis.AREA, "south"), (Axis.LANGUAGE, "en"), (Axis.LANGUAGE, "es")]
)


@given(small_entries(), AXES, PLACE_VALUE)
def test_a_filter_of_places_shows_what_is_true_at_a_place_it_names(
    entries: Entries, axes: list[Axis], named: tuple[Axis, str]
) -> None:
    axis, value = named
    where = CrosswalkFilter.model_validate({"areas" if axis is Axis.AREA else "languages": [value]})
    directory, _ = link(entries)
    crosswalk = build_crosswalk(directory, rows=axes[0], columns=axes[1], where=where)
    for pair, keys in held(crosswalk).items():
        for key in keys:
            organization, _, id_ = key.partition("/")
            services = entries.organizations[organization].facts.services
            (service,) = [s for s in services if s.id == id_]
            by_place = occurrences(entries, organization, service, by_place=True)
            there = [facts for facts in by_place if value in (facts[axis] or {""})]
            whole = occurrences(entries, organization, service, by_place=False)
            there = there or [facts for facts in whole if value in facts[axis]]
            joined = {side: set().union(*(facts[side] or {""} for facts in there)) for side in axes}
            assert pair[0] in joined[axes[0]]
            assert pair[1] in joined[axes[1]]


# The same every time


@given(small_entries(), AXES, st.randoms(use_true_random=False))
def test_the_order_of_entries_changes_no_cell(
    entries: Entries, axes: list[Axis], random: Any
) -> None:
    shuffled = list(entries.organizations.items())
    random.shuffle(shuffled)
    other = dataclasses.replace(entries, organizations=dict(shuffled))
    one, two = (
        build_crosswalk(link(given)[0], rows=axes[0], columns=axes[1]) for given in (entries, other)
    )
    assert held(one) == held(two)
    assert {pair: cell.state for pair, cell in one.cells.items()} == {
        pair: cell.state for pair, cell in two.cells.items()
    }
    assert (one.row_totals, one.column_totals) == (two.row_totals, two.column_totals)
    assert set(one.rows) == set(two.rows)
    again = build_crosswalk(link(entries)[0], rows=axes[0], columns=axes[1])
    assert again == one


# Parts


@st.composite
def plans(draw: st.DrawFn) -> CrosswalkPlan:
    rows, columns = draw(AXES)
    split_by = tuple(draw(st.lists(st.sampled_from(Axis), max_size=3)))
    return CrosswalkPlan(
        id="plan",
        title="Plan",
        rows=rows,
        columns=columns,
        where=draw(filters()),
        split_by=split_by,
    )


@given(small_directories(), plans(), st.integers(0, 4), st.integers(1, 6))
def test_parts_hold_every_service_of_the_whole_and_fit_or_are_divided(
    directory: Directory, plan: CrosswalkPlan, most_columns: int, most_rows: int
) -> None:
    with _limits(most_columns, most_rows):
        parts = list(crosswalk_parts(directory, plan))
        whole = parts[0]
        direct = build_crosswalk(directory, rows=plan.rows, columns=plan.columns, where=plan.where)
        assert seen(whole.crosswalk) == seen(direct)
        cuts = [part.cut for part in parts]
        assert len(set(cuts)) == len(cuts)
        for part in parts:
            below = [p for p in parts if p.cut[:-1] == part.cut and p is not part and p.cut]
            assert part.divided == bool(below)
            if part.divided:
                assert not fits(part.crosswalk)
                assert set().union(*(seen(p.crosswalk) for p in below)) == seen(part.crosswalk)
            if part.cut:
                assert seen(part.crosswalk)
            if not fits(part.crosswalk) and not part.divided:
                assert _nothing_left_to_cut(plan, part) or not seen(part.crosswalk)


def _nothing_left_to_cut(plan: CrosswalkPlan, part: CrosswalkPart) -> bool:
    able = {Axis.NEED, Axis.AREA, Axis.SECTOR, Axis.AUDIENCE} & set(plan.split_by)
    return {axis for axis, _ in part.cut} == able


@contextlib.contextmanager
def _limits(columns: int, rows: int) -> Iterator[None]:
    """Let small crosswalks be too large for a while."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "MOST_COLUMNS", columns)
        patch.setattr(module, "MOST_ROWS", rows)
        yield
