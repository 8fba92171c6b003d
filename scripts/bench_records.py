"""Invented organizations for the benchmark: the same ones, in the same order, on every run.

An organization is made from its number alone, so a corpus of any size needs the memory of one.
Its facts stand as in an entry's front matter; every text in them is a `Phrase`.
"""

from __future__ import annotations

import datetime
import functools
import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bench_words import Phrase, joined, needs, phrases, slug

SEED = "service-directory"
PARTNER_EVERY = 10
"""Every tenth organization has contacts, a partnership and services that take referrals."""
GROUP = "newcomers-forum"
LANGUAGES_SPOKEN = ("en", "es", "ar", "fr", "sw", "vi", "my", "so")

_WEEK = ("MO", "TU", "WE", "TH", "FR")
_FIRST_DAY_CHECKED = datetime.date(2026, 1, 5)


@dataclass(frozen=True, slots=True)
class Record:
    """One organization: its facts, and a free text in Markdown (a third has one)."""

    id: str
    facts: dict[str, Any]
    body: Phrase | None


def make_records(count: int) -> Iterator[Record]:
    """Yield the first `count` organizations of the invented county."""
    for index in range(count):
        yield _Maker(index, count).record()


def in_language(value: Any, language: str) -> Any:
    """Return facts with every phrase in one language."""
    if isinstance(value, Phrase):
        return value.in_language(language)
    if isinstance(value, dict):
        return {key: in_language(item, language) for key, item in value.items()}
    if isinstance(value, list):
        return [in_language(item, language) for item in value]
    return value


