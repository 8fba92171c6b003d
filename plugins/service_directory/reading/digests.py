"""What a cached result depends on: the content, its place, and our own code that reads it."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

_SIZE: Final = 16
_PARTS: Final = ("model", "reading", "diagnostics.py")


def content_digest(data: bytes, path: str, kind: str, id: str) -> bytes:
    """Return the key of a file's content at its place, read by this version of the package."""
    digest = hashlib.blake2b(digest_size=_SIZE, key=code_digest())
    for part in (path, kind, id):
        digest.update(part.encode("utf-8", "surrogatepass") + b"\x00")
    digest.update(data)
    return digest.digest()


@cache
def code_digest() -> bytes:
    """Return a digest of the source files that turn content into entries."""
    package = files("service_directory")
    digest = hashlib.blake2b(digest_size=_SIZE)
    for part in _PARTS:
        for file in _files(package.joinpath(part)):
            digest.update(file.name.encode() + b"\x00" + file.read_bytes())
    return digest.digest()


def _files(place: Traversable) -> list[Traversable]:
    if place.is_file():
        return [place]
    children = sorted(place.iterdir(), key=lambda child: child.name)
    return [
        child for child in children if child.is_file() and child.name.endswith((".py", ".json"))
    ]
