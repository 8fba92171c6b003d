from __future__ import annotations

import random
import time
import unicodedata
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service_directory.languages.alphabets import ALPHABETS, NO_ARTICLE, PINYIN, SAME_ALPHABET
from service_directory.languages.collation import index_letter, sort_key

TAGS = ("en", "es", "fr", "ar", "fa-AF", "uk", "my", "mh", "zh-Hans", "zh-Hant", "ko", "th", "am")


@pytest.mark.parametrize(
    ("tag", "names"),
    [
        ("en", "3M|Area 2|Area 10|New Hope|Newcomers|Straße|The Hope|Zoé|Яр"),
        ("es", "Nadal|nz|Ñandú|Oro|Pena|Peña|pez|Zorro"),
        ("fr", "cote|coté|côte|École|Étoile|Eve|Œuvre|Orange"),
        ("ar", "3 نجوم|آفاق|أمل|إنسان|باب|تمر|على|مركز|ياسمين|Amal|Lantern"),
        ("fa-AF", "آب|بهار|پروین|کابل|گل|هرات|یار|Kabul"),
        ("uk", "Гора|Ґрунт|Екран|Єдність|Іван|Їжак|Йод|Щастя|Ьа|Юля|Яблуко|Latin"),
        ("ru", "Елка|Ёлка|Ель|Иван|Йод"),
        ("mh", "Jabōt|Majuro|Mzz|M̧ajeļ|Nzz|Ņa|N̄a|Or|O̧r|Ōr"),
        ("zh-Hans", "爱心|北京|法律援助|Lantern|社区中心|图书馆|Zzz|中国"),
        ("vi", "An|Ăn|Âu|Dung|Đà Nẵng"),
        ("tr", "Can|Çay|Irmak|Isparta|iki|İzmir"),
        ("sq", "Da|Dzz|Dhe|Szz|Shqip"),
        ("my", "က|မ|အ|Lantern"),
        ("th", "กา|เกาะ|ขา|แม่"),
        ("ko", "가나|까치|나무|하늘|Abc"),
    ],
)
def test_order(tag: str, names: str) -> None:
    shuffled = names.split("|")
    random.Random(7).shuffle(shuffled)
    assert sorted(shuffled, key=sort_key(tag)) == names.split("|")


@pytest.mark.parametrize(
    ("name", "tag", "letter"),
    [
        ("Lantern", "en", "L"),
        ("“lantern”", "en", "L"),
        ("Ñandú", "en", "N"),
        ("Ñandú", "es", "Ñ"),
        ("Étoile", "fr", "E"),
        ("œuvre", "fr", "O"),
        ("ﬁre", "en", "F"),
        ("Łódź", "en", "L"),
        ("Łódź", "pl", "Ł"),
        ("42 Hope St", "es", "#"),
        ("٣ نجوم", "ar", "#"),
        ("", "en", "#"),
        ("— !", "en", "#"),
        ("أمل", "ar", "ا"),
        ("آفاق", "ar", "ا"),
        ("المركز", "ar", "م"),
        ("التزام", "ar", "ا"),
        ("الله", "ar", "ا"),
        ("المركز", "en", "ا"),
        ("Lantern", "ar", "L"),
        ("ياس", "fa-AF", "ی"),
        ("їжак", "uk", "Ї"),
        ("M̧ajeļ", "mh", "M̧"),
        ("မြန်မာ", "my", "မ"),
        ("ሁሉ", "am", "ሀ"),
        ("까치", "ko", "ㄱ"),
        ("แม่", "th", "ม"),
        ("图书馆", "zh-Hans", "T"),
        ("圖書館", "zh-Hant", "圖"),
        ("iki", "tr", "İ"),
        ("ıssız", "tr", "I"),
        ("Dhe", "sq", "Dh"),
    ],
)
def test_index_letter(name: str, tag: str, letter: str) -> None:
    assert index_letter(name, tag) == letter


def test_the_arabic_article_is_passed_over() -> None:
    names = ["المركز", "مدرسة", "اليد", "الالتزام"]
    assert sorted(names, key=sort_key("ar")) == ["الالتزام", "اليد", "مدرسة", "المركز"]
    assert all(word.startswith("ال") for word in NO_ARTICLE)


def test_accents_decide_between_equal_letters() -> None:
    key = sort_key("es")
    assert key("Ángel")[0] == key("angel")[0]
    assert key("Ángel") != key("angel")


def test_alphabets_are_sound() -> None:
    for tag, alphabet in ALPHABETS.items():
        letters = alphabet.split()
        assert len(set(letters)) == len(letters), tag
        assert unicodedata.normalize("NFC", alphabet) == alphabet, tag
    assert set(SAME_ALPHABET.values()) <= set(ALPHABETS)
    assert [code for code, _ in PINYIN] == sorted(code for code, _ in PINYIN)


names = st.one_of(
    st.text(max_size=10),
    st.text(st.sampled_from("aáñzdhllnj mM̧Ōİıabc 019#-ßœ"), max_size=6),
    st.text(st.sampled_from("المركزأإآةىيء ٣بلتزا"), max_size=6),
    st.text(st.sampled_from("їіґєщАЯ'ʼ中文图爱瀛圖龘가까하ሀሁበกเแမက်ို"), max_size=5),
)


@given(tag=st.sampled_from(TAGS), listed=st.lists(names, max_size=12))
def test_each_letter_of_an_index_stands_once(tag: str, listed: list[str]) -> None:
    ordered = sorted(listed, key=sort_key(tag))
    letters = [letter for letter, _ in groupby(index_letter(name, tag) for name in ordered)]
    assert len(letters) == len(set(letters))


@given(tag=st.sampled_from(TAGS), listed=st.lists(names, max_size=8))
def test_order_does_not_depend_on_the_order_before(tag: str, listed: list[str]) -> None:
    backwards = listed[::-1]
    assert sorted(backwards, key=sort_key(tag)) == sorted(listed, key=sort_key(tag))


@given(st.integers(0, 10**12), st.integers(0, 10**12))
def test_numbers_go_by_value(one: int, other: int) -> None:
    key = sort_key("en")
    assert (key(f"Area {one}")[0] < key(f"Area {other}")[0]) == (one < other)


def test_a_thousand_names_are_sorted_quickly() -> None:
    words = ["Étoile", "Ñandú", "Lantern", "المركز", "Їжак", "图书馆", "M̧ajeļ", "New Hope"]
    chance = random.Random(3)
    listed = [f"{chance.choice(words)} {chance.choice(words)} {n}" for n in range(1000)]
    for tag in TAGS:
        sorted(listed, key=sort_key(tag))
        started = time.process_time()
        sorted(listed, key=sort_key(tag))
        assert time.process_time() - started < 0.15
