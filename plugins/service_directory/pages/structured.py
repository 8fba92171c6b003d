"""Facts for search engines (JSON-LD, schema.org): what is on the page, and public, alone.

A place that is not public is left out whole. The template writes the value with `tojson`, which
no text can leave.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from service_directory.directory import LinkedService, Place
from service_directory.model.contact import Phone
from service_directory.model.location import Closure, Frequency, Location, Schedule, Visibility
from service_directory.model.organization import Organization
from service_directory.model.taxonomy import TaxonomyKind
from service_directory.pages.reader import PageReader
from service_directory.pages.urls import absolute
from service_directory.phones import dialled
from service_directory.reading.entry import Entry

Data = dict[str, Any]

CONTEXT: Final = "https://schema.org"
_TYPES: Final = {
    "adult-school": "EducationalOrganization",
    "college": "CollegeOrUniversity",
    "community-organization": "NGO",
    "employer": "Corporation",
    "government": "GovernmentOrganization",
    "law-enforcement": "GovernmentOrganization",
    "school": "School",
    "worker-center": "NGO",
    "workforce": "GovernmentOrganization",
}
"""Kinds of organizations by the ids our sample uses; others are an Organization."""
_DAYS: Final = {
    "MO": "Monday",
    "TU": "Tuesday",
    "WE": "Wednesday",
    "TH": "Thursday",
    "FR": "Friday",
    "SA": "Saturday",
    "SU": "Sunday",
}


def organization_data(reader: PageReader, entry: Entry[Organization]) -> Data:
    """Return an organization for search engines."""
    facts = entry.facts
    public = [p for p in facts.locations if p.visibility is Visibility.PUBLIC and p.address]
    return {"@context": CONTEXT} | _filled(
        {
            **_provider(reader, entry),
            "alternateName": facts.alternate_name,
            "description": reader.local.required(entry, "summary", facts.summary).text,
            "foundingDate": str(facts.year_incorporated or ""),
            "email": facts.email,
            "telephone": _numbers(facts.phones, reader),
            "sameAs": facts.url,
            "knowsLanguage": list(facts.languages),
            "location": [_place(reader, entry, place) for place in public],
        }
    )


def service_data(reader: PageReader, linked: LinkedService) -> Data:
    """Return a service for search engines."""
    local, entry, service = reader.local, linked.organization, linked.service
    provider = _provider(reader, entry)
    public = provider["@type"] == "GovernmentOrganization"
    context = f"services.{service.id}"
    summary = local.text(entry, f"{context}.summary", service.summary)
    terms = {
        kind: [local.term(kind, id_).text for id_ in ids]
        for kind, ids in (
            (TaxonomyKind.NEEDS, service.needs),
            (TaxonomyKind.AREAS, linked.areas),
            (TaxonomyKind.AUDIENCES, service.audiences),
        )
    }
    return {"@context": CONTEXT} | _filled(
        {
            "@type": "GovernmentService" if public else "Service",
            "name": local.required(entry, f"{context}.name", service.name).text,
            "url": _url(reader, reader.urls.service(reader.tag, linked.key)),
            "description": summary.text if summary else "",
            "serviceType": terms[TaxonomyKind.NEEDS],
            "areaServed": terms[TaxonomyKind.AREAS],
            "audience": [
                {"@type": "Audience", "audienceType": name}
                for name in terms[TaxonomyKind.AUDIENCES]
            ],
            "provider": provider,
            "availableChannel": list(_channels(reader, linked)),
        }
    )


def _provider(reader: PageReader, entry: Entry[Organization]) -> Data:
    return _filled(
        {
            "@type": _TYPES.get(entry.facts.sector, "Organization"),
            "name": reader.organization_name(entry.id).text,
            "url": _url(reader, reader.urls.organization(reader.tag, entry.id)),
        }
    )


def _channels(reader: PageReader, linked: LinkedService) -> Iterator[Data]:
    service = linked.service
    own = _filled(
        {
            "availableLanguage": list(linked.languages),
            "servicePhone": [
                {"@type": "ContactPoint", "telephone": number}
                for number in _numbers(service.phones, reader)
            ],
            "serviceUrl": service.url,
        }
    )
    if own:
        yield {"@type": "ServiceChannel"} | own
    for place in linked.places:
        if place.location.visibility is Visibility.PUBLIC and place.location.address:
            host = reader.directory.organizations[place.host]
            yield {
                "@type": "ServiceChannel",
                "serviceLocation": _place(reader, host, place.location, place),
            } | _filled({"availableLanguage": list(place.languages)})


def _place(
    reader: PageReader, host: Entry[Organization], location: Location, at: Place | None = None
) -> Data:
    """Return a public place with the hours of a service there, or its own."""
    schedules = at.schedules if at else location.schedules
    closures = at.closures if at else location.closures
    address = location.address
    name = reader.local.required(host, f"locations.{location.id}.name", location.name)
    geo = None
    if location.latitude is not None:
        geo = {
            "@type": "GeoCoordinates",
            "latitude": location.latitude,
            "longitude": location.longitude,
        }
    return _filled(
        {
            "@type": "Place",
            "name": name.text,
            "address": address
            and {
                "@type": "PostalAddress",
                "streetAddress": ", ".join(
                    line for line in (address.address_1, address.address_2) if line
                ),
                "addressLocality": address.city,
                "addressRegion": address.state_province,
                "postalCode": address.postal_code,
                "addressCountry": address.country,
            },
            "geo": geo,
            "openingHoursSpecification": [*_hours(schedules), *_closed(closures)],
        }
    )


def _hours(schedules: Iterable[Schedule]) -> Iterator[Data]:
    for schedule in schedules:
        if schedule.opens_at and schedule.freq is Frequency.WEEKLY:
            yield {"@type": "OpeningHoursSpecification"} | _filled(
                {
                    "dayOfWeek": [_DAYS[day] for day in schedule.byday],
                    "opens": schedule.opens_at,
                    "closes": "23:59" if schedule.closes_at == "24:00" else schedule.closes_at,
                    "validFrom": schedule.valid_from and schedule.valid_from.isoformat(),
                    "validThrough": schedule.valid_to and schedule.valid_to.isoformat(),
                }
            )


def _closed(closures: Iterable[Closure]) -> Iterator[Data]:
    for closure in closures:
        yield {
            "@type": "OpeningHoursSpecification",
            "opens": "00:00",
            "closes": "00:00",
            "validFrom": closure.from_.isoformat(),
            "validThrough": (closure.to or closure.from_).isoformat(),
        }


def _numbers(phones: Iterable[Phone], reader: PageReader) -> list[str]:
    region = reader.local.settings.region
    return [dialled(phone.number, None, region).removeprefix("tel:") for phone in phones]


def _url(reader: PageReader, address: str) -> str:
    return absolute(reader.local.settings.site_url, address)


def _filled(data: Data) -> Data:
    """Return the facts that are known."""
    return {name: value for name, value in data.items() if value not in (None, "", [])}
