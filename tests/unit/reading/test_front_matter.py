from __future__ import annotations

import pytest

from service_directory.reading.front_matter import SplitText, split_front_matter, whole_file
from service_directory.reading.source import Source


def split(text: str) -> SplitText:
    found, diagnostics = split_front_matter(Source("t.md", text))
    assert found is not None
    assert not diagnostics
    return found


@pytest.mark.parametrize(
    ("text", "facts", "body", "body_line"),
    [
        ("---\na: 1\n---\nBody\n", "a: 1\n", "Body\n", 4),
        ("---\na: 1\n---", "a: 1\n", "", 4),
        ("---  \na: 1\n--- \t\n\nBody", "a: 1\n", "\nBody", 4),
        ("---\na: 1\n...\nBody", "a: 1\n", "Body", 4),
        ("---\na: 1\n---\nBody\n---\nmore", "a: 1\n", "Body\n---\nmore", 4),
        ("---\na: |\n  ---\n---\nBody", "a: |\n  ---\n", "Body", 5),
        ("---\n---\nx\n", "", "x\n", 3),
    ],
)
def test_parts(text: str, facts: str, body: str, body_line: int) -> None:
    found = split(text)
    assert (found.facts, found.body, found.body_line) == (facts, body, body_line)
    assert found.facts_line == 2


def test_where_to_point_when_a_field_is_missing() -> None:
    assert split("---\na: 1\n---\n").facts_place == 1
    assert split("---\n\n---\n").facts_place == 3


def test_yaml_file() -> None:
    assert whole_file(Source("t.yml", "a: 1\n")) == SplitText("a: 1\n", 1, 1)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "empty"),
        ("\n \n", 1, "empty"),
        ("name: A\n", 1, "must begin with a line ---"),
        ("\n---\na: 1\n---\n", 1, "stands in line 2"),
        ("\n\n---\na: 1\n---\n", 1, "delete the lines above"),
        ("--\na: 1\n---\n", 1, "three hyphens"),
        ("—\na: 1\n---\n", 1, "three hyphens"),
        ("----\na: 1\n---\n", 1, "three hyphens"),
        (" ---\na: 1\n---\n", 1, "three hyphens"),
        ("---\na: 1\n", 1, "closes"),
        ("---", 1, "closes"),
        ("---\na: 1\n----\nBody", 3, "not exactly ---"),
        ("---\na: 1\n ---\nBody", 3, "not exactly ---"),
        ("---\na: 1\n–––\nBody", 3, "not exactly ---"),
        ("---\na: 1\n- - -\nBody", 3, "not exactly ---"),
    ],
)
def test_fences_that_are_none(text: str, line: int, words: str) -> None:
    found, (diagnostic,) = split_front_matter(Source("t.md", text))
    assert found is None
    assert (diagnostic.line, diagnostic.column) == (line, 1)
    assert diagnostic.rule == "front-matter-fence"
    assert words in diagnostic.as_text()
