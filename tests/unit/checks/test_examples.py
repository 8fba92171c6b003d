"""The examples in a rule's docstring are its test; further cases stand below."""

from __future__ import annotations

import ast
import datetime
import re
import textwrap
from pathlib import Path
from typing import Final

import pytest

from service_directory import checks
from service_directory.checks.address_words import addresses_in
from service_directory.checks.context import contexts_of
from service_directory.checks.run import RULES, Rule, check
from service_directory.checks.scalars import Sort, scalars_of
from service_directory.diagnostics import Diagnostic, Severity
from service_directory.directory import Directory, link
from service_directory.model.organization import Organization
from service_directory.reading.entry import EntryKind
from service_directory.reading.read import read_directory, read_file
from service_directory.settings import Settings
from tests.data.corpus import SHARED_WORDS

TODAY: Final = datetime.date(2026, 11, 21)
SILENT_ABOUT: Final = {"name": "N", "sector": "community-organization", "summary": "S"}
OUTSIDE: Final = frozenset(
    {"__init__", "address_words", "context", "readability", "reading_grade", "run", "scalars"}
)


def entry_text(example: str) -> str:
    facts, _, body = example.partition("\n---\n")
    more = [
        f"{key}: {value}"
        for key, value in SILENT_ABOUT.items()
        if not re.search(rf"^{key}:", facts, re.MULTILINE)
    ]
    return "\n".join(["---", facts.strip("\n"), *more, "---", body]) + "\n"


def files_of(name: str, example: str) -> dict[str, str]:
    """Return the files of an example: an organization, or those named by lines `# groups/a.md`."""
    pieces = re.split(r"^# (\S+\.(?:md|yml))\n", example, flags=re.MULTILINE)
    files = {f"organizations/{name}.md": pieces[0]} if pieces[0].strip() else {}
    files |= dict(zip(pieces[1::2], pieces[2::2], strict=True))
    return {
        file: entry_text(text)
        if file.startswith("organizations/")
        else f"---\n{text}---\n"
        if file.endswith(".md")
        else text
        for file, text in files.items()
    }


def directory_of(folder: Path, **examples: str) -> Directory:
    files = dict(SHARED_WORDS)
    for name, example in examples.items():
        files |= files_of(name, example)
    for name, text in files.items():
        file = folder / "directory" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    entries, found = read_directory(folder / "directory", base=folder)
    directory, dangling = link(entries)
    assert not [d.as_text() for d in (*found, *dangling) if d.severity is Severity.ERROR]
    return directory


def found_in(folder: Path, example: str, settings: Settings | None = None) -> list[Diagnostic]:
    return check(directory_of(folder, t=example), settings or Settings(), TODAY)


def example_of(rule: Rule, kind: str) -> str:
    """Return the example below a line PASS or FAIL of a module's docstring."""
    match = re.search(rf"^{kind}\n((?: {{4}}.*\n|\n)+)", f"{rule.__doc__}\n", re.MULTILINE)
    assert match, f"{rule.ID} has no example {kind}"
    return textwrap.dedent(match[1])


def found_by(rule: Rule, directory: Directory) -> list[Diagnostic]:
    contexts = contexts_of(directory, Settings(), TODAY)
    return [diagnostic for context in contexts for diagnostic in rule.check(context)]


each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.ID)


@each_rule
def test_example_that_passes(rule: Rule, tmp_path: Path) -> None:
    directory = directory_of(tmp_path, t=example_of(rule, "PASS"))
    assert not found_by(rule, directory)


@each_rule
def test_example_that_fails(rule: Rule, tmp_path: Path) -> None:
    directory = directory_of(tmp_path, t=example_of(rule, "FAIL"))
    found = found_by(rule, directory)
    assert found
    for diagnostic in found:
        assert (diagnostic.rule, diagnostic.severity) == (rule.ID, rule.SEVERITY)
        assert diagnostic.line > 1
        assert diagnostic.hint


def test_every_module_is_a_rule_and_runs() -> None:
    folder = Path(str(checks.__file__)).parent
    modules = {file.stem for file in folder.glob("*.py")} - OUTSIDE
    tree = ast.parse((folder / "run.py").read_text(encoding="utf-8"))
    imported = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "service_directory.checks"
        for alias in node.names
    }
    assert modules == imported
    assert len(RULES) == len(modules)
    assert len({rule.ID for rule in RULES}) == len(RULES)


def test_nothing_is_said_about_what_is_not_known(tmp_path: Path) -> None:
    assert not found_in(tmp_path, "name: A")


CONFIDENTIAL: Final = "locations: [{id: house, name: House, visibility: confidential}]\n"


