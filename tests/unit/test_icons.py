"""Icons are the theme's own drawings, put into the page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from service_directory.icons import NEED_ICONS, icon

DRAWING = re.compile(r'<path d="[MmLlHhVvCcSsQqTtAaZz0-9eE ,.+-]+"/>')


@pytest.mark.parametrize("name", NEED_ICONS)
def test_every_icon_there_is_is_drawn_by_the_theme(name: str) -> None:
    svg = icon(name)
    assert svg.startswith("<svg ")
    assert svg.endswith("</svg>")
    assert DRAWING.search(svg), svg
    assert 'aria-hidden="true"' in svg


@pytest.mark.parametrize("name", ["", "nonsense", "../../etc/passwd", '"><script>'])
def test_an_unknown_name_is_a_tag_and_never_read_from_elsewhere(name: str) -> None:
    assert icon(name) == icon("another unknown name")
    assert "script" not in icon(name)


def test_every_icon_of_the_sample_county_is_one_there_is() -> None:
    root = Path(__file__).parent.parent.parent
    taxonomy = (root / "directory" / "taxonomy" / "needs.yml").read_text(encoding="utf-8")
    used = re.findall(r"^ *icon: *(\S+)", taxonomy, re.MULTILINE)
    assert len(used) > 3
    assert set(used) <= set(NEED_ICONS)
