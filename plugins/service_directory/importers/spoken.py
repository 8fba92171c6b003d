"""Labels of languages to tags; notes on interpreters to text; nothing is lost on the way.

A label is looked up whole: among CLDR's English names, in our own table of languages CLDR lacks,
and in `language_aliases.csv` (spellings met in feeds). Nothing is guessed from likeness: measured,
such guesses turn "limited Spanish" into a language of New Guinea.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from babel import Locale

from service_directory.model.language_tags import canonical_tag, uncommon_languages


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a text about languages says."""

    tags: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    """On interpreters, on how well or when a language is spoken: kept word by word."""
    unresolved: tuple[str, ...] = ()
    """Labels that are no language we know; kept too."""

    @classmethod
    def of(cls, parts: Iterable[Spoken]) -> Spoken:
        """Put together what several texts say, everything once, in their order."""
        parts = tuple(parts)
        return cls(
            tuple(dict.fromkeys(tag for part in parts for tag in part.tags)),
            tuple(dict.fromkeys(note for part in parts for note in part.notes)),
            tuple(dict.fromkeys(label for part in parts for label in part.unresolved)),
        )


_SENTENCES: Final = re.compile(r"\n+|;|(?<=[a-z)])\.\s+|\.\Z")
_PARTS: Final = re.compile(r"\s*(?:,|/|\s&\s|\band\b|\bor\b|\by\b|\+)\s*(?![^(]*\))", re.IGNORECASE)
_TRANSLATION: Final = re.compile(
    r"(?:tele-?)?(?:interp?ret|interpet|tra?ns?lat|tranlat)|language\s+(?:line|services?|bank)",
    re.IGNORECASE,
)
_NOTE: Final = re.compile(
    _TRANSLATION.pattern + r"|\bothers?\b"
    r"|\blanguages?\b|\bmultiple\b|\bmulti-?lingual|\bbi-?lingual|request|availab|avaialb|depend"
    r"|\bvar(?:y|ies|ied)\b|\bcall\b|\bcontact\b|\bvolunteer"
    r"|\bas needed|\bwhen needed|\bmaterials\b"
    r"|\bspeaks?\b|\baccommodat|\barrange|^none$|^n/?a$|^more$|^tbd$|\bcheck\b|\bask\b",
    re.IGNORECASE,
)
_QUALIFIER: Final = re.compile(
    r"\b(?:limited|some|fluent|basic|conversational|intermediate|beginning|a little|only|mainly|"
    r"mostly|primarily|often|sometimes|spoken|speaking|website|staff)\b|[*\u2022]",
    re.IGNORECASE,
)
_GROUPS: Final = frozenset(
    "chinese filipino persian cambodian laotian indian kurdish karen mayan creole sign".split()
) | {"sign language", "sign languages"}
"""A language in brackets behind one of these is the language meant."""
_UNSURE: Final = re.compile(r"\s*(?:may|might|can|could|will)\b", re.IGNORECASE)


def read_languages(text: str) -> Spoken:
    """Return what one cell says: languages that are spoken, notes, labels nobody knows.

    >>> read_languages("English, Spanish (limited); interpreters on request")
    Spoken(tags=('en', 'es'), notes=('Spanish (limited)', 'interpreters on request'), unresolved=())
    """
    return Spoken.of(_sentence(part) for part in _SENTENCES.split(text) if part.strip(" *.,:-"))


def as_interpretation(spoken: Spoken) -> str:
    """Return the notes and unknown labels as text for `interpretation_services`."""
    listed = f"Also listed: {', '.join(spoken.unresolved)}" if spoken.unresolved else ""
    return "; ".join(part for part in (*spoken.notes, listed) if part)


def _sentence(text: str) -> Spoken:
    text = text.strip(" *.,")
    whole = _tag(text)
    if whole:
        return Spoken((whole,))
    label, colon, rest = text.partition(":")
    if colon and rest.strip() and not _tag(label):
        inner = _sentence(rest)
        if inner.tags:
            return Spoken(inner.tags, (text,), inner.unresolved)
    parts = [part.strip(" *.-") for part in _PARTS.split(text)]
    if all(_tag(part) for part in parts if part):
        return Spoken(tuple(_tag(part) for part in parts if part))
    if _NOTE.search(re.sub(r"\([^)]*\)", "", text)):
        return Spoken(tuple(_leading_tags(text)), (text,))
    return Spoken.of(_part(part) for part in parts if part)


def _part(text: str) -> Spoken:
    text = text.strip(" *.-")
    tag = _tag(text)
    if tag:
        return Spoken((tag,))
    if _NOTE.search(text) and "(" not in text:
        return Spoken(tuple(_leading_tags(text)), (text,))
    bare = _tag(_QUALIFIER.sub(" ", text))
    if bare:
        return Spoken((bare,), (text,))
    outer, bracket, inner = text.partition("(")
    if bracket and text.lower() not in _labels():
        outer_tag = _tag(_QUALIFIER.sub(" ", outer))
        inner_tag = _tag(inner.rstrip(") "))
        if inner_tag and (outer.strip().lower() in _GROUPS or not outer_tag):
            return Spoken((inner_tag,), () if outer_tag else (text,))
        if outer_tag:
            return Spoken((outer_tag,), (text,))
    # So many words are no name but say something about languages.
    if _NOTE.search(text) or len(text.split()) > 3 or text.endswith(":"):
        return Spoken((), (text,))
    return Spoken((), (), (text,))


def _leading_tags(text: str) -> Iterator[str]:
    """Yield the languages a note begins with, as in "Creole with translators available"."""
    for part in _PARTS.split(text):
        tag = _tag(_QUALIFIER.sub(" ", part)) or _tag(_QUALIFIER.sub(" ", part.split("(")[0]))
        if tag:
            yield tag
            continue
        words = _QUALIFIER.sub(" ", part).split()
        for length in (3, 2, 1):
            tag = _tag(" ".join(words[:length]).strip(" -"))
            after = " ".join(words[length:])
            if tag and not _TRANSLATION.match(after) and not _UNSURE.match(after):
                yield tag
                break
        return


def _tag(label: str) -> str:
    return _labels().get(" ".join(label.lower().split()).strip(" .*"), "")


@cache
def _labels() -> Mapping[str, str]:
    """Return tags by label in lower case; empty where a label is known to have none."""
    found: dict[str, str] = {}
    for code, name in sorted(Locale("en").languages.items()):
        tag = canonical_tag(code.replace("_", "-"))
        if tag and len(code) <= 3:
            found.setdefault(name.lower(), tag)
    for tag, language in uncommon_languages().items():
        found.setdefault(language["name"].lower(), tag)
        found.setdefault(language["endonym"].lower(), tag)
    text = files(__package__).joinpath("language_aliases.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        found[row["label"]] = canonical_tag(row["tags"]) or ""
    return found
