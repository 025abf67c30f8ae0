"""Files of tables and cards, made for a test."""

import json
from typing import Any


def as_yaml(data: Any) -> str:
    """Plain data as a file: JSON is YAML."""
    return json.dumps(data, ensure_ascii=False)
