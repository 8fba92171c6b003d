from __future__ import annotations

import pytest
from babel.messages.pofile import PoFileError
from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup

from service_directory.languages.interface import (
    Interface,
    interface,
    interface_catalog,
    msgid,
)

HEAD = 'msgid ""\nmsgstr ""\n"Plural-Forms: {forms}\\n"\n\n'
SPANISH = """\
msgid "Free"
msgstr "Gratis"

msgctxt "verb"
msgid "Free"
msgstr "Liberar"

msgid "Hello %(name)s"
msgstr "Hola %(name)s"

msgid "%(num)s service"
msgid_plural "%(num)s services"
msgstr[0] "%(num)s servicio"
msgstr[1] "%(num)s servicios"

#, fuzzy
msgid "Closed"
msgstr "Cerrada"

msgid "Open"
msgstr ""

msgid "%(num)s place"
msgid_plural "%(num)s places"
msgstr[0] "un lugar"
msgstr[1] ""

msgid "Broken %(name)s"
msgstr "Roto %(nombre)s"

msgid "Half %(name)s"
msgstr "Medio %(name)"

msgid "100 %%"
msgstr "100 %%"
"""
SPANISH_FORMS = "nplurals=2; plural=(n != 1);"
ARABIC_FORMS = (
    "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : "
    "n%100>=11 && n%100<=99 ? 4 : 5);"
)
ARABIC = 'msgid "%(num)s day"\nmsgid_plural "%(num)s days"\n' + "".join(
    f'msgstr[{form}] "{form}: %(num)s"\n' for form in range(6)
)


@pytest.fixture(scope="module")
def es() -> Interface:
    return interface_catalog(HEAD.format(forms=SPANISH_FORMS) + SPANISH, "es")


def test_texts(es: Interface) -> None:
    assert es.gettext("Free") == "Gratis"
    assert es.pgettext("verb", "Free") == "Liberar"
    assert es.pgettext("adjective", "Free") == "Free"
    assert es.gettext("Hello %(name)s", name="Ana") == "Hola Ana"
    assert es.gettext("100 %%") == "100 %"


def test_plural_forms(es: Interface) -> None:
    texts = [es.ngettext("%(num)s service", "%(num)s services", n) for n in (0, 1, 2)]
    assert texts == ["0 servicios", "1 servicio", "2 servicios"]
    ar = interface_catalog(HEAD.format(forms=ARABIC_FORMS) + ARABIC, "ar")
    found = [ar.ngettext("%(num)s day", "%(num)s days", n) for n in (0, 1, 2, 3, 11, 100)]
    assert found == ["0: 0", "1: 1", "2: 2", "3: 3", "4: 11", "5: 100"]


def test_the_number_can_be_said_in_another_way(es: Interface) -> None:
    text = es.ngettext("%(num)s service", "%(num)s services", 1200, num="1.200")
    assert text == "1.200 servicios"


def test_what_is_not_finished_is_english(es: Interface) -> None:
    assert es.gettext("Closed") == "Closed"
    assert es.gettext("Open") == "Open"
    assert es.gettext("Unheard of") == "Unheard of"
    assert es.ngettext("%(num)s place", "%(num)s places", 1) == "1 place"
    assert es.ngettext("%(num)s new", "%(num)s newer", 3) == "3 newer"
    assert es.translates("Free")
    assert es.translates("Free", context="verb")
    assert not es.translates("Closed")


def test_a_translation_with_wrong_placeholders_gives_way_to_english(es: Interface) -> None:
    assert es.gettext("Broken %(name)s", name="x") == "Broken x"
    assert es.gettext("Half %(name)s", name="x") == "Half x"


def test_a_fault_of_the_program_is_not_hidden(es: Interface) -> None:
    with pytest.raises(KeyError):
        es.gettext("Hello %(name)s")


def test_html_in_a_value_escapes_the_rest() -> None:
    es = interface_catalog('msgid "a %(link)s"\nmsgstr "<i> %(link)s %(who)s"\n', "es")
    text = es.gettext("a %(link)s", link=Markup("<b>x</b>"), who="<u>")
    assert text == Markup("&lt;i&gt; <b>x</b> &lt;u&gt;")
    assert isinstance(text, Markup)
    assert es.gettext("a %(link)s", link="<b>", who="") == "<i> <b> "


def test_english_needs_no_catalog() -> None:
    en = interface("en")
    assert en.gettext("Free") == "Free"
    assert en.ngettext("%(num)s service", "%(num)s services", 1) == "1 service"
    assert en.ngettext("%(num)s service", "%(num)s services", 0) == "0 services"
    assert (en.tag, en.texts_language, en.language.endonym) == ("en", "en", "English")


def test_a_language_without_a_catalog_shows_english_and_says_so() -> None:
    pon = interface("pon")
    assert pon.gettext("Free") == "Free"
    assert (pon.tag, pon.texts_language, pon.language.tag) == ("pon", "en", "pon")


def test_an_interface_is_read_once() -> None:
    assert interface("ar") is interface("ar")


def test_a_broken_catalog_of_the_package_is_a_fault_of_the_program() -> None:
    with pytest.raises(PoFileError):
        interface_catalog("x\n", "es")


def test_msgid_only_marks() -> None:
    assert msgid("Free") == "Free"


def test_jinja_uses_an_interface_handed_to_the_template(es: Interface) -> None:
    env = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        loader=DictLoader(
            {
                "page": '{{ gettext("Free") }} {{ gettext("Hello %(name)s", name="<b>") }} '
                "{% trans count=n %}{{ count }} service{% pluralize %}{{ count }} services"
                "{% endtrans %}"
            }
        ),
    )
    env.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    text = env.get_template("page").render(n=2, gettext=es.gettext, ngettext=es.ngettext)
    assert text == "Gratis Hola &lt;b&gt; 2 services"
