"""By which rule so many must be present: one with a source, the body's own, or none; and what the minutes say of it."""

from fractions import Fraction
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import YEAR, Cast
from tests.factories.ballots import flag_facts, make_hall, make_motion, make_round, motion_facts
from tests.factories.meetings import QUORUM_BASIS, change_meeting, make_meeting
from tests.pages import words_of
from thidua.common.errors import RefusedError
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.core.voting.settings import shipped_settings
from thidua.meetings.enums import MeetingKind, MinutesSection, QuorumRule
from thidua.meetings.facts.minutes_text import build_lines
from thidua.meetings.models import Meeting, Motion
from thidua.meetings.queries.records import records_of
from thidua.meetings.services.motions import void_round

NO_RULE: dict[str, Any] = {"quorum_rule": "", "quorum_share": None, "quorum_basis": ""}
CITED: dict[str, Any] = {"quorum_rule": "two_thirds", "quorum_share": None, "quorum_basis": ""}


def told(meeting: Meeting) -> str:
    """What the minutes say of the quorum."""
    lines = build_lines(records_of(meeting.pk))
    [text] = [line.text for line in lines if line.section == MinutesSection.ATTENDANCE and line.part == "quorum"]
    return text


def test_every_rule_that_can_be_chosen_is_a_setting_with_a_source() -> None:
    levels = shipped_settings().present
    assert set(levels) == set(QuorumRule.values) - {QuorumRule.OWN}
    assert all(level.source.cites for level in levels.values())


@pytest.mark.parametrize(
    ("rule", "absent", "needed"),
    [("two_thirds", 3, 4), ("two_thirds_local", 3, 4), ("two_thirds_courts", 3, 4), ("eighty", 2, 5), ("ninety", 1, 6)],
)
def test_a_round_opens_only_with_as_many_as_the_rule_asks_for(cast: Cast, rule: str, absent: int, needed: int) -> None:
    hall = make_hall(cast, absent=range(absent), **CITED | {"quorum_rule": rule})
    motion = make_motion(cast, hall)
    with pytest.raises(RefusedError, match=f"Cần {needed} trên 6") as refusal:
        make_round(cast, motion)
    assert "điểm danh lại" in (refusal.value.remedy or "")

    change_roll(hall.meeting, absent - 1)
    motion.refresh_from_db()
    ballot = make_round(cast, motion)
    motion.refresh_from_db()
    assert ballot.present == needed
    assert motion.rules["quorum"]["code"] == rule
    assert motion.rules["quorum"]["cites"]


def change_roll(meeting: Meeting, place: int) -> None:
    """The seat at `place` arrives after all."""
    line = meeting.attendances.order_by("position")[place]
    line.state = "PRESENT"
    line.save()


def test_the_bodys_own_rule_is_held_as_it_is_written(cast: Cast) -> None:
    hall = make_hall(cast, absent=(3, 4, 5), quorum_share=Fraction(1, 2))
    motion = make_motion(cast, hall)
    make_round(cast, motion)
    motion.refresh_from_db()
    assert motion.rules["quorum"] == {
        "code": "own", "share": "1/2", "basis": QUORUM_BASIS,
        "cites": "", "grade": "derived", "reviewed_on": None, "until": None,
    }  # fmt: skip
    assert told(hall.meeting) == (
        "Có mặt 3/6 đơn vị thành viên; cần ít nhất 3/6: đủ thành phần để họp. "
        f"Mức cần có: ít nhất 1/2 thành viên, theo {QUORUM_BASIS}."
    )


def test_without_a_rule_nothing_is_judged_and_nothing_refused(cast: Cast) -> None:
    hall = make_hall(cast, absent=(3, 4, 5), **NO_RULE)
    assert hall.meeting.quorum_share is None
    make_round(cast, make_motion(cast, hall))
    assert told(hall.meeting) == (
        "Có mặt 3/6 đơn vị thành viên. Cuộc họp chưa ghi mức thành phần cần có nên không xét đủ hay thiếu."
    )


def test_a_rule_with_a_source_is_printed_with_citation_grade_and_day(cast: Cast) -> None:
    hall = make_hall(cast, **CITED)
    assert told(hall.meeting) == (
        "Có mặt 6/6 đơn vị thành viên; cần ít nhất 4/6: đủ thành phần để họp. "
        "Mức cần có: ít nhất hai phần ba thành viên (Hội đồng Thi đua - Khen thưởng Trung ương), "
        "theo khoản 4 Điều 47 của 98/2023/NĐ-CP (đã đọc điều khoản, đối chiếu ngày 23/11/2026). "
        "Lưu ý về căn cứ của đủ người họp: hết hiệu lực sau ngày 30/06/2025; nghị định thay thế (152/2025/NĐ-CP) "
        "chưa có toàn văn để đối chiếu."
    )
    change_meeting(cast, hall.meeting, held_on=PartialDate(2025, 6, 30))
    assert "Lưu ý" not in told(hall.meeting)


