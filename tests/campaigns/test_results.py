"""Results: once per target, unit and day; unknown is an answer; days and figures that cannot be are refused."""

from datetime import date
from fractions import Fraction

import pytest

from tests.cast import YEAR, Cast
from tests.factories.pledges import (
    make_frozen_pledge,
    make_indicator,
    make_open_pledge,
    make_pledge,
    make_target,
    make_year,
    moment,
    open_pledge,
)
from thidua.audit.models import AuditEntry
from thidua.campaigns.enums import CycleState, IndicatorKind, Judgement, TargetScope
from thidua.campaigns.errors.pledges import (
    ImpossibleDateError,
    ImpossibleFigureError,
    MissingWordsError,
    NotAMemberError,
    TwiceError,
)
from thidua.campaigns.models import Pledge, Target, TargetResult
from thidua.campaigns.policies.targets import targets_visible_to
from thidua.campaigns.queries.series import series_of
from thidua.campaigns.services.results import Report, correct_result, report_results
from thidua.common.errors import RefusedError, StaleVersionError
from thidua.organisations.models import BlocMembership, Unit
from thidua.organisations.services.successions import merge_units

NOW = moment("2026-07-05 09:00")
JUNE = date(2026, 6, 30)


def report(
    cast: Cast,
    pledge: Pledge,
    value: object = 3,
    *,
    target: Target | None = None,
    as_of: date = JUNE,
    unit: Unit | None = None,
    who: str = "officer",
    **says: object,
) -> TargetResult:
    target = target or Target.objects.get(pledge=pledge, scope=TargetScope.EACH_UNIT)
    says.setdefault("value", None if value is None else Fraction(str(value)))
    results = report_results(
        actor=cast.everyone()[who].actor(NOW),
        pledge=pledge,
        unit=unit or cast.unit,
        as_of=as_of,
        reports=[Report(target, **says)],  # type: ignore[arg-type]
        now=NOW,
    )
    return results[0]


def test_several_targets_are_reported_in_one_deed(cast: Cast) -> None:
    pledge = make_frozen_pledge(cast)
    common, own = Target.objects.order_by("pk")

    report_results(
        actor=cast.officer.actor(NOW),
        pledge=pledge,
        unit=cast.unit,
        as_of=JUNE,
        reports=[Report(common, value=Fraction(2)), Report(own, value=Fraction(191, 2), note="Theo Một cửa")],
        now=NOW,
    )

    assert [(each.target, each.value, each.unit) for each in TargetResult.objects.order_by("pk")] == [
        (common, 2, cast.unit),
        (own, Fraction(191, 2), cast.unit),
    ]
    assert AuditEntry.objects.filter(action="results.reported").count() == 1


def test_zero_is_kept_as_zero_and_unknown_as_unknown(cast: Cast) -> None:
    pledge = make_frozen_pledge(cast)

    zero = report(cast, pledge, 0)
    unknown = report(cast, pledge, None, as_of=date(2026, 3, 31), is_unknown=True, note="Chưa tổng hợp xong")

    zero.refresh_from_db()
    unknown.refresh_from_db()
    assert (zero.value, zero.is_unknown) == (0, False)
    assert (unknown.value, unknown.is_unknown) == (None, True)


def test_the_same_day_twice_is_refused_and_nothing_of_the_second_is_kept(cast: Cast) -> None:
    pledge = make_frozen_pledge(cast)
    common, own = Target.objects.order_by("pk")
    report(cast, pledge, 2)

    with pytest.raises(TwiceError, match="đã có kết quả ngày 30/06/2026"):
        report_results(
            actor=cast.officer.actor(NOW),
            pledge=pledge,
            unit=cast.unit,
            as_of=JUNE,
            reports=[Report(own, value=Fraction(95)), Report(common, value=Fraction(3))],
            now=NOW,
        )

    assert TargetResult.objects.get().value == 2


@pytest.mark.parametrize("as_of", [date(2026, 7, 6), date(2025, 12, 31), date(2027, 1, 1)])
def test_a_day_that_cannot_be_is_refused(cast: Cast, as_of: date) -> None:
    pledge = make_frozen_pledge(cast)

    with pytest.raises(ImpossibleDateError):
        report(cast, pledge, as_of=as_of)


@pytest.mark.parametrize("value", [-1, 10**16])
def test_a_figure_that_cannot_be_is_refused(cast: Cast, value: int) -> None:
    with pytest.raises(ImpossibleFigureError):
        report(cast, make_frozen_pledge(cast), value)


def test_silence_is_not_a_report(cast: Cast) -> None:
    with pytest.raises(MissingWordsError, match="chọn “Chưa có số liệu”"):
        report(cast, make_frozen_pledge(cast), None)


def test_words_and_yes_or_no(cast: Cast) -> None:
    pledge = make_pledge(cast, make_year(cast.bloc))
    words = make_target(cast, pledge, "Nội bộ đoàn kết", kind=IndicatorKind.QUALITATIVE, plan=None)
    done = make_target(cast, pledge, "Ban hành quy chế dân chủ", kind=IndicatorKind.YES_NO, plan=None)
    pledge = open_pledge(cast, pledge)

    with pytest.raises(MissingWordsError):
        report(cast, pledge, None, target=words, text="Không có đơn thư")
    with pytest.raises(MissingWordsError):
        report(cast, pledge, None, target=done)
    told = report(cast, pledge, None, target=words, text="Không có đơn thư", judgement=Judgement.GOING_WELL)
    answered = report(cast, pledge, None, target=done, is_done=False)

    assert (told.judgement, told.value) == ("GOING_WELL", None)
    assert answered.is_done is False


