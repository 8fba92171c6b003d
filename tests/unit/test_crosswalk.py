"""The matrix: where a service stands, what a cell says, what a filter lets through."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from service_directory.axes import REMOTE, UNKNOWN, TimeOfWeek
from service_directory.crosswalk import CellState, Crosswalk, build_crosswalk
from service_directory.directory import Directory
from service_directory.model.crosswalk_plan import Axis, CrosswalkFilter
from service_directory.model.service import Delivery, Status
from service_directory.model.taxonomy import TaxonomyKind
from tests.sample import directory, hours, location, organization, service


def crosswalk_of(*services: dict[str, Any], **more: Any) -> Crosswalk:
    """Return need x organization of one organization's services."""
    linked = directory(organization("ash", *services))
    return build_crosswalk(linked, rows=Axis.NEED, columns=Axis.ORGANIZATION, **more)


def heads(crosswalk: Crosswalk) -> tuple[list[str], list[str]]:
    return [head.id for head in crosswalk.rows], [head.id for head in crosswalk.columns]


# What a cell says


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (Status.ACTIVE, CellState.OFFERED),
        (Status.WAITING_LIST, CellState.LIMITED),
        (Status.SEASONAL, CellState.LIMITED),
        (Status.PAUSED, CellState.PAUSED),
        (Status.TEMPORARILY_CLOSED, CellState.PAUSED),
        (Status.INACTIVE, CellState.PAUSED),
    ],
)
def test_the_state_of_a_cell_is_its_services_status(status: Status, state: CellState) -> None:
    crosswalk = crosswalk_of(service("class", needs=["english"], status=status))
    assert crosswalk.cell("english", "ash").state is state


def test_every_status_has_a_state() -> None:
    for status in Status:
        found = crosswalk_of(service("class", needs=["english"], status=status))
        assert found.cell("english", "ash").services == ("ash/class",)


def test_by_referral_is_said_only_of_what_cannot_be_reached_otherwise() -> None:
    only = crosswalk_of(service("a", needs=["english"], delivery=["by-referral"]))
    also = crosswalk_of(service("a", needs=["english"], delivery=["by-referral", "own-staff"]))
    waiting = crosswalk_of(
        service("a", needs=["english"], delivery=["by-referral"], status="waiting list")
    )
    assert only.cell("english", "ash").state is CellState.BY_REFERRAL
    assert also.cell("english", "ash").state is CellState.OFFERED
    assert waiting.cell("english", "ash").state is CellState.LIMITED


def test_a_cell_says_the_best_of_its_services() -> None:
    statuses = {"a": "paused", "b": "waiting list", "c": "active"}
    crosswalk = crosswalk_of(
        *(service(id_, needs=["english"], status=status) for id_, status in statuses.items())
    )
    cell = crosswalk.cell("english", "ash")
    assert cell.state is CellState.OFFERED
    assert cell.services == ("ash/a", "ash/b", "ash/c")


def test_a_cell_gathers_how_for_whom_and_in_which_languages_once_each() -> None:
    cell = crosswalk_of(
        service("a", needs=["english"], delivery=["phone"], languages=["es", "en"]),
        service(
            "b",
            needs=["english"],
            delivery=["own-staff", "phone"],
            languages=["en"],
            audiences=["parents"],
        ),
    ).cell("english", "ash")
    assert cell.delivery == (Delivery.OWN_STAFF, Delivery.PHONE)
    assert cell.languages == ("es", "en")
    assert cell.audiences == ("parents",)


def test_a_cell_is_suggested_when_all_its_services_are_guesses() -> None:
    guess = service("a", suggested_needs=["english"])
    assert crosswalk_of(guess).cell("english", "ash").suggested
    confirmed = service("b", needs=["english"])
    assert not crosswalk_of(guess, confirmed).cell("english", "ash").suggested


def test_a_need_both_confirmed_and_suggested_is_confirmed() -> None:
    both = service("a", needs=["english"], suggested_needs=["english"])
    cell = crosswalk_of(both).cell("english", "ash")
    assert not cell.suggested
    assert cell.services == ("ash/a",)


