"""The environment bodies are rendered in: escaped, strict, and never running a text."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import TemplateSyntaxError, UndefinedError
from markupsafe import Markup

from service_directory.pages.home import ChooserView, LanguageLink
from service_directory.pages.page import Page, PageHead, PageKind
from service_directory.render import environment, json_for_html, render_body


def test_values_are_escaped_and_markup_is_not() -> None:
    template = environment("en").from_string("{{ text }} {{ html }}")
    assert template.render(text="<b>&'\"", html=Markup("<b>")) == "&lt;b&gt;&amp;&#39;&#34; <b>"


@pytest.mark.parametrize(
    "text", ["{{ nothing }}", "{{ view.nothing }}", "{% if nothing %}{% endif %}"]
)
def test_what_is_not_there_stops_the_page(text: str) -> None:
    with pytest.raises((UndefinedError, AttributeError)):
        environment("en").from_string(text).render(view={})


def test_a_text_is_never_a_template() -> None:
    template = environment("en").from_string("{{ text }}")
    assert template.render(text="{{ 7 * 7 }}{% raw %}") == "{{ 7 * 7 }}{% raw %}"


def test_every_kind_of_page_has_a_template() -> None:
    for kind in PageKind:
        try:
            environment("en").get_template(f"pages/{kind}.html")
        except TemplateSyntaxError as error:
            pytest.fail(f"{kind}: {error}")


@pytest.mark.parametrize(
    ("address", "root", "href"),
    [("", None, "./en/"), ("404.html", "/town/", "/town/en/")],
)
def test_links_start_at_the_root_of_the_site(address: str, root: str | None, href: str) -> None:
    view = ChooserView("Town", (LanguageLink("en", "English", "ltr", "en/", "Hello"),))
    head = PageHead(address, "en", PageKind.CHOOSER, "Town")
    body = render_body(Page(head, view=lambda: view), root=root)
    assert f'href="{href}"' in body


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(JSON)
def test_json_in_a_page_is_json_and_cannot_end_its_element(value: object) -> None:
    text = json_for_html(value)
    assert json.loads(text) == value
    assert not set(text) & set("<>&\u2028\u2029")


def test_json_has_one_form_and_no_numbers_browsers_cannot_read() -> None:
    assert json_for_html({"b": 1, "a": "é"}) == '{"a": "é", "b": 1}'
    with pytest.raises(ValueError, match="not JSON compliant"):
        json_for_html(float("nan"))


def test_words_without_a_translation_say_so_in_text_and_only_there() -> None:
    source = (
        '<p title="{{ gettext("No such words") }}">{{ gettext("No such words") }}'
        '{{ gettext(", ") }}{{ ngettext("%(num)s cat", "%(num)s cats", 2) }}'
        "<a href={{ gettext('nowhere') }}></a>"
        '{{ pgettext("x", "Not %(this)s", this="<b>") }}</p>'
    )
    assert environment("en").from_string(source).render() == (
        '<p title="No such words">No such words, 2 cats<a href=nowhere></a>Not &lt;b&gt;</p>'
    )
    shown = environment("ar").from_string(source).render()
    marked = '<span lang="en" dir="ltr">{}</span>'
    assert shown == (
        f'<p title="No such words">{marked.format("No such words")}، '
        f"{marked.format('2 cats')}<a href=nowhere></a>{marked.format('Not &lt;b&gt;')}</p>"
    )


def test_words_in_a_drawing_hold_no_marks() -> None:
    source = '<svg><text>{{ gettext("No such words") }}</text></svg>{{ gettext("No such words") }}'
    shown = environment("ar").from_string(source).render()
    assert shown.startswith("<svg><text>No such words</text></svg><span ")
