"""An agency decides that a day is worked or free, and how the steps of its blocs' years fall due."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.services import record
from thidua.campaigns.errors.cycles import AlreadyThereError, PatternError
from thidua.campaigns.facts.deadlines import Pattern, pattern_of, planned
from thidua.campaigns.models import CompensatoryDay, StepPattern
from thidua.campaigns.policies.library import may_keep_agency_rules
from thidua.campaigns.services.reasons import required_line
from thidua.campaigns.services.words import check_lengths, clean
from thidua.common.actor import Actor
from thidua.common.policy import require
from thidua.common.versions import require_version
from thidua.core.vietnam.working_days import Calendar
from thidua.organisations.models import Agency


@transaction.atomic
def decide_day(
    *, actor: Actor, agency: Agency, day: date, is_working: bool, name: str, basis: str = ""
) -> CompensatoryDay:
    """Say that a day is worked, or free, for `agency` and all below it. Deadlines set already stay where they are."""
    require(may_keep_agency_rules(actor, agency))
    agency = Agency.objects.select_for_update(no_key=True).get(pk=agency.pk)
    name = required_line(name, _("Anh/chị chưa ghi lý do nghỉ hoặc làm bù."), field="name")
    if CompensatoryDay.objects.filter(agency=agency, day=day).exists():
        raise AlreadyThereError(_("Ngày này đã có trong bảng. Bỏ dòng cũ trước khi ghi lại."), field="day")
    row = CompensatoryDay(agency=agency, day=day, is_working=is_working, name=name, basis=clean(basis))
    check_lengths(row)
    row.save()
    record(
        actor,
        "calendar.day_decided",
        row,
        agency=agency.pk,
        after={"day": str(day), "is_working": is_working, "name": name, "basis": row.basis},
    )
    return row


@transaction.atomic
def undecide_day(*, actor: Actor, row: CompensatoryDay) -> None:
    """Take a decided day back: the State's calendar speaks again."""
    require(may_keep_agency_rules(actor, row.agency))
    before = {"day": str(row.day), "is_working": row.is_working, "name": row.name, "basis": row.basis}
    CompensatoryDay.objects.filter(pk=row.pk).delete()
    record(actor, "calendar.day_undecided", row, agency=row.agency_id, before=before)


@dataclass(frozen=True, slots=True)
class PatternRow:
    """One step of the pattern, in its place; a step that is not listed is not used."""

    pattern: Pattern
    basis: str = ""


@transaction.atomic
def set_patterns(*, actor: Actor, agency: Agency, version: int, rows: list[PatternRow]) -> list[StepPattern]:
    """Replace the pattern of steps for the agency's blocs. Years that exist already stay as they are.

    `version` is that of the rows that were read, 0 for none. Raises `PatternError` for a day that not every year has
    and for steps counted from one another in a circle.
    """
    require(may_keep_agency_rules(actor, agency))
    agency = Agency.objects.select_for_update(no_key=True).get(pk=agency.pk)
    if not rows:
        raise PatternError(_("Chọn ít nhất một bước."))
    for row in rows:
        _require_possible(row.pattern)
    planned([row.pattern for row in rows], 2025, Calendar())
    present = list(StepPattern.objects.filter(agency=agency))
    for row_read in present:
        require_version(row_read, version)
    before: dict[str, object] = {each.kind: str(pattern_of(each)) for each in present}
    StepPattern.objects.filter(agency=agency).delete()
    made = [
        StepPattern(
            agency=agency,
            version=version + 1,
            kind=row.pattern.kind,
            position=position,
            month=row.pattern.month,
            day=row.pattern.day,
            year_after=row.pattern.year_after,
            counted_from=row.pattern.counted_from or "",
            working_days=row.pattern.working_days,
            basis=clean(row.basis),
        )
        for position, row in enumerate(rows, start=1)
    ]
    for each in made:
        check_lengths(each)
    StepPattern.objects.bulk_create(made)
    after: dict[str, object] = {row.pattern.kind: str(row.pattern) for row in rows}
    record(actor, "steps.pattern_set", agency, agency=agency.pk, before=before, after=after)
    return made


def _require_possible(pattern: Pattern) -> None:
    if pattern.month is None or pattern.day is None:
        return
    try:
        date(2023, pattern.month, pattern.day)
    except ValueError as error:
        raise PatternError(
            _("Không phải năm nào cũng có ngày %(day)s/%(month)s. Chọn ngày khác.")
            % {"day": pattern.day, "month": pattern.month},
            field=f"due_{pattern.kind}",
        ) from error
