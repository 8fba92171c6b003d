"""What is missing, need by need, and who works on it: services, languages, places, hours.

A gap is an empty cell of a crosswalk, or one that holds only paused services. What is not known is
no gap: it stands apart.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from service_directory.axes import REMOTE, UNKNOWN, TimeOfWeek
from service_directory.crosswalk import CellState, Crosswalk, build_crosswalk
from service_directory.directory import Directory
from service_directory.languages.locales import same_language
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


@dataclass(frozen=True, slots=True)
class Missing:
    """The heads of one axis under which a need is not met."""

    nobody: tuple[str, ...] = ()
    """No service there."""
    paused: tuple[str, ...] = ()
    """Services there, but none that takes people."""
    not_known: tuple[str, ...] = ()
    """Perhaps: a service with this need does not say."""

    def __bool__(self) -> bool:
        """Tell whether there is a gap; what is not known is none."""
        return bool(self.nobody or self.paused)


@dataclass(frozen=True, slots=True)
class NeedGaps:
    """All that is missing for one need."""

    need: str
    gap: Gap | None
    """Nobody offers it, or not now, or one organization alone."""
    languages: Missing
    """Of the site's languages. Empty, as the next two, where nobody offers it now at all."""
    areas: Missing
    reached: bool
    """True when a service online, by phone or for everywhere reaches these areas all the same."""
    times: Missing
    """Weekday evenings and weekends."""
    projects: tuple[str, ...]
    """Projects under way that work on it, or on the needs above it."""

    def __bool__(self) -> bool:
        """Tell whether anything is missing or not known."""
        found = (self.languages, self.areas, self.times)
        return bool(self.gap or any(found) or any(missing.not_known for missing in found))


OFF_HOURS: Final = (TimeOfWeek.EVENING, TimeOfWeek.WEEKEND)
"""When people who work by day can come."""


def need_gaps(
    directory: Directory, languages: Iterable[str], today: datetime.date | None = None
) -> tuple[NeedGaps, ...]:
    """Return what is missing for each of the lowest needs, in their order; complete ones too.

    `languages` are the site's. With `today`, hours of another time of the year do not count.
    """
    gaps = {gap.need: gap for gap in find_gaps(directory)}
    by_language = build_crosswalk(directory, rows=Axis.NEED, columns=Axis.LANGUAGE)
    by_area = build_crosswalk(directory, rows=Axis.NEED, columns=Axis.AREA)
    by_time = build_crosswalk(directory, rows=Axis.NEED, columns=Axis.DAY_AND_TIME, today=today)
    everywhere, areas = _areas(directory)
    spoken = {tag: _spoken_as(tag, by_language) for tag in languages}
    works_on, found = projects_by_need(directory), []
    for need in _lowest(directory):
        gap = gaps.get(need)
        met = gap is None or gap.kind is GapKind.ONE_ALONE
        found.append(
            NeedGaps(
                need=need,
                gap=gap,
                languages=missing_in(by_language, need, spoken) if met else Missing(),
                areas=missing_in(by_area, need, {id_: (id_,) for id_ in areas})
                if met
                else Missing(),
                reached=any(_is_met(by_area.cell(need, id_).state) for id_ in everywhere),
                times=missing_in(by_time, need, {time: (time,) for time in OFF_HOURS})
                if met
                else Missing(),
                projects=_working_on(directory, need, works_on),
            )
        )
    return tuple(found)


def missing_in(crosswalk: Crosswalk, need: str, heads: Mapping[str, Iterable[str]]) -> Missing:
    """Return under which heads a need is not met.

    `heads` gives for each the columns that stand for it: a language and its regional forms.
    """
    unsure = (need, UNKNOWN) in crosswalk.cells
    by_state: dict[CellState, list[str]] = {state: [] for state in _NOT_MET}
    for head, columns in heads.items():
        states = {crosswalk.cell(need, column).state for column in columns}
        best = next((state for state in CellState if state in states), CellState.NOT_OFFERED)
        if best is CellState.NOT_OFFERED and unsure:
            best = CellState.NOT_KNOWN
        if best in by_state:
            by_state[best].append(head)
    return Missing(
        nobody=tuple(by_state[CellState.NOT_OFFERED]),
        paused=tuple(by_state[CellState.PAUSED]),
        not_known=tuple(by_state[CellState.NOT_KNOWN]),
    )


_NOT_MET = (CellState.NOT_OFFERED, CellState.PAUSED, CellState.NOT_KNOWN)


def _is_met(state: CellState) -> bool:
    return state not in _NOT_MET


def _lowest(directory: Directory) -> tuple[str, ...]:
    kind = TaxonomyKind.NEEDS
    tops = directory.children(kind, None)
    every = (id_ for top in tops for id_ in directory.descendants(kind, top.id))
    return tuple(id_ for id_ in every if not directory.children(kind, id_))


def _areas(directory: Directory) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the areas that are everywhere (as online and by phone are), and the others."""
    terms = directory.terms[TaxonomyKind.AREAS].values()
    everywhere = tuple(term.id for term in terms if term.everywhere)
    parts = tuple(term.id for term in terms if not term.everywhere)
    return (*everywhere, REMOTE), parts


def _spoken_as(tag: str, by_language: Crosswalk) -> tuple[str, ...]:
    """Return the columns of the languages that readers of a tag understand."""
    ids = (column.id for column in by_language.columns)
    return tuple(id_ for id_ in ids if id_ != UNKNOWN and same_language(id_, tag))


def _working_on(
    directory: Directory, need: str, works_on: Mapping[str, tuple[str, ...]]
) -> tuple[str, ...]:
    found: dict[str, None] = {}
    above: str | None = need
    while above is not None:
        found |= dict.fromkeys(works_on.get(above, ()))
        above = directory.term(TaxonomyKind.NEEDS, above).parent
    return tuple(found)
