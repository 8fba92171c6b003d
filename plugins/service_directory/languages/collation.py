"""The order of names in a language, and the letters of an A to Z page.

A name is compared letter by letter in its reader's alphabet (`alphabets.py`), then by accents,
then as written. Whatever lies outside the alphabet is decided here:

- Numbers come first, in the order of their value ("Area 2" before "Area 10"), under `#`.
- The reader's own script comes next, then Latin, then all others.
- A space or hyphen sorts before every letter, so "New Hope" before "Newcomers"; other
  punctuation does not count.
- Arabic: forms of alef are one letter, hamza on a letter is an accent, alef maqsura is yeh, teh
  marbuta is teh (CLDR). The article al- at the start of a name is passed over, as in a
  library's catalogue, for half of all names begin with it. Articles of other languages are
  words of their own, and count.
- Simplified Chinese: by pinyin, for the 3,755 common characters, whose pinyin order is that of
  the standard GB 2312 and so known to Python; rarer ones come after. The letters of the index
  are Latin, and Latin names stand among them. Traditional Chinese: by strokes, the order of
  Big5; there each first character is a letter of its own.
- Thai and Lao: a vowel written before its consonant counts after it.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Mapping
from functools import cache
from typing import Final, NamedTuple, TypeAlias

from service_directory.languages import alphabets
from service_directory.languages.cldr import script_of, subtags

Key: TypeAlias = tuple[str, str, str]

OTHER: Final = "#"
"""The letter of names that begin with a number, or with nothing that has an order."""

_SPACE: Final = "\x01"
_NUMBER: Final = "\x02"
_OWN_LETTERS: Final = 0x100
_OWN_SCRIPT: Final = 0x10000
_LATIN: Final = 0x4F000
_OTHER_SCRIPTS: Final = 0x50000
_LETTERS_OF_SEVERAL: Final = 0xE000
_NUMBER_LENGTHS: Final = 0xF0000

_PRIVATE: Final = re.compile("[\x01\x02\ue000-\uf8ff\U000f0000-\U0010ffff]")
"""Characters keys use for themselves; no entry may hold them."""
_SPACES: Final = re.compile(f"{_SPACE}+")
_DIGITS: Final = re.compile(r"\d+")
_LEADING_VOWEL: Final = re.compile("([\u0e40-\u0e44\u0ec0-\u0ec4])([\u0e01-\u0e2e\u0e81-\u0eae])")
_ARTICLE: Final = re.compile(
    rf"\W*ال(?!(?:{'|'.join(word[2:] for word in alphabets.NO_ARTICLE)}))(?=\w{{3}})"
)


class _Letter(NamedTuple):
    weight: str
    """Compares as the letter does; empty for what does not count."""
    label: str
    """The letter of the index; empty for what no name can begin with."""


_NOTHING: Final = _Letter("", "")


def sort_key(tag: str) -> Callable[[str], Key]:
    """Return the function that gives a name's place among names, for readers of a language."""
    return _order(tag).key


def index_letter(name: str, tag: str) -> str:
    """Return the letter a name stands under on an A to Z page; sorted names keep it together."""
    return _order(tag).label(name)


@cache
def _order(tag: str) -> _Order:
    return _Order(tag)


