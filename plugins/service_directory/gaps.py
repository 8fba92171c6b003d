"""What is missing: the needs nobody offers, or one organization alone, and who works on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from service_directory.crosswalk import CellState, build_crosswalk
from service_directory.directory import Directory
from service_directory.model.crosswalk_plan import Axis
from service_directory.model.project import Stage
from service_directory.model.taxonomy import TaxonomyKind


class GapKind(StrEnum):
    """What is missing."""

    NOBODY = "nobody"
    """No organization offers it."""
    NOT_NOW = "not-now"
    """Offered, but everything is paused or closed."""
    ONE_ALONE = "one-alone"
    """One organization alone offers it: a risk when it stops."""


@dataclass(frozen=True, slots=True)
class Gap:
    """One need that is not, or barely, met."""

    kind: GapKind
    need: str
    organizations: tuple[str, ...]
    """Who offers it (paused or not)."""
    projects: tuple[str, ...]
    """Projects under way that work on it."""


def find_gaps(directory: Directory) -> tuple[Gap, ...]:
    """Return the gaps among the lowest needs, in the order of the list of needs.

    A need is met by services that name it or a need below it, confirmed or suggested.
    """
    crosswalk = build_crosswalk(directory, rows=Axis.NEED, columns=Axis.ORGANIZATION)
    works_on = projects_by_need(directory)
    found = []
    for head in crosswalk.rows:
        if not head.id or directory.children(TaxonomyKind.NEEDS, head.id):
            continue
        states = {
            column.id: crosswalk.cell(head.id, column.id).state for column in crosswalk.columns
        }
        offering = [id_ for id_, state in states.items() if state in _HELD]
        open_now = [id_ for id_ in offering if states[id_] is not CellState.PAUSED]
        kind = (
            GapKind.NOBODY
            if not offering
            else GapKind.NOT_NOW
            if not open_now
            else GapKind.ONE_ALONE
            if len(open_now) == 1
            else None
        )
        if kind is not None:
            found.append(Gap(kind, head.id, tuple(offering), works_on.get(head.id, ())))
    return tuple(found)


_HELD = {CellState.OFFERED, CellState.LIMITED, CellState.BY_REFERRAL, CellState.PAUSED}


def projects_by_need(directory: Directory) -> Mapping[str, tuple[str, ...]]:
    """Return the ids of projects that are not done, by the need they work on."""
    found: dict[str, tuple[str, ...]] = {}
    for project in directory.entries.projects.values():
        if project.facts.stage is Stage.DONE:
            continue
        for need in project.facts.needs:
            found[need] = (*found.get(need, ()), project.id)
    return found
