"""The cases of opening.json: what is told of hours at a moment, for Python and for the browser."""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from service_directory.model.location import Closure, Schedule

_TABLE: Final[dict[str, Any]] = json.loads(
    Path(__file__).with_name("opening.json").read_text(encoding="utf-8")
)
ZONE: Final[str] = _TABLE["zone"]
BUILT: Final = datetime.date(2026, 1, 1)
"""The day the page was made: long before it is read."""


@dataclass(frozen=True)
class Case:
    """Hours, a moment, and what is told."""

    name: str
    schedules: tuple[Schedule, ...]
    closures: tuple[Closure, ...]
    moment: datetime.datetime
    state: str
    time: str
    days: int
    had_hours: bool


def _schedule(row: Any) -> Schedule:
    if isinstance(row, dict):
        return Schedule.model_validate(row)
    days, opens, closes, *more = row
    facts = {"byday": days.split(), "opens_at": opens, "closes_at": closes}
    return Schedule.model_validate(facts | (more[0] if more else {}))


def _closure(row: list[str]) -> Closure:
    return Closure.model_validate({"from": row[0], "to": row[1]})


CASES: Final = tuple(
    Case(
        name=row["name"],
        schedules=tuple(map(_schedule, row["schedules"])),
        closures=tuple(map(_closure, row.get("closures", ()))),
        moment=datetime.datetime.fromisoformat(row["at"].replace("Z", "+00:00")),
        state=row["state"],
        time=row.get("time", ""),
        days=row.get("days", 0),
        had_hours=row.get("had", False),
    )
    for row in _TABLE["cases"]
)
