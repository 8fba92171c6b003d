"""Which texts of an entry are translated: the one place that knows.

The list is made from the models: every field whose type is `Text` or `LongText`, but for the few
named in `NOT_TRANSLATED`. A text's context is its path in the entry. Items that have an id stand
under it, the others under their number from 0: `services.esl-evening.summary`,
`partnership.offers.0`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    Final,
    NamedTuple,
    TypeAlias,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

from service_directory.model.contact import Address, Contact
from service_directory.model.fields import LongText, Model, Text
from service_directory.model.group import ActionItem
from service_directory.model.location import Location
from service_directory.model.organization import Organization
from service_directory.model.service import Service
from service_directory.model.taxonomy import Taxonomy, TaxonomyTerm
from service_directory.reading.entry import Entry, EntryKind

BODY: Final = "body"
"""The context of the free Markdown text below the front matter."""

SYNONYMS: Final = "synonyms"
"""The field of a term whose texts are one message: a list with commas."""

NOT_TRANSLATED: Final[Mapping[type[Model], frozenset[str]]] = {
    Organization: frozenset({"alternate_name", "stewards", "source_id"}),
    Service: frozenset({"alternate_name", "source_id"}),
    Location: frozenset({"alternate_name", "address"}),
    Address: frozenset(Address.model_fields),
    Contact: frozenset({"name"}),
    ActionItem: frozenset({"owner"}),
    TaxonomyTerm: frozenset({"same_as"}),
}
"""Text fields that are names, codes or addresses: the same in every language."""

CRITICAL: Final[Mapping[type[Model], frozenset[str]]] = {
    Service: frozenset(
        {"alert", "application_process", "eligibility_description", "fees_description"}
    ),
}
"""Texts whose outdated translation would do harm: there the source text is shown instead."""

CRITICAL_FIELDS: Final = frozenset(name for names in CRITICAL.values() for name in names)

_TEXT_TYPES: Final = (Text, LongText)


class TranslatableText(NamedTuple):
    """A text a translator may translate."""

    context: str
    source: str
    critical: bool
    """True where an outdated translation gives way to the source text."""


@dataclass(frozen=True, slots=True)
class _TextField:
    name: str
    repeated: bool
    critical: bool


@dataclass(frozen=True, slots=True)
class _PartField:
    name: str
    key: str
    repeated: bool


_Field: TypeAlias = _TextField | _PartField


def translatable_texts(entry: Entry[Any]) -> Iterator[TranslatableText]:
    """Yield every text of an entry that is translated, in the order of the model, body last."""
    if entry.kind is EntryKind.PAGE:
        return
    if entry.kind is EntryKind.TAXONOMY:
        yield from _taxonomy_texts(entry.facts, entry.id)
        return
    yield from _texts_of(entry.facts, "")
    body = entry.body.strip()
    if body:
        yield TranslatableText(BODY, body, critical=False)


def is_critical(context: str) -> bool:
    """Tell whether the text of a context must not be shown in an outdated translation.

    Besides the fields of `CRITICAL` these are the papers people have to bring, which are terms.
    """
    return context.rpartition(".")[2] in CRITICAL_FIELDS or context.startswith("documents.")


def keeps_its_name(context: str, kind: EntryKind) -> bool:
    """Tell whether a text is a proper name, for which no translation is not a missing one."""
    return context == "name" and kind is EntryKind.ORGANIZATION


def _taxonomy_texts(taxonomy: Taxonomy, kind: str) -> Iterator[TranslatableText]:
    critical = is_critical(f"{kind}.")
    for field in ("name", "description"):
        source = getattr(taxonomy, field)
        if source:
            yield TranslatableText(f"{kind}.{field}", source, critical=False)
    for term in taxonomy.terms:
        for field in ("name", "short_name", "description"):
            source = getattr(term, field)
            if source:
                yield TranslatableText(f"{kind}.{term.id}.{field}", source, critical)
        if term.synonyms:
            source = ", ".join(term.synonyms)
            yield TranslatableText(f"{kind}.{term.id}.{SYNONYMS}", source, critical=False)


def _texts_of(model: Model, prefix: str) -> Iterator[TranslatableText]:
    for field in _fields_of(type(model)):
        value = getattr(model, field.name)
        if value is None:
            continue
        if isinstance(field, _PartField):
            yield from _texts_of_parts(value, field, prefix)
        elif field.repeated:
            for index, text in enumerate(value):
                yield TranslatableText(f"{prefix}{field.name}.{index}", text, field.critical)
        else:
            yield TranslatableText(f"{prefix}{field.name}", value, field.critical)


def _texts_of_parts(value: Any, field: _PartField, prefix: str) -> Iterator[TranslatableText]:
    if not field.repeated:
        yield from _texts_of(value, f"{prefix}{field.key}.")
        return
    for index, part in enumerate(value):
        key = getattr(part, "id", index)
        yield from _texts_of(part, f"{prefix}{field.key}.{key}.")


@cache
def _fields_of(model: type[Model]) -> tuple[_Field, ...]:
    """Return the fields of a model that are texts, or parts that may hold texts."""
    left_out = NOT_TRANSLATED.get(model, frozenset())
    critical = CRITICAL.get(model, frozenset())
    found: list[_Field] = []
    for name, field in model.model_fields.items():
        if name in left_out:
            continue
        hint = _hints(model)[name]
        inner, repeated = _inner(hint)
        if inner in _TEXT_TYPES:
            found.append(_TextField(name, repeated, name in critical))
        else:
            part = _bare(inner)
            if isinstance(part, type) and issubclass(part, Model) and _fields_of(part):
                found.append(_PartField(name, field.alias or name, repeated))
    return tuple(found)


@cache
def _hints(model: type[Model]) -> dict[str, Any]:
    return get_type_hints(model, include_extras=True)


def _inner(hint: Any) -> tuple[Any, bool]:
    """Return what a field holds one or several of, and whether several."""
    if get_origin(hint) in (Union, UnionType):
        rest = [part for part in get_args(hint) if part is not NoneType]
        return _inner(rest[0]) if len(rest) == 1 else (hint, False)
    if get_origin(hint) is tuple:
        return get_args(hint)[0], True
    return hint, False


def _bare(hint: Any) -> Any:
    return get_args(hint)[0] if get_origin(hint) is Annotated else hint
