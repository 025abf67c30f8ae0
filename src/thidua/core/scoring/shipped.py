"""The example tables and cards that come with the program, by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True)
class Example:
    """A table and cards for it: invented ones under the name of the table, or a real case under its own."""

    scheme: str
    cards: str
    title: str


EXAMPLES: Final[Mapping[str, Example]] = MappingProxyType(
    {
        "cailay-2022": Example("tiengiang-2022", "cailay-2022", "Một phòng cấp huyện qua bảng Tiền Giang 2022"),
        "cantho-2025": Example("cantho-2025", "cantho-2025-cards", "Chi trả không dùng tiền mặt, Cần Thơ 2025"),
        "tiengiang-2022": Example(
            "tiengiang-2022", "tiengiang-2022-cards", "Phòng Tài nguyên và Môi trường cấp huyện, Tiền Giang 2022"
        ),
        "tphcm-form4": Example("tphcm-form4", "tphcm-form4-cards", "Biểu 4, sở ngành chấm quận, huyện, TP.HCM"),
    }
)


def tables() -> dict[str, str]:
    """The tables that come with the program: name → title."""
    return {name: example.title for name, example in EXAMPLES.items() if name == example.scheme}


def example_text(name: str) -> str:
    """The file of a table or of cards."""
    return files("thidua.core.scoring.examples").joinpath(f"{name}.yaml").read_text(encoding="utf-8")
