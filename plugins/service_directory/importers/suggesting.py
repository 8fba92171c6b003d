"""Needs a service may serve, guessed from its words; people confirm or delete them.

A need's name and synonyms are looked for as whole words in a service's name, in its description
and in the feed's own terms. Rare words say more than common ones, several words more than one, a
name more than a description. At most three needs are suggested, and none without a good reason.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from service_directory.importers.vocabulary import Vocabulary
from service_directory.model.taxonomy import TaxonomyKind

MOST: Final = 3
ENOUGH: Final = 1.5
"""A rare word in a name has 3, an abbreviation or two words together in the description 2."""
NEARLY_THE_BEST: Final = 0.5
"""A need with less than this share of the best one's score is left out."""
_WEIGHTS: Final = (1.0, 2.0, 2.5, 3.0)
"""Of a phrase, by its number of words that say something."""
_SIGNED: Final = 2.0
"""Of an abbreviation (WIC, GED): as telling as two words, but only in capitals."""
_GENERAL: Final = 0.5
"""Words of the first level (home, family) are in everything; they weigh less."""
_OFTEN: Final = 50
"""A phrase in no more than one of so many services has its full weight."""
_IN_BEGINNING: Final = 300

_WORD: Final = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
_EMPTY: Final = frozenset(
    "a an and at for from i in into is it my no not of on or our that the to what where who with "
    "you your help get find free see new".split()
)


@dataclass(frozen=True, slots=True)
class ServiceWords:
    """What is known of a service, in words, from the most to the least telling."""

    name: str
    terms: str = ""
    """The feed's own categories and keywords."""
    alternate_name: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class _Phrase:
    words: tuple[str, ...]
    weight: float
    signed: str = ""
    """The abbreviation, where capitals are asked for."""


def suggest_needs(
    services: Sequence[ServiceWords], vocabulary: Vocabulary
) -> list[tuple[str, ...]]:
    """Return for each service, in order, the needs its words speak of."""
    phrases = _phrases(vocabulary)
    by_first: dict[str, list[_Phrase]] = defaultdict(list)
    for phrase in phrases:
        by_first[phrase.words[0]].append(phrase)
    found = [_found_in(service, by_first) for service in services]
    in_services = Counter(phrase for one in found for phrase in one)
    parents = {term.id: term.parent for term in vocabulary.terms(TaxonomyKind.NEEDS)}
    order = {term: place for place, term in enumerate(parents)}
    suggestions = []
    for one in found:
        scores: dict[str, float] = defaultdict(float)
        for phrase, strength in one.items():
            rare = _rarity(in_services[phrase], len(services))
            terms = phrases[phrase]
            for term in terms:
                general = _GENERAL if parents[term] is None else 1.0
                share = phrase.weight / math.sqrt(len(terms))
                scores[term] += strength * share * rare * general
        suggestions.append(_best(scores, parents, order))
    return suggestions


def _best(
    scores: Mapping[str, float], parents: Mapping[str, str | None], order: Mapping[str, int]
) -> tuple[str, ...]:
    ranked = sorted(scores, key=lambda term: (-round(scores[term], 6), order[term]))
    good = [term for term in ranked if scores[term] >= ENOUGH]
    good = [term for term in good if scores[term] >= NEARLY_THE_BEST * scores[ranked[0]]]
    above = {parents[term] for term in good}
    return tuple(term for term in good if term not in above)[:MOST]


def _rarity(times: int, services: int) -> float:
    """Return 1 for a rare phrase, less for one that is in every second service."""
    if services < _OFTEN:
        return 1.0
    return min(1.0, math.log(services / times) / math.log(_OFTEN))


def _phrases(vocabulary: Vocabulary) -> dict[_Phrase, tuple[str, ...]]:
    found: dict[_Phrase, dict[str, None]] = defaultdict(dict)
    for term in vocabulary.terms(TaxonomyKind.NEEDS):
        for text in (term.name, term.short_name or "", *term.synonyms):
            words = tuple(word for word, _ in _words(text))
            telling = [word for word in words if word not in _EMPTY]
            if not telling:
                continue
            signed = text if re.fullmatch(r"[A-Z][A-Z\d-]{1,6}", text) else ""
            weight = _SIGNED if signed else _WEIGHTS[min(len(telling), len(_WEIGHTS)) - 1]
            found[_Phrase(words, weight, signed)][term.id] = None
    return {phrase: tuple(terms) for phrase, terms in found.items()}


def _found_in(service: ServiceWords, by_first: Mapping[str, list[_Phrase]]) -> dict[_Phrase, float]:
    """Return the phrases of a service, each with the strength of the place it stands in."""
    beginning = service.description[:_IN_BEGINNING].rpartition(" ")[0] or service.description
    places = (
        (3.0, service.name),
        (2.0, service.terms),
        (1.5, service.alternate_name),
        (1.0, beginning),
        (0.5, service.description[len(beginning) :]),
    )
    found: dict[_Phrase, float] = {}
    for strength, text in places:
        for phrase in _in_text(text, by_first):
            found[phrase] = max(strength, found.get(phrase, 0.0))
    return found


def _in_text(text: str, by_first: Mapping[str, list[_Phrase]]) -> Iterator[_Phrase]:
    words = list(_words(text))
    for place, (word, _) in enumerate(words):
        for phrase in by_first.get(word, ()):
            end = place + len(phrase.words)
            if tuple(w for w, _ in words[place:end]) != phrase.words:
                continue
            typed = "-".join(typed for _, typed in words[place:end])
            if not phrase.signed or typed == phrase.signed:
                yield phrase


def _words(text: str) -> Iterable[tuple[str, str]]:
    """Yield the words of a text: folded, and as typed."""
    return ((_folded(word), word) for word in _WORD.findall(text))


@lru_cache(maxsize=65_536)
def _folded(word: str) -> str:
    """Return a word without capitals, accents and the s of the plural."""
    plain = unicodedata.normalize("NFKD", word.casefold().replace("\u2019", "'"))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).removesuffix("'s")
    if len(plain) > 4 and plain.endswith("ies"):
        return plain[:-3] + "y"
    if len(plain) > 4 and plain.endswith(("sses", "shes", "ches", "xes")):
        return plain[:-2]
    if len(plain) > 3 and plain.endswith("s") and not plain.endswith(("ss", "us", "is")):
        return plain[:-1]
    return plain
