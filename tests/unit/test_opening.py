"""What holds at a moment, and the small data a page hands to the browser for it."""

from __future__ import annotations

import datetime
import json
from zoneinfo import ZoneInfo

import pytest

from service_directory.languages.interface import interface
from service_directory.opening import State, opening_at
from service_directory.pages.opening import NOTHING_KNOWN, opening_data, opening_words
from service_directory.schedules import open_spans_data
from tests.data.opening_cases import BUILT, CASES, ZONE, Case

MON_TO_FRI, SAT = ("MO", "TU", "WE", "TH", "FR"), ("SA",)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_holds_at_a_moment(case: Case) -> None:
    data = open_spans_data(case.schedules, case.closures, today=BUILT)
    found = opening_at(data, case.moment, ZoneInfo(ZONE))
    assert found.state == case.state
    if case.time:
        assert f"{found.minute // 60:02}:{found.minute % 60:02}" == case.time
    assert found.days == case.days
    if found.state in (State.LATER, State.NEXT, State.FAR):
        assert found.had_hours is case.had_hours


def _case(name: str) -> Case:
    return next(case for case in CASES if case.name == name)


@pytest.mark.parametrize(
    ("name", "hours", "times"),
    [
        ("open in the morning", "[[31,540,1020]]", "9:00\xa0AM|5:00\xa0PM"),
        ("past midnight, over", "[[48,1200,1560]]", "2:00\xa0AM|8:00\xa0PM"),
        (
            "closed for a holiday",
            "[[24,540,1020],[],[],[20261126,20261126]]",
            "9:00\xa0AM|5:00\xa0PM",
        ),
        (
            "the first day of a season",
            "[[],[[20261128,0,32,600,840]]]",
            "10:00\xa0AM|2:00\xa0PM",
        ),
        (
            "the last Friday of the month",
            "[[],[],[0,0,-1,4,600,720]]",
            "10:00\xa0AM|12:00\xa0PM",
        ),
        (
            "open, with some hours told in words",
            "[[1,540,1020],[],[],[],1]",
            "9:00\xa0AM|5:00\xa0PM",
        ),
        ("only words", "", ""),
    ],
)
def test_the_attributes_are_short(name: str, hours: str, times: str) -> None:
    case = _case(name)
    closed = tuple((closure.from_, closure.to or closure.from_) for closure in case.closures)
    assert opening_data(case.schedules, closed, BUILT, "en") == (hours, times)
    if not hours:
        assert opening_data(case.schedules, closed, BUILT, "en") is NOTHING_KNOWN


def test_hours_that_are_over_on_the_day_of_the_build_are_left_out() -> None:
    case = _case("the last day of a season")
    late = datetime.date(2026, 11, 29)
    assert opening_data(case.schedules, (), late, "en") is NOTHING_KNOWN


@pytest.mark.parametrize("tag", ["en", "es", "ar", "mh"])
def test_every_sentence_has_a_place_for_its_time(tag: str) -> None:
    words = json.loads(opening_words(interface(tag)))
    assert len(words["days"]) == 7
    for sentence in (words["open"], words["later"], words["tomorrow"], *words["days"]):
        assert sentence.count("{}") == 1
