"""After the activity: each party says what it learned, the keeper closes; templates learn; somebody looks again."""

import re
from datetime import date, datetime
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.factories.activities import make_activity
from tests.factories.cycles import make_cycle
from tests.factories.follow_up import make_lesson, make_revisit
from tests.factories.plans import make_foreign_template, make_plan_item, make_template
from tests.pages import words_of
from thidua.activities.doors.due import due_activities
from thidua.activities.doors.follow_up import due_reviews, due_revisits
from thidua.activities.enums import ActivityKind, ActivityState, FactKind, LessonKind, PartyRole, PlanGroup
from thidua.activities.errors import ActivityError
from thidua.activities.facts.figures import reckon
from thidua.activities.facts.revisits import compared
from thidua.activities.facts.selections import of_activity, of_year
from thidua.activities.models import Activity, ActivityParty, FieldFact, Lesson, PlanTemplate, Review, Revisit
from thidua.activities.services import (
    LessonWords,
    Note,
    RevisitWords,
    add_lesson,
    add_party,
    change_lesson,
    change_revisit,
    close_review,
    confirm_party,
    hold_revisit,
    note_fact,
    plan_revisit,
    remove_lesson,
    remove_revisit,
    reopen_review,
    take_lessons,
)
from thidua.audit.models import AuditEntry
from thidua.common.errors import RefusedError, StaleVersionError
from thidua.core.vietnam.partial_dates import PartialDate

pytestmark = pytest.mark.django_db

HELD = date(2026, 6, 12)
TODAY = date(2026, 6, 15)


@pytest.fixture(autouse=True)
def now(at) -> datetime:
    return at("2026-06-15 09:00")


@pytest.fixture
def beach(cast: Cast, now: datetime) -> Activity:
    """A clean-up of bloc I three days ago."""
    return make_activity(
        cast, "Dọn bãi biển", kind=ActivityKind.CLEAN_UP, held_on=PartialDate.of(HELD), cycles=[make_cycle(cast)]
    )


@pytest.fixture
def unit_party(cast: Cast, beach: Activity, now: datetime) -> ActivityParty:
    """Vụ Kế hoạch took part."""
    named = add_party(
        actor=cast.secretary.actor(), activity=beach, role=PartyRole.CO_ORGANISER, party=cast.unit, now=now
    )
    return confirm_party(actor=cast.officer.actor(), party=named, now=now)


def entries(action: str) -> int:
    return AuditEntry.objects.filter(action=f"activity.{action}").count()


def url(name: str, thing: object) -> str:
    return reverse(name, args=[thing.pk])


# --- the review ------------------------------------------------------------------------------------------------------


def test_each_party_speaks_for_itself_and_the_keeper_writes_down_for_any(
    cast: Cast, beach: Activity, unit_party: ActivityParty
) -> None:
    own = LessonWords(LessonKind.WORKED, "Chia tổ từ hôm trước", unit_party)
    of_nobody = LessonWords(LessonKind.FAILED, "Thiếu găng tay")

    add_lesson(actor=cast.officer.actor(), activity=beach, words=own)
    with pytest.raises(ActivityError, match="anh/chị thay mặt"):
        add_lesson(actor=cast.officer.actor(), activity=beach, words=of_nobody)
    add_lesson(actor=cast.secretary.actor(), activity=beach, words=of_nobody)
    with pytest.raises(ActivityError, match="đã có"):
        add_lesson(actor=cast.secretary.actor(), activity=beach, words=of_nobody)

    assert [(each.kind, each.who) for each in Lesson.objects.all()] == [("WORKED", cast.unit.name), ("FAILED", "")]
    assert entries("lesson_added") == 2


@pytest.mark.parametrize("who", ["other_officer", "reader", "observer", "council_member", "stranger", "administrator"])
def test_nobody_else_reviews_or_closes(cast: Cast, beach: Activity, unit_party: ActivityParty, now, who: str) -> None:
    actor = cast.everyone()[who].actor()

    with pytest.raises(RefusedError):
        add_lesson(actor=actor, activity=beach, words=LessonWords(LessonKind.WORKED, "Tốt", unit_party))
    with pytest.raises(RefusedError):
        close_review(actor=actor, activity=beach, now=now)
    assert (Lesson.objects.count(), Review.objects.count()) == (0, 0)


