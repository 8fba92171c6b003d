"""Which crosswalk pages a site has: `directory/crosswalks.yml`."""

from __future__ import annotations

from enum import StrEnum

from pydantic import model_validator

from service_directory.model.fields import Id, LanguageTag, Model, Text, refuse
from service_directory.model.references import (
    AreaId,
    AudienceId,
    NeedId,
    SectorId,
)


class Axis(StrEnum):
    """What rows or columns of a crosswalk can be."""

    NEED = "need"
    ORGANIZATION = "organization"
    SECTOR = "sector"
    LOCATION = "location"
    AREA = "area"
    LANGUAGE = "language"
    AUDIENCE = "audience"
    DAY_AND_TIME = "day-and-time"
    DELIVERY = "delivery"


class CrosswalkFilter(Model):
    """Which services a crosswalk looks at; an empty list lets all pass."""

    needs: tuple[NeedId, ...] = ()
    sectors: tuple[SectorId, ...] = ()
    areas: tuple[AreaId, ...] = ()
    audiences: tuple[AudienceId, ...] = ()
    languages: tuple[LanguageTag, ...] = ()


class CrosswalkPlan(Model):
    """One crosswalk: two axes, a filter and how to split it where it is large."""

    id: Id
    title: Text
    rows: Axis = Axis.NEED
    columns: Axis = Axis.ORGANIZATION
    where: CrosswalkFilter = CrosswalkFilter()
    split_by: tuple[Axis, ...] = (Axis.NEED, Axis.AREA)
    """The axes a matrix too large for a page is split by, in this order."""

    @model_validator(mode="after")
    def _two_axes(self) -> CrosswalkPlan:
        if self.rows is self.columns:
            raise refuse("same-axis", field="columns", value=str(self.columns))
        return self


class CrosswalkPlans(Model):
    """The whole file."""

    crosswalks: tuple[CrosswalkPlan, ...]
