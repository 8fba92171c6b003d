from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from service_directory.importers.command import add_arguments, run_import
from service_directory.importers.writing import yaml_text
from tests.sample import tree, write_files
from tests.unit.importers.feeds import VOCABULARY, organization, services, table

TAXONOMY = {f"{kind}.yml": yaml_text(list_) for kind, list_ in VOCABULARY.taxonomies.items()}
PLACE = {
    "location_id": "5",
    "address_1": "101 River St",
    "city": "Riverbend",
    "state_province": "IA",
    "postal_code": "52001",
}


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    folder = tmp_path / "feed"
    folder.mkdir()
    write_files(tmp_path / "words", TAXONOMY)
    tables = {
        "organizations": organization(),
        "services": services(name="Food pantry"),
        "locations": [{"id": "5", "organization_id": "1", "name": "House"}],
        "physical_addresses": [PLACE],
    }
    for name, rows in tables.items():
        (folder / f"{name}.csv").write_bytes(table(rows))
    return folder


def run(feed: Path, *more: str) -> int:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    into = feed.parent / "directory"
    words = feed.parent / "words"
    given = ["hsds", str(feed), "--into", str(into), "--taxonomy", str(words), *more]
    return run_import(parser.parse_args(given))


def test_entries_words_and_report(feed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(feed) == 0
    into = feed.parent / "directory"
    assert sorted(tree(into)) == [
        "organizations/lantern-center.md",
        *(f"taxonomy/{name}" for name in sorted([*TAXONOMY, "areas.yml"])),
    ]
    assert (into / "taxonomy" / "areas.yml").read_text() == (
        "name: Areas\ndescription: Cities and towns.\nterms:\n"
        "  - id: riverbend\n    name: Riverbend\n"
    )
    report = (feed.parent / "import-report.txt").read_text(encoding="utf-8")
    assert "services with suggested needs: 1" in report
    assert "food-pantry" in report
    shown = capsys.readouterr().out
    assert "organizations in the feed: 1" in shown
    assert "import-report.txt" in shown


def test_twice_is_as_once(feed: Path) -> None:
    run(feed)
    before = tree(feed.parent / "directory")
    assert run(feed) == 0
    assert tree(feed.parent / "directory") == before


def test_own_words_stay_and_areas_grow(feed: Path) -> None:
    into = feed.parent / "directory"
    areas = "name: Areas\nterms:\n  - id: north\n    name: North\n"
    write_files(into / "taxonomy", {"areas.yml": areas, "needs.yml": "name: Ours\nterms: []\n"})
    assert run(feed, "--report", str(feed.parent / "told.txt")) == 0
    assert (into / "taxonomy" / "needs.yml").read_text() == "name: Ours\nterms: []\n"
    assert "id: riverbend" in (into / "taxonomy" / "areas.yml").read_text()
    assert (feed.parent / "told.txt").is_file()
    assert "suggested_needs" not in (into / "organizations" / "lantern-center.md").read_text()


def test_comments_are_told_before_they_are_lost(feed: Path) -> None:
    run(feed)
    file = feed.parent / "directory" / "organizations" / "lantern-center.md"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("sector:", "# a word\nsector:"), encoding="utf-8")
    (feed / "organizations.csv").write_bytes(table(organization(url="https://x.org")))
    assert run(feed) == 0
    assert "url: https://x.org" in file.read_text(encoding="utf-8")
    assert "comments among its facts" in (feed.parent / "import-report.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (["--language", "klingon"], "not the short name of a language"),
        (["--taxonomy", "nowhere"], "there is no folder nowhere"),
        (["--report", "{into}/report.txt"], "the report cannot lie in the directory"),
    ],
)
def test_what_cannot_be(
    feed: Path, more: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    given = [word.replace("{into}", str(feed.parent / "directory")) for word in more]
    assert run(feed, *given) == 2
    assert says in capsys.readouterr().err
    assert not (feed.parent / "directory").exists()


def test_no_tables(feed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for file in feed.iterdir():
        file.unlink()
    assert run(feed) == 2
    feed.rmdir()
    assert run(feed) == 2
    assert "there are no .csv files" in capsys.readouterr().err


def test_broken_entries_stop_an_import(feed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_files(feed.parent / "directory" / "organizations", {"broken.md": "no fence\n"})
    assert run(feed) == 1
    assert "organizations/broken.md:1" in capsys.readouterr().err
    assert list(tree(feed.parent / "directory")) == ["organizations/broken.md"]


def test_broken_words_stop_an_import(feed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_files(feed.parent / "words", {"needs.yml": "name: [\n"})
    assert run(feed) == 1
    assert "taxonomy/needs.yml" in capsys.readouterr().err
