"""The facts of a place, from all rows of a feed that tell of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from service_directory.importers.areas import Areas
from service_directory.importers.coordinates import read_coordinates
from service_directory.importers.feed import Kind, Record
from service_directory.importers.joined import Details, JoinedLocation, JoinedOrganization
from service_directory.importers.names import Spelling, readable_name
from service_directory.importers.opening import read_holidays, read_schedules
from service_directory.importers.phone_numbers import read_phones
from service_directory.importers.postal import ReadAddress, read_address
from service_directory.importers.report import Journal, Matter
from service_directory.importers.spoken import Spoken, as_interpretation, read_languages
from service_directory.importers.texts import one_line, paragraphs
from service_directory.importers.vocabulary import Vocabulary
from service_directory.model.location import LocationType, Visibility
from service_directory.model.taxonomy import TaxonomyKind

SECRET_NAME: Final = "Confidential location"

_MEANS: Final = {
    "disabled parking": "disabled parking",
    "restroom": "toilet",
    "wheelchair": "wheelchair",
    "ramp": "ramp",
    "elevator": "elevator",
    "asl": "ASL",
    "deaf interpreter": "ASL",
    "large print": "large print",
}
"""What Ohana calls means of access, in words of our list."""
_PARTING: Final = re.compile(r"[,;\n]")


@dataclass(frozen=True, slots=True)
class PlacedAddresses:
    """All addresses of a feed, read once: by place, and which area each city is."""

    physical: Mapping[str, ReadAddress] = field(default_factory=dict)
    postal: Mapping[str, ReadAddress] = field(default_factory=dict)
    areas: Areas = field(default_factory=Areas)


def read_addresses_of(
    location: JoinedLocation, journal: Journal
) -> tuple[ReadAddress, ReadAddress]:
    """Return the physical and the postal address of a place; either may say nothing."""
    postal = [row for row in location.addresses if row["address_type"].lower() == "postal"]
    physical = [row for row in location.addresses if row not in postal]
    postal += location.postal_addresses
    read = []
    for rows in (physical, postal):
        found = [read_address(row, journal) for row in rows]
        whole = [one for one in found if one.address] or found
        read.append(whole[0] if whole else ReadAddress(None))
        for row, more in zip(rows, found, strict=True):
            if more is not read[-1] and (more.text or more.address):
                text = f"a second address: {more.text or more.address}"
                journal.note(Matter.LEFT_OUT, row.label, text)
    return read[0], read[1]


class PlaceFacts:
    """Makes the facts of places; holds what all of them need."""

    def __init__(
        self,
        organization: JoinedOrganization,
        addresses: PlacedAddresses,
        spelling: Spelling,
        vocabulary: Vocabulary,
        journal: Journal,
    ) -> None:
        self.organization = organization
        self.addresses = addresses
        self.spelling = spelling
        self.vocabulary = vocabulary
        self.journal = journal
        self.services: dict[str, list[tuple[str, str]]] = {}
        for service in organization.services:
            said = (service.record["name"], service.record["description"])
            for placement in service.placements:
                self.services.setdefault(placement.location, []).append(said)

    def facts(self, group: list[JoinedLocation]) -> dict[str, Any]:
        """Return the facts of the place some rows tell of; empty when they tell of none."""
        read = self.addresses.physical[group[0].key]
        own = [one for one in group if not self._is_copy(one)]
        copies = len(group) - len(own)
        if copies:
            self.journal.count("places that only copy a service", copies)
        of_services = self.details_of_services(group)
        details = Details()
        for one in group if self._differ(group) else group[:1]:
            if one.key not in of_services:
                details = details.with_those_of(one.details)
        facts = self._details(group, details) | self._on_the_map(group, read)
        said = self._description(own, read)
        if read.secret and said:
            self.journal.note(Matter.LEFT_OUT, group[0].label, f"text of a secret place: {said}")
            said = ""
        facts["description"] = paragraphs([said, *facts.pop("left")])
        if not (own or any(facts.values())):
            return {}
        facts |= self._names(group, own, read)
        facts["location_type"] = self._type(group, read)
        if read.secret:
            for name in ("transportation", "alternate_name"):
                facts.pop(name, None)
        if len(group) > 1:
            rows = ", ".join(one.label for one in group)
            self.journal.count("places merged into another with the same address", len(group) - 1)
            self.journal.note(Matter.MERGED, f"{facts['name']}", f"one place: {rows}")
        return facts

    def details_of_services(self, group: list[JoinedLocation]) -> dict[str, Details]:
        """Return the details of rows that say different things about one place."""
        if not self._differ(group):
            return {}
        return {
            one.key: one.details.with_those_of(_languages_of(one))
            for one in group
            if one.key in self.services
        }

    def _differ(self, group: list[JoinedLocation]) -> bool:
        return len({_said(one) for one in group}) > 1

    def _details(self, group: list[JoinedLocation], details: Details) -> dict[str, Any]:
        phones, left = read_phones(details.phones, self.journal)
        closures, days = read_holidays(details.holidays, self.journal)
        spoken = self._spoken(group, details)
        means, unknown = self._accessibility(group)
        notes = as_interpretation(spoken)
        left = [
            *left,
            f"Languages: {notes}" if notes else "",
            f"Accessibility: {', '.join(unknown)}" if unknown else "",
        ]
        transportation = dict.fromkeys(one_line(text) for text in _each(group, "transportation"))
        return {
            "phones": phones,
            "schedules": (*read_schedules(details.schedules, self.journal), *days),
            "closures": closures,
            "languages": spoken.tags,
            "accessibility": tuple(means),
            "transportation": "; ".join(transportation),
            "left": left,
        }

    def _on_the_map(self, group: list[JoinedLocation], read: ReadAddress) -> dict[str, Any]:
        facts: dict[str, Any] = {"area": self.addresses.areas.of(read)}
        if read.secret:
            return facts | {"visibility": Visibility.CONFIDENTIAL}
        facts["address"] = read.address
        for one in group:
            if one.record is None:
                continue
            found = read_coordinates(one.record, read.country, self.journal)
            if found and "latitude" not in facts:
                facts["latitude"], facts["longitude"] = found
        return facts

    def _names(
        self, group: list[JoinedLocation], own: list[JoinedLocation], read: ReadAddress
    ) -> dict[str, Any]:
        if read.secret:
            return {"name": SECRET_NAME}
        names = {readable_name(name, self.spelling) for name in _each(own, "name")}
        if len(names) == 1 and len(own) == len(group):
            name = names.pop()
            others = {
                readable_name(o, self.spelling, of=name) for o in _each(own, "alternate_name")
            }
            return {"name": one_line(name), "alternate_name": one_line("; ".join(sorted(others)))}
        if read.address:
            second = f", {read.address.address_2}" if read.address.address_2 else ""
            return {"name": f"{read.address.address_1}{second}"}
        fallback = read.city or read.text or next(iter(sorted(names)), f"Place {group[0].key}")
        return {"name": one_line(fallback)}

    def _description(self, own: list[JoinedLocation], read: ReadAddress) -> str:
        said: list[str] = []
        for one in own:
            if one.record is None:
                continue
            brief, long = one.record["short_desc"], one.record["description"]
            text = paragraphs([brief if brief not in long else "", long])
            if text and len(own) > 1:
                text = f"{readable_name(one.record['name'], self.spelling)}: {text}"
            said.append(text)
            said += [
                f"{label}: {one.record[name]}"
                for name, label in (("url", "Website"), ("email", "E-mail"))
                if one.record[name]
            ]
        if read.text and not read.secret:
            said.append(f"Address as listed: {read.text}")
        for one in own:
            said.append(self._mail(one))
        return paragraphs(dict.fromkeys(said))

    def _mail(self, location: JoinedLocation) -> str:
        """Return where letters go, if that is another address."""
        postal, physical = (
            self.addresses.postal[location.key],
            self.addresses.physical[location.key],
        )
        if postal.address is None:
            return f"Mail: {postal.text}" if postal.text else ""
        if physical.address and _line(postal) == _line(physical):
            return ""
        attention = f"{postal.address.attention}, " if postal.address.attention else ""
        return f"Mail: {attention}{_line(postal)}"

    def _spoken(self, group: list[JoinedLocation], details: Details) -> Spoken:
        of_services = self.details_of_services(group)
        cells = _each([one for one in group if one.key not in of_services], "languages")
        cells += [row["name"] or row["code"] for row in details.languages]
        return Spoken.of(read_languages(cell) for cell in cells)

    def _accessibility(self, group: list[JoinedLocation]) -> tuple[list[str], list[str]]:
        said = _each(group, "accessibility")
        for one in group:
            for row in one.accessibility:
                said.append(row["accessibility"] or row["description"])
                said.append(row["details"])
        words = [part.strip().replace("_", " ") for text in said for part in _PARTING.split(text)]
        named = [_MEANS.get(word.lower(), word) for word in words if word]
        return self.vocabulary.sort_out(TaxonomyKind.ACCESSIBILITY, dict.fromkeys(named))

    def _is_copy(self, location: JoinedLocation) -> bool:
        """Tell whether a row has its name and text from a service or the organization alone."""
        record = location.record
        if record is None:
            return True
        owner = self.organization.record["name"] if self.organization.record else ""
        for name, description in self.services.get(location.key, ()):
            copied = record["name"] in (name, owner) or record["name"].endswith(f"- {name}")
            if copied and record["description"] in ("", description) and not record["short_desc"]:
                return True
        return not record["name"]

    def _type(self, group: list[JoinedLocation], read: ReadAddress) -> LocationType:
        records = [one.record for one in group if one.record]
        if any(record["virtual"].lower() in ("true", "t", "yes", "1") for record in records):
            return LocationType.VIRTUAL
        for record in records:
            if record["location_type"].lower() in tuple(LocationType):
                return LocationType(record["location_type"].lower())
        postal = self.addresses.postal[group[0].key]
        only_postal = not (read.address or read.text) and postal.address
        return LocationType.POSTAL if only_postal else LocationType.PHYSICAL


def _languages_of(location: JoinedLocation) -> Details:
    """Return the languages in a column of a place as rows, which services have."""
    record = location.record
    if record is None or not record["languages"]:
        return Details()
    values = {"name": record["languages"]}
    return Details(languages=(Record(Kind.LANGUAGE, record.table, record.row, values),))


def _said(location: JoinedLocation) -> frozenset[tuple[tuple[str, str], ...]]:
    """Return what the rows about a place say, without their ids."""
    rows = location.details.with_those_of(_languages_of(location))
    return frozenset(
        tuple(sorted((key, text) for key, text in row.values.items() if not key.endswith("id")))
        for part in (rows.phones, rows.schedules, rows.holidays, rows.languages)
        for row in part
    )


def _each(group: Sequence[JoinedLocation], name: str) -> list[str]:
    return [one.record[name] for one in group if one.record and one.record[name]]


def _line(read: ReadAddress) -> str:
    address = read.address
    if address is None:
        return ""
    street = ", ".join(part for part in (address.address_1, address.address_2) if part)
    return f"{street}, {address.city}, {address.state_province} {address.postal_code}"
