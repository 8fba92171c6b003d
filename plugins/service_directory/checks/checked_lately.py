"""Somebody has checked the facts lately; how long ago is too long is the site's setting.

An entry nobody says anything about is *not known*, which is no fault: pages say so, and count it.

PASS
    assured: {date: 2026-03-01, by: front desk, how: phone}

FAIL
    assured: {date: 2024-03-01, by: front desk, how: phone}
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from service_directory.checks.context import CheckContext
from service_directory.diagnostics import Diagnostic, Severity
from service_directory.model.fields import Model
from service_directory.model.organization import Organization
from service_directory.model.service import Assurance
from service_directory.reading.entry import Entry, FactPath

ID = "check-overdue"
SEVERITY = Severity.NOTICE


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a notice for every check that is older than the site's interval."""
    interval = datetime.timedelta(days=context.settings.check_interval_days)
    entry = context.entry
    for path, assured in assurances_of(entry):
        age = context.today - assured.date
        if age > interval:
            yield entry.diagnostic(
                (*path, "date"),
                ID,
                f"this was last checked on {assured.date.isoformat()}, {age.days} days ago; "
                f"{interval.days} are the most",
                hint="check the facts by phone or visit, then write the new date",
                severity=SEVERITY,
            )


def assurances_of(entry: Entry[Model]) -> Iterator[tuple[FactPath, Assurance]]:
    """Yield the notes who checked what, of an entry and of its services."""
    assured = getattr(entry.facts, "assured", None)
    if assured is not None:
        yield ("assured",), assured
    if isinstance(entry.facts, Organization):
        for index, service in enumerate(entry.facts.services):
            if service.assured is not None:
                yield ("services", index, "assured"), service.assured
