"""What is written on a card, item by item: every change keeps its author, time and reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit import services as audit
from thidua.common.actor import Actor
from thidua.common.errors import StaleVersionError
from thidua.common.policy import require
from thidua.common.references import Card, Reference
from thidua.core.scoring.answers import Answer
from thidua.core.scoring.scheme import ROOT, ScoringScheme
from thidua.core.vietnam.names import normalise
from thidua.documents.services import add_evidence
from thidua.scorecards.enums import ORDER, ChangeKind, Stage
from thidua.scorecards.errors import ScoreError
from thidua.scorecards.facts.answers import dump_answer
from thidua.scorecards.facts.sheet import LINE
from thidua.scorecards.models import Scheme, Scorecard, ScoreChange, ScoreLine
from thidua.scorecards.policies import cards as policies
from thidua.scorecards.policies.looking import LOOKING
from thidua.scorecards.queries.cards import all_changes, changes_to, written
from thidua.scorecards.queries.questions import names_of
from thidua.scorecards.queries.tables import table_of
from thidua.scorecards.services.acting import fitting, lock, name_of, required, user_of
from thidua.scorecards.services.recomputing import recompute


def seen_version(line: ScoreLine, table: ScoringScheme) -> int:
    """Counts up with every change of the line and of any input its item reads, through whichever item it came."""
    item = table.item(line.item)
    assert item is not None
    return line.version + changes_to(line.scorecard_id, {*names_of(table, item), line.item}).count()


@dataclass(frozen=True, slots=True)
class Filling:
    """What somebody writes of one item, having seen it in `version` (see `seen_version`).

    `not_applicable` is why the item does not apply to the unit ("" says that it does); None leaves a part as it is.
    """

    line: ScoreLine
    version: int
    answers: Mapping[str, Answer]
    claim: str | None = None
    not_applicable: str | None = None
    reason: str = ""
    reply: str | None = None


def fill_item(
    *,
    actor: Actor,
    line: ScoreLine,
    version: int,
    answers: Mapping[str, Answer],
    now: datetime,
    claim: str | None = None,
    not_applicable: str | None = None,
    reason: str = "",
    reply: str | None = None,
) -> ScoreLine:
    """Write the answers of one item in the stage the card is in, and score the bloc again.

    `not_applicable` is why the item does not apply to the unit ("" says that it does). Only what differs is written.
    Once the card was sent a change needs its reason, also when it was given back to its unit.
    Raises `StaleVersionError`, `ScoreError`.
    """
    filling = Filling(line, version, answers, claim, not_applicable, reason, reply)
    (line,) = fill_items(actor=actor, scheme_id=line.scorecard.scheme_id, fillings=[filling], now=now)
    return line


@transaction.atomic
def fill_items(*, actor: Actor, scheme_id: int, fillings: Sequence[Filling], now: datetime) -> list[ScoreLine]:
    """Write items of one table as `fill_item` writes one: all or none, each with its entry, and the bloc scored once.

    Raises `StaleVersionError`, `ScoreError`.
    """
    scheme = lock(scheme_id)
    table = table_of(scheme)
    lines = []
    for filling in fillings:
        line = _lock(filling.line)
        line.scorecard.scheme = scheme
        require(policies.may_write_item(actor, line))
        _require_seen(line, table, filling.version)
        lines.append(line)
    entries = [_write(actor, line, table, filling, now) for line, filling in zip(lines, fillings, strict=True)]
    if any(entry.after["changes"] for entry in entries):
        recompute(scheme)
    for line, entry in zip(lines, entries, strict=True):
        audit.record(
            actor,
            "scorecard.item_filled",
            line.scorecard,
            agency=line.scorecard.agency_id,
            before=entry.before,
            after=entry.after,
            reason=entry.reason,
        )
    return lines


@dataclass(frozen=True, slots=True)
class _Entry:
    """What history is told of an item that was filled."""

    before: dict[str, Any]
    after: dict[str, Any]
    reason: str


def _write(actor: Actor, line: ScoreLine, table: ScoringScheme, filling: Filling, now: datetime) -> _Entry:
    card, reason = line.scorecard, filling.reason
    changes = _changes(card, table, line.item, filling.answers, filling.not_applicable)
    if changes and (card.stage != Stage.SELF or card.submitted_at is not None):
        reason = required(reason, _("Anh/chị chưa ghi lý do thay đổi."), "reason")
    _add(actor, card, changes, reason, now)
    wrote = {"claim": line.claim, "reply": line.reply}
    if filling.claim is not None and card.stage == Stage.SELF:
        line.claim = fitting(normalise(filling.claim, keep_lines=True), "claim", 5000)
    if filling.reply is not None and card.stage in LOOKING:
        line.reply = fitting(normalise(filling.reply, keep_lines=True), "reply", 5000)
    line.version += 1
    line.save()
    written_now = {"claim": line.claim, "reply": line.reply}
    texts = [key for key in wrote if wrote[key] != written_now[key]]
    return _Entry(
        before={key: wrote[key] for key in texts},
        after={
            "item": line.item,
            "stage": card.stage,
            "changes": [f"{name}: {value}" for _kind, name, value in changes],
            **{key: written_now[key] for key in texts},
        },
        reason=reason,
    )


def seen_card_version(card: Scorecard) -> int:
    """Counts up with every move of the card and every answer written on it."""
    return card.version + all_changes(card.pk).count()


@transaction.atomic
def say_no_more_cases(*, actor: Actor, card: Scorecard, version: int, now: datetime) -> int:
    """Say that every case of a rule not named so far did not happen. How many questions that answered.

    `version` is what `seen_card_version` gave. Raises `StaleVersionError`: what a colleague wrote since was not seen.
    """
    scheme = lock(card.scheme_id)
    card = lock_card(card, scheme)
    require(policies.may_fill_card(actor, card))
    if seen_card_version(card) != version:
        raise StaleVersionError(_("Có người vừa ghi vào phiếu này. Xem lại rồi bấm lần nữa."), row=card, read=version)
    table = table_of(scheme)
    answered = written([card.pk], (Stage.SELF,))[ChangeKind.ANSWER].get(card.pk, {})
    changes = [
        (ChangeKind.ANSWER, name, dump_answer(field.none()))
        for name, field in table.inputs.items()
        if field.is_case and answered.get(name) is None
    ]
    _add(actor, card, changes, "", now)
    if changes:
        recompute(scheme)
    audit.record(
        actor,
        "scorecard.no_more_cases",
        card,
        agency=card.agency_id,
        after={"inputs": [name for _kind, name, _value in changes]},
    )
    return len(changes)


@transaction.atomic
def explain_item(*, actor: Actor, line: ScoreLine, version: int, explanation: str) -> ScoreLine:
    """Explain for the unit what the assessors changed."""
    scheme = lock(line.scorecard.scheme_id)
    line = _lock(line)
    line.scorecard.scheme = scheme
    require(policies.may_explain_item(actor, line))
    _require_seen(line, table_of(scheme), version)
    before = line.explanation
    line.explanation = fitting(normalise(explanation, keep_lines=True), "explanation", 5000)
    line.version += 1
    line.save()
    audit.record(
        actor,
        "scorecard.explained",
        line.scorecard,
        agency=line.agency_id,
        before={"explanation": before},
        after={"item": line.item, "explanation": line.explanation},
    )
    return line


@transaction.atomic
def cite_things(*, actor: Actor, line: ScoreLine, version: int, cards: Sequence[Card], now: datetime) -> int:
    """Let things of the year prove an item: each once. How many were chosen. Raises `StaleVersionError`."""
    scheme = lock(line.scorecard.scheme_id)
    line = _lock(line)
    line.scorecard.scheme = scheme
    require(policies.may_attach_to_item(actor, line))
    _require_seen(line, table_of(scheme), version)
    if not cards:
        return 0
    line.version += 1
    line.save()
    for card in cards:
        add_evidence(
            actor=actor,
            parent=Reference(LINE, line.pk),
            agency=line.agency_id,
            title=card.title[:250],
            about=card.reference,
            unit=line.scorecard.unit_id,
            now=now,
        )
    audit.record(
        actor,
        "scorecard.things_cited",
        line.scorecard,
        agency=line.agency_id,
        after={"item": line.item, "titles": [card.title for card in cards]},
    )
    return len(cards)


def lock_card(card: Scorecard, scheme: Scheme) -> Scorecard:
    """The card as stored now, with the locked scheme."""
    found = Scorecard.objects.select_for_update(of=("self",), no_key=True).select_related("unit").get(pk=card.pk)
    found.scheme = scheme
    return found


def _lock(line: ScoreLine) -> ScoreLine:
    return (
        ScoreLine.objects.select_for_update(of=("self",), no_key=True)
        .select_related("scorecard__unit", "scorecard__agency")
        .get(pk=line.pk)
    )


def _require_seen(line: ScoreLine, table: ScoringScheme, read: int) -> None:
    now = seen_version(line, table)
    if now == read:
        return
    shown = ScoreLine.objects.get(pk=line.pk)
    shown.version = now
    raise StaleVersionError(
        _("Có người vừa lưu mục này trước anh/chị. Xem hai bản rồi chọn bản giữ lại."), row=shown, read=read
    )


def _changes(
    card: Scorecard, table: ScoringScheme, code: str, answers: Mapping[str, Answer], not_applicable: str | None
) -> list[tuple[ChangeKind, str, Any]]:
    """What differs from what stands, counting the stages up to the card's own."""
    item = table.item(code)
    assert item is not None
    known = names_of(table, item)
    stages = ORDER[: ORDER.index(Stage(card.stage)) + 1]
    stands = written([card.pk], stages)
    now = stands[ChangeKind.ANSWER].get(card.pk, {})
    changes: list[tuple[ChangeKind, str, Any]] = []
    for name, answer in answers.items():
        if name not in known:
            raise ScoreError(_("Mục này không hỏi “%(name)s”.") % {"name": name}, code="unknown_input")
        value = dump_answer(answer)
        if now.get(name) != value:
            changes.append((ChangeKind.ANSWER, name, value))
    if not_applicable is not None and code != ROOT:
        why = fitting(normalise(not_applicable), "not_applicable_because") or None
        if stands[ChangeKind.NOT_APPLICABLE].get(card.pk, {}).get(code) != why:
            changes.append((ChangeKind.NOT_APPLICABLE, code, why))
    return changes


def _add(actor: Actor, card: Scorecard, changes: list[tuple[ChangeKind, str, Any]], reason: str, now: datetime) -> None:
    ScoreChange.objects.bulk_create(
        ScoreChange(
            agency_id=card.agency_id,
            scorecard=card,
            stage=card.stage,
            kind=kind,
            name=name,
            value=value,
            reason=reason,
            by_id=user_of(actor),
            by_name=name_of(actor),
            at=now,
        )
        for kind, name, value in changes
    )
