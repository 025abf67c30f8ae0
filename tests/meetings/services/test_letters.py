"""Absent members in a round on paper: letters noted, opened by the tellers, and the numbers that must fit."""

import pytest
from django.urls import reverse

from tests.cast import Cast
from tests.factories.ballots import Hall, flag_facts, make_hall, make_motion, make_round, motion_facts
from tests.factories.meetings import NOW
from tests.meetings.test_vote_pages import phone_of, words
from thidua.audit.models import AuditEntry
from thidua.common.errors import RefusedError
from thidua.core.voting.tally import OptionCount, Tally
from thidua.meetings.enums import BallotMethod, BallotState, MinutesSection
from thidua.meetings.errors import BallotRuleError
from thidua.meetings.facts.minutes_text import build_lines
from thidua.meetings.models import Ballot, RollEntry
from thidua.meetings.queries.records import records_of
from thidua.meetings.services.letters import note_letter, take_letter_back
from thidua.meetings.services.motions import recuse
from thidua.meetings.services.tellers import enter_sheet


@pytest.fixture
def hall(cast: Cast) -> Hall:
    """Four units there, the last two away."""
    return make_hall(cast, absent=(4, 5))


@pytest.fixture
def ballot(cast: Cast, hall: Hall) -> Ballot:
    """A round on paper; the first two voters count."""
    motion = make_motion(cast, hall, motion_facts(cast, threshold="majority_of_present"))
    return on_paper(cast, hall, motion)


def on_paper(cast: Cast, hall: Hall, motion: object) -> Ballot:
    tellers = [each.person for each in hall.voters[:2]]
    return make_round(cast, motion, BallotMethod.PAPER, tellers=tellers)  # type: ignore[arg-type]


def seat(ballot: Ballot, place: int) -> RollEntry:
    return ballot.roll.select_related("ballot__motion__meeting__bloc").order_by("position")[place]


def votes(first: int, papers: int) -> Tally:
    """So many for the first unit, the others blank."""
    counts = tuple(OptionCount(str(place), first if place == 1 else 0) for place in range(1, 7))
    return Tally(papers, counts, papers - first)


def count(hall: Hall, ballot: Ballot, tally: Tally, *, issued: int = 4, letters: int = 0) -> bool:
    done = [
        enter_sheet(actor=each.actor(), ballot=ballot, issued=issued, letters=letters, tally=tally, now=NOW)
        for each in hall.voters[:2]
    ]
    return done[-1]


def note(cast: Cast, ballot: Ballot, place: int = 4) -> RollEntry:
    return note_letter(actor=cast.secretary.actor(), entry=seat(ballot, place))


def test_what_is_found_is_what_was_given_out_and_sent_in(cast: Cast, hall: Hall, ballot: Ballot) -> None:
    note(cast, ballot)
    with pytest.raises(BallotRuleError, match="nhiều hơn 4 phiếu phát ra và 1 phiếu gửi"):
        count(hall, ballot, votes(4, 6), letters=1)
    assert count(hall, ballot, votes(4, 5), letters=1)

    ballot.refresh_from_db()
    assert (ballot.state, ballot.present, ballot.papers) == (BallotState.CLOSED, 5, 5)
    assert ballot.sheets.get(teller=hall.voters[0].user).figures["letters"] == 1
    lines = build_lines(records_of(hall.meeting.pk))
    [roll] = [line.text for line in lines if line.section == MinutesSection.VOTES and line.text.startswith("Vòng 1,")]
    assert roll.startswith(
        "Vòng 1, bỏ phiếu kín bằng phiếu giấy: tổng số 6 đơn vị thành viên, có mặt 4, gửi phiếu trong phong bì 1, "
        f"phát ra 4 phiếu, thu về 5 phiếu. Không có mặt khi mở vòng: {cast.units[5].name}."
    )


def test_a_slip_that_did_not_come_back_is_told(cast: Cast, hall: Hall, ballot: Ballot) -> None:
    note(cast, ballot)
    count(hall, ballot, votes(4, 4), letters=1)
    lines = [line.text for line in build_lines(records_of(hall.meeting.pk))]
    assert any("thu về 4 phiếu (1 phiếu không thu về)." in text for text in lines)


@pytest.mark.parametrize(("noted", "letters"), [(0, 1), (1, 0), (1, 2)])
def test_tellers_and_secretary_must_have_the_same_letters(
    cast: Cast, hall: Hall, ballot: Ballot, noted: int, letters: int
) -> None:
    if noted:
        note(cast, ballot)
    with pytest.raises(BallotRuleError, match=f"Đếm được {letters} phiếu gửi, thư ký ghi nhận {noted}"):
        count(hall, ballot, votes(4, 4), letters=letters)


