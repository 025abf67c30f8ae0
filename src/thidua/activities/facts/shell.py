"""What a phone takes along to open the field card without a network: its files, and which version of them this is."""

import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from thidua.activities.facts.field_words import words_of_card
from thidua.activities.facts.sorting import guide_text, province_guide

CARD = "activities/field"
TEMPLATE = "activities/field/card.html"
GUIDE = "activities/field/guide.html"
TEMPLATES = Path(__file__).resolve().parents[1] / "templates"
WORKER = f"{CARD}/worker.js"
FACES = ("latin-400", "vietnamese-400", "latin-600", "vietnamese-600")
READER = "vendor/qr-worker.js"
"""Reads QR codes where the browser cannot by itself."""
ICONS = "vendor/field-icons.svg"
FROM_ELSEWHERE = (
    "common/css/tokens.css",
    "common/img/mark.svg",
    "vendor/idb.js",
    READER,
    ICONS,
    *(f"vendor/fonts/be-vietnam-pro-{face}-normal.woff2" for face in FACES),
)
COLOUR = "#8b1a1f"
"""Of the band, as the phone draws it around the card."""
SIGNS = (
    ("icon-192.png", "192x192", "any"),
    ("icon-512.png", "512x512", "any"),
    ("icon-maskable-512.png", "512x512", "maskable"),
)
NOT_TAKEN = frozenset({WORKER, f"{CARD}/icon-512.png", f"{CARD}/icon-maskable-512.png"})
"""The browser keeps the worker itself, and the large icons once the card is put on the home screen, with a network."""


@dataclass(frozen=True, slots=True)
class Shell:
    """`names` of static files, and a version that changes with them, with the page, its words and the manifest."""

    names: tuple[str, ...]
    version: str

    @property
    def addresses(self) -> list[str]:
        """Where the files are."""
        return [static(name) for name in self.names]


@lru_cache(maxsize=1)
def shell() -> Shell:
    """The files as they stand; looked at once in the life of a process."""
    folder = path_of(f"{CARD}/app.js").parent
    own = [f"{CARD}/{file.relative_to(folder).as_posix()}" for file in sorted(folder.rglob("*")) if file.is_file()]
    names = tuple(name for name in (*own, *FROM_ELSEWHERE) if name not in NOT_TAKEN)
    digest = hashlib.sha256()
    for name in (*names, WORKER):
        digest.update(name.encode() + path_of(name).read_bytes())
    digest.update(json.dumps(words_of_card(), sort_keys=True).encode())
    digest.update(json.dumps(manifest(), sort_keys=True).encode())
    for template in (TEMPLATE, GUIDE):
        digest.update((TEMPLATES / template).read_bytes())
    digest.update(guide_text().encode() + repr(province_guide()).encode())
    return Shell(names, digest.hexdigest()[:16])


def manifest() -> dict[str, Any]:
    """What a phone needs to put the card on its home screen, the same for everybody."""
    card = reverse("field_card")
    with override(settings.LANGUAGE_CODE):
        return {
            "id": card,
            "name": _("Thi Đua Số – phiếu hiện trường"),
            "short_name": _("Hiện trường"),
            "lang": settings.LANGUAGE_CODE,
            "start_url": card,
            "scope": card,
            "display": "standalone",
            "background_color": "#faf7f2",
            "theme_color": COLOUR,
            "icons": [
                {"src": static(f"{CARD}/{name}"), "sizes": sizes, "type": "image/png", "purpose": purpose}
                for name, sizes, purpose in SIGNS
            ],
        }


def path_of(name: str) -> Path:
    """The file of a static name."""
    found = finders.find(name)
    if not isinstance(found, str):
        raise FileNotFoundError(name)
    return Path(found)
