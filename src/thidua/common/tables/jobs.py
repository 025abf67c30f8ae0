"""Large imports in the worker: read and planned, brought in, taken back. It says how far it is, and can be stopped."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks import task

from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.errors import DomainError
from thidua.common.jobs import Progress, asker_of, running
from thidua.common.models import ImportRun, ImportState
from thidua.common.tables import asking, services
from thidua.common.tables.errors import ImportStateError
from thidua.common.tables.kinds import import_kind
from thidua.common.tables.queries import HEAVY
from thidua.core.vietnam.numbers import format_number


@task()
def import_job(job_id: int, language: str) -> None:
    """Carry the run of the job on, in the words of the person who asked."""
    with override(language), running(job_id, lambda error: _("Máy chủ gặp lỗi giữa chừng. Bấm làm lại.")) as progress:
        carry_out(progress)


def carry_out(progress: Progress) -> None:
    """Do what the run waits for. Raises `ImportStateError` (stopped) when it waits for another job, or for none."""
    job, now = progress.job, clock.now()
    run = ImportRun.objects.defer(*HEAVY).filter(pk=job.subject_id or 0, job=job.pk).first()
    deed = _DEEDS.get(ImportState(run.state)) if run is not None else None
    if run is None or deed is None:
        raise _stopped()
    actor = asker_of(job, now)
    try:
        deed(actor, run, progress, now)
    except DomainError as error:
        if error.code != "stopped":
            _leave(actor, run, job.pk, error, now)
        raise


def _read(actor: Actor, run: ImportRun, progress: Progress, now: datetime) -> None:
    def report(words: str, percent: int) -> None:
        if not ImportRun.objects.filter(pk=run.pk, state=ImportState.READING, job=progress.job.pk).exists():
            raise _stopped()
        progress.says(words, done=percent, total=100)

    services.carry_on_reading(actor=actor, run=run, job=progress.job.pk, now=now, report=report)


def _apply(actor: Actor, run: ImportRun, progress: Progress, now: datetime) -> None:
    words = _("Đang đối chiếu lại và nhập {count} dòng. Mọi dòng vào cùng một lúc.")
    progress.says(words.format(count=_rows_of(run)), done=0, total=0)
    services.apply_import(actor=actor, run=run, manifest=run.manifest_hash, now=now, job=progress.job.pk)


def _undo(actor: Actor, run: ImportRun, progress: Progress, now: datetime) -> None:
    progress.says(_("Đang hoàn tác {count} dòng.").format(count=_rows_of(run)), done=0, total=0)
    services.undo_import(actor=actor, run=run, because=run.undone_because, now=now, job=progress.job.pk)


_DEEDS: dict[ImportState, Callable[[Actor, ImportRun, Progress, datetime], None]] = {
    ImportState.READING: _read,
    ImportState.APPLYING: _apply,
    ImportState.UNDOING: _undo,
}


def _leave(actor: Actor, run: ImportRun, job: int, why: DomainError, now: datetime) -> None:
    """What was asked cannot be done: a file that cannot be read is dropped, else the run is what it was before.

    When the data changed since the preview, the preview is made anew.
    """
    with transaction.atomic():
        run = services.lock_run(run, ImportState(run.state), job=job)
        if run.state == ImportState.READING and not run.manifest_hash:
            run.state, run.file = ImportState.REFUSED, None
            run.save(update_fields=["state", "file"])
            kind = import_kind(run.kind)
            if kind is not None:
                kind.record(actor, "import.refused", run, agency=run.agency_id, reason=why.message)
        else:
            asking.put_back(run)
    if why.code == "changed":
        services.refresh_preview(actor=actor, run=run, now=now)


def _rows_of(run: ImportRun) -> str:
    return format_number(sum(run.counts.values()))


def _stopped() -> ImportStateError:
    return ImportStateError(_("Đã dừng theo yêu cầu, hoặc có tệp khác thay."), code="stopped")
