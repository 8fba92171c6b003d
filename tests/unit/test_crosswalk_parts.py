"""Crosswalks too large for a person are cut into parts; nothing gets lost on the way."""

from __future__ import annotations

import pytest

from service_directory import crosswalk_parts as module
from service_directory.axes import REMOTE, UNKNOWN
from service_directory.crosswalk import Crosswalk, Head
from service_directory.crosswalk_parts import CrosswalkPart, crosswalk_parts, fits
from service_directory.directory import Directory
from service_directory.model.crosswalk_plan import Axis, CrosswalkPlan
from tests.sample import directory, location, organization, service


@pytest.fixture
def small_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only two columns fit a page."""
    monkeypatch.setattr(module, "MOST_COLUMNS", 2)


def plan(**more: object) -> CrosswalkPlan:
    return CrosswalkPlan.model_validate({"id": "plan", "title": "Plan", **more})


def three_organizations() -> Directory:
    """Three columns and four rows: more than fit, by two rows of learning at most."""
    return directory(
        organization(
            "ash",
            service("a", needs=["english", "doctor"], at=["x"]),
            service("b", needs=["doctor"], delivery=["phone"]),
            locations=[location("x", area="north")],
        ),
        organization("birch", service("c", needs=["diploma"]), service("riddle")),
        organization("cedar", service("d", needs=["doctor"], at=["ash/x"])),
    )


def cuts(parts: list[CrosswalkPart]) -> list[tuple[str, ...]]:
    return [tuple(id_ for _, id_ in part.cut) for part in parts]


def keys(part: CrosswalkPart) -> set[str]:
    return {key for cell in part.crosswalk.cells.values() for key in cell.services}


def test_a_crosswalk_that_fits_is_one_part() -> None:
    (part,) = crosswalk_parts(three_organizations(), plan())
    assert part.cut == ()
    assert not part.divided
    assert fits(part.crosswalk)


@pytest.mark.parametrize(
    ("where", "left_out"),
    [
        ({}, []),
        ({"areas": ["north"]}, ["ash/unplaced", "ash/where", "ash/half"]),
        ({"areas": ["north"], "languages": ["es"]}, ["ash/unplaced", "ash/where"]),
        ({"languages": ["es"]}, ["ash/unplaced", "ash/where"]),
        ({"needs": ["english"]}, ["ash/where"]),
        ({"needs": ["learn"], "audiences": ["adults"]}, ["ash/unplaced", "ash/half", "ash/where"]),
        ({"sectors": ["office"]}, []),
    ],
)
def test_what_a_filter_leaves_out_because_it_is_not_known_is_told(
    where: dict[str, list[str]], left_out: list[str]
) -> None:
    given = directory(
        organization(
            "ash",
            service("unplaced", needs=["english"]),
            service("where", at=["nowhere"]),
            service("half", needs=["english"], at=["nowhere"], languages=["en"]),
            service("south", needs=["food"], at=["south"], languages=["en"], audiences=["parents"]),
            service("online", needs=["food"], delivery=["online"], languages=["so"],
                    audiences=["parents"]),
            locations=[location("nowhere"), location("south", area="south")],
        )
    )  # fmt: skip
    (part,) = crosswalk_parts(given, plan(where=where))
    assert [linked.key for linked in part.left_out] == sorted(
        left_out, key=list(given.services).index
    )
    shown = {linked.key for linked in part.survey.services}
    assert shown.isdisjoint(left_out)


@pytest.mark.usefixtures("small_page")
def test_it_is_told_with_the_whole_alone() -> None:
    wanted = plan(where={"areas": ["north"]}, columns="language", rows="organization")
    first, *parts = crosswalk_parts(three_organizations(), wanted)
    assert [linked.key for linked in first.left_out] == ["birch/c", "birch/riddle"]
    assert all(part.left_out == () for part in parts)


@pytest.mark.usefixtures("small_page")
def test_one_that_does_not_fit_is_cut_by_need_group_then_by_area() -> None:
    parts = list(crosswalk_parts(three_organizations(), plan()))
    assert cuts(parts) == [(), ("learn",), ("health",), (UNKNOWN,)]
    assert [part.divided for part in parts] == [True, False, False, False]
    assert [head.id for head in parts[1].crosswalk.rows] == ["english", "diploma"]
    assert keys(parts[2]) == {"ash/a", "ash/b", "cedar/d"}
    assert keys(parts[3]) == {"birch/riddle"}


def test_a_part_that_does_not_fit_is_cut_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_COLUMNS", 0)
    parts = list(crosswalk_parts(three_organizations(), plan(split_by=["need", "area"])))
    health = [part for part in parts if part.cut[:1] == ((Axis.NEED, "health"),)]
    assert cuts(health) == [("health",), ("health", "north"), ("health", REMOTE)]
    assert [part.divided for part in health] == [True, False, False]
    assert keys(health[1]) == {"ash/a", "cedar/d"}
    assert keys(health[2]) == {"ash/b"}


@pytest.mark.usefixtures("small_page")
def test_empty_parts_are_left_out() -> None:
    assert ("food",) not in cuts(list(crosswalk_parts(three_organizations(), plan())))


@pytest.mark.usefixtures("small_page")
def test_without_an_axis_to_cut_by_a_large_one_stays_whole() -> None:
    (part,) = crosswalk_parts(three_organizations(), plan(split_by=[]))
    assert not part.divided


@pytest.mark.usefixtures("small_page")
@pytest.mark.parametrize("axis", ["language", "day-and-time", "delivery", "organization"])
def test_an_axis_nothing_can_be_cut_by_is_passed_over(axis: str) -> None:
    (part,) = crosswalk_parts(three_organizations(), plan(split_by=[axis]))
    assert not part.divided
    parts = list(crosswalk_parts(three_organizations(), plan(split_by=[axis, "need"])))
    assert len(parts) > 1


@pytest.mark.usefixtures("small_page")
def test_a_large_one_without_services_is_not_divided_into_nothing() -> None:
    empty = directory(organization("ash"))
    (part,) = crosswalk_parts(empty, plan(columns="delivery"))
    assert not part.divided


@pytest.mark.usefixtures("small_page")
def test_parts_keep_to_the_filter_of_the_plan() -> None:
    wanted = plan(where={"needs": ["learn", "food"]}, columns="delivery")
    parts = list(crosswalk_parts(three_organizations(), wanted))
    assert cuts(parts) == [(), ("learn",)]
    assert keys(parts[0]) == keys(parts[1]) == {"ash/a", "birch/c"}


def test_the_longer_axis_stands_down_where_the_columns_are_too_many(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "MOST_COLUMNS", 3)
    (part,) = crosswalk_parts(three_organizations(), plan(rows="organization", columns="need"))
    assert {head.axis for head in part.crosswalk.rows} == {Axis.NEED}
    assert len(part.crosswalk.columns) == 3
    assert fits(part.crosswalk)


@pytest.mark.parametrize(
    ("rows", "columns", "answer"),
    [
        (200, 24, True),
        (24, 200, True),
        (200, 25, False),
        (201, 1, False),
        (1, 201, False),
        (0, 0, True),
    ],
)
def test_a_table_fits_when_one_side_is_short_and_the_other_not_endless(
    rows: int, columns: int, answer: bool
) -> None:
    numbers = [Head(Axis.NEED, str(number)) for number in range(rows)]
    letters = [Head(Axis.SECTOR, str(number)) for number in range(columns)]
    assert fits(Crosswalk(tuple(numbers), tuple(letters), {}, {}, {})) == answer
