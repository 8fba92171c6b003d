"""The web app manifest of a language: a name and a picture for the phone's first screen.

There is no service worker: nothing of the site stays on the phone.
"""

from __future__ import annotations

import json
from typing import Final

from service_directory.languages.locales import language
from service_directory.pages.urls import Urls, depth_prefix
from service_directory.settings import Settings

PAPER: Final = "#fbf9f5"
HEAD: Final = "#17263f"
HEAD_IN_THE_DARK: Final = "#0a111d"
"""Colours of the site's paper and head, as in the style sheet."""


def manifest(settings: Settings, urls: Urls, tag: str) -> bytes:
    """Return the manifest; addresses are relative to it, so that it holds wherever it stands."""
    root = depth_prefix(urls.manifest(tag))
    pictures = [
        {"src": f"{root}{urls.asset('icon.svg')}", "type": "image/svg+xml", "sizes": "any"},
        *(
            {
                "src": f"{root}{urls.asset(f'icon-{size}.png')}",
                "type": "image/png",
                "sizes": f"{size}x{size}",
                "purpose": "any maskable",
            }
            for size in (192, 512)
        ),
    ]
    values = {
        "name": settings.site_name,
        "short_name": settings.place or settings.site_name,
        "lang": tag,
        "dir": language(tag).direction,
        "id": f"{root}{urls.home(tag)}",
        "start_url": "./",
        "scope": root,
        "display": "minimal-ui",
        "background_color": PAPER,
        "theme_color": HEAD,
        "icons": pictures,
    }
    return json.dumps(values, ensure_ascii=False, indent=1).encode() + b"\n"
