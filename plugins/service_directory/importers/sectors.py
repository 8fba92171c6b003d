"""Which kind of organization a name speaks of; a guess, told as such in the report."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

FALLBACK: Final = "community-organization"

_WORDS: Final = (
    ("library", r"librar(?:y|ies)"),
    ("law-enforcement", r"police|sheriff|fire[\s-](?:rescue|department)|law enforcement"),
    ("college", r"universit(?:y|ies)|college|institute of technology|seminary"),
    (
        "school",
        r"schools?|elementary|preschool|kindergarten|head start|academy|montessori|isd|pta|ptsa",
    ),
    (
        "government",
        (
            r"(?:city|county|town|village|state|government) of|department of|bureau of"
            r"|office of the|judicial circuit|federal|u\.s\.|consulate|embassy|courts?"
            r"|commission on|board of|division of|housing authority|veterans affairs"
            r"|social security administration|public defender"
        ),
    ),
    # A charity "of Dade County, Inc." is no county.
    ("government", r"^(?!.*\b(?:of [\w-]+ county|inc|llc|foundation|club)\b).*\bcounty"),
    ("workforce", r"workforce|careersource|job center|one[\s-]stop"),
    (
        "legal",
        (
            r"legal|law (?:office|firm|center|clinic|school)|lawyers?|attorneys?|bar association"
            r"|immigration (?:law|center)|p\.?l\.?l\.?c\.? law"
        ),
    ),
    (
        "faith",
        (
            r"church(?:es)?|ministr(?:y|ies)|temple|synagogue|mosque|masjid|islamic|parish|diocese"
            r"|archdiocese|cathedral|chapel|baptist|methodist|lutheran|presbyterian|episcopal|catholic"
            r"|congregation|salvation army|jewish|christian|tabernacle|gurdwara|chabad|fellowship"
        ),
    ),
    (
        "health",
        (
            r"hospitals?|clinics?|health(?:care)?|medical|medicine|dental|dentists?|hospice|pharmacy"
            r"|nurs(?:e|es|ing)|rehab(?:ilitation)?|cancer|psychiatr\w*|psycholog\w*|therap(?:y|ies)"
            r"|pediatric\w*|physicians?|counseling|recovery|addiction|blood|diabetes|alzheimer'?s"
        ),
    ),
    ("housing", r"housing|habitat for humanity|homeless|shelters?|apartments"),
    ("food", r"food|pantr(?:y|ies)|meals|soup kitchen|hunger"),
    ("seniors", r"seniors?|elderly|aging|retirement|aarp"),
    (
        "youth",
        r"youth|boys and girls|boys & girls|(?:boy|girl) scouts?|children'?s?|kids|teens?|4-h",
    ),
    (
        "arts",
        (
            r"museums?|theat(?:er|re)s?|ballet|orchestra|symphony|arts?|gallery|opera|dance|music"
            r"|players|history"
        ),
    ),
    ("sports", r"sports?|athletic|recreation|parks?|gym|soccer|olympics|swim\w*"),
    ("media", r"radio|newspaper|television|tv|news|broadcasting"),
    ("interpreters", r"interpret\w*|translat\w*"),
    ("worker-center", r"workers? center|day laborers?|union"),
)
_PATTERNS: Final = tuple(
    (sector, re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)) for sector, words in _WORDS
)


def sector_of(name: str, alternate_name: str, known: Collection[str]) -> tuple[str, bool]:
    """Return the sector an organization's names speak of, and whether any word did.

    Only sectors that are `known` are given; without a word it is a community organization.
    """
    for text in (name, alternate_name):
        for sector, pattern in _PATTERNS:
            if sector in known and pattern.search(text):
                return sector, True
    return (FALLBACK if FALLBACK in known or not known else min(known)), False
