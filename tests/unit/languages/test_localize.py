from __future__ import annotations

import pickle
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service_directory.directory import Directory
from service_directory.languages.catalogs import Catalog, Catalogs, Message
from service_directory.languages.localize import (
    Coverage,
    LocalDirectory,
    LocalText,
    TextState,
    all_entries,
    coverage,
    field_of,
    localize,
    split_list,
)
from service_directory.languages.texts import CRITICAL_FIELDS, translatable_texts
from service_directory.model.taxonomy import TaxonomyKind
from service_directory.reading.entry import Entry, EntryKind
from service_directory.settings import Settings
from tests.unit.languages import samples

SITE = Settings(languages=("en", "es", "ar"), region="US")
SUMMARY = samples.ORGANIZATION["summary"]
RULE = "services.esl-evening.eligibility_description"
WHO = samples.ORGANIZATION["services"][0]["eligibility_description"]


def local(
    tag: str, catalogs: Catalogs | None = None, directory: Directory | None = None
) -> LocalDirectory:
    return localize(
        directory or samples.directory(), catalogs or Catalogs(), language_tag=tag, settings=SITE
    )


def shown(tag: str, context: str, source: str, row: tuple[Any, ...] | None) -> LocalText:
    catalogs = samples.catalogs(es=samples.catalog({context: row})) if row else Catalogs()
    entry = samples.organization()
    return local(tag, catalogs, samples.directory(entry)).required(entry, context, source)


@pytest.mark.parametrize(
    ("context", "source", "row", "text", "state"),
    [
        ("summary", SUMMARY, (SUMMARY, "Clases"), "Clases", TextState.CURRENT),
        ("summary", SUMMARY, (SUMMARY, "Clases", True), "Clases", TextState.UNREVIEWED),
        ("summary", SUMMARY, ("Old", "Clases"), "Clases", TextState.OUTDATED),
        ("summary", SUMMARY, ("Old", "Clases", True), "Clases", TextState.OUTDATED),
        ("summary", SUMMARY, (SUMMARY, ""), SUMMARY, TextState.MISSING),
        ("summary", SUMMARY, ("Old", ""), SUMMARY, TextState.MISSING),
        ("summary", SUMMARY, None, SUMMARY, TextState.MISSING),
        (RULE, WHO, (WHO, "Cualquiera"), "Cualquiera", TextState.CURRENT),
        (RULE, WHO, (WHO, "Cualquiera", True), "Cualquiera", TextState.UNREVIEWED),
        (RULE, WHO, ("Old", "Cualquiera"), WHO, TextState.OUTDATED),
        (RULE, WHO, None, WHO, TextState.MISSING),
        ("name", "Lantern", None, "Lantern", TextState.SOURCE),
        ("name", "Lantern", ("Lantern", "Linterna"), "Linterna", TextState.CURRENT),
    ],
)
def test_what_a_spanish_reader_sees(
    context: str, source: str, row: tuple[Any, ...] | None, text: str, state: TextState
) -> None:
    language = "es" if row and text == row[1] else "en"
    assert shown("es", context, source, row) == LocalText(text, language, state)


def test_the_readers_own_language_is_the_source() -> None:
    row = (SUMMARY, "Clases")
    assert shown("en", "summary", SUMMARY, row) == LocalText(SUMMARY, "en", TextState.SOURCE)
    assert shown("en-GB", "summary", SUMMARY, row).state is TextState.SOURCE


def test_a_third_language_gets_the_source() -> None:
    found = shown("ar", "summary", SUMMARY, (SUMMARY, "Clases"))
    assert found == LocalText(SUMMARY, "en", TextState.MISSING)


def test_an_entry_written_in_spanish() -> None:
    entry = samples.organization(language="es", summary="Clases de inglés.")
    directory = samples.directory(entry)
    catalogs = samples.catalogs(en=samples.catalog({"summary": ("Clases de inglés.", "Classes")}))
    text = {
        tag: local(tag, catalogs, directory).text(entry, "summary", "Clases de inglés.")
        for tag in ("en", "es", "ar")
    }
    assert text == {
        "en": LocalText("Classes", "en", TextState.CURRENT),
        "es": LocalText("Clases de inglés.", "es", TextState.SOURCE),
        "ar": LocalText("Clases de inglés.", "es", TextState.MISSING),
    }


def test_no_text_stays_none() -> None:
    entry = samples.organization()
    assert local("es").text(entry, "services.esl-evening.url", None) is None
    assert local("es").body(entry) is None


def test_a_body() -> None:
    entry = samples.organization(body="\nHello.\n\nCome in.\n")
    catalog = samples.catalog({"body": ("Hello.\n\nCome in.", "Hola.\n\nPase.")})
    found = local("es", samples.catalogs(es=catalog), samples.directory(entry)).body(entry)
    assert found == LocalText("Hola.\n\nPase.", "es", TextState.CURRENT)


def test_local_text_knows_when_it_needs_marking() -> None:
    text = LocalText("Hello", "en", TextState.MISSING)
    assert text.is_foreign("ar")
    assert not text.is_foreign("en-US")
    assert text.direction == "ltr"
    assert LocalText("مرحبا", "ar", TextState.CURRENT).direction == "rtl"
    assert [LocalText("x", "es", state).needs_note for state in TextState] == [
        False,
        False,
        True,
        True,
        True,
    ]


def words(**texts: tuple[str, str]) -> Catalogs:
    rows = {context.replace("__", ".").replace("_", "-"): row for context, row in texts.items()}
    return Catalogs({("es", EntryKind.TAXONOMY, ""): samples.catalog(rows)})


