"""Contacts: roles people can reach. Names of persons stay out unless their consent is stated."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from service_directory.importers.fitting import build
from service_directory.importers.joined import JoinedContact
from service_directory.importers.phone_numbers import read_phones
from service_directory.importers.report import Journal, Matter
from service_directory.importers.slugs import Wanted, unique_ids
from service_directory.importers.texts import one_line
from service_directory.importers.web_addresses import read_addresses
from service_directory.model.contact import Contact


def build_contacts(
    contacts: Sequence[JoinedContact],
    known: Sequence[Contact],
    journal: Journal,
    *,
    with_names: bool,
) -> tuple[tuple[Contact, ...], dict[str, str]]:
    """Return an organization's contacts, and by service the id of the first that is for it.

    Without names, a contact that nobody can reach is left out, and so is a mailbox that is made
    of a person's name.
    """
    drafts = [(one, _facts(one, journal, with_names=with_names)) for one in contacts]
    drafts = [(one, facts) for one, facts in drafts if facts]
    by_title = {contact.title: contact.id for contact in known}
    given = {
        place: by_title[f["title"]] for place, (_, f) in enumerate(drafts) if f["title"] in by_title
    }
    rest = [place for place in range(len(drafts)) if place not in given]
    wanted = [Wanted(drafts[p][1]["title"], drafts[p][0].record["id"], "contact") for p in rest]
    given |= dict(zip(rest, unique_ids(wanted, [c.id for c in known]), strict=True))
    built: list[Contact] = []
    of_service: dict[str, str] = {}
    for place, (one, facts) in enumerate(drafts):
        if any(contact.id == given[place] for contact in built):
            continue
        contact = build(Contact, {"id": given[place], **facts}, one.record.label, journal)
        if contact is not None:
            built.append(contact)
            if one.service:
                of_service.setdefault(one.service, contact.id)
    return tuple(built), of_service


def _facts(contact: JoinedContact, journal: Journal, *, with_names: bool) -> dict[str, Any]:
    record = contact.record
    phones, left = read_phones(contact.phones, journal)
    emails = read_addresses(record["email"]).emails
    name = one_line(record["name"])
    if name and not with_names:
        journal.count("names of persons left out")
        if emails and _is_made_of(emails[0], name):
            journal.count("mailboxes of persons left out")
            emails = ()
    if not (phones or emails or (with_names and name)):
        journal.count("contacts without a way to reach them, left out")
        journal.note(Matter.LEFT_OUT, record.label, "a contact with no telephone and no mailbox")
        return {}
    title = one_line(record["title"] or record["department"]) or "Contact"
    if contact.place and contact.place.lower() not in title.lower():
        title = f"{title} ({one_line(contact.place)})"
    for text in left:
        journal.note(Matter.LEFT_OUT, record.label, text)
    return {
        "title": title,
        "name": name if with_names else None,
        "department": one_line(record["department"]) if record["title"] else None,
        "email": emails[0] if emails else None,
        "phones": phones,
    }


def _is_made_of(email: str, name: str) -> bool:
    """Tell whether a mailbox is made of a person's name (`e.feeney`, `john`)."""
    box = email.partition("@")[0].lower()
    parts = [part.lower() for part in re.findall(r"[^\W\d_]{3,}", name)]
    return any(part in box for part in parts)
