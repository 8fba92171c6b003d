"""The interface's strings: collect them, carry them into the catalogs, check both.

extract: write plugins/service_directory/locales/messages.pot from the code and the templates.
update: carry messages.pot into every locales/<language>.po. Translations stay; where an English
text changed a little, its translation stays too, marked fuzzy, and is not shown until a person
has read it; texts that are gone go.
check: tell what is not in messages.pot and what is not translated; nothing is written.

The same sources give the same files, byte for byte: sorted, without dates or line numbers.
"""

from __future__ import annotations

import argparse
import ast
import io
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from babel import Locale, UnknownLocaleError
from babel.messages import Catalog
from babel.messages.catalog import Message
from babel.messages.pofile import PoFileError, read_po, write_po
from jinja2.ext import babel_extract

PACKAGE: Final = Path(__file__).resolve().parent.parent / "plugins" / "service_directory"
TEMPLATE: Final = "messages.pot"
REQUIRED: Final = ("es", "ar", "fr", "zh-Hans", "uk", "sw", "my")
"""Languages the package ships complete."""
WIDTH: Final = 100

FUNCTIONS: Final = {
    "msgid": (None, 1, None),
    "gettext": (None, 1, None),
    "ngettext": (None, 1, 2),
    "pgettext": (1, 2, None),
    "npgettext": (1, 2, 3),
}
"""Names that mark a string, and which argument is its context, the string and its plural."""
COMMENT: Final = "Translators:"
"""A comment that begins so, above or beside a string in the code, goes into the catalogs."""

_PLACEHOLDER: Final = re.compile(r"%\((\w+)\)[sd]|(%%)")


@dataclass(frozen=True, slots=True)
class Found:
    """A string in the sources."""

    path: str
    """Relative to the package, with forward slashes."""
    line: int
    context: str | None
    text: str
    plural: str | None = None
    comments: tuple[str, ...] = ()


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line asks for; the exit code is 1 when something is wrong."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("action", choices=["extract", "update", "check"])
    action = parser.parse_args(arguments).action
    if action == "check":
        problems = check(PACKAGE)
        for problem in problems:
            print(problem, file=sys.stderr)
        print(f"{len(problems)} problems" if problems else "The interface's strings are in order.")
        return 1 if problems else 0
    written = [extract(PACKAGE)] if action == "extract" else update(PACKAGE)
    for file in written:
        print(f"wrote {file.relative_to(PACKAGE).as_posix()}")
    return 0


def extract(package: Path) -> Path:
    """Write messages.pot from the sources of a package, and return its path."""
    file = package / "locales" / TEMPLATE
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(template_text(package).encode())
    return file


def update(package: Path) -> list[Path]:
    """Carry messages.pot into the catalog of every language, and return what was written."""
    locales = package / "locales"
    template = read_po(io.StringIO((locales / TEMPLATE).read_text(encoding="utf-8")))
    written = []
    for file in sorted(locales.glob("*.po")):
        catalog = _read_catalog(file)
        catalog.update(template, update_header_comment=False)
        file.write_bytes(catalog_text(catalog, tag=file.stem).encode())
        written.append(file)
    return written


def check(package: Path, *, required: Iterable[str] = REQUIRED) -> list[str]:
    """Return what is wrong, a line each: an outdated messages.pot, texts not translated."""
    problems = []
    file = package / "locales" / TEMPLATE
    if not file.exists() or file.read_text(encoding="utf-8") != template_text(package):
        problems.append(
            f"locales/{TEMPLATE} is not what the sources hold; run scripts/messages.py extract"
        )
    sources = catalog_of(strings_in(package))
    there = sorted(file.stem for file in file.parent.glob("*.po"))
    for tag in sorted({*required, *there}):
        if tag not in there:
            problems.append(f"locales/{tag}.po is missing")
            continue
        problems += _check_language(package, tag, sources, complete=tag in required)
    return problems


