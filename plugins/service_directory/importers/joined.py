"""A feed as a tree: organizations with their services, places, and what belongs to each."""

from __future__ import annotations

from dataclasses import dataclass

from service_directory.importers.feed import Record


@dataclass(frozen=True, slots=True)
class Details:
    """What services, places and services at places have alike."""

    phones: tuple[Record, ...] = ()
    schedules: tuple[Record, ...] = ()
    holidays: tuple[Record, ...] = ()
    languages: tuple[Record, ...] = ()

    def with_those_of(self, other: Details) -> Details:
        """Return these details and others."""
        return Details(
            self.phones + other.phones,
            self.schedules + other.schedules,
            self.holidays + other.holidays,
            self.languages + other.languages,
        )


@dataclass(frozen=True, slots=True)
class JoinedLocation:
    """A place; `record` is None where only an address speaks of it."""

    key: str
    record: Record | None
    addresses: tuple[Record, ...] = ()
    postal_addresses: tuple[Record, ...] = ()
    accessibility: tuple[Record, ...] = ()
    details: Details = Details()

    @property
    def label(self) -> str:
        """What the report calls it."""
        return self.record.label if self.record else f"location {self.key}"


@dataclass(frozen=True, slots=True)
class Placement:
    """A service at a place; `location` is the place's key, of whatever organization."""

    location: str
    description: str = ""
    details: Details = Details()


@dataclass(frozen=True, slots=True)
class JoinedContact:
    """A contact and its phones."""

    record: Record
    phones: tuple[Record, ...] = ()
    service: str = ""
    """The key of the service it is for."""
    place: str = ""
    """The name of the place it is at."""


@dataclass(frozen=True, slots=True)
class JoinedService:
    """A service and all rows about it."""

    key: str
    record: Record
    parent: Record | None = None
    """The service it is part of, where the feed names that in place of an organization."""
    program: Record | None = None
    placements: tuple[Placement, ...] = ()
    details: Details = Details()
    eligibility: tuple[Record, ...] = ()
    documents: tuple[Record, ...] = ()
    areas: tuple[Record, ...] = ()
    costs: tuple[Record, ...] = ()
    payments: tuple[Record, ...] = ()
    urls: tuple[Record, ...] = ()
    terms: tuple[Record, ...] = ()
    """Terms of the feed's own taxonomies."""


@dataclass(frozen=True, slots=True)
class JoinedOrganization:
    """An organization; `record` is None for a stand-in for one the feed does not have."""

    key: str
    record: Record | None
    made_of: Record | None = None
    """The service a stand-in is made of: the feed names that as if it were an organization."""
    part_of: Record | None = None
    """The organization that has that service."""
    services: tuple[JoinedService, ...] = ()
    locations: tuple[JoinedLocation, ...] = ()
    contacts: tuple[JoinedContact, ...] = ()
    phones: tuple[Record, ...] = ()
    urls: tuple[Record, ...] = ()


@dataclass(frozen=True, slots=True)
class JoinedFeed:
    """All organizations, in the order of the feed, stand-ins last."""

    organizations: tuple[JoinedOrganization, ...]
