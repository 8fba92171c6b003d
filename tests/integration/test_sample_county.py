"""The data of this repository: all of it is read, and nothing is wrong with it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from pydantic import BaseModel

from service_directory.cli import main
from service_directory.crosswalk import build_crosswalk
from service_directory.gaps import GapKind, find_gaps
from service_directory.languages.localize import TextState, coverage, localize
from service_directory.load import load_directory
from service_directory.model.crosswalk_plan import Axis
from service_directory.model.location import Visibility
from service_directory.model.service import Delivery, Status
from service_directory.model.taxonomy import TaxonomyKind
from service_directory.reading.entry import MODELS, EntryKind
from service_directory.settings import Settings
from tests.integration.building import EPOCH, ROOT, SITES, TODAY
from tests.integration.conftest import BuiltSite

AT_LEAST: Final = {
    "organizations": 48,
    "services": 110,
    "groups": 6,
    "projects": 6,
    "needs": 84,
    "areas": 6,
    "crosswalks": 8,
    "pages": 60,
}
WHOLLY: Final = frozenset({"en", "es", "ar"})
"""Languages every text of the county is in; in others the shared words are, and some entries."""
IN_PART: Final = frozenset({"mh"})
SHARED_WORDS: Final = frozenset({EntryKind.TAXONOMY, EntryKind.CROSSWALKS})


def test_every_file_of_the_county_is_read_and_none_has_an_error(county: BuiltSite) -> None:
    loaded = county.loaded
    assert loaded.report.errors == ()
    assert {d.rule for d in loaded.report.warnings} <= {"check-overdue"}
    entries = loaded.directory.entries
    assert entries.crosswalks is not None
    counts = {
        "organizations": len(entries.organizations),
        "services": len(loaded.directory.services),
        "groups": len(entries.groups),
        "projects": len(entries.projects),
        "needs": len(loaded.directory.terms[TaxonomyKind.NEEDS]),
        "areas": len(loaded.directory.terms[TaxonomyKind.AREAS]),
        "crosswalks": len(entries.crosswalks.facts.crosswalks),
        "pages": len(entries.pages),
    }
    too_few = {name: (counts[name], least) for name, least in AT_LEAST.items()}
    assert not {name: pair for name, pair in too_few.items() if pair[0] < pair[1]}
    for folder, found in (
        ("organizations", entries.organizations),
        ("groups", entries.groups),
        ("projects", entries.projects),
    ):
        names = {file.stem for file in (ROOT / "directory" / folder).iterdir()}
        assert names == set(found)
    assert set(entries.taxonomies) == {
        file.stem for file in (ROOT / "directory" / "taxonomy").iterdir()
    }


def test_the_check_command_finds_no_error_in_the_county(
    county: BuiltSite, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    monkeypatch.chdir(county.project)
    assert main(["check"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[-1].startswith("0 errors") or told[-1] == "No problems found."
    assert len(told) - 1 == len(county.loaded.report)


def test_every_catalog_of_the_county_belongs_to_an_entry(county: BuiltSite) -> None:
    files = list((ROOT / "directory" / "translations").rglob("*.po"))
    assert len(files) > 20
    assert len(county.loaded.catalogs.by_key) == len(files)
    texts = sum(len(catalog.messages) for catalog in county.loaded.catalogs.by_key.values())
    assert texts > 500


def test_the_county_is_read_in_every_language_of_the_site(county: BuiltSite) -> None:
    for tag in county.settings.languages:
        local = localize(
            county.loaded.directory,
            county.loaded.catalogs,
            language_tag=tag,
            settings=county.settings,
        )
        found = coverage(local)
        assert found.texts > 400
        if tag in WHOLLY:
            assert found.total[TextState.MISSING] < 0.1 * found.texts, (tag, found.total)
        elif tag not in IN_PART:
            words = [counts for (kind, _), counts in found.by_entry.items() if kind in SHARED_WORDS]
            missing = sum(counts[TextState.MISSING] for counts in words)
            assert missing <= 3, (tag, missing)


def test_the_county_shows_every_case_a_reader_meets(county: BuiltSite) -> None:
    directory = county.loaded.directory
    services = [linked.service for linked in directory.services.values()]
    assert {service.status for service in services} == set(Status)
    assert {way for service in services for way in service.delivery} == set(Delivery)
    assert {service.asks_immigration_status for service in services} == {True, False, None}
    places = [p for o in directory.organizations.values() for p in o.facts.locations]
    assert Visibility.CONFIDENTIAL in {place.visibility for place in places}
    assert directory.guests
    assert directory.handed_over_by
    assert {gap.kind for gap in find_gaps(directory)} == set(GapKind)


def test_crosswalks_of_the_county_hold_every_service(county: BuiltSite) -> None:
    directory = county.loaded.directory
    for columns in set(Axis) - {Axis.NEED}:
        crosswalk = build_crosswalk(directory, rows=Axis.NEED, columns=columns)
        held = {key for cell in crosswalk.cells.values() for key in cell.services}
        assert held == set(directory.services), columns


def test_confidential_places_of_the_county_stand_on_no_page(county: BuiltSite) -> None:
    secret = [
        (entry.id, place)
        for entry in county.loaded.directory.organizations.values()
        for place in entry.facts.locations
        if place.visibility is not Visibility.PUBLIC
    ]
    assert secret
    for _, place in secret:
        assert place.address is None
        assert place.latitude is None


# The small town


def test_the_small_town_uses_every_field_of_every_model(town: BuiltSite) -> None:
    entries = town.loaded.directory.entries
    used: set[tuple[str, str]] = set()
    for model in (
        *(entry.facts for entry in entries.organizations.values()),
        *(entry.facts for entry in entries.groups.values()),
        *(entry.facts for entry in entries.projects.values()),
        *(entry.facts for entry in entries.taxonomies.values()),
        *(entry.facts for entry in entries.pages.values()),
        entries.crosswalks.facts if entries.crosswalks else None,
    ):
        assert model is not None
        _used(model, used)
    fields = {(m.__name__, name) for m in _models() for name in m.model_fields}
    assert len(fields) > 150
    assert fields - used == set()


def _used(model: BaseModel, used: set[tuple[str, str]]) -> None:
    for name in type(model).model_fields:
        value = getattr(model, name)
        if name in model.model_fields_set:
            used.add((type(model).__name__, name))
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, BaseModel):
                _used(item, used)


def _models() -> set[type[BaseModel]]:
    found: set[type[BaseModel]] = set()
    waiting: list[type[BaseModel]] = list(MODELS.values())
    while waiting:
        model = waiting.pop()
        if model in found:
            continue
        found.add(model)
        for info in model.model_fields.values():
            waiting += _inside(info.annotation)
    return found


def _inside(annotation: object) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [m for part in getattr(annotation, "__args__", ()) for m in _inside(part)]


def test_sites_of_the_tests_have_no_error() -> None:
    folders = sorted(path.parent for path in SITES.glob("*/mkdocs.yml"))
    assert [folder.name for folder in folders] == ["beside", "small", "town"]
    for folder in folders:
        entries = folder / ("entries" if folder.name == "beside" else "directory")
        settings = Settings(languages=("en", "es", "ar"))
        found = load_directory(entries, base=Path(folder), settings=settings, today=TODAY)
        assert found.report.errors == (), folder.name
