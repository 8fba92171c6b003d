"""References that lead nowhere, ids that stand twice, parents that run in a circle."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

import pytest

from service_directory.diagnostics import Diagnostic, Severity
from service_directory.directory import link
from service_directory.model.references import Target
from service_directory.model.taxonomy import TaxonomyKind
from service_directory.reading.entry import Entries, Entry, EntryKind
from tests.sample import entries, group, location, organization, project, read, service
from tests.unit.test_references import FIELDS

ASH: Final = """---
name: Ash
sector: charity
summary: A place.
contacts:
  - id: desk
    title: Desk
    spoc_for: [employers]
    backup: boss
  - id: boss
    title: Boss
locations:
  - id: hall
    name: Hall
    area: north
    accessibility: [step-free]
services:
  - id: class
    name: Class
    needs: [english]
    suggested_needs: [diploma]
    audiences: [adults]
    at: [hall, birch/annex]
    required_documents: [photo-id]
    contact: desk
    referral: {accepts: [phone], contact: boss, bring: [photo-id]}
    next: [table, birch/talk]
  - id: table
    name: Table
partnership:
  hands_off_to:
    - {organization: birch, for: [doctor]}
  member_of: [forum]
---
"""

FORUM: Final = """---
name: Forum
level: forum
purpose: To meet.
chair: ash
members: [ash, birch]
reports_to: board
contacts:
  - {id: clerk, title: Clerk, spoc_for: [referrals]}
  - {id: helper, title: Helper, backup: clerk}
meetings:
  - date: 2026-01-01
    location: ash/hall
    decisions:
      - {text: We build it, project: garden}
---
"""

GARDEN: Final = """---
name: Garden
summary: We grow food.
stage: planned
owner: ash
group: forum
partners:
  - organization: birch
needs: [food]
areas: [south]
agreements:
  - {title: Deal, between: [ash, birch]}
---
"""

PLANS: Final = """crosswalks:
  - id: services
    title: Services
    where:
      needs: [learn]
      sectors: [charity, office]
      areas: [north]
      audiences: [parents]
