"""The way from the files of a directory folder to its entries, with every fault on the way."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeAlias

from service_directory.diagnostics import Diagnostic, Severity
from service_directory.model.fields import Model
from service_directory.reading.body import BodyLink, check_links
from service_directory.reading.body_render import anchors_in
from service_directory.reading.content_cache import ContentCache
from service_directory.reading.digests import content_digest
from service_directory.reading.entry import Entries, Entry, EntryKind
from service_directory.reading.folder import FoundFile, scan
from service_directory.reading.list_links import linkable_lists
from service_directory.reading.read_file import ReadFile, read_file
from service_directory.reading.source import read_source

__all__ = ["EntryCache", "ReadFile", "read_directory", "read_file"]

EntryCache: TypeAlias = ContentCache[ReadFile]


def read_directory(
    root: Path, *, base: Path, cache: EntryCache | None = None
) -> tuple[Entries, list[Diagnostic]]:
    """Read all files of the directory folder `root`; paths in diagnostics start at `base`.

    Entries whose facts are not valid are left out; any error means that nothing may be published.
    """
    files, diagnostics = scan(root, base=base)
    known = frozenset(file.below for file in files if file.below.endswith(".md"))
    read: list[tuple[FoundFile, Entry[Model]]] = []
    linking: list[tuple[FoundFile, tuple[BodyLink, ...]]] = []
    unread: dict[EntryKind, set[str]] = {}
    for file in files:
        if file.kind is None:
            continue
        result, troubles = _read_found(file, file.kind, cache)
        diagnostics += troubles
        if result is None or result.entry is None:
            unread.setdefault(file.kind, set()).add(file.id)
        if result is None:
            continue
        diagnostics += result.diagnostics
        if result.links:
            linking.append((file, result.links))
        if result.entry is not None:
            read.append((file, result.entry))
    entries = _sorted_by_kind(read, unread)
    anchors, lists = _anchors(read), linkable_lists(entries)
    for file, links in linking:
        diagnostics += check_links(
            links,
            path=file.path,
            below=file.below,
            known=known,
            anchors_of=anchors(file.id.partition(".")[2]),
            lists=lists,
        )
    diagnostics += _former_ids(entries)
    return entries, sorted(set(diagnostics), key=Diagnostic.sort_key)


def _anchors(
    read: Iterable[tuple[FoundFile, Entry[Model]]],
) -> Callable[[str], Callable[[str], Collection[str] | None]]:
    """Return the function that gives, to a text in a language, the headings of other files.

    A hand-written page is read in the reader's language, so the headings of its version in the
    text's own language count as well.
    """
    bodies = {file.below: entry.body for file, entry in read}
    of_file = cache(lambda below: anchors_in(bodies[below]))

    def of_language(tag: str) -> Callable[[str], Collection[str] | None]:
        def anchors_of(below: str) -> Collection[str] | None:
            versions = (below, f"{below.partition('.')[0]}.{tag}.md")
            found = [of_file(name) for name in dict.fromkeys(versions) if name in bodies]
            return frozenset[str]().union(*found) if below in bodies else None

        return anchors_of

    return of_language


def _read_found(
    file: FoundFile, kind: EntryKind, cache: EntryCache | None
) -> tuple[ReadFile | None, list[Diagnostic]]:
    data, diagnostics = read_source(file.location, path=file.path)
    if data is None:
        return None, diagnostics
    key = content_digest(data, file.path, kind, file.id)
    result = cache.get(key) if cache is not None else None
    if result is None:
        result = read_file(data, kind=kind, id=file.id, path=file.path, digest=key)
        if cache is not None:
            cache.put(key, result)
    return result, []


def _sorted_by_kind(
    read: Iterable[tuple[FoundFile, Entry[Model]]], unread: Mapping[EntryKind, set[str]]
) -> Entries:
    of: dict[EntryKind, dict[str, Any]] = {kind: {} for kind in EntryKind}
    for file, entry in read:
        if file.kind is not None:
            of[file.kind][entry.id] = entry
    return Entries(
        organizations=_by_id(of[EntryKind.ORGANIZATION]),
        groups=_by_id(of[EntryKind.GROUP]),
        projects=_by_id(of[EntryKind.PROJECT]),
        taxonomies=_by_id(of[EntryKind.TAXONOMY]),
        crosswalks=next(iter(of[EntryKind.CROSSWALKS].values()), None),
        pages=_by_id(of[EntryKind.PAGE]),
        unread={kind: frozenset(ids) for kind, ids in unread.items()},
    )


def _by_id(entries: Mapping[str, Any]) -> Mapping[str, Any]:
    return MappingProxyType(dict(sorted(entries.items())))


def _former_ids(entries: Entries) -> Iterator[Diagnostic]:
    """A former id leads to one entry only, and never to a name that is in use."""
    of_kind: tuple[Mapping[str, Entry[Any]], ...] = (
        entries.organizations,
        entries.groups,
        entries.projects,
    )
    for known in of_kind:
        taken: dict[str, str] = {id_: entry.path for id_, entry in known.items()}
        for entry in known.values():
            for index, former in enumerate(entry.facts.former_ids):
                if former not in taken:
                    taken[former] = entry.path
                    continue
                other = taken[former]
                message = f"the former id '{former}' is the name of {other}"
                if other == entry.path:
                    message = f"'{former}' is the name of this file, or stands here twice"
                elif former not in known:
                    message = f"'{former}' is a former id of {other} as well"
                yield entry.diagnostic(
                    ("former_ids", index),
                    "duplicate-id",
                    message,
                    hint="delete it here",
                    severity=Severity.ERROR,
                )
