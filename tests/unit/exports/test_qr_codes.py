"""QR codes: those of segno, made faster."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from typing import Final

import pytest
import segno

from service_directory.exports.qr_codes import QrCodes

TEXTS: Final = (
    "https://example.org/en/organizations/ash/",
    "https://example.org/es/organizations/birch/",
    "https://example.org/zh-Hans/needs/food/",
    "https://example.org/%D8%A7/",
    "a",
    "x" * 84,
    "x" * 85,
    "https://example.org/" + "long-name-" * 12,
)


@pytest.fixture(scope="module")
def codes() -> QrCodes:
    return QrCodes(many=True)


@pytest.mark.parametrize("text", TEXTS)
def test_a_code_is_the_one_segno_makes(text: str, codes: QrCodes) -> None:
    version = 5 if len(text) <= 84 else None
    theirs = segno.make_qr(
        text.encode(), error="m", version=version, mask=3, mode="byte", boost_error=False
    )
    rows = ["".join(map(str, row)) for row in theirs.matrix]
    assert codes.rows(text.encode()) == rows
    assert QrCodes(many=False).rows(text.encode()) == rows


def test_the_picture_draws_the_dark_modules_with_a_quiet_edge(codes: QrCodes) -> None:
    svg = ElementTree.fromstring(codes.svg(TEXTS[0]))
    side = int(svg.attrib["viewBox"].split()[2])
    paths = [path.attrib["d"] for path in svg]
    drawn = [["0"] * side for _ in range(side)]
    for stroke in paths[1].split("M")[1:]:
        moves = stroke.replace("h", " h").replace("m", " m").split()
        x, y = int(moves[0]), int(float(moves[1]))
        for number, move in enumerate(moves):
            if move.startswith("h"):
                for step in range(int(move[1:])):
                    drawn[y][x + step] = "1"
                x += int(move[1:])
            elif move.startswith("m"):
                assert moves[number + 1] == "0"
                x += int(move[1:])
    rows = codes.rows(TEXTS[0].encode())
    assert ["".join(row[4:-4]) for row in drawn[4:-4]] == rows
    assert side == len(rows) + 8
