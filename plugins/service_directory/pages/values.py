"""Which services stand under which language, area and audience: found once for all languages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final

from service_directory.axes import REMOTE, UNKNOWN, areas_of
from service_directory.directory import Directory, LinkedService
from service_directory.model.service import Status
from service_directory.model.taxonomy import TaxonomyKind

INTERPRETER: Final = "interpreter"
"""Stands beside the languages for services that bring an interpreter when asked."""


class ChoiceKind(StrEnum):
    """What services can be chosen by, besides the need."""

    LANGUAGES = "languages"
    AREAS = "areas"
    AUDIENCES = "audiences"


TERMS_OF: Final[Mapping[ChoiceKind, TaxonomyKind]] = {
    ChoiceKind.AREAS: TaxonomyKind.AREAS,
    ChoiceKind.AUDIENCES: TaxonomyKind.AUDIENCES,
}

BESIDE: Final[Mapping[ChoiceKind, tuple[str, ...]]] = {
    ChoiceKind.LANGUAGES: (INTERPRETER, UNKNOWN),
    ChoiceKind.AREAS: (REMOTE, UNKNOWN),
    ChoiceKind.AUDIENCES: (UNKNOWN,),
}
"""Values that are none of the list, shown apart from it."""

Found = Mapping[str, tuple[LinkedService, ...]]


class SharedChoices:
    """Which services stand under which value: found once for all languages."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory
        self._found: dict[ChoiceKind, Found] = {}
        self._by_need: dict[tuple[ChoiceKind, str], Found] = {}
        kind = TaxonomyKind.NEEDS
        self._top = {id_: directory.first_level(kind, id_) for id_ in directory.terms[kind]}

    def of(self, kind: ChoiceKind) -> Found:
        """Return the services by value, without those that are no longer offered."""
        if kind not in self._found:
            found: dict[str, list[LinkedService]] = defaultdict(list)
            for linked in self._directory.services.values():
                if linked.service.status is not Status.INACTIVE:
                    for value in values_of(kind, linked, self._directory):
                        found[value].append(linked)
            self._found[kind] = {value: tuple(services) for value, services in found.items()}
        return self._found[kind]

    def by_need(self, kind: ChoiceKind, value: str) -> Found:
        """Return the services of a value by group of needs, in their order; empty id: no need."""
        if (kind, value) not in self._by_need:
            self._by_need[kind, value] = self._grouped(self.of(kind)[value])
        return self._by_need[kind, value]

    def _grouped(self, services: Iterable[LinkedService]) -> Found:
        found: dict[str, list[LinkedService]] = {
            top.id: [] for top in self._directory.children(TaxonomyKind.NEEDS, None)
        }
        found[UNKNOWN] = []
        for linked in services:
            for top in dict.fromkeys(self._top[need] for need in linked.needs) or (UNKNOWN,):
                found[top].append(linked)
        return {top: tuple(under) for top, under in found.items() if under}


def values_of(kind: ChoiceKind, linked: LinkedService, directory: Directory) -> tuple[str, ...]:
    """Return the values a service stands under, with those above them; unknown is one too.

    An interpreter is a promise of its own and says nothing about the languages spoken.
    """
    if kind is ChoiceKind.LANGUAGES:
        on_request = (INTERPRETER,) if linked.service.interpretation_services else ()
        return (*(linked.languages or (UNKNOWN,)), *on_request)
    own = areas_of(linked) if kind is ChoiceKind.AREAS else linked.service.audiences
    terms, found = directory.terms[TERMS_OF[kind]], dict[str, None]()
    for value in own or (UNKNOWN,):
        above: str | None = value
        while above is not None and above not in found:
            found[above] = None
            above = terms[above].parent if above in terms else None
    return tuple(found)
