"""Which open proposals a new text judges otherwise, for the standing office that must answer them."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import YEAR, Cast
from tests.factories.ballots import Hall, make_hall
from tests.factories.meetings import NOW
from tests.pages import words_of
from thidua.core.law.certainty import Verdict
from thidua.decisions.enums import ProposalAnswer
from thidua.decisions.facts.law_turns import turned_lines
from thidua.decisions.models import ProposalLine, ProposalList
from thidua.decisions.policies.proposals import lines_visible_to
from thidua.decisions.services.proposals import add_line, draft_proposals
from thidua.organisations.models import Unit
from thidua.records.facts.law_turns import LawTurn

FLAG = "MINISTRY_EMULATION_FLAG"
CIRCULAR = LawTurn(date(2025, 8, 4), date(2025, 8, 5))
"""From that day on a unit that is dissolved meets nothing (G14)."""


@pytest.fixture
def proposals(cast: Cast) -> ProposalList:
    hall: Hall = make_hall(cast)
    assert hall.meeting.cycle is not None
    return draft_proposals(actor=cast.secretary.actor(), cycle=hall.meeting.cycle)


def put(cast: Cast, proposals: ProposalList, unit: Unit, code: str = FLAG) -> ProposalLine:
    name = "Cờ thi đua của Bộ" if code else "Giải thưởng của ngành"
    return add_line(
        actor=cast.secretary.actor(), proposals=proposals, unit=unit, award_name=name, award_code=code,
        because="Hội nghị nhất trí",
    )  # fmt: skip


def dissolve(unit: Unit) -> None:
    Unit.objects.filter(pk=unit.pk).update(ended_on=date(YEAR - 1, 12, 31))


def test_a_case_turns_where_the_text_of_the_day_says_otherwise(cast: Cast, proposals: ProposalList) -> None:
    gone, going_on, unknown = cast.units[:3]
    for unit, code in ((gone, FLAG), (going_on, FLAG), (unknown, "")):
        put(cast, proposals, unit, code)
    dissolve(gone)
    lines = lines_visible_to(cast.standing.actor())
    told = turned_lines(lines, CIRCULAR, as_of=NOW.date())
    assert (told.judged, told.not_judged) == (2, 1)
    assert [(each.line.unit, each.before, each.after) for each in told.turned] == [
        (gone, Verdict.UNKNOWN, Verdict.NOT_MET),
    ]
    same = LawTurn(date(2025, 9, 1), date(2025, 9, 2))
    assert not turned_lines(lines, same, as_of=NOW.date()).turned


def test_queries_do_not_grow_with_lines(cast: Cast, proposals: ProposalList) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            turned_lines(lines_visible_to(cast.standing.actor()), CIRCULAR, as_of=NOW.date())
        return len(found)

    put(cast, proposals, cast.units[0])
    queries()
    one = queries()
    for unit in cast.units[1:4]:
        put(cast, proposals, unit)
    assert queries() == one


def test_the_standing_office_sees_its_open_cases_beside_the_criteria_of_the_day(
    cast: Cast, proposals: ProposalList, at
) -> None:
    at(f"{YEAR}-06-15 09:00")
    line = put(cast, proposals, cast.units[0])
    dissolve(cast.units[0])
    standing, secretary = Client(), Client()
    standing.force_login(cast.standing.user)
    secretary.force_login(cast.secretary.user)
    page = reverse("law_awards") + "?ngay=05/08/2025"
    told = words_of(standing.get(page))
    assert "1 trong 1 đề nghị chưa được trả lời đổi kết quả vào ngày 05/08/2025." in told
    assert f"Cờ thi đua của Bộ: {cast.units[0].name}" in told
    assert "Chưa kết luận được thành Chưa đủ" in told
    assert "Đề nghị đang mở" not in words_of(secretary.get(page))

    ProposalLine.objects.filter(pk=line.pk).update(answer=ProposalAnswer.NOT_APPROVED)
    assert "Đề nghị đang mở" not in words_of(standing.get(page))