def _check_language(package: Path, tag: str, sources: Catalog, *, complete: bool) -> Iterator[str]:
    name = f"locales/{tag}.po"
    try:
        catalog = _read_catalog(package / "locales" / f"{tag}.po")
    except PoFileError as error:
        yield f"{name}:{error.lineno + 1}: {error}"
        return
    for source in sources:
        if not source.id:
            continue
        message = catalog.get(source.id, source.context)
        finished = message is not None and not message.fuzzy and all(_forms(message.string))
        if not finished and complete:
            yield f"{name}: {_first(source)!r} is not translated"
        elif message is not None and all(_forms(message.string)):
            yield from (f"{name}: {fault}" for fault in placeholder_faults(message))
    for message in catalog:
        if message.id and sources.get(message.id, message.context) is None:
            yield f"{name}: {_first(message)!r} is no longer used; run scripts/messages.py update"


def placeholder_faults(message: Message) -> Iterator[str]:
    """Yield where the placeholders of a translation are not those of its text.

    A form for a single number (one, two) may do without the number.
    """
    sources = _forms(message.id)
    wanted = {name for source in sources for name in placeholders(source)}
    for translation in _forms(message.string):
        names = placeholders(translation)
        missing = wanted - names - ({"num"} if len(sources) > 1 else set())
        if missing or names - wanted:
            yield (
                f"{_first(message)!r} has {_listed(wanted)}, "
                f"but its translation {translation!r} has {_listed(names)}"
            )
        if re.search(r"%(?!\(\w+\)[sd])", translation.replace("%%", "")):
            yield f"{_first(message)!r}: write %% for a percent sign in {translation!r}"


def placeholders(text: str) -> set[str]:
    """Return the names a text has places for: `%(name)s`."""
    return {name for name, _ in _PLACEHOLDER.findall(text) if name}


def template_text(package: Path) -> str:
    """Return what messages.pot holds for the sources as they are."""
    return catalog_text(catalog_of(strings_in(package)), tag=None)


def catalog_of(strings: Iterable[Found]) -> Catalog:
    """Return a catalog of strings, each once with all the files it stands in."""
    catalog = Catalog(charset="utf-8")
    for found in strings:
        text = (found.text, found.plural) if found.plural else found.text
        catalog.add(
            text,
            locations=[(found.path, 0)],
            auto_comments=found.comments,
            context=found.context,
        )
    for message in catalog:
        message.locations = sorted(set(message.locations))
        message.auto_comments = sorted(set(message.auto_comments))
    return catalog


def catalog_text(catalog: Catalog, *, tag: str | None) -> str:
    """Return a catalog as text: a head without dates, then its messages sorted."""
    body = io.BytesIO()
    write_po(
        body,
        catalog,
        width=WIDTH,
        omit_header=True,
        sort_output=True,
        ignore_obsolete=True,
        include_lineno=False,
    )
    head = ["MIME-Version: 1.0", "Content-Type: text/plain; charset=UTF-8"]
    head.append("Content-Transfer-Encoding: 8bit")
    if tag:
        head.insert(0, f"Language: {tag}")
        head.append(f"Plural-Forms: {catalog.plural_forms}")
    lines = "".join(f'"{line}\\n"\n' for line in head)
    return f'msgid ""\nmsgstr ""\n{lines}\n{body.getvalue().decode().strip()}\n'


def strings_in(package: Path) -> Iterator[Found]:
    """Yield every marked string of a package's code and templates, in order of the files."""
    for file in sorted(package.rglob("*.py")):
        path = file.relative_to(package).as_posix()
        yield from strings_of_code(file.read_text(encoding="utf-8"), path)
    for file in sorted((package / "templates").rglob("*.html")):
        path = file.relative_to(package).as_posix()
        yield from strings_of_template(file.read_bytes(), path)