def test_a_party_that_has_not_confirmed_and_what_was_not_held_have_no_review(cast: Cast, beach: Activity, now) -> None:
    named = add_party(
        actor=cast.secretary.actor(), activity=beach, role=PartyRole.CO_ORGANISER, party=cast.unit, now=now
    )
    planned = make_activity(cast, "Còn dự kiến", state=ActivityState.PLANNED)

    with pytest.raises(RefusedError, match="đã xác nhận"):
        add_lesson(actor=cast.officer.actor(), activity=beach, words=LessonWords(LessonKind.WORKED, "Tốt", named))
    with pytest.raises(RefusedError, match="sau khi hoạt động"):
        make_lesson(cast, planned)


def test_a_closed_review_stays_as_it_is_until_it_is_opened_again(
    cast: Cast, beach: Activity, unit_party: ActivityParty, now: datetime
) -> None:
    words = LessonWords(LessonKind.WORKED, "Chia tổ từ hôm trước", unit_party)
    lesson = add_lesson(actor=cast.officer.actor(), activity=beach, words=words)
    lesson = change_lesson(actor=cast.officer.actor(), lesson=lesson, version=1, words=words)
    with pytest.raises(StaleVersionError):
        change_lesson(actor=cast.secretary.actor(), lesson=lesson, version=1, words=words)
    with pytest.raises(RefusedError):
        close_review(actor=cast.officer.actor(), activity=beach, now=now)
    close_review(actor=cast.secretary.actor(), activity=beach, now=now)

    for attempt in (
        lambda: make_lesson(cast, beach),
        lambda: change_lesson(actor=cast.officer.actor(), lesson=lesson, version=2, words=words),
        lambda: remove_lesson(actor=cast.officer.actor(), lesson=lesson),
        lambda: close_review(actor=cast.secretary.actor(), activity=beach, now=now),
    ):
        with pytest.raises(RefusedError, match="đã khép"):
            attempt()
    reopen_review(actor=cast.secretary.actor(), activity=beach)
    remove_lesson(actor=cast.officer.actor(), lesson=Lesson.objects.get())

    assert (Lesson.objects.count(), Review.objects.count()) == (0, 0)
    assert [entries(f"review_{each}") for each in ("closed", "reopened")] == [1, 1]
    with pytest.raises(RefusedError, match="chưa khép"):
        reopen_review(actor=cast.secretary.actor(), activity=beach)


def test_what_is_for_next_time_goes_into_the_chosen_template_as_its_next_version(
    cast: Cast, beach: Activity, now: datetime
) -> None:
    template = make_template(cast, beach)
    first, second = make_lesson(cast, beach), make_lesson(cast, beach, "Hẹn xe rác trước")
    worked = make_lesson(cast, beach, "Đủ nước uống", LessonKind.WORKED)
    close_review(actor=cast.secretary.actor(), activity=beach, now=now)

    def take(*lessons: Lesson, into: PlanTemplate | None = template, name: str = "") -> PlanTemplate:
        return take_lessons(
            actor=cast.standing.actor(),
            activity=beach,
            lessons=lessons,
            template=into,
            group=PlanGroup.TOOLS,
            name=name,
            now=now,
        )[0]

    for wrong in ((), (worked,), (first, worked)):
        with pytest.raises(ActivityError, match="lần sau làm khác"):
            take(*wrong)
    with pytest.raises(ActivityError, match="cơ quan giữ hồ sơ"):
        take(first, into=make_foreign_template())
    taken = take(first)
    assert taken.version == template.version + 1
    assert [(line.text, line.group) for line in taken.lines.all()][-1] == ("Mang thêm cân treo", "TOOLS")
    fresh = take(second, into=None, name="Dọn biển 2027")

    texts = [line.text for line in fresh.lines.all()]
    assert texts == ["Việc để lập mẫu Dọn biển của Khối", "Hẹn xe rác trước"]
    assert [each.taken_name for each in Lesson.objects.filter(kind="NEXT_TIME")] == [template.name, "Dọn biển 2027"]
    assert entries("lessons_taken") == 2
    fresh.delete()
    assert Lesson.objects.get(pk=second.pk).taken_name == "Dọn biển 2027"


