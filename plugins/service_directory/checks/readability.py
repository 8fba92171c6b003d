"""How hard a text is to read: Flesch-Kincaid in English, Fernández-Huerta and INFLESZ in Spanish.

Syllables are counted by rules of our own, right for nine words in ten, which is enough for such
figures. Sources: Kincaid et al. 1975; Fernández Huerta 1959 (with the corrected 1.02); Barrio-
Cantalejo et al. 2008 (INFLESZ).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

HARD_SYLLABLES: Final = {"en": 3, "es": 4}
"""Words of so many syllables and more make a text hard."""

_NOT_READ: Final = re.compile(r"https?://\S+|<[^>]*>|\S+@\S+|\[[^\]]*\]\(([^)]*)\)")
_LINK: Final = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_SENTENCE_END: Final = re.compile(r"[.!?…]+(?=[\s\"”’)*_]|$)|\n\s*(?:\n|[-*+] |\d+\. |#)|\|")
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SILENT: Final = (
    ("every", "evry"),
    ("evening", "evning"),
    ("people", "peple"),
    ("some", "som"),
    ("home", "hom"),
    ("care", "car"),
    ("where", "wher"),
    ("there", "ther"),
    ("business", "bisness"),
    ("interest", "intrest"),
    ("different", "diffrent"),
)
"""Letters inside English words that nobody hears, in the words people use most."""
_ENGLISH_GROUP: Final = re.compile(r"[aeiouy]+")
_SPANISH_NUCLEUS: Final = re.compile(
    r"[iuü]?[aeoáéó][iuy]?(?![áéóíú])|[íú]|uy\b|[iuü]+|y\b|[aeoáéó]"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """The figures of a text."""

    language: str
    words: int
    sentences: int
    syllables: int
    longest: int
    """Words of the longest sentence."""
    hard_words: tuple[str, ...]
    """Long words, each once, the longest first; names do not count."""

    @property
    def score(self) -> float:
        """INFLESZ in Spanish, Flesch's reading ease in English: higher is easier."""
        if self.language == "es":
            return 206.835 - 62.3 * self.syllables / self.words - self.words / self.sentences
        return 206.835 - 1.015 * self.words / self.sentences - 84.6 * self.syllables / self.words

    @property
    def grade(self) -> float:
        """The year of school after which most people read such a text with ease."""
        by_word, by_sentence = self.syllables / self.words, self.words / self.sentences
        if self.language == "es":
            return _grade_of(206.84 - 60 * by_word - 1.02 * by_sentence)
        return max(0.0, 0.39 * by_sentence + 11.8 * by_word - 15.59)


_SPANISH_GRADES: Final = (
    (95, 4.0),
    (85, 5.0),
    (75, 6.0),
    (65, 7.5),
    (55, 10.0),
    (40, 13.0),
    (15, 16.0),
)
"""Fernández-Huerta's table: the middle of a class of scores, and its year of school."""


def _grade_of(score: float) -> float:
    if score >= _SPANISH_GRADES[0][0]:
        return _SPANISH_GRADES[0][1]
    for (easy, low), (hard, high) in pairwise(_SPANISH_GRADES):
        if score >= hard:
            return low + (easy - score) / (easy - hard) * (high - low)
    return _SPANISH_GRADES[-1][1]


def reading(text: str, language: str) -> Reading | None:
    """Return the figures of a text; None without words, or in a language without a formula.

    >>> reading("Come in. There is tea.", "en").sentences
    2
    """
    base = language.split("-")[0]
    count = SYLLABLES.get(base)
    sentences = [words for part in _sentences(text) if (words := _WORD.findall(part))]
    if count is None or not sentences:
        return None
    every = [word for words in sentences for word in words]
    return Reading(
        language=base,
        words=len(every),
        sentences=len(sentences),
        syllables=sum(map(count, every)),
        longest=max(map(len, sentences)),
        hard_words=tuple(_hard_words(sentences, base, count)),
    )


def together(readings: Sequence[Reading]) -> Reading:
    """Return the figures of several texts of one language, read one after the other."""
    return Reading(
        language=readings[0].language,
        words=sum(one.words for one in readings),
        sentences=sum(one.sentences for one in readings),
        syllables=sum(one.syllables for one in readings),
        longest=max(one.longest for one in readings),
        hard_words=(),
    )


def _sentences(text: str) -> list[str]:
    return _SENTENCE_END.split(_NOT_READ.sub(" ", _LINK.sub(r"\1", text)))


def _hard_words(
    sentences: Sequence[Sequence[str]], language: str, count: Callable[[str], int]
) -> Iterator[str]:
    found: dict[str, int] = {}
    for words in sentences:
        for place, word in enumerate(words):
            is_name = place > 0 and word[0].isupper()
            syllables = 0 if is_name else count(word)
            if syllables >= HARD_SYLLABLES[language]:
                found.setdefault(word.lower(), syllables)
    yield from sorted(found, key=lambda word: (-found[word], word))


def english_syllables(word: str) -> int:
    """Return how many syllables an English word has, as far as its letters tell.

    >>> [english_syllables(word) for word in ("tea", "table", "citizenship", "closed", "needed")]
    [1, 2, 4, 1, 2]
    """
    letters = _plain(word.lower()).replace("'s", "").replace("’s", "")
    parts = [part for part in re.split("[-'’]", letters) if part]
    return max(1, sum(map(_english_part, parts)))


def _english_part(word: str) -> int:
    if len(word) <= 3:
        return 1
    for written, spoken in _SILENT:
        word = word.replace(written, spoken)
    groups = len(_ENGLISH_GROUP.findall(word))
    if re.search(r"[^aeiouy]e$", word) and not re.search(r"[^aeiouy]le$", word):
        groups -= 1
    elif re.search(r"(?<![td])ed$", word) or re.search(r"(?<![aeiouyszxh])es$", word):
        groups -= int(not re.search(r"[^aeiouy]l(?:ed|es)$", word))
    groups += len(re.findall(r"(?<![ctsgx])i[ao](?!u)|(?<=[aeiou])ing|eo(?!u)|[^q]ua(?!l)", word))
    return max(1, groups)


def spanish_syllables(word: str) -> int:
    """Return how many syllables a Spanish word has.

    >>> [spanish_syllables(word) for word in ("té", "país", "ciudadanía", "guía", "leer", "qué")]
    [1, 2, 5, 2, 2, 1]
    """
    letters = re.sub("(?<=[gq])u(?=[eéií])", "", unicodedata.normalize("NFC", word.lower()))
    return max(1, len(_SPANISH_NUCLEUS.findall(letters)))


def _plain(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


SYLLABLES: Final[Mapping[str, Callable[[str], int]]] = {
    "en": english_syllables,
    "es": spanish_syllables,
}
"""What counts syllables, by language."""
