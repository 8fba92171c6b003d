"""A new draft over the entry of an import before: the feed's facts are new, people's stay.

What the feed says replaces what the entry says; where the feed says nothing, the entry is kept,
for a person may have added it. Needs, hidden places and the free text are always the people's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from service_directory.importers.building import Draft
from service_directory.importers.report import Journal, Matter
from service_directory.model.fields import Model
from service_directory.model.location import Location, Visibility
from service_directory.model.organization import Organization
from service_directory.model.service import Service, ServiceAtLocation
from service_directory.reading.entry import Entry

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Updated:
    """An entry as it is to be, and the one it continues."""

    id: str
    facts: Organization
    body: str
    before: Entry[Organization] | None = None

    @property
    def same(self) -> bool:
        """True when nothing in its file changes."""
        before = self.before
        return bool(before and self.facts == before.facts and self.body == before.body.strip("\n"))


def update(draft: Draft, journal: Journal) -> Updated:
    """Return the entry after the import, and tell what is new, changed and kept."""
    if draft.before is None:
        journal.count("new entries")
        return Updated(draft.id, draft.facts, draft.body)
    old, new = draft.before.facts, draft.facts
    merge = _Merge(draft.id, journal)
    facts = merge.organization(old, new)
    body = merge.body(draft.before.body.strip("\n"), draft.body)
    merge.tell()
    updated = Updated(draft.id, facts, body, draft.before)
    journal.count("entries unchanged" if updated.same else "entries changed")
    return updated


def without_dangling(
    entries: Sequence[Updated], existing: Iterable[str], journal: Journal
) -> list[Updated]:
    """Return entries whose services refer to places of partners that exist.

    `existing` are places (`organization/location`) of entries the import does not touch. A place
    the feed has may be missing, for nothing is added where a person has hidden a place.
    """
    known = {f"{entry.id}/{place.id}" for entry in entries for place in entry.facts.locations}
    known |= set(existing)
    mended = []
    for entry in entries:
        services = []
        for service in entry.facts.services:
            at = tuple(a for a in service.at if "/" not in a.location or a.location in known)
            if at != service.at:
                text = f"services.{service.id} is at a place of another that is not there"
                journal.note(Matter.LOOK, entry.id, text)
                service = service.model_copy(update={"at": at})
            services.append(service)
        facts = entry.facts.model_copy(update={"services": tuple(services)})
        mended.append(entry if facts == entry.facts else replace(entry, facts=facts))
    return mended


class _Merge:
    """Merges one entry; collects what to tell about it."""

    def __init__(self, id_: str, journal: Journal) -> None:
        self.id = id_
        self.journal = journal
        self.kept: dict[str, None] = {}

    def tell(self) -> None:
        """Write down what was kept."""
        if self.kept:
            text = f"the feed says nothing about: {', '.join(self.kept)}"
            self.journal.note(Matter.KEPT, self.id, text)

    def organization(self, old: Organization, new: Organization) -> Organization:
        """Return an organization with its places, contacts and services merged."""
        hidden = any(one.visibility is not Visibility.PUBLIC for one in old.locations)
        new_locations = new.locations
        if hidden:
            new_locations = self._without_unknown(old, new)
        locations = self._parts(
            old.locations, new_locations, lambda one: one.id, self._location, "locations"
        )
        known = {location.id for location in locations}
        services = self._parts(
            old.services,
            [_at_known(service, known) for service in new.services],
            lambda one: one.source_id or one.id,
            self._service,
            "services",
        )
        contacts = self._parts(
            old.contacts,
            new.contacts,
            lambda one: one.id,
            lambda before, after, path: self.merged(before, after, path),
            "contacts",
        )
        parts = {"locations": locations, "services": services, "contacts": contacts}
        return self.merged(old, new, "", **parts)

    def body(self, old: str, new: str) -> str:
        """Return the text below the facts: the one people may have written, if there is any."""
        if old and new and old != new:
            text = "the text below the facts differs from the feed's and is kept"
            self.journal.note(Matter.KEPT, self.id, text)
        return old or new

    def merged(self, old: M, new: M, path: str, **parts: Any) -> M:
        """Return the new model with the old one's facts where it has none."""
        facts: dict[str, Any] = {}
        for name, field in type(new).model_fields.items():
            key = field.alias or name
            before, after = getattr(old, name), getattr(new, name)
            where = f"{path}.{key}" if path else key
            default = field.get_default()
            if name in parts:
                facts[key] = parts[name]
            elif after == default:
                facts[key] = before
                if before != default:
                    self.kept[where] = None
            else:
                facts[key] = after
                if before not in (default, after):
                    text = f"{where}: {_shown(before)} -> {_shown(after)}"
                    self.journal.note(Matter.CHANGED, self.id, text)
        return type(new).model_validate(facts)

    def _parts(
        self,
        old: Iterable[M],
        new: Iterable[M],
        key: Callable[[M], str],
        merge: Callable[[M, M, str], M],
        kind: str,
    ) -> tuple[M, ...]:
        """Return parts of an entry in their old order, those of the feed alone last."""
        coming = {key(one): one for one in new}
        parts = []
        for one in old:
            after = coming.pop(key(one), None)
            path = f"{kind}.{getattr(one, 'id', '')}"
            if after is None:
                matter = Matter.GONE if getattr(one, "source_id", None) else Matter.KEPT
                self.journal.note(matter, self.id, f"{path} is in no row of the feed, and kept")
                parts.append(one)
            else:
                parts.append(merge(one, after, path))
        for one in coming.values():
            text = f"{kind}.{getattr(one, 'id', '')} added"
            self.journal.note(Matter.NEW, self.id, text)
        return (*parts, *coming.values())

    def _service(self, old: Service, new: Service, path: str) -> Service:
        at = self._places(old, new)
        needs = old.needs or new.needs
        suggested = old.suggested_needs if old.needs or old.suggested_needs else new.suggested_needs
        suggested = tuple(need for need in suggested if need not in needs)
        assured = max(
            (one for one in (old.assured, new.assured) if one), key=lambda a: a.date, default=None
        )
        parts = {"at": at, "needs": needs, "suggested_needs": suggested, "assured": assured}
        if old.needs:
            self.kept[f"{path}.needs"] = None
        return self.merged(old, new, path, id=old.id, **parts)

    def _places(self, old: Service, new: Service) -> tuple[ServiceAtLocation, ...]:
        before = {at.location: at for at in old.at}
        coming = {at.location for at in new.at}
        # A place of another organization is one no feed of ours has: a person added it.
        stay = [at for at in old.at if "/" in at.location and at.location not in coming]
        merged = [
            self.merged(before[at.location], at, f"services.{old.id}.at.{at.location}")
            if at.location in before
            else at
            for at in new.at
        ]
        return (*merged, *stay) or old.at

    def _location(self, old: Location, new: Location, path: str) -> Location:
        if old.visibility is Visibility.PUBLIC:
            return self.merged(old, new, path)
        self.journal.note(Matter.KEPT, self.id, f"{path} stays hidden; nothing of it is changed")
        return old

    def _without_unknown(self, old: Organization, new: Organization) -> tuple[Location, ...]:
        """Leave out places that may be the hidden one under its address."""
        known = {location.id for location in old.locations}
        for location in new.locations:
            if location.id not in known:
                text = f"locations.{location.id} is not added: the entry has a hidden place"
                self.journal.note(Matter.LOOK, self.id, text)
        return tuple(location for location in new.locations if location.id in known)


def _at_known(service: Service, known: set[str]) -> Service:
    """Return a service without places of its organization that are not there."""
    at = tuple(one for one in service.at if "/" in one.location or one.location in known)
    return service if at == service.at else service.model_copy(update={"at": at})


def _shown(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 120 else f"{text[:119]}\u2026"
