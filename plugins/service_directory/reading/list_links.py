"""Links in texts to what has no file of its own: a shared word, a crosswalk, a whole list.

Such a link names the file or folder where the thing stands, with its id behind a `#`. So GitHub
shows something sensible, and the site leads to the page that is made of it:

    [Learn English](../taxonomy/needs.yml#learn-english)    the need's page
    [North End](../taxonomy/areas.yml#north-end)            the services in an area
    [for parents](../taxonomy/audiences.yml#parents)        the services for some people
    [SNAP](../taxonomy/glossary.yml#snap)                   a word of the glossary
    [who offers what](../crosswalks.yml#services)           a crosswalk
    [Swahili](../translations/#sw)                          the services in a language
    [all organizations](../organizations/)                  the list from A to Z
    [all guides](../guides/)                                the list of guides

Without `#` and id, the link leads to the list of all of these.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import Final, TypeAlias

from service_directory.model.language_tags import canonical_tag
from service_directory.model.taxonomy import TaxonomyKind
from service_directory.reading.entry import Entries, EntryKind
from service_directory.reading.message_parts import did_you_mean

WORDS: Final[Mapping[str, TaxonomyKind]] = {
    f"taxonomy/{kind}.yml": kind
    for kind in (
        TaxonomyKind.NEEDS,
        TaxonomyKind.AREAS,
        TaxonomyKind.AUDIENCES,
        TaxonomyKind.GLOSSARY,
    )
}
"""The lists whose words have a page, or a place on one, by their files in the directory."""

CROSSWALKS: Final = "crosswalks.yml"
LANGUAGES: Final = "translations"
ORGANIZATIONS: Final = "organizations"
GUIDES: Final = "guides"

WrongWith: TypeAlias = Callable[[str], str | None]
"""Gives a hint for an id that a list does not have, None for one that is right."""


def linkable_lists(entries: Entries) -> Mapping[str, WrongWith]:
    """Return the lists a text can link to, by file or folder below the directory's."""
    found: dict[str, WrongWith] = {
        LANGUAGES: _wrong_tag,
        ORGANIZATIONS: partial(_wrong_id, ()),
    }
    if any(not id_.startswith("index") for id_ in entries.pages):
        found[GUIDES] = partial(_wrong_id, ())
    for file, kind in WORDS.items():
        entry = entries.taxonomies.get(kind)
        if entry is not None and entry.facts.terms:
            found[file] = partial(_wrong_id, [term.id for term in entry.facts.terms])
        elif kind in entries.unread.get(EntryKind.TAXONOMY, ()):
            found[file] = _nothing_wrong
    if entries.crosswalks is not None:
        plans = entries.crosswalks.facts.crosswalks
        found[CROSSWALKS] = partial(_wrong_id, [plan.id for plan in plans])
    elif EntryKind.CROSSWALKS in entries.unread:
        found[CROSSWALKS] = _nothing_wrong
    return found


def _wrong_id(known: Collection[str], id_: str) -> str | None:
    if id_ in known:
        return None
    return did_you_mean(id_, known) or "write the id of one of its words, as its file has it"


def _wrong_tag(tag: str) -> str | None:
    right = canonical_tag(tag)
    if right == tag:
        return None
    return f"did you mean {right}?" if right else "write for example es, mh or zh-Hans"


def _nothing_wrong(id_: str) -> None:
    """The list could not be read, which is told where it stands."""
    del id_