def test_what_the_third_day_taught_is_a_line_of_the_next_plan(cast: Cast, beach: Activity, sign_in) -> None:
    assert [item.title for item in due_reviews(cast.secretary.actor(), TODAY)] == [
        "Rút kinh nghiệm hoạt động “Dọn bãi biển”"
    ]
    keeper: Client = sign_in(cast.secretary.user)
    make_plan_item(cast, beach, "Xin phép phường")
    keeper.post(url("add_lesson", beach), {"kind": "NEXT_TIME", "text": "Hẹn xe rác từ hôm trước", "party": ""})
    taken = {"lessons": [Lesson.objects.get().pk], "template": "moi", "name": "Dọn biển", "group": "COLLECTION"}
    keeper.post(url("take_lessons", beach), taken)
    after = make_activity(cast, "Dọn bãi biển lần sau", kind=ActivityKind.CLEAN_UP, state=ActivityState.PLANNED)

    page = url("apply_plan_template", after)
    form = keeper.get(page)
    value = f"co-quan:{PlanTemplate.objects.get().pk}"
    assert [each for each in re.findall(r"<input[^>]*>", form.text) if value in each and "checked" in each]
    assert "có góp ý rút kinh nghiệm lần trước" in words_of(form)
    keeper.post(page, {"template": value})

    assert [(item.text, item.group) for item in after.planitem_rows.all()] == [
        ("Xin phép phường", "PERMISSION"),
        ("Hẹn xe rác từ hôm trước", "COLLECTION"),
    ]


def test_only_who_keeps_both_takes_lines_into_a_template(cast: Cast, beach: Activity, now: datetime) -> None:
    template = make_template(cast, beach)
    lesson = make_lesson(cast, beach)

    for who in ("secretary", "officer", "reader"):
        with pytest.raises(RefusedError):
            take_lessons(
                actor=cast.everyone()[who].actor(),
                activity=beach,
                lessons=[lesson],
                template=template,
                group=PlanGroup.REST,
                now=now,
            )
    assert Lesson.objects.get().taken_name == ""
    assert template.lines.count() == 1


def test_the_review_by_its_pages(cast: Cast, beach: Activity, unit_party: ActivityParty, sign_in) -> None:
    browser: Client = sign_in(cast.officer.user)
    form = browser.get(url("add_lesson", beach)).text
    assert f'value="{unit_party.pk}"' in form
    assert "Bên giữ hồ sơ</option>" not in form
    told = {"kind": "NEXT_TIME", "text": "Hẹn xe rác trước", "party": unit_party.pk}
    browser.post(url("add_lesson", beach), told)
    browser.post(url("add_lesson", beach), told | {"kind": "FAILED", "text": "Thiếu găng tay"})
    lesson = Lesson.objects.get(kind="NEXT_TIME")
    browser.post(url("change_lesson", lesson), told | {"text": "Hẹn xe rác từ hôm trước", "version": 1})
    assert browser.post(url("change_lesson", lesson), told | {"version": 1}).status_code == 409
    browser.post(url("remove_lesson", Lesson.objects.get(kind="FAILED")))
    assert browser.get(url("close_review", beach)).status_code == 403
    assert "1 góp ý rút kinh nghiệm." in words_of(browser.get(url("activity", beach)))

    make_plan_item(cast, beach, "Xin phép phường")
    keeper: Client = sign_in(cast.secretary.user)
    empty = keeper.post(url("take_lessons", beach), {"lessons": [lesson.pk], "template": "moi", "group": "REST"})
    assert "chưa đặt tên mẫu" in empty.text
    told = {"lessons": [lesson.pk], "template": "moi", "name": "Dọn biển", "group": "COLLECTION"}
    keeper.post(url("take_lessons", beach), told)
    assert [line.text for line in PlanTemplate.objects.get().lines.all()] == [
        "Xin phép phường",
        "Hẹn xe rác từ hôm trước",
    ]
    assert "1 góp ý được giữ" in words_of(keeper.get(url("close_review", beach)))
    keeper.post(url("close_review", beach))
    page = words_of(keeper.get(url("follow_up", beach)))
    assert "đã đưa vào mẫu “Dọn biển”" in page
    assert "Đặng Minh Thư khép" in page
    keeper.post(url("reopen_review", beach))
    assert Review.objects.count() == 0
    assert sign_in(cast.stranger.user).get(url("follow_up", beach)).status_code == 404


