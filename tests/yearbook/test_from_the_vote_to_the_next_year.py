"""Two secret votes, the decision that recognises, the handover, the next year: one record from first to last."""

from datetime import date

import pytest

from tests.cast import YEAR, Cast, Member
from tests.factories.ballots import count, make_hall, make_motion, make_round, motion_facts, vote_all
from tests.factories.decisions import decide, make_handover, settle_all, sign_side
from tests.factories.meetings import NOW
from thidua.access.models import RoleGrant
from thidua.campaigns.enums import CycleState
from thidua.common.actor import Role
from thidua.decisions.enums import HandoverState, Side
from thidua.decisions.errors import DecisionRuleError
from thidua.decisions.services.handovers import close_handover
from thidua.meetings.enums import MotionPurpose
from thidua.meetings.models import ElectionRecord
from thidua.organisations.enums import LeadRole
from thidua.organisations.models import BlocLeadership
from thidua.organisations.queries import leadership_of
from thidua.yearbook.facts.opening import plan_opening
from thidua.yearbook.services.opening import open_next_year


@pytest.fixture
def heads(cast: Cast) -> tuple[Member, Member]:
    """Who signs for the old head and for the new one: heads of their units, two people."""
    for member, unit in ((cast.reader, cast.units[0]), (cast.council_member, cast.units[2])):
        RoleGrant.objects.create(
            agency=cast.agency, user=member.user, role=Role.UNIT_HEAD, unit=unit, since=date(2020, 1, 1), granted_at=NOW
        )
    return cast.reader, cast.council_member


def test_whoever_was_voted_is_recognised_takes_over_and_leads_the_year_that_is_opened(
    cast: Cast, heads: tuple[Member, Member]
) -> None:
    BlocLeadership.objects.filter(bloc=cast.bloc, year=YEAR).delete()
    hall = make_hall(cast)
    assert hall.meeting.cycle is not None
    lead, deputy = cast.units[2], cast.units[3]

    ballot = make_round(cast, make_motion(cast, hall))
    vote_all(ballot, hall, "333321")
    count(cast, ballot)
    facts = motion_facts(cast, title=f"Bầu Khối phó năm {YEAR}", purpose=MotionPurpose.DEPUTY_LEAD)
    ballot = make_round(cast, make_motion(cast, hall, facts))
    assert "3" not in ballot.options, "the head does not stand for deputy"
    vote_all(ballot, hall, "444412")
    count(cast, ballot)
    elected = {record.role: record.unit for record in ElectionRecord.objects.filter(meeting=hall.meeting)}
    assert elected == {LeadRole.LEAD: lead, LeadRole.DEPUTY_LEAD: deputy}

    with pytest.raises(DecisionRuleError, match="Quyết định khác thì ghi lý do"):
        decide(cast, cast.units[4], deputy)
    decide(cast, lead, deputy)
    handover = make_handover(cast, giver=cast.units[0], receiver=lead)
    settle_all(cast, handover)
    sign_side(handover, Side.GIVER, heads[0])
    sign_side(handover, Side.RECEIVER, heads[1])
    handover.refresh_from_db()
    handover = close_handover(actor=cast.secretary.actor(), handover=handover, now=NOW)
    assert handover.state == HandoverState.CLOSED

    cycle = hall.meeting.cycle
    following = open_next_year(actor=cast.secretary.actor(), cycle=cycle, digest=plan_opening(cycle).digest, now=NOW)
    assert (following.year, following.state) == (YEAR, CycleState.PREPARING)
    leads = leadership_of(cast.bloc.pk, YEAR)
    assert leads.lead is not None
    assert leads.deputy is not None
    assert (leads.lead.unit, leads.deputy.unit) == (lead, deputy)
