"""Small directories for tests, built from plain values, from files, or drawn by Hypothesis."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from random import Random
from typing import Any, Final, TypeVar

from hypothesis import strategies as st

from service_directory.directory import Directory, link
from service_directory.languages.localize import LocalText
from service_directory.model.crosswalk_plan import CrosswalkPlans
from service_directory.model.fields import Model
from service_directory.model.group import Group
from service_directory.model.organization import Organization
from service_directory.model.project import Project
from service_directory.model.service import Delivery, Status
from service_directory.model.taxonomy import Taxonomy, TaxonomyKind
from service_directory.reading.entry import Entries, Entry, EntryKind, Positions
from service_directory.reading.read_file import read_file

Facts = dict[str, Any]
M = TypeVar("M", bound=Model)

NEEDS: Final[tuple[Facts, ...]] = (
    {"id": "learn", "name": "Learn", "icon": "school"},
    {"id": "english", "name": "English", "parent": "learn"},
    {"id": "diploma", "name": "Diploma", "parent": "learn"},
    {"id": "health", "name": "Health", "icon": "health"},
    {"id": "doctor", "name": "Doctor", "parent": "health"},
    {"id": "food", "name": "Food", "icon": "food"},
)
"""Two groups with needs below, and a group that is a need itself."""

TERMS: Final[Mapping[TaxonomyKind, tuple[Facts, ...]]] = {
    TaxonomyKind.NEEDS: NEEDS,
    TaxonomyKind.SECTORS: (
        {"id": "charity", "name": "Charity"},
        {"id": "office", "name": "Office"},
    ),
    TaxonomyKind.AUDIENCES: (
        {"id": "adults", "name": "Adults"},
        {"id": "parents", "name": "Parents"},
    ),
    TaxonomyKind.AREAS: ({"id": "north", "name": "North"}, {"id": "south", "name": "South"}),
    TaxonomyKind.DOCUMENTS: ({"id": "photo-id", "name": "Photo ID"},),
    TaxonomyKind.TOPICS: (
        {"id": "employers", "name": "Employers"},
        {"id": "referrals", "name": "Referrals"},
    ),
    TaxonomyKind.ACCESSIBILITY: ({"id": "step-free", "name": "Step-free"},),
    TaxonomyKind.GLOSSARY: ({"id": "intake", "name": "Intake"},),
}

FOLDERS: Final[Mapping[EntryKind, str]] = {
    EntryKind.ORGANIZATION: "organizations/{}.md",
    EntryKind.GROUP: "groups/{}.md",
    EntryKind.PROJECT: "projects/{}.md",
    EntryKind.TAXONOMY: "taxonomy/{}.yml",
    EntryKind.CROSSWALKS: "{}.yml",
    EntryKind.PAGE: "{}.md",
}


def path_of(kind: EntryKind, id_: str) -> str:
    """Return the path of an entry's file, relative to the project."""
    return "directory/" + FOLDERS[kind].format(id_)


# Entries from values


def _entry(kind: EntryKind, model: type[M], id_: str, facts: Facts, body: str = "") -> Entry[M]:
    return Entry(id_, kind, path_of(kind, id_), model.model_validate(facts), Positions(), body)


def organization(id_: str, *services: Facts, body: str = "", **facts: Any) -> Entry[Organization]:
    """Return an organization; what is not given is the least an organization needs."""
    whole: Facts = {"name": id_.title(), "sector": "charity", "summary": f"What {id_} does."}
    whole |= {"services": services, **facts}
    return _entry(EntryKind.ORGANIZATION, Organization, id_, whole, body)


def service(id_: str, **facts: Any) -> Facts:
    """Return the facts of a service."""
    return {"id": id_, "name": id_.title(), **facts}


def location(id_: str, **facts: Any) -> Facts:
    """Return the facts of a location."""
    return {"id": id_, "name": id_.title(), **facts}


def hours(byday: str, opens_at: str, closes_at: str, **facts: Any) -> Facts:
    """Return the facts of a schedule: `hours("MO TU", "09:00", "17:00")`."""
    return {"byday": byday.split(), "opens_at": opens_at, "closes_at": closes_at, **facts}


def group(id_: str, *, body: str = "", **facts: Any) -> Entry[Group]:
    """Return a group."""
    whole = {"name": id_.title(), "level": "forum", "purpose": f"Why {id_} meets.", **facts}
    return _entry(EntryKind.GROUP, Group, id_, whole, body)


def project(id_: str, *, owner: str, body: str = "", **facts: Any) -> Entry[Project]:
    """Return a project."""
    whole = {"name": id_.title(), "summary": f"About {id_}.", "stage": "planned", "owner": owner}
    return _entry(EntryKind.PROJECT, Project, id_, {**whole, **facts}, body)


def taxonomy(kind: TaxonomyKind, terms: Iterable[Facts]) -> Entry[Taxonomy]:
    """Return a list of shared words."""
    facts = {"name": kind.title(), "terms": tuple(terms)}
    return _entry(EntryKind.TAXONOMY, Taxonomy, str(kind), facts)


def plans(*crosswalks: Facts) -> Entry[CrosswalkPlans]:
    """Return the file of crosswalks."""
    whole = [{"title": plan["id"].title(), **plan} for plan in crosswalks]
    return _entry(EntryKind.CROSSWALKS, CrosswalkPlans, "crosswalks", {"crosswalks": whole})


