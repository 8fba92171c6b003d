"""The types of single values: a pattern is matched before anything is converted.

Every scalar arrives as text. Python's and pydantic's own readings of dates, times and numbers are
more generous than a directory can be (`20260301`, `10`, `1_000`, `nan`), so nothing is handed to
them that has not matched first. Each refusal has a `type` of our own; the words for it are in
`reading/messages.py`.
"""

from __future__ import annotations

import datetime
import ipaddress
import re
import unicodedata
from collections.abc import Callable
from typing import Annotated, Any, Final
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, WithJsonSchema
from pydantic_core import PydanticCustomError

from service_directory.model.language_tags import canonical_tag

ID_PATTERN: Final = r"[a-z0-9]+(?:-[a-z0-9]+)*"
MAX_PHONE_LENGTH: Final = 60
"""Longer ones are no numbers, and would keep the pattern below busy for minutes."""
MAX_COMBINING_MARKS: Final = 4
"""More marks than this on one letter is no writing system but a trick (measured: 500 in one)."""

_ID = re.compile(rf"{ID_PATTERN}\Z")
_REFERENCE = re.compile(rf"{ID_PATTERN}(?:/{ID_PATTERN})?\Z")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)
_TIME = re.compile(r"(?:[01]\d|2[0-4]):[0-5]\d\Z", re.ASCII)
_WHOLE_NUMBER = re.compile(r"(?:0|[1-9]\d{0,8})\Z", re.ASCII)
_DECIMAL = re.compile(r"-?\d{1,3}(?:\.\d{1,12})?\Z", re.ASCII)
_PHONE = re.compile(
    r"(?P<number>\+?[\d(][\d\s().\-/\u2010-\u2013\u200e\u200f*#]*)"
    r"(?:[\s,;]*(?:ext\.?|extension|x)\s*(?P<extension>\d{1,7}))?\Z",
    re.IGNORECASE,
)
_EMAIL = re.compile(
    r"[A-Za-z0-9!#$%'*+/^_`{|}~-]+(?:\.[A-Za-z0-9!#$%'*+/^_`{|}~-]+)*"
    r"@(?=[^@\s]{3,253}\Z)(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W_][\w-]*[^\W_]\Z"
)
_HOST_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\Z")
_BYDAY = re.compile(r"(?:-1|[1-5])?(?:MO|TU|WE|TH|FR|SA|SU)\Z")
_HTML_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--|</[A-Za-z]")
_EVENT_HANDLER = re.compile(r"\bon[a-z]+\s*=", re.IGNORECASE)


