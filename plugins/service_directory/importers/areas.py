"""Areas from cities: the terms a crosswalk of an imported directory can be split by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from service_directory.importers.postal import DEFAULT_COUNTRY, ReadAddress
from service_directory.importers.slugs import slug
from service_directory.model.taxonomy import Taxonomy, TaxonomyTerm


@dataclass(frozen=True, slots=True)
class Areas:
    """Which area a city is: terms there were before, and those this import adds."""

    by_city: Mapping[tuple[str, str, str], str] = field(default_factory=dict)
    """Ids by city, state and country as written."""
    added: tuple[TaxonomyTerm, ...] = ()

    def of(self, address: ReadAddress) -> str | None:
        """Return the area of an address, if it names a city."""
        return self.by_city.get((address.city, address.state, address.country))


def find_areas(addresses: Iterable[ReadAddress], known: Taxonomy | None) -> Areas:
    """Return an area for every city; a city of another state has the state behind its name.

    A city is a known area when it has its name or one of its synonyms.
    """
    cities = Counter((a.city, a.state, a.country) for a in addresses if a.city)
    states = Counter((state, country) for (_, state, country) in cities.elements())
    home = min(states, key=lambda place: (-states[place], place), default=("", DEFAULT_COUNTRY))
    terms = known.terms if known else ()
    ids = {slug(name): term.id for term in reversed(terms) for name in _names(term)}
    by_city: dict[tuple[str, str, str], str] = {}
    added: dict[str, TaxonomyTerm] = {}
    for city, state, country in sorted(cities):
        name = _name(city, state, country, home)
        id_ = ids.get(slug(name)) or slug(name)
        if not id_:
            continue
        by_city[city, state, country] = id_
        if all(term.id != id_ for term in terms) and id_ not in added:
            added[id_] = TaxonomyTerm(id=id_, name=name)
    return Areas(by_city, tuple(added.values()))


def _name(city: str, state: str, country: str, home: tuple[str, str]) -> str:
    if (state, country) == home or not (state or country):
        return city
    if country != home[1]:
        return ", ".join(part for part in (city, state, country) if part)
    return f"{city}, {state}" if state else city


def _names(term: TaxonomyTerm) -> tuple[str, ...]:
    return (term.id, term.name, *term.synonyms)
