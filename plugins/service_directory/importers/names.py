"""Names in capitals made readable: `YMCA OF THE KEYS, INC.` to `YMCA of the Keys, Inc.`.

Words are written as the feed's own running text writes them where it does so often enough; else
as the tables below say. A name that is not in capitals stays as it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Final

_WORD: Final = re.compile(
    r"\b[A-Z]{1,3}&[A-Z]{1,3}\b|[^\W_](?:[^\W_]|['\u2019.](?=[^\W_]))*\.?|\W+|_+"
)
_RUNNING_WORD: Final = re.compile(r"(?<![\w'\u2019.-])[^\W\d_]{2,}(?![\w'\u2019-])")
_CAPITALS_IN_A_ROW: Final = re.compile(r"\b[A-Z]{2,}(?:\W+[A-Z]{2,}){2,}\b")
_INITIALS: Final = re.compile(r"(?:[^\W\d_]\.){2,}[^\W\d_]?\.?\Z")
_ROMAN: Final = re.compile(r"(?:I{1,3}|I?V|VI{1,3}|I?X|XI{1,3}|XI?V|XVI{0,3})\Z")
_ORDINAL: Final = re.compile(r"\d+(?:ST|ND|RD|TH|S)\Z")
_MC: Final = re.compile(r"(MC)([B-DF-HJ-NP-TV-Z][A-Z]{2,}|[AEIO][A-Z]{3,})\Z")
_ELISION: Final = re.compile(r"([ODL])(['\u2019])(\w{2,})\Z")
_SENTENCE_START: Final = re.compile(r"(?:^|[.:!?(\u2022*]|\n)\W*\Z")

PARTICLES: Final = frozenset(
    "a an and as at but by for from in into of on or per the to upon via vs with within "
    "de del y e du des et da das do dos para por con en von van der".split()
)
_ARTICLES: Final = frozenset("el la las los le les".split())
_BEFORE_ARTICLES: Final = frozenset("de en con por para contra y a et sur sous pour chez".split())
_AGAIN_A_START: Final = re.compile(r"(?:[-\u2013\u2014:/(\"\u201c]|\s-)\s*\Z")
_ABBREVIATED: Final = frozenset(
    "mr mrs ms dr st mt ft jr sr blvd pkwy ctr dept rd hwy ltd mgmt svcs nbr grp hrs".split()
)
_KEEPS_CAPITALS: Final = 6
"""Longest word taken for an abbreviation because it has no vowel."""
_SEEN_OFTEN: Final = 3
_MOSTLY: Final = 0.6


@dataclass(frozen=True, slots=True)
class Spelling:
    """How the feed's running text writes words, by their lower-case form."""

    words: Mapping[str, str] = field(default_factory=dict)


def learn_spelling(texts: Iterable[str]) -> Spelling:
    """Return how words with capitals inside (YMCA, AmeriCorps) stand in running text.

    A word counts when it stands there several times and mostly in that form; passages in capitals
    teach nothing.
    """
    forms: dict[str, Counter[str]] = {}
    for text in texts:
        for word in _RUNNING_WORD.findall(_CAPITALS_IN_A_ROW.sub(" ", text)):
            forms.setdefault(word.lower(), Counter())[word] += 1
    learned = {}
    for lower, counted in forms.items():
        form, times = max(counted.items(), key=lambda item: (item[1], item[0]))
        often = times >= _SEEN_OFTEN and times >= _MOSTLY * counted.total()
        if often and form not in (lower, lower.capitalize()):
            learned[lower] = form
        elif often and lower not in _acronyms():
            learned[lower] = lower.capitalize()
    return Spelling(learned)


def is_in_capitals(name: str) -> bool:
    """Tell whether a name is written in capitals, a lower-case letter or two apart (`PrEP`)."""
    letters = [c for c in name if c.isalpha()]
    lower = sum(c.islower() for c in letters)
    return len(letters) > 1 and lower <= 0.2 * len(letters)


