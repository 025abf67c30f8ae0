"""A paper against a unit is entered, and lifted; both change who is ranked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.audit import services as audit
from thidua.common.actor import Actor
from thidua.common.policy import require
from thidua.common.versions import require_version
from thidua.organisations.models import Unit
from thidua.scorecards.enums import HoldEffect, SchemeState
from thidua.scorecards.errors import ScoreError
from thidua.scorecards.models import Hold, Scheme
from thidua.scorecards.policies import cards as policies
from thidua.scorecards.services.acting import fitting, lock, name_of, required
from thidua.scorecards.services.recomputing import recompute


@dataclass(frozen=True, slots=True)
class HoldWords:
    """What a paper says against a unit: what, which paper, since when, and whether it stops the unit or marks it."""

    effect: HoldEffect
    text: str
    paper: str
    since: date


@transaction.atomic
def hold_unit(*, actor: Actor, scheme: Scheme, version: int, unit: Unit, words: HoldWords, now: datetime) -> Hold:
    """Enter a paper against a unit of the table. Raises `StaleVersionError`: two who enter the same paper meet here."""
    (hold,) = hold_units(actor=actor, scheme=scheme, version=version, units=[unit], words=words, now=now)
    return hold


@transaction.atomic
def hold_units(
    *, actor: Actor, scheme: Scheme, version: int, units: Sequence[Unit], words: HoldWords, now: datetime
) -> list[Hold]:
    """Enter one paper against several units, as a list of violations names them: a hold and an entry of history each.

    Raises `StaleVersionError`.
    """
    scheme = lock(scheme.pk)
    require(policies.may_hold(actor, scheme))
    require_version(scheme, version)
    if words.since > timezone.localtime(now).date():
        raise ScoreError(_("Ngày của giấy tờ không thể ở sau hôm nay."), code="future", field="since")
    holds = [_enter(actor, scheme, unit, words, now) for unit in units]
    scheme.save()
    _again(scheme)
    return holds


def _enter(actor: Actor, scheme: Scheme, unit: Unit, words: HoldWords, now: datetime) -> Hold:
    hold = Hold(
        agency_id=scheme.agency_id,
        cycle_id=scheme.cycle_id,
        unit=unit,
        effect=words.effect,
        text=required(words.text, _("Anh/chị chưa ghi nội dung."), "text"),
        paper=fitting(
            required(words.paper, _("Ghi giấy tờ làm căn cứ: số, ngày, nơi ban hành."), "paper"), "paper", 250
        ),
        since=words.since,
        made_by_name=name_of(actor),
        made_at=now,
    )
    hold.save()
    audit.record(
        actor,
        "hold.entered",
        hold,
        agency=hold.agency_id,
        after={"unit": unit.pk, "effect": hold.effect, "text": hold.text, "paper": hold.paper},
    )
    return hold


@transaction.atomic
def lift_hold(*, actor: Actor, hold: Hold, version: int, reason: str, now: datetime) -> Hold:
    """Lift it, with the reason."""
    scheme = Scheme.objects.filter(cycle=hold.cycle_id).first()
    if scheme is not None:
        scheme = lock(scheme.pk)
    hold = Hold.objects.select_for_update(of=("self",), no_key=True).get(pk=hold.pk)
    require(policies.may_lift(actor, hold))
    require_version(hold, version)
    hold.lifted_because = required(reason, _("Anh/chị chưa ghi lý do gỡ."), "reason")
    hold.lifted_at, hold.lifted_by_name = now, name_of(actor)
    hold.save()
    if scheme is not None:
        _again(scheme)
    audit.record(actor, "hold.lifted", hold, agency=hold.agency_id, reason=hold.lifted_because)
    return hold


def _again(scheme: Scheme) -> None:
    if scheme.state == SchemeState.SCORING:
        recompute(scheme)