def test_a_guess_shows_as_one_with_needs_across_too() -> None:
    linked = directory(organization("ash", service("a", suggested_needs=["english"])))
    across = build_crosswalk(linked, rows=Axis.ORGANIZATION, columns=Axis.NEED)
    assert across.cell("ash", "english").suggested


def test_without_needs_on_an_axis_nothing_is_suggested() -> None:
    linked = directory(organization("ash", service("a", suggested_needs=["english"])))
    crosswalk = build_crosswalk(linked, rows=Axis.SECTOR, columns=Axis.ORGANIZATION)
    assert not crosswalk.cell("charity", "ash").suggested


def test_a_service_without_a_need_is_no_guess() -> None:
    assert not crosswalk_of(service("a")).cell(UNKNOWN, "ash").suggested


def test_what_nobody_does_is_not_offered() -> None:
    crosswalk = crosswalk_of(service("a", needs=["english"]))
    cell = crosswalk.cell("doctor", "ash")
    assert cell.state is CellState.NOT_OFFERED
    assert cell.services == ()
    assert ("doctor", "ash") not in crosswalk.cells


def test_a_service_without_a_need_leaves_its_organizations_other_cells_open() -> None:
    linked = directory(
        organization("ash", service("a", needs=["english"]), service("riddle")),
        organization("birch", service("b", needs=["english"])),
    )
    crosswalk = build_crosswalk(linked, rows=Axis.NEED, columns=Axis.ORGANIZATION)
    assert crosswalk.cell("english", "ash").state is CellState.OFFERED
    assert crosswalk.cell("doctor", "ash").state is CellState.NOT_KNOWN
    assert crosswalk.cell("doctor", "birch").state is CellState.NOT_OFFERED
    assert crosswalk.cell(UNKNOWN, "ash").services == ("ash/riddle",)
    assert crosswalk.cell(UNKNOWN, "birch").state is CellState.NOT_OFFERED


def test_a_service_of_unknown_language_leaves_its_needs_other_cells_open() -> None:
    linked = directory(
        organization(
            "ash",
            service("a", needs=["english"]),
            service("b", needs=["doctor"], languages=["es"]),
        )
    )
    crosswalk = build_crosswalk(linked, rows=Axis.NEED, columns=Axis.LANGUAGE)
    assert heads(crosswalk)[1] == ["es", UNKNOWN]
    assert crosswalk.cell("english", "es").state is CellState.NOT_KNOWN
    assert crosswalk.cell("food", "es").state is CellState.NOT_OFFERED


# Heads


def test_rows_are_the_needs_people_are_served_for_so_that_gaps_show() -> None:
    crosswalk = crosswalk_of(service("a", needs=["english"]))
    assert heads(crosswalk)[0] == ["english", "diploma", "doctor", "food"]
    assert [head.group for head in crosswalk.rows] == ["learn", "learn", "health", "food"]


def test_a_need_with_others_below_it_stands_only_where_a_service_names_it() -> None:
    crosswalk = crosswalk_of(service("a", needs=["learn"]))
    assert heads(crosswalk)[0] == ["learn", "english", "diploma", "doctor", "food"]


def test_unknown_is_the_last_head_and_only_where_needed() -> None:
    assert UNKNOWN not in heads(crosswalk_of(service("a", needs=["food"])))[0]
    assert heads(crosswalk_of(service("a")))[0][-1] == UNKNOWN


def test_organizations_without_a_service_are_no_columns() -> None:
    linked = directory(organization("ash", service("a")), organization("birch"))
    crosswalk = build_crosswalk(linked, rows=Axis.NEED, columns=Axis.ORGANIZATION)
    assert heads(crosswalk)[1] == ["ash"]


def test_languages_and_places_stand_by_how_often_they_are_used_then_by_name() -> None:
    linked = directory(
        organization(
            "ash",
            service("a", languages=["so", "ar"], at=["hall"]),
            service("b", languages=["so", "am"], at=["hall", "attic"]),
            locations=[location("attic"), location("hall")],
        )
    )
    languages = build_crosswalk(linked, rows=Axis.LANGUAGE, columns=Axis.LOCATION)
    assert heads(languages) == (["so", "am", "ar"], ["ash/hall", "ash/attic"])


