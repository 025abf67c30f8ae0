"""Builds packs in the worker."""

from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks import task

from thidua.campaigns.models import Cycle
from thidua.common.jobs import running
from thidua.common.models import Job
from thidua.yearbook.building import build_pack


@task()
def build_pack_job(job_id: int) -> None:
    """Build the pack of the job's year into the job's own folder."""
    with override("vi"), running(job_id, lambda error: _("Chưa lập được bộ hồ sơ. Bấm lập lại.")) as progress:
        manifest = build_pack(
            cycle_of_pack(progress.job),
            pack_folder(job_id),
            report=lambda words, done, total: progress.says(words, done=done, total=total),
        )
        Job.objects.filter(pk=job_id).update(result={**manifest.as_data(), "about": manifest.about})


def pack_folder(job_id: int) -> Path:
    """Where the pack of a job lies."""
    return Path(settings.VAR) / "packs" / str(job_id)


def cycle_of_pack(job: Job) -> Cycle:
    """The year whose papers a job builds."""
    if job.subject_id is None:
        raise ValueError(f"Job {job.pk} names no year.")
    return Cycle.objects.select_related("bloc", "agency").get(pk=job.subject_id)
