"""Which organization owns a service, a place or a contact, also where the feed does not say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from service_directory.importers.feed import Feed, Kind, Record
from service_directory.importers.report import Journal, Matter

MOST_SERVICES: Final = 100
"""An organization with more is cut where the feed itself cuts it: nobody can look after, and no
reader takes in, one entry of 200 kB."""


def keyed(records: Iterable[Record], journal: Journal) -> dict[str, Record]:
    """Return records by id; one without an id, or with one that was there, gets a key of its own.

    A row that says exactly what the first with its id says is left out, and told.
    """
    found: dict[str, Record] = {}
    for record in records:
        key = record["id"] or f"row {record.row}"
        first = found.get(key)
        if first is not None:
            if first.values == record.values:
                journal.note(Matter.MERGED, record.label, "says the same as the row before it")
                continue
            key = f"{key} in row {record.row}"
            journal.note(Matter.LOOK, record.label, f"two rows have this id; this is now {key}")
        found[key] = record
    return found


class Owners:
    """Answers who owns what.

    A service may name, in place of an organization, a service it is part of (all 447 homeless
    services of one real feed do); it then belongs to that one's organization, or, where that has
    too many services, to an organization made of the service it is part of. An organization that
    is nowhere in the feed gets a stand-in, so that its services are not lost.
    """

    def __init__(self, feed: Feed, homes: Mapping[str, str], journal: Journal) -> None:
        self.organizations = keyed(feed.of(Kind.ORGANIZATION), journal)
        self.services = keyed(feed.of(Kind.SERVICE), journal)
        self.locations: dict[str, Record | None] = dict(keyed(feed.of(Kind.LOCATION), journal))
        self.contacts = keyed(feed.of(Kind.CONTACT), journal)
        self._homes = homes
        self._programs = {record["id"]: record for record in feed.of(Kind.PROGRAM)}
        self._stand_ins: dict[str, list[str]] = {}
        for record in feed.of(Kind.ADDRESS):
            # Some feeds tell of a place by its address alone.
            if record["location_id"]:
                self.locations.setdefault(record["location_id"], None)
        self._at: dict[str, list[str]] = {}
        self._places_of: dict[str, list[str]] = {}
        for service_key, location in self._pairs(feed):
            self._at.setdefault(location, []).append(service_key)
            self._places_of.setdefault(service_key, []).append(location)
        self._of_service = {key: self._owner_of_service(key) for key in self.services}
        self.made_of_services: dict[str, str] = {}
        """By key of an organization made of a service: the organization it is part of."""
        self._cut_large_ones()
        self._tell_adopted(journal)

    def of_service(self, key: str) -> str:
        """Return the key of a service's organization (or stand-in)."""
        return self._of_service[key]

    def of_location(self, key: str) -> str:
        """Return the key of a place's organization: the one it names, or that of a service there.

        Feeds have been seen to write a place's own id where that of its organization belongs.
        """
        record = self.locations[key]
        named = record["organization_id"] if record else ""
        if named in self.organizations:
            return named
        for service in self._at.get(key, ()):
            return self._of_service[service]
        if named in self.made_of_services:
            return named
        named = self._resolved(named)
        return named if named in self.organizations else self._stand_in(named, f"location {key}")

    def of_contact(self, record: Record) -> str:
        """Return the key of the organization a contact belongs to."""
        if record["organization_id"] in self.organizations:
            return record["organization_id"]
        if record["service_id"] in self.services:
            return self._of_service[record["service_id"]]
        if record["location_id"] in self.locations:
            return self.of_location(record["location_id"])
        return self._stand_in(record["organization_id"], record.label)

    def parent_of(self, key: str) -> Record | None:
        """Return the service a service is part of, if it names one in place of an organization."""
        named = self.services[key]["organization_id"]
        if named in self.organizations or named == self.services[key]["id"]:
            return None
        return self.services.get(named)

    def organizations_and_stand_ins(self, journal: Journal) -> dict[str, Record | None]:
        """Return all organizations, then the stand-ins, each of them told in the journal."""
        for key in self.locations:
            self.of_location(key)
        for record in self.contacts.values():
            self.of_contact(record)
        found: dict[str, Record | None] = dict(self.organizations)
        found |= dict.fromkeys(self.made_of_services)
        for key, members in self._stand_ins.items():
            found[key] = None
            journal.count("stand-ins for organizations")
            text = f"not in the feed; stands for the owner of {', '.join(members)}"
            journal.note(Matter.STAND_IN, f"organization {key}", text)
        return found

    def _cut_large_ones(self) -> None:
        often = Counter(self._of_service.values())
        for key, service in self.services.items():
            parent = self.parent_of(key)
            owner = self._of_service[key]
            if parent is None or owner not in self.organizations:
                continue
            home = self._homes.get(service["id"], "")
            if home == parent["id"] or (often[owner] > MOST_SERVICES and home != owner):
                self.made_of_services[parent["id"]] = owner
                self._of_service[key] = parent["id"]

    def _tell_adopted(self, journal: Journal) -> None:
        for key, service in self.services.items():
            parent = self.parent_of(key)
            if parent is not None and self._of_service[key] in self.organizations:
                text = f"part of service {parent['id']}; given to its organization"
                journal.note(Matter.ADOPTED, service.label, f"{text} {self._of_service[key]}")
                journal.count("services given to the organization of the service they are part of")
        for key, owner in self.made_of_services.items():
            journal.count("organizations made of a service with parts")
            text = f"made of a service of organization {owner}, which has too many"
            journal.note(Matter.STAND_IN, f"organization {key}", text)

    def _pairs(self, feed: Feed) -> Iterator[tuple[str, str]]:
        for row in feed.of(Kind.AT_LOCATION):
            if row["service_id"] in self.services:
                yield row["service_id"], row["location_id"]
        for key, service in self.services.items():
            for location in re.split(r"[\s,;]+", service["location_id"]):
                yield key, location

    def _owner_of_service(self, key: str) -> str:
        service = self.services[key]
        home = self._homes.get(service["id"], "")
        if home in self.organizations:
            return home
        named = self._resolved(service["organization_id"])
        if named in self.organizations:
            return named
        program = self._programs.get(service["program_id"])
        if program and program["organization_id"] in self.organizations:
            return program["organization_id"]
        for location in self._places_of.get(key, ()):
            place = self.locations.get(location)
            if place and place["organization_id"] in self.organizations:
                return place["organization_id"]
        return self._stand_in(named, service.label)

    def _resolved(self, named: str) -> str:
        """Return the organization behind an id that may be that of a service."""
        seen: set[str] = set()
        while named not in self.organizations and named in self.services and named not in seen:
            seen.add(named)
            named = self.services[named]["organization_id"]
        return named

    def _stand_in(self, named: str, member: str) -> str:
        key = named if named and named not in self.services else f"of {member}"
        members = self._stand_ins.setdefault(key, [])
        if member not in members:
            members.append(member)
        return key