def readable_name(name: str, spelling: Spelling | None = None, *, of: str = "") -> str:
    """Return a name as people write it; a name that is not in capitals comes back unchanged.

    `of` is the long name where this one is another name of the same: an abbreviation of it stays
    in capitals.
    """
    spelling = spelling or Spelling()
    if not is_in_capitals(name):
        return name
    if re.fullmatch(r"[A-Z]{2,8}", name) and (
        _is_short_for(name, of) or not _is_word(name, spelling)
    ):
        return name
    parts = _WORD.findall(name)
    written = ""
    before = ""
    for place, part in enumerate(parts):
        if not part[0].isalnum():
            written += part
            continue
        last = not any(later[0].isalnum() for later in parts[place + 1 :])
        new_start = not written.strip() or bool(_AGAIN_A_START.search(written))
        if written[-1:] == "(" and _is_short_for(part, "".join(parts[:place])):
            written += part
            continue
        written += _word(
            part,
            spelling,
            before=before,
            may_be_small=not (new_start or last),
            apart=not (written[-1:] == "-" or (place + 1 < len(parts) and parts[place + 1] == "-")),
        )
        before = part.lower()
    return written


def _is_word(name: str, spelling: Spelling) -> bool:
    """Tell whether capitals that stand alone are a word rather than an abbreviation."""
    known = spelling.words.get(name.lower())
    return len(name) > 4 or bool(known and known != name)


def _is_short_for(word: str, name: str) -> bool:
    """Tell whether a word is made of the first letters of a name's words, in their order."""
    initials = iter(re.findall(r"(?<![^\W_])[^\W_]", name.upper()))
    return len(word) > 1 and all(letter in initials for letter in word)


def _word(word: str, spelling: Spelling, *, before: str, may_be_small: bool, apart: bool) -> str:
    lower = word.lower()
    bare = lower.rstrip(".")
    if "&" in word or any(c.islower() for c in word):
        return word
    if may_be_small and apart and lower in PARTICLES:
        return lower
    if may_be_small and apart and lower in _ARTICLES and before in _BEFORE_ARTICLES:
        return lower
    if bare in _special():
        return _special()[bare] + word[len(bare) :]
    if _ORDINAL.match(word):
        return lower
    if _INITIALS.match(word) or _ROMAN.match(word) or bare in _acronyms():
        return word
    possessive = re.fullmatch(r"(.+)(['\u2019]S)", word)
    if possessive:
        owner = _word(possessive[1], spelling, before=before, may_be_small=False, apart=apart)
        return owner + possessive[2].lower()
    if bare in spelling.words and word == word.rstrip("."):
        return spelling.words[bare]
    if _has_no_vowel(bare) or any(c.isdigit() for c in word):
        return word
    return _capitalized(word)


def _has_no_vowel(bare: str) -> bool:
    return (
        1 < len(bare) <= _KEEPS_CAPITALS
        and bare not in _ABBREVIATED
        and bare.isascii()
        and not re.search("[aeiouy]", bare)
    )


def _capitalized(word: str) -> str:
    scottish = _MC.match(word)
    if scottish:
        return "Mc" + scottish[2].capitalize()
    elided = _ELISION.match(word)
    if elided:
        return elided[1] + elided[2] + elided[3].capitalize()
    return word[0] + word[1:].lower()


@cache
def _acronyms() -> frozenset[str]:
    """Return words that stay in capitals."""
    return frozenset(form.lower() for form in _word_list() if form.isupper())


@cache
def _special() -> Mapping[str, str]:
    """Return words with capitals inside, by their lower-case form."""
    return {form.lower(): form for form in _word_list() if not form.isupper()}


@cache
def _word_list() -> tuple[str, ...]:
    text = files(__package__).joinpath("spellings.txt").read_text(encoding="utf-8")
    return tuple(word for line in text.split("\n") if line[:1] != "#" for word in line.split())
