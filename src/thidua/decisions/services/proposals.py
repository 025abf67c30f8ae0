"""The list of proposals: drafted from ranking and votes, kept by the bloc, sent, answered; approval makes records."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.services import record
from thidua.campaigns.enums import StepKind
from thidua.campaigns.models import Cycle
from thidua.campaigns.services.words import check_lengths
from thidua.common.actor import Actor, PersonActor
from thidua.common.policy import require
from thidua.common.references import Reference
from thidua.common.versions import require_version
from thidua.core.vietnam.partial_dates import PartialDate, Precision
from thidua.decisions.enums import ProposalAnswer, ProposalSource, ProposalState
from thidua.decisions.errors import ProposalRuleError
from thidua.decisions.facts.proposals import asks_for_basis, propose
from thidua.decisions.models import ProposalLine, ProposalList
from thidua.decisions.policies.proposals import (
    may_answer_line,
    may_correct_answer,
    may_draft_proposals,
    may_edit_line,
    may_edit_proposals,
    may_return_proposals,
)
from thidua.decisions.services.steps import credit_step_of
from thidua.meetings.services.shared import clean_line, clean_text, local_day, lock, next_position
from thidua.organisations.models import Unit
from thidua.organisations.queries import members_of
from thidua.records.enums import AwardBasis, AwardCode
from thidua.records.models import UnitAward
from thidua.records.services import AwardWords, correct_award, record_award, remove_award, words_of

UNKNOWN_DAY = PartialDate()


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """What the bloc's letter says beside the list."""

    number: str = ""
    on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class AnswerFacts:
    """What the superior decided on one line. An award needs number and day, a refusal its reason. An award to which
    the law knows ways on more than one basis needs its basis too, or that the decision does not say it.
    """

    answer: ProposalAnswer
    number: str = ""
    on: PartialDate = UNKNOWN_DAY
    issuer: str = ""
    reason: str = ""
    basis: AwardBasis | None = None
    is_basis_unsaid: bool = False
    award_code: str = ""
    """Which award it is, where the line does not say yet."""


@transaction.atomic
def draft_proposals(*, actor: Actor, cycle: Cycle) -> ProposalList:
    """Begin the list of the year from its votes and its ranking; once begun it stays as people have made it."""
    cycle = lock(cycle)
    require(may_draft_proposals(actor, cycle))
    existing = ProposalList.objects.filter(cycle=cycle).first()
    if existing is not None:
        return existing
    proposals = ProposalList.objects.create(agency_id=cycle.agency_id, cycle=cycle)
    lines = _fill(proposals)
    record(actor, "proposals.drafted", proposals, agency=proposals.agency_id, after={"units": lines})
    return proposals


@transaction.atomic
def refill_proposals(*, actor: Actor, proposals: ProposalList, version: int) -> ProposalList:
    """Add what votes and ranking give now and the list lacks; what stands stays."""
    proposals = _lock(proposals)
    require(may_edit_proposals(actor, proposals))
    require_version(proposals, version)
    lines = _fill(proposals)
    proposals.save()
    record(actor, "proposals.refilled", proposals, agency=proposals.agency_id, after={"units": lines})
    return proposals


