"""The shared words an import uses: their terms, and how it finds one by what people write."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from service_directory.importers.slugs import slug
from service_directory.model.taxonomy import Taxonomy, TaxonomyKind, TaxonomyTerm


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The taxonomies there are."""

    taxonomies: Mapping[TaxonomyKind, Taxonomy] = field(default_factory=dict)

    def terms(self, kind: TaxonomyKind) -> tuple[TaxonomyTerm, ...]:
        """Return the terms of one list; none where the list is missing."""
        taxonomy = self.taxonomies.get(kind)
        return taxonomy.terms if taxonomy else ()

    def ids(self, kind: TaxonomyKind) -> frozenset[str]:
        """Return the ids of one list."""
        return frozenset(term.id for term in self.terms(kind))

    def find(self, kind: TaxonomyKind, words: str) -> str | None:
        """Return the one term that has exactly these words as its name, id or synonym."""
        wanted = slug(words)
        found = {t.id for t in self.terms(kind) if wanted and wanted in map(slug, _names(t))}
        return found.pop() if len(found) == 1 else None

    def sort_out(self, kind: TaxonomyKind, names: Iterable[str]) -> tuple[list[str], list[str]]:
        """Return the terms of some names, and the names that are none."""
        found: dict[str, None] = {}
        rest: list[str] = []
        for name in names:
            term = self.find(kind, name)
            if term is None:
                rest.append(name)
            else:
                found[term] = None
        return list(found), rest


def _names(term: TaxonomyTerm) -> tuple[str, ...]:
    return (term.id, term.name, term.short_name or "", *term.synonyms)
