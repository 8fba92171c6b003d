"""From a folder to a linked and checked directory, with one report about all of it."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

import pytest

from service_directory.load import LoadCache, LoadedDirectory, load_directory
from service_directory.settings import Settings
from tests.sample import write_files

TODAY = datetime.date(2026, 11, 21)
SETTINGS = Settings(languages=("en", "ar"))
NEEDS = "name: Needs\nterms:\n  - {id: food, name: Food}\n"
SECTORS = "name: Sectors\nterms:\n  - {id: charity, name: Charity}\n"
ASH = """---
name: Ash
sector: charity
summary: A pantry.
assured: {date: 2026-10-02}
services:
  - {id: pantry, name: Pantry, needs: [food]}
---
"""
PO = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
ASH_PO = f'{PO}msgctxt "summary"\nmsgid "A pantry."\nmsgstr "مخزن طعام."\n'


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A project with one organization and its Arabic catalog."""
    files = {
        "taxonomy/needs.yml": NEEDS,
        "taxonomy/sectors.yml": SECTORS,
        "organizations/ash.md": ASH,
        "translations/ar/organizations/ash.po": ASH_PO,
    }
    return write_files(tmp_path, {f"directory/{name}": text for name, text in files.items()})


def load(base: Path, settings: Settings = SETTINGS, **more: LoadCache) -> LoadedDirectory:
    return load_directory(base / "directory", base=base, settings=settings, today=TODAY, **more)


def rules(loaded: LoadedDirectory) -> list[tuple[str, str]]:
    return [(d.path.removeprefix("directory/"), d.rule) for d in loaded.report]


def test_a_good_directory_has_no_report(base: Path) -> None:
    loaded = load(base)
    assert rules(loaded) == []
    assert list(loaded.directory.services) == ["ash/pantry"]
    assert loaded.catalogs.languages == ("ar",)


def test_reading_linking_and_translating_are_all_told_at_once_in_order(base: Path) -> None:
    write_files(
        base / "directory",
        {
            "organizations/ash.md": ASH.replace("[food]", "[fod]"),
            "organizations/birch.md": "---\nname: Birch\n---\n",
            "translations/ar/organizations/ash.po": ASH_PO + "nonsense",
        },
    )
    found = rules(load(base))
    assert [path for path, _ in found] == sorted(path for path, _ in found)
    assert ("organizations/ash.md", "dangling-reference") in found
    assert ("organizations/birch.md", "missing-field") in found or any(
        path == "organizations/birch.md" for path, _ in found
    )
    assert ("translations/ar/organizations/ash.po", "catalog-syntax") in found


def test_one_fault_hides_no_other(base: Path) -> None:
    """What is broken in one place is told together with what is doubtful in another."""
    overdue = ASH.replace("2026-10-02", "2020-10-02")
    broken = overdue.replace("[food]", "[fod]")
    write_files(base, {"directory/organizations/ash.md": broken})
    assert rules(load(base)) == [
        ("organizations/ash.md", "check-overdue"),
        ("organizations/ash.md", "dangling-reference"),
    ]
    other = ASH_PO.replace("A pantry.", "A soup.").replace('"summary"', '"sumary"')
    write_files(base, {"directory/translations/ar/organizations/ash.po": other})
    assert ("translations/ar/organizations/ash.po", "catalog-text-gone") in rules(load(base))


def test_the_day_and_the_settings_are_those_given(base: Path) -> None:
    patient = replace(SETTINGS, check_interval_days=10)
    assert rules(load(base, patient)) == [("organizations/ash.md", "check-overdue")]
    assert rules(load(base, replace(patient, check_interval_days=50))) == []


def test_a_folder_that_is_not_there_is_an_error_not_a_crash(tmp_path: Path) -> None:
    loaded = load(tmp_path)
    assert rules(loaded) == [("directory", "no-directory")]
    assert loaded.report.errors


def test_with_and_without_a_cache_the_same_is_loaded(base: Path) -> None:
    cache = LoadCache()
    first, second, cold = load(base, cache=cache), load(base, cache=cache), load(base)
    assert first == second == cold
    write_files(base, {"directory/organizations/ash.md": ASH.replace("A pantry.", "Soup.")})
    changed = load(base, cache=cache)
    assert changed == load(base)
    assert changed.directory.organizations["ash"].facts.summary == "Soup."


def test_a_fault_put_right_is_forgotten_by_the_cache(base: Path) -> None:
    cache = LoadCache()
    write_files(base, {"directory/organizations/ash.md": ASH.replace("charity", "charty")})
    assert load(base, cache=cache).report.errors
    write_files(base, {"directory/organizations/ash.md": ASH})
    assert rules(load(base, cache=cache)) == []
    (base / "directory/taxonomy/needs.yml").unlink()
    assert load(base, cache=cache).report.errors


def test_a_former_name_leads_to_one_entry_and_never_to_a_name_in_use(base: Path) -> None:
    birch = ASH.replace("name: Ash", "name: Birch").replace("---\n", "---\nformer_ids: [old]\n", 1)
    write_files(base, {"directory/organizations/birch.md": birch})
    assert rules(load(base)) == []
    cedar = birch.replace("[old]", "[ash, old, cedar]")
    write_files(base, {"directory/organizations/cedar.md": cedar})
    found = [(d.line, d.message) for d in load(base).report.errors]
    assert [line for line, _ in found] == [2, 2, 2]
    assert "is the name of directory/organizations/ash.md" in found[0][1]
    assert "is a former id of directory/organizations/birch.md as well" in found[1][1]
    assert "is the name of this file" in found[2][1]
