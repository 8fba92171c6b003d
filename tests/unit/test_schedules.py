from __future__ import annotations

import datetime
import itertools
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service_directory.model.location import Closure, Schedule
from service_directory.schedules import (
    DAY,
    DAYS,
    DayGroup,
    NoteKind,
    Span,
    is_evening_or_weekend,
    is_open,
    open_spans_data,
    spans_by_day,
    upcoming_closures,
    week_table,
)

MONDAY = datetime.date(2026, 11, 2)


def schedule(days: str = "", opens: str = "", closes: str = "", **more: Any) -> Schedule:
    times = {"opens_at": opens, "closes_at": closes} if opens else {}
    return Schedule.model_validate({"byday": days.split(), **times, **more})


def hours(*schedules: Schedule) -> list[list[str]]:
    table = week_table(schedules, today=MONDAY)
    return [[f"{span.opens_at}-{span.closes_at}" for span in spans] for spans in table.days]


def test_an_ordinary_week() -> None:
    found = hours(
        schedule("TU MO", "13:00", "17:00"), schedule("MO TU", "09:00", "12:00"),
        schedule("SA", "10:00", "12:00"),
    )  # fmt: skip
    day = ["09:00-12:00", "13:00-17:00"]
    assert found == [day, day, [], [], [], ["10:00-12:00"], []]


def test_spans_that_overlap_or_touch_are_one() -> None:
    assert hours(schedule("MO", "09:00", "12:00"), schedule("MO", "11:00", "15:00"))[0] == [
        "09:00-15:00"
    ]
    assert hours(schedule("MO", "09:00", "12:00"), schedule("MO", "12:00", "15:00"))[0] == [
        "09:00-15:00"
    ]
    assert hours(schedule("MO MO", "09:00", "12:00"))[0] == ["09:00-12:00"]


def test_touching_spans_with_words_of_their_own_stay_apart() -> None:
    classes = schedule("MO", "12:00", "15:00", description="Classes")
    table = week_table([schedule("MO", "09:00", "12:00"), classes], today=MONDAY)
    assert table.days[0] == (Span(540, 720, (0,)), Span(720, 900, (1,), ("Classes",)))


def test_overlapping_spans_keep_the_words_of_both() -> None:
    one = schedule("MO", "09:00", "13:00", description="Front desk")
    other = schedule("MO", "12:00", "15:00", description="Classes")
    (span,) = week_table([one, other], today=MONDAY).days[0]
    assert span == Span(540, 900, (0, 1), ("Front desk", "Classes"))


def test_past_midnight_belongs_to_the_day_it_opens() -> None:
    table = week_table([schedule("FR", "20:00", "02:00")], today=MONDAY)
    (span,) = table.days[4]
    assert (span.opens_at, span.closes_at, span.ends_next_day) == ("20:00", "02:00", True)
    assert span.minutes == 360
    assert table.days[5] == ()


def test_the_evening_before_takes_the_morning() -> None:
    found = hours(schedule("SU", "22:00", "06:00"), schedule("MO", "05:00", "09:00"))
    assert found[6] == ["22:00-06:00"]
    assert found[0] == ["06:00-09:00"]


def test_24_hours() -> None:
    always = schedule(" ".join(DAYS), "00:00", "24:00")
    table = week_table([always], today=MONDAY)
    assert all(spans[0].is_all_day for spans in table.days)
    assert table.is_always_open
    assert table.groups() == (DayGroup(tuple(range(7)), table.days[0]),)
    halves = [schedule("MO", "00:00", "12:00"), schedule("MO", "12:00", "24:00")]
    halved = week_table(halves, today=MONDAY)
    assert halved.days[0][0].is_all_day
    assert not halved.is_always_open
    assert week_table([schedule("MO", "09:00", "00:00")], today=MONDAY).days[0][0].closes == DAY


def test_groups_of_equal_days() -> None:
    table = week_table(
        [schedule("MO TU WE", "09:00", "17:00"), schedule("FR", "09:00", "17:00")], today=MONDAY
    )
    assert [group.days for group in table.groups()] == [(0, 1, 2), (3,), (4,), (5, 6)]


def test_what_a_week_cannot_show_stands_apart() -> None:
    schedules = [
        schedule("MO", "09:00", "17:00"),
        schedule("2TU", "18:00", "20:00", freq="MONTHLY"),
        schedule(description="By appointment"),
        schedule("MO", "09:00", "12:00", valid_from="2027-06-01", valid_to="2027-08-31"),
        schedule("MO", "09:00", "12:00", valid_to="2026-11-01"),
    ]
    table = week_table(schedules, today=MONDAY)
    assert [(note.kind, note.index) for note in table.notes] == [
        (NoteKind.MONTHLY, 1),
        (NoteKind.WORDS, 2),
        (NoteKind.DATED, 3),
    ]
    assert table.notes[0].days == ((2, 1),)
    assert schedule("-1FR", "18:00", "20:00", freq="MONTHLY").byday == ("-1FR",)
    assert [span.sources for span in table.days[0]] == [(0,)]
    assert (table.valid_from, table.valid_to) == (None, None)


