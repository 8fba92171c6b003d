"""Telephone numbers: what a phone dials, what people read, and what is wrong with one.

Numbers are kept as typed; this module alone reads them, with Google's tables (phonenumberslite).
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache
from typing import Final

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberFormat, PhoneNumberType

LONGEST_SHORT_NUMBER: Final = 6
"""211, 911, 988 and such, and the five or six digits text messages are sent to."""

_EXTENSION: Final = re.compile(r"[\s,;]*(?:ext\.?|extension|x)\s*\d+\s*\Z", re.IGNORECASE)
_NORTH_AMERICA: Final = 1
_PREMIUM_EXCHANGE: Final = "976"


class PhoneState(StrEnum):
    """What the tables say about a number."""

    VALID = "valid"
    SHORT = "short"
    PREMIUM = "premium"
    NOT_ASSIGNED = "not assigned"


@lru_cache(maxsize=16384)
def dialled(number: str, extension: str | None, region: str) -> str:
    """Return the `tel:` address (RFC 3966) of a number as typed.

    A number the tables do not know keeps the digits that were typed.
    """
    parsed = _parsed(number, region)
    if parsed is None:
        return f"tel:{_digits(number)}{_dialled_extension(extension)}"
    if phonenumbers.is_valid_number(parsed):
        written = phonenumbers.format_number(_without_extension(parsed), PhoneNumberFormat.E164)
    else:
        written = _digits(_before_extension(number, parsed))
    return f"tel:{written}{_dialled_extension(extension or parsed.extension)}"


@lru_cache(maxsize=16384)
def displayed(
    number: str, extension: str | None, region: str, *, extension_label: str = "ext."
) -> str:
    """Return a number as people of that region write it; foreign ones begin with +.

    A number the tables do not know is shown as typed.
    """
    parsed = _parsed(number, region)
    if parsed is None or not phonenumbers.is_valid_number(parsed):
        written = number if parsed is None else _before_extension(number, parsed)
    else:
        own = parsed.country_code == phonenumbers.country_code_for_region(region)
        style = PhoneNumberFormat.NATIONAL if own else PhoneNumberFormat.INTERNATIONAL
        written = phonenumbers.format_number(_without_extension(parsed), style)
    extension = extension or (parsed.extension if parsed is not None else None)
    return f"{written} {extension_label} {extension}" if extension else written


@lru_cache(maxsize=4096)
def state_of(number: str, region: str) -> PhoneState:
    """Tell whether a number can be reached, and whether it costs extra."""
    parsed = _parsed(number, region)
    if parsed is None:
        return PhoneState.SHORT if _is_short(number) else PhoneState.NOT_ASSIGNED
    national = phonenumbers.national_significant_number(parsed)
    exchange_976 = parsed.country_code == _NORTH_AMERICA and national[3:6] == _PREMIUM_EXCHANGE
    kind = phonenumbers.number_type(parsed)
    if exchange_976 or kind == PhoneNumberType.PREMIUM_RATE:
        return PhoneState.PREMIUM
    if phonenumbers.is_valid_number(parsed):
        return PhoneState.VALID
    return PhoneState.NOT_ASSIGNED


@lru_cache(maxsize=4096)
def _parsed(number: str, region: str) -> PhoneNumber | None:
    """Read a number; None for short ones and for what is none."""
    if _is_short(number):
        return None
    try:
        return phonenumbers.parse(number, region)
    except NumberParseException:
        return None


def _is_short(number: str) -> bool:
    digits = _digits(number)
    return "+" not in digits and len(digits) <= LONGEST_SHORT_NUMBER


def _digits(number: str) -> str:
    """Return the digits of any script as 0 to 9, with a leading +, and the keys * and #."""
    kept = []
    for character in unicodedata.normalize("NFKC", number.strip()):
        decimal = unicodedata.decimal(character, None)
        if decimal is not None:
            kept.append(str(decimal))
        elif character in "*#" or (character == "+" and not kept):
            kept.append(character)
    return "".join(kept)


def _before_extension(number: str, parsed: PhoneNumber) -> str:
    if not parsed.extension:
        return number
    return _EXTENSION.sub("", number).strip(" ,;")


def _without_extension(parsed: PhoneNumber) -> PhoneNumber:
    plain = PhoneNumber()
    plain.merge_from(parsed)
    plain.extension = None
    return plain


def _dialled_extension(extension: str | None) -> str:
    return f";ext={_digits(extension)}" if extension else ""
