"""Value trees of every kind of file, as the YAML reader gives them: all scalars are text."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from service_directory.reading.entry import EntryKind
from service_directory.reading.front_matter import split_front_matter
from service_directory.reading.source import Source
from service_directory.reading.yaml_text import read_yaml

FULL_ENTRY: Final = Path(__file__).parent / "full-entry.md"

_LANTERN_TEXT: Final = FULL_ENTRY.read_text(encoding="utf-8")
OTHERS: Final[dict[EntryKind, str]] = {
    EntryKind.GROUP: """
name: Better Together
level: committee
purpose: We plan English classes together.
language: en
chair: lantern
chair_title: Director
members: [lantern, public-library]
reports_to: forum
immigrant_members_percent: 60
interpretation: [es, mh]
childcare: yes
stipend: no
food: true
meets: First Tuesday of the month, 17:30
meetings:
  - date: 2026-10-06
    opens_at: 17:30
    closes_at: 19:00
    location: public-library/downtown
    agenda: [Welcome, Classes]
    minutes: https://minutes.example.org/6
    decisions: [{text: Open a class, project: english-at-work}]
    action_items: [{text: Find a room, owner: lantern, due: 2026-11-01, done: no}]
  - {date: 2026-11-03, place: Online}
contacts: [{id: chair, title: Chair}]
url: https://better.example.org
links: [{url: https://better.example.org/a, label: A}]
description: |
  Two lines
  of text.
assured: {date: 2026-10-01}
former_ids: [together]
""",
    EntryKind.PROJECT: """
name: English at work
summary: Classes at the workplace.
language: en
stage: under way
size: large
owner: lantern
group: better-together
partners: [{organization: workforce-board, brings: Two rooms}]
needs: [learn-english]
areas: [north-end]
starts: 2026-01-01
ends: 2026-12-31
funding: [{source: County fund, until: 2026-12-31}]
result: 40 learners
lessons: Begin early.
agreements:
  - {title: Memo, between: [lantern], signed: 2026-01-01, review_by: 2027-01-01, url: https://a.example}
links: [{url: https://a.example}]
assured: {date: 2026-10-01}
former_ids: [work-english]
""",
    EntryKind.TAXONOMY: """
name: Needs
description: What people look for.
terms:
  - id: learning
    name: Learn
    short_name: L
    description: D
    icon: school
    sensitive: no
    synonyms: [classes]
    same_as: ["openeligibility:1109"]
  - {id: area, name: Area, parent: learning, latitude: 42.5, longitude: -90.6}
""",
    EntryKind.CROSSWALKS: """
crosswalks:
  - id: needs
    title: Who offers what
    rows: need
    columns: organization
    where: {needs: [a], sectors: [b], areas: [c], audiences: [d], languages: [es]}
    split_by: [need, area]
""",
    EntryKind.PAGE: """
title: Welcome
summary: Hello
language: es
order: 5
assured: {date: 2026-10-01, by: desk, how: phone}
""",
}


def values_of(kind: EntryKind) -> dict[str, Any]:
    """Return a valid value tree of a kind, with nearly every field."""
    if kind is EntryKind.ORGANIZATION:
        split, _ = split_front_matter(Source("t.md", _LANTERN_TEXT))
        assert split is not None
        text = split.facts
    else:
        text = OTHERS[kind]
    facts, found = read_yaml(Source("t.md", text), text, line=1)
    assert facts is not None
    assert not found
    return facts.values
