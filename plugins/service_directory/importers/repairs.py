"""One cell put right: encodings, entities, tags, editors' marks, odd characters, stray spaces.

Every repair is deterministic and named, so that the report can list it beside its record. What
comes out can stand in any text field of ours (`model/fields.py`, `reading/source.py`).
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from service_directory.importers.fitting import LONG_TEXT, fits
from service_directory.importers.mojibake import mend_cp437, mend_latin_1
from service_directory.model.fields import MAX_COMBINING_MARKS
from service_directory.reading.source import NOT_ALLOWED


@dataclass(frozen=True, slots=True)
class Repaired:
    """A text as it should have been, and the names of what was wrong with it."""

    text: str
    repairs: tuple[str, ...] = ()


MOST_PASSES: Final = 5
"""What one repair uncovers the next may mend; in practice the second pass finds nothing."""

_SUSPICIOUS: Final = re.compile(r"[\\#&<]|  ")
_NO_PATH: Final = r"(?<!\\)"
_LITERAL_BREAK: Final = re.compile(_NO_PATH + r"(?:(?:\\r)?\\n|\\r)")
_LITERAL_TAB: Final = re.compile(_NO_PATH + r"\\t(?![a-z]{2,}\\)")
_MARK: Final = re.compile(
    r"#{3,}[A-Z]{2,6}#{2,}|#{2,}[A-Z]{2,6}#{3,}|^[A-Z]{2,6}#{3,}$|^#{3,}[A-Z]{2,6}$", re.MULTILINE
)
_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_UNSEEN: Final = re.compile(r"<(script|style)\b[^<>]*>.*?</\1\s*>|<!--.*?-->", re.DOTALL | re.I)
_ANCHOR: Final = re.compile(
    r"<a\s[^<>]*?href\s*=\s*[\"']?([^\"'\s<>]+)[^<>]*>(.*?)</a\s*>", re.DOTALL | re.I
)
_ITEM: Final = re.compile(r"<li\b[^<>]*>", re.I)
_BREAK: Final = re.compile(r"<(?:br|/p|/div|/li|/tr|/h[1-6]|/?[ou]l|p|hr)\b[^<>]*>", re.I)
_TAG: Final = re.compile(
    r"</?(?:abbr|acronym|article|b|big|blockquote|body|button|center|code|dd|div|dl|dt|em|embed|"
    r"font|footer|form|frame|h[1-6]|head|header|html|i|iframe|img|input|kbd|label|link|main|mark|"
    r"math|meta|nav|object|ol|option|p|pre|q|s|script|section|select|small|span|strike|strong|"
    r"style|sub|sup|svg|t[abdhr][a-z]*|title|tt|u|ul|video|audio|source|base|a)\b[^<>]*>",
    re.I,
)
_MAY_COMBINE: Final = re.compile("[^\x00-\u02ff\u2000-\u206f\u20a0-\u20cf\u2100-\u218f]")
_OPENING: Final = re.compile(r"<(?=[A-Za-z/!])")
_ODD_SPACE: Final = re.compile("[\t\v\f\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_JOINED_SCRIPTS: Final = (
    "\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u1980-\u19df\ua9e0-\ua9ff\uaa60-\uaa7f"
)
_ZERO_WIDTH: Final = re.compile(f"\ufeff|(?<![{_JOINED_SCRIPTS}])\u200b(?![{_JOINED_SCRIPTS}])")
_SOFT_HYPHEN: Final = re.compile("(?<=[^\\W\\d_])\u00ad(?=[^\\W\\d_])")


def repair(text: str, *, damaged: bool = False, prose: bool = True) -> Repaired:
    """Return a cell as it should have been.

    `damaged` says that the feed was spoilt by CP437; `prose` is false for ids and addresses of
    websites, in which backslashes and angle brackets are left as they are.
    """
    if text.isascii() and text.isprintable() and not _SUSPICIOUS.search(text):
        return Repaired(text) if text == text.strip() else Repaired(text.strip(), ("spaces",))
    done: dict[str, None] = {}
    for _ in range(MOST_PASSES):
        once = _repaired_once(text, damaged=damaged, prose=prose)
        done |= dict.fromkeys(once.repairs)
        if once.text == text:
            break
        text = once.text
    return Repaired(text, tuple(done))


def _repaired_once(text: str, *, damaged: bool, prose: bool) -> Repaired:
    done: list[str] = []

    def step(name: str, change: Callable[[str], str]) -> None:
        nonlocal text
        changed = change(text)
        if changed != text:
            text = changed
            if name not in done:
                done.append(name)

    if not text.isascii():
        if damaged:
            step("encoding", mend_cp437)
        step("encoding", mend_latin_1)
    step("HTML entity", _unescape)
    step("invisible or lost character", _without_invisible)
    step("odd space", lambda old: _ODD_SPACE.sub(" ", old))
    step("piled-up accents", _without_piles)
    if prose:
        step("line break written as \\n", lambda old: _LITERAL_BREAK.sub("\n", old))
        step("tab written as \\t", lambda old: _LITERAL_TAB.sub(" ", old))
        step("editor's mark", lambda old: _MARK.sub("", old))
        if "<" in text:
            step("HTML tag", _without_tags)
    step("spaces", _tidy)
    return Repaired(text, tuple(done))


def _unescape(text: str) -> str:
    if "&" not in text:
        return text
    for _ in range(2):
        text = _ENTITY.sub(lambda match: html.unescape(match.group()), text)
    return text


def _without_tags(text: str) -> str:
    """Return text without markup; the address behind a link stays, in brackets after its words."""
    text = _UNSEEN.sub(" ", text)
    text = _ANCHOR.sub(
        lambda match: match[2] if match[1] in match[2] else f"{match[2]} ({match[1]})", text
    )
    text = _BREAK.sub("\n", _ITEM.sub("\n* ", text))
    for _ in range(3):
        text = _TAG.sub("", text)
    # What still looks like a tag is the author's own; a space takes the danger out of it.
    return text if not text.strip() or fits(LONG_TEXT, text) else _OPENING.sub("< ", text)


def _without_invisible(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isascii() and text.isprintable():
        return text
    text = _ZERO_WIDTH.sub("", text)
    if "\u00ad" in text:
        text = _SOFT_HYPHEN.sub("", text).replace("\u00ad", "-")
    return NOT_ALLOWED.sub("", text)


def _without_piles(text: str) -> str:
    if not _MAY_COMBINE.search(text):
        return text
    kept: list[str] = []
    marks = 0
    for character in text:
        # A letter that takes itself apart may bring marks of its own.
        own = sum(1 for c in unicodedata.normalize("NFD", character) if unicodedata.combining(c))
        marks = marks + own if unicodedata.combining(character) else own
        if marks <= MAX_COMBINING_MARKS:
            kept.append(character)
    return "".join(kept)


def _tidy(text: str) -> str:
    """Return text without padding, runs of spaces and more than one empty line in a row."""
    lines = [" ".join(line.split(" ")).strip() for line in re.sub(" {2,}", " ", text).split("\n")]
    return re.sub("\n{3,}", "\n\n", "\n".join(lines)).strip()
