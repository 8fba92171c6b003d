"""Countries and how their postal codes look.

Patterns are given only where they are certain; elsewhere any short code passes.
"""

from __future__ import annotations

import re
from typing import Final

from babel import Locale

_PATTERNS: Final = {
    "US": re.compile(r"\d{5}(?:-\d{4})?\Z", re.ASCII),
    "CA": re.compile(r"[A-Z]\d[A-Z] ?\d[A-Z]\d\Z", re.ASCII),
    "MX": re.compile(r"\d{5}\Z", re.ASCII),
    "DE": re.compile(r"\d{5}\Z", re.ASCII),
    "FR": re.compile(r"\d{5}\Z", re.ASCII),
    "ES": re.compile(r"\d{5}\Z", re.ASCII),
    "AU": re.compile(r"\d{4}\Z", re.ASCII),
    "GB": re.compile(r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\Z", re.ASCII),
}
_ANY = re.compile(r"[A-Za-z0-9][A-Za-z0-9 -]{1,10}\Z", re.ASCII)
_EXAMPLES: Final = {"US": "52001", "CA": "K1A 0B1", "GB": "SW1A 1AA", "AU": "2000"}


def country_known(code: str) -> bool:
    """Tell whether a two-letter country code (ISO 3166-1, as CLDR lists them) exists."""
    return len(code) == 2 and code.isupper() and code in Locale("en").territories


def postal_code_fits(postal_code: str, country: str) -> bool:
    """Tell whether a postal code can be one of that country."""
    return bool(_PATTERNS.get(country, _ANY).match(postal_code))


def example_of(country: str) -> str:
    """Return a postal code of that country, for a message."""
    return _EXAMPLES.get(country, "12345")
