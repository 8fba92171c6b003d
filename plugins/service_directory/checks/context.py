"""What every rule sees: the linked directory, the settings, the day; and its texts by sort."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from service_directory.checks.scalars import Scalar, scalars_of
from service_directory.directory import Directory
from service_directory.model.fields import Model
from service_directory.reading.entry import Entry
from service_directory.settings import Settings


@dataclass(frozen=True, slots=True)
class CheckContext:
    """The input of a rule."""

    directory: Directory
    settings: Settings
    today: datetime.date
    scalars: Mapping[str, Sequence[Scalar]] = field(default_factory=dict)
    """The texts, addresses and numbers of every entry by the entry's path."""

    @classmethod
    def of(cls, directory: Directory, settings: Settings, today: datetime.date) -> CheckContext:
        """Walk all entries once, for all rules."""
        scalars = {entry.path: tuple(scalars_of(entry.facts)) for entry in entries_of(directory)}
        return cls(directory, settings, today, scalars)

    def entries(self) -> Iterator[Entry[Model]]:
        """Yield all entries, organizations first."""
        return entries_of(self.directory)


def entries_of(directory: Directory) -> Iterator[Entry[Any]]:
    """Yield all entries of a directory, organizations first."""
    entries = directory.entries
    for by_id in (
        entries.organizations,
        entries.groups,
        entries.projects,
        entries.taxonomies,
        entries.pages,
    ):
        yield from by_id.values()
