"""Whether people can use a service now: its status in words, and what comes first in lists."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from service_directory.directory import LinkedService
from service_directory.languages.locales import format_date
from service_directory.languages.localize import LocalDirectory
from service_directory.model.location import Schedule
from service_directory.model.service import Status
from service_directory.pages.labels import status_code, status_label

ENDS_SOON: Final = 42
"""So many days before the last of its hours a service is said to end soon."""
_GOING_ON: Final = frozenset({Status.ACTIVE, Status.SEASONAL})


@dataclass(frozen=True, slots=True)
class StatusView:
    """Whether a service takes people now."""

    code: str
    """For style sheets, such as `waiting-list`."""
    words: str
    until: str = ""
    """The last day, where it ends soon."""


def status_view(linked: LinkedService, local: LocalDirectory, today: datetime.date) -> StatusView:
    """Return a service's status; one whose hours are all about to end says so."""
    status = linked.service.status
    last = last_day(linked)
    if status in _GOING_ON and last is not None and 0 <= (last - today).days <= ENDS_SOON:
        words = local.interface.gettext("Ends soon")
        return StatusView("ends-soon", words, format_date(last, local.formats, style="long"))
    return StatusView(status_code(status), status_label(status, local.interface))


def last_day(linked: LinkedService) -> datetime.date | None:
    """Return the last day any of a service's hours holds; None where some hold on."""
    days = [schedule.valid_to for schedule in _schedules(linked)]
    return max((day for day in days if day is not None), default=None) if all(days) else None


def readiness(
    linked: LinkedService, local: LocalDirectory, today: datetime.date
) -> tuple[int, bool]:
    """Return what sorts services: who takes people now, and was checked in good time, comes first.

    Equal ones keep their order.
    """
    assured = linked.service.assured or linked.organization.facts.assured
    limit = local.settings.check_interval_days
    old = assured is None or (today - assured.date).days > limit
    return _ORDER[linked.service.status], old


_ORDER: Final = {
    Status.ACTIVE: 0,
    Status.WAITING_LIST: 1,
    Status.SEASONAL: 2,
    Status.TEMPORARILY_CLOSED: 3,
    Status.PAUSED: 3,
    Status.INACTIVE: 4,
}


def _schedules(linked: LinkedService) -> Iterator[Schedule]:
    if not linked.places:
        yield from linked.service.schedules
    for place in linked.places:
        yield from place.schedules
