"""How our templates become code: everything escaped, nothing undefined passes, and quickly.

Jinja asks for every attribute through its environment and makes a new `Markup` of every word it
writes; most of a page is such words. The code made here reads attributes as Python does (a missing
one is an error all the same) and writes text that needs no escaping as it is.
"""

from __future__ import annotations

import re
from io import StringIO
from keyword import iskeyword
from typing import Any, Final, cast

from jinja2 import BytecodeCache, Environment, nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from service_directory.languages.localize import LocalText, TextState

_needs_escaping: Final = re.compile("[&<>'\"]").search


def html_of(value: object) -> str:
    """Return a value as HTML: the same text as `markupsafe.escape`, seldom a new object."""
    kind = type(value)
    if kind is str:
        text = cast(str, value)
    elif kind is Markup:
        return cast(Markup, value)
    elif kind is LocalText and cast(LocalText, value).state is not TextState.OUTDATED:
        text = cast(LocalText, value).text
    else:
        return escape(value)
    return escape(text) if _needs_escaping(text) else text


class DirectoryEnvironment(Environment):
    """Has templates translate by look-up, and mark in text what is not translated."""

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        parsed = super()._parse(source, name, filename)
        _TranslateInPlace().visit(parsed)
        return parsed


class _QuickCode(CodeGenerator):
    def visit_Template(self, node: nodes.Template, frame: Any = None) -> None:
        """Give the code the function it escapes with."""
        self.writeline("from service_directory.template_code import html_of")
        super().visit_Template(node, frame)

    def _output_child_pre(self, node: nodes.Expr, frame: Any, finalize: Any) -> None:
        if finalize.src is None and frame.eval_ctx.autoescape and not frame.eval_ctx.volatile:
            self.write("html_of(")
        else:
            super()._output_child_pre(node, frame, finalize)

    def visit_Call(
        self,
        node: nodes.Call,
        frame: Any,
        forward_caller: bool = False,  # noqa: FBT001, FBT002
    ) -> None:
        """Call macros and translating functions, which want no context, as Python does."""
        if forward_caller or not isinstance(node.node, nodes.Name):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        written, self.stream = self.stream, StringIO()
        self.signature(node, frame)
        arguments, self.stream = self.stream.getvalue(), written
        self.write(f"({arguments.removeprefix(', ')})")

    def visit_Getattr(self, node: nodes.Getattr, frame: Any) -> None:
        """Read an attribute as Python does."""
        if iskeyword(node.attr) or not isinstance(node.node, nodes.Name | nodes.Getattr):
            super().visit_Getattr(node, frame)
            return
        self.visit(node.node, frame)
        self.write(f".{node.attr}")


DirectoryEnvironment.code_generator_class = _QuickCode


class CompiledOnce(BytecodeCache):
    """Keeps the code of templates for the environments of all languages."""

    def __init__(self) -> None:
        """Make a cache that holds nothing yet."""
        self._codes: dict[str, Any] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template the code that was made of it before."""
        bucket.code = self._codes.get(bucket.key)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Take the code of a template."""
        self._codes[bucket.key] = bucket.code


class _TranslateInPlace(NodeTransformer):
    """Has every translating call know whether it stands in text or in an attribute.

    Words that are not translated are marked with their language in text, where marks can stand.
    A call with one literal and no values becomes a look-up.
    """

    def __init__(self) -> None:
        self._in_tag, self._quote, self._in_svg = False, "", False

    def visit_TemplateData(self, node: nodes.TemplateData) -> nodes.Node:
        """Follow the tags and quotation marks through the template; a drawing holds no marks."""
        opened, closed = node.data.rfind("<svg"), node.data.rfind("</svg>")
        self._in_svg = opened > closed if opened != closed else self._in_svg
        for character in node.data:
            if self._quote:
                self._quote = "" if character == self._quote else self._quote
            elif self._in_tag:
                self._in_tag = character != ">"
                self._quote = character if character in "\"'" else ""
            else:
                self._in_tag = character == "<"
        return node

    def visit_Call(self, node: nodes.Call) -> nodes.Node:
        """Replace a call of a translating function."""
        in_text = not (self._in_tag or self._quote or self._in_svg)
        self.generic_visit(node)
        called = node.node
        if not (isinstance(called, nodes.Name) and called.name in TRANSLATING):
            return node
        is_plain = len(node.args) == 1 and isinstance(node.args[0], nodes.Const)
        if (
            called.name == "gettext"
            and is_plain
            and not (node.kwargs or node.dyn_args or node.dyn_kwargs)
        ):
            names = "messages_in_text" if in_text else "messages"
            looked_up = nodes.Name(names, "load", lineno=node.lineno)
            return nodes.Getitem(looked_up, node.args[0], "load", lineno=node.lineno)
        if in_text:
            called.name = f"{called.name}_in_text"
        return node


TRANSLATING: Final = frozenset({"gettext", "ngettext", "pgettext", "npgettext"})
"""Names of the translating functions in templates; `..._in_text` mark what is not translated."""
