"""A web address begins with https, so that nobody on the way reads or changes the page.

PASS
    url: https://lantern.example.org

FAIL
    url: http://lantern.example.org
"""

from __future__ import annotations

from collections.abc import Iterator

from service_directory.checks.context import CheckContext
from service_directory.checks.scalars import Sort
from service_directory.diagnostics import Diagnostic, Severity

ID = "url-http"
SEVERITY = Severity.WARNING


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a warning for every address without TLS; some city sites have no other."""
    entry = context.entry
    for path, value in context.of_sort(Sort.URL):
        if value[:7].lower() == "http://":
            yield entry.diagnostic(
                path,
                ID,
                f"'{value}' begins with http://, so others can read along",
                hint=f"try https://{value[7:]} and write that if it opens",
                severity=SEVERITY,
            )
