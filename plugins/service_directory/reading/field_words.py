"""The vocabulary of messages: examples, nouns, and other names people try for a field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from service_directory.model import (
    contact,
    crosswalk_plan,
    group,
    handwritten,
    location,
    organization,
    project,
    service,
    taxonomy,
)
from service_directory.model.fields import Model

EXAMPLES: Final[Mapping[str, str]] = {
    "accepts": "[phone, email]",
    "address_1": "101 River Street",
    "byday": "[MO, TU]",
    "checked": "2026-03-01",
    "city": "Riverbend",
    "closes_at": "17:00",
    "crosswalks": "[{id: needs, title: Who offers what}]",
    "date": "2026-03-01",
    "from": "2026-12-24",
    "id": "evening-classes",
    "kind": "attorney",
    "label": "Our calendar",
    "level": "committee",
    "location": "main",
    "name": "Lantern Welcome Center",
    "number": "(563) 555-0142",
    "opens_at": "09:00",
    "organization": "lantern",
    "owner": "lantern",
    "postal_code": "52001",
    "purpose": "We plan English classes together.",
    "sector": "community-organization",
    "source": "County fund",
    "stage": "planned",
    "state_province": "IA",
    "summary": "English classes and legal help for new families.",
    "terms": "[{id: learn-english, name: Learn English}]",
    "text": "Open a second class on Saturdays.",
    "title": "Partnerships coordinator",
    "to": "2027-01-02",
    "url": "https://example.org",
}
"""What to write for a field that must be there, by its key."""

CHOICE_NOUNS: Final[Mapping[str, str]] = {
    "accepts": "a way to refer people",
    "columns": "something columns can be",
    "cost": "a cost",
    "delivery": "a way of delivery",
    "for": "a group of readers",
    "freq": "a rhythm",
    "kind": "a credential",
    "level": "a level of a group",
    "location_type": "a kind of location",
    "preferred_channel": "a way to be reached",
    "rows": "something rows can be",
    "size": "a size",
    "split_by": "something a crosswalk can be split by",
    "stage": "a stage of a project",
    "status": "a status",
    "translation": "a state of a translation",
    "type": "a kind of telephone",
    "visibility": "a visibility",
}
"""What a word from a choice is called, by the field's key."""

MODEL_NOUNS: Final[Mapping[type[Model], str]] = {
    Model: "this group",
    contact.Address: "an address",
    contact.Contact: "a contact",
    contact.Link: "a web link",
    contact.Phone: "a telephone",
    crosswalk_plan.CrosswalkFilter: "the filter of a crosswalk",
    crosswalk_plan.CrosswalkPlan: "a crosswalk",
    crosswalk_plan.CrosswalkPlans: "crosswalks.yml",
    group.ActionItem: "an action item",
    group.Decision: "a decision",
    group.Group: "a group",
    group.Meeting: "a meeting",
    handwritten.HandwrittenPage: "a page",
    location.Closure: "a closure",
    location.Location: "a location",
    location.Schedule: "a schedule",
    organization.HandOff: "a hand-off",
    organization.Organization: "an organization",
    organization.Partnership: "a partnership",
    project.Agreement: "an agreement",
    project.Funding: "a funding",
    project.Project: "a project",
    project.ProjectPartner: "a partner of a project",
    service.Assurance: "the note who checked the entry",
    service.Credential: "a credential",
    service.Referral: "a referral",
    service.Service: "a service",
    service.ServiceAtLocation: "a place of a service",
    taxonomy.Taxonomy: "a list of shared words",
    taxonomy.TaxonomyTerm: "a shared word",
}
"""What a group of fields is called."""

RESERVED_KEYS: Final[Mapping[str, str]] = {
    "title": "the name of an entry stands in `name`",
    "template": "",
    "hide": "",
    "search": "",
    "icon": "",
    "tags": "what people look for stands in `needs` of a service",
    "render_macros": "",
    "subtitle": "a second name stands in `alternate_name`",
    "robots": "",
    "date_created": "",
    "authors": "",
    "social": "",
    "comments": "",
    "draft": "",
}
"""Keys MkDocs, its theme or its plugins would act on, with what to do instead."""

_HOURS: Final = "write schedules: [{byday: [MO], opens_at: 09:00, closes_at: 17:00}]"
_PHONES: Final = "write phones: [{number: (563) 555-0142}]"

OTHER_NAMES: Final[Mapping[str, tuple[str, str]]] = {
    "address": ("locations", "write it inside of a location, in locations; see another entry"),
    "confidential": ("locations", "write visibility: confidential in the location"),
    "contact_email": ("email", "did you mean email?"),
    "days": ("byday", "did you mean byday?"),
    "fax": ("phones", "write phones: [{number: (563) 555-0142, type: fax}]"),
    "fee": ("cost", "did you mean cost?"),
    "fees": ("cost", "did you mean cost, or fees_description?"),
    "homepage": ("url", "did you mean url?"),
    "hours": ("schedules", _HOURS),
    "lang": ("languages", "did you mean languages?"),
    "lat": ("latitude", "did you mean latitude?"),
    "link": ("url", "did you mean url?"),
    "lng": ("longitude", "did you mean longitude?"),
    "lon": ("longitude", "did you mean longitude?"),
    "mail": ("email", "did you mean email?"),
    "mobile": ("phones", "write phones: [{number: (563) 555-0142, type: cell}]"),
    "opening_hours": ("schedules", _HOURS),
    "partners": ("partnership", "write hands_off_to or member_of in partnership"),
    "phone": ("phones", _PHONES),
    "photo": ("", "pictures cannot be shown yet; delete this line"),
    "price": ("cost", "did you mean cost?"),
    "slug": ("", "the name of the file is the id; delete this line"),
    "spoc": ("contacts", "write spoc_for in a contact, in contacts"),
    "state": ("state_province", "did you mean state_province?"),
    "street": ("address_1", "did you mean address_1?"),
    "tel": ("phones", _PHONES),
    "telephone": ("phones", _PHONES),
    "verified": ("assured", "write assured: {date: 2026-03-01, by: front desk, how: phone}"),
    "web": ("url", "did you mean url?"),
    "website": ("url", "did you mean url?"),
    "zip": ("postal_code", "did you mean postal_code?"),
    "zip_code": ("postal_code", "did you mean postal_code?"),
    "zipcode": ("postal_code", "did you mean postal_code?"),
}
"""What people write where we have another name: the field it stands for, and what to write.

It is said only where that field exists; an empty field: anywhere.
"""
