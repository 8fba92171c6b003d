from __future__ import annotations

import pytest

from service_directory.importers.feed import Kind
from service_directory.importers.phone_numbers import read_phones
from service_directory.importers.report import Journal
from service_directory.model.contact import Phone
from tests.unit.importers.feeds import record


def read(*cells: str, **values: str) -> tuple[list[Phone], list[str]]:
    rows = [record(Kind.PHONE, number=cell, **values) for cell in cells]
    phones, left = read_phones(rows, Journal())
    return list(phones), left


def short(phones: list[Phone]) -> list[str]:
    parts = (
        (p.number, f"x{p.extension}" if p.extension is not None else "", p.type, p.description)
        for p in phones
    )
    return [" ".join(str(part) for part in one if part) for one in parts]


@pytest.mark.parametrize(
    ("cell", "phones"),
    [
        ("563-555-0142", ["563-555-0142 voice"]),
        ("(563) 555-0142 ext. 12", ["(563) 555-0142 x12 voice"]),
        ("563.555.0142 x2164", ["563.555.0142 x2164 voice"]),
        ("563-555-0142 xOPT2", ["563-555-0142 voice extension OPT2"]),
        ("563-555-0142 x012", ["563-555-0142 voice extension 012"]),
        ("5635550142", ["5635550142 voice"]),
        ("+49 30 901820", ["+49 30 901820 voice"]),
        ("211", ["211 voice"]),
        ("2-1-1", ["2-1-1 voice"]),
        (
            "tdd: 563-555-0142, main: 563-555-0143, toll free: 1-800-555-0199",
            [
                "563-555-0142 textphone",
                "563-555-0143 voice",
                "1-800-555-0199 voice toll free",
            ],
        ),
        ("563-555-0142 or 563-555-0143", ["563-555-0142 voice", "563-555-0143 voice"]),
        (
            "563-555-0142 (Spanish) / 563-555-0143",
            ["563-555-0142 voice Spanish", "563-555-0143 voice"],
        ),
        ("1-800-FLOWERS", ["1-800-3569377 voice 1-800-FLOWERS"]),
    ],
)
def test_cells(cell: str, phones: list[str]) -> None:
    found, left = read(cell)
    assert short(found) == phones
    assert left == []


@pytest.mark.parametrize("cell", ["000-000-*347", "123-456-7890", "call the office", "55"])
def test_what_reaches_nobody_is_kept(cell: str) -> None:
    assert read(cell) == ([], [f"Phone as listed: {cell}"])


def test_columns() -> None:
    phones, _ = read(
        "563-555-0142", extension="7", type="Hotline", department="Intake", language="English, Twi"
    )
    assert short(phones) == ["563-555-0142 x7 voice Intake; Hotline"]
    assert phones[0].languages == ("en", "tw")
    assert short(read("563 555 0142", country_prefix="+1", type="tty")[0]) == [
        "+1 563 555 0142 textphone"
    ]


def test_the_same_number_is_said_once() -> None:
    phones, _ = read("563-555-0142", "(563) 555-0142 (night)", "563-555-0142 x1")
    assert short(phones) == ["563-555-0142 voice night", "563-555-0142 x1 voice"]


def test_blank_cells() -> None:
    assert read("") == ([], [])
