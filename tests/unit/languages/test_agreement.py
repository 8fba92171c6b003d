from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service_directory.diagnostics import Severity
from service_directory.languages.agreement import check_catalogs, differences, entries_of
from service_directory.languages.catalogs import Catalogs
from service_directory.reading.entry import EntryKind
from tests.unit.languages import samples

SUMMARY = samples.ORGANIZATION["summary"]


def found(texts: dict[str, tuple[str, str]], *, body: str = "") -> list[str]:
    catalogs = samples.catalogs(es=samples.catalog(texts))
    checked = check_catalogs(catalogs, samples.directory(samples.organization(body=body)))
    return [diagnostic.as_text() for diagnostic in checked]


def test_good_translations() -> None:
    assert found({"summary": (SUMMARY, "Clases de inglés"), "name": ("Lantern", "")}) == []


def test_the_address_of_a_hidden_place_is_told_in_no_language() -> None:
    house = {"id": "house", "name": "House", "visibility": "area-only"}
    address = {"address_1": "12 Oak Street", "city": "A", "state_province": "IA",
               "postal_code": "52001"}  # fmt: skip
    office = {"id": "office", "name": "Office", "address": address}
    texts = {
        "summary": (SUMMARY, "Clases en la Calle Hidalgo 123"),
        "locations.house.name": ("House", "77 Hidden Lane"),
        "locations.office.name": ("Office", "78 Hidden Lane"),
        "partnership.offers.0": ("gone", "Old: 79 Hidden Lane"),
        "services.esl.name": ("English", "12 Oak Street"),
        "body": ("Text.", "Uno\n\nVen a 80 Hidden Lane hoy"),
    }
    catalogs = samples.catalogs(es=samples.catalog(texts))

    def told(*places: Mapping[str, object]) -> list[tuple[int, str]]:
        directory = samples.directory(samples.organization(body="Text.", locations=places))
        checked = check_catalogs(catalogs, directory)
        found = [d for d in checked if d.rule == "confidential-address"]
        assert {d.severity for d in found} <= {Severity.ERROR}
        return [(d.line, d.message.split("'")[1]) for d in found]

    assert told(house, office) == [
        (1, "Calle Hidalgo 123"),
        (2, "77 Hidden Lane"),
        (4, "79 Hidden Lane"),
        (6, "80 Hidden Lane"),
    ]
    assert told(office) == []


def test_a_text_that_is_gone() -> None:
    assert found({"services.esl-morning.name": ("Morning classes", "Clases")}) == [
        (
            "x.po:1:1: warning: 'services.esl-morning.name' is no longer a text of the entry "
            "(delete this translation) [catalog-text-gone]"
        )
    ]


def test_a_text_that_changed_its_place_is_not_gone() -> None:
    assert found({"partnership.offers.7": ("A van", "Una furgoneta")}) == []


def test_a_catalog_without_its_entry() -> None:
    catalogs = Catalogs(
        {("es", EntryKind.GROUP, "gone"): samples.catalog({}, "directory/translations/es/x.po")}
    )
    assert [d.as_text() for d in check_catalogs(catalogs, samples.directory())] == [
        (
            "directory/translations/es/x.po: warning: there is no group 'gone' that these "
            "translations belong to (delete this file, or rename it as the entry is named now) "
            "[catalog-without-entry]"
        )
    ]


def test_a_language_the_site_does_not_have() -> None:
    catalogs = samples.catalogs(pt=samples.catalog({}), es=samples.catalog({}))
    directory = samples.directory()
    assert check_catalogs(catalogs, directory) == []
    rules = [d.rule for d in check_catalogs(catalogs, directory, languages=("en", "es"))]
    assert rules == ["catalog-language-unused"]


@pytest.mark.parametrize(
    ("translation", "rule"),
    [
        ("<b>Clases</b>", "no-html"),
        ("<script>alert(1)</script>", "no-html"),
        ("Cla\u202eses", "bidi-control"),
        ("Cla\u2066ses", "bidi-control"),
        ("Clases\nde inglés", "line-break"),
        ("Cla\x07ses", "control-character"),
        ("Cla" + "\u0301" * 9, "combining-marks"),
    ],
)
def test_what_an_entry_may_not_hold_its_translation_may_not_either(
    translation: str, rule: str
) -> None:
    (only,) = found({"summary": (SUMMARY, translation)})
    assert only.startswith("x.po:1:1: error: 'summary': ")
    assert only.endswith(f"[{rule}]")


