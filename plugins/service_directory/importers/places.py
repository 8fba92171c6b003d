"""Places of one organization: rows with one address are one place, copies of services are none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from service_directory.importers.fitting import build
from service_directory.importers.joined import Details, JoinedLocation, JoinedOrganization
from service_directory.importers.names import Spelling
from service_directory.importers.place_facts import PlacedAddresses, PlaceFacts
from service_directory.importers.report import Journal
from service_directory.importers.slugs import Wanted, slug, unique_ids
from service_directory.importers.vocabulary import Vocabulary
from service_directory.model.location import Location


@dataclass(frozen=True, slots=True)
class Place:
    """A place as an entry has it, and the keys of the rows it was made from."""

    keys: tuple[str, ...]
    location: Location
    details: Mapping[str, Details] = field(default_factory=dict)
    """By row, what holds for its services alone: rows with one address may differ in hours."""


def build_places(
    organization: JoinedOrganization,
    addresses: PlacedAddresses,
    known: Sequence[Location],
    *,
    spelling: Spelling,
    vocabulary: Vocabulary,
    journal: Journal,
) -> list[Place]:
    """Return the places of an organization.

    `known` are those its entry has already; a place with the same address keeps its id.
    """
    groups: dict[tuple[str, ...], list[JoinedLocation]] = {}
    for location in organization.locations:
        groups.setdefault(_where(location, addresses), []).append(location)
    builder = PlaceFacts(organization, addresses, spelling, vocabulary, journal)
    drafts = [(group, facts) for group in groups.values() if (facts := builder.facts(group))]
    ids = _ids([facts for _, facts in drafts], [group[0].key for group, _ in drafts], known)
    places = []
    for (group, facts), id_ in zip(drafts, ids, strict=True):
        place = build(Location, {"id": id_, **facts}, group[0].label, journal)
        if place is not None:
            keys = tuple(one.key for one in group)
            places.append(Place(keys, place, builder.details_of_services(group)))
    return places


def address_key(location: Location) -> tuple[str, ...]:
    """Return what makes an address the same as another: its letters and digits."""
    address = location.address
    if address is None:
        return ()
    parts = (address.address_1, address.address_2 or "", address.city, address.postal_code[:5])
    return tuple(slug(part) for part in parts)


def _where(location: JoinedLocation, addresses: PlacedAddresses) -> tuple[str, ...]:
    read = addresses.physical[location.key]
    if read.secret:
        return ("secret", read.city)
    if read.address:
        address = read.address
        parts = (address.address_1, address.address_2 or "", address.city, address.postal_code[:5])
        return tuple(slug(part) for part in parts)
    return ("text", slug(read.text)) if read.text else ("row", location.key)


def _ids(
    drafts: Sequence[dict[str, Any]], keys: Sequence[str], known: Sequence[Location]
) -> list[str]:
    by_address = {address_key(location): location.id for location in known if location.address}
    by_name = {location.name: location.id for location in known}
    given: dict[int, str] = {}
    for place, facts in enumerate(drafts):
        address = facts.get("address")
        key = address_key(Location(id="x", name="x", address=address)) if address else ()
        found = by_address.get(key) if key else by_name.get(facts["name"])
        if found and found not in given.values():
            given[place] = found
    rest = [place for place in range(len(drafts)) if place not in given]
    wanted = [Wanted(drafts[place]["name"], keys[place], "place") for place in rest]
    taken = [location.id for location in known]
    given |= dict(zip(rest, unique_ids(wanted, taken), strict=True))
    return [given[place] for place in range(len(drafts))]
