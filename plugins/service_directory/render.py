"""Our own Jinja environment: everything escaped, nothing undefined passes.

Text a partner wrote only ever reaches a template as a value, never as a template.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from service_directory.icons import icon
from service_directory.languages.interface import interface as interface_of
from service_directory.pages.page import Page
from service_directory.pages.urls import depth_prefix
from service_directory.template_code import CompiledOnce, DirectoryEnvironment, html_of

_COMPILED: Final = CompiledOnce()


def render_body(page: Page, *, root: str | None = None) -> Markup:
    """Return a page's body: the part inside the shell's `<main>`.

    `root` leads to the site's root where that is not by the page's own address.
    """
    template = environment(page.head.language).get_template(f"pages/{page.head.kind}.html")
    return Markup(
        template.render(
            view=page.view(),
            root=depth_prefix(page.head.address) if root is None else root,
        )
    )


@cache
def environment(tag: str) -> Environment:
    """Return the environment the bodies of a language are rendered in."""
    env = DirectoryEnvironment(
        loader=PackageLoader("service_directory", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=_COMPILED,
    )
    env.globals["icon"] = icon
    env.globals["reader"] = tag
    env.globals.update(interface_names(tag))
    env.globals.update(_names_in_text(tag))
    env.filters["listed"] = listed
    env.policies["json.dumps_function"] = json_for_html
    return env


@cache
def interface_names(tag: str) -> dict[str, Any]:
    """Return the translating functions of a language under the names templates use."""
    interface = interface_of(tag)
    return {
        "gettext": interface.gettext,
        "ngettext": interface.ngettext,
        "pgettext": interface.pgettext,
        "npgettext": interface.npgettext,
        "messages": _Messages(interface.gettext),
    }


def _names_in_text(tag: str) -> dict[str, Any]:
    """Return the translating functions for running text, where what is English says so."""
    interface = interface_of(tag)

    def marked(text: str, message: str, context: str = "") -> str:
        done = interface.translates(message, context=context) or not _LETTER.search(message)
        return text if done or tag.split("-")[0] == "en" else _ENGLISH % text

    def gettext(message: str, /, **values: object) -> str:
        return marked(interface.gettext(message, **values), message)

    def ngettext(one: str, many: str, number: int, /, **values: object) -> str:
        return marked(interface.ngettext(one, many, number, **values), one)

    def pgettext(context: str, message: str, /, **values: object) -> str:
        return marked(interface.pgettext(context, message, **values), message, context)

    def npgettext(context: str, one: str, many: str, number: int, /, **values: object) -> str:
        return marked(interface.npgettext(context, one, many, number, **values), one, context)

    functions = (gettext, ngettext, pgettext, npgettext)
    names: dict[str, Any] = {f"{function.__name__}_in_text": function for function in functions}
    return {**names, "messages_in_text": _Messages(gettext)}


_ENGLISH: Final = Markup('<span lang="en" dir="ltr">%s</span>')
_LETTER: Final = re.compile(r"[A-Za-z]")


def json_for_html(value: object, **_: object) -> str:
    """Write JSON that can stand in an HTML page: strict, sorted, no character that ends it."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def listed(texts: Iterable[object], separator: str) -> Markup:
    """Join texts as HTML, each escaped or marked with its language."""
    return Markup(html_of(separator).join(map(html_of, texts)))


class _Messages(dict[str, Markup]):
    """The plain messages of a language, escaped, each translated when first asked for."""

    def __init__(self, translate: Callable[[str], str]) -> None:
        super().__init__()
        self._translate = translate

    def __missing__(self, message: str) -> Markup:
        found = self[message] = escape(self._translate(message))
        return found
