"""Writes the benchmark's organizations as a project of ours: entries, shared words, catalogs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from bench_records import GROUP, Record, in_language, make_records, phrases_in
from bench_words import Need, Phrase, needs, phrases, slug

DIRECTORY = "directory"
PLAIN_LISTS = ("sectors", "audiences", "areas", "documents", "topics", "accessibility", "glossary")

_PLAIN = re.compile(r"[A-Za-z0-9(](?:[\w ()./@'-]|:(?! )|,(?= ))*(?<![ :])\Z")
_PLAIN_IN_LIST = re.compile(r"[A-Za-z0-9(][\w ()./@'-]*(?<! )\Z")
_COLUMNS_OF_CATALOG = 77
_PIECE = re.compile(r"\n|.{1,75}(?: \n?|\n|\Z)|\S+[ \n]*")
"""Pieces of a line that fit into a catalog; together they are the line again."""

Translations = Iterable[tuple[str, Phrase]]


def write_corpus(folder: Path, count: int, languages: Sequence[str]) -> None:
    """Write a whole project with `count` organizations into an empty folder."""
    source, *others = languages
    first = ""
    for record in make_records(count):
        first = first or record.id
        write_entry(folder / DIRECTORY, record, source)
        for language in others:
            write_catalog(folder / DIRECTORY, record, source, language)
    _write_shared_words(folder / DIRECTORY, source, others)
    _write_the_rest(folder / DIRECTORY, first)
    write_text(folder / "mkdocs.yml", _settings(languages))


def write_text(file: Path, text: str) -> None:
    """Write a text file, and the folders it stands in."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def entry_file(directory: Path, id_: str) -> Path:
    """Return where an organization's entry stands."""
    return directory / "organizations" / f"{id_}.md"


def catalog_file(directory: Path, language: str, id_: str) -> Path:
    """Return where an organization's translations stand."""
    return directory / "translations" / language / "organizations" / f"{id_}.po"


def write_entry(directory: Path, record: Record, source: str) -> None:
    """Write an organization as a partner would."""
    facts = as_yaml(in_language(record.facts, source))
    body = f"{record.body.in_language(source)}\n" if record.body else ""
    write_text(entry_file(directory, record.id), f"---\n{facts}---\n{body}")


def write_catalog(directory: Path, record: Record, source: str, language: str) -> None:
    """Write all translations of an organization into a language."""
    texts = list(phrases_in(record.facts))
    if record.body:
        texts.append(("body", record.body))
    write_text(catalog_file(directory, language, record.id), catalog_text(texts, source, language))


def as_yaml(facts: dict[str, Any], *, quoted: bool = False) -> str:
    """Return facts as YAML in the layout people write; with `quoted` no other reader retypes it."""
    return "".join(f"{line}\n" for line in _yaml_lines(facts, quoted=quoted))


