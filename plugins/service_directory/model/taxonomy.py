"""The shared words: one file a list in `directory/taxonomy/`. HSDS objects: taxonomy(_term)."""

from __future__ import annotations

from enum import StrEnum

from service_directory.model.fields import Id, Latitude, Longitude, LongText, Model, Text, YesNo


class TaxonomyKind(StrEnum):
    """The lists there are; each is a file `taxonomy/<kind>.yml`."""

    NEEDS = "needs"
    SECTORS = "sectors"
    AUDIENCES = "audiences"
    AREAS = "areas"
    DOCUMENTS = "documents"
    TOPICS = "topics"
    ACCESSIBILITY = "accessibility"
    GLOSSARY = "glossary"


class TaxonomyTerm(Model):
    """One word of a list. HSDS object: taxonomy_term (`parent` is HSDS parent_id)."""

    id: Id
    name: Text
    short_name: Text | None = None
    """A shorter name for heads of tables and print."""
    description: LongText | None = None
    parent: Id | None = None
    icon: Id | None = None
    """Needs on the first level: the name of an icon in the package's assets/icons."""
    sensitive: YesNo = False
    legal_advice: YesNo | None = None
    """Needs only: whether helping with it is legal advice, which takes a credential. Left out: as
    the need above it."""
    synonyms: tuple[Text, ...] = ()
    """Everyday words people search for."""
    same_as: tuple[Text, ...] = ()
    """Codes of the same thing in other taxonomies, such as "openeligibility:1326"."""
    latitude: Latitude | None = None
    """Areas only: their middle."""
    longitude: Longitude | None = None
    everywhere: YesNo = False
    """Areas only: services here reach people in all areas, such as "whole county"."""


class Taxonomy(Model):
    """One list of shared words. HSDS object: taxonomy."""

    name: Text
    description: Text | None = None
    terms: tuple[TaxonomyTerm, ...]
