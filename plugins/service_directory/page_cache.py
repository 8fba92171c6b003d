"""Finished pages of the site as it was published last, to be taken over where nothing changed.

The pages themselves are the published files; kept beside them is only what each was made from and
what the verifier saw in it. A file that is not exactly what we wrote is made anew.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final, NamedTuple

from service_directory.pages.urls import file_path
from service_directory.reading.content_cache import read_kept, write_kept
from service_directory.verify import Seen

_SIZE: Final = 16


class KeptPage(NamedTuple):
    """A page that was taken over."""

    html: bytes
    seen: Seen


class PageCache:
    """Remembers what the pages of a site were made from, by their addresses."""

    def __init__(self, site: Path | None = None, file: Path | None = None) -> None:
        """Take what an earlier run kept in a file about the site in a folder, if anything."""
        self._site = str(site or "")
        self._file = file
        self._before: dict[str, tuple[bytes, bytes, frozenset[str], frozenset[str]]] = {}
        self._now: dict[str, tuple[bytes, bytes, frozenset[str], frozenset[str]]] = {}
        kept = read_kept(file) if file is not None else None
        if isinstance(kept, dict):
            self._before = kept

    def get(self, address: str, key: bytes) -> KeptPage | None:
        """Return the published page of an address when it was made from the same things."""
        kept = self._before.get(address)
        if kept is None or not self._site or kept[0] != key:
            return None
        try:
            html = Path(f"{self._site}/{file_path(address)}").read_bytes()
        except OSError:
            return None
        if _digest(html) != kept[1]:
            return None
        self._now[address] = kept
        return KeptPage(html, Seen(kept[2], kept[3]))

    def put(self, address: str, key: bytes, html: bytes, seen: Seen) -> None:
        """Remember a page that was made; one without a key is not."""
        if key:
            self._now[address] = (key, _digest(html), seen.ids, seen.targets)

    def save(self) -> None:
        """Keep what the site that has just been published was made from."""
        if self._file is not None and self._now != self._before:
            write_kept(self._file, self._now)


def _digest(html: bytes) -> bytes:
    return hashlib.blake2b(html, digest_size=_SIZE).digest()