@transaction.atomic
def add_line(
    *,
    actor: Actor,
    proposals: ProposalList,
    unit: Unit,
    award_name: str,
    award_code: str,
    because: str,
    basis: AwardBasis | None = None,
) -> ProposalLine:
    """Put a unit on the list by hand, with the reason. Raises `ProposalRuleError`."""
    proposals = _lock(proposals)
    require(may_edit_proposals(actor, proposals))
    if unit.pk not in {each.pk for each in members_of(proposals.cycle.bloc_id, proposals.cycle.year)}:
        raise ProposalRuleError(_("%(unit)s không phải thành viên của khối.") % {"unit": unit}, field="unit")
    award_name, because = clean_line(award_name), clean_line(because)
    if not award_name:
        raise ProposalRuleError(_("Anh/chị chưa ghi hình thức khen thưởng."), field="award_name")
    if not because:
        raise ProposalRuleError(_("Anh/chị chưa ghi lý do."), field="because")
    if ProposalLine.objects.filter(proposals=proposals, unit=unit, award_name=award_name).exists():
        raise ProposalRuleError(
            _("%(unit)s đã có trong danh sách đề nghị hình thức này.") % {"unit": unit}, field="unit"
        )
    line = ProposalLine(
        agency_id=proposals.agency_id,
        proposals=proposals,
        unit=unit,
        award_name=award_name,
        award_code=award_code,
        basis=basis or "",
        source=ProposalSource.PERSON,
        because=because,
        position=next_position(ProposalLine, proposals=proposals),
    )
    check_lengths(line)
    line.save()
    record(actor, "proposal.added", line, agency=line.agency_id, after=_told(line), reason=because)
    return line


@transaction.atomic
def say_basis(
    *, actor: Actor, line: ProposalLine, award_code: str, basis: AwardBasis | None, version: int
) -> ProposalLine:
    """Say which award of the law a line proposes, and on what basis; None while nobody knows."""
    proposals = _lock(line.proposals)
    line = lock(line)
    line.proposals = proposals
    require(may_edit_line(actor, line))
    require_version(line, version)
    before = _told(line)
    line.award_code, line.basis = award_code, basis or ""
    line.save()
    record(actor, "proposal.basis_said", line, agency=line.agency_id, before=before, after=_told(line))
    return line


@transaction.atomic
def remove_line(*, actor: Actor, line: ProposalLine, reason: str) -> None:
    """Take a unit off the list, with the reason; history keeps it."""
    proposals = _lock(line.proposals)
    line = ProposalLine.objects.select_related("unit").get(pk=line.pk)
    line.proposals = proposals
    require(may_edit_line(actor, line))
    if not (reason := clean_line(reason)):
        raise ProposalRuleError(_("Anh/chị chưa ghi lý do."), field="reason")
    proposals.removed = [*proposals.removed, [line.unit_id, line.award_name.casefold()]]
    proposals.version += 1
    proposals.save()
    record(actor, "proposal.removed", line, agency=line.agency_id, before=_told(line), reason=reason)
    line.delete()


@transaction.atomic
def send_proposals(
    *, actor: Actor, proposals: ProposalList, letter: LetterFacts, version: int, now: datetime
) -> ProposalList:
    """Send the list to the superior; from then on the bloc does not change it. An empty list says why."""
    proposals = _lock(proposals)
    require(may_edit_proposals(actor, proposals))
    require_version(proposals, version)
    proposals.letter_number, proposals.letter_on = clean_line(letter.number), letter.on
    proposals.note = clean_text(letter.note)
    if letter.on is not None and letter.on > local_day(now):
        raise ProposalRuleError(_("Ngày tờ trình ở sau hôm nay."), field="letter_on")
    lines = list(proposals.lines.select_related("unit"))
    if not lines and not proposals.note:
        raise ProposalRuleError(
            _("Danh sách còn trống. Nếu khối không đề nghị ai, ghi lý do vào ô “Nói thêm với cấp trên”."), field="note"
        )
    proposals.state = ProposalState.SENT
    proposals.sent_at = now
    proposals.sent_by_user = actor.user if isinstance(actor, PersonActor) else None
    proposals.sent_by_name = actor.name if isinstance(actor, PersonActor) else ""
    check_lengths(proposals)
    proposals.save()
    after = {"number": proposals.letter_number, "items": [_told(line) for line in lines], "note": proposals.note}
    credit_step_of(  # locks the step: before history is written, as everybody does
        actor=actor, cycle=proposals.cycle, kind=StepKind.PROPOSALS, by=Reference("proposals", proposals.pk), now=now
    )
    record(actor, "proposals.sent", proposals, agency=proposals.agency_id, after=after)
    return proposals


