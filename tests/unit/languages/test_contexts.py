"""Pages ask for exactly the texts translators are given: no more, no less."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from service_directory.languages.catalogs import Catalogs
from service_directory.languages.localize import LocalDirectory, LocalText, all_entries
from service_directory.languages.texts import translatable_texts
from service_directory.reading.entry import Entry, EntryKind
from service_directory.settings import Settings
from service_directory.site import plan_site
from tests.unit.languages import samples

MEETING = {
    "date": "2027-01-05",
    "place": "Library",
    "agenda": ["Welcome"],
    "decisions": [{"text": "Buy chairs"}],
    "action_items": [{"text": "Ask for prices", "owner": "Ana"}],
}


def test_pages_and_translators_mean_the_same_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    directory = samples.directory(
        samples.organization(body="Come in."),
        groups={
            "forum": samples.group(
                chair_title="Chair",
                meets="First Tuesday",
                meetings=[MEETING],
                description="Open to all.",
                links=[{"url": "https://a.example.org", "label": "Minutes"}],
            )
        },
        projects={
            "van": samples.project(
                partners=[{"organization": "lantern", "brings": "A driver"}],
                funding=[{"source": "County"}],
                result="One van.",
                lessons="Ask early.",
                agreements=[{"title": "Use of the van"}],
            )
        },
        crosswalks=samples.crosswalks(),
    )
    asked: dict[tuple[EntryKind, str, str], str] = {}
    answer = LocalDirectory.required

    def listen(self: LocalDirectory, entry: Entry[Any], context: str, source: str) -> LocalText:
        asked[entry.kind, entry.id, context] = source
        return answer(self, entry, context, source)

    monkeypatch.setattr(LocalDirectory, "required", listen)
    settings = Settings(languages=("en", "es"))
    plan = plan_site(directory, Catalogs(), settings, datetime.date(2026, 11, 2))
    for page in plan.pages:
        page.view()
    known = {
        (entry.kind, entry.id, text.context): text.source
        for entry in all_entries(directory)
        for text in translatable_texts(entry)
        if entry.kind is not EntryKind.TAXONOMY
    }
    assert len(known) > 50
    assert asked == known