def test_fixed_axes_show_all_their_values() -> None:
    linked = directory(organization("ash", service("a", delivery=["phone"])))
    crosswalk = build_crosswalk(linked, rows=Axis.DELIVERY, columns=Axis.DAY_AND_TIME)
    assert heads(crosswalk) == (list(map(str, Delivery)), [*map(str, TimeOfWeek), UNKNOWN])
    lists = build_crosswalk(linked, rows=Axis.SECTOR, columns=Axis.AREA)
    assert heads(lists) == (["charity", "office"], ["north", "south", REMOTE])
    audiences = build_crosswalk(linked, rows=Axis.AUDIENCE, columns=Axis.SECTOR)
    assert heads(audiences)[0] == ["adults", "parents", UNKNOWN]


# Places, hours, reach


def test_online_and_phone_services_without_a_place_are_remote() -> None:
    linked = directory(
        organization(
            "ash",
            service("hotline", delivery=["phone"]),
            service("course", delivery=["online"], at=["hall"]),
            service("riddle", delivery=["own-staff"]),
            locations=[location("hall", area="north")],
        )
    )
    crosswalk = build_crosswalk(linked, rows=Axis.AREA, columns=Axis.ORGANIZATION)
    assert crosswalk.cell(REMOTE, "ash").services == ("ash/hotline",)
    assert crosswalk.cell("north", "ash").services == ("ash/course",)
    assert crosswalk.cell(UNKNOWN, "ash").services == ("ash/riddle",)


@pytest.mark.parametrize(
    ("schedule", "times"),
    [
        (hours("MO", "09:00", "17:00"), {TimeOfWeek.WEEKDAY}),
        (hours("MO", "09:00", "17:30"), {TimeOfWeek.WEEKDAY}),
        (hours("MO", "09:00", "17:59"), {TimeOfWeek.WEEKDAY}),
        (hours("MO", "09:00", "18:00"), {TimeOfWeek.WEEKDAY, TimeOfWeek.EVENING}),
        (hours("MO", "17:30", "17:45"), {TimeOfWeek.EVENING}),
        (hours("FR", "17:30", "20:00"), {TimeOfWeek.EVENING}),
        (hours("TH", "22:00", "02:00"), {TimeOfWeek.EVENING}),
        (hours("TH", "08:00", "00:00"), {TimeOfWeek.WEEKDAY, TimeOfWeek.EVENING}),
        (hours("MO", "00:00", "24:00"), {TimeOfWeek.WEEKDAY, TimeOfWeek.EVENING}),
        (hours("SA", "18:00", "20:00"), {TimeOfWeek.WEEKEND}),
        (hours("FR SU", "10:00", "12:00"), {TimeOfWeek.WEEKDAY, TimeOfWeek.WEEKEND}),
        (hours("2TU -1SA", "18:00", "19:00", freq="MONTHLY"), {TimeOfWeek.EVENING, "weekend"}),
        ({"description": "By appointment"}, {UNKNOWN}),
    ],
)
def test_hours_are_weekdays_evenings_or_weekends(schedule: dict[str, Any], times: set[str]) -> None:
    linked = directory(organization("ash", service("a", schedules=[schedule])))
    crosswalk = build_crosswalk(linked, rows=Axis.ORGANIZATION, columns=Axis.DAY_AND_TIME)
    assert {column for _, column in crosswalk.cells if crosswalk.cells["ash", column].services} == (
        times
    )


TODAY = datetime.date(2026, 11, 21)


def times_today(linked: Directory) -> dict[str, CellState]:
    """Return when the services of the organization `ash` are there, as it is today."""
    crosswalk = build_crosswalk(
        linked, rows=Axis.ORGANIZATION, columns=Axis.DAY_AND_TIME, today=TODAY
    )
    return {column: cell.state for (_, column), cell in crosswalk.cells.items() if cell.services}


