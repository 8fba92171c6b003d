"""The free Markdown of an entry as HTML: CommonMark and tables, no HTML of its own, then nh3.

What the check has refused never comes here; this is the second fence, and stands alone: whatever
the text, nothing but the tags below comes out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final
from urllib.parse import unquote

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

ANCHOR_PREFIX: Final = "text-"
"""Before the id of every heading of a body, so that none meets an id of the page."""

_TAGS: Final = frozenset(
    [
        *(
            "a",
            "blockquote",
            "br",
            "code",
            "em",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "hr",
            "li",
            "ol",
            "p",
        ),
        *("pre", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul"),
    ]
)
_ATTRIBUTES: Final = {
    "a": {"href", "rel", "title"},
    "ol": {"start"},
    "th": {"scope"},
    **{f"h{level}": {"id"} for level in range(2, 7)},
}
_SCHEMES: Final = frozenset({"http", "https", "mailto", "tel"})
_OUTWARD: Final = "noopener noreferrer nofollow"
_RENDERER: Final = MarkdownIt("commonmark", {"html": False}).enable("table")


def render_body(
    markdown: str, *, resolve_link: Callable[[str], str | None], heading_offset: int = 1
) -> Markup:
    """Render a body as safe HTML.

    `resolve_link` gives the address of a link to another file of the directory
    (`../groups/forum.md#meetings`), or None: then its text stays and the link goes.
    The highest headings of the text, be they `#` or `##`, become h2 with a `heading_offset` of 1,
    h3 with 2; those below follow without a gap.
    """
    tokens = _RENDERER.parse(markdown)
    anchors = iter(heading_anchors(tokens))
    levels = sorted({token.tag for token in tokens if token.type == "heading_open"})
    for token in tokens:
        if token.type == "heading_open":
            token.attrSet("id", ANCHOR_PREFIX + next(anchors))
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, levels.index(token.tag) + 1 + heading_offset)}"
        elif token.type == "th_open":
            token.attrs = {"scope": "col"}
        elif token.type == "td_open":
            token.attrs = {}
        elif token.type == "inline":
            _links(token.children or [], resolve_link)
    html = _RENDERER.renderer.render(tokens, _RENDERER.options, {})
    return Markup(
        nh3.clean(
            html,
            tags=set(_TAGS),
            attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
            url_schemes=set(_SCHEMES),
            link_rel=None,
        )
    )


def visible_text(markdown: str) -> str:
    """Return the words of a body as a reader sees them, a line a block."""
    lines = []
    for token in _RENDERER.parse(markdown):
        if token.type == "inline":
            lines.append("".join(_visible(child) for child in token.children or []))
        elif token.type in ("fence", "code_block"):
            lines.append(token.content.rstrip("\n"))
    return "\n".join(lines)


def anchors_in(markdown: str) -> frozenset[str]:
    """Return the anchors of all headings of a body."""
    return frozenset(heading_anchors(_RENDERER.parse(markdown)))


def heading_anchors(tokens: Sequence[Token]) -> list[str]:
    """Return the anchor of every heading, in order; each is used once."""
    anchors: list[str] = []
    inside = False
    for token in tokens:
        if token.type == "heading_open":
            inside = True
        elif inside and token.type == "inline":
            inside = False
            text = "".join(_visible(child) for child in token.children or [])
            anchor = "-".join(re.findall(r"[^\W_]+", text.casefold())) or "section"
            number = 2
            unique = anchor
            while unique in anchors:
                unique = f"{anchor}-{number}"
                number += 1
            anchors.append(unique)
    return anchors


def _visible(token: Token) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return " "
    return token.content


def _links(children: list[Token], resolve_link: Callable[[str], str | None]) -> None:
    """Give every link its address; a link that leads nowhere becomes its text."""
    dropped = False
    for token in children:
        if token.type == "link_open":
            href = _address(str(token.attrs.get("href", "")), resolve_link)
            dropped = href is None
            token.hidden = dropped
            if href is not None:
                token.attrs["href"] = href
                if href.lower().startswith(("http:", "https:")):
                    token.attrs["rel"] = _OUTWARD
        elif token.type == "link_close":
            token.hidden = dropped
            dropped = False
        elif token.type == "image":
            token.type, token.tag, token.children = "text", "", None


def _address(href: str, resolve_link: Callable[[str], str | None]) -> str | None:
    if href.startswith("#"):
        return f"#{ANCHOR_PREFIX}{unquote(href[1:])}"
    scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", href)
    if scheme is not None:
        return href if scheme[1].lower() in _SCHEMES else None
    if href.startswith("//"):
        return None
    return resolve_link(href)
