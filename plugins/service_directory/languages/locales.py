"""Names and direction of languages, and how they write dates, times, numbers and lists.

All of it is CLDR's through Babel, in the Gregorian calendar with Latin digits (CLDR's default
for every language we know, Arabic and Dari among them). Where CLDR has nothing or something
wrong, our own table answers (`model/uncommon_languages.json`); where that has nothing either,
dates become plain ISO numbers and names English. No tag ever raises.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final, Literal, NamedTuple, TypeAlias, cast

from babel import Locale
from babel import dates as babel_dates
from babel import lists as babel_lists
from babel import numbers as babel_numbers

from service_directory.languages.cldr import (
    OwnLocale,
    first_day_of_week,
    locale_of,
    named_locale,
    script_of,
    subtags,
)
from service_directory.model.language_tags import UncommonLanguage, uncommon_languages

Direction: TypeAlias = Literal["ltr", "rtl"]
DateStyle: TypeAlias = Literal["full", "long", "medium", "short", "month", "day"]
"""full: with weekday; long, medium, short: ever shorter; month: month and year; day: no year."""

RIGHT_TO_LEFT_SCRIPTS: Final = frozenset(
    "Adlm Arab Aran Hebr Mand Mend Nkoo Rohg Samr Syrc Syre Syrj Syrn Thaa Yezi".split()
)
"""Scripts written from right to left that are in use today (Unicode, UAX 24 and UAX 9)."""

SOURCE_OF_FALLBACKS: Final = "en"
"""The language a name is given in when the reader's language has none for it."""

_ROOT_MONTH: Final = re.compile(r"M?\d+\Z")
_PATTERN_FIELD: Final = re.compile(r"'([^']*)'|([A-Za-z])\2*")
_SKELETONS: Final = {"month": "yMMMM", "day": "MMMMd"}


@dataclass(frozen=True, slots=True)
class Language:
    """A language as a page names it."""

    tag: str
    """BCP 47, canonical: the value of `lang`, and the first part of addresses."""
    endonym: str
    """What its speakers call it, written as at the start of a sentence: for menus."""
    english_name: str
    direction: Direction
    hreflang: str
    """The value of `hreflang` (the same tag; RFC 5646)."""


class Weekday(NamedTuple):
    """A day of the week in words."""

    full: str
    short: str
    """As full where the language has no short form."""
    language: str
    """The language the words are really in."""


@cache
def language(tag: str) -> Language:
    """Return what a page has to know of a language; an unknown tag stands for itself."""
    own = language_name(tag, tag)
    return Language(
        tag=tag,
        endonym=own[:1].title() + own[1:],
        english_name=language_name(tag, SOURCE_OF_FALLBACKS),
        direction=direction(tag),
        hreflang=tag,
    )


@cache
def direction(tag: str) -> Direction:
    """Return the direction a language is written in, by its script.

    The script is the tag's own, else our table's word, else CLDR's likely one.
    """
    script = script_of(tag)
    row = _row(tag)
    if row and not subtags(tag)[1]:
        return cast(Direction, row["direction"])
    return "rtl" if script in RIGHT_TO_LEFT_SCRIPTS else "ltr"


@cache
def same_language(one: str, other: str) -> bool:
    """Tell whether who reads one tag reads the other: same language, same script."""
    return subtags(one)[0] == subtags(other)[0] and script_of(one) == script_of(other)


@lru_cache(maxsize=4096)
def language_name(tag: str, in_language: str) -> str:
    """Return a language's name in another language.

    CLDR's name; else our table's; else the English name; else the tag itself.
    """
    row = _row(tag)
    if row and in_language == tag:
        return row["endonym"]
    name = _cldr_name(tag, in_language)
    if name:
        return name
    if in_language != SOURCE_OF_FALLBACKS:
        return language_name(tag, SOURCE_OF_FALLBACKS)
    return row["name"] if row else tag


def format_date(date: datetime.date, tag: str, *, style: DateStyle = "long") -> str:
    """Return a date as the language writes it; `YYYY-MM-DD` where month names are not known."""
    return _format_date(date, tag, style)


def format_time(time: str, tag: str) -> str:
    """Return a time of day (`HH:MM`, 00:00 to 24:00) as the language writes it.

    24:00, the end of a day, stays 24:00 where hours are counted to 24, and is midnight elsewhere.
    """
    return _format_time(time, tag)


def format_time_range(opens_at: str, closes_at: str, tag: str) -> str:
    """Return a span of time such as `9:00 AM - 5:00 PM`, with the language's own sign between."""
    locale = _formats(tag)
    between = str(locale.interval_formats.get(None) or "{0} – {1}").replace("\u2009", " ")
    return between.format(_format_time(opens_at, tag), _format_time(closes_at, tag))


@cache
def weekday_names(tag: str) -> tuple[Weekday, ...]:
    """Return the seven days, Monday first, as they stand alone (in a table's head)."""
    row = _row(tag)
    if row and "weekdays" in row:
        return tuple(Weekday(name, name, tag) for name in row["weekdays"])
    locale = locale_of(tag)
    wide = _days(locale, "wide") if locale and not row else None
    if wide is None or locale is None:
        return tuple(day for day in weekday_names(SOURCE_OF_FALLBACKS))
    short = _days(locale, "abbreviated") or wide
    return tuple(Weekday(*names, tag) for names in zip(wide, short, strict=True))


def first_weekday(region: str) -> int:
    """Return the day weeks begin with in a country (Monday is 0), for tables of a week."""
    return first_day_of_week(region)


def format_list(items: Sequence[str], tag: str) -> str:
    """Return items joined as the language joins a list ("A, B y C")."""
    row = _row(tag)
    if len(items) < 2:
        return "".join(items)
    if row:
        joiner = f" {row['joiner']} " if "joiner" in row else ", "
        return f"{', '.join(items[:-1])}{joiner}{items[-1]}"
    return babel_lists.format_list(list(items), locale=_formats(tag))


