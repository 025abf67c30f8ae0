"""Targets: exact plans, the library's properties, who writes whose."""

from datetime import date
from fractions import Fraction

import pytest
from django.urls import reverse

from tests.cast import YEAR, Cast
from tests.factories.pledges import (
    make_indicator,
    make_open_pledge,
    make_pledge,
    make_target,
    make_year,
    moment,
    open_pledge,
)
from thidua.audit.models import AuditEntry
from thidua.campaigns.enums import IndicatorKind, TargetScope
from thidua.campaigns.errors.pledges import (
    ImpossibleDateError,
    ImpossibleFigureError,
    MissingWordsError,
    NotAMemberError,
    TooLongError,
    TwiceError,
)
from thidua.campaigns.models import Indicator, Target
from thidua.campaigns.policies.targets import indicators_visible_to, may_edit_indicator
from thidua.campaigns.services.indicators import add_indicator, edit_indicator
from thidua.campaigns.services.targets import TargetContent, add_target, edit_target, remove_target
from thidua.common.errors import RefusedError, StaleVersionError

NOW = moment("2026-03-05 09:00")


def test_a_third_stays_a_third(cast: Cast) -> None:
    pledge = make_pledge(cast, make_year(cast.bloc))
    target = make_target(cast, pledge, plan=Fraction(100, 3))

    assert Target.objects.get().plan == Fraction(100, 3) == target.plan
    assert Target.objects.get().plan_exact == "100/3"


def test_a_plan_of_zero_is_not_a_missing_plan(cast: Cast) -> None:
    pledge = make_pledge(cast, make_year(cast.bloc))
    make_target(cast, pledge, "Không để xảy ra mất an toàn", plan=0)
    make_target(cast, pledge, "Chưa định kế hoạch", plan=None)

    assert [target.plan for target in Target.objects.order_by("pk")] == [0, None]


def test_a_target_repeats_the_indicator_of_its_day(cast: Cast) -> None:
    indicator = make_indicator(cast, "Tỷ lệ hồ sơ đúng hạn", kind="PERCENT", unit_of_measure="%", is_cumulative=False)
    pledge = make_pledge(cast, make_year(cast.bloc))
    target = make_target(cast, pledge, "", plan=95, indicator=indicator)
    edit_indicator(
        actor=cast.standing.actor(NOW),
        indicator=indicator,
        version=indicator.version,
        name="Tỷ lệ hồ sơ đúng hạn và sớm hạn",
        kind=IndicatorKind.PERCENT,
        unit_of_measure="phần trăm",
        bigger_is_better=True,
        is_cumulative=False,
        description="",
        is_retired=False,
    )

    target.refresh_from_db()
    assert (target.content, target.unit_of_measure, target.kind) == ("Tỷ lệ hồ sơ đúng hạn", "%", "PERCENT")
    assert not target.is_cumulative


def test_a_secretary_changes_only_indicators_no_other_bloc_has_targets_of(cast: Cast, sign_in) -> None:
    secretary, standing = (member.actor() for member in (cast.secretary, cast.standing))
    indicator = make_indicator(cast)
    make_target(cast, make_pledge(cast, make_year(cast.bloc)), indicator=indicator)
    assert may_edit_indicator(secretary, indicator)
    other = make_pledge(cast, make_year(cast.other_bloc), actor=standing)
    make_target(cast, other, indicator=indicator, actor=standing)

    answer = may_edit_indicator(secretary, indicator)
    assert (bool(answer), answer.who) == (False, "Cơ quan thường trực của Bộ Minh họa")
    assert may_edit_indicator(standing, indicator)
    pages = [sign_in(member.user).get(reverse("indicators")).text for member in (cast.secretary, cast.standing)]
    assert [reverse("edit_indicator", args=[indicator.pk]) in text for text in pages] == [False, True]


def test_one_indicator_is_not_entered_twice_in_other_accents(cast: Cast) -> None:
    standing = cast.standing.actor(NOW)
    add_indicator(actor=standing, agency=cast.agency, name="Số sáng kiến", kind=IndicatorKind.NUMBER)

    with pytest.raises(TwiceError):
        add_indicator(actor=standing, agency=cast.agency, name="SO SANG KIEN", kind=IndicatorKind.NUMBER)

    assert Indicator.objects.count() == 1


@pytest.mark.parametrize("name", ["officer", "head", "observer", "reader", "council_member", "stranger"])
def test_others_do_not_keep_the_library(cast: Cast, name: str) -> None:
    with pytest.raises(RefusedError):
        add_indicator(
            actor=cast.everyone()[name].actor(NOW), agency=cast.agency, name="Số tin bài", kind=IndicatorKind.NUMBER
        )


