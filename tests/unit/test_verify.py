"""The last look at finished pages: every rule fires on its fault and on nothing else."""

from __future__ import annotations

import pytest
from markupsafe import escape

from service_directory.diagnostics import Severity
from service_directory.verify import Verifier

GOOD = """<!doctype html><html lang="en"><head>
<link rel="stylesheet" href="../site.css?v=1"><link rel="canonical" href="https://example.org/en/">
<script src="../site.js" defer></script><script type="application/ld+json">{"a": "b"}</script>
</head><body><h1 id="top">A</h1><a href="#top">up</a><a href="./">here</a>
<a href="../">root</a><a href="../ar/#oben">ar</a><a href="https://other.example.org/x">out</a>
<a href="tel:+1563">call</a><a href="mailto:a@example.org">write</a>
<svg viewBox="0 0 1 1"><path d="M0"/></svg></body></html>"""
OTHER = '<html><body><h1 id="oben">B</h1></body></html>'
FILES = ("site.css", "site.js")


def problems(html: str, *, secrets: tuple[str, ...] = (), address: str = "en/") -> list[str]:
    verifier = Verifier(secrets)
    verifier.look_at("", OTHER)
    verifier.look_at("ar/", OTHER)
    verifier.look_at(address, html)
    found = verifier.problems(FILES)
    assert all(d.severity is Severity.ERROR and d.path == address for d in found)
    return [d.rule for d in found]


def body(text: str) -> str:
    return GOOD.replace("</body>", f"{text}</body>")


def test_a_good_page_has_no_problem() -> None:
    assert problems(GOOD) == []


@pytest.mark.parametrize(
    ("planted", "rule"),
    [
        ('<p style="color:red">x</p>', "inline-code"),
        ('<p onclick="x()">x</p>', "inline-code"),
        ('<img srcset="a.png 2x" alt="">', "inline-code"),
        ("<script>x()</script>", "inline-code"),
        ("<SCRIPT>x()</SCRIPT>", "inline-code"),
        ('<script type="module">x()</script>', "inline-code"),
        ('<script data-src="x">x()</script>', "inline-code"),
        ('<h2 id="top">again</h2>', "id-twice"),
        ('<script src="https://cdn.example.net/x.js"></script>', "third-party"),
        ('<script src="//cdn.example.net/x.js"></script>', "third-party"),
        ("<script src='//cdn.example.net/x.js'></script>", "third-party"),
        ('<img alt="" src="https://cdn.example.net/x.png">', "third-party"),
        ('<iframe src="https://cdn.example.net/"></iframe>', "third-party"),
        ('<object data="https://cdn.example.net/x"></object>', "third-party"),
        ('<link rel="stylesheet" href="https://fonts.example.net/x.css">', "third-party"),
        ('<link href="https://fonts.example.net/x.css" rel="stylesheet">', "third-party"),
        ('<link rel="preload" href="//fonts.example.net/x.woff2">', "third-party"),
        ('<a href="../nowhere/">x</a>', "broken-link"),
        ('<a href="../ar/#nowhere">x</a>', "broken-link"),
        ('<a href="#nowhere">x</a>', "broken-link"),
        ('<a href="../../">x</a>', "broken-link"),
        ('<script src="../missing.js"></script>', "broken-link"),
        ('<img alt="" src="../missing.png">', "broken-link"),
        ('<a href="./nowhere/">x</a>', "broken-link"),
        ('<a href="../../../en/">x</a>', "broken-link"),
    ],
)
def test_a_fault_is_told(planted: str, rule: str) -> None:
    assert set(problems(body(planted))) == {rule}


@pytest.mark.parametrize(
    "planted",
    [
        '<p>They write style="x" and onclick="y" in their pages.</p>',
        '<code>id="top" id="top" href="../nowhere/"</code>',
        "<p>3 &lt; 5 &gt; 2 <em>and</em> onload</p>",
        '<a href="#top" title="a > b">x</a>',
        '<p data-style="x" data-id="top">x</p>',
        '<a href="../ar/?q=1#oben">x</a>',
        '<a href="../site.css?v=2">x</a>',
        '<a href="https://example.org/nowhere/">x</a>',
        '<a href="../ar/&#35;oben">x</a>',
    ],
)
def test_what_only_looks_like_a_fault_is_none(planted: str) -> None:
    assert problems(body(planted)) == []


@pytest.mark.parametrize("secret", ["12 Hidden Lane", "O'Neil & Sons", '"The House"', "بيت الأمان"])
@pytest.mark.parametrize("written", [str, escape])
def test_a_secret_is_found_however_it_is_written(secret: str, written: type[str]) -> None:
    assert problems(body(f"<p>{written(secret)}</p>"), secrets=(secret,)) == ["secret"]
    assert problems(GOOD, secrets=(secret,)) == []


def test_the_secret_itself_is_never_told() -> None:
    verifier = Verifier(("12 Hidden Lane",))
    verifier.look_at("en/", "<p>12 Hidden Lane</p>")
    assert "Hidden" not in "".join(d.as_text() for d in verifier.problems(()))


def test_the_root_is_named_as_such() -> None:
    verifier = Verifier()
    verifier.look_at("", '<a href="./x/">x</a>')
    (found,) = verifier.problems(())
    assert (found.path, found.message) == ("/", "the link to x/ leads to no page")


def test_pages_that_come_later_count() -> None:
    verifier = Verifier()
    verifier.look_at("en/", '<a href="../ar/#oben">x</a>')
    assert [d.rule for d in verifier.problems(())] == ["broken-link"]
    verifier.look_at("ar/", OTHER)
    assert verifier.problems(()) == []


def test_several_faults_of_a_page_are_all_told() -> None:
    found = problems(body('<p onclick="x" style="y">x</p><a href="#a">a</a><a href="#b">b</a>'))
    assert sorted(found) == ["broken-link", "broken-link", "inline-code", "inline-code"]
