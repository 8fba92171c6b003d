"""Places as people find them: where, how to get there, when they are open."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace

from service_directory.directory import LinkedService, Place
from service_directory.languages.localize import LocalDirectory, LocalText
from service_directory.model.location import Location, LocationType, Visibility
from service_directory.model.organization import Organization
from service_directory.model.taxonomy import TaxonomyKind
from service_directory.pages.hours import (
    ClosuresSource,
    HoursSource,
    HoursView,
    hours_view,
)
from service_directory.pages.parts import (
    AddressView,
    LinkView,
    PhoneView,
    address_view,
    language_names,
    phone_views,
)
from service_directory.pages.urls import Urls
from service_directory.reading.entry import Entry


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A place a service happens at."""

    anchor: str
    name: LocalText
    alternate_name: str
    host: LinkView | None
    """The organization whose place it is, when it is another's."""
    area: LocalText | None
    address: AddressView | None
    virtual: bool
    """True when it is no place one can go to: online, or a telephone line."""
    hidden: bool
    """True when the place must stay secret or only its area may be told."""
    transportation: LocalText | None
    accessibility: tuple[LocalText, ...] | None
    """None: not known."""
    note: LocalText | None
    """What the service says about it, or the place itself where there is no service."""
    place_note: LocalText | None
    """What the place says about itself, beside what a service does."""
    hours: HoursView
    languages: tuple[str, ...]
    """Only where they differ from those of the service."""
    phones: tuple[PhoneView, ...]


class PlaceReader:
    """Builds views of places in one language, each once."""

    def __init__(self, local: LocalDirectory, urls: Urls, today: datetime.date) -> None:
        self.local, self.urls, self.today = local, urls, today
        self._views: dict[str, PlaceView] = {}

    def forget(self) -> None:
        """Drop the views built so far."""
        self._views.clear()

    def organization_link(self, entry: Entry[Organization]) -> LinkView:
        """Return a link to an organization's page."""
        name = self.local.required(entry, "name", entry.facts.name)
        return LinkView(name, self.urls.organization(self.local.language.tag, entry.id))

    def own(self, entry: Entry[Organization], location: Location) -> PlaceView:
        """Return a place of an organization, apart from any service there."""
        key = f"{entry.id}/{location.id}"
        found = self._views.get(key)
        if found is None:
            found = self._views[key] = self._own(entry, location)
        return found

    def _own(self, entry: Entry[Organization], location: Location) -> PlaceView:
        local, context = self.local, f"locations.{location.id}"
        schedules = f"{context}.schedules"
        return PlaceView(
            anchor=f"place-{location.id}",
            name=local.required(entry, f"{context}.name", location.name),
            alternate_name=location.alternate_name or "",
            host=None,
            area=local.term(TaxonomyKind.AREAS, location.area) if location.area else None,
            address=address_view(location, local),
            virtual=location.location_type is LocationType.VIRTUAL,
            hidden=location.visibility is not Visibility.PUBLIC,
            transportation=local.text(entry, f"{context}.transportation", location.transportation),
            accessibility=None
            if location.accessibility is None
            else tuple(local.term(TaxonomyKind.ACCESSIBILITY, x) for x in location.accessibility),
            note=local.text(entry, f"{context}.description", location.description),
            place_note=None,
            hours=hours_view(
                HoursSource(location.schedules, entry, schedules),
                ClosuresSource(location.closures, entry, f"{context}.closures"),
                local,
                self.today,
            ),
            languages=language_names(location.languages, local),
            phones=phone_views(location.phones, entry, f"{context}.phones", local),
        )

    def of_service(self, linked: LinkedService, place: Place) -> PlaceView:
        """Return a place of a service, with what the service says differs there."""
        local, entry = self.local, linked.organization
        host = local.directory.organizations[place.host]
        here = f"services.{linked.service.id}.at.{linked.service.at.index(place.at)}"
        base = self.own(host, place.location)
        return replace(
            base,
            host=None if host is entry else self.organization_link(host),
            note=local.text(entry, f"{here}.description", place.at.description),
            place_note=base.note,
            hours=hours_view(
                _hours_source(linked, place, host, here),
                ClosuresSource(place.at.closures, entry, f"{here}.closures"),
                local,
                self.today,
                elsewhere=base.hours.closures,
            ),
            languages=language_names(place.languages, local)
            if set(place.languages) != set(linked.languages)
            else (),
            phones=phone_views(place.at.phones, entry, f"{here}.phones", local) or base.phones,
        )


def _hours_source(
    linked: LinkedService, place: Place, host: Entry[Organization], here: str
) -> HoursSource:
    """Return the hours of a place with the entry and the context their texts stand in."""
    service = linked.service
    if place.at.schedules:
        return HoursSource(place.schedules, linked.organization, f"{here}.schedules")
    if service.schedules:
        context = f"services.{service.id}.schedules"
        return HoursSource(place.schedules, linked.organization, context)
    return HoursSource(place.schedules, host, f"locations.{place.location.id}.schedules")