def test_a_council_counts_its_members_in_the_same_sentence(cast: Cast) -> None:
    meeting = make_meeting(cast, kind=MeetingKind.COUNCIL_SESSION)
    meeting.attendances.create(agency=meeting.agency, words="Ông An", state="PRESENT")
    assert told(meeting).startswith("Có mặt 1/1 thành viên Hội đồng; cần ít nhất 1/1: đủ thành phần để họp.")


def test_a_council_is_told_of_members_and_a_bloc_of_units(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.secretary.user)
    council = make_meeting(cast, kind=MeetingKind.COUNCIL_SESSION, title="Phiên họp Hội đồng")
    council.attendances.create(agency=council.agency, words="Ông An", state="PRESENT")
    for meeting, says in ((council, "có mặt 1 trong 1 thành viên."), (make_meeting(cast), "có mặt 0 trong 6 đơn vị.")):
        for name in ("conduct", "roll", "meeting"):
            assert says in words_of(client.get(reverse(name, args=[meeting.pk]))), name


def test_a_question_keeps_the_rule_under_which_it_was_opened(cast: Cast) -> None:
    hall = make_hall(cast, absent=(3, 4, 5), **NO_RULE)
    opened = make_motion(cast, hall, motion_facts(cast, title="Bầu Khối trưởng"))
    ballot = make_round(cast, opened)
    void_round(actor=cast.secretary.actor(), ballot=ballot, reason="Mất điện")
    change_meeting(cast, hall.meeting, **CITED)
    assert make_round(cast, opened).number == 2
    opened.refresh_from_db()
    assert opened.rules["quorum"]["share"] is None
    hall.meeting.refresh_from_db()
    with pytest.raises(RefusedError, match="để họp"):
        make_round(cast, make_motion(cast, hall, flag_facts(cast)))


def test_a_rule_kept_before_rules_had_codes_still_reads(cast: Cast) -> None:
    hall = make_hall(cast)
    motion = make_motion(cast, hall)
    make_round(cast, motion)
    before = Motion.objects.get().rules | {"quorum": {"share": "2/3", "basis": ""}}
    Motion.objects.filter(pk=motion.pk).update(rules=before)
    client = Client()
    client.force_login(cast.secretary.user)
    page = words_of(client.get(reverse("motion", args=[motion.pk])))
    assert "ít nhất 2/3 thành viên" in page
    assert "chưa ghi căn cứ" in page


@pytest.mark.parametrize(
    ("known", "absent", "says"),
    [
        ({}, (), "Cần ít nhất 4."),
        ({}, (3, 4, 5), "Cần 4 trên 6 thành viên có mặt để họp, mới có 3."),
        (CITED, (), "khoản 4 Điều 47 của 98/2023/NĐ-CP"),
        (NO_RULE, (3, 4, 5), "Chưa ghi mức cần có"),
    ],
)
def test_the_conductor_reads_the_rule_and_whether_it_is_met(
    cast: Cast, known: dict[str, Any], absent: tuple[int, ...], says: str
) -> None:
    hall = make_hall(cast, absent=absent, **known)
    motion = make_motion(cast, hall)
    client = Client()
    client.force_login(cast.secretary.user)
    assert says in words_of(client.get(reverse("conduct", args=[hall.meeting.pk])))
    opening = client.get(reverse("open_round", args=[motion.pk]))
    assert says in words_of(opening)
    assert opening.status_code == (403 if absent and not known else 200)


def test_rules_are_chosen_in_the_browser(cast: Cast) -> None:
    meeting = make_meeting(cast, **NO_RULE)
    client = Client()
    client.force_login(cast.secretary.user)
    url = reverse("edit_meeting", args=[meeting.pk])
    sent = {
        "kind": "CONFERENCE", "title": meeting.title, "held_on": f"10/01/{YEAR}", "version": str(meeting.version),
        "cycle": str(meeting.cycle_id),
    }  # fmt: skip
    refused = client.post(url, sent | {"quorum_share": "2/3"})
    assert "chưa chọn quy tắc" in words_of(refused)
    refused = client.post(url, sent | {"quorum_rule": "own", "quorum_share": "2/3"})
    assert "chưa ghi căn cứ của mức này" in words_of(refused)
    client.post(url, sent | {"quorum_rule": "two_thirds_local"})
    meeting.refresh_from_db()
    assert (meeting.quorum_rule, meeting.quorum_share) == ("two_thirds_local", Fraction(2, 3))
