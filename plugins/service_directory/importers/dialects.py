"""Tables to a feed: what HSDS 1.1, 2.x, 3.x and Ohana call their tables and columns.

Source of the names: HSDS data packages 1.1, 2.0 and 3.1 (`datapackage.json`), Ohana API's sample
tables. A column no list knows is told in the report with all it holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache, partial
from typing import Final

from service_directory.importers.feed import Feed, Kind, Record
from service_directory.importers.mojibake import is_cp437_damaged
from service_directory.importers.repairs import Repaired, repair
from service_directory.importers.report import Journal, Matter
from service_directory.importers.tables import Table

TABLES: Final[Mapping[str, Kind]] = {
    "organizations": Kind.ORGANIZATION,
    "programs": Kind.PROGRAM,
    "services": Kind.SERVICE,
    "locations": Kind.LOCATION,
    "services_at_location": Kind.AT_LOCATION,
    "service_at_locations": Kind.AT_LOCATION,
    "services_at_locations": Kind.AT_LOCATION,
    "physical_addresses": Kind.ADDRESS,
    "addresses": Kind.ADDRESS,
    "postal_addresses": Kind.POSTAL_ADDRESS,
    "mail_addresses": Kind.POSTAL_ADDRESS,
    "phones": Kind.PHONE,
    "contacts": Kind.CONTACT,
    "regular_schedules": Kind.SCHEDULE,
    "schedules": Kind.SCHEDULE,
    "holiday_schedules": Kind.HOLIDAY,
    "languages": Kind.LANGUAGE,
    "eligibility": Kind.ELIGIBILITY,
    "eligibilities": Kind.ELIGIBILITY,
    "accessibility": Kind.ACCESSIBILITY,
    "accessibility_for_disabilities": Kind.ACCESSIBILITY,
    "required_documents": Kind.DOCUMENT,
    "service_areas": Kind.AREA,
    "cost_options": Kind.COST,
    "payments_accepted": Kind.PAYMENT,
    "payment_accepted": Kind.PAYMENT,
    "urls": Kind.URL,
    "taxonomy": Kind.TERM,
    "taxonomy_terms": Kind.TERM,
    "services_taxonomy": Kind.ATTRIBUTE,
    "service_taxonomy": Kind.ATTRIBUTE,
    "service_attributes": Kind.ATTRIBUTE,
    "attributes": Kind.ATTRIBUTE,
}

_OTHER_NAMES: Final[Mapping[str, str]] = {
    "website": "url",
    "how_to_apply": "application_process",
    "application_procedure": "application_process",
    "fees_description": "fees",
    "eligibility_description": "eligibility",
    "longitude_": "longitude",
    "service_at_location_ids": "service_at_location_id",
    "number_type": "type",
    "state": "state_province",
    "zip": "postal_code",
    "zipcode": "postal_code",
    "postcode": "postal_code",
    "address": "address_1",
    "street_1": "address_1",
    "street_2": "address_2",
    "street": "address_1",
    "region_province": "state_province",
}
_OTHER_NAMES_BY_KIND: Final[Mapping[Kind, Mapping[str, str]]] = {
    Kind.LANGUAGE: {"language": "name"},
    Kind.AREA: {"service_area": "name"},
    Kind.PAYMENT: {"payment": "name"},
    Kind.TERM: {"taxonomy_id": "id", "term": "name"},
    Kind.ATTRIBUTE: {"taxonomy_id": "taxonomy_term_id"},
    Kind.SCHEDULE: {"weekday": "byday"},
}
_KEYS: Final = (
    "id organization_id program_id service_id location_id service_at_location_id contact_id"
)
_FIELDS: Final[Mapping[Kind, str]] = {
    Kind.ORGANIZATION: "name alternate_name description email url year_incorporated accreditations "
    "licenses date_incorporated additional_websites",
    Kind.PROGRAM: "name alternate_name description",
    Kind.SERVICE: "name alternate_name description url email status interpretation_services "
    "application_process wait_time fees accreditations licenses eligibility minimum_age "
    "maximum_age alert assured_date audience keywords languages required_documents service_areas "
    "accepted_payments taxonomy_ids additional_urls",
    Kind.LOCATION: "name alternate_name description short_desc transportation latitude longitude "
    "location_type virtual languages accessibility email url",
    Kind.AT_LOCATION: "description",
    Kind.ADDRESS: "attention address_1 address_2 address_3 address_4 city region state_province "
    "postal_code country address_type",
    Kind.POSTAL_ADDRESS: "attention address_1 address_2 address_3 address_4 city region "
    "state_province postal_code country address_type",
    Kind.PHONE: "number extension type language description department vanity_number "
    "country_prefix",
    Kind.CONTACT: "name title department email",
    Kind.SCHEDULE: "byday opens_at closes_at original_text valid_from valid_to freq interval "
    "dtstart until count wkst bymonthday byweekno byyearday description schedule_link notes",
    Kind.HOLIDAY: "start_date end_date closed opens_at closes_at",
    Kind.LANGUAGE: "name code note phone_id",
    Kind.ELIGIBILITY: "eligibility",
    Kind.ACCESSIBILITY: "accessibility details description url",
    Kind.DOCUMENT: "document uri",
    Kind.AREA: "name description",
    Kind.COST: "option amount currency amount_description valid_from valid_to",
    Kind.PAYMENT: "name",
    Kind.URL: "url label",
    Kind.TERM: "name description code parent_id parent_name taxonomy vocabulary language "
    "taxonomy_detail term_uri",
    Kind.ATTRIBUTE: "taxonomy_term_id link_id link_entity link_type value label taxonomy_detail",
}
_NO_PROSE: Final = frozenset({"url", "email", "schedule_link", "uri", *_KEYS.split()})
_PERSONAL: Final = frozenset({"admin_emails", "assurer_email"})
_KNOWN_AND_NOT_SHOWN: Final[Mapping[str, str]] = {
    "meta_table_description": "what a feed says about its own tables",
    "metadata": "changes of single records",
    "funding": "who pays",
    "organization_identifiers": "numbers of organizations in other registers",
    "service_capacities": "free places, which change from day to day",
    "units": "what free places are counted in",
    "taxonomies": "names of lists of words",
}


CELLS_REMEMBERED: Final = 32_768
"""Cells repaired once for all rows that say the same; feeds copy long texts from table to table."""


def read_feed(tables: Iterable[Table], journal: Journal) -> Feed:
    """Return the records of all tables, each cell repaired and each repair in the journal."""
    tables = tuple(tables)
    damaged = is_cp437_damaged(
        cell for table in tables for row in table.rows for cell in row.cells.values()
    )
    mend = lru_cache(maxsize=CELLS_REMEMBERED)(partial(repair, damaged=damaged))
    records: dict[Kind, list[Record]] = {}
    for table in tables:
        base = table.name.lower().removesuffix(".csv")
        kind = TABLES.get(base) or TABLES.get(f"{base}s")
        if kind is None:
            _table_left_out(table, base, journal)
            continue
        records.setdefault(kind, []).extend(_records(table, kind, journal, mend))
        journal.count(f"rows of {table.name}", len(table.rows))
    return Feed({kind: tuple(found) for kind, found in records.items()})


def _table_left_out(table: Table, base: str, journal: Journal) -> None:
    why = _KNOWN_AND_NOT_SHOWN.get(base, "a table no version of HSDS has")
    journal.note(Matter.LEFT_OUT, table.name, f"{why}: {len(table.rows):,} rows are not read")


def _records(
    table: Table, kind: Kind, journal: Journal, mend: Callable[..., Repaired]
) -> list[Record]:
    known = {*_KEYS.split(), *_FIELDS[kind].split()}
    names = {column: _field(kind, column) for column in table.columns}
    records = []
    for row in table.rows:
        values: dict[str, str] = {}
        repairs: list[str] = []
        lost: dict[str, str] = {}
        for column, cell in row.cells.items():
            if not cell:
                continue
            name = names.get(column, column)
            mended = mend(cell, prose=name not in _NO_PROSE)
            if mended.repairs:
                repairs.append(f"{column}: {', '.join(mended.repairs)}")
            if mended.text and name in known:
                values.setdefault(name, mended.text)
            elif mended.text:
                lost[column] = mended.text
        record = Record(kind, table.name, row.number, values)
        _note_repairs(record, repairs, journal)
        for column, text in lost.items():
            shown = "an address of a person" if column in _PERSONAL else text
            journal.note(Matter.LEFT_OUT, record.label, f"{column}: {shown}")
        records.append(record)
    return records


def _note_repairs(record: Record, repairs: list[str], journal: Journal) -> None:
    if repairs:
        journal.note(Matter.REPAIRED, record.label, "; ".join(repairs))
    for text in repairs:
        for name in text.partition(": ")[2].split(", "):
            journal.count(f"cells repaired: {name}")


def _field(kind: Kind, column: str) -> str:
    own = _OTHER_NAMES_BY_KIND.get(kind, {})
    if column in own:
        return own[column]
    if column in _FIELDS[kind].split():
        return column
    return _OTHER_NAMES.get(column, column)
