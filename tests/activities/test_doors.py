"""What activities tell the apps around them."""

from datetime import date, datetime

import pytest

from tests.cast import Cast
from tests.factories.activities import make_activity, make_clean_up
from tests.factories.cycles import make_cycle, step_of
from tests.factories.files import make_jpeg, upload
from thidua.activities.doors.due import due_activities
from thidua.activities.enums import ActivityState, FactKind
from thidua.activities.services import (
    Note,
    OutputWords,
    add_output,
    cancel_activity,
    issue_pass,
    note_fact,
    revoke_pass,
)
from thidua.campaigns.enums import CycleState, StepKind
from thidua.campaigns.models import Cycle
from thidua.campaigns.services.steps import satisfy_step, start_step
from thidua.common.due import due_items
from thidua.common.parents import describe_parents, may_attach, visible_parents
from thidua.common.references import Reference, candidates, describe
from thidua.common.search import Sought, search_all
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.documents.queries import evidence_of
from thidua.documents.services import add_evidence, add_photo

TODAY = date(2026, 6, 15)


@pytest.fixture
def now(at) -> datetime:
    return at("2026-06-15 09:00")


def test_a_step_of_the_year_is_satisfied_by_a_clean_up(cast: Cast, now: datetime) -> None:
    cycle = make_cycle(cast)
    activity = make_activity(cast, "Thu gom rác thải", held_on=PartialDate(2026, 5, 28), cycles=[cycle])
    for step in cycle.steps.filter(position__lt=step_of(cycle, StepKind.MID_YEAR_REVIEW).position):
        step.state = "DONE"
        step.save()
    reference = Reference("activity", activity.pk)
    actor = cast.secretary.actor()
    assert [card.reference for card in candidates(actor, bloc=cast.bloc.pk, year=2026)] == [reference]

    step = step_of(cycle, StepKind.MID_YEAR_REVIEW)
    step = start_step(actor=actor, step=step, version=step.version, now=now)
    step = satisfy_step(actor=actor, step=step, version=step.version, reference=reference, note="Lồng ghép", now=now)

    assert (step.satisfied_by_kind, step.satisfied_by_id, step.done_on) == (
        "activity",
        activity.pk,
        date(2026, 5, 28),
    )


def test_candidates_are_of_that_bloc_and_year_and_not_cancelled(cast: Cast, now: datetime) -> None:
    last_year = make_cycle(cast, year=2025, now=datetime.fromisoformat("2025-01-05T09:00+07:00"))
    this_year = make_cycle(cast)
    credited = make_activity(cast, "Hội thảo", home=cast.unit, cycles=[this_year])
    make_activity(cast, "Năm ngoái", cycles=[last_year])
    own = make_activity(cast, "Của khối, chưa ghi nhận", held_on=PartialDate(2026, 3))
    make_activity(cast, "Khối khác", home=cast.other_bloc, held_on=PartialDate(2026, 3))

    found = candidates(cast.secretary.actor(), bloc=cast.bloc.pk, year=2026)
    assert [card.reference.id for card in found if card.reference.kind == "activity"] == [own.pk, credited.pk]
    assert candidates(cast.stranger.actor(), bloc=cast.bloc.pk, year=2026) == []


def test_a_card_says_as_much_of_the_day_as_is_known(cast: Cast, now: datetime) -> None:
    known = make_clean_up(cast)
    month = make_activity(cast, held_on=PartialDate(2026, 5))
    cards = describe([Reference("activity", known.pk), Reference("activity", month.pk), Reference("activity", 0)])

    assert {reference.id: (card.when, card.day) for reference, card in cards.items()} == {
        known.pk: ("Chủ nhật, 28/05/2023", date(2023, 5, 28)),
        month.pk: ("tháng 5/2026", None),
    }


def test_an_activity_serves_as_evidence_and_carries_its_own(cast: Cast, now: datetime) -> None:
    activity = make_activity(cast)
    parent = Reference("activity", activity.pk)
    stranger, reader, secretary = cast.stranger.actor(), cast.reader.actor(), cast.secretary.actor()

    assert visible_parents(reader, {parent}) == {parent}
    assert visible_parents(stranger, {parent}) == set()
    assert not may_attach(reader, parent)
    assert describe_parents({parent})[parent].title == activity.title
    paper = add_evidence(
        actor=secretary,
        parent=parent,
        agency=activity.agency_id,
        title="Công văn xin phép",
        url="https://vi-du.vn/cv",
        now=now,
    )
    other = Reference("activity", make_activity(cast, "Hội thảo").pk)
    pointing = add_evidence(
        actor=secretary, parent=other, agency=activity.agency_id, title=activity.title, about=parent, now=now
    )

    assert evidence_of([parent, other]) == {parent: [paper], other: [pointing]}
    assert pointing.about == parent


def test_search_finds_by_title_message_and_place_without_accents(cast: Cast, now: datetime) -> None:
    make_clean_up(cast)
    for words in ("dai duong xanh", "Độc Cước", "thu gom"):
        (group,) = search_all(cast.reader.actor(), Sought.parse(words), only="activity")
        assert [card.title for card in group.cards] == ["Thu gom rác thải tại khu vực đền Độc Cước, bãi biển Sầm Sơn"]
    assert search_all(cast.administrator.actor(), Sought.parse("thu gom"), only="activity") == []


