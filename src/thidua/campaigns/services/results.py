"""Reporting results through the year, and correcting them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.audit import services as audit
from thidua.campaigns.enums import IndicatorKind, Judgement, TargetScope
from thidua.campaigns.errors.pledges import ImpossibleDateError, MissingWordsError, NotAMemberError, TwiceError
from thidua.campaigns.models import Pledge, Target, TargetResult
from thidua.campaigns.policies import targets as policies
from thidua.campaigns.queries.members import member_units
from thidua.campaigns.services.pledges import locked
from thidua.campaigns.services.targets import check_figure
from thidua.campaigns.services.words import check_lengths, clean, clean_lines
from thidua.common.actor import Actor, PersonActor
from thidua.common.components.texts import short_date
from thidua.common.policy import require
from thidua.common.versions import require_version
from thidua.organisations.models import Unit


@dataclass(frozen=True, slots=True)
class Report:
    """What is said of one target. Nothing of value, done and text, with `is_unknown`: asked, nobody knows yet."""

    target: Target
    is_unknown: bool = False
    value: Fraction | None = None
    is_done: bool | None = None
    text: str = ""
    judgement: Judgement | None = None
    note: str = ""


@transaction.atomic
def report_results(
    *, actor: Actor, pledge: Pledge, unit: Unit | None, as_of: date, reports: Sequence[Report], now: datetime
) -> list[TargetResult]:
    """Report how targets stand on a day, all in one: either every line is kept or none.

    `unit` None: results of the whole bloc. A second report of the same target, unit and day is refused: correct the
    first.
    """
    require(policies.may_report(actor, pledge, unit))
    pledge = locked(pledge)
    require(policies.may_report(actor, pledge, unit))
    _check_day(as_of, pledge.cycle.year, timezone.localtime(now).date())
    if unit is not None and unit.pk not in {each.pk for each in member_units(pledge.cycle, as_of)}:
        raise NotAMemberError(
            _("{unit} không thuộc khối ngày {day}.").format(unit=unit.name, day=short_date(as_of)), field="as_of"
        )
    if not reports:
        raise MissingWordsError(_("Anh/chị chưa nhập kết quả nào."))
    known = set(
        TargetResult.objects.filter(
            target__in=[report.target.pk for report in reports], unit=unit, as_of=as_of
        ).values_list("target_id", flat=True)
    )
    results = []
    for report in reports:
        if not _belongs(report.target, pledge, unit):
            raise NotAMemberError(_("Chỉ tiêu này không do đơn vị báo cáo."), target=report.target.pk)
        if report.target.pk in known:
            raise TwiceError(
                _("“{target}” đã có kết quả ngày {day}. Sửa kết quả đó, hoặc chọn ngày khác.").format(
                    target=report.target.content, day=short_date(as_of)
                ),
                field="as_of",
                target=report.target.pk,
            )
        known.add(report.target.pk)
        result = TargetResult(
            agency_id=pledge.agency_id,
            target=report.target,
            unit=unit,
            as_of=as_of,
            reported_by_name=actor.name if isinstance(actor, PersonActor) else "",
            reported_at=now,
        )
        _write(result, report)
        result.save()
        results.append(result)
    audit.record(
        actor,
        "results.reported",
        pledge,
        agency=pledge.agency_id,
        after={
            "unit": unit.pk if unit else None,
            "as_of": as_of,
            "results": [describe(result) for result in results],
        },
    )
    return results


@transaction.atomic
def correct_result(
    *, actor: Actor, result: TargetResult, version: int, as_of: date, report: Report, now: datetime
) -> TargetResult:
    """Correct a reported result; the history keeps what it said."""
    require(policies.may_correct_result(actor, result))
    pledge = locked(result.target.pledge)
    result = (
        TargetResult.objects.select_for_update(of=("self",), no_key=True)
        .select_related("target__pledge__cycle__bloc", "unit")
        .get(pk=result.pk)
    )
    require(policies.may_correct_result(actor, result))
    require_version(result, version)
    _check_day(as_of, pledge.cycle.year, timezone.localtime(now).date())
    same_day = TargetResult.objects.filter(target=result.target, unit=result.unit, as_of=as_of).exclude(pk=result.pk)
    if same_day.exists():
        raise TwiceError(_("Chỉ tiêu đã có một kết quả khác cùng ngày này."), field="as_of")
    before = describe(result)
    result.as_of = as_of
    result.reported_by_name = actor.name if isinstance(actor, PersonActor) else ""
    result.reported_at = now
    _write(result, report)
    result.save()
    audit.record(actor, "result.corrected", result, agency=result.agency_id, before=before, after=describe(result))
    return result


def describe(result: TargetResult) -> dict[str, Any]:
    """What the history keeps of a result."""
    return {
        "target": result.target_id,
        "as_of": result.as_of,
        "is_unknown": result.is_unknown,
        "value": result.value_exact or None,
        "is_done": result.is_done,
        "text": result.text,
        "judgement": result.judgement or None,
        "note": result.note,
    }


def _write(result: TargetResult, report: Report) -> None:
    """Put `report` into `result` by the rules of the target's kind; errors name the target."""
    kind = IndicatorKind(result.target.kind)
    result.is_unknown = report.is_unknown
    result.value = None
    result.is_done = None
    result.judgement = ""
    result.text = clean_lines(report.text)
    result.note = clean(report.note)
    check_lengths(result)
    if report.is_unknown:
        return
    if kind.has_figure:
        if report.value is None:
            raise MissingWordsError(
                _("Anh/chị chưa nhập số. Nếu chưa có số liệu, chọn “Chưa có số liệu”."),
                field="value",
                target=result.target_id,
            )
        result.value = check_figure(report.value, kind, field="value")
    elif kind == IndicatorKind.YES_NO:
        if report.is_done is None:
            raise MissingWordsError(_("Anh/chị chưa chọn đã làm hay chưa."), field="is_done", target=result.target_id)
        result.is_done = report.is_done
    else:
        if report.judgement is None:
            raise MissingWordsError(_("Anh/chị chưa chọn mức thực hiện."), field="judgement", target=result.target_id)
        result.judgement = report.judgement


def _belongs(target: Target, pledge: Pledge, unit: Unit | None) -> bool:
    if target.pledge_id != pledge.pk:
        return False
    if target.scope == TargetScope.OF_UNIT:
        return unit is not None and target.unit_id == unit.pk
    return (target.scope == TargetScope.EACH_UNIT) == (unit is not None)


def _check_day(as_of: date, year: int, today: date) -> None:
    if as_of > today:
        raise ImpossibleDateError(_("Ngày số liệu không thể ở sau hôm nay."), field="as_of")
    if as_of.year != year:
        raise ImpossibleDateError(_("Ngày số liệu phải trong năm {year}.").format(year=year), field="as_of")
