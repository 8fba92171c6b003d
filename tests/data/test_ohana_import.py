"""Ohana's sample tables, imported whole and read back."""

from __future__ import annotations

import argparse
import csv
import datetime
from pathlib import Path

import pytest

from service_directory.importers.command import add_arguments, run_import
from service_directory.load import LoadedDirectory, load_directory
from service_directory.model.service import Cost, Status
from service_directory.settings import Settings
from tests.sample import tree

TODAY = datetime.date(2026, 11, 21)


def import_feed(feed: Path, into: Path, taxonomy: Path) -> str:
    """Import a feed, and return the report."""
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    given = ["hsds", str(feed), "--into", str(into), "--taxonomy", str(taxonomy)]
    assert run_import(parser.parse_args(given)) == 0
    return (into.parent / "import-report.txt").read_text(encoding="utf-8")


def load(into: Path) -> LoadedDirectory:
    """Read, link and check what an import wrote."""
    return load_directory(into, base=into.parent, settings=Settings(), today=TODAY)


@pytest.fixture(scope="module")
def imported(
    shared: Path, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, str]:
    into = tmp_path_factory.mktemp("ohana") / "directory"
    taxonomy = request.config.rootpath / "directory" / "taxonomy"
    return into, import_feed(shared / "data" / "ohana-sample", into, taxonomy)


@pytest.fixture(scope="module")
def loaded(imported: tuple[Path, str]) -> LoadedDirectory:
    return load(imported[0])


def test_no_errors(loaded: LoadedDirectory) -> None:
    assert [problem.as_text() for problem in loaded.report.errors] == []


def test_every_id_is_there(loaded: LoadedDirectory, shared: Path) -> None:
    folder = shared / "data" / "ohana-sample"
    for name in ("organizations", "services"):
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            wanted = {row["id"] for row in csv.DictReader(file)}
        found = {
            one.source_id
            for entry in loaded.directory.organizations.values()
            for one in ((entry.facts,) if name == "organizations" else entry.facts.services)
        }
        assert found == wanted


def test_no_names_of_persons(imported: tuple[Path, str], shared: Path) -> None:
    into, report = imported
    with (shared / "data" / "ohana-sample" / "contacts.csv").open(newline="") as file:
        names = [row["name"] for row in csv.DictReader(file)]
    texts = [data.decode() for data in tree(into).values()]
    assert not [name for name in names for text in [*texts, report] if name in text]
    assert "names of persons left out: 31" in report


def test_facts(loaded: LoadedDirectory) -> None:
    agency = loaded.directory.organizations["example-agency"].facts
    passport = next(s for s in agency.services if s.id == "passport-photos")
    assert passport.languages == ("es",)
    assert [(s.byday, s.opens_at, s.closes_at) for s in passport.schedules[:3]] == [
        (("MO",), "08:00", "12:00"),
        (("MO",), "14:00", "16:00"),
        (("WE",), "10:00", "15:00"),
    ]
    library = loaded.directory.organizations["redwood-city-public-library"].facts
    assert library.sector == "library"
    assert {service.cost for service in library.services} == {Cost.FREE}
    states = [s.status for e in loaded.directory.organizations.values() for s in e.facts.services]
    assert states.count(Status.INACTIVE) == 2


def test_programs_at_one_address_keep_their_own_languages(loaded: LoadedDirectory) -> None:
    family = loaded.directory.organizations["peninsula-family-service"].facts
    spoken = {s.id: s.at[0].languages for s in family.services}
    assert spoken["family-visitation-center"] == ("es",)
    assert spoken["economic-self-sufficiency-program"] == ("hi", "es")


def test_twice_is_as_once(imported: tuple[Path, str], shared: Path) -> None:
    into, _ = imported
    before = tree(into)
    import_feed(shared / "data" / "ohana-sample", into, into / "taxonomy")
    assert tree(into) == before
