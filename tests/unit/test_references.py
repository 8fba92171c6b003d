"""Which fields refer to what. A new field that refers to something must be added to the table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from pydantic import BaseModel

from service_directory.model.fields import ID_PATTERN
from service_directory.model.references import Target, references_in
from service_directory.reading.entry import MODELS, EntryKind
from tests.sample import group, organization, plans, project, service

FIELDS: Final[dict[EntryKind, dict[str, Target]]] = {
    EntryKind.ORGANIZATION: {
        "contacts.backup": Target.OWN_CONTACT,
        "contacts.spoc_for": Target.TOPIC,
        "locations.accessibility": Target.ACCESSIBILITY,
        "locations.area": Target.AREA,
        "partnership.hands_off_to.for": Target.NEED,
        "partnership.hands_off_to.organization": Target.ORGANIZATION,
        "partnership.member_of": Target.GROUP,
        "sector": Target.SECTOR,
        "services.at.location": Target.LOCATION,
        "services.audiences": Target.AUDIENCE,
        "services.contact": Target.OWN_CONTACT,
        "services.needs": Target.NEED,
        "services.next": Target.SERVICE,
        "services.referral.bring": Target.DOCUMENT,
        "services.referral.contact": Target.OWN_CONTACT,
        "services.required_documents": Target.DOCUMENT,
        "services.suggested_needs": Target.NEED,
    },
    EntryKind.GROUP: {
        "chair": Target.ORGANIZATION,
        "contacts.backup": Target.OWN_CONTACT,
        "contacts.spoc_for": Target.TOPIC,
        "meetings.decisions.project": Target.PROJECT,
        "meetings.location": Target.LOCATION,
        "members": Target.ORGANIZATION,
        "reports_to": Target.GROUP,
    },
    EntryKind.PROJECT: {
        "agreements.between": Target.ORGANIZATION,
        "areas": Target.AREA,
        "group": Target.GROUP,
        "needs": Target.NEED,
        "owner": Target.ORGANIZATION,
        "partners.organization": Target.ORGANIZATION,
    },
    EntryKind.CROSSWALKS: {
        "crosswalks.where.areas": Target.AREA,
        "crosswalks.where.audiences": Target.AUDIENCE,
        "crosswalks.where.needs": Target.NEED,
        "crosswalks.where.sectors": Target.SECTOR,
    },
    EntryKind.TAXONOMY: {},
    EntryKind.PAGE: {},
}

OWN_IDS: Final = {
    "contacts.id",
    "crosswalks.id",
    "former_ids",
    "locations.id",
    "services.id",
    "terms.icon",
    "terms.id",
    "terms.parent",
}
"""Fields that hold ids which name the thing itself (`parent` is looked at by `check_parents`)."""

EVERYTHING: Final[dict[EntryKind, BaseModel]] = {
    EntryKind.ORGANIZATION: organization(
        "ash",
        service(
            "class",
            needs=["english"],
            suggested_needs=["food"],
            audiences=["adults"],
            at=["hall", {"location": "birch/hall"}],
            required_documents=["photo-id"],
            contact="desk",
            referral={"accepts": ["phone"], "contact": "desk", "bring": ["photo-id"]},
            next=["other", "birch/other"],
        ),
        contacts=[{"id": "desk", "title": "Desk", "spoc_for": ["data"], "backup": "boss"}],
        locations=[{"id": "hall", "name": "Hall", "area": "north", "accessibility": ["lift"]}],
        partnership={
            "hands_off_to": [{"organization": "birch", "for": ["food"]}],
            "member_of": ["forum"],
        },
    ).facts,
    EntryKind.GROUP: group(
        "forum",
        chair="ash",
        members=["birch"],
        reports_to="board",
        contacts=[{"id": "desk", "title": "Desk", "spoc_for": ["data"], "backup": "boss"}],
        meetings=[
            {
                "date": "2026-01-01",
                "location": "ash/hall",
                "decisions": [{"text": "Yes", "project": "garden"}],
            }
        ],
    ).facts,
    EntryKind.PROJECT: project(
        "garden",
        owner="ash",
        group="forum",
        partners=[{"organization": "birch"}],
        needs=["food"],
        areas=["north"],
        agreements=[{"title": "Deal", "between": ["ash", "birch"]}],
    ).facts,
    EntryKind.CROSSWALKS: plans(
        {
            "id": "plan",
            "where": {
                "needs": ["food"],
                "sectors": ["charity"],
                "areas": ["north"],
                "audiences": ["adults"],
            },
        }
    ).facts,
}


def dotted(path: tuple[str | int, ...]) -> str:
    return ".".join(str(part) for part in path if not isinstance(part, int))


def test_every_reference_of_every_field_is_found() -> None:
    for kind, model in EVERYTHING.items():
        found = {dotted(reference.path): reference.target for reference in references_in(model)}
        assert found == FIELDS[kind], kind


def test_a_path_leads_to_the_value() -> None:
    for model in EVERYTHING.values():
        for reference in references_in(model):
            value: Any = model.model_dump(by_alias=True, mode="json")
            for part in reference.path:
                value = value[part]
            assert value == reference.value


def test_the_table_names_every_field_that_holds_an_id() -> None:
    """By the schema, which is made from the types in another way."""
    for kind, model in MODELS.items():
        schema = model.model_json_schema(by_alias=True)
        found = set(_ids(schema, schema.get("$defs", {}), ""))
        assert found - OWN_IDS == set(FIELDS[kind]) - _REFERENCES_WITH_A_SLASH, kind


_REFERENCES_WITH_A_SLASH: Final = {
    name
    for fields in FIELDS.values()
    for name, target in fields.items()
    if target in (Target.LOCATION, Target.SERVICE)
}
"""Their type has no pattern of an id in the schema."""


def _ids(schema: dict[str, Any], definitions: dict[str, Any], path: str) -> Iterator[str]:
    if "$ref" in schema:
        yield from _ids(definitions[schema["$ref"].rpartition("/")[2]], definitions, path)
    if str(schema.get("pattern", "")).lstrip("^").startswith(ID_PATTERN):
        yield path
    for name, inner in schema.get("properties", {}).items():
        yield from _ids(inner, definitions, f"{path}.{name}".strip("."))
    for inner in (schema.get("items"), *schema.get("anyOf", ()), *schema.get("prefixItems", ())):
        if isinstance(inner, dict):
            yield from _ids(inner, definitions, path)
