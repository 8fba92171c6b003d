"""A service as people read it: what, for whom, where and when, what it costs, what to bring."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from service_directory.directory import LinkedService, Place
from service_directory.languages.locales import format_date
from service_directory.languages.localize import LocalDirectory, LocalText
from service_directory.model.location import Location, LocationType, Visibility
from service_directory.model.organization import Organization
from service_directory.model.service import Delivery, Service, Status
from service_directory.model.taxonomy import TaxonomyKind
from service_directory.pages.hours import (
    ClosuresSource,
    HoursSource,
    HoursView,
    hours_view,
)
from service_directory.pages.labels import (
    accepts_label,
    cost_label,
    credential_label,
    delivery_label,
    status_code,
    status_label,
)
from service_directory.pages.parts import (
    AddressView,
    CheckView,
    LinkView,
    PhoneView,
    Website,
    address_view,
    check_view,
    language_names,
    phone_views,
    websites,
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
    hours: HoursView
    languages: tuple[str, ...]
    """Only where they differ from those of the service."""
    phones: tuple[PhoneView, ...]


@dataclass(frozen=True, slots=True)
class ReferralView:
    """How partners send people to a service."""

    accepts: tuple[str, ...]
    contact: LocalText | None
    answers_within: LocalText | None
    bring: tuple[LocalText, ...]
    what_happens_next: LocalText | None


@dataclass(frozen=True, slots=True)
class ServiceView:
    """A service. A value of None is *not known*; templates say so where people would ask."""

    anchor: str
    name: LocalText
    alternate_name: str
    organization: LinkView
    href: str
    summary: LocalText | None
    description: LocalText | None
    alert: LocalText | None
    status: str
    status_code: str
    needs: tuple[LinkView, ...]
    suggested_needs: tuple[LinkView, ...]
    audiences: tuple[LocalText, ...]
    ages: str
    languages: tuple[str, ...]
    interpretation: LocalText | None
    delivery: tuple[str, ...]
    by_referral: bool
    places: tuple[PlaceView, ...]
    hours: HoursView | None
    """Hours of a service without a place."""
    cost: str
    fees: LocalText | None
    eligibility: LocalText | None
    documents: tuple[LocalText, ...] | None
    """None: not known. Empty: no papers needed."""
    asks_immigration_status: bool | None
    application: LocalText | None
    wait_time: LocalText | None
    accreditations: LocalText | None
    credential: str
    credential_checked: str
    urls: tuple[Website, ...]
    email: str
    phones: tuple[PhoneView, ...]
    contact: LocalText | None
    """The role to ask for."""
    referral: ReferralView | None
    next: tuple[LinkView, ...]
    check: CheckView


class ServiceReader:
    """Builds service views in one language, each once: many pages show the same service."""

    def __init__(self, local: LocalDirectory, urls: Urls, today: datetime.date) -> None:
        self.local, self.urls, self.today = local, urls, today
        self._views: dict[str, ServiceView] = {}
        self._places: dict[str, PlaceView] = {}

    def forget(self) -> None:
        """Drop the views built so far; a site of many languages needs one language's at a time."""
        self._views.clear()
        self._places.clear()

    def view(self, linked: LinkedService) -> ServiceView:
        """Return a service as people read it."""
        found = self._views.get(linked.key)
        if found is None:
            found = self._views[linked.key] = self._view(linked)
        return found

    def _view(self, linked: LinkedService) -> ServiceView:
        local, entry, service = self.local, linked.organization, linked.service
        context = f"services.{service.id}"
        t, ui = self._texts(entry, context), local.interface
        return ServiceView(
            anchor=f"service-{service.id}",
            name=local.required(entry, f"{context}.name", service.name),
            alternate_name=service.alternate_name or "",
            organization=self.organization_link(entry),
            href=self.urls.service(local.language.tag, linked.key),
            summary=t("summary", service.summary),
            description=t("description", service.description),
            alert=t("alert", service.alert),
            status=status_label(service.status, ui),
            status_code=status_code(service.status),
            needs=self._need_links(service.needs),
            suggested_needs=self._need_links(
                need for need in service.suggested_needs if need not in service.needs
            ),
            audiences=self._terms(TaxonomyKind.AUDIENCES, service.audiences),
            ages=_ages(service, local),
            languages=language_names(linked.languages, local),
            interpretation=t("interpretation_services", service.interpretation_services),
            delivery=tuple(delivery_label(d, ui) for d in service.delivery),
            by_referral=Delivery.BY_REFERRAL in service.delivery,
            places=tuple(self._place(linked, place) for place in linked.places),
            hours=self._own_hours(linked, context),
            cost=cost_label(service.cost, ui) if service.cost else "",
            fees=t("fees_description", service.fees_description),
            eligibility=t("eligibility_description", service.eligibility_description),
            documents=None
            if service.required_documents is None
            else self._terms(TaxonomyKind.DOCUMENTS, service.required_documents),
            asks_immigration_status=service.asks_immigration_status,
            application=t("application_process", service.application_process),
            wait_time=t("wait_time", service.wait_time),
            accreditations=t("accreditations", service.accreditations),
            credential=credential_label(service.credential.kind, ui) if service.credential else "",
            credential_checked=format_date(service.credential.checked, local.formats, style="long")
            if service.credential
            else "",
            urls=websites(
                service.url, service.additional_urls, entry, f"{context}.additional_urls", local
            ),
            email=service.email or "",
            phones=phone_views(service.phones, entry, f"{context}.phones", local),
            contact=self._contact(entry, service.contact),
            referral=self._referral(entry, service, context),
            next=self._next(linked),
            check=check_view(
                service.assured or entry.facts.assured,
                entry,
                f"{context}.assured" if service.assured else "assured",
                local,
                self.today,
            ),
        )

    def views(self, services: Iterable[LinkedService]) -> tuple[ServiceView, ...]:
        """Return services as people read them: those that take people first, then by name."""
        order = list(Status)
        ranked = sorted(services, key=lambda linked: order.index(linked.service.status))
        return tuple(self.view(linked) for linked in ranked)

    def organization_link(self, entry: Entry[Organization]) -> LinkView:
        """Return a link to an organization's page."""
        name = self.local.required(entry, "name", entry.facts.name)
        return LinkView(name, self.urls.organization(self.local.language.tag, entry.id))

    def _texts(
        self, entry: Entry[Organization], context: str
    ) -> Callable[[str, str | None], LocalText | None]:
        return lambda field, source: self.local.text(entry, f"{context}.{field}", source)

    def _terms(self, kind: TaxonomyKind, ids: Iterable[str]) -> tuple[LocalText, ...]:
        return tuple(self.local.term(kind, id_) for id_ in ids)

    def _need_links(self, needs: Iterable[str]) -> tuple[LinkView, ...]:
        tag = self.local.language.tag
        return tuple(
            LinkView(self.local.term(TaxonomyKind.NEEDS, need), self.urls.need(tag, need))
            for need in needs
        )

    def _own_hours(self, linked: LinkedService, context: str) -> HoursView | None:
        if linked.places or not linked.service.schedules:
            return None
        source = HoursSource(linked.service.schedules, linked.organization, f"{context}.schedules")
        return hours_view(source, None, self.local, self.today)

    def own_place(self, entry: Entry[Organization], location: Location) -> PlaceView:
        """Return a place of an organization, apart from any service there."""
        key = f"{entry.id}/{location.id}"
        found = self._places.get(key)
        if found is None:
            found = self._places[key] = self._own_place(entry, location)
        return found

    def _own_place(self, entry: Entry[Organization], location: Location) -> PlaceView:
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
            else self._terms(TaxonomyKind.ACCESSIBILITY, location.accessibility),
            note=local.text(entry, f"{context}.description", location.description),
            hours=hours_view(
                HoursSource(location.schedules, entry, schedules),
                ClosuresSource(location.closures, entry, f"{context}.closures"),
                local,
                self.today,
            ),
            languages=language_names(location.languages, local),
            phones=phone_views(location.phones, entry, f"{context}.phones", local),
        )

    def _place(self, linked: LinkedService, place: Place) -> PlaceView:
        local, entry = self.local, linked.organization
        host = local.directory.organizations[place.host]
        here = f"services.{linked.service.id}.at.{linked.service.at.index(place.at)}"
        base = self.own_place(host, place.location)
        return replace(
            base,
            host=None if host is entry else self.organization_link(host),
            note=local.text(entry, f"{here}.description", place.at.description),
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

    def _referral(
        self, entry: Entry[Organization], service: Service, context: str
    ) -> ReferralView | None:
        referral = service.referral
        if referral is None:
            return None
        t = self._texts(entry, f"{context}.referral")
        return ReferralView(
            accepts=tuple(accepts_label(a, self.local.interface) for a in referral.accepts),
            contact=self._contact(entry, referral.contact),
            answers_within=t("answers_within", referral.answers_within),
            bring=self._terms(TaxonomyKind.DOCUMENTS, referral.bring),
            what_happens_next=t("what_happens_next", referral.what_happens_next),
        )

    def _contact(self, entry: Entry[Organization], id_: str | None) -> LocalText | None:
        contact = next((c for c in entry.facts.contacts if c.id == id_), None)
        if contact is None:
            return None
        return self.local.required(entry, f"contacts.{contact.id}.title", contact.title)

    def _next(self, linked: LinkedService) -> tuple[LinkView, ...]:
        found = []
        for reference in linked.service.next:
            key = reference if "/" in reference else f"{linked.organization.id}/{reference}"
            after = self.local.directory.services[key]
            name = self.local.required(
                after.organization, f"services.{after.service.id}.name", after.service.name
            )
            other = after.organization is not linked.organization
            note = self.organization_link(after.organization).text.text if other else ""
            found.append(LinkView(name, self.urls.service(self.local.language.tag, key), note))
        return tuple(found)


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


def _ages(service: Service, local: LocalDirectory) -> str:
    t = local.interface.gettext
    low, high = service.minimum_age, service.maximum_age
    if low is not None and high is not None:
        return t("Age: %(low)s to %(high)s", low=low, high=high)
    if low is not None:
        return t("Age: %(low)s and over", low=low)
    if high is not None:
        return t("Age: up to %(high)s", high=high)
    return ""
