"""What a phone has to load for an organization's page: the first visit, and the next page."""

from __future__ import annotations

import gzip
import importlib
from collections.abc import Callable
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

_SITE = "http://site.invalid/"
_LOADED_LINKS = {"stylesheet", "icon", "preload", "modulepreload", "manifest"}


@dataclass(frozen=True, slots=True)
class PageWeight:
    """Bytes of a page over the wire, by way of compressing."""

    address: str
    compression: str
    html: int
    """The next page: all else is in the browser's cache."""
    first_visit: int
    """The page and every file of the same site it names."""
    files: tuple[tuple[str, int], ...]
    from_elsewhere: tuple[str, ...]
    """Addresses on other sites that the page would load from."""


def organization_weights(site: Path, language: str) -> list[PageWeight]:
    """Return what the organization page of middle size weighs, in every way of compressing."""
    pages = sorted(
        (site / language / "organizations").glob("*/index.html"),
        key=lambda page: (page.stat().st_size, page),
    )
    if not pages:
        return []
    page = pages[len(pages) // 2]
    return [_weigh(site, page, name, compress) for name, compress in _ways()]


class _Finder(HTMLParser):
    """Finds what a browser loads together with a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, None] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the address of a style sheet, script or picture."""
        named = dict(attrs)
        loaded = tag in {"img", "script", "source"} and named.get("loading") != "lazy"
        if tag == "link":
            loaded = bool(_LOADED_LINKS.intersection((named.get("rel") or "").split()))
        address = named.get("href" if tag == "link" else "src")
        if loaded and address and not address.startswith("data:"):
            self.found[address] = None


def _weigh(site: Path, page: Path, name: str, compress: Callable[[bytes], bytes]) -> PageWeight:
    address = page.relative_to(site).as_posix().removesuffix("index.html")
    data = page.read_bytes()
    finder = _Finder()
    finder.feed(data.decode())
    files: list[tuple[str, int]] = []
    elsewhere = []
    for found in finder.found:
        whole = urlsplit(urljoin(_SITE + address, found))
        file = site / whole.path.lstrip("/")
        if whole.netloc != urlsplit(_SITE).netloc:
            elsewhere.append(found)
        elif file.is_file():
            files.append((whole.path.lstrip("/"), len(compress(file.read_bytes()))))
    html = len(compress(data))
    total = html + sum(size for _, size in files)
    return PageWeight(address, name, html, total, tuple(files), tuple(elsewhere))


def _ways() -> list[tuple[str, Callable[[bytes], bytes]]]:
    ways: list[tuple[str, Callable[[bytes], bytes]]] = [("gzip -9", _gzip)]
    try:
        brotli = importlib.import_module("brotli")
    except ImportError:
        return ways
    return [*ways, ("brotli", brotli.compress)]


def _gzip(data: bytes) -> bytes:
    return gzip.compress(data, 9, mtime=0)
