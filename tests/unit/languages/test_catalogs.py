from __future__ import annotations

import pickle
import time
from pathlib import Path

import pytest

from service_directory.diagnostics import Severity
from service_directory.languages.catalogs import (
    Catalog,
    Catalogs,
    Message,
    ReadCatalog,
    parse_catalog,
    read_catalogs,
    without_numbers,
)
from service_directory.reading.content_cache import ContentCache
from service_directory.reading.entry import EntryKind
from service_directory.reading.source import Source
from tests.unit.languages import samples

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
ONE = 'msgctxt "summary"\nmsgid "Hello"\nmsgstr "Hola"\n'
PLACES = (
    "this file is not read: a language has organizations/<id>.po, groups/<id>.po, "
    "projects/<id>.po, taxonomy.po, crosswalks.po"
)


def write(base: Path, files: dict[str, str]) -> Path:
    root = base / "directory" / "translations"
    for name, text in files.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
    return root


def troubles(base: Path, files: dict[str, str]) -> list[str]:
    _, diagnostics = read_catalogs(write(base, files), base=base)
    return [diagnostic.as_text() for diagnostic in diagnostics]


def test_reads_every_kind_of_catalog(tmp_path: Path) -> None:
    files = {
        "es/organizations/lantern.po": HEAD + ONE,
        "es/groups/forum.po": ONE,
        "es/projects/van.po": ONE,
        "es/taxonomy.po": ONE,
        "es/crosswalks.po": ONE,
        "zh-Hans/organizations/lantern.po": ONE,
        "README.md": "How to translate",
        "es/.hidden": "",
    }
    catalogs, diagnostics = read_catalogs(write(tmp_path, files), base=tmp_path)
    assert diagnostics == []
    assert catalogs.languages == ("es", "zh-Hans")
    assert len(catalogs.by_key) == 6
    found = catalogs.of("es", EntryKind.ORGANIZATION, "lantern")
    assert found is not None
    path = "directory/translations/es/organizations/lantern.po"
    assert found.messages == {"summary": Message("Hello", "Hola", False, path, 5)}
    assert catalogs.of("es", EntryKind.TAXONOMY, "needs") is not None
    assert catalogs.of_entry("es", samples.organization()) is found
    assert catalogs.of("ar", EntryKind.ORGANIZATION, "lantern") is None


def test_no_folder_is_no_translation(tmp_path: Path) -> None:
    assert read_catalogs(tmp_path / "translations", base=tmp_path) == (Catalogs(), [])


@pytest.mark.parametrize(
    ("name", "trouble"),
    [
        ("es/lantern.po", f"warning: {PLACES} [catalog-place]"),
        ("es/organizations/deep/lantern.po", f"warning: {PLACES} [catalog-place]"),
        ("es/services/esl.po", f"warning: {PLACES} [catalog-place]"),
        ("es/organizations/lantern.mo", f"warning: {PLACES} [catalog-place]"),
        (
            "zh_hans/taxonomy.po",
            (
                "error: the folder 'zh_hans' is not named as a language; write 'zh-Hans' "
                "[catalog-language]"
            ),
        ),
        (
            "spanish/taxonomy.po",
            (
                "error: the folder 'spanish' is not named as a language, such as es or zh-Hans "
                "[catalog-language]"
            ),
        ),
    ],
)
def test_nothing_is_passed_over_in_silence(tmp_path: Path, name: str, trouble: str) -> None:
    assert troubles(tmp_path, {name: ONE}) == [f"directory/translations/{name}: {trouble}"]


def test_links_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.po"
    secret.write_text(ONE)
    root = write(tmp_path, {"es/taxonomy.po": ONE})
    (root / "es" / "crosswalks.po").symlink_to(secret)
    (root / "ar").symlink_to(root / "es")
    catalogs, diagnostics = read_catalogs(root, base=tmp_path)
    assert list(catalogs.by_key) == [("es", EntryKind.TAXONOMY, "")]
    assert [(d.path, d.rule) for d in diagnostics] == [
        ("directory/translations/ar", "symbolic-link"),
        ("directory/translations/es/crosswalks.po", "symbolic-link"),
    ]


def test_a_broken_catalog_is_an_error_at_its_line(tmp_path: Path) -> None:
    found = troubles(tmp_path, {"es/taxonomy.po": ONE + 'msgid "x"\nmsgstr "y\n'})
    assert found == [
        (
            'directory/translations/es/taxonomy.po:5:1: error: "y is not a text between quotation '
            'marks (inside it write \\") [catalog-syntax]'
        )
    ]