@transaction.atomic
def return_proposals(*, actor: Actor, proposals: ProposalList, reason: str) -> ProposalList:
    """Give the list back to the bloc, with the reason."""
    proposals = _lock(proposals)
    require(may_return_proposals(actor, proposals))
    if not (reason := clean_line(reason)):
        raise ProposalRuleError(_("Anh/chị chưa ghi lý do."), field="reason")
    proposals.state = ProposalState.DRAFT
    proposals.sent_by_user = None
    proposals.version += 1
    proposals.save()
    record(actor, "proposals.returned", proposals, agency=proposals.agency_id, reason=reason)
    return proposals


@transaction.atomic
def answer_line(*, actor: Actor, line: ProposalLine, facts: AnswerFacts, version: int, now: datetime) -> ProposalLine:
    """Write down what the superior decided; an approved award enters the records of the unit."""
    proposals = _lock(line.proposals)
    line = lock(line)
    line.proposals = proposals
    require(may_answer_line(actor, line))
    require_version(line, version)
    _write(line, facts, local_day(now))
    check_lengths(line)
    if facts.answer == ProposalAnswer.APPROVED:
        line.award = _record_award(actor, line, facts, now)
    line.save()
    record(actor, "proposal.answered", line, agency=line.agency_id, after=_told(line), reason=line.reason)
    if not proposals.lines.filter(answer="").exists():
        proposals.state = ProposalState.ANSWERED
        proposals.version += 1
        proposals.save()
    return line


@transaction.atomic
def correct_answer(
    *, actor: Actor, line: ProposalLine, facts: AnswerFacts, because: str, version: int, now: datetime
) -> ProposalLine:
    """Correct what was written down of the superior's decision, and say why; the line keeps the old answer.

    The record of the unit follows: corrected with number, day and issuer, made anew, or taken out when the award was
    not given. Raises `ProposalRuleError` without a reason, and when nothing changes.
    """
    proposals = _lock(line.proposals)
    line = lock(line)
    line.proposals = proposals
    require(may_correct_answer(actor, line))
    require_version(line, version)
    before, kept = _told(line), (line.award.issuer, line.award.basis or "") if line.award else ("", line.basis)
    _write(line, facts, local_day(now))
    if not (because := clean_line(because)):
        raise ProposalRuleError(_("Anh/chị chưa ghi vì sao sửa."), field="because")
    earlier = {key: before[key] for key in ("answer", "decision_number", "decided_on", "reason", "award_basis")}
    by = actor.name if isinstance(actor, PersonActor) else ""
    if _told(line) == before and (clean_line(facts.issuer) or kept[0], line.basis) == kept:
        raise ProposalRuleError(_("Trả lời không khác trả lời đang có."), field="answer")
    line.earlier = [*line.earlier, {**earlier, "because": because, "by": by}]
    check_lengths(line)
    _follow(actor, line, facts, because, now)
    line.save()
    record(actor, "proposal.corrected", line, agency=line.agency_id, before=before, after=_told(line), reason=because)
    return line


def _follow(actor: Actor, line: ProposalLine, facts: AnswerFacts, because: str, now: datetime) -> None:
    """Let the record of the unit say what the answer says now."""
    award = line.award
    if facts.answer == ProposalAnswer.NOT_APPROVED:
        line.award = None
        if award is not None:
            line.save()  # the record goes, so the line lets go of it first
            remove_award(actor=actor, award=award, version=award.version, reason=because)
        return
    if award is None:
        line.award = _record_award(actor, line, facts, now)
        return
    kept = words_of(award)
    words = replace(
        kept,
        decision_number=line.decision_number,
        decided_on=line.decided_on,
        issuer=clean_line(facts.issuer) or award.issuer,
        code=kept.code or _code_of(line),
        basis=_basis_of(line),
    )
    line.award = correct_award(actor=actor, award=award, version=award.version, words=words, reason=because, now=now)


