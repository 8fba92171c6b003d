from __future__ import annotations

import re

import pytest

from service_directory.diagnostics import Severity
from service_directory.reading.body import (
    BodyLink,
    check_body,
    check_links,
    render_body,
    visible_text,
)


def found(body: str) -> list[str]:
    checked = check_body(body, path="t.md", line=10)
    return [f"{d.line}:{d.column} {d.rule}" for d in checked.diagnostics]


@pytest.mark.parametrize(
    "body",
    [
        "",
        "Plain words.\n\n## Hours\n\n- one\n- two\n",
        "# Hours\n\n#### Deep\n",
        "Groups of <5 people and > 3",
        "A < B, a<b, x <- y, <3",
        "<https://k.example> <a@b.example> <tel:+15635550142>",
        "[a](https://a.example/x?y=1&z=2#q) [b](mailto:a@b.example) [c](tel:+15635550142)",
        "`<b>` `{{ x }}` `{: a }`\n\n    <script>\n\n```\n<b>{{ x }}--8<--\n```\n",
        "a \\<b> and &lt;b&gt;",
        "See [us][1].\n\n[1]: https://a.example 'The title'\n",
        "| a | b |\n|---|---|\n| 1 | 2 \\| 3 |\n",
        "[x] is a letter in brackets, {x} in braces, 50 % }}",
        "Heading\n=======\n\nOther\n-------\n",
        "[go](#opening-hours)\n\n## Opening hours\n",
        "[اذهب](#ساعات-العمل)\n\n## ساعات العمل\n",
    ],
)
def test_nothing_to_say(body: str) -> None:
    assert not found(body)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("a\n<b>x</b>", ["11:1 raw-html"]),
        ("a\n\n<div>\nx\n</div>\n", ["12:1 raw-html"]),
        ("one\ntwo <br/> three", ["11:5 raw-html"]),
        ("<C>", ["10:1 raw-html"]),
        ("x <!-- note --> y", ["10:3 html-comment"]),
        ("x\n\n<!-- a\nb -->\n", ["12:1 html-comment"]),
        ("<?php x ?>", ["10:1 raw-html"]),
        ("<!DOCTYPE html>", ["10:1 raw-html"]),
        ("a\n![x](y.png)", ["11:1 body-image"]),
        ("![x][1]\n\n[1]: y.png", ["10:1 body-image", "12:1 link-unused"]),
        ("[x](javascript:alert)", ["10:5 link-scheme"]),
        ("[x](JavaScript:alert)", ["10:5 link-scheme"]),
        ("[x](<java script:alert>)", ["10:6 link-scheme"]),
        ("[x](java&#9;script:alert)", ["10:1 link-scheme"]),
        ("[x](&#106;avascript:alert)", ["10:1 link-scheme"]),
        ("[x](java%0Ascript:alert)", ["10:5 link-scheme"]),
        ("<javascript:alert>", ["10:2 link-scheme"]),
        ("[x](data:text/html,y)", ["10:5 link-scheme"]),
        ("[x](file:///etc)", ["10:5 link-scheme"]),
        ("[x](//evil.example)", ["10:5 link-scheme"]),
        ("[x][1]\n\n[1]: vbscript:x", ["12:6 link-scheme"]),
        ("[x](https://u@a.example)", ["10:5 url-userinfo"]),
        ("[x](https://usсis.gov)", ["10:5 url-homoglyph"]),
        ("[x](https://localhost/)", ["10:5 url-host"]),
        ("[x](http://a.example)", ["10:5 url-http"]),
        ("[x](mailto:a@b.example?bcc=c)", ["10:5 email-format"]),
        ("[x](tel:now)", ["10:5 phone-format"]),
        ("[x](/etc/passwd)", ["10:5 dangling-link"]),
        ("[x]()", ["10:1 dangling-link"]),
        ("[x](#nowhere)", ["10:5 dangling-link"]),
        ("[x](a.md?y=1)", ["10:5 dangling-link"]),
        ("a {{ b }}", ["10:3 template-markers"]),
        ("a\n{% include x %}", ["11:1 template-markers"]),
        ("x {: .a }", ["10:3 attr-list"]),
        (';--8<-- "x"', ["10:2 include"]),
        ("- [ ] a\n- [x] b", ["10:3 task-list", "11:3 task-list"]),
        ("- a\n  - [ ] b", ["11:5 task-list"]),
        ("| a |\n|---|\n| 1 | lost |\n", ["12:1 table-cells"]),
        ("x\n\n[Parking]: behind\n", ["12:1 link-unused"]),
        ("[a][b]\n\n[b]: https://a.example\n[b]: https://b.example\n", ["13:1 link-unused"]),
        ("> a\n> <b>x", ["11:3 raw-html"]),
        ("| a |\n|---|\n| <b>x |\n", ["12:3 raw-html"]),
    ],
)
def test_refused(body: str, expected: list[str]) -> None:
    assert found(body) == expected


def test_plain_http_is_a_warning() -> None:
    (diagnostic,) = check_body("<http://a.example>", path="t.md", line=1).diagnostics
    assert diagnostic.severity is Severity.WARNING


