"""The free Markdown below the facts: what it may not contain, and where its links lead.

Parsed as CommonMark with HTML switched on only so that it is found. Written for people who do not
know they wrote HTML, so `A < B` and `<5 people` are text, as CommonMark says.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token
from pydantic import TypeAdapter, ValidationError

from service_directory.diagnostics import Diagnostic, Severity
from service_directory.model.fields import Email, PhoneNumber, Url
from service_directory.reading.body_render import heading_anchors
from service_directory.reading.messages import Fault, did_you_mean, words_for

HIGHEST_HEADING: Final = 2
DEEPEST_HEADING: Final = 4

_WORTH_A_LOOK: Final = re.compile(r"[<\[{#&]|^ {0,3}=+[ \t]*$|8<", re.MULTILINE)
"""A body without any of these is plain paragraphs and lists: nothing in it can be wrong."""
_SCHEME: Final = re.compile(r"([a-z][a-z0-9+.-]*):")
_BLANKS: Final = re.compile(r"[\x00-\x20\x7f-\xa0]+")
_IN_TEXT: Final = (
    (
        re.compile(r"\{[{%#]"),
        "template-markers",
        "'{found}' begins a template expression, which is not allowed here",
        "write the text without {{ }} and {% %}",
    ),
    (
        re.compile(r"\{:"),
        "attr-list",
        "'{found}' begins a list of attributes, which is not allowed here",
        "delete everything from {: to }",
    ),
    (
        re.compile(r"-+8<-+"),
        "include",
        "'{found}' would include another file, which is not allowed",
        "copy the text itself, or link to it",
    ),
)
_TICK_BOX: Final = re.compile(r"\[[ xX]\]\s")


@dataclass(frozen=True, slots=True)
class BodyLink:
    """A link to another page of the directory, still to be compared with what exists."""

    line: int
    column: int
    target: str


@dataclass(frozen=True, slots=True)
class CheckedBody:
    """What was found in a body."""

    diagnostics: tuple[Diagnostic, ...] = ()
    links: tuple[BodyLink, ...] = ()


def check_body(body: str, *, path: str, line: int) -> CheckedBody:
    """Report everything a body may not contain; `line` is the line of the file it starts on."""
    if not _WORTH_A_LOOK.search(body):
        return CheckedBody()
    search = _Search(body, path, line)
    env: dict[str, Any] = {}
    tokens = _FINDER.parse(body, env)
    search.tokens(tokens)
    search.references(env)
    search.anchors(heading_anchors(tokens))
    return CheckedBody(
        tuple(sorted(set(search.diagnostics), key=Diagnostic.sort_key)), tuple(search.links)
    )


def check_links(
    links: Sequence[BodyLink], *, path: str, below: str, known: Collection[str]
) -> Iterator[Diagnostic]:
    """Report links to pages that do not exist.

    `below` is the file's own path below the directory folder, `known` are those of all pages.
    """
    for link in links:
        target = unquote(link.target.partition("#")[0])
        there = posixpath.normpath(posixpath.join(posixpath.dirname(below), target))
        if there in known:
            continue
        near = did_you_mean(there, known)
        if near:
            right = near.removeprefix("did you mean ").removesuffix("?")
            near = f"did you mean {posixpath.relpath(right, posixpath.dirname(below) or '.')}?"
        yield Diagnostic(
            path, link.line, link.column, Severity.ERROR, "dangling-link",
            f"the link to '{link.target}' leads to no page of the directory",
            near or "write the path of the file, such as ../groups/forum.md",
        )


class _Finder(MarkdownIt):
    """CommonMark that hides nothing: every link stays one, exactly as typed."""

    def validateLink(self, url: str) -> bool:  # noqa: ARG002
        return True

    def normalizeLink(self, url: str) -> str:
        return url


_FINDER: Final = _Finder("commonmark", {"html": True, "store_labels": True}).enable("table")
_URL: Final = TypeAdapter[str](Url)
_EMAIL: Final = TypeAdapter[str](Email)
_PHONE: Final = TypeAdapter[str](PhoneNumber)


@dataclass(slots=True)
class _Search:
    """Walks the tokens of one body and remembers the line."""

    body: str
    path: str
    first_line: int
    diagnostics: list[Diagnostic] = field(default_factory=list)
    links: list[BodyLink] = field(default_factory=list)
    lines: list[str] = field(init=False)
    fragments: list[tuple[int, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.lines = self.body.split("\n")

    def tokens(self, tokens: Sequence[Token]) -> None:
        """Look at every block, and at what stands inside of it."""
        line = 0
        in_item = False
        for token in tokens:
            line = token.map[0] if token.map else line
            if token.type == "html_block":
                self._html(line, token.content)
            elif token.type == "heading_open":
                self._heading(line, int(token.tag[1:]))
            elif token.type == "inline":
                if in_item and _TICK_BOX.match(token.content):
                    self.refuse(
                        line, "task-list", "boxes to tick cannot be shown", "delete the [ ]", "["
                    )
                self._inline(line, token.children or [])
            if token.type != "paragraph_open":
                in_item = token.type == "list_item_open"

    def references(self, env: dict[str, Any]) -> None:
        """Look at the addresses below the text: `[1]: https://…`."""
        known = [*env.get("references", {}).values(), *env.get("duplicate_refs", ())]
        for reference in known:
            self._link(reference["map"][0], reference["href"])

    def anchors(self, anchors: Collection[str]) -> None:
        """Report links to headings this text does not have."""
        for line, anchor in self.fragments:
            if anchor not in anchors:
                self.refuse(
                    line, "dangling-link", f"the link to '#{anchor}' leads to no heading here",
                    did_you_mean(anchor, anchors), f"#{anchor}",
                )

    def _inline(self, line: int, children: Sequence[Token]) -> None:
        for token in children:
            if token.type in ("softbreak", "hardbreak"):
                line += 1
            elif token.type == "html_inline":
                self._html(line, token.content)
                line += token.content.count("\n")
            elif token.type == "image":
                self.refuse(
                    line, "body-image", "pictures cannot be shown here yet",
                    "delete it, or describe in words what it shows", "![",
                )
            elif token.type == "link_open" and not token.meta.get("label"):
                self._link(line, str(token.attrs.get("href", "")))
            elif token.type == "text":
                self._text(line, token.content)

    def _text(self, line: int, text: str) -> None:
        for pattern, rule, message, hint in _IN_TEXT:
            match = pattern.search(text)
            if match:
                found = match.group()
                self.refuse(line, rule, message.replace("{found}", found), hint, found)

    def _html(self, line: int, content: str) -> None:
        shown = content.strip().split("\n")[0]
        shown = shown if len(shown) <= 60 else f"{shown[:57]}…"
        if shown.startswith("<!--"):
            self.refuse(
                line, "html-comment",
                "a hidden comment (<!-- … -->) would be readable for everybody on the website",
                "delete it; an internal number or note does not belong in this file", "<!--",
            )
            return
        self.refuse(
            line, "raw-html", f"'{shown}' is HTML, which is not allowed here",
            "use Markdown: **bold**, [text](https://example.org), - for lists; to show < write \\<",
            shown[:8],
        )

    def _heading(self, line: int, level: int) -> None:
        if level < HIGHEST_HEADING:
            self.refuse(
                line, "heading-level", "this heading is as large as the page's own title",
                "begin it with ##", "#",
            )
        elif level > DEEPEST_HEADING:
            self.refuse(
                line, "heading-level", "this heading is too deep", "use ##, ### or ####", "#"
            )

    def _link(self, line: int, href: str) -> None:
        bare = _BLANKS.sub("", unquote(href)).lower()
        scheme = _SCHEME.match(bare)
        if bare.startswith(("//", "\\\\", "/\\", "\\/")):
            self.refuse(
                line, "link-scheme", f"the link '{href}' does not say https://",
                "write the whole address: https://example.org", href,
            )
        elif scheme is not None:
            self._address(line, href, scheme[1])
        elif bare.startswith("#"):
            self.fragments.append((line, unquote(href[1:])))
        elif not bare or "?" in bare or bare.startswith("/"):
            self.refuse(
                line, "dangling-link", f"the link '{href}' leads to no page of the directory",
                "write the path of a file, such as ../groups/forum.md, or a whole address", href,
            )
        else:
            self.links.append(BodyLink(line + self.first_line, self._column(line, href), href))

    def _address(self, line: int, href: str, scheme: str) -> None:
        if scheme in ("https", "http"):
            self._valid(line, _URL, href, href)
            if scheme == "http":
                self._report(
                    Severity.WARNING, line, "url-http",
                    f"the link '{href}' begins with http://, so others can read along",
                    "write https:// if the site has it", href,
                )
        elif scheme == "mailto":
            self._valid(line, _EMAIL, unquote(href[7:]), href)
        elif scheme == "tel":
            self._valid(line, _PHONE, unquote(href[4:]), href)
        else:
            self.refuse(
                line, "link-scheme", f"the link '{href}' is no web, e-mail or telephone address",
                "a link begins with https://, mailto: or tel:, or is the path of a file", href,
            )

    def _valid(self, line: int, adapter: TypeAdapter[str], value: str, href: str) -> None:
        try:
            adapter.validate_python(value)
        except ValidationError as error:
            details = error.errors(include_url=False)[0]
            words = words_for(
                Fault(details["type"], ("link",), value, dict(details.get("ctx") or {}))
            )
            self.refuse(line, words.rule, words.message, words.hint, href)

    def refuse(self, line: int, rule: str, message: str, hint: str, found: str) -> None:
        """Report an error at the place of `found` in a line of the body (counted from 0)."""
        self._report(Severity.ERROR, line, rule, message, hint, found)

    def _report(
        self, severity: Severity, line: int, rule: str, message: str, hint: str, found: str
    ) -> None:
        self.diagnostics.append(
            Diagnostic(
                self.path, line + self.first_line, self._column(line, found), severity, rule,
                message, hint,
            )
        )

    def _column(self, line: int, found: str) -> int:
        text = self.lines[line] if line < len(self.lines) else ""
        place = text.find(found) if found else -1
        return place + 1 if place >= 0 else len(text) - len(text.lstrip()) + 1