def test_a_week_whose_hours_all_have_dates() -> None:
    school_year = schedule("MO", "09:00", "17:00", valid_from="2026-09-01", valid_to="2027-05-31")
    summer = schedule("MO", "09:00", "12:00", valid_from="2027-06-01", valid_to="2027-08-31")
    now = week_table([school_year, summer], today=MONDAY)
    assert now.days[0][0].closes_at == "17:00"
    assert (now.valid_from, now.valid_to) == (school_year.valid_from, school_year.valid_to)
    assert [note.index for note in now.notes] == [1]
    later = week_table([school_year, summer], today=datetime.date(2027, 7, 1))
    assert later.days[0][0].closes_at == "12:00"
    assert later.notes == ()
    after = week_table([school_year, summer], today=datetime.date(2028, 1, 1))
    assert not after.has_hours


def test_hours_that_began_and_do_not_end_are_ordinary() -> None:
    begun = schedule("MO", "09:00", "17:00", valid_from="2026-01-01")
    table = week_table([begun], today=MONDAY)
    assert table.has_hours
    assert table.valid_from is None
    coming = schedule("MO", "09:00", "17:00", valid_from="2027-01-01")
    assert [note.kind for note in week_table([begun, coming], today=MONDAY).notes] == ["dated"]


def test_nothing_known_is_not_closed() -> None:
    assert not week_table([], today=MONDAY).has_hours
    assert not week_table([schedule(description="By appointment")], today=MONDAY).has_hours


@pytest.mark.parametrize(
    ("schedules", "expected"),
    [
        ([], None),
        ([schedule(description="Evenings by appointment")], None),
        ([schedule("MO", "09:00", "17:00")], False),
        ([schedule("MO", "09:00", "17:59")], False),
        ([schedule("MO", "09:00", "18:00")], True),
        ([schedule("MO", "18:00", "18:20")], False),
        ([schedule("MO", "18:00", "18:30")], True),
        ([schedule("MO", "22:00", "02:00")], True),
        ([schedule("MO", "01:00", "05:00")], False),
        ([schedule("MO", "00:00", "24:00")], True),
        ([schedule("SA", "10:00", "10:15")], True),
        ([schedule("1SU", "10:00", "12:00", freq="MONTHLY")], True),
        ([schedule("MO", "09:00", "17:00"), schedule(description="Ask us")], None),
        ([schedule("SA", "09:00", "17:00"), schedule(description="Ask us")], True),
        ([schedule("SA", "09:00", "17:00", valid_to="2026-01-31")], None),
    ],
)
def test_evening_or_weekend(schedules: list[Schedule], expected: bool | None) -> None:
    assert is_evening_or_weekend(schedules, today=MONDAY) is expected


def test_hours_that_are_over_count_when_no_day_is_given() -> None:
    assert is_evening_or_weekend([schedule("SA", "09:00", "17:00", valid_to="2020-01-31")])


def test_upcoming_closures() -> None:
    rows: list[dict[str, str]] = [
        {"from": "2026-12-24", "to": "2027-01-02"},
        {"from": "2026-11-02"},
        {"from": "2026-11-01"},
        {"from": "2026-10-20", "to": "2026-11-02"},
    ]
    closures = [Closure.model_validate(row) for row in rows]
    found = upcoming_closures(closures, today=MONDAY)
    assert found == (closures[3], closures[1], closures[0])


def test_data_for_open_now() -> None:
    schedules = [
        schedule("MO TU", "09:00", "17:00"),
        schedule("-1FR", "18:00", "20:00", freq="MONTHLY"),
        schedule("MO", "09:00", "12:00", valid_from="2027-06-01", valid_to="2027-08-31"),
        schedule("MO", "09:00", "12:00", valid_to="2026-11-01"),
        schedule(description="By appointment"),
    ]
    closures = [Closure.model_validate({"from": "2026-12-24", "to": "2027-01-02"})]
    data = open_spans_data(schedules, closures, today=MONDAY)
    assert data == {
        "w": [[0, 540, 1020], [1, 540, 1020]],
        "d": [["2027-06-01", "2027-08-31", [[0, 540, 720]]]],
        "m": [[None, None, -1, 4, 1080, 1200]],
        "c": [["2026-12-24", "2027-01-02"]],
        "x": 1,
    }
    assert json.loads(json.dumps(data)) == data
    assert open_spans_data([], today=MONDAY) == {}


