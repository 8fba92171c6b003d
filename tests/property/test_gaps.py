"""Gaps of directories made by chance, counted a second time by hand."""

from __future__ import annotations

from typing import Final

from hypothesis import given

from service_directory.axes import UNKNOWN
from service_directory.crosswalk import Cell, CellState, build_crosswalk
from service_directory.directory import Directory, link
from service_directory.gaps import OFF_HOURS, GapKind, find_gaps, need_gaps
from service_directory.model.crosswalk_plan import Axis
from service_directory.model.service import Status
from service_directory.reading.entry import Entries
from tests.sample import small_directories, small_entries

LOWEST: Final = ("english", "diploma", "doctor", "food")
RESTING: Final = {Status.PAUSED, Status.TEMPORARILY_CLOSED, Status.INACTIVE}


@given(small_entries())
def test_gaps_are_exactly_the_needs_without_two_organizations_that_take_people(
    entries: Entries,
) -> None:
    directory, _ = link(entries)
    found = {gap.need: gap for gap in find_gaps(directory)}
    for need in LOWEST:
        offering, taking = set(), set()
        for id_, entry in entries.organizations.items():
            for service in entry.facts.services:
                if need in (*service.needs, *service.suggested_needs):
                    offering.add(id_)
                    if service.status not in RESTING:
                        taking.add(id_)
        if len(taking) > 1:
            assert need not in found
            continue
        gap = found.pop(need)
        assert set(gap.organizations) == offering
        expected = GapKind.ONE_ALONE if taking else GapKind.NOT_NOW
        assert gap.kind is (expected if offering else GapKind.NOBODY)
    assert not found


@given(small_directories())
def test_gaps_by_language_area_and_time_are_exactly_the_empty_cells_of_the_crosswalks(
    directory: Directory,
) -> None:
    heads = {
        Axis.LANGUAGE: ("en", "es", "ar", "fr"),
        Axis.AREA: ("north", "south"),
        Axis.DAY_AND_TIME: OFF_HOURS,
    }
    found = {gaps.need: gaps for gaps in need_gaps(directory, heads[Axis.LANGUAGE])}
    assert tuple(found) == LOWEST
    for axis, ids in heads.items():
        crosswalk = build_crosswalk(directory, rows=Axis.NEED, columns=axis)
        for need, gaps in found.items():
            by_axis = {
                Axis.LANGUAGE: gaps.languages,
                Axis.AREA: gaps.areas,
                Axis.DAY_AND_TIME: gaps.times,
            }
            missing = by_axis[axis]
            told = (*missing.nobody, *missing.paused, *missing.not_known)
            assert len(set(told)) == len(told)
            if gaps.gap and gaps.gap.kind is not GapKind.ONE_ALONE:
                assert not told
                continue
            unsure = (need, UNKNOWN) in crosswalk.cells
            for id_ in ids:
                cell: Cell = crosswalk.cell(need, id_)
                empty = not cell.services
                known = cell.state is CellState.NOT_OFFERED and not unsure
                assert (id_ in missing.nobody) is (empty and known)
                assert (id_ in missing.not_known) is (empty and not known)
                assert (id_ in missing.paused) is (cell.state is CellState.PAUSED)