class TestConfidentialPlaces:
    def lines(self, folder: Path, example: str) -> list[int]:
        found = found_in(folder, example)
        assert {d.rule for d in found} <= {"confidential-address"}
        return [d.line for d in found]

    @pytest.mark.parametrize(
        "text",
        [
            "77 Hidden Lane", "1201 N. Main St.", "12B Calle Ocho St", "3-14 West 3rd Avenue",
            "Calle Hidalgo 123", "Av. de los Insurgentes 45", "avoid 77 hidden lane now",
            "Riverbend, IA 52001", "IA 52001-1234", "ZIP 52001", "ZIP code: 52001",
            "in Riverbend 52001.", "5 Martin Luther King Jr Boulevard", "Camino Real #12",
            "101 River Rd", "9 Elm Ct, apartment 3",
        ],
    )  # fmt: skip
    def test_address_like(self, text: str) -> None:
        assert list(addresses_in(f"Come to {text} at night."))

    @pytest.mark.parametrize(
        "text",
        [
            "We have 12 beds and 3 rooms.", "Call 211 or (563) 555-0142, day or night.",
            "Open since 1998; 24 hours a day, 7 days a week.", "P.O. Box 77, Riverbend, IA 52001",
            "Ages 12 to 18. Up to 30 days.", "Bus 4 stops 2 blocks down the road.",
            "On 3 May 2026 at 18:00", "We served 52001 meals.", "About 10 minutes drive",
            "Level 2 English Class", "Step 1: call us. Step 2: wait.",
        ],
    )  # fmt: skip
    def test_not_address_like(self, text: str) -> None:
        assert not list(addresses_in(text))

    def test_everywhere_in_the_entry(self, tmp_path: Path) -> None:
        example = (
            "summary: Near 12 Oak Street\n"
            "description: |\n  At 13 Oak Street.\n"
            "services:\n  - {id: a, name: A, application_process: Come to 14 Oak Street}\n"
            "contacts: [{id: c, title: Desk at 15 Oak Street}]\n"
            "locations: [{id: house, name: 16 Oak Street, visibility: area-only}]\n"
            "\n---\nOne\n\nSee 17 Oak Street."
        )
        assert self.lines(tmp_path, example) == [2, 3, 6, 7, 8, 14]

    def test_a_public_place_of_the_same_entry_may_be_told(self, tmp_path: Path) -> None:
        office = (
            "  - {id: office, name: 12 Oak Street, address: {address_1: 12 Oak Street, "
            "city: Riverbend, state_province: IA, postal_code: 52001}}\n"
        )
        example = (
            "summary: Our office is at 12 Oak Street, Riverbend, IA 52001.\n"
            f"locations:\n  - {{id: house, name: H, visibility: confidential}}\n{office}"
        )
        assert not self.lines(tmp_path, example)

    def test_entries_without_such_a_place_are_left_alone(self, tmp_path: Path) -> None:
        assert not self.lines(tmp_path, "summary: We are at 12 Oak Street.\n")

    def test_the_coordinator_is_named(self, tmp_path: Path) -> None:
        settings = Settings(coordinator_email="help@county.example")
        (found,) = found_in(tmp_path, f"{CONFIDENTIAL}summary: At 12 Oak Street", settings)
        assert "help@county.example" in found.message
        assert "history" in found.message


class TestLegalHelp:
    SERVICE = "services: [{{id: a, name: A, needs: [{need}]{more}}}]"

    @pytest.mark.parametrize("need", ["legal-help", "immigration-legal-help"])
    def test_needs_a_credential(self, need: str, tmp_path: Path) -> None:
        (found,) = found_in(tmp_path, self.SERVICE.format(need=need, more=""))
        assert (found.rule, found.line) == ("legal-credential", 2)

    def test_has_one(self, tmp_path: Path) -> None:
        more = ", credential: {kind: referral-only, checked: 2026-01-01}"
        assert not found_in(tmp_path, self.SERVICE.format(need="legal-help", more=more))

    def test_other_needs(self, tmp_path: Path) -> None:
        assert not found_in(tmp_path, self.SERVICE.format(need="learn-english", more=""))

    def test_a_need_below_says_that_it_is_no_advice(self, tmp_path: Path) -> None:
        needs = (
            "# taxonomy/needs.yml\nname: Needs\nterms:\n"
            "  - {id: legal-help, name: Legal help}\n"
            "  - {id: unfair, name: Complaints, parent: legal-help, legal_advice: no}\n"
            "  - {id: unfair-boss, name: At work, parent: unfair}\n"
            "  - {id: case, name: My case, parent: unfair, legal_advice: yes}\n"
            "# organizations/t.md\n"
        )
        for need, told in (("unfair", 0), ("unfair-boss", 0), ("case", 1), ("legal-help", 1)):
            example = needs + self.SERVICE.format(need=need, more="")
            assert len(found_in(tmp_path, example)) == told, need

    def test_a_guess_of_an_import_is_none(self, tmp_path: Path) -> None:
        guess = ", suggested_needs: [legal-help]"
        assert not found_in(tmp_path, self.SERVICE.format(need="learn-english", more=guess))


