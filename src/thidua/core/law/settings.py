"""Where a text can be read in more than one way: a cited question that an agency answers, never a silent choice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from thidua.core.law.certainty import Certainty
from thidua.core.law.citations import Citations
from thidua.core.law.errors import LawError
from thidua.core.law.places import shipped
from thidua.core.law.texts import registered

RUN_ENDS: Final = "RUN_ENDS"
RUN_STARTS: Final = "RUN_STARTS"
WIDER_SCOPE: Final = "WIDER_SCOPE"
WORKS_WINDOW: Final = "WORKS_WINDOW"


@dataclass(frozen=True, slots=True)
class Setting:
    """One question with its possible answers. Without a default all answers are tried and must agree."""

    code: str
    question: str
    cites: Citations
    grade: Certainty
    options: Mapping[str, str]
    default: str = ""


@lru_cache(maxsize=1)
def shipped_settings() -> Mapping[str, Setting]:
    """The settings of `settings.yaml` by code."""
    found = {}
    for place in next(shipped("settings.yaml")).items():
        entry = place.mapping(("default",), ("code", "question", "cites", "grade", "options"))
        options = {key: each.text() for key, each in entry["options"].entries().items()}
        default = entry["default"].text() if "default" in entry else ""
        if default and default not in options:
            raise entry["default"].wrong("not_a_choice", text=default, known=", ".join(options))
        code = entry["code"].text()
        question, cites = entry["question"].text(), registered(entry["cites"])
        found[code] = Setting(code, question, cites, entry["grade"].grade(), options, default)
    return found


Chosen = Mapping[str, str]
"""Code of a setting → the answer; one that is not in it has its default or none."""


def chosen(given: Mapping[str, str]) -> Chosen:
    """The answers with defaults filled in. Raises `LawError` (unknown_setting, not_a_choice)."""
    settings = shipped_settings()
    for code, answer in given.items():
        if code not in settings:
            raise LawError("unknown_setting", {"code": code, "known": ", ".join(settings)})
        if answer not in settings[code].options:
            raise LawError("not_a_choice", {"key": code, "text": answer, "known": ", ".join(settings[code].options)})
    defaults = {code: each.default for code, each in settings.items() if each.default}
    return {**defaults, **given}
