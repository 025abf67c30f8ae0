"""Keeping the library of indicators."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from thidua.audit import services as audit
from thidua.campaigns.enums import IndicatorKind
from thidua.campaigns.errors.pledges import TwiceError
from thidua.campaigns.models import Indicator
from thidua.campaigns.policies import targets as policies
from thidua.campaigns.services.words import check_lengths, clean, clean_lines, required
from thidua.common.actor import Actor
from thidua.common.policy import require
from thidua.common.versions import require_version
from thidua.core.vietnam.names import fold
from thidua.organisations.models import Agency


@transaction.atomic
def add_indicator(
    *,
    actor: Actor,
    agency: Agency,
    name: str,
    kind: IndicatorKind,
    unit_of_measure: str = "",
    bigger_is_better: bool = True,
    is_cumulative: bool = True,
    description: str = "",
) -> Indicator:
    """Add an indicator. The same name in other accents is the same indicator."""
    require(policies.may_keep_indicators(actor, agency))
    indicator = Indicator(agency=agency, kind=kind, bigger_is_better=bigger_is_better, is_cumulative=is_cumulative)
    _write(indicator, name=name, unit_of_measure=unit_of_measure, description=description)
    _save(indicator)
    audit.record(actor, "indicator.added", indicator, agency=agency.pk, after=_describe(indicator))
    return indicator


@transaction.atomic
def edit_indicator(
    *,
    actor: Actor,
    indicator: Indicator,
    version: int,
    name: str,
    kind: IndicatorKind,
    unit_of_measure: str,
    bigger_is_better: bool,
    is_cumulative: bool,
    description: str,
    is_retired: bool,
) -> Indicator:
    """Change an indicator; targets that were written with it keep what they say."""
    require(policies.may_edit_indicator(actor, indicator))
    indicator = Indicator.objects.select_for_update(no_key=True).get(pk=indicator.pk)
    require_version(indicator, version)
    before = _describe(indicator)
    indicator.kind = kind
    indicator.bigger_is_better = bigger_is_better
    indicator.is_cumulative = is_cumulative
    indicator.is_retired = is_retired
    _write(indicator, name=name, unit_of_measure=unit_of_measure, description=description)
    _save(indicator)
    audit.record(
        actor, "indicator.edited", indicator, agency=indicator.agency_id, before=before, after=_describe(indicator)
    )
    return indicator


def _write(indicator: Indicator, *, name: str, unit_of_measure: str, description: str) -> None:
    indicator.name = clean(required(name, _("Anh/chị chưa nhập tên chỉ số."), "name"))
    indicator.name_key = fold(indicator.name)[:250]
    indicator.unit_of_measure = clean(unit_of_measure)
    indicator.description = clean_lines(description)
    check_lengths(indicator)


def _save(indicator: Indicator) -> None:
    try:
        with transaction.atomic():
            indicator.save()
    except IntegrityError as error:
        raise TwiceError(
            _("Danh mục đã có chỉ số “{name}” cùng loại.").format(name=indicator.name), field="name"
        ) from error


def _describe(indicator: Indicator) -> dict[str, Any]:
    return {
        "name": indicator.name,
        "unit_of_measure": indicator.unit_of_measure,
        "kind": indicator.kind,
        "bigger_is_better": indicator.bigger_is_better,
        "is_cumulative": indicator.is_cumulative,
        "is_retired": indicator.is_retired,
    }
