"""Exchange of practice: told by a unit, taken up by others."""

from datetime import date

import pytest

from tests.cast import Cast
from tests.factories.pledges import make_practice, make_year, moment
from thidua.campaigns.errors.pledges import ImpossibleDateError, MissingWordsError, TwiceError
from thidua.campaigns.models import Adoption, Practice
from thidua.campaigns.services.practices import PracticeContent, adopt_practice, edit_adoption, edit_practice
from thidua.common.errors import RefusedError, StaleVersionError

NOW = moment("2026-05-05 09:00")


def test_another_unit_takes_a_practice_up_once(cast: Cast) -> None:
    practice = make_practice(cast, make_year(cast.bloc))

    def adopt() -> Adoption:
        return adopt_practice(
            actor=cast.other_officer.actor(NOW),
            practice=practice,
            unit=cast.units[3],
            since=None,
            how="Như vậy",
            now=NOW,
        )

    adoption = adopt()
    with pytest.raises(RefusedError, match="Đã ghi đơn vị học theo"):
        adopt()
    with pytest.raises(TwiceError):
        adopt_practice(actor=cast.secretary.actor(NOW), practice=practice, unit=cast.units[3], now=NOW)
    edit_adoption(
        actor=cast.other_officer.actor(NOW),
        adoption=adoption,
        version=1,
        since=date(2026, 4, 1),
        how="Như vậy",
        result="Họp ngắn hơn",
        now=NOW,
    )

    adoption = Adoption.objects.get()
    assert (adoption.unit, adoption.since, adoption.result) == (cast.units[3], date(2026, 4, 1), "Họp ngắn hơn")


def test_a_unit_does_not_take_up_its_own_practice(cast: Cast) -> None:
    practice = make_practice(cast, make_year(cast.bloc))

    with pytest.raises(RefusedError, match="của chính đơn vị"):
        adopt_practice(actor=cast.officer.actor(NOW), practice=practice, unit=cast.unit, now=NOW)
    with pytest.raises(TwiceError):
        adopt_practice(actor=cast.secretary.actor(NOW), practice=practice, unit=cast.unit, now=NOW)


@pytest.mark.parametrize("who", ["observer", "reader", "council_member", "stranger"])
def test_those_who_only_read_tell_nothing(cast: Cast, who: str) -> None:
    cycle = make_year(cast.bloc)
    practice = make_practice(cast, cycle)
    actor = cast.everyone()[who].actor(NOW)

    with pytest.raises(RefusedError):
        make_practice(cast, cycle, actor=actor)
    with pytest.raises(RefusedError):
        adopt_practice(actor=actor, practice=practice, unit=cast.units[3], now=NOW)

    assert Practice.objects.count() == 1


def test_an_officer_speaks_for_his_own_unit(cast: Cast) -> None:
    cycle = make_year(cast.bloc)

    with pytest.raises(RefusedError):
        make_practice(cast, cycle, unit=cast.units[3])
    with pytest.raises(RefusedError):
        adopt_practice(
            actor=cast.other_officer.actor(NOW), practice=make_practice(cast, cycle), unit=cast.units[1], now=NOW
        )


def test_a_day_in_the_future_and_an_empty_telling_are_refused(cast: Cast) -> None:
    practice = make_practice(cast, make_year(cast.bloc))

    with pytest.raises(ImpossibleDateError):
        adopt_practice(
            actor=cast.other_officer.actor(NOW),
            practice=practice,
            unit=cast.units[3],
            since=date(2026, 5, 6),
            now=NOW,
        )
    with pytest.raises(MissingWordsError):
        edit_practice(
            actor=cast.officer.actor(NOW), practice=practice, version=1, says=PracticeContent(title="A", what_worked="")
        )


def test_the_second_of_two_editors_is_asked(cast: Cast) -> None:
    practice = make_practice(cast, make_year(cast.bloc))
    says = PracticeContent(title="Họp đứng", what_worked="Nhanh")
    edit_practice(actor=cast.officer.actor(NOW), practice=practice, version=1, says=says)

    with pytest.raises(StaleVersionError):
        edit_practice(actor=cast.head.actor(NOW), practice=practice, version=1, says=says)
