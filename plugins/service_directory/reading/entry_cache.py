"""What has been read before: in memory under `mkdocs serve`, in one file across builds.

A result is found again only by a digest of the file's content and place and of our own code, so it
can never be an old one. The file is a convenience and not trusted: whatever is wrong with it, it
counts as absent. It is unpickled with nothing but our own model classes within reach.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import pickle
from pathlib import Path
from typing import Any, ClassVar, Final

from service_directory.reading.digests import code_digest
from service_directory.reading.read_file import ReadFile

_MAGIC: Final = b"service-directory entries 1\n"
_DIGEST_SIZE: Final = 16
_OUTSIDE: Final = frozenset({("datetime", "date")})
_INSIDE: Final = ("service_directory.model.", "service_directory.reading.")
_DIAGNOSTICS: Final = "service_directory.diagnostics"


class EntryCache:
    """Remembers what was read, by the digest of all that it depends on."""

    def __init__(self) -> None:
        self._packed: dict[bytes, bytes] = {}
        self._read: dict[bytes, ReadFile] = {}
        self._used: set[bytes] = set()
        self._changed = False

    def __len__(self) -> int:
        return len(self._packed.keys() | self._read.keys())

    def get(self, key: bytes) -> ReadFile | None:
        """Return what was read from the same content before, or None."""
        result = self._read.get(key)
        if result is None and key in self._packed:
            result = _unpacked(self._packed[key])
            if result is None:
                del self._packed[key]
                return None
            self._read[key] = result
        if result is not None:
            self._used.add(key)
        return result

    def put(self, key: bytes, result: ReadFile) -> None:
        """Remember what was read."""
        self._read[key] = result
        self._used.add(key)
        self._changed = True

    @classmethod
    def load(cls, file: Path) -> EntryCache:
        """Return the cache kept in a file; an empty one when there is none, or it is damaged."""
        cache = cls()
        with contextlib.suppress(OSError):
            cache._packed = _packed_in(file.read_bytes())
        return cache

    def save(self, file: Path) -> None:
        """Keep what this run used, and nothing else; a folder that cannot be written is no harm."""
        if not self._changed and self._used == self._packed.keys():
            return
        packed = {
            key: self._packed.get(key) or pickle.dumps(self._read[key], protocol=5)
            for key in sorted(self._used)
        }
        body = pickle.dumps(packed, protocol=5)
        part = file.with_name(f"{file.name}.{os.getpid()}.part")
        with contextlib.suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(_MAGIC + _seal(body) + body)
            part.replace(file)
        self._packed = packed
        self._changed = False


class _OwnClassesOnly(pickle.Unpickler):
    """Refuses every name but our own models: a forged file can run nothing."""

    known: ClassVar[dict[tuple[str, str], type]] = {}

    def find_class(self, module: str, name: str) -> Any:
        known = self.known.get((module, name))
        if known is not None:
            return known
        if module.startswith(_INSIDE) or module == _DIAGNOSTICS or (module, name) in _OUTSIDE:
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                self.known[module, name] = found
                return found
        raise pickle.UnpicklingError(f"{module}.{name}")


def _packed_in(data: bytes) -> dict[bytes, bytes]:
    start = len(_MAGIC) + _DIGEST_SIZE
    body = data[start:]
    if not data.startswith(_MAGIC) or data[len(_MAGIC) : start] != _seal(body):
        return {}
    packed = _load(body)
    if not isinstance(packed, dict):
        return {}
    return {key: value for key, value in packed.items() if isinstance(value, bytes)}


def _seal(body: bytes) -> bytes:
    return hashlib.blake2b(body, digest_size=_DIGEST_SIZE, key=code_digest()).digest()


def _unpacked(packed: bytes) -> ReadFile | None:
    result = _load(packed)
    return result if isinstance(result, ReadFile) else None


def _load(data: bytes) -> object:
    try:
        return _OwnClassesOnly(io.BytesIO(data)).load()
    except Exception:
        return None
