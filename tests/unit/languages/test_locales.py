from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service_directory.languages.locales import (
    DateStyle,
    first_weekday,
    format_date,
    format_list,
    format_number,
    format_time,
    format_time_range,
    formats_for,
    language,
    language_name,
    plural,
    same_language,
    weekday_names,
)

FRIDAY = datetime.date(2025, 11, 21)
TAGS = ("en", "es", "ar", "my", "mh", "zh-Hans", "uk", "fa-AF")
STYLES: tuple[DateStyle, ...] = ("full", "long", "medium", "short", "month", "day")


@pytest.mark.parametrize(
    ("tag", "endonym", "name", "direction"),
    [
        ("en", "English", "English", "ltr"),
        ("es", "Español", "Spanish", "ltr"),
        ("ar", "العربية", "Arabic", "rtl"),
        ("my", "မြန်မာ", "Burmese", "ltr"),
        ("mh", "Kajin M̧ajeļ", "Marshallese", "ltr"),
        ("zh-Hans", "简体中文", "Simplified Chinese", "ltr"),
        ("uk", "Українська", "Ukrainian", "ltr"),
        ("fa-AF", "دری", "Dari", "rtl"),
        ("ksw", "ကညီကျိာ်", "S’gaw Karen", "ltr"),
        ("rhg", "Ruáingga", "Rohingya", "ltr"),
        ("ka", "ქართული", "Georgian", "ltr"),
        ("xx", "Xx", "xx", "ltr"),
    ],
)
def test_language(tag: str, endonym: str, name: str, direction: str) -> None:
    found = language(tag)
    assert (found.endonym, found.english_name) == (endonym, name)
    assert (found.tag, found.hreflang, found.direction) == (tag, tag, direction)


def test_direction_goes_by_script() -> None:
    tags = ("rhg", "rhg-Rohg", "rhg-Arab", "az", "az-Arab", "pa-PK", "ps", "ckb", "ku", "dv", "yi")
    directions = [language(tag).direction for tag in tags]
    assert directions == "ltr rtl rtl ltr rtl rtl rtl rtl ltr rtl rtl".split()


def test_names_of_spoken_languages() -> None:
    assert language_name("mh", "es") == "marshalés"
    assert language_name("mh", "mh") == "Kajin M̧ajeļ"
    assert language_name("ksw", "es") == "S’gaw Karen"
    assert language_name("es", "ar") == "الإسبانية"
    assert language_name("es", "mh") == "Spanish"
    assert language_name("fa-AF", "en") == "Dari"
    assert language_name("pt-BR", "en") == "Brazilian Portuguese"
    assert language_name("uz-Cyrl", "en") == "Uzbek (Cyrillic)"
    assert language_name("xx", "es") == "xx"


@pytest.mark.parametrize(
    ("tag", "date"),
    [
        ("en", "Friday, November 21, 2025"),
        ("es", "viernes, 21 de noviembre de 2025"),
        ("ar", "الجمعة، 21 نوفمبر 2025"),
        ("my", "2025 နိုဝင်ဘာ 21 သောကြာ"),
        ("mh", "Bōraide, Nobōm̧ba 21, 2025"),
        ("zh-Hans", "2025年11月21日星期五"),
        ("uk", "пʼятниця, 21 листопада 2025\u00a0р."),
        ("fa-AF", "جمعه 21 نومبر 2025"),
        ("ht", "vandredi 21 novanm 2025"),
        ("sm", "Aso Faraile, Novema 21, 2025"),
        ("rhg", "2025-11-21"),
        ("ksw", "2025-11-21"),
        ("xx", "2025-11-21"),
    ],
)
def test_full_date(tag: str, date: str) -> None:
    assert format_date(FRIDAY, tag, style="full") == date


def test_other_styles_of_dates() -> None:
    assert [format_date(FRIDAY, "en", style=style) for style in STYLES[1:]] == [
        "November 21, 2025",
        "Nov 21, 2025",
        "11/21/25",
        "November 2025",
        "November 21",
    ]
    assert [format_date(FRIDAY, "mh", style=style) for style in STYLES[1:]] == [
        "Nobōm̧ba 21, 2025",
        "Nobōm̧ba 21, 2025",
        "2025-11-21",
        "Nobōm̧ba 2025",
        "Nobōm̧ba 21",
    ]
    assert format_date(FRIDAY, "ps", style="medium") == "2025 نومبر 21"
    assert format_date(FRIDAY, "ksw", style="month") == "2025-11"


@pytest.mark.parametrize(
    ("tag", "evening", "midnight"),
    [
        ("en", "5:05\u00a0PM", "12:00\u00a0AM"),
        ("es", "17:05", "24:00"),
        ("es-US", "5:05\u00a0p.m.", "12:00\u00a0a.m."),
        ("ar", "5:05 م", "12:00 ص"),
        ("my", "17:05", "24:00"),
        ("mh", "5:05\u00a0PM", "12:00\u00a0AM"),
        ("zh-Hans", "17:05", "24:00"),
        ("uk", "17:05", "24:00"),
        ("fa-AF", "17:05", "24:00"),
        ("xx", "5:05\u00a0PM", "12:00\u00a0AM"),
    ],
)
def test_time(tag: str, evening: str, midnight: str) -> None:
    assert format_time("17:05", tag) == evening
    assert format_time("24:00", tag) == midnight


