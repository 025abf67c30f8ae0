"""What the import pages show."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from thidua.common.models import ImportRun
from thidua.common.tables.layouts import Layout
from thidua.common.tables.plans import Action, Option
from thidua.common.tables.reading import load_rows

FIRST_SHOWN = ("WRONG", "ASK", "CHANGE", "NEW", "SKIP", "SAME")
_HEAVY = ("rows", "plans", "effects", "answers", "columns", "notes")


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One row of the preview."""

    number: int
    title: str
    action: str
    differences: list[list[str]]
    findings: list[list[str]]
    question: str = ""
    question_key: str = ""
    options: tuple[Option, ...] = ()
    answer: str = ""


def shown_rows(run: ImportRun, action: str = "") -> list[ShownRow]:
    """The rows of the preview, what needs a person first; with `action` only those."""
    order = {name: place for place, name in enumerate(FIRST_SHOWN)}
    plans = [plan for plan in run.plans if not action or plan["a"] == action]
    return [_shown(plan, run.answers) for plan in sorted(plans, key=lambda plan: (order[plan["a"]], plan["n"]))]


def _shown(plan: dict[str, Any], answers: dict[str, dict[str, str]]) -> ShownRow:
    question = plan["q"] or {}
    given = answers.get(str(plan["n"]), {})
    return ShownRow(
        number=plan["n"],
        title=plan["t"],
        action=plan["a"],
        differences=plan["d"],
        findings=plan["f"],
        question=question.get("text", ""),
        question_key=question.get("key", ""),
        options=tuple(Option(*option) for option in question.get("options", ())),
        answer=next(iter(given.values()), ""),
    )


def values_of_new(run: ImportRun, layout: Layout, shown: Iterable[ShownRow]) -> dict[int, list[tuple[str, str]]]:
    """What each new row will hold, heading by heading, as a person would write it; by row number."""
    wanted = {row.number for row in shown if row.action == Action.NEW}
    rows = load_rows(run.rows, layout, wanted) if wanted else []
    return {
        row.number: [
            (column.header, column.parser.show(value))
            for column in layout.columns
            if (value := row.values.get(column.key)) is not None
        ]
        for row in rows
    }


def remark_of(plan: dict[str, Any]) -> str:
    """What is to be corrected in a row, in one text."""
    sentences = [f"{column}: {message} {remedy}".strip(": ").strip() for column, message, remedy in plan["f"]]
    if plan["q"]:
        sentences.append(plan["q"]["text"])
    return " ".join(sentences)


def is_ready(run: ImportRun) -> bool:
    """Whether the import could be applied as it stands."""
    counts = run.counts
    blocked = counts.get(Action.WRONG, 0) + counts.get(Action.ASK, 0)
    return not blocked and bool(counts.get(Action.NEW, 0) + counts.get(Action.CHANGE, 0))


def recent_runs(kind: str, subjects: Iterable[int], most: int = 20) -> QuerySet[ImportRun]:
    """The latest imports into those subjects, without their rows."""
    runs = ImportRun.objects.filter(kind=kind, subject_id__in=list(subjects)).defer(*_HEAVY)
    return runs.order_by("-made_at", "-pk")[:most]
