"""What is written is read back as it was: read(write(x)) == x."""

from __future__ import annotations

from typing import Any, Final

from hypothesis import given
from hypothesis import strategies as st

from service_directory.importers.fitting import LONG_TEXT, TEXT, fits
from service_directory.importers.writing import entry_text
from service_directory.model.organization import Organization
from service_directory.reading.entry import Entries, EntryKind
from service_directory.reading.read_file import read_file
from service_directory.reading.source import NOT_ALLOWED
from tests import sample
from tests.sample import small_entries

SIGNS: Final = "\"'#:-,[]{}|>&*!%@`?~\\=<“‘ \u00a0.0anulyes\n"


def readable(text: str) -> bool:
    """Tell whether a file may hold a text at all."""
    dropped = "\ufeff" in text or "\u200b" in text or "\r" in text
    return not dropped and not NOT_ALLOWED.search(text)


letters: Final = st.one_of(st.sampled_from(SIGNS), st.characters(codec="utf-8"))
long_texts: Final = (
    st.text(letters, min_size=1, max_size=40)
    .map(lambda text: text.strip())
    .filter(lambda text: readable(text) and fits(LONG_TEXT, text))
)
texts: Final = long_texts.map(lambda text: " ".join(text.split())).filter(
    lambda text: fits(TEXT, text)
)


@given(
    st.fixed_dictionaries(
        {"name": texts, "summary": texts},
        optional={
            "alternate_name": texts,
            "description": long_texts,
            "stewards": st.lists(texts, max_size=3),
        },
    ),
    st.lists(long_texts, max_size=2),
)
def test_any_text(facts: dict[str, Any], descriptions: list[str]) -> None:
    services = [
        {"id": f"s{number}", "name": text.split("\n")[0], "description": text,
         "phones": [{"number": "211", "description": " ".join(text.split())}]}
        for number, text in enumerate(descriptions)
    ]  # fmt: skip
    model = Organization.model_validate({"sector": "a", **facts, "services": services})
    text = entry_text(model)
    read = read_file(text.encode(), kind=EntryKind.ORGANIZATION, id="x", path="x.md")
    assert read.diagnostics == ()
    assert read.entry is not None
    assert read.entry.facts == model


@given(small_entries())
def test_any_entry(entries: Entries) -> None:
    for id_, entry in entries.organizations.items():
        text = entry_text(entry.facts, entry.body)
        assert sample.read(EntryKind.ORGANIZATION, id_, text).facts == entry.facts
        assert entry_text(sample.read(EntryKind.ORGANIZATION, id_, text).facts) == text
