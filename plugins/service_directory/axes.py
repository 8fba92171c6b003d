"""What a service says on each axis of a crosswalk, and which filters it passes.

A service that says nothing on an axis stands under the empty id there: unknown is never "no".
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Final

from service_directory.directory import Directory, LinkedService, Place
from service_directory.model.crosswalk_plan import Axis, CrosswalkFilter
from service_directory.model.location import Schedule
from service_directory.model.service import Delivery, Status
from service_directory.model.taxonomy import TaxonomyKind
from service_directory.schedules import (
    EVENING_AT_LEAST,
    EVENING_FROM,
    holds_on,
    is_closed_all_week,
    minutes_of,
)

UNKNOWN: Final = ""
"""Id of the head under which services stand that say nothing about an axis."""


REMOTE: Final = "remote"
"""Id of the area of services that are online or by phone and need no place."""


class TimeOfWeek(StrEnum):
    """Heads of the day-and-time axis."""

    WEEKDAY = "weekday"
    EVENING = "evening"
    WEEKEND = "weekend"


def ids_of(axis: Axis, linked: LinkedService) -> tuple[str, ...]:
    """Return the heads of an axis a service stands under; the empty id: it says nothing of it."""
    return _FACTS[axis](linked) or (UNKNOWN,)


def areas_of(linked: LinkedService) -> tuple[str, ...]:
    """Return the areas of a service's places, `remote`, or the empty id where not known."""
    if is_remote(linked):
        return (REMOTE,)
    if not linked.places:
        return (UNKNOWN,)
    return tuple(dict.fromkeys(place.location.area or UNKNOWN for place in linked.places))


def is_remote(linked: LinkedService) -> bool:
    """Tell whether a service reaches people without a place: online or by phone only."""
    return not linked.places and not set(linked.service.delivery).isdisjoint(
        {Delivery.ONLINE, Delivery.PHONE}
    )


def times_of(linked: LinkedService) -> tuple[TimeOfWeek, ...]:
    """Return when in the week a service is open at any of its places; empty: not known."""
    schedules: list[Schedule] = [s for place in linked.places for s in place.schedules]
    if not linked.places:
        schedules += linked.service.schedules
    found = {time for schedule in schedules for time in _times_of_schedule(schedule)}
    return tuple(time for time in TimeOfWeek if time in found)


def _times_of_schedule(schedule: Schedule) -> Iterable[TimeOfWeek]:
    if schedule.opens_at is None or schedule.closes_at is None:
        return
    opens, closes = minutes_of(schedule)
    days = {day[-2:] for day in schedule.byday}
    if days & {"SA", "SU"}:
        yield TimeOfWeek.WEEKEND
    if days - {"SA", "SU"}:
        if opens < EVENING_FROM:
            yield TimeOfWeek.WEEKDAY
        if opens >= EVENING_FROM or closes - EVENING_FROM >= EVENING_AT_LEAST:
            yield TimeOfWeek.EVENING


def as_on(linked: LinkedService, today: datetime.date) -> LinkedService:
    """Return a service with the hours that hold on a day, and none at places closed all week.

    Where all its places are, it keeps its hours and counts as temporarily closed.
    """
    places = [_place_on(place, today) for place in linked.places]
    closed = [is_closed_all_week(place.closures, today=today) for place in places]
    changes: dict[str, object] = {"schedules": _held(linked.service.schedules, today)}
    if places and all(closed):
        changes["status"] = Status.TEMPORARILY_CLOSED
    else:
        places = [
            replace(place, schedules=()) if shut else place
            for place, shut in zip(places, closed, strict=True)
        ]
    return replace(linked, places=tuple(places), service=linked.service.model_copy(update=changes))


def _place_on(place: Place, today: datetime.date) -> Place:
    return replace(place, schedules=_held(place.schedules, today))


def _held(schedules: Iterable[Schedule], today: datetime.date) -> tuple[Schedule, ...]:
    return tuple(schedule for schedule in schedules if holds_on(schedule, today))


_IdsOf = Callable[[LinkedService], tuple[str, ...]]


_FACTS: Final[Mapping[Axis, _IdsOf]] = {
    Axis.NEED: lambda s: s.needs,
    Axis.ORGANIZATION: lambda s: (s.organization.id,),
    Axis.SECTOR: lambda s: (s.organization.facts.sector,),
    Axis.LOCATION: lambda s: tuple(dict.fromkeys(place.key for place in s.places)),
    Axis.AREA: areas_of,
    Axis.LANGUAGE: lambda s: s.languages,
    Axis.AUDIENCE: lambda s: tuple(dict.fromkeys(s.service.audiences)),
    Axis.DAY_AND_TIME: times_of,
    Axis.DELIVERY: lambda s: tuple(dict.fromkeys(s.service.delivery)),
}


def with_terms_below(where: CrosswalkFilter, directory: Directory) -> CrosswalkFilter:
    """Return a filter in which a term stands for itself and all terms below it."""
    wider = {}
    for field, kind in _KIND_OF_FIELD.items():
        below = [
            id_
            for named in getattr(where, field)
            for id_ in (
                directory.descendants(kind, named) if named in directory.terms[kind] else (named,)
            )
        ]
        wider[field] = tuple(dict.fromkeys(below))
    return where.model_copy(update=wider)


_KIND_OF_FIELD: Final = {
    "needs": TaxonomyKind.NEEDS,
    "sectors": TaxonomyKind.SECTORS,
    "areas": TaxonomyKind.AREAS,
    "audiences": TaxonomyKind.AUDIENCES,
}


def narrowed(linked: LinkedService, where: CrosswalkFilter) -> LinkedService | None:
    """Return a service with the places a filter asks for; None when it lets none through.

    The service has one of the filter's values on every axis the filter names. `remote` and the
    empty id of the unknown are values too. Area and language belong to a place, so one place
    must have both.
    """
    if not (
        _has_one_of(where.needs, linked.needs)
        and _has_one_of(where.sectors, (linked.organization.facts.sector,))
        and _has_one_of(where.audiences, linked.service.audiences)
        and _has_one_of(where.languages, linked.languages)
        and (not where.areas or _has_one_of(where.areas, areas_of(linked)))
    ):
        return None
    if not linked.places or not (where.areas or where.languages):
        return linked
    there = [p for p in linked.places if _has_one_of(where.areas, (p.location.area or UNKNOWN,))]
    kept = [p for p in there if _has_one_of(where.languages, p.languages)]
    if not kept:
        return None if where.areas else linked
    return at_places(linked, kept)


def left_out_unknown(linked: LinkedService, where: CrosswalkFilter) -> bool:
    """Tell whether a filter lets a service not through only because a fact is not known of it."""
    asked = {field: getattr(where, field) for field in type(where).model_fields}
    or_unknown = {field: (*values, UNKNOWN) for field, values in asked.items() if values}
    wider = where.model_copy(update=or_unknown)
    return narrowed(linked, where) is None and narrowed(linked, wider) is not None


def _has_one_of(values: tuple[str, ...], has: tuple[str, ...]) -> bool:
    return not values or any(value in values for value in has or (UNKNOWN,))


def at_places(linked: LinkedService, places: Sequence[Place]) -> LinkedService:
    """Return a service as it is at some of its places."""
    return replace(
        linked,
        places=tuple(places),
        areas=tuple(dict.fromkeys(p.location.area for p in places if p.location.area)),
        languages=tuple(dict.fromkeys(tag for p in places for tag in p.languages)),
    )
