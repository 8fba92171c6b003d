"""A second import over the first: the feed's facts are new, what people added stays."""

from __future__ import annotations

from typing import Any

from service_directory.importers.existing import Existing
from service_directory.importers.plan import ImportPlan
from service_directory.importers.report import Matter
from service_directory.importers.writing import entry_text
from service_directory.model.location import Visibility
from service_directory.model.organization import Organization
from service_directory.reading.entry import Entry, EntryKind
from tests import sample
from tests.unit.importers.feeds import again, entries, organization, plan, said, services

ADDRESS = {
    "address_1": "101 River St",
    "city": "Riverbend",
    "state_province": "IA",
    "postal_code": "52001",
}
TABLES: dict[str, Any] = {
    "organizations": organization(url="https://x.org"),
    "services": services(name="Food pantry"),
    "locations": [{"id": "5", "organization_id": "1", "name": "House"}],
    "physical_addresses": [{"location_id": "5", **ADDRESS}],
    "services_at_location": [{"id": "1", "service_id": "10", "location_id": "5"}],
    "phones": [{"service_id": "10", "number": "563-555-0142"}],
}


def edited(planned: ImportPlan, body: str = "", **facts: Any) -> Existing:
    """Return what an import wrote after a person has changed it."""
    (entry,) = entries(planned).values()
    whole = entry.facts.model_dump(by_alias=True, exclude_unset=True) | facts
    changed = Organization.model_validate(whole)
    return existing(entry.id, changed, body or entry.body)


def existing(id_: str, facts: Organization, body: str = "") -> Existing:
    entry: Entry[Organization] = sample.read(EntryKind.ORGANIZATION, id_, entry_text(facts, body))
    return Existing({id_: entry})


def test_the_same_feed_changes_nothing() -> None:
    first = plan(**TABLES)
    second = plan(again(first), **TABLES)
    assert entries(second) == {}
    assert second.report.figures["entries unchanged"] == 1


def test_new_facts_of_the_feed_and_old_ones_of_people() -> None:
    before = edited(
        plan(**TABLES),
        body="What people wrote.",
        stewards=["@lantern"],
        assured={"date": "2026-10-02", "by": "front desk"},
        partnership={"offers": ["Rooms"]},
        contacts=[{"id": "desk", "title": "Front desk", "email": "desk@x.org"}],
    )
    (old,) = before.organizations.values()
    assert old.facts.services[0].suggested_needs == ("food-pantry",)
    by_hand = old.facts.services[0].model_copy(
        update={"needs": ("food-benefits",), "suggested_needs": (), "id": "pantry"}
    )
    own = by_hand.model_copy(update={"id": "ours", "name": "Ours", "source_id": None})
    facts = old.facts.model_copy(update={"services": (by_hand, own)})
    changed = TABLES | {
        "organizations": organization(url="https://new.org", description="Helps more people."),
        "services": [
            *services(name="Food pantry and kitchen"),
            *services(id="11", name="Kitchen"),
        ],
    }
    planned = plan(existing("renamed", facts, "What people wrote."), **changed)
    (entry,) = entries(planned).values()
    assert entry.id == "renamed"
    assert entry.facts.url == "https://new.org"
    assert entry.facts.summary == "Helps more people."
    assert entry.facts.stewards == ("@lantern",)
    assert entry.facts.assured == old.facts.assured
    assert entry.facts.partnership == old.facts.partnership
    assert [contact.id for contact in entry.facts.contacts] == ["desk"]
    assert entry.body.strip() == "What people wrote."
    assert [(s.id, s.name) for s in entry.facts.services] == [
        ("pantry", "Food pantry and kitchen"),
        ("ours", "Ours"),
        ("kitchen", "Kitchen"),
    ]
    pantry = entry.facts.services[0]
    assert (pantry.needs, pantry.suggested_needs) == (("food-benefits",), ())
    report = planned.report
    assert any("url: https://x.org -> https://new.org" in t for t in said(report, Matter.CHANGED))
    kept = said(report, Matter.KEPT)
    assert any("stewards" in text and "services.pantry.needs" in text for text in kept)
    assert any("services.ours is in no row" in text for text in kept)
    assert any("services.kitchen added" in text for text in said(report, Matter.NEW))


def test_what_the_feed_lost_stays_and_is_told() -> None:
    first = plan(**TABLES)
    planned = plan(again(first), organizations=organization())
    assert planned.files == {}
    gone = said(planned.report, Matter.GONE)
    assert gone == ["lantern-center: services.food-pantry is in no row of the feed, and kept"]
    nothing = plan(again(first), organizations=[])
    assert said(nothing.report, Matter.GONE) == [
        "lantern-center: the feed no longer has this organization; it is kept"
    ]


