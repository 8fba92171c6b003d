"""What every page builder needs in one language: the entries, the addresses, the day."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from service_directory.directory import Directory, LinkedService
from service_directory.gaps import projects_by_need
from service_directory.languages.collation import sort_key
from service_directory.languages.locales import language_name
from service_directory.languages.localize import LocalDirectory, LocalText, TextState
from service_directory.languages.texts import TranslatableText, translatable_texts
from service_directory.model.fields import Model
from service_directory.model.group import Group
from service_directory.model.organization import Organization
from service_directory.model.project import Project
from service_directory.model.taxonomy import TaxonomyKind
from service_directory.pages.page import Page, PageHead, PageKind
from service_directory.pages.parts import LinkView
from service_directory.pages.services import ServiceReader
from service_directory.pages.urls import Urls
from service_directory.pages.values import SharedChoices
from service_directory.pages.words import WordReader
from service_directory.reading.entry import Entry

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class TranslationNote:
    """What a reader is told about the language of a page's texts."""

    unreviewed: bool = False
    """Some texts were translated by a machine and no person has checked them."""
    outdated: bool = False
    """Some texts changed after they were translated."""
    missing: bool = False
    """Some texts are not translated and stand in the entry's language."""
    source_language: str = ""
    """Name of the language the entry is written in, in the reader's language."""
    source_tag: str = ""
    source_href: str = ""
    """The same page in that language, when the site has it."""

    @property
    def needed(self) -> bool:
        """Tell whether there is anything to say."""
        return self.unreviewed or self.outdated or self.missing


@dataclass(frozen=True, slots=True)
class MovedView:
    """A page that only leads to another."""

    href: str


class TextLists:
    """The translatable texts of entries, listed once for all languages."""

    def __init__(self) -> None:
        self._lists: dict[str, tuple[TranslatableText, ...]] = {}

    def of(self, entry: Entry[Model]) -> tuple[TranslatableText, ...]:
        """Return the texts of an entry."""
        found = self._lists.get(entry.path)
        if found is None:
            found = self._lists[entry.path] = tuple(translatable_texts(entry))
        return found


