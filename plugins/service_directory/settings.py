"""What a site decides once, as one immutable value handed to every stage."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class UrgentKind(StrEnum):
    """What an urgent number is for; the site has words for each in every language."""

    EMERGENCY = "emergency"
    CRISIS = "crisis"
    INFORMATION = "information"
    VIOLENCE = "violence"
    SEXUAL_ASSAULT = "sexual-assault"
    TRAFFICKING = "trafficking"
    POISON = "poison"
    CHILDREN = "children"
    SHELTER = "shelter"
    HEALTH = "health"
    LEGAL = "legal"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class UrgentPhone:
    """A number for urgent help."""

    number: str
    kind: UrgentKind | None = None
    """None: that of a number everybody knows (911), else nothing is said."""
    words: tuple[tuple[str, str], ...] = ()
    """(language, what it is for) in the site's own words, which stand before those of the kind."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The site's own decisions. Adapters make it from mkdocs.yml or the command line."""

    site_name: str = "Community directory"
    site_url: str = ""
    """Absolute address of the site's root with a final slash, or empty when not known."""
    place: str = ""
    """The county or town, as said in running text."""
    languages: tuple[str, ...] = ("en",)
    """Languages of the site, in the order of the switcher; the first is the entries' own."""
    region: str = "US"
    """Two-letter country in whose way phone numbers without a plus sign are read."""
    time_zone: str = "America/Chicago"
    prefix: str = ""
    """Address below the site's root where the directory stands: empty, or such as
    `directory/`."""
    edit_url: str = ""
    """Base address of the edit link; the file's path in the project is added."""
    map_url: str = "https://www.openstreetmap.org/search?query={place}"
    """A map's address; `{place}` becomes coordinates or an address. Opened only on a click."""
    exit_url: str = "https://www.weather.gov/"
    """A harmless page that "Leave this page" goes to, on pages about sensitive needs."""
    coordinator_email: str = ""
    urgent_phones: tuple[UrgentPhone, ...] = (
        UrgentPhone("911"),
        UrgentPhone("988"),
        UrgentPhone("211"),
    )
    sample: bool = False
    """True marks every page as made of fictional entries."""
    check_interval_days: int = 365
    """After so many days an entry's last check by a person is overdue."""
    sensitive_needs_hidden: bool = True
    """Entries whose needs are all sensitive ask search engines not to list them."""

    @property
    def source_language(self) -> str:
        """The language entries are written in unless they say otherwise."""
        return self.languages[0]
