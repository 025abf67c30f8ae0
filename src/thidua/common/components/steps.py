"""The step bar: where a year stands, in named steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

STATES: dict[str, str | Promise] = {
    "done": gettext_lazy("đã xong"),
    "now": gettext_lazy("đang ở bước này"),
    "later": gettext_lazy("chưa tới"),
    "skipped": gettext_lazy("không tổ chức riêng"),
    "late": gettext_lazy("quá hạn"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a year. `note` says the date, the progress in words, or why there is none; `url` opens it."""

    label: str
    state: str
    note: str = ""
    url: str = ""
    second_note: str = ""


def step_bar_context(steps: Sequence[Any], *, upright: bool = False, label: str = "") -> dict[str, Any]:
    """What `_step_bar.html` needs; `steps` are `Step`s or things with the same attributes."""
    rows = []
    for number, step in enumerate(steps, start=1):
        if step.state not in STATES:
            raise ValueError(f"{step.state!r} is not a state of a step: {', '.join(STATES)}.")
        rows.append({"number": number, "step": step, "state_words": STATES[step.state]})
    return {"rows": rows, "upright": upright, "label": label}
