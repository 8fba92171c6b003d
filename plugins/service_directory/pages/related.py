"""What else may help: services for the same need, nearest first, and services at the same place.

Which services these are depends on the entries alone, so it is found once for all languages.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final

from service_directory.directory import Directory, LinkedService
from service_directory.model.service import Status
from service_directory.settings import Settings

MOST_FOR_A_NEED: Final = 4
MOST_AT_A_PLACE: Final = 8
_OFFERED: Final = frozenset({Status.ACTIVE, Status.SEASONAL, Status.WAITING_LIST})


class Related:
    """Looks up what is related to a service."""

    def __init__(self, directory: Directory, settings: Settings, today: datetime.date) -> None:
        """Sort all services by need and area, and by place, those to use first in front."""
        self._directory = directory
        self._by_need: dict[str, list[LinkedService]] = defaultdict(list)
        self._by_area: dict[tuple[str, str], list[LinkedService]] = defaultdict(list)
        self._at_place: dict[str, list[LinkedService]] = defaultdict(list)
        self._read_by: dict[str, tuple[str, ...]] = {}
        limit = datetime.timedelta(days=settings.check_interval_days)
        for linked in sorted(_offered(directory), key=lambda s: _rank(s, today - limit)):
            for need in linked.needs:
                self._by_need[need].append(linked)
                for area in linked.areas:
                    self._by_area[need, area].append(linked)
            for place in dict.fromkeys(place.key for place in linked.places):
                self._at_place[place].append(linked)

    def for_need(self, linked: LinkedService, need: str) -> tuple[LinkedService, ...]:
        """Return others that help with a need: those in an area of the service, then any."""
        near = (other for area in linked.areas for other in self._by_area[need, area])
        return _first(linked, chain(near, self._by_need[need]), MOST_FOR_A_NEED)

    def at_its_places(self, linked: LinkedService) -> tuple[LinkedService, ...]:
        """Return others at the places of a service."""
        every = (other for place in linked.places for other in self._at_place[place.key])
        return _first(linked, every, MOST_AT_A_PLACE)

    def read_by(self, linked: LinkedService) -> tuple[str, ...]:
        """Return the organizations a service's page reads, its own among them."""
        if linked.key not in self._read_by:
            self._read_by[linked.key] = tuple(sorted(self._readable(linked)))
        return self._read_by[linked.key]

    def _readable(self, linked: LinkedService) -> set[str]:
        shown = [linked, *self.at_its_places(linked)]
        for need in linked.needs:
            shown += self.for_need(linked, need)
        found = {key.split("/")[0] for key in linked.service.next if "/" in key}
        for one in shown:
            found |= {one.organization.id, *(place.host for place in one.places)}
        return found


def _offered(directory: Directory) -> Iterator[LinkedService]:
    return (s for s in directory.services.values() if s.service.status in _OFFERED)


def _rank(linked: LinkedService, oldest: datetime.date) -> tuple[bool, bool]:
    assured = linked.service.assured or linked.organization.facts.assured
    waits = linked.service.status is Status.WAITING_LIST
    return waits, assured is None or assured.date < oldest


def _first(
    linked: LinkedService, others: Iterable[LinkedService], most: int
) -> tuple[LinkedService, ...]:
    found: dict[str, LinkedService] = {}
    for other in others:
        if other.key != linked.key:
            found.setdefault(other.key, other)
        if len(found) == most:
            break
    return tuple(found.values())