def test_the_template_that_has_most_in_common_with_the_plan_is_proposed(cast: Cast, beach: Activity, sign_in) -> None:
    other = make_activity(cast, "Trồng cây")
    make_template(cast, other, "Trồng cây")
    template = make_template(cast, beach, "Dọn biển")
    Lesson.objects.all().delete()
    make_lesson(cast, beach)

    page = sign_in(cast.standing.user).get(url("take_lessons", beach)).text

    chosen = page[page.index(f'value="{template.pk}"') :].split(">")[0]
    assert "checked" in chosen


@pytest.mark.parametrize(("day", "is_asked"), [(14, False), (15, True), (30, True)])
def test_the_keeper_is_asked_for_the_review_from_the_third_day(
    cast: Cast, beach: Activity, unit_party: ActivityParty, day: int, is_asked: bool
) -> None:
    today = date(2026, 6, day)

    titles = [item.title for item in due_reviews(cast.secretary.actor(), today)]
    assert titles == (["Rút kinh nghiệm hoạt động “Dọn bãi biển”"] if is_asked else [])
    assert due_reviews(cast.officer.actor(), today) == due_reviews(cast.standing.actor(), today) == []


def test_nobody_is_asked_for_a_review_that_is_closed_or_of_long_ago(cast: Cast, beach: Activity, now, count_queries):
    actor = cast.secretary.actor()
    make_activity(cast, "Chưa rõ ngày", held_on=PartialDate(2026, 6))
    assert len(due_reviews(actor, date(2026, 8, 11))) == 1
    assert due_reviews(actor, date(2026, 8, 12)) == []
    assert count_queries(lambda: due_reviews(actor, TODAY)) == 1

    close_review(actor=actor, activity=beach, now=now)

    assert due_reviews(actor, TODAY) == []


# --- visits afterwards -----------------------------------------------------------------------------------------------


def note(cast: Cast, activity: Activity, kind: FactKind, now: datetime, **body: str) -> FieldFact:
    return note_fact(actor=cast.standing.actor(), activity=activity, note=Note(kind, body, uuid4()), now=now).fact


def note_stretch(cast: Cast, activity: Activity, now: datetime, pieces: str) -> None:
    """Fifty metres, fixed, counted by four people in half an hour."""
    zone = note(cast, activity, FactKind.ZONE, now, name="Bãi A", metres="50", is_fixed="yes", size_limit_mm="25")
    note_count(cast, activity, now, zone, pieces)


def note_count(cast: Cast, activity: Activity, now: datetime, zone: FieldFact, pieces: str) -> None:
    note(cast, activity, FactKind.ITEMS, now, item="BUTTS", count=pieces, zone=str(zone.code))
    note(cast, activity, FactKind.HEADCOUNT, now, organisation=f"bloc:{cast.bloc.pk}", count="4", minutes="30")


def test_a_visit_is_planned_moved_and_taken_out_by_the_keeper(
    cast: Cast, beach: Activity, unit_party: ActivityParty
) -> None:
    actor = cast.secretary.actor()
    for who in ("officer", "reader"):
        with pytest.raises(RefusedError):
            plan_revisit(actor=cast.everyone()[who].actor(), activity=beach, words=RevisitWords(date(2026, 7, 12)))
    revisit = plan_revisit(actor=actor, activity=beach, words=RevisitWords(date(2026, 7, 12), unit_party))
    for day in (date(2026, 7, 12), date(2026, 6, 11)):
        with pytest.raises(ActivityError):
            plan_revisit(actor=actor, activity=beach, words=RevisitWords(day))
    revisit = change_revisit(actor=actor, revisit=revisit, version=1, words=RevisitWords(date(2026, 7, 13)))
    with pytest.raises(StaleVersionError):
        change_revisit(actor=actor, revisit=revisit, version=1, words=RevisitWords(date(2026, 7, 14)))
    remove_revisit(actor=actor, revisit=revisit)

    assert Revisit.objects.count() == 0
    assert [entries(f"revisit_{each}") for each in ("added", "changed", "removed")] == [1, 1, 1]


