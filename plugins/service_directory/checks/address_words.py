"""Street addresses in running text, English and Spanish, as people in the region write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_STREET: Final = (
    "Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive|Dr|Boulevard|Blvd|Court|Ct|Place|Pl|Terrace|Ter|"
    "Circle|Cir|Way|Parkway|Pkwy|Highway|Hwy|Trail|Trl|Alley|Square|Sq|Loop|Plaza|Row|Ridge|Path"
)
_CALLE: Final = (
    "Calle|C/|Avenida|Avda|Av|Carretera|Carrera|Camino|Paseo|Plaza|Bulevar|Calzada|Privada|Pasaje"
)
_NUMBER: Final = r"\d{1,6}(?:-\d{1,4})?[A-Za-z]?(?: ?[½¼¾])?"
_DIRECTION: Final = r"(?:(?:[NSEW]|NE|NW|SE|SW|North|South|East|West)\.?\s+)?"
_WORD: Final = r"[A-ZÀ-ÖØ-Þ0-9][\w'’.-]*"
_NOT_A_NAME: Final = r"(?!(?:the|a|an|of|on|in|at|to|or|and|is|are|your|our|this|that|any|each)\b)"

_ADDRESS: Final = re.compile(
    rf"\b{_NUMBER}\s+{_DIRECTION}(?:{_WORD}\s+){{1,4}}?(?:{_STREET})\b\.?"
    rf"|\b{_NUMBER}\s+(?:{_NOT_A_NAME}[a-z][\w'’]*\s+){{1,2}}(?:street|avenue|boulevard|lane|road)\b"
    rf"|(?<!\w)(?:{_CALLE})\.?\s+(?:(?:de|del|la|las|los|el)\s+)*(?:{_WORD},?\s+)"
    rf"(?:(?:de|del|la|las|los|el|y)\s+|{_WORD},?\s+){{0,4}}?(?:#|[Nn]o\.?|[Nn]úm\.?|n\.?º)?\s*\d{{1,6}}\b"
    r"|\b(?:Highway|Hwy|Route|Rte|County Road|CR)\.?\s+\d{1,4}\b\s*(?:,|and|at)\s+"
    rf"{_WORD}"
    r"|\b[A-Z]{2},?\s+\d{5}(?:-\d{4})?\b"
    r"|\b[Zz][Ii][Pp](?:\s+[Cc]ode)?:?\s*\d{5}\b"
    r"|\b[A-Z][a-z]+,?\s+\d{5}(?:-\d{4})?(?=\s*(?:[.,;)]|$|USA|U\.S\.))",
    re.MULTILINE,
)
_BOX: Final = re.compile(r"(?i)\bP\.?\s*O\.?\s*Box\b[^.;\n]*")
"""A box at the post office is how such a house gets its letters: no address."""


def addresses_in(text: str) -> Iterator[str]:
    """Yield what looks like an address in a text.

    >>> list(addresses_in("Come to 77 Hidden Lane, Riverbend. We have 12 beds."))
    ['77 Hidden Lane']
    """
    if not any(character.isdigit() for character in text):
        return
    for match in _ADDRESS.finditer(_BOX.sub("", text)):
        yield match.group().strip()
