"""Checks that every reference of every entry names something that exists."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from service_directory.diagnostics import Diagnostic
from service_directory.model.fields import Model
from service_directory.model.references import FoundReference, Target, references_in
from service_directory.model.taxonomy import TaxonomyKind
from service_directory.reading.entry import Entries, Entry, EntryKind

_NAMES: Mapping[Target, str] = {
    Target.ORGANIZATION: "an organization (a file of directory/organizations)",
    Target.GROUP: "a group (a file of directory/groups)",
    Target.PROJECT: "a project (a file of directory/projects)",
    Target.OWN_CONTACT: "a contact of this file",
    Target.LOCATION: "a location of this organization, nor organization/location of another",
    Target.SERVICE: "a service of this organization, nor organization/service of another",
}


@dataclass(frozen=True, slots=True)
class Known:
    """The ids there are, by what they name; locations and services as `organization/id`."""

    ids: Mapping[Target, Collection[str]]
    unread_organizations: frozenset[str]
    """Files that are there but hold faults: what they name is not told a second time."""
    unread_lists: frozenset[str]

    @classmethod
    def of(cls, entries: Entries) -> Known:
        """Collect the ids of all entries."""
        organizations = entries.organizations
        unread = entries.unread
        ids: dict[Target, Collection[str]] = {
            Target.ORGANIZATION: organizations.keys()
            | unread.get(EntryKind.ORGANIZATION, frozenset()),
            Target.GROUP: entries.groups.keys() | unread.get(EntryKind.GROUP, frozenset()),
            Target.PROJECT: entries.projects.keys() | unread.get(EntryKind.PROJECT, frozenset()),
            Target.LOCATION: frozenset(
                f"{o.id}/{place.id}" for o in organizations.values() for place in o.facts.locations
            ),
            Target.SERVICE: frozenset(
                f"{o.id}/{service.id}"
                for o in organizations.values()
                for service in o.facts.services
            ),
        }
        for kind in TaxonomyKind:
            if kind is TaxonomyKind.GLOSSARY:
                continue
            entry = entries.taxonomies.get(kind)
            terms = entry.facts.terms if entry else ()
            ids[Target(kind)] = frozenset(term.id for term in terms)
        lists = unread.get(EntryKind.TAXONOMY, frozenset())
        return cls(ids, unread.get(EntryKind.ORGANIZATION, frozenset()), lists)


def full_key(reference: str, organization: str) -> str:
    """Return `organization/part` for a reference that may leave out its own organization."""
    return reference if "/" in reference else f"{organization}/{reference}"


def check_references(entries: Entries) -> Iterator[Diagnostic]:
    """Yield a diagnostic for every reference that leads nowhere, with the nearest id there is."""
    known = Known.of(entries)
    every: list[Entry[Model]] = [
        *entries.organizations.values(),
        *entries.groups.values(),
        *entries.projects.values(),
    ]
    if entries.crosswalks is not None:
        every.append(entries.crosswalks)
    for entry in every:
        own = entry.id if entry.kind is EntryKind.ORGANIZATION else ""
        contacts = [contact.id for contact in getattr(entry.facts, "contacts", ())]
        for found in references_in(entry.facts):
            if found.target is Target.OWN_CONTACT:
                if found.value not in contacts:
                    yield _dangling(entry, found, contacts)
            elif not _exists(found, own, known):
                yield _dangling(entry, found, _candidates(found, own, known))


def _exists(found: FoundReference, organization: str, known: Known) -> bool:
    value = found.value
    if found.target in known.unread_lists:
        return True
    if found.target in (Target.LOCATION, Target.SERVICE):
        value = full_key(value, organization)
        if value.partition("/")[0] in known.unread_organizations:
            return True
    return value in known.ids[found.target]


def _candidates(found: FoundReference, organization: str, known: Known) -> list[str]:
    ids = sorted(known.ids[found.target])
    if found.target in (Target.LOCATION, Target.SERVICE):
        own = [id_.split("/")[1] for id_ in ids if id_.startswith(f"{organization}/")]
        return [*own, *ids]
    return ids


def _dangling(entry: Entry[Model], found: FoundReference, candidates: list[str]) -> Diagnostic:
    what = _NAMES.get(found.target, f"in the list taxonomy/{found.target}.yml")
    verb = "is not" if found.target in _NAMES else "is not a word"
    near = difflib.get_close_matches(found.value, candidates, n=1, cutoff=0.6)
    hint = f"did you mean {near[0]}?" if near else ""
    if not near and candidates and len(candidates) <= 12:
        hint = "there are " + ", ".join(candidates)
    return entry.diagnostic(
        found.path, "dangling-reference", f"'{found.value}' {verb} {what}", hint=hint
    )


RESERVED: Mapping[TaxonomyKind, Collection[str]] = {
    TaxonomyKind.NEEDS: ("not-known",),
    TaxonomyKind.AREAS: ("not-known", "remote"),
    TaxonomyKind.AUDIENCES: ("not-known",),
}
"""Ids that crosswalks use for services without a place, or that say nothing."""


def check_ids(entries: Entries) -> Iterator[Diagnostic]:
    """Yield a diagnostic for every id that stands twice in one entry or list, or is our own."""
    for entry in entries.organizations.values():
        for name in ("contacts", "locations", "services"):
            yield from _repeated(entry, name, [item.id for item in getattr(entry.facts, name)])
    for group in entries.groups.values():
        yield from _repeated(group, "contacts", [contact.id for contact in group.facts.contacts])
    for taxonomy in entries.taxonomies.values():
        ids = [term.id for term in taxonomy.facts.terms]
        yield from _repeated(taxonomy, "terms", ids)
        for index, id_ in enumerate(ids):
            if id_ in RESERVED.get(TaxonomyKind(taxonomy.id), ()):
                message = f"the id '{id_}' has a meaning of its own in crosswalks"
                hint = "choose another one"
                yield taxonomy.diagnostic(("terms", index, "id"), "reserved-id", message, hint=hint)
    if entries.crosswalks is not None:
        plans = entries.crosswalks
        yield from _repeated(plans, "crosswalks", [plan.id for plan in plans.facts.crosswalks])


def _repeated(entry: Entry[Model], name: str, ids: list[str]) -> Iterator[Diagnostic]:
    for index, id_ in enumerate(ids):
        if id_ in ids[:index]:
            first = entry.positions.of((name, ids.index(id_), "id")).line
            yield entry.diagnostic(
                (name, index, "id"),
                "duplicate-id",
                f"the id '{id_}' stands twice under {name}, first on line {first}",
                hint="give each an id of its own",
            )


def check_parents(entries: Entries) -> Iterator[Diagnostic]:
    """Yield a diagnostic for every term whose parent is unknown or leads back to itself."""
    for entry in entries.taxonomies.values():
        parents = {term.id: term.parent for term in entry.facts.terms}
        for index, term in enumerate(entry.facts.terms):
            where = ("terms", index, "parent")
            if term.parent is None:
                continue
            if term.parent not in parents:
                near = difflib.get_close_matches(term.parent, list(parents), n=1)
                hint = f"did you mean {near[0]}?" if near else ""
                message = f"'{term.parent}' is not an id of this list"
                yield entry.diagnostic(where, "dangling-reference", message, hint=hint)
            elif _leads_back(term.id, parents):
                message = f"'{term.id}' stands below itself: its parents lead back to it"
                yield entry.diagnostic(where, "parent-circle", message)


def _leads_back(id_: str, parents: Mapping[str, str | None]) -> bool:
    seen = set()
    above = parents.get(id_)
    while above is not None and above not in seen:
        if above == id_:
            return True
        seen.add(above)
        above = parents.get(above)
    return False
