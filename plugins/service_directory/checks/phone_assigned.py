"""A telephone number can be reached: its area and length exist.

PASS
    phones:
      - {number: (563) 555-0142, extension: 4}
      - {number: 211}
      - {number: +52 55 5555 0100}

FAIL
    phones:
      - {number: 555-0142}
"""

from __future__ import annotations

from collections.abc import Iterator

from service_directory.checks.context import CheckContext
from service_directory.checks.scalars import Sort
from service_directory.diagnostics import Diagnostic, Severity
from service_directory.phones import PhoneState, state_of

ID = "phone-not-assigned"
SEVERITY = Severity.WARNING


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a warning for every number the tables of the world's numbers do not know."""
    region = context.settings.region
    entry = context.entry
    for path, value in context.of_sort(Sort.PHONE):
        if state_of(value, region) is PhoneState.NOT_ASSIGNED:
            yield entry.diagnostic(
                path,
                ID,
                f"'{value}' cannot be called: there is no such number in the country {region}",
                hint="check the digits; write the area code, or + and the country code",
                severity=SEVERITY,
            )