def entries(
    *organizations: Entry[Organization],
    groups: Iterable[Entry[Group]] = (),
    projects: Iterable[Entry[Project]] = (),
    terms: Mapping[TaxonomyKind, Iterable[Facts]] | None = None,
    crosswalks: Entry[CrosswalkPlans] | None = None,
) -> Entries:
    """Return entries in order of their ids, with the lists of `TERMS` where none are given."""
    lists = {**TERMS, **(terms or {})}
    return Entries(
        organizations=by_id(organizations),
        groups=by_id(groups),
        projects=by_id(projects),
        taxonomies={str(kind): taxonomy(kind, lists[kind]) for kind in lists},
        crosswalks=crosswalks,
    )


def by_id(found: Iterable[Entry[M]]) -> dict[str, Entry[M]]:
    """Return entries by id, in the order of the ids."""
    return {entry.id: entry for entry in sorted(found, key=lambda entry: entry.id)}


def directory(*organizations: Entry[Organization], **more: Any) -> Directory:
    """Link entries (see `entries`) that have no fault."""
    linked, diagnostics = link(entries(*organizations, **more))
    assert diagnostics == []
    return linked


# Entries from files


def read(kind: EntryKind, id_: str, text: str) -> Entry[Any]:
    """Read an entry, with its positions, from the text of its file; it must have no fault."""
    result = read_file(text.encode(), kind=kind, id=id_, path=path_of(kind, id_))
    assert result.entry is not None, result.diagnostics
    assert result.diagnostics == ()
    return result.entry


def write_files(folder: Path, files: Mapping[str, str]) -> Path:
    """Write texts below a folder and return the folder."""
    for name, text in files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
    return folder


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder by its path, hidden ones too."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


# Entries from chance. Hypothesis draws how many there are, so that it can make them fewer; what
# they say comes from one seed, for drawing every value would take ten times as long.

_ORGANIZATIONS: Final = ("ash", "birch", "cedar", "dogwood")
_LANGUAGES: Final = ("en", "es", "ar")
_LOWEST: Final = ("english", "diploma", "doctor", "food", "learn")
_HOURS: Final = (
    hours("MO TU", "09:00", "17:00"),
    hours("WE", "17:30", "20:00"),
    hours("FR", "16:00", "18:00"),
    hours("SA", "10:00", "12:00"),
    {"description": "By appointment"},
)


def _some(random: Random, values: Iterable[Any], most: int = 2) -> list[Any]:
    listed = list(values)
    return random.sample(listed, min(random.randint(0, most), len(listed)))


def _location(random: Random, id_: str) -> Facts:
    return location(
        id_,
        area=random.choice(["north", "south", None]),
        languages=_some(random, _LANGUAGES),
        schedules=_some(random, _HOURS),
    )


def _service(random: Random, id_: str, places: list[str], services: list[str]) -> Facts:
    at = [
        {
            "location": place,
            "languages": _some(random, _LANGUAGES),
            "schedules": _some(random, _HOURS),
        }
        for place in _some(random, places)
    ]
    return service(
        id_,
        at=at,
        needs=_some(random, _LOWEST),
        suggested_needs=_some(random, _LOWEST, 1),
        audiences=_some(random, ("adults", "parents")),
        languages=_some(random, _LANGUAGES),
        delivery=_some(random, Delivery),
        status=random.choice(list(Status)),
        schedules=_some(random, _HOURS),
        next=_some(random, services, 1),
    )


@st.composite
def small_entries(draw: st.DrawFn) -> Entries:
    """Draw up to four organizations with services at their own and at each other's places.

    A service leads on to others, and an organization hands people over to others.
    """
    counts = draw(st.lists(st.tuples(_UP_TO_2, _UP_TO_3), min_size=1, max_size=4))
    random = Random(draw(st.integers(0, 2**32)))
    ids = random.sample(_ORGANIZATIONS, len(counts))
    held = dict(zip(ids, counts, strict=True))
    places = {id_: ["main", "annex"][: held[id_][0]] for id_ in ids}
    every = [f"{id_}/{name}" for id_ in ids for name in places[id_]]
    services = [f"{id_}/s{number}" for id_ in ids for number in range(held[id_][1])]
    return entries(
        *(
            organization(
                id_,
                *(_service(random, f"s{number}", every, services) for number in range(count)),
                sector=random.choice(["charity", "office"]),
                languages=_some(random, _LANGUAGES),
                locations=[_location(random, name) for name in places[id_]],
                partnership={"hands_off_to": [{"organization": o} for o in _some(random, ids, 1)]},
            )
            for id_, (_, count) in held.items()
        )
    )


_UP_TO_2: Final = st.integers(0, 2)
_UP_TO_3: Final = st.integers(0, 3)


@st.composite
def small_directories(draw: st.DrawFn) -> Directory:
    """Draw a linked directory of `small_entries`."""
    linked, diagnostics = link(draw(small_entries()))
    assert diagnostics == []
    return linked


# Views as text


def dump(view: object) -> str:
    """Write a view as text, a line a value, in the order of its fields: for golden files."""
    return "\n".join(_lines(view, "")) + "\n"


def _lines(value: object, name: str) -> Iterator[str]:
    if isinstance(value, LocalText):
        yield f"{name}: {value.text!r} [{value.language}, {value.state}]"
        return
    if is_dataclass(value):
        yield f"{name}: {value.__class__.__name__}"
        parts = [(field.name, getattr(value, field.name)) for field in fields(value)]
    elif isinstance(value, tuple) and value and not all(isinstance(v, str) for v in value):
        yield f"{name}: {len(value)}"
        parts = [(str(number), item) for number, item in enumerate(value)]
    else:
        yield f"{name}: {_plain(value)}"
        return
    for part, item in parts:
        for line in _lines(item, part):
            yield f"  {line}"


def _plain(value: object) -> str:
    return repr(str(value)) if isinstance(value, str) else repr(value)
