"""Every bad input ends as the corpus says, at the right line; every good one is taken in."""

from __future__ import annotations

import datetime
import html
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest

from service_directory.checks.run import check
from service_directory.diagnostics import Diagnostic, Report
from service_directory.directory import link
from service_directory.model.organization import Organization
from service_directory.phones import dialled
from service_directory.reading.body import render_body, visible_text
from service_directory.reading.entry import Entry
from service_directory.reading.read import read_directory
from service_directory.settings import Settings
from tests.data.corpus import Case, read_cases

TODAY: Final = datetime.date(2026, 11, 21)
GROUPS: Final = frozenset(
    {
        "yaml",
        "xss-body",
        "xss-meta",
        "path",
        "markdown",
        "email",
        "languages",
        "zip",
        "privacy",
        "macro",
    }
)
ALSO_HERE: Final = frozenset({"E04", "E05", "E07", "M08", "Q01", "Q02"})
ELSEWHERE: Final = {
    "W01": "tests/unit/test_diagnostics.py, tests/unit/test_cli_check.py",
    "W19": "test_legal_help_needs_a_credential",
    "W21": "test_text_in_angle_brackets_stays",
    "S09": "test_one_id_in_two_files (ids are file names: two files cannot have one)",
}
LEFT_FOR_LATER: Final = frozenset(
    {
        *("E01", "E03", "E06", "M04", "M05", "M07"),  # export
        *("I01", "I02", "I04", "I05", "W17"),  # image
        *("W03", "W05", "W07", "W09"),  # ci
        *("W11", "W13", "W15"),  # dates, translation, output
    }
)

Outcome = tuple[str, list[Diagnostic], Mapping[str, Entry[Organization]]]


def run(case: Case, folder: Path) -> Outcome:
    root = case.write(folder)
    entries, found = read_directory(root, base=folder)
    directory, dangling = link(entries)
    found += dangling
    if not Report.of(found).errors:
        found += check(directory, Settings(), TODAY)
    report = Report.of(found)
    outcome = "reject" if report.errors else "warn" if report.warnings else "accept"
    return outcome, list(report), entries.organizations


@pytest.fixture(scope="module")
def bad(shared: Path) -> dict[str, Case]:
    return read_cases(shared / "corpus" / "bad-inputs.json")


@pytest.fixture(scope="module")
def good(shared: Path) -> dict[str, Case]:
    return read_cases(shared / "corpus" / "good-inputs.json")


def visible_values(entry: Entry[Organization]) -> dict[str, object]:
    facts = entry.facts
    first = facts.locations[0].address if facts.locations else None
    return {
        "name": facts.name,
        "summary": facts.summary,
        "email": facts.email,
        "url": facts.url,
        "languages": list(facts.languages),
        "zip": first and first.postal_code,
        "address": first and first.address_1,
        "body_text": visible_text(entry.body),
        "phone": facts.phones and dialled(facts.phones[0].number, None, "US")[4:],
    }


def check_values(case: Case, entries: Mapping[str, Entry[Organization]]) -> None:
    (entry,) = entries.values()
    seen = visible_values(entry)
    for field, expected in case.value.items():
        if field == "phone":
            expected = re.sub(r"^\+1(?=1234567890$)", "", dialled(expected, None, "US")[4:])
        assert seen[field] == expected, field


def check_harmless(case: Case, entries: Mapping[str, Entry[Organization]]) -> None:
    for entry in entries.values():
        written = str(render_body(entry.body, resolve_link=lambda _: None))
        tags = re.findall(r"<[^>]*>", written)
        assert not [tag for tag in tags if re.search(r"script|\son\w+=|style|evil", tag, re.I)]
        assert "<" not in html.escape(entry.facts.name)
        if case.id == "M01":
            assert "15635550142" in visible_text(entry.body)


