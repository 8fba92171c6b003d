"""Services of a feed to services of an entry."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from service_directory.importers.conditions import (
    age_of,
    cost_of,
    cost_options,
    documents_of,
    says_none,
    status_of,
)
from service_directory.importers.dates import read_day
from service_directory.importers.feed import Record
from service_directory.importers.fitting import build
from service_directory.importers.joined import Details, JoinedService
from service_directory.importers.names import Spelling, readable_name
from service_directory.importers.opening import read_holidays, read_schedules
from service_directory.importers.phone_numbers import read_phones
from service_directory.importers.report import Journal, Matter
from service_directory.importers.spoken import Spoken, as_interpretation, read_languages
from service_directory.importers.texts import one_line, paragraphs, summary_of
from service_directory.importers.vocabulary import Vocabulary
from service_directory.importers.web_addresses import WebAddresses, read_addresses
from service_directory.model.contact import Link
from service_directory.model.language_tags import canonical_tag
from service_directory.model.location import Closure, Schedule
from service_directory.model.service import Assurance, Service, ServiceAtLocation
from service_directory.model.taxonomy import TaxonomyKind


@dataclass(frozen=True, slots=True)
class ServiceContext:
    """What a service is built with besides its own rows."""

    references: Mapping[str, str]
    """By key of a place: how this organization's entry refers to it."""
    details: Mapping[str, Details]
    """By key of a place: what holds for its services alone."""
    own_text: str
    """The organization's description, which a service need not say again."""
    spelling: Spelling
    vocabulary: Vocabulary
    journal: Journal


def service_name(service: JoinedService, spelling: Spelling, *, above: str = "") -> str:
    """Return a service's name, with what it is part of before it.

    That is the service the feed names as its owner, or else `above`, which is given where the
    name alone says nothing (a town, or the name of another service of the organization).
    """
    name = one_line(readable_name(service.record["name"], spelling))
    above = service.parent["name"] if service.parent else above
    above = one_line(readable_name(above, spelling))
    if not above or above.lower() in name.lower():
        return name or f"Service {service.key}"
    return f"{above}: {name}" if name else above


def path_above(service: JoinedService, place_name: str) -> str:
    """Return what stands before a service in the name of its place (`CLINIC - WIC - HIALEAH`)."""
    name = service.record["name"]
    *path, last = re.split(r"\s+-+\s+|(?<=\w)-\s+", place_name)
    return path[-1].strip() if path and name and last.strip() == name.strip() else ""


def build_service(
    service: JoinedService, id_: str, name: str, context: ServiceContext
) -> Service | None:
    """Return a service under the id and name given, without suggestions."""
    record, journal = service.record, context.journal
    left: list[str] = []
    facts: dict[str, Any] = {"id": id_, "name": name}
    facts["alternate_name"] = one_line(
        readable_name(record["alternate_name"], context.spelling, of=record["name"])
    )
    facts |= _reached(service, left, journal)
    facts |= _spoken(service, journal)
    facts |= _conditions(service, context, left)
    facts |= _times_and_places(service, context, left)
    facts |= _state(record, left, journal)
    facts |= _terms(service, context.vocabulary)
    if service.program and service.program["name"]:
        program = readable_name(service.program["name"], context.spelling)
        left.append(f"Part of the program: {one_line(program)}")
    facts |= _texts(record, left, context)
    facts["source_id"] = service.key if record["id"] else None
    if record["keywords"]:
        text = f"keywords, used only to suggest needs: {record['keywords']}"
        journal.note(Matter.LEFT_OUT, record.label, text)
    return build(Service, facts, record.label, journal)


def languages_of(rows: tuple[Record, ...], cell: str, journal: Journal) -> Spoken:
    """Return what rows and a cell say about languages, and count how much of it is coded."""
    parts = [read_languages(cell)] if cell else []
    for row in rows:
        code = canonical_tag(row["code"].replace("_", "-")) if row["code"] else None
        part = read_languages(row["name"]) if row["name"] else Spoken()
        if code:
            part = Spoken((code,), part.notes)
        elif row["code"] and not part.tags:
            part = Spoken((), part.notes, (*part.unresolved, row["code"]))
        note = f"{row['name'] or row['code']}: {one_line(row['note'])}" if row["note"] else ""
        parts.append(
            Spoken(part.tags, (*part.notes, note) if note else part.notes, part.unresolved)
        )
    for part in parts:
        journal.count("mentions of languages")
        if part.tags:
            journal.count("mentions of languages, with a tag")
        elif not part.unresolved:
            journal.count("mentions of languages, notes on interpreters")
    return Spoken.of(parts)