class Model(BaseModel):
    """Base of all models: immutable, and a key it does not know is an error, never dropped."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


def refuse(kind: str, **context: Any) -> PydanticCustomError:
    """Return the error for a value that is not what its field holds (words: messages.py)."""
    return PydanticCustomError(kind, kind, context or None)


def _matching(pattern: re.Pattern[str], kind: str) -> Callable[[str], str]:
    def check(value: str) -> str:
        if not pattern.match(value):
            raise refuse(kind, value=value)
        return value

    return check


def _plain_text(value: str) -> str:
    """Refuse what a text field cannot show as typed: no markup, no piled-up marks, one line."""
    if "\n" in value or "\r" in value:
        raise refuse("line-break", value=value)
    return _any_text(value)


def _any_text(value: str) -> str:
    if not value.strip():
        raise refuse("empty-text", value=value)
    if value.isascii() and value.isprintable() and "<" not in value:
        return value
    marks = 0
    for character in unicodedata.normalize("NFC", value):
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks > MAX_COMBINING_MARKS:
            raise refuse("combining-marks", value=value)
    for character in value:
        if unicodedata.category(character) in {"Cc", "Cs", "Co", "Zl", "Zp"} and character not in (
            "\n"
        ):
            raise refuse("control-character", value=value, character=f"U+{ord(character):04X}")
    tag = _HTML_TAG.search(value)
    if tag and (_EVENT_HANDLER.search(value) or _is_known_markup(tag.group())):
        raise refuse("no-html", value=value, tag=tag.group())
    return value


def _is_known_markup(tag: str) -> bool:
    name = re.match(r"</?([A-Za-z][A-Za-z0-9]*)", tag)
    return tag.startswith("<!--") or bool(name and name.group(1).lower() in _MARKUP_NAMES)


_MARKUP_NAMES: Final = frozenset(
    "a abbr b base body br button div em embed font form frame h1 h2 h3 h4 h5 h6 head hr html i "
    "iframe img input li link math meta object ol p script select span strong style sub sup svg "
    "table td textarea th title tr u ul video audio source".split()
)


def _date(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if not _DATE.match(value.strip()):
        raise refuse("date-format", value=value)
    try:
        return datetime.date.fromisoformat(value.strip())
    except ValueError:
        raise refuse("date-impossible", value=value) from None


def _time(value: str) -> str:
    if not _TIME.match(value) or (value.startswith("24") and value != "24:00"):
        raise refuse("time-format", value=value)
    return value


def _yes_no(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    answers = {"yes": True, "no": False, "true": True, "false": False}
    if value.strip() not in answers:
        raise refuse("yes-no", value=value)
    return answers[value.strip()]


def _whole_number(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if not _WHOLE_NUMBER.match(value.strip()):
        raise refuse("whole-number", value=value)
    return int(value)


def _degrees(limit: int, kind: str) -> Callable[[Any], Any]:
    def check(value: Any) -> Any:
        if not isinstance(value, str):
            return value
        if not _DECIMAL.match(value.strip()) or abs(float(value)) > limit:
            raise refuse(kind, value=value)
        return float(value)

    return check


def _phone(value: str) -> str:
    digits = sum(unicodedata.category(character) == "Nd" for character in value)
    if not 3 <= digits <= 22 or len(value) > MAX_PHONE_LENGTH or not _PHONE.match(value):
        raise refuse("phone-format", value=value)
    return value


def split_phone(value: str) -> tuple[str, str | None]:
    """Split a phone number as typed into the number and its extension (None when it has none)."""
    match = _PHONE.match(value)
    if match is None:
        return value, None
    return match["number"].strip(" ,;"), match["extension"]


def _url(value: str) -> str:
    if re.search(r"[\s\"<>\\^`{|}]", value):
        raise refuse("url-format", value=value)
    if not re.match(r"https?://", value, re.IGNORECASE):
        raise refuse("url-scheme", value=value)
    try:
        parts = urlsplit(value)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        raise refuse("url-host", value=value) from None
    if "@" in parts.netloc:
        raise refuse("url-userinfo", value=value)
    for character in host:
        if not character.isascii():
            name = unicodedata.name(character, f"U+{ord(character):04X}")
            raise refuse("url-homoglyph", value=value, letter=name)
    if not _is_public_host(host):
        raise refuse("url-host", value=value)
    return value


def _is_public_host(host: str) -> bool:
    labels = host.lower().rstrip(".").split(".")
    if len(labels) < 2 or not all(_HOST_LABEL.match(label) for label in labels):
        return False
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return not labels[-1].isdigit() and labels[-1] not in {"local", "localhost", "internal"}
    return False


def _language(value: str) -> str:
    tag = canonical_tag(value)
    if tag is None:
        raise refuse("language-tag", value=value)
    return tag


_TEXT_SCHEMA: Final = {"type": ["string", "number", "boolean"]}
"""Scalars are text to us; other YAML tools read some of them as numbers or booleans."""


def _text_schema(**more: Any) -> WithJsonSchema:
    return WithJsonSchema({**_TEXT_SCHEMA, **more})


Id = Annotated[
    str,
    AfterValidator(_matching(_ID, "id-format")),
    _text_schema(pattern=rf"^{ID_PATTERN}$"),
]
"""A stable name in addresses and references: lower-case letters a-z, digits, single hyphens."""

Reference = Annotated[
    str, AfterValidator(_matching(_REFERENCE, "reference-format")), _text_schema()
]
"""An id, or `organization/part` for a location or service of another organization."""

Text = Annotated[str, AfterValidator(_plain_text), _text_schema()]
"""One line of plain text, shown exactly as typed."""

LongText = Annotated[str, AfterValidator(_any_text), _text_schema()]
"""Plain text that may run over several lines."""

Date = Annotated[
    datetime.date, BeforeValidator(_date), WithJsonSchema({"type": "string", "format": "date"})
]
"""A calendar day, written YYYY-MM-DD."""

Time = Annotated[str, AfterValidator(_time), _text_schema(pattern=r"^([01]\d|2[0-4]):[0-5]\d$")]
"""A time of day, written HH:MM from 00:00 to 24:00; kept as text."""

YesNo = Annotated[
    bool,
    BeforeValidator(_yes_no),
    WithJsonSchema(
        {"type": ["boolean", "string"], "enum": [True, False, "yes", "no", "true", "false"]}
    ),
]
"""yes or no; a question left out is *not known*, which is neither."""

WholeNumber = Annotated[
    int, BeforeValidator(_whole_number), WithJsonSchema({"type": ["integer", "string"]})
]
"""A number written with plain digits."""

Latitude = Annotated[
    float, BeforeValidator(_degrees(90, "latitude")), WithJsonSchema({"type": ["number", "string"]})
]
"""Degrees north, from -90 to 90."""

Longitude = Annotated[
    float,
    BeforeValidator(_degrees(180, "longitude")),
    WithJsonSchema({"type": ["number", "string"]}),
]
"""Degrees east, from -180 to 180."""

PhoneNumber = Annotated[str, AfterValidator(_phone), _text_schema()]
"""A phone number as people write it, with or without an extension; kept as typed."""

Url = Annotated[str, AfterValidator(_url), _text_schema(format="uri")]
"""A public web address with http or https and a domain name, nothing else."""

Email = Annotated[str, AfterValidator(_matching(_EMAIL, "email-format")), _text_schema()]
"""One mailbox, nothing else."""

LanguageTag = Annotated[str, AfterValidator(_language), _text_schema()]
"""A BCP 47 tag of a language people speak, in its canonical writing (`iw` becomes `he`)."""

Byday = Annotated[
    str,
    AfterValidator(_matching(_BYDAY, "byday")),
    _text_schema(pattern=r"^(-1|[1-5])?(MO|TU|WE|TH|FR|SA|SU)$"),
]
"""A day as in HSDS and iCalendar: MO to SU, in monthly schedules with a number (2MO, -1FR)."""
