from __future__ import annotations

from service_directory.importers.feed import Kind
from service_directory.importers.opening import read_holidays, read_schedules
from service_directory.importers.report import Journal, Matter
from service_directory.model.location import Closure, Frequency, Schedule
from tests.unit.importers.feeds import record


def read(*rows: dict[str, str]) -> tuple[Schedule, ...]:
    return read_schedules([record(Kind.SCHEDULE, **row) for row in rows], Journal())


def at(days: str, opens: str, closes: str, **more: object) -> Schedule:
    return Schedule.model_validate(
        {"byday": days.split(), "opens_at": opens, "closes_at": closes, **more}
    )


def test_rows_of_days_stand_together() -> None:
    assert read(
        {"byday": "Monday", "opens_at": "9:00am", "closes_at": "5:00pm"},
        {"byday": "Tuesday", "opens_at": "9:00am", "closes_at": "5:00pm"},
        {"byday": "Sunday", "opens_at": "1pm", "closes_at": "3pm"},
    ) == (at("MO TU", "09:00", "17:00"), at("SU", "13:00", "15:00"))


def test_the_feeds_own_words_win() -> None:
    rows = [
        {"byday": day, "opens_at": "9:00am", "closes_at": "", "original_text": text}
        for day in ("Monday", "Tuesday")
        for text in ("9am-5pm, Mon-Tue", "Call us\nfirst")
    ]
    assert read(*rows) == (
        at("MO TU", "09:00", "17:00"),
        Schedule(description="Call us; first"),
    )


def test_hsds_3() -> None:
    assert read(
        {"byday": "MO,WE", "freq": "WEEKLY", "opens_at": "09:00:00", "closes_at": "17:00:00",
         "valid_from": "2026-09-01", "valid_to": "2027-06-01", "notes": "Ring the bell"},
        {"byday": "2SA", "freq": "MONTHLY", "opens_at": "10:00", "closes_at": "12:00"},
        {"description": "By appointment"},
    ) == (
        at("MO WE", "09:00", "17:00", valid_from="2026-09-01", valid_to="2027-06-01",
           notes="Ring the bell"),
        at("2SA", "10:00", "12:00", freq=Frequency.MONTHLY),
        Schedule(description="By appointment"),
    )  # fmt: skip


def test_what_is_not_understood_stays_words() -> None:
    journal = Journal()
    rows = [
        record(Kind.SCHEDULE, id="1", byday="Monday", opens_at="", closes_at=""),
        record(Kind.SCHEDULE, id="2", byday="Monday", opens_at="9:0am", closes_at="5pm"),
        record(Kind.SCHEDULE, id="3", byday="MO", freq="WEEKLY", interval="2", opens_at="09:00",
               closes_at="10:00"),
    ]  # fmt: skip
    assert [one.description for one in read_schedules(rows, journal)] == [
        "Monday, no times given",
        "Monday, 9:0am to 5pm",
        "MO, 09:00 to 10:00, interval 2, WEEKLY",
    ]
    assert len(journal.report().of(Matter.KEPT_AS_TEXT)) == 3


def test_holidays() -> None:
    rows = [
        {"start_date": "2026-12-24", "end_date": "2027-01-02", "closed": "true"},
        {"start_date": "2026-12-23", "end_date": "", "closed": "false", "opens_at": "10:00",
         "closes_at": "12:00"},
        {"start_date": "January 1, 0001", "end_date": "January 1, 0001", "closed": "true"},
        {"start_date": "Dec 24", "end_date": "Jan 2", "closed": "true"},
        {"start_date": "soon", "closed": "true"},
    ]  # fmt: skip
    journal = Journal()
    closures, days = read_holidays([record(Kind.HOLIDAY, **row) for row in rows], journal)
    assert closures == (Closure.model_validate({"from": "2026-12-24", "to": "2027-01-02"}),)
    assert days == (
        at("WE", "10:00", "12:00", valid_from="2026-12-23", valid_to="2026-12-23"),
        Schedule(description="Closed every year: January 1"),
        Schedule(description="Closed every year: December 24 to January 2"),
    )
    assert "soon" in journal.report().of(Matter.KEPT_AS_TEXT)[-1].text