def test_what_is_near_or_past_is_due(cast: Cast, now: datetime) -> None:
    planned = {"state": ActivityState.PLANNED}
    make_activity(cast, "Xa", held_on=PartialDate(2026, 7, 30), **planned)
    make_activity(cast, "Không rõ", **planned)
    make_activity(cast, "Gần", held_on=PartialDate(2026, 6, 20), **planned)
    make_activity(cast, "Đã qua", held_on=PartialDate(2026, 6, 14), **planned)
    make_activity(cast, "Trong tháng", held_on=PartialDate(2026, 6), **planned)

    items = due_activities(cast.secretary.actor(), TODAY)
    assert {item.title: item.deadline for item in items} == {
        "Ghi kết quả hoạt động “Đã qua”": date(2026, 6, 14),
        "Chuẩn bị hoạt động “Gần”": date(2026, 6, 20),
    }
    assert "Chuẩn bị hoạt động “Trong tháng”" in {
        item.title for item in due_activities(cast.secretary.actor(), date(2026, 6, 16))
    }
    assert due_activities(cast.officer.actor(), TODAY) == []
    assert due_activities(cast.standing.actor(), TODAY) == []


def test_the_day_before_the_keeper_looks_whether_teams_and_phones_are_ready(cast: Cast, now: datetime) -> None:
    planned = {"state": ActivityState.PLANNED, "held_on": PartialDate(2026, 6, 16)}
    tomorrow = make_activity(cast, "Dọn bãi biển", **planned)
    make_activity(cast, "Ngày kia", **planned | {"held_on": PartialDate(2026, 6, 17)})
    make_activity(cast, "Trong tháng", **planned | {"held_on": PartialDate(2026, 6)})
    called_off = make_activity(cast, "Đã hủy", **planned)
    cancel_activity(actor=cast.secretary.actor(), activity=called_off, version=called_off.version, reason="Bão")

    def due(member: str, today: date = TODAY) -> list[tuple[str, str, date | None]]:
        items = due_items(getattr(cast, member).actor(), today)
        return [(each.title, each.fact, each.deadline) for each in items if "sẵn sàng" in each.title]

    title = "Kiểm tra sẵn sàng cho hoạt động ngày mai: “Dọn bãi biển”"
    assert due("secretary") == [(title, "Chưa cấp mã cho tổ nào.", TODAY)]
    passes = [issue_pass(actor=cast.secretary.actor(), activity=tomorrow, team=f"Tổ {n}", now=now) for n in (1, 2, 3)]
    revoke_pass(actor=cast.secretary.actor(), field_pass=passes[2].field_pass, now=now)
    ready = "Số tổ có mã: 2. Nhắc mỗi điện thoại mở “Chuẩn bị ra hiện trường” khi còn mạng."
    assert due("secretary") == [(title, ready, TODAY)]
    assert [due(each) for each in ("officer", "standing", "stranger")] == [[], [], []]
    told = [[each[0].partition(": ")[2] for each in due("secretary", date(2026, 6, day))] for day in (14, 16, 17)]
    assert told == [[], ["“Ngày kia”"], []]


def test_a_record_is_complete_with_a_result_and_a_picture(cast: Cast, now: datetime) -> None:
    activity = make_activity(cast, "Trồng cây")
    actor = cast.secretary.actor()
    assert [item.fact for item in due_activities(actor, TODAY)] == ["Chưa ghi kết quả và chưa có ảnh."]

    add_output(actor=actor, activity=activity, words=OutputWords("Số cây", None))
    assert [item.fact for item in due_activities(actor, TODAY)] == ["Chưa có ảnh."]

    add_photo(
        actor=actor,
        parent=Reference("activity", activity.pk),
        agency=activity.agency_id,
        upload=upload(make_jpeg(), "a.jpg"),
        alt_text="Trồng cây",
        now=now,
    )
    assert due_activities(actor, TODAY) == []


def test_what_was_noted_is_a_result_until_it_is_taken_back(cast: Cast, now: datetime) -> None:
    activity = make_activity(cast, "Trồng cây", has_no_photos=True)
    actor = cast.secretary.actor()
    assert [item.fact for item in due_activities(actor, TODAY)] == ["Chưa ghi kết quả."]

    noted = note_fact(actor=actor, activity=activity, note=Note(FactKind.PLANTING, {"count": "40"}), now=now).fact
    assert due_activities(actor, TODAY) == []

    right = Note(FactKind.PLANTING, {"count": "50"}, supersedes=noted.code)
    right_one = note_fact(actor=actor, activity=activity, note=right, now=now).fact
    assert due_activities(actor, TODAY) == []

    back = Note(FactKind.PLANTING, {"count": "50"}, supersedes=right_one.code, is_void=True)
    note_fact(actor=actor, activity=activity, note=back, now=now)
    assert [item.fact for item in due_activities(actor, TODAY)] == ["Chưa ghi kết quả."]


def test_nobody_is_asked_for_pictures_that_were_never_kept(cast: Cast, now: datetime) -> None:
    make_activity(cast, has_no_photos=True)

    assert [item.fact for item in due_activities(cast.secretary.actor(), TODAY)] == ["Chưa ghi kết quả."]


def test_a_closed_year_asks_for_nothing(cast: Cast, now: datetime) -> None:
    cycle = make_cycle(cast)
    make_activity(cast, cycles=[cycle])
    assert len(due_activities(cast.secretary.actor(), TODAY)) == 1

    Cycle.objects.update(state=CycleState.CLOSED)
    assert due_activities(cast.secretary.actor(), TODAY) == []


def test_what_is_due_takes_as_many_queries_for_three_as_for_one(cast: Cast, now: datetime, count_queries) -> None:
    actor = cast.secretary.actor()
    make_activity(cast)
    one = count_queries(lambda: due_activities(actor, TODAY))
    make_activity(cast)
    make_activity(cast, state=ActivityState.PLANNED, held_on=PartialDate(2026, 6, 20))

    assert count_queries(lambda: due_activities(actor, TODAY)) == one
