"""Translations as they stand in the files: gettext catalogs.

`directory/translations/<language>/organizations/<id>.po` (and `groups`, `projects`) hold an
entry's texts, `taxonomy.po` the shared words, `crosswalks.po` the titles of crosswalks.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeAlias

from service_directory.diagnostics import Diagnostic, Severity
from service_directory.languages.po import PoError, PoMessage, read_po_text
from service_directory.model.language_tags import canonical_tag
from service_directory.reading.content_cache import ContentCache
from service_directory.reading.digests import content_digest
from service_directory.reading.entry import Entry, EntryKind
from service_directory.reading.source import CATALOG_LIMIT, Source, read_source, source_of

FOLDERS: Final[Mapping[str, EntryKind]] = {
    "organizations": EntryKind.ORGANIZATION,
    "groups": EntryKind.GROUP,
    "projects": EntryKind.PROJECT,
}
"""Folders of a language that hold one catalog an entry."""
SINGLE_FILES: Final[Mapping[str, EntryKind]] = {
    "taxonomy": EntryKind.TAXONOMY,
    "crosswalks": EntryKind.CROSSWALKS,
}
"""Catalogs that stand for themselves; their id is empty."""

CatalogKey: TypeAlias = tuple[str, EntryKind, str]
"""Language, kind of entry and id (empty for the shared words and the crosswalks)."""


class Message(NamedTuple):
    """One text and its translation (empty where there is none yet)."""

    source: str
    translation: str
    fuzzy: bool
    """Made by a machine, or not yet reviewed by a person."""
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Catalog:
    """The translations of one file by context."""

    path: str
    messages: Mapping[str, Message] = field(default_factory=dict)
    """By context; the values stay in the order of the file."""
    moved: Mapping[tuple[str, str], Message] = field(default_factory=dict)
    """By context without its numbers, and source: finds the text of an item that changed place."""
    digest: bytes = b""
    """Of the file's content and place; empty where the catalog came from no file."""

    @classmethod
    def of(cls, path: str, messages: Mapping[str, Message], digest: bytes = b"") -> Catalog:
        """Return a catalog of messages by context."""
        moved = {
            (without_numbers(context), message.source): message
            for context, message in messages.items()
            if message.translation and _has_number(context)
        }
        return cls(path, messages, moved, digest)

    def find(self, context: str, source: str) -> Message | None:
        """Return the message of a context; one of a moved item when only that has this source."""
        message = self.messages.get(context)
        if message is not None and message.source == source:
            return message
        if self.moved and _has_number(context):
            return self.moved.get((without_numbers(context), source)) or message
        return message


@dataclass(frozen=True, slots=True)
class ReadCatalog:
    """What one file of translations gave: a catalog, and what is wrong with the file."""

    catalog: Catalog
    diagnostics: tuple[Diagnostic, ...]


CatalogCache: TypeAlias = ContentCache[ReadCatalog]


@dataclass(frozen=True, slots=True)
class Catalogs:
    """All catalogs of a directory."""

    by_key: Mapping[CatalogKey, Catalog] = field(default_factory=dict)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages there are catalogs for, in order of their tags."""
        return tuple(sorted({tag for tag, _, _ in self.by_key}))

    def of(self, language: str, kind: EntryKind, id_: str) -> Catalog | None:
        """Return the catalog of an entry in a language."""
        return self.by_key.get((language, kind, id_)) or self.by_key.get((language, kind, ""))

    def of_entry(self, language: str, entry: Entry[Any]) -> Catalog | None:
        """Return the catalog of an entry in a language."""
        return self.of(language, entry.kind, entry.id)


_NUMBERS: Final = re.compile(r"\.\d+(?=\.|\Z)")


def without_numbers(context: str) -> str:
    """Return a context with `*` for every number: the same for all items of a list."""
    return _NUMBERS.sub(".*", context)


def read_catalogs(
    root: Path, *, base: Path, cache: CatalogCache | None = None
) -> tuple[Catalogs, list[Diagnostic]]:
    """Read every catalog below `root` (directory/translations); paths are told from `base`.

    A folder that does not exist is a directory without translations. Files that are no catalogs,
    and folders that are no language, are reported: nothing is passed over in silence.
    """
    found: dict[CatalogKey, Catalog] = {}
    diagnostics: list[Diagnostic] = []
    if not root.is_dir():
        return Catalogs(), []
    place = root.relative_to(base).as_posix()
    for parts, is_link in _files_below(root):
        path = "/".join((place, *parts))
        key, trouble = _key_of(parts, path, is_link=is_link)
        if trouble is not None:
            diagnostics.append(trouble)
        if key is None:
            continue
        catalog, troubles = _read_catalog(root.joinpath(*parts), path, cache)
        diagnostics += troubles
        if catalog is not None:
            found[key] = catalog
    ordered = dict(sorted(found.items()))
    return Catalogs(ordered), sorted(diagnostics, key=Diagnostic.sort_key)


def parse_catalog(source: Source, digest: bytes = b"") -> tuple[Catalog | None, list[Diagnostic]]:
    """Turn a catalog's text into messages by context; a broken one gives none of them."""
    messages: dict[str, Message] = {}
    diagnostics: list[Diagnostic] = []
    path = source.path
    for found in read_po_text(source.text):
        if isinstance(found, PoError):
            return None, [_error(path, found.line, "catalog-syntax", found.words)]
        if not found.source:
            continue
        if not found.context or found.plural or found.context in messages:
            diagnostics.append(_trouble(found, messages, path))
        if found.context and not found.plural:
            messages[found.context] = Message(
                found.source.strip(), found.translation.strip(), found.fuzzy, path, found.line
            )
    return Catalog.of(path, messages, digest), diagnostics