def test_suggestions_people_deleted_do_not_come_back_beside_needs() -> None:
    (entry,) = entries(plan(**TABLES)).values()
    service = entry.facts.services[0].model_copy(
        update={"needs": ("food-pantry",), "suggested_needs": ("learn-english",)}
    )
    facts = entry.facts.model_copy(update={"services": (service,)})
    assert entries(plan(existing(entry.id, facts, entry.body), **TABLES)) == {}


def test_places_keep_their_ids_and_what_was_added() -> None:
    (entry,) = entries(plan(**TABLES)).values()
    place = entry.facts.locations[0].model_copy(
        update={"id": "main", "name": "Main house", "transportation": "Bus 4"}
    )
    at = entry.facts.services[0].at[0].model_copy(update={"location": "main"})
    service = entry.facts.services[0].model_copy(update={"at": (at,)})
    facts = entry.facts.model_copy(update={"locations": (place,), "services": (service,)})
    (after,) = entries(plan(existing(entry.id, facts), **TABLES)).values()
    assert [(p.id, p.transportation) for p in after.facts.locations] == [("main", "Bus 4")]
    assert [one.location for one in after.facts.services[0].at] == ["main"]


def test_a_place_people_hid_stays_hidden() -> None:
    (entry,) = entries(plan(**TABLES)).values()
    place = entry.facts.locations[0].model_copy(
        update={
            "id": "shelter",
            "name": "Shelter",
            "visibility": Visibility.CONFIDENTIAL,
            "address": None,
        }
    )
    at = entry.facts.services[0].at[0].model_copy(update={"location": "shelter"})
    service = entry.facts.services[0].model_copy(update={"at": (at,)})
    facts = entry.facts.model_copy(update={"locations": (place,), "services": (service,)})
    changed = TABLES | {"services": services(name="Food pantry", alternate_name="Larder")}
    planned = plan(existing(entry.id, facts, entry.body), **changed)
    (after,) = entries(planned).values()
    assert [one.id for one in after.facts.locations] == ["shelter"]
    assert [one.location for one in after.facts.services[0].at] == ["shelter"]
    assert "River St" not in planned.files[f"organizations/{entry.id}.md"]
    assert any("hidden place" in text for text in said(planned.report, Matter.LOOK))


def test_services_stay_in_the_entry_that_has_them() -> None:
    both = [*organization(), *organization(id="2", name="Library")]
    first = plan(organizations=both, services=services())
    moved = plan(again(first), organizations=both, services=services(organization_id="2"))
    assert moved.files == {}


def test_entries_nobody_imported_are_left_alone() -> None:
    own = Organization.model_validate(
        {"name": "Lantern Center", "sector": "faith", "summary": "Ours."}
    )
    planned = plan(existing("lantern-center", own), **TABLES)
    assert set(entries(planned)) == {"lantern-center-1"}


def test_organizations_without_an_id_are_known_by_name() -> None:
    tables = {"organizations": organization(id="")}
    first = plan(**tables)
    (entry,) = entries(first).values()
    assert entry.facts.source_id is None
    assert plan(again(first), **tables).files == {}
    (after,) = entries(
        plan(again(first), organizations=organization(id="", description="New."))
    ).values()
    assert (after.id, after.facts.summary) == ("lantern-center", "New.")


def test_no_service_is_left_at_a_place_that_is_not_there() -> None:
    both = [*organization(), *organization(id="2", name="Library")]
    tables: dict[str, Any] = {"organizations": both, "services": services()}
    first = entries(plan(**tables))
    secret = {"id": "shelter", "name": "Shelter", "visibility": "confidential"}
    facts = first["library"].facts.model_dump(by_alias=True, exclude_unset=True)
    library = Organization.model_validate(facts | {"locations": [secret]})
    before = Existing(
        {
            "lantern-center": first["lantern-center"],
            **existing("library", library).organizations,
        }
    )
    planned = plan(
        before,
        **tables,
        locations=[{"id": "5", "organization_id": "2", "name": "House"}],
        physical_addresses=[{"location_id": "5", **ADDRESS}],
        services_at_location=[{"id": "1", "service_id": "10", "location_id": "5"}],
    )
    assert entries(planned) == {}
    told = said(planned.report, Matter.LOOK)
    assert any("place of another that is not there" in line for line in told)
