"""All rules over a directory."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Final, Protocol

from service_directory.checks import (
    checked_in_future,
    checked_lately,
    confidential_place,
    legal_credential,
    mailbox_personal,
    membership,
    phone_assigned,
    phone_premium,
    sensitive_word,
    text_length,
    web_address_plain,
)
from service_directory.checks.context import CheckContext, contexts_of
from service_directory.diagnostics import Diagnostic, Severity
from service_directory.directory import Directory
from service_directory.settings import Settings


class Rule(Protocol):
    """What a module of this package offers."""

    ID: str
    SEVERITY: Severity

    def check(self, context: CheckContext) -> Iterator[Diagnostic]:
        """Yield what the rule finds."""


RULES: Final[tuple[Rule, ...]] = (
    checked_in_future,
    checked_lately,
    confidential_place,
    legal_credential,
    mailbox_personal,
    membership,
    phone_assigned,
    phone_premium,
    sensitive_word,
    text_length,
    web_address_plain,
)
"""Every rule, in the order of their names."""


def check(directory: Directory, settings: Settings, today: datetime.date) -> list[Diagnostic]:
    """Return what all rules find, in order of place."""
    found = {
        diagnostic
        for context in contexts_of(directory, settings, today)
        for rule in RULES
        for diagnostic in rule.check(context)
    }
    return sorted(found, key=Diagnostic.sort_key)
