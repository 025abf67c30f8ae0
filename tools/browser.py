"""Debian's Chromium for journeys and pictures: the build without a window where it is there, which asks for a quarter
less of the processor, else the whole browser.
"""

from __future__ import annotations

import shutil
from typing import Any

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
PROGRAMS = ("chromium-headless-shell", "chromium")


def launch(playwright: Any, *more: str) -> Any:
    """A running browser of `playwright` (its root or its browser type), with `more` flags."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    assert program, "Chromium is missing; tools/bootstrap installs it."
    kind = getattr(playwright, "chromium", playwright)
    return kind.launch(executable_path=program, args=[*FLAGS, *more])
