from __future__ import annotations

import json

import pytest

from service_directory.diagnostics import (
    GITHUB_LIMIT,
    Diagnostic,
    Report,
    Severity,
    as_github,
    as_json,
    as_text,
    summary,
)


def diagnostic(
    message: str = "wrong",
    *,
    path: str = "directory/a.md",
    line: int = 2,
    severity: Severity = Severity.ERROR,
    hint: str = "",
) -> Diagnostic:
    return Diagnostic(path, line, 3 if line else 0, severity, "some-rule", message, hint)


class TestText:
    def test_one_line(self) -> None:
        assert diagnostic(hint="write right").as_text() == (
            "directory/a.md:2:3: error: wrong (write right) [some-rule]"
        )

    def test_a_whole_file(self) -> None:
        assert diagnostic(line=0).as_text() == "directory/a.md: error: wrong [some-rule]"

    @pytest.mark.parametrize(
        "evil", ["a\n::error::x", "a\r\nb", "a\x1b[31m", "a\u2028b", "a\u202eb"]
    )
    def test_no_value_can_begin_a_line_of_its_own(self, evil: str) -> None:
        text = diagnostic(evil).as_text()
        assert len(text.splitlines()) == 1
        assert text.isprintable()

    def test_report(self) -> None:
        warning = diagnostic("odd", severity=Severity.WARNING)
        text = as_text(Report.of([warning, diagnostic(), diagnostic()]))
        assert text.splitlines()[-1] == "1 error, 1 warning."
        assert len(text.splitlines()) == 3

    def test_nothing_wrong(self) -> None:
        assert as_text(Report()) == "No problems found.\n"
        assert summary(Report.of([diagnostic(), diagnostic("b")])) == "2 errors, 0 warnings."


class TestOrder:
    def test_by_place(self) -> None:
        given = [
            diagnostic(path="b.md", line=1),
            diagnostic(line=10),
            diagnostic(line=9),
            diagnostic("a", line=9),
            diagnostic(line=0),
        ]
        report = Report.of(given)
        assert [(d.path, d.line) for d in report] == [
            ("b.md", 1), ("directory/a.md", 0), ("directory/a.md", 9), ("directory/a.md", 9),
            ("directory/a.md", 10),
        ]  # fmt: skip
        assert report == Report.of(reversed(given))

    def test_merging(self) -> None:
        report = Report.of([diagnostic()]).merged([diagnostic(), diagnostic("b")])
        assert len(report) == 2


class TestGithub:
    """W01 of the corpus: nothing an entry says runs as a command of the log."""

    @pytest.mark.parametrize(
        "evil",
        [
            "::error file=x::y", "a\n::add-mask::b", "a\r::set-output name=x::y", "100%",
            "%0A::stop-commands::x", "::endgroup::",
        ],
    )  # fmt: skip
    def test_values_are_no_commands(self, evil: str) -> None:
        lines = as_github(Report.of([diagnostic(evil, path=f"{evil},line=9")])).splitlines()
        assert len(lines) == 2
        properties, _, data = lines[0].removeprefix("::error ").partition("::")
        names = [one.partition("=")[0] for one in properties.split(",")]
        assert names == ["file", "line", "col", "title"]
        unescaped = data.replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")
        assert unescaped == evil

    def test_ten_of_each_then_one_more_line(self) -> None:
        errors = [diagnostic(line=n + 1) for n in range(GITHUB_LIMIT + 4)]
        warnings = [diagnostic(line=n + 1, severity=Severity.WARNING) for n in range(3)]
        lines = as_github(Report.of([*errors, *warnings])).splitlines()
        assert sum(line.startswith("::error") for line in lines) == GITHUB_LIMIT + 1
        assert sum(line.startswith("::warning") for line in lines) == 3
        assert "::error::and 4 more; see the full list in the log" in lines
        assert lines[-1] == "14 errors, 3 warnings."


def test_json() -> None:
    report = Report.of([diagnostic("a\nñ", hint="h"), diagnostic(severity=Severity.WARNING)])
    read = json.loads(as_json(report))
    assert (read["errors"], read["warnings"]) == (1, 1)
    assert read["diagnostics"][0] == {
        "path": "directory/a.md", "line": 2, "column": 3, "severity": "error",
        "rule": "some-rule", "message": "a\nñ", "hint": "h",
    }  # fmt: skip
    assert "ñ" in as_json(report)