class TestBadInputs:
    def test_every_case_has_its_place(self, bad: dict[str, Case]) -> None:
        here = {id_ for id_, case in bad.items() if case.group in GROUPS} | ALSO_HERE
        assert here | ELSEWHERE.keys() | LEFT_FOR_LATER == bad.keys()
        assert not here & LEFT_FOR_LATER

    def test_all(self, bad: dict[str, Case], tmp_path: Path) -> None:
        seen = 0
        wrong = []
        for case in bad.values():
            if not (case.group in GROUPS or case.id in ALSO_HERE) or case.id in ELSEWHERE:
                continue
            seen += 1
            outcome, found, entries = run(case, tmp_path / case.id)
            fits = {outcome} | ({"neutralise"} if outcome in ("accept", "warn") else set())
            shown = "\n".join(d.as_text() for d in found)
            if not fits & case.outcomes:
                wrong.append(f"{case.id}: {outcome}, not {set(case.outcomes)}\n{shown}")
            elif outcome != "accept" and not self._names_the_place(case, found):
                wrong.append(f"{case.id}: not at {case.where}\n{shown}")
            elif outcome != "reject":
                check_values(case, entries)
                check_harmless(case, entries)
        assert not wrong, "\n\n".join(wrong)
        assert seen == 96

    def _names_the_place(self, case: Case, found: list[Diagnostic]) -> bool:
        path, line = case.where
        return any(d.path == path and (not line or d.line == line) for d in found)

    def test_messages_name_what_the_corpus_asks_for(
        self, bad: dict[str, Case], tmp_path: Path
    ) -> None:
        asked = {
            "Y04": "line 5",
            "Y14": '"Casa: Helping Hands"',
            "Y17": "save as UTF-8",
            "Y18": "0xf1",
            "Y27": "'name'",
            "Y32": "phones",
            "Y37": "'1e3'",
            "F14": "CYRILLIC SMALL LETTER ES",
            "M17": "'xx-yy'",
            "S03": "'Casa.md' and 'casa.md'",
            "V01": "coordinator",
            "V02": "coordinator",
            "V03": "shared one",
        }
        for id_, words in asked.items():
            _, found, _ = run(bad[id_], tmp_path / id_)
            assert any(words in d.as_text() for d in found), (id_, [d.as_text() for d in found])

    def test_nothing_of_a_link_is_read(self, bad: dict[str, Case], tmp_path: Path) -> None:
        for id_ in ("S13", "S19"):
            _, found, entries = run(bad[id_], tmp_path / id_)
            assert [d.rule for d in found] == ["symlink"]
            assert list(entries) == ["t"]


class TestGoodInputs:
    def test_all(self, good: dict[str, Case], tmp_path: Path) -> None:
        wrong = []
        for case in good.values():
            outcome, found, entries = run(case, tmp_path / case.id)
            if outcome not in case.outcomes:
                shown = "\n".join(d.as_text() for d in found)
                wrong.append(f"{case.id}: {outcome}, not {set(case.outcomes)}\n{shown}")
            elif outcome != "reject":
                check_values(case, entries)
        assert not wrong, "\n\n".join(wrong)
        assert len(good) == 50


ORGANIZATION: Final = "---\nname: N\nsector: community-organization\nsummary: S.\n"


def report_of(folder: Path, **files: str) -> list[Diagnostic]:
    data = {f"organizations/{name}.md": text.encode() for name, text in files.items()}
    case = Case("own", "own", frozenset(), data, {}, ("", 0), {}, "")
    return run(case, folder)[1]


def test_legal_help_needs_a_credential(tmp_path: Path) -> None:
    service = "services:\n  - {id: a, name: Asylum, needs: [immigration-legal-help]"
    (found,) = report_of(tmp_path / "without", t=f"{ORGANIZATION}{service}}}\n---\n")
    assert (found.rule, found.line) == ("legal-credential", 6)
    credential = ", credential: {kind: attorney, checked: 2026-01-01}"
    assert not report_of(tmp_path / "with", t=f"{ORGANIZATION}{service}{credential}}}\n---\n")


def test_text_in_angle_brackets_stays(tmp_path: Path) -> None:
    assert not report_of(tmp_path, t=f'{ORGANIZATION}alternate_name: "A & B <C>"\n---\n')
    written = render_body("Call <tel:+15635550142>.", resolve_link=lambda _: None)
    assert 'href="tel:+15635550142"' in written


def test_one_id_in_two_files(tmp_path: Path) -> None:
    former = f"{ORGANIZATION}former_ids: [a]\n---\n"
    (found,) = report_of(tmp_path, a=f"{ORGANIZATION}---\n", b=former)
    assert (found.path, found.line, found.rule) == (
        "directory/organizations/b.md",
        5,
        "duplicate-id",
    )
    assert "directory/organizations/a.md" in found.message
