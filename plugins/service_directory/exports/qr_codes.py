"""QR codes of pages as SVG, with segno; quick enough for thousands of pages.

The modules of a QR code of one version, error level and mask depend on the bits of its text by
exclusive or alone: placing is a permutation, the error code is linear, the mask a constant. So the
code of a text is that of another text of the same length, changed by what each differing bit
changes; segno makes the codes these changes are read from. A test compares with segno's own.
"""

from __future__ import annotations

import re
from typing import Final

import segno

_VERSION: Final = 5
"""37 modules a side: enough for most addresses, and one size for all of a site."""
_HOLDS: Final = 84
"""Bytes a code of this version and level holds."""
_LEVEL: Final = "m"
_MASK: Final = 3
"""Every mask can be read; choosing the best of eight takes four times as long."""
_QUIET: Final = 4
_SIDE: Final = 17 + 4 * _VERSION
_PLAIN: Final = ord("a")
_RUN: Final = re.compile("1+")


class QrCodes:
    """Makes the codes of a site's addresses."""

    def __init__(self, *, many: bool) -> None:
        """Make what has read no code yet; for a few codes, segno alone is quicker."""
        self._many = many
        self._bases: dict[int, int] = {}
        self._changes: dict[tuple[int, int], int] = {}

    def svg(self, text: str) -> str:
        """Return the QR code of a text as an SVG picture, black on white in any colour scheme."""
        rows = self.rows(text.encode())
        side = len(rows) + 2 * _QUIET
        drawn = "".join(_drawn(row, y) for y, row in enumerate(rows, _QUIET))
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" '
            f'shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{side}v{side}H0z"/>'
            f'<path stroke="#000" d="{drawn}"/></svg>\n'
        )

    def rows(self, content: bytes) -> list[str]:
        """Return the code of a text, a row of dark (1) and light (0) modules after the other."""
        if len(content) > _HOLDS:
            return _rows(segno.make_qr(content, error=_LEVEL, mask=_MASK, boost_error=False))
        modules = self._modules(content) if self._many else _number(content)
        text = f"{modules:0{_SIDE * _SIDE}b}"
        return [text[start : start + _SIDE] for start in range(0, len(text), _SIDE)]

    def _modules(self, content: bytes) -> int:
        modules = self._base(len(content))
        for place, byte in enumerate(content):
            differing = byte ^ _PLAIN
            while differing:
                bit = differing & -differing
                modules ^= self._change(place, bit)
                differing ^= bit
        return modules

    def _base(self, size: int) -> int:
        found = self._bases.get(size)
        if found is None:
            found = self._bases[size] = _number(bytes([_PLAIN]) * size)
        return found

    def _change(self, place: int, bit: int) -> int:
        """Return the modules that change when a bit of the byte at a place does."""
        found = self._changes.get((place, bit))
        if found is None:
            other = bytearray([_PLAIN]) * _HOLDS
            other[place] ^= bit
            found = self._changes[place, bit] = self._base(_HOLDS) ^ _number(bytes(other))
        return found


def _drawn(row: str, y: int) -> str:
    """Return a row as strokes: from its first dark module on, each where the last one ended."""
    drawn, at = "", 0
    for match in _RUN.finditer(row):
        start, end = match.span()
        step = f"m{start - at} 0" if at else f"M{start + _QUIET} {y}.5"
        drawn += f"{step}h{end - start}"
        at = end
    return drawn


def _number(content: bytes) -> int:
    code = segno.make_qr(
        content, error=_LEVEL, version=_VERSION, mask=_MASK, mode="byte", boost_error=False
    )
    return int("".join(_rows(code)), 2)


def _rows(code: segno.QRCode) -> list[str]:
    return ["".join(map(str, row)) for row in code.matrix]
