"""Whole imports of small feeds, read back as the site would read them."""

from __future__ import annotations

from typing import Any

from service_directory.importers.building import ImportOptions
from service_directory.importers.report import Matter
from service_directory.model.location import Visibility
from service_directory.model.service import Cost, Service, Status
from tests.unit.importers.feeds import (
    entries,
    only_entry,
    organization,
    plan,
    said,
    services,
)

ADDRESS = {
    "address_1": "101 River St",
    "city": "Riverbend",
    "state_province": "IA ",
    "postal_code": "52001",
    "country": "   ",
}


def only_service(**tables: Any) -> Service:
    (service,) = only_entry(**({"organizations": organization()} | tables)).facts.services
    return service


def test_hsds_1_1() -> None:
    entry = only_entry(
        organizations=organization(
            name="LANTERN CENTER, INC.",
            alternate_name="LC",
            url="www.lantern.example.org",
            description=r"Helps newcomers. Every day.\n\n* Come *in*.",
        ),
        services=services(name="ESL CLASSES", fees="None.", application_process="None"),
        locations=[{"id": "5", "organization_id": "1", "name": "River House", "latitude": "42.5",
                    "longitude": "-90.6"}],
        services_at_location=[{"id": "7", "service_id": "10", "location_id": "5"}],
        physical_addresses=[{"id": "8", "location_id": "5", **ADDRESS}],
        phones=[{"id": "9", "service_id": "10", "number": "563-555-0142 x12"}],
        regular_schedules=[
            {"service_id": "10", "weekday": day, "opens_at": "9am", "closes_at": "5pm",
             "original_text": "9:00am-5:00pm, Mon-Tue"} for day in ("Monday", "Tuesday")
        ],
        languages=[{"id": "10", "service_id": "10", "language": text}
                   for text in ("English", "Creole", "interpreters available")],
        eligibility=[{"id": "1", "service_id": "10", "eligibility": "Adults"}],
        accessibility_for_disabilities=[{"location_id": "5", "accessibility": "Ramp, pool"}],
    )  # fmt: skip
    facts = entry.facts
    assert entry.id == "lantern-center-inc"
    assert (facts.name, facts.alternate_name) == ("Lantern Center, Inc.", "LC")
    assert facts.sector == "community-organization"
    assert facts.summary == "Helps newcomers. Every day."
    assert facts.url == "https://www.lantern.example.org"
    assert entry.body.strip() == "Helps newcomers. Every day.\n\n- Come \\*in\\*."
    assert facts.source_id == "1"
    (place,) = facts.locations
    assert (place.id, place.name, place.area) == ("river-house", "River House", "riverbend")
    assert place.address is not None
    assert (place.address.state_province, place.address.country) == ("IA", "US")
    assert (place.latitude, place.accessibility) == (42.5, ("step-free",))
    assert place.description == "Accessibility: pool"
    (service,) = facts.services
    assert (service.id, service.name, service.source_id) == ("esl-classes", "ESL Classes", "10")
    assert service.suggested_needs == ("learn-english",)
    assert (service.cost, service.fees_description) == (Cost.FREE, "None.")
    assert service.application_process == "None needed."
    assert service.eligibility_description == "Adults"
    assert service.languages == ("en", "ht")
    assert service.interpretation_services == "interpreters available"
    assert [at.location for at in service.at] == ["river-house"]
    assert [(s.byday, s.opens_at) for s in service.schedules] == [(("MO", "TU"), "09:00")]
    assert [(p.number, p.extension) for p in service.phones] == [("563-555-0142", 12)]


def test_ohana() -> None:
    planned = plan(
        organizations=organization(website="https://x.org", funding_sources="State",
                                   date_incorporated="January 01, 1970"),
        programs=[{"id": "3", "organization_id": "1", "name": "Open Door"}],
        locations=[{"id": "5", "organization_id": "1", "name": "Annex", "short_desc": "Behind.",
                    "languages": "Spanish, Arabic", "virtual": "false", "admin_emails": "a@b.org",
                    "email": "annex@x.org", "accessibility": "wheelchair, tape_braille"}],
        addresses=[{"id": "1", "location_id": "5", **ADDRESS}],
        mail_addresses=[{"id": "2", "location_id": "5", **ADDRESS, "address_1": "PO Box 9"}],
        services=[{"id": "10", "location_id": "5", "program_id": "3", "name": "Door",
                   "audience": "Families", "eligibility": "None", "service_areas": "Riverbend",
                   "required_documents": "Passport", "how_to_apply": "Walk in.",
                   "keywords": "food pantry", "status": "defunct", "website": "x.org",
                   "accepted_payments": "Cash", "wait_time": "No wait."}],
    )  # fmt: skip
    (entry,) = entries(planned).values()
    assert entry.facts.year_incorporated == 1970
    (place,) = entry.facts.locations
    assert place.languages == ("es", "ar")
    assert place.description == (
        "Behind.\n\nE-mail: annex@x.org\n\nMail: PO Box 9, Riverbend, IA 52001\n\n"
        "Accessibility: tape braille"
    )
    (service,) = entry.facts.services
    assert service.status is Status.INACTIVE
    assert service.eligibility_description == (
        "No requirements.\n\nFor: Families\n\nArea served: Riverbend"
    )
    assert service.required_documents == ("photo-id",)
    assert service.application_process == "Walk in."
    assert service.fees_description == "Payment: Cash"
    assert service.description == "Part of the program: Open Door"
    assert service.suggested_needs == ("food-pantry",)
    left_out = said(planned.report, Matter.LEFT_OUT)
    assert "organizations.csv 1: funding_sources: State" in left_out
    assert "locations.csv 5: admin_emails: an address of a person" in left_out


