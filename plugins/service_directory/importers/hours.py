"""Opening hours in free text to schedules, where every word of them is understood.

`9:00am-4:00pm, Mon, Tue; 9:00am-12:00pm, Wed`, `Monday-Friday, 9-5`, `Clinic: 8am to noon on
weekdays`, `10:00am-1:00pm, 2nd and 4th Saturday of each month`, `24 hours a day, 7 days a week`.
Anything else is not hours but a description: the feed's own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from service_directory.importers.clock_times import TIME_PATTERN, read_time, span
from service_directory.model.location import Frequency, Schedule

WEEK: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAYS: Final = {
    "mon": "MO", "tue": "TU", "wed": "WE", "thu": "TH", "fri": "FR", "sat": "SA", "sun": "SU",
    "m": "MO", "t": "TU", "tu": "TU", "w": "WE", "th": "TH", "f": "FR", "sa": "SA", "su": "SU",
    "mo": "MO", "we": "WE", "fr": "FR",
}  # fmt: skip
_ORDINALS: Final = {
    "1st": "1", "2nd": "2", "3rd": "3", "4th": "4", "5th": "5", "first": "1", "second": "2",
    "third": "3", "fourth": "4", "fifth": "5", "last": "-1",
}  # fmt: skip
_WHOLE_DAY: Final = ("00:00", "24:00")
_TOKEN: Final = re.compile(
    r"(?P<all>24\s*/\s*7|24\s*hours?(?:\s*(?:a|per|/)\s*day)?,?\s*(?:7|seven)\s*days\s*"
    r"(?:(?:a|per|/)\s*)?week)"
    r"|(?P<day_long>(?:24|twenty-four)\s*hours?(?:\s*(?:(?:a|per|/)\s*)?day)?)"
    r"|(?P<daily>daily|every\s?day|(?:7|seven)\s*days\s*(?:(?:a|per|/)\s*)?week)"
    r"|(?P<weekdays>weekdays)|(?P<weekends>weekends?)"
    r"|(?P<ordinal>(?:1st|2nd|3rd|4th|5th|first|second|third|fourth|fifth|last)\b)"
    r"|(?P<day>(?:mon(?:day)?s?|tue(?:s(?:days?)?)?|wed(?:nesdays?|s)?|thu(?:r(?:s(?:days?)?)?)?"
    r"|fri(?:day)?s?|sat(?:urday)?s?|sun(?:day)?s?)\b\.?|(?-i:\b(?:M|Tu?|W|Th|F|Sa|Su)\b))"
    rf"|(?P<time>{TIME_PATTERN})"
    r"|(?P<month>(?:of\s+)?(?:(?:the|each|every|a|per)\s+)?month\b|monthly)"
    r"|(?P<to>[-\u2010-\u2015]+(?:\s*[-\u2010-\u2015]+)*|\b(?:to|till?|until|thru|through)\b)"
    r"|(?P<skip>[,&/\s]+|\b(?:and|on|from|open|every|each|hours|the)\b)",
    re.IGNORECASE,
)
_LABEL: Final = re.compile(r"(?P<label>[^:]*[^\W\d_][^:]*):(?!\d)\s*(?P<rest>.*)\Z", re.DOTALL)
_BRACKET: Final = re.compile(r"\s*\(([^()\d]*)\)\s*\Z")
_NOTE: Final = re.compile(
    r"\(?\*?(?:services?\s+(?:are\s+)?(?:provided\s+)?)?(?:(?:is|are)\s+)?"
    r"(?:by\s+appointment(?:\s+only)?|appointments?\s+(?:only|required|preferred|recommended|"
    r"are\s+available)[^\d]*|no\s+appointments?\s+(?:is\s+)?(?:necessary|needed|required)"
    r"|walk-?ins?\s+(?:are\s+)?(?:welcome|accepted|available)[^\d]*|call\s[^\d]*"
    r"|extended\s+hours[^\d]*|(?:offers\s+)?flexible\s[^\d]*|closed\s+(?:on\s+)?"
    r"(?:(?:all|most|major|federal|legal|public|national|school)\s+)*holidays"
    r"|(?:hours|times|days)[^\d]*\bvary[^\d]*)\*?\)?\.?\Z",
    re.IGNORECASE,
)
_BY_APPOINTMENT: Final = re.compile(r"(.+?)\s*[-:,]?\s*by\s+appointment(?:\s+only)?\.?\Z", re.I)


@dataclass(slots=True)
class _Found:
    """What one block of text (below one label) has brought so far."""

    label: str = ""
    schedules: list[Schedule] = field(default_factory=list)
    times: list[tuple[str, str]] = field(default_factory=list)
    days: list[str] = field(default_factory=list)


def read_hours(text: str) -> tuple[Schedule, ...] | None:
    """Return the schedules a text states, or None when any of its words is not understood."""
    schedules: list[Schedule] = []
    notes: list[str] = []
    for block in re.split(r"\n\s*\n", text):
        found = _Found()
        for segment in re.split(r"[;\n]", block):
            if not segment.strip(" .,"):
                continue
            if _NOTE.match(segment.strip()):
                of = f"{found.label}: " if found.label and not found.schedules else ""
                notes.append(of + segment.strip(" ()*"))
            elif not _take(segment.strip(" ,"), found):
                return None
        if found.times or found.days:
            return None
        schedules += found.schedules
    if not schedules:
        return None
    note = "; ".join(notes)
    return tuple(s.model_copy(update={"notes": note}) if note else s for s in schedules)


def days_of(text: str) -> tuple[str, ...]:
    """Return the days a text names (`Monday`, `MO,TU`, `2MO`, `Mon-Fri`); empty if unsure."""
    text = text.strip()
    codes = [part.strip().upper() for part in text.split(",")]
    if all(re.fullmatch(r"(?:-1|[1-5])?(?:MO|TU|WE|TH|FR|SA|SU)", code) for code in codes):
        return tuple(dict.fromkeys(codes))
    atoms = _atoms(text)
    if atoms and all(kind == "days" for kind, _ in atoms):
        return _in_order(day for _, days in atoms for day in days)
    return ()


def grouped(schedules: Iterable[Schedule]) -> tuple[Schedule, ...]:
    """Put schedules that differ in their days alone together, in the order they first appear."""
    found: dict[Schedule, list[str]] = {}
    for schedule in schedules:
        found.setdefault(schedule.model_copy(update={"byday": ()}), []).extend(schedule.byday)
    return tuple(
        schedule.model_copy(update={"byday": _in_order(days)}) for schedule, days in found.items()
    )


def _take(segment: str, found: _Found) -> bool:
    """Take one segment into what was found; False when it is not understood."""
    label = _LABEL.match(segment)
    if label and not days_of(label["label"]):
        if found.times or found.days or re.search(TIME_PATTERN + "[ap]m", label["label"]):
            return False
        found.label = re.sub(r"\s+", " ", label["label"]).strip(" *-")
        return not label["rest"] or _take(label["rest"], found)
    bracket = _BRACKET.search(segment)
    said = found.label
    if bracket:
        said = ": ".join(part for part in (found.label, bracket[1].strip()) if part)
        segment = segment[: bracket.start()]
    appointment = _BY_APPOINTMENT.match(segment)
    if appointment and days_of(appointment[1]):
        says = ": ".join(part for part in (said, "By appointment") if part)
        found.schedules.append(Schedule(byday=days_of(appointment[1]), description=says))
        return True
    if label:
        segment = segment.replace(":", " ", 1) if days_of(label["label"]) else segment
    atoms = _atoms(segment)
    return bool(atoms) and _group(atoms, said, found)


def _group(atoms: list[tuple[str, tuple[str, ...]]], said: str, found: _Found) -> bool:
    """Join times with their days, whichever come first; what is left waits for the next line."""
    for place, (kind, value) in enumerate(atoms):
        before = atoms[place - 1][0] if place else ""
        if kind == "times":
            if found.days and not found.times and before not in ("", "days"):
                return False
            found.times.append((value[0], value[1]))
        else:
            found.days += value
        following = atoms[place + 1][0] if place + 1 < len(atoms) else ""
        complete = found.times and found.days
        if complete and kind != following:
            days = _in_order(found.days)
            monthly = any(len(day) > 2 for day in days)
            if monthly and not all(len(day) > 2 for day in days):
                return False
            found.schedules += [
                Schedule(
                    byday=days,
                    opens_at=opens,
                    closes_at=closes,
                    freq=Frequency.MONTHLY if monthly else Frequency.WEEKLY,
                    description=said or None,
                )
                for opens, closes in found.times
            ]
            found.times, found.days = [], []
    return True


def _atoms(segment: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return the spans of time and sets of days of a segment; empty when a word is unknown."""
    tokens = list(_tokens(segment))
    atoms: list[tuple[str, tuple[str, ...]]] = []
    ordinals: list[str] = []
    place = 0
    while place < len(tokens):
        kind, word = tokens[place]
        reaches = tokens[place + 1][0] == "to" if place + 2 < len(tokens) else False
        ahead = tokens[place + 2] if reaches else ("", "")
        if kind == "time" and ahead[0] == "time":
            opens, closes = read_time(word), read_time(ahead[1])
            pair = span(opens, closes) if opens and closes else None
            if pair is None:
                return []
            atoms.append(("times", pair))
            place += 2
        elif kind == "day" and ahead[0] == "day" and not ordinals:
            atoms.append(("days", _range(_day(word), _day(ahead[1]))))
            place += 2
        elif kind == "day":
            atoms.append(("days", tuple(f"{n}{_day(word)}" for n in ordinals or [""])))
            ordinals = []
        elif kind == "ordinal":
            ordinals.append(_ORDINALS[word.lower()])
        elif kind in _ALWAYS:
            atoms += _ALWAYS[kind]
        elif not (kind == "month" and atoms and len(atoms[-1][1][0]) > 2):
            return []
        place += 1
    return [] if ordinals else atoms


