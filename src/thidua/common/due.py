"""Door 4: each app's part of “Việc cần làm”, everyone's home.

An app registers `source(actor, today)`, which gives a list of `DueItem` in a constant number of queries. Most of what
could wait for somebody does not: a source that says which rows it stands on is asked only where there are any, and one
query answers that for all of them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import IntegerField, QuerySet, Value

from thidua.common.actor import Actor


class DueGroup(StrEnum):
    """Whose move it is."""

    MINE = "MINE"
    BLOCKED = "BLOCKED"
    WAITING = "WAITING"


@dataclass(frozen=True, slots=True)
class DueItem:
    """One thing to do. `verb` is the button, `title` starts with a verb, `fact` is the one fact worth saying.

    `url` opens the thing; the button leads to `action_url`, or to `url` where that is empty, and posts when `posts`
    is set. A BLOCKED item says `blocked_by` and `who_unblocks`. `deadline` is None when none was set; with `begins`
    it is the day on which the thing may begin. `agency` is the id of the agency whose calendar counts the working
    days (None: the State's calendar alone).
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
    agency: int | None = None
    action_url: str = ""
    posts: bool = False
    begins: bool = False
    icon: str = ""


DueSource = Callable[[Actor, date], list[DueItem]]
DueRows = Callable[[Actor, date], QuerySet[Any]]
"""The rows without which a source has nothing to say."""

_sources: list[tuple[DueSource, DueRows | None]] = []


def register_due_source(source: DueSource, rows: DueRows | None = None) -> None:
    """Called once by the owning app's `AppConfig.ready`. A source uses a constant number of queries."""
    if source not in [known for known, _rows in _sources]:
        _sources.append((source, rows))


def due_items(actor: Actor, today: date) -> list[DueItem]:
    """All that waits for or around the actor, the nearest deadline first, what has none last."""
    some = _with_rows(actor, today)
    asked = [source for place, (source, rows) in enumerate(_sources) if rows is None or place in some]
    items = [item for source in asked for item in source(actor, today)]
    return sorted(items, key=lambda item: (item.deadline is None, item.deadline or today, item.title))


def _with_rows(actor: Actor, today: date) -> set[int]:
    """The places of the sources whose rows are there, in one query."""
    found = [(place, rows(actor, today)) for place, (_source, rows) in enumerate(_sources) if rows is not None]
    asked = [
        rows.order_by().annotate(of_source=Value(place, IntegerField())).values_list("of_source", flat=True)
        for place, rows in found
        if not rows.query.is_empty()  # what a role has no part in says so at once
    ]
    return set(asked[0].union(*asked[1:])) if asked else set()