def test_hsds_3() -> None:
    uuid = "{}0000000-0000-4000-8000-000000000000".format
    entry = only_entry(
        organizations=[{"id": uuid(1), "name": "Lantern", "description": "Helps.",
                        "website": "https://x.org"}],
        services=[{"id": uuid(2), "organization_id": uuid(1), "name": "Class", "status": "active",
                   "minimum_age": "18", "alert": "Closed Friday", "assured_date": "2026-01-02",
                   "eligibility_description": "Anyone", "fees_description": "Free"}],
        locations=[{"id": uuid(n), "location_type": "physical", "organization_id": uuid(1),
                    "name": f"House {n}"} for n in (3, 4)],
        addresses=[{"id": uuid(5), "location_id": uuid(n), "address_type": "physical", **ADDRESS,
                    "address_1": f"{n} Elm St"} for n in (3, 4)],
        service_at_locations=[{"id": uuid(n + 3), "service_id": uuid(2), "location_id": uuid(n),
                               "description": f"Room {n}"} for n in (3, 4)],
        schedules=[{"id": uuid(8), "service_at_location_id": uuid(6), "freq": "WEEKLY",
                    "byday": "MO,WE", "opens_at": "09:00:00", "closes_at": "11:00:00"}],
        phones=[{"id": uuid(9), "service_id": uuid(2), "number": "563-555-0142"}],
        languages=[{"id": uuid(1), "service_id": uuid(2), "code": "mh", "note": "Mondays"},
                   {"id": uuid(2), "phone_id": uuid(9), "code": "es"}],
        cost_options=[{"id": uuid(1), "service_id": uuid(2), "option": "Book", "amount": "5"}],
        required_documents=[{"id": uuid(1), "service_id": uuid(2), "document": "Birth record"}],
        urls=[{"id": uuid(1), "service_id": uuid(2), "url": "https://y.org", "label": "Form"}],
        taxonomy_terms=[{"id": uuid(1), "code": "learn-english", "name": "Learn English"},
                        {"id": uuid(2), "code": "adults", "name": "Adults"}],
        attributes=[{"id": uuid(n), "link_id": uuid(2), "link_entity": "service",
                     "taxonomy_term_id": uuid(n)} for n in (1, 2)],
    )  # fmt: skip
    (service,) = entry.facts.services
    assert service.needs == ("learn-english",)
    assert service.suggested_needs == ()
    assert service.audiences == ("adults",)
    assert service.languages == ("mh",)
    assert service.interpretation_services == "mh: Mondays"
    assert service.phones[0].languages == ("es",)
    assert [(at.location, at.description) for at in service.at] == [
        ("house-3", "Room 3"),
        ("house-4", "Room 4"),
    ]
    assert [s.byday for s in service.at[0].schedules] == [("MO", "WE")]
    assert service.schedules == service.at[1].schedules == ()
    assert service.fees_description == "Free; Book, 5"
    assert service.application_process == "Documents: Birth record"
    assert service.minimum_age == 18
    assert service.alert == "Closed Friday"
    assert service.assured is not None
    assert str(service.assured.date) == "2026-01-02"
    assert [(link.url, link.label) for link in service.additional_urls] == [
        ("https://y.org", "Form")
    ]


def test_services_of_services_go_to_their_organization() -> None:
    planned = plan(
        organizations=organization(),
        services=[
            *services(name="CLINIC"),
            *services(id="11", organization_id="10", name="HIALEAH"),
        ],
    )
    (entry,) = entries(planned).values()
    assert [(s.name, s.source_id) for s in entry.facts.services] == [
        ("Clinic", "10"),
        ("Clinic: Hialeah", "11"),
    ]
    assert len(planned.report.of(Matter.ADOPTED)) == 1


