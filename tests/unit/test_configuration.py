from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from service_directory.configuration import (
    OptionError,
    day_of_build,
    read_mkdocs_options,
    settings_from_options,
)
from service_directory.settings import Settings, UrgentKind, UrgentPhone


class TestSettings:
    def test_nothing_given(self) -> None:
        assert settings_from_options({}) == Settings()

    def test_names_are_those_of_the_settings(self) -> None:
        settings = settings_from_options(
            {
                "site_name": "Riverbend",
                "site_url": "https://riverbend.example/help",
                "languages": ["en", "es"],
                "urgent_phones": ["911"],
                "sample": True,
                "check_interval_days": 90,
                "directory": "entries",
                "join_pages": False,
                "unknown": 1,
            }
        )
        assert settings.site_name == "Riverbend"
        assert settings.site_url == "https://riverbend.example/help/"
        assert settings.languages == ("en", "es")
        assert settings.urgent_phones == (UrgentPhone("911"),)
        assert settings.sample is True
        assert settings.check_interval_days == 90

    @pytest.mark.parametrize(
        "options",
        [
            {"languages": None}, {"languages": []}, {"languages": "en"}, {"sample": "yes"},
            {"check_interval_days": "soon"}, {"check_interval_days": True}, {"place": {}},
        ],
    )  # fmt: skip
    def test_what_does_not_fit_keeps_the_default(self, options: dict[str, object]) -> None:
        assert settings_from_options(options) == Settings()

    def test_urgent_numbers_may_say_what_they_are_for(self) -> None:
        phones = [
            "911",
            {"number": "(563) 555-0199", "kind": "shelter"},
            {"number": "(563) 555-0188", "words": "The night nurse"},
            {"number": "(563) 555-0177", "words": {"en": "Nurse", "es": "Enfermera"}},
        ]
        options = {"urgent_phones": phones, "languages": ["es", "en"]}
        assert settings_from_options(options).urgent_phones == (
            UrgentPhone("911"),
            UrgentPhone("(563) 555-0199", UrgentKind.SHELTER),
            UrgentPhone("(563) 555-0188", None, (("es", "The night nurse"),)),
            UrgentPhone("(563) 555-0177", None, (("en", "Nurse"), ("es", "Enfermera"))),
        )
        assert settings_from_options({"urgent_phones": []}).urgent_phones == ()

    @pytest.mark.parametrize(
        ("phone", "words"),
        [
            (911, "in quotes"),
            ({"kind": "shelter"}, "in quotes"),
            ({"number": "911", "kind": "police"}, "kind 'police'; write one of emergency, "),
            ({"number": "911", "name": "x"}, "'name'; write number, kind and words"),
            ({"number": "911", "words": {"english": "x"}}, "words for 911"),
            ({"number": "911", "words": [1]}, "words for 911"),
        ],
    )
    def test_urgent_numbers_that_cannot_be_read(self, phone: object, words: str) -> None:
        with pytest.raises(OptionError, match=words):
            settings_from_options({"urgent_phones": [phone]})

    @pytest.mark.parametrize("prefix", ["help", "/help/", "help//"])
    def test_a_prefix_is_a_folder_however_its_slashes_are_written(self, prefix: str) -> None:
        assert settings_from_options({"prefix": prefix}).prefix == "help/"

    @pytest.mark.parametrize(
        ("options", "words"),
        [
            ({"languages": ["en", "zh-hans"]}, "languages names 'zh-hans'.*; write zh-Hans"),
            ({"languages": ["en", "spanish"]}, "names 'spanish', which is no language"),
            ({"languages": ["en", "es", "es"]}, "names 'es' twice"),
            ({"prefix": "../elsewhere/"}, "prefix is '../elsewhere/'; write the name of a folder"),
            ({"prefix": "a b"}, "prefix is 'a b'"),
            ({"region": "Iowa"}, "region is 'Iowa'; write the two capital letters"),
            ({"time_zone": "Iowa"}, "time_zone is 'Iowa', which is no time zone"),
        ],
    )
    def test_what_makes_no_sense_is_told(self, options: dict[str, object], words: str) -> None:
        with pytest.raises(OptionError, match=f"The option .*{words}"):
            settings_from_options(options)


