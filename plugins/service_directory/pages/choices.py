"""Lists of services by language spoken, by area, and by whom they are for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial
from typing import Final

from service_directory.axes import UNKNOWN
from service_directory.directory import LinkedService
from service_directory.languages.locales import language as language_of
from service_directory.languages.locales import language_name
from service_directory.languages.localize import LocalText, TextState
from service_directory.model.taxonomy import TaxonomyKind
from service_directory.pages.lines import ServiceLine, area_name, service_line
from service_directory.pages.locator import LocatorView, locator_view
from service_directory.pages.page import Page, PageHead, PageKind
from service_directory.pages.parts import LinkView, plain
from service_directory.pages.reader import PageReader, TranslationNote
from service_directory.pages.values import BESIDE, INTERPRETER, TERMS_OF, ChoiceKind, Found

MOST_LINES: Final = 80
"""More services than this are a page for each group of needs: nobody scrolls further."""


@dataclass(frozen=True, slots=True)
class ChoiceTile:
    """A value to choose, with how many services it has. Without any it leads nowhere."""

    name: LocalText
    endonym: LocalText | None
    """Languages: how the language calls itself, where that is another word."""
    description: LocalText | None
    href: str
    count: int


@dataclass(frozen=True, slots=True)
class ChoicesView:
    """All values of one kind."""

    title: str
    lead: str
    items: tuple[ChoiceTile, ...]
    beside: tuple[ChoiceTile, ...]


@dataclass(frozen=True, slots=True)
class NeedLines:
    """The services of one value that help with one group of needs."""

    name: LocalText
    icon: str
    anchor: str
    href: str
    lines: tuple[ServiceLine, ...]


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """The services of one value."""

    above: LinkView
    title: LocalText
    endonym: LocalText | None
    part: LocalText | None
    """The group of needs the page is limited to."""
    lead: str
    count: int
    groups: tuple[NeedLines, ...]
    parts: tuple[ChoiceTile, ...]
    """Pages of the groups of needs, where there are too many services for one."""
    beside: tuple[ChoiceTile, ...]
    """Where else to look: services that might fit as well."""
    locator: LocatorView | None
    """Areas: where in the county it is."""
    note: TranslationNote


def choice_pages(reader: PageReader) -> Iterator[Page]:
    """Yield the lists by language, area and audience, and a page for every value in use."""
    for kind in ChoiceKind:
        title, lead = _words(kind, reader)
        head = PageHead(
            address=reader.urls.choices(reader.tag, kind),
            language=reader.tag,
            kind=PageKind.CHOICES,
            title=title,
            description=lead,
            alternates=reader.alternates(partial(_index_address, reader, kind)),
            section=PageKind.NEEDS,
        )
        yield Page(head, view=partial(choices_view, reader, kind))
        for value in _values(reader, kind):
            yield from _pages_of(reader, kind, value)


def _index_address(reader: PageReader, kind: ChoiceKind, tag: str) -> str:
    return reader.urls.choices(tag, kind)


def _address(reader: PageReader, kind: ChoiceKind, parts: tuple[str, ...], tag: str) -> str:
    return reader.urls.choice(tag, kind, *parts)


def _values(reader: PageReader, kind: ChoiceKind) -> Iterator[str]:
    """Yield the values in use: those of the list in its order, then those beside it."""
    found = reader.choices.of(kind)
    listed = reader.directory.terms[TERMS_OF[kind]] if kind in TERMS_OF else sorted(found)
    beside = BESIDE[kind]
    yield from (value for value in listed if value in found and value not in beside)
    yield from (value for value in beside if value in found)


def _pages_of(reader: PageReader, kind: ChoiceKind, value: str) -> Iterator[Page]:
    services = reader.choices.of(kind)[value]
    parts = tuple(reader.choices.by_need(kind, value)) if len(services) > MOST_LINES else ()
    for path in ((value,), *((value, part) for part in parts)):
        head = PageHead(
            address=reader.urls.choice(reader.tag, kind, *path),
            language=reader.tag,
            kind=PageKind.CHOICE,
            title=_title(reader, kind, path),
            alternates=reader.alternates(partial(_address, reader, kind, path)),
            indexed=not _is_sensitive(reader, kind, value),
            section=PageKind.NEEDS,
        )
        yield Page(head, view=partial(choice_view, reader, kind, path))


def _is_sensitive(reader: PageReader, kind: ChoiceKind, value: str) -> bool:
    """Tell whether search engines are asked to leave the page of a value out."""
    term = reader.directory.terms[TERMS_OF[kind]].get(value) if kind in TERMS_OF else None
    return term is not None and term.sensitive and reader.local.settings.sensitive_needs_hidden


def _words(kind: ChoiceKind, reader: PageReader) -> tuple[str, str]:
    """Return the title of a list and what to do with it."""
    t = reader.local.interface.gettext
    return {
        ChoiceKind.LANGUAGES: (
            t("Help by language"),
            t("Choose a language to see who speaks it."),
        ),
        ChoiceKind.AREAS: (t("Help by area"), t("Choose a part of the county.")),
        ChoiceKind.AUDIENCES: (
            t("Who the help is for"),
            t("Choose who needs the help."),
        ),
    }[kind]


def _title(reader: PageReader, kind: ChoiceKind, path: tuple[str, ...]) -> str:
    index, _ = _words(kind, reader)
    names = [_name(reader, kind, path[0])]
    names += [_need_name(reader, top) for top in path[1:]]
    return ": ".join([index, *(name.text for name in names)])


def _name(reader: PageReader, kind: ChoiceKind, value: str) -> LocalText:
    t = reader.local.interface.gettext
    if kind is ChoiceKind.AREAS:
        return area_name(reader, value)
    if value == UNKNOWN:
        known_not = {
            ChoiceKind.LANGUAGES: t("Languages not known"),
            ChoiceKind.AUDIENCES: t("Not known who it is for"),
        }
        return plain(known_not[kind], reader.tag)
    if kind is ChoiceKind.AUDIENCES:
        return reader.local.term(TaxonomyKind.AUDIENCES, value)
    if value == INTERPRETER:
        return plain(t("Interpreter on request"), reader.tag)
    return plain(language_name(value, reader.tag), reader.tag)


def _need_name(reader: PageReader, top: str) -> LocalText:
    if top == UNKNOWN:
        return plain(reader.local.interface.gettext("Need not known"), reader.tag)
    return reader.local.term(TaxonomyKind.NEEDS, top)


def _endonym(reader: PageReader, kind: ChoiceKind, value: str) -> LocalText | None:
    if kind is not ChoiceKind.LANGUAGES or value in BESIDE[kind]:
        return None
    own = language_of(value).endonym
    same = own.casefold() == language_name(value, reader.tag).casefold()
    return None if same else _in_language(own, value)


@cache
def _in_language(text: str, tag: str) -> LocalText:
    return LocalText(text, tag, TextState.SOURCE)


def _tile(
    reader: PageReader, found: Found, kind: ChoiceKind, value: str, *, described: bool = False
) -> ChoiceTile:
    count = len(found.get(value, ()))
    listed = described and kind in TERMS_OF and value in reader.directory.terms[TERMS_OF[kind]]
    return ChoiceTile(
        name=_name(reader, kind, value),
        endonym=_endonym(reader, kind, value),
        description=reader.local.term_text(TERMS_OF[kind], value, "description")
        if listed
        else None,
        href=reader.urls.choice(reader.tag, kind, value) if count else "",
        count=count,
    )


def choices_view(reader: PageReader, kind: ChoiceKind) -> ChoicesView:
    """Return all values of one kind: languages from A to Z, others in the order of their list.

    Values nobody has a service for are shown too: that nobody speaks of them is worth knowing.
    """
    found, beside = reader.choices.of(kind), BESIDE[kind]
    listed = reader.directory.terms[TERMS_OF[kind]] if kind in TERMS_OF else found
    items = [
        _tile(reader, found, kind, value, described=True) for value in listed if value not in beside
    ]
    if kind is ChoiceKind.LANGUAGES:
        items = reader.in_order(items, lambda item: item.name.text)
    title, lead = _words(kind, reader)
    return ChoicesView(title, lead, tuple(items), _beside(reader, found, kind))


def _beside(
    reader: PageReader, found: Found, kind: ChoiceKind, but: str | None = None
) -> tuple[ChoiceTile, ...]:
    """Return the values that are none of the list; beside one of it also those that hold all."""
    values = BESIDE[kind]
    if kind is ChoiceKind.AREAS and but is not None:
        terms = reader.directory.terms[TaxonomyKind.AREAS].values()
        values = (*(term.id for term in terms if term.everywhere), *values)
    return tuple(
        _tile(reader, found, kind, value) for value in values if value in found and value != but
    )


def choice_view(reader: PageReader, kind: ChoiceKind, path: tuple[str, ...]) -> ChoiceView:
    """Return what the page of a value shows, or of one of its groups of needs."""
    value, part = path[0], path[1] if len(path) > 1 else None
    found = reader.choices.of(kind)
    by_need = reader.choices.by_need(kind, value)
    divided = part is None and len(found[value]) > MOST_LINES
    shown = by_need if part is None else {part: by_need[part]}
    groups = () if divided else tuple(_need_lines(reader, top, shown[top]) for top in shown)
    index = LinkView(
        plain(_words(kind, reader)[0], reader.tag), reader.urls.choices(reader.tag, kind)
    )
    whole = LinkView(_name(reader, kind, value), reader.urls.choice(reader.tag, kind, value))
    return ChoiceView(
        above=index if part is None else whole,
        title=_name(reader, kind, value),
        endonym=_endonym(reader, kind, value),
        part=None if part is None else _need_name(reader, part),
        lead=_lead(reader, kind, value),
        count=len(found[value] if part is None else shown[part]),
        groups=groups,
        parts=tuple(_part(reader, kind, value, top, by_need) for top in by_need) if divided else (),
        beside=_beside(reader, found, kind, but=value),
        locator=locator_view(reader.local, path[:1]) if kind is ChoiceKind.AREAS else None,
        note=_note(groups),
    )


def _lead(reader: PageReader, kind: ChoiceKind, value: str) -> str:
    """Return a sentence for the values that need one."""
    t = reader.local.interface.gettext
    if value == UNKNOWN:
        return {
            ChoiceKind.LANGUAGES: t("These services do not say which languages they speak."),
            ChoiceKind.AREAS: t("These services do not say where they are."),
            ChoiceKind.AUDIENCES: t("These services do not say who they are for. Ask them."),
        }[kind]
    if value == INTERPRETER and kind is ChoiceKind.LANGUAGES:
        return t("These services find an interpreter when you ask for one. Say your language.")
    return ""


def _part(reader: PageReader, kind: ChoiceKind, value: str, top: str, by_need: Found) -> ChoiceTile:
    return ChoiceTile(
        name=_need_name(reader, top),
        endonym=None,
        description=None,
        href=reader.urls.choice(reader.tag, kind, value, top),
        count=len(by_need[top]),
    )


def _need_lines(reader: PageReader, top: str, services: tuple[LinkedService, ...]) -> NeedLines:
    lines = (service_line(reader, linked) for linked in services)
    term = reader.directory.terms[TaxonomyKind.NEEDS].get(top)
    return NeedLines(
        name=_need_name(reader, top),
        icon=(term.icon or "") if term else "",
        anchor=f"need-{top or 'not-known'}",
        href=reader.urls.need(reader.tag, top) if top else "",
        lines=tuple(reader.in_order(lines, lambda line: line.name.text)),
    )


def _note(groups: tuple[NeedLines, ...]) -> TranslationNote:
    """Return what to tell about the names in a list; a name not translated says so itself."""
    states = {line.name.state for group in groups for line in group.lines}
    return TranslationNote(
        unreviewed=TextState.UNREVIEWED in states, outdated=TextState.OUTDATED in states
    )
