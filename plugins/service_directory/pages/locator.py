"""A small picture of the county: its areas as dots, those that matter here marked.

It needs no map of others: the areas' middles are in the taxonomy. North is up in every language,
also where text runs from right to left.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from math import cos, radians
from typing import Final, Literal, NamedTuple
from unicodedata import east_asian_width

from service_directory.languages.interface import Interface
from service_directory.languages.localize import LocalDirectory, LocalText
from service_directory.model.taxonomy import TaxonomyKind

WIDTH: Final = 320
_MARGIN_X, _TOP, _BOTTOM = 70.0, 40.0, 64.0
_TALLEST: Final = 220.0
_RADIUS, _LETTER, _LINE = 9.0, 7.4, 15.0
_KM_OF_A_DEGREE: Final = 111.32
_KM_OF_A_MILE: Final = 1.609344
_IN_MILES: Final = frozenset({"US", "GB", "LR"})
_LENGTHS: Final = (1, 2, 5, 10, 20, 50, 100, 200)

Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class LabelView:
    """Where a name stands. `start` is its left end, or the right one where it runs from there."""

    x: float
    y: float
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class DotView:
    """An area in the picture."""

    name: LocalText
    x: float
    y: float
    label: LabelView
    current: bool


@dataclass(frozen=True, slots=True)
class LocatorView:
    """The picture."""

    width: int
    height: int
    dots: tuple[DotView, ...]
    current: tuple[LocalText, ...]
    scale: float
    """Length of the scale's bar."""
    scale_words: str


class _Point(NamedTuple):
    x: float
    y: float


class _Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: _Box) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


class _Drawing(NamedTuple):
    height: int
    points: tuple[_Point, ...]
    labels: tuple[LabelView, ...]
    km: float
    """Kilometres of one unit."""


def locator_view(local: LocalDirectory, areas: Collection[str]) -> LocatorView | None:
    """Return the picture with some areas marked; None where it would say nothing.

    That is where the directory has fewer than two areas with coordinates, or none is marked.
    """
    kind = TaxonomyKind.AREAS
    terms = [
        term
        for term in local.directory.terms[kind].values()
        if term.latitude is not None and term.longitude is not None
    ]
    marked = [term.id for term in terms if term.id in areas]
    if len(terms) < 2 or not marked:
        return None
    names = [local.term_text(kind, t.id, "short_name") or local.term(kind, t.id) for t in terms]
    places = tuple((t.latitude or 0.0, t.longitude or 0.0) for t in terms)
    drawing = _drawn(places, tuple(name.text for name in names))
    length, words = _scale(drawing.km, local.settings.region, local.interface)
    return LocatorView(
        width=WIDTH,
        height=drawing.height,
        dots=tuple(
            DotView(name, point.x, point.y, _turned(label, name), term.id in marked)
            for term, name, point, label in zip(
                terms, names, drawing.points, drawing.labels, strict=True
            )
        ),
        current=tuple(local.term(kind, id_) for id_ in marked),
        scale=length,
        scale_words=words,
    )


def _turned(label: LabelView, name: LocalText) -> LabelView:
    """Return a label for text that may run from right to left: there it starts at its right end."""
    if name.direction == "ltr" or label.anchor == "middle":
        return label
    return replace(label, anchor="end" if label.anchor == "start" else "start")


@lru_cache(maxsize=256)
def _drawn(places: tuple[tuple[float, float], ...], names: tuple[str, ...]) -> _Drawing:
    """Return where dots and labels stand; every degree is as long as it is in this latitude."""
    north, south = max(p[0] for p in places), min(p[0] for p in places)
    east, west = max(p[1] for p in places), min(p[1] for p in places)
    narrow = cos(radians((north + south) / 2))
    wide_km = max((east - west) * narrow * _KM_OF_A_DEGREE, 0.1)
    high_km = max((north - south) * _KM_OF_A_DEGREE, 0.1)
    units = min((WIDTH - 2 * _MARGIN_X) / wide_km, _TALLEST / high_km)
    left = (WIDTH - wide_km * units) / 2
    points = tuple(
        _Point(
            round(left + (longitude - west) * narrow * _KM_OF_A_DEGREE * units, 1),
            round(_TOP + (north - latitude) * _KM_OF_A_DEGREE * units, 1),
        )
        for latitude, longitude in places
    )
    height = round(_TOP + high_km * units + _BOTTOM)
    return _Drawing(height, points, _labels(points, names), 1 / units)


def _labels(points: tuple[_Point, ...], names: tuple[str, ...]) -> tuple[LabelView, ...]:
    """Return where each name stands: beside its dot, or above or below, where it is free."""
    taken = [_Box(x - _RADIUS, y - _RADIUS, x + _RADIUS, y + _RADIUS) for x, y in points]
    found = []
    for point, name in zip(points, names, strict=True):
        width = sum(_LETTER * (2 if east_asian_width(c) in "WF" else 1) for c in name)
        choices = list(_choices(point, width))
        own = (label for label, box in choices if _is_free(box, taken))
        label = next(own, choices[0][0])
        taken.append(dict(choices)[label])
        found.append(label)
    return tuple(found)


def _choices(point: _Point, width: float) -> Iterable[tuple[LabelView, _Box]]:
    x, y = point
    beside, half = _RADIUS + 4, width / 2
    up, down = y - _RADIUS - 5, y + _RADIUS + _LINE - 2
    choices: tuple[tuple[_Point, Anchor, float], ...] = (
        (_Point(x + beside, y + 5), "start", x + beside),
        (_Point(x - beside, y + 5), "end", x - beside - width),
        (_Point(x, down), "middle", x - half),
        (_Point(x, up), "middle", x - half),
    )
    for at, anchor, left in choices:
        box = _Box(left, at.y - _LINE + 3, left + width, at.y + 3)
        yield LabelView(round(at.x, 1), round(at.y, 1), anchor), box


def _is_free(box: _Box, taken: list[_Box]) -> bool:
    inside = box.left >= 0 and box.right <= WIDTH and box.top >= 0
    return inside and not any(box.meets(other) for other in taken)


def _scale(km: float, region: str, interface: Interface) -> tuple[float, str]:
    """Return the length of the scale's bar and what it stands for."""
    n = interface.ngettext
    miles = region in _IN_MILES
    unit = _KM_OF_A_MILE if miles else 1.0
    number = max((x for x in _LENGTHS if x * unit / km <= WIDTH / 3), default=_LENGTHS[0])
    words = (
        n("%(num)s mile", "%(num)s miles", number)
        if miles
        else n("%(num)s kilometer", "%(num)s kilometers", number)
    )
    return round(number * unit / km, 1), words
