"""Sites built once for all tests that look at finished pages."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

from service_directory.configuration import read_mkdocs_options, settings_from_options
from service_directory.load import LoadedDirectory, load_directory
from service_directory.settings import Settings
from service_directory.site import SitePlan, plan_site
from tests.conftest import MakeOnce
from tests.integration.building import ROOT, TODAY, build_site, copy_site
from tests.integration.html_pages import HtmlPage, pages_of


@dataclass(frozen=True)
class BuiltSite:
    """A project and the site MkDocs made of it; nobody may write in either."""

    project: Path
    folder: Path

    @cached_property
    def settings(self) -> Settings:
        return settings_from_options(read_mkdocs_options(self.project / "mkdocs.yml"))

    @cached_property
    def loaded(self) -> LoadedDirectory:
        return load_directory(
            self.project / "directory", base=self.project, settings=self.settings, today=TODAY
        )

    @cached_property
    def plan(self) -> SitePlan:
        return plan_site(self.loaded.directory, self.loaded.catalogs, self.settings, TODAY)

    @cached_property
    def pages(self) -> dict[str, HtmlPage]:
        return pages_of(self.folder)


@pytest.fixture(scope="session")
def town(make_once: MakeOnce) -> BuiltSite:
    """The small town that uses every field, built with MkDocs."""

    def make(project: Path) -> None:
        build_site(copy_site("town", project))

    project = make_once("town", make)
    return BuiltSite(project, project / "site")


@pytest.fixture(scope="session")
def county(make_once: MakeOnce) -> BuiltSite:
    """The sample county of this repository, built with MkDocs."""

    def make(project: Path) -> None:
        for name in ("directory", "overrides"):
            shutil.copytree(ROOT / name, project / name)
        shutil.copy(ROOT / "mkdocs.yml", project)
        build_site(project)

    project = make_once("county", make)
    return BuiltSite(project, project / "site")


@pytest.fixture(scope="session", params=["town", "county"])
def site(request: pytest.FixtureRequest) -> BuiltSite:
    """Each of the two sites."""
    found: BuiltSite = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the smallest site, to be changed and built."""
    return copy_site("small", tmp_path / "project")
