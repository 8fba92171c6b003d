"""A page people write by hand: `directory/index.md`, and guides."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from service_directory.model.fields import LanguageTag, Model, Text, WholeNumber
from service_directory.model.service import Assurance


class Readers(StrEnum):
    """Whom a guide is written for."""

    NEWCOMERS = "newcomers"
    PARTNERS = "partners"
    VOLUNTEERS = "volunteers"


class TranslationReview(StrEnum):
    """Whether a person has read a translation made by hand or by a machine."""

    UNREVIEWED = "unreviewed"
    REVIEWED = "reviewed"


class HandwrittenPage(Model):
    """Head of a hand-written page; its text is the Markdown below."""

    title: Text
    summary: Text | None = None
    language: LanguageTag | None = None
    order: WholeNumber = 100
    for_: Readers = Field(default=Readers.NEWCOMERS, alias="for")
    translation: TranslationReview | None = None
    """A translated page: `unreviewed` when a machine made it or no second person has read it."""
    assured: Assurance | None = None
