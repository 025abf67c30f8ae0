"""Reckons figures in the worker: of an activity with many facts, and of all that it counts in."""

from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks import task

from thidua.activities.models import Activity
from thidua.activities.services.figures import reckon_all
from thidua.common import clock
from thidua.common.jobs import running
from thidua.common.models import Job


@task()
def reckon_job(job_id: int) -> None:
    """Reckon again what the job's activity is a part of."""
    with override("vi"), running(job_id, lambda error: _("Chưa tính lại được số liệu. Bấm tính lại.")) as progress:
        job = Job.objects.get(pk=progress.job.pk)
        assert job.subject_id is not None
        activity = Activity.objects.select_related("parent", "merged_into").get(pk=job.subject_id)
        many = reckon_all(activity, clock.now())
        progress.says(_("Đã tính lại số liệu."), done=many, total=many)
