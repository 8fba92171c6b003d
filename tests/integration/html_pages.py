"""Finished pages, parsed: what the tests of whole sites look at."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape
from pathlib import Path
from typing import Final, NamedTuple

EMPTY: Final = frozenset({"br", "hr", "img", "input", "link", "meta", "path", "source", "wbr"})
"""Elements without an end tag (`path` is written with a slash)."""


class Element(NamedTuple):
    """A start tag."""

    tag: str
    attributes: dict[str, str]


class Text(NamedTuple):
    """A text between tags, and the start tags it stands in, the outermost first."""

    text: str
    inside: tuple[Element, ...]


_TOKEN: Final = re.compile(
    r"<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>|<!doctype html>"
)
_ATTRIBUTE: Final = re.compile(r"([^\s=\"'/]+)(?:=\"([^\"]*)\")?")


class _Parser:
    """Reads the HTML our templates write: strict, and ten times faster than `html.parser`.

    That it sees what a browser sees is shown by a test with html5lib.
    """

    def __init__(self, source: str) -> None:
        self.elements: list[Element] = []
        self.texts: list[Text] = []
        self.stack: list[Element] = []
        self.faults: list[str] = []
        end = 0
        for match in _TOKEN.finditer(source):
            self._text(source[end : match.start()])
            end = match.end()
            if match[2] is None:
                continue
            if match[1]:
                self._end(match[2])
            else:
                self._start(match[2], match[3])
        self._text(source[end:])

    def _start(self, tag: str, inside: str) -> None:
        found = _ATTRIBUTE.findall(inside)
        attributes = {name: unescape(value) if "&" in value else value for name, value in found}
        if len(attributes) != len(found):
            self.faults.append(f"<{tag}{inside}> has an attribute twice")
        element = Element(tag, attributes)
        self.elements.append(element)
        if tag not in EMPTY:
            self.stack.append(element)

    def _end(self, tag: str) -> None:
        if not self.stack or self.stack[-1].tag != tag:
            self.faults.append(f"</{tag}> closes {self.stack[-1:]}")
            return
        self.stack.pop()

    def _text(self, text: str) -> None:
        if "<" in text or ">" in text:
            self.faults.append(f"a bare sign in {text.strip()!r}")
        if text and not text.isspace():
            self.texts.append(Text(unescape(text) if "&" in text else text, tuple(self.stack)))


@dataclass(frozen=True)
class HtmlPage:
    """One page of a finished site."""

    address: str
    """Relative to the site's root: `en/needs/`, or `404.html`."""
    source: str = field(repr=False)

    @cached_property
    def parsed(self) -> _Parser:
        return _Parser(self.source)

    @property
    def elements(self) -> list[Element]:
        return self.parsed.elements

    @property
    def texts(self) -> list[Text]:
        return self.parsed.texts

    @cached_property
    def text(self) -> str:
        """All words of the page."""
        return " ".join(" ".join(text.text.split()) for text in self.texts)

    def all(self, tag: str) -> list[dict[str, str]]:
        """Return the attributes of every element with a tag."""
        return [element.attributes for element in self.elements if element.tag == tag]

    def one(self, tag: str) -> dict[str, str]:
        """Return the attributes of the only element with a tag."""
        (found,) = self.all(tag)
        return found

    @cached_property
    def ids(self) -> list[str]:
        return [e.attributes["id"] for e in self.elements if "id" in e.attributes]

    def meta(self, name: str) -> str | None:
        """Return the content of a meta element, by `name` or `http-equiv`."""
        for attributes in self.all("meta"):
            if name in (attributes.get("name"), attributes.get("http-equiv")):
                return attributes["content"]
        return None

    def text_of(self, tag: str) -> str:
        """Return the words of the first element with a tag."""
        found = [t.text for t in self.texts if any(e.tag == tag for e in t.inside)]
        return " ".join(" ".join(found).split())


def pages_of(site: Path) -> dict[str, HtmlPage]:
    """Read every page of a finished site, by address."""
    found = {}
    for file in sorted(site.rglob("*.html")):
        path = file.relative_to(site).as_posix()
        address = path.removesuffix("index.html") if path.endswith("index.html") else path
        found[address] = HtmlPage(address, file.read_text(encoding="utf-8"))
    return found
