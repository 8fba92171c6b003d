"""The MkDocs plugin: hands MkDocs' events to the stages below, and decides nothing itself.

Generated pages are no MkDocs pages (no Markdown parser runs, none stands in the navigation) but
files that make their own content when MkDocs copies files, so links to them are checked and other
plugins see them. A build is written beside the published site and put in its place at the end,
only when nothing is wrong.
"""

from __future__ import annotations

import gc
import logging
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

from jinja2 import Environment
from mkdocs.config import config_options as option
from mkdocs.config.base import Config
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.utils import CountHandler

from service_directory.configuration import OptionError, day_of_build, settings_from_options
from service_directory.diagnostics import Diagnostic, Report, Severity, summary
from service_directory.load import LoadCache, LoadedDirectory, load_directory
from service_directory.page_cache import PageCache
from service_directory.publish import Way, publish, staging_folder
from service_directory.render import interface_names
from service_directory.serving import PagesOnDemand
from service_directory.settings import Settings
from service_directory.shell import ShellView
from service_directory.site_build import SiteBuild

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer

log = get_plugin_logger(__name__)


class ServiceDirectoryConfig(Config):  # type: ignore[no-untyped-call]
    """The plugin's options in mkdocs.yml, under `plugins: - service-directory:`."""

    directory = option.Type(str, default="directory")
    """Folder of the entries, relative to mkdocs.yml."""
    languages = option.ListOfItems(option.Type(str), default=["en"])
    """Languages of the site; the first is the one entries are written in."""
    place = option.Type(str, default="")
    """The county or town, as said in running text."""
    region = option.Type(str, default="US")
    """Country whose phone numbers need no plus sign."""
    time_zone = option.Type(str, default="America/Chicago")
    """Name of the site's time zone, as in the IANA database."""
    prefix = option.Type(str, default="")
    """Address below which the directory stands, such as `directory/`, beside your own pages."""
    edit_url = option.Type(str, default="")
    """Base address of the edit link, such as https://example.org/our/repo/edit/main/."""
    map_url = option.Type(str, default=Settings().map_url)
    """Address of the map that directions open; `{place}` stands for the place."""
    exit_url = option.Type(str, default=Settings().exit_url)
    """A harmless page that "Leave this page" goes to, on pages about sensitive needs."""
    coordinator_email = option.Type(str, default="")
    """Shown where people can report a mistake."""
    urgent_phones = option.Optional(option.ListOfItems(option.Type((str, dict))))
    """Numbers for urgent help: each a text, or a mapping of number, kind and words."""
    sample = option.Type(bool, default=False)
    """Marks every page as fictional."""
    check_interval_days = option.Type(int, default=365)
    """After so many days the last check of an entry is overdue."""
    join_pages = option.Type(bool, default=True)
    """Render the theme's frame once and join it with the pages (off: slower, same bytes)."""


