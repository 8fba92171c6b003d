"""Reads, links and checks a directory: everything before the first page is made."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from pathlib import Path

from service_directory.checks.run import check
from service_directory.diagnostics import Report
from service_directory.directory import Directory, link
from service_directory.languages.agreement import CheckedCatalogs, check_catalogs
from service_directory.languages.catalogs import CatalogCache, Catalogs, read_catalogs
from service_directory.reading.entry_cache import EntryCache
from service_directory.reading.read import read_directory
from service_directory.settings import Settings


@dataclass(slots=True)
class LoadCache:
    """What was read and checked before, so that only what changed is read and checked again."""

    entries: EntryCache = field(default_factory=EntryCache)
    catalogs: CatalogCache = field(default_factory=dict)
    checked: CheckedCatalogs = field(default_factory=dict)


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
    cache: LoadCache | None = None,
) -> LoadedDirectory:
    """Return the directory in the folder `root`; paths in the report are relative to `base`.

    Must not be published when the report holds an error.
    """
    cache = cache or LoadCache()
    entries, reading = read_directory(root, base=base, cache=cache.entries)
    directory, linking = link(entries)
    catalogs, translating = read_catalogs(root / "translations", base=base, cache=cache.catalogs)
    report = Report.of((*reading, *linking, *translating))
    if not report.errors:
        report = report.merged(check(directory, settings, today))
        agreement = check_catalogs(
            catalogs, directory, languages=settings.languages, checked=cache.checked
        )
        report = report.merged(agreement)
    return LoadedDirectory(directory, catalogs, report)
