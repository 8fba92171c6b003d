"""A service: what is offered, to whom, where, how and at what cost."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, model_validator

from service_directory.model.contact import CredentialKind, Link, Phone
from service_directory.model.fields import (
    Date,
    Email,
    Id,
    LanguageTag,
    LongText,
    Model,
    Text,
    Url,
    WholeNumber,
    YesNo,
    refuse,
)
from service_directory.model.location import Closure, Schedule
from service_directory.model.references import (
    AudienceId,
    ContactId,
    DocumentId,
    LocationReference,
    NeedId,
    ServiceReference,
)


class Status(StrEnum):
    """Whether a service takes people now. HSDS status, with the states HSDS lacks."""

    ACTIVE = "active"
    WAITING_LIST = "waiting list"
    PAUSED = "paused"
    SEASONAL = "seasonal"
    TEMPORARILY_CLOSED = "temporarily closed"
    INACTIVE = "inactive"


class Delivery(StrEnum):
    """How a service reaches people (the delivery modes of one-stop agreements, and referral)."""

    OWN_STAFF = "own-staff"
    PARTNER_SITE = "partner-site"
    CROSS_TRAINED_PARTNER = "cross-trained-partner"
    ONLINE = "online"
    PHONE = "phone"
    BY_REFERRAL = "by-referral"


class Cost(StrEnum):
    """What a service costs; `fees_description` says more."""

    FREE = "free"
    SLIDING_SCALE = "sliding-scale"
    FEE = "fee"


class Accepts(StrEnum):
    """How a service takes people another organization sends."""

    WARM_HANDOFF = "warm-handoff"
    PHONE = "phone"
    EMAIL = "email"
    FORM = "form"
    WALK_IN = "walk-in"
    NONE = "none"


class Assurance(Model):
    """A person checked the facts: when, who (a role), how. `date` is HSDS assured_date."""

    date: Date
    by: Text | None = None
    how: Text | None = None


class Credential(Model):
    """What entitles a service to give legal advice, and when somebody looked it up."""

    kind: CredentialKind
    checked: Date


class Referral(Model):
    """How another organization hands a person over to this service."""

    accepts: tuple[Accepts, ...]
    contact: ContactId | None = None
    answers_within: Text | None = None
    bring: tuple[DocumentId, ...] = ()
    """Papers the person should bring, terms of taxonomy/documents.yml."""
    what_happens_next: Text | None = None

    @model_validator(mode="after")
    def _none_stands_alone(self) -> Referral:
        if Accepts.NONE in self.accepts and len(self.accepts) > 1:
            raise refuse("none-and-more", field="accepts", value="none")
        return self


class ServiceAtLocation(Model):
    """Where a service happens, with what differs there. HSDS object: service_at_location."""

    location: LocationReference
    """A location of this organization, or `organization/location` for a partner's place."""
    description: Text | None = None
    schedules: tuple[Schedule, ...] = ()
    closures: tuple[Closure, ...] = ()
    languages: tuple[LanguageTag, ...] = ()
    phones: tuple[Phone, ...] = ()


def _place(value: Any) -> Any:
    return {"location": value} if isinstance(value, str) else value


def _documents(value: Any) -> Any:
    return [] if isinstance(value, str) and value.strip() == "none" else value


AtLocation = Annotated[
    ServiceAtLocation, BeforeValidator(_place, json_schema_input_type=str | ServiceAtLocation)
]
Documents = Annotated[
    tuple[DocumentId, ...], BeforeValidator(_documents, json_schema_input_type=str | tuple[Id, ...])
]


class Service(Model):
    """What an organization does for people. HSDS object: service."""

    id: Id
    name: Text
    alternate_name: Text | None = None
    summary: Text | None = None
    description: LongText | None = None
    status: Status = Status.ACTIVE
    alert: Text | None = None
    """A short notice shown first ("Closed this Friday")."""
    needs: tuple[NeedId, ...] = ()
    """Terms of taxonomy/needs.yml: the rows of the crosswalk."""
    suggested_needs: tuple[NeedId, ...] = ()
    """Needs an import guessed; shown as suggested until a person moves them to `needs`."""
    audiences: tuple[AudienceId, ...] = ()
    languages: tuple[LanguageTag, ...] = ()
    interpretation_services: Text | None = None
    delivery: tuple[Delivery, ...] = ()
    at: tuple[AtLocation, ...] = ()
    schedules: tuple[Schedule, ...] = ()
    """Hours that hold at every place, or of a phone or online service."""
    cost: Cost | None = None
    fees_description: Text | None = None
    minimum_age: WholeNumber | None = None
    maximum_age: WholeNumber | None = None
    eligibility_description: LongText | None = None
    required_documents: Documents | None = None
    """None: not known. Empty: no papers needed."""
    asks_immigration_status: YesNo | None = None
    application_process: LongText | None = None
    wait_time: Text | None = None
    accreditations: Text | None = None
    credential: Credential | None = None
    url: Url | None = None
    additional_urls: tuple[Link, ...] = ()
    email: Email | None = None
    phones: tuple[Phone, ...] = ()
    contact: ContactId | None = None
    referral: Referral | None = None
    next: tuple[ServiceReference, ...] = ()
    """Services people go on to from here, as `service` or `organization/service`."""
    assured: Assurance | None = None
    source_id: Text | None = None
    """The id in the feed this service was imported from."""

    @model_validator(mode="after")
    def _ages_in_order(self) -> Service:
        if (
            self.minimum_age is not None
            and self.maximum_age is not None
            and self.maximum_age < self.minimum_age
        ):
            raise refuse("ages-reversed", field="maximum_age", value=str(self.maximum_age))
        return self
