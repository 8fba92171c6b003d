from __future__ import annotations

import re
from typing import Any, get_type_hints

import pytest
from pydantic import BaseModel

from service_directory.languages.texts import (
    CRITICAL,
    NOT_TRANSLATED,
    is_critical,
    keeps_its_name,
    translatable_texts,
)
from service_directory.model.fields import LongText, Model, Text
from service_directory.reading.entry import MODELS, Entry, EntryKind, Positions
from tests.unit.languages import samples


def contexts(entry: Entry[Any]) -> list[str]:
    return [text.context for text in translatable_texts(entry)]


def test_texts_of_an_organization() -> None:
    assert contexts(samples.organization(body="\nHow it feels.\n")) == [
        "name",
        "summary",
        "description",
        "additional_websites.0.label",
        "phones.0.description",
        "assured.by",
        "assured.how",
        "contacts.employers.title",
        "contacts.employers.department",
        "contacts.employers.answers_within",
        "locations.main.name",
        "locations.main.description",
        "locations.main.transportation",
        "locations.main.schedules.0.description",
        "locations.main.schedules.0.notes",
        "locations.main.closures.0.reason",
        "services.esl-evening.name",
        "services.esl-evening.summary",
        "services.esl-evening.description",
        "services.esl-evening.alert",
        "services.esl-evening.interpretation_services",
        "services.esl-evening.at.0.description",
        "services.esl-evening.fees_description",
        "services.esl-evening.eligibility_description",
        "services.esl-evening.application_process",
        "services.esl-evening.wait_time",
        "services.esl-evening.accreditations",
        "services.esl-evening.referral.answers_within",
        "services.esl-evening.referral.what_happens_next",
        "partnership.offers.0",
        "partnership.offers.1",
        "partnership.looking_for.0",
        "partnership.hands_off_to.0.how",
        "body",
    ]


def test_texts_of_a_group() -> None:
    meeting = {
        "date": "2026-11-03",
        "place": "Library",
        "agenda": ["Welcome", "Budget"],
        "decisions": [{"text": "Buy chairs"}],
        "action_items": [{"text": "Ask for prices", "owner": "Ana"}],
    }
    entry = samples.group(
        chair_title="Chair", meets="First Tuesday", meetings=[meeting], description="Open to all."
    )
    assert contexts(entry) == [
        "name",
        "purpose",
        "chair_title",
        "meets",
        "meetings.0.place",
        "meetings.0.agenda.0",
        "meetings.0.agenda.1",
        "meetings.0.decisions.0.text",
        "meetings.0.action_items.0.text",
        "description",
    ]


def test_texts_of_a_project() -> None:
    entry = samples.project(
        partners=[{"organization": "lantern", "brings": "A driver"}],
        funding=[{"source": "County"}],
        result="One van.",
        lessons="Ask early.",
        agreements=[{"title": "Use of the van"}],
    )
    assert contexts(entry) == [
        "name",
        "summary",
        "partners.0.brings",
        "funding.0.source",
        "result",
        "lessons",
        "agreements.0.title",
    ]


def test_texts_of_shared_words() -> None:
    assert list(translatable_texts(samples.taxonomy("needs"))) == [
        ("needs.name", "Needs", False),
        ("needs.description", "What people look for.", False),
        ("needs.learn-english.name", "Learn English", False),
        ("needs.learn-english.short_name", "English", False),
        ("needs.learn-english.description", "Classes and tutors.", False),
        ("needs.learn-english.synonyms", "ESL, English class", False),
    ]
    assert ("documents.photo-id.name", "Photo ID", True) in set(
        translatable_texts(samples.taxonomy("documents"))
    )


def test_titles_of_crosswalks() -> None:
    assert contexts(samples.crosswalks()) == ["crosswalks.who-does-what.title"]


def test_hand_written_pages_have_files_of_their_own() -> None:
    facts = MODELS[EntryKind.PAGE].model_validate({"title": "Home"})
    page = Entry("index", EntryKind.PAGE, "directory/index.md", facts, Positions(), body="Hello")
    assert contexts(page) == []


def test_critical_texts() -> None:
    found = {text.context for text in translatable_texts(samples.organization()) if text.critical}
    assert found == {
        "services.esl-evening.alert",
        "services.esl-evening.fees_description",
        "services.esl-evening.eligibility_description",
        "services.esl-evening.application_process",
    }


def test_criticality_is_told_from_the_context_too() -> None:
    entries: list[Entry[Any]] = [samples.organization(), samples.group()]
    entries += [samples.taxonomy(kind) for kind in samples.TAXONOMIES]
    for text in (text for entry in entries for text in translatable_texts(entry)):
        if text.context != "documents.name":
            assert is_critical(text.context) == text.critical, text.context


def test_only_an_organizations_own_name_may_stay() -> None:
    assert keeps_its_name("name", EntryKind.ORGANIZATION)
    assert not keeps_its_name("name", EntryKind.GROUP)
    assert not keeps_its_name("locations.main.name", EntryKind.ORGANIZATION)


@pytest.mark.parametrize("model", [*NOT_TRANSLATED, *CRITICAL], ids=lambda model: model.__name__)
def test_no_exception_outlives_its_field(model: type[Model]) -> None:
    names = NOT_TRANSLATED.get(model, frozenset()) | CRITICAL.get(model, frozenset())
    assert names <= set(model.model_fields)


def test_every_text_of_the_models_is_translated_or_named_as_an_exception() -> None:
    """Walks the models by itself, so that a new text field is never forgotten."""
    asked = set()
    for model in all_models():
        hints = get_type_hints(model, include_extras=True)
        for name, hint in hints.items():
            if name in model.model_fields and holds_text(hint):
                asked.add((model.__name__, name))
    excepted = {(model.__name__, name) for model, names in NOT_TRANSLATED.items() for name in names}
    assert len(asked) > 50
    source = "\n".join(f"{model}.{name}" for model, name in sorted(asked - excepted))
    translated = {
        "ActionItem": "text", "Agreement": "title", "Assurance": "by how", "Closure": "reason",
        "Contact": "title department answers_within", "CrosswalkPlan": "title",
        "Decision": "text", "Funding": "source", "HandOff": "how",
        "Group": "name purpose chair_title meets description",
        "HandwrittenPage": "title summary", "Link": "label",
        "Location": "name description transportation", "Meeting": "place agenda",
        "Organization": "name summary description", "Partnership": "offers looking_for",
        "Phone": "description", "Project": "name summary result lessons",
        "ProjectPartner": "brings", "Referral": "answers_within what_happens_next",
        "Schedule": "description notes",
        "Service": "name summary description alert interpretation_services fees_description "
        "eligibility_description application_process wait_time accreditations",
        "ServiceAtLocation": "description", "Taxonomy": "name description",
        "TaxonomyTerm": "name short_name description synonyms",
    }  # fmt: skip
    expected = {f"{model}.{name}" for model, names in translated.items() for name in names.split()}
    assert set(source.splitlines()) == expected


def all_models() -> list[type[BaseModel]]:
    found: list[type[BaseModel]] = []
    waiting: list[type[BaseModel]] = list(MODELS.values())
    while waiting:
        model = waiting.pop()
        if model in found:
            continue
        found.append(model)
        for hint in get_type_hints(model).values():
            names = set(re.findall(r"service_directory\.model\.\w+\.(\w+)", str(hint)))
            names.add(getattr(hint, "__name__", ""))
            waiting += [m for m in Model.__subclasses__() if m.__name__ in names]
    return found


def holds_text(hint: Any) -> bool:
    return str(Text) in str(hint) or str(LongText) in str(hint)
