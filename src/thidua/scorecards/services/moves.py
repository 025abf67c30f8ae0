"""A card goes on its way: sent, scored by peers, signed by assessors, explained, looked at again, settled."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit import services as audit
from thidua.common.actor import Actor, Role
from thidua.common.policy import require
from thidua.common.versions import require_version
from thidua.organisations.models import Unit
from thidua.scorecards.enums import ChangeKind, Stage
from thidua.scorecards.errors import ScoreError
from thidua.scorecards.models import BranchSign, Scorecard, ScoreChange
from thidua.scorecards.policies import cards as policies
from thidua.scorecards.policies.looking import assessors_of, signing_of
from thidua.scorecards.queries.cards import written
from thidua.scorecards.queries.questions import missing_names
from thidua.scorecards.queries.tables import table_of
from thidua.scorecards.services.acting import lock, name_of, required, user_of
from thidua.scorecards.services.cards import lock_card


@transaction.atomic
def submit_card(*, actor: Actor, card: Scorecard, version: int, now: datetime) -> Scorecard:
    """Send the self-score. A total of 0 may be sent; a question without an answer may not."""
    card = _open(card, version, lambda found: policies.may_submit_card(actor, found))
    missing = missing_of(card)
    if missing:
        items = list(dict.fromkeys(item or _("cả bảng") for item in missing.values()))
        raise ScoreError(
            _("Còn %(count)s câu chưa trả lời, ở các mục: %(items)s. Ô để trống không phải là 0.")
            % {"count": len(missing), "items": ", ".join(items[:8])},
            code="missing",
        )
    card.submitted_at, card.submitted_by_name, card.returned_because = now, name_of(actor), ""
    card.submitted_delegated = card.unit_id not in {scope.unit for scope in actor.own(Role.UNIT_HEAD)}
    has_peers = card.peers.filter(submitted_at=None).exists()
    return _move(actor, card, Stage.PEERS if has_peers else Stage.VERIFICATION, "scorecard.submitted")


@transaction.atomic
def return_card(*, actor: Actor, card: Scorecard, version: int, reason: str) -> Scorecard:
    """Give the card back to its unit, with the reason; what assessors wrote meanwhile stays in the history."""
    card = _open(card, version, lambda found: policies.may_return(actor, found))
    card.returned_because = required(reason, _("Anh/chị chưa ghi lý do trả lại."), "reason")
    card.signs.filter(stage=Stage.VERIFICATION).delete()
    return _move(actor, card, Stage.SELF, "scorecard.returned", reason=card.returned_because)


@transaction.atomic
def sign_branches(*, actor: Actor, card: Scorecard, version: int, assessor: str, now: datetime) -> Scorecard:
    """Say that the branches of `assessor` (empty: head and deputy) are looked at. The last one sends the card on:
    to the unit where something was changed, else to the superior."""
    card = _open(card, version, lambda found: policies.may_sign(actor, found, assessor))
    signing = signing_of(actor, card, assessor)
    unit = Unit.objects.get(pk=signing.unit) if signing.unit is not None else None
    BranchSign.objects.create(
        agency_id=card.agency_id,
        scorecard=card,
        stage=card.stage,
        assessor=assessor,
        capacity=signing.capacity,
        unit_name=unit.name if unit is not None else "",
        is_delegated=signing.is_delegated,
        by_id=user_of(actor),
        by_name=name_of(actor),
        at=now,
    )
    signed = set(card.signs.filter(stage=card.stage).values_list("assessor", flat=True))
    on = Stage(card.stage)
    if signed >= set(assessors_of(card)):
        was_changed = ScoreChange.objects.filter(scorecard=card, stage=Stage.VERIFICATION).exists()
        on = Stage.EXPLANATION if card.stage == Stage.VERIFICATION and was_changed else Stage.SUPERIOR
    return _move(actor, card, on, "scorecard.branches_signed", assessor=assessor, capacity=signing.capacity)


@transaction.atomic
def send_explanation(*, actor: Actor, card: Scorecard, version: int, agrees: bool) -> Scorecard:
    """End the unit's turn: it agrees (on to the superior), or it explained (the assessors look again)."""
    card = _open(card, version, lambda found: policies.may_explain(actor, found))
    if not agrees and not card.lines.exclude(explanation="").exists():
        raise ScoreError(
            _("Anh/chị chưa giải trình mục nào. Mở mục bị đổi điểm để viết, hoặc bấm Đồng ý."), code="nothing_explained"
        )
    return _move(
        actor, card, Stage.SUPERIOR if agrees else Stage.SECOND_LOOK, "scorecard.explanation_sent", agrees=agrees
    )


@transaction.atomic
def settle_card(*, actor: Actor, card: Scorecard, version: int, now: datetime) -> Scorecard:
    """The superior's figure stands."""
    card = _open(card, version, lambda found: policies.may_settle(actor, found))
    card.settled_at, card.settled_by_name = now, name_of(actor)
    return _move(actor, card, Stage.SETTLED, "scorecard.settled")


@transaction.atomic
def reopen_card(*, actor: Actor, card: Scorecard, version: int, reason: str) -> Scorecard:
    """The superior takes a settled card back before publication, with the reason."""
    card = _open(card, version, lambda found: policies.may_reopen(actor, found))
    reason = required(reason, _("Anh/chị chưa ghi lý do."), "reason")
    card.settled_at, card.settled_by_name = None, ""
    return _move(actor, card, Stage.SUPERIOR, "scorecard.reopened", reason=reason)


@transaction.atomic
def end_peers(*, actor: Actor, card: Scorecard, version: int, reason: str) -> Scorecard:
    """Go on though not all peers have scored, with the reason."""
    card = _open(card, version, lambda found: policies.may_end_peers(actor, found))
    reason = required(reason, _("Anh/chị chưa ghi lý do."), "reason")
    return _move(actor, card, Stage.VERIFICATION, "scorecard.peers_ended", reason=reason)


def missing_of(card: Scorecard) -> dict[str, str]:
    """Input → item, for every question of the card without an answer."""
    stands = written([card.pk], (Stage.SELF,))
    answered = {name for name, value in stands[ChangeKind.ANSWER].get(card.pk, {}).items() if value is not None}
    apart = {item for item, why in stands[ChangeKind.NOT_APPLICABLE].get(card.pk, {}).items() if why is not None}
    return missing_names(table_of(card.scheme), answered, apart)


def go_on_after_peers(actor: Actor, card: Scorecard) -> None:
    """The last peer sends the card to the assessors; so does who lets no peer be left to wait for."""
    if card.stage == Stage.PEERS and not card.peers.filter(submitted_at=None).exists():
        card.version += 1
        _move(actor, card, Stage.VERIFICATION, "scorecard.peers_ended")


def _open(card: Scorecard, version: int, may: Any) -> Scorecard:
    scheme = lock(card.scheme_id)
    found = lock_card(card, scheme)
    require(may(found))
    require_version(found, version)
    return found


def _move(actor: Actor, card: Scorecard, stage: Stage, action: str, *, reason: str = "", **told: Any) -> Scorecard:
    before = card.stage
    card.stage = stage
    card.save()
    audit.record(
        actor,
        action,
        card,
        agency=card.agency_id,
        before={"stage": before},
        after={"stage": stage, **told},
        reason=reason,
    )
    return card