def _record_award(actor: Actor, line: ProposalLine, facts: AnswerFacts, now: datetime) -> UnitAward:
    """The award of an approved line in the records of the unit."""
    cycle = line.proposals.cycle
    words = AwardWords(
        name=line.award_name,
        code=_code_of(line),
        basis=_basis_of(line),
        decision_number=line.decision_number,
        decided_on=line.decided_on,
        issuer=clean_line(facts.issuer) or cycle.bloc.agency.name,
    )
    return record_award(actor=actor, owner=line.unit, year=cycle.year, words=words, now=now)


def _fill(proposals: ProposalList) -> list[str]:
    """Lines for what votes and ranking give and the list lacks; their units and awards."""
    standing = {(line.unit_id, line.award_name.casefold()) for line in proposals.lines.all()}
    standing |= {(unit, award) for unit, award in proposals.removed}
    added: list[str] = []
    place = next_position(ProposalLine, proposals=proposals)
    for candidate in propose(proposals.cycle).candidates:
        if (candidate.unit.pk, candidate.award_name.casefold()) in standing:
            continue
        line = ProposalLine(
            agency_id=proposals.agency_id,
            proposals=proposals,
            unit=candidate.unit,
            award_name=candidate.award_name,
            award_code=candidate.award_code,
            source=candidate.source,
            motion=candidate.motion,
            rank=candidate.rank,
            total=candidate.total,
            votes_for=candidate.votes_for,
            votes_total=candidate.votes_total,
            position=place + len(added),
        )
        check_lengths(line)
        line.save()
        standing.add((candidate.unit.pk, candidate.award_name.casefold()))  # two votes may choose one unit
        added.append(str(line))
    return added


def _code_of(line: ProposalLine) -> AwardCode | None:
    return AwardCode(line.award_code) if line.award_code else None


def _basis_of(line: ProposalLine) -> AwardBasis | None:
    return AwardBasis(line.basis) if line.basis else None


def _write(line: ProposalLine, facts: AnswerFacts, today: date) -> None:
    """Put an answer on a line. An award that is not given keeps the basis on which it was proposed."""
    line.award_code = line.award_code or facts.award_code
    _check(facts, line.award_code, today)
    line.answer = facts.answer
    line.decision_number, line.decided_on = clean_line(facts.number), facts.on
    line.reason = clean_line(facts.reason)
    if facts.answer == ProposalAnswer.APPROVED:
        line.basis = facts.basis or ""


def _check(facts: AnswerFacts, award_code: str, today: date) -> None:
    if facts.answer == ProposalAnswer.NOT_APPROVED:
        if not clean_line(facts.reason):
            raise ProposalRuleError(_("Anh/chị chưa ghi lý do không tặng."), field="reason")
        return
    if not clean_line(facts.number):
        raise ProposalRuleError(_("Anh/chị chưa nhập số quyết định."), field="number")
    if facts.on.precision != Precision.DAY:
        raise ProposalRuleError(_("Anh/chị chưa nhập đủ ngày quyết định."), field="on")
    if facts.on.earliest is not None and facts.on.earliest > today:
        raise ProposalRuleError(_("Ngày quyết định ở sau hôm nay."), field="on")
    if facts.basis is None and not facts.is_basis_unsaid and asks_for_basis(award_code):
        raise ProposalRuleError(
            _("Anh/chị chưa chọn loại hình khen thưởng. Quyết định không nói thì chọn “Quyết định không nói rõ”."),
            field="basis",
        )


def _lock(proposals: ProposalList) -> ProposalList:
    locked = lock(proposals)
    locked.cycle = Cycle.objects.select_related("bloc__agency", "agency").get(pk=locked.cycle_id)
    return locked


def _told(line: ProposalLine) -> dict[str, Any]:
    return {
        "unit": line.unit_id,
        "award": line.award_name,
        "award_code": line.award_code,
        "award_basis": line.basis,
        "source": str(line.source),
        "rank": line.rank,
        "total": line.total,
        "votes": [line.votes_for, line.votes_total],
        "answer": str(line.answer),
        "decision_number": line.decision_number,
        "decided_on": line.decided_on.code,
        "reason": line.reason,
    }
