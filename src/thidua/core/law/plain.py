"""Outcomes, listings and money as JSON can hold them: the names of the contract."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from thidua.core.law.awards import Award, Awards
from thidua.core.law.citations import say_citations
from thidua.core.law.conditions import Attested, RankInBloc, WorksRecognised
from thidua.core.law.outcome import CriterionFinding, Outcome, RouteOutcome
from thidua.core.law.path import GOOD_YEAR, Milestone, Path
from thidua.core.law.path_needs import Need
from thidua.core.law.prize import Payment, Prize
from thidua.core.law.quotas import QuotaAnswer, UnitAnswer
from thidua.core.law.regimes import regime_on
from thidua.core.law.wording import award_names, say_all, say_need, say_quota, say_reason
from thidua.core.law.words import words_of


def plain_titles(awards: Awards, day: date) -> list[dict[str, Any]]:
    """Titles and honours with the criteria of a law day; never mixed: `kind` tells them apart."""
    return [_plain_award(each, day) for each in awards.values()]


def _plain_award(award: Award, day: date) -> dict[str, Any]:
    version, regime = award.on(day), regime_on(day)
    seen: dict[str, dict[str, Any]] = {}
    for route in version.routes if version else ():
        for each in route.criteria:
            plain = {
                "name": each.name,
                "cites": say_citations(each.cites),
                "grade": each.grade.value,
                "route": route.name,
            }
            seen.setdefault(f"{route.name}\n{each.name}\n{plain['cites']}", plain)
    return {
        "code": award.code,
        "kind": award.kind.value,
        "name": award.name,
        "subject": award.subject.value,
        "grade": version.grade.value if version else "unknown",
        "criteria": list(seen.values()),
        "cites": say_citations(version.cites) if version else "",
        "stamp": regime.stamp if regime and version and version.rests_on(regime.amends) else "",
        "decided_by": {
            "who": award.decided_by.who,
            "cites": say_citations(award.decided_by.cites),
            "grade": award.decided_by.grade.value,
        },
        "fact_base": award.fact_base,
    }


def plain_outcome(outcome: Outcome) -> dict[str, Any]:
    """An outcome with its tree."""
    return {
        "code": outcome.award.code,
        "name": outcome.award.name,
        "subject": outcome.award.subject.value,
        "year": outcome.year,
        "law_on": outcome.law_on.isoformat(),
        "regime": outcome.regime.code if outcome.regime else None,
        "regime_name": outcome.regime.name if outcome.regime else None,
        "verdict": outcome.verdict.name,
        "routes": [_plain_route(each) for each in outcome.routes],
        "under_held_text": None if outcome.under_held_text is None else outcome.under_held_text.name,
        "notes": [say_reason(each, "notes") for each in outcome.notes],
    }


def _plain_route(route: RouteOutcome) -> dict[str, Any]:
    return {
        "name": route.route.name,
        "basis": route.route.basis.value,
        "verdict": route.verdict.name,
        "considered": route.is_considered,
        "cites": say_citations(route.route.cites),
        "grade": route.route.grade.value,
        "note": route.route.note,
        "findings": [_plain_finding(each) for each in route.findings],
    }


def _plain_finding(finding: CriterionFinding) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "criterion": finding.criterion,
        "verdict": finding.verdict.name,
        "because": say_all(finding.because),
        "cites": say_citations(finding.cites),
        "grade": finding.grade.value,
        "needs": say_all(finding.needs, "needs"),
    }
    if code := setting_of(finding):
        plain["setting"] = code
    if finding.if_confirmed is not None:
        plain["if_confirmed"] = finding.if_confirmed.name
    if finding.parts:
        plain["parts"] = [_plain_finding(each) for each in finding.parts]
    return plain


def plain_quota(answer: QuotaAnswer) -> dict[str, Any]:
    """A quota with its source: how many are allowed, how many meet the conditions; the ranking is the council's. `per`:
    within what it is reckoned, null where what was read does not say; `units`: those of whom somebody does, or may,
    meet it; `preferred`: how many of those who meet it come first among equals.
    """
    entry = answer.entry
    return {
        "award": answer.rule.award,
        "of": answer.rule.of,
        "percent": None if entry is None or entry.value is None else decimal_of(entry.value),
        "base": answer.base._asdict(),
        "meeting": answer.eligible._asdict(),
        "allowed": None if answer.allowed is None else {"least": answer.allowed[0], "most": answer.allowed[1]},
        "stands": answer.stand.value,
        "under_held_text": None if answer.under_held_text is None else answer.under_held_text.value,
        "because": say_quota(answer),
        "cites": "" if entry is None else say_citations(entry.cites),
        "grade": "unknown" if entry is None else entry.grade.value,
        "note": "" if entry is None else entry.note,
        "signed_by": answer.rule.signed_by,
        "per": None if answer.rule.per is None else answer.rule.per.value,
        "preferred": answer.preferred,
        "units": [_plain_unit(each) for each in answer.units],
    }


def _plain_unit(answer: UnitAnswer) -> dict[str, Any]:
    group = answer.group
    return {
        "unit": answer.unit,
        "base": group.base._asdict(),
        "meeting": group.eligible._asdict(),
        "allowed": {"least": answer.allowed[0], "most": answer.allowed[1]},
        "stands": answer.stand.value,
        "preferred": group.preferred,
    }


def setting_of(finding: CriterionFinding) -> str:
    """The code of the question that the text leaves open, where a finding is about one."""
    return next((str(value) for why in finding.because for key, value in why.data if key == "setting"), "")


def plain_prize(prize: Prize) -> dict[str, Any]:
    """Money with how it came about; a coefficient is an exact decimal."""
    return {
        "code": prize.code,
        "subject": prize.subject.value,
        "decided_on": prize.decided_on.isoformat(),
        "amount": prize.amount,
        "coefficient": None if prize.coefficient is None else decimal_of(prize.coefficient),
        "base_salary": prize.base_salary,
        "rounded_from": None if prize.exact is None else decimal_of(prize.exact),
        "cites": say_citations(tuple(dict.fromkeys(prize.cites))),
        "grade": prize.grade.value,
        "why": prize.why,
        "if_confirmed": prize.if_confirmed,
        "ceiling": prize.ceiling,
    }


def plain_payment(payment: Payment) -> dict[str, Any]:
    """Several awards together."""
    return {
        "total": payment.total,
        "paid": [plain_prize(each) for each in payment.paid],
        "not_paid": [plain_prize(each) for each in payment.not_paid],
        "cites": words_of()["money"]["same_time"],
    }


def decimal_of(number: Fraction) -> int | Decimal:
    """A whole number, or the exact decimal (the figures have finitely many)."""
    if number.denominator == 1:
        return number.numerator
    return Decimal(number.numerator) / Decimal(number.denominator)


def plain_path(path: Path) -> dict[str, Any]:
    """A path with its assumptions."""
    regime = regime_on(path.law_on)
    reachable = [each for each in path.milestones if each.year is not None]
    return {
        "from_year": path.from_year,
        "law_on": path.law_on.isoformat(),
        "regime": regime.code if regime else None,
        "assumptions": [say_reason(each, "path") for each in path.assumptions],
        "reachable": [
            {
                "code": each.award.code,
                "kind": each.award.kind.value,
                "name": each.award.name,
                "earliest_year": each.year,
                "grade": each.grade.value,
                "steps": _plain_steps(each),
            }
            for each in sorted(reachable, key=lambda each: each.year or 0)
        ],
        "not_reached": [
            {"code": each.award.code, "name": each.award.name, "because": say_all(each.blocked)}
            for each in path.milestones
            if each.year is None
        ],
        "notes": [regime.reason, regime.stamp] if regime and regime.not_held else [],
    }


def _plain_steps(milestone: Milestone) -> list[dict[str, Any]]:
    """What must happen, year by year: the grade, what people must see to, and what is then given."""
    names, good = award_names(), words_of()["path"]["year_good"]
    steps: list[dict[str, Any]] = [
        {"year": year, "what": good, "kind": "GRADE"}
        if code == GOOD_YEAR
        else {"year": year, "what": names[code], "kind": "AWARD", "code": code}
        for year, code in milestone.steps
    ]
    steps += [_plain_need(each) for each in milestone.needs]
    return sorted(steps, key=lambda each: (each["year"], each["kind"] == "AWARD", each["kind"] != "GRADE"))


def _plain_need(need: Need) -> dict[str, Any]:
    """What people must see to, with the wording it comes from, and for which award."""
    question, criterion = need.criterion.question, need.criterion
    plain: dict[str, Any] = {
        "year": need.year,
        "what": say_need(need),
        "kind": need.kind.value,
        "for": need.award.code,
        "criterion": criterion.name,
        "cites": say_citations(criterion.cites),
        "grade": criterion.grade.value,
        "instead": list(need.instead),
    }
    match question:
        case WorksRecognised():
            plain |= {"work": question.kind.value, "scope": question.scope.value, "number": need.number}
            plain["since"] = need.since
        case Attested():
            plain["code"] = question.criterion
        case RankInBloc():
            plain |= {"rank": question.rank, "organiser": question.organiser.value}
    return plain
