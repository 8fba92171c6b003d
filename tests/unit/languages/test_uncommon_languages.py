"""Our own table of languages, `model/uncommon_languages.json`."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from babel import Locale

from service_directory.languages.cldr import named_locale
from service_directory.model.language_tags import UncommonLanguage, uncommon_languages

ROWS = list(uncommon_languages().values())
each_row = pytest.mark.parametrize("row", ROWS, ids=[row["tag"] for row in ROWS])
REPLACED = {"ht", "hnj", "quc", "rhg"}
"""Languages CLDR has, but with French dates, without dates, or in a script few can display."""


def test_rows_are_sorted_and_each_stands_once() -> None:
    assert [row["tag"] for row in ROWS] == sorted({row["tag"] for row in ROWS})


@each_row
def test_row_is_complete(row: UncommonLanguage) -> None:
    assert len(row["iso_639_3"]) == 3
    assert row["iso_639_3"].isalpha()
    assert row["direction"] in ("ltr", "rtl")
    assert row["name"]
    assert row["endonym"]
    assert named_locale(row["formats_like"].replace("-", "_")) is not None
    assert len(row.get("weekdays", [""] * 7)) == 7
    assert len(row.get("months", [""] * 12)) == 12
    assert ("weekdays" in row) == ("months" in row)
    text = json.dumps(row, ensure_ascii=False)
    assert text == unicodedata.normalize("NFC", text)


@each_row
def test_row_is_needed(row: UncommonLanguage) -> None:
    """A language CLDR can speak of and write dates in has no place in the table."""
    has_dates = named_locale(row["tag"]) is not None
    assert not has_dates or row["tag"] in REPLACED
    assert Locale("en").languages.get(row["tag"]) is None or not has_dates or row["tag"] in REPLACED


def test_codes_agree_with_the_reference(shared: Path) -> None:
    known: list[dict[str, Any]] = json.loads((shared / "data" / "languages.json").read_bytes())
    codes = {row["tag"]: row["iso3"] for row in known}
    compared = [row["tag"] for row in ROWS if row["tag"] in codes]
    assert len(compared) >= 17
    assert [codes[tag] for tag in compared] == [
        uncommon_languages()[tag]["iso_639_3"] for tag in compared
    ]


def test_every_language_cldr_cannot_write_is_in_the_table(shared: Path) -> None:
    known: list[dict[str, Any]] = json.loads((shared / "data" / "languages.json").read_bytes())
    without = {row["tag"] for row in known if not row["locale"]} - {"prs"}
    assert without <= set(uncommon_languages())
