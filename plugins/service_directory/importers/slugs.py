"""Ids from names: readable, stable, and unique by the id of the feed where names are the same."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

LONGEST: Final = 60
"""Characters; a longer id makes file names and addresses nobody can read out."""
_SPECIAL: Final = str.maketrans(
    {
        "\u00df": "ss",
        "\u00e6": "ae",
        "\u0153": "oe",
        "\u00f8": "o",
        "\u0111": "d",
        "\u0142": "l",
        "\u00fe": "th",
        "\u0131": "i",
    }
)
_TAKEN_BY_SYSTEMS: Final = re.compile(r"(?:con|prn|aux|nul|index|readme|(?:com|lpt)\d)\Z")
"""Windows cannot hold files of these names; `index` and `readme` stand for a whole folder."""
_LONG_TAIL: Final = 12
"""Longer source ids (UUIDs) are cut to their first 8 characters; a number parts namesakes then."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Something that needs an id: its name, and its id in the feed to tell it from a namesake."""

    name: str
    source_id: str
    otherwise: str
    """What to call it when no letter of its name can stand in an id (`service`)."""


@lru_cache(maxsize=16_384)
def slug(text: str) -> str:
    """Return lower-case letters a-z, digits and hyphens for a text; empty when none is left."""
    folded = unicodedata.normalize("NFKD", text.casefold().translate(_SPECIAL))
    plain = "".join(c for c in folded if not unicodedata.combining(c))
    plain = re.sub(r"(?<=\w)['\u2019.](?=\w)", "", plain.replace("&", " and "))
    whole = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if len(whole) <= LONGEST:
        return whole
    return whole[: LONGEST + 1].rpartition("-")[0] or whole[:LONGEST]


def unique_ids(wanted: Iterable[Wanted], taken: Collection[str] = ()) -> list[str]:
    """Return an id for each, in order; those `taken` are not given again.

    All namesakes get their source id behind the name, so that no id depends on the order of rows.
    """
    wanted = list(wanted)
    bases = [slug(one.name) for one in wanted]
    often = Counter(bases)
    used = set(taken)
    ids = []
    for one, base in zip(wanted, bases, strict=True):
        alone = base and often[base] == 1 and base not in used and not _TAKEN_BY_SYSTEMS.match(base)
        tail = slug(one.source_id)
        tail = tail if len(tail) <= _LONG_TAIL else tail[:8].strip("-")
        candidate = base if alone else "-".join(p for p in (base or one.otherwise, tail) if p)
        found, number = candidate, 2
        while found in used or _TAKEN_BY_SYSTEMS.match(found):
            found, number = f"{candidate}-{number}", number + 1
        used.add(found)
        ids.append(found)
    return ids
