"""Looks at every finished page before it is published: does it keep what the site promises?

No script stands in a page, nothing is fetched from elsewhere, every link inside the site leads to
a page and a place that exist, no id stands twice, and no text that must stay secret is there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import unescape
from typing import NamedTuple

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


class Seen(NamedTuple):
    """What other pages must know of a page, and it of them."""

    ids: frozenset[str]
    targets: frozenset[str]
    """Where its links inside the site lead, from the site's root: `es/needs/food/#bread`."""


@dataclass(slots=True)
class Verifier:
    """Collects what pages promise and what they link to; `problems` says what does not hold."""

    secrets: tuple[str, ...] = ()
    """Texts that may stand in no page."""
    _seen: dict[str, Seen] = field(default_factory=dict)
    _found: list[Diagnostic] = field(default_factory=list)
    _texts: dict[str, str] = field(default_factory=dict)
    """Every id and target once: thousands of pages share most of them."""

    def look_at(self, address: str, html: str) -> Seen:
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
        once = self._texts.setdefault
        targets = (_target(address, unescape(link)) for link in links)
        seen = Seen(
            frozenset(once(id_, id_) for id_ in ids),
            frozenset(once(target, target) for target in targets if target is not None),
        )
        if len(seen.ids) != len(ids):
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
        self.take_over(address, seen)
        return seen

    def take_over(self, address: str, seen: Seen) -> None:
        """Take in a page that was looked at before and is the same."""
        self._seen[address] = seen

    def problems(self, other_files: Iterable[str]) -> list[Diagnostic]:
        """Return all that does not hold; `other_files` are the site's files that are no pages."""
        files = {file_path(address) for address in self._seen} | set(other_files)
        found = list(self._found)
        every = frozenset[str]().union(*(seen.targets for seen in self._seen.values()))
        wrong = {target: words for target in every if (words := self._wrong_with(target, files))}
        if wrong:
            for address, seen in self._seen.items():
                for target in seen.targets & wrong.keys():
                    words = f"the link to {target or '/'} leads to {wrong[target]}"
                    found.append(_problem(address, "broken-link", words))
        return sorted(found, key=Diagnostic.sort_key)

    def _wrong_with(self, target: str, files: set[str]) -> str:
        page, _, anchor = target.partition("#")
        page = page.partition("?")[0]
        if target.startswith("..") or file_path(page) not in files:
            return "no page"
        if anchor and page in self._seen and anchor not in self._seen[page].ids:
            return "no such place"
        return ""

    def _report(self, address: str, rule: str, message: str) -> None:
        self._found.append(_problem(address, rule, message))


def _target(address: str, href: str) -> str | None:
    """Return where a link of a page leads from the site's root; None for links out of the site."""
    root = depth_prefix(address)
    if href.startswith("#"):
        return address + href
    if href.startswith(root):
        return href.removeprefix(root)
    if href.startswith("./"):
        return f"{address[: address.rfind('/') + 1]}{href[2:]}"
    return href if href.startswith("../") else None


def _problem(address: str, rule: str, message: str) -> Diagnostic:
    return Diagnostic(address or "/", 0, 0, Severity.ERROR, rule, message)
