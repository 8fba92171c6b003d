"""What is missing: needs nobody offers, nobody now, or one organization alone."""

from __future__ import annotations

import pytest

from service_directory.gaps import Gap, GapKind, Missing, find_gaps, need_gaps, projects_by_need
from service_directory.model.project import Stage
from service_directory.model.service import Status
from service_directory.model.taxonomy import TaxonomyKind
from tests.sample import directory, hours, location, organization, project, service

RESTING = (Status.PAUSED, Status.TEMPORARILY_CLOSED, Status.INACTIVE)


def kinds(*organizations: object, **more: object) -> dict[str, GapKind]:
    return {gap.need: gap.kind for gap in find_gaps(directory(*organizations, **more))}  # type: ignore[arg-type]


def test_without_services_every_lowest_need_is_a_gap_in_the_order_of_the_list() -> None:
    assert [gap.need for gap in find_gaps(directory(organization("ash")))] == [
        "english",
        "diploma",
        "doctor",
        "food",
    ]


def test_two_organizations_close_a_gap() -> None:
    found = kinds(
        organization("ash", service("a", needs=["english", "doctor"])),
        organization("birch", service("b", needs=["english"])),
    )
    assert "english" not in found
    assert found["doctor"] is GapKind.ONE_ALONE
    assert found["food"] is GapKind.NOBODY


def test_two_services_of_one_organization_are_one_alone() -> None:
    twice = organization("ash", service("a", needs=["food"]), service("b", needs=["food"]))
    assert kinds(twice)["food"] is GapKind.ONE_ALONE


@pytest.mark.parametrize("status", list(Status))
def test_what_is_paused_or_closed_is_not_now(status: Status) -> None:
    found = kinds(organization("ash", service("a", needs=["food"], status=status)))
    assert found["food"] is (GapKind.NOT_NOW if status in RESTING else GapKind.ONE_ALONE)


def test_one_open_beside_a_paused_one_is_alone_and_both_are_named() -> None:
    found = find_gaps(
        directory(
            organization("ash", service("a", needs=["food"], status="paused")),
            organization("birch", service("b", needs=["food"], delivery=["by-referral"])),
        )
    )
    assert Gap(GapKind.ONE_ALONE, "food", ("ash", "birch"), ()) in found


def test_a_suggested_need_counts() -> None:
    assert kinds(organization("ash", service("a", suggested_needs=["food"])))["food"] is (
        GapKind.ONE_ALONE
    )


def test_a_service_without_a_need_fills_no_gap() -> None:
    assert kinds(organization("ash", service("riddle")))["food"] is GapKind.NOBODY


def test_groups_of_needs_are_no_gaps_themselves() -> None:
    found = kinds(organization("ash", service("a", needs=["learn"])))
    assert "learn" not in found
    assert "health" not in found


def test_a_gap_names_the_projects_that_work_on_it_but_not_those_that_are_done() -> None:
    projects = [
        project(str(stage).replace(" ", "-"), owner="ash", needs=["food"], stage=stage)
        for stage in Stage
    ]
    linked = directory(organization("ash"), projects=projects)
    food = next(gap for gap in find_gaps(linked) if gap.need == "food")
    assert food.projects == ("idea", "paused", "planned", "under-way")
    assert projects_by_need(linked) == {"food": food.projects}


# By language, area and time


def test_what_is_missing_in_a_language_an_area_and_off_hours() -> None:
    given = directory(
        organization(
            "ash",
            service("a", needs=["food"], at=["hall"], languages=["en"]),
            service("b", needs=["food"], at=["hall"], languages=["es"], status="paused"),
            locations=[location("hall", area="north", schedules=[hours("MO", "09:00", "12:00")])],
        )
    )
    food = next(gaps for gaps in need_gaps(given, ["en", "es", "ar"]) if gaps.need == "food")
    assert food.languages == Missing(nobody=("ar",), paused=("es",))
    assert food.areas == Missing(nobody=("south",))
    assert food.times == Missing(nobody=("evening", "weekend"))
    assert not food.reached


def test_what_a_service_does_not_say_is_not_known_and_no_gap() -> None:
    given = directory(
        organization("ash", service("a", needs=["food"])),
        organization("birch", service("b", needs=["food"])),
    )
    food = next(gaps for gaps in need_gaps(given, ["en"]) if gaps.need == "food")
    assert food.gap is None
    assert food.languages == Missing(not_known=("en",))
    assert food.areas == Missing(not_known=("north", "south"))
    assert food.times == Missing(not_known=("evening", "weekend"))
    assert not food.languages
    assert food


def test_where_nobody_helps_now_nothing_more_is_said() -> None:
    given = directory(organization("ash", service("a", needs=["food"], status="paused")))
    for gaps in need_gaps(given, ["en"]):
        assert gaps.gap is not None
        assert (gaps.languages, gaps.areas, gaps.times) == (Missing(), Missing(), Missing())


def test_a_regional_form_of_a_language_is_that_language() -> None:
    given = directory(organization("ash", service("a", needs=["food"], languages=["es-MX"])))
    food = next(gaps for gaps in need_gaps(given, ["es", "ar"]) if gaps.need == "food")
    assert food.languages == Missing(nobody=("ar",))


def test_help_for_everywhere_is_no_area_of_its_own_but_reaches_all() -> None:
    terms = {TaxonomyKind.AREAS: (
        {"id": "north", "name": "North"},
        {"id": "county", "name": "County", "everywhere": True},
    )}  # fmt: skip
    given = directory(
        organization(
            "ash",
            service("a", needs=["food"], at=["van"]),
            service("b", needs=["doctor"], delivery=["phone"]),
            locations=[location("van", area="county")],
        ),
        terms=terms,
    )
    for gaps in need_gaps(given, []):
        if gaps.need in ("food", "doctor"):
            assert gaps.areas == Missing(nobody=("north",))
            assert gaps.reached


def test_projects_on_a_group_of_needs_work_on_those_below() -> None:
    given = directory(
        organization("ash"),
        projects=[project("p", owner="ash", needs=["learn"]), project("q", owner="ash")],
    )
    found = {gaps.need: gaps.projects for gaps in need_gaps(given, [])}
    assert found == {"english": ("p",), "diploma": ("p",), "doctor": (), "food": ()}