def test_the_visit_is_a_record_of_its_own_measured_as_the_first(
    cast: Cast, beach: Activity, unit_party: ActivityParty, now: datetime, at
) -> None:
    note_stretch(cast, beach, now, "40")
    note(cast, beach, FactKind.ZONE, now, name="Lối đi", metres="300")
    first = reckon(of_activity(beach), now).digest
    revisit = make_revisit(cast, beach, date(2026, 7, 12), party=unit_party)
    later = at("2026-07-12 10:00")

    made = hold_revisit(actor=cast.secretary.actor(), revisit=revisit, held_on=PartialDate(2026, 7, 12), now=later)

    zone = FieldFact.objects.get(activity=made)
    assert zone.body == {"name": "Bãi A", "metres": "50", "is_fixed": "yes", "size_limit_mm": "25"}
    assert (made.home, made.kind, made.parent, made.credits.count()) == (cast.bloc, "CLEAN_UP", None, 0)
    assert {party.name: party.state for party in made.parties.all()} == {
        cast.bloc.name: "CONFIRMED",
        cast.unit.name: "NAMED",
    }
    note_count(cast, made, later, zone, "10")
    found = compared(beach, Revisit.objects.filter(activity=beach).select_related("made"), date(2026, 7, 12))
    (stretch,) = found.stretches
    (measure,) = stretch.later
    assert (stretch.name, stretch.first, measure.pieces, measure.per_hundred) == ("Bãi A", 80, 20, 25)
    assert [words for _revisit, words in found.heads] == ["Sau 30 ngày"]
    assert reckon(of_activity(beach), later).digest == first
    assert entries("revisit_held") == 1


def test_a_visit_enters_no_sum_and_asks_for_no_photograph_result_or_review(
    cast: Cast, beach: Activity, now: datetime, at
) -> None:
    note_stretch(cast, beach, now, "40")
    year = of_year(cast.agency, 2026)
    before = reckon(year, now).digest
    revisit = make_revisit(cast, beach, date(2026, 7, 12))
    later = at("2026-07-12 10:00")
    made = hold_revisit(actor=cast.secretary.actor(), revisit=revisit, held_on=PartialDate(2026, 7, 12), now=later)
    note_count(cast, made, later, FieldFact.objects.get(activity=made), "10")

    assert reckon(year, later).digest == before
    asked = [item.title for item in due_activities(cast.secretary.actor(), date(2026, 7, 20))]
    assert asked == ["Bổ sung hồ sơ hoạt động “Dọn bãi biển”"]
    reviews = [item.url for item in due_reviews(cast.secretary.actor(), date(2026, 7, 20))]
    assert reviews == [url("follow_up", beach)]


def test_what_was_not_measured_alike_says_why(cast: Cast, beach: Activity, now: datetime, at) -> None:
    note_stretch(cast, beach, now, "40")
    revisit = make_revisit(cast, beach, date(2026, 7, 12))
    hold_revisit(
        actor=cast.secretary.actor(), revisit=revisit, held_on=PartialDate(2026, 7, 12), now=at("2026-07-12 10:00")
    )

    (stretch,) = compared(beach, Revisit.objects.select_related("made"), date(2026, 7, 12)).stretches

    assert (stretch.first, stretch.later[0].pieces) == (None, None)
    assert stretch.later[0].why == (
        "chưa đếm hết các món trên đoạn này",
        "chưa biết bao nhiêu người, làm bao lâu",
    )


def test_the_record_of_a_visit_needs_its_day_and_is_opened_once_by_the_keeper(
    cast: Cast, beach: Activity, unit_party: ActivityParty, now: datetime, at
) -> None:
    revisit = make_revisit(cast, beach, date(2026, 7, 12), party=unit_party)
    actor = cast.secretary.actor()
    for day in (PartialDate(2026, 6), PartialDate(), PartialDate(2026, 6, 16), PartialDate(2026, 6, 11)):
        with pytest.raises(ActivityError):
            hold_revisit(actor=actor, revisit=revisit, held_on=day, now=now)
    with pytest.raises(RefusedError):
        hold_revisit(actor=cast.officer.actor(), revisit=revisit, held_on=PartialDate(2026, 6, 15), now=now)
    assert Activity.objects.count() == 1

    made = hold_revisit(actor=actor, revisit=revisit, held_on=PartialDate(2026, 6, 15), now=now)

    with pytest.raises(RefusedError, match="đã có hồ sơ"):
        hold_revisit(actor=actor, revisit=revisit, held_on=PartialDate(2026, 6, 15), now=now)
    with pytest.raises(RefusedError, match="Đã trở lại"):
        remove_revisit(actor=actor, revisit=revisit)
    with pytest.raises(RefusedError, match="lần trở lại của một hoạt động khác"):
        make_revisit(cast, made, date(2026, 8, 1))