def test_organizations_nobody_can_look_after_are_cut() -> None:
    many = [
        service
        for n in range(60)
        for service in services(id=f"{n}", name=f"Class {n}", organization_id="1")
    ]
    parts = [
        service
        for n in range(60, 110)
        for service in services(id=f"{n}", name=f"Part {n}", organization_id="7")
    ]
    planned = plan(organizations=organization(), services=[*many, *parts])
    found = entries(planned)
    assert {id_: len(entry.facts.services) for id_, entry in found.items()} == {
        "class-7": 50,
        "lantern-center": 60,
    }
    assert found["class-7"].facts.summary == "Part of Lantern Center. Answers."
    assert found["class-7"].facts.source_id == "7"
    assert len(planned.report.of(Matter.STAND_IN)) == 1


def test_stand_ins_for_organizations_that_are_nowhere() -> None:
    planned = plan(
        organizations=organization(),
        services=[
            *services(id="11", organization_id="404", name="One"),
            *services(id="12", organization_id="404", name="Two"),
            *services(id="13", organization_id="", name="Alone"),
        ],
    )
    found = entries(planned)
    assert set(found) == {"lantern-center", "organization-404-of-the-feed", "alone"}
    stand_in = found["organization-404-of-the-feed"].facts
    assert stand_in.source_id == "404"
    assert stand_in.summary.startswith("Not known")
    assert [service.source_id for service in stand_in.services] == ["11", "12"]
    assert len(planned.report.of(Matter.STAND_IN)) == 2


def test_rows_that_belong_to_nothing_are_told_with_all_they_say() -> None:
    planned = plan(
        organizations=organization(),
        eligibility=[{"id": "", "service_id": "", "eligibility": "Veterans only"}],
        phones=[{"id": "4", "service_id": "404", "number": "211"}],
        services_at_location=[{"id": "4", "service_id": "404", "location_id": "405"}],
        who_knows=[{"id": "1"}],
    )
    told = said(planned.report, Matter.NOT_PLACED)
    assert any("eligibility: Veterans only" in line for line in told)
    assert any("service_id: 404; number: 211" in line for line in told)
    assert any("services_at_location.csv 4" in line for line in told)
    assert any("who_knows.csv" in line for line in said(planned.report, Matter.LEFT_OUT))


def test_ids_that_occur_twice() -> None:
    planned = plan(
        organizations=organization(),
        services=[*services(), *services(name="Another"), *services()],
    )
    (entry,) = entries(planned).values()
    assert [service.source_id for service in entry.facts.services] == ["10", "10 in row 2"]
    assert len(planned.report.of(Matter.MERGED)) == 1
    assert any("two rows have this id" in line for line in said(planned.report, Matter.LOOK))


def test_places_with_one_address_are_one_place() -> None:
    entry = only_entry(
        organizations=organization(),
        services=[*services(), *services(id="11", name="Back door")],
        locations=[
            {"id": str(n), "organization_id": "1", "name": name, "description": description}
            for n, name, description in ((5, "Lantern - Front door", "Answers."), (6, "Cellar", ""))
        ],
        physical_addresses=[
            {"location_id": "5", **ADDRESS},
            {"location_id": "6", **ADDRESS, "address_1": "101  river st."},
        ],
        services_at_location=[
            {"id": "1", "service_id": "10", "location_id": "5"},
            {"id": "2", "service_id": "11", "location_id": "6"},
        ],
        phones=[{"id": "1", "location_id": "6", "number": "563-555-0142"}],
    )
    (place,) = entry.facts.locations
    assert (place.id, place.phones) == ("101-river-st", ())
    front, back = entry.facts.services
    assert [at.location for at in (*front.at, *back.at)] == ["101-river-st"] * 2
    assert back.at[0].phones[0].number == "563-555-0142"
    assert not front.at[0].phones


def test_copies_of_services_without_an_address_are_no_places() -> None:
    service = only_service(
        services=services(),
        locations=[{"id": "10", "organization_id": "1", "name": "Lantern - Front door",
                    "description": "Answers."}],
        services_at_location=[{"id": "1", "service_id": "10", "location_id": "10"}],
    )  # fmt: skip
    assert service.at == ()


def test_names_that_say_nothing_are_completed() -> None:
    entry = only_entry(
        organizations=organization(),
        services=services(name="RIVERBEND"),
        locations=[{"id": "5", "organization_id": "1", "name": "LC - WIC - RIVERBEND"}],
        physical_addresses=[{"location_id": "5", **ADDRESS}],
        services_at_location=[{"id": "1", "service_id": "10", "location_id": "5"}],
    )
    assert entry.facts.services[0].name == "WIC: Riverbend"
    assert entry.facts.services[0].suggested_needs == ("food-benefits",)


