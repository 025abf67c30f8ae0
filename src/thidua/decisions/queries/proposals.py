"""Lists of proposals and the votes they rest on."""

from django.db.models import Prefetch

from thidua.decisions.models import ProposalLine, ProposalList
from thidua.meetings.enums import MotionPurpose, MotionState
from thidua.meetings.models import Motion
from thidua.scorecards.models import Scheme


def proposals_of(cycle_id: int) -> ProposalList | None:
    """The list of a year with its lines, if there is one."""
    lines = Prefetch("lines", queryset=ProposalLine.objects.select_related("unit", "motion", "award"))
    return (
        ProposalList.objects.filter(cycle=cycle_id)
        .select_related("cycle__bloc__agency")
        .prefetch_related(lines)
        .first()
    )


def votes_on_awards(cycle_id: int) -> list[Motion]:
    """The settled votes of a year's meetings that chose units for an award, the latest last."""
    return list(
        Motion.objects.filter(meeting__cycle=cycle_id, purpose=MotionPurpose.AWARD, state=MotionState.SETTLED)
        .select_related("meeting")
        .prefetch_related("options__unit", "ballots")
        .order_by("meeting__held_on", "position", "pk")
    )


def scheme_of(cycle_id: int) -> Scheme | None:
    """The year's table, if it scored."""
    return Scheme.objects.filter(cycle=cycle_id).select_related("cycle").first()