def test_a_visit_is_a_task_of_the_keeper_from_a_week_before(
    cast: Cast, beach: Activity, unit_party: ActivityParty, now: datetime, count_queries
) -> None:
    revisit = make_revisit(cast, beach, date(2026, 6, 22), party=unit_party)
    actor = cast.secretary.actor()

    assert due_revisits(actor, date(2026, 6, 14)) == []
    (item,) = due_revisits(actor, TODAY)
    assert (item.deadline, item.fact) == (date(2026, 6, 22), f"Người đi xem lại: {cast.unit.name}.")
    assert due_revisits(cast.officer.actor(), TODAY) == []
    assert count_queries(lambda: due_revisits(actor, TODAY)) == 1

    hold_revisit(actor=actor, revisit=revisit, held_on=PartialDate(2026, 6, 15), now=now)

    assert due_revisits(actor, date(2026, 6, 22)) == []


def test_a_visit_by_its_pages(cast: Cast, beach: Activity, now: datetime, at, sign_in, count_queries) -> None:
    note_stretch(cast, beach, now, "40")
    browser: Client = sign_in(cast.secretary.user)
    assert 'value="12/07/2026"' in browser.get(url("plan_revisit", beach)).text
    browser.post(url("plan_revisit", beach), {"due_on": "12/7/2026", "party_words": "Anh Ba"})
    revisit = Revisit.objects.get()
    told = {"due_on": "13/7/2026", "party_words": "Anh Ba", "version": 1}
    browser.post(url("change_revisit", revisit), told)
    assert browser.post(url("change_revisit", revisit), told).status_code == 409
    assert "Sau 31 ngày" in words_of(browser.get(url("follow_up", beach)))

    later = at("2026-07-13 10:00")
    assert "không cộng vào tổng của năm" in words_of(browser.get(url("hold_revisit", revisit)))
    browser.post(url("hold_revisit", revisit), {"held_on": "13/7/2026"})
    made = Activity.objects.get(revisit_of=revisit)
    note_count(cast, made, later, FieldFact.objects.get(activity=made), "10")
    page = words_of(browser.get(url("follow_up", beach)))
    assert "80,0" in page
    assert "20,0 bằng 25% lần đầu" in page
    assert "Lần trở lại của: Dọn bãi biển" in words_of(browser.get(url("activity", made)))
    assert "Đây là lần trở lại" in words_of(browser.get(url("follow_up", made)))
    again = make_revisit(cast, beach, date(2026, 9, 1))
    browser.post(url("remove_revisit", again))
    assert Revisit.objects.count() == 1
    for name in ("follow_up", "activity"):
        assert count_queries(lambda name=name: browser.get(url(name, beach))) <= 30