@pytest.mark.parametrize("translation", ["5 < 6", "a\u200cb", "\u200fمركز", "“Él” — 100 %", "C#"])
def test_odd_but_good_texts(translation: str) -> None:
    source = "".join(c for c in translation if c.isdecimal() or c == " ")
    assert found({"summary": (source, translation)}) == []


def test_a_translated_body_is_held_to_the_rules_of_bodies() -> None:
    body = "See the [forum](../groups/forum.md)."
    good = "Vea el [foro](../groups/forum.md)."
    assert found({"body": (body, good)}, body=body) == []
    assert found({"body": (body, "<b>Vea</b> el foro.")}, body=body)[0].endswith("[raw-html]")
    assert found({"body": (body, "Vea [otro](../groups/other.md).")}, body=body) == [
        (
            "x.po:1:1: warning: the translation links to ../groups/other.md, and its text does not "
            "[catalog-facts]"
        )
    ]


def test_facts_that_differ_name_both_sides() -> None:
    pair = ("Call 563-555-0142.", "Llame al 563-555-0124.")
    assert found({"summary": pair}) == [
        (
            "x.po:1:1: warning: 'summary': the phone numbers differ: the text has 5635550142, its "
            "translation 5635550124 [catalog-facts]"
        )
    ]


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("Call 563-555-0142", "Llame al (563) 555-0142"),
        ("Call +1 563 555 0142", "اتصل على ‎+1 563 555 0142"),
        ("From 18:00", "Desde las 6:00 p. m."),
        ("From 6 PM", "18 h"),
        ("2 working days", "dos días hábiles"),
        ("Two weeks", "2 semanas"),
        ("$1,250.00 a year", "1.250 $ al año"),
        ("1,250.50", "1 250,50"),
        ("Until 2026-12-24", "Hasta el 24 de diciembre de 2026"),
        ("December 24", "12月24日"),
        ("3 days", "٣ أيام"),
        ("Room 101", "الغرفة ١٠١"),
        ("2025-2026", "2025 a 2026"),
        ("See https://a.example/x.", "Vea https://a.example/x"),
        ("ana@a.example", "Escriba a ana@a.example"),
        ("%(num)s people", "%(num)s personas"),
    ],
)
def test_facts_that_agree(source: str, translation: str) -> None:
    assert list(differences(source, translation)) == []


@pytest.mark.parametrize(
    ("source", "translation", "what"),
    [
        ("3 papers", "8 documentos", "numbers"),
        ("$1,250", "$1.300", "numbers"),
        ("At 9:30", "A las 10:30", "numbers"),
        ("Room 101", "Aula", "numbers"),
        ("In 2026", "En 2025", "numbers"),
        ("Ages 5 to 50", "De 5 a 60 años", "numbers"),
        ("563-555-0142", "llame", "phone numbers"),
        ("See https://a.example", "Vea https://b.example", "links"),
        ("ana@a.example", "ana@b.example", "links"),
        ("Hello", "Hola https://evil.example", "links"),
        ("%(num)s people", "%(nun)s personas", "placeholders"),
    ],
)
def test_facts_that_differ(source: str, translation: str, what: str) -> None:
    assert [sort for sort, _, _ in differences(source, translation)] == [what]


@given(st.text())
def test_a_text_agrees_with_itself(text: str) -> None:
    assert list(differences(text, text)) == []


@given(st.text(), st.text())
def test_differences_are_seen_from_both_sides(one: str, other: str) -> None:
    there = [what for what, _, _ in differences(one, other)]
    assert there == [what for what, _, _ in differences(other, one)]


def test_entries_of_a_catalog() -> None:
    directory = samples.directory()
    ids = {kind: [e.id for e in entries_of(directory, kind, "lantern")] for kind in EntryKind}
    assert ids[EntryKind.ORGANIZATION] == ["lantern"]
    assert ids[EntryKind.TAXONOMY] == list(samples.TAXONOMIES)
    assert ids[EntryKind.GROUP] == ids[EntryKind.CROSSWALKS] == []