class TestMkdocsFile:
    def read(self, folder: Path, text: str) -> dict[str, object]:
        file = folder / "mkdocs.yml"
        file.write_text(text, encoding="utf-8")
        return dict(read_mkdocs_options(file))

    def test_plugin_with_options(self, tmp_path: Path) -> None:
        text = (
            "site_name: R\nsite_url: https://r.example\nplugins:\n  - search\n"
            "  - service-directory:\n      languages: [en, es]\n      directory: entries\n"
        )
        assert self.read(tmp_path, text) == {
            "site_name": "R",
            "site_url": "https://r.example",
            "languages": ["en", "es"],
            "directory": "entries",
        }

    @pytest.mark.parametrize(
        "plugins",
        [
            "", "plugins:\n", "plugins: [search]", "plugins: [service-directory]",
            "plugins: {service-directory: }", "plugins:\n  - service-directory: [x]",
        ],
    )  # fmt: skip
    def test_plugin_without_options(self, plugins: str, tmp_path: Path) -> None:
        assert self.read(tmp_path, f"site_name: R\n{plugins}") == {
            "site_name": "R",
            "directory": "directory",
        }

    def test_plugins_as_a_mapping(self, tmp_path: Path) -> None:
        text = "plugins:\n  search: {}\n  service-directory:\n    place: P\n"
        assert self.read(tmp_path, text)["place"] == "P"

    def test_unknown_tags_are_nothing(self, tmp_path: Path) -> None:
        text = (
            "site_name: !ENV [NAME, R]\nmarkdown_extensions:\n"
            "  - e:\n      g: !!python/name:material.x\n"
            "      h: !!python/object/apply:os.system [x]\n"
            "plugins: [{service-directory: {place: !ENV PLACE, region: US}}]\n"
        )
        assert self.read(tmp_path, text) == {
            "place": None, "region": "US", "directory": "directory"
        }  # fmt: skip

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("a: [", "not valid YAML (near line 1)"),
            ("- a", "holds no settings"),
            ("", "holds no settings"),
            ("x", "holds no settings"),
            ("[" * 5_000, "not valid YAML"),
        ],
    )
    def test_broken(self, text: str, words: str, tmp_path: Path) -> None:
        with pytest.raises(ValueError, match=r"mkdocs\.yml") as caught:
            self.read(tmp_path, text)
        assert words in str(caught.value)

    def test_not_utf_8(self, tmp_path: Path) -> None:
        (tmp_path / "mkdocs.yml").write_bytes(b"site_name: \xff")
        with pytest.raises(ValueError, match="UTF-8"):
            read_mkdocs_options(tmp_path / "mkdocs.yml")

    def test_gone(self, tmp_path: Path) -> None:
        with pytest.raises(FileNotFoundError):
            read_mkdocs_options(tmp_path / "mkdocs.yml")


class TestDay:
    NOW = datetime.datetime(2026, 11, 21, 3, 0, tzinfo=datetime.UTC)

    def test_source_date_epoch(self) -> None:
        assert day_of_build(self.NOW, "America/Chicago", "1790000000") == datetime.date(2026, 9, 21)

    @pytest.mark.parametrize("epoch", [None, "", "soon"])
    def test_in_the_zone_of_the_site(self, epoch: str | None) -> None:
        assert day_of_build(self.NOW, "America/Chicago", epoch) == datetime.date(2026, 11, 20)
        assert day_of_build(self.NOW, "Asia/Tokyo", epoch) == datetime.date(2026, 11, 21)

    @pytest.mark.parametrize("zone", ["Nowhere/At all", "", "../etc"])
    def test_a_zone_that_is_none(self, zone: str) -> None:
        assert day_of_build(self.NOW, zone) == datetime.date(2026, 11, 21)
