"""What has been made of a file before: in memory under `mkdocs serve`, in one file across builds.

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
from typing import Any, ClassVar, Final, Generic, TypeVar

from service_directory.reading.digests import code_digest

Kept = TypeVar("Kept")

_MAGIC: Final = b"service-directory cache 2\n"
_DIGEST_SIZE: Final = 16
_OUTSIDE: Final = frozenset({("datetime", "date")})
_INSIDE: Final = (
    "service_directory.model.",
    "service_directory.reading.",
    "service_directory.languages.",
)
_DIAGNOSTICS: Final = "service_directory.diagnostics"


class ContentCache(Generic[Kept]):
    """Remembers what was made of contents, by the digest of all that it depends on."""

    def __init__(self, of: type[Kept]) -> None:
        """Make an empty cache of results of one class."""
        self._of = of
        self._packed: dict[bytes, bytes] = {}
        self._read: dict[bytes, Kept] = {}
        self._used: set[bytes] = set()
        self._changed = False

    def __len__(self) -> int:
        return len(self._packed.keys() | self._read.keys())

    def get(self, key: bytes) -> Kept | None:
        """Return what was made of the same content before, or None."""
        result = self._read.get(key)
        if result is None and key in self._packed:
            result = self._unpacked(self._packed[key])
            if result is None:
                del self._packed[key]
                return None
            self._read[key] = result
        if result is not None:
            self._used.add(key)
        return result

    def put(self, key: bytes, result: Kept) -> None:
        """Remember what was made of a content."""
        self._read[key] = result
        self._used.add(key)
        self._changed = True

    @classmethod
    def load(cls, file: Path, of: type[Kept]) -> ContentCache[Kept]:
        """Return the cache kept in a file; an empty one when there is none, or it is damaged."""
        cache = cls(of)
        packed = read_kept(file)
        if isinstance(packed, dict):
            found = packed.items()
            cache._packed = {key: value for key, value in found if isinstance(value, bytes)}
        return cache

    def save(self, file: Path) -> None:
        """Keep what this run used, and nothing else; a folder that cannot be written is no harm."""
        if not self._changed and self._used == self._packed.keys():
            return
        packed = {
            key: self._packed.get(key) or pickle.dumps(self._read[key], protocol=5)
            for key in sorted(self._used)
        }
        write_kept(file, packed)
        self._packed = packed
        self._changed = False

    def _unpacked(self, packed: bytes) -> Kept | None:
        result = _load(packed)
        return result if isinstance(result, self._of) else None


def read_kept(file: Path) -> object:
    """Return what `write_kept` put into a file; None when it is not there, damaged, or not ours."""
    start = len(_MAGIC) + _DIGEST_SIZE
    try:
        data = file.read_bytes()
    except OSError:
        return None
    body = data[start:]
    if not data.startswith(_MAGIC) or data[len(_MAGIC) : start] != _seal(body):
        return None
    return _load(body)


def write_kept(file: Path, value: object) -> None:
    """Put a value of plain types or our models into a file; failing to is no harm."""
    body = pickle.dumps(value, protocol=5)
    part = file.with_name(f"{file.name}.{os.getpid()}.part")
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(_MAGIC + _seal(body) + body)
        part.replace(file)


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


def _seal(body: bytes) -> bytes:
    return hashlib.blake2b(body, digest_size=_DIGEST_SIZE, key=code_digest()).digest()


def _load(data: bytes) -> object:
    try:
        return _OwnClassesOnly(io.BytesIO(data)).load()
    except Exception:
        return None
