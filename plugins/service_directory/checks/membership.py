"""An organization and a group say the same about who is a member.

The pages show a membership that one of the two tells of; where the other does not, one of the
files may be old. A group that names no members at all says nothing about them.

PASS
    # groups/forum.md
    name: Forum
    level: forum
    purpose: We meet.
    members: [ash]
    # organizations/ash.md
    name: Ash
    partnership:
      member_of: [forum]

FAIL
    # groups/forum.md
    name: Forum
    level: forum
    purpose: We meet.
    members: [birch]
    # organizations/ash.md
    name: Ash
    partnership:
      member_of: [forum]
    # organizations/birch.md
    name: Birch
"""

from __future__ import annotations

from collections.abc import Iterator

from service_directory.checks.context import CheckContext
from service_directory.diagnostics import Diagnostic, Severity
from service_directory.model.group import Group
from service_directory.model.organization import Organization

ID = "membership-one-sided"
SEVERITY = Severity.NOTICE


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a notice for every membership that only one of the two files knows."""
    facts = context.entry.facts
    if isinstance(facts, Organization):
        yield from _of_organization(context, facts)
    elif isinstance(facts, Group):
        yield from _of_group(context, facts)


def _of_organization(context: CheckContext, facts: Organization) -> Iterator[Diagnostic]:
    groups, own = context.directory.entries.groups, context.entry.id
    for place, id_ in enumerate(facts.partnership.member_of if facts.partnership else ()):
        group = groups.get(id_)
        if group is None or not group.facts.members:
            continue
        if own not in (*group.facts.members, group.facts.chair):
            yield context.entry.diagnostic(
                ("partnership", "member_of", place),
                ID,
                f"{group.path} does not name '{own}' among its members",
                hint="add it to members there, or delete it here",
                severity=SEVERITY,
            )


def _of_group(context: CheckContext, facts: Group) -> Iterator[Diagnostic]:
    organizations, own = context.directory.organizations, context.entry.id
    for place, id_ in enumerate(facts.members):
        member = organizations.get(id_)
        if member is None:
            continue
        partnership = member.facts.partnership
        if own not in (partnership.member_of if partnership else ()):
            yield context.entry.diagnostic(
                ("members", place),
                ID,
                f"{member.path} does not say that it is a member of '{own}'",
                hint=f"write member_of: [{own}] in its partnership, or delete it here",
                severity=SEVERITY,
            )
