"""What the files of the demo tell."""

from importlib.resources import files
from typing import Any

import yaml

from thidua.core.plain import LOADER


def read_told(name: str) -> dict[str, Any]:
    """The file, new at each call: who reads it may change what he got."""
    text = files("thidua.cli.demo").joinpath(name).read_text(encoding="utf-8")
    told: dict[str, Any] = yaml.load(text, Loader=LOADER)  # noqa: S506  a safe one
    return told
