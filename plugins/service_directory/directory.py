"""The linked, immutable whole: references resolved, services joined to their places.

Nothing here knows about languages, pages or files; diagnostics of linking come back as values.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeVar

from service_directory.diagnostics import Diagnostic
from service_directory.linking import check_ids, check_parents, check_references, full_key
from service_directory.model.location import Closure, Location, Schedule
from service_directory.model.organization import Organization
from service_directory.model.service import Service, ServiceAtLocation
from service_directory.model.taxonomy import TaxonomyKind, TaxonomyTerm
from service_directory.reading.entry import Entries, Entry

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Place:
    """A service at a location, with what holds there after the defaults are applied."""

    host: str
    """The id of the organization whose location it is."""
    location: Location
    at: ServiceAtLocation
    schedules: tuple[Schedule, ...]
    closures: tuple[Closure, ...]
    languages: tuple[str, ...]

    @property
    def key(self) -> str:
        """`organization/location`."""
        return f"{self.host}/{self.location.id}"


@dataclass(frozen=True, slots=True)
class LinkedService:
    """A service with its organization and the places it happens at."""

    organization: Entry[Organization]
    service: Service
    index: int
    """Its position in the organization's list, for diagnostics."""
    places: tuple[Place, ...]
    languages: tuple[str, ...]
    """Spoken in the service at any of its places; the organization's where it states none."""
    areas: tuple[str, ...]
    """Areas of its places, each once, in the order of the places."""
    needs: tuple[str, ...]
    """Its needs, then the suggested ones that are not among them."""

    @property
    def key(self) -> str:
        """`organization/service`: the same in every build."""
        return f"{self.organization.id}/{self.service.id}"

    def is_suggested(self, need: str) -> bool:
        """Tell whether a need was only guessed by an import."""
        return need not in self.service.needs


@dataclass(frozen=True, slots=True)
class Directory:
    """Everything a site is made of."""

    entries: Entries
    services: Mapping[str, LinkedService]
    """By key `organization/service`, in order of organization and entry."""
    terms: Mapping[TaxonomyKind, Mapping[str, TaxonomyTerm]]
    services_by_organization: Mapping[str, tuple[LinkedService, ...]]
    services_by_need: Mapping[str, tuple[LinkedService, ...]]
    """By need, including those of the needs below it."""
    guests: Mapping[str, tuple[LinkedService, ...]]
    """By organization: services of others that happen at its locations."""
    next_from: Mapping[str, tuple[str, ...]]
    """By service key: services that lead there."""
    handed_over_by: Mapping[str, tuple[str, ...]]
    """By organization: those that say they bring people over to it."""
    terms_below: Mapping[TaxonomyKind, Mapping[str | None, tuple[TaxonomyTerm, ...]]]
    """By list and term: the terms directly below it, in their order."""

    @property
    def organizations(self) -> Mapping[str, Entry[Organization]]:
        """All organizations by id."""
        return self.entries.organizations

    def term(self, kind: TaxonomyKind, id_: str) -> TaxonomyTerm:
        """Return a term; a missing one is a fault of the program, for linking has checked."""
        return self.terms[kind][id_]

    def children(self, kind: TaxonomyKind, parent: str | None) -> tuple[TaxonomyTerm, ...]:
        """Return the terms directly below one (None: the first level), in their order."""
        return self.terms_below[kind].get(parent, ())

    def descendants(self, kind: TaxonomyKind, id_: str) -> tuple[str, ...]:
        """Return a term's id and the ids of all terms below it, in their order."""
        found = [id_]
        for child in self.children(kind, id_):
            found += self.descendants(kind, child.id)
        return tuple(found)

    def first_level(self, kind: TaxonomyKind, id_: str) -> str:
        """Return the id of the first-level term a term stands below (or is)."""
        term = self.terms[kind][id_]
        while term.parent is not None:
            term = self.terms[kind][term.parent]
        return term.id

    def neighbours(self, id_: str) -> tuple[str, ...]:
        """Return the organizations an organization's pages mention or are mentioned by, and it.

        A page of one organization reads no entry outside this list: what it shows is therefore
        unchanged while these entries, the shared words and the translations are.
        """
        found = {id_}
        own, guests = self.services_by_organization.get(id_, ()), self.guests.get(id_, ())
        for linked in (*own, *guests):
            found.add(linked.organization.id)
            found |= {place.host for place in linked.places}
            found |= {key.split("/")[0] for key in linked.service.next if "/" in key}
        for linked in own:
            found |= {key.split("/")[0] for key in self.next_from.get(linked.key, ())}
        facts = self.organizations[id_].facts
        if facts.partnership:
            found |= {hand_off.organization for hand_off in facts.partnership.hands_off_to}
        found |= set(self.handed_over_by.get(id_, ()))
        return tuple(sorted(found))


