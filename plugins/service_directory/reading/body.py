"""The free Markdown below the facts: what it may not contain, and where its links lead.

Parsed as CommonMark with HTML switched on only so that it is found. Written for people who do not
know they wrote HTML, so `A < B` and `<5 people` are text, as CommonMark says.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

from service_directory.diagnostics import Diagnostic, Severity
from service_directory.reading.body_render import heading_anchors, render_body, visible_text
from service_directory.reading.link_addresses import LinkKind, look_at
from service_directory.reading.list_links import WrongWith
from service_directory.reading.message_parts import did_you_mean

__all__ = ["BodyLink", "CheckedBody", "check_body", "check_links", "render_body", "visible_text"]

MAX_LENGTH: Final = 40_000
MAX_OPENING_SIGNS: Final = 1_000
"""More of [ or < than this is no text, and keeps any Markdown parser busy for minutes."""

_WORTH_A_LOOK: Final = re.compile(r"[<\[{|]|8<")
"""A body without any of these is plain paragraphs and lists: nothing in it can be wrong."""
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
_CELL_END: Final = re.compile(r"(?<!\\)\|")
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
    if len(body) <= MAX_LENGTH and not _WORTH_A_LOOK.search(body):
        return CheckedBody()
    search = _Search(body, path, line)
    if search.is_too_much():
        return CheckedBody(tuple(search.diagnostics))
    env: dict[str, Any] = {}
    tokens = _FINDER.parse(body, env)
    search.tokens(tokens)
    search.references(env)
    search.anchors(heading_anchors(tokens))
    return CheckedBody(
        tuple(sorted(set(search.diagnostics), key=Diagnostic.sort_key)), tuple(search.links)
    )


def check_links(
    links: Sequence[BodyLink],
    *,
    path: str,
    below: str,
    known: Collection[str],
    anchors_of: Callable[[str], Collection[str] | None] | None = None,
    lists: Mapping[str, WrongWith] = MappingProxyType({}),
) -> Iterator[Diagnostic]:
    """Report links to pages, to headings of pages, and to shared words that do not exist.

    `below` is the file's own path below the directory folder, `known` are those of all pages;
    `anchors_of` gives the headings of one of them, None where they are not known. `lists` are
    the lists whose words can be linked to.
    """
    for link in links:
        file, _, anchor = link.target.partition("#")
        target, anchor = unquote(file), unquote(anchor)
        there = posixpath.normpath(posixpath.join(posixpath.dirname(below), target))
        if there in known:
            anchors = anchors_of(there) if anchors_of is not None and anchor else None
            if anchors is not None and anchor not in anchors:
                message = f"the link to '{link.target}' leads to no heading there"
                yield _dangling(path, link, message, did_you_mean(anchor, anchors))
            continue
        if there in lists:
            hint = lists[there](anchor) if anchor else None
            if hint is not None:
                message = f"the link to '{link.target}' leads to no word of that list"
                yield _dangling(path, link, message, hint)
            continue
        near = did_you_mean(there, (*known, *lists))
        if near:
            right = near.removeprefix("did you mean ").removesuffix("?")
            near = f"did you mean {posixpath.relpath(right, posixpath.dirname(below) or '.')}?"
        message = f"the link to '{link.target}' leads to no page of the directory"
        yield _dangling(
            path, link, message, near or "write the path of the file, such as ../groups/forum.md"
        )


def _dangling(path: str, link: BodyLink, message: str, hint: str) -> Diagnostic:
    return Diagnostic(path, link.line, link.column, Severity.ERROR, "dangling-link", message, hint)


class _Finder(MarkdownIt):
    """CommonMark that hides nothing: every link stays one, exactly as typed."""

    def validateLink(self, url: str) -> bool:  # noqa: ARG002
        return True

    def normalizeLink(self, url: str) -> str:
        return url


_FINDER: Final = _Finder("commonmark", {"html": True, "store_labels": True}).enable("table")


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
    labels: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.lines = self.body.split("\n")

    def is_too_much(self) -> bool:
        """Report a body that is too large to be looked into."""
        if len(self.body) > MAX_LENGTH:
            self.refuse(
                0,
                "body-size",
                f"the text has {len(self.body):,} characters; {MAX_LENGTH:,} are the most",
                "divide it into several guides",
                "",
            )
        for sign in "[<":
            if self.body.count(sign) > MAX_OPENING_SIGNS:
                self.refuse(
                    0,
                    "body-size",
                    f"the text has more than {MAX_OPENING_SIGNS:,} signs {sign}",
                    "divide it into several guides",
                    "",
                )
        return bool(self.diagnostics)

    def tokens(self, tokens: Sequence[Token]) -> None:
        """Look at every block, and at what stands inside of it."""
        line = columns = 0
        in_item = False
        for token in tokens:
            line = token.map[0] if token.map else line
            if token.type == "thead_open":
                columns = 0
            elif token.type == "th_open":
                columns += 1
            elif token.type == "tr_open":
                self._row(line, columns)
            elif token.type == "html_block":
                self._html(line, token.content)
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
        for label, reference in env.get("references", {}).items():
            line = reference["map"][0]
            self._link(line, reference["href"])
            if label not in self.labels:
                self._not_shown(line, "this line is the address of a link that is used nowhere")
        for reference in env.get("duplicate_refs", ()):
            line = reference["map"][0]
            self._not_shown(line, f"'[{reference['label'].lower()}]:' stands here a second time")

    def anchors(self, anchors: Collection[str]) -> None:
        """Report links to headings this text does not have."""
        for line, anchor in self.fragments:
            if anchor not in anchors:
                self.refuse(
                    line,
                    "dangling-link",
                    f"the link to '#{anchor}' leads to no heading here",
                    did_you_mean(anchor, anchors),
                    f"#{anchor}",
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
                    line,
                    "body-image",
                    "pictures cannot be shown here yet",
                    "delete it, or describe in words what it shows",
                    "![",
                )
            elif token.type == "link_open" and token.meta.get("label"):
                self.labels.add(token.meta["label"])
            elif token.type == "link_open":
                self._link(line, str(token.attrs.get("href", "")))
            elif token.type == "text":
                self._text(line, token.content)

    def _text(self, line: int, text: str) -> None:
        for pattern, rule, message, hint in _IN_TEXT:
            match = pattern.search(text)
            if match:
                found = match.group()
                self.refuse(line, rule, message.replace("{found}", found), hint, found)

    def _row(self, line: int, columns: int) -> None:
        cells = len(_CELL_END.findall(self.lines[line].strip().strip("|"))) + 1
        if columns and cells > columns:
            self.refuse(
                line,
                "table-cells",
                f"this row has {cells} cells, but the head of the table has {columns}",
                "write as many cells in each row; for a | in the text write \\|",
                "",
            )

    def _not_shown(self, line: int, what: str) -> None:
        self.refuse(
            line,
            "link-unused",
            f"{what}, so it would not be shown",
            "delete it; if it is text, write it without [ ]:",
            "[",
        )

    def _html(self, line: int, content: str) -> None:
        if content.startswith("</") and any(d.rule == "raw-html" for d in self.diagnostics):
            return
        shown = content.strip().split("\n")[0]
        shown = shown if len(shown) <= 60 else f"{shown[:57]}…"
        if shown.startswith("<!--"):
            self.refuse(
                line,
                "html-comment",
                "a hidden comment (<!-- … -->) would be readable for everybody on the website",
                "delete it; an internal number or note does not belong in this file",
                "<!--",
            )
            return
        self.refuse(
            line,
            "raw-html",
            f"'{shown}' is HTML, which is not allowed here",
            "use Markdown: **bold**, [text](https://example.org), - for lists; to show < write \\<",
            shown[:8],
        )

    def _link(self, line: int, href: str) -> None:
        kind, faults = look_at(href)
        for fault in faults:
            self._report(fault.severity, line, fault.rule, fault.message, fault.hint, href)
        if faults:
            return
        if kind is LinkKind.ANCHOR:
            self.fragments.append((line, unquote(href[1:])))
        elif kind is LinkKind.FILE:
            self.links.append(BodyLink(line + self.first_line, self._column(line, href), href))

    def refuse(self, line: int, rule: str, message: str, hint: str, found: str) -> None:
        """Report an error at the place of `found` in a line of the body (counted from 0)."""
        self._report(Severity.ERROR, line, rule, message, hint, found)

    def _report(
        self, severity: Severity, line: int, rule: str, message: str, hint: str, found: str
    ) -> None:
        self.diagnostics.append(
            Diagnostic(
                self.path,
                line + self.first_line,
                self._column(line, found),
                severity,
                rule,
                message,
                hint,
            )
        )

    def _column(self, line: int, found: str) -> int:
        text = self.lines[line] if line < len(self.lines) else ""
        place = text.find(found) if found else -1
        return place + 1 if place >= 0 else len(text) - len(text.lstrip()) + 1
