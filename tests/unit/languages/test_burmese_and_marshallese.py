"""Burmese, wholly translated, and Marshallese, in part and without CLDR: what readers get."""

from __future__ import annotations

import datetime
import re
import unicodedata
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from service_directory.languages.collation import index_letter, sort_key
from service_directory.languages.interface import interface
from service_directory.languages.locales import (
    format_date,
    format_time_range,
    formats_for,
    language_name,
    weekday_names,
)

ROOT = Path(__file__).parents[3]
LOCALES = ROOT / "plugins" / "service_directory" / "locales"
FRIDAY = datetime.date(2026, 11, 27)
VOWEL_BEFORE_ITS_CONSONANT = re.compile("(?<![\u1000-\u102a\u1039\u103b-\u103f])\u1031")
ZAWGYI_OR_DIGITS = re.compile("[\u1040-\u1049\u1060-\u1097\u1033\u1034]")
"""Places where Zawgyi has letters of its own; and digits, which are Latin on this site."""


def files_in(tag: str) -> list[Path]:
    directory = ROOT / "directory"
    return sorted(
        [
            LOCALES / f"{tag}.po",
            *(directory / "translations" / tag).rglob("*.po"),
            *directory.rglob(f"*.{tag}.md"),
        ]
    )


def test_burmese_is_unicode_with_latin_digits() -> None:
    for file in files_in("my"):
        text = file.read_text(encoding="utf-8")
        assert not VOWEL_BEFORE_ITS_CONSONANT.search(text), file.name
        assert not ZAWGYI_OR_DIGITS.search(text), file.name


@pytest.mark.parametrize("tag", ["my", "mh"])
def test_texts_are_composed(tag: str) -> None:
    """The same letters must be the same characters, or a search does not find them."""
    for file in files_in(tag):
        assert unicodedata.is_normalized("NFC", file.read_text(encoding="utf-8")), file.name


def test_zawgyi_would_be_found() -> None:
    assert VOWEL_BEFORE_ITS_CONSONANT.search("\u1031\u1019")
    assert not VOWEL_BEFORE_ITS_CONSONANT.search("\u1019\u103c\u1031")


@pytest.mark.parametrize("tag", ["my", "mh"])
def test_one_form_for_all_numbers(tag: str) -> None:
    reader = interface(tag)
    one, many = (
        reader.ngettext("%(num)s organization", "%(num)s organizations", number)
        for number in (1, 2)
    )
    assert one.replace("1", "2") == many
    assert one != "1 organization"


def test_a_partial_interface_is_english_where_it_ends() -> None:
    mh = interface("mh")
    assert mh.gettext("Free") == "Ejjeļo̧k wōņāān"
    assert mh.gettext("Accreditations") == "Accreditations"
    assert mh.texts_language == "mh"


@pytest.mark.parametrize(("tag", "least"), [("my", 200), ("mh", 60)])
def test_the_most_visible_texts_are_translated(tag: str, least: int) -> None:
    with (LOCALES / f"{tag}.po").open("rb") as file:
        catalog = read_po(file)
    assert sum(bool(message.id and message.string) for message in catalog) >= least
    visible = (
        "Find help", "Call %(number)s", "Directions", "Website %(site)s", "Opening hours",
        "closed", "Free", "Every day", "Languages", "Urgent help", "What do you need help with?",
        "They do not ask about immigration status.", "You need no papers.",
        "This page is not translated yet.",
        "No person has checked this yet. Please call before you go.",
        "The address is kept secret so that people stay safe. Call to learn how to come.",
    )  # fmt: skip
    assert [text for text in visible if not interface(tag).translates(text)] == []


@pytest.mark.parametrize(
    ("tag", "date", "hours", "monday", "own_name"),
    [
        ("my", "2026 နိုဝင်ဘာ 27", "17:30 – 19:00", "တနင်္လာ", "မြန်မာ"),
        ("mh", "Nobōm̧ba 27, 2026", "5:30\u00a0PM – 7:00\u00a0PM", "M̧ande", "Kajin M̧ajeļ"),
    ],
)
def test_formats_in_the_united_states(
    tag: str, date: str, hours: str, monday: str, own_name: str
) -> None:
    formats = formats_for(tag, "US")
    assert format_date(FRIDAY, formats) == date
    assert format_time_range("17:30", "19:00", formats) == hours
    assert weekday_names(formats)[0].full == monday
    assert language_name(tag, tag) == own_name


@pytest.mark.parametrize(
    ("tag", "names", "letters"),
    [
        ("my", "ကျောင်း|ခရီး|ငါး|ဆေးခန်း|ဗလီ|မီးသတ်|အလုပ်|ဥပဒေ|Lantern", "ကခငဆဗမအဥL"),
        ("mh", "Aikuj|Ājmour|Lale|Mōn̄ā|Nuuj|Oktak|Uwe", "AĀLMNOU"),
    ],
)
def test_a_to_z(tag: str, names: str, letters: str) -> None:
    wanted = names.split("|")
    given = wanted[::-1]
    assert sorted(given, key=sort_key(tag)) == wanted
    assert "".join(index_letter(name, tag) for name in wanted) == letters
