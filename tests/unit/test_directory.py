"""The linked whole: what holds at a place, who is a guest where, who stands beside whom."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service_directory.directory import Directory, LinkedService, Place, link
from service_directory.languages.catalogs import Catalogs
from service_directory.languages.localize import localize
from service_directory.model.taxonomy import TaxonomyKind
from service_directory.pages.organization import organization_pages
from service_directory.pages.page import Page
from service_directory.pages.partners import partner_pages
from service_directory.pages.reader import PageReader
from service_directory.pages.urls import Urls
from service_directory.reading.entry import Entries
from service_directory.settings import Settings
from tests.sample import (
    Facts,
    directory,
    dump,
    entries,
    hours,
    location,
    organization,
    service,
    small_entries,
)


def linked(**facts: Any) -> LinkedService:
    """Return the service of an organization that states everything on every level it can."""
    return directory(
        organization("ash", service("class", **facts.pop("service")), **facts)
    ).services["ash/class"]


def place(**facts: Any) -> Place:
    (found,) = linked(**facts).places
    return found


# Defaults


MONDAY, TUESDAY, WEDNESDAY = (hours(day, "09:00", "12:00") for day in ("MO", "TU", "WE"))


@pytest.mark.parametrize(
    ("at", "own", "there", "days"),
    [
        ([MONDAY], [TUESDAY], [WEDNESDAY], ["MO"]),
        ([], [TUESDAY], [WEDNESDAY], ["TU"]),
        ([], [], [WEDNESDAY], ["WE"]),
        ([], [], [], []),
    ],
)
def test_hours_are_those_at_the_place_else_the_services_else_the_locations(
    at: list[Facts], own: list[Facts], there: list[Facts], days: list[str]
) -> None:
    found = place(
        service={"at": [{"location": "hall", "schedules": at}], "schedules": own},
        locations=[location("hall", schedules=there)],
    )
    assert [day for schedule in found.schedules for day in schedule.byday] == days


@pytest.mark.parametrize(
    ("at", "own", "there", "organizations", "spoken"),
    [
        (["ar"], ["es"], ["en"], ["fr"], ("ar",)),
        ([], ["es"], ["en"], ["fr"], ("es",)),
        ([], [], ["en"], ["fr"], ("en",)),
        ([], [], [], ["fr"], ("fr",)),
        ([], [], [], [], ()),
    ],
)
def test_languages_are_those_at_the_place_else_further_and_further_out(
    at: list[str], own: list[str], there: list[str], organizations: list[str], spoken: tuple[str]
) -> None:
    found = place(
        service={"at": [{"location": "hall", "languages": at}], "languages": own},
        locations=[location("hall", languages=there)],
        languages=organizations,
    )
    assert found.languages == spoken


def test_a_place_does_not_borrow_the_languages_of_the_services_other_place() -> None:
    found = linked(
        service={"at": [{"location": "hall", "languages": ["ar"]}, "attic"]},
        locations=[location("hall"), location("attic")],
        languages=["en"],
    )
    assert [p.languages for p in found.places] == [("ar",), ("en",)]
    assert found.languages == ("ar", "en")


def test_a_service_without_a_place_speaks_its_own_languages_else_its_organizations() -> None:
    assert linked(service={"languages": ["es"]}, languages=["en"]).languages == ("es",)
    assert linked(service={}, languages=["en"]).languages == ("en",)
    assert linked(service={}).languages == ()


def test_a_guest_speaks_its_hosts_languages_only_where_none_of_its_own_are_stated() -> None:
    host = organization("birch", locations=[location("hall", languages=["so"])], languages=["am"])
    one = directory(host, organization("ash", service("s", at=["birch/hall"]), languages=["en"]))
    assert one.services["ash/s"].places[0].languages == ("so",)
    bare = organization("birch", locations=[location("hall")], languages=["am"])
    two = directory(bare, organization("ash", service("s", at=["birch/hall"]), languages=["en"]))
    assert two.services["ash/s"].places[0].languages == ("en",)


def test_closures_of_the_location_and_of_the_service_there_both_hold() -> None:
    found = place(
        service={"at": [{"location": "hall", "closures": [{"from": "2026-02-02"}]}]},
        locations=[location("hall", closures=[{"from": "2026-01-01"}])],
    )
    assert [closure.from_.month for closure in found.closures] == [1, 2]


def test_needs_are_the_confirmed_then_the_suggested_each_once() -> None:
    found = linked(service={"needs": ["food"], "suggested_needs": ["english", "food"]})
    assert found.needs == ("food", "english")
    assert not found.is_suggested("food")
    assert found.is_suggested("english")


def test_areas_come_in_the_order_of_the_places_each_once() -> None:
    found = linked(
        service={"at": ["a", "b", "c", "d"]},
        locations=[
            location("a", area="south"),
            location("b"),
            location("c", area="north"),
            location("d", area="south"),
        ],
    )
    assert found.areas == ("south", "north")


# Look-ups


def test_services_are_found_by_need_and_by_the_needs_above() -> None:
    found = directory(
        organization("ash", service("a", needs=["english", "diploma"]), service("b")),
        organization("birch", service("c", suggested_needs=["doctor"])),
    ).services_by_need
    keys = {need: [one.key for one in services] for need, services in found.items()}
    assert keys == {
        "learn": ["ash/a"],
        "english": ["ash/a"],
        "diploma": ["ash/a"],
        "health": ["birch/c"],
        "doctor": ["birch/c"],
    }


def test_services_stand_in_the_order_of_organizations_and_entries() -> None:
    found = directory(
        organization("birch", service("z"), service("a")), organization("ash", service("m"))
    )
    assert list(found.services) == ["ash/m", "birch/z", "birch/a"]
    assert [one.index for one in found.services_by_organization["birch"]] == [0, 1]


def test_a_service_at_anothers_place_is_its_guest_once() -> None:
    found = directory(
        organization(
            "ash",
            service("s", at=["birch/x", "birch/y", "home"]),
            locations=[location("home")],
        ),
        organization("birch", locations=[location("x"), location("y")]),
    )
    assert {host: [g.key for g in guests] for host, guests in found.guests.items()} == {
        "birch": ["ash/s"]
    }
    assert [p.key for p in found.services["ash/s"].places] == ["birch/x", "birch/y", "ash/home"]


def test_ways_on_and_hand_overs_are_known_from_the_other_end() -> None:
    found = directory(
        organization("ash", service("s", next=["t", "birch/u"]), service("t")),
        organization(
            "birch", service("u"), partnership={"hands_off_to": [{"organization": "ash"}]}
        ),
    )
    assert dict(found.next_from) == {"ash/t": ("ash/s",), "birch/u": ("ash/s",)}
    assert dict(found.handed_over_by) == {"ash": ("birch",)}


def test_terms_have_children_descendants_and_a_first_level() -> None:
    needs: list[Facts] = [
        {"id": "leaf", "name": "L", "parent": "twig"},
        {"id": "twig", "name": "T", "parent": "root"},
        {"id": "root", "name": "R"},
        {"id": "other", "name": "O", "parent": "root"},
    ]
    found = directory(terms={TaxonomyKind.NEEDS: needs})
    kind = TaxonomyKind.NEEDS
    assert [term.id for term in found.children(kind, "root")] == ["twig", "other"]
    assert [term.id for term in found.children(kind, None)] == ["root"]
    assert found.descendants(kind, "root") == ("root", "twig", "leaf", "other")
    assert found.first_level(kind, "leaf") == found.first_level(kind, "root") == "root"
    assert found.term(kind, "twig").name == "T"
    with pytest.raises(KeyError):
        found.term(kind, "nothing")


def test_needs_in_a_circle_end_the_linking() -> None:
    circle = [
        {"id": "a", "name": "A", "parent": "b"},
        {"id": "b", "name": "B", "parent": "a"},
    ]
    given = entries(
        organization("ash", service("s", needs=["a"])), terms={TaxonomyKind.NEEDS: circle}
    )
    found, diagnostics = link(given)
    assert {d.rule for d in diagnostics} == {"parent-circle"}
    assert set(found.services_by_need) == {"a", "b"}


# Neighbours


def test_neighbours_are_all_an_organizations_pages_mention_or_are_mentioned_by() -> None:
    found = directory(
        organization(
            "ash",
            service("s", at=["host/hall"], next=["after/s"]),
            locations=[location("room")],
            partnership={"hands_off_to": [{"organization": "receiver"}]},
        ),
        organization("after", service("s")),
        organization("before", service("s", next=["ash/s"])),
        organization("giver", partnership={"hands_off_to": [{"organization": "ash"}]}),
        organization("guest", service("s", at=["ash/room", "inn/bar"], next=["then/s"])),
        organization("host", locations=[location("hall")]),
        organization("inn", locations=[location("bar")]),
        organization("receiver"),
        organization("stranger", service("s")),
        organization("then", service("s")),
    )
    assert found.neighbours("ash") == (
        "after",
        "ash",
        "before",
        "giver",
        "guest",
        "host",
        "inn",
        "receiver",
        "then",
    )
    assert found.neighbours("stranger") == ("stranger",)


def _pages(found: Directory) -> dict[str, Page]:
    settings = Settings(languages=("en", "ar"), edit_url="https://example.org/edit/")
    today = datetime.date(2026, 11, 21)
    pages = {}
    for tag in settings.languages:
        local = localize(found, Catalogs(), language_tag=tag, settings=settings)
        reader = PageReader(local, Urls(), today)
        for page in (*organization_pages(reader), *partner_pages(reader)):
            pages[page.head.address] = page
    return pages


def _renamed(whole: Entries, ids: set[str]) -> Entries:
    """Return entries in which all that some organizations say in words has changed."""
    changed = {}
    for id_, entry in whole.organizations.items():
        facts = entry.facts
        if id_ in ids:
            services = tuple(
                one.model_copy(update={"name": f"{one.name}!", "summary": "changed"})
                for one in facts.services
            )
            locations = tuple(
                one.model_copy(
                    update={"name": f"{one.name}!", "transportation": "changed", "schedules": ()}
                )
                for one in facts.locations
            )
            more = {"name": f"{facts.name}!", "summary": "changed", "languages": ("vi",)}
            facts = facts.model_copy(update={**more, "services": services, "locations": locations})
        changed[id_] = replace(entry, facts=facts)
    return replace(whole, organizations=changed)


@given(small_entries(), st.data())
def test_a_page_reads_no_organization_but_its_neighbours(
    whole: Entries, data: st.DataObject
) -> None:
    found, _ = link(whole)
    id_ = data.draw(st.sampled_from(sorted(found.organizations)))
    strangers = set(found.organizations) - set(found.neighbours(id_))
    other, _ = link(_renamed(whole, strangers))
    after = _pages(other)
    looked_at = 0
    for address, page in _pages(found).items():
        if address.split("/")[2:3] != [id_]:
            continue
        looked_at += 1
        assert page.inputs == found.neighbours(id_)
        assert dump(page.view()) == dump(after[address].view())
        assert page.head == after[address].head
    assert looked_at >= 2


@given(small_entries())
def test_a_neighbour_that_changes_is_seen_somewhere(whole: Entries) -> None:
    """The other way round: the test above would pass for pages that never show a neighbour."""
    found, _ = link(whole)
    changed, _ = link(_renamed(whole, set(found.organizations)))
    before, after = _pages(found), _pages(changed)
    for id_ in found.organizations:
        address = f"en/organizations/{id_}/"
        assert dump(before[address].view()) != dump(after[address].view())
