"""Rows with addresses to addresses; one that cannot be valid is kept as words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from babel import Locale

from service_directory.importers.feed import Record
from service_directory.importers.fitting import build
from service_directory.importers.names import readable_name
from service_directory.importers.report import Journal, Matter
from service_directory.importers.texts import one_line
from service_directory.model.contact import Address
from service_directory.model.postal_codes import country_known, postal_code_fits

DEFAULT_COUNTRY: Final = "US"

_SECRET: Final = re.compile(
    r"\b(?:confidential|undisclosed|not disclosed|withheld|secret|unlisted)\b", re.IGNORECASE
)
_NO_ADDRESS: Final = re.compile(
    r"\b(?:call|visit|see|contact|website|n/?a|none|unknown|tbd|various|varies|multiple)\b", re.I
)
_LABEL: Final = re.compile(r"\A(?:state|city|zip(?: code)?|county|address)\s*:\s*", re.IGNORECASE)
_PARTS: Final = re.compile(r"\n+|\s{3,}")
_STATES: Final[dict[str, str]] = {
    "alabama": "AL", "alaska": "AK", "arizona": "AZ", "arkansas": "AR", "california": "CA",
    "colorado": "CO", "connecticut": "CT", "delaware": "DE", "district of columbia": "DC",
    "florida": "FL", "georgia": "GA", "hawaii": "HI", "idaho": "ID", "illinois": "IL",
    "indiana": "IN", "iowa": "IA", "kansas": "KS", "kentucky": "KY", "louisiana": "LA",
    "maine": "ME", "maryland": "MD", "massachusetts": "MA", "michigan": "MI", "minnesota": "MN",
    "mississippi": "MS", "missouri": "MO", "montana": "MT", "nebraska": "NE", "nevada": "NV",
    "new hampshire": "NH", "new jersey": "NJ", "new mexico": "NM", "new york": "NY",
    "north carolina": "NC", "north dakota": "ND", "ohio": "OH", "oklahoma": "OK", "oregon": "OR",
    "pennsylvania": "PA", "puerto rico": "PR", "rhode island": "RI", "south carolina": "SC",
    "south dakota": "SD", "tennessee": "TN", "texas": "TX", "utah": "UT", "vermont": "VT",
    "virginia": "VA", "washington": "WA", "west virginia": "WV", "wisconsin": "WI",
    "wyoming": "WY",
}  # fmt: skip
_ALSO_CITIES: Final = ("new york", "washington")
_ZEROS_LOST: Final = frozenset("CT MA ME NH NJ PR RI VI VT".split())
"""States whose postal codes begin with a zero, which spreadsheets take off."""


@dataclass(frozen=True, slots=True)
class ReadAddress:
    """What a row says about where something is."""

    address: Address | None
    text: str = ""
    """All it says on one line, where no address can be made of it."""
    city: str = ""
    state: str = ""
    country: str = DEFAULT_COUNTRY
    secret: bool = False
    """It says that the address is not to be told."""


def read_address(record: Record, journal: Journal) -> ReadAddress:
    """Return the address of a row, or what it says as text, which is reported."""
    facts, repairs = _facts(record)
    text = _as_text(facts)
    if not text:
        return ReadAddress(None)
    found = ReadAddress(
        None,
        text,
        city=facts.get("city", ""),
        state=facts.get("state_province", ""),
        country=facts["country"],
        secret=bool(_SECRET.search(text)),
    )
    if found.secret:
        journal.note(Matter.LOOK, record.label, "not to be told; the place is made confidential")
        return found
    needed = [facts.get(name, "") for name in ("address_1", "city", "state_province")]
    street = facts.get("address_1", "")
    is_place = bool(re.search(r"\d", street)) or not _NO_ADDRESS.search(street)
    fits = postal_code_fits(facts.get("postal_code", ""), facts["country"])
    address = None
    if all(needed) and is_place and fits:
        address = build(Address, dict(facts), record.label, journal)
    if address is None:
        journal.count("addresses kept as text")
        journal.note(Matter.KEPT_AS_TEXT, record.label, f"no whole address: {text}")
        return found
    if repairs:
        journal.note(Matter.REPAIRED, record.label, "; ".join(repairs))
    return ReadAddress(address, "", found.city, found.state, found.country)


def _facts(record: Record) -> tuple[dict[str, Any], list[str]]:
    repairs: list[str] = []
    lines = [
        part.strip(" ,")
        for name in ("address_1", "address_2", "address_3", "address_4")
        for part in _PARTS.split(_LABEL.sub("", record[name]))
        if part.strip(" ,")
    ]
    facts: dict[str, Any] = {"attention": one_line(record["attention"])}
    facts |= {"address_1": lines[0] if lines else "", "address_2": ", ".join(lines[1:])}
    for name in ("city", "region", "state_province"):
        facts[name] = one_line(_LABEL.sub("", record[name])).strip(" ,")
    facts["state_province"] = _state(facts["state_province"])
    city = facts["city"].lower()
    if city and city not in _ALSO_CITIES and _state(facts["city"]) == facts["state_province"]:
        repairs.append("the city is a state, and left out")
        facts["city"] = ""
    facts["city"] = readable_name(facts["city"])
    code = re.sub(r"\s+", " ", _LABEL.sub("", record["postal_code"])).strip(" ,-")
    facts["country"] = _country(record["country"], code)
    facts["postal_code"] = _postal_code(code, facts["country"], facts["state_province"], repairs)
    return {name: value for name, value in facts.items() if value}, repairs


def _state(text: str) -> str:
    return _STATES.get(text.lower(), text.upper() if len(text) == 2 else text)


def _country(text: str, postal_code: str) -> str:
    given = text.strip().upper().rstrip(".").replace("U.S.A", "US").replace("U.S", "US")
    if country_known(given):
        return given
    if given in ("USA", "UNITED STATES OF AMERICA"):
        return "US"
    by_name = _countries().get(text.strip().lower())
    if by_name:
        return by_name
    if not given and postal_code_fits(postal_code.upper(), "CA"):
        return "CA"
    return DEFAULT_COUNTRY


@cache
def _countries() -> dict[str, str]:
    territories = Locale("en").territories.items()
    return {name.lower(): code for code, name in territories if len(code) == 2}


def _postal_code(code: str, country: str, state: str, repairs: list[str]) -> str:
    if postal_code_fits(code, country):
        return code
    mended = code.upper()
    if country == "US":
        digits = re.sub(r"\D", "", code)
        if len(digits) == 9 and len(code) <= 11:
            mended = f"{digits[:5]}-{digits[5:]}"
        elif len(digits) == 4 == len(code) and state in _ZEROS_LOST:
            mended = f"0{digits}"
    if mended != code and postal_code_fits(mended, country):
        repairs.append(f"postal code {code} written {mended}")
        return mended
    return code


def _as_text(facts: dict[str, Any]) -> str:
    """Return what an address says on one line; the country alone says nothing."""
    names = ("attention", "address_1", "address_2", "city", "state_province", "postal_code")
    return ", ".join(str(facts[name]) for name in names if facts.get(name))
