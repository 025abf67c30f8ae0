"""Recognition: the paper and its units, who leads from then on, what history may lack."""

from datetime import UTC, datetime

import pytest

from tests.cast import YEAR, Cast
from tests.factories.cycles import make_cycle, step_of
from tests.factories.decisions import NEXT, PAPER, decide, elect
from tests.factories.meetings import NOW
from thidua.audit.models import AuditEntry
from thidua.campaigns.enums import StepKind, StepState
from thidua.common.errors import RefusedError, StaleVersionError
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.decisions.errors import DecisionRuleError
from thidua.decisions.facts.words import decision_words
from thidua.decisions.models import RecognitionDecision
from thidua.decisions.services.recognitions import edit_decision
from thidua.organisations.errors import OrganisationError
from thidua.organisations.models import BlocLeadership, BlocMembership
from thidua.organisations.queries import leadership_of


def test_whoever_is_recognised_leads(cast: Cast) -> None:
    elect(cast, cast.unit, cast.units[0])
    decision = decide(cast, cast.unit, cast.units[0])

    leads = leadership_of(cast.bloc.pk, YEAR)
    assert leads.lead is not None
    assert leads.deputy is not None
    assert (leads.lead.unit, leads.deputy.unit) == (cast.unit, cast.units[0])
    assert leads.lead.basis == "Quyết định số 12/QĐ-BMH ngày 15/01/2026 của Bộ Minh họa"
    assert decision.meeting is not None


@pytest.mark.parametrize("name", ["secretary", "officer", "head", "observer", "reader", "council_member", "stranger"])
def test_only_the_standing_office_records(cast: Cast, name: str) -> None:
    elect(cast, cast.unit, cast.units[0])
    with pytest.raises(RefusedError):
        decide(cast, cast.unit, cast.units[0], by=cast.everyone()[name])
    assert leadership_of(cast.bloc.pk, YEAR).lead is None

    assert decide(cast, cast.unit, cast.units[0], by=cast.standing).lead == cast.unit


def test_sent_twice_it_stands_once(cast: Cast) -> None:
    elect(cast, cast.unit, cast.units[0])

    assert decide(cast, cast.unit, cast.units[0]) == decide(cast, cast.unit, cast.units[0])
    assert AuditEntry.objects.filter(action="decision.recorded").count() == 1
    assert BlocLeadership.objects.filter(bloc=cast.bloc, year=YEAR).count() == 2


@pytest.mark.parametrize(
    ("paper", "field"),
    [
        ({"number": ""}, "number"),
        ({"signed_on": PartialDate()}, "signed_on"),
        ({"signed_on": PartialDate(YEAR, 1)}, "signed_on"),
        ({"signed_on": PartialDate(YEAR, 12, 1)}, "signed_on"),
        ({"is_historical": True, "number": ""}, "is_historical"),
        ({"effective_on": datetime(YEAR + 2, 1, 1, tzinfo=UTC).date()}, "effective_on"),
    ],
)
def test_a_new_decision_has_its_number_and_day(cast: Cast, paper: dict[str, object], field: str) -> None:
    elect(cast, cast.unit, cast.units[0])
    with pytest.raises(DecisionRuleError) as refusal:
        decide(cast, cast.unit, cast.units[0], **paper)

    assert refusal.value.field == field
    assert not RecognitionDecision.objects.exists()


def test_a_record_of_a_past_year_may_lack_both(cast: Cast) -> None:
    past = YEAR - 1
    BlocLeadership.objects.filter(bloc=cast.bloc, year=past).delete()
    decision = decide(
        cast, cast.units[0], cast.units[1], year=past, number="", signed_on=PartialDate(), is_historical=True
    )

    assert decision_words(decision) == "Quyết định chưa rõ số chưa rõ ngày của Bộ Minh họa"
    assert leadership_of(cast.bloc.pk, past).lead is not None


def test_head_and_deputy_are_two_units(cast: Cast) -> None:
    elect(cast, cast.unit, cast.units[0])
    with pytest.raises(DecisionRuleError, match="hai đơn vị"):
        decide(cast, cast.unit, cast.unit)


