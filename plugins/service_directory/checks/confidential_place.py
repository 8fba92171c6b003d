"""A place that must not be found is described nowhere in words either.

PASS
    summary: A safe place to stay. Call 211, day or night.
    locations: [{id: house, name: House, visibility: confidential}]

FAIL
    summary: A safe place to stay at 77 Hidden Lane.
    locations: [{id: house, name: House, visibility: confidential}]
"""

from __future__ import annotations

from collections.abc import Iterator

from service_directory.checks.address_words import addresses_in
from service_directory.checks.context import CheckContext
from service_directory.checks.scalars import Sort
from service_directory.diagnostics import Diagnostic, Severity
from service_directory.model.location import Visibility
from service_directory.model.organization import Organization
from service_directory.reading.entry import FactPath

ID = "confidential-address"
SEVERITY = Severity.ERROR


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield an error for everything that looks like an address in an entry with such a place."""
    entry = context.entry
    if not isinstance(entry.facts, Organization):
        return
    facts = entry.facts
    if not has_hidden_place(facts):
        return
    coordinator = context.settings.coordinator_email
    for path, value in context.of_sort(Sort.TEXT, Sort.LONG_TEXT):
        if _of_a_public_place(path, facts):
            continue
        for found in addresses_told(value, facts):
            line, column = entry.positions.of(path)
            yield diagnostic(entry.path, line, column, found, coordinator)
    for number, text in enumerate(entry.body.split("\n")):
        for found in addresses_told(text, facts):
            column = text.find(found) + 1
            yield diagnostic(entry.path, entry.body_line + number, column, found, coordinator)


def has_hidden_place(facts: Organization) -> bool:
    """Tell whether an organization has a place whose address may not be told."""
    return any(place.visibility is not Visibility.PUBLIC for place in facts.locations)


def addresses_told(text: str, facts: Organization) -> Iterator[str]:
    """Yield what looks like an address in a text and is none of the entry's public places."""
    public = _public_addresses(facts)
    for found in addresses_in(text):
        if not _is_public(found, public):
            yield found


def diagnostic(path: str, line: int, column: int, found: str, coordinator: str = "") -> Diagnostic:
    """Return the error for words that look like an address."""
    whom = f"the coordinator ({coordinator})" if coordinator else "the coordinator"
    return Diagnostic(
        path,
        line,
        column,
        SEVERITY,
        ID,
        f"'{found}' looks like an address, but this entry has a place that is not public; if it "
        f"is the real one, contact {whom} to erase it from the history of the files as well",
        "deleting it here is not enough: what was once saved stays readable in older versions",
    )


def _of_a_public_place(path: FactPath, facts: Organization) -> bool:
    if path[0] != "locations" or not isinstance(path[1], int):
        return False
    return facts.locations[path[1]].visibility is Visibility.PUBLIC


def _public_addresses(facts: Organization) -> str:
    lines = []
    for place in facts.locations:
        if place.visibility is Visibility.PUBLIC and place.address:
            address = place.address
            lines += [address.address_1, f"{address.city} {address.postal_code}"]
            lines.append(f"{address.state_province} {address.postal_code}")
    return "\n".join(lines).casefold()


def _is_public(found: str, public: str) -> bool:
    """Tell whether the words are those of a place of the same entry that may be found."""
    return found.casefold().replace(",", "").rstrip(".") in public.replace(",", "")
