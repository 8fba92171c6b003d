"""Words of the glossary in texts: whole words, each once, in any script."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service_directory.languages.finding import WordFinder, says_one_thing

ENGLISH = WordFinder(
    [
        ("SNAP", "snap"),
        ("Warm hand-off", "warm"),
        ("I-94", "i94"),
        ("food stamps", "snap"),
        ("C++ class", "c"),
        ("snap", "other"),
    ],
    "en",
)


def shown(finder: WordFinder, text: str) -> list[tuple[str, str]]:
    return [(found.id, found.shown) for found in finder.find(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They help with SNAP.", [("snap", "SNAP")]),
        ("Food\n stamps, a Warm hand-off", [("snap", "Food\n stamps"), ("warm", "Warm hand-off")]),
        ("snap, SNAP and food stamps", [("snap", "snap")]),
        ("a warm hand‑off", [("warm", "warm hand‑off")]),
        ("snappy snapshots, warm hands-off", []),
        ("your I-94 and I 94", [("i94", "I-94")]),
        ("A C++ class", [("c", "C++ class")]),
        ("", []),
    ],
)  # fmt: skip
def test_whole_words_each_once_in_their_order(text: str, found: list[tuple[str, str]]) -> None:
    assert shown(ENGLISH, text) == found


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("إحالة", True),
        ("تحتاجون إلى الإحالة", True),
        ("وبالإحالة", True),
        ("إحالات", False),
    ],
)
def test_arabic_with_its_article(text: str, there: bool) -> None:
    assert bool(WordFinder([("إحالة", "referral")], "ar").find(text)) is there


def test_scripts_without_spaces_are_found_within() -> None:
    finder = WordFinder([("绿卡", "green"), ("工作许可", "permit")], "zh-Hans")
    assert shown(finder, "您可以申请工作许可和绿卡。") == [
        ("permit", "工作许可"),
        ("green", "绿卡"),
    ]
    assert shown(WordFinder([("လုပ်ငန်းခွင်", "work")], "my"), "ဒီလုပ်ငန်းခွင်မှာ") == [("work", "လုပ်ငန်းခွင်")]


@pytest.mark.parametrize(
    ("way", "tag", "clear"),
    [
        ("protection", "en", False),
        ("food stamps", "en", True),
        ("EBT", "en", True),
        ("W-7", "en", True),
        ("حماية", "ar", False),
        ("工作许可", "zh-Hans", True),
        ("保护", "zh-Hans", False),
    ],
)
def test_single_everyday_words_may_mean_something_else(way: str, tag: str, clear: bool) -> None:
    assert says_one_thing(way, tag) is clear


@given(st.text(), st.text(), st.sampled_from(["en", "ar", "my"]))
def test_any_text_is_looked_through(way: str, text: str, tag: str) -> None:
    for found in WordFinder([(way, "w")], tag).find(text):
        assert found.id == "w"
        assert found.shown.lower() in text.lower()