@pytest.mark.parametrize("name", ["officer", "head", "secretary", "standing"])
def test_a_units_target_is_written_by_its_own_people_and_the_secretary(cast: Cast, name: str) -> None:
    pledge = make_open_pledge(cast)

    target = make_target(cast, pledge, "Số tin bài", unit=cast.unit, actor=cast.everyone()[name].actor(NOW))

    assert target.unit == cast.unit
    assert AuditEntry.objects.filter(action="target.added").count() == 3


@pytest.mark.parametrize("name", ["other_officer", "observer", "reader", "council_member", "stranger"])
def test_nobody_else_writes_it(cast: Cast, name: str) -> None:
    pledge = make_open_pledge(cast)

    with pytest.raises(RefusedError):
        make_target(cast, pledge, "Số tin bài", unit=cast.unit, actor=cast.everyone()[name].actor(NOW))

    assert Target.objects.count() == 2


def test_the_blocs_targets_are_the_secretarys_and_stand_still_while_open(cast: Cast) -> None:
    pledge = make_pledge(cast, make_year(cast.bloc))

    with pytest.raises(RefusedError):
        make_target(cast, pledge, actor=cast.officer.actor(NOW))
    target = make_target(cast, pledge)

    pledge = open_pledge(cast, pledge)
    with pytest.raises(RefusedError, match="đang lấy chữ ký"):
        make_target(cast, pledge)
    with pytest.raises(RefusedError):
        remove_target(actor=cast.secretary.actor(NOW), target=target, version=target.version)


def test_a_unit_outside_the_bloc_has_no_target_in_it(cast: Cast) -> None:
    pledge = make_pledge(cast, make_year(cast.bloc))

    with pytest.raises(NotAMemberError):
        make_target(cast, pledge, unit=cast.other_unit)


@pytest.mark.parametrize(
    ("says", "error", "field"),
    [
        (TargetContent(content="  "), MissingWordsError, "content"),
        (TargetContent(content="a" * 501), TooLongError, "content"),
        (TargetContent(content="Số vụ", plan=Fraction(-1)), ImpossibleFigureError, "plan"),
        (TargetContent(content="Số vụ", plan=Fraction(10**16)), ImpossibleFigureError, "plan"),
        (
            TargetContent(content="Tiết kiệm", kind=IndicatorKind.MONEY, plan=Fraction(1, 2)),
            ImpossibleFigureError,
            "plan",
        ),
        (TargetContent(content="Số vụ", due_on=date(YEAR + 1, 1, 1)), ImpossibleDateError, "due_on"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    cast: Cast, says: TargetContent, error: type[Exception], field: str
) -> None:
    pledge = make_pledge(cast, make_year(cast.bloc))

    with pytest.raises(error) as raised:
        add_target(actor=cast.secretary.actor(NOW), pledge=pledge, scope=TargetScope.EACH_UNIT, says=says)

    assert raised.value.field == field  # type: ignore[attr-defined]
    assert not Target.objects.exists()


def test_the_second_of_two_editors_is_asked(cast: Cast) -> None:
    pledge = make_open_pledge(cast)
    target = Target.objects.get(unit=cast.unit)
    officer, head = cast.officer.actor(NOW), cast.head.actor(NOW)
    edit_target(actor=officer, target=target, version=1, says=TargetContent(content="Bản của Cúc", plan=Fraction(96)))

    with pytest.raises(StaleVersionError) as raised:
        edit_target(actor=head, target=target, version=1, says=TargetContent(content="Bản của Hùng"))

    assert raised.value.data["row"].content == "Bản của Cúc"
    assert Target.objects.get(unit=cast.unit).content == "Bản của Cúc"
    assert pledge.version == 2


def test_a_removed_target_stays_in_the_history(cast: Cast) -> None:
    make_open_pledge(cast)
    target = Target.objects.get(unit=cast.unit)

    remove_target(actor=cast.officer.actor(NOW), target=target, version=target.version)

    assert not Target.objects.filter(unit=cast.unit).exists()
    assert "Tỷ lệ hồ sơ giải quyết đúng hạn" in AuditEntry.objects.get(action="target.removed").payload


def test_the_library_is_content(cast: Cast) -> None:
    """Whoever belongs to the ministry reads it; an administrator outside a staff session does not."""
    indicator = make_indicator(cast)

    assert indicators_visible_to(cast.stranger.actor()).get() == indicator
    assert not indicators_visible_to(cast.administrator.actor()).exists()
