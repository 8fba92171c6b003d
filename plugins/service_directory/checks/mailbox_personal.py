"""A public mailbox belongs to an organization or a role, not to a person.

PASS
    email: help@lantern.example.org

FAIL
    email: maria.lopez@gmail.com
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from service_directory.checks.context import CheckContext
from service_directory.checks.scalars import Sort
from service_directory.diagnostics import Diagnostic, Severity

ID = "personal-email"
SEVERITY = Severity.WARNING

PROVIDERS: Final = frozenset(
    "aim.com aol.com att.net bellsouth.net btinternet.com charter.net comcast.net cox.net "
    "duck.com earthlink.net fastmail.com free.fr gmail.com gmx.com gmx.de gmx.net googlemail.com "
    "hey.com hotmail.co.uk hotmail.com hotmail.es hotmail.fr icloud.com inbox.com juno.com "
    "laposte.net libero.it live.com live.com.mx mac.com mail.com mail.ru mchsi.com me.com "
    "mediacombb.net msn.com netzero.net orange.fr outlook.com outlook.es pm.me proton.me "
    "protonmail.com q.com qq.com rocketmail.com roadrunner.com sbcglobal.net t-online.de tuta.com "
    "tutanota.com verizon.net wanadoo.fr web.de windstream.net yahoo.ca yahoo.co.uk yahoo.com "
    "yahoo.com.mx yahoo.es yahoo.fr yandex.com yandex.ru ymail.com zoho.com 163.com 126.com".split()
)
"""Where people have mailboxes of their own."""


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a warning for every mailbox at a provider of personal ones."""
    entry = context.entry
    for path, value in context.of_sort(Sort.EMAIL):
        if value.rpartition("@")[2].lower() in PROVIDERS:
            yield entry.diagnostic(
                path,
                ID,
                f"'{value}' looks like somebody's personal mailbox",
                hint="write a shared one that stays when the person leaves",
                severity=SEVERITY,
            )
