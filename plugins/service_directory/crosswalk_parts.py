"""Cuts a crosswalk too large for a person into parts: by need group, then by area or sector."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from service_directory.axes import REMOTE, UNKNOWN, ids_of, left_out_unknown, with_terms_below
from service_directory.crosswalk import Crosswalk, Survey, survey
from service_directory.directory import Directory, LinkedService
from service_directory.model.crosswalk_plan import Axis, CrosswalkFilter, CrosswalkPlan
from service_directory.model.taxonomy import TaxonomyKind

MOST_COLUMNS: Final = 24
"""More columns than this do not fit a desktop screen with words in their heads."""

MOST_ROWS: Final = 200
"""More rows than this are more than a person looks through."""


@dataclass(frozen=True)
class CrosswalkPart:
    """One page's worth of a crosswalk."""

    plan: CrosswalkPlan
    cut: tuple[tuple[Axis, str], ...]
    """What it is limited to: (axis, id) such as (need, learn), (area, downtown), (area, "")."""
    survey: Survey
    divided: bool
    """True when it is still too large and stands here only as the sum of smaller parts."""
    left_out: tuple[LinkedService, ...] = ()
    """With the whole: services the plan's filter leaves out only because a fact is not known."""

    @property
    def service_count(self) -> int:
        """How many services stand in it, each counted once."""
        return len(self.survey.services)

    @cached_property
    def crosswalk(self) -> Crosswalk:
        """The table, with the longer axis down, so that the page scrolls one way only."""
        whole = self.survey.crosswalk()
        columns = len(whole.columns)
        turned = columns > MOST_COLUMNS and columns > len(whole.rows)
        return whole.transposed() if turned else whole


def crosswalk_parts(
    directory: Directory, plan: CrosswalkPlan, today: datetime.date | None = None
) -> Iterator[CrosswalkPart]:
    """Yield the whole crosswalk, and where it does not fit one page the parts of it.

    A whole that fits is one part; one that does not is followed by its parts, each of which is
    cut again by the next axis while it does not fit and there is one. Every service of the whole
    stands in a part: those that say nothing about an axis have one of their own.
    """
    axes = tuple(dict.fromkeys(axis for axis in plan.split_by if axis in _FIELDS))
    where = with_terms_below(plan.where, directory)
    yield from _cut(directory, plan, where, (), axes, today)


def fits(crosswalk: Crosswalk | Survey) -> bool:
    """Tell whether a person can use the crosswalk as one table."""
    rows, columns = len(crosswalk.rows), len(crosswalk.columns)
    return min(rows, columns) <= MOST_COLUMNS and max(rows, columns) <= MOST_ROWS


def _cut(
    directory: Directory,
    plan: CrosswalkPlan,
    where: CrosswalkFilter,
    cut: tuple[tuple[Axis, str], ...],
    axes: tuple[Axis, ...],
    today: datetime.date | None,
    among: Iterable[LinkedService] | None = None,
) -> Iterator[CrosswalkPart]:
    found = survey(
        directory, rows=plan.rows, columns=plan.columns, where=where, among=among, today=today
    )
    if cut and not found.services:
        return
    divided = not fits(found) and bool(axes) and bool(found.services)
    unsure = () if cut or where == CrosswalkFilter() else directory.services.values()
    left_out = tuple(linked for linked in unsure if left_out_unknown(linked, where))
    yield CrosswalkPart(plan, cut, found, divided, left_out)
    if divided:
        standing = _standing_under(axes[0], found.services)
        for id_, narrower, values in _narrowed(directory, where, axes[0]):
            there = {linked.key: linked for value in values for linked in standing.get(value, ())}
            among = [linked for key, linked in directory.services.items() if key in there]
            cut_there = (*cut, (axes[0], id_))
            yield from _cut(directory, plan, narrower, cut_there, axes[1:], today, among)


def _standing_under(
    axis: Axis, services: Iterable[LinkedService]
) -> Mapping[str, list[LinkedService]]:
    """Return services by the values they have on an axis, the empty id where they say nothing."""
    found: dict[str, list[LinkedService]] = defaultdict(list)
    for linked in services:
        for value in ids_of(axis, linked):
            found[value].append(linked)
    return found


def _narrowed(
    directory: Directory, where: CrosswalkFilter, axis: Axis
) -> Iterator[tuple[str, CrosswalkFilter, tuple[str, ...]]]:
    field, kind = _FIELDS[axis]
    allowed = getattr(where, field)
    groups: dict[str, tuple[str, ...]] = {id_: (id_,) for id_ in directory.terms[kind]}
    if axis is Axis.NEED:
        tops = directory.children(kind, None)
        groups = {top.id: directory.descendants(kind, top.id) for top in tops}
    groups |= {id_: (id_,) for id_ in (REMOTE, UNKNOWN)}
    for id_, ids in groups.items():
        kept = tuple(i for i in ids if not allowed or i in allowed)
        if kept:
            yield id_, where.model_copy(update={field: kept}), kept


_FIELDS: Final = {
    Axis.NEED: ("needs", TaxonomyKind.NEEDS),
    Axis.AREA: ("areas", TaxonomyKind.AREAS),
    Axis.SECTOR: ("sectors", TaxonomyKind.SECTORS),
    Axis.AUDIENCE: ("audiences", TaxonomyKind.AUDIENCES),
}
"""The axes a crosswalk can be cut by: the field of the filter, and the list of its terms."""
