"""The script that collects the interface's strings, and the state of the package's catalogs."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Message

SCRIPT = Path(__file__).parents[3] / "scripts" / "messages.py"


def load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("interface_messages", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


messages = load()

CODE = """
from service_directory.languages.interface import msgid

LATER = {1: msgid("Later")}

def label(interface, t):
    # Translators: of a price
    return interface.gettext("Free")

def labels(interface, n):
    t, ngettext = interface.gettext, interface.ngettext
    return (t("Closed" " today"), ngettext("%(num)s day", "%(num)s days", n), t(LATER[1]))

def other(texts):
    t = texts.of
    return t("no string")

def context(x):
    return x.interface.pgettext("verb", "Open") + x.interface.npgettext("c", "one", "many", 2)
"""
TEMPLATE = """\
{% if view %}
<p>{{ gettext("Hello %(name)s", name=view) }}</p>
{% trans count=n %}{{ count }} place{% pluralize %}{{ count }} places{% endtrans %}
{{ pgettext("verb", "Open") }}
{% endif %}
"""


@pytest.fixture
def package(tmp_path: Path) -> Path:
    (tmp_path / "pages").mkdir()
    (tmp_path / "templates").mkdir()
    (tmp_path / "locales").mkdir()
    (tmp_path / "pages" / "labels.py").write_text(CODE)
    (tmp_path / "templates" / "page.html").write_text(TEMPLATE)
    return tmp_path


def test_strings_of_code() -> None:
    found = list(messages.strings_of_code(CODE, "labels.py"))
    assert [(f.context, f.text, f.plural) for f in found] == [
        (None, "Later", None),
        (None, "Free", None),
        (None, "Closed today", None),
        (None, "%(num)s day", "%(num)s days"),
        ("verb", "Open", None),
        ("c", "one", "many"),
    ]
    assert found[1].comments == ("Translators: of a price",)


def test_strings_of_templates() -> None:
    found = messages.strings_of_template(TEMPLATE.encode(), "page.html")
    assert [(f.context, f.text, f.plural) for f in found] == [
        (None, "Hello %(name)s", None),
        (None, "%(count)s place", "%(count)s places"),
        ("verb", "Open", None),
    ]


def test_extract_is_the_same_every_time(package: Path) -> None:
    first = messages.extract(package).read_bytes()
    assert messages.extract(package).read_bytes() == first
    text = first.decode()
    assert str(package) not in text
    assert "Date" not in text
    assert '#: pages/labels.py templates/page.html\nmsgctxt "verb"' in text
    assert text.index('msgid "Closed today"') < text.index('msgid "Free"')


def test_update_keeps_translations_and_marks_changed_ones(package: Path) -> None:
    messages.extract(package)
    file = package / "locales" / "es.po"
    file.write_text(
        'msgid ""\nmsgstr ""\n"Language: es\\n"\n\nmsgid "Free"\nmsgstr "Gratis"\n\n'
        'msgid "Closed todey"\nmsgstr "Cerrado hoy"\n\nmsgid "Nothing left"\nmsgstr "Nada"\n'
    )
    assert messages.update(package) == [file]
    text = file.read_text(encoding="utf-8")
    assert 'msgid "Free"\nmsgstr "Gratis"' in text
    assert '#, fuzzy\nmsgid "Closed today"\nmsgstr "Cerrado hoy"' in text
    assert "Nada" not in text
    assert "Plural-Forms: nplurals=2" in text
    assert messages.update(package) == [file]
    assert file.read_text(encoding="utf-8") == text


def test_check(package: Path) -> None:
    assert messages.check(package, required=["es"]) == [
        "locales/messages.pot is not what the sources hold; run scripts/messages.py extract",
        "locales/es.po is missing",
    ]
    messages.extract(package)
    head = 'msgid ""\nmsgstr ""\n"Language: {}\\n"\n\n'
    (package / "locales" / "es.po").write_text(
        head.format("es")
        + 'msgid "Free"\nmsgstr "Gratis"\n\n#, fuzzy\nmsgid "Later"\nmsgstr "x"\n\n'
        'msgid "Hello %(name)s"\nmsgstr "Hola %(nombre)s"\n'
    )
    (package / "locales" / "so.po").write_text(head.format("so"))
    found = messages.check(package, required=["es"])
    assert "locales/es.po: 'Later' is not translated" in found
    assert "locales/es.po: '%(num)s day' is not translated" in found
    assert any("'Hello %(name)s' has %(name)s, but its translation" in line for line in found)
    assert not [line for line in found if "so.po" in line], "only required languages are complete"
    (package / "locales" / "so.po").write_text("x\n")
    assert any(line.startswith("locales/so.po:1: ") for line in messages.check(package))


def test_what_is_no_longer_used_is_told(package: Path) -> None:
    messages.extract(package)
    (package / "locales" / "so.po").write_text('msgid "Gone"\nmsgstr "Tagay"\n')
    assert messages.check(package, required=[]) == [
        "locales/so.po: 'Gone' is no longer used; run scripts/messages.py update"
    ]


@pytest.mark.parametrize(
    ("source", "translation", "faults"),
    [
        ("a", "b", 0),
        ("%(a)s", "%(a)s", 0),
        ("%(a)s", "x", 1),
        ("%(a)s", "%(a)s %(b)s", 1),
        ("100 %%", "100 %%", 0),
        ("100 %%", "100 %", 1),
        (("%(num)s day", "%(num)s days"), ("un día", "%(num)s días"), 0),
        (("%(num)s of %(x)s", "%(num)s of %(x)s"), ("uno", "%(num)s de %(x)s"), 1),
    ],
)
def test_placeholders(
    source: str | tuple[str, str], translation: str | tuple[str, str], faults: int
) -> None:
    message = Message(source, translation)
    assert len(list(messages.placeholder_faults(message))) == faults


def test_languages_babel_does_not_know(package: Path) -> None:
    messages.extract(package)
    forms = "nplurals=2; plural=(n != 1);"
    file = package / "locales" / "mh.po"
    file.write_text(f'msgid ""\nmsgstr ""\n"Language: mh\\n"\n"Plural-Forms: {forms}\\n"\n')
    messages.update(package)
    assert f"Plural-Forms: {forms}" in file.read_text(encoding="utf-8")


def test_the_packages_own_catalogs() -> None:
    """Every catalog there is, is in order. (The two required ones: once they are written.)"""
    there = {file.stem for file in (messages.PACKAGE / "locales").glob("*.po")}
    required = [tag for tag in messages.REQUIRED if tag in there]
    assert messages.check(messages.PACKAGE, required=required) == []
