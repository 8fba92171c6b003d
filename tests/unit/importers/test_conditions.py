from __future__ import annotations

import datetime

import pytest

from service_directory.importers.conditions import (
    age_of,
    cost_of,
    cost_options,
    documents_of,
    says_none,
    status_of,
)
from service_directory.importers.dates import read_day
from service_directory.importers.feed import Kind
from service_directory.importers.sectors import sector_of
from service_directory.model.service import Cost, Status
from tests.unit.importers.feeds import VOCABULARY, record


@pytest.mark.parametrize(
    ("text", "cost"),
    [
        ("None.", Cost.FREE),
        ("Free", Cost.FREE),
        ("No charge", Cost.FREE),
        ("None. Donations requested of those who can.", Cost.FREE),
        ("$0", Cost.FREE),
        ("None, except for permits.", None),
        ("None for residents. Others pay a fee.", None),
        ("None. Classes have fees.", None),
        ("Free lunch for members", None),
        ("Sliding scale", Cost.SLIDING_SCALE),
        ("Varies according to income ($5-$90).", Cost.SLIDING_SCALE),
        ("$60 application fee.", None),
        ("Call", None),
        ("", None),
    ],
)
def test_cost(text: str, cost: Cost | None) -> None:
    assert cost_of(text) is cost


def test_cost_options() -> None:
    rows = [
        record(Kind.COST, option="Class", amount="25", currency="USD"),
        record(Kind.COST, amount_description="Books are free"),
    ]
    assert cost_options(rows) == ("Class, 25 USD; Books are free", None)
    assert cost_options([record(Kind.COST, option="All", amount="0.00")]) == (
        "All, 0.00",
        Cost.FREE,
    )


def test_documents_are_all_known_or_stay_text() -> None:
    assert documents_of(["None."], VOCABULARY) == ((), [])
    assert documents_of([], VOCABULARY) == (None, [])
    assert documents_of(["Passport, lease"], VOCABULARY) == (("photo-id", "lease"), [])
    assert documents_of(["Photo ID", "Birth record"], VOCABULARY) == (
        None,
        ["Photo ID", "Birth record"],
    )


def test_status_and_age() -> None:
    assert status_of("Temporarily Closed") is Status.TEMPORARILY_CLOSED
    assert status_of("defunct") is Status.INACTIVE
    assert status_of("maybe") is None
    assert [age_of(text) for text in ("18", "18.0", "18+", "")] == [18, 18, None, None]
    assert says_none(" None. ")
    assert not says_none("None for children")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-01", (datetime.date(2026, 3, 1), False)),
        ("2026-03-01T10:00:00Z", (datetime.date(2026, 3, 1), False)),
        ("12/24/2015", (datetime.date(2015, 12, 24), False)),
        ("12/24/15", (datetime.date(2015, 12, 24), False)),
        ("January 1, 0001", (datetime.date(2000, 1, 1), True)),
        ("Feb 29", (datetime.date(2000, 2, 29), True)),
    ],
)
def test_days(text: str, day: tuple[datetime.date, bool]) -> None:
    found = read_day(text)
    assert found is not None
    assert (found.date, found.every_year) == day


@pytest.mark.parametrize("text", ["", "24/12/2015", "Ju 1", "2026-02-30", "soon"])
def test_no_days(text: str) -> None:
    assert read_day(text) is None


SECTORS = ["community-organization", "college", "faith", "government", "health", "library"]


@pytest.mark.parametrize(
    ("name", "sector", "by_word"),
    [
        ("Riverbend Public Library", "library", True),
        ("St. Paul's Church", "faith", True),
        ("City of Riverbend", "government", True),
        ("Riverbend County Social Services", "government", True),
        ("Friends of Riverbend County", "community-organization", False),
        ("Riverbend County Friends, Inc.", "community-organization", False),
        ("Crescent Clinic", "health", True),
        ("Lantern Welcome Center", "community-organization", False),
        ("Riverbend School", "community-organization", False),
    ],
)
def test_sectors(name: str, sector: str, by_word: bool) -> None:
    assert sector_of(name, "", SECTORS) == (sector, by_word)


def test_sectors_without_ours() -> None:
    assert sector_of("Anything", "", ["b", "a"]) == ("a", False)
