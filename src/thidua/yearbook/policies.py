"""Who may print a year's papers and open the next year."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.campaigns.enums import CycleState
from thidua.campaigns.models import Cycle
from thidua.campaigns.policies import cycles_visible_to, may_run_cycle
from thidua.campaigns.queries.cycles import cycle_of
from thidua.common.actor import Actor, PersonActor
from thidua.common.models import Job
from thidua.common.policy import YES, Answer, refused
from thidua.meetings.enums import BallotMethod, BallotState
from thidua.meetings.models import Ballot
from thidua.meetings.policies.ballots import ballots_visible_to
from thidua.organisations.models import Agency
from thidua.organisations.policies import agencies_visible_to, may_keep_organisations
from thidua.yearbook.kinds import every_kind

PACK = "pack"

__all__ = [
    "agencies_with_templates",
    "counted_rounds_visible_to",
    "cycles_visible_to",
    "find_template",
    "may_build_pack",
    "may_issue_paper",
    "may_keep_template",
    "may_keep_templates",
    "may_open_next_year",
    "may_print_tally_sheet",
    "packs_visible_to",
]


def may_build_pack(actor: Actor, cycle: Cycle) -> Answer:
    """The bloc's secretary and the standing office build the pack."""
    return may_run_cycle(actor, cycle)


def may_issue_paper(actor: Actor, cycle: Cycle) -> Answer:
    """The same people give a paper its number."""
    return may_run_cycle(actor, cycle)


def packs_visible_to(actor: Actor) -> QuerySet[Job]:
    """Packs that the actor himself asked for: a pack holds what its maker may see."""
    if not isinstance(actor, PersonActor):
        return Job.objects.none()
    return Job.objects.filter(kind=PACK, asked_by_user=actor.user, subject_id__in=cycles_visible_to(actor).values("pk"))


def counted_rounds_visible_to(actor: Actor) -> QuerySet[Ballot]:
    """Rounds that have a tally sheet: secret and counted, at a meeting of a year."""
    return ballots_visible_to(actor).filter(
        state=BallotState.CLOSED,
        method__in=[BallotMethod.SCREEN, BallotMethod.PAPER],
        motion__meeting__cycle__isnull=False,
    )


def may_print_tally_sheet(actor: Actor, ballot: Ballot) -> Answer:
    """Who builds the pack prints its tally sheets one by one."""
    cycle = ballot.motion.meeting.cycle
    return may_build_pack(actor, cycle) if cycle is not None else refused(_("Cuộc họp này không thuộc năm nào."))


def may_open_next_year(actor: Actor, cycle: Cycle) -> Answer:
    """Whether the year after `cycle` may be opened, or completed if it is still being prepared."""
    answer = may_run_cycle(actor, cycle)
    if not answer:
        return answer
    following = cycle_of(cycle.bloc_id, cycle.year + 1)
    if following is not None and following.state != CycleState.PREPARING:
        return refused(
            _("Năm %(year)s đã được mở.") % {"year": following.year},
            remedy=_("Xem năm %(year)s") % {"year": following.year},
            remedy_url=reverse("cycle", args=[following.pk]),
        )
    return YES


def may_keep_templates(actor: Actor, agency: Agency) -> Answer:
    """The standing office brings its own templates."""
    return may_keep_organisations(actor, agency)


def agencies_with_templates(actor: Actor) -> QuerySet[Agency]:
    """Agencies whose templates the actor may look at."""
    return agencies_visible_to(actor)


def find_template(actor: Actor, pk: int, kind: str) -> tuple[Agency, str] | None:
    """An agency that the actor sees, with a kind of paper; None when either is not there."""
    agency = agencies_with_templates(actor).filter(pk=pk).first()
    return (agency, kind) if agency is not None and kind in every_kind() else None


def may_keep_template(actor: Actor, found: tuple[Agency, str]) -> Answer:
    """Whether the actor keeps the templates of the agency found."""
    return may_keep_templates(actor, found[0])
