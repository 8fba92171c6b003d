"""Only needs and audiences can be sensitive; on other words the mark would do nothing.

Sensitive needs ask search engines to leave out the pages of organizations that offer nothing
else, sensitive audiences the list of services for them.

PASS
    # taxonomy/audiences.yml
    name: People
    terms:
      - {id: survivors, name: Survivors, sensitive: yes}

FAIL
    # taxonomy/areas.yml
    name: Areas
    terms:
      - {id: north-end, name: North End, sensitive: yes}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from service_directory.checks.context import CheckContext
from service_directory.diagnostics import Diagnostic, Severity
from service_directory.model.taxonomy import Taxonomy, TaxonomyKind

ID = "sensitive-unused"
SEVERITY = Severity.WARNING

_HONOURED: Final = frozenset({TaxonomyKind.NEEDS, TaxonomyKind.AUDIENCES})


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a warning for every sensitive word of a list where that changes nothing."""
    facts = context.entry.facts
    if not isinstance(facts, Taxonomy) or context.entry.id in _HONOURED:
        return
    for place, term in enumerate(facts.terms):
        if term.sensitive:
            yield context.entry.diagnostic(
                ("terms", place, "sensitive"),
                ID,
                f"'{term.id}' is marked as sensitive, which hides nothing in this list",
                hint="delete the line; only needs and audiences can be sensitive",
                severity=SEVERITY,
            )
