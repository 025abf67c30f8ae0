"""What would happen to each row: shown before it happens, and hashed so that only what was shown happens."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any, Final

from thidua.common.tables.reading import Finding, ReadRow
from thidua.core.vietnam.partial_dates import PartialDate


class Action(StrEnum):
    """What happens to a row."""

    NEW = "NEW"
    CHANGE = "CHANGE"
    SAME = "SAME"
    ASK = "ASK"
    """A person must answer first."""
    WRONG = "WRONG"
    SKIP = "SKIP"
    """A person chose to leave it out."""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to a question. `value` comes back in `Row.answers`."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """What the file does not settle: two units of that name, or perhaps the same person.

    `key` tells the questions of one row apart.
    """

    key: str
    text: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that a change changes, in words. An empty `before` was unknown."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row as the planner gets it: read without fault. `answers` are those to this row's questions, by key."""

    number: int
    values: Mapping[str, Any]
    answers: Mapping[str, str] = field(default_factory=dict)

    def __getitem__(self, key: str) -> Any:
        """The value, or None when the cell is missing or the file has no such column."""
        return self.values.get(key)


@dataclass(frozen=True, slots=True)
class RowPlan:
    """What would happen to one row. Build it with `new`, `change`, `same`, `ask` or `wrong`.

    `target` is the id of the row it changes. `values` is what `apply` needs: plain values, days, fractions, ids.
    """

    number: int
    title: str
    action: Action
    target: int | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    differences: tuple[Difference, ...] = ()
    findings: tuple[Finding, ...] = ()
    question: Question | None = None


PlanRow = Callable[[Row], RowPlan]
Planner = Callable[[Any, Sequence[Row], date], PlanRow]
"""`planner(subject, rows, today)` looks up once what all rows need and gives the function that plans one."""


def new(row: Row, title: str, /, **values: Any) -> RowPlan:
    """The row makes something."""
    return RowPlan(row.number, title, Action.NEW, values=values)


def change(row: Row, title: str, target: int, differences: Iterable[Difference], /, **values: Any) -> RowPlan:
    """The row changes something; without differences it leaves it as it is."""
    told = tuple(differences)
    action = Action.CHANGE if told else Action.SAME
    return RowPlan(row.number, title, action, target=target, values=values, differences=told)


def ask(row: Row, title: str, question: Question) -> RowPlan:
    """A person must answer first."""
    return RowPlan(row.number, title, Action.ASK, question=question)


def wrong(row: Row, title: str, *findings: Finding) -> RowPlan:
    """The row cannot be taken."""
    return RowPlan(row.number, title, Action.WRONG, findings=findings)


_PART: Final = 2_000
"""Plans that are written down at once."""
SKIP = "bo-dong-nay"
"""The answer that leaves a row out; every question offers it."""


def plan_rows(
    every: Sequence[ReadRow],
    planner: Planner,
    subject: Any,
    answers: Mapping[str, Mapping[str, str]],
    today: date,
    tell: Callable[[int], None] = lambda done: None,
) -> list[RowPlan]:
    """A plan for each row. Rows with findings are wrong before they are planned. `tell` hears how many are done."""
    nothing: Mapping[str, str] = {}
    good = [
        Row(row.number, row.values, answers.get(str(row.number), nothing) if answers else nothing)
        for row in every
        if not row.findings
    ]
    plan_row = planner(subject, good, today)
    planned: dict[int, RowPlan] = {}
    for start in range(0, len(good), _PART):
        tell(start)
        planned |= {row.number: _plan_unless_skipped(row, plan_row) for row in good[start : start + _PART]}
    return [
        planned.get(row.number) or RowPlan(row.number, _title(row), Action.WRONG, findings=row.findings)
        for row in every
    ]


def _plan_unless_skipped(row: Row, plan_row: PlanRow) -> RowPlan:
    if row.answers and SKIP in row.answers.values():
        return RowPlan(row.number, _title(row), Action.SKIP)
    return plan_row(row)


def _title(row: ReadRow | Row) -> str:
    """The first words of the row."""
    return next((value for value in row.values.values() if isinstance(value, str)), "")


def manifest_hash(plans: Sequence[RowPlan]) -> str:
    """SHA-256 of what would happen, in its one written form: a list in JSON, written part by part."""
    write = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain).encode
    digest = hashlib.sha256(b"[")
    for start in range(0, len(plans), _PART):
        manifest = [[plan.number, plan.action, plan.target, plan.values] for plan in plans[start : start + _PART]]
        digest.update(f"{',' if start else ''}{write(manifest)[1:-1]}".encode())
    digest.update(b"]")
    return digest.hexdigest()


def count_actions(plans: Iterable[RowPlan]) -> dict[str, int]:
    """How many rows of each action."""
    return {str(action): count for action, count in Counter(plan.action for plan in plans).items()}


def dump_plans(plans: Iterable[RowPlan]) -> list[dict[str, Any]]:
    """What the preview shows, as JSON; short keys, for there may be thousands."""
    return [
        {
            "n": plan.number,
            "t": plan.title,
            "a": str(plan.action),
            "d": [[each.label, each.before, each.after] for each in plan.differences],
            "f": [[each.column, each.message, each.remedy] for each in plan.findings],
            "q": _dump_question(plan.question),
        }
        for plan in plans
    ]


def _dump_question(question: Question | None) -> dict[str, Any] | None:
    if question is None:
        return None
    options = [[option.value, option.label] for option in question.options]
    return {"key": question.key, "text": question.text, "options": options}


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, PartialDate):
        return value.code
    raise TypeError(f"A plan cannot hold {type(value).__name__}.")
