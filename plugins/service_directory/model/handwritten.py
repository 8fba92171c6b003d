"""A page people write by hand: `directory/index.md`, and guides."""

from __future__ import annotations

from service_directory.model.fields import LanguageTag, Model, Text, WholeNumber
from service_directory.model.service import Assurance


class HandwrittenPage(Model):
    """Head of a hand-written page; its text is the Markdown below."""

    title: Text
    summary: Text | None = None
    language: LanguageTag | None = None
    order: WholeNumber = 100
    assured: Assurance | None = None
