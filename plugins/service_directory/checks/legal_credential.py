"""Who offers legal help says what entitles them to it, and when somebody looked it up.

Only attorneys and people the Department of Justice has recognized may give legal advice on
immigration; "notario" fraud lives on listings that do not ask. A need below legal help that is no
legal advice, such as a place for complaints, says so in the list of needs: `legal_advice: no`.

PASS
    services:
      - id: asylum-clinic
        name: Help with asylum forms
        needs: [immigration-legal-help]
        credential: {kind: doj-recognized, checked: 2026-03-01}

FAIL
    services:
      - id: asylum-clinic
        name: Help with asylum forms
        needs: [immigration-legal-help]
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from service_directory.checks.context import CheckContext
from service_directory.diagnostics import Diagnostic, Severity
from service_directory.directory import Directory
from service_directory.model.organization import Organization
from service_directory.model.taxonomy import TaxonomyKind

ID = "legal-credential"
SEVERITY = Severity.ERROR

LEGAL_NEEDS: Final = frozenset({"legal", "legal-help", "legal-aid", "immigration-legal-help"})
"""Needs that, with those below them, are met by legal advice where the list does not say."""


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield an error for every service with a legal need and no credential."""
    facts = context.entry.facts
    for place, service in enumerate(facts.services if isinstance(facts, Organization) else ()):
        needs = () if service.credential else service.needs
        legal = next((n for n in needs if is_legal(context.directory, n)), None)
        if legal is not None:
            yield context.entry.diagnostic(
                ("services", place, "needs", needs.index(legal)),
                ID,
                f"'{legal}' is legal help, so the service needs the field 'credential'",
                hint="write credential: {kind: attorney, checked: 2026-03-01}; the kind is "
                "attorney, doj-recognized or referral-only, the date when somebody looked it up",
                severity=SEVERITY,
            )


def is_legal(directory: Directory, need: str) -> bool:
    """Tell whether a need is met by legal advice, itself or through a need above it."""
    terms = directory.terms[TaxonomyKind.NEEDS]
    seen: set[str] = set()
    above: str | None = need
    while above is not None and above not in seen:
        term = terms.get(above)
        if term is not None and term.legal_advice is not None:
            return term.legal_advice
        if above in LEGAL_NEEDS:
            return True
        seen.add(above)
        above = term.parent if term else None
    return False
