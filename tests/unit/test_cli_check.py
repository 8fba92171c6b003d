from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Final

import pytest

from service_directory import cli
from service_directory.cli import COULD_NOT_RUN, OK, PROBLEMS, main
from tests.data.corpus import SHARED_WORDS

ENTRY: Final = "---\nname: A\nsector: community-organization\nsummary: S\n{more}---\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    files = SHARED_WORDS | {"organizations/a.md": ENTRY.format(more="")}
    for name, text in files.items():
        file = tmp_path / "directory" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for name in ("GITHUB_ACTIONS", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def change(project: Path, more: str, name: str = "a") -> None:
    file = project / "directory" / "organizations" / f"{name}.md"
    file.write_text(ENTRY.format(more=more), encoding="utf-8")


class TestExitCodes:
    @pytest.mark.usefixtures("project")
    def test_nothing_wrong(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["check"]) == OK
        assert capsys.readouterr().out == "No problems found.\n"

    def test_an_error(self, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
        change(project, "phne: 1\n")
        assert main(["check"]) == PROBLEMS
        out = capsys.readouterr().out
        assert out.startswith("directory/organizations/a.md:5:1: error: 'phne' is no field")
        assert out.endswith("1 error, 0 warnings.\n")

    def test_a_warning_counts_only_when_strict(self, project: Path) -> None:
        change(project, "url: http://a.example\n")
        assert main(["check"]) == OK
        assert main(["check", "--strict"]) == PROBLEMS

    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            (["check", "nowhere"], "there is no folder nowhere"),
            (["check", "--config", "none.yml"], "none.yml cannot be read"),
            (["check", "--today", "tomorrow"], "'tomorrow' is not a date"),
            (["check", "--format", "xml"], "invalid choice"),
            (["chek"], "chek"),
            ([], "COMMAND"),
            (["schema"], "name a kind"),
        ],
    )
    @pytest.mark.usefixtures("project")
    def test_could_not_run(
        self, arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(arguments) == COULD_NOT_RUN
        captured = capsys.readouterr()
        assert not captured.out
        assert words in captured.err
        assert captured.err.startswith("service-directory: ")
        assert captured.err.count("\n") == 1

    @pytest.mark.parametrize(
        ("option", "words"),
        [
            ("languages: [en, iw]", "The option languages names 'iw', which is no language"),
            ("prefix: ../x", "The option prefix is '../x'; write the name of a folder"),
        ],
    )
    def test_settings_that_a_build_would_refuse(
        self, option: str, words: str, project: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        text = f"plugins:\n  - service-directory:\n      {option}\n"
        (project / "mkdocs.yml").write_text(text, encoding="utf-8")
        assert main(["check"]) == COULD_NOT_RUN
        assert capsys.readouterr().err.startswith(f"service-directory: {words}")

    def test_broken_settings(self, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (project / "mkdocs.yml").write_text("a: [", encoding="utf-8")
        assert main(["check"]) == COULD_NOT_RUN
        assert "mkdocs.yml is not valid YAML" in capsys.readouterr().err

    def test_help(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["--help"]) == OK
        assert "check" in capsys.readouterr().out
        assert main(["check", "--help"]) == OK
        assert "--strict" in capsys.readouterr().out


class TestSettings:
    def test_from_mkdocs_yml(self, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (project / "directory").rename(project / "entries")
        (project / "mkdocs.yml").write_text(
            "site_name: R\nplugins:\n  - service-directory: {directory: entries, region: DE}\n",
            encoding="utf-8",
        )
        file = project / "entries" / "organizations" / "a.md"
        file.write_text(ENTRY.format(more="phones: [{number: 030 901820}]\n"), encoding="utf-8")
        assert main(["check", "--strict"]) == OK, capsys.readouterr().out

    def test_of_another_folder(self, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
        change(project, "phne: 1\n")
        (project / "site").mkdir()
        (project / "site" / "mkdocs.yml").write_text("site_name: R\n", encoding="utf-8")
        assert main(["check", "directory", "--config", "site/mkdocs.yml"]) == PROBLEMS
        assert capsys.readouterr().out.startswith("directory/organizations/a.md:5")

    def test_today(self, project: Path) -> None:
        change(project, "assured: {date: 2026-03-01}\n")
        assert main(["check", "--strict", "--today", "2026-04-01"]) == OK
        assert main(["check", "--strict", "--today", "2028-04-01"]) == OK
        assert main(["check", "--today", "2026-02-01"]) == PROBLEMS


class TestFormats:
    def test_json(self, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
        change(project, "phne: 1\n")
        assert main(["check", "--format", "json"]) == PROBLEMS
        assert json.loads(capsys.readouterr().out)["errors"] == 1

    def test_github_by_itself(
        self,
        project: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        monkeypatch.setenv("GITHUB_ACTIONS", "true")
        change(project, '"::error::x": 1\n')
        assert main(["check"]) == PROBLEMS
        lines = capsys.readouterr().out.splitlines()
        token = lines[0].removeprefix("::stop-commands::")
        end = lines.index(f"::{token}::")
        assert len(token) >= 32
        assert lines[1].startswith("directory/organizations/a.md:5:1: error:")
        assert lines[end + 1].startswith("::error file=directory/organizations/a.md,line=5,col=1")
        assert not [line for line in lines[end + 2 :] if line.startswith("::")]
        assert main(["check", "--format", "text"]) == PROBLEMS
        assert "::stop-commands" not in capsys.readouterr().out

    def test_a_terminal_that_knows_few_letters(
        self, project: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        change(project, "phne: ñ\n'名': 1\n")
        buffer = io.BytesIO()
        monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(buffer, encoding="ascii"))
        assert main(["check"]) == PROBLEMS
        sys.stdout.flush()
        assert b"\\u540d" in buffer.getvalue()


class TestSchema:
    def test_print(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["schema", "organization"]) == OK
        assert json.loads(capsys.readouterr().out)["title"] == "Organization"

    def test_write(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(
            "service_directory.json_schemas.write_schemas", lambda: (tmp_path / "x.json",)
        )
        assert main(["schema", "--write"]) == OK
        assert capsys.readouterr().out == "x.json\n"


@pytest.mark.usefixtures("project")
def test_sub_commands_are_loaded_only_when_called(monkeypatch: pytest.MonkeyPatch) -> None:
    def never() -> cli.Command:
        raise AssertionError("loaded")

    monkeypatch.setitem(cli._COMMANDS, "other", ("something else", never))
    assert main(["check"]) == OK
    with pytest.raises(AssertionError, match="loaded"):
        main(["other"])
