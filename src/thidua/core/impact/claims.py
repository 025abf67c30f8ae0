"""Numbers printed elsewhere: beside our figure, or for it where nobody noted anything; they never add to it."""

from __future__ import annotations

from collections import defaultdict

from thidua.core.impact.amounts import UNKNOWN, Amount
from thidua.core.impact.desk import Desk
from thidua.core.impact.errors import ImpactError
from thidua.core.impact.facts import Claim
from thidua.core.impact.figure import RATIOS, Basis, Figure, FigureKind, FindingKind, Part, Rule, Step

Claims = dict[FigureKind, list[Claim]]


def claims_of(desk: Desk) -> Claims:
    """The claims by what they are about. Raises `ImpactError` (unknown_figure)."""
    found: defaultdict[FigureKind, list[Claim]] = defaultdict(list)
    for claim in desk.of(Claim):
        try:
            kind = FigureKind(claim.figure)
        except ValueError:
            raise ImpactError("unknown_figure", {"figure": claim.figure}) from None
        if kind in RATIOS:
            raise ImpactError("unknown_figure", {"figure": claim.figure})
        found[kind].append(claim)
    return dict(found)


def claimed_amount(claim: Claim) -> Amount:
    """What a claim says: an exact number, only a lowest or a highest, or nothing that can be reckoned with."""
    try:
        if claim.value is not None and claim.low is None and claim.high is None:
            return Amount.exactly(claim.value)
        return Amount.between(claim.low, claim.value, claim.high)
    except ValueError:  # below zero, or the wrong way round: its words are all there is
        return UNKNOWN


def claimed_figure(desk: Desk, kind: FigureKind, claims: list[Claim]) -> Figure:
    """What claims give where there are no facts: one number, the one that a person chose, or what holds for all."""
    steps = [_step(each) for each in claims]
    chosen = [each for each in claims if each.chosen_because]
    amounts = {claimed_amount(each) for each in (chosen or claims)}
    amount, reason = amounts.pop(), "only_words"
    if amounts:
        reason = "claims_differ"
        desk.find(FindingKind.CLAIMS_DIFFER, figure=kind.value, claims=tuple(each.text for each in claims))
        for each in sorted(amounts, key=str):
            amount = amount.hull(each)
        amount = Amount(amount.low, None, amount.high)
    elif chosen:
        steps.append(Step("claim_chosen", Rule.TWO_NUMBERS, {"text": chosen[0].text, "why": chosen[0].chosen_because}))
    basis = Basis.UNKNOWN if reason == "claims_differ" or amount == UNKNOWN else Basis.STATED
    part = Part(basis, "claim", len(claims), amount, reason if basis is Basis.UNKNOWN else "")
    return Figure(kind, "", amount, (part,), tuple(steps))


def beside(desk: Desk, found: Figure, claims: list[Claim]) -> Figure:
    """A figure with the claims beside it; one that contradicts it is asked about."""
    for each in claims:
        amount = claimed_amount(each)
        if amount.is_surely_above(found.amount) or found.amount.is_surely_above(amount):
            desk.find(FindingKind.CLAIM_DIFFERS, each.code, figure=found.kind.value, ours=found.amount, claim=each.text)
    return Figure(found.kind, found.detail, found.amount, found.parts, (*found.steps, *map(_step, claims)))


def _step(claim: Claim) -> Step:
    return Step("claim", Rule.TWO_NUMBERS, {"text": claim.text, "source": claim.source or claim.url or "—"})