def test_a_stretch_is_counted_again_after_thirty_days_by_pages_alone(
    cast: Cast, beach: Activity, now: datetime, at, sign_in
) -> None:
    browser: Client = sign_in(cast.secretary.user)

    def note_by_form(activity: Activity, kind: str, **data: str) -> FieldFact:
        answer = browser.post(reverse("note_fact_at_desk", args=[activity.pk, kind]), data)
        assert answer.status_code == 302, words_of(answer)
        return FieldFact.objects.filter(activity=activity).latest("pk")

    def count(activity: Activity, pieces: str, zone: FieldFact) -> None:
        form = browser.get(reverse("note_fact_at_desk", args=[activity.pk, "mon"]))
        assert f'<option value="{zone.code}"' in form.text
        assert "Đoạn mẫu; 50 m; đoạn cố định" in words_of(form)
        told = {"item": "SHORT@1:BUTTS", "counting": "COUNTED", "count": pieces}
        note_by_form(activity, "mon", **told, zone=str(zone.code))
        note_by_form(activity, "mon", **told, zone="")
        note_by_form(activity, "dem-nguoi", covers="EVERYONE", counting="COUNTED", count="4", minutes="30")

    stretch = {"name": "Đoạn mẫu", "metres": "50", "is_fixed": "on", "size_limit_mm": "25"}
    note_by_form(beach, "doan", name="Bãi A", metres="400")
    count(beach, "40", note_by_form(beach, "doan", **stretch))
    browser.post(url("plan_revisit", beach), {"due_on": "12/7/2026", "party_words": "Anh Ba"})
    at("2026-07-12 10:00")
    browser.post(url("hold_revisit", Revisit.objects.get()), {"held_on": "12/7/2026"})
    made = Activity.objects.get(revisit_of__activity=beach)
    count(made, "10", FieldFact.objects.get(activity=made))

    page = words_of(browser.get(url("follow_up", beach)))
    assert "Sau 30 ngày" in page
    assert "80,0" in page
    assert "20,0 bằng 25% lần đầu" in page
    listed = words_of(browser.get(url("activity_facts", beach)))
    assert listed.count("Đoạn mẫu; 50 m; đoạn cố định") == 1
    figures = words_of(browser.get(url("activity_impact", beach)))
    assert "400 m" in figures
    assert "450 m" not in figures


def test_what_went_wrong_stands_in_the_review_and_in_no_figure(
    cast: Cast, beach: Activity, now: datetime, sign_in
) -> None:
    browser: Client = sign_in(cast.secretary.user)
    assert "Sự cố đã ghi" not in words_of(browser.get(url("follow_up", beach)))
    for body in ({"harm": "CUT", "count": "1", "note": "Đạp mảnh kính, băng tại chỗ"}, {"harm": "LOST", "count": ""}):
        note_fact(actor=cast.secretary.actor(), activity=beach, note=Note(FactKind.INCIDENT, body), now=now)
    page = words_of(browser.get(url("follow_up", beach)))
    assert "Sự cố đã ghi Đứt tay, kim đâm · 1 người · Đạp mảnh kính, băng tại chỗ Lạc người" in page
    said = reckon(of_activity(beach), now).said("vi")
    assert [each["best"] for each in said["figures"] if each["kind"] == "PEOPLE" and not each["detail"]] == [None]
    assert not said["findings"]


def test_right_afterwards_and_a_month_later_stand_beside_the_first_time(
    cast: Cast, beach: Activity, now: datetime, at
) -> None:
    note_stretch(cast, beach, now, "40")
    for day, pieces in ((HELD, "2"), (date(2026, 7, 12), "10")):
        then = at(f"{day + (TODAY - HELD)} 10:00")
        revisit = make_revisit(cast, beach, day)
        made = hold_revisit(actor=cast.standing.actor(), revisit=revisit, held_on=PartialDate.of(day), now=then)
        note_count(cast, made, then, FieldFact.objects.get(activity=made), pieces)

    (stretch,) = compared(beach, Revisit.objects.select_related("made"), date(2026, 7, 20)).stretches

    assert [(each.when, each.pieces) for each in stretch.later] == [("Ngay sau khi làm", 4), ("Sau 30 ngày", 20)]
    assert stretch.first == 80


def test_the_page_takes_as_many_queries_for_three_lines_and_visits_as_for_one(
    cast: Cast, beach: Activity, unit_party: ActivityParty, now: datetime, sign_in, count_queries
) -> None:
    browser: Client = sign_in(cast.officer.user)
    page = url("follow_up", beach)

    def add(text: str, day: int) -> None:
        words = LessonWords(LessonKind.NEXT_TIME, text, unit_party)
        add_lesson(actor=cast.officer.actor(), activity=beach, words=words)
        revisit = make_revisit(cast, beach, date(2026, 6, day), party=unit_party)
        hold_revisit(actor=cast.standing.actor(), revisit=revisit, held_on=PartialDate(2026, 6, day), now=now)

    add("Một", 13)
    browser.get(page)
    one = count_queries(lambda: browser.get(page))
    add("Hai", 14)
    add("Ba", 15)

    assert count_queries(lambda: browser.get(page)) == one
    assert one <= 30