def link(entries: Entries) -> tuple[Directory, list[Diagnostic]]:
    """Resolve every reference and join services to places.

    References that lead nowhere are reported, each at its line, and left out of the result; a
    directory that comes with errors must not be published.
    """
    diagnostics = [
        *check_ids(entries),
        *check_parents(entries),
        *check_references(entries),
    ]
    terms = _terms(entries)
    services = {linked.key: linked for linked in _services(entries, terms[TaxonomyKind.NEEDS])}
    return _joined(entries, terms, services), diagnostics


def _joined(entries: Entries, terms: _Terms, services: Mapping[str, LinkedService]) -> Directory:
    by_organization: dict[str, list[LinkedService]] = defaultdict(list)
    by_need: dict[str, list[LinkedService]] = defaultdict(list)
    guests: dict[str, list[LinkedService]] = defaultdict(list)
    next_from: dict[str, list[str]] = defaultdict(list)
    handed_over_by: dict[str, list[str]] = defaultdict(list)
    for linked in services.values():
        own = linked.organization.id
        by_organization[own].append(linked)
        for need in _with_ancestors(linked.needs, terms[TaxonomyKind.NEEDS]):
            by_need[need].append(linked)
        for host in dict.fromkeys(place.host for place in linked.places):
            if host != own:
                guests[host].append(linked)
        for reference in linked.service.next:
            next_from[full_key(reference, own)].append(linked.key)
    for entry in entries.organizations.values():
        hands_off_to = entry.facts.partnership.hands_off_to if entry.facts.partnership else ()
        for partner in dict.fromkeys(hand_off.organization for hand_off in hands_off_to):
            handed_over_by[partner].append(entry.id)
    return Directory(
        entries=entries,
        services=MappingProxyType(dict(services)),
        terms=terms,
        services_by_organization=_frozen(by_organization),
        services_by_need=_frozen(by_need),
        guests=_frozen(guests),
        next_from=_frozen(next_from),
        handed_over_by=_frozen(handed_over_by),
        terms_below=MappingProxyType({kind: _below(found) for kind, found in terms.items()}),
    )


_Terms = Mapping[TaxonomyKind, Mapping[str, TaxonomyTerm]]


def _terms(entries: Entries) -> _Terms:
    found: dict[TaxonomyKind, Mapping[str, TaxonomyTerm]] = {}
    for kind in TaxonomyKind:
        entry = entries.taxonomies.get(kind)
        known = {term.id: term for term in entry.facts.terms} if entry else {}
        found[kind] = MappingProxyType(known)
    return MappingProxyType(found)


def _below(terms: Mapping[str, TaxonomyTerm]) -> Mapping[str | None, tuple[TaxonomyTerm, ...]]:
    found: dict[str | None, list[TaxonomyTerm]] = defaultdict(list)
    for term in terms.values():
        found[term.parent].append(term)
    return MappingProxyType({parent: tuple(below) for parent, below in found.items()})


def _with_ancestors(needs: Iterable[str], terms: Mapping[str, TaxonomyTerm]) -> dict[str, None]:
    """Return needs and all that stand above them, each once; a circle of parents ends it."""
    found: dict[str, None] = {}
    for need in needs:
        above: str | None = need
        while above is not None and above in terms and above not in found:
            found[above] = None
            above = terms[above].parent
    return found


def _services(entries: Entries, needs: Mapping[str, TaxonomyTerm]) -> Iterator[LinkedService]:
    for entry in entries.organizations.values():
        for index, service in enumerate(entry.facts.services):
            yield _linked(entries, entry, index, service, needs)


def _linked(
    entries: Entries,
    entry: Entry[Organization],
    index: int,
    service: Service,
    needs: Mapping[str, TaxonomyTerm],
) -> LinkedService:
    places = tuple(_places(entries, entry, service))
    spoken = [*service.languages]
    for place in places:
        spoken += place.languages
    wanted = dict.fromkeys((*service.needs, *service.suggested_needs))
    return LinkedService(
        organization=entry,
        service=service,
        index=index,
        places=places,
        languages=tuple(dict.fromkeys(spoken)) or entry.facts.languages,
        areas=tuple(dict.fromkeys(p.location.area for p in places if p.location.area)),
        needs=tuple(need for need in wanted if need in needs),
    )


def _places(entries: Entries, entry: Entry[Organization], service: Service) -> Iterator[Place]:
    for at in service.at:
        host_id, _, location_id = full_key(at.location, entry.id).partition("/")
        host = entries.organizations.get(host_id)
        locations = host.facts.locations if host else ()
        for location in locations:
            if location.id != location_id:
                continue
            yield Place(
                host=host_id,
                location=location,
                at=at,
                schedules=at.schedules or service.schedules or location.schedules,
                closures=(*location.closures, *at.closures),
                languages=at.languages
                or service.languages
                or location.languages
                or entry.facts.languages,
            )
            break


def _frozen(found: Mapping[str, list[T]]) -> Mapping[str, tuple[T, ...]]:
    return MappingProxyType({key: tuple(items) for key, items in found.items()})
