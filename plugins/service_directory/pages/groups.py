"""Pages of groups (forums, committees) and of joint projects."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from service_directory.languages.locales import format_date, format_time
from service_directory.languages.localize import LocalText
from service_directory.model.group import Group, Meeting
from service_directory.model.project import Project
from service_directory.model.taxonomy import TaxonomyKind
from service_directory.pages.bodies import body_html
from service_directory.pages.labels import level_label, size_label, stage_label
from service_directory.pages.page import Page, PageKind
from service_directory.pages.partners import ContactView, contact_views
from service_directory.pages.parts import (
    CheckView,
    LinkView,
    Website,
    check_view,
    language_names,
    websites,
)
from service_directory.pages.reader import PageReader, TranslationNote
from service_directory.pages.words import ExplainedWord, plain_words
from service_directory.reading.entry import Entry


@dataclass(frozen=True, slots=True)
class ActionView:
    """Something somebody promised."""

    text: LocalText
    owner: str
    due: str
    done: bool
    overdue: bool


@dataclass(frozen=True, slots=True)
class MeetingView:
    """A meeting, past or to come."""

    date: str
    iso_date: str
    time: str
    place: LocalText | None
    host: LinkView | None
    agenda: tuple[LocalText, ...]
    minutes: str
    decisions: tuple[tuple[LocalText, LinkView | None], ...]
    actions: tuple[ActionView, ...]


@dataclass(frozen=True, slots=True)
class GroupView:
    """A group's page."""

    name: LocalText
    level: str
    purpose: LocalText
    description: LocalText | None
    chair: LinkView | None
    chair_title: LocalText | None
    chair_sector: LocalText | None
    members: tuple[LinkView, ...]
    reports_to: LinkView | None
    reported_by: tuple[LinkView, ...]
    immigrant_members_percent: int | None
    interpretation: tuple[str, ...]
    childcare: bool | None
    stipend: bool | None
    food: bool | None
    meets: LocalText | None
    coming: tuple[MeetingView, ...]
    past: tuple[MeetingView, ...]
    contacts: tuple[ContactView, ...]
    urls: tuple[Website, ...]
    projects: tuple[LinkView, ...]
    body: Markup
    body_text: LocalText | None
    note: TranslationNote
    change_href: str
    check: CheckView
    words: tuple[ExplainedWord, ...]


@dataclass(frozen=True, slots=True)
class AgreementView:
    """A written agreement."""

    title: LocalText
    between: tuple[LinkView, ...]
    signed: str
    review_by: str
    review_due: bool
    url: str


@dataclass(frozen=True, slots=True)
class ProjectView:
    """A project's page."""

    name: LocalText
    summary: LocalText
    stage: str
    size: str
    owner: LinkView
    group: LinkView | None
    partners: tuple[tuple[LinkView, LocalText | None], ...]
    needs: tuple[LinkView, ...]
    areas: tuple[LocalText, ...]
    starts: str
    ends: str
    funding: tuple[tuple[LocalText, str], ...]
    result: LocalText | None
    lessons: LocalText | None
    agreements: tuple[AgreementView, ...]
    urls: tuple[Website, ...]
    body: Markup
    body_text: LocalText | None
    note: TranslationNote
    change_href: str
    check: CheckView
    words: tuple[ExplainedWord, ...]


def group_pages(reader: PageReader) -> Iterator[Page]:
    """Yield a page for every group and every project."""
    for group in reader.directory.entries.groups.values():
        head = reader.entry_head(
            group,
            PageKind.GROUP,
            reader.urls.group,
            section=PageKind.PARTNERS,
            description="purpose",
        )
        yield Page(head, view=partial(group_view, reader, group))
        yield from reader.moved(group, reader.urls.group)
    for project in reader.directory.entries.projects.values():
        head = reader.entry_head(
            project,
            PageKind.PROJECT,
            reader.urls.project,
            section=PageKind.PARTNERS,
            description="summary",
        )
        yield Page(head, view=partial(project_view, reader, project))
        yield from reader.moved(project, reader.urls.project)


def group_view(reader: PageReader, group: Entry[Group]) -> GroupView:
    """Return what a group's page shows."""
    local, facts = reader.local, group.facts
    groups, projects = reader.directory.entries.groups, reader.directory.entries.projects
    body, body_text = body_html(reader, group, heading=2)
    meetings = [_meeting(reader, group, index) for index in range(len(facts.meetings))]
    today = reader.today.isoformat()
    members = [id_ for id_, ids in reader.group_members.items() if group.id in ids]
    chair = reader.directory.organizations[facts.chair].facts if facts.chair else None
    return GroupView(
        name=local.required(group, "name", facts.name),
        level=level_label(facts.level, local.interface),
        purpose=local.required(group, "purpose", facts.purpose),
        description=local.text(group, "description", facts.description),
        chair=reader.partner_link(facts.chair) if facts.chair else None,
        chair_title=local.text(group, "chair_title", facts.chair_title),
        chair_sector=local.term(TaxonomyKind.SECTORS, chair.sector) if chair else None,
        members=tuple(
            reader.in_order(
                (reader.partner_link(id_) for id_ in members), lambda link: link.text.text
            )
        ),
        reports_to=reader.group_link(facts.reports_to) if facts.reports_to else None,
        reported_by=tuple(
            reader.group_link(g.id) for g in groups.values() if g.facts.reports_to == group.id
        ),
        immigrant_members_percent=facts.immigrant_members_percent,
        interpretation=language_names(facts.interpretation, local),
        childcare=facts.childcare,
        stipend=facts.stipend,
        food=facts.food,
        meets=local.text(group, "meets", facts.meets),
        coming=tuple(
            sorted((m for m in meetings if m.iso_date >= today), key=lambda m: m.iso_date)
        ),
        past=tuple(
            sorted(
                (m for m in meetings if m.iso_date < today),
                key=lambda m: m.iso_date,
                reverse=True,
            )
        ),
        contacts=contact_views(reader, group, facts.contacts),
        urls=websites(facts.url, facts.links, group, "links", local),
        projects=tuple(
            reader.project_link(p.id) for p in projects.values() if p.facts.group == group.id
        ),
        body=body,
        body_text=body_text,
        note=reader.translation_note(
            group, address_in=lambda tag: reader.urls.group(tag, group.id)
        ),
        change_href=reader.edit_href(group.path),
        check=check_view(facts.assured, group, "assured", local, reader.today),
        words=reader.words.explained(
            (
                local.required(group, "purpose", facts.purpose),
                local.text(group, "description", facts.description),
                plain_words(body, body_text),
            )
        ),
    )


