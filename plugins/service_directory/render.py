"""Our own Jinja environment: everything escaped, nothing undefined passes.

Text a partner wrote only ever reaches a template as a value, never as a template.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, nodes
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from service_directory.icons import icon
from service_directory.languages.interface import Interface
from service_directory.languages.interface import interface as interface_of
from service_directory.pages.page import Page
from service_directory.pages.urls import depth_prefix


def render_body(page: Page, *, root: str | None = None) -> Markup:
    """Return a page's body: the part inside the shell's `<main>`.

    `root` leads to the site's root where that is not by the page's own address.
    """
    template = environment().get_template(f"pages/{page.head.kind}.html")
    return Markup(
        template.render(
            view=page.view(),
            root=depth_prefix(page.head.address) if root is None else root,
            reader=page.head.language,
            **interface_names(page.head.language),
        )
    )


@cache
def environment() -> Environment:
    """Return the environment all bodies are rendered in."""
    env = _DirectoryEnvironment(
        loader=PackageLoader("service_directory", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    env.globals["icon"] = icon
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
        "messages": _Messages(interface),
    }


def json_for_html(value: object, **_: object) -> str:
    """Write JSON that can stand in an HTML page: strict, sorted, no character that ends it."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def listed(texts: Iterable[object], separator: str) -> Markup:
    """Join texts as HTML, each escaped or marked with its language."""
    return escape(separator).join(texts)  # type: ignore[arg-type]


class _Messages(dict[str, Markup]):
    """The plain messages of a language, escaped, each translated when first asked for."""

    def __init__(self, interface: Interface) -> None:
        super().__init__()
        self._interface = interface

    def __missing__(self, message: str) -> Markup:
        found = self[message] = escape(self._interface.gettext(message))
        return found


class _DirectoryEnvironment(Environment):
    """Makes `gettext("words")` in a template a look-up: most of a page is such words."""

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        parsed = super()._parse(source, name, filename)
        _LookUpMessages().visit(parsed)
        return parsed


class _LookUpMessages(NodeTransformer):
    def visit_Call(self, node: nodes.Call) -> nodes.Node:
        """Replace a call of gettext with one literal and no values."""
        self.generic_visit(node)
        is_plain = len(node.args) == 1 and isinstance(node.args[0], nodes.Const)
        called = node.node
        if not (isinstance(called, nodes.Name) and called.name == "gettext" and is_plain):
            return node
        if node.kwargs or node.dyn_args or node.dyn_kwargs:
            return node
        names = nodes.Name("messages", "load", lineno=node.lineno)
        return nodes.Getitem(names, node.args[0], "load", lineno=node.lineno)
