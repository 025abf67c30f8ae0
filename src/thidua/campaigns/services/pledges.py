"""Writing a pledge, opening it for signing, taking it back."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from thidua.audit import services as audit
from thidua.campaigns.enums import PledgeState, TargetScope
from thidua.campaigns.errors.pledges import MissingWordsError, TwiceError, WrongStateError
from thidua.campaigns.models import Cycle, Movement, Pledge, PledgeSignature, Target
from thidua.campaigns.policies import pledges as policies
from thidua.campaigns.queries.pledges import standing_signatures, targets_of
from thidua.campaigns.services.words import check_lengths, clean, clean_lines, required
from thidua.common.actor import Actor
from thidua.common.policy import require
from thidua.common.versions import require_version


def locked(pledge: Pledge) -> Pledge:
    """The pledge as it stands now, locked until the end of the transaction."""
    rows = Pledge.objects.select_for_update(of=("self",), no_key=True).select_related("agency", "cycle__bloc__agency")
    return rows.get(pk=pledge.pk)


@transaction.atomic
def draft_pledge(
    *,
    actor: Actor,
    cycle: Cycle,
    title: str,
    text: str = "",
    movements: Collection[Movement] = (),
    copy_from: Pledge | None = None,
) -> Pledge:
    """Begin the pledge of a year. With `copy_from` the bloc's own targets of another pledge come along.

    A unit's targets are not copied: each unit promises for itself.
    """
    require(policies.may_draft_pledge(actor, cycle))
    pledge = Pledge(agency_id=cycle.agency_id, cycle=cycle)
    _write(pledge, title, text)
    try:
        with transaction.atomic():
            pledge.save()
    except IntegrityError as error:
        raise TwiceError(_("Năm {year} đã có giao ước.").format(year=cycle.year)) from error
    pledge.movements.set(movements)
    copied = _copy_targets(copy_from, pledge) if copy_from is not None else 0
    after = _describe(pledge) | {"copied_targets": copied, "copied_from": copy_from.pk if copy_from else None}
    audit.record(actor, "pledge.drafted", pledge, agency=pledge.agency_id, after=after)
    return pledge


@transaction.atomic
def edit_pledge(
    *, actor: Actor, pledge: Pledge, version: int, title: str, text: str, movements: Collection[Movement]
) -> Pledge:
    """Change the text of a draft."""
    require(policies.may_edit_pledge(actor, pledge))
    pledge = locked(pledge)
    require(policies.may_edit_pledge(actor, pledge))
    require_version(pledge, version)
    before = _describe(pledge)
    _write(pledge, title, text)
    pledge.save()
    pledge.movements.set(movements)
    audit.record(actor, "pledge.edited", pledge, agency=pledge.agency_id, before=before, after=_describe(pledge))
    return pledge


@transaction.atomic
def open_signing(*, actor: Actor, pledge: Pledge, version: int, now: datetime) -> Pledge:
    """Open a draft for signing: from now on the bloc's part stands still."""
    require(policies.may_open_signing(actor, pledge))
    pledge = locked(pledge)
    require(policies.may_open_signing(actor, pledge))
    require_version(pledge, version)
    if not pledge.text and not targets_of(pledge):
        raise WrongStateError(_("Giao ước chưa có lời giao ước, cũng chưa có chỉ tiêu nào. Soạn nội dung rồi mở ký."))
    pledge.state = PledgeState.OPEN
    pledge.opened_at = now
    pledge.save()
    until = pledge.cycle.signing_until
    after = {"state": pledge.state, "signing_until": until.isoformat() if until else None}
    audit.record(actor, "pledge.opened", pledge, agency=pledge.agency_id, after=after)
    return pledge


@transaction.atomic
def return_to_draft(*, actor: Actor, pledge: Pledge, version: int, reason: str, now: datetime) -> Pledge:
    """Take an open pledge back to be written on. Signatures so far are withdrawn; their rows stay, with the reason.

    A signature that came since the page was read makes `version` stale: nobody withdraws one he did not see.
    """
    require(policies.may_return_to_draft(actor, pledge))
    pledge = locked(pledge)
    require(policies.may_return_to_draft(actor, pledge))
    require_version(pledge, version)
    reason = clean(reason)
    if not reason:
        raise MissingWordsError(_("Anh/chị chưa nêu lý do đưa về bản soạn."), field="reason")
    signed = standing_signatures(pledge)
    PledgeSignature.objects.filter(pk__in=[row.pk for row in signed.values()]).update(
        withdrawn_at=now, withdrawn_because=reason[:500]
    )
    pledge.state = PledgeState.DRAFT
    pledge.opened_at = None
    pledge.save()
    audit.record(
        actor,
        "pledge.returned_to_draft",
        pledge,
        agency=pledge.agency_id,
        before={"state": PledgeState.OPEN, "signed": sorted(signed)},
        after={"state": pledge.state, "signed": []},
        reason=reason,
    )
    return pledge


def _write(pledge: Pledge, title: str, text: str) -> None:
    pledge.title = clean(required(title, _("Anh/chị chưa nhập tên giao ước."), "title"))
    pledge.text = clean_lines(text)
    check_lengths(pledge)


def _copy_targets(source: Pledge, pledge: Pledge) -> int:
    targets = [target for target in targets_of(source) if target.scope != TargetScope.OF_UNIT]
    copies = [
        Target(
            agency_id=pledge.agency_id,
            pledge=pledge,
            scope=target.scope,
            position=target.position,
            indicator=target.indicator,
            content=target.content,
            unit_of_measure=target.unit_of_measure,
            kind=target.kind,
            bigger_is_better=target.bigger_is_better,
            is_cumulative=target.is_cumulative,
            plan_exact=target.plan_exact,
            plan_text=target.plan_text,
            note=target.note,
        )
        for target in targets
    ]
    return len(Target.objects.bulk_create(copies))


def _describe(pledge: Pledge) -> dict[str, Any]:
    return {
        "title": pledge.title,
        "text": pledge.text,
        "movements": sorted(pledge.movements.values_list("pk", flat=True)),
        "state": pledge.state,
    }
