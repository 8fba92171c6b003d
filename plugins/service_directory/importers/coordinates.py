"""Latitude and longitude as feeds have them: padded, swapped, zero, out of range."""

from __future__ import annotations

import math
from typing import Final

from service_directory.importers.feed import Record
from service_directory.importers.report import Journal, Matter

_DIGITS: Final = 6
"""Places behind the point: a tenth of a metre; more is noise."""
_UNITED_STATES: Final = (13.0, 72.0, -180.0, -60.0)
"""Southernmost and northernmost latitude, westernmost and easternmost longitude, roughly."""


def read_coordinates(record: Record, country: str, journal: Journal) -> tuple[float, float] | None:
    """Return latitude and longitude, or None where they are missing or cannot be right."""
    texts = record["latitude"], record["longitude"]
    if not any(texts):
        return None
    latitude, longitude = (_number(text) for text in texts)
    shown = f"latitude {texts[0] or 'missing'}, longitude {texts[1] or 'missing'}"
    if latitude is None or longitude is None or (latitude == 0 and longitude == 0):
        journal.note(Matter.KEPT_AS_TEXT, record.label, f"no place on the globe: {shown}")
        return None
    if not _possible(latitude, longitude, country) and _possible(longitude, latitude, country):
        journal.note(Matter.REPAIRED, record.label, f"swapped: {shown}")
        latitude, longitude = longitude, latitude
    if abs(latitude) > 90 or abs(longitude) > 180:
        journal.note(Matter.KEPT_AS_TEXT, record.label, f"no place on the globe: {shown}")
        return None
    if not _possible(latitude, longitude, country):
        journal.note(Matter.LOOK, record.label, f"lies outside of {country}: {shown}")
    return latitude, longitude


def _number(text: str) -> float | None:
    try:
        number = float(text.strip().rstrip("\u00b0"))
    except ValueError:
        return None
    return round(number, _DIGITS) if math.isfinite(number) else None


def _possible(latitude: float, longitude: float, country: str) -> bool:
    if country == "US":
        south, north, west, east = _UNITED_STATES
        return south <= latitude <= north and west <= longitude <= east
    return abs(latitude) <= 90 and abs(longitude) <= 180