def format_number(number: float, tag: str) -> str:
    """Return a number with the language's own separators, in Latin digits."""
    return babel_numbers.format_decimal(number, locale=_formats(tag))


@cache
def plural(tag: str) -> Callable[[float], str]:
    """Return the rule that names a number's plural form (zero, one, two, few, many, other)."""
    locale = locale_of(tag)
    return _one_or_other if locale is None else locale.plural_form


@cache
def formats_for(tag: str, region: str) -> str:
    """Return the tag to format with for readers in a country: `es` in the US is `es-US`.

    A Spanish speaker in the United States meets "5:00 p.m." and 1,234.5 there, not 17:00 and
    1.234,5. Where CLDR knows no such pair, and where the tag names a region, it stays as it is.
    """
    base, script, own_region = subtags(tag)
    if own_region or _row(tag):
        return tag
    wanted = "_".join(part for part in (base, script, region) if part)
    return tag if named_locale(wanted) is None else wanted.replace("_", "-")


def _one_or_other(number: float) -> str:
    return "one" if number == 1 else "other"


@lru_cache(maxsize=16384)
def _format_date(date: datetime.date, tag: str, style: DateStyle) -> str:
    locale = locale_of(tag)
    row = _row(tag)
    if row and "months" in row:
        days = row.get("weekdays", ())
        return _by_pattern(date, _formats(tag), style, row["months"], days)
    months = _months(locale) if locale and not row else None
    if months is None or locale is None:
        return date.isoformat()[: 7 if style == "month" else 10]
    if _is_root(locale.months["format"]["wide"][12]):
        return _by_pattern(date, locale, style, months, _days(locale, "wide") or ())
    if style == "medium" and _is_root(locale.months["format"]["abbreviated"][12]):
        style = "long"
    if style in _SKELETONS:
        text = babel_dates.format_skeleton(
            _SKELETONS[style], _as_moment(date), tzinfo=datetime.UTC, locale=locale
        )
    else:
        text = babel_dates.format_date(date, style, locale=locale)
    return _plain_spaces(text)


def _as_moment(date: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(date, datetime.time(12), datetime.UTC)


def _by_pattern(
    date: datetime.date,
    locale: Locale,
    style: DateStyle,
    months: Sequence[str],
    days: Sequence[str],
) -> str:
    """Write a date by a locale's pattern with month names of our own, whole and never cut."""
    if style == "short":
        return date.isoformat()
    if style in _SKELETONS:
        pattern = str(locale.datetime_skeletons[_SKELETONS[style]].pattern)
    else:
        known = style if style != "full" or days else "long"
        pattern = str(locale.date_formats[known].pattern)
    month = months[date.month - 1]
    values = {"y": str(date.year), "M": month, "L": month, "d": str(date.day)}
    if days:
        values["E"] = days[date.weekday()]

    def value(match: re.Match[str]) -> str:
        return match[1] if match[2] is None else values.get(match[2], "")

    return _plain_spaces(_PATTERN_FIELD.sub(value, pattern))


@lru_cache(maxsize=4096)
def _format_time(time: str, tag: str) -> str:
    hour, minute = int(time[:2]), int(time[3:5])
    locale = _formats(tag)
    pattern = str(locale.time_formats["short"].pattern)
    if "mm" not in pattern:
        return time
    moment = datetime.time(hour % 24, minute)
    text = babel_dates.format_time(moment, "short", locale=locale)
    if hour == 24 and ("H" in pattern or "k" in pattern):
        text = re.sub(r"0+", "24", text, count=1)
    return _plain_spaces(text)


def _plain_spaces(text: str) -> str:
    """Use the ordinary no-break space for the narrow one, which few fonts have."""
    return text.replace("\u202f", "\u00a0").strip()


def _months(locale: Locale) -> tuple[str, ...] | None:
    for context in ("format", "stand-alone"):
        names = locale.months[context]["wide"]
        if not _is_root(names[12]):
            return tuple(names[number] for number in range(1, 13))
    return None


def _days(locale: Locale, width: str) -> tuple[str, ...] | None:
    """Return weekday names, or None where CLDR only repeats the root's English ones."""
    for context in ("stand-alone", "format"):
        names = locale.days[context][width]
        if names[0] != "Mon" or locale.language == "en":
            return tuple(names[number] for number in range(7))
    return None


def _is_root(month: str) -> bool:
    return bool(_ROOT_MONTH.match(month))


def _cldr_name(tag: str, in_language: str) -> str:
    locale = locale_of(in_language)
    if locale is None:
        return ""
    names = locale.languages
    whole = names.get(tag.replace("-", "_"))
    if whole:
        return str(whole)
    base, script, region = subtags(tag)
    name = names.get(base)
    if not name and locale.language == base:
        name = locale.get_language_name()
    if not name:
        return ""
    more = [str(locale.scripts.get(script, script)) if script else ""]
    more.append(str(locale.territories.get(region, region)) if region else "")
    details = ", ".join(part for part in more if part)
    return f"{name} ({details})" if details else str(name)


def _formats(tag: str) -> Locale:
    """Return the locale whose patterns a language follows: its own, or the one our table names."""
    row = _row(tag)
    found = named_locale(row["formats_like"].replace("-", "_")) if row else locale_of(tag)
    return found or OwnLocale.parse(SOURCE_OF_FALLBACKS)


def _row(tag: str) -> UncommonLanguage | None:
    """Return our table's row for a language, unless the tag asks for another script."""
    row = uncommon_languages().get(tag) or uncommon_languages().get(subtags(tag)[0])
    return None if row is not None and subtags(tag)[1] else row
