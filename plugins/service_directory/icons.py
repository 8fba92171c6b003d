"""Pictures for needs: Material Design icons from the installed theme, inlined.

The theme's package carries the icon files (Apache License 2.0); none of them is copied here.
The small pictures on buttons and facts are drawn in the style sheet.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Final

from markupsafe import Markup

NEED_ICONS: Final = {
    "child": "human-male-child",
    "community": "account-group-outline",
    "documents": "file-document-outline",
    "family": "baby-face-outline",
    "food": "food-apple-outline",
    "health": "heart-pulse",
    "home": "home-outline",
    "language": "translate",
    "legal": "scale-balance",
    "mind": "head-heart-outline",
    "money": "cash",
    "phone": "cellphone",
    "safety": "shield-outline",
    "school": "school-outline",
    "transport": "bus",
    "work": "briefcase-outline",
}
"""Icons a need can have (field `icon` in taxonomy/needs.yml), and the theme's name for each."""

_PATH = re.compile(r"\bd=\"([^\"]+)\"")


@cache
def icon(name: str) -> Markup:
    """Return an icon as inline SVG that screen readers pass over; a tag for an unknown name."""
    material = NEED_ICONS.get(name, "tag-outline")
    file = files("material").joinpath("templates", ".icons", "material", f"{material}.svg")
    paths = _PATH.findall(file.read_text(encoding="utf-8"))
    drawn = "".join(f'<path d="{path}"/>' for path in paths)
    attributes = 'class="sd-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"'
    return Markup(f"<svg {attributes}>{drawn}</svg>")
