"""What a page depends on, as one short key: equal keys mean equal bytes.

A page reads the shared words, the groups and the projects, its own organization and those it
mentions (`Page.inputs`), their translations, the settings and the day; nothing else.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Iterator
from typing import Any, Final

from service_directory.directory import Directory
from service_directory.languages.catalogs import Catalogs
from service_directory.pages.page import Page
from service_directory.reading.digests import code_digest
from service_directory.reading.entry import Entry, EntryKind
from service_directory.settings import Settings

_SIZE: Final = 16


class PageKeys:
    """Makes the keys of a site's pages."""

    def __init__(
        self,
        directory: Directory,
        catalogs: Catalogs,
        settings: Settings,
        today: datetime.date,
        *more: str,
    ) -> None:
        """Take what all pages depend on; `more` are further texts they do."""
        self._catalogs = catalogs
        self._organizations = directory.organizations
        self._site_url = settings.site_url.encode() or b"-"
        self._others = tuple(_others(directory))
        addresses = (f"{id_} {entry.path}" for id_, entry in directory.organizations.items())
        # words are explained in the language of the text they stand in, whatever the page's
        shared = (catalogs.of(tag, EntryKind.TAXONOMY, "") for tag in settings.languages)
        self._glossaries = tuple(catalog.digest for catalog in shared if catalog)
        self._base = _digest(
            (code_digest(), repr(settings).encode(), today.isoformat().encode()),
            (text.encode() for text in (*more, *addresses)),
        )
        self._of_entry: dict[tuple[str, str], bytes] = {}
        self._shared: dict[str, bytes] = {}
        self._all: dict[str, bytes] = {}

    def of(self, page: Page, around: bytes) -> bytes:
        """Return the key of a page in a frame with the digest `around`; empty: keep it not."""
        tag = page.head.language
        if page.inputs is None or any(map(self._links_further, page.inputs)):
            read = self._everything(tag)
        else:
            read = _digest(self._entry(self._organizations[id_], tag) for id_ in page.inputs)
        shared = self._shared_words(tag)
        return _digest((self._base, around, shared, read)) if shared and read else b""

    def _links_further(self, id_: str) -> bool:
        """Tell whether a text's links depend on other files: a heading, a language in use."""
        body = self._organizations[id_].body
        return any(sign in body for sign in (".md#", ".yml#", "translations"))

    def of_picture(self, address: str) -> bytes:
        """Return the key of a QR code: it depends on nothing but what it leads to."""
        return _digest((code_digest(), self._site_url, address.encode()))

    def _shared_words(self, tag: str) -> bytes:
        if tag not in self._shared:
            entries = (self._entry(entry, tag) for entry in self._others)
            self._shared[tag] = _digest(entries, self._glossaries)
        return self._shared[tag]

    def _everything(self, tag: str) -> bytes:
        if tag not in self._all:
            entries = self._organizations.values()
            self._all[tag] = _digest(self._entry(entry, tag) for entry in entries)
        return self._all[tag]

    def _entry(self, entry: Entry[Any], tag: str) -> bytes:
        """Return the digest of an entry and its translations; empty where it came from no file."""
        found = self._of_entry.get((entry.path, tag))
        if found is None:
            catalog = self._catalogs.of_entry(tag, entry)
            digests = [entry.digest, *([catalog.digest] if catalog else [])]
            found = self._of_entry[entry.path, tag] = _digest(digests)
        return found


def _others(directory: Directory) -> Iterator[Entry[Any]]:
    entries = directory.entries
    for known in (entries.groups, entries.projects, entries.taxonomies, entries.pages):
        yield from known.values()
    if entries.crosswalks is not None:
        yield entries.crosswalks


def _digest(parts: Iterable[bytes], more: Iterable[bytes] = ()) -> bytes:
    """Return a digest of all parts; empty when one is."""
    digest = hashlib.blake2b(digest_size=_SIZE)
    for part in parts:
        if not part:
            return b""
        digest.update(len(part).to_bytes(4, "big") + part)
    for part in more:
        digest.update(len(part).to_bytes(4, "big") + part)
    return digest.digest()