def web_facts(
    cells: tuple[str, ...], record: Record, left: list[str], journal: Journal
) -> WebAddresses:
    """Return the websites and mailboxes of some cells; what is neither goes to `left`."""
    urls: dict[str, None] = {}
    emails: dict[str, None] = {}
    for cell in cells:
        read = read_addresses(cell)
        urls |= dict.fromkeys(read.urls)
        emails |= dict.fromkeys(read.emails)
        for text in read.left:
            left.append(f"Web address as listed: {text}")
            journal.note(Matter.KEPT_AS_TEXT, record.label, f"no web address: {text}")
        for name in read.repairs:
            journal.count(f"web addresses mended: {name}")
        if read.repairs:
            journal.note(Matter.REPAIRED, record.label, f"{cell}: {', '.join(read.repairs)}")
    return WebAddresses(tuple(urls), tuple(emails))


def _reached(service: JoinedService, left: list[str], journal: Journal) -> dict[str, Any]:
    record = service.record
    cells = (record["url"], record["email"], record["additional_urls"])
    read = web_facts(cells, record, left, journal)
    links = [Link(url=url) for url in read.urls[1:]]
    for row in service.urls:
        more = web_facts((row["url"],), row, left, journal)
        label = one_line(row["label"]) or None
        links += [Link(url=url, label=label) for url in more.urls]
    left += [f"E-mail: {email}" for email in read.emails[1:]]
    phones, unreached = read_phones(service.details.phones, journal)
    left += unreached
    return {
        "url": read.urls[0] if read.urls else None,
        "additional_urls": tuple(dict.fromkeys(links)),
        "email": read.emails[0] if read.emails else None,
        "phones": phones,
    }


def _spoken(service: JoinedService, journal: Journal) -> dict[str, Any]:
    record = service.record
    spoken = languages_of(service.details.languages, record["languages"], journal)
    if spoken.unresolved:
        text = f"languages nobody knows: {', '.join(spoken.unresolved)}"
        journal.note(Matter.KEPT_AS_TEXT, record.label, text)
    said = [one_line(record["interpretation_services"]), as_interpretation(spoken)]
    text = "; ".join(dict.fromkeys(part for part in said if part))
    return {"languages": spoken.tags, "interpretation_services": text}


def _conditions(service: JoinedService, context: ServiceContext, left: list[str]) -> dict[str, Any]:
    record, journal = service.record, context.journal
    prices, price_cost = cost_options(service.costs)
    payments = [row["name"] for row in service.payments] + [record["accepted_payments"]]
    paid_with = ", ".join(one_line(part) for part in payments if part)
    fees = [record["fees"], prices, f"Payment: {paid_with}" if paid_with else ""]
    listed = [row["document"] for row in service.documents] + [record["required_documents"]]
    documents, papers = documents_of([text for text in listed if text], context.vocabulary)
    application = _reworded(record, "application_process", "None needed.", journal)
    asked = f"Documents: {'; '.join(one_line(paper) for paper in papers)}" if papers else ""
    if papers:
        journal.note(Matter.KEPT_AS_TEXT, record.label, f"papers not in our list: {papers}")
    licences = [one_line(record[name]) for name in ("accreditations", "licenses")]
    facts: dict[str, Any] = {
        "cost": cost_of(record["fees"]) or price_cost,
        "fees_description": one_line("\n".join(part for part in fees if part)),
        "eligibility_description": _eligibility(service, journal),
        "required_documents": documents,
        "application_process": paragraphs([application, asked]),
        "wait_time": one_line(record["wait_time"]),
        "accreditations": "; ".join(part for part in licences if part),
    }
    for name in ("minimum_age", "maximum_age"):
        facts[name] = age_of(record[name])
        if record[name] and facts[name] is None:
            left.append(f"{name.replace('_', ' ').capitalize()}: {record[name]}")
    return facts


