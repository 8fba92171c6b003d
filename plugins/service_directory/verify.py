"""Looks at every finished page before it is published: does it keep what the site promises?

No script stands in a page, nothing is fetched from elsewhere, every link inside the site leads to
a page and a place that exist, no id stands twice, and no text that must stay secret is there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import unescape

from service_directory.diagnostics import Diagnostic, Severity
from service_directory.pages.urls import depth_prefix, file_path

_ATTRIBUTE = re.compile(r"\s(href|src|id|style|srcset|on[a-z]+)=\"([^\"]*)\"")
_TAG = re.compile(r"<[a-zA-Z][^>\"']*(?:(?:\"[^\"]*\"|'[^']*')[^>\"']*)*>")
_QUOTE_IN_TEXT = re.compile(r">[^<>\"]*\"")
"""Only pages with quotes outside of tags are cut into tags first: a text may speak of `id="x"`."""
_INLINE_SCRIPT = re.compile(
    r"<script(?![^>]*\s(?:src=|type=[\"']?application/ld\+json))[^>]*>", re.IGNORECASE
)
_FETCHED = re.compile(
    r"<(?:script|img|iframe|source|audio|video|embed|object)\b[^>]*"
    r"\s(?:src|data)=[\"']?(?:https?:)?//"
)
_STYLE_FROM_ELSEWHERE = re.compile(
    r"<link\b(?=[^>]*\srel=[\"']?(?:stylesheet|icon|preload|modulepreload|prefetch|manifest)\b)"
    r"[^>]*\shref=[\"']?(?:https?:)?//",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Verifier:
    """Collects what pages promise and what they link to; `problems` says what does not hold."""

    secrets: tuple[str, ...] = ()
    """Texts that may stand in no page."""
    _ids: dict[str, frozenset[str]] = field(default_factory=dict)
    _links: dict[str, set[str]] = field(default_factory=dict)
    _found: list[Diagnostic] = field(default_factory=list)

    def look_at(self, address: str, html: str) -> None:
        """Take in one finished page."""
        links: set[str] = set()
        ids: list[str] = []
        tags = "\n".join(_TAG.findall(html)) if _QUOTE_IN_TEXT.search(html) else html
        for name, value in _ATTRIBUTE.findall(tags):
            if name in ("href", "src"):
                links.add(value)
            elif name == "id":
                ids.append(value)
            else:
                self._report(address, "inline-code", f"the page holds {name}=… in its HTML")
        self._links[address] = links
        self._ids[address] = frozenset(ids)
        if len(self._ids[address]) != len(ids):
            twice = sorted({id_ for id_ in ids if ids.count(id_) > 1})
            self._report(address, "id-twice", f"the id {twice[0]} stands twice on the page")
        if _INLINE_SCRIPT.search(html):
            self._report(address, "inline-code", "the page holds a script in its HTML")
        if _FETCHED.search(html) or _STYLE_FROM_ELSEWHERE.search(html):
            self._report(address, "third-party", "the page loads something from another site")
        shown = unescape(html) if self.secrets else html
        for secret in self.secrets:
            if secret in shown:
                self._report(address, "secret", "the page shows a text that must stay secret")

    def problems(self, other_files: Iterable[str]) -> list[Diagnostic]:
        """Return all that does not hold; `other_files` are the site's files that are no pages."""
        files = {file_path(address) for address in self._ids} | set(other_files)
        found = list(self._found)
        for address, links in self._links.items():
            found += self._broken(address, links, files)
        return sorted(found, key=Diagnostic.sort_key)

    def _broken(self, address: str, links: set[str], files: set[str]) -> Iterable[Diagnostic]:
        root = depth_prefix(address)
        for link in links:
            href = unescape(link)
            if href.startswith("#"):
                target = address + href
            elif href.startswith(root):
                target = href.removeprefix(root)
            elif href.startswith("./"):
                target = f"{address[: address.rfind('/') + 1]}{href[2:]}"
            elif href.startswith("../"):
                target = href
            else:
                continue
            page, _, anchor = target.partition("#")
            page = page.partition("?")[0]
            if target.startswith("..") or file_path(page) not in files:
                yield _problem(address, "broken-link", f"the link {href} leads to no page")
            elif anchor and page in self._ids and anchor not in self._ids[page]:
                yield _problem(address, "broken-link", f"the link {href} leads to no such place")

    def _report(self, address: str, rule: str, message: str) -> None:
        self._found.append(_problem(address, rule, message))


def _problem(address: str, rule: str, message: str) -> Diagnostic:
    return Diagnostic(address or "/", 0, 0, Severity.ERROR, rule, message)
