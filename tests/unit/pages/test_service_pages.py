"""A service's own page: its status, what may help too, the small map, facts for search engines."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

import pytest

from service_directory.directory import Directory
from service_directory.languages.interface import interface
from service_directory.model.taxonomy import TaxonomyKind
from service_directory.pages.locator import WIDTH, LocatorView, locator_view
from service_directory.pages.page import PageKind
from service_directory.pages.parts import age_of_check
from service_directory.pages.related import MOST_FOR_A_NEED, Related
from service_directory.pages.service import ServicePageView, service_page_view, service_pages
from service_directory.pages.structured import organization_data, service_data
from service_directory.render import render_body
from tests.sample import NEEDS, TERMS, Facts, directory, hours, location, organization, service
from tests.unit.pages.test_pages import SETTINGS, TODAY, need_of, organization_of, reader

ADDRESS: Final = {
    "address_1": "5 Hidden Lane",
    "city": "Riverbend",
    "state_province": "IA",
    "postal_code": "52001",
}
SENSITIVE: Final = {
    TaxonomyKind.NEEDS: (*NEEDS, {"id": "safety", "name": "Safety", "sensitive": "yes"})
}


def page_of(given: Directory, key: str, tag: str = "en", **more: Any) -> ServicePageView:
    related = Related(given, SETTINGS, TODAY)
    return service_page_view(reader(given, tag, **more), given.services[key], related)


# Status, and what comes first


@pytest.mark.parametrize(
    ("status", "last", "code"),
    [
        ("active", "2026-12-15", "ends-soon"),
        ("seasonal", "2026-11-21", "ends-soon"),
        ("active", "2027-02-01", "active"),
        ("active", None, "active"),
        ("waiting list", "2026-12-15", "waiting-list"),
        ("paused", "2026-12-15", "paused"),
        ("temporarily closed", None, "temporarily-closed"),
    ],
)
def test_a_service_whose_hours_all_end_says_so(status: str, last: str | None, code: str) -> None:
    ends = {"valid_to": last} if last else {}
    given = directory(
        organization(
            "ash",
            service(
                "a",
                status=status,
                at=[{"location": "x", "schedules": [hours("MO", "09:00", "10:00", **ends)]}],
            ),
            locations=[location("x")],
        )
    )
    found = page_of(given, "ash/a").service.status
    assert found.code == code
    assert bool(found.until) == (code == "ends-soon")


def test_a_service_with_one_place_that_goes_on_does_not_end() -> None:
    ends = hours("MO", "09:00", "10:00", valid_to="2026-12-01")
    on = hours("TU", "09:00", "10:00")
    at = [{"location": "x", "schedules": [ends]}, {"location": "y", "schedules": [on]}]
    given = directory(
        organization("ash", service("a", at=at), locations=[location("x"), location("y")])
    )
    assert page_of(given, "ash/a").service.status.code == "active"


def test_what_people_can_use_now_and_was_checked_comes_first() -> None:
    new, old = {"date": "2026-11-01"}, {"date": "2024-01-01"}
    given = directory(
        organization(
            "ash",
            service("waits", needs=["food"], status="waiting list", assured=new),
            service("b-old", needs=["food"], assured=old),
            service("a-never", needs=["food"]),
            service("z-new", needs=["food"], assured=new),
            service("c-new", needs=["food"], assured=new),
            service("rests", needs=["food"], status="paused", assured=new),
        )
    )
    view = need_of(given, "food")
    names = [s.anchor.removeprefix("service-") for s in (*view.services, *view.paused)]
    assert names == ["c-new", "z-new", "a-never", "b-old", "waits", "rests"]


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "today"),
        (1, "yesterday"),
        (13, "13 days"),
        (21, "3 weeks"),
        (60, "2 months"),
        (364, "12 months"),
        (729, "24 months"),
        (730, "2 years"),
    ],
)
def test_the_age_of_a_check_is_told_in_the_largest_unit_that_fits(days: int, words: str) -> None:
    assert words in age_of_check(days, interface("en"))


# Statements


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"asks_immigration_status": "no"}, "They do not ask about immigration status."),
        ({"asks_immigration_status": "yes"}, "They ask about immigration status."),
        ({}, "We do not know if they ask about immigration status."),
        ({"required_documents": "none"}, "You need no papers."),
        ({"required_documents": ["photo-id"]}, "Any card with your face."),
        ({}, "We do not know which papers."),
        ({"cost": "free"}, "Free"),
        ({}, "We do not know what it costs."),
    ],
)
def test_what_is_known_is_said_plainly_and_what_is_not_is_said_as_not_known(
    facts: Facts, said: str
) -> None:
    papers = {"id": "photo-id", "name": "Photo ID", "description": "Any card with your face."}
    terms = {TaxonomyKind.DOCUMENTS: (papers,)}
    given = directory(organization("ash", service("a", **facts)), terms=terms)
    page = next(
        page
        for page in service_pages(reader(given), Related(given, SETTINGS, TODAY))
        if page.head.kind is PageKind.SERVICE
    )
    assert said in render_body(page)


@pytest.mark.parametrize(("whole", "number"), [(True, "0142"), (False, "0199")])
def test_the_number_to_call_is_the_hosts_only_where_there_is_no_other(
    whole: bool, number: str
) -> None:
    own: dict[str, Any] = {"phones": [{"number": "(563) 555-0142"}]} if whole else {}
    hall = location("hall", phones=[{"number": "(563) 555-0199"}])
    given = directory(
        organization("ash", service("a", at=["birch/hall"]), **own),
        organization("birch", locations=[hall]),
    )
    call = page_of(given, "ash/a").service.call
    assert call is not None
    assert call.number.endswith(number)


# What may help too


def test_others_nearby_come_before_others_far_away_and_never_the_service_itself() -> None:
    places = [location("n", area="north"), location("s", area="south")]
    given = directory(
        organization("ash", service("a", needs=["food"], at=["n"]), locations=places),
        organization("birch", service("far", needs=["food"], at=["ash/s"])),
        organization("cedar", service("near", needs=["food"], at=["ash/n"])),
        organization("dogwood", service("off", needs=["food"], at=["ash/n"], status="paused")),
    )
    view = page_of(given, "ash/a")
    (food,) = view.same_need
    assert [s.name.text for s in food.services] == ["Near", "Far"]
    assert [s.name.text for s in view.same_place] == ["Near"]


def test_a_page_reads_the_organizations_of_all_it_shows() -> None:
    given = directory(
        organization("ash", service("a", needs=["food"], next=["elm/e"])),
        organization("birch", service("b", needs=["food"], at=["cedar/hall"])),
        organization("cedar", locations=[location("hall")]),
        organization("elm", service("e")),
        organization("fir", service("f", needs=["doctor"])),
    )
    related = Related(given, SETTINGS, TODAY)
    assert related.read_by(given.services["ash/a"]) == ("ash", "birch", "cedar", "elm")


def test_only_a_few_others_are_named() -> None:
    many = [organization(f"o{i}", service("a", needs=["food"])) for i in range(20)]
    given = directory(*many)
    (food,) = page_of(given, "o3/a").same_need
    assert len(food.services) == MOST_FOR_A_NEED


def test_a_service_of_a_former_organization_id_leads_on() -> None:
    given = directory(organization("ash", service("a"), former_ids=["old"]))
    pages = list(service_pages(reader(given), Related(given, SETTINGS, TODAY)))
    assert [(p.head.address, p.head.kind) for p in pages] == [
        ("en/organizations/ash/a/", PageKind.SERVICE),
        ("en/organizations/old/a/", PageKind.MOVED),
    ]
    assert pages[1].head.canonical == pages[0].head.address


def test_a_page_about_a_sensitive_need_is_not_listed_and_can_be_left() -> None:
    given = directory(
        organization("ash", service("a", needs=["safety"]), service("b", needs=["food"])),
        terms=SENSITIVE,
    )
    made = service_pages(reader(given), Related(given, SETTINGS, TODAY))
    pages = [page for page in made if page.head.neutral != page.head.address]
    assert [(p.head.sensitive, p.head.indexed) for p in pages] == [(True, False), (False, True)]
    assert organization_of(given, "ash").sensitive
    view = pages[0].view()
    assert isinstance(view, ServicePageView)
    assert view.structured is None


# The small map


AREAS: Final = {
    TaxonomyKind.AREAS: (
        {"id": "north", "name": "North", "latitude": "42.60", "longitude": "-90.70"},
        {"id": "middle", "name": "Middle", "latitude": "42.50", "longitude": "-90.66"},
        {"id": "south", "name": "South", "latitude": "42.40", "longitude": "-90.60"},
        {"id": "everywhere", "name": "Whole county"},
    )
}


def map_of(*areas: str, region: str = "US", terms: Mapping[Any, Any] = AREAS) -> LocatorView | None:
    local = reader(directory(organization("ash"), terms=terms), region=region).local
    return locator_view(local, areas)


def test_the_map_has_north_up_and_the_area_marked() -> None:
    view = map_of("south")
    assert view is not None
    north, middle, south = view.dots
    assert north.y < middle.y < south.y
    assert north.x < middle.x < south.x
    assert [dot.current for dot in view.dots] == [False, False, True]
    assert [name.text for name in view.current] == ["South"]
    assert all(0 < dot.x < WIDTH and 0 < dot.y < view.height for dot in view.dots)


def test_the_scale_is_as_long_as_it_says() -> None:
    miles, km = map_of("south"), map_of("south", region="DE")
    assert miles is not None
    assert km is not None
    high = miles.dots[2].y - miles.dots[0].y
    assert miles.scale_words == "5 miles"
    assert miles.scale == pytest.approx(5 * 1.609344 * high / (0.2 * 111.32), rel=0.02)
    assert km.scale_words == "10 kilometers"


def test_no_map_where_it_would_say_nothing() -> None:
    assert map_of() is None
    assert map_of("everywhere") is None
    assert map_of("north", terms=TERMS) is None


def test_names_do_not_cover_each_other() -> None:
    close = {
        TaxonomyKind.AREAS: tuple(
            {"id": f"a{i}", "name": f"Area {i}", "latitude": str(lat), "longitude": str(lon)}
            for i, (lat, lon) in enumerate(
                [(42.52, -90.668), (42.5, -90.664), (42.487, -90.655), (42.56, -90.78)]
            )
        )
    }
    view = map_of("a0", terms=close)
    assert view is not None
    assert len({(dot.label.x, dot.label.y) for dot in view.dots}) == 4


# Facts for search engines


def test_public_places_alone_are_told_to_search_engines() -> None:
    given = directory(
        organization(
            "ash",
            service("a", at=["open", "area", "secret"], phones=[{"number": "(563) 555-0142"}]),
            locations=[
                location("open", address=ADDRESS, schedules=[hours("MO", "09:00", "24:00")]),
                location("area", visibility="area-only", area="north"),
                location("secret", visibility="confidential"),
            ],
        )
    )
    page = reader(given, site_url="https://example.org/")
    found = service_data(page, given.services["ash/a"])
    places = [c["serviceLocation"] for c in found["availableChannel"] if "serviceLocation" in c]
    assert [place["name"] for place in places] == ["Open"]
    assert places[0]["address"]["streetAddress"] == "5 Hidden Lane"
    (week,) = places[0]["openingHoursSpecification"]
    assert (week["dayOfWeek"], week["opens"], week["closes"]) == (["Monday"], "09:00", "23:59")
    assert found["url"] == "https://example.org/en/organizations/ash/a/"
    whole = organization_data(page, given.organizations["ash"])
    assert [place["name"] for place in whole["location"]] == ["Open"]
    assert "Secret" not in json.dumps([found, whole])


def test_no_text_ends_the_facts() -> None:
    summary = 'Tea & cake <3 "at 5" \'til 6'
    given = directory(organization("ash", service("a", summary=summary)))
    (page,) = service_pages(reader(given), Related(given, SETTINGS, TODAY))
    html = render_body(page)
    facts = html.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    assert json.loads(facts)["description"] == summary
    assert "<" not in facts
    assert "&" not in facts