"""

FILES: Final = {
    "ash": (EntryKind.ORGANIZATION, ASH),
    "forum": (EntryKind.GROUP, FORUM),
    "garden": (EntryKind.PROJECT, GARDEN),
    "crosswalks": (EntryKind.CROSSWALKS, PLANS),
}


def whole(**changed: str) -> Entries:
    """Return entries that refer to each other in every way; `changed` are other texts of files."""
    found: dict[str, Entry[Any]] = {
        id_: read(kind, id_, changed.get(id_, text)) for id_, (kind, text) in FILES.items()
    }
    birch = organization("birch", service("talk"), locations=[location("annex")])
    return replace(
        entries(
            found["ash"], birch, groups=[found["forum"], group("board")], projects=[found["garden"]]
        ),
        crosswalks=found["crosswalks"],
    )


def faults(given: Entries) -> list[Diagnostic]:
    return link(given)[1]


def test_references_that_lead_somewhere_are_no_fault() -> None:
    assert faults(whole()) == []


DANGLING: Final = [
    ("ash", "sector: charity", "sector: charty", "charity", Target.SECTOR),
    ("ash", "[employers]", "[employer]", "employers", Target.TOPIC),
    ("ash", "backup: boss", "backup: bos", "boss", Target.OWN_CONTACT),
    ("ash", "area: north", "area: nort", "north", Target.AREA),
    ("ash", "[step-free]", "[step-fre]", "step-free", Target.ACCESSIBILITY),
    ("ash", " needs: [english]", " needs: [englsh]", "english", Target.NEED),
    ("ash", "suggested_needs: [diploma]", "suggested_needs: [dipoma]", "diploma", Target.NEED),
    ("ash", "audiences: [adults]", "audiences: [adult]", "adults", Target.AUDIENCE),
    ("ash", "at: [hall,", "at: [hal,", "hall", Target.LOCATION),
    ("ash", "birch/annex", "birch/anex", "birch/annex", Target.LOCATION),
    (
        "ash",
        "required_documents: [photo-id]",
        "required_documents: [photo]",
        "photo-id",
        Target.DOCUMENT,
    ),
    ("ash", "contact: desk", "contact: dsk", "desk", Target.OWN_CONTACT),
    ("ash", "contact: boss", "contact: bosss", "boss", Target.OWN_CONTACT),
    ("ash", "bring: [photo-id]", "bring: [fotoid]", "photo-id", Target.DOCUMENT),
    ("ash", "next: [table", "next: [tabel", "table", Target.SERVICE),
    ("ash", "birch/talk", "birch/tlk", "birch/talk", Target.SERVICE),
    ("ash", "organization: birch", "organization: brich", "birch", Target.ORGANIZATION),
    ("ash", "for: [doctor]", "for: [docter]", "doctor", Target.NEED),
    ("ash", "member_of: [forum]", "member_of: [form]", "forum", Target.GROUP),
    ("forum", "chair: ash", "chair: ashe", "ash", Target.ORGANIZATION),
    ("forum", "[ash, birch]", "[ash, burch]", "birch", Target.ORGANIZATION),
    ("forum", "reports_to: board", "reports_to: bord", "board", Target.GROUP),
    ("forum", "[referrals]", "[referral]", "referrals", Target.TOPIC),
    ("forum", "backup: clerk", "backup: clark", "clerk", Target.OWN_CONTACT),
    ("forum", "location: ash/hall", "location: ash/hal", "ash/hall", Target.LOCATION),
    ("forum", "project: garden", "project: gardn", "garden", Target.PROJECT),
    ("garden", "owner: ash", "owner: asch", "ash", Target.ORGANIZATION),
    ("garden", "group: forum", "group: forums", "forum", Target.GROUP),
    ("garden", "organization: birch", "organization: birc", "birch", Target.ORGANIZATION),
    ("garden", "needs: [food]", "needs: [foods]", "food", Target.NEED),
    ("garden", "areas: [south]", "areas: [soth]", "south", Target.AREA),
    ("garden", "[ash, birch]", "[ash, birsh]", "birch", Target.ORGANIZATION),
    ("crosswalks", "needs: [learn]", "needs: [lern]", "learn", Target.NEED),
    ("crosswalks", "[charity, office]", "[charity, offis]", "office", Target.SECTOR),
    ("crosswalks", "areas: [north]", "areas: [norht]", "north", Target.AREA),
    ("crosswalks", "audiences: [parents]", "audiences: [parent]", "parents", Target.AUDIENCE),
]


@pytest.mark.parametrize(
    ("id_", "right", "wrong", "near", "target"), DANGLING, ids=[row[2] for row in DANGLING]
)
def test_a_reference_that_leads_nowhere_is_told_at_its_place_with_the_nearest_id(
    id_: str, right: str, wrong: str, near: str, target: Target
) -> None:
    kind, text = FILES[id_]
    assert text.count(right) == 1
    changed = text.replace(right, wrong)
    (found,) = faults(whole(**{id_: changed}))
    assert (found.rule, found.severity) == ("dangling-reference", Severity.ERROR)
    assert found.hint == f"did you mean {near}?"
    line = changed.splitlines()[found.line - 1]
    value = found.message.split("'")[1]
    assert line[found.column - 1 :].startswith(value)
    assert value in wrong
    assert value != near
    assert found.path.endswith(f"{id_}.yml" if kind is EntryKind.CROSSWALKS else f"{id_}.md")
    if target.value in set(TaxonomyKind):
        assert f"taxonomy/{target.value}.yml" in found.message


def test_every_field_that_refers_to_something_was_wrong_once() -> None:
    assert len(DANGLING) >= sum(map(len, FIELDS.values()))
    assert {row[4] for row in DANGLING} == set(Target)


def test_without_a_near_id_a_short_list_is_told_whole() -> None:
    text = ASH.replace("area: north", "area: zzzzzz")
    (found,) = faults(whole(ash=text))
    assert found.hint == "there are north, south"


def test_without_any_id_there_is_no_hint() -> None:
    text = ASH.replace("[step-free]", "[step-free, ramp]")
    given = whole(ash=text)
    lists = {**given.taxonomies}
    del lists["accessibility"]
    found = faults(replace(given, taxonomies=lists))
    assert [(d.line, d.hint) for d in found] == [(16, ""), (16, "")]


def test_the_contact_of_another_organization_is_none_of_this_one() -> None:
    other = organization("cedar", service("s", contact="desk"))
    found = faults(entries(organization("birch", contacts=[{"id": "desk", "title": "D"}]), other))
    assert [(d.path, d.rule) for d in found] == [
        ("directory/organizations/cedar.md", "dangling-reference")
    ]


def test_a_group_has_no_places_of_its_own_even_with_an_organizations_name() -> None:
    namesake = organization("ash", locations=[location("hall")])
    meeting = {"date": "2026-01-01", "location": "hall"}
    found = faults(entries(namesake, groups=[group("ash", meetings=[meeting])]))
    assert [d.message.split("'")[1] for d in found] == ["hall"]
    assert found[0].hint == "did you mean ash/hall?"


def test_a_list_without_a_file_holds_no_words() -> None:
    given = entries(organization("ash"))
    found = faults(replace(given, taxonomies={}))
    assert [(d.rule, d.message) for d in found] == [
        ("dangling-reference", "'charity' is not a word in the list taxonomy/sectors.yml")
    ]


# Ids


TWICE: Final = [
    ("ash", "  - id: boss\n", "  - id: desk\n", "contacts", 6, 10),
    ("ash", "  - id: table\n", "  - id: class\n", "services", 18, 28),
    ("forum", "{id: helper,", "{id: clerk,", "contacts", 9, 10),
]


@pytest.mark.parametrize(
    ("id_", "one", "other", "name", "first", "second"),
    TWICE,
    ids=[row[0] + row[3] for row in TWICE],
)
def test_an_id_that_stands_twice_is_told_at_the_second_with_the_line_of_the_first(
    id_: str, one: str, other: str, name: str, first: int, second: int
) -> None:
    text = FILES[id_][1].replace(one, other)
    found = [d for d in faults(whole(**{id_: text})) if d.rule == "duplicate-id"]
    assert [(d.line, d.severity) for d in found] == [(second, Severity.ERROR)]
    assert f"stands twice under {name}, first on line {first}" in found[0].message


def test_ids_of_locations_crosswalks_and_terms_stand_once_too() -> None:
    ash = read(
        EntryKind.ORGANIZATION,
        "ash",
        "---\nname: Ash\nsector: charity\nsummary: A.\nlocations:\n"
        "  - {id: hall, name: Hall}\n  - {id: hall, name: Hall 2}\n---\n",
    )
    plans = read(EntryKind.CROSSWALKS, "crosswalks", PLANS + "  - {id: services, title: Again}\n")
    areas = read(
        EntryKind.TAXONOMY,
        "areas",
        "name: Areas\nterms:\n  - {id: north, name: N}\n  - {id: north, name: M}\n",
    )
    given = entries(ash)
    found = faults(
        replace(given, crosswalks=plans, taxonomies={**given.taxonomies, "areas": areas})
    )
    assert {(d.path.rpartition("/")[2], d.line) for d in found if d.rule == "duplicate-id"} == {
        ("ash.md", 7),
        ("crosswalks.yml", 9),
        ("areas.yml", 4),
    }


def test_three_of_one_id_are_told_twice() -> None:
    ash = organization("ash", service("a"), service("a"), service("a"))
    assert [d.rule for d in faults(entries(ash))] == ["duplicate-id", "duplicate-id"]


def test_equal_ids_in_different_organizations_are_fine() -> None:
    assert (
        faults(entries(organization("ash", service("a")), organization("elm", service("a")))) == []
    )


@pytest.mark.parametrize(
    ("kind", "id_"),
    [
        (TaxonomyKind.AREAS, "remote"),
        (TaxonomyKind.AREAS, "not-known"),
        (TaxonomyKind.NEEDS, "not-known"),
        (TaxonomyKind.AUDIENCES, "not-known"),
    ],
)
def test_ids_that_crosswalks_use_themselves_are_refused(kind: TaxonomyKind, id_: str) -> None:
    found = faults(entries(terms={kind: [{"id": id_, "name": "Far away"}]}))
    assert [d.rule for d in found] == ["reserved-id"]
    assert faults(entries(terms={TaxonomyKind.DOCUMENTS: [{"id": id_, "name": "Far away"}]})) == []


# Parents


def needs(text: str) -> list[Diagnostic]:
    given = entries()
    read_needs = read(EntryKind.TAXONOMY, "needs", "name: Needs\nterms:\n" + text)
    return faults(replace(given, taxonomies={**given.taxonomies, "needs": read_needs}))


def test_an_unknown_parent_is_told_with_the_nearest() -> None:
    (found,) = needs(
        "  - {id: learning, name: Learn}\n  - id: english\n    name: English\n    parent: learnin\n"
    )
    assert (found.rule, found.line, found.column) == ("dangling-reference", 6, 13)
    assert found.hint == "did you mean learning?"


@pytest.mark.parametrize(
    ("parents", "told"),
    [
        ({"a": "a"}, ["a"]),
        ({"a": "b", "b": "a"}, ["a", "b"]),
        ({"a": "b", "b": "c", "c": "a"}, ["a", "b", "c"]),
        ({"a": "b", "b": "c", "c": "b"}, ["b", "c"]),
        ({"a": "b", "b": "c", "c": None}, []),
    ],
)
def test_parents_that_run_in_a_circle_are_told_at_every_term_of_it(
    parents: dict[str, str | None], told: list[str]
) -> None:
    lines = [
        f"  - {{id: {id_}, name: N{f', parent: {above}' if above else ''}}}\n"
        for id_, above in parents.items()
    ]
    found = needs("".join(lines))
    assert [(d.rule, d.line) for d in found] == [
        ("parent-circle", 3 + list(parents).index(id_)) for id_ in told
    ]


def test_faults_of_linking_do_not_keep_the_rest_from_being_linked() -> None:
    directory, found = link(
        entries(organization("ash", service("a", needs=["english", "nonsense"], at=["nowhere"])))
    )
    assert len(found) == 2
    assert directory.services["ash/a"].needs == ("english",)
    assert directory.services["ash/a"].places == ()


def test_projects_of_an_unknown_owner_are_told() -> None:
    found = faults(entries(organization("ash"), projects=[project("p", owner="ghost")]))
    assert [d.path for d in found] == ["directory/projects/p.md"]
