"""The words for every fault a model can find: what is wrong, what was expected, what to write.

Keyed by the error's `type` (pydantic's, and our own from `refuse` in the models), never by
pydantic's English. A test fails when a model can produce a type that is missing here.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from service_directory.model.fields import Model
from service_directory.model.postal_codes import example_of
from service_directory.reading.entry import FactPath
from service_directory.reading.field_shapes import Shape, fields_of, shape_at
from service_directory.reading.field_words import (
    CHOICE_NOUNS,
    EXAMPLES,
    MODEL_NOUNS,
    OTHER_NAMES,
    RESERVED_KEYS,
)


class Words(NamedTuple):
    """A message for a partner, with the rule it belongs to."""

    rule: str
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault pydantic reported: its type, the path, the value and the model of the document."""

    kind: str
    where: FactPath
    value: Any
    context: Mapping[str, Any] = field(default_factory=dict)
    root: type[Model] = Model
    empty_line: int | None = None
    """The line where the key stands without a value, when it does."""

    @property
    def field(self) -> str:
        """The nearest key: `languages` also for an item of that list."""
        return next((step for step in reversed(self.where) if isinstance(step, str)), "")

    @property
    def typed(self) -> str:
        """The value, shortened, as a message shows it."""
        return _shortened(str(self.context.get("value", self.value)))

    @property
    def shape(self) -> Shape:
        """What the model expects at this place."""
        return shape_at(self.root, self.where) or Shape()

    @property
    def around(self) -> Shape:
        """What the model expects around this place."""
        return shape_at(self.root, self.where[:-1]) or Shape()


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


def did_you_mean(typed: str, known: Iterable[str]) -> str:
    """Return a hint that names the nearest known word, or nothing."""
    by_folded = {word.lower().replace("_", "-"): word for word in known}
    folded = typed.strip().lower().replace("_", "-").replace(" ", "-")
    near = difflib.get_close_matches(folded, by_folded, n=1, cutoff=0.6)
    return f"did you mean {by_folded[near[0]]}?" if near else ""


