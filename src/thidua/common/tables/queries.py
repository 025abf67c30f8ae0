"""What the import pages show."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.common import clock
from thidua.common.jobs import is_dead
from thidua.common.models import ImportRun, ImportState, Job, JobState
from thidua.common.tables.layouts import Layout
from thidua.common.tables.plans import Action, Option
from thidua.common.tables.reading import load_rows

FIRST_SHOWN = ("WRONG", "ASK", "CHANGE", "NEW", "SKIP", "SAME")
HEAVY: Final = ("file", "rows", "plans", "effects", "answers", "columns", "notes")
"""What a run holds of its file: megabytes, which only some pages and deeds need."""
_ALIKE: Final = 3
"""Rows with the same fault from which on it is told once for all of them."""
_MOST_ALIKE: Final = 5
_MOST_NAMED: Final = 12


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


def shown_rows(run: ImportRun, action: str = "", most: int | None = None) -> list[ShownRow]:
    """The rows of the preview, what needs a person first; with `action` only those, with `most` only the first."""
    order = {name: place for place, name in enumerate(FIRST_SHOWN)}
    plans = [plan for plan in run.plans if not action or plan["a"] == action]
    first = sorted(plans, key=lambda plan: (order[plan["a"]], plan["n"]))[:most]
    return [_shown(plan, run.answers) for plan in first]


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


def values_of_new(run: ImportRun, layout: Layout, shown: Sequence[ShownRow]) -> dict[int, list[tuple[str, str]]]:
    """What each new row will hold beside its title, heading by heading, as a person would write it; by row number."""
    titles = {row.number: row.title for row in shown if row.action == Action.NEW}
    wanted = titles.keys()
    rows = load_rows(run.rows, layout, wanted) if wanted else []
    return {
        row.number: [
            (column.header, column.parser.show(value))
            for column in layout.columns
            if (value := row.values.get(column.key)) is not None and value != titles[row.number]
        ]
        for row in rows
    }


@dataclass(frozen=True, slots=True)
class FaultAlike:
    """The same fault in several rows; `rows` are the numbers of the first of them, in words."""

    column: str
    message: str
    remedy: str
    count: int
    rows: str


def faults_alike(run: ImportRun) -> list[FaultAlike]:
    """The faults that most rows share, the most frequent first: often one word to correct throughout the file."""
    if run.counts.get(Action.WRONG, 0) < _ALIKE:
        return []
    rows: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for plan in run.plans:
        for column, message, remedy in plan["f"]:
            rows[column, message, remedy].append(plan["n"])
    most = sorted(rows.items(), key=lambda each: -len(each[1]))[:_MOST_ALIKE]
    return [FaultAlike(*fault, len(found), _some(found)) for fault, found in most if len(found) >= _ALIKE]


def _some(numbers: list[int]) -> str:
    told = ", ".join(str(number) for number in numbers[:_MOST_NAMED])
    return told if len(numbers) <= _MOST_NAMED else f"{told}…"


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
    runs = ImportRun.objects.filter(kind=kind, subject_id__in=list(subjects)).defer(*HEAVY)
    return runs.order_by("-made_at", "-pk")[:most]


def progress_of(run: ImportRun) -> dict[str, Any]:
    """How far the worker is, in words; one that died is told from a slow one. For the component `progress`."""
    job = Job.objects.filter(pk=run.job).first() if run.job else None
    failed = ""
    if run.state == ImportState.REFUSED:
        failed = (job.says if job else "") or _("Không đọc được tệp này.")
    elif run.is_under_way and (job is None or job.state == JobState.FAILED):
        failed = (job.says if job else "") or _("Máy chủ gặp lỗi giữa chừng. Bấm làm lại.")
    elif run.is_under_way and job is not None and is_dead(job, clock.now()):
        failed = _("Máy chủ dừng giữa chừng; chưa dòng nào bị đổi. Bấm làm lại.")
    says = job.says if job is not None and job.says else _("Đang chờ đến lượt")
    return {
        "label": says if run.is_under_way else _STATES[ImportState(run.state)],
        "percent": 100 * job.done // job.total if job is not None and job.total else None,
        "done": not run.is_under_way,
        "failed": failed,
    }


def why_failed(run: ImportRun) -> str:
    """Why the worker did not do what was last asked, if it did not."""
    job = Job.objects.filter(pk=run.job, state=JobState.FAILED).first() if run.job else None
    return job.says if job is not None else ""


_STATES: Final = {
    ImportState.PREVIEW: gettext_lazy("Đã có bản xem trước"),
    ImportState.APPLIED: gettext_lazy("Đã nhập xong"),
    ImportState.UNDONE: gettext_lazy("Đã hoàn tác xong"),
    ImportState.REFUSED: gettext_lazy("Không đọc được tệp"),
}