def _trouble(found: PoMessage, messages: Mapping[str, Message], path: str) -> Diagnostic:
    if found.plural:
        words = "a text of an entry has one form; take msgid_plural out"
        return _error(path, found.line, "catalog-plural", words)
    if not found.context:
        words = f"'{_short(found.source)}' has no msgctxt, so it belongs to no text"
        return _warning(path, found.line, "catalog-context", words)
    words = (
        f"'{found.context}' is translated twice (also in line {messages[found.context].line}); "
        "only this one counts, so delete the other"
    )
    return _warning(path, found.line, "catalog-twice", words)


def _has_number(context: str) -> bool:
    return _NUMBERS.search(context) is not None


def _files_below(
    folder: Path, above: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], bool]]:
    """Yield the parts of every file's path below a folder, and whether it is a link."""
    with os.scandir(folder) as entries:
        ordered = sorted(entries, key=lambda entry: entry.name)
    for entry in ordered:
        if entry.is_symlink() or not entry.is_dir():
            yield (*above, entry.name), entry.is_symlink()
        else:
            yield from _files_below(folder / entry.name, (*above, entry.name))


def _key_of(
    parts: tuple[str, ...], path: str, *, is_link: bool
) -> tuple[CatalogKey | None, Diagnostic | None]:
    """Tell from a file's place what it translates, or what is wrong with the place."""
    name, _, ending = parts[-1].rpartition(".")
    if parts[-1].startswith(".") or parts[-1].lower() in ("readme.md", "readme.txt"):
        return None, None
    if is_link:
        words = "this is a link to another file or folder; only real ones are read"
        return None, _error(path, 0, "symbolic-link", words)
    if ending != "po" or len(parts) not in (2, 3):
        words = f"this file is not read: a language has {_listed()}"
        return None, _warning(path, 0, "catalog-place", words)
    tag = canonical_tag(parts[0])
    if tag is None or tag != parts[0]:
        known = f"; write '{tag}'" if tag else ", such as es or zh-Hans"
        words = f"the folder '{parts[0]}' is not named as a language{known}"
        return None, _error(path, 0, "catalog-language", words)
    if len(parts) == 2 and name in SINGLE_FILES:
        return (tag, SINGLE_FILES[name], ""), None
    if len(parts) == 3 and parts[1] in FOLDERS:
        return (tag, FOLDERS[parts[1]], name), None
    words = f"this file is not read: a language has {_listed()}"
    return None, _warning(path, 0, "catalog-place", words)


def _listed() -> str:
    folders = [f"{name}/<id>.po" for name in FOLDERS]
    return ", ".join([*folders, *(f"{name}.po" for name in SINGLE_FILES)])


def _read_catalog(
    file: Path, path: str, cache: CatalogCache | None
) -> tuple[Catalog | None, list[Diagnostic]]:
    data, diagnostics = read_source(file, path=path, limit=CATALOG_LIMIT)
    if data is None:
        return None, diagnostics
    digest = content_digest(data, path, "catalog", "")
    kept = cache.get(digest) if cache is not None else None
    if kept is None:
        source, diagnostics = source_of(data, path=path)
        if source is None:
            return None, diagnostics
        catalog, diagnostics = parse_catalog(source, digest)
        if catalog is None:
            return None, diagnostics
        kept = ReadCatalog(catalog, tuple(diagnostics))
        if cache is not None:
            cache.put(digest, kept)
    return kept.catalog, list(kept.diagnostics)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:57]}..."


def _error(path: str, line: int, rule: str, message: str) -> Diagnostic:
    return Diagnostic(path, line, 1 if line else 0, Severity.ERROR, rule, message)


def _warning(path: str, line: int, rule: str, message: str) -> Diagnostic:
    return Diagnostic(path, line, 1 if line else 0, Severity.WARNING, rule, message)
