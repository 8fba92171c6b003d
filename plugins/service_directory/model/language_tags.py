"""Language tags: which ones exist, and their canonical writing.

Source of the codes: CLDR through Babel; languages CLDR has no name for come from our own table
(`uncommon_languages.json`), among them Marshallese, Karen, Chuukese and several Mayan languages.
"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from typing import Final, NotRequired, TypedDict

from babel import Locale

_TAG = re.compile(
    r"(?P<language>[A-Za-z]{2,3})(?:[-_](?P<script>[A-Za-z]{4}))?"
    r"(?:[-_](?P<region>[A-Za-z]{2}|\d{3}))?\Z"
)
_RETIRED: Final = {"iw": "he", "in": "id", "ji": "yi", "mo": "ro", "sh": "sr", "prs": "fa-AF"}
"""Old or second codes and what replaces them (IANA language subtag registry; Dari: fa-AF)."""


class UncommonLanguage(TypedDict):
    """A language CLDR lacks, or has no usable own name or dates for."""

    tag: str
    iso_639_3: str
    name: str
    """In English."""
    endonym: str
    direction: str
    """`ltr` or `rtl`, of the script the language is mostly written in."""
    formats_like: str
    """The tag whose clock, numbers and order of dates its readers are used to."""
    joiner: NotRequired[str]
    """The word between the last two items of a list."""
    weekdays: NotRequired[list[str]]
    """Seven, Monday first."""
    months: NotRequired[list[str]]
    """Twelve, January first."""


@cache
def uncommon_languages() -> dict[str, UncommonLanguage]:
    """Return our own table, by tag."""
    text = files(__package__).joinpath("uncommon_languages.json").read_text(encoding="utf-8")
    rows: list[UncommonLanguage] = json.loads(text)
    return {row["tag"]: row for row in rows}


@cache
def canonical_tag(value: str) -> str | None:
    """Return a tag in its canonical writing, or None when no such language is known.

    >>> canonical_tag("zh-hans"), canonical_tag("iw"), canonical_tag("xx-yy")
    ('zh-Hans', 'he', None)
    """
    match = _TAG.match(value)
    if match is None:
        return None
    language = match["language"].lower()
    language, _, implied_region = _RETIRED.get(language, language).partition("-")
    script = (match["script"] or "").title()
    region = (match["region"] or implied_region).upper()
    english = Locale("en")
    if language not in english.languages and language not in uncommon_languages():
        return None
    if script and script not in english.scripts:
        return None
    if region and region not in english.territories:
        return None
    return "-".join(part for part in (language, script, region) if part)
