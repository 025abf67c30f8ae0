"""What stands still when a year is closed, and what by its nature comes after it."""

from collections.abc import Callable
from datetime import date

import pytest

from tests.cast import YEAR, Cast
from tests.factories.decisions import make_handover
from tests.factories.pledges import MARCH, make_practice, make_visit, make_year
from thidua.campaigns.enums import CycleState, RuleKind
from thidua.campaigns.models import Adoption, CheckVisit, Cycle, FollowUp, Practice, RuleComment, RuleVersion
from thidua.campaigns.policies import monitoring, practices, rules
from thidua.campaigns.services.rules import comment_on_rules, draft_rules, open_for_comments
from thidua.common.policy import Answer
from thidua.decisions.policies import handovers, proposals, recognitions
from thidua.decisions.services.proposals import draft_proposals

Question = Callable[[Cast], Answer]


@pytest.fixture
def cycle(cast: Cast, at) -> Cycle:
    """A year with a visit, a promise, a practice taken up, a draft, rules being commented on, a list of proposals."""
    at("2026-03-02 09:00")
    cycle = make_year(cast.bloc)
    secretary = cast.secretary.actor(MARCH)
    visit = make_visit(cast, cycle, recorded=True, visiting_units=[cast.units[3]])
    FollowUp.objects.create(agency=cast.agency, visit=visit, unit=cast.units[4], promise="Lập sổ theo dõi")
    practice = make_practice(cast, cycle)
    Adoption.objects.create(agency=cast.agency, practice=practice, unit=cast.units[4], told_at=MARCH)
    draft_rules(actor=secretary, cycle=cycle, kind=RuleKind.OTHER, title="Bản soạn", text="Điều 1")
    rule = draft_rules(actor=secretary, cycle=cycle, kind=RuleKind.CRITERIA, title="Tiêu chí", text="Điều 1")
    rule = open_for_comments(actor=secretary, rule=rule, version=rule.version, until=date(YEAR, 3, 13), now=MARCH)
    comment_on_rules(actor=cast.other_officer.actor(MARCH), rule=rule, unit=cast.units[3], text="Đồng ý", now=MARCH)
    draft_proposals(actor=secretary, cycle=cycle)
    return cycle


def _visit() -> CheckVisit:
    return CheckVisit.objects.get()


def _draft() -> RuleVersion:
    return RuleVersion.objects.get(kind=RuleKind.OTHER)


def _asked() -> RuleVersion:
    return RuleVersion.objects.get(kind=RuleKind.CRITERIA)


STANDS_STILL: dict[str, Question] = {
    "findings, by who went along": lambda cast: monitoring.may_record_visit(cast.other_officer.actor(), _visit()),
    "findings, by the secretary": lambda cast: monitoring.may_record_visit(cast.secretary.actor(), _visit()),
    "papers of a visit, by who went along": lambda cast: monitoring.may_attach_to_visit(
        cast.other_officer.actor(), _visit()
    ),
    "papers of a visit, by who was visited": lambda cast: monitoring.may_attach_to_visit(
        cast.officer.actor(), _visit()
    ),
    "a practice taken up": lambda cast: practices.may_adopt(cast.other_officer.actor(), Practice.objects.get()),
    "how it was taken up": lambda cast: practices.may_edit_adoption(cast.secretary.actor(), Adoption.objects.get()),
    "a draft of rules": lambda cast: rules.may_change_draft(cast.secretary.actor(), _draft()),
    "asking for comments": lambda cast: rules.may_open_for_comments(cast.secretary.actor(), _draft()),
    "a comment": lambda cast: rules.may_comment(cast.officer.actor(), _asked(), date(YEAR, 3, 3)),
    "the answer to a comment": lambda cast: rules.may_answer_comment(cast.secretary.actor(), RuleComment.objects.get()),
    "the adoption of rules": lambda cast: rules.may_adopt(cast.secretary.actor(), _asked()),
    "a list of proposals": lambda cast: proposals.may_draft_proposals(cast.secretary.actor(), Cycle.objects.get()),
    "its lines": lambda cast: proposals.may_edit_proposals(cast.secretary.actor(), Cycle.objects.get().proposals),
}


@pytest.mark.parametrize("what", STANDS_STILL)
def test_what_belongs_to_the_year_stands_still_when_it_is_closed(cast: Cast, cycle: Cycle, what: str) -> None:
    ask = STANDS_STILL[what]
    assert ask(cast)

    Cycle.objects.filter(pk=cycle.pk).update(state=CycleState.CLOSED)

    answer = ask(cast)
    assert not answer
    assert "đã khép lại" in answer.reason


def test_what_comes_after_a_year_goes_on(cast: Cast, cycle: Cycle) -> None:
    FollowUp.objects.create(agency=cast.agency, visit=_visit(), unit=cast.unit, promise="Bổ sung minh chứng")
    Cycle.objects.filter(pk=cycle.pk).update(state=CycleState.CLOSED)
    promise = FollowUp.objects.get(unit=cast.unit)

    assert monitoring.may_report_follow_up(cast.officer.actor(), promise)
    assert monitoring.may_attach_to_visit(cast.officer.actor(), _visit())
    assert monitoring.may_close_follow_up(cast.secretary.actor(), promise)
    assert handovers.may_start_handover(cast.secretary.actor(), cycle)
    assert recognitions.may_record_decision(cast.standing.actor(), (cast.bloc, YEAR))


def test_a_handover_of_a_closed_year_is_written_and_settled(cast: Cast, at) -> None:
    at("2026-01-20 09:00")
    handover = make_handover(cast)
    Cycle.objects.filter(pk=handover.cycle_id).update(state=CycleState.CLOSED)
    handover.refresh_from_db()

    assert handovers.may_edit_handover(cast.secretary.actor(), handover)
