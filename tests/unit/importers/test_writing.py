from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from service_directory.importers.writing import entry_text, yaml_text
from service_directory.model.fields import Model
from service_directory.model.organization import Organization
from service_directory.model.taxonomy import Taxonomy
from service_directory.reading.entry import Entry, EntryKind
from service_directory.reading.read import read_directory
from tests import sample

WHOLE_ENTRY = Path(__file__).parents[2] / "data" / "full-entry.md"


def organization(**facts: Any) -> Organization:
    whole = {"name": "Lantern", "sector": "faith", "summary": "Helps.", **facts}
    return Organization.model_validate(whole)


def read_back(model: Organization, body: str = "") -> Entry[Organization]:
    return sample.read(EntryKind.ORGANIZATION, "lantern", entry_text(model, body))


def test_facts_stand_in_our_order_one_a_line() -> None:
    model = organization(
        services=[
            {
                "id": "class",
                "name": "Class",
                "languages": ["en", "es"],
                "at": ["main", {"location": "annex", "description": "Upstairs"}],
                "required_documents": "none",
                "asks_immigration_status": "no",
                "schedules": [{"byday": ["MO"], "opens_at": "09:00", "closes_at": "10:00"}],
                "source_id": "7",
            }
        ],
        locations=[
            {"id": "main", "name": "101: Main", "latitude": "42.5", "longitude": "-90.00001",
             "closures": [{"from": "2026-12-24"}]},
            {"id": "annex", "name": "Annex", "accessibility": [], "description": "One\n\nTwo"},
        ],
        partnership={"hands_off_to": [{"organization": "clinic", "for": ["health"]}]},
    )  # fmt: skip
    text = """\
---
name: Lantern
sector: faith
summary: Helps.
locations:
  - id: main
    name: "101: Main"
    latitude: 42.5
    longitude: -90.00001
    closures:
      - from: 2026-12-24
  - id: annex
    name: Annex
    description: |-
      One

      Two
    accessibility: []
services:
  - id: class
    name: Class
    languages: [en, es]
    at:
      - main
      - location: annex
        description: Upstairs
    schedules:
      - byday: [MO]
        opens_at: 09:00
        closes_at: 10:00
    required_documents: none
    asks_immigration_status: no
    source_id: 7
partnership:
  hands_off_to:
    - organization: clinic
      for: [health]
---

Come in.
"""
    assert entry_text(model, "Come in.\n") == text
    assert read_back(model, "Come in.").facts == model
    assert read_back(model, "Come in.").body.strip() == "Come in."


@pytest.mark.parametrize(
    "text",
    [
        "plain", "no", "null", "~", "Null", "5", "2026-01-01", "02134", "1e5", "-90.5", "-", "- a",
        "a: b", "a:", ":a", "a #b", "#b", "a#b", "'a'", '"a"', "it's", "[a]", "{a}", "a, b", "*a",
        "&a", "!a", "|", ">", "%a", "@a", "`a`", "? a", "a\\b", "“a”", "‘a", "---", "...", "=",
        "<<", "Ä", "مرحبا", "a\u00a0b", "\u00a0: a", "note:\u00a0b", "a\tb", "a\u2028b",
        "-x", "--- a", "... a", "#", "a" * 2000, "x: |", "key: value # comment", "\U0001f600",
    ],
)  # fmt: skip
def test_texts_are_read_back_as_they_are(text: str) -> None:
    try:
        model = organization(summary=text, stewards=[text, "b"])
    except ValueError:
        return
    assert read_back(model).facts == model


@pytest.mark.parametrize(
    "text",
    [
        "a\nb",
        "a\n\nb",
        "a\n  b",
        "a: b\n# c",
        "a\n- b\n",
        "---\na",
        "a\n...\nb",
        "a\u00a0b\nc:\u00a0d",
    ],
)
def test_long_texts(text: str) -> None:
    model = organization(description=text)
    assert read_back(model).facts == model


def test_lists_too_long_for_a_line() -> None:
    names = [f"name-number-{n}" for n in range(12)]
    model = organization(former_ids=names)
    assert "former_ids:\n  - name-number-0\n" in entry_text(model)
    assert read_back(model).facts == model


def test_shared_words() -> None:
    model = Taxonomy.model_validate(
        {"name": "Needs", "terms": [{"id": "a", "name": "A", "synonyms": ["b, c", "d"],
                                     "sensitive": "yes", "latitude": "0.000001",
                                     "longitude": "-0.5"}]}
    )  # fmt: skip
    text = yaml_text(model)
    assert text == (
        "name: Needs\nterms:\n  - id: a\n    name: A\n    sensitive: yes\n"
        '    synonyms: ["b, c", d]\n    latitude: 0.000001\n    longitude: -0.5\n'
    )
    assert sample.read(EntryKind.TAXONOMY, "needs", text).facts == model


def test_the_entry_with_everything() -> None:
    entry = sample.read(EntryKind.ORGANIZATION, "full", WHOLE_ENTRY.read_text(encoding="utf-8"))
    again = sample.read(EntryKind.ORGANIZATION, "full", entry_text(entry.facts, entry.body))
    assert again.facts == entry.facts
    assert again.body.strip() == entry.body.strip()


def test_every_file_of_the_directory(request: pytest.FixtureRequest) -> None:
    root = request.config.rootpath / "directory"
    found, _ = read_directory(root, base=root.parent)
    kinds: list[Entry[Any]] = [
        *found.organizations.values(), *found.groups.values(), *found.projects.values(),
        *found.taxonomies.values(), *found.pages.values(),
    ]  # fmt: skip
    for entry in kinds:
        facts: Model = entry.facts
        whole = entry.kind is EntryKind.TAXONOMY
        text = yaml_text(facts) if whole else entry_text(facts, entry.body)
        assert sample.read(entry.kind, entry.id, text).facts == facts, entry.path
