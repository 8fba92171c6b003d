"""Entries an import finds: what holds which part of the feed since an import before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from service_directory.importers.joined import JoinedOrganization
from service_directory.model.organization import Organization
from service_directory.reading.entry import Entry


@dataclass(frozen=True, slots=True)
class Existing:
    """The organizations of a directory, by id."""

    organizations: Mapping[str, Entry[Organization]] = field(default_factory=dict)
    commented: frozenset[str] = frozenset()
    """Entries whose facts have comments, which writing them anew cannot keep."""

    def homes(self) -> dict[str, str]:
        """Return, by source id of a service, the source id of the organization that has it."""
        return {
            service.source_id: entry.facts.source_id
            for entry in self.organizations.values()
            for service in entry.facts.services
            if service.source_id and entry.facts.source_id
        }

    def places(self) -> set[str]:
        """Return all places, as other entries refer to them (`organization/location`)."""
        return {
            f"{id_}/{place.id}"
            for id_, entry in self.organizations.items()
            for place in entry.facts.locations
        }

    def by_source_id(self) -> dict[str, Entry[Organization]]:
        """Return the entries that were imported, by source id."""
        return {
            entry.facts.source_id: entry
            for entry in self.organizations.values()
            if entry.facts.source_id
        }

    def before(
        self, names: Mapping[str, tuple[JoinedOrganization, str]]
    ) -> dict[str, Entry[Organization] | None]:
        """Return, by key, the entry each organization continues.

        `names` are the organizations and what their entries are called. One without an id in the
        feed is known by its name.
        """
        imported = self.by_source_id()
        by_name: dict[str, list[Entry[Organization]]] = {}
        for entry in reversed(list(self.organizations.values())):
            if entry.facts.source_id is None:
                by_name.setdefault(entry.facts.name, []).append(entry)
        found: dict[str, Entry[Organization] | None] = {}
        for key, (organization, name) in names.items():
            if organization.record is None or organization.record["id"]:
                found[key] = imported.get(key)
            else:
                namesakes = by_name.get(name)
                found[key] = namesakes.pop() if namesakes else None
        return found

    def taken(self) -> frozenset[str]:
        """Return ids nothing new may have: those in use, and those that lead to a new name."""
        former = (old for entry in self.organizations.values() for old in entry.facts.former_ids)
        return frozenset((*self.organizations, *former))
