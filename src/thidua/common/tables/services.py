"""Bringing a table in: preview, answers, apply, undo. Nothing is half-imported."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.common.actor import Actor
from thidua.common.models import ImportRun, ImportState
from thidua.common.parents import let_go_of
from thidua.common.policy import require
from thidua.common.tables import ledger, policies, queries
from thidua.common.tables.errors import ImportStateError
from thidua.common.tables.kinds import ImportTarget, Undoing
from thidua.common.tables.memory import collector_at_rest
from thidua.common.tables.plans import Action, RowPlan, count_actions, dump_plans, manifest_hash, plan_rows
from thidua.common.tables.reading import ReadRow, dump_rows, load_rows, read_table
from thidua.common.tables.workbooks import open_csv, open_workbook
from thidua.core.vietnam.numbers import format_number

Report = Callable[[str, int], None]
"""Hears what is being done, in words, and how much of the whole is done, in per cent."""


def untold(words: str, percent: int) -> None:
    """Nobody listens."""


@collector_at_rest()
def preview_import(*, actor: Actor, target: ImportTarget, file_name: str, data: bytes, now: datetime) -> ImportRun:
    """Read a workbook and say what it would do; changes nothing yet. Raises `WorkbookError`."""
    require(policies.may_import(actor, target))
    run = begin_run(actor=actor, target=target, file_name=file_name, data=data, now=now)
    rows = _read(run, target, data, now, untold)
    _plan(run, rows, target, now)
    with transaction.atomic():
        drop_earlier_previews(run)
        run.save()
        target.kind.record(actor, "import.read", run, agency=run.agency_id, after=told(run))
    return run


@collector_at_rest()
def carry_on_reading(*, actor: Actor, run: ImportRun, job: int, now: datetime, report: Report = untold) -> ImportRun:
    """As `preview_import`, of a file that was handed to a worker; or plan again over answers given since.

    Raises `WorkbookError`, and `ImportStateError` when the file is no longer waited for.
    """
    target = find_target(actor, run)
    if run.file is None:
        rows: Sequence[ReadRow] = load_rows(run.rows, target.kind.layout)
    else:
        data = bytes(run.file)
        if hashlib.sha256(data).hexdigest() != run.file_hash:
            raise ImportStateError(_("Tệp đã giữ không còn như lúc gửi. Gửi lại tệp."))
        rows = _read(run, target, data, now, report)
        run.file = None
    _plan(run, rows, target, now, report)
    report(_("Đang giữ bản xem trước"), 90)
    with transaction.atomic():
        lock_run(run, ImportState.READING, job=job)
        run.state = ImportState.PREVIEW
        run.save()
        target.kind.record(actor, "import.read", run, agency=run.agency_id, after=told(run))
    return run


@collector_at_rest()
@transaction.atomic
def answer_import(
    *, actor: Actor, run: ImportRun, answers: Mapping[str, Mapping[str, str]], now: datetime
) -> ImportRun:
    """Keep answers to the questions (row number → question key → option) and plan again."""
    target = find_target(actor, run)
    run = lock_run(run, ImportState.PREVIEW)
    add_answers(run, answers)
    _plan(run, load_rows(run.rows, target.kind.layout), target, now)
    run.save(update_fields=["answers", *_PLANNED])
    target.kind.record(actor, "import.answered", run, agency=run.agency_id, after={"answers": dict(answers)})
    return run


@collector_at_rest()
@transaction.atomic
def apply_import(*, actor: Actor, run: ImportRun, manifest: str, now: datetime, job: int | None = None) -> ImportRun:
    """Do what the preview with the hash `manifest` showed, all of it or nothing. `job`: the worker's, if one does it.

    Raises `ImportStateError` when rows are wrong or unanswered, or when what would happen is no longer what was shown.
    """
    target = find_target(actor, run)
    run = lock_run(run, ImportState.PREVIEW if job is None else ImportState.APPLYING, job=job)
    plans = plans_of(run, load_rows(run.rows, target.kind.layout), target, now)
    refuse_other_manifest(run, manifest, manifest_hash(plans))
    run.counts = count_actions(plans)
    refuse_unready(run)
    writer = ledger.Ledger()
    target.kind.apply(
        target.subject, [plan for plan in plans if plan.action in (Action.NEW, Action.CHANGE)], writer, now
    )
    run.effects = writer.save()
    run.state = ImportState.APPLIED
    run.applied_by = actor.describe()
    run.applied_at = now
    run.save(update_fields=["effects", "state", "applied_by", "applied_at"])  # its rows and plans are as they were
    target.kind.record(actor, "import.applied", run, agency=run.agency_id, after=told(run))
    return run


@collector_at_rest()
@transaction.atomic
def undo_import(*, actor: Actor, run: ImportRun, because: str, now: datetime, job: int | None = None) -> ImportRun:
    """Take the whole import back. Raises `ImportStateError` when a row was changed or used since."""
    target = find_target(actor, run)
    run = lock_run(run, ImportState.APPLIED if job is None else ImportState.UNDOING, job=job)
    refuse_undo(run, target)
    before = told(run)
    for model, ids in ledger.created_in(run.effects):
        let_go_of(actor, model, ids)
    ledger.undo(run.effects)
    if target.kind.undone is not None:
        target.kind.undone(target.subject, Undoing(ledger.appended_in(run.effects), because, now))
    run.state = ImportState.UNDONE
    run.undone_by = actor.describe()
    run.undone_at = now
    run.undone_because = because
    run.save(update_fields=["state", "undone_by", "undone_at", "undone_because"])
    target.kind.record(actor, "import.undone", run, agency=run.agency_id, before=before, reason=because)
    return run


def refresh_preview(*, actor: Actor, run: ImportRun, now: datetime) -> ImportRun:
    """Plan again over what stands now, after `apply_import` found it changed."""
    return answer_import(actor=actor, run=run, answers={}, now=now)


def find_target(actor: Actor, run: ImportRun) -> ImportTarget:
    """Where the import goes. Raises `RefusedError`, and `ImportStateError` when it is there no longer."""
    require(policies.may_handle_import(actor, run))
    target = policies.find_import_target(actor, run.kind, run.subject_id)
    if target is None:
        raise ImportStateError(_("Nơi nhập không còn nữa."))
    return target


def begin_run(*, actor: Actor, target: ImportTarget, file_name: str, data: bytes, now: datetime) -> ImportRun:
    """The run of a file that has come, of which nothing is read or stored yet."""
    return ImportRun(
        agency_id=target.kind.agency_of(target.subject),
        kind=target.kind.kind,
        subject_id=target.subject.pk,
        file_name=file_name[-200:],
        file_hash=hashlib.sha256(data).hexdigest(),
        made_by=actor.describe(),
        made_at=now,
    )


def lock_run(run: ImportRun, state: ImportState, *, job: int | None = None) -> ImportRun:
    """The run as it stands, locked, without what is not needed at once. Raises `ImportStateError` when it is in another
    state, or no longer waits for this `job`."""
    found = ImportRun.objects.select_for_update(no_key=True).defer(*queries.HEAVY).filter(pk=run.pk).first()
    if job is not None and (found is None or found.job != job or found.state != state):
        raise ImportStateError(_("Đã dừng theo yêu cầu, hoặc có tệp khác thay."), code="stopped")
    if found is None:
        raise ImportStateError(_("Bản xem trước này không còn: có tệp khác thay."))
    if found.state != state:
        raise ImportStateError(
            {
                ImportState.READING: _("Tệp này đang được đọc."),
                ImportState.PREVIEW: _("Tệp này chưa nhập vào hệ thống."),
                ImportState.APPLYING: _("Tệp này đang được nhập; không nhập lần nữa."),
                ImportState.APPLIED: _("Tệp này đã nhập rồi; không nhập lần nữa."),
                ImportState.UNDOING: _("Lần nhập này đang được hoàn tác."),
                ImportState.UNDONE: _("Lần nhập này đã hoàn tác."),
                ImportState.REFUSED: _("Tệp này không đọc được."),
            }[ImportState(found.state)]
        )
    return found


def add_answers(run: ImportRun, answers: Mapping[str, Mapping[str, str]]) -> None:
    """Put the answers beside those that were given before."""
    for number, given in answers.items():
        run.answers.setdefault(number, {}).update(given)


_PLANNED: Final = ("plans", "counts", "manifest_hash")


def _read(run: ImportRun, target: ImportTarget, data: bytes, now: datetime, report: Report) -> Sequence[ReadRow]:
    """The rows of the file; what the run keeps of them and of the sheet is put into it."""
    kind = target.kind
    report(_("Đang mở tệp"), 5)
    open_file = open_csv if kind.reads_as_csv(run.file_name) else open_workbook
    workbook = open_file(data, most_rows=kind.most_rows)
    report(_("Đang đọc từng ô"), 25)
    otherwise = partial(kind.read_otherwise, target.subject) if kind.read_otherwise is not None else None
    table = read_table(workbook, kind.layout, today=timezone.localtime(now).date(), otherwise=otherwise)
    run.sheet = table.sheet[:60]
    run.columns = [list(column) for column in table.columns]
    run.notes = list(table.notes)
    run.rows = dump_rows(table.rows, kind.layout)
    return table.rows


def plans_of(
    run: ImportRun, rows: Sequence[ReadRow], target: ImportTarget, now: datetime, report: Report = untold
) -> list[RowPlan]:
    """What would happen to each row as things stand now."""

    def tell(done: int) -> None:
        words = _("Đã đối chiếu {done} trong {total} dòng")
        report(words.format(done=format_number(done), total=format_number(len(rows))), 50 + 35 * done // len(rows))

    day = timezone.localtime(now).date()
    return plan_rows(rows, target.kind.planner, target.subject, run.answers, day, tell)


def _plan(
    run: ImportRun, rows: Sequence[ReadRow], target: ImportTarget, now: datetime, report: Report = untold
) -> None:
    """Put into the run what would happen to each row, for the preview."""
    plans = plans_of(run, rows, target, now, report)
    run.plans = dump_plans(plans)
    run.counts = count_actions(plans)
    run.manifest_hash = manifest_hash(plans)


def refuse_other_manifest(run: ImportRun, shown: str, now_so: str) -> None:
    """Raise `ImportStateError` unless what was shown, what the run holds and what would happen now are the same."""
    if not shown == now_so == run.manifest_hash:
        raise ImportStateError(
            _("Dữ liệu trên hệ thống đã đổi từ lúc xem trước. Xem lại bản xem trước mới rồi nhập."),
            code="changed",
            run=run.pk,
        )


def refuse_unready(run: ImportRun) -> None:
    """Raise `ImportStateError` when rows are wrong or unanswered, or when there is nothing to do."""
    wrong, asked = run.counts.get(Action.WRONG, 0), run.counts.get(Action.ASK, 0)
    if wrong:
        raise ImportStateError(
            _("Còn {count} dòng sai. Sửa trong tệp rồi gửi lại; chưa dòng nào được nhập.").format(count=wrong)
        )
    if asked:
        raise ImportStateError(_("Còn {count} dòng chờ anh/chị trả lời; chưa dòng nào được nhập.").format(count=asked))
    if not run.counts.get(Action.NEW) and not run.counts.get(Action.CHANGE):
        raise ImportStateError(_("Tệp này không có gì mới so với hệ thống."))


def refuse_undo(run: ImportRun, target: ImportTarget) -> None:
    """Raise `ImportStateError` where the actor who found the target may not undo what the import wrote."""
    if target.kind.refuse_undo is not None:
        target.kind.refuse_undo(target.subject, run.effects)


def told(run: ImportRun) -> dict[str, Any]:
    """What the audit entry keeps: which file, how many rows of each kind, the hash of all that was to happen."""
    return {
        "file": run.file_name,
        "file_sha256": run.file_hash,
        "kind": run.kind,
        "subject": run.subject_id,
        "counts": run.counts,
        "manifest_sha256": run.manifest_hash,
    }


def drop_earlier_previews(run: ImportRun) -> None:
    """A file sent again takes the place of the one before, read or not; personal data is not left lying."""
    ImportRun.objects.filter(
        agency_id=run.agency_id,
        kind=run.kind,
        subject_id=run.subject_id,
        state__in=(ImportState.READING, ImportState.PREVIEW, ImportState.REFUSED),
        made_by=run.made_by,
    ).delete()
