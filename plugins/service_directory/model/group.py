"""A forum, committee or advisory group: one file of `directory/groups/`."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field, model_validator

from service_directory.model.contact import Contact, Link
from service_directory.model.fields import (
    Date,
    Id,
    LanguageTag,
    LongText,
    Model,
    Text,
    Time,
    Url,
    WholeNumber,
    YesNo,
    refuse,
)
from service_directory.model.references import (
    GroupId,
    LocationReference,
    OrganizationId,
    ProjectId,
)
from service_directory.model.service import Assurance


class Level(StrEnum):
    """How wide a group works: the large forum, a committee, a group for one community."""

    FORUM = "forum"
    COMMITTEE = "committee"
    SPECIAL = "special"


class Decision(Model):
    """Something a meeting decided."""

    text: Text
    project: ProjectId | None = None


class ActionItem(Model):
    """Something somebody promised to do."""

    text: Text
    owner: Text
    due: Date | None = None
    done: YesNo = False


class Meeting(Model):
    """One meeting of a group, past or to come."""

    date: Date
    opens_at: Time | None = None
    closes_at: Time | None = None
    location: LocationReference | None = None
    """`organization/location`."""
    place: Text | None = None
    """Where, in words, when it is at no listed location (or online)."""
    agenda: tuple[Text, ...] = ()
    minutes: Url | None = None
    decisions: tuple[Decision, ...] = ()
    action_items: tuple[ActionItem, ...] = ()

    @model_validator(mode="after")
    def _one_place(self) -> Meeting:
        if self.location is not None and self.place is not None:
            raise refuse("two-places", field="place", value=self.place)
        return self


class Group(Model):
    """People of several organizations who meet."""

    name: Text
    level: Level
    purpose: Text
    language: LanguageTag | None = None
    chair: OrganizationId | None = None
    """The organization that leads."""
    chair_title: Text | None = None
    members: tuple[OrganizationId, ...] = ()
    """Organizations."""
    reports_to: GroupId | None = None
    """Another group."""
    immigrant_members_percent: WholeNumber | None = Field(default=None, le=100)
    interpretation: tuple[LanguageTag, ...] = ()
    childcare: YesNo | None = None
    stipend: YesNo | None = None
    food: YesNo | None = None
    meets: Text | None = None
    """The rhythm in words ("First Tuesday of the month, 17:30")."""
    meetings: tuple[Meeting, ...] = ()
    contacts: tuple[Contact, ...] = ()
    url: Url | None = None
    links: tuple[Link, ...] = ()
    description: LongText | None = None
    assured: Assurance | None = None
    former_ids: tuple[Id, ...] = ()