def test_too_large_is_not_looked_into() -> None:
    assert found("[" * 20_000) == ["10:1 body-size"]
    assert found("x " * 30_000) == ["10:1 body-size"]
    assert found("<a" * 2_000) == ["10:1 body-size"]


class TestLinksToFiles:
    KNOWN = frozenset({"groups/forum.md", "organizations/lantern.md", "guides/a b.md", "index.md"})

    def dangling(self, body: str, below: str = "organizations/casa.md") -> list[str]:
        checked = check_body(body, path="t.md", line=10)
        assert not checked.diagnostics
        return [
            d.as_text()
            for d in check_links(checked.links, path="t.md", below=below, known=self.KNOWN)
        ]

    def test_are_kept_for_later(self) -> None:
        checked = check_body("a\n[x](../groups/forum.md#next)", path="t.md", line=10)
        assert checked.links == (BodyLink(11, 5, "../groups/forum.md#next"),)

    @pytest.mark.parametrize(
        "link", ["../groups/forum.md", "lantern.md#hours", "./lantern.md", "../guides/a%20b.md"]
    )
    def test_that_lead_somewhere(self, link: str) -> None:
        assert not self.dangling(f"[x]({link})")

    def test_from_the_top(self) -> None:
        assert not self.dangling("[x](groups/forum.md)", below="index.md")

    def test_that_lead_nowhere(self) -> None:
        (text,) = self.dangling("[x](../groups/form.md)")
        assert text.startswith("t.md:10:5: error:")
        assert "did you mean ../groups/forum.md?" in text
        assert self.dangling("[x](../../../etc/passwd)")
        assert self.dangling("[x](../groups)")


class TestRendering:
    def rendered(self, body: str, heading_offset: int = 1) -> str:
        html = render_body(
            body,
            resolve_link=lambda target: None if "nope" in target else f"/en/{target}",
            heading_offset=heading_offset,
        )
        assert hasattr(html, "__html__")
        return str(html)

    @pytest.mark.parametrize(
        ("offset", "levels"), [(1, "h2 h3 h2 h4"), (2, "h3 h4 h3 h5"), (5, "h6 h6 h6 h6")]
    )
    def test_headings_begin_where_asked_and_leave_no_gap(self, offset: int, levels: str) -> None:
        body = "## A\n\n#### B\n\n## C\n\n##### D\n"
        assert re.findall(r"<(h\d)", self.rendered(body, offset)) == levels.split()
        assert (
            re.findall(r"<(h\d)", self.rendered(body.replace("##", "#"), offset))[0]
            == (levels.split()[0])
        )

    def test_anchors_are_unique_and_never_those_of_the_page(self) -> None:
        html = self.rendered("## Hours\n\n## Hours\n\n## !\n\n[x](#hours)")
        assert re.findall(r'id="([^"]*)"', html) == ["text-hours", "text-hours-2", "text-section"]
        assert 'href="#text-hours"' in html

    def test_links(self) -> None:
        html = self.rendered("[a](../groups/f.md) [b](https://b.example) [c](nope.md) <tel:+1563>")
        assert '<a href="/en/../groups/f.md">a</a>' in html
        assert '<a href="https://b.example" rel="noopener noreferrer nofollow">b</a>' in html
        assert " c " in html
        assert '<a href="tel:+1563">' in html

    def test_tables_have_heads_with_scope(self) -> None:
        html = self.rendered("| a | b |\n|:--|--:|\n| 1 | 2 |\n")
        assert html.count('<th scope="col">') == 2
        assert "style" not in html

    @pytest.mark.parametrize(
        "body",
        [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "[x](javascript:alert(1))",
            "[x](data:text/html,<script>alert(1)</script>)",
            "![x](javascript:alert(1))",
            "![x](https://evil.example/p.gif)",
            "[x][1]\n\n[1]: javascript:alert(1)",
            '[x](https://a.example "\\" onclick=alert(1) x=\\"")',
            "[x](//evil.example)",
            "<a@b.example> <javascript:alert(1)>",
            "`</code><script>`",
            "## <img src=x onerror=alert(1)>",
            "<svg><a xlink:href='javascript:x'>",
            "&lt;script&gt;",
        ],
    )
    def test_nothing_dangerous_comes_out(self, body: str) -> None:
        html = self.rendered(body)
        for tag in re.findall(r"<[^>]*>", html):
            name = re.match(r"</?([a-z0-9]+)", tag)
            assert name, tag
            assert name[1] in "a p code h2 pre em strong".split(), tag
            assert not re.search(r"""\son\w+=(?=[^"]*(?:"[^"]*"[^"]*)*$)""", tag), tag
        for href in re.findall(r'href="([^"]*)"', html):
            assert href.startswith(("https://a.example", "mailto:a@b.example")), href

    def test_pictures_become_their_words(self) -> None:
        assert self.rendered("![the door](x.png)") == "<p>the door</p>\n"


def test_visible_text() -> None:
    body = "## A *b*\n\nc [d](https://d.example)\ne `f`\n\n    g <h>\n\n| i |\n|---|\n| j |\n"
    assert visible_text(body) == "A b\nc d e f\ng <h>\ni\nj"
