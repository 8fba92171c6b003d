"""Follows the keys of a feed from row to row; what leads nowhere is told, with all it says."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from babel import Locale

from service_directory.importers.feed import Feed, Kind, Record
from service_directory.importers.joined import (
    Details,
    JoinedContact,
    JoinedFeed,
    JoinedLocation,
    JoinedOrganization,
    JoinedService,
    Placement,
)
from service_directory.importers.ownership import Owners, keyed
from service_directory.importers.report import Journal, Matter

_OWNERS: Final = (
    ("contact_id", "contact"),
    ("service_at_location_id", "placement"),
    ("service_id", "service"),
    ("location_id", "location"),
    ("organization_id", "organization"),
)
"""Keys of a row from the narrowest to the widest; a row belongs to the narrowest that is there."""

Children = Mapping[tuple[str, str], Mapping[Kind, tuple[Record, ...]]]
"""By what it belongs to (`("service", "136")`): rows by kind."""


def join(feed: Feed, journal: Journal, *, homes: Mapping[str, str] | None = None) -> JoinedFeed:
    """Return the feed as a tree.

    `homes` names, by service, the organization whose entry holds it from an import before; it
    stays there, for other entries may refer to it.
    """
    feed = _with_languages_of_phones(feed)
    owners = Owners(feed, homes or {}, journal)
    placements = _placements(feed, owners, journal)
    children = _children(feed, owners, placements, journal)
    locations = _locations(owners, children)
    services = _services(feed, owners, placements, children)
    contacts = _contacts(owners, children)
    for kind, count in (("organizations", owners.organizations), ("services", owners.services)):
        journal.count(f"{kind} in the feed", len(count))
    joined = []
    for key, record in owners.organizations_and_stand_ins(journal).items():
        rows = children.get(("organization", key), {})
        joined.append(
            JoinedOrganization(
                key,
                record,
                made_of=owners.services[key] if key in owners.made_of_services else None,
                part_of=owners.organizations.get(owners.made_of_services.get(key, "")),
                services=tuple(services.get(key, ())),
                locations=tuple(locations.get(key, ())),
                contacts=tuple(contacts.get(key, ())),
                phones=rows.get(Kind.PHONE, ()),
                urls=rows.get(Kind.URL, ()),
            )
        )
    return JoinedFeed(tuple(joined))


def _with_languages_of_phones(feed: Feed) -> Feed:
    """Return the feed with the rows that say which language a phone speaks put into its row."""
    spoken: dict[str, list[str]] = defaultdict(list)
    phones = {record["id"] for record in feed.of(Kind.PHONE)} - {""}
    others: list[Record] = []
    for row in feed.of(Kind.LANGUAGE):
        if row["phone_id"] in phones:
            code = row["code"].replace("-", "_")
            spoken[row["phone_id"]].append(
                row["name"] or Locale("en").languages.get(code, row["code"])
            )
        else:
            others.append(row)
    if not spoken:
        return feed
    extended = tuple(
        replace(
            phone,
            values={
                **phone.values,
                "language": ", ".join([phone["language"], *spoken[phone["id"]]]),
            },
        )
        if phone["id"] in spoken
        else phone
        for phone in feed.of(Kind.PHONE)
    )
    return Feed({**feed.records, Kind.PHONE: extended, Kind.LANGUAGE: tuple(others)})


def _placements(
    feed: Feed, owners: Owners, journal: Journal
) -> dict[str, dict[str, tuple[Record | None, str]]]:
    """Return by service, by location: the row that joins them (if any) and its key."""
    found: dict[str, dict[str, tuple[Record | None, str]]] = defaultdict(dict)
    for key, record in keyed(feed.of(Kind.AT_LOCATION), journal).items():
        service, location = record["service_id"], record["location_id"]
        if service in owners.services and location in owners.locations:
            found[service].setdefault(location, (record, key))
        else:
            _not_placed(record, journal)
    for key, record in owners.services.items():
        for location in re.split(r"[\s,;]+", record["location_id"]):
            if location in owners.locations:
                found[key].setdefault(location, (None, ""))
            elif location:
                text = f"is said to be at location {location}, which is not there"
                journal.note(Matter.NOT_PLACED, record.label, text)
    return found


def _children(
    feed: Feed,
    owners: Owners,
    placements: Mapping[str, Mapping[str, tuple[Record | None, str]]],
    journal: Journal,
) -> Children:
    there: dict[str, set[str]] = {
        "organization": set(owners.organizations),
        "service": set(owners.services),
        "location": set(owners.locations),
        "contact": set(owners.contacts),
    }
    pairs = {
        key: f"{service} at {location}"
        for service, at in placements.items()
        for location, (_, key) in at.items()
        if key
    }
    several = {service for service, at in placements.items() if len(at) > 1}
    found: dict[tuple[str, str], dict[Kind, list[Record]]] = defaultdict(lambda: defaultdict(list))
    own = {Kind.ORGANIZATION, Kind.PROGRAM, Kind.SERVICE, Kind.LOCATION, Kind.AT_LOCATION}
    for kind, records in feed.records.items():
        if kind in own or kind in (Kind.TERM, Kind.CONTACT, Kind.ATTRIBUTE):
            continue
        for record in records:
            owner = _owner(record, there, pairs, several, placements)
            if owner is None:
                _not_placed(record, journal)
            else:
                found[owner][kind].append(record)
    return {
        owner: {kind: tuple(rows) for kind, rows in by_kind.items()}
        for owner, by_kind in found.items()
    }


def _owner(
    record: Record,
    there: Mapping[str, set[str]],
    pairs: Mapping[str, str],
    several: set[str],
    placements: Mapping[str, Mapping[str, tuple[Record | None, str]]],
) -> tuple[str, str] | None:
    service, location = record["service_id"], record["location_id"]
    if record.kind in (Kind.ADDRESS, Kind.POSTAL_ADDRESS, Kind.ACCESSIBILITY):
        service = ""
    elif service in several and location in placements[service]:
        return "placement", f"{service} at {location}"
    for key, owner in _OWNERS:
        value = record[key]
        if owner == "placement" and value in pairs:
            pair = pairs[value]
            of_service = pair.partition(" at ")[0]
            return ("placement", pair) if of_service in several else ("service", of_service)
        if owner == "service" and not service:
            continue
        if value and value in there.get(owner, ()):
            return owner, value
    return None


def _not_placed(record: Record, journal: Journal) -> None:
    said = "; ".join(f"{name}: {text}" for name, text in record.values.items())
    journal.count(f"rows of {record.table} that belong to nothing")
    journal.note(Matter.NOT_PLACED, record.label, f"belongs to nothing that is there: {said}")


def _details(rows: Mapping[Kind, tuple[Record, ...]]) -> Details:
    return Details(
        phones=rows.get(Kind.PHONE, ()),
        schedules=rows.get(Kind.SCHEDULE, ()),
        holidays=rows.get(Kind.HOLIDAY, ()),
        languages=rows.get(Kind.LANGUAGE, ()),
    )


def _locations(owners: Owners, children: Children) -> dict[str, list[JoinedLocation]]:
    found: dict[str, list[JoinedLocation]] = defaultdict(list)
    for key, record in owners.locations.items():
        rows = children.get(("location", key), {})
        found[owners.of_location(key)].append(
            JoinedLocation(
                key,
                record,
                addresses=rows.get(Kind.ADDRESS, ()),
                postal_addresses=rows.get(Kind.POSTAL_ADDRESS, ()),
                accessibility=rows.get(Kind.ACCESSIBILITY, ()),
                details=_details(rows),
            )
        )
    for key in owners.organizations:
        rows = children.get(("organization", key), {})
        for number, address in enumerate(rows.get(Kind.ADDRESS, ()), 1):
            place = JoinedLocation(f"{key} address {number}", None, addresses=(address,))
            found[key].append(place)
    return found


def _services(
    feed: Feed,
    owners: Owners,
    placements: Mapping[str, Mapping[str, tuple[Record | None, str]]],
    children: Children,
) -> dict[str, list[JoinedService]]:
    terms = _terms_of_services(feed)
    programs = {record["id"]: record for record in feed.of(Kind.PROGRAM)}
    found: dict[str, list[JoinedService]] = defaultdict(list)
    for key, record in owners.services.items():
        rows = children.get(("service", key), {})
        service = JoinedService(
            key,
            record,
            parent=(
                None if owners.of_service(key) in owners.made_of_services else owners.parent_of(key)
            ),
            program=programs.get(record["program_id"]),
            placements=tuple(
                Placement(
                    location,
                    row["description"] if row else "",
                    _details(children.get(("placement", f"{key} at {location}"), {})),
                )
                for location, (row, _) in placements.get(key, {}).items()
            ),
            details=_details(rows),
            eligibility=rows.get(Kind.ELIGIBILITY, ()),
            documents=rows.get(Kind.DOCUMENT, ()),
            areas=rows.get(Kind.AREA, ()),
            costs=rows.get(Kind.COST, ()),
            payments=rows.get(Kind.PAYMENT, ()),
            urls=rows.get(Kind.URL, ()),
            terms=tuple(terms.get(key, ())),
        )
        found[owners.of_service(key)].append(service)
    return found


def _terms_of_services(feed: Feed) -> dict[str, list[Record]]:
    terms = {record["id"]: record for record in feed.of(Kind.TERM)}
    named: list[tuple[str, str]] = []
    for row in feed.of(Kind.ATTRIBUTE):
        service = row["service_id"] or (row["link_id"] if row["link_entity"] == "service" else "")
        named.append((service, row["taxonomy_term_id"]))
    for row in feed.of(Kind.SERVICE):
        named += [(row["id"], term) for term in re.split(r"[\s,;]+", row["taxonomy_ids"])]
    found: dict[str, list[Record]] = defaultdict(list)
    for service, term in named:
        if service and term in terms:
            found[service].append(terms[term])
    return found


def _contacts(owners: Owners, children: Children) -> dict[str, list[JoinedContact]]:
    found: dict[str, list[JoinedContact]] = defaultdict(list)
    for key, record in owners.contacts.items():
        place = owners.locations.get(record["location_id"])
        phones = children.get(("contact", key), {}).get(Kind.PHONE, ())
        found[owners.of_contact(record)].append(
            JoinedContact(
                record,
                phones,
                service=record["service_id"] if record["service_id"] in owners.services else "",
                place=place["name"] if place else "",
            )
        )
    return found
