"""What was written on a card over time: each change with what stood before, by whom, why."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from thidua.common.components.texts import number
from thidua.core.scoring.answers import Answer, InputField, InputKind
from thidua.core.scoring.scheme import ScoringScheme
from thidua.scorecards.enums import ChangeKind, Stage
from thidua.scorecards.facts.answers import load_answer
from thidua.scorecards.models import Scorecard, ScoreChange
from thidua.scorecards.queries.cards import all_changes, changes_to


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One change: what, from what to what, when, by whom, why."""

    label: str
    before: str
    after: str
    stage: str
    reason: str
    by: str
    at: datetime


def history_of(card: Scorecard, table: ScoringScheme, names: Collection[str]) -> list[HistoryLine]:
    """Every change of these inputs (or of an item, as not applying), first to last: one query."""
    return [line for _change, line in _lines(changes_to(card.pk, names), table)]


def later_history(card: Scorecard, table: ScoringScheme, names: Collection[str]) -> list[HistoryLine]:
    """Every change after the self-score, whatever it concerns, and all changes of these inputs: one query."""
    return [
        line
        for change, line in _lines(all_changes(card.pk), table)
        if change.stage != Stage.SELF or change.name in names
    ]


def _lines(changes: Iterable[ScoreChange], table: ScoringScheme) -> Iterator[tuple[ScoreChange, HistoryLine]]:
    before: dict[str, Any] = {}
    for change in changes:
        key = f"{change.kind}.{change.name}"
        label, old, new = _said(change, table, before.get(key))
        before[key] = change.value
        stage = str(Stage(change.stage).label)
        yield change, HistoryLine(label, old, new, stage, change.reason, change.by_name, change.at)


def _said(change: ScoreChange, table: ScoringScheme, before: Any) -> tuple[str, str, str]:
    if change.kind == ChangeKind.NOT_APPLICABLE:
        return (
            _("Mục %(item)s không áp dụng") % {"item": change.name},
            str(before or _("áp dụng")),
            str(change.value or _("áp dụng")),
        )
    field = table.inputs[change.name]
    return (
        field.label or change.name,
        say_answer(field, load_answer(field, before)),
        say_answer(field, load_answer(field, change.value)),
    )


def say_answer(field: InputField, answer: Answer) -> str:
    """An answer in words; unknown is said so."""
    if answer is None:
        return _("chưa có")
    if field.kind is InputKind.YES_NO:
        return _("có") if answer else _("không")
    if field.kind is InputKind.CHOICE:
        return dict(field.choices).get(str(answer), str(answer))
    if isinstance(answer, tuple):
        return ", ".join(answer) or _("không có")
    assert isinstance(answer, int | Fraction)
    if field.kind is InputKind.SHARE:
        return f"{number(Fraction(answer) * 100)}%"
    return number(Fraction(answer))
