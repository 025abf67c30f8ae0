"""Task cards: the verb, the deadline, one fact, one button; blocked ones say where and who can help."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.template import Context


@dataclass(frozen=True, slots=True)
class TaskCard:
    """One thing that waits. `days` are working days left (None: no deadline); `deadline` is the day in words.

    `badges` replaces the days badge by words of the badge vocabulary (done, withdrawn, …). `answer` is the policy's
    answer for the button; with `method="post"` the button posts to `action_url`.
    """

    title: str
    url: str = ""
    days: int | None = None
    deadline: str = ""
    fact: str = ""
    action: str = ""
    action_url: str = ""
    action_kind: str = "outlined"
    action_icon: str = ""
    method: str = "get"
    answer: Any = None
    blocked_by: str = ""
    unblocker: str = ""
    state: str = "mine"
    badges: tuple[str, ...] = field(default_factory=tuple)


def task_card_context(context: Context, task: Any, *, level: int = 3) -> dict[str, Any]:
    """What `_task_card.html` needs; `level` is the level of its heading."""
    return {
        "task": task,
        "level": level,
        "csrf_token": context.get("csrf_token", ""),
        "request": context.get("request"),
    }
