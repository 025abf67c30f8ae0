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
from thidua.documents.papers.source import PaperSource
from thidua.documents.services.numbering import take_number
from thidua.meetings.models import Ballot
from thidua.yearbook import policies
from thidua.yearbook.facts.rounds import BALLOT, TALLY_SHEET
from thidua.yearbook.kinds import paper_kinds, round_paper_kinds

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
    about = f"{source.title}, {cycle.bloc.name}, {cycle.year}"
    return _number(actor, cycle, source, Reference("cycle", cycle.pk), about, issued_on, now)


@transaction.atomic
def issue_tally_sheet(*, actor: Actor, ballot: Ballot, issued_on: date, now: datetime) -> IssuedPaper:
    """Give the tally sheet of one counted round its number and day: each round is a record of its own.

    Raises as `issue_paper`, and `PaperDayError` for a day before the count.
    """
    require(policies.may_print_tally_sheet(actor, ballot))
    cycle = ballot.motion.meeting.cycle
    assert cycle is not None
    assert ballot.closed_at is not None
    counted_on = timezone.localtime(ballot.closed_at).date()
    if issued_on < counted_on:
        raise PaperDayError(
            _("Vòng này kiểm phiếu ngày %(day)s. Ngày của biên bản không được trước ngày đó.")
            % {"day": format_date(counted_on)},
            field="issued_on",
        )
    source = round_paper_kinds()[TALLY_SHEET]
    about = f"{source.title}, {ballot.motion.title}"[:380] + f", vòng {ballot.number}"
    return _number(actor, cycle, source, Reference(BALLOT, ballot.pk), about, issued_on, now)


def _number(
    actor: Actor, cycle: Cycle, source: PaperSource, subject: Reference, about: str, issued_on: date, now: datetime
) -> IssuedPaper:
    if issued_on > timezone.localtime(now).date():
        raise PaperDayError(
            _("Ngày %(day)s chưa tới. Ngày của văn bản không được sau hôm nay.") % {"day": format_date(issued_on)},
            field="issued_on",
        )
    paper = take_number(
        actor=actor,
        agency=cycle.agency,
        type_code=source.type_code,
        kind=source.kind,
        subject=subject,
        about=about,
        issued_on=issued_on,
        now=now,
    )
    after = {"kind": source.kind, "notation": paper.notation, "issued_on": paper.issued_on.isoformat()}
    record(actor, "paper.numbered", paper, agency=cycle.agency_id, after=after)
    return paper