@pytest.mark.parametrize(
    ("dates", "holds"),
    [
        ({}, True),
        ({"valid_to": "2026-11-20"}, False),
        ({"valid_to": "2026-11-21"}, True),
        ({"valid_from": "2026-11-21"}, True),
        ({"valid_from": "2026-11-22"}, False),
        ({"valid_from": "2026-11-01", "valid_to": "2026-12-31"}, True),
    ],
)
@pytest.mark.parametrize("where", ["service", "place", "there"])
def test_hours_of_another_time_of_the_year_do_not_count(
    dates: dict[str, str], holds: bool, where: str
) -> None:
    schedules = [hours("MO", "18:00", "20:00", **dates)]
    at = {"location": "hall", "schedules": schedules if where == "there" else []}
    own = {"schedules": schedules} if where == "service" else {"at": [at]}
    hall = location("hall", schedules=schedules if where == "place" else [])
    linked = directory(organization("ash", service("a", **own), locations=[hall]))
    expected = {TimeOfWeek.EVENING: CellState.OFFERED} if holds else {UNKNOWN: CellState.OFFERED}
    assert times_today(linked) == expected


@pytest.mark.parametrize(
    ("closures", "open_now"),
    [
        ([], True),
        ([{"from": "2026-11-21"}], True),
        ([{"from": "2026-11-01", "to": "2026-11-26"}], True),
        ([{"from": "2026-11-01", "to": "2026-11-27"}], False),
        ([{"from": "2026-11-21", "to": "2026-11-24"}, {"from": "2026-11-25", "to": "2027-01-01"}],
         False),
        ([{"from": "2026-11-01", "to": "2026-11-20"}], True),
        ([{"from": "2026-11-22", "to": "2027-01-01"}], True),
    ],
)  # fmt: skip
def test_a_place_closed_all_week_does_not_count_until_the_closure_ends(
    closures: list[dict[str, str]], open_now: bool
) -> None:
    hall = location("hall", schedules=[hours("MO", "18:00", "20:00")], closures=closures)
    attic = location("attic", schedules=[hours("SA", "10:00", "12:00")])
    one = organization("ash", service("a", at=["hall"]), locations=[hall])
    state = CellState.OFFERED if open_now else CellState.PAUSED
    assert times_today(directory(one)) == {TimeOfWeek.EVENING: state}
    both = organization("ash", service("a", at=["hall", "attic"]), locations=[hall, attic])
    assert times_today(directory(both)) == {
        **({TimeOfWeek.EVENING: CellState.OFFERED} if open_now else {}),
        TimeOfWeek.WEEKEND: CellState.OFFERED,
    }


two_places = organization(
    "ash",
    service(
        "class",
        needs=["english"],
        at=[
            {
                "location": "hall",
                "languages": ["es"],
                "schedules": [hours("MO", "18:00", "20:00")],
            },
            {
                "location": "attic",
                "languages": ["en"],
                "schedules": [hours("SA", "10:00", "12:00")],
            },
        ],
    ),
    locations=[location("hall", area="north"), location("attic", area="south")],
)


def test_what_holds_at_one_place_is_not_said_of_another() -> None:
    linked = directory(two_places)
    areas = build_crosswalk(linked, rows=Axis.AREA, columns=Axis.LANGUAGE)
    assert areas.cell("north", "es").state is CellState.OFFERED
    assert areas.cell("north", "en").state is CellState.NOT_OFFERED
    times = build_crosswalk(linked, rows=Axis.LOCATION, columns=Axis.DAY_AND_TIME)
    assert times.cell("ash/hall", TimeOfWeek.EVENING).state is CellState.OFFERED
    assert times.cell("ash/hall", TimeOfWeek.WEEKEND).state is CellState.NOT_OFFERED


def test_a_language_spoken_at_one_hour_is_not_said_of_another() -> None:
    both = build_crosswalk(directory(two_places), rows=Axis.LANGUAGE, columns=Axis.DAY_AND_TIME)
    assert both.cell("es", TimeOfWeek.EVENING).services == ("ash/class",)
    assert both.cell("es", TimeOfWeek.WEEKEND).state is CellState.NOT_OFFERED


