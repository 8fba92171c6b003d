"""Costs, ages, papers, status: facts where the words are plain, else the words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from service_directory.importers.feed import Record
from service_directory.importers.texts import one_line
from service_directory.importers.vocabulary import Vocabulary
from service_directory.model.service import Cost, Status
from service_directory.model.taxonomy import TaxonomyKind

_NONE: Final = re.compile(
    r"(?:none|no|nothing|no requirements?|not required|n/?a|none required|none needed)\s*[.!]?\Z",
    re.IGNORECASE,
)
_FREE: Final = re.compile(
    r"(?:all services (?:are )?)?(?:none|free|no (?:fees?|charges?|costs?)|free of charge|"
    r"no (?:fee|charge|cost) for services?|free services?|\$?0(?:\.00)?)\s*(?:[.!;]\s*(.*))?\Z",
    re.IGNORECASE | re.DOTALL,
)
_COSTS_AFTER_ALL: Final = re.compile(
    r"\$\s?[1-9]|\bfees?\b|\bcharges?\b|\bcosts?\b|\bexcept|\bvar(?:y|ies)\b|\bbut\b|\bunless\b",
    re.I,
)
_SLIDING: Final = re.compile(
    r"\bsliding[\s-]*(?:fee\s*)?scale|\bsliding[\s-]*fee|\bvar(?:y|ies)\s+(?:according to|with|by|"
    r"based on)\s+income|\bbased on (?:your |family |household )?income|\baccording to income",
    re.IGNORECASE,
)
_STATUS: Final = {
    "active": Status.ACTIVE,
    "inactive": Status.INACTIVE,
    "defunct": Status.INACTIVE,
    "temporarily closed": Status.TEMPORARILY_CLOSED,
    "closed temporarily": Status.TEMPORARILY_CLOSED,
    "waiting list": Status.WAITING_LIST,
    "paused": Status.PAUSED,
    "seasonal": Status.SEASONAL,
}


def says_none(text: str) -> bool:
    """Tell whether a text says that there is nothing ("None.")."""
    return bool(_NONE.match(text.strip()))


def cost_of(text: str) -> Cost | None:
    """Return what a text about fees plainly says; None where that is not sure.

    >>> cost_of("None."), cost_of("None, except for permits")
    (<Cost.FREE: 'free'>, None)
    """
    text = text.strip()
    free = _FREE.match(text)
    if free and not _COSTS_AFTER_ALL.search(free[1] or ""):
        return Cost.FREE
    return Cost.SLIDING_SCALE if _SLIDING.search(text) else None


def cost_options(records: Iterable[Record]) -> tuple[str, Cost | None]:
    """Return rows of prices (HSDS 2 and later) in words, and that all is free if all are 0."""
    lines: list[str] = []
    amounts: list[str] = []
    for record in records:
        amount = record["amount"]
        money = " ".join(part for part in (amount, record["currency"]) if part) if amount else ""
        said = (record["option"], money, record["amount_description"])
        lines.append(one_line(", ".join(part for part in said if part)))
        amounts.append(amount)
    all_free = bool(amounts) and all(re.fullmatch(r"0+(?:\.0+)?", amount) for amount in amounts)
    return one_line("\n".join(line for line in lines if line)), Cost.FREE if all_free else None


def status_of(text: str) -> Status | None:
    """Return the status a word names, or None when there is none such."""
    return _STATUS.get(text.strip().lower().replace("_", " "))


def age_of(text: str) -> int | None:
    """Return an age in whole years, or None where it is none."""
    match = re.fullmatch(r"(\d{1,3})(?:\.0+)?", text.strip())
    return int(match[1]) if match else None


def documents_of(
    texts: Iterable[str], vocabulary: Vocabulary
) -> tuple[tuple[str, ...] | None, list[str]]:
    """Return terms for all papers asked for, or None and the papers in words.

    A list with some papers left out would send people away without them: so all or none. Nothing
    but "none" gives the empty list, which says that no papers are needed.
    """
    named = [part.strip(" .") for text in texts for part in re.split(r"[\n;]", text)]
    named = [part for part in named if part]
    if not named:
        return None, []
    if all(says_none(part) for part in named):
        return (), []
    pieces = [piece.strip() for part in named for piece in part.split(",") if piece.strip()]
    for candidate in (named, pieces):
        found, rest = vocabulary.sort_out(TaxonomyKind.DOCUMENTS, candidate)
        if not rest:
            return tuple(found), []
    return None, named