def catalog_text(texts: Translations, source: str, language: str) -> str:
    """Return a gettext catalog, laid out as the usual editors do."""
    head = (
        f'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n'
        '"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    )
    messages = [
        f'msgctxt "{context}"\n'
        f"msgid {_catalog_string(phrase.in_language(source))}\n"
        f"msgstr {_catalog_string(phrase.in_language(language))}\n"
        for context, phrase in texts
    ]
    return "\n".join([head, *messages])


def _catalog_string(text: str) -> str:
    if len(text) < _COLUMNS_OF_CATALOG - len('msgstr ""') and "\n" not in text:
        return json.dumps(text, ensure_ascii=False)
    pieces = (piece for line in text.splitlines(keepends=True) for piece in _PIECE.findall(line))
    return "\n".join(['""', *(json.dumps(piece, ensure_ascii=False) for piece in pieces)])


def _yaml_lines(facts: dict[str, Any], *, quoted: bool) -> Iterator[str]:
    for key, value in facts.items():
        if isinstance(value, dict):
            yield f"{key}:"
            yield from (f"  {line}" for line in _yaml_lines(value, quoted=quoted))
        elif isinstance(value, list) and not any(isinstance(item, dict) for item in value):
            inner = ", ".join(_scalar(item, _PLAIN_IN_LIST, quoted=quoted) for item in value)
            yield f"{key}: [{inner}]"
        elif isinstance(value, list):
            yield f"{key}:"
            for item in value:
                first, *rest = _yaml_lines(item, quoted=quoted)
                yield f"  - {first}"
                yield from (f"    {line}" for line in rest)
        else:
            yield f"{key}: {_scalar(value, _PLAIN, quoted=quoted)}"


def _scalar(value: object, plain: re.Pattern[str], *, quoted: bool) -> str:
    text = str(value)
    if plain.match(text) and not quoted:
        return text
    return json.dumps(text, ensure_ascii=False)


def _write_shared_words(directory: Path, source: str, others: Sequence[str]) -> None:
    lists = {name: [_term(phrase) for phrase in phrases(name)] for name in PLAIN_LISTS}
    lists["needs"] = [_need_term(need) for need in needs()]
    texts: list[tuple[str, Phrase]] = []
    for name, terms in lists.items():
        title = phrases("terms")[0].filled(name=phrases("topics")[0])
        content = {"name": title, "terms": terms}
        write_text(directory / "taxonomy" / f"{name}.yml", as_yaml(in_language(content, source)))
        texts.append((f"{name}.name", title))
        texts += (
            (f"{name}.{term['id']}.{field}", text)
            for term in terms
            for field, value in term.items()
            for text in _texts_of(value)
        )
    for language in others:
        write_text(
            directory / "translations" / language / "taxonomy.po",
            catalog_text(texts, source, language),
        )


def _texts_of(value: Any) -> Iterator[Phrase]:
    if isinstance(value, Phrase):
        yield value
    elif isinstance(value, list):
        yield value[0]


def _term(name: Phrase) -> dict[str, Any]:
    helped, asked = phrases("terms")
    return {
        "id": slug(name),
        "name": name,
        "description": helped.filled(name=name),
        "synonyms": [asked.filled(name=name)],
    }


def _need_term(need: Need) -> dict[str, Any]:
    term = _term(need.name)
    if need.parent is None:
        return {**term, "icon": need.icon}
    return {**term, "parent": slug(need.parent)}


def _write_the_rest(directory: Path, first: str) -> None:
    crosswalks = "".join(
        f"  - id: {id_}\n    title: {title}\n    rows: need\n    columns: {columns}\n"
        for id_, title, columns in (
            ("services", "Who offers what", "organization"),
            ("languages", "In which languages", "language"),
            ("areas", "In which part of the county", "area"),
            ("when", "On which days", "day-and-time"),
        )
    )
    write_text(directory / "crosswalks.yml", f"crosswalks:\n{crosswalks}")
    group = {
        "name": "Newcomers forum",
        "level": "forum",
        "purpose": "Everybody who works with newcomers meets four times a year.",
        "chair": first,
        "meetings": [{"date": "2026-12-08", "opens_at": "17:30", "closes_at": "19:00"}],
    }
    write_text(directory / "groups" / f"{GROUP}.md", f"---\n{as_yaml(group)}---\n")
    for name, title in (("index", "Help in the county"), ("guides/first-weeks", "First weeks")):
        page = f"---\ntitle: {title}\n---\nAsk, and bring a friend.\n"
        write_text(directory / f"{name}.md", page)


def _settings(languages: Sequence[str]) -> str:
    return (
        "site_name: Benchmark County\n"
        "site_url: https://benchmark.example.org/\n"
        f"docs_dir: {DIRECTORY}\n"
        "theme:\n  name: material\n  font: false\n"
        "plugins:\n"
        "  - service-directory:\n"
        f"      directory: {DIRECTORY}\n"
        f"      languages: [{', '.join(languages)}]\n"
        "      place: Benchmark County\n"
        "      edit_url: https://example.org/edit/main/\n"
        "      coordinator_email: directory@benchmark.example.org\n"
    )
