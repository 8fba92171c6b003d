"""A small directory and catalogs for it, built without files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, TypeAlias, TypeVar

from service_directory.directory import Directory, link
from service_directory.languages.catalogs import Catalog, CatalogKey, Catalogs, Message
from service_directory.model.crosswalk_plan import CrosswalkPlans
from service_directory.model.fields import Model
from service_directory.model.group import Group
from service_directory.model.organization import Organization
from service_directory.model.project import Project
from service_directory.model.taxonomy import Taxonomy
from service_directory.reading.entry import Entries, Entry, EntryKind, Positions

M = TypeVar("M", bound=Model)
Row: TypeAlias = tuple[str, str] | tuple[str, str, bool]
"""Source, translation and, where a machine made it, True."""

ORGANIZATION: Final[dict[str, Any]] = {
    "name": "Lantern Welcome Center",
    "alternate_name": "Lantern",
    "sector": "community-organization",
    "summary": "English classes, legal help and a friendly front door for new families.",
    "description": "Three rooms.\n\nOne garden.",
    "stewards": ["@lantern"],
    "phones": [{"number": "(563) 555-0142", "description": "Front desk"}],
    "additional_websites": [{"url": "https://l.example.org/a", "label": "Calendar"}],
    "assured": {"date": "2026-10-02", "by": "front desk", "how": "phone"},
    "contacts": [
        {
            "id": "employers",
            "title": "Partnerships coordinator",
            "name": "Ana Ruiz",
            "department": "Outreach",
            "answers_within": "2 working days",
        }
    ],
    "locations": [
        {
            "id": "main",
            "name": "Lantern house",
            "description": "Red door.",
            "address": {
                "address_1": "101 River St",
                "city": "Riverbend",
                "state_province": "IA",
                "postal_code": "52001",
            },
            "transportation": "Bus 4, stop River Street.",
            "schedules": [
                {
                    "byday": ["MO"],
                    "opens_at": "09:00",
                    "closes_at": "17:00",
                    "description": "Walk in",
                    "notes": "Ring twice",
                }
            ],
            "closures": [{"from": "2026-12-24", "to": "2027-01-02", "reason": "Winter break"}],
        }
    ],
    "services": [
        {
            "id": "esl-evening",
            "name": "Evening English classes",
            "summary": "Four levels.",
            "description": "With child care.",
            "alert": "Closed this Friday",
            "needs": ["learn-english"],
            "interpretation_services": "Phone interpreter in any language.",
            "at": [{"location": "main", "description": "Room 2"}],
            "cost": "fee",
            "fees_description": "5 dollars for the book",
            "eligibility_description": "Anyone who lives in the county.",
            "application_process": "Come on a Monday at 18:00.",
            "wait_time": "Two weeks",
            "accreditations": "State literacy office",
            "referral": {
                "accepts": ["phone"],
                "contact": "employers",
                "answers_within": "2 working days",
                "what_happens_next": "We call the person.",
            },
        }
    ],
    "partnership": {
        "offers": ["Two classrooms", "A van"],
        "looking_for": ["Interpreters for Swahili"],
        "hands_off_to": [{"organization": "lantern", "how": "Call together."}],
    },
}

TAXONOMIES: Final[dict[str, Any]] = {
    "needs": {
        "name": "Needs",
        "description": "What people look for.",
        "terms": [
            {
                "id": "learn-english",
                "name": "Learn English",
                "short_name": "English",
                "description": "Classes and tutors.",
                "synonyms": ["ESL", "English class"],
                "same_as": ["openeligibility:1"],
            }
        ],
    },
    "documents": {"name": "Documents", "terms": [{"id": "photo-id", "name": "Photo ID"}]},
    "sectors": {
        "name": "Sectors",
        "terms": [{"id": "community-organization", "name": "Community organization"}],
    },
}


def organization(id_: str = "lantern", *, body: str = "", **facts: Any) -> Entry[Organization]:
    """Return an organization as reading hands it on; `facts` replace those of the sample."""
    model = Organization.model_validate({**ORGANIZATION, **facts})
    return _entry(id_, EntryKind.ORGANIZATION, "organizations", model, body)


def group(id_: str = "forum", **facts: Any) -> Entry[Group]:
    """Return a group."""
    least = {"name": "Better together", "level": "forum", "purpose": "To meet."}
    return _entry(id_, EntryKind.GROUP, "groups", Group.model_validate({**least, **facts}))


def project(id_: str = "van", **facts: Any) -> Entry[Project]:
    """Return a project."""
    least = {"name": "Van", "summary": "A van.", "stage": "idea", "owner": "lantern"}
    return _entry(id_, EntryKind.PROJECT, "projects", Project.model_validate({**least, **facts}))


def taxonomy(kind: str, **facts: Any) -> Entry[Taxonomy]:
    """Return a list of shared words."""
    model = Taxonomy.model_validate({**TAXONOMIES.get(kind, {}), **facts})
    return _entry(kind, EntryKind.TAXONOMY, "taxonomy", model)


def crosswalks() -> Entry[CrosswalkPlans]:
    """Return a list of crosswalks."""
    plans = {"crosswalks": [{"id": "who-does-what", "title": "Who does what"}]}
    return _entry("crosswalks", EntryKind.CROSSWALKS, "", CrosswalkPlans.model_validate(plans))


def directory(*organizations: Entry[Organization], **more: Any) -> Directory:
    """Return a linked directory of organizations and the sample's shared words."""
    listed = organizations or (organization(),)
    entries = Entries(
        organizations={entry.id: entry for entry in listed},
        taxonomies={kind: taxonomy(kind) for kind in TAXONOMIES},
        **more,
    )
    linked, _ = link(entries)
    return linked


def catalog(texts: Mapping[str, Row], path: str = "x.po") -> Catalog:
    """Return a catalog of (source, translation, fuzzy) by context, line after line."""
    messages = {
        context: Message(row[0], row[1], len(row) > 2 and bool(row[-1]), path, line)
        for line, (context, row) in enumerate(texts.items(), start=1)
    }
    return Catalog.of(path, messages)


def catalogs(**by_language: Catalog) -> Catalogs:
    """Return catalogs of the organization `lantern`; `_` in a language stands for `-`."""
    found: dict[CatalogKey, Catalog] = {
        (tag.replace("_", "-"), EntryKind.ORGANIZATION, "lantern"): held
        for tag, held in by_language.items()
    }
    return Catalogs(found)


def _entry(id_: str, kind: EntryKind, folder: str, facts: M, body: str = "") -> Entry[M]:
    return Entry(id_, kind, f"directory/{folder}/{id_}.md", facts, Positions(), body)
