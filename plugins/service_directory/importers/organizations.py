"""Organizations of a feed to entries: facts, and the text below them."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from service_directory.importers.dates import read_day
from service_directory.importers.feed import Record
from service_directory.importers.joined import JoinedOrganization
from service_directory.importers.names import Spelling, readable_name
from service_directory.importers.phone_numbers import read_phones
from service_directory.importers.report import Journal, Matter
from service_directory.importers.sectors import sector_of
from service_directory.importers.services import web_facts
from service_directory.importers.texts import as_markdown, one_line, paragraphs, summary_of
from service_directory.model.contact import Link

NO_DESCRIPTION = "The feed has no description of this organization."
STAND_IN = "Not known: the feed names an organization here that it does not describe."


def organization_name(organization: JoinedOrganization, spelling: Spelling) -> str:
    """Return an organization's name; a stand-in with one service has that one's name."""
    if organization.record:
        name = one_line(readable_name(organization.record["name"], spelling))
        return name or f"Organization {organization.key}"
    if organization.made_of:
        return one_line(readable_name(organization.made_of["name"], spelling))
    names = {service.record["name"] for service in organization.services}
    if len(names) == 1 and all(names):
        return one_line(readable_name(names.pop(), spelling))
    return f"Organization {organization.key} of the feed"


def organization_facts(
    organization: JoinedOrganization, sectors: Collection[str], spelling: Spelling, journal: Journal
) -> tuple[dict[str, Any], str]:
    """Return the facts of an organization itself, and its text as Markdown."""
    name = organization_name(organization, spelling)
    record = organization.record
    label = record.label if record else f"organization {organization.key}"
    if record is None:
        return _stand_in(organization, name, sectors, spelling)
    left: list[str] = []
    sector, by_words = sector_of(name, record["alternate_name"], sectors)
    if by_words:
        journal.count("sectors guessed by a word of the name")
        journal.note(Matter.GUESSED, label, f"sector {sector} ({name})")
    facts = {
        "name": name,
        "alternate_name": one_line(
            readable_name(record["alternate_name"], spelling, of=record["name"])
        ),
        "sector": sector,
        "source_id": organization.key if record["id"] else None,
        "year_incorporated": _year(record),
    }
    facts |= _reached(organization, record, left, journal)
    text = record["description"]
    summary = summary_of(text)
    if not text:
        journal.note(Matter.LOOK, label, "has no description")
    facts["summary"] = summary or NO_DESCRIPTION
    licences = [("Accreditations", "accreditations"), ("Licenses", "licenses")]
    left += [f"{title}: {record[name]}" for title, name in licences if record[name]]
    body = paragraphs([text if text != summary else "", *left])
    return facts, as_markdown(body)


def _stand_in(
    organization: JoinedOrganization, name: str, sectors: Collection[str], spelling: Spelling
) -> tuple[dict[str, Any], str]:
    larger = readable_name(organization.part_of["name"], spelling) if organization.part_of else ""
    sector, _ = sector_of(name, larger, sectors)
    text = organization.made_of["description"] if organization.made_of else ""
    part_of = f"Part of {one_line(larger)}." if larger else ""
    summary = " ".join(part for part in (part_of, summary_of(text)) if part)
    facts = {"name": name, "sector": sector, "summary": summary_of(summary) or STAND_IN}
    return facts | {"source_id": organization.key}, as_markdown(text)


def _reached(
    organization: JoinedOrganization, record: Record, left: list[str], journal: Journal
) -> dict[str, Any]:
    cells = (record["url"], record["email"], record["additional_websites"])
    read = web_facts(cells, record, left, journal)
    links = [Link(url=url) for url in read.urls[1:]]
    for row in organization.urls:
        label = one_line(row["label"]) or None
        links += [
            Link(url=u, label=label) for u in web_facts((row["url"],), row, left, journal).urls
        ]
    left += [f"E-mail: {email}" for email in read.emails[1:]]
    phones, unreached = read_phones(organization.phones, journal)
    left += unreached
    return {
        "url": read.urls[0] if read.urls else None,
        "additional_websites": tuple(dict.fromkeys(links)),
        "email": read.emails[0] if read.emails else None,
        "phones": phones,
    }


def _year(record: Record) -> int | None:
    year = re.fullmatch(r"(\d{4})(?:\.0+)?", record["year_incorporated"].strip())
    if year:
        return int(year[1])
    day = read_day(record["date_incorporated"])
    return day.date.year if day and not day.every_year else None
