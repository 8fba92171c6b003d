"""Reads, links and checks a directory: everything before the first page is made."""

from __future__ import annotations

import datetime
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from service_directory.checks.run import check
from service_directory.diagnostics import Report
from service_directory.directory import Directory, link
from service_directory.languages.agreement import CheckedCatalog, check_catalogs
from service_directory.languages.catalogs import Catalogs, ReadCatalog, read_catalogs
from service_directory.reading.content_cache import ContentCache, Kept
from service_directory.reading.read import ReadFile, read_directory
from service_directory.settings import Settings


class LoadCache:
    """What was read and checked before, so that only what changed is read and checked again."""

    def __init__(self, folder: Path | None = None) -> None:
        """Take what an earlier run kept in a folder, if any."""
        self._folder = folder
        self.entries = _kept(folder, "entries", ReadFile)
        self.catalogs = _kept(folder, "catalogs", ReadCatalog)
        self.checked = _kept(folder, "checked", CheckedCatalog)

    def save(self) -> None:
        """Keep what this run used for the next one."""
        if self._folder is not None:
            self.entries.save(self._folder / "entries")
            self.catalogs.save(self._folder / "catalogs")
            self.checked.save(self._folder / "checked")


def _kept(folder: Path | None, name: str, of: type[Kept]) -> ContentCache[Kept]:
    return ContentCache(of) if folder is None else ContentCache.load(folder / name, of)


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
    with _collector_paused():
        return _load(root, base, settings, today, cache or LoadCache())


def _load(
    root: Path, base: Path, settings: Settings, today: datetime.date, cache: LoadCache
) -> LoadedDirectory:
    entries, reading = read_directory(root, base=base, cache=cache.entries)
    directory, linking = link(entries)
    catalogs, translating = read_catalogs(root / "translations", base=base, cache=cache.catalogs)
    checking = check(directory, settings, today)
    agreement = check_catalogs(
        catalogs, directory, languages=settings.languages, checked=cache.checked
    )
    report = Report.of((*reading, *linking, *translating, *checking, *agreement))
    return LoadedDirectory(directory, catalogs, report)


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Read without the collector of cycles: it finds none, and looks at every entry many times."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
