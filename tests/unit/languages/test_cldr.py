from __future__ import annotations

import datetime
from typing import Any

import pytest
from babel import Locale
from babel.dates import format_date
from babel.localedata import load, locale_identifiers

from service_directory.languages.cldr import (
    first_day_of_week,
    locale_of,
    named_locale,
    script_of,
    subtags,
)
from service_directory.languages.locales import direction
from service_directory.model.language_tags import uncommon_languages


def weekday(name: str) -> str:
    locale = named_locale(name)
    assert locale is not None
    return str(locale.days["stand-alone"]["wide"][1])


def test_no_language_changes_another() -> None:
    """python-babel/babel issue 1234: what one language resolves must not reach the next."""
    for name in ("ps", "he", "en"):
        Locale(name).days["stand-alone"]["wide"].get(1)
        format_date(datetime.date(2025, 11, 21), "LLLL", locale=Locale(name))
    assert weekday("ckb") == "سێشەممە"
    assert weekday("am") == "ማክሰኞ"
    assert weekday("ps") == "درېنۍ"


def test_data_is_what_babel_merges() -> None:
    for name in ("es_US", "zh_Hant_HK", "ht", "uz_Cyrl", "pt_PT"):
        ours = named_locale(name)
        assert ours is not None
        assert ours.date_formats["full"].pattern == Locale.parse(name).date_formats["full"].pattern
        assert dict(ours.languages) == dict(Locale.parse(name).languages)


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("es", "es"),
        ("es-US", "es_US"),
        ("es-XX", "es"),
        ("zh-Hans", "zh_Hans"),
        ("uz-Cyrl", "uz_Cyrl"),
        ("rhg-Latn", None),
        ("en-Arab", None),
        ("mh", None),
        ("", None),
        ("not a tag", None),
    ],
)
def test_locale_of(tag: str, expected: str | None) -> None:
    locale = locale_of(tag)
    assert (str(locale) if locale else None) == expected


def test_subtags() -> None:
    assert subtags("zh_hant-hk") == ("zh", "Hant", "HK")
    assert subtags("es-419") == ("es", "", "419")
    assert subtags("mh") == ("mh", "", "")


def test_script_of() -> None:
    scripts = {tag: script_of(tag) for tag in ("ar", "zh", "zh-TW", "az-Arab", "my", "mh", "xx")}
    assert scripts == {
        "ar": "Arab",
        "zh": "Hans",
        "zh-TW": "Hant",
        "az-Arab": "Arab",
        "my": "Mymr",
        "mh": "Latn",
        "xx": "Latn",
    }


def test_weeks_begin() -> None:
    assert [first_day_of_week(region) for region in ("US", "DE", "AF", "MH", "XX", "")] == [
        6,
        0,
        5,
        6,
        0,
        0,
    ]


@pytest.mark.slow
def test_direction_is_cldrs_wherever_cldr_has_one() -> None:
    names = [name for name in locale_identifiers() if name.count("_") < 2]
    assert len(names) > 500
    wrong = []
    for name in names:
        orders: Any = load(name)
        tag = name.replace("_", "-")
        if subtags(tag)[0] in uncommon_languages():
            continue
        expected = "".join(word[0] for word in orders["character_order"].split("-"))
        if direction(tag) != expected:
            wrong.append((tag, expected))
    assert wrong == [("mn-Mong", "ttb")], "vertical scripts run left to right in HTML's `dir`"
