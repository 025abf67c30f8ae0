"""Telling what worked, and taking it up."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.audit import services as audit
from thidua.campaigns.errors.pledges import ImpossibleDateError, NotAMemberError, TwiceError
from thidua.campaigns.models import Adoption, Cycle, Movement, Practice, Target
from thidua.campaigns.policies import practices as policies
from thidua.campaigns.queries.members import member_units
from thidua.campaigns.services.words import check_lengths, clean, clean_lines, required
from thidua.common.actor import Actor, PersonActor
from thidua.common.policy import require
from thidua.common.versions import require_version
from thidua.organisations.models import Unit


@dataclass(frozen=True, slots=True)
class PracticeContent:
    """What worked, how it was done, and for which target or movement."""

    title: str
    what_worked: str
    how: str = ""
    target: Target | None = None
    movement: Movement | None = None


@transaction.atomic
def share_practice(*, actor: Actor, cycle: Cycle, unit: Unit, says: PracticeContent, now: datetime) -> Practice:
    """Tell what worked in `unit`."""
    require(policies.may_share_practice(actor, cycle))
    require(policies.may_speak_for(actor, cycle, unit))
    _require_member(cycle, unit)
    practice = Practice(agency_id=cycle.agency_id, cycle=cycle, unit=unit, told_by_name=_name(actor), told_at=now)
    _write(practice, says)
    practice.save()
    audit.record(actor, "practice.shared", practice, agency=practice.agency_id, after=describe(practice))
    return practice


@transaction.atomic
def edit_practice(*, actor: Actor, practice: Practice, version: int, says: PracticeContent) -> Practice:
    """Tell it better."""
    require(policies.may_edit_practice(actor, practice))
    rows = Practice.objects.select_for_update(of=("self",), no_key=True).select_related("cycle__bloc__agency", "unit")
    practice = rows.get(pk=practice.pk)
    require(policies.may_edit_practice(actor, practice))
    require_version(practice, version)
    before = describe(practice)
    _write(practice, says)
    practice.save()
    audit.record(actor, "practice.edited", practice, agency=practice.agency_id, before=before, after=describe(practice))
    return practice


@transaction.atomic
def adopt_practice(
    *,
    actor: Actor,
    practice: Practice,
    unit: Unit,
    since: date | None = None,
    how: str = "",
    result: str = "",
    now: datetime,
) -> Adoption:
    """Say that `unit` took the practice up, since a day that may be unknown."""
    require(policies.may_adopt(actor, practice))
    require(policies.may_speak_for(actor, practice.cycle, unit))
    _require_member(practice.cycle, unit)
    if unit.pk == practice.unit_id:
        raise TwiceError(_("Đây là kinh nghiệm của chính đơn vị này. Chọn đơn vị khác."), field="unit")
    adoption = Adoption(
        agency_id=practice.agency_id, practice=practice, unit=unit, told_by_name=_name(actor), told_at=now
    )
    _write_adoption(adoption, since, how, result, timezone.localtime(now).date())
    try:
        with transaction.atomic():
            adoption.save()
    except IntegrityError as error:
        raise TwiceError(_("{unit} đã ghi học theo kinh nghiệm này.").format(unit=unit.name), field="unit") from error
    audit.record(actor, "practice.adopted", adoption, agency=adoption.agency_id, after=describe_adoption(adoption))
    return adoption


@transaction.atomic
def edit_adoption(
    *, actor: Actor, adoption: Adoption, version: int, since: date | None, how: str, result: str, now: datetime
) -> Adoption:
    """Say what came of it."""
    require(policies.may_edit_adoption(actor, adoption))
    rows = Adoption.objects.select_for_update(of=("self",), no_key=True).select_related(
        "practice__cycle__bloc__agency", "unit"
    )
    adoption = rows.get(pk=adoption.pk)
    require(policies.may_edit_adoption(actor, adoption))
    require_version(adoption, version)
    before = describe_adoption(adoption)
    _write_adoption(adoption, since, how, result, timezone.localtime(now).date())
    adoption.save()
    audit.record(
        actor,
        "adoption.edited",
        adoption,
        agency=adoption.agency_id,
        before=before,
        after=describe_adoption(adoption),
    )
    return adoption


def describe(practice: Practice) -> dict[str, Any]:
    """What the history keeps of a practice."""
    return {
        "unit": practice.unit_id,
        "title": practice.title,
        "what_worked": practice.what_worked,
        "how": practice.how,
        "target": practice.target_id,
        "movement": practice.movement_id,
    }


def describe_adoption(adoption: Adoption) -> dict[str, Any]:
    """What the history keeps of an adoption."""
    return {
        "practice": adoption.practice_id,
        "unit": adoption.unit_id,
        "since": adoption.since,
        "how": adoption.how,
        "result": adoption.result,
    }


def _write(practice: Practice, says: PracticeContent) -> None:
    practice.title = clean(required(says.title, _("Anh/chị chưa đặt tên kinh nghiệm."), "title"))
    practice.what_worked = required(says.what_worked, _("Anh/chị chưa kể điều đã làm tốt."), "what_worked")
    practice.how = clean_lines(says.how)
    practice.target = says.target
    practice.movement = says.movement
    check_lengths(practice)


def _write_adoption(adoption: Adoption, since: date | None, how: str, result: str, today: date) -> None:
    if since is not None and since > today:
        raise ImpossibleDateError(_("Ngày bắt đầu không thể ở sau hôm nay."), field="since")
    adoption.since = since
    adoption.how = clean_lines(how)
    adoption.result = clean_lines(result)


def _require_member(cycle: Cycle, unit: Unit) -> None:
    if unit.pk not in {each.pk for each in member_units(cycle)}:
        raise NotAMemberError(_("{unit} không thuộc khối trong năm này.").format(unit=unit.name), field="unit")


def _name(actor: Actor) -> str:
    return actor.name if isinstance(actor, PersonActor) else ""