def test_secret_places() -> None:
    planned = plan(
        organizations=organization(),
        services=services(),
        locations=[{"id": "5", "organization_id": "1", "name": "77 Hidden Lane",
                    "latitude": "42.5", "longitude": "-90.6", "transportation": "Bus to the lane"}],
        physical_addresses=[{"location_id": "5", **ADDRESS, "address_1": "Confidential"}],
        services_at_location=[{"id": "1", "service_id": "10", "location_id": "5"}],
    )  # fmt: skip
    (entry,) = entries(planned).values()
    (place,) = entry.facts.locations
    assert place.visibility is Visibility.CONFIDENTIAL
    assert (place.address, place.latitude, place.transportation) == (None, None, None)
    assert not any("Hidden" in text for text in planned.files.values())


def test_half_an_address_is_kept_in_words() -> None:
    entry = only_entry(
        organizations=organization(),
        services=services(),
        locations=[{"id": "5", "organization_id": "1", "name": "Annex"}],
        physical_addresses=[{"location_id": "5", **ADDRESS, "address_1": ""}],
        services_at_location=[{"id": "1", "service_id": "10", "location_id": "5"}],
    )
    (place,) = entry.facts.locations
    assert place.description == "Address as listed: Riverbend, IA, 52001"
    assert (place.address, place.area) == (None, "riverbend")


def test_places_of_a_partner() -> None:
    planned = plan(
        organizations=[*organization(), *organization(id="2", name="Library")],
        services=services(),
        locations=[{"id": "5", "organization_id": "2", "name": "Main", "transportation": "Bus 4"}],
        services_at_location=[{"id": "1", "service_id": "10", "location_id": "5"}],
    )
    found = entries(planned)
    assert [at.location for at in found["lantern-center"].facts.services[0].at] == ["library/main"]
    assert found["library"].facts.sector == "library"


def test_text_nobody_can_use_stays_text() -> None:
    service = only_service(
        services=services(url="nowhere", status="maybe", minimum_age="adult", description=""),
        phones=[{"service_id": "10", "number": "000-000-*347"}],
        languages=[{"service_id": "10", "language": "Klatchian"}],
        regular_schedules=[{"service_id": "10", "weekday": "Monday", "original_text": "Varies"}],
    )
    assert service.description == (
        "Web address as listed: nowhere\n\nPhone as listed: 000-000-*347\n\n"
        "Minimum age: adult\n\nStatus: maybe"
    )
    assert service.interpretation_services == "Also listed: Klatchian"
    assert [schedule.description for schedule in service.schedules] == ["Varies"]


def test_persons() -> None:
    tables: dict[str, Any] = {
        "organizations": organization(),
        "services": services(),
        "contacts": [
            {"id": "1", "organization_id": "1", "name": "Ada Quill", "title": "Director"},
            {"id": "2", "service_id": "10", "name": "Ben Stone", "title": "Intake",
             "email": "b.stone@x.org"},
            {"id": "3", "organization_id": "1", "name": "Cy Reed", "email": "help@x.org",
             "department": "Front desk"},
        ],
        "phones": [{"id": "1", "contact_id": "2", "number": "563-555-0142"}],
    }  # fmt: skip
    facts = only_entry(**tables).facts
    assert [(c.id, c.title, c.name, c.email) for c in facts.contacts] == [
        ("intake", "Intake", None, None),
        ("front-desk", "Front desk", None, "help@x.org"),
    ]
    assert facts.services[0].contact == "intake"
    planned = plan(options=ImportOptions(with_names=True), **tables)
    (entry,) = entries(planned).values()
    assert [contact.name for contact in entry.facts.contacts] == [
        "Ada Quill", "Ben Stone", "Cy Reed",
    ]  # fmt: skip
    assert not any("Quill" in text for text in plan(**tables).files.values())


def test_another_language() -> None:
    planned = plan(options=ImportOptions(language="es"), organizations=organization())
    (entry,) = entries(planned).values()
    assert entry.facts.language == "es"


def test_an_organization_without_description() -> None:
    planned = plan(organizations=organization(description=""))
    (entry,) = entries(planned).values()
    assert entry.facts.summary.startswith("The feed has no description")
    assert any("no description" in line for line in said(planned.report, Matter.LOOK))


def test_names_no_letters_of_which_can_stand_in_an_id() -> None:
    found = entries(plan(organizations=organization(name="مركز", id="7")))
    assert list(found) == ["organization-7"]


def test_an_empty_feed() -> None:
    assert plan().files == {}
    assert plan(organizations=[]).files == {}


def test_services_that_look_the_same() -> None:
    planned = plan(
        organizations=organization(),
        services=[*services(name="Lantern Center"), *services(id="11", name="Lantern Center")],
    )
    (entry,) = entries(planned).values()
    assert [service.id for service in entry.facts.services] == [
        "lantern-center-10",
        "lantern-center-11",
    ]
    assert said(planned.report, Matter.LOOK) == [
        "services.csv 11: looks like the same service as services.csv 10: Lantern Center"
    ]
    assert planned.report.figures["services with the name of their organization"] == 2
