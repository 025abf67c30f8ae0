"""Cases that officials can read and correct, kept in YAML beside the tests."""

from pathlib import Path
from typing import Any

import yaml


def load_cases(name: str) -> dict[str, Any]:
    """The cases of one file under cases/."""
    return yaml.safe_load((Path(__file__).parent / "cases" / f"{name}.yaml").read_text(encoding="utf-8"))
