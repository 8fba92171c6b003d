"""Cuts a crosswalk too large for a person into parts: by need group, then by area or sector."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from service_directory.crosswalk import Crosswalk, build_crosswalk
from service_directory.directory import Directory
from service_directory.model.crosswalk_plan import Axis, CrosswalkFilter, CrosswalkPlan
from service_directory.model.taxonomy import TaxonomyKind

MOST_COLUMNS: Final = 24
"""More columns than this do not fit a desktop screen with words in their heads."""

MOST_ROWS: Final = 200
"""More rows than this are more than a person looks through."""


@dataclass(frozen=True, slots=True)
class CrosswalkPart:
    """One page's worth of a crosswalk."""

    plan: CrosswalkPlan
    cut: tuple[tuple[Axis, str], ...]
    """What it is limited to: (axis, id) such as (need, learn), (area, downtown)."""
    crosswalk: Crosswalk
    """With the longer axis down, so that the page scrolls one way only."""
    divided: bool
    """True when it is still too large and stands here only as the sum of smaller parts."""


def crosswalk_parts(directory: Directory, plan: CrosswalkPlan) -> Iterator[CrosswalkPart]:
    """Yield the whole crosswalk, and where it does not fit one page the parts of it.

    A whole that fits is one part; one that does not is followed by its parts, each of which is
    cut again by the next axis while it does not fit and there is one.
    """
    yield from _cut(directory, plan, plan.where, (), plan.split_by)


def fits(crosswalk: Crosswalk) -> bool:
    """Tell whether a person can use the crosswalk as one table."""
    rows, columns = len(crosswalk.rows), len(crosswalk.columns)
    return min(rows, columns) <= MOST_COLUMNS and max(rows, columns) <= MOST_ROWS


def _cut(
    directory: Directory,
    plan: CrosswalkPlan,
    where: CrosswalkFilter,
    cut: tuple[tuple[Axis, str], ...],
    axes: tuple[Axis, ...],
) -> Iterator[CrosswalkPart]:
    crosswalk = build_crosswalk(directory, rows=plan.rows, columns=plan.columns, where=where)
    if cut and not crosswalk.row_totals:
        return
    whole = crosswalk
    if len(crosswalk.columns) > MOST_COLUMNS and len(crosswalk.columns) > len(crosswalk.rows):
        whole = crosswalk.transposed()
    divided = not fits(whole) and bool(axes)
    yield CrosswalkPart(plan, cut, whole, divided)
    if divided:
        for id_, narrower in _narrowed(directory, where, axes[0]):
            yield from _cut(directory, plan, narrower, (*cut, (axes[0], id_)), axes[1:])


def _narrowed(
    directory: Directory, where: CrosswalkFilter, axis: Axis
) -> Iterator[tuple[str, CrosswalkFilter]]:
    if axis is Axis.NEED:
        for top in directory.children(TaxonomyKind.NEEDS, None):
            below = directory.descendants(TaxonomyKind.NEEDS, top.id)
            needs = tuple(n for n in below if not where.needs or n in where.needs)
            if needs:
                yield top.id, where.model_copy(update={"needs": needs})
    elif axis in _FIELDS:
        field, kind = _FIELDS[axis]
        allowed = getattr(where, field)
        for term in directory.terms[kind].values():
            if not allowed or term.id in allowed:
                yield term.id, where.model_copy(update={field: (term.id,)})


_FIELDS: Final = {
    Axis.AREA: ("areas", TaxonomyKind.AREAS),
    Axis.SECTOR: ("sectors", TaxonomyKind.SECTORS),
    Axis.AUDIENCE: ("audiences", TaxonomyKind.AUDIENCES),
}
