"""Texts are short enough to be read, printed and translated.

PASS
    summary: English classes, legal help and a friendly front door for new families.

FAIL
    name: >-
      A name that goes on and on, with everything in it that the organization has ever done or
      would like to do, as if somebody searched for every word of it
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from service_directory.checks.context import CheckContext
from service_directory.checks.scalars import Sort
from service_directory.diagnostics import Diagnostic, Severity

ID = "text-length"
SEVERITY = Severity.WARNING

LIMITS: Final[Mapping[str, int]] = {
    "name": 120,
    "alternate_name": 120,
    "short_name": 40,
    "title": 120,
    "summary": 300,
}
"""Characters by field; other texts have the limit of their sort."""
ONE_LINE: Final = 1_000
SEVERAL_LINES: Final = 5_000
BODY: Final = 20_000


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a warning for every text that is too long."""
    entry = context.entry
    for path, sort, value in context.scalars:
        if len(value) <= 40 or sort not in (Sort.TEXT, Sort.LONG_TEXT):
            continue
        field = str(path[-1])
        limit = LIMITS.get(field, ONE_LINE if sort is Sort.TEXT else SEVERAL_LINES)
        if len(value) > limit:
            yield entry.diagnostic(
                path,
                ID,
                f"'{field}' has {len(value):,} characters; {limit:,} are the most",
                hint="say it shorter; more has its place in the text below the closing ---",
                severity=SEVERITY,
            )
    if len(entry.body) > BODY:
        yield Diagnostic(
            entry.path,
            entry.body_line,
            1,
            SEVERITY,
            ID,
            f"the text has {len(entry.body):,} characters; {BODY:,} are the most",
            "say it shorter, or make a guide of it",
        )
