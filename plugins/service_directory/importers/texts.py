"""Texts of a feed to texts of an entry: one line, a summary, Markdown that holds no markup."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

SUMMARY_LIMIT: Final = 300
"""Characters of a summary; longer ones do not fit a result of the search or a line of print."""

_SENTENCE_END: Final = re.compile(
    r"[.!?\u2026\u3002\u061f\u06d4\u0964](?:[)\"'\u201d\u2019]+)?(?=\s)"
)
_NO_END: Final = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|approx|Inc|Ltd|Corp|Co|Dr|Mr|Mrs|Ms|St|Ft|Mt|Ave|Blvd|Rd|No|Nos|"
    r"Dept|Sr|Jr|Rev|Gen|Col|Lt|Sgt|Prof|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|"
    r"a\.m|p\.m|U\.S|[A-Z]))\.\Z"
)
_ENDS_A_CLAUSE: Final = re.compile(r"[.,;:!?\u2026\u3002\u060c\u061b\u061f\u3001)]\Z")
_BULLET: Final = re.compile(
    r"(?:\*(?!\*)|[\u2022\u25cf\u25aa\u25e6\u00b7\u2023]|[-\u2013\u2014o](?= ))\s*(?=\S)"
)
_SPECIAL: Final = re.compile(r"[\\`*_{}\[\]<>|~]")
_REFUSED: Final = re.compile(r"(?<=\{)(?=[{%#:])|(?<=-8)(?=<-)")
"""Where signs stand that a body may not hold even as text (templates, includes)."""
_ENTITY: Final = re.compile(r"&(?=#?\w+;)")
_AT_LINE_START: Final = re.compile(r"(?:([-+=#>])|(\d+)([.)])(?=\s|\Z))")


def one_line(text: str) -> str:
    """Return a text of several lines as one; where a line ends bare, a semicolon parts them."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    joined = ""
    for line in lines:
        if joined:
            joined += " " if _ENDS_A_CLAUSE.search(joined) else "; "
        joined += _BULLET.sub("", line, count=1) if _BULLET.match(line) else line
    return joined


def sentences(text: str) -> list[str]:
    """Return the sentences of one line of text."""
    found = []
    start = 0
    for end in _SENTENCE_END.finditer(text):
        sentence = text[start : end.end()]
        bare = sentence.rstrip(")\"'\u201d\u2019")
        if not _NO_END.search(bare):
            found.append(sentence.strip())
            start = end.end()
    if text[start:].strip():
        found.append(text[start:].strip())
    return found


def summary_of(text: str) -> str:
    """Return the first sentences of a text, whole ones if they fit, as one line."""
    first = one_line(text.split("\n\n", 1)[0])
    if len(first) < 20:
        # A heading or a lone word says nothing; the next paragraph does.
        first = one_line(text)
    summary = ""
    for sentence in sentences(first):
        longer = f"{summary} {sentence}".strip()
        if len(longer) > SUMMARY_LIMIT:
            break
        summary = longer
    return summary or _cut(first)


def _cut(text: str) -> str:
    """Return the beginning of a long sentence, cut between words."""
    if len(text) <= SUMMARY_LIMIT:
        return text
    head = text[:SUMMARY_LIMIT]
    return (head.rpartition(" ")[0] or head[:-1]).rstrip(" ,;:-") + "\u2026"


def as_markdown(text: str) -> str:
    """Return plain text as Markdown that shows exactly its words: nothing in it is markup.

    Lines become paragraphs, for a single line break would be lost; lines that begin with a bullet
    become a list. Source of the characters: CommonMark 0.31, "Backslash escapes" (any ASCII
    punctuation may be escaped).
    """
    blocks: list[str] = []
    in_list = False
    for line in text.split("\n"):
        line = line.strip()
        if not line:
            in_list = False
            continue
        bullet = _BULLET.match(line)
        if bullet and in_list:
            blocks[-1] += f"\n- {escape_markdown(line[bullet.end() :])}"
        elif bullet:
            blocks.append(f"- {escape_markdown(line[bullet.end() :])}")
        else:
            blocks.append(escape_markdown(line))
        in_list = bool(bullet)
    return "\n\n".join(blocks)


def escape_markdown(line: str) -> str:
    """Return one line of text with everything escaped that Markdown could read as markup."""
    line = _REFUSED.sub(" ", line)
    escaped = _ENTITY.sub(r"\\&", _SPECIAL.sub(r"\\\g<0>", line))
    start = _AT_LINE_START.match(escaped)
    return _escape_start(start) + escaped[start.end() :] if start else escaped


def _escape_start(match: re.Match[str]) -> str:
    return f"\\{match[1]}" if match[1] else f"{match[2]}\\{match[3]}"


def paragraphs(parts: Iterable[str]) -> str:
    """Join texts that are not empty with an empty line between them."""
    return "\n\n".join(part for part in parts if part)
