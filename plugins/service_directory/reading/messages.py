"""The words for every fault a model can find: what is wrong, what was expected, what to write.

Keyed by the error's `type` (pydantic's, and our own from `refuse` in the models), never by
pydantic's English. A test fails when a model can produce a type that is missing here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from service_directory.model.postal_codes import example_of
from service_directory.reading.field_words import EXAMPLES
from service_directory.reading.message_parts import Fault, Words, says
from service_directory.reading.structure_messages import (
    group_expected,
    list_expected,
    missing,
    text_expected,
    unknown_key,
    unknown_value,
)

__all__ = ["CATALOGUE", "Fault", "Words", "words_for"]


def words_for(fault: Fault) -> Words:
    """Return the words for a fault."""
    write = CATALOGUE.get(fault.kind)
    if write is None:
        return Words(
            "invalid-value",
            f"'{fault.typed}' is not what the field '{fault.field}' holds",
            "compare it with another entry",
        )
    return write(fault)


def _or_text(write: Callable[[Fault], Words]) -> Callable[[Fault], Words]:
    """Send lists and groups where a single value is expected to the words for that."""
    return lambda fault: write(fault) if isinstance(fault.value, str) else text_expected(fault)


def _id(fault: Fault) -> Words:
    likely = _as_id(fault.typed)
    return Words(
        "id-format",
        f"'{fault.typed}' is not an id; an id has small letters a-z, digits and single hyphens",
        f"did you mean {likely}?" if likely else "write for example public-library",
    )


def _reference(fault: Fault) -> Words:
    likely = "/".join(part for part in map(_as_id, fault.typed.split("/")[:2]) if part)
    return Words(
        "reference-format",
        f"'{fault.typed}' names nothing; write an id, or organization/id for one of a partner",
        f"did you mean {likely}?" if likely else "write for example public-library/downtown",
    )


def _as_id(text: str) -> str:
    folded = "".join(c if c.isascii() and c.isalnum() else "-" for c in text.strip().lower())
    return "-".join(part for part in folded.split("-") if part)


def _time(fault: Fault) -> Words:
    return Words(
        "time-format",
        f"'{fault.typed}' is not a time of day; write hours and minutes from 00:00 to 24:00",
        _likely_time(fault.typed) or "write for example 09:00 or 17:30",
    )


def _likely_time(typed: str) -> str:
    text = typed.lower().replace(".", "").replace(" ", "")
    half = next((half for half in ("am", "pm") if text.endswith(half)), "")
    hours, _, minutes = text.removesuffix(half).partition(":")
    if not (hours.isdecimal() and len(hours) <= 2 and (minutes or "00").isdecimal()):
        return ""
    hour = int(hours) % 12 + 12 * (half == "pm") if half else int(hours)
    minute = (minutes or "00").zfill(2)
    return f"did you mean {hour:02}:{minute}?" if hour < 24 and len(minute) == 2 else ""


def _date(fault: Fault) -> Words:
    return Words(
        "date-format",
        f"'{fault.typed}' is not a date; write year-month-day",
        "for example 2026-03-01 for the first of March 2026",
    )


def _postal_code(fault: Fault) -> Words:
    country = str(fault.context.get("country", ""))
    return Words(
        "postal-code",
        f"'{fault.typed}' is not a postal code of the country {country}",
        f"write for example {example_of(country)}; for another country add country: CA",
    )


def _coordinates(rule: str, direction: str, limit: int, example: str) -> Callable[[Fault], Words]:
    return _or_text(
        says(
            rule,
            f"'{{value}}' is not a {rule}; write degrees {direction} from -{limit} to {limit}",
            f"for example {example}",
        )
    )


def _confidential(fault: Fault) -> Words:
    visibility = str(fault.context.get("visibility", "confidential"))
    return Words(
        "confidential-address",
        f"a place with visibility: {visibility} may have no '{fault.field}'; if it is the real "
        "one, contact the coordinator to erase it from the history of the files as well",
        "deleting the line is not enough: what was once saved stays readable in older versions",
    )


def _schedule_half(fault: Fault) -> Words:
    other = "opens_at" if fault.field == "closes_at" else "closes_at"
    return Words(
        "schedule-half",
        f"these hours have {other} but no {fault.field}",
        f"add {fault.field}: {EXAMPLES[fault.field]}; midnight is 24:00",
    )


CATALOGUE: Final[Mapping[str, Callable[[Fault], Words]]] = {
    "missing": missing,
    "extra_forbidden": unknown_key,
    "enum": unknown_value,
    "tuple_type": list_expected,
    "model_type": group_expected,
    "string_type": text_expected,
    "date_type": text_expected,
    "bool_type": text_expected,
    "int_type": text_expected,
    "float_type": text_expected,
    "less_than_equal": says("number-range", "{value} is too much; {le} is the most", ""),
    "empty-text": says(
        "empty-text", "'{field}' is empty", "fill it in, or delete the line if it is not known"
    ),
    "line-break": says(
        "line-break",
        "'{field}' must be one line, but has a line break in it",
        "join the lines; longer text has its place below the closing ---",
    ),
    "combining-marks": says(
        "combining-marks", "the text has a letter with more than four accents on it", "type it anew"
    ),
    "control-character": says(
        "control-character",
        "the text has the invisible character {character} in it",
        "delete it, or type the text anew",
    ),
    "no-html": says(
        "no-html", "'{tag}' is HTML, which is not allowed here", "write plain text without < and >"
    ),
    "id-format": _id,
    "reference-format": _reference,
    "date-format": _date,
    "date-impossible": says(
        "date-format", "there is no such day as '{value}'", "write year-month-day: 2026-03-01"
    ),
    "time-format": _time,
    "yes-no": says(
        "yes-no",
        "'{value}' is not an answer to '{field}'; write yes or no",
        "leave the line out if it is not known",
    ),
    "whole-number": says(
        "whole-number", "'{value}' is not a number for '{field}'", "write plain digits, such as 18"
    ),
    "latitude": _coordinates("latitude", "north", 90, "42.5006"),
    "longitude": _coordinates("longitude", "east", 180, "-90.6646 (west is negative)"),
    "phone-format": says(
        "phone-format",
        "'{value}' is not a telephone number",
        "write for example (563) 555-0142, or +52 55 5555 0100 for another country; one number "
        "to a line, words go into description",
    ),
    "url-format": says(
        "url-format",
        "'{value}' is not a web address: it has a space or a sign no address has",
        "copy it from the address bar, such as https://example.org/classes",
    ),
    "url-scheme": says(
        "url-scheme",
        "'{value}' is not a web address that begins with https://",
        "write for example https://example.org",
    ),
    "url-host": says(
        "url-host", "'{value}' has no public domain name", "write for example https://example.org"
    ),
    "url-userinfo": says(
        "url-userinfo",
        "'{value}' has an @ before the domain name, which hides where it leads",
        "write the address without the part before @",
    ),
    "url-homoglyph": says(
        "url-homoglyph",
        "'{value}' has the letter {letter} in its domain name, which may imitate another",
        "type it anew with plain letters, or write the xn-- form of the name",
    ),
    "email-format": says(
        "email-format",
        "'{value}' is not an e-mail address",
        "write one address only, such as hello@example.org",
    ),
    "byday": says(
        "byday",
        "'{value}' is not a day; write MO, TU, WE, TH, FR, SA or SU",
        "in monthly schedules with a number: 2MO is the second Monday, -1FR the last Friday",
    ),
    "language-tag": says(
        "language-tag",
        "'{value}' is not the short name of a language",
        "write for example en, es, mh, zh-Hans (ISO 639)",
    ),
    "country-code": says(
        "country-code",
        "'{value}' is not a country; write its two capital letters",
        "for example US, CA or MX",
    ),
    "postal-code": _postal_code,
    "ages-reversed": says(
        "ages-reversed", "the maximum age {value} is below the minimum age", "exchange the two"
    ),
    "dates-reversed": says(
        "dates-reversed",
        "'{field}' {value} lies before the date it should follow",
        "exchange the two dates, or put the year right",
    ),
    "schedule-half": _schedule_half,
    "schedule-empty": says(
        "schedule-empty",
        "these hours say nothing: neither times nor a description",
        "write opens_at: 09:00 and closes_at: 17:00, or description: By appointment",
    ),
    "schedule-days": says(
        "schedule-days", "these hours have times but no days", "add byday: [MO, TU, WE, TH, FR]"
    ),
    "schedule-zero": says(
        "schedule-zero",
        "these hours open and close at {value}",
        "a whole day is 00:00 to 24:00",
    ),
    "schedule-numbered": says(
        "schedule-numbered",
        "'{value}' is a day of a month, but this schedule is weekly",
        "add freq: MONTHLY, or write the day without its number",
    ),
    "confidential-address": _confidential,
    "coordinates-half": says(
        "coordinates-half", "'{field}' is missing beside the other coordinate", "give both or none"
    ),
    "none-and-more": says(
        "none-and-more", "'none' cannot stand beside other ways", "delete none, or the others"
    ),
    "two-places": says(
        "two-places",
        "a meeting has a location or a place in words, not both",
        "delete place, or location",
    ),
    "same-axis": says(
        "same-axis", "rows and columns are both {value}", "choose another one for columns"
    ),
}
"""Words by error type."""
