"""Gaps of directories made by chance, counted a second time by hand."""

from __future__ import annotations

from typing import Final

from hypothesis import given

from service_directory.directory import link
from service_directory.gaps import GapKind, find_gaps
from service_directory.model.service import Status
from service_directory.reading.entry import Entries
from tests.sample import small_entries

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