def listed(words: Sequence[str], last: str = "or") -> str:
    """Write words as a list for reading: `free, sliding-scale or fee`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def _shortened(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"


def _example(fault: Fault) -> str:
    return EXAMPLES.get(fault.field, "…")


def _missing(fault: Fault) -> Words:
    noun = MODEL_NOUNS.get(fault.around.model or Model, "this group")
    hint = f"write for example {fault.field}: {_example(fault)}"
    if fault.empty_line is not None:
        return Words("required", f"'{fault.field}' in line {fault.empty_line} is empty", hint)
    return Words("required", f"{noun} needs the field '{fault.field}', which is missing", hint)


def _unknown_key(fault: Fault) -> Words:
    key = fault.field
    noun = MODEL_NOUNS.get(fault.around.model or Model, "this group")
    if key in RESERVED_KEYS:
        return Words(
            "reserved-key",
            f"'{key}' belongs to MkDocs and is no field of {noun}",
            RESERVED_KEYS[key] or "delete this line",
        )
    if "：" in key or ":" in key:
        return Words("unknown-key", f"'{key}' is no field of {noun}", "put a space after the colon")
    known = fault.around.keys
    message = f"'{_shortened(key)}' is no field of {noun}"
    other = OTHER_NAMES.get(key.lower().replace("-", "_"), "")
    first = other.split(" ")[0].rstrip(",:")
    if other and (first in known or not first.isidentifier() or " " in other):
        return Words("unknown-key", message, f"write {other}")
    hint = did_you_mean(key, known)
    return Words("unknown-key", message, hint or f"its fields are {listed(known, 'and')}")


def _unknown_value(fault: Fault) -> Words:
    if not isinstance(fault.value, str):
        return _text_expected(fault)
    noun = CHOICE_NOUNS.get(fault.field, f"one of the words for '{fault.field}'")
    choices = fault.shape.choices
    return Words(
        "unknown-value",
        f"'{fault.typed}' is not {noun}; write {listed(choices)}",
        did_you_mean(fault.value, choices),
    )


def _list_expected(fault: Fault) -> Words:
    key, value = fault.field, fault.value
    if isinstance(value, str):
        items = [part.strip() for part in value.split(",") if part.strip()]
        more = ", or none" if key == "required_documents" else ""
        if fault.shape.item and fault.shape.item.model:
            return _list_of_groups(fault, fault.shape.item.model)
        return Words(
            "type-list",
            f"'{key}' is a list, but a single text stands here",
            f"write it in brackets: {key}: [{', '.join(items)}]{more}",
        )
    if fault.shape.item and fault.shape.item.model:
        return _list_of_groups(fault, fault.shape.item.model)
    return Words(
        "type-list",
        f"'{key}' is a list, but fields stand here",
        f"write it in brackets: {key}: [first, second]",
    )


def _list_of_groups(fault: Fault, model: type[Model]) -> Words:
    return Words(
        "type-list",
        f"'{fault.field}' is a list; each of its items begins with a hyphen",
        f"write in the next line: - {_group_example(model)}",
    )


def _group_example(model: type[Model]) -> str:
    keys = list(fields_of(model))[:2]
    return "{" + ", ".join(f"{key}: {EXAMPLES.get(key, '…')}" for key in keys) + "}"


def _group_expected(fault: Fault) -> Words:
    if not fault.where:
        return Words("yaml-mapping", "lines of the form `field: value` are expected here")
    model = fault.shape.model
    example = _group_example(model) if model else "{…}"
    is_item = isinstance(fault.where[-1], int)
    stands = "a list stands here" if isinstance(fault.value, list) else "a text stands here"
    what = f"an item of '{fault.field}' consists of fields" if is_item else (
        f"'{fault.field}' consists of fields"
    )
    written = f"- {example}" if is_item else f"{fault.field}: {example}"
    hint = f"write for example {written}"
    if isinstance(fault.value, list) and not is_item:
        hint += "; a single group has no hyphen"
    return Words("type-group", f"{what}, but {stands}", hint)


def _text_expected(fault: Fault) -> Words:
    is_item = isinstance(fault.where[-1], int) if fault.where else False
    what = f"an item of '{fault.field}'" if is_item else f"'{fault.field}'"
    value = fault.value
    if isinstance(value, dict):
        shown = ", ".join(
            f"{key}: {item}" for key, item in value.items() if isinstance(item, str)
        )
        lead = "- " if is_item else f"{fault.field}: "
        hint = "put quotation marks round a text that has a colon or begins with {"
        if shown:
            hint += f': {lead}"{_shortened(shown)}"'
        return Words("type-text", f"{what} is one text, but fields stand here", hint)
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], str):
        hint = f"write it without brackets or hyphen: {fault.field}: {value[0]}"
    else:
        hint = "write a single text; if it begins with [, put quotation marks round it"
    return Words("type-text", f"{what} is one text, but a list stands here", hint)


def _says(rule: str, message: str, hint: str = "") -> Callable[[Fault], Words]:
    """Return a writer that fills `{value}` and `{field}` and the error's own context in."""

    def write(fault: Fault) -> Words:
        filled = {
            **{key: _shortened(str(item)) for key, item in fault.context.items()},
            "value": fault.typed,
            "field": fault.field,
        }
        return Words(rule, message.format_map(filled), hint.format_map(filled))

    return write


