"""What every rule sees: one entry with its texts by sort, and the linked directory around it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from service_directory.checks.scalars import Scalar, Sort, scalars_of
from service_directory.directory import Directory
from service_directory.model.fields import Model
from service_directory.reading.entry import Entry, FactPath
from service_directory.settings import Settings


@dataclass(frozen=True, slots=True)
class CheckContext:
    """The input of a rule: rules look at one entry after the other."""

    entry: Entry[Model]
    scalars: Sequence[Scalar]
    """The texts, addresses and numbers of the entry."""
    directory: Directory
    settings: Settings
    today: datetime.date

    def of_sort(self, *sorts: Sort) -> Iterator[tuple[FactPath, str]]:
        """Yield paths and values of the scalars of some sorts."""
        for path, sort, value in self.scalars:
            if sort in sorts:
                yield path, value


def contexts_of(
    directory: Directory, settings: Settings, today: datetime.date
) -> Iterator[CheckContext]:
    """Yield what rules see for every entry of a directory, organizations first."""
    for entry in _entries_of(directory):
        yield CheckContext(entry, scalars_of(entry.facts), directory, settings, today)


def _entries_of(directory: Directory) -> Iterator[Entry[Any]]:
    entries = directory.entries
    for by_id in (
        entries.organizations,
        entries.groups,
        entries.projects,
        entries.taxonomies,
        entries.pages,
    ):
        yield from by_id.values()