def phrases_in(value: Any, path: str = "") -> Iterator[tuple[str, Phrase]]:
    """Yield every phrase of some facts with its path, as the context of a translation has it."""
    if isinstance(value, Phrase):
        yield path, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from phrases_in(item, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            key = item.get("id", index) if isinstance(item, dict) else index
            yield from phrases_in(item, f"{path}.{key}")


@functools.cache
def area_ids() -> tuple[str, ...]:
    """Return the ids of the areas."""
    return tuple(slug(area) for area in phrases("areas"))


class _Maker:
    """Makes one organization."""

    def __init__(self, index: int, count: int) -> None:
        self.index, self.count = index, count
        self.dice = random.Random(f"{SEED} {index}")
        self.name = organization_name(index)
        self.id = slug(self.name)
        self.is_partner = index % PARTNER_EVERY == 0

    def record(self) -> Record:
        """Make all of it."""
        body = joined("\n\n", self._sentences(5), self._sentences(5)) if self._one_in(3) else None
        return Record(self.id, self._organization(), body)

    def _organization(self) -> dict[str, Any]:
        languages = self._some(LANGUAGES_SPOKEN, 3)
        facts: dict[str, Any] = {
            "name": self.name,
            "sector": slug(self._one("sectors")),
            "summary": self._sentences(1),
            "description": self._sentences(2),
            "url": f"https://{self.id}.example.org",
            "email": f"hello@{self.id}.example.org",
            "phones": [self._phone(line) for line in range(1 + self._one_in(3))],
            "languages": languages,
            "assured": {
                "date": self._day(300),
                "by": phrases("phones")[0],
                "how": self._one("checks"),
            },
        }
        if self.is_partner:
            facts["contacts"] = self._contacts()
        facts["locations"] = [self._location()]
        facts["services"] = [self._service(number) for number in range(1 + self.index % 2)]
        if self.is_partner:
            facts["partnership"] = self._partnership()
        return facts

    def _phone(self, line: int) -> dict[str, Any]:
        number = (self.index * 3 + line * 7919) % 1_000_000
        return {
            "number": f"(563) {200 + number // 10_000:03}-{number % 10_000:04}",
            "languages": self._some(LANGUAGES_SPOKEN, 2),
            "description": phrases("phones")[line],
        }

    def _contacts(self) -> list[dict[str, Any]]:
        topics = [slug(topic) for topic in phrases("topics")]
        desk = {
            "id": "front-desk",
            "title": phrases("titles")[2],
            "phones": [self._phone(2)],
            "spoc_for": topics[:2],
        }
        partners = {
            "id": "partners",
            "title": self._one("titles"),
            "email": f"partners@{self.id}.example.org",
            "spoc_for": self._some(topics[2:], 2),
            "backup": "front-desk",
            "answers_within": self._one("answers").filled(n=self.dice.randint(2, 5)),
        }
        return [desk, partners]

    def _location(self) -> dict[str, Any]:
        area = self.dice.randrange(len(area_ids()))
        number = self.dice.randint(2, 40)
        location: dict[str, Any] = {
            "id": "main",
            "name": self._one("places"),
            "address": {
                "address_1": f"{self.dice.randint(10, 999)} {self._one('first names').en} Street",
                "city": "Riverbend",
                "state_province": "IA",
                "postal_code": f"52{self.dice.randint(0, 99):03}",
                "country": "US",
            },
            "area": area_ids()[area],
            "latitude": f"{42.4 + self.dice.random() / 5:.4f}",
            "longitude": f"{-90.8 + self.dice.random() / 5:.4f}",
            "transportation": self._one("transport").filled(n=number, area=phrases("areas")[area]),
            "accessibility": [slug(term) for term in self._some(phrases("accessibility"), 3)],
            "schedules": self._schedules(),
        }
        if self._one_in(3):
            closure = {"from": "2026-12-24", "to": "2027-01-02", "reason": self._one("closures")}
            location["closures"] = [closure]
        return location

    def _schedules(self) -> list[dict[str, Any]]:
        opens, days = self.dice.randint(8, 10), self.dice.randint(3, 5)
        weekly = {
            "byday": list(_WEEK[:days]),
            "opens_at": f"{opens:02}:00",
            "closes_at": f"{opens + 8}:30",
        }
        saturday = {"byday": ["SA"], "opens_at": "10:00", "closes_at": "13:00"}
        noted = {**saturday, "notes": phrases("hours")[1]}
        by_choice = {"description": phrases("hours")[0]}
        more: list[dict[str, Any]] = self.dice.choice([[], [], [saturday], [noted], [by_choice]])
        return [weekly, *more]

    def _service(self, number: int) -> dict[str, Any]:
        need = _need(self.index, number)
        service: dict[str, Any] = {
            "id": slug(need),
            "name": joined(": ", need, self._one("forms")),
            "summary": self._sentences(1),
            "status": "waiting list" if self._one_in(12) else "active",
            "needs": list(dict.fromkeys([slug(need), slug(_need(self.index, number + 2))])),
            "audiences": [slug(term) for term in self._some(phrases("audiences"), 2)],
            "languages": self._some(LANGUAGES_SPOKEN, 3),
            "interpretation_services": self._one("interpreting"),
            "delivery": self._some(("own-staff", "online", "phone"), 2),
            "at": self._places(),
            **self._cost(),
            "eligibility_description": joined(" ", *self._several("eligibility", 3)),
            **self._papers(),
            "application_process": joined(" ", *self._several("applying", 4)),
        }
        if self._one_in(3):
            service["wait_time"] = self._one("waits").filled(n=self.dice.randint(2, 9))
        if self.is_partner:
            service["referral"] = self._referral()
        if self._one_in(4):
            service["next"] = [self._next_service()]
        return service

    def _places(self) -> list[Any]:
        if not self._one_in(4):
            return ["main"]
        return [{"location": "main", "schedules": self._schedules()}]

    def _cost(self) -> dict[str, Any]:
        if not self._one_in(3):
            return {"cost": "free"}
        fees = self._one("fees").filled(n=self.dice.randrange(10, 60, 5))
        return {"cost": self.dice.choice(["sliding-scale", "fee"]), "fees_description": fees}

    def _papers(self) -> dict[str, Any]:
        """A third needs papers, a third needs none, of a third it is not known."""
        papers = [slug(term) for term in self._some(phrases("documents"), 2)]
        choices: list[dict[str, Any]] = [
            {},
            {"required_documents": "none", "asks_immigration_status": "no"},
            {"required_documents": papers, "asks_immigration_status": "yes"},
        ]
        return self.dice.choice(choices)

    def _referral(self) -> dict[str, Any]:
        return {
            "accepts": ["warm-handoff", "phone"],
            "contact": "partners",
            "answers_within": self._one("answers").filled(n=2),
            "bring": [slug(self._one("documents"))],
            "what_happens_next": self._one("afterwards"),
        }

    def _partnership(self) -> dict[str, Any]:
        other = self._other()
        hand_off = {
            "organization": slug(organization_name(other)),
            "for": [slug(_need(other, 0))],
            "how": self._one("hand-offs"),
        }
        return {
            "joined": self._day(60),
            "offers": self._several("offers", 2),
            "looking_for": self._several("wishes", 1),
            "hands_off_to": [hand_off],
            "member_of": [GROUP],
        }

    def _next_service(self) -> str:
        other = self._other()
        return f"{slug(organization_name(other))}/{slug(_need(other, 0))}"

    def _other(self) -> int:
        """Return the number of another organization (its own, when there is only one)."""
        return (self.index + self.dice.randint(1, max(1, self.count - 1))) % self.count

    def _sentences(self, number: int) -> Phrase:
        made = [
            joined(" ", self._one("subjects"), self._one("actions"), self._one("settings"))
            for _ in range(number)
        ]
        return joined(" ", *(sentence.ended(".") for sentence in made))

    def _one(self, section: str) -> Phrase:
        return self.dice.choice(phrases(section))

    def _several(self, section: str, number: int) -> list[Phrase]:
        return self.dice.sample(phrases(section), number)

    def _some(self, items: Any, most: int) -> list[Any]:
        """Return one to `most` of some items, in their order."""
        chosen = set(self.dice.sample(range(len(items)), self.dice.randint(1, most)))
        return [item for place, item in enumerate(items) if place in chosen]

    def _one_in(self, number: int) -> bool:
        return self.dice.randrange(number) == 0

    def _day(self, within: int) -> str:
        return str(_FIRST_DAY_CHECKED + datetime.timedelta(self.dice.randrange(within)))


def organization_name(index: int) -> Phrase:
    """Return the name of an organization; no two are alike."""
    block, first = divmod(index, len(phrases("first names")))
    round_, kind = block + first, len(phrases("kinds"))
    called, sort = phrases("first names")[first], phrases("kinds")[round_ % kind]
    name = Phrase(f"{called.en} {sort.en}", f"{sort.es} {called.es}", f"{sort.ar} {called.ar}")
    lap, place = divmod(block // kind, len(area_ids()))
    if block >= kind:
        name = joined(", ", name, phrases("areas")[place])
    return name.ended(f" {lap + 1}") if lap else name


def _need(index: int, number: int) -> Phrase:
    below = _needs_below()
    return below[(index * 7919 + number * 13) % len(below)]


@functools.cache
def _needs_below() -> tuple[Phrase, ...]:
    return tuple(need.name for need in needs() if need.parent is not None)
