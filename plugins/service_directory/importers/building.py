"""A joined feed to entries: ids first, then places, then services that refer to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from service_directory.importers.areas import find_areas
from service_directory.importers.contacts import build_contacts
from service_directory.importers.existing import Existing
from service_directory.importers.fitting import build
from service_directory.importers.joined import JoinedFeed, JoinedOrganization, JoinedService
from service_directory.importers.names import Spelling, learn_spelling
from service_directory.importers.organizations import organization_facts, organization_name
from service_directory.importers.place_facts import PlacedAddresses, read_addresses_of
from service_directory.importers.places import Place, build_places
from service_directory.importers.report import Journal, Matter
from service_directory.importers.services import (
    ServiceContext,
    build_service,
    path_above,
    service_name,
)
from service_directory.importers.slugs import Wanted, unique_ids
from service_directory.importers.suggesting import ServiceWords, suggest_needs
from service_directory.importers.vocabulary import Vocabulary
from service_directory.model.organization import Organization
from service_directory.model.service import Service
from service_directory.model.taxonomy import TaxonomyKind, TaxonomyTerm
from service_directory.reading.entry import Entry

ENTRIES_LANGUAGE = "en"
"""A feed in this language needs no word about it in every entry."""


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What the person who imports decides."""

    language: str = ENTRIES_LANGUAGE
    with_names: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry as the feed alone would have it; `before` is the one it continues."""

    id: str
    facts: Organization
    body: str
    before: Entry[Organization] | None


@dataclass(frozen=True, slots=True)
class Drafts:
    """All entries of a feed, and the areas they need that the directory lacks."""

    entries: tuple[Draft, ...]
    new_areas: tuple[TaxonomyTerm, ...]


def build_drafts(
    feed: JoinedFeed,
    existing: Existing,
    vocabulary: Vocabulary,
    options: ImportOptions,
    journal: Journal,
) -> Drafts:
    """Return an entry for every organization of the feed."""
    spelling = learn_spelling(_running_text(feed))
    builder = _Builder(feed, existing, spelling, vocabulary, options, journal)
    drafts = [draft for one in feed.organizations if (draft := builder.draft(one))]
    drafts = _with_suggestions(drafts, builder.words, vocabulary, journal)
    return Drafts(tuple(drafts), builder.addresses.areas.added)


def _running_text(feed: JoinedFeed) -> dict[str, None]:
    """Return all descriptions, each once: copies would make a slip look like a habit."""
    texts: dict[str, None] = {}
    for organization in feed.organizations:
        if organization.record:
            texts[organization.record["description"]] = None
        for service in organization.services:
            texts[service.record["description"]] = None
    return texts


class _Builder:
    """Holds what every organization of a feed is built with."""

    def __init__(
        self,
        feed: JoinedFeed,
        existing: Existing,
        spelling: Spelling,
        vocabulary: Vocabulary,
        options: ImportOptions,
        journal: Journal,
    ) -> None:
        self.spelling = spelling
        self.vocabulary = vocabulary
        self.options = options
        self.journal = journal
        self.words: dict[tuple[str, str], ServiceWords] = {}
        self.before, self.ids = self._entries(feed, existing)
        self.addresses = self._addresses(feed)
        self.cities = {address.city.lower() for address in self.addresses.physical.values()} - {""}
        self.place_names = {
            location.key: location.record["name"]
            for organization in feed.organizations
            for location in organization.locations
            if location.record
        }
        self.places = {
            one.key: build_places(
                one,
                self.addresses,
                before.facts.locations if (before := self.before[one.key]) else (),
                spelling=spelling,
                vocabulary=vocabulary,
                journal=journal,
            )
            for one in feed.organizations
        }
        self.place_owner = {
            key: (owner, place)
            for owner, places in self.places.items()
            for place in places
            for key in place.keys
        }

    def draft(self, organization: JoinedOrganization) -> Draft | None:
        """Return the entry of one organization."""
        key = organization.key
        label = organization.record.label if organization.record else f"organization {key}"
        sectors = self.vocabulary.ids(TaxonomyKind.SECTORS)
        facts, body = organization_facts(organization, sectors, self.spelling, self.journal)
        before = self.before[key]
        contacts, of_service = build_contacts(
            organization.contacts,
            before.facts.contacts if before else (),
            self.journal,
            with_names=self.options.with_names,
        )
        facts["contacts"] = contacts
        facts["locations"] = tuple(place.location for place in self.places[key])
        services = self._services(organization, before)
        _tell_look_alikes(facts["name"], services, self.journal)
        facts["services"] = tuple(
            service.model_copy(update={"contact": of_service[one.key]})
            if one.key in of_service
            else service
            for one, service in services
        )
        if self.options.language != ENTRIES_LANGUAGE:
            facts["language"] = self.options.language
        entry = build(Organization, facts, label, self.journal)
        return Draft(self.ids[key], entry, body, before) if entry else None

    def _entries(
        self, feed: JoinedFeed, existing: Existing
    ) -> tuple[dict[str, Entry[Organization] | None], dict[str, str]]:
        names = {one.key: organization_name(one, self.spelling) for one in feed.organizations}
        before = existing.before({one.key: (one, names[one.key]) for one in feed.organizations})
        ids = {key: entry.id for key, entry in before.items() if entry}
        new = [one for one in feed.organizations if one.key not in ids]
        wanted = [Wanted(names[one.key], one.key, "organization") for one in new]
        given = unique_ids(wanted, existing.taken())
        return before, ids | dict(zip((one.key for one in new), given, strict=True))

    def _addresses(self, feed: JoinedFeed) -> PlacedAddresses:
        read = {
            location.key: read_addresses_of(location, self.journal)
            for organization in feed.organizations
            for location in organization.locations
        }
        physical = {key: pair[0] for key, pair in read.items()}
        areas = find_areas(physical.values(), self.vocabulary.taxonomies.get(TaxonomyKind.AREAS))
        return PlacedAddresses(physical, {key: pair[1] for key, pair in read.items()}, areas)

    def _services(
        self, organization: JoinedOrganization, before: Entry[Organization] | None
    ) -> list[tuple[JoinedService, Service]]:
        known = before.facts.services if before else ()
        names = self._service_names(organization)
        given = _known_ids(organization, names, known)
        new = [one for one in organization.services if one.key not in given]
        wanted = [Wanted(names[one.key], one.key, "service") for one in new]
        taken = [service.id for service in known]
        given |= dict(zip((one.key for one in new), unique_ids(wanted, taken), strict=True))
        context = self._context(organization)
        built = []
        for one in organization.services:
            service = build_service(one, given[one.key], names[one.key], context)
            if service is None:
                continue
            built.append((one, service))
            self.words[self.ids[organization.key], service.id] = _words(one, service)
        return built

    def _service_names(self, organization: JoinedOrganization) -> dict[str, str]:
        often = Counter(service.record["name"].lower() for service in organization.services)
        names: dict[str, str] = {}
        for one in organization.services:
            plain = one.record["name"].lower()
            above = ""
            if often[plain] > 1 or plain in self.cities:
                at = (self.place_names.get(placement.location, "") for placement in one.placements)
                above = next((path for name in at if (path := path_above(one, name))), "")
            names[one.key] = service_name(one, self.spelling, above=above)
            if above:
                self.journal.count("names of services completed by what stands before them")
                text = f"{one.record['name']} -> {names[one.key]}"
                self.journal.note(Matter.REWORDED, one.record.label, text)
        return names

    def _context(self, organization: JoinedOrganization) -> ServiceContext:
        references = {
            placement.location: self._reference(owner, place, organization)
            for service in organization.services
            for placement in service.placements
            if placement.location in self.place_owner
            for owner, place in (self.place_owner[placement.location],)
        }
        text = organization.record["description"] if organization.record else ""
        details = {
            key: self.place_owner[key][1].details[key]
            for key in references
            if key in self.place_owner[key][1].details
        }
        return ServiceContext(
            references, details, text, self.spelling, self.vocabulary, self.journal
        )

    def _reference(self, owner: str, place: Place, organization: JoinedOrganization) -> str:
        if owner == organization.key:
            return place.location.id
        return f"{self.ids[owner]}/{place.location.id}"


def _tell_look_alikes(
    name: str, services: Sequence[tuple[JoinedService, Service]], journal: Journal
) -> None:
    """Tell of services that say the same in the same place, and of those named as their owner."""
    seen: dict[tuple[object, ...], JoinedService] = {}
    for joined, service in services:
        if service.name == name:
            journal.count("services with the name of their organization")
        first = seen.setdefault((service.name, service.summary, service.at), joined)
        if first is not joined:
            text = f"looks like the same service as {first.record.label}: {service.name}"
            journal.count("services that look the same as another")
            journal.note(Matter.LOOK, joined.record.label, text)


def _known_ids(
    organization: JoinedOrganization, names: Mapping[str, str], known: Sequence[Service]
) -> dict[str, str]:
    """Return the ids services have in an entry; one without an id in the feed is known by name."""
    by_source = {service.source_id: service.id for service in known if service.source_id}
    by_name: dict[str, list[str]] = {}
    for service in reversed(known):
        if not service.source_id:
            by_name.setdefault(service.name, []).append(service.id)
    given: dict[str, str] = {}
    for one in organization.services:
        if one.key in by_source:
            given[one.key] = by_source[one.key]
        elif not one.record["id"] and by_name.get(names[one.key]):
            given[one.key] = by_name[names[one.key]].pop()
    return given


def _words(joined: JoinedService, service: Service) -> ServiceWords:
    terms = (joined.record["keywords"], *(term["name"] for term in joined.terms))
    return ServiceWords(
        name=service.name,
        terms=", ".join(term for term in terms if term),
        alternate_name=service.alternate_name or "",
        description=joined.record["description"],
    )


def _with_suggestions(
    drafts: Sequence[Draft],
    words: Mapping[tuple[str, str], ServiceWords],
    vocabulary: Vocabulary,
    journal: Journal,
) -> list[Draft]:
    places = [(draft.id, service.id) for draft in drafts for service in draft.facts.services]
    suggested = suggest_needs([words[place] for place in places], vocabulary)
    found = dict(zip(places, suggested, strict=True))
    completed = []
    for draft in drafts:
        services = []
        for service in draft.facts.services:
            needs = () if service.needs else found[draft.id, service.id]
            if needs:
                journal.count("services with suggested needs")
                label = f"{draft.id}/{service.id}"
                journal.note(Matter.SUGGESTED, label, f"{service.name}: {', '.join(needs)}")
            services.append(service.model_copy(update={"suggested_needs": needs}))
        facts = draft.facts.model_copy(update={"services": tuple(services)})
        completed.append(Draft(draft.id, facts, draft.body, draft.before))
    return completed
