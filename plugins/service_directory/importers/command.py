"""`service-directory import`: reads a feed's tables and the entries there are, writes entries."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from service_directory.diagnostics import Diagnostic, Severity
from service_directory.importers.building import ImportOptions
from service_directory.importers.existing import Existing
from service_directory.importers.plan import plan_import
from service_directory.importers.report import ImportReport, as_text, summary
from service_directory.importers.vocabulary import Vocabulary
from service_directory.model.language_tags import canonical_tag
from service_directory.model.taxonomy import Taxonomy, TaxonomyKind
from service_directory.reading.entry import EntryKind
from service_directory.reading.read import read_directory
from service_directory.reading.read_file import read_file

OK: Final = 0
PROBLEMS: Final = 1
COULD_NOT_RUN: Final = 2
DEFAULT_TAXONOMY: Final = Path("directory", "taxonomy")
REPORT_NAME: Final = "import-report.txt"

_COMMENT: Final = re.compile(r"^---\n(?:(?!---).*\n)*?(?:\s*#|.*  # )", re.MULTILINE)


class CannotImportError(Exception):
    """The import cannot begin; its text says why, for the person who called it."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `service-directory import`."""
    parser.add_argument("format", choices=("hsds",), help="what the tables follow")
    parser.add_argument("tables", type=Path, help="folder with the feed's .csv files")
    parser.add_argument(
        "--into", type=Path, required=True, metavar="DIR", help="the directory to write entries to"
    )
    parser.add_argument(
        "--taxonomy",
        type=Path,
        metavar="DIR",
        help="folder with needs.yml, sectors.yml and so on (default: the one in DIR, "
        "else directory/taxonomy)",
    )
    parser.add_argument(
        "--with-names",
        action="store_true",
        help="keep names of persons and their own mailboxes; only with their consent",
    )
    parser.add_argument(
        "--language", default="en", metavar="TAG", help="language of the feed's texts (default: en)"
    )
    parser.add_argument(
        "--report",
        type=Path,
        metavar="FILE",
        help="where the full report goes (default: import-report.txt beside DIR)",
    )


def run_import(arguments: argparse.Namespace) -> int:
    """Import a feed; return 0 when done, 1 when entries there are have errors, 2 without a feed."""
    try:
        report = _import(arguments)
    except CannotImportError as error:
        print(f"service-directory: {error}", file=sys.stderr)
        return COULD_NOT_RUN
    except _BrokenEntriesError as error:
        print(error, file=sys.stderr)
        return PROBLEMS
    where: Path = arguments.report or arguments.into.absolute().parent / REPORT_NAME
    where.parent.mkdir(parents=True, exist_ok=True)
    where.write_text(as_text(report), encoding="utf-8")
    print(summary(report))
    print(f"All of it stands in {where}.")
    return OK


class _BrokenEntriesError(Exception):
    """Entries there are cannot be read, so nobody knows what they hold."""


def _import(arguments: argparse.Namespace) -> ImportReport:
    into: Path = arguments.into
    language = canonical_tag(arguments.language)
    if language is None:
        raise CannotImportError(f"'{arguments.language}' is not the short name of a language")
    report: Path | None = arguments.report
    if report is not None and report.absolute().is_relative_to(into.absolute()):
        raise CannotImportError("the report cannot lie in the directory, where only entries may")
    tables = _tables(arguments.tables)
    existing = _existing(into)
    lists = _lists(into, arguments.taxonomy)
    vocabulary = Vocabulary(
        {
            kind: _read_list(kind, data)
            for kind, data in lists.items()
            if kind is not TaxonomyKind.AREAS or (into / "taxonomy" / f"{kind}.yml").is_file()
        }
    )
    options = ImportOptions(language=language, with_names=arguments.with_names)
    plan = plan_import(tables, existing, vocabulary, options)
    for kind, data in lists.items():
        file = into / "taxonomy" / f"{kind}.yml"
        if kind is not TaxonomyKind.AREAS and not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
    for path, text in plan.files.items():
        file = into / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    return plan.report


def _tables(folder: Path) -> list[tuple[str, bytes]]:
    if not folder.is_dir():
        raise CannotImportError(f"there is no folder {folder}")
    files = sorted(file for file in folder.iterdir() if file.suffix.lower() == ".csv")
    if not files:
        raise CannotImportError(f"there are no .csv files in {folder}")
    return [(file.name, file.read_bytes()) for file in files]


def _existing(into: Path) -> Existing:
    folder = into / "organizations"
    if not folder.is_dir():
        return Existing()
    entries, diagnostics = read_directory(into, base=into.parent)
    broken = [one for one in diagnostics if _stands_in_the_way(one, into)]
    if broken:
        lines = "\n".join(one.as_text() for one in broken)
        raise _BrokenEntriesError(f"{lines}\nMend these first; nothing was imported.")
    commented = frozenset(
        id_ for id_ in entries.organizations if _has_comments(folder / f"{id_}.md")
    )
    return Existing(entries.organizations, commented)


def _stands_in_the_way(diagnostic: Diagnostic, into: Path) -> bool:
    organizations = f"{into.name}/organizations"
    return diagnostic.severity is Severity.ERROR and diagnostic.path.startswith(organizations)


def _has_comments(file: Path) -> bool:
    return bool(_COMMENT.match(file.read_text(encoding="utf-8-sig")))


def _lists(into: Path, named: Path | None) -> Mapping[TaxonomyKind, bytes]:
    """Return the lists of shared words: those in the directory, then those of a folder."""
    given = named or (DEFAULT_TAXONOMY if DEFAULT_TAXONOMY.is_dir() else None)
    if named is not None and not named.is_dir():
        raise CannotImportError(f"there is no folder {named}")
    found: dict[TaxonomyKind, bytes] = {}
    for kind in TaxonomyKind:
        for folder in (into / "taxonomy", given):
            file = folder / f"{kind}.yml" if folder else None
            if file and file.is_file() and kind not in found:
                found[kind] = file.read_bytes()
    if TaxonomyKind.SECTORS not in found:
        raise CannotImportError(
            "there is no list of sectors (sectors.yml); name its folder with --taxonomy"
        )
    return found


def _read_list(kind: TaxonomyKind, data: bytes) -> Taxonomy:
    read = read_file(data, kind=EntryKind.TAXONOMY, id=kind, path=f"taxonomy/{kind}.yml")
    if read.entry is None or not isinstance(read.entry.facts, Taxonomy):
        lines = "\n".join(one.as_text() for one in read.diagnostics)
        raise _BrokenEntriesError(f"{lines}\nMend this list first; nothing was imported.")
    return read.entry.facts