def strings_of_template(source: bytes, path: str) -> Iterator[Found]:
    """Yield the strings of a Jinja template; one that Jinja cannot read raises."""
    options = {
        "extensions": "jinja2.ext.i18n,jinja2.ext.do,jinja2.ext.loopcontrols",
        "silent": "false",
        "newstyle_gettext": "true",
        "trim_blocks": "true",
        "lstrip_blocks": "true",
        "encoding": "utf-8",
    }
    names = [name for name in FUNCTIONS if name != "msgid"]
    found = babel_extract(io.BytesIO(source), names, [COMMENT], options)
    for line, function, texts, comments in found:
        strings = texts if isinstance(texts, tuple) else (texts,)
        string = _found(path, line, function, strings, tuple(comments))
        if string is not None:
            yield string


def strings_of_code(source: str, path: str) -> Iterator[Found]:
    """Yield the strings handed to gettext functions, also under a short name (`t = x.gettext`)."""
    lines = source.splitlines()
    for node, function in _calls(ast.parse(source), {}):
        strings = tuple(
            argument.value
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
            else None
            for argument in node.args
        )
        string = _found(path, node.lineno, function, strings, _comments(lines, node.lineno))
        if string is not None:
            yield string


def _calls(node: ast.AST, names: dict[str, str]) -> Iterator[tuple[ast.Call, str]]:
    """Yield calls of gettext functions; `names` are the short names that hold around a node."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef):
        names = dict(names)
    if isinstance(node, ast.Assign):
        names.update(_bound(node))
    if isinstance(node, ast.Call):
        called = node.func
        name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
        function = name if name in FUNCTIONS else names.get(name, "")
        if function and not (isinstance(called, ast.Attribute) and name in names):
            yield node, function
    for child in ast.iter_child_nodes(node):
        yield from _calls(child, names)


def _bound(node: ast.Assign) -> Iterator[tuple[str, str]]:
    """Yield the names an assignment gives a meaning: the gettext function, or none."""
    for target in node.targets:
        if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
            pairs = list(zip(target.elts, node.value.elts, strict=False))
        else:
            pairs = [(target, node.value)]
        for name, value in pairs:
            if isinstance(name, ast.Name):
                attribute = value.attr if isinstance(value, ast.Attribute) else ""
                yield name.id, attribute if attribute in FUNCTIONS else ""


def _comments(lines: Sequence[str], number: int) -> tuple[str, ...]:
    """Return the comment for translators above or beside a line."""
    for line in (lines[number - 1], lines[number - 2] if number > 1 else ""):
        _, mark, comment = line.partition(f"# {COMMENT}")
        if mark:
            return (f"{COMMENT}{comment}".strip(),)
    return ()


def _found(
    path: str, line: int, function: str, strings: Sequence[str | None], comments: tuple[str, ...]
) -> Found | None:
    """Return the string of a call; None where it is no literal (then it is marked elsewhere)."""
    context, text, plural = (
        strings[place - 1] if place and place <= len(strings) else None
        for place in FUNCTIONS[function]
    )
    return Found(path, line, context, text, plural, comments) if text else None


def _read_catalog(file: Path) -> Catalog:
    locale = Locale.parse(file.stem, sep="-") if _is_known(file.stem) else None
    text = file.read_text(encoding="utf-8")
    catalog = read_po(io.StringIO(text), locale=locale, abort_invalid=True)
    for message in catalog:  # Babel takes what other programs note after `#|` for a comment
        message.user_comments = [c for c in message.user_comments if not c.startswith("|")]
    return catalog


def _is_known(tag: str) -> bool:
    try:
        return bool(Locale.parse(tag, sep="-"))
    except (UnknownLocaleError, ValueError):
        return False


def _forms(text: object) -> tuple[str, ...]:
    if isinstance(text, str):
        return (text,)
    return tuple(str(form or "") for form in text) if isinstance(text, tuple | list) else ("",)


def _first(message: Message) -> str:
    return _forms(message.id)[0]


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"%({name})s" for name in sorted(names)) or "none"


if __name__ == "__main__":
    raise SystemExit(main())
