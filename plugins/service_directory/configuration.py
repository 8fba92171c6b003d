"""Settings from the options of mkdocs.yml, for both adapters; and the day a build is for."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

import yaml

from service_directory.model.language_tags import canonical_tag
from service_directory.settings import Settings, UrgentKind, UrgentPhone

PLUGIN: Final = "service-directory"
DEFAULT_DIRECTORY: Final = "directory"
_PREFIX_PART: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._~-]*")
_REGION: Final = re.compile(r"[A-Z]{2}")


class OptionError(ValueError):
    """An option that cannot be what was meant; its text says what to write."""


def settings_from_options(options: Mapping[str, object]) -> Settings:
    """Return the settings that options of the same names make; others keep their defaults.

    Raises OptionError, in words, when a value has the right type and still makes no sense.
    """
    default = Settings()
    chosen: dict[str, Any] = {}
    for field in fields(Settings):
        value = options.get(field.name)
        if value is not None:
            chosen[field.name] = _like(getattr(default, field.name), value)
    if isinstance(phones := options.get("urgent_phones"), list | tuple):
        source = next(iter(chosen.get("languages") or default.languages))
        chosen["urgent_phones"] = tuple(_urgent_phone(phone, source) for phone in phones)
    if site_url := chosen.get("site_url"):
        chosen["site_url"] = f"{str(site_url).rstrip('/')}/"
    if not chosen.get("languages", True):
        del chosen["languages"]
    settings = Settings(**chosen)
    _check_languages(settings.languages)
    _check_places(settings)
    _check_exit(settings.exit_url)
    return replace(settings, prefix=_clean_prefix(settings.prefix))


def _urgent_phone(value: object, language: str) -> UrgentPhone:
    """Read a number, or a mapping of `number` with `kind` and `words` (text, or by language)."""
    if isinstance(value, UrgentPhone):
        return value
    begin = "The option urgent_phones has"
    given = value if isinstance(value, dict) else {"number": value}
    number, kind = given.get("number"), given.get("kind")
    if not isinstance(number, str) or not any(map(str.isdecimal, number)):
        raise OptionError(f"{begin} '{number}'; write a number in quotes, such as \"911\"")
    unknown = sorted(map(str, set(given) - {"number", "kind", "words"}))
    if unknown:
        raise OptionError(f"{begin} '{unknown[0]}'; write number, kind and words")
    if kind is not None and kind not in list(UrgentKind):
        raise OptionError(f"{begin} the kind '{kind}'; write one of {', '.join(UrgentKind)}")
    words = _words_by_language(given.get("words"), language)
    if words is None:
        hint = "write words: {en: Night shelter, es: Albergue nocturno}"
        raise OptionError(f"{begin} words for {number} that cannot be read; {hint}")
    return UrgentPhone(number, None if kind is None else UrgentKind(str(kind)), words)


def _words_by_language(words: object, language: str) -> tuple[tuple[str, str], ...] | None:
    """Return texts by language; a text alone is in the first one. None: they cannot be read."""
    texts = words if isinstance(words, dict) else {} if words is None else {language: words}
    found = []
    for tag, text in texts.items():
        if canonical_tag(str(tag)) != tag or not isinstance(text, str) or not text.strip():
            return None
        found.append((str(tag), text.strip()))
    return tuple(found)


def _check_languages(tags: tuple[str, ...]) -> None:
    """Refuse what is no tag of a language in its canonical writing, or stands twice."""
    for tag in tags:
        right = canonical_tag(tag)
        if right != tag:
            write = f"write {right}" if right else "write for example es, mh or zh-Hans"
            raise OptionError(f"The option languages names '{tag}', which is no language; {write}")
        if tags.count(tag) > 1:
            raise OptionError(f"The option languages names '{tag}' twice")


def _check_places(settings: Settings) -> None:
    """Refuse a country or a time zone that does not exist."""
    region, zone = settings.region, settings.time_zone
    if not _REGION.fullmatch(region):
        words = f"The option region is '{region}'; write the two capital letters of a country"
        raise OptionError(f"{words}, such as US")
    if _zone(zone) is None and available_timezones():
        words = f"The option time_zone is '{zone}', which is no time zone"
        raise OptionError(f"{words}; write for example America/Chicago")


def _check_exit(url: str) -> None:
    """Refuse an address that is no page: the button that needs it must always work."""
    parts = urlsplit(url)
    if parts.scheme not in ("https", "http") or not parts.hostname:
        words = f"The option exit_url is '{url}'; write the address of a harmless page"
        raise OptionError(f"{words}, such as {Settings().exit_url}")


def _clean_prefix(prefix: str) -> str:
    """Return the option with one slash behind every part; it must stay inside the site."""
    parts = [part for part in prefix.split("/") if part]
    if not all(_PREFIX_PART.fullmatch(part) for part in parts):
        words = f"The option prefix is '{prefix}'; write the name of a folder, such as directory/"
        raise OptionError(words)
    return "".join(f"{part}/" for part in parts)


def read_mkdocs_options(path: Path) -> Mapping[str, object]:
    """Return the plugin's options in a mkdocs.yml, with `site_name`, `site_url` and `directory`.

    Read with tolerance, for MkDocs itself reads it strictly: tags such as `!ENV` count as nothing.
    Raises OSError when the file cannot be read and ValueError, in words, when it is no YAML.
    """
    try:
        loaded = yaml.load(path.read_text(encoding="utf-8-sig"), Loader=_Tolerant)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f" (near line {mark.line + 1})" if mark else ""
        raise ValueError(f"{path.name} is not valid YAML{line}") from None
    except UnicodeDecodeError:
        raise ValueError(f"{path.name} is not saved as UTF-8") from None
    if not isinstance(loaded, dict):
        raise ValueError(f"{path.name} holds no settings")
    options: dict[str, object] = {
        key: loaded[key] for key in ("site_name", "site_url") if isinstance(loaded.get(key), str)
    }
    options |= _plugin_block(loaded.get("plugins"))
    options.setdefault("directory", DEFAULT_DIRECTORY)
    return options


def day_of_build(
    now: datetime.datetime, time_zone: str, source_date_epoch: str | None = None
) -> datetime.date:
    """Return the day it is `now` in the site's time zone, or that of `SOURCE_DATE_EPOCH`."""
    zone = _zone(time_zone) or datetime.UTC
    if source_date_epoch and source_date_epoch.strip().isdecimal():
        moment = datetime.datetime.fromtimestamp(int(source_date_epoch), tz=datetime.UTC)
        return moment.date()
    return now.astimezone(zone).date()


def _zone(name: str) -> datetime.tzinfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _like(default: object, value: object) -> object:
    """Bring an option to the type its setting has; what does not fit keeps the default."""
    if isinstance(default, bool):
        return value if isinstance(value, bool) else default
    if isinstance(default, int):
        return value if isinstance(value, int) and not isinstance(value, bool) else default
    if isinstance(default, tuple):
        return tuple(map(str, value)) if isinstance(value, list | tuple) else default
    return str(value) if isinstance(value, str | int | float) else default


def _plugin_block(plugins: object) -> dict[str, object]:
    """Find the plugin in MkDocs' list of names and mappings (or mapping of names)."""
    listed = plugins if isinstance(plugins, list) else [plugins]
    for item in listed:
        if isinstance(item, dict) and PLUGIN in item:
            block = item[PLUGIN]
            return dict(block) if isinstance(block, dict) else {}
    return {}


class _Tolerant(yaml.SafeLoader):
    """YAML with unknown tags read as nothing."""


def _nothing(loader: _Tolerant, suffix: str, node: yaml.Node) -> None:
    del loader, suffix, node


_Tolerant.add_multi_constructor("", _nothing)
_Tolerant.add_multi_constructor("!", _nothing)