def _eligibility(service: JoinedService, journal: Journal) -> str:
    record = service.record
    areas = [row["name"] or row["description"] for row in service.areas]
    areas += [record["service_areas"]]
    served = "; ".join(one_line(area) for area in areas if area)
    said = [
        _reworded(record, "eligibility", "No requirements.", journal),
        *(row["eligibility"] for row in service.eligibility),
        f"For: {record['audience']}" if record["audience"] else "",
        f"Area served: {served}" if served else "",
    ]
    return paragraphs(dict.fromkeys(said))


def _reworded(record: Record, name: str, words: str, journal: Journal) -> str:
    """Return a text; a bare "None" becomes words nobody can read as "for nobody"."""
    text = record[name]
    if not text or not says_none(text):
        return text
    journal.count(f"{name}: None, written in words")
    journal.note(Matter.REWORDED, record.label, f"{name}: {text} -> {words}")
    return words


def _times_and_places(
    service: JoinedService, context: ServiceContext, left: list[str]
) -> dict[str, Any]:
    journal = context.journal
    closures, days = read_holidays(service.details.holidays, journal)
    at: dict[str, dict[str, Any]] = {}
    for placement in service.placements:
        reference = context.references.get(placement.location)
        if reference is None:
            continue
        details = placement.details.with_those_of(
            context.details.get(placement.location, Details())
        )
        there = _at(details, placement.description, left, journal)
        there["closures"] = tuple(dict.fromkeys((*closures, *there["closures"])))
        known = at.setdefault(reference, {})
        for name, value in there.items():
            if name == "description":
                known[name] = "; ".join(dict.fromkeys(p for p in (known.get(name), value) if p))
            else:
                known[name] = tuple(dict.fromkeys((*known.get(name, ()), *value)))
    if closures and not at:
        days = (*days, *(_closed(closure) for closure in closures))
    places = [
        build(ServiceAtLocation, {"location": reference, **there}, service.record.label, journal)
        for reference, there in at.items()
    ]
    return {
        "at": tuple(place for place in places if place),
        "schedules": (*read_schedules(service.details.schedules, journal), *days),
    }


def _at(details: Details, description: str, left: list[str], journal: Journal) -> dict[str, Any]:
    phones, unreached = read_phones(details.phones, journal)
    closures, days = read_holidays(details.holidays, journal)
    spoken = languages_of(details.languages, "", journal)
    left += unreached
    notes = as_interpretation(spoken)
    return {
        "description": one_line("\n".join(part for part in (description, notes) if part)),
        "schedules": (*read_schedules(details.schedules, journal), *days),
        "closures": closures,
        "languages": spoken.tags,
        "phones": phones,
    }


def _closed(closure: Closure) -> Schedule:
    to = f" to {closure.to.isoformat()}" if closure.to else ""
    return Schedule(description=f"Closed: {closure.from_.isoformat()}{to}")


def _state(record: Record, left: list[str], journal: Journal) -> dict[str, Any]:
    facts: dict[str, Any] = {"alert": one_line(record["alert"]), "status": None}
    if record["status"]:
        facts["status"] = status_of(record["status"])
        if facts["status"] is None:
            left.append(f"Status: {record['status']}")
            journal.note(Matter.KEPT_AS_TEXT, record.label, f"unknown status: {record['status']}")
    checked = read_day(record["assured_date"])
    if checked and not checked.every_year:
        facts["assured"] = Assurance(date=checked.date, how="as told by the feed")
    return facts


def _terms(service: JoinedService, vocabulary: Vocabulary) -> dict[str, Any]:
    """Return needs and audiences the feed names by our own ids, as our exports do."""
    codes = [term["code"] or term["id"] for term in service.terms]
    needs, audiences = vocabulary.ids(TaxonomyKind.NEEDS), vocabulary.ids(TaxonomyKind.AUDIENCES)
    return {
        "needs": tuple(dict.fromkeys(code for code in codes if code in needs)),
        "audiences": tuple(dict.fromkeys(code for code in codes if code in audiences)),
    }


def _texts(record: Record, left: list[str], context: ServiceContext) -> dict[str, Any]:
    text = record["description"]
    summary = summary_of(text)
    if text == context.own_text and text:
        context.journal.count("descriptions of services that repeat their organization's")
        text = ""
    whole = text if text != summary else ""
    return {"summary": summary, "description": paragraphs([whole, *left])}
