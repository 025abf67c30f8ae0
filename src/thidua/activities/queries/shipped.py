"""The templates of plans that come with the product: one YAML file each in `plan_templates/`.

Their sentences are content, which people change once it is in their plan; so they are Vietnamese alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from thidua.activities.enums import ActivityKind, PartyRole, PlanGroup


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """One line of a template. `offset` counts working days from the day of the activity, before it below 0; None: no
    term. `role` usually does it; empty where the plan has to say.
    """

    text: str
    group: PlanGroup
    offset: int | None = None
    role: PartyRole | None = None


@dataclass(frozen=True, slots=True)
class ShippedTemplate:
    """One file: for which kind of activity, and its lines in order."""

    code: str
    name: str
    note: str
    kind: ActivityKind
    lines: tuple[TemplateLine, ...]


@lru_cache(maxsize=1)
def shipped_templates() -> Mapping[str, ShippedTemplate]:
    """All of them by their code, which is the name of the file."""
    folder = files("thidua.activities").joinpath("plan_templates")
    found = {}
    for file in sorted(folder.iterdir(), key=lambda each: each.name):
        if file.name.endswith(".yaml"):
            code = file.name.removesuffix(".yaml")
            found[code] = read_template(code, yaml.safe_load(file.read_text(encoding="utf-8")))
    return found


def read_template(code: str, told: Mapping[str, Any]) -> ShippedTemplate:
    """One file's content. Raises `KeyError` and `ValueError` for what is not there and for unknown names."""
    lines = tuple(
        TemplateLine(
            text=each["text"],
            group=PlanGroup(each["group"]),
            offset=each.get("days"),
            role=PartyRole(each["role"]) if "role" in each else None,
        )
        for each in told["lines"]
    )
    return ShippedTemplate(code, told["name"], told["note"], ActivityKind(told["kind"]), lines)
