"""A joint project or an agreement between partners: one file of `directory/projects/`."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field, model_validator

from service_directory.model.contact import Link
from service_directory.model.fields import (
    Date,
    Id,
    LanguageTag,
    LongText,
    Model,
    Text,
    Url,
    refuse,
)
from service_directory.model.references import (
    AreaId,
    GroupId,
    NeedId,
    OrganizationId,
)
from service_directory.model.service import Assurance


class Stage(StrEnum):
    """How far a project is."""

    IDEA = "idea"
    PLANNED = "planned"
    UNDER_WAY = "under way"
    PAUSED = "paused"
    DONE = "done"


class Size(StrEnum):
    """How much a project asks of its partners."""

    SMALL = "small"
    LARGE = "large"


class ProjectPartner(Model):
    """An organization in a project, and what it brings."""

    organization: OrganizationId
    brings: Text | None = None


class Funding(Model):
    """Where the money comes from. HSDS object: funding; the end date is ours."""

    source: Text
    until: Date | None = None


class Agreement(Model):
    """A written agreement between partners, such as a memorandum of understanding."""

    title: Text
    between: tuple[OrganizationId, ...] = ()
    signed: Date | None = None
    review_by: Date | None = None
    url: Url | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Agreement:
        if self.signed and self.review_by and self.review_by < self.signed:
            raise refuse("dates-reversed", field="review_by", value=self.review_by.isoformat())
        return self


class Project(Model):
    """Something several partners do together."""

    name: Text
    summary: Text
    language: LanguageTag | None = None
    stage: Stage
    size: Size = Size.SMALL
    owner: OrganizationId
    """The organization that answers for it."""
    group: GroupId | None = None
    """The group it belongs to."""
    partners: tuple[ProjectPartner, ...] = ()
    needs: tuple[NeedId, ...] = ()
    """Needs (taxonomy/needs.yml) it works on: shown beside the gaps."""
    areas: tuple[AreaId, ...] = ()
    starts: Date | None = None
    ends: Date | None = None
    funding: tuple[Funding, ...] = ()
    result: Text | None = None
    lessons: LongText | None = None
    agreements: tuple[Agreement, ...] = ()
    links: tuple[Link, ...] = Field(default=())
    assured: Assurance | None = None
    former_ids: tuple[Id, ...] = ()

    @model_validator(mode="after")
    def _in_order(self) -> Project:
        if self.starts and self.ends and self.ends < self.starts:
            raise refuse("dates-reversed", field="ends", value=self.ends.isoformat())
        return self
