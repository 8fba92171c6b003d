"""What reading hands on: an entry, its facts, and where in the file each fact stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, NamedTuple, TypeVar

from service_directory.diagnostics import Diagnostic, Severity
from service_directory.model.crosswalk_plan import CrosswalkPlans
from service_directory.model.fields import Model
from service_directory.model.group import Group
from service_directory.model.handwritten import HandwrittenPage
from service_directory.model.organization import Organization
from service_directory.model.project import Project
from service_directory.model.taxonomy import Taxonomy

FactPath = tuple[str | int, ...]
"""Where a value stands in a document, such as `("services", 0, "cost")`."""


class Position(NamedTuple):
    """A place in a file; line and column count from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Positions:
    """Where every key and every value of a document stands."""

    keys: Mapping[FactPath, Position] = field(default_factory=dict)
    values: Mapping[FactPath, Position] = field(default_factory=dict)

    def of(self, path: FactPath) -> Position:
        """Return the place of a value, or of the nearest thing around it that is in the file."""
        while path:
            if path in self.values:
                return self.values[path]
            path = path[:-1]
        return self.values.get((), Position(1, 1))

    def of_key(self, path: FactPath) -> Position:
        """Return the place of a key, or of the nearest thing around it."""
        return self.keys.get(path) or self.of(path)


class EntryKind(StrEnum):
    """What a file of the directory holds."""

    ORGANIZATION = "organization"
    GROUP = "group"
    PROJECT = "project"
    TAXONOMY = "taxonomy"
    CROSSWALKS = "crosswalks"
    PAGE = "page"


MODELS: Mapping[EntryKind, type[Model]] = {
    EntryKind.ORGANIZATION: Organization,
    EntryKind.GROUP: Group,
    EntryKind.PROJECT: Project,
    EntryKind.TAXONOMY: Taxonomy,
    EntryKind.CROSSWALKS: CrosswalkPlans,
    EntryKind.PAGE: HandwrittenPage,
}

M_co = TypeVar("M_co", bound=Model, covariant=True)


@dataclass(frozen=True, slots=True)
class Entry(Generic[M_co]):
    """One file, read and valid: its facts, its free text, and where each of them stands.

    `path` is relative to the project with forward slashes; `body` is the Markdown below the
    front matter (empty for YAML files) and `body_line` the line it starts on.
    """

    id: str
    kind: EntryKind
    path: str
    facts: M_co
    positions: Positions
    body: str = ""
    body_line: int = 1
    digest: bytes = b""
    """Of the file's content and place: what is made of equal ones is equal, so it can be kept.
    Empty where an entry came from no file."""

    def diagnostic(
        self,
        where: FactPath,
        rule: str,
        message: str,
        *,
        hint: str = "",
        severity: Severity = Severity.ERROR,
    ) -> Diagnostic:
        """Return a diagnostic about the value at `where` in this entry's file."""
        line, column = self.positions.of(where)
        return Diagnostic(self.path, line, column, severity, rule, message, hint)


@dataclass(frozen=True, slots=True)
class Entries:
    """All files that could be read, by kind and id, in order of their ids."""

    organizations: Mapping[str, Entry[Organization]] = field(default_factory=dict)
    groups: Mapping[str, Entry[Group]] = field(default_factory=dict)
    projects: Mapping[str, Entry[Project]] = field(default_factory=dict)
    taxonomies: Mapping[str, Entry[Taxonomy]] = field(default_factory=dict)
    """By TaxonomyKind value."""
    crosswalks: Entry[CrosswalkPlans] | None = None
    pages: Mapping[str, Entry[HandwrittenPage]] = field(default_factory=dict)
    """Hand-written pages by their path below the directory without ending (`index`,
    `index.es`, `guides/first-weeks`)."""
    unread: Mapping[EntryKind, frozenset[str]] = field(default_factory=dict)
    """Ids of files that are there but could not be read: a reference to one is no second fault."""