def test_others_than_the_chosen_need_a_reason(cast: Cast) -> None:
    elect(cast, cast.unit, cast.units[0])
    with pytest.raises(DecisionRuleError, match="Quyết định khác thì ghi lý do"):
        decide(cast, cast.units[3], cast.units[0])
    decision = decide(cast, cast.units[3], cast.units[0], differs_because="Đơn vị được bầu sáp nhập")

    assert (decision.lead, decision.differs_because) == (cast.units[3], "Đơn vị được bầu sáp nhập")


def test_a_decision_may_come_without_an_election(cast: Cast) -> None:
    BlocLeadership.objects.filter(bloc=cast.bloc, year=YEAR).delete()

    assert decide(cast, cast.unit, None).meeting is None


def test_where_next_year_has_no_members_they_are_carried_over(cast: Cast) -> None:
    elect(cast, cast.unit, cast.units[0], year=NEXT)
    assert not BlocMembership.objects.filter(bloc=cast.bloc, year=NEXT).exists()
    decide(cast, cast.unit, cast.units[0], year=NEXT)

    assert BlocMembership.objects.filter(bloc=cast.bloc, year=NEXT).count() == len(cast.units)
    assert leadership_of(cast.bloc.pk, NEXT).lead is not None


def test_what_the_election_left_noted_gets_the_decision_as_its_basis(cast: Cast) -> None:
    """The year was opened before the decision came: its leaders stand there already."""
    before = BlocLeadership.objects.filter(bloc=cast.bloc, year=YEAR).count()
    decide(cast, cast.units[0], cast.units[1])

    rows = BlocLeadership.objects.filter(bloc=cast.bloc, year=YEAR)
    assert rows.count() == before
    assert all("12/QĐ-BMH" in row.basis for row in rows)


def test_another_head_follows_from_a_day(cast: Cast) -> None:
    with pytest.raises(OrganisationError, match="ngày hiệu lực"):
        decide(cast, cast.unit, cast.units[1])
    since = datetime(YEAR, 3, 1, tzinfo=UTC).date()
    decide(cast, cast.unit, cast.units[1], effective_on=since)

    held = list(BlocLeadership.objects.filter(bloc=cast.bloc, year=YEAR, role="LEAD").order_by("pk"))
    assert [(row.unit, row.since) for row in held] == [(cast.units[0], None), (cast.unit, since)]
    assert held[0].until is not None


def test_a_unit_of_another_bloc_does_not_lead(cast: Cast) -> None:
    BlocLeadership.objects.filter(bloc=cast.bloc, year=YEAR).delete()
    with pytest.raises(OrganisationError, match="không phải thành viên"):
        decide(cast, cast.other_unit, None)


def test_correcting_the_paper_corrects_the_basis(cast: Cast) -> None:
    decision = decide(cast, cast.units[0], cast.units[1])
    corrected = edit_decision(
        actor=cast.standing.actor(),
        decision=decision,
        paper=PAPER.__class__(number="13/QĐ-BMH", signed_on=PartialDate(YEAR, 1, 16)),
        version=decision.version,
        now=NOW,
    )

    assert corrected.number == "13/QĐ-BMH"
    lead = leadership_of(cast.bloc.pk, YEAR).lead
    assert lead is not None
    assert "13/QĐ-BMH" in lead.basis
    with pytest.raises(StaleVersionError):
        edit_decision(actor=cast.standing.actor(), decision=decision, paper=PAPER, version=decision.version, now=NOW)


def test_the_decision_satisfies_the_step_of_recognition(cast: Cast) -> None:
    year = make_cycle(cast, year=YEAR)
    decision = decide(cast, cast.unit, cast.units[0], year=NEXT)

    step = step_of(year, StepKind.RECOGNITION)
    assert (step.state, step.satisfied_by_kind, step.satisfied_by_id) == (StepState.DONE, "decision", decision.pk)