_ALWAYS: Final[dict[str, list[tuple[str, tuple[str, ...]]]]] = {
    "all": [("times", _WHOLE_DAY), ("days", WEEK)],
    "day_long": [("times", _WHOLE_DAY)],
    "daily": [("days", WEEK)],
    "weekdays": [("days", WEEK[:5])],
    "weekends": [("days", WEEK[5:])],
}


def _tokens(segment: str) -> Iterator[tuple[str, str]]:
    place = 0
    while place < len(segment):
        match = _TOKEN.match(segment, place)
        if match is None or match.end() == place:
            if segment[place:].strip(" ."):
                yield "unknown", segment[place:]
            return
        if match.lastgroup and match.lastgroup != "skip":
            yield match.lastgroup, match.group()
        place = match.end()


def _day(word: str) -> str:
    word = word.lower().strip(".")
    return _DAYS.get(word) or _DAYS[word[:3]]


def _range(first: str, last: str) -> tuple[str, ...]:
    start, end = WEEK.index(first), WEEK.index(last)
    return WEEK[start : end + 1] if start <= end else (*WEEK[start:], *WEEK[: end + 1])


def _in_order(days: Iterable[str]) -> tuple[str, ...]:
    """Return days once each, in the order of the week (and of the month)."""
    return tuple(sorted(set(days), key=lambda day: (day[:-2], WEEK.index(day[-2:]))))
