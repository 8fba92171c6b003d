"""No number charges the caller extra (in North America 900 and 976).

PASS
    phones: [{number: (800) 555-0142}]

FAIL
    phones: [{number: +1 900 555 0199}]
"""

from __future__ import annotations

from collections.abc import Iterator

from service_directory.checks.context import CheckContext
from service_directory.checks.scalars import Sort
from service_directory.diagnostics import Diagnostic, Severity
from service_directory.phones import PhoneState, state_of

ID = "phone-premium"
SEVERITY = Severity.ERROR


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield an error for every premium-rate number."""
    entry = context.entry
    for path, value in context.of_sort(Sort.PHONE):
        if state_of(value, context.settings.region) is PhoneState.PREMIUM:
            yield entry.diagnostic(
                path,
                ID,
                f"'{value}' is a premium-rate number: calling it costs extra",
                hint="write an ordinary number",
                severity=SEVERITY,
            )
