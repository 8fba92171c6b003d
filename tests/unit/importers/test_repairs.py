from __future__ import annotations

import pytest

from service_directory.importers.mojibake import is_cp437_damaged, mend_cp437, mend_latin_1
from service_directory.importers.repairs import repair


@pytest.mark.parametrize(
    ("spoilt", "meant"),
    [
        ("the townGÇÖs clinic", "the town’s clinic"),
        ("GÇ£FriendsGÇ¥", "“Friends”"),
        ("9:00amGÇô5:00pm", "9:00am–5:00pm"),
        ("and moreGÇª", "and more…"),
        ("GÇó one", "• one"),
        ("BrandGäó", "Brand™"),
        ("Espa+¦ol", "Español"),
        ("informaci+¦n", "información"),
        ("p+¦blico", "público"),
        ("+¦tiles", "útiles"),
        ("se re+¦ne", "se reúne"),
        ("Caf+¬", "Café"),
        ("fa+ºade", "façade"),
        ("m+ís f+¡sicos", "más físicos"),
        ("P+ÆTOPRENS", "PÒTOPRENS"),
        ("only-áhere", "only\u00a0here"),
        ("Program-«", "Program®"),
        ("-ôyes-ö", "“yes”"),
        ("Lou-Æs", "Lou’s"),
        ("say -Ç-£yes-Ç-¥", "say “yes”"),
        ("a - b + c, G Ç", "a - b + c, G Ç"),
        ("plain", "plain"),
    ],
)
def test_cp437(spoilt: str, meant: str) -> None:
    assert mend_cp437(spoilt) == meant


@pytest.mark.parametrize(
    ("spoilt", "meant"),
    [
        ("donâ€™t", "don’t"),
        ("CafÃ©", "Café"),
        ("ESPAÃ‘OL", "ESPAÑOL"),
        ("Ã¢â‚¬â€œ", "–"),
        ("â„¢", "™"),
        ("naïve café ‘x’ É’s", "naïve café ‘x’ É’s"),
        ("São Tomé, Île", "São Tomé, Île"),
    ],
)
def test_windows(spoilt: str, meant: str) -> None:
    assert mend_latin_1(spoilt) == meant


def test_damage_is_told_from_letters() -> None:
    assert is_cp437_damaged(["fine", "the townGÇÖs"])
    assert not is_cp437_damaged(["Garçon", "+ío", "GÇ"])


@pytest.mark.parametrize(
    ("cell", "text", "repairs"),
    [
        ("Fine as it is.", "Fine as it is.", ()),
        ("FL ", "FL", ("spaces",)),
        ("two  spaces", "two spaces", ("spaces",)),
        (r"One.\n\nTwo.", "One.\n\nTwo.", (r"line break written as \n",)),
        (r"Class K:\nDaily", "Class K:\nDaily", (r"line break written as \n",)),
        ("Text.\n\n###MON###\n####COL###", "Text.", ("editor's mark", "spaces")),
        ("Text.\n###MON##\nMON###", "Text.", ("editor's mark", "spaces")),
        ("unit ##A## and C### end", "unit ##A## and C### end", ()),
        ("Haitian&nbsp;Creole", "Haitian Creole", ("HTML entity", "odd space")),
        ("R&amp;amp;D", "R&D", ("HTML entity",)),
        ("R&D &c", "R&D &c", ()),
        ("<p>One<br>two</p>", "One\ntwo", ("HTML tag", "spaces")),
        ("<ul><li>a<li>b</ul>", "* a\n* b", ("HTML tag", "spaces")),
        ('see <a href="https://x.org">us</a>', "see us (https://x.org)", ("HTML tag",)),
        ("a<script>alert(1)</script>b", "a b", ("HTML tag",)),
        ("&lt;img src=x onerror=alert(1)&gt;", "", ("HTML entity", "HTML tag")),
        ("<me onload=1>", "< me onload=1>", ("HTML tag",)),
        ("5 < 6, write <me@x.org>", "5 < 6, write <me@x.org>", ()),
        ("infor\u00admation 9\u00ad5", "information 9-5", ("invisible or lost character",)),
        ("a\u202eb\ufffdc\x07", "abc", ("invisible or lost character",)),
        ("e" + "\u0301" * 9, "e" + "\u0301" * 4, ("piled-up accents",)),
        ("a\tb", "a b", ("odd space",)),
        ("a\r\nb", "a\nb", ("invisible or lost character",)),
    ],
)
def test_cells(cell: str, text: str, repairs: tuple[str, ...]) -> None:
    repaired = repair(cell)
    assert (repaired.text, repaired.repairs) == (text, repairs)
    assert repair(text).text == text


def test_cp437_is_mended_only_in_feeds_that_are_spoilt() -> None:
    assert repair("m+ís").text == "m+ís"
    assert repair("m+ís", damaged=True).text == "más"


def test_addresses_keep_their_backslashes() -> None:
    assert repair(r"x.org\news", prose=False).text == r"x.org\news"
