"""What every dialect of the tables comes down to: records of known kinds with known fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What a record is about (HSDS 3.1 names where HSDS has one)."""

    ORGANIZATION = "organization"
    PROGRAM = "program"
    SERVICE = "service"
    LOCATION = "location"
    AT_LOCATION = "service_at_location"
    ADDRESS = "address"
    POSTAL_ADDRESS = "postal_address"
    PHONE = "phone"
    CONTACT = "contact"
    SCHEDULE = "schedule"
    HOLIDAY = "holiday_schedule"
    LANGUAGE = "language"
    ELIGIBILITY = "eligibility"
    ACCESSIBILITY = "accessibility"
    DOCUMENT = "required_document"
    AREA = "service_area"
    COST = "cost_option"
    PAYMENT = "payment_accepted"
    URL = "url"
    TERM = "taxonomy_term"
    ATTRIBUTE = "attribute"


@dataclass(frozen=True, slots=True)
class Record:
    """One row. A field that is blank in the feed is not among the values."""

    kind: Kind
    table: str
    row: int
    values: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        """Return a field's text; empty when the feed leaves it blank."""
        return self.values.get(name, "")

    @property
    def label(self) -> str:
        """What the report calls it: `services.csv 136`."""
        return f"{self.table} {self['id']}" if self["id"] else f"{self.table} row {self.row}"


@dataclass(frozen=True, slots=True)
class Feed:
    """All records of a feed, by kind, in the order of their tables."""

    records: Mapping[Kind, tuple[Record, ...]] = field(default_factory=dict)

    def of(self, kind: Kind) -> tuple[Record, ...]:
        """Return the records of one kind."""
        return self.records.get(kind, ())
