"""Nobody has checked anything tomorrow.

PASS
    assured: {date: 2026-03-01}

FAIL
    assured: {date: 2999-03-01}
"""

from __future__ import annotations

from collections.abc import Iterator

from service_directory.checks.checked_lately import assurances_of
from service_directory.checks.context import CheckContext
from service_directory.diagnostics import Diagnostic, Severity

ID = "check-in-future"
SEVERITY = Severity.ERROR


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield an error for every check that is dated after today."""
    entry = context.entry
    for path, assured in assurances_of(entry):
        if assured.date > context.today:
            yield entry.diagnostic(
                (*path, "date"),
                ID,
                f"{assured.date.isoformat()} is still to come; today is "
                f"{context.today.isoformat()}",
                hint="write the day somebody checked; put the year right",
                severity=SEVERITY,
            )