def _or_text(write: Callable[[Fault], Words]) -> Callable[[Fault], Words]:
    """Send lists and groups where a single value is expected to the words for that."""
    return lambda fault: write(fault) if isinstance(fault.value, str) else _text_expected(fault)


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
        _says(
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
    "missing": _missing,
    "extra_forbidden": _unknown_key,
    "enum": _unknown_value,
    "tuple_type": _list_expected,
    "model_type": _group_expected,
    "string_type": _text_expected,
    "date_type": _text_expected,
    "bool_type": _text_expected,
    "int_type": _text_expected,
    "float_type": _text_expected,
    "less_than_equal": _says("number-range", "{value} is too much; {le} is the most", ""),
    "empty-text": _says(
        "empty-text", "'{field}' is empty", "fill it in, or delete the line if it is not known"
    ),
    "line-break": _says(
        "line-break", "'{field}' must be one line, but has a line break in it",
        "join the lines; longer text has its place below the closing ---",
    ),
    "combining-marks": _says(
        "combining-marks", "the text has a letter with more than four accents on it", "type it anew"
    ),
    "control-character": _says(
        "control-character", "the text has the invisible character {character} in it",
        "delete it, or type the text anew",
    ),
    "no-html": _says(
        "no-html", "'{tag}' is HTML, which is not allowed here", "write plain text without < and >"
    ),
    "id-format": _id,
    "reference-format": _reference,
    "date-format": _date,
    "date-impossible": _says(
        "date-format", "there is no such day as '{value}'", "write year-month-day: 2026-03-01"
    ),
    "time-format": _time,
    "yes-no": _says(
        "yes-no", "'{value}' is not an answer to '{field}'; write yes or no",
        "leave the line out if it is not known",
    ),
    "whole-number": _says(
        "whole-number", "'{value}' is not a number for '{field}'", "write plain digits, such as 18"
    ),
    "latitude": _coordinates("latitude", "north", 90, "42.5006"),
    "longitude": _coordinates("longitude", "east", 180, "-90.6646 (west is negative)"),
    "phone-format": _says(
        "phone-format", "'{value}' is not a telephone number",
        "write for example (563) 555-0142, or +52 55 5555 0100 for another country; one number "
        "to a line, words go into description",
    ),
    "url-format": _says(
        "url-format", "'{value}' is not a web address: it has a space or a sign no address has",
        "copy it from the address bar, such as https://example.org/classes",
    ),
    "url-scheme": _says(
        "url-scheme", "'{value}' is not a web address that begins with https://",
        "write for example https://example.org",
    ),
    "url-host": _says(
        "url-host", "'{value}' has no public domain name", "write for example https://example.org"
    ),
    "url-userinfo": _says(
        "url-userinfo", "'{value}' has an @ before the domain name, which hides where it leads",
        "write the address without the part before @",
    ),
    "url-homoglyph": _says(
        "url-homoglyph",
        "'{value}' has the letter {letter} in its domain name, which may imitate another",
        "type it anew with plain letters, or write the xn-- form of the name",
    ),
    "email-format": _says(
        "email-format", "'{value}' is not an e-mail address",
        "write one address only, such as hello@example.org",
    ),
    "byday": _says(
        "byday", "'{value}' is not a day; write MO, TU, WE, TH, FR, SA or SU",
        "in monthly schedules with a number: 2MO is the second Monday, -1FR the last Friday",
    ),
    "language-tag": _says(
        "language-tag", "'{value}' is not the short name of a language",
        "write for example en, es, mh, zh-Hans (ISO 639)",
    ),
    "country-code": _says(
        "country-code", "'{value}' is not a country; write its two capital letters",
        "for example US, CA or MX",
    ),
    "postal-code": _postal_code,
    "ages-reversed": _says(
        "ages-reversed", "the maximum age {value} is below the minimum age", "exchange the two"
    ),
    "dates-reversed": _says(
        "dates-reversed", "'{field}' {value} lies before the date it should follow",
        "exchange the two dates, or put the year right",
    ),
    "schedule-half": _schedule_half,
    "schedule-empty": _says(
        "schedule-empty", "these hours say nothing: neither times nor a description",
        "write opens_at: 09:00 and closes_at: 17:00, or description: By appointment",
    ),
    "schedule-days": _says(
        "schedule-days", "these hours have times but no days", "add byday: [MO, TU, WE, TH, FR]"
    ),
    "schedule-zero": _says(
        "schedule-zero", "these hours open and close at {value}",
        "a whole day is 00:00 to 24:00",
    ),
    "schedule-numbered": _says(
        "schedule-numbered", "'{value}' is a day of a month, but this schedule is weekly",
        "add freq: MONTHLY, or write the day without its number",
    ),
    "confidential-address": _confidential,
    "coordinates-half": _says(
        "coordinates-half", "'{field}' is missing beside the other coordinate", "give both or none"
    ),
    "none-and-more": _says(
        "none-and-more", "'none' cannot stand beside other ways", "delete none, or the others"
    ),
    "two-places": _says(
        "two-places", "a meeting has a location or a place in words, not both",
        "delete place, or location",
    ),
    "same-axis": _says(
        "same-axis", "rows and columns are both {value}", "choose another one for columns"
    ),
}
"""Words by error type."""
