"""Times of day as people write them, in pairs: `9-5`, `8:30am-12:00pm`, `08:00`, `noon`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

TIME_PATTERN: Final = (
    r"(?:noon|midnight|(?:\d{3,4}|\d{1,2}(?::\d{2}){0,2}|\d{1,2}\.\d{2})\s*"
    r"(?:[ap]\.?\s?m\b\.?|[ap]\b)|\d{1,2}(?::\d{2}){1,2}|\d{1,2}(?![\d.:]))"
)
_TIME: Final = re.compile(
    r"(?P<hour>\d{1,2}?)(?:[:.]?(?P<minute>\d{2}))?(?::(?P<second>\d{2})(?:\.\d+)?)?\s*"
    r"(?P<half>[ap])?\.?\s?(?:m\b)?\.?\Z",
    re.IGNORECASE,
)
_OFFSET: Final = re.compile(r"(?<=\d)\s*(?:Z|[+-]\d{2}:?\d{2})\Z")
_DAY: Final = 24 * 60
_HALF: Final = 12 * 60
_LONGEST: Final = 18 * 60
"""Longer than this and not the whole day: a slip of the pen (`10:00pm-6:00pm`), not a shift."""
_EARLIEST_OPENING: Final = 7
"""Without am or pm, an opening at 7 to 11 is one in the morning, at 1 to 5 one after noon."""


@dataclass(frozen=True, slots=True)
class ClockTime:
    """A time as typed: `hour` may be one of 12 or of 24."""

    hour: int
    minute: int
    half: str = ""
    """`a`, `p`, or nothing where the feed does not say."""
    of_24: bool = False
    """Written as only a clock of 24 hours does: `08:00`, `17:00`."""

    def minutes(self, half: str = "") -> int:
        """Return minutes since midnight, in the half of the day given or typed."""
        half = self.half or half
        hour = self.hour % 12 + (12 if half == "p" else 0) if half else self.hour
        return hour * 60 + self.minute


def read_time(text: str) -> ClockTime | None:
    """Return a time of day, or None when the text is none."""
    text = _OFFSET.sub("", text.strip())
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    match = _TIME.match(text)
    if match is None:
        return None
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    half = (match["half"] or "").lower()
    if minute > 59 or hour > (12 if half else 24) or (half and hour == 0):
        return None
    if hour == 24 and minute:
        return None
    leading_zero = match["hour"].startswith("0") or bool(match["second"])
    return ClockTime(hour, minute, half, of_24=not half and (leading_zero or hour > 12))


_WORDS: Final = {
    "noon": ClockTime(12, 0, "p"),
    "midnight": ClockTime(24, 0, of_24=True),
}


def span(opens: ClockTime, closes: ClockTime) -> tuple[str, str] | None:
    """Return opening and closing as HH:MM, or None when it is not sure what is meant.

    A missing am or pm is filled in where only one reading makes sense. Closing at midnight is
    24:00; closing before opening means the next day.
    """
    pair = _minutes(opens, closes)
    if pair is None:
        return None
    begin, end = pair
    end = end if end != 0 else _DAY
    length = (end - begin) % _DAY
    if begin == 0 and end == _DAY:
        return "00:00", "24:00"
    if begin == _DAY or not 0 < length <= _LONGEST:
        return None
    return _written(begin), _written(end)


def _minutes(opens: ClockTime, closes: ClockTime) -> tuple[int, int] | None:
    if opens.half and closes.half:
        return opens.minutes(), closes.minutes()
    if opens.of_24 and closes.of_24:
        return opens.minutes(), closes.minutes()
    if opens.of_24 or closes.of_24:
        # 08:00 to 4:00pm and 9 to 17:00 are clear; 9am to 03:00 may be either half of the day.
        begin, end = opens.minutes(), closes.minutes()
        clear = closes.half or closes.hour > 12 or (opens.of_24 and begin < end)
        return (begin, end) if clear and begin < end else None
    if opens.half:
        return _closing(opens.minutes(), closes)
    if closes.half:
        return _opening(opens, closes.minutes())
    return _neither(opens, closes)


def _closing(begin: int, closes: ClockTime) -> tuple[int, int] | None:
    """Fill in the half of the closing time: sure where the morning's is over already."""
    morning, evening = closes.minutes("a"), closes.minutes("p")
    if begin < morning:
        return None
    return (begin, evening) if evening > begin else None


def _opening(opens: ClockTime, end: int) -> tuple[int, int] | None:
    """Fill in the half of the opening time: that of the closing time where it can be."""
    same = opens.minutes("p" if end >= _HALF else "a")
    other = opens.minutes("a" if end >= _HALF else "p")
    begin = same if same < (end or _DAY) else other
    return (begin, end) if begin < (end or _DAY) else None


def _neither(opens: ClockTime, closes: ClockTime) -> tuple[int, int] | None:
    if opens.hour == 0 or closes.hour == 0:
        return None
    if _EARLIEST_OPENING <= opens.hour <= 11:
        begin = opens.minutes("a")
        end = closes.minutes("p")
        later = closes.hour < 12 and closes.minutes("a") > begin
        # 9-11 is a morning, though it could be a day; 8-10 is too unsure to be written down.
        return None if later else (begin, end)
    if opens.hour == 12 or opens.hour <= 5:
        begin, end = opens.minutes("p"), closes.minutes("p")
        return (begin, end) if begin < end else None
    return None


def _written(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