def test_shared_words() -> None:
    catalogs = words(needs__learn_english__name=("Learn English", "Aprender inglés"))
    needs, es = TaxonomyKind.NEEDS, local("es", catalogs)
    assert es.term(needs, "learn-english") == LocalText("Aprender inglés", "es", TextState.CURRENT)
    assert es.term_text(needs, "learn-english", "description") == LocalText(
        "Classes and tutors.", "en", TextState.MISSING
    )
    assert es.term_text(needs, "learn-english", "short_name") is not None
    assert es.term_text(TaxonomyKind.DOCUMENTS, "photo-id", "description") is None
    assert local("en", catalogs).term(needs, "learn-english").state is TextState.SOURCE


def test_papers_people_must_bring_are_critical() -> None:
    catalogs = words(documents__photo_id__name=("Passport", "Pasaporte"))
    assert local("es", catalogs).term(TaxonomyKind.DOCUMENTS, "photo-id") == LocalText(
        "Photo ID", "en", TextState.OUTDATED
    )


def test_synonyms() -> None:
    needs = TaxonomyKind.NEEDS
    catalogs = words(needs__learn_english__synonyms=("ESL, English class", "inglés، clases,ESL"))
    assert local("es", catalogs).synonyms(needs, "learn-english") == ("inglés", "clases", "ESL")
    assert local("en", catalogs).synonyms(needs, "learn-english") == ("ESL", "English class")
    assert local("ar", catalogs).synonyms(needs, "learn-english") == ("ESL", "English class")
    assert local("es").synonyms(TaxonomyKind.DOCUMENTS, "photo-id") == ()
    assert split_list("一、二，三 ,, ") == ("一", "二", "三")
    assert split_list("ဆရာဝန်၊ ဆေးခန်း") == ("ဆရာဝန်", "ဆေးခန်း")


def test_formats_and_interface_are_the_readers() -> None:
    assert local("es").formats == "es-US"
    assert local("es").interface.tag == "es"
    assert local("ar").language.direction == "rtl"


def test_coverage_counts_every_text_once() -> None:
    entry = samples.organization(body="Hello.")
    directory = samples.directory(entry, groups={"forum": samples.group()})
    rows: dict[str, samples.Row] = {
        "summary": (SUMMARY, "Clases"),
        "body": ("Old", "Viejo"),
        RULE: (WHO, "Todos", True),
    }
    found = coverage(local("es", samples.catalogs(es=samples.catalog(rows)), directory))
    texts = [text for entry in all_entries(directory) for text in translatable_texts(entry)]
    assert found.texts == len(texts)
    assert found.total[TextState.CURRENT] == 1
    assert found.total[TextState.UNREVIEWED] == 1
    assert found.total[TextState.OUTDATED] == 1
    assert found.total[TextState.SOURCE] == 1
    assert found.by_entry[EntryKind.GROUP, "forum"][TextState.MISSING] == 2
    assert found.by_field["eligibility_description"][TextState.UNREVIEWED] == 1
    assert found.share == 2 / len(texts)
    for counted in (found.by_entry, found.by_field):
        assert sum(sum(counts.values()) for counts in counted.values()) == found.texts
    assert coverage(local("en", None, directory)).share == 1
    assert Coverage("es", {}, {}, {}).share == 1


def test_field_of_a_context() -> None:
    assert field_of("partnership.offers.0") == "offers"
    assert field_of("services.esl.summary") == "summary"
    assert field_of("body") == "body"


rows_of_any_age = st.fixed_dictionaries(
    {},
    optional={
        text.context: st.tuples(
            st.sampled_from([text.source, "Old"]), st.sampled_from(["", "Texto"]), st.booleans()
        )
        for text in translatable_texts(samples.organization(body="Hello."))
    },
)


@given(rows=rows_of_any_age, tag=st.sampled_from(["en", "es", "ar", "my", "mh", "zh-Hans", "xx"]))
def test_a_reader_always_sees_a_text_and_what_it_is(
    rows: dict[str, tuple[str, str, bool]], tag: str
) -> None:
    entry: Entry[Any] = samples.organization(body="Hello.")
    catalogs = samples.catalogs(**{tag.replace("-", "_"): samples.catalog(rows)})
    view = local(tag, catalogs, samples.directory(entry))
    for text in translatable_texts(entry):
        found = view.required(entry, text.context, text.source)
        assert found.text
        assert (found.text == text.source) == (found.language == "en")
        assert found.language in (tag, "en")
        if tag == "en":
            assert found.state is TextState.SOURCE
        elif found.language == "en":
            assert found.needs_note or text.context == "name"
        if found.state is TextState.OUTDATED and field_of(text.context) in CRITICAL_FIELDS:
            assert found.text == text.source


def test_a_view_can_be_sent_to_another_process() -> None:
    view = local("es", samples.catalogs(es=samples.catalog({"summary": (SUMMARY, "Clases")})))
    parts = (view.catalogs, view.language, view.settings)
    assert pickle.loads(pickle.dumps(parts)) == parts


def test_texts_are_found_quickly() -> None:
    entry = samples.organization()
    texts = list(translatable_texts(entry))
    messages = {t.context: Message(t.source, "Texto", False, "x.po", 1) for t in texts}
    catalogs = samples.catalogs(es=Catalog.of("x.po", messages))
    view = local("es", catalogs, samples.directory(entry))
    started = time.process_time()
    for _ in range(10_000 // len(texts)):
        for text in texts:
            view.text(entry, text.context, text.source)
    assert time.process_time() - started < 0.3