def test_bytes_are_held_to_the_policy_of_files(tmp_path: Path) -> None:
    root = write(tmp_path, {"es/taxonomy.po": ONE.replace("Hola", "Ho\u202ela")})
    (root / "es" / "crosswalks.po").write_bytes(b'msgid "\xff"')
    _, diagnostics = read_catalogs(root, base=tmp_path)
    assert [(d.rule, d.severity) for d in diagnostics] == [
        ("encoding", Severity.ERROR),
        ("bidi-control", Severity.ERROR),
    ]


def parsed(text: str) -> tuple[Catalog, list[str]]:
    catalog, diagnostics = parse_catalog(Source("x.po", text))
    assert catalog is not None
    return catalog, [diagnostic.as_text() for diagnostic in diagnostics]


def test_a_text_translated_twice() -> None:
    catalog, found = parsed(ONE + "\n" + ONE.replace("Hola", "Buenas"))
    assert catalog.messages["summary"].translation == "Buenas"
    assert found == [
        (
            "x.po:5:1: warning: 'summary' is translated twice (also in line 1); only this one "
            "counts, so delete the other [catalog-twice]"
        )
    ]


def test_a_text_without_a_place() -> None:
    catalog, found = parsed('msgid "Hello"\nmsgstr "Hola"\n')
    assert catalog.messages == {}
    assert found == [
        "x.po:1:1: warning: 'Hello' has no msgctxt, so it belongs to no text [catalog-context]"
    ]


def test_plural_forms_have_no_place_in_entries() -> None:
    text = 'msgctxt "a"\nmsgid "b"\nmsgid_plural "c"\nmsgstr[0] "d"\nmsgstr[1] "e"\n'
    catalog, found = parsed(text)
    assert catalog.messages == {}
    assert found == [
        "x.po:1:1: error: a text of an entry has one form; take msgid_plural out [catalog-plural]"
    ]


def test_white_space_around_a_text_does_not_count() -> None:
    catalog, _ = parsed('msgctxt "body"\nmsgid ""\n"Hello\\n"\nmsgstr ""\n"Hola\\n"\n')
    assert catalog.messages["body"].source == "Hello"
    assert catalog.messages["body"].translation == "Hola"


def test_without_numbers() -> None:
    assert without_numbers("partnership.offers.10") == "partnership.offers.*"
    assert without_numbers("services.7up.at.0.schedules.12.notes") == (
        "services.7up.at.*.schedules.*.notes"
    )
    assert without_numbers("summary") == "summary"


def test_a_text_that_changed_its_place_in_a_list_is_found() -> None:
    rows = {"offers.0": ("Rooms", "Salas"), "offers.1": ("A van", "Una furgoneta")}
    catalog = samples.catalog({**rows, "name": ("Rooms", "Nombre")})

    def translation(context: str, source: str) -> str | None:
        found = catalog.find(context, source)
        return found.translation if found and found.source == source else None

    assert translation("offers.0", "A van") == "Una furgoneta"
    assert translation("offers.5", "Rooms") == "Salas"
    assert translation("looking_for.0", "Rooms") is None
    outdated = catalog.find("offers.0", "Big rooms")
    assert outdated is not None
    assert outdated.source == "Rooms"


def test_the_cache_gives_what_was_read(tmp_path: Path) -> None:
    files = {"es/taxonomy.po": ONE + 'msgid "x"\nmsgstr "y"\n', "es/crosswalks.po": ONE}
    root = write(tmp_path, files)
    cache = ContentCache(ReadCatalog)
    first = read_catalogs(root, base=tmp_path, cache=cache)
    assert len(cache) == 2
    cache.save(tmp_path / "cache" / "catalogs")
    kept = ContentCache.load(tmp_path / "cache" / "catalogs", ReadCatalog)
    assert read_catalogs(root, base=tmp_path, cache=kept) == first
    assert len(first[1]) == 1
    (root / "es" / "taxonomy.po").write_text(ONE)
    again, diagnostics = read_catalogs(root, base=tmp_path, cache=kept)
    assert diagnostics == []
    assert len(kept) == 3
    assert pickle.loads(pickle.dumps(again)) == again


def test_many_catalogs_are_read_quickly() -> None:
    message = (
        'msgctxt "services.esl-{n}.summary"\nmsgid ""\n"Free English classes in the evening, "\n'
        '"for adults who live in the county."\nmsgstr ""\n"Clases de inglés gratis, "\n'
        '"para adultos que viven en el condado."\n\n'
    )
    text = HEAD + "".join(message.format(n=n) for n in range(15))
    sources = [Source(f"{n}.po", text) for n in range(200)]
    parse_catalog(sources[0])
    started = time.process_time()
    assert all(parse_catalog(source)[0] for source in sources)
    assert time.process_time() - started < 0.8
