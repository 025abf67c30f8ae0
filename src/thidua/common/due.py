"""Door 4: each app's part of “Việc cần làm”, everyone's home."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from thidua.common.actor import Actor


class DueGroup(StrEnum):
    """Whose move it is."""

    MINE = "MINE"
    BLOCKED = "BLOCKED"
    WAITING = "WAITING"


@dataclass(frozen=True, slots=True)
class DueItem:
    """One thing to do. `verb` is the button, `title` starts with a verb, `fact` is the one fact worth saying.

    A BLOCKED item says `blocked_by` and `who_unblocks`. `deadline` is None when none was set.
    """

    group: DueGroup
    title: str
    url: str
    verb: str
    deadline: date | None
    fact: str = ""
    context: str = ""
    blocked_by: str = ""
    who_unblocks: str = ""


DueSource = Callable[[Actor, date], list[DueItem]]
_sources: list[DueSource] = []


def register_due_source(source: DueSource) -> None:
    """Called once by the owning app's `AppConfig.ready`. A source uses a constant number of queries."""
    _sources.append(source)


def due_items(actor: Actor, today: date) -> list[DueItem]:
    """All that waits for or around the actor, the nearest deadline first, what has none last."""
    items = [item for source in _sources for item in source(actor, today)]
    return sorted(items, key=lambda item: (item.deadline is None, item.deadline or today, item.title))
