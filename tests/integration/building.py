"""Building sites in tests: in this process, in another one, or page by page without files."""

from __future__ import annotations

import datetime
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from service_directory.mkdocs_plugin import _SHELL_FOLDER, _frame_renderer
from service_directory.shell import RenderShell

ROOT: Final = Path(__file__).parent.parent.parent
SITES: Final = ROOT / "tests" / "sites"
TODAY: Final = datetime.date(2026, 11, 21)
EPOCH: Final = str(int(datetime.datetime(2026, 11, 21, 12, tzinfo=datetime.UTC).timestamp()))
"""The moment every build of the tests is made for."""

PLAIN_ADDRESS: Final = "begins with http://"
"""Part of the warning about a web address without TLS."""


def copy_site(name: str, folder: Path) -> Path:
    """Copy a site of tests/sites into a folder and return it."""
    shutil.copytree(SITES / name, folder)
    return folder


def build_site(project: Path, **overrides: Any) -> Path:
    """Build a project with MkDocs in this process, as its command does; return the site."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        config = load_config(config_file=str(project / "mkdocs.yml"), **overrides)
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        finally:
            config.plugins.on_shutdown()
    return Path(config.site_dir)


def mkdocs_environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the environment variables a subprocess of MkDocs gets."""
    return {
        **os.environ,
        "SOURCE_DATE_EPOCH": EPOCH,
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONUNBUFFERED": "1",
        "NO_COLOR": "1",
        "COLUMNS": "500",
        **(more or {}),
    }


def run_mkdocs(
    project: Path, *arguments: str, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the `mkdocs` command in a project."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", *arguments],
        cwd=project,
        env=mkdocs_environment(environment),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def frame(project: Path) -> RenderShell:
    """Return the function that renders the theme's frame for a project's settings."""
    config = load_config(config_file=str(project / "mkdocs.yml"))
    config.theme.dirs.insert(0, str(_SHELL_FOLDER))
    renderer: RenderShell = _frame_renderer(config.theme.get_env(), config)
    return renderer