def _meeting(reader: PageReader, group: Entry[Group], index: int) -> MeetingView:
    local, meeting = reader.local, group.facts.meetings[index]
    at = f"meetings.{index}"
    host_id, _, location_id = (meeting.location or "").partition("/")
    host = reader.directory.organizations.get(host_id)
    places = {location.id: location for location in host.facts.locations} if host else {}
    return MeetingView(
        date=format_date(meeting.date, reader.local.formats, style="full"),
        iso_date=meeting.date.isoformat(),
        time=_time(meeting, reader.local.formats),
        place=local.required(host, f"locations.{location_id}.name", places[location_id].name)
        if host
        else local.text(group, f"{at}.place", meeting.place),
        host=reader.organization_link(host_id) if host else None,
        agenda=tuple(
            local.required(group, f"{at}.agenda.{number}", text)
            for number, text in enumerate(meeting.agenda)
        ),
        minutes=meeting.minutes or "",
        decisions=tuple(
            (
                local.required(group, f"{at}.decisions.{number}.text", decision.text),
                reader.project_link(decision.project) if decision.project else None,
            )
            for number, decision in enumerate(meeting.decisions)
        ),
        actions=tuple(_actions(reader, group, index)),
    )


def _actions(reader: PageReader, group: Entry[Group], index: int) -> Iterator[ActionView]:
    at = f"meetings.{index}.action_items"
    for number, item in enumerate(group.facts.meetings[index].action_items):
        yield ActionView(
            text=reader.local.required(group, f"{at}.{number}.text", item.text),
            owner=item.owner,
            due=_day(item.due, reader),
            done=item.done,
            overdue=bool(item.due and item.due < reader.today and not item.done),
        )


def _time(meeting: Meeting, tag: str) -> str:
    times = [format_time(time, tag) for time in (meeting.opens_at, meeting.closes_at) if time]
    return " – ".join(times)


def project_view(reader: PageReader, project: Entry[Project]) -> ProjectView:
    """Return what a project's page shows."""
    local, facts = reader.local, project.facts
    body, body_text = body_html(reader, project, heading=2)
    return ProjectView(
        name=local.required(project, "name", facts.name),
        summary=local.required(project, "summary", facts.summary),
        stage=stage_label(facts.stage, local.interface),
        size=size_label(facts.size, local.interface),
        owner=reader.partner_link(facts.owner),
        group=reader.group_link(facts.group) if facts.group else None,
        partners=tuple(
            (
                reader.partner_link(partner.organization),
                local.text(project, f"partners.{index}.brings", partner.brings),
            )
            for index, partner in enumerate(facts.partners)
        ),
        needs=tuple(reader.need_link(need) for need in facts.needs),
        areas=tuple(local.term(TaxonomyKind.AREAS, area) for area in facts.areas),
        starts=_day(facts.starts, reader),
        ends=_day(facts.ends, reader),
        funding=tuple(
            (
                local.required(project, f"funding.{index}.source", funding.source),
                _day(funding.until, reader),
            )
            for index, funding in enumerate(facts.funding)
        ),
        result=local.text(project, "result", facts.result),
        lessons=local.text(project, "lessons", facts.lessons),
        agreements=tuple(_agreements(reader, project)),
        urls=websites(None, facts.links, project, "links", local),
        body=body,
        body_text=body_text,
        note=reader.translation_note(
            project, address_in=lambda tag: reader.urls.project(tag, project.id)
        ),
        change_href=reader.edit_href(project.path),
        check=check_view(facts.assured, project, "assured", local, reader.today),
        words=reader.words.explained(
            (
                local.required(project, "summary", facts.summary),
                plain_words(body, body_text),
                local.text(project, "result", facts.result),
                local.text(project, "lessons", facts.lessons),
            )
        ),
    )


def _agreements(reader: PageReader, project: Entry[Project]) -> Iterator[AgreementView]:
    for index, agreement in enumerate(project.facts.agreements):
        yield AgreementView(
            title=reader.local.required(project, f"agreements.{index}.title", agreement.title),
            between=tuple(reader.partner_link(id_) for id_ in agreement.between),
            signed=_day(agreement.signed, reader),
            review_by=_day(agreement.review_by, reader),
            review_due=bool(agreement.review_by and agreement.review_by < reader.today),
            url=agreement.url or "",
        )


def _day(day: datetime.date | None, reader: PageReader) -> str:
    return format_date(day, reader.local.formats, style="long") if day else ""
