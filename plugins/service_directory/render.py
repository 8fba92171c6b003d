"""Our own Jinja environment: everything escaped, nothing undefined passes.

Text a partner wrote only ever reaches a template as a value, never as a template.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from service_directory.icons import icon
from service_directory.languages.interface import Interface
from service_directory.pages.page import Page
from service_directory.pages.urls import depth_prefix


@cache
def environment() -> Environment:
    """Return the environment all bodies are rendered in."""
    env = Environment(
        loader=PackageLoader("service_directory", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
        extensions=["jinja2.ext.i18n"],
    )
    env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=str, ngettext=_no_plural, newstyle=True
    )
    env.globals["icon"] = icon
    env.policies["json.dumps_function"] = json_for_html
    return env


def render_body(page: Page, interface: Interface) -> Markup:
    """Return a page's body: the part inside the shell's `<main>`."""
    template = environment().get_template(f"pages/{page.head.kind}.html")
    return Markup(  # noqa: S704 - the environment escapes
        template.render(
            view=page.view(),
            root=depth_prefix(page.head.address),
            reader=page.head.language,
            **interface_functions(interface),
        )
    )


def interface_functions(interface: Interface) -> Mapping[str, Callable[..., Any]]:
    """Return the translating functions of a language under the names templates use."""
    return {
        "gettext": interface.gettext,
        "ngettext": interface.ngettext,
        "pgettext": interface.pgettext,
        "npgettext": interface.npgettext,
    }


def json_for_html(value: object, **_: object) -> str:
    """Write JSON that can stand in an HTML page: strict, sorted, no character that ends it."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _no_plural(singular: str, plural: str, number: int) -> str:
    return singular if number == 1 else plural
