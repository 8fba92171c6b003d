"""One changed character in a valid entry: reported, or all that was typed is in the facts.

Nothing may vanish in silence. Every word of the changed file outside of comments (a `#` that
begins a line, or has two spaces before and one after it) must be found among the keys and values
that were read, as often as it was typed, and the body must be the text below the fence.
"""

from __future__ import annotations

import datetime
import random
import re
import time
from collections import Counter
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service_directory.model.fields import Model
from service_directory.model.language_tags import canonical_tag
from service_directory.reading.entry import Entry, EntryKind
from service_directory.reading.read import ReadFile, read_file

FULL_ENTRY: Final = Path(__file__).parents[1] / "data" / "full-entry.md"
TEXT: Final = FULL_ENTRY.read_text(encoding="utf-8")
SIGNS: Final = "\"'#:-,[]{}|>&*!%@`?~\\ \n\t\u00a0“’：．.xXñ0é\u200b\u202e<="
SAMPLE: Final = 3_000
_WORD: Final = re.compile(r"-?\d+\.\d+|\w+")
_COMMENT: Final = re.compile(r"(?:^[ ]*|  )#(?: .*)?$|^[ ]*#.*$", re.MULTILINE)


def read(text: str) -> ReadFile:
    return read_file(
        text.encode("utf-8", "surrogatepass"),
        kind=EntryKind.ORGANIZATION,
        id="lantern",
        path="directory/organizations/lantern.md",
    )


def words(text: str) -> Counter[str]:
    return Counter(str(float(word)) if "." in word else word for word in _WORD.findall(text))


def typed_words(text: str) -> Counter[str]:
    facts = text.split("\n---", 1)[0].removeprefix("---")
    return words(_COMMENT.sub("", facts))


def written(value: object) -> Iterator[str]:
    """Give the keys and the words of a value as a partner writes them."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from written(item)
    elif isinstance(value, tuple | list):
        yield "" if value else "none"
        for item in value:
            yield from written(item)
    elif isinstance(value, bool):
        yield "yes true" if value else "no false"
    elif isinstance(value, Enum):
        yield str(value.value)
    elif isinstance(value, datetime.date):
        yield value.isoformat()
    else:
        yield str(value)


def lost(text: str, entry: Entry[Model]) -> Counter[str]:
    """Give the words that were typed and are not among the facts."""
    dumped = entry.facts.model_dump(by_alias=True, exclude_unset=True)
    facts = words("\n".join(written(dumped)))
    missing = typed_words(text) - facts
    if missing:  # keys nothing was typed for are no facts, but not lost either
        keys = words("\n".join(str(path[-1]) for path in entry.positions.keys))
        missing -= keys - words("\n".join(key for key in _keys(dumped)))
    for word in list(missing):
        if canonical_tag(word) in facts:  # a language is kept in its canonical writing
            del missing[word]
    if entry.body != text.split("\n---", 1)[1].partition("\n")[2]:
        missing["(body)"] += 1
    return missing


def _keys(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
    inside = value.values() if isinstance(value, dict) else value
    if isinstance(value, dict | tuple | list):
        for item in inside:  # type: ignore[attr-defined]
            yield from _keys(item)


def mutations(number: int, seed: int) -> Iterator[str]:
    chance = random.Random(seed)
    for _ in range(number):
        place = chance.randrange(len(TEXT))
        match chance.randrange(4):
            case 0:
                yield TEXT[:place] + TEXT[place + 1 :]
            case 1:
                yield TEXT[:place] + chance.choice(SIGNS) + TEXT[place:]
            case 2:
                yield TEXT[:place] + chance.choice(SIGNS) + TEXT[place + 1 :]
            case _:
                pair = TEXT[place : place + 2]
                yield TEXT[:place] + pair[::-1] + TEXT[place + 2 :]


def problem_with(text: str) -> str:
    """Say what is wrong with how a changed text was read; empty when nothing is."""
    started = time.process_time()
    result = read(text)
    spent = time.process_time() - started
    if spent > 0.5:
        return f"{spent:.2f} s"
    if result.entry is None:
        return "" if result.diagnostics else "dropped in silence"
    if result.diagnostics:
        return ""
    same = text.replace("\u200b", "")
    missing = lost(same, result.entry)
    return f"lost {dict(missing)}" if missing else ""


def test_the_entry_itself_is_valid_and_keeps_every_word() -> None:
    result = read(TEXT)
    assert result.entry is not None
    assert not result.diagnostics
    assert not lost(TEXT, result.entry)


def test_the_measure_sees_a_loss() -> None:
    result = read(TEXT)
    assert result.entry is not None
    for more in ("note: Come", "summary: twice"):
        assert lost(TEXT.replace("\n---", f"\n{more}\n---", 1), result.entry)


@pytest.mark.slow
def test_a_sample_of_mutations() -> None:
    seen = 0
    wrong = []
    for text in mutations(SAMPLE, seed=20261121):
        seen += 1
        problem = problem_with(text)
        if problem:
            wrong.append(f"{problem}: {first_difference(text)}")
    assert not wrong, "\n".join(wrong)
    assert seen == SAMPLE


def first_difference(text: str) -> str:
    pairs = zip(text, TEXT, strict=False)
    place = next((n for n, (a, b) in enumerate(pairs) if a != b), len(TEXT))
    line = text.count("\n", 0, place) + 1
    return f"line {line}: {text[max(0, place - 30) : place + 30]!r}"


@given(
    place=st.integers(0, len(TEXT) - 1),
    sign=st.one_of(st.sampled_from(SIGNS), st.characters(exclude_categories=["Cs"]), st.just("")),
    replace=st.booleans(),
)
def test_any_character_anywhere(place: int, sign: str, replace: bool) -> None:
    text = TEXT[:place] + sign + TEXT[place + replace :]
    problem = problem_with(text)
    assert not problem, f"{problem}: {first_difference(text)}"
