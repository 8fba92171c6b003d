from __future__ import annotations

import pytest

from service_directory.importers.clock_times import read_time, span
from service_directory.importers.hours import days_of, grouped, read_hours
from service_directory.model.location import Schedule

WEEKDAYS = "MO TU WE TH FR"


def short(text: str) -> list[str] | None:
    """Write schedules as `MO TU 09:00-17:00 label [note]`."""
    read = read_hours(text)
    if read is None:
        return None
    return [
        " ".join(
            part
            for part in (
                *one.byday,
                f"{one.opens_at}-{one.closes_at}" if one.opens_at else "",
                one.description,
                f"[{one.notes}]" if one.notes else "",
            )
            if part
        )
        for one in read
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9:00am-5:00pm, Mon-Fri", [f"{WEEKDAYS} 09:00-17:00"]),
        ("Monday-Friday, 9-5", [f"{WEEKDAYS} 09:00-17:00"]),
        ("Mon - Fri: 9 a.m. to noon", [f"{WEEKDAYS} 09:00-12:00"]),
        ("M-F 8:30-5", [f"{WEEKDAYS} 08:30-17:00"]),
        ("Weekdays 9am – 4:30 pm", [f"{WEEKDAYS} 09:00-16:30"]),
        ("830am-5:30pm, Mon, Wed and Fri", ["MO WE FR 08:30-17:30"]),
        ("9:00am-4:00pm, Mon,Tue;\n9:00am-12:00pm, Wed", [
            "MO TU 09:00-16:00", "WE 09:00-12:00",
        ]),
        ("Mon-Thu 9-5, Fri 9-12", ["MO TU WE TH 09:00-17:00", "FR 09:00-12:00"]),
        ("Monday: 9-5\nTuesday: 10-6", ["MO 09:00-17:00", "TU 10:00-18:00"]),
        ("9:00am-5:00, Sat", ["SA 09:00-17:00"]),
        ("6:00-8:00pm, Mon", ["MO 18:00-20:00"]),
        ("11:00-1:00pm, Mon", ["MO 11:00-13:00"]),
        ("8:00am-12:00pm & 1:00pm-5:00pm, Tue", ["TU 08:00-12:00", "TU 13:00-17:00"]),
        ("8am-noon; 1pm-5pm, Tue", ["TU 08:00-12:00", "TU 13:00-17:00"]),
        ("4:00pm-12:00am, Sat", ["SA 16:00-24:00"]),
        ("10pm-6am daily", ["MO TU WE TH FR SA SU 22:00-06:00"]),
        ("24 hours a day, 7 days a week", ["MO TU WE TH FR SA SU 00:00-24:00"]),
        ("24/7", ["MO TU WE TH FR SA SU 00:00-24:00"]),
        ("Fri-Mon 10am-2pm", ["MO FR SA SU 10:00-14:00"]),
        ("10am-1pm, 2nd and 4th Saturday of each month", ["2SA 4SA 10:00-13:00"]),
        ("9am-10am, first Tue of the month", ["1TU 09:00-10:00"]),
        ("Office Hours:\n9am-5pm, Mon\n\nWalk-In:\n1pm-2pm, Tue", [
            "MO 09:00-17:00 Office Hours", "TU 13:00-14:00 Walk-In",
        ]),
        ("9am-5pm, Mon (by phone)", ["MO 09:00-17:00 by phone"]),
        ("9am-5pm, Mon\n\nBy appointment only", ["MO 09:00-17:00 [By appointment only]"]),
        ("9am-5pm, Mon\n\nFriday by appointment", ["MO 09:00-17:00", "FR By appointment"]),
        ("Clinic:\n9am-5pm, Mon\n\nBus:\nCall for times", [
            "MO 09:00-17:00 Clinic [Bus: Call for times]",
        ]),
    ],
)  # fmt: skip
def test_what_is_sure(text: str, expected: list[str]) -> None:
    assert short(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "By appointment",
        "Varies",
        "8-10, Mon",
        "9:00am, Sat",
        "9:00am & 1:00pm, Tue",
        "10:00pm-6:00pm, Tue",
        "12:00am-8:00pm, Mon",
        "9:0am-3:00pm, Mon",
        "6:30am-6:300pm, Mon",
        "9am-5pm, Mon\n\nClosed daily 12:00pm-1:00pm for lunch",
        "9am-5pm, Sat (Feb 9, 16)",
        "9am-5pm, Mon and holidays",
        "9am-5pm",
        "Mon-Fri",
        "9am-5pm, 2nd Sat, Mon",
        "First Saturday morning of the month",
        "Before 2:30pm, Mon",
        "School dismissal - 6:00pm, Mon",
        "",
    ],
)
def test_what_is_not(text: str) -> None:
    assert read_hours(text) is None


@pytest.mark.parametrize(
    ("opens", "closes", "expected"),
    [
        ("08:00", "17:00", ("08:00", "17:00")),
        ("08:00:00", "12:00:00", ("08:00", "12:00")),
        ("10:00", "18:00", ("10:00", "18:00")),
        ("09:00-05:00", "17:00-05:00", ("09:00", "17:00")),
        ("14:00", "4:00 PM", ("14:00", "16:00")),
        ("9am", "03:00", None),
        ("00:00", "24:00", ("00:00", "24:00")),
        ("12pm", "5pm", ("12:00", "17:00")),
        ("12am", "6am", ("00:00", "06:00")),
        ("7", "7", ("07:00", "19:00")),
        ("6", "8", None),
        ("5pm", "5pm", None),
    ],
)
def test_pairs_of_times(opens: str, closes: str, expected: tuple[str, str] | None) -> None:
    first, second = read_time(opens), read_time(closes)
    assert first is not None
    assert second is not None
    assert span(first, second) == expected


@pytest.mark.parametrize("text", ["", "25:00", "13pm", "0am", "9:60", "24:30", "soon"])
def test_no_times(text: str) -> None:
    assert read_time(text) is None


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Monday", "MO"),
        ("MO,TU", "MO TU"),
        ("2MO,-1FR", "2MO -1FR"),
        ("Tues- Thurs", "TU WE TH"),
        ("Someday", ""),
        ("9-5", ""),
    ],
)
def test_days(text: str, days: str) -> None:
    assert days_of(text) == tuple(days.split())


def test_days_with_the_same_hours_stand_together() -> None:
    def one(day: str, opens: str) -> Schedule:
        return Schedule(byday=(day,), opens_at=opens, closes_at="17:00")

    found = grouped([one("WE", "09:00"), one("MO", "09:00"), one("TU", "10:00")])
    assert [(s.byday, s.opens_at) for s in found] == [
        (("MO", "WE"), "09:00"),
        (("TU",), "10:00"),
    ]
