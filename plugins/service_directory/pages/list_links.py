"""Where a text's links to shared words and whole lists lead (see reading/list_links.py)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Final

from service_directory.model.taxonomy import TaxonomyKind
from service_directory.pages.values import ChoiceKind
from service_directory.reading.list_links import CROSSWALKS, GUIDES, LANGUAGES, ORGANIZATIONS

if TYPE_CHECKING:
    from service_directory.pages.reader import PageReader


def list_address(reader: PageReader, path: str, id_: str) -> str | None:
    """Return the address for a file or folder of the directory and an id in it.

    A value no service has is on the list of all values only. None: there is no such list.
    """
    address = _ADDRESSES.get(path.removeprefix(reader.folder))
    return None if address is None else address(reader, id_)


def _need(reader: PageReader, id_: str) -> str:
    known = id_ in reader.directory.terms[TaxonomyKind.NEEDS]
    return reader.urls.need(reader.tag, id_) if known else reader.urls.needs(reader.tag)


def _word(reader: PageReader, id_: str) -> str:
    known = id_ in reader.directory.terms[TaxonomyKind.GLOSSARY]
    return reader.urls.word(reader.tag, id_) if known else reader.urls.glossary(reader.tag)


def _choice(kind: ChoiceKind, reader: PageReader, id_: str) -> str:
    if id_ in reader.choices.of(kind):
        return reader.urls.choice(reader.tag, kind, id_)
    return reader.urls.choices(reader.tag, kind)


def _crosswalk(reader: PageReader, id_: str) -> str:
    plans = reader.directory.entries.crosswalks
    known = plans is not None and any(plan.id == id_ for plan in plans.facts.crosswalks)
    urls, tag = reader.urls, reader.tag
    return urls.crosswalk(tag, id_) if known else urls.crosswalks(tag)


_ADDRESSES: Final[Mapping[str, Callable[[PageReader, str], str]]] = {
    "taxonomy/needs.yml": _need,
    "taxonomy/areas.yml": partial(_choice, ChoiceKind.AREAS),
    "taxonomy/audiences.yml": partial(_choice, ChoiceKind.AUDIENCES),
    "taxonomy/glossary.yml": _word,
    CROSSWALKS: _crosswalk,
    LANGUAGES: partial(_choice, ChoiceKind.LANGUAGES),
    ORGANIZATIONS: lambda reader, _: reader.urls.organizations(reader.tag),
    GUIDES: lambda reader, _: reader.urls.guides(reader.tag),
}
