"""Asks for the pack of a year, and gives papers their numbers."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.audit.services import record
from thidua.campaigns.models import Cycle
from thidua.common.actor import Actor
from thidua.common.errors import DomainError
from thidua.common.jobs import is_dead, queue
from thidua.common.models import Job, JobState
from thidua.common.policy import require
from thidua.common.references import Reference
from thidua.core.vietnam.dates import format_date
from thidua.documents.models import IssuedPaper
from thidua.documents.services.numbering import take_number
from thidua.yearbook import policies
from thidua.yearbook.kinds import paper_kinds

BUILD = "thidua.yearbook.jobs.build_pack_job"


class PaperDayError(DomainError):
    """A day that a paper cannot bear."""

    code = "paper_day"


@transaction.atomic
def ask_pack(*, actor: Actor, cycle: Cycle, now: datetime) -> Job:
    """A job that builds the pack; while one of the same person is under way, that one."""
    require(policies.may_build_pack(actor, cycle))
    cycle = Cycle.objects.select_for_update(of=("self",), no_key=True).select_related("bloc").get(pk=cycle.pk)
    under_way = policies.packs_visible_to(actor).filter(
        subject_id=cycle.pk, state__in=[JobState.QUEUED, JobState.RUNNING]
    )
    for job in under_way.order_by("-pk"):
        if not is_dead(job, now):
            return job
    job = queue(BUILD, actor=actor, agency=cycle.agency_id, kind=policies.PACK, subject=cycle.pk, now=now)
    record(actor, "pack.asked", cycle, agency=cycle.agency_id, after={"job": job.pk})
    return job


@transaction.atomic
def issue_paper(*, actor: Actor, cycle: Cycle, kind: str, issued_on: date, now: datetime) -> IssuedPaper:
    """Give a paper of the year its number and day. A paper that has a number keeps it.

    Raises `PaperDayError` for a day to come, `NumberingError` for a day before that of the number before.
    """
    require(policies.may_issue_paper(actor, cycle))
    source = paper_kinds()[kind]
    today = timezone.localtime(now).date()
    if issued_on > today:
        raise PaperDayError(
            _("Ngày %(day)s chưa tới. Ngày của văn bản không được sau hôm nay.") % {"day": format_date(issued_on)},
            field="issued_on",
        )
    paper = take_number(
        actor=actor,
        agency=cycle.agency,
        type_code=source.type_code,
        kind=kind,
        subject=Reference("cycle", cycle.pk),
        about=f"{source.title}, {cycle.bloc.name}, {cycle.year}",
        issued_on=issued_on,
        now=now,
    )
    record(
        actor,
        "paper.numbered",
        paper,
        agency=cycle.agency_id,
        after={"kind": kind, "notation": paper.notation, "issued_on": paper.issued_on.isoformat()},
    )
    return paper