def test_a_cell_of_an_area_names_only_the_languages_spoken_there() -> None:
    crosswalk = build_crosswalk(directory(two_places), rows=Axis.NEED, columns=Axis.AREA)
    assert crosswalk.cell("english", "north").languages == ("es",)
    assert crosswalk.cell("english", "south").languages == ("en",)


def test_a_service_at_two_places_of_one_area_stands_there_once() -> None:
    linked = directory(
        organization(
            "ash",
            service(
                "a",
                at=[
                    {"location": "x", "languages": ["es"]},
                    {"location": "y", "languages": ["en", "es"]},
                ],
            ),
            locations=[location("x", area="north"), location("y", area="north")],
        )
    )
    crosswalk = build_crosswalk(linked, rows=Axis.AREA, columns=Axis.ORGANIZATION)
    assert crosswalk.cell("north", "ash").services == ("ash/a",)
    assert crosswalk.cell("north", "ash").languages == ("es", "en")
    assert crosswalk.row_totals == {"north": 1}


def test_a_place_of_unknown_area_has_a_head_for_its_cells() -> None:
    linked = directory(
        organization(
            "ash",
            service("a", at=["x", "y"], languages=["es"]),
            locations=[location("x", area="north"), location("y")],
        )
    )
    crosswalk = build_crosswalk(linked, rows=Axis.AREA, columns=Axis.LANGUAGE)
    assert crosswalk.cell(UNKNOWN, "es").services == ("ash/a",)
    assert heads(crosswalk)[0] == ["north", "south", UNKNOWN]
    assert crosswalk.row_totals == {"north": 1, UNKNOWN: 1}


# Filters


def filtered(*organizations: Any, rows: Axis, columns: Axis, **where: Any) -> Crosswalk:
    return build_crosswalk(
        directory(*organizations),
        rows=rows,
        columns=columns,
        where=CrosswalkFilter.model_validate(where),
    )


def seen(crosswalk: Crosswalk) -> set[str]:
    return {key for cell in crosswalk.cells.values() for key in cell.services}


@pytest.mark.parametrize(
    ("where", "keys"),
    [
        ({}, {"ash/a", "ash/b", "birch/c", "birch/d"}),
        ({"needs": ["english"]}, {"ash/a"}),
        ({"needs": ["doctor", "food"]}, {"ash/b", "birch/c"}),
        ({"needs": ["learn"]}, {"ash/a"}),
        ({"sectors": ["office"]}, {"birch/c", "birch/d"}),
        ({"areas": ["north"]}, {"ash/a"}),
        ({"audiences": ["parents"]}, {"birch/c"}),
        ({"languages": ["es"]}, {"ash/a", "birch/c"}),
        ({"languages": ["es"], "sectors": ["office"]}, {"birch/c"}),
        ({"languages": ["am"]}, set()),
    ],
)
def test_a_filter_lets_through_what_has_one_of_its_values_on_every_axis(
    where: dict[str, list[str]], keys: set[str]
) -> None:
    found = filtered(
        organization(
            "ash",
            service("a", needs=["english"], at=["hall"], languages=["es", "en"]),
            service("b", needs=["doctor"]),
            locations=[location("hall", area="north")],
        ),
        organization(
            "birch",
            service("c", suggested_needs=["food"], audiences=["parents"], languages=["es"]),
            service("d"),
            sector="office",
        ),
        rows=Axis.ORGANIZATION,
        columns=Axis.DELIVERY,
        **where,
    )
    assert seen(found) == keys


def test_a_filter_by_area_leaves_out_what_happens_elsewhere() -> None:
    found = filtered(two_places, rows=Axis.NEED, columns=Axis.DAY_AND_TIME, areas=["north"])
    assert found.cell("english", TimeOfWeek.EVENING).services == ("ash/class",)
    assert found.cell("english", TimeOfWeek.WEEKEND).state is CellState.NOT_OFFERED


