"""A service as people read it: what, for whom, where and when, what it costs, what to bring."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from service_directory.directory import LinkedService
from service_directory.languages.locales import format_date
from service_directory.languages.localize import LocalDirectory, LocalText
from service_directory.model.organization import Organization
from service_directory.model.service import Delivery, Service
from service_directory.model.taxonomy import TaxonomyKind
from service_directory.pages.hours import HoursSource, HoursView, hours_view
from service_directory.pages.labels import (
    accepts_label,
    cost_label,
    credential_label,
    delivery_label,
)
from service_directory.pages.parts import (
    CheckView,
    LinkView,
    PhoneView,
    Website,
    check_view,
    language_names,
    phone_views,
    websites,
)
from service_directory.pages.places import PlaceReader, PlaceView
from service_directory.pages.statuses import StatusView, readiness, status_view
from service_directory.pages.urls import Urls
from service_directory.reading.entry import Entry


@dataclass(frozen=True, slots=True)
class PaperView:
    """A paper to bring."""

    name: LocalText
    description: LocalText | None


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
    status: StatusView
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
    documents: tuple[PaperView, ...] | None
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
    call: PhoneView | None
    """The one number to call first: the service's, a place's, or the organization's."""
    contact: LocalText | None
    """The role to ask for."""
    referral: ReferralView | None
    next: tuple[LinkView, ...]
    check: CheckView


class ServiceReader:
    """Builds service views in one language, each once: many pages show the same service."""

    def __init__(self, local: LocalDirectory, urls: Urls, today: datetime.date) -> None:
        self.local, self.urls, self.today = local, urls, today
        self.places = PlaceReader(local, urls, today)
        self._views: dict[str, ServiceView] = {}

    def forget(self) -> None:
        """Drop the views built so far; a site of many languages needs one language's at a time."""
        self._views.clear()
        self.places.forget()

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
        places = tuple(self.places.of_service(linked, place) for place in linked.places)
        phones = phone_views(service.phones, entry, f"{context}.phones", local)
        return ServiceView(
            anchor=f"service-{service.id}",
            name=local.required(entry, f"{context}.name", service.name),
            alternate_name=service.alternate_name or "",
            organization=self.places.organization_link(entry),
            href=self.urls.service(local.language.tag, linked.key),
            summary=t("summary", service.summary),
            description=t("description", service.description),
            alert=t("alert", service.alert),
            status=status_view(linked, local, self.today),
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
            places=places,
            hours=self._own_hours(linked, context),
            cost=cost_label(service.cost, ui) if service.cost else "",
            fees=t("fees_description", service.fees_description),
            eligibility=t("eligibility_description", service.eligibility_description),
            documents=self._papers(service.required_documents),
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
            phones=phones,
            call=self._call(entry, phones, places),
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
        """Return services as people read them, what they can use now first (see `readiness`)."""
        ranked = sorted(services, key=lambda linked: readiness(linked, self.local, self.today))
        return tuple(self.view(linked) for linked in ranked)

    def _texts(
        self, entry: Entry[Organization], context: str
    ) -> Callable[[str, str | None], LocalText | None]:
        return lambda field, source: self.local.text(entry, f"{context}.{field}", source)

    def _terms(self, kind: TaxonomyKind, ids: Iterable[str]) -> tuple[LocalText, ...]:
        return tuple(self.local.term(kind, id_) for id_ in ids)

    def _papers(self, ids: tuple[str, ...] | None) -> tuple[PaperView, ...] | None:
        if ids is None:
            return None
        kind, local = TaxonomyKind.DOCUMENTS, self.local
        return tuple(
            PaperView(local.term(kind, id_), local.term_text(kind, id_, "description"))
            for id_ in ids
        )

    def _call(
        self,
        entry: Entry[Organization],
        phones: tuple[PhoneView, ...],
        places: tuple[PlaceView, ...],
    ) -> PhoneView | None:
        """Return the number to call first; that of a partner's place is the last to try."""
        own = (phone for place in places if place.host is None for phone in place.phones)
        host = (phone for place in places if place.host for phone in place.phones)
        whole = phone_views(entry.facts.phones, entry, "phones", self.local)
        every = (*phones, *own, *whole, *host)
        return next((phone for phone in every if phone.can_call), None)

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
            note = self.places.organization_link(after.organization).text.text if other else ""
            found.append(LinkView(name, self.urls.service(self.local.language.tag, key), note))
        return tuple(found)


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