def at(data: dict[str, Any], date: str, time: str) -> bool | None:
    minute = int(time[:2]) * 60 + int(time[3:])
    return is_open(data, date=datetime.date.fromisoformat(date), minute=minute)


def test_open_now() -> None:
    data = open_spans_data(
        [
            schedule("MO TU", "09:00", "17:00"),
            schedule("FR", "20:00", "02:00"),
            schedule("2WE", "18:00", "20:00", freq="MONTHLY"),
            schedule("-1TH", "18:00", "20:00", freq="MONTHLY"),
            schedule("MO", "09:00", "12:00", valid_from="2027-06-01", valid_to="2027-08-31"),
        ],
        [Closure.model_validate({"from": "2026-11-10"})],
        today=MONDAY,
    )
    assert at(data, "2026-11-02", "09:00") is True
    assert at(data, "2026-11-02", "17:00") is False
    assert at(data, "2026-11-10", "10:00") is False, "closed that day"
    assert at(data, "2026-11-07", "01:59") is True, "Friday night"
    assert at(data, "2026-11-07", "02:00") is False
    assert at(data, "2026-11-11", "19:00") is True, "second Wednesday"
    assert at(data, "2026-11-04", "19:00") is False
    assert at(data, "2026-11-26", "19:00") is True, "last Thursday"
    assert at(data, "2026-11-19", "19:00") is False
    assert at(data, "2027-06-07", "13:00") is False, "summer hours hold instead"
    assert at(data, "2027-06-08", "13:00") is True, "on Mondays only"


def test_open_now_is_not_known_without_hours() -> None:
    assert at({}, "2026-11-02", "09:00") is None
    words = open_spans_data([schedule(description="Ask us")], today=MONDAY)
    assert at(words, "2026-11-02", "09:00") is None
    some = open_spans_data(
        [schedule("MO", "09:00", "12:00"), schedule(description="Ask us")], today=MONDAY
    )
    assert at(some, "2026-11-02", "10:00") is True
    assert at(some, "2026-11-02", "14:00") is None


clock = st.integers(0, DAY).map(lambda minute: f"{minute // 60:02}:{minute % 60:02}")
schedules_of_a_week = st.lists(
    st.tuples(st.lists(st.sampled_from(DAYS), min_size=1, max_size=4).map(" ".join), clock, clock)
    .filter(lambda row: row[1] != row[2])
    .map(lambda row: schedule(*row)),
    max_size=5,
)


def minutes_of_week(schedules: list[Schedule]) -> set[int]:
    """Count by hand which minutes of a week are open."""
    found: set[int] = set()
    for one in schedules:
        assert one.opens_at is not None
        assert one.closes_at is not None
        opens = int(one.opens_at[:2]) * 60 + int(one.opens_at[3:])
        closes = int(one.closes_at[:2]) * 60 + int(one.closes_at[3:])
        while closes <= opens:
            closes += DAY
        for day in one.byday:
            start = DAYS.index(day) * DAY
            found |= {(start + minute) % (7 * DAY) for minute in range(opens, closes)}
    return found


@given(schedules_of_a_week)
def test_a_table_covers_exactly_what_its_schedules_cover(schedules: list[Schedule]) -> None:
    table = spans_by_day(enumerate(schedules))
    covered = [
        (day * DAY + minute) % (7 * DAY)
        for day, spans in enumerate(table)
        for span in spans
        for minute in range(span.opens, span.closes)
    ]
    assert len(covered) == len(set(covered)), "spans overlap"
    assert set(covered) == minutes_of_week(schedules)


@given(schedules_of_a_week)
def test_spans_are_sorted_and_name_their_schedules(schedules: list[Schedule]) -> None:
    for day, spans in enumerate(spans_by_day(enumerate(schedules))):
        assert list(spans) == sorted(spans, key=lambda span: span.opens)
        for one, next_one in itertools.pairwise(spans):
            assert one.closes < next_one.opens
        for span in spans:
            assert 0 <= span.opens < span.closes
            assert span.sources
            assert all(DAYS[day] in schedules[index].byday for index in span.sources)


@given(schedules_of_a_week, st.integers(0, 6), st.integers(0, DAY - 1))
def test_open_now_agrees_with_the_table(schedules: list[Schedule], day: int, minute: int) -> None:
    data = open_spans_data(schedules, today=MONDAY)
    found = is_open(data, date=MONDAY + datetime.timedelta(days=7 + day), minute=minute)
    expected = day * DAY + minute in minutes_of_week(schedules) if schedules else None
    assert found is expected


@given(schedules_of_a_week)
def test_the_order_of_schedules_does_not_matter_for_the_hours(schedules: list[Schedule]) -> None:
    assert hours(*schedules) == hours(*reversed(schedules))
