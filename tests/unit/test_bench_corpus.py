"""The benchmark's invented organizations: the same on every run, and a valid directory."""

from __future__ import annotations

import datetime
import json
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po

from service_directory.languages.texts import translatable_texts
from service_directory.load import LoadedDirectory, load_directory
from service_directory.reading.entry import Entry
from service_directory.settings import Settings

sys.path.insert(0, str(Path(__file__).parents[2] / "scripts"))
from bench_corpus import catalog_file, write_corpus
from bench_peers import hugo, static_i18n
from bench_records import (
    PARTNER_EVERY,
    Record,
    in_language,
    make_records,
    organization_name,
    phrases_in,
)
from bench_words import Phrase, joined, needs, phrases, sections, slug

LANGUAGES = ("en", "es", "ar")
COUNT = 45


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    write_corpus(folder, COUNT, LANGUAGES)
    return folder


@pytest.fixture(scope="module")
def loaded(corpus: Path) -> LoadedDirectory:
    return load_directory(
        corpus / "directory",
        base=corpus,
        settings=Settings(languages=LANGUAGES),
        today=datetime.date(2026, 11, 21),
    )


def test_every_phrase_stands_in_all_languages() -> None:
    for section, rows in sections().items():
        for row in rows:
            columns = 4 if section == "needs" and not row[0].startswith("- ") else 3
            if section == "needs" and columns == 4:
                assert row[3], row
            assert len(row) == columns, (section, row)
            assert all(row), (section, row)


def test_needs_are_about_as_many_as_a_county_has() -> None:
    first_level = [need for need in needs() if need.parent is None]
    assert len(first_level) == 14
    assert 45 <= len(needs()) - len(first_level) <= 60


def test_a_second_run_makes_the_same_files(corpus: Path, tmp_path: Path) -> None:
    write_corpus(tmp_path, COUNT, LANGUAGES)
    assert _contents(tmp_path) == _contents(corpus)


def test_ids_are_all_different() -> None:
    ids = [slug(organization_name(index)) for index in range(8000)]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("count", [1, 2, PARTNER_EVERY + 1])
def test_nobody_hands_people_over_to_themselves(count: int) -> None:
    for record in make_records(count):
        named = [hand_off["organization"] for hand_off in _partnership(record)]
        assert count == 1 or record.id not in named


def test_lengths_are_those_of_real_entries() -> None:
    sizes = [len(json.dumps(_whole(record), ensure_ascii=False).encode()) for record in _some(400)]
    services = [len(record.facts["services"]) for record in _some(400)]
    bodies = [record.body is not None for record in _some(400)]
    assert 6500 < sum(sizes) / len(sizes) < 8500
    assert sum(services) / len(services) == 1.5
    assert 0.25 < sum(bodies) / len(bodies) < 0.42


def test_the_corpus_is_a_directory_without_fault(loaded: LoadedDirectory) -> None:
    assert [diagnostic.as_text() for diagnostic in loaded.report] == []
    assert len(loaded.directory.organizations) == COUNT


def test_every_text_has_its_translation(loaded: LoadedDirectory) -> None:
    entries: list[Entry[Any]] = [
        *loaded.directory.organizations.values(),
        *loaded.directory.entries.taxonomies.values(),
    ]
    for entry in entries:
        for language in LANGUAGES[1:]:
            catalog = loaded.catalogs.of_entry(language, entry)
            assert catalog is not None
            for text in translatable_texts(entry):
                message = catalog.messages[text.context]
                assert message.source == text.source
                assert message.translation


def test_babel_reads_the_catalogs_alike(corpus: Path, loaded: LoadedDirectory) -> None:
    for entry in loaded.directory.organizations.values():
        file = catalog_file(corpus / "directory", "ar", entry.id)
        read = read_po(BytesIO(file.read_bytes()), locale="ar")
        catalog = loaded.catalogs.of_entry("ar", entry)
        assert catalog is not None
        ours = {
            (context, message.source): message.translation
            for context, message in catalog.messages.items()
        }
        assert {(m.context, m.id): m.string for m in read if m.id} == ours


@pytest.mark.parametrize("make", [hugo, static_i18n])
def test_peers_get_every_text(make: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("importlib.util.find_spec", _find_a_package_in(tmp_path / "package"))
        builder = make()
    builder.write(tmp_path / "site", 12, LANGUAGES)
    for record in make_records(12):
        for language in LANGUAGES:
            (page,) = (tmp_path / "site").glob(f"*/{language}/organizations/{record.id}.md")
            text = page.read_text(encoding="utf-8")
            for context, phrase in phrases_in(record.facts):
                assert phrase.in_language(language) in text, context
            assert record.body is None or record.body.in_language(language) in text


def test_a_language_without_phrases_borrows_those_of_another() -> None:
    phrase = Phrase("food", "comida", "طعام")
    assert [phrase.in_language(tag) for tag in ("en", "fr", "fa")] == ["food", "comida", "طعام"]


def test_phrases_are_put_together_in_every_language() -> None:
    bus = phrases("transport")[0].filled(n=4, area=Phrase("North", "Norte", "الشمال"))
    assert bus.en == "Bus 4, stop North."
    assert joined("; ", bus, bus.ended("!")).es.count("parada Norte") == 2


def _some(count: int) -> list[Record]:
    return list(make_records(count))


def _whole(record: Record) -> list[Any]:
    """Return all a record holds, each fact once and each text in three languages."""
    texts = [*phrases_in(record.facts), *([("body", record.body)] if record.body else [])]
    translations = {
        tag: {context: phrase.in_language(tag) for context, phrase in texts}
        for tag in LANGUAGES[1:]
    }
    body = record.body.en if record.body else ""
    return [in_language(record.facts, "en"), body, translations]


def _partnership(record: Record) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = record.facts.get("partnership", {}).get("hands_off_to", [])
    return found


def _contents(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


def _find_a_package_in(folder: Path) -> Any:
    """Return a `find_spec` for which every package is there (the tests install no peer)."""
    program = folder / "binaries" / "hugo"
    program.parent.mkdir(parents=True)
    program.touch()

    class Spec:
        submodule_search_locations = (str(folder),)

    return lambda _name: Spec()
