"""What a cached result depends on: the content, its place, and our own code that reads it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

_SIZE: Final = 16
_LIBRARIES: Final = ("babel", "jinja2", "markdown", "markupsafe", "nh3", "pydantic", "pyyaml")
"""What our results depend on besides our own code."""


def content_digest(data: bytes, path: str, kind: str, id: str) -> bytes:
    """Return the key of a file's content at its place, read by this version of the package."""
    digest = hashlib.blake2b(digest_size=_SIZE, key=code_digest())
    for part in (path, kind, id):
        digest.update(part.encode("utf-8", "surrogatepass") + b"\x00")
    digest.update(data)
    return digest.digest()


@cache
def code_digest() -> bytes:
    """Return a digest of this package: whatever a program of another version made is not used."""
    digest = hashlib.blake2b(digest_size=_SIZE)
    for name, file in _files(files("service_directory"), ""):
        digest.update(name.encode() + b"\x00" + file.read_bytes())
    for name in _LIBRARIES:
        digest.update(f"{name} {version(name)}".encode())
    return digest.digest()


def _files(place: Traversable, above: str) -> Iterator[tuple[str, Traversable]]:
    for child in sorted(place.iterdir(), key=lambda child: child.name):
        name = f"{above}/{child.name}"
        if child.is_dir():
            yield from _files(child, name)
        elif not child.name.endswith((".pyc", ".pyo")):
            yield name, child
