"""CLDR's data through Babel, safe to use for many languages in one process.

Babel 2.18 (python-babel/babel issue 1234) writes what it resolves for one language into data all
languages share: after Pashto, Kurdish weekdays came out in Pashto, depending on which language
was asked first. So each locale here has data of its own, read anew from Babel's files; nothing
another program part does with Babel can change it.
"""

from __future__ import annotations

import pickle
import re
from functools import cache
from pathlib import Path
from typing import Any, Final

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.localedata import LocaleDataDict, merge, resolve_locale_filename

_ROOT: Final = "root"


class OwnLocale(Locale):
    """A Babel locale whose data is shared with no other."""

    @property
    def _data(self) -> LocaleDataDict:
        return _data_of(str(self).partition("@")[0])


@cache
def named_locale(name: str) -> Locale | None:
    """Return the locale of exactly this name (`es_US`), or None where CLDR has none."""
    try:
        return OwnLocale.parse(name) if name else None
    except (UnknownLocaleError, ValueError):
        return None


@cache
def locale_of(tag: str) -> Locale | None:
    """Return CLDR's data for a language tag, or None where it has none in the tag's script.

    Where there is none for the tag's region, that of the language is used.
    """
    base, script, region = subtags(tag)
    for parts in ((base, script, region), (base, script), (base, region), (base,)):
        locale = named_locale("_".join(part for part in parts if part))
        if locale is not None and (not script or script == _script_of_locale(locale)):
            return locale
    return None


@cache
def subtags(tag: str) -> tuple[str, str, str]:
    """Split a tag into language, script and region; the last two may be empty."""
    base, *rest = re.split("[-_]", tag)
    script = next((part.title() for part in rest if len(part) == 4 and part.isalpha()), "")
    region = next((part.upper() for part in rest if len(part) in (2, 3)), "")
    return base.lower(), script, region


@cache
def script_of(tag: str) -> str:
    """Return the script of a language (ISO 15924), CLDR's likely one unless the tag names it."""
    base, script, region = subtags(tag)
    if script:
        return script
    likely = get_global("likely_subtags")
    found = likely.get(f"{base}_{region}") or likely.get(base) or f"{base}_Latn"
    return next((part for part in found.split("_") if len(part) == 4 and part.istitle()), "Latn")


def first_day_of_week(region: str) -> int:
    """Return the day weeks begin with in a country (Monday is 0): CLDR, supplemental weekData."""
    likely = get_global("likely_subtags").get(f"und_{region}", "")
    for name in (f"en_{region}", likely, "_".join(likely.split("_")[::2])):
        locale = named_locale(name)
        if locale is not None and locale.territory == region:
            return int(locale.first_week_day)
    return 0


def _script_of_locale(locale: Locale) -> str:
    parts = (locale.language, locale.script, locale.territory)
    return script_of("-".join(part for part in parts if part))


@cache
def _data_of(name: str) -> LocaleDataDict:
    """Return a locale's data, merged from CLDR's inheritance, in dictionaries nobody else has."""
    data: dict[Any, Any] = {}
    for ancestor in _inheritance(name):
        content = Path(resolve_locale_filename(ancestor)).read_bytes()
        merge(data, pickle.loads(content))
    return LocaleDataDict(data)


def _inheritance(name: str) -> list[str]:
    """Return a locale and those it inherits from, the root first (CLDR, parentLocales)."""
    chain = [name]
    while chain[-1] != _ROOT:
        chain.append(_parent(chain[-1]))
    return chain[::-1]


def _parent(name: str) -> str:
    exception = get_global("parent_exceptions").get(name)
    if exception:
        return str(exception)
    base, script, region = subtags(name)
    if name.count("_") == 0 or (script and not region and script != script_of(base)):
        return _ROOT
    return name.rpartition("_")[0]


@cache
def with_territory(tag: str) -> str:
    """Return a language with its likeliest territory (`ar_EG`), as Open Graph names languages.

    Source: CLDR's likely subtags. A language they do not know stays alone.
    """
    likely = get_global("likely_subtags")
    base = tag.split("-")[0]
    found = likely.get(tag.replace("-", "_")) or likely.get(base) or base
    parts = found.split("_")
    own = [part for part in tag.split("-")[1:] if len(part) in (2, 3)]
    return "_".join([base, *(own or parts[2:3])])
