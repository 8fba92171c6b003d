"""An organization: one file of `directory/organizations/`."""

from __future__ import annotations

from pydantic import Field

from service_directory.model.contact import Contact, Link, Phone
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
)
from service_directory.model.location import Location
from service_directory.model.references import (
    GroupId,
    NeedId,
    OrganizationId,
    SectorId,
)
from service_directory.model.service import Assurance, Service


class HandOff(Model):
    """A practice of bringing people over to a partner in person."""

    organization: OrganizationId
    for_: tuple[NeedId, ...] = Field(default=(), alias="for")
    """Needs people are handed over for."""
    how: Text | None = None


class Partnership(Model):
    """What the organization brings to the partnership, and what it looks for."""

    joined: Date | None = None
    offers: tuple[Text, ...] = ()
    looking_for: tuple[Text, ...] = ()
    hands_off_to: tuple[HandOff, ...] = ()
    member_of: tuple[GroupId, ...] = ()
    """Groups (files of directory/groups/)."""


class Organization(Model):
    """Somebody who offers services. HSDS object: organization.

    The id is the file's name and no field. What it states (languages, phones) is the default for
    its services.
    """

    name: Text
    alternate_name: Text | None = None
    sector: SectorId
    summary: Text
    """One or two plain sentences. HSDS description is made from it and the file's text."""
    description: LongText | None = None
    language: LanguageTag | None = None
    """The language this entry is written in; left out means the site's first language."""
    url: Url | None = None
    additional_websites: tuple[Link, ...] = ()
    email: Email | None = None
    phones: tuple[Phone, ...] = ()
    languages: tuple[LanguageTag, ...] = ()
    year_incorporated: WholeNumber | None = None
    assured: Assurance | None = None
    stewards: tuple[Text, ...] = ()
    """Who may speak for this entry in a pull request, such as "@lantern-center"."""
    contacts: tuple[Contact, ...] = ()
    locations: tuple[Location, ...] = ()
    services: tuple[Service, ...] = ()
    partnership: Partnership | None = None
    former_ids: tuple[Id, ...] = ()
    """Names this file had before; each becomes a page that leads here."""
    source_id: Text | None = None
    """The id in the feed this entry was imported from."""