def test_slips_are_given_out_to_those_on_the_frozen_roll_only(cast: Cast, hall: Hall, ballot: Ballot) -> None:
    note(cast, ballot)
    with pytest.raises(BallotRuleError, match="nhiều hơn 4 thành viên có mặt"):
        count(hall, ballot, votes(4, 5), issued=5, letters=1)
    count(hall, ballot, votes(4, 5), letters=1)


def test_a_letter_counts_among_those_of_whom_a_share_is_taken(cast: Cast, hall: Hall, ballot: Ballot) -> None:
    note(cast, ballot)
    note(cast, ballot, 5)
    count(hall, ballot, votes(3, 6), letters=2)
    ballot.refresh_from_db()
    assert (ballot.present, ballot.counts["chosen"]) == (6, [])  # three of six are no majority


def test_a_letter_noted_by_mistake_is_taken_back(cast: Cast, hall: Hall, ballot: Ballot) -> None:
    entry = note(cast, ballot)
    with pytest.raises(RefusedError, match="đã được ghi nhận"):
        note(cast, ballot)
    take_letter_back(actor=cast.secretary.actor(), entry=entry)
    with pytest.raises(RefusedError, match="Chưa ghi nhận"):
        take_letter_back(actor=cast.secretary.actor(), entry=seat(ballot, 4))
    ballot.refresh_from_db()
    assert (ballot.present, seat(ballot, 4).is_written) == (4, False)
    actions = AuditEntry.objects.filter(action__startswith="ballot.letter").order_by("number")
    assert [each.action for each in actions] == ["ballot.letter_noted", "ballot.letter_taken_back"]


def test_who_is_there_or_takes_no_part_sends_no_letter(cast: Cast, hall: Hall) -> None:
    motion = make_motion(cast, hall, flag_facts(cast, recused_count=False))
    for option in motion.options.all():
        recuse(actor=cast.secretary.actor(), option=option, line_id=hall.line(5).pk, reason="Có liên quan")
    ballot = on_paper(cast, hall, motion)
    with pytest.raises(RefusedError, match="có mặt nên tự bỏ phiếu"):
        note(cast, ballot, 0)
    with pytest.raises(RefusedError, match="có liên quan"):
        note(cast, ballot, 5)
    with pytest.raises(RefusedError):
        note_letter(actor=cast.officer.actor(), entry=seat(ballot, 4))
    note(cast, ballot)


def test_a_recused_member_who_writes_counts_in_the_other_items(cast: Cast, hall: Hall) -> None:
    motion = make_motion(cast, hall, flag_facts(cast, recused_count=False))
    recuse(
        actor=cast.secretary.actor(), option=motion.options.get(code="2"), line_id=hall.line(4).pk, reason="liên quan"
    )
    ballot = on_paper(cast, hall, motion)
    entry = note(cast, ballot)
    ballot.refresh_from_db()
    assert ballot.recused == {"2": {"members": 1, "present": 1}}
    take_letter_back(actor=cast.secretary.actor(), entry=entry)
    ballot.refresh_from_db()
    assert ballot.recused == {"2": {"members": 1, "present": 0}}


def test_a_recused_member_has_no_say_on_paper_either(cast: Cast, hall: Hall) -> None:
    """Four are there, one of them takes no part in the second name: three marks on it at most."""
    motion = make_motion(cast, hall, flag_facts(cast, recused_count=False))
    recuse(
        actor=cast.secretary.actor(), option=motion.options.get(code="2"), line_id=hall.line(3).pk, reason="liên quan"
    )
    ballot = on_paper(cast, hall, motion)

    def marks(on_second: int) -> Tally:
        return Tally(4, (OptionCount("1", 4), OptionCount("2", on_second - 1, 1), OptionCount("3", 3, 1)))

    with pytest.raises(BallotRuleError, match="có 4 ý kiến, nhiều hơn 3 người được biểu quyết"):
        count(hall, ballot, marks(4))
    page = phone_of(cast.secretary).get(reverse("ballot_slips", args=[ballot.pk]))
    assert words(page).count("Ai không biểu quyết về một tên thì bỏ trống dòng ấy.") == ballot.members
    assert count(hall, ballot, marks(3))


def test_on_screen_no_letter_is_noted_and_after_the_count_none(cast: Cast, hall: Hall, ballot: Ballot) -> None:
    other = make_motion(cast, hall, motion_facts(cast, title="Nội dung khác", purpose="OTHER"))
    on_screen = make_round(cast, other)
    with pytest.raises(RefusedError, match="Chỉ vòng bỏ phiếu giấy"):
        note(cast, on_screen)
    count(hall, ballot, votes(3, 4))
    with pytest.raises(RefusedError, match="không còn mở"):
        note(cast, ballot)