class TestDates:
    @pytest.mark.parametrize(
        ("date", "rules"),
        [
            ("2026-11-21", []),
            ("2026-11-22", ["check-in-future"]),
            ("2025-11-21", []),
            ("2025-11-20", ["check-overdue"]),
        ],
    )
    def test_days(self, date: str, rules: list[str], tmp_path: Path) -> None:
        assert [d.rule for d in found_in(tmp_path, f"assured: {{date: {date}}}")] == rules

    def test_of_a_service(self, tmp_path: Path) -> None:
        example = "services: [{id: a, name: A, assured: {date: 2024-01-01}}]"
        assert [d.rule for d in found_in(tmp_path, example)] == ["check-overdue"]

    def test_interval_of_the_site(self, tmp_path: Path) -> None:
        settings = Settings(check_interval_days=30)
        assert found_in(tmp_path, "assured: {date: 2026-10-01}", settings)


class TestTexts:
    @pytest.mark.parametrize(
        ("field", "length"), [("summary", 300), ("name", 120), ("description", 5_000)]
    )
    def test_limits(self, field: str, length: int, tmp_path: Path) -> None:
        assert not found_in(tmp_path / "a", f"{field}: {'a' * length}")
        (found,) = found_in(tmp_path / "b", f"{field}: {'a' * (length + 1)}")
        assert (found.rule, found.line, found.severity) == ("text-length", 2, Severity.WARNING)

    def test_body(self, tmp_path: Path) -> None:
        (found,) = found_in(tmp_path, "name: A\n\n---\n" + "word " * 5_000)
        assert (found.rule, found.line) == ("text-length", 6)


class TestNumbersAndAddresses:
    @pytest.mark.parametrize(
        "number", ["211", "988", "(563) 555-0100", "+52 55 5555 0100", "741741"]
    )
    def test_good_numbers(self, number: str, tmp_path: Path) -> None:
        assert not found_in(tmp_path, f"phones: [{{number: {number}}}]")

    @pytest.mark.parametrize("number", ["+1 900 555 0199", "(563) 976-1234"])
    def test_premium(self, number: str, tmp_path: Path) -> None:
        (found,) = found_in(tmp_path, f"phones: [{{number: {number}}}]")
        assert (found.rule, found.severity) == ("phone-premium", Severity.ERROR)

    def test_region_of_the_site(self, tmp_path: Path) -> None:
        example = "phones: [{number: 030 901820}]"
        assert found_in(tmp_path / "us", example)
        assert not found_in(tmp_path / "de", example, Settings(region="DE"))

    def test_everywhere(self, tmp_path: Path) -> None:
        example = (
            "url: http://a.example\nemail: a@gmail.com\n"
            "contacts: [{id: c, title: T, email: b@YAHOO.com, phones: [{number: 555-0142}]}]\n"
            "services: [{id: s, name: S, url: http://b.example, email: c@a.example}]\n"
        )
        assert [(d.line, d.rule) for d in found_in(tmp_path, example)] == [
            (2, "url-http"), (3, "personal-email"), (4, "personal-email"),
            (4, "phone-not-assigned"), (5, "url-http"),
        ]  # fmt: skip


def test_scalars_of_the_full_entry() -> None:
    file = Path(__file__).parents[2] / "data" / "full-entry.md"
    entry = read_file(file.read_bytes(), kind=EntryKind.ORGANIZATION, id="l", path="l.md").entry
    assert entry is not None
    assert isinstance(entry.facts, Organization)
    found = list(scalars_of(entry.facts))
    assert len(found) == len({path for path, _, _ in found})
    by_sort: dict[Sort, set[str]] = {}
    for path, sort, _ in found:
        by_sort.setdefault(sort, set()).add(str(path[-1]))
    assert by_sort[Sort.URL] == {"url", "schedule_link"}
    assert by_sort[Sort.EMAIL] == {"email"}
    assert by_sort[Sort.PHONE] == {"number"}
    assert by_sort[Sort.LONG_TEXT] == {
        "description", "eligibility_description", "application_process"
    }  # fmt: skip
    assert by_sort[Sort.TEXT] >= {"name", "how", "offers", "attention", "reason"} - {"offers"}
    assert ("partnership", "offers", 1) in {path for path, _, _ in found}


def test_rules_are_named_for_people() -> None:
    assert all(re.fullmatch(r"[a-z]+(?:-[a-z]+)+", name) for name in (rule.ID for rule in RULES))
