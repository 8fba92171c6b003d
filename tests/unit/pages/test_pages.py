"""What pages show: hours in the right words, meetings on the right side of today, notes, links."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

import pytest

from service_directory.directory import Directory
from service_directory.languages.catalogs import Catalog, Catalogs, Message
from service_directory.languages.localize import TextState, localize
from service_directory.model.contact import Address
from service_directory.model.location import Location
from service_directory.pages import crosswalks, needs
from service_directory.pages.crosswalks import CrosswalkView, SharedCrosswalks, crosswalk_pages
from service_directory.pages.glossary import glossary_pages
from service_directory.pages.groups import (
    GroupView,
    ProjectView,
    group_pages,
    group_view,
    project_view,
)
from service_directory.pages.needs import NeedView, need_view
from service_directory.pages.organization import (
    OrganizationView,
    organization_pages,
    organization_view,
)
from service_directory.pages.organizations import organizations_view
from service_directory.pages.page import PageKind
from service_directory.pages.partners import (
    PartnerView,
    partner_pages,
    partner_view,
    partners_view,
)
from service_directory.pages.parts import address_view, directions_url
from service_directory.pages.reader import PageReader
from service_directory.pages.urls import Urls
from service_directory.reading.entry import Entry, EntryKind
from service_directory.render import render_body
from service_directory.settings import Settings
from tests.sample import (
    directory,
    group,
    hours,
    location,
    organization,
    plans,
    project,
    service,
)

TODAY: Final = datetime.date(2026, 11, 21)
SETTINGS: Final = Settings(languages=("en", "es", "ar"), edit_url="https://example.org/edit/")


def reader(
    given: Directory, tag: str = "en", catalogs: Catalogs | None = None, **settings: Any
) -> PageReader:
    local = localize(
        given, catalogs or Catalogs(), language_tag=tag, settings=replace(SETTINGS, **settings)
    )
    return PageReader(local, Urls(), TODAY)


def catalog(tag: str, entry: Entry[Any], **texts: tuple[str, str]) -> Catalogs:
    """Return a catalog of one entry: `services_a_summary=("source", "translation")`."""
    messages = {
        context.replace("__", "."): Message(source, translation, False, "x.po", 1)
        for context, (source, translation) in texts.items()
    }
    return Catalogs({(tag, entry.kind, entry.id): Catalog("x.po", messages)})


def organization_of(given: Directory, id_: str, tag: str = "en", **more: Any) -> OrganizationView:
    return organization_view(reader(given, tag, **more), given.organizations[id_])


def partner_of(given: Directory, id_: str) -> PartnerView:
    return partner_view(reader(given), given.organizations[id_])


def group_of(given: Directory, id_: str) -> GroupView:
    return group_view(reader(given), given.entries.groups[id_])


def project_of(given: Directory, id_: str) -> ProjectView:
    return project_view(reader(given), given.entries.projects[id_])


def need_of(given: Directory, id_: str, tag: str = "en", **more: Any) -> NeedView:
    kind = next(kind for kind in given.terms if kind == "needs")
    return need_view(reader(given, tag, **more), given.terms[kind][id_])


# Services and places


def test_services_that_take_people_come_first() -> None:
    statuses = ["inactive", "paused", "active", "waiting list", "seasonal", "temporarily closed"]
    given = directory(
        organization("ash", *(service(f"s{i}", status=s) for i, s in enumerate(statuses)))
    )
    found = [view.status.code for view in organization_of(given, "ash").services]
    assert found[:2] == ["active", "waiting-list"]
    assert found[-1] == "inactive"


def test_a_guest_shows_its_host_and_the_host_its_guest() -> None:
    given = directory(
        organization(
            "ash", service("class", at=["birch/hall", "room"]), locations=[location("room")]
        ),
        organization("birch", locations=[location("hall", transportation="Bus 4")]),
    )
    (own,) = organization_of(given, "ash").services
    hall, room = own.places
    assert hall.host is not None
    assert hall.host.href == "en/organizations/birch/"
    assert room.host is None
    assert hall.transportation is not None
    assert [view.name.text for view in organization_of(given, "birch").guests] == ["Class"]
    assert organization_of(given, "birch").services == ()


def test_what_a_service_says_of_a_place_stands_before_what_the_place_says() -> None:
    phone = {"number": "(563) 555-0142"}
    there = location("hall", description="A big hall.", phones=[{"number": "(563) 555-0199"}])
    with_own = {"location": "hall", "description": "Room 3.", "phones": [phone]}
    given = directory(
        organization(
            "ash", service("a", at=[with_own]), service("b", at=["hall"]), locations=[there]
        )
    )
    a, b = organization_of(given, "ash").services
    assert a.places[0].note is not None
    assert a.places[0].note.text == "Room 3."
    assert [p.href for p in a.places[0].phones] == ["tel:+15635550142"]
    assert b.places[0].note is None
    assert [p.href for p in b.places[0].phones] == ["tel:+15635550199"]


def test_languages_of_a_place_are_told_where_they_are_not_the_services() -> None:
    given = directory(
        organization(
            "ash",
            service("a", languages=["en", "es"], at=[{"location": "x", "languages": ["es"]}, "y"]),
            locations=[location("x"), location("y")],
        )
    )
    x, y = organization_of(given, "ash").services[0].places
    assert x.languages == ("Spanish",)
    assert y.languages == ()


@pytest.mark.parametrize(
    ("at", "own", "entry", "context"),
    [
        (True, True, "ash", "services.a.at.0.schedules.0.description"),
        (False, True, "ash", "services.a.schedules.0.description"),
        (False, False, "birch", "locations.hall.schedules.0.description"),
    ],
)
def test_words_about_hours_are_translated_from_where_they_were_written(
    at: bool, own: bool, entry: str, context: str
) -> None:
    schedule = [{"description": "Ring twice"}]
    given = directory(
        organization(
            "ash",
            service(
                "a",
                at=[{"location": "birch/hall", "schedules": schedule if at else []}],
                schedules=schedule if own else [],
            ),
        ),
        organization("birch", locations=[location("hall", schedules=schedule)]),
    )
    words = catalog(
        "es",
        given.organizations[entry],
        **{context.replace(".", "__"): ("Ring twice", "Dos veces")},
    )
    (place,) = organization_of(given, "ash", "es", catalogs=words).services[0].places
    (note,) = place.hours.notes
    assert note.description is not None
    assert (note.description.text, note.description.state) == ("Dos veces", TextState.CURRENT)


def test_closures_of_the_place_and_of_the_service_stand_in_order() -> None:
    given = directory(
        organization(
            "ash",
            service(
                "a",
                at=[
                    {"location": "hall", "closures": [{"from": "2026-12-01", "reason": "Service"}]}
                ],
            ),
            locations=[
                location(
                    "hall",
                    closures=[
                        {"from": "2026-12-24", "to": "2027-01-02", "reason": "Winter"},
                        {"from": "2026-01-01", "reason": "Long ago"},
                    ],
                )
            ],
        )
    )
    (place,) = organization_of(given, "ash").services[0].places
    assert [c.reason.text for c in place.hours.closures if c.reason] == ["Service", "Winter"]


def test_hours_of_a_service_are_told_with_its_places_or_by_themselves() -> None:
    schedules = [hours("MO", "09:00", "10:00")]
    given = directory(
        organization(
            "ash",
            service("phone", schedules=schedules),
            service("class", schedules=schedules, at=["hall"]),
            service("riddle"),
            locations=[location("hall")],
        )
    )
    phone, class_, riddle = organization_of(given, "ash").services
    assert phone.hours is not None
    assert phone.hours.known
    assert class_.hours is None
    assert class_.places[0].hours.known
    assert riddle.hours is None


def test_papers_not_known_and_no_papers_are_told_apart() -> None:
    given = directory(
        organization(
            "ash",
            service("a"),
            service("b", required_documents="none"),
            service("c", required_documents=["photo-id"]),
        )
    )
    a, b, c = (view.documents for view in organization_of(given, "ash").services)
    assert a is None
    assert b == ()
    assert c is not None
    assert [paper.name.text for paper in c] == ["Photo ID"]


@pytest.mark.parametrize(
    ("low", "high", "numbers"),
    [
        (None, None, []),
        ("18", None, ["18"]),
        (None, "5", ["5"]),
        ("0", "5", ["0", "5"]),
        ("0", None, ["0"]),
    ],
)
def test_ages_are_told_in_words(low: str | None, high: str | None, numbers: list[str]) -> None:
    ages = {"minimum_age": low, "maximum_age": high}
    given = directory(organization("ash", service("a", **ages)))
    words = organization_of(given, "ash").services[0].ages
    assert re.findall(r"\d+", words) == numbers
    assert bool(words) == bool(numbers)


def test_a_service_leads_on_to_its_own_and_to_others_services() -> None:
    given = directory(
        organization("ash", service("a", next=["b", "birch/c"]), service("b")),
        organization("birch", service("c")),
    )
    own, other = organization_of(given, "ash").services[0].next
    assert (own.href, own.note) == ("en/organizations/ash/b/", "")
    assert (other.href, other.note) == ("en/organizations/birch/c/", "Birch")


@pytest.mark.parametrize(
    ("day", "overdue"), [("2025-11-21", False), ("2025-11-20", True), ("2026-11-21", False)]
)
def test_a_check_is_overdue_after_the_days_the_site_allows(day: str, overdue: bool) -> None:
    given = directory(organization("ash", service("a"), assured={"date": day}))
    view = organization_of(given, "ash")
    assert view.check.overdue is overdue
    assert view.services[0].check == view.check
    assert view.check.iso_date == day


def test_a_service_checked_by_itself_says_so() -> None:
    own = {"date": "2026-11-01", "by": "volunteer"}
    given = directory(
        organization("ash", service("a", assured=own), assured={"date": "2020-01-01"})
    )
    view = organization_of(given, "ash")
    assert view.check.overdue
    assert not view.services[0].check.overdue
    assert view.services[0].check.by is not None


def test_websites_are_told_by_label_or_host() -> None:
    given = directory(
        organization(
            "ash",
            url="https://www.Ash.example.org/a/b?c=1",
            additional_websites=[{"url": "https://x.example.org", "label": "Photos"}],
        )
    )
    assert [getattr(label, "text", label) for _, label in organization_of(given, "ash").urls] == [
        "ash.example.org",
        "Photos",
    ]


def test_labels_of_websites_are_shown_in_the_readers_language() -> None:
    link = {"url": "https://x.example.org", "label": "Photos"}
    given = directory(
        organization("ash", service("a", additional_urls=[link]), additional_websites=[link]),
        groups=[group("forum", links=[link])],
        projects=[project("garden", owner="ash", links=[link])],
    )
    entries = given.entries
    words = [
        catalog("es", entries.organizations["ash"], additional_websites__0__label=("Photos", "F1"),
                services__a__additional_urls__0__label=("Photos", "F2")),
        catalog("es", entries.groups["forum"], links__0__label=("Photos", "F3")),
        catalog("es", entries.projects["garden"], links__0__label=("Photos", "F4")),
    ]  # fmt: skip
    all_words = Catalogs({key: value for one in words for key, value in one.by_key.items()})
    one = reader(given, "es", all_words)
    organization_seen = organization_view(one, entries.organizations["ash"])
    found = (
        organization_seen.urls,
        organization_seen.services[0].urls,
        group_view(one, entries.groups["forum"]).urls,
        project_view(one, entries.projects["garden"]).urls,
    )
    assert [getattr(label, "text", "") for ((_, label),) in found] == ["F1", "F2", "F3", "F4"]


# Places on a map


ADDRESS: Final = {
    "address_1": "101 River St #4",
    "city": "Riverbend",
    "state_province": "IA",
    "postal_code": "52001",
}


def test_directions_are_by_coordinates_else_by_address() -> None:
    address = Address.model_validate(ADDRESS)
    here = Location.model_validate({"id": "a", "name": "A", "latitude": 42.5, "longitude": -90.66})
    somewhere = Location.model_validate({"id": "a", "name": "A"})
    url = "https://map.example.org/?q={place}&z=1"
    assert directions_url(here, address, url) == "https://map.example.org/?q=42.5%2C-90.66&z=1"
    assert directions_url(somewhere, address, url) == (
        "https://map.example.org/?q=101%20River%20St%20%234%2C%20Riverbend%2C%20IA%2C%2052001&z=1"
    )


def test_an_address_stands_as_on_a_letter_with_its_country_where_it_is_another() -> None:
    given = directory(organization("ash"))
    home = Location.model_validate({"id": "a", "name": "A", "address": ADDRESS})
    far = Location.model_validate(
        {
            "id": "b",
            "name": "B",
            "address": {
                **ADDRESS,
                "attention": "Desk",
                "address_2": "Floor 2",
                "country": "CA",
                "postal_code": "K1A 0B1",
            },
        }
    )
    local = reader(given).local
    near, away = address_view(home, local), address_view(far, local)
    assert near is not None
    assert away is not None
    assert near.lines == ("101 River St #4", "Riverbend, IA 52001")
    assert away.lines == ("Desk", "101 River St #4", "Floor 2", "Riverbend, IA K1A 0B1", "CA")
    assert address_view(Location.model_validate({"id": "c", "name": "C"}), local) is None


# Notes about translations


def test_a_page_in_its_readers_language_needs_no_note() -> None:
    given = directory(organization("ash"))
    assert not organization_of(given, "ash").note.needed


def test_the_note_of_a_need_leads_to_the_need_in_the_language_of_a_text_not_translated() -> None:
    given = directory(
        organization("ash", service("a", needs=["food"]), language="es"),
        organization("birch", service("b", needs=["food"]), language="en"),
    )
    in_spanish = need_of(given, "food", "es").note
    assert in_spanish.missing
    assert (in_spanish.source_tag, in_spanish.source_href) == ("en", "en/needs/food/")
    in_arabic = need_of(given, "food", "ar").note
    assert (in_arabic.source_tag, in_arabic.source_href) == ("es", "es/needs/food/")


def test_a_language_the_site_does_not_have_is_named_without_a_link() -> None:
    given = directory(organization("ash", language="so"))
    note = organization_of(given, "ash", "ar").note
    assert note.missing
    assert (note.source_tag, note.source_href) == ("so", "")


def test_partner_pages_lead_to_the_partner_page_in_the_entrys_language() -> None:
    given = directory(organization("ash", contacts=[{"id": "desk", "title": "Desk"}]))
    note = partner_view(reader(given, "ar"), given.organizations["ash"]).note
    assert note.source_href == "en/partners/ash/"


# Needs


def test_a_group_of_needs_shows_the_services_of_the_needs_below() -> None:
    given = directory(
        organization("ash", service("a", needs=["english"]), service("b", needs=["diploma"]))
    )
    view = need_of(given, "learn")
    assert [s.name.text for s in view.services] == ["A", "B"]
    assert [tile.count for tile in view.below] == [1, 1]
    assert view.above is None
    assert need_of(given, "english").above is not None


def test_paused_services_are_shown_apart_and_others_nearby_where_nobody_helps() -> None:
    given = directory(
        organization(
            "ash",
            service("a", needs=["english"], status="paused"),
            service("b", needs=["english"]),
        )
    )
    view = need_of(given, "english")
    assert ([s.name.text for s in view.services], [s.name.text for s in view.paused]) == (
        ["B"],
        ["A"],
    )
    assert view.nearby == ()
    assert [tile.href for tile in need_of(given, "diploma").nearby] == ["en/needs/english/"]


def test_a_tile_counts_what_is_offered_at_all() -> None:
    statuses = ["active", "paused", "inactive"]
    given = directory(
        organization(
            "ash", *(service(f"s{i}", needs=["food"], status=s) for i, s in enumerate(statuses))
        )
    )
    page = reader(given)
    assert [tile.count for tile in needs.top_needs(page)] == [0, 0, 2]


def test_many_services_stand_as_lines_by_area(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(needs, "MOST_IN_FULL", 2)
    given = directory(
        organization(
            "ash",
            service("a", needs=["food"], at=["x"]),
            service("b", needs=["food"], delivery=["phone"]),
            service("c", needs=["food"]),
            service("d", needs=["food"], at=["x", "y"]),
            locations=[location("x", area="north"), location("y", area="south")],
        )
    )
    view = need_of(given, "food")
    assert view.services == ()
    assert view.count == 4
    lines = {area.name.text: [s.name.text for s in area.services] for area in view.areas}
    assert lines == {
        "North": ["A", "D"],
        "South": ["D"],
        "Online or by phone": ["B"],
        "Place not known": ["C"],
    }
    anchors = [area.anchor for area in view.areas]
    assert len(set(anchors)) == len(anchors)


# Organizations from A to Z


def test_organizations_stand_under_their_letters_in_the_readers_order() -> None:
    names = ["zebra", "Émile", "echo", "Alpha", "بيت"]
    given = directory(*(organization(f"o{i}", name=name) for i, name in enumerate(names)))
    view = organizations_view(reader(given))
    assert view.count == 5
    assert [line.name.text for letter in view.letters for line in letter.lines][:4] == [
        "Alpha",
        "echo",
        "Émile",
        "zebra",
    ]
    assert [letter.letter for letter in view.letters][:3] == ["A", "E", "Z"]
    anchors = [letter.anchor for letter in view.letters]
    assert len(set(anchors)) == len(anchors)


# Partners


def test_hand_offs_are_told_on_both_sides() -> None:
    given = directory(
        organization(
            "ash",
            partnership={
                "hands_off_to": [
                    {"organization": "birch", "for": ["food"], "how": "Walk over."},
                    {"organization": "birch", "for": ["doctor"]},
                    {"organization": "cedar"},
                ]
            },
        ),
        organization("birch"),
        organization("cedar"),
    )
    assert [h.partner.href for h in partner_of(given, "ash").hands_off_to] == [
        "en/partners/birch/",
        "en/partners/birch/",
        "en/partners/cedar/",
    ]
    received = partner_of(given, "birch").handed_over_by
    assert [h.partner.href for h in received] == ["en/partners/ash/"] * 2
    assert received[0].how is not None
    assert received[0].how.text == "Walk over."
    assert [need.href for need in received[1].needs] == ["en/needs/doctor/"]


def test_services_at_partners_places_are_told_on_both_sides() -> None:
    given = directory(
        organization(
            "ash",
            service("class", at=["birch/hall", "room", "cedar/shed"]),
            locations=[location("room")],
        ),
        organization("birch", locations=[location("hall")]),
        organization("cedar", locations=[location("shed")]),
    )
    assert [(p.place.text, p.host.href) for p in partner_of(given, "ash").at_others] == [
        ("Hall", "en/partners/birch/"),
        ("Shed", "en/partners/cedar/"),
    ]
    (guest,) = partner_of(given, "birch").guests
    assert (guest.place.text, guest.host.href) == ("Hall", "en/partners/ash/")
    assert partner_of(given, "birch").at_others == ()


def test_contacts_for_a_topic_stand_before_the_others_and_name_who_stands_in() -> None:
    given = directory(
        organization(
            "ash",
            contacts=[
                {"id": "desk", "title": "Desk"},
                {"id": "boss", "title": "Boss", "spoc_for": ["employers"], "backup": "desk"},
            ],
        )
    )
    view = partner_of(given, "ash")
    assert [c.anchor for c in view.spoc] == ["contact-boss"]
    assert [c.anchor for c in view.other_contacts] == ["contact-desk"]
    assert view.spoc[0].backup is not None
    assert view.spoc[0].backup.text == "Desk"


def test_the_partners_home_lists_partners_by_name_with_topics_once() -> None:
    contacts = [
        {"id": "a", "title": "A", "spoc_for": ["employers", "referrals"]},
        {"id": "b", "title": "B", "spoc_for": ["employers"]},
    ]
    given = directory(
        organization("zoo", name="alpha", contacts=contacts),
        organization("ash", name="Zeta", partnership={"offers": ["Rooms"]}),
        organization("elm", name="Not a partner"),
    )
    view = partners_view(reader(given))
    assert [line.name.text for line in view.partners] == ["alpha", "Zeta"]
    assert [text.text for text in view.partners[0].topics] == ["Employers", "Referrals"]


# Groups and projects


def test_meetings_stand_on_their_side_of_today_the_nearest_first() -> None:
    days = ["2026-11-20", "2027-01-05", "2026-11-21", "2026-01-05", "2026-12-01"]
    given = directory(groups=[group("forum", meetings=[{"date": day} for day in days])])
    view = group_of(given, "forum")
    assert [m.iso_date for m in view.coming] == ["2026-11-21", "2026-12-01", "2027-01-05"]
    assert [m.iso_date for m in view.past] == ["2026-11-20", "2026-01-05"]


def test_a_meeting_is_at_a_listed_place_or_at_one_in_words() -> None:
    meetings = [
        {"date": "2026-12-01", "location": "ash/hall", "opens_at": "17:30", "closes_at": "19:00"},
        {"date": "2026-12-02", "place": "Online"},
        {"date": "2026-12-03", "opens_at": "17:30", "closes_at": None},
    ]
    given = directory(
        organization("ash", locations=[location("hall")]),
        groups=[group("forum", meetings=meetings)],
    )
    listed, online, open_ = group_of(given, "forum").coming
    assert listed.host is not None
    assert listed.place is not None
    assert (listed.place.text, listed.host.href) == ("Hall", "en/organizations/ash/")
    assert online.place is not None
    assert (online.place.text, online.host) == ("Online", None)
    assert open_.place is None
    assert "5:30" in open_.time
    assert "7:00" not in open_.time


def test_promises_are_overdue_when_their_day_is_over_and_they_are_not_kept() -> None:
    items = [
        {"text": "a", "owner": "x", "due": "2026-11-20"},
        {"text": "b", "owner": "x", "due": "2026-11-20", "done": True},
        {"text": "c", "owner": "x", "due": "2026-11-21"},
        {"text": "d", "owner": "x"},
    ]
    meeting = {"date": "2026-10-01", "action_items": items}
    given = directory(groups=[group("forum", meetings=[meeting])])
    (past,) = group_of(given, "forum").past
    assert [action.overdue for action in past.actions] == [True, False, False, False]


def test_members_are_those_listed_and_those_who_say_so_once_each_by_name() -> None:
    given = directory(
        organization("zoo", name="Alpha", partnership={"member_of": ["forum"]}),
        organization("ash", name="Zeta", partnership={"member_of": ["forum"]}),
        organization("elm", name="Middle"),
        groups=[group("forum", chair="elm", members=["ash"]), group("board", reports_to="forum")],
        projects=[project("garden", owner="ash", group="forum")],
    )
    view = group_of(given, "forum")
    assert [link.text.text for link in view.members] == ["Alpha", "Middle", "Zeta"]
    assert [link.href for link in view.reported_by] == ["en/groups/board/"]
    assert [link.href for link in view.projects] == ["en/projects/garden/"]
    assert group_of(given, "board").reports_to is not None


def test_an_agreement_is_due_for_review_after_its_day() -> None:
    agreements = [
        {"title": "a", "review_by": "2026-11-20"},
        {"title": "b", "review_by": "2026-11-21"},
        {"title": "c"},
    ]
    given = directory(
        organization("ash"), projects=[project("garden", owner="ash", agreements=agreements)]
    )
    view = project_of(given, "garden")
    assert [item.review_due for item in view.agreements] == [True, False, False]


def test_yes_no_and_not_known_are_three_answers() -> None:
    given = directory(groups=[group("forum", childcare=True, stipend=False)])
    view = group_of(given, "forum")
    assert (view.childcare, view.stipend, view.food) == (True, False, None)


def test_hours_show_all_their_schedules_say_and_where_to_read_more() -> None:
    link = "https://www.ash.example.org/hours?x=1"
    schedules = [
        hours("MO", "09:00", "12:00", description="Walk in", notes="Ring <twice>"),
        hours("MO", "11:00", "13:00", description="By name", notes="Not in May",
              schedule_link=link),
        {"description": "By appointment", "notes": "Call first", "schedule_link": link},
        hours("TU", "09:00", "12:00", valid_to="2020-01-01", schedule_link="https://old.example"),
    ]  # fmt: skip
    given = directory(
        organization("ash", locations=[location("hall", alternate_name="Old Hall",
                                                schedules=schedules)])
    )  # fmt: skip
    pages = organization_pages(reader(given))
    page = next(page for page in pages if page.head.kind is PageKind.ORGANIZATION)
    view = page.view()
    assert isinstance(view, OrganizationView)
    table = view.places[0].hours
    (span,) = next(row.spans for row in table.rows if row.spans)
    assert span.note is not None
    assert [text.text for text in (span.note, *span.more)] == [
        "Walk in", "By name", "Ring <twice>", "Not in May",
    ]  # fmt: skip
    assert [note.more.text for note in table.notes if note.more] == ["Call first"]
    assert table.links == ((link, "ash.example.org"),)
    html = render_body(page, root="../../../")
    for shown in ("By name", "Ring &lt;twice&gt;", "Not in May", "Call first", "Old Hall"):
        assert html.count(shown) == 1, shown
    assert f'href="{link}"' in html


def test_a_service_names_the_role_to_ask_for() -> None:
    desk = {"id": "desk", "title": "Front desk"}
    given = directory(organization("ash", service("a", contact="desk"), contacts=[desk]))
    view = organization_of(given, "ash").services[0]
    assert view.contact is not None
    assert view.contact.text == "Front desk"


def test_partners_are_led_to_the_words_they_use() -> None:
    terms = [{"id": "spoc", "name": "Single point", "short_name": "SPOC", "synonyms": ["a", "b"]}]
    given = directory(terms={"glossary": terms})
    link = partners_view(reader(given)).glossary
    assert link is not None
    assert link.href == "en/glossary/"
    ((letter,),) = [p.view().letters for p in glossary_pages(reader(given))]  # type: ignore[attr-defined]
    (word,) = letter.words
    assert word.short_name is not None
    assert word.synonyms is not None
    assert (word.name.text, word.short_name.text) == ("Single point", "SPOC")
    assert (word.description, word.synonyms.text) == (None, "a, b")
    assert list(glossary_pages(reader(directory(terms={"glossary": []})))) == []
    assert partners_view(reader(directory(terms={"glossary": []}))).glossary is None


def test_pages_of_entries_have_heads_of_one_make() -> None:
    given = directory(
        organization("ash", contacts=[{"id": "desk", "title": "Desk"}]),
        groups=[group("forum")],
        projects=[project("garden", owner="ash")],
    )
    one = reader(given, "es")
    found = [*organization_pages(one), *partner_pages(one), *group_pages(one)]
    heads = [page.head for page in found if page.head.kind is not PageKind.PARTNERS]
    assert [(h.address, h.title, h.description, h.section, h.indexed) for h in heads] == [
        ("es/organizations/ash/", "Ash", "What ash does.", "organizations", True),
        ("es/partners/ash/", "Ash: para organizaciones socias", "", "partners", True),
        ("es/groups/forum/", "Forum", "Why forum meets.", "partners", True),
        ("es/projects/garden/", "Garden", "About garden.", "partners", True),
    ]
    for head in heads:
        english = head.address.replace("es/", "en/", 1)
        assert head.language == "es"
        assert head.alternates[:2] == (("en", english), ("es", head.address))
        assert head.source.endswith(f"/{head.address.split('/')[2]}.md")


# Crosswalks


def crosswalk_views(given: Directory, tag: str = "en") -> dict[str, CrosswalkView]:
    found = crosswalk_pages(reader(given, tag), SharedCrosswalks(given))
    views = {}
    for page in found:
        view = page.view()
        if page.head.kind is PageKind.CROSSWALK:
            assert isinstance(view, CrosswalkView)
            views[page.head.address] = view
    return views


def cells(view: CrosswalkView) -> Mapping[tuple[str, str], str]:
    return {
        (row.head.id, column.id): cell.state
        for group_ in view.groups
        for row in group_.rows
        for column, cell in zip(view.columns, row.cells, strict=True)
    }


def test_a_crosswalk_page_shows_every_cell_with_its_state_and_words() -> None:
    given = directory(
        organization("ash", service("a", needs=["english"]), service("b", needs=["food"])),
        organization("birch", service("c", needs=["english"], status="paused"), service("riddle")),
    )
    (view,) = crosswalk_views(given).values()
    assert cells(view)["english", "ash"] == "offered"
    assert cells(view)["english", "birch"] == "paused"
    assert cells(view)["doctor", "ash"] == "not-offered"
    assert cells(view)["doctor", "birch"] == "not-known"
    assert view.service_count == 4
    assert [(g.name.text if g.name else None, len(g.rows)) for g in view.groups] == [
        ("Learn", 2),
        ("Health", 1),
        ("Food", 1),
        (None, 1),
    ]
    assert {gap.need.href for gap in view.gaps} == {
        "en/needs/english/",
        "en/needs/diploma/",
        "en/needs/doctor/",
        "en/needs/food/",
    }


def test_a_crosswalk_of_some_needs_tells_the_gaps_of_these_alone() -> None:
    given = directory(
        organization("ash"), crosswalks=plans({"id": "a", "where": {"needs": ["health", "food"]}})
    )
    (view,) = crosswalk_views(given).values()
    assert [gap.need.href for gap in view.gaps] == ["en/needs/doctor/", "en/needs/food/"]


def test_what_a_filter_leaves_out_because_it_is_not_known_is_named_on_the_page() -> None:
    given = directory(
        organization("ash", service("a", name="Tea & <Talk>"), service("b", audiences=["adults"])),
        crosswalks=plans({"id": "a", "where": {"audiences": ["adults"]}}),
    )
    page = next(
        page
        for page in crosswalk_pages(reader(given), SharedCrosswalks(given))
        if page.head.kind is PageKind.CROSSWALK
    )
    html = render_body(page, root="../../../")
    start = html.index("1 service is not in this table because it is not known")
    link = '<a href="../../../en/organizations/ash/a/">Tea &amp; &lt;Talk&gt;</a>'
    assert html.index(link) > start


def test_a_cell_of_many_services_counts_them_and_leads_to_their_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(crosswalks, "MOST_IN_CELL", 1)
    given = directory(
        organization("ash", service("a", needs=["food"]), service("b", needs=["food", "doctor"]))
    )
    (view,) = crosswalk_views(given).values()
    by_need = {row.head.id: row.cells[0] for group_ in view.groups for row in group_.rows}
    assert (by_need["food"].count, by_need["food"].services) == (2, ())
    assert by_need["food"].more is not None
    assert by_need["food"].more.href == "en/needs/food/"
    assert (by_need["doctor"].count, len(by_need["doctor"].services)) == (1, 1)
    assert by_need["doctor"].more is None


def test_labels_follow_the_axes_when_a_crosswalk_is_turned() -> None:
    services = [service(f"s{i}", languages=["en"]) for i in range(2)]
    given = directory(
        *(organization(f"o{i}", *services) for i in range(30)),
        crosswalks=plans({"id": "a", "rows": "language", "columns": "organization"}),
    )
    (view,) = crosswalk_views(given).values()
    assert (view.rows_label, view.columns_label) == ("Organization", "Language")
    assert len(view.groups[0].rows) == 30
    assert [head.total for head in view.columns] == [60]


def test_heads_say_in_words_what_is_remote_and_what_is_not_known() -> None:
    given = directory(
        organization("ash", service("a", delivery=["phone"]), service("b")),
        crosswalks=plans({"id": "a", "rows": "area", "columns": "delivery"}),
    )
    (view,) = crosswalk_views(given).values()
    rows = [row.head.text.text for group_ in view.groups for row in group_.rows]
    assert rows == ["North", "South", "Online or by phone", "not known"]
    assert view.columns[-1].text.text == "not known"


def test_a_divided_crosswalk_leads_to_its_parts_and_they_lead_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("service_directory.crosswalk_parts.MOST_COLUMNS", 2)
    given = directory(
        *(organization(f"o{i}", service("s", needs=["food", "english"])) for i in range(3)),
        organization("other", service("riddle")),
    )
    views = crosswalk_views(given)
    whole = views["en/crosswalk/services/"]
    assert whole.divided
    assert whole.columns == ()
    assert whole.groups == ()
    assert {part.link.href: part.count for part in whole.parts} == {
        "en/crosswalk/services/learn/": 3,
        "en/crosswalk/services/food/": 3,
        "en/crosswalk/services/not-known/": 1,
    }
    assert set(views) == {"en/crosswalk/services/", *(part.link.href for part in whole.parts)}
    learn = views["en/crosswalk/services/learn/"]
    assert learn.above is not None
    assert learn.above.href == "en/crosswalk/services/"
    assert [text.text for text in learn.cut] == ["Learn"]
    assert [t.text for t in views["en/crosswalk/services/not-known/"].cut] == ["not known"]


def test_titles_of_crosswalks_are_translated() -> None:
    given = directory(crosswalks=plans({"id": "a", "title": "Who does what"}))
    entry = given.entries.crosswalks
    assert entry is not None
    words = Catalogs(
        {
            ("ar", EntryKind.CROSSWALKS, ""): Catalog(
                "x.po",
                {"crosswalks.a.title": Message("Who does what", "من يفعل", False, "x.po", 1)},
            )
        }
    )
    pages = list(crosswalk_pages(reader(given, "ar", words), SharedCrosswalks(given)))
    assert [page.head.title for page in pages if page.head.kind is PageKind.CROSSWALK] == [
        "من يفعل"
    ]