def test_time_range() -> None:
    assert format_time_range("09:00", "17:00", "en") == "9:00\u00a0AM – 5:00\u00a0PM"
    assert format_time_range("09:00", "17:00", "fa-AF") == "9:00 تا 17:00"
    assert format_time_range("18:00", "02:00", "uk") == "18:00 – 02:00"
    assert format_time_range("00:00", "24:00", "zh-Hans") == "00:00 – 24:00"


@pytest.mark.parametrize(
    ("tag", "tuesday", "short"),
    [
        ("en", "Tuesday", "Tue"),
        ("es", "martes", "mar"),
        ("ar", "الثلاثاء", "الثلاثاء"),
        ("my", "အင်္ဂါ", "အင်္ဂါ"),
        ("mh", "Juje", "Juje"),
        ("zh-Hans", "星期二", "周二"),
        ("uk", "вівторок", "вт"),
        ("fa-AF", "سه\u200cشنبه", "سه\u200cشنبه"),
        ("ckb", "سێشەممە", "سێشەممە"),
    ],
)
def test_weekdays(tag: str, tuesday: str, short: str) -> None:
    names = weekday_names(tag)
    assert len(names) == 7
    assert names[1] == (tuesday, short, tag)


def test_weekdays_of_a_language_without_any_are_marked_as_english() -> None:
    assert weekday_names("ksw")[0] == ("Monday", "Mon", "en")


def test_lists_and_numbers() -> None:
    lists = {tag: format_list(["A", "B", "C"], tag) for tag in TAGS}
    assert lists == {
        "en": "A, B, and C",
        "es": "A, B y C",
        "ar": "A وB وC",
        "my": "A - Bနှင့် C",
        "mh": "A, B im C",
        "zh-Hans": "A、B和C",
        "uk": "A, B і C",
        "fa-AF": "A،\u200f B، و C",
    }
    assert format_list([], "mh") == ""
    assert format_list(["A"], "mh") == "A"
    assert format_list(["A", "B"], "ksw") == "A, B"
    assert format_number(1234.5, "es") == "1.234,5"
    assert format_number(1234.5, "es-US") == "1,234.5"
    assert format_number(1234, "ar") == "1,234"
    assert format_number(1234, "mh") == "1,234"


def test_plural_forms() -> None:
    numbers = (0, 1, 2, 3, 11, 100)
    assert [plural("ar")(n) for n in numbers] == ["zero", "one", "two", "few", "many", "other"]
    assert [plural("uk")(n) for n in (1, 2, 5)] == ["one", "few", "many"]
    assert {plural("my")(n) for n in numbers} == {"other"}
    assert [plural("mh")(n) for n in (1, 2)] == ["one", "other"]


def test_formats_of_the_readers_country() -> None:
    assert formats_for("es", "US") == "es-US"
    assert formats_for("en", "US") == "en-US"
    assert formats_for("ar", "US") == "ar"
    assert formats_for("es-MX", "US") == "es-MX"
    assert formats_for("mh", "US") == "mh"
    assert formats_for("zh-Hans", "SG") == "zh-Hans-SG"
    assert first_weekday("US") == 6


def test_same_language() -> None:
    assert same_language("es", "es-US")
    assert same_language("fa", "fa-AF")
    assert same_language("zh", "zh-Hans")
    assert not same_language("zh-Hans", "zh-Hant")
    assert not same_language("en", "es")


tags = st.one_of(
    st.sampled_from(["yo", "rhg-Arab", "fr-CA", "lkt", "dz", "no", "ku-Arab", "pa-Arab"]),
    st.from_regex(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?", fullmatch=True),
    st.text(max_size=12),
)


@given(
    tag=tags,
    date=st.dates(),
    minutes=st.integers(0, 24 * 60),
    style=st.sampled_from(STYLES),
    items=st.lists(st.text(max_size=3), max_size=4),
)
def test_no_tag_ever_raises(
    tag: str, date: datetime.date, minutes: int, style: DateStyle, items: list[str]
) -> None:
    time = f"{minutes // 60:02}:{minutes % 60:02}"
    assert format_date(date, tag, style=style)
    assert format_time(time, tag)
    assert format_time_range(time, "12:00", tag)
    assert len(weekday_names(tag)) == 7
    assert plural(tag)(minutes)
    assert format_number(minutes, tag)
    assert language(tag).direction in ("ltr", "rtl")
    joined = format_list(items, tag)
    assert all(item in joined for item in items)


@given(tag=st.sampled_from([*TAGS, "ht", "ksw"]), date=st.dates(datetime.date(1000, 1, 1)))
def test_dates_keep_their_day_and_year(tag: str, date: datetime.date) -> None:
    text = format_date(date, tag, style="full")
    assert str(date.day) in text
    assert str(date.year) in text


def test_reference_of_languages(shared: Path) -> None:
    """Every language of the reference comes out as found in Babel, but for what we put right."""
    known: list[dict[str, Any]] = json.loads((shared / "data" / "languages.json").read_bytes())
    put_right = {"ht", "quc", "rhg", "yo", "fa-AF", "zh-Hans", "zh-Hant"}
    compared = 0
    for row in known:
        if not row["locale"]:
            continue
        compared += 1
        found = language(row["tag"])
        if row["tag"] not in put_right:
            assert found.endonym.casefold() == row["endonym"].casefold()
            date = format_date(FRIDAY, row["tag"], style="full")
            assert date == row["date"].replace("\u202f", "\u00a0")
            assert found.direction == row["dir"]
    assert compared > 50
