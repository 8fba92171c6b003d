from __future__ import annotations

import csv
from importlib.resources import files
from pathlib import Path

import pytest

from service_directory.importers.spoken import as_interpretation, read_languages
from service_directory.model.language_tags import canonical_tag


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("English", "en"),
        ("English, Spanish and Creole", "en es ht"),
        ("Chinese (Mandarin), Chinese (Cantonese)", "zh yue"),
        ("Filipino (Tagalog) / Farsi", "fil fa"),
        ("Hindi/Urdu; American Sign Language & Dari", "hi ur ase fa-AF"),
        ("* Español", "es"),
        ("Marshallese, S'gaw Karen, Hakha Chin", "mh ksw cnh"),
        ("Brazilian Portuguese", "pt-BR"),
    ],
)
def test_labels(text: str, tags: str) -> None:
    spoken = read_languages(text)
    assert spoken.tags == tuple(tags.split())
    assert spoken.notes == spoken.unresolved == ()


@pytest.mark.parametrize(
    ("text", "tags", "note"),
    [
        ("Spanish (limited)", ["es"], "Spanish (limited)"),
        ("some Spanish", ["es"], "some Spanish"),
        (
            "Creole with translators available",
            ["ht"],
            "Creole with translators available",
        ),
        ("Evening group: English", ["en"], "Evening group: English"),
        ("Spanish interpreters on request", [], "Spanish interpreters on request"),
        ("Language line", [], "Language line"),
        ("AT&T Language Line", [], "AT&T Language Line"),
        ("other languages upon request", [], "other languages upon request"),
        ("none", [], "none"),
    ],
)
def test_notes_are_kept_word_by_word(text: str, tags: list[str], note: str) -> None:
    spoken = read_languages(text)
    assert list(spoken.tags) == tags
    assert spoken.notes == (note,)


def test_labels_nobody_knows_are_kept() -> None:
    spoken = read_languages("English, Klatchian")
    assert spoken.tags == ("en",)
    assert spoken.unresolved == ("Klatchian",)
    assert as_interpretation(spoken) == "Also listed: Klatchian"


def test_nothing_is_guessed_from_likeness() -> None:
    for label in ("NA", "more", "Shanghai", "Englisch"):
        assert read_languages(label).tags == ()


def test_the_table_of_aliases_is_in_order_and_true() -> None:
    text = files("service_directory.importers").joinpath("language_aliases.csv").read_text("utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    labels = [row["label"] for row in rows]
    assert labels == sorted(set(labels))
    for row in rows:
        assert row["label"] == row["label"].lower()
        assert not row["tags"] or canonical_tag(row["tags"]) == row["tags"], row


def test_the_real_labels(shared: Path) -> None:
    text = (shared / "data" / "language-aliases.csv").read_text(encoding="utf-8")
    mentions = coded = lost = 0
    for row in csv.DictReader(text.splitlines()):
        label = row["label"].replace("\\n", "\n").replace("&nbsp;", " ")
        spoken = read_languages(label.replace("+¦", "ñ").replace("+¬", "é"))
        mentions += int(row["mentions"])
        coded += int(row["mentions"]) if spoken.tags else 0
        assert spoken.tags or spoken.notes or spoken.unresolved, label
        lost += int(row["mentions"]) if not (spoken.tags or spoken.notes) else 0
    assert coded / mentions > 0.96
    assert lost / mentions < 0.005
