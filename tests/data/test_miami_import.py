"""The 211 feed of Miami (2019), imported whole: 4,089 services, as messy as real feeds are.

The feed has no licence: nothing of it stands here but numbers.
"""

from __future__ import annotations

import csv
import re
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from service_directory.importers.names import is_in_capitals
from service_directory.load import LoadedDirectory
from service_directory.model.location import Visibility
from tests.data.test_ohana_import import import_feed, load
from tests.sample import tree

pytestmark = [pytest.mark.slow, pytest.mark.whole_data]

CPU_SECONDS = 30


@dataclass(frozen=True)
class Imported:
    into: Path
    report: str
    seconds: float

    def figure(self, name: str) -> int:
        found = re.search(rf"^{re.escape(name)}: ([\d,]+)(?: \(.*\))?$", self.report, re.MULTILINE)
        return int(found[1].replace(",", "")) if found else 0


@pytest.fixture(scope="module")
def imported(
    shared: Path, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Imported:
    into = tmp_path_factory.mktemp("miami") / "directory"
    taxonomy = request.config.rootpath / "directory" / "taxonomy"
    begin = time.process_time()
    report = import_feed(shared / "data" / "miami-hsds-1.1", into, taxonomy)
    return Imported(into, report, time.process_time() - begin)


@pytest.fixture(scope="module")
def loaded(imported: Imported) -> LoadedDirectory:
    return load(imported.into)


def source_ids(shared: Path, name: str) -> list[str]:
    file = shared / "data" / "miami-hsds-1.1" / f"{name}.csv"
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return [row["id"] for row in csv.DictReader(lines)]


def test_no_errors(loaded: LoadedDirectory) -> None:
    assert [problem.as_text() for problem in loaded.report.errors] == []


def test_every_organization_and_service_is_there_once(
    loaded: LoadedDirectory, shared: Path
) -> None:
    entries = loaded.directory.organizations.values()
    organizations = [entry.facts.source_id for entry in entries]
    services = [service.source_id for entry in entries for service in entry.facts.services]
    in_feed = source_ids(shared, "organizations")
    assert len(in_feed) == 1_074
    assert set(in_feed) <= set(organizations)
    assert len(organizations) == 1_074 + 15
    assert len(services) == 4_089
    assert Counter(services) == Counter(source_ids(shared, "services"))


def test_services_of_services(imported: Imported) -> None:
    """447 services name a service in place of an organization; none needs an empty stand-in."""
    adopted = "services given to the organization of the service they are part of"
    assert imported.figure(adopted) == 306
    assert imported.figure("organizations made of a service with parts") == 15
    assert imported.figure("stand-ins for organizations") == 0


def test_eligibility_that_belongs_to_nothing_is_told(imported: Imported) -> None:
    assert imported.figure("rows of eligibility.csv that belong to nothing") == 2_244
    assert len(re.findall(r"^eligibility\.csv row \d+: belongs to", imported.report, re.M)) == 2_244


def test_languages(imported: Imported) -> None:
    mentions = imported.figure("mentions of languages")
    coded = imported.figure("mentions of languages, with a tag")
    notes = imported.figure("mentions of languages, notes on interpreters")
    assert mentions == 9_364
    assert coded / mentions > 0.97
    assert coded + notes == mentions


def test_hours(imported: Imported) -> None:
    assert imported.figure("opening hours in words") == 2_597
    assert imported.figure("opening hours in words, read") / 2_597 > 0.97


def test_names_are_readable(loaded: LoadedDirectory) -> None:
    names = [entry.facts.name for entry in loaded.directory.organizations.values()]
    shouting = [name for name in names if is_in_capitals(name) and len(name) > 8]
    assert len(shouting) <= 12


def test_texts_are_clean(imported: Imported) -> None:
    texts = {path: data.decode() for path, data in tree(imported.into).items()}
    for sign in ("GÇ", "###", "\\\\n", "&nbsp;", "\u00a0"):
        assert not [path for path, text in texts.items() if sign in text], sign


def test_one_place_is_secret(loaded: LoadedDirectory) -> None:
    hidden = [
        place
        for entry in loaded.directory.organizations.values()
        for place in entry.facts.locations
        if place.visibility is not Visibility.PUBLIC
    ]
    assert len(hidden) == 1


def test_needs_are_suggested(loaded: LoadedDirectory) -> None:
    services = loaded.directory.services.values()
    suggested = [linked for linked in services if linked.service.suggested_needs]
    assert not [linked for linked in services if linked.service.needs]
    assert 0.35 < len(suggested) / len(services) < 0.75


def test_speed(imported: Imported) -> None:
    assert imported.seconds < CPU_SECONDS


def test_twice_is_as_once(imported: Imported, shared: Path) -> None:
    before = tree(imported.into)
    import_feed(shared / "data" / "miami-hsds-1.1", imported.into, imported.into / "taxonomy")
    assert tree(imported.into) == before
