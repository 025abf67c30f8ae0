"""Record the decision that recognises head and deputy, and with it who leads the bloc in that year."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.services import record
from thidua.campaigns.services.words import check_lengths
from thidua.common.actor import Actor
from thidua.common.policy import require
from thidua.common.versions import require_version
from thidua.core.vietnam.partial_dates import PartialDate, Precision
from thidua.decisions.errors import DecisionRuleError
from thidua.decisions.facts.words import cited_decision
from thidua.decisions.models import RecognitionDecision
from thidua.decisions.policies.recognitions import may_edit_decision, may_record_for
from thidua.decisions.services.steps import credit_recognition
from thidua.meetings.models import ElectionRecord, Meeting
from thidua.meetings.queries.records import elections_for
from thidua.meetings.services.shared import clean_line, local_day, lock
from thidua.organisations.enums import LeadRole
from thidua.organisations.models import Bloc, Person, Unit
from thidua.organisations.queries import members_of
from thidua.organisations.services.bloc_leaders import recognise_leader
from thidua.organisations.services.bloc_members import carry_members

UNKNOWN_DAY = PartialDate()


@dataclass(frozen=True, slots=True)
class Recognised:
    """A unit in one of the two posts, and who represents it if that is known."""

    unit: Unit
    representative: Person | None = None


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """What is known of the paper. Only the record of a past year (`is_historical`) may lack number or day."""

    number: str = ""
    signed_on: PartialDate = UNKNOWN_DAY
    signer: str = ""
    signer_title: str = ""
    issuer: str = ""
    effective_on: date | None = None
    is_historical: bool = False
    note: str = ""


@transaction.atomic
def record_decision(
    *,
    actor: Actor,
    bloc: Bloc,
    year: int,
    lead: Recognised,
    deputy: Recognised | None,
    paper: PaperFacts,
    differs_because: str = "",
    now: datetime,
) -> RecognitionDecision:
    """Record the decision; the units it names lead the bloc in `year` from then on. Sent twice, it stands once.

    Where `year` has no members yet, those of the year before are carried over. Raises `DecisionRuleError` when number
    or day is missing, when deputy and head are one unit, or when others than the chosen are named without a reason.
    """
    bloc = lock(bloc)
    require(may_record_for(actor, bloc))
    decision = RecognitionDecision(agency_id=bloc.agency_id, bloc=bloc, year=year)
    _name(decision, lead, deputy)
    _write(decision, paper, local_day(now))
    same = RecognitionDecision.objects.filter(
        bloc=bloc, year=year, number=decision.number, signed_on=decision.signed_on, lead=lead.unit
    ).first()
    if same is not None:
        return same
    chosen = elections_for(bloc.pk, year)
    decision.meeting = _meeting_of(chosen)
    decision.differs_because = _reason_to_differ(decision, chosen, differs_because)
    check_lengths(decision)
    decision.save()
    if not members_of(bloc.pk, year):
        carry_members(actor=actor, bloc=bloc, from_year=year - 1, to_year=year)
    _lead_from_now_on(actor, decision)
    record(actor, "decision.recorded", decision, agency=decision.agency_id, after=_told(decision))
    credit_recognition(actor=actor, decision=decision, now=now)
    return decision


@transaction.atomic
def edit_decision(
    *, actor: Actor, decision: RecognitionDecision, paper: PaperFacts, version: int, now: datetime
) -> RecognitionDecision:
    """Correct what was recorded of the paper; the units it names are another decision. Raises `StaleVersionError`."""
    decision = lock(decision)
    require(may_edit_decision(actor, decision))
    require_version(decision, version)
    before = _told(decision)
    _write(decision, paper, local_day(now))
    check_lengths(decision)
    decision.save()
    _lead_from_now_on(actor, decision)
    record(actor, "decision.edited", decision, agency=decision.agency_id, before=before, after=_told(decision))
    return decision


def _name(decision: RecognitionDecision, lead: Recognised, deputy: Recognised | None) -> None:
    if deputy is not None and deputy.unit == lead.unit:
        raise DecisionRuleError(_("Khối trưởng và Khối phó phải là hai đơn vị."), field="deputy")
    decision.lead, decision.lead_representative = lead.unit, lead.representative
    decision.deputy = deputy.unit if deputy else None
    decision.deputy_representative = deputy.representative if deputy else None


def _write(decision: RecognitionDecision, paper: PaperFacts, today: date) -> None:
    number = clean_line(paper.number)
    if paper.is_historical and decision.year >= today.year:
        raise DecisionRuleError(
            _("Chỉ ghi là hồ sơ cũ cho năm đã qua. Năm %(year)s cần số và ngày quyết định.") % {"year": decision.year},
            field="is_historical",
        )
    if not paper.is_historical:
        if not number:
            raise DecisionRuleError(_("Anh/chị chưa nhập số quyết định."), field="number")
        if paper.signed_on.precision != Precision.DAY:
            raise DecisionRuleError(_("Anh/chị chưa nhập đủ ngày ký quyết định."), field="signed_on")
    first = paper.signed_on.earliest
    if first is not None and first > today:
        raise DecisionRuleError(_("Ngày ký ở sau hôm nay."), field="signed_on")
    if paper.effective_on is not None and not decision.year - 1 <= paper.effective_on.year <= decision.year:
        raise DecisionRuleError(
            _("Ngày hiệu lực phải trong năm %(year)s hoặc cuối năm trước.") % {"year": decision.year},
            field="effective_on",
        )
    decision.number = number
    decision.signed_on = paper.signed_on
    decision.signer = clean_line(paper.signer)
    decision.signer_title = clean_line(paper.signer_title)
    decision.issuer = clean_line(paper.issuer) or decision.bloc.agency.name
    decision.effective_on = paper.effective_on
    decision.is_historical = paper.is_historical
    decision.note = clean_line(paper.note)


def _meeting_of(chosen: list[ElectionRecord]) -> Meeting | None:
    return chosen[0].meeting if chosen else None


def _reason_to_differ(decision: RecognitionDecision, chosen: list[ElectionRecord], reason: str) -> str:
    """A decision may name others than were elected; then it says why."""
    elected = {record.role: record.unit for record in reversed(chosen)}
    named = {LeadRole.LEAD: decision.lead, LeadRole.DEPUTY_LEAD: decision.deputy}
    others = [unit for role, unit in elected.items() if named[LeadRole(role)] != unit]
    if not others:
        return ""
    if not (reason := clean_line(reason)):
        raise DecisionRuleError(
            _("Hội nghị bầu %(units)s. Quyết định khác thì ghi lý do.")
            % {"units": "; ".join(unit.name for unit in others)},
            field="differs_because",
        )
    return reason


def _lead_from_now_on(actor: Actor, decision: RecognitionDecision) -> None:
    posts = ((LeadRole.LEAD, decision.lead, decision.lead_representative),) + (
        ((LeadRole.DEPUTY_LEAD, decision.deputy, decision.deputy_representative),) if decision.deputy else ()
    )
    for role, unit, representative in posts:
        recognise_leader(
            actor=actor,
            bloc=decision.bloc,
            year=decision.year,
            role=role,
            unit=unit,
            representative=representative,
            since=decision.effective_on,
            basis=cited_decision(decision)[:250],
        )


def _told(decision: RecognitionDecision) -> dict[str, Any]:
    return {
        "year": decision.year,
        "number": decision.number,
        "signed_on": decision.signed_on.code,
        "signer": decision.signer,
        "issuer": decision.issuer,
        "effective_on": str(decision.effective_on or ""),
        "lead": decision.lead_id,
        "deputy": decision.deputy_id,
        "reason": decision.differs_because,
    }