class ServiceDirectoryPlugin(BasePlugin[ServiceDirectoryConfig]):  # type: ignore[no-untyped-call]
    """Builds the directory's pages as part of a MkDocs site."""

    def __init__(self) -> None:
        """Make a plugin that has read nothing yet."""
        super().__init__()
        self.serving = False
        self.on_demand = PagesOnDemand()
        self.cache: LoadCache | None = None
        self.good: LoadedDirectory | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Keep this instance, and what it has read, for all rebuilds under `serve`."""
        del dirty
        self.serving = command == "serve"

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Take the settings, and have the site built beside the published one."""
        options = {**self.config, "site_name": config.site_name, "site_url": config.site_url}
        _check_theme(config.theme.name)
        try:
            self.settings = settings_from_options(options)
        except OptionError as error:
            raise PluginError(str(error)) from None
        self.base = Path(config.config_file_path or "mkdocs.yml").resolve().parent
        self.root = self.base / self.config.directory
        now, epoch = datetime.now(UTC), os.environ.get("SOURCE_DATE_EPOCH")
        self.today = day_of_build(now, self.settings.time_zone, epoch)
        self.cache = self.cache or LoadCache(self.base / _CACHE_FOLDER)
        self.target = Path(config.site_dir).resolve()
        self.pages = PageCache(self.target, self.base / _CACHE_FOLDER / "pages")
        config.site_dir = str(staging_folder(self.target))
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(_SHELL_FOLDER))
        if str(self.root) not in config.watch:
            config.watch.append(str(self.root))
        return config

    @event_priority(100)
    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Read and check everything; stop before any file is touched when something is wrong."""
        del config
        loaded = load_directory(
            self.root,
            base=self.base,
            settings=self.settings,
            today=self.today,
            cache=self.cache,
        )
        loaded = self._last_good(loaded)
        if not self.serving:
            gc.freeze()  # what was read stays until the end: no use in looking for garbage there
        if self.cache is not None:
            self.cache.save()
        self.build = self._site_build(loaded)
        self._tell(self.build.clashes)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Take the entries out of MkDocs' hands and put the pages made from them in."""
        for file in list(files):
            if _is_below(file, self.root) or self.build.leaves_out(file.src_uri):
                files.remove(file)
        self._tell(_clashes(files, self.build, config))
        for name in self.build.replaces():
            config.theme.static_templates.discard(name)
        for address in self.build.files():
            files.append(GeneratedFile(address, self.build, config))
        return files

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Take the theme's environment, from which the pages' frame is rendered."""
        del files
        self.build.use_frame(_frame_renderer(env, config))
        return env

    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str:
        """Name the directory's pages in the map of a site with pages of its own."""
        del config
        return self.build.completed(template_name, output_content)

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Look at every page once more, then put the site in the place of the old one."""
        built = Path(config.site_dir)
        self._tell(self.build.problems(built))
        if config.strict and _warnings_counted():
            shutil.rmtree(built, ignore_errors=True)
        else:
            self._publish(built, config.site_url or "")
        config.site_dir = str(self.target)

    def on_build_error(self, *, error: Exception) -> None:
        """Leave nothing half-made behind; what was published stays."""
        del error
        if hasattr(self, "target"):
            shutil.rmtree(staging_folder(self.target), ignore_errors=True)

    def _site_build(self, loaded: LoadedDirectory) -> SiteBuild:
        return SiteBuild(
            loaded,
            self.settings,
            self.today,
            join_pages=self.config.join_pages,
            live_reload=self.serving,
            secrets=tuple(os.environ.get("SERVICE_DIRECTORY_SECRETS", "").split("\n")),
            whole_site=not self.settings.prefix,
            kept=self.pages,
        )

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any
    ) -> LiveReloadServer:
        """Have the preview make pages when they are asked for."""
        del config, builder
        server.set_app(self.on_demand.wrapped(server.serve_request))
        return server

    def _publish(self, built: Path, site_url: str) -> None:
        try:
            if publish(built, self.target) is Way.BY_FILE:
                log.info("%s cannot be exchanged whole, so its files were replaced", self.target)
            self.pages.save()
            self.on_demand.show(self.build, self.target, urlsplit(site_url).path or "/")
        except OSError as error:
            reason = error.strerror or "no access"
            words = f"The finished site could not be put at {self.target}: {reason}"
            raise PluginError(words) from error

    def _last_good(self, loaded: LoadedDirectory) -> LoadedDirectory:
        """Tell what is wrong; a preview shows the last state without errors until it is right.

        Without this MkDocs answers no browser until then.
        """
        if self.serving and loaded.report.errors and self.good is not None:
            self._log(loaded.report)
            log.error("%s The last state without errors is shown.", summary(loaded.report))
            return self.good
        self._tell(loaded.report)
        self.good = loaded
        return loaded

    def _log(self, report: Report) -> None:
        for diagnostic in report:
            log.log(_LEVELS[diagnostic.severity], "%s", diagnostic.as_text())

    def _tell(self, report: Report) -> None:
        self._log(report)
        if report.errors:
            raise PluginError(f"The site was not built: {summary(report)}")


class GeneratedFile(File):
    """A file of the site whose content is made when it is written."""

    def __init__(self, address: str, build: SiteBuild, config: MkDocsConfig) -> None:
        """Make the file for an address of the site."""
        path = build.path_of(address)
        super().__init__(
            path,
            src_dir=None,
            dest_dir=config.site_dir,
            use_directory_urls=True,
            dest_uri=path,
            inclusion=InclusionLevel.INCLUDED,
        )
        self.generated_by = "service-directory"
        self._address, self._build = address, build

    def copy_file(self, dirty: bool = False) -> None:  # noqa: FBT001, FBT002 - MkDocs' signature
        """Make the content and write it."""
        del dirty
        if self._build.waits(self._address):
            return
        target = Path(self.abs_dest_path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(self._build.content(self._address))


_CACHE_FOLDER = Path(".cache/service-directory")
_LEVELS = {
    Severity.ERROR: logging.ERROR,
    Severity.WARNING: logging.WARNING,
    Severity.NOTICE: logging.INFO,
}
_SHELL_FOLDER = Path(__file__).parent / "templates" / "theme"


def _frame_renderer(env: Environment, config: MkDocsConfig) -> Any:
    template = env.get_template("service-directory/shell.html")

    def render(view: ShellView) -> str:
        return template.render(
            view=view,
            config=config,
            page=None,
            base_url=view.root if view.root == "/" else view.root.rstrip("/"),
            **interface_names(view.language.tag),
        )

    return render


def _check_theme(name: str | None) -> None:
    """Stop in words when the frame of the pages cannot find its style sheet."""
    if name != "material":
        words = "The directory's pages stand in Material's frame; write theme: name: material"
        raise PluginError(f"{words} in mkdocs.yml (now it is '{name}')")


def _clashes(files: Files, build: SiteBuild, config: MkDocsConfig) -> Report:
    """Return an error for every page of MkDocs' own that would be written over one of ours."""
    docs = Path(config.docs_dir)
    ours = set(map(build.path_of, build.files()))
    return Report.of(
        Diagnostic(
            path=f"{docs.name}/{file.src_uri}",
            line=0,
            column=0,
            severity=Severity.ERROR,
            rule="same-address",
            message=f"this file and the directory would both be the page {file.dest_uri}",
            hint="rename it, or give the plugin a prefix such as directory/",
        )
        for file in files
        if _is_below(file, docs) and file.dest_uri in ours
    )


def _is_below(file: File, folder: Path) -> bool:
    source = file.abs_src_path
    return source is not None and Path(source).is_relative_to(folder)


def _warnings_counted() -> bool:
    handlers = logging.getLogger("mkdocs").handlers
    return any(h.get_counts() for h in handlers if isinstance(h, CountHandler))
