"""The addresses of the site. No other module knows how one looks.

An address is relative to the site's root, without a leading slash: `en/organizations/lantern/`
for a page (a file `index.html` there), `assets/site.css` for any other file.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from urllib.parse import quote

from service_directory.diagnostics import Diagnostic, Severity


@dataclass(frozen=True, slots=True)
class Urls:
    """Addresses below a prefix (empty, or such as `directory/`)."""

    prefix: str = ""

    def chooser(self) -> str:
        """The page of language names."""
        return self.prefix

    def home(self, language: str) -> str:
        """A language's home page."""
        return f"{self.prefix}{language}/"

    def needs(self, language: str) -> str:
        """All needs."""
        return f"{self.home(language)}needs/"

    def need(self, language: str, id_: str) -> str:
        """One need: who helps with it."""
        return f"{self.needs(language)}{id_}/"

    def organizations(self, language: str) -> str:
        """All organizations from A to Z."""
        return f"{self.home(language)}organizations/"

    def organization(self, language: str, id_: str) -> str:
        """One organization."""
        return f"{self.organizations(language)}{id_}/"

    def service(self, language: str, key: str) -> str:
        """A service: a page below its organization's. The key is `organization/service`."""
        organization, _, service = key.partition("/")
        return f"{self.organization(language, organization)}{service}/"

    def partners(self, language: str) -> str:
        """All partners, for people who work in one."""
        return f"{self.home(language)}partners/"

    def partner(self, language: str, id_: str) -> str:
        """One organization as a partner: contacts, hand-offs, projects."""
        return f"{self.partners(language)}{id_}/"

    def group(self, language: str, id_: str) -> str:
        """A forum, committee or advisory group."""
        return f"{self.home(language)}groups/{id_}/"

    def project(self, language: str, id_: str) -> str:
        """A joint project."""
        return f"{self.home(language)}projects/{id_}/"

    def crosswalks(self, language: str) -> str:
        """The list of crosswalks."""
        return f"{self.home(language)}crosswalk/"

    def crosswalk(self, language: str, plan: str, *parts: str) -> str:
        """A crosswalk, or the part of a large one (by need group, then by area).

        The part of services that say nothing about an axis has an empty id.
        """
        named = [part or "not-known" for part in parts]
        return "/".join([f"{self.crosswalks(language)}{plan}", *named, ""])

    def choices(self, language: str, kind: str) -> str:
        """All values of one kind to choose from: `languages`, `areas` or `audiences`."""
        return f"{self.home(language)}{kind}/"

    def choice(self, language: str, kind: str, *parts: str) -> str:
        """The services of one value, or of one of its needs where these are many.

        The part of services that say nothing has an empty id.
        """
        named = [part or "not-known" for part in parts]
        return "/".join([f"{self.choices(language, kind)}{named[0]}", *named[1:], ""])

    def glossary(self, language: str) -> str:
        """The words partners use, from A to Z."""
        return f"{self.home(language)}glossary/"

    def word(self, language: str, id_: str) -> str:
        """One word of the glossary."""
        return f"{self.glossary(language)}#word-{id_}"

    def gaps(self, language: str) -> str:
        """What is missing."""
        return f"{self.home(language)}gaps/"

    def guides(self, language: str) -> str:
        """All hand-written guides."""
        return f"{self.home(language)}guides/"

    def guide(self, language: str, name: str) -> str:
        """A hand-written page; its name is its path below the directory without ending."""
        return f"{self.home(language)}{name}/"

    def urgent(self, language: str) -> str:
        """Numbers and services for urgent help."""
        return f"{self.home(language)}urgent/"

    def about(self, language: str) -> str:
        """What the site is and who makes it."""
        return f"{self.home(language)}about/"

    def privacy(self, language: str) -> str:
        """What the site learns of its readers."""
        return f"{self.home(language)}privacy/"

    def accessibility(self, language: str) -> str:
        """How everybody can use the site, and what is missing."""
        return f"{self.home(language)}accessibility/"

    def news(self, language: str) -> str:
        """What is new."""
        return f"{self.home(language)}news/"

    def feed(self, language: str) -> str:
        """What is new, as an Atom feed."""
        return f"{self.news(language)}feed.atom"

    def json_feed(self, language: str) -> str:
        """What is new, as a JSON Feed."""
        return f"{self.news(language)}feed.json"

    def calendar(self, language: str) -> str:
        """Coming meetings, as iCalendar."""
        return f"{self.news(language)}meetings.ics"

    def manifest(self, language: str) -> str:
        """What a phone needs to put the site on its first screen."""
        return f"{self.home(language)}manifest.webmanifest"

    def neutral(self, language: str, address: str) -> str:
        """An address that does not say which page it is, the same in every build.

        It is made of the page's address below the language, so that it fits in every language.
        """
        below = address.removeprefix(self.home(language))
        return f"{self.home(language)}p/{blake2b(below.encode(), digest_size=4).hexdigest()}/"

    def qr(self, address: str) -> str:
        """The QR code of a page."""
        return self.asset(f"qr/{address.removeprefix(self.prefix).strip('/')}.svg")

    def not_found(self) -> str:
        """The page shown for addresses that do not exist; hosts look for it at the root."""
        return "404.html"

    def asset(self, name: str) -> str:
        """A file of the plugin's own: style sheet, script or picture."""
        return f"{self.prefix}assets/service-directory/{name}"


def for_other_languages(urls: Urls, alternates: tuple[tuple[str, str], ...]) -> str:
    """Return where people go who read none of a page's languages: hreflang `x-default`.

    From a home page that is the page of languages, from others the first language's page.
    """
    tag, first = alternates[0]
    return urls.chooser() if first == urls.home(tag) else first


def depth_prefix(address: str) -> str:
    """Return what leads from a page back to the root: `../` for every folder it stands in."""
    return "../" * address.count("/") or "./"


def file_path(address: str) -> str:
    """Return the file an address is written to."""
    path = address.partition("#")[0]
    return f"{path}index.html" if path == "" or path.endswith("/") else path


def absolute(site_url: str, address: str) -> str:
    """Return the full address of a page, percent-encoded; empty when the site's is not known."""
    return f"{site_url.rstrip('/')}/{quote(address, safe='/#')}" if site_url else ""


def colliding(addresses: list[tuple[str, str]]) -> list[Diagnostic]:
    """Return an error for every two sources (address, path of its file) that share an address."""
    seen: dict[str, str] = {}
    found = []
    for address, source in addresses:
        name = file_path(address).lower()
        if name in seen:
            message = f"this file and {seen[name]} would both be the page {address}"
            hint = "rename one of them"
            found.append(Diagnostic(source, 0, 0, Severity.ERROR, "same-address", message, hint))
        seen.setdefault(name, source)
    return found
