"""Imports asked for on a page: small ones are done at once, large ones are handed to a worker.

While a worker has a run its state says so, and nothing else may be done with it but to stop it. What the worker does is
what `services` does, for the person who asked and with what he may do at that moment; it takes the run only while that
still waits for this very job, under the lock, so that a worker thought dead does nothing a second time.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from thidua.common.actor import Actor, PersonActor
from thidua.common.jobs import is_dead, queue
from thidua.common.models import ImportRun, ImportState, Job, JobState
from thidua.common.policy import require
from thidua.common.tables import policies, services
from thidua.common.tables.errors import ImportStateError
from thidua.common.tables.kinds import ImportTarget
from thidua.common.tables.workbooks import refuse_by_first_look, refuse_by_size

IMPORT: Final = "thidua.common.tables.jobs.import_job"
KIND: Final = "import"
LARGE_FILE: Final = 200_000
"""Bytes beyond which a file is read by a worker: some five thousand rows of ten columns."""
LARGE_RUN: Final = 3_000
"""Rows beyond which a worker plans again, brings in and takes back."""
BEFORE: Final = {
    ImportState.READING: ImportState.PREVIEW,
    ImportState.APPLYING: ImportState.PREVIEW,
    ImportState.UNDOING: ImportState.APPLIED,
}
"""What a run goes back to when a worker does not do its part."""


def bring_in(*, actor: Actor, target: ImportTarget, file_name: str, data: bytes, now: datetime) -> ImportRun:
    """The preview of a file, or of a large one a run that waits for it. Raises `WorkbookError`."""
    if len(data) <= LARGE_FILE or not isinstance(actor, PersonActor):
        return services.preview_import(actor=actor, target=target, file_name=file_name, data=data, now=now)
    require(policies.may_import(actor, target))
    refuse = refuse_by_size if target.kind.reads_as_csv(file_name) else refuse_by_first_look
    refuse(data)
    run = services.begin_run(actor=actor, target=target, file_name=file_name, data=data, now=now)
    with transaction.atomic():
        services.drop_earlier_previews(run)
        run.file = data
        _hand_over(actor, run, target, ImportState.READING, now)
    return run


def answer(*, actor: Actor, run: ImportRun, answers: Mapping[str, Mapping[str, str]], now: datetime) -> ImportRun:
    """Keep the answers and plan again."""
    if not _is_large(actor, run):
        return services.answer_import(actor=actor, run=run, answers=answers, now=now)
    target = services.find_target(actor, run)
    with transaction.atomic():
        run = services.lock_run(run, ImportState.PREVIEW)
        services.add_answers(run, answers)
        _hand_over(actor, run, target, ImportState.READING, now)
    return run


def apply(*, actor: Actor, run: ImportRun, manifest: str, now: datetime) -> ImportRun:
    """Do what the preview with the hash `manifest` showed. Raises `ImportStateError` as `apply_import` does.

    A worker plans again under the lock: what was shown is held against what would happen then.
    """
    if not _is_large(actor, run):
        return services.apply_import(actor=actor, run=run, manifest=manifest, now=now)
    target = services.find_target(actor, run)
    with transaction.atomic():
        run = services.lock_run(run, ImportState.PREVIEW)
        services.refuse_other_manifest(run, manifest, run.manifest_hash)
        services.refuse_unready(run)
        _hand_over(actor, run, target, ImportState.APPLYING, now)
    return run


def undo(*, actor: Actor, run: ImportRun, because: str, now: datetime) -> ImportRun:
    """Take the whole import back."""
    if not _is_large(actor, run):
        return services.undo_import(actor=actor, run=run, because=because, now=now)
    target = services.find_target(actor, run)
    with transaction.atomic():
        run = services.lock_run(run, ImportState.APPLIED)
        services.refuse_undo(run, target)
        run.undone_because = because
        _hand_over(actor, run, target, ImportState.UNDOING, now)
    return run


@transaction.atomic
def ask_again(*, actor: Actor, run: ImportRun, now: datetime) -> ImportRun:
    """Hand a run to a worker once more, after the one before died or failed.

    Raises `ImportStateError` while that is at work.
    """
    target = services.find_target(actor, run)
    run = services.lock_run(run, ImportState(run.state))
    if not run.is_under_way:
        raise ImportStateError(_("Việc này đã xong."))
    if is_at_work(run, now):
        raise ImportStateError(_("Máy chủ vẫn đang làm việc này. Chờ thêm một lúc."))
    _hand_over(actor, run, target, ImportState(run.state), now)
    return run


@transaction.atomic
def stop(*, actor: Actor, run: ImportRun) -> ImportRun | None:
    """Do not wait for the worker: the run is what it was before; None when that was nothing but a file.

    Raises `ImportStateError` when the worker was through first.
    """
    target = services.find_target(actor, run)
    run = services.lock_run(run, ImportState(run.state))
    if not run.is_under_way:
        raise ImportStateError(_("Việc này đã xong."))
    target.kind.record(actor, "import.stopped", run, agency=run.agency_id, before={"state": str(run.state)})
    if run.state == ImportState.READING and not run.manifest_hash:
        run.delete()
        return None
    put_back(run)
    run.job = None
    run.save(update_fields=["job"])
    return run


def put_back(run: ImportRun) -> None:
    """The locked run as it was before a worker was to have it."""
    run.state = BEFORE[ImportState(run.state)]
    if run.state == ImportState.APPLIED:
        run.undone_because = ""
    run.save(update_fields=["state", "undone_because"])


def is_at_work(run: ImportRun, now: datetime) -> bool:
    """Whether a worker has the run's job, or may still be expected to take it."""
    job = Job.objects.filter(pk=run.job or 0).first()
    return job is not None and job.state in (JobState.QUEUED, JobState.RUNNING) and not is_dead(job, now)


def _is_large(actor: Actor, run: ImportRun) -> bool:
    """Whether a worker is to do it. Only what a person asks is handed over: the worker acts for him."""
    return isinstance(actor, PersonActor) and sum(run.counts.values()) > LARGE_RUN


def _hand_over(actor: Actor, run: ImportRun, target: ImportTarget, state: ImportState, now: datetime) -> None:
    """Leave the run to a worker, and keep in the history who asked for what."""
    run.state = state
    run.save()
    job = queue(
        IMPORT,
        actor=actor,
        agency=run.agency_id,
        kind=KIND,
        subject=run.pk,
        now=now,
        language=get_language() or "vi",
    )
    run.job = job.pk
    run.save(update_fields=["job"])
    after = {**services.told(run), "state": str(state)}
    target.kind.record(actor, "import.handed_over", run, agency=run.agency_id, after=after)
