"""Places, and when they are open."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from pydantic import Field, model_validator

from service_directory.model.contact import Address, Phone
from service_directory.model.fields import (
    Byday,
    Date,
    Id,
    LanguageTag,
    Latitude,
    Longitude,
    LongText,
    Model,
    Text,
    Time,
    Url,
    refuse,
)
from service_directory.model.references import (
    AccessibilityId,
    AreaId,
)


class Frequency(StrEnum):
    """How often a schedule recurs (HSDS freq)."""

    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"


class Schedule(Model):
    """Opening hours on some days. HSDS object: schedule.

    `closes_at` at or before `opens_at` means after midnight; 00:00 to 24:00 is the whole day.
    A schedule without times is a description only ("By appointment").
    """

    byday: tuple[Byday, ...] = ()
    opens_at: Time | None = None
    closes_at: Time | None = None
    freq: Frequency = Frequency.WEEKLY
    valid_from: Date | None = None
    valid_to: Date | None = None
    schedule_link: Url | None = None
    description: Text | None = None
    notes: Text | None = None

    @model_validator(mode="after")
    def _complete(self) -> Schedule:
        if (self.opens_at is None) != (self.closes_at is None):
            missing = "closes_at" if self.closes_at is None else "opens_at"
            raise refuse("schedule-half", field=missing)
        if self.opens_at is None and self.description is None:
            raise refuse("schedule-empty")
        if self.opens_at is not None and not self.byday:
            raise refuse("schedule-days")
        if self.opens_at is not None and self.opens_at == self.closes_at:
            raise refuse("schedule-zero", field="closes_at", value=self.opens_at)
        numbered = [day for day in self.byday if len(day) > 2]
        if numbered and self.freq is Frequency.WEEKLY:
            raise refuse("schedule-numbered", field="byday", value=numbered[0])
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise refuse("dates-reversed", field="valid_to", value=self.valid_to.isoformat())
        return self


class Closure(Model):
    """Days on which a place is closed: `from` the first to `to` the last, both included."""

    from_: Date = Field(alias="from")
    to: Date | None = None
    reason: Text | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Closure:
        if self.to is not None and self.to < self.from_:
            raise refuse("dates-reversed", field="to", value=self.to.isoformat())
        return self


class Visibility(StrEnum):
    """How much of a place may be told."""

    PUBLIC = "public"
    AREA_ONLY = "area-only"
    CONFIDENTIAL = "confidential"


KEPT_OUT: Final[Mapping[str, tuple[str, ...]]] = {
    Visibility.PUBLIC: (),
    Visibility.AREA_ONLY: ("address", "latitude", "longitude"),
    Visibility.CONFIDENTIAL: ("address", "latitude", "longitude", "transportation"),
}
"""Fields a place may not have, by its visibility."""


class LocationType(StrEnum):
    """HSDS location_type."""

    PHYSICAL = "physical"
    POSTAL = "postal"
    VIRTUAL = "virtual"


class Location(Model):
    """A place. HSDS object: location. What it states is the default for services there."""

    id: Id
    name: Text
    alternate_name: Text | None = None
    description: LongText | None = None
    location_type: LocationType = LocationType.PHYSICAL
    address: Address | None = None
    visibility: Visibility = Visibility.PUBLIC
    area: AreaId | None = None
    """A term of taxonomy/areas.yml."""
    latitude: Latitude | None = None
    longitude: Longitude | None = None
    transportation: Text | None = None
    accessibility: tuple[AccessibilityId, ...] | None = None
    """Terms of taxonomy/accessibility.yml; left out means not known."""
    phones: tuple[Phone, ...] = ()
    languages: tuple[LanguageTag, ...] = ()
    schedules: tuple[Schedule, ...] = ()
    closures: tuple[Closure, ...] = ()

    @model_validator(mode="after")
    def _hidden_places_have_no_address(self) -> Location:
        for field in KEPT_OUT[self.visibility]:
            if getattr(self, field) is not None:
                raise refuse("confidential-address", field=field, visibility=str(self.visibility))
        return self

    @model_validator(mode="after")
    def _both_coordinates(self) -> Location:
        if (self.latitude is None) != (self.longitude is None):
            missing = "longitude" if self.longitude is None else "latitude"
            raise refuse("coordinates-half", field=missing)
        return self
