"""The words of the site itself: `locales/<tag>.po`, English where a translation is missing.

Messages are looked up by their English text and are always format strings: a literal percent
sign is written `%%`, a value `%(name)s`. So templates and code say the same thing in the same way
(Jinja's "newstyle" gettext).
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from gettext import c2py
from importlib.resources import files

from babel.messages.pofile import read_po
from markupsafe import Markup, escape

from service_directory.languages.locales import Language, language

__all__ = ["Interface", "interface", "interface_catalog", "msgid"]

Forms = tuple[str, ...]
"""The forms of one message: one, or as many as the language has plurals."""


@dataclass(frozen=True, slots=True, eq=False)
class Interface:
    """The interface's texts in one language; each is made once, and equal only to itself."""

    tag: str
    forms: Mapping[tuple[str, str], Forms] = field(default_factory=dict, repr=False)
    """By context (empty for none) and English text."""
    form_of: Callable[[int], int] = field(default=lambda number: int(number != 1), repr=False)
    """The index of the plural form for a number: the catalog's own Plural-Forms."""

    @property
    def language(self) -> Language:
        """The language these texts are meant for."""
        return language(self.tag)

    @property
    def texts_language(self) -> str:
        """The tag the texts are really in: English where there is no catalog at all."""
        return self.tag if self.forms or self.tag.split("-")[0] == "en" else "en"

    def gettext(self, message: str, /, **values: object) -> str:
        """Return a message in the interface's language with its values put in."""
        return self.pgettext("", message, **values)

    def ngettext(self, singular: str, plural: str, number: int, /, **values: object) -> str:
        """Return the form of a message that fits a number, which is its value `num`."""
        return self.npgettext("", singular, plural, number, **values)

    def pgettext(self, context: str, message: str, /, **values: object) -> str:
        """Return a message that has another meaning elsewhere, as `gettext` does."""
        found = self.forms.get((context, message))
        return _filled(found[0] if found else message, message, values)

    def npgettext(
        self, context: str, singular: str, plural: str, number: int, /, **values: object
    ) -> str:
        """Return the fitting form of a message with a context, as `ngettext` does."""
        values.setdefault("num", number)
        source = singular if number == 1 else plural
        found = self.forms.get((context, singular))
        index = self.form_of(number) if found else 0
        return _filled(found[index] if found and index < len(found) else source, source, values)

    def translates(self, message: str, *, context: str = "") -> bool:
        """Tell whether a message has a translation here."""
        return (context, message) in self.forms


def msgid(message: str) -> str:
    """Return a message as it is: marks it for translation where it is not yet shown."""
    return message


@cache
def interface(tag: str) -> Interface:
    """Return the interface in a language: its own catalog, else that of the tag without region."""
    for name in (tag, tag.rpartition("-")[0]):
        text = _catalog_text(name)
        if text is not None:
            return interface_catalog(text, tag)
    return Interface(tag)


def interface_catalog(text: str, tag: str) -> Interface:
    """Read an interface from a catalog's text; unfinished and fuzzy messages stay English."""
    catalog = read_po(io.StringIO(text), ignore_obsolete=True, abort_invalid=True)
    forms: dict[tuple[str, str], Forms] = {}
    for message in catalog:
        source = message.id if isinstance(message.id, str) else message.id[0]
        string = message.string or ""
        found = (string,) if isinstance(string, str) else tuple(string)
        if source and not message.fuzzy and all(found):
            forms[message.context or "", source] = found
    return Interface(tag, forms, c2py(catalog.plural_expr))


def _catalog_text(tag: str) -> str | None:
    file = files("service_directory").joinpath("locales", f"{tag}.po")
    return file.read_text(encoding="utf-8") if tag and file.is_file() else None


def _filled(text: str, source: str, values: Mapping[str, object]) -> str:
    """Put values into a message; a translation whose placeholders are wrong gives way to English.

    A value that is HTML already (it has `__html__`) makes the result HTML, with all else escaped.
    """
    if not values and "%" not in text:
        return text
    html = any(hasattr(value, "__html__") for value in values.values())
    try:
        return Markup(escape(text)) % values if html else text % values
    except (KeyError, TypeError, ValueError):
        return Markup(escape(source)) % values if html else source % values
