"""Finds words of the glossary in texts: whole words, in the text's own language, quickly."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Final, NamedTuple

from service_directory.languages.cldr import script_of, subtags

_WORD: Final = re.compile(r"\w+")
_WITHOUT_SPACES: Final = frozenset({"Hans", "Hant", "Jpan", "Khmr", "Laoo", "Mymr", "Thai", "Tibt"})
"""Scripts that put no spaces between words: there a word is found wherever it stands."""
_ARTICLE: Final = "(?:[وف]?(?:ال|بال|كال|لل))?"
"""Arabic writes the article, and small words before it, as one with the word."""
_HYPHEN: Final = re.compile(r"\\-")
_ANY_HYPHEN: Final = "[-\u2010\u2011]"
_ENOUGH_LETTERS: Final = 4
_WITH_ARTICLE: Final = re.compile("[وف]?(?:ال|بال|كال|لل)")


def says_one_thing(way: str, tag: str) -> bool:
    """Tell whether a by-name of a word is clear enough to be found in any text.

    People search for asylum by "protection" and for a deposit by "insurance"; a text that speaks
    of these means something else. Several words, or an abbreviation such as EBT, seldom do.
    """
    if script_of(tag) in _WITHOUT_SPACES:
        return len(way) >= _ENOUGH_LETTERS
    several = len(way.split()) > 1
    return several or any(c.isdecimal() for c in way) or sum(c.isupper() for c in way) > 1


class FoundWord(NamedTuple):
    """A word in a text: where it begins, what it is, and how it stands there."""

    start: int
    id: str
    shown: str


class WordFinder:
    """Finds the first place of each of many words in a text of one language."""

    def __init__(self, ways: Iterable[tuple[str, str]], tag: str) -> None:
        """Take ways to write words, each with the word's id; the first id to claim one has it."""
        self._arabic = subtags(tag)[0] == "ar"
        self._spaces = script_of(tag) not in _WITHOUT_SPACES
        self._by_key: dict[str, list[tuple[re.Pattern[str], frozenset[str], str]]] = defaultdict(
            list
        )
        self._anywhere: dict[str, str] = {}
        taken: set[str] = set()
        for written, id_ in ways:
            way = written.lower()
            if way not in taken:
                taken.add(way)
                self._add(way, id_)

    def _add(self, way: str, id_: str) -> None:
        pieces = _WORD.findall(way)
        if not pieces:
            return
        if not self._spaces:
            self._anywhere[way] = id_
            return
        prefix = _ARTICLE if self._arabic else ""
        words = (_HYPHEN.sub(_ANY_HYPHEN, re.escape(word)) for word in way.split())
        between = r"\s+" + prefix
        pattern = re.compile(rf"(?<!\w){prefix}{between.join(words)}(?!\w)")
        self._by_key[max(pieces, key=len)].append((pattern, frozenset(pieces), id_))

    def find(self, text: str) -> list[FoundWord]:
        """Return the first place of every word there is, in the order of the text."""
        low = text.lower()
        shown = text if len(low) == len(text) else low
        first: dict[str, FoundWord] = {}
        for start, end, id_ in self._places(low):
            if id_ not in first or start < first[id_].start:
                first[id_] = FoundWord(start, id_, shown[start:end])
        return sorted(first.values())

    def _places(self, low: str) -> Iterable[tuple[int, int, str]]:
        if not self._spaces:
            for way, id_ in self._anywhere.items():
                start = low.find(way)
                if start >= 0:
                    yield start, start + len(way), id_
            return
        there = set(_WORD.findall(low))
        if self._arabic:
            there |= {_WITH_ARTICLE.sub("", word, count=1) for word in there}
        for key in there & self._by_key.keys():
            for pattern, pieces, id_ in self._by_key[key]:
                match = pattern.search(low) if pieces <= there else None
                if match:
                    yield match.start(), match.end(), id_