class PageReader:
    """One language's view on the whole directory, for the modules that build pages."""

    def __init__(
        self,
        local: LocalDirectory,
        urls: Urls,
        today: datetime.date,
        texts: Callable[[Entry[Model]], tuple[TranslatableText, ...]] | None = None,
        choices: SharedChoices | None = None,
    ) -> None:
        self._texts = texts or TextLists().of
        self.choices = choices or SharedChoices(local.directory)
        self.local = local
        self.urls = urls
        self.today = today
        self.services = ServiceReader(local, urls, today)
        self.words = WordReader(local, urls)
        self._states: dict[tuple[str, str], frozenset[TextState]] = {}
        self._kept: dict[object, Any] = {}
        self._names: dict[str, LocalText] = {}

    def kept(self, key: object, make: Callable[[], Item]) -> Item:
        """Return what was made for a key before; else make it."""
        if key not in self._kept:
            self._kept[key] = make()
        found: Item = self._kept[key]
        return found

    def forget(self) -> None:
        """Drop what is kept for this language's pages: a build needs one language's at a time."""
        self._kept.clear()
        self.services.forget()

    @property
    def directory(self) -> Directory:
        """All entries."""
        return self.local.directory

    @property
    def tag(self) -> str:
        """The reader's language."""
        return self.local.language.tag

    @cached_property
    def project_partners(self) -> Mapping[str, tuple[str, ...]]:
        """Ids of projects by organization that owns them or takes part."""
        found: dict[str, tuple[str, ...]] = {}
        for project in self.directory.entries.projects.values():
            members = [project.facts.owner]
            members += [partner.organization for partner in project.facts.partners]
            for member in dict.fromkeys(members):
                found[member] = (*found.get(member, ()), project.id)
        return found

    @cached_property
    def group_members(self) -> Mapping[str, tuple[str, ...]]:
        """Ids of groups by organization that leads them, is listed, or says it is a member."""
        found: dict[str, dict[str, None]] = {}
        for group in self.directory.entries.groups.values():
            for member in (group.facts.chair, *group.facts.members):
                if member is not None:
                    found.setdefault(member, {})[group.id] = None
        for entry in self.directory.organizations.values():
            for group_id in entry.facts.partnership.member_of if entry.facts.partnership else ():
                found.setdefault(entry.id, {})[group_id] = None
        return {member: tuple(groups) for member, groups in found.items()}

    @cached_property
    def projects_by_need(self) -> Mapping[str, tuple[str, ...]]:
        """Ids of projects that are not done, by the need they work on."""
        return projects_by_need(self.directory)

    @cached_property
    def partners(self) -> frozenset[str]:
        """Organizations that have something to say to partners, and so a page for them."""
        found = {*self.project_partners, *self.group_members, *self.directory.handed_over_by}
        found |= set(self.directory.guests)
        for entry in self.directory.organizations.values():
            facts = entry.facts
            if facts.partnership or facts.contacts or any(s.referral for s in facts.services):
                found.add(entry.id)
        for guests in self.directory.guests.values():
            found |= {guest.organization.id for guest in guests}
        for project in self.directory.entries.projects.values():
            found |= {id_ for agreement in project.facts.agreements for id_ in agreement.between}
        return frozenset(found)

    def is_sensitive(self, *services: LinkedService) -> bool:
        """Tell whether any need of these services is marked as sensitive."""
        terms = self.directory.terms[TaxonomyKind.NEEDS]
        return any(terms[need].sensitive for linked in services for need in linked.needs)

    def is_unlisted_service(self, linked: LinkedService) -> bool:
        """Tell whether a service's page asks search engines not to list it (see `is_unlisted`)."""
        terms = self.directory.terms[TaxonomyKind.NEEDS]
        hidden = bool(linked.needs) and all(terms[need].sensitive for need in linked.needs)
        own = hidden and self.local.settings.sensitive_needs_hidden
        return own or self.is_unlisted(linked.organization.id)

    def is_unlisted(self, id_: str) -> bool:
        """Tell whether an organization asks search engines not to list its pages.

        It does where every need of its services is sensitive, unless the site decides otherwise.
        """
        return self.is_about_danger(id_) and self.local.settings.sensitive_needs_hidden

    def is_about_danger(self, id_: str) -> bool:
        """Tell whether every need of an organization's services is sensitive."""
        terms = self.directory.terms[TaxonomyKind.NEEDS]
        services = self.directory.services_by_organization.get(id_, ())
        needs = {need for linked in services for need in linked.needs}
        return bool(needs) and all(terms[need].sensitive for need in needs)

    @cached_property
    def addresses_by_path(self) -> Mapping[str, str]:
        """Addresses of pages by the path of the file they are made from, for links in texts."""
        entries, urls, tag = self.directory.entries, self.urls, self.tag
        found = {e.path: urls.organization(tag, e.id) for e in entries.organizations.values()}
        found |= {e.path: urls.group(tag, e.id) for e in entries.groups.values()}
        found |= {e.path: urls.project(tag, e.id) for e in entries.projects.values()}
        for entry in entries.pages.values():
            name = entry.id.partition(".")[0]
            found[entry.path] = urls.home(tag) if name == "index" else urls.guide(tag, name)
        return found

    @cached_property
    def folder(self) -> str:
        """The path of the directory folder in the project, such as `directory/`."""
        entries = self.directory.entries
        for entry in entries.organizations.values():
            return entry.path.removesuffix(f"organizations/{entry.id}.md")
        for page in entries.pages.values():
            return page.path.removesuffix(f"{page.id}.md")
        return ""

    def in_order(self, items: Iterable[Item], name: Callable[[Item], str]) -> list[Item]:
        """Return things sorted by name in the order of the reader's alphabet."""
        key = sort_key(self.tag)
        return sorted(items, key=lambda item: key(name(item)))

    def alternates(self, address_in: Callable[[str], str]) -> tuple[tuple[str, str], ...]:
        """Return (language, address) of a page in every language of the site."""
        return tuple((tag, address_in(tag)) for tag in self.local.settings.languages)

    def entry_head(
        self,
        entry: Entry[Organization | Group | Project],
        kind: PageKind,
        address_in: Callable[[str, str], str],
        *,
        section: PageKind,
        description: str = "",
        title: str = "",
        sensitive: bool = False,
    ) -> PageHead:
        """Return the head of a page about an entry, whose name is the title where none is given.

        `description` names the field search engines show, `address_in` gives the page's address
        by language and id.
        """
        facts, text = entry.facts, self.local.required
        return PageHead(
            address=address_in(self.tag, entry.id),
            language=self.tag,
            kind=kind,
            title=title or text(entry, "name", facts.name).text,
            description=text(entry, description, getattr(facts, description)).text
            if description
            else "",
            alternates=self.alternates(lambda tag: address_in(tag, entry.id)),
            source=entry.path,
            indexed=not self.is_unlisted(entry.id) if isinstance(facts, Organization) else True,
            section=section,
            sensitive=sensitive,
        )

    def edit_href(self, path: str) -> str:
        """Return the address where a file can be edited, or empty when the site has none."""
        base = self.local.settings.edit_url
        return f"{base.rstrip('/')}/{path}" if base else ""

    def organization_name(self, id_: str) -> LocalText:
        """Return an organization's name in the reader's language."""
        name = self._names.get(id_)
        if name is None:
            entry = self.directory.organizations[id_]
            name = self._names[id_] = self.local.required(entry, "name", entry.facts.name)
        return name

    def organization_link(self, id_: str) -> LinkView:
        """Return a link to an organization's page."""
        return LinkView(self.organization_name(id_), self.urls.organization(self.tag, id_))

    def partner_link(self, id_: str) -> LinkView:
        """Return a link to an organization's page for partners."""
        return LinkView(self.organization_name(id_), self.urls.partner(self.tag, id_))

    def need_link(self, id_: str) -> LinkView:
        """Return a link to a need's page."""
        name = self.local.term(TaxonomyKind.NEEDS, id_)
        return LinkView(name, self.urls.need(self.tag, id_))

    def group_link(self, id_: str) -> LinkView:
        """Return a link to a group's page."""
        entry = self.directory.entries.groups[id_]
        name = self.local.required(entry, "name", entry.facts.name)
        return LinkView(name, self.urls.group(self.tag, id_))

    def project_link(self, id_: str) -> LinkView:
        """Return a link to a project's page."""
        entry = self.directory.entries.projects[id_]
        name = self.local.required(entry, "name", entry.facts.name)
        return LinkView(name, self.urls.project(self.tag, id_))

    def translation_note(
        self, *entries: Entry[Model], address_in: Callable[[str], str], part: str = ""
    ) -> TranslationNote:
        """Return what to tell about the texts of the entries a page shows.

        With `part` only the texts whose context begins so count.

        `address_in` gives the page's address in another language. Of several entries in several
        languages, the one that is told is that of the first with a text readers may not follow.
        """
        told = [entry for entry in entries if self._states_of(entry, part) & _TOLD]
        states = set[TextState]().union(*(self._states_of(entry, part) for entry in told))
        source = self.local.source_language((told or entries)[0])
        elsewhere = source != self.tag and source in self.local.settings.languages
        return TranslationNote(
            unreviewed=TextState.UNREVIEWED in states,
            outdated=TextState.OUTDATED in states,
            missing=TextState.MISSING in states,
            source_language=language_name(source, self.tag),
            source_tag=source,
            source_href=address_in(source) if elsewhere else "",
        )

    def _states_of(self, entry: Entry[Model], part: str) -> frozenset[TextState]:
        found = self._states.get((entry.path, part))
        if found is None:
            found = self._states[entry.path, part] = frozenset(
                self.local.required(entry, text.context, text.source).state
                for text in self._texts(entry)
                if text.context.startswith(part)
            )
        return found

    def moved(
        self, entry: Entry[Organization | Group | Project], address_in: Callable[[str, str], str]
    ) -> Iterator[Page]:
        """Yield a page for every name an entry had before, which leads to it."""
        title = self.local.required(entry, "name", entry.facts.name).text
        view = MovedView(address_in(self.tag, entry.id))
        inputs = (entry.id,) if isinstance(entry.facts, Organization) else None
        for former in entry.facts.former_ids:
            head = PageHead(
                address=address_in(self.tag, former),
                language=self.tag,
                kind=PageKind.MOVED,
                title=title,
                alternates=self.alternates(lambda tag: address_in(tag, entry.id)),
                source=entry.path,
                indexed=False,
                canonical=address_in(self.tag, entry.id),
            )
            yield Page(head, view=lambda: view, inputs=inputs)


_TOLD = frozenset({TextState.UNREVIEWED, TextState.OUTDATED, TextState.MISSING})
"""States of texts that readers are told about."""