def test_a_filter_by_area_and_language_wants_both_at_one_place() -> None:
    found = filtered(
        two_places,
        rows=Axis.NEED,
        columns=Axis.ORGANIZATION,
        areas=["north"],
        languages=["en"],
    )
    assert seen(found) == set()


def test_a_filter_by_language_leaves_out_places_where_it_is_not_spoken() -> None:
    found = filtered(two_places, rows=Axis.NEED, columns=Axis.LOCATION, languages=["es"])
    assert heads(found)[1] == ["ash/hall"]


def test_a_service_in_a_language_no_place_has_still_passes_by_its_own() -> None:
    online_too = organization(
        "ash",
        service(
            "a",
            needs=["english"],
            languages=["es"],
            delivery=["online"],
            at=[{"location": "hall", "languages": ["en"]}],
        ),
        locations=[location("hall", area="north")],
    )
    found = filtered(online_too, rows=Axis.NEED, columns=Axis.ORGANIZATION, languages=["es"])
    assert seen(found) == {"ash/a"}


def test_a_filter_by_need_shows_that_need_alone_of_a_service_with_several() -> None:
    found = filtered(
        organization("ash", service("a", needs=["english", "doctor"])),
        rows=Axis.NEED,
        columns=Axis.ORGANIZATION,
        needs=["doctor"],
    )
    assert heads(found)[0] == ["doctor"]
    assert set(found.cells) == {("doctor", "ash")}
    assert found.row_totals == {"doctor": 1}


def test_a_filter_by_a_group_of_needs_shows_the_needs_below() -> None:
    found = filtered(
        organization("ash", service("a", needs=["diploma"])),
        rows=Axis.NEED,
        columns=Axis.ORGANIZATION,
        needs=["learn"],
    )
    assert heads(found) == (["english", "diploma"], ["ash"])


def test_a_filter_limits_the_heads_of_its_own_axis() -> None:
    found = filtered(
        organization("ash", service("a", audiences=["adults", "parents"], languages=["es", "en"])),
        rows=Axis.AUDIENCE,
        columns=Axis.LANGUAGE,
        audiences=["adults"],
        languages=["en"],
    )
    assert heads(found) == (["adults"], ["en"])


def test_a_filter_reaches_the_areas_inside_an_area() -> None:
    areas = [
        {"id": "city", "name": "City"},
        {"id": "harbor", "name": "Harbor", "parent": "city"},
    ]
    linked = directory(
        organization("ash", service("a", at=["x"]), locations=[location("x", area="harbor")]),
        terms={TaxonomyKind.AREAS: areas},
    )
    where = CrosswalkFilter(areas=("city",))
    found = build_crosswalk(linked, rows=Axis.AREA, columns=Axis.ORGANIZATION, where=where)
    assert found.cell("harbor", "ash").services == ("ash/a",)


# The whole


def test_totals_count_a_service_once_in_each_row_and_column() -> None:
    crosswalk = crosswalk_of(
        service("a", needs=["english", "diploma"]), service("b", needs=["english"])
    )
    assert crosswalk.row_totals == {"english": 2, "diploma": 1}
    assert crosswalk.column_totals == {"ash": 2}


def test_a_directory_without_services_has_rows_of_gaps_and_no_columns() -> None:
    crosswalk = crosswalk_of()
    assert heads(crosswalk) == (["english", "diploma", "doctor", "food"], [])
    assert not crosswalk.cells
    assert not crosswalk.row_totals


def test_empty_columns_can_be_left_out() -> None:
    linked = directory(organization("ash", service("a", delivery=["phone"])))
    crosswalk = build_crosswalk(linked, rows=Axis.ORGANIZATION, columns=Axis.DELIVERY)
    kept = crosswalk.without_empty_columns()
    assert heads(kept) == (["ash"], ["phone"])
    assert kept.cells == crosswalk.cells


def test_a_crosswalk_cannot_be_changed() -> None:
    crosswalk = crosswalk_of(service("a", needs=["food"]))
    with pytest.raises(TypeError):
        crosswalk.cells["food", "ash"] = crosswalk.cell("food", "ash")  # type: ignore[index]