@pytest.mark.parametrize("who", ["other_officer", "secretary", "observer", "reader", "council_member", "stranger"])
def test_only_the_units_own_people_report_for_it(cast: Cast, who: str) -> None:
    pledge = make_frozen_pledge(cast)

    with pytest.raises(RefusedError):
        report(cast, pledge, who=who)
    report(cast, pledge, who="head")

    assert TargetResult.objects.count() == 1


def test_a_target_of_another_unit_is_not_reported_on(cast: Cast) -> None:
    pledge = make_frozen_pledge(cast)
    own = Target.objects.get(unit=cast.unit)

    with pytest.raises(NotAMemberError):
        report(cast, pledge, target=own, unit=cast.units[3], who="other_officer")


def test_the_whole_blocs_result_is_stated_by_the_secretary(cast: Cast) -> None:
    pledge = make_pledge(cast, make_year(cast.bloc))
    target = make_target(cast, pledge, "Số hoạt động chung", scope=TargetScope.WHOLE_BLOC)
    pledge = open_pledge(cast, pledge)

    def state(who: str) -> None:
        report_results(
            actor=cast.everyone()[who].actor(NOW),
            pledge=pledge,
            unit=None,
            as_of=JUNE,
            reports=[Report(target, value=Fraction(2))],
            now=NOW,
        )

    with pytest.raises(RefusedError):
        state("officer")
    state("secretary")
    with pytest.raises(TwiceError):
        state("secretary")

    assert TargetResult.objects.get().unit is None


def test_a_draft_has_no_results_and_a_closed_year_no_new_ones(cast: Cast) -> None:
    pledge = make_open_pledge(cast)
    pledge.cycle.state = CycleState.CLOSED
    pledge.cycle.save()
    with pytest.raises(RefusedError, match="Năm 2026 đã khép lại"):
        report(cast, pledge)

    pledge.cycle.state = CycleState.OPEN
    pledge.cycle.save()
    Pledge.objects.update(state="DRAFT")
    pledge.refresh_from_db()
    with pytest.raises(RefusedError, match="còn đang soạn"):
        report(cast, pledge)


def test_a_correction_keeps_what_was_said_in_the_history(cast: Cast) -> None:
    pledge = make_frozen_pledge(cast)
    result = report(cast, pledge, 3)
    corrected = correct_result(
        actor=cast.head.actor(NOW),
        result=result,
        version=result.version,
        as_of=JUNE,
        report=Report(result.target, value=Fraction(2), note="Đếm trùng một sáng kiến"),
        now=NOW,
    )

    with pytest.raises(StaleVersionError):
        correct_result(
            actor=cast.officer.actor(NOW),
            result=result,
            version=result.version,
            as_of=JUNE,
            report=Report(result.target, value=Fraction(4)),
            now=NOW,
        )

    assert corrected.value == TargetResult.objects.get().value == 2
    assert '"value":"3"' in AuditEntry.objects.get(action="result.corrected").payload


def test_a_unit_merged_since_still_reports_what_it_reached(cast: Cast) -> None:
    pledge = make_frozen_pledge(cast)
    BlocMembership.objects.filter(unit=cast.unit, year=YEAR).update(left_on=date(2026, 6, 30))

    report(cast, pledge, 3)

    assert TargetResult.objects.get().unit == cast.unit


def test_who_keeps_the_year_reports_what_a_unit_had_reached_before_it_ended(cast: Cast) -> None:
    pledge = make_frozen_pledge(cast)
    with pytest.raises(RefusedError, match="Chỉ cán bộ của Vụ Kế hoạch"):
        report(cast, pledge, 3, who="secretary")
    merge_units(actor=cast.standing.actor(NOW), units=[cast.unit], into=cast.units[3], effective_on=date(YEAR, 7, 1))
    ended = Unit.objects.get(pk=cast.unit.pk)

    with pytest.raises(RefusedError):
        report(cast, pledge, 3, unit=ended, who="officer")
    report(cast, pledge, 3, unit=ended, who="secretary")

    assert TargetResult.objects.get().unit == ended


def test_a_unit_reports_nothing_of_a_day_on_which_it_had_left(cast: Cast) -> None:
    pledge = make_frozen_pledge(cast)
    BlocMembership.objects.filter(unit=cast.unit, year=YEAR).update(left_on=date(2026, 6, 30))

    with pytest.raises(NotAMemberError, match="không thuộc khối ngày 01/07/2026"):
        report(cast, pledge, 3, as_of=date(2026, 7, 1))

    assert not TargetResult.objects.exists()


def test_the_yearly_series_takes_the_last_figure_of_each_year(cast: Cast) -> None:
    indicator = make_indicator(cast)
    for year, figures in ((YEAR - 1, [(3, 31), (5, 30)]), (YEAR, [(2, 31)])):
        pledge = make_pledge(cast, make_year(cast.bloc, year, signing_until=None))
        target = make_target(cast, pledge, plan=4, indicator=indicator)
        for month, (value, day) in zip((3, 6), figures, strict=False):
            result = TargetResult(
                agency=cast.agency, target=target, unit=cast.unit, as_of=date(year, month, day), reported_at=NOW
            )
            result.value = value
            result.save()

    def series(who: str) -> list[tuple[int, Fraction | None, Fraction | None]]:
        points = series_of(
            targets_visible_to(cast.everyone()[who].actor(NOW)),
            indicator_id=indicator.pk,
            unit_id=cast.unit.pk,
            bloc_id=cast.bloc.pk,
        )
        return [(point.year, point.plan, point.value) for point in points]

    assert series("other_officer") == [(2025, 4, 5), (2026, 4, 2)]
    assert series("stranger") == []