class _Order:
    """How one language orders names; letters are looked up once and kept."""

    def __init__(self, tag: str) -> None:
        base, script, _ = subtags(tag)
        self.language, self.script = base, script_of(tag)
        with_script = f"{base}-{script}" if script else base
        self.alphabet = alphabets.SAME_ALPHABET.get(
            with_script, alphabets.SAME_ALPHABET.get(base, base)
        )
        letters = self._letters_of_alphabet()
        self.position = {letter: number for number, letter in enumerate(letters)}
        several = sorted((letter for letter in letters if len(letter) > 1), key=len, reverse=True)
        self.several = re.compile("|".join(map(re.escape, several))) if several else None
        self.stand_ins = {letter: chr(_LETTERS_OF_SEVERAL + i) for i, letter in enumerate(several)}
        self.same: Mapping[str, str] = (
            alphabets.SAME_LETTERS.get(self.alphabet, {}) if letters else {}
        )
        self.known: dict[str, _Letter] = {
            stand_in: self._own(letter) for letter, stand_in in self.stand_ins.items()
        }
        self.weights = _Weights(self)

    def _letters_of_alphabet(self) -> list[str]:
        row = alphabets.ALPHABETS.get(self.alphabet, "")
        name = alphabets.SCRIPT_NAMES.get(self.script)
        if row and _script_name(row[0]) == name:
            return [unicodedata.normalize("NFC", letter) for letter in row.split()]
        return alphabets.LATIN.split() if self.script in ("Latn", "Hans") else []

    def key(self, name: str) -> Key:
        folded = self._folded(name)
        text = _DIGITS.sub(_number, self._with_stand_ins(folded))
        primary = _SPACES.sub(_SPACE, text.translate(self.weights)).strip(_SPACE)
        return primary, _accents(folded), name

    def label(self, name: str) -> str:
        for character in self._with_stand_ins(self._folded(name)):
            if character.isdecimal():
                return OTHER
            letter = self.letter(character)
            if letter.label:
                return letter.label
        return OTHER

    def _folded(self, name: str) -> str:
        """Return a name in small letters, ready to be compared letter by letter."""
        if self.language in alphabets.UPPER_CASE:
            name = name.replace("I", "ı").replace("İ", "i")
        name = unicodedata.normalize("NFC", _PRIVATE.sub("", name))
        text = unicodedata.normalize("NFC", name.casefold())
        if self.language == "ar":
            text = _ARTICLE.sub("", text, count=1) if _ARTICLE.match(text) else text
        elif self.script in ("Thai", "Laoo"):
            text = _LEADING_VOWEL.sub(r"\2\1", text)
        return text

    def _with_stand_ins(self, text: str) -> str:
        if self.several is None:
            return text
        return self.several.sub(lambda match: self.stand_ins[match.group()], text)

    def letter(self, character: str) -> _Letter:
        found = self.known.get(character)
        if found is None:
            found = self.known[character] = self._letter(character)
        return found

    def _letter(self, character: str) -> _Letter:
        category = unicodedata.category(character)
        if character in self.position:
            return self._own(character)
        if category[0] == "Z" or category == "Pd" or character == "/":
            return _Letter(_SPACE, "")
        if category[0] not in "LMN" or unicodedata.combining(character) or character == "ـ":
            return _NOTHING
        if character in self.same:
            return self.letter(self.same[character])
        return self._chinese(character) or self._composed(character) or self._foreign(character)

    def _own(self, letter: str) -> _Letter:
        capital = alphabets.UPPER_CASE.get(self.language, {}).get(letter) or letter.title()
        return _Letter(chr(_OWN_LETTERS + self.position[letter]), capital)

    def _chinese(self, character: str) -> _Letter | None:
        if self.script == "Hans":
            code = _code(character, "gb2312")
            if alphabets.PINYIN[0][0] <= code <= alphabets.PINYIN_END:
                row = bisect_right(alphabets.PINYIN, (code, "~")) - 1
                first = self._own(alphabets.PINYIN[row][1])
                return _Letter(first.weight + chr(_OWN_SCRIPT + code), first.label)
        if self.script == "Hant":
            code = _code(character, "big5")
            if code:
                return _Letter(chr(_OWN_SCRIPT + code), character)
        return None

    def _composed(self, character: str) -> _Letter | None:
        """Return the letter below a character's accents, with those that make it another one."""
        if "가" <= character <= "힣":
            return None
        parts = alphabets.FOREIGN_LETTERS.get(character)
        if parts is None:
            parts = unicodedata.normalize("NFD", character)
            for mark in parts[1:]:
                with_mark = unicodedata.normalize("NFC", parts[0] + mark)
                if with_mark in self.position:
                    return self._own(with_mark)
            if parts == character:
                parts = unicodedata.normalize("NFKD", character).casefold()
        if parts == character:
            return None
        letters = [self.letter(part) for part in parts if not part.isdecimal()]
        label = next((letter.label for letter in letters if letter.label), "")
        return _Letter("".join(letter.weight for letter in letters), label)

    def _foreign(self, character: str) -> _Letter:
        """Return a letter outside the alphabet: by its script, then by Unicode's order."""
        label, code = character.title(), ord(character)
        name = _script_name(character)
        if name == "LATIN" and character in alphabets.LATIN:
            return _Letter(chr(_LATIN + code), label)
        if name == "ETHIOPIC":
            label = chr(code & ~7)
        elif "가" <= character <= "힣":
            label = alphabets.HANGUL_INITIALS[(code - 0xAC00) // 588]
        own = name == alphabets.SCRIPT_NAMES.get(self.script)
        place = (_OWN_SCRIPT if own else _OTHER_SCRIPTS) + code
        if place > sys.maxunicode:  # the last planes hold no letters, only variants and private use
            return _Letter(chr(sys.maxunicode) + character, label)
        return _Letter(chr(place), label)


class _Weights(dict[int, str]):
    """A table for `str.translate` that fills itself."""

    def __init__(self, order: _Order) -> None:
        super().__init__({ord(digit): digit for digit in "0123456789"})
        self[ord(_NUMBER)] = _NUMBER
        self.order = order

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        weight = letter if code >= _NUMBER_LENGTHS else self.order.letter(letter).weight
        self[code] = weight
        return weight


def _accents(text: str) -> str:
    """Return only where a text has accents, so that a letter without one comes first."""
    if text.isascii():
        return _SPACE * len(text)
    return "".join(
        character if unicodedata.combining(character) else _SPACE
        for character in unicodedata.normalize("NFD", text)
    )


def _number(match: re.Match[str]) -> str:
    """Write a number so that the text of a greater one compares greater."""
    digits = "".join(str(unicodedata.decimal(digit)) for digit in match.group()).lstrip("0")
    return f"{_NUMBER}{chr(_NUMBER_LENGTHS + len(digits))}{digits}"


def _script_name(character: str) -> str:
    return unicodedata.name(character, "").partition(" ")[0]


def _code(character: str, encoding: str) -> int:
    try:
        found = character.encode(encoding)
    except UnicodeEncodeError:
        return 0
    return int.from_bytes(found, "big") if len(found) == 2 else 0
