"""Reads, links and checks a directory: everything before the first page is made."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

from service_directory.checks.run import check
from service_directory.diagnostics import Report
from service_directory.directory import Directory, link
from service_directory.languages.agreement import check_catalogs
from service_directory.languages.catalogs import Catalogs, read_catalogs
from service_directory.reading.read import EntryCache, read_directory
from service_directory.settings import Settings


@dataclass(frozen=True, slots=True)
class LoadedDirectory:
    """A directory with its translations, and everything that is wrong with either."""

    directory: Directory
    catalogs: Catalogs
    report: Report


def load_directory(
    root: Path,
    *,
    base: Path,
    settings: Settings,
    today: datetime.date,
    cache: EntryCache | None = None,
) -> LoadedDirectory:
    """Return the directory in the folder `root`; paths in the report are relative to `base`.

    Must not be published when the report holds an error.
    """
    entries, reading = read_directory(root, base=base, cache=cache)
    directory, linking = link(entries)
    catalogs, translating = read_catalogs(root / "translations", base=base)
    report = Report.of((*reading, *linking, *translating))
    if not report.errors:
        report = report.merged(check(directory, settings, today))
        report = report.merged(check_catalogs(catalogs, directory))
    return LoadedDirectory(directory, catalogs, report)
