"""The benchmark's phrases: parallel texts in English, Spanish and Arabic, from bench_words.txt."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

WORDS_FILE = Path(__file__).with_name("bench_words.txt")
ARABIC_SCRIPT = frozenset({"ar", "ckb", "fa", "ps", "ur"})

_NO_LETTERS = re.compile(r"[^a-z0-9]+")


class Phrase(NamedTuple):
    """One text in the three languages there are phrases for."""

    en: str
    es: str
    ar: str

    def in_language(self, language: str) -> str:
        """Return the text; a language without phrases of its own borrows Spanish or Arabic ones."""
        if language == "en":
            return self.en
        return self.ar if language in ARABIC_SCRIPT else self.es

    def filled(self, **parts: Phrase | int) -> Phrase:
        """Return the phrase with other phrases or numbers in the place of its `{parts}`."""
        return Phrase(
            *(
                text.format(**{key: _text_of(part, place) for key, part in parts.items()})
                for place, text in enumerate(self)
            )
        )

    def ended(self, ending: str) -> Phrase:
        """Return the phrase with something behind it."""
        return Phrase(*(text + ending for text in self))


class Need(NamedTuple):
    """A term of the needs: the ones on the first level have an icon, the others a parent."""

    name: Phrase
    icon: str
    parent: Phrase | None


def joined(separator: str, *phrases: Phrase) -> Phrase:
    """Return phrases one after the other."""
    return Phrase(*(separator.join(texts) for texts in zip(*phrases, strict=True)))


def slug(phrase: Phrase) -> str:
    """Return the id that the English text of a phrase gives."""
    return _NO_LETTERS.sub("-", phrase.en.lower().replace("'", "")).strip("-")


@cache
def phrases(section: str) -> tuple[Phrase, ...]:
    """Return the phrases of a section of the file, in its order."""
    return tuple(Phrase(*columns) for columns in sections()[section])


@cache
def needs() -> tuple[Need, ...]:
    """Return all needs, each of the first level before those below it."""
    found: list[Need] = []
    parent: Phrase | None = None
    for english, *rest in sections()["needs"]:
        if english.startswith("- "):
            found.append(Need(Phrase(english[2:], *rest), "", parent))
        else:
            parent = Phrase(english, *rest[:2])
            found.append(Need(parent, rest[2], None))
    return tuple(found)


@cache
def sections() -> dict[str, list[list[str]]]:
    """Return the whole file: the columns of every line, by section."""
    found: dict[str, list[list[str]]] = {}
    rows: list[list[str]] = []
    for line in WORDS_FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            rows = found.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            rows.append([column.strip() for column in line.split("|")])
    return found


def _text_of(part: Phrase | int, place: int) -> str:
    return str(part) if isinstance(part, int) else part[place]
