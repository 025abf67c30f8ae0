"""Bringing a table in: preview, answers, apply, undo. Nothing is half-imported."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.common.actor import Actor
from thidua.common.models import ImportRun, ImportState
from thidua.common.policy import require
from thidua.common.tables import ledger, policies
from thidua.common.tables.errors import ImportStateError
from thidua.common.tables.kinds import ImportTarget, Undoing
from thidua.common.tables.memory import collector_at_rest
from thidua.common.tables.plans import Action, RowPlan, count_actions, dump_plans, manifest_hash, plan_rows
from thidua.common.tables.reading import dump_rows, load_rows, read_table
from thidua.common.tables.workbooks import open_csv, open_workbook


@collector_at_rest()
def preview_import(*, actor: Actor, target: ImportTarget, file_name: str, data: bytes, now: datetime) -> ImportRun:
    """Read a workbook and say what it would do; changes nothing yet. Raises `WorkbookError`."""
    require(policies.may_import(actor, target))
    otherwise = target.kind.read_otherwise
    most_rows = target.kind.most_rows
    is_csv = target.kind.takes_csv and file_name.lower().endswith(".csv")
    table = read_table(
        open_csv(data, most_rows=most_rows) if is_csv else open_workbook(data, most_rows=most_rows),
        target.kind.layout,
        today=timezone.localtime(now).date(),
        otherwise=partial(otherwise, target.subject) if otherwise is not None else None,
    )
    with transaction.atomic():
        run = ImportRun(
            agency_id=target.kind.agency_of(target.subject),
            kind=target.kind.kind,
            subject_id=target.subject.pk,
            file_name=file_name[-200:],
            file_hash=hashlib.sha256(data).hexdigest(),
            sheet=table.sheet[:60],
            columns=[list(column) for column in table.columns],
            notes=list(table.notes),
            rows=dump_rows(table.rows, target.kind.layout),
            made_by=actor.describe(),
            made_at=now,
        )
        _plan(run, target, now)
        _drop_earlier_previews(run)
        run.save()
        target.kind.record(actor, "import.read", run, agency=run.agency_id, after=_told(run))
    return run


@collector_at_rest()
@transaction.atomic
def answer_import(
    *, actor: Actor, run: ImportRun, answers: Mapping[str, Mapping[str, str]], now: datetime
) -> ImportRun:
    """Keep answers to the questions (row number → question key → option) and plan again."""
    target = _target(actor, run)
    run = _lock(run, ImportState.PREVIEW)
    for number, given in answers.items():
        run.answers.setdefault(number, {}).update(given)
    _plan(run, target, now)
    run.save()
    target.kind.record(actor, "import.answered", run, agency=run.agency_id, after={"answers": dict(answers)})
    return run


@collector_at_rest()
@transaction.atomic
def apply_import(*, actor: Actor, run: ImportRun, manifest: str, now: datetime) -> ImportRun:
    """Do what the preview with the hash `manifest` showed, all of it or nothing.

    Raises `ImportStateError` when rows are wrong or unanswered, or when what would happen is no longer what was shown.
    """
    target = _target(actor, run)
    run = _lock(run, ImportState.PREVIEW)
    plans = _plan(run, target, now)
    if run.manifest_hash != manifest:
        raise ImportStateError(
            _("Dữ liệu trên hệ thống đã đổi từ lúc xem trước. Xem lại bản xem trước mới rồi nhập."), run=run.pk
        )
    _refuse_unready(run)
    writer = ledger.Ledger()
    target.kind.apply(
        target.subject, [plan for plan in plans if plan.action in (Action.NEW, Action.CHANGE)], writer, now
    )
    run.effects = writer.save()
    run.state = ImportState.APPLIED
    run.applied_by = actor.describe()
    run.applied_at = now
    run.save(update_fields=["effects", "state", "applied_by", "applied_at"])  # its rows and plans are as they were
    target.kind.record(actor, "import.applied", run, agency=run.agency_id, after=_told(run))
    return run


@collector_at_rest()
@transaction.atomic
def undo_import(*, actor: Actor, run: ImportRun, because: str, now: datetime) -> ImportRun:
    """Take the whole import back. Raises `ImportStateError` when a row was changed or used since."""
    target = _target(actor, run)
    run = _lock(run, ImportState.APPLIED)
    before = _told(run)
    ledger.undo(run.effects)
    if target.kind.undone is not None:
        target.kind.undone(target.subject, Undoing(ledger.appended_in(run.effects), because, now))
    run.state = ImportState.UNDONE
    run.undone_by = actor.describe()
    run.undone_at = now
    run.undone_because = because
    run.save()
    target.kind.record(actor, "import.undone", run, agency=run.agency_id, before=before, reason=because)
    return run


def refresh_preview(*, actor: Actor, run: ImportRun, now: datetime) -> ImportRun:
    """Plan again over what stands now, after `apply_import` found it changed."""
    return answer_import(actor=actor, run=run, answers={}, now=now)


def _target(actor: Actor, run: ImportRun) -> ImportTarget:
    require(policies.may_handle_import(actor, run))
    target = policies.find_import_target(actor, run.kind, run.subject_id)
    if target is None:
        raise ImportStateError(_("Nơi nhập không còn nữa."))
    return target


def _lock(run: ImportRun, state: ImportState) -> ImportRun:
    locked = ImportRun.objects.select_for_update(no_key=True).get(pk=run.pk)
    if locked.state != state:
        raise ImportStateError(
            {
                ImportState.PREVIEW: _("Tệp này chưa nhập vào hệ thống."),
                ImportState.APPLIED: _("Tệp này đã nhập rồi; không nhập lần nữa."),
                ImportState.UNDONE: _("Lần nhập này đã hoàn tác."),
            }[ImportState(locked.state)]
        )
    return locked


def _plan(run: ImportRun, target: ImportTarget, now: datetime) -> list[RowPlan]:
    rows = load_rows(run.rows, target.kind.layout)
    plans = plan_rows(rows, target.kind.planner, target.subject, run.answers, timezone.localtime(now).date())
    run.plans = dump_plans(plans)
    run.counts = count_actions(plans)
    run.manifest_hash = manifest_hash(plans)
    return plans


def _refuse_unready(run: ImportRun) -> None:
    wrong, asked = run.counts.get(Action.WRONG, 0), run.counts.get(Action.ASK, 0)
    if wrong:
        raise ImportStateError(
            _("Còn {count} dòng sai. Sửa trong tệp rồi gửi lại; chưa dòng nào được nhập.").format(count=wrong)
        )
    if asked:
        raise ImportStateError(_("Còn {count} dòng chờ anh/chị trả lời; chưa dòng nào được nhập.").format(count=asked))
    if not run.counts.get(Action.NEW) and not run.counts.get(Action.CHANGE):
        raise ImportStateError(_("Tệp này không có gì mới so với hệ thống."))


def _told(run: ImportRun) -> dict[str, Any]:
    """What the audit entry keeps: which file, how many rows of each kind, the hash of all that was to happen."""
    return {
        "file": run.file_name,
        "file_sha256": run.file_hash,
        "kind": run.kind,
        "subject": run.subject_id,
        "counts": run.counts,
        "manifest_sha256": run.manifest_hash,
    }


def _drop_earlier_previews(run: ImportRun) -> None:
    """A file sent again replaces the preview of the one before; personal data is not left lying."""
    ImportRun.objects.filter(
        agency_id=run.agency_id,
        kind=run.kind,
        subject_id=run.subject_id,
        state=ImportState.PREVIEW,
        made_by=run.made_by,
    ).delete()
