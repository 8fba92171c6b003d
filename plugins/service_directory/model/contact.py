"""Phones, contacts and addresses."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, model_validator

from service_directory.model.fields import (
    Email,
    Id,
    LanguageTag,
    Model,
    PhoneNumber,
    Text,
    Url,
    WholeNumber,
    refuse,
)
from service_directory.model.postal_codes import country_known, postal_code_fits
from service_directory.model.references import (
    ContactId,
    TopicId,
)


class PhoneType(StrEnum):
    """HSDS phone types (RFC 6350)."""

    VOICE = "voice"
    TEXT = "text"
    FAX = "fax"
    CELL = "cell"
    VIDEO = "video"
    PAGER = "pager"
    TEXTPHONE = "textphone"


class Phone(Model):
    """A phone number. HSDS object: phone."""

    number: PhoneNumber
    extension: WholeNumber | None = None
    type: PhoneType = PhoneType.VOICE
    languages: tuple[LanguageTag, ...] = ()
    """Languages spoken at this number."""
    description: Text | None = None


class PreferredChannel(StrEnum):
    """How a contact wants to be reached."""

    PHONE = "phone"
    EMAIL = "email"
    TEXT = "text"
    VISIT = "visit"


class Contact(Model):
    """A role people can reach; not a private person. HSDS object: contact."""

    id: Id
    title: Text
    """The role, such as "Partnerships coordinator"."""
    name: Text | None = None
    """A person's name, only where that person agreed to be named."""
    department: Text | None = None
    email: Email | None = None
    phones: tuple[Phone, ...] = ()
    languages: tuple[LanguageTag, ...] = ()
    spoc_for: tuple[TopicId, ...] = ()
    """Topics (taxonomy/topics.yml) this contact is the single point of contact for."""
    backup: ContactId | None = None
    """The contact of the same organization who answers in this one's absence."""
    preferred_channel: PreferredChannel | None = None
    answers_within: Text | None = None


def _country(value: str) -> str:
    if not country_known(value):
        raise refuse("country-code", value=value)
    return value


Country = Annotated[Text, AfterValidator(_country)]


class Address(Model):
    """A street address. HSDS object: address."""

    address_1: Text
    address_2: Text | None = None
    attention: Text | None = None
    city: Text
    region: Text | None = None
    state_province: Text
    postal_code: Text
    country: Country = "US"

    @model_validator(mode="after")
    def _postal_code_of_the_country(self) -> Address:
        if not postal_code_fits(self.postal_code, self.country):
            raise refuse(
                "postal-code", field="postal_code", value=self.postal_code, country=self.country
            )
        return self


class Link(Model):
    """A further web address with a label. HSDS object: url."""

    url: Url
    label: Text | None = None


class CredentialKind(StrEnum):
    """Who may give legal advice (against "notario" fraud)."""

    ATTORNEY = "attorney"
    DOJ_RECOGNIZED = "doj-recognized"
    REFERRAL_ONLY = "referral-only"
