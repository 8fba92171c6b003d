"""Cells with addresses of websites and mailboxes, as feeds write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from service_directory.importers.fitting import EMAIL, URL, fits

_PARTS: Final = re.compile(r"[\s;]+|,(?=\s|https?:|www\.)")
_SCHEME: Final = re.compile(r"(?:h?t?tps?|https?)\s*(?:;|:)?\s*[/\\]+", re.IGNORECASE)
_BRACKET: Final = re.compile(r"\(([^()]*)\)?\Z")
_HOST: Final = re.compile(
    r"(?:[\w-]+\.)+(?P<top>[a-z]{2,24})(?=[/:?#]|\Z)|localhost", re.IGNORECASE
)
_MAILBOX: Final = re.compile(
    r"(?:https?://)?(?:mailto:)?(?:www\.)?([^\s/@]+@[^\s/@]+\.[^\s/@]+)\Z", re.I
)
_TRAILING: Final = "`.,;:'\"\u201d\u2019"


@dataclass(frozen=True, slots=True)
class WebAddresses:
    """What a cell holds: websites, mailboxes, words that are neither."""

    urls: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    """Kept as text, for no address can be made of it."""
    repairs: tuple[str, ...] = ()


def read_addresses(cell: str) -> WebAddresses:
    """Return the websites and mailboxes of a cell, each put right where that is certain.

    >>> read_addresses("www.example.org")
    WebAddresses(urls=('https://www.example.org',), emails=(), left=(), repairs=('scheme added',))
    """
    urls: list[str] = []
    emails: list[str] = []
    left: list[str] = []
    repairs: list[str] = []
    for part in _PARTS.split(cell.strip()):
        word = part.strip()
        if word.lower() in ("or", "and", "&") or not word.strip(_TRAILING + "()"):
            continue
        email = _email(word)
        url = "" if email else _url(word, repairs)
        if email:
            emails.append(email)
            if email != word:
                repairs.append("a mailbox written as a website" if "/" in word else "mailbox")
        elif url:
            urls.append(url)
        else:
            left.append(word)
    return WebAddresses(
        tuple(dict.fromkeys(urls)),
        tuple(dict.fromkeys(emails)),
        (" ".join(left),) if left else (),
        tuple(dict.fromkeys(repairs)),
    )


def _email(word: str) -> str:
    match = _MAILBOX.match(word.strip(_TRAILING + "<>()[]"))
    if match is None or not fits(EMAIL, match[1]):
        return ""
    return match[1]


def _url(word: str, repairs: list[str]) -> str:
    if fits(URL, word) and word[-1] not in _TRAILING:
        return word
    done: list[str] = []
    bracket = _BRACKET.search(word)
    if bracket and "/" not in word[word.find("//") + 2 : bracket.start()]:
        word, done = word[: bracket.start()], [*done, f"({bracket[1]}) taken off"]
    mended = re.sub(r"\\+", "/", word.strip(_TRAILING + "<>"))
    if mended != word:
        done.append("stray sign")
    scheme = _SCHEME.match(mended)
    if scheme is None:
        mended, scheme_word = f"https://{mended.lstrip('/')}", "scheme added"
    else:
        written = "https" if "s" in scheme.group().lower() else "http"
        mended, scheme_word = f"{written}://{mended[scheme.end() :]}", "scheme mended"
        if scheme.group().lower() == f"{written}://":
            scheme_word = ""
    encoded = re.sub(r"[\"<>\\^`{|}]", lambda match: f"%{ord(match.group()):02X}", mended)
    if encoded != mended:
        done.append("sign encoded")
    host = encoded.partition("//")[2]
    if not _HOST.match(host) or not fits(URL, encoded):
        return ""
    repairs += [name for name in (scheme_word, *done) if name]
    return encoded
