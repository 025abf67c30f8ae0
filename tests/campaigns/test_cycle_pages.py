"""The page of a year and the pages around it: words, buttons with reasons, refusals, query counts."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import YEAR, Cast
from tests.factories.cycles import finish_all_steps, make_cycle, step_of
from tests.factories.organisations import make_bloc, make_unit
from tests.factories.references import make_thing
from tests.pages import words_of
from thidua.campaigns.enums import CycleState, RuleKind, RuleState, StepKind, StepState
from thidua.campaigns.models import Cycle, LegalText, Movement, RuleVersion, Step, StepPattern, Theme
from thidua.campaigns.services.cycles import prepare_cycle
from thidua.campaigns.services.rules import comment_on_rules, draft_rules, open_for_comments
from thidua.campaigns.services.steps import satisfy_step, skip_step
from thidua.common.panels import panels_for
from thidua.organisations.services.successions import merge_units

At = Callable[[str], datetime]
SignIn = Callable[[object], Client]


@pytest.fixture
def cycle(cast: Cast, at: At) -> Cycle:
    """The year in its middle: plan issued, rules skipped, the review under way and due on 31 March."""
    now = at("2026-03-23 09:00")
    secretary = cast.secretary.actor(now)
    days = {kind: None for kind in StepKind if kind != StepKind.PLEDGE}
    days |= {StepKind.MID_YEAR_REVIEW: date(2026, 3, 31), StepKind.CONFERENCE: date(2026, 12, 20)}
    cycle = make_cycle(cast, deadlines=days)
    plan = step_of(cycle, StepKind.PLAN)
    satisfy_step(actor=secretary, step=plan, version=plan.version, now=now, note="Ban hành", done_on=date(2026, 1, 22))
    rules = step_of(cycle, StepKind.RULES)
    skip_step(actor=secretary, step=rules, version=rules.version, reason="Giữ quy chế năm trước")
    Step.objects.filter(cycle=cycle, kind=StepKind.MID_YEAR_REVIEW).update(state=StepState.NOW)
    return cycle


def year_page(browser: Client, cycle: Cycle) -> str:
    return words_of(browser.get(reverse("cycle", args=[cycle.pk])))


def test_the_page_says_where_the_year_is(cast: Cast, cycle: Cycle, sign_in: SignIn) -> None:
    words = year_page(sign_in(cast.secretary.user), cycle)

    assert "Đang ở bước 3, Sơ kết. Còn 6 ngày làm việc." in words
    assert "Kế hoạch (đã xong) Ban hành, 22/01" in words
    assert "Góp ý quy chế (không tổ chức riêng) Giữ quy chế năm trước" in words
    assert "Sơ kết (đang ở bước này) Hạn 31/03" in words
    assert "Ghi kết quả bước Sơ kết" in words
    assert "6 đơn vị trong khối" in words
    assert "Văn phòng Bộ Khối trưởng" in words
    assert "Văn phòng Đảng – Đoàn thể Khối phó" in words


def test_a_late_step_says_by_how_much(cast: Cast, cycle: Cycle, at: At, sign_in: SignIn) -> None:
    at("2026-04-03 09:00")
    words = year_page(sign_in(cast.secretary.user), cycle)

    assert "Sơ kết (quá hạn) Quá hạn 3 ngày làm việc Hạn 31/03" in words
    assert "Quá hạn 3 ngày làm việc." in words


@pytest.mark.parametrize("name", ["officer", "head", "observer", "council_member", "reader"])
def test_who_does_not_keep_the_year_is_told_who_does(cast: Cast, cycle: Cycle, sign_in: SignIn, name: str) -> None:
    words = year_page(sign_in(cast.everyone()[name].user), cycle)

    assert "Việc tiếp theo do Thư ký Khối Thi đua số I thực hiện." in words
    assert "Ghi kết quả bước" not in words
    assert "Sửa các bước và hạn" not in words


def test_a_prepared_year_waits_for_its_beginning(cast: Cast, at: At, sign_in: SignIn) -> None:
    at("2026-06-01 09:00")
    cycle = prepare_cycle(actor=cast.secretary.actor(), bloc=cast.bloc, year=YEAR)
    browser = sign_in(cast.secretary.user)
    words = year_page(browser, cycle)
    assert "Bắt đầu năm 2026" in words
    assert "Kế hoạch (chưa tới) Hạn 02/02" in words

    browser.post(reverse("begin_cycle", args=[cycle.pk]), {"version": cycle.version})
    assert "Đang ở bước 1, Kế hoạch." in year_page(browser, cycle)
    again = browser.post(reverse("begin_cycle", args=[cycle.pk]), {"version": cycle.version})
    assert again.status_code == 403


def test_a_finished_year_is_closed_after_a_page_that_asks(cast: Cast, cycle: Cycle, sign_in: SignIn) -> None:
    browser = sign_in(cast.secretary.user)
    url = reverse("close_cycle", args=[cycle.pk])
    assert browser.get(url).status_code == 403

    finish_all_steps(cycle)
    cycle.refresh_from_db()
    assert "Mọi bước của năm 2026 đã xong." in year_page(browser, cycle)
    assert "Khi bấm “Khép lại năm 2026”" in words_of(browser.get(url))
    browser.post(url, {"version": cycle.version})
    words = year_page(browser, cycle)
    assert "Năm thi đua 2026 đã khép lại 23/03/2026." in words
    assert "Ghi kết quả" not in words


def test_an_empty_year_says_what_is_missing(cast: Cast, at: At, sign_in: SignIn) -> None:
    at("2026-01-05 09:00")
    empty = make_bloc(cast.agency, "khoi-trong", "Khối trống", "số 0", year=YEAR, units=[])
    cycle = make_cycle(cast, bloc=empty, deadlines={})
    words = year_page(sign_in(cast.standing.user), cycle)

    for sentence in (
        "Năm này chưa có bước nào",
        "Chưa ghi đơn vị thành viên của năm này",
        "Chưa có chủ đề.",
        "Năm này chưa ghi phong trào nào.",
        "Khối chưa ghi quy chế nào.",
    ):
        assert sentence in words


def test_the_list_shows_only_the_years_one_may_see(cast: Cast, cycle: Cycle, sign_in: SignIn) -> None:
    make_cycle(cast, bloc=cast.other_bloc)
    seen = words_of(sign_in(cast.officer.user).get(reverse("cycles")))
    assert "Khối Thi đua số I" in seen
    assert "Khối Thi đua số II" not in seen

    nothing = words_of(sign_in(cast.administrator.user).get(reverse("cycles")))
    assert "Chưa có năm thi đua nào" in nothing


def members_and_queries(cast: Cast, count: int, sign_in: SignIn, count_queries) -> int:
    units = [make_unit(cast.agency, f"don-vi-{count}-{place}", f"Đơn vị {place}") for place in range(count)]
    bloc = make_bloc(cast.agency, f"khoi-{count}", f"Khối {count}", str(count), year=YEAR, units=units)
    cycle = make_cycle(cast, bloc=bloc)
    step = step_of(cycle, StepKind.PLAN)
    activity = make_thing(bloc.pk, YEAR, "Hoạt động", date(2026, 3, 1))
    secretary = cast.standing.actor()
    satisfy_step(
        actor=secretary, step=step, version=step.version, now=datetime(2026, 3, 2, 9).astimezone(), reference=activity
    )
    rule = draft_rules(actor=secretary, cycle=cycle, kind=RuleKind.CRITERIA, title="Tiêu chí", text="Điều 1")
    RuleVersion.objects.filter(pk=rule.pk).update(state=RuleState.COMMENTING, comments_until=date(2026, 4, 1))
    Step.objects.filter(cycle=cycle, kind=StepKind.RULES).update(state=StepState.NOW)
    browser = sign_in(cast.standing.user)
    url = reverse("cycle", args=[cycle.pk])
    assert browser.get(url).status_code == 200
    return count_queries(lambda: browser.get(url))


def test_the_year_takes_as_many_queries_for_38_members_as_for_6(
    cast: Cast, at: At, sign_in: SignIn, count_queries
) -> None:
    at("2026-03-23 09:00")
    six = members_and_queries(cast, 6, sign_in, count_queries)
    many = members_and_queries(cast, 38, sign_in, count_queries)

    assert six == many
    assert six <= 30


@pytest.mark.parametrize("name", ["cycles", "themes", "movements", "rules", "legal_texts", "working_days", "reminders"])
def test_a_list_takes_as_many_queries_for_many_rows_as_for_one(
    cast: Cast, at: At, sign_in: SignIn, count_queries, name: str
) -> None:
    at("2026-03-23 09:00")
    browser = sign_in(cast.standing.user)

    def visit() -> int:
        assert browser.get(reverse(name)).status_code == 200
        return count_queries(lambda: browser.get(reverse(name)))

    def add(number: int) -> None:
        cycle = make_cycle(cast, year=YEAR + number)
        Theme.objects.create(agency=cast.agency, text=f"Chủ đề {number}")
        Movement.objects.create(agency=cast.agency, name=f"Phong trào {number}", kind="REGULAR", level="SECTOR")
        LegalText.objects.create(agency=cast.agency, title=f"Văn bản {number}", kind="LAW")
        draft_rules(
            actor=cast.standing.actor(),
            cycle=cycle,
            kind=RuleKind.CRITERIA,
            title=f"Tiêu chí {number}",
            text=f"Điều {number}",
        )

    add(0)
    one = visit()
    for number in (1, 2, 3):
        add(number)
    assert visit() == one


def test_the_next_year_is_prepared_in_the_browser(cast: Cast, at: At, sign_in: SignIn) -> None:
    at("2026-12-28 09:00")
    browser = sign_in(cast.secretary.user)
    answer = browser.post(reverse("prepare_cycle"), {"bloc": cast.bloc.pk, "year": "2027"}, follow=True)

    cycle = Cycle.objects.get(bloc=cast.bloc, year=2027)
    assert cycle.state == CycleState.PREPARING
    assert answer.redirect_chain == [(reverse("plan_cycle", args=[cycle.pk]), 302)]
    assert "Lịch nghỉ năm 2027 chưa có quyết định" in words_of(answer)
    twice = browser.post(reverse("prepare_cycle"), {"bloc": cast.bloc.pk, "year": "2027"})
    assert "đã có năm thi đua 2027" in words_of(twice)


def test_an_impossible_year_is_refused_in_words(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.secretary.user)
    for typed, sentence in (("", "chưa nhập năm"), ("hai nghìn", "không phải là số"), ("20266", "từ 2000 đến 2098")):
        page = words_of(browser.post(reverse("prepare_cycle"), {"bloc": cast.bloc.pk, "year": typed}))
        assert sentence in page
    other = browser.post(reverse("prepare_cycle"), {"bloc": cast.other_bloc.pk, "year": "2027"})
    assert "Chọn một khối trong danh sách." in words_of(other)
    assert not Cycle.objects.exists()


def plan_form(cycle: Cycle, **changes: str) -> dict[str, str]:
    """The plan of a year as its page posts it back."""
    data = {"version": str(Cycle.objects.get(pk=cycle.pk).version)}
    for place, step in enumerate(Step.objects.filter(cycle=cycle), start=1):
        data |= {f"has_{step.kind}": "on", f"place_{step.kind}": str(place)}
        data[f"due_{step.kind}"] = f"{step.deadline:%d/%m/%Y}" if step.deadline else ""
    return data | changes


def test_the_plan_is_saved_and_says_which_deadline_moved(cast: Cast, cycle: Cycle, sign_in: SignIn) -> None:
    browser = sign_in(cast.secretary.user)
    url = reverse("plan_cycle", args=[cycle.pk])
    answer = browser.post(url, plan_form(cycle, due_CONFERENCE="19.12.26"), follow=True)

    assert step_of(cycle, StepKind.CONFERENCE).deadline == date(2026, 12, 21)
    assert "Ngày 19/12/2026 là ngày nghỉ (cuối tuần) nên hạn chuyển sang 21/12/2026." in words_of(answer)


def test_a_wrong_date_in_the_plan_is_named_at_its_place(cast: Cast, cycle: Cycle, sign_in: SignIn) -> None:
    browser = sign_in(cast.secretary.user)
    page = browser.post(reverse("plan_cycle", args=[cycle.pk]), plan_form(cycle, due_CONFERENCE="31/02/2026"))

    assert "Tháng 2 năm 2026 chỉ có 28 ngày" in words_of(page)
    assert page.text.count("Tháng 2 năm 2026 chỉ có 28 ngày") == 2  # the summary and the field
    assert step_of(cycle, StepKind.CONFERENCE).deadline == date(2026, 12, 21)


def test_the_second_planner_sees_both_plans(cast: Cast, cycle: Cycle, sign_in: SignIn) -> None:
    browser = sign_in(cast.secretary.user)
    url = reverse("plan_cycle", args=[cycle.pk])
    late = plan_form(cycle, due_CONFERENCE="15/12/2026")
    browser.post(url, plan_form(cycle, due_CONFERENCE="18/12/2026"))

    page = browser.post(url, late)
    words = words_of(page)
    assert page.status_code == 409
    assert "18/12/2026" in words
    assert "15/12/2026" in words
    assert step_of(cycle, StepKind.CONFERENCE).deadline == date(2026, 12, 18)


def test_a_step_is_satisfied_in_the_browser_by_an_activity(cast: Cast, cycle: Cycle, sign_in: SignIn) -> None:
    activity = make_thing(cast.bloc.pk, YEAR, "Thu gom rác tại bãi biển", date(2026, 3, 15))
    browser = sign_in(cast.secretary.user)
    url = reverse("satisfy_step", args=[step_of(cycle, StepKind.MID_YEAR_REVIEW).pk])
    assert "Thu gom rác tại bãi biển (Hoạt động, 15/03/2026)" in words_of(browser.get(url))

    answer = browser.post(
        url,
        {
            "version": step_of(cycle, StepKind.MID_YEAR_REVIEW).version,
            "reference": f"{activity.kind}:{activity.id}",
            "note": "Lồng ghép",
            "start_next": "on",
        },
        follow=True,
    )
    words = words_of(answer)
    assert "Đã ghi kết quả bước Sơ kết." in words
    assert "Sơ kết (đã xong) Lồng ghép, 15/03" in words
    assert "Đang ở bước 4, Tự chấm." in words
    step_page = words_of(browser.get(reverse("step", args=[step_of(cycle, StepKind.MID_YEAR_REVIEW).pk])))
    assert "Đã thực hiện bằng Thu gom rác tại bãi biển" in step_page
    assert "Ghi bước đã xong Đặng Minh Thư" in step_page


def test_a_step_without_anything_to_show_is_refused_in_words(cast: Cast, cycle: Cycle, sign_in: SignIn) -> None:
    browser = sign_in(cast.secretary.user)
    step = step_of(cycle, StepKind.MID_YEAR_REVIEW)
    page = browser.post(reverse("satisfy_step", args=[step.pk]), {"version": step.version, "done_on": "1/4/2026"})
    assert "ghi văn bản, hoặc ghi cách đã thực hiện" in words_of(page)
    page = browser.post(
        reverse("satisfy_step", args=[step.pk]), {"version": step.version, "note": "Ký", "done_on": "1/4/2026"}
    )
    assert "Ngày 01/04/2026 chưa đến." in words_of(page)


def test_a_stale_button_changes_nothing_and_says_so(cast: Cast, cycle: Cycle, sign_in: SignIn) -> None:
    browser = sign_in(cast.secretary.user)
    Step.objects.filter(cycle=cycle, kind=StepKind.MID_YEAR_REVIEW).update(state=StepState.DONE)
    step = step_of(cycle, StepKind.SELF_SCORE)
    answer = browser.post(reverse("start_step", args=[step.pk]), {"version": step.version + 5}, follow=True)

    assert "vừa được người khác thay đổi nên chưa làm gì" in words_of(answer)
    assert step_of(cycle, StepKind.SELF_SCORE).state == StepState.LATER


def test_the_rules_step_counts_who_has_commented(cast: Cast, cycle: Cycle, at: At, sign_in: SignIn) -> None:
    now = at("2026-03-02 09:00")
    secretary = cast.secretary.actor(now)
    rule = draft_rules(actor=secretary, cycle=cycle, kind=RuleKind.CRITERIA, title="Tiêu chí thi đua", text="Điều 1")
    rule = open_for_comments(actor=secretary, rule=rule, version=rule.version, until=date(2026, 3, 13), now=now)
    comment_on_rules(actor=cast.other_officer.actor(now), rule=rule, unit=cast.units[3], text="Thống nhất", now=now)
    Step.objects.filter(cycle=cycle).update(state=StepState.LATER)
    Step.objects.filter(cycle=cycle, kind=StepKind.PLAN).update(state=StepState.DONE)
    Step.objects.filter(cycle=cycle, kind=StepKind.RULES).update(state=StepState.NOW)

    words = year_page(sign_in(cast.officer.user), cycle)
    assert "1/6 đơn vị đã góp ý" in words
    assert "Còn 5 đơn vị chưa góp ý." in words
    assert "Góp ý dự thảo" in words
    words = year_page(sign_in(cast.secretary.user), cycle)
    assert "Bản Tiêu chí thi đua còn đang lấy ý kiến. Ghi thông qua hoặc rút về" in words


def test_two_versions_are_read_side_by_side(cast: Cast, cycle: Cycle, sign_in: SignIn) -> None:
    secretary = cast.secretary.actor()
    first, second = (
        draft_rules(actor=secretary, cycle=cycle, kind=RuleKind.CRITERIA, title="Tiêu chí", text=f"Họp {often} tháng")
        for often in ("sáu", "ba")
    )
    browser = sign_in(cast.secretary.user)
    page = browser.get(reverse("compare_rules", args=[second.pk, first.pk]))
    assert "1 đoạn khác nhau" in words_of(page)
    assert "<del>sáu</del>" in page.text
    assert "<ins>ba</ins>" in page.text
    assert browser.get(reverse("compare_rules", args=[first.pk, first.pk])).status_code == 404


def test_words_of_a_rule_cannot_bring_a_script(cast: Cast, cycle: Cycle, sign_in: SignIn) -> None:
    rule = draft_rules(
        actor=cast.secretary.actor(),
        cycle=cycle,
        kind=RuleKind.CRITERIA,
        title="<script>alert(1)</script>",
        text="<img src=x onerror=alert(1)>",
    )
    page = sign_in(cast.secretary.user).get(reverse("rule", args=[rule.pk])).text
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_a_text_is_shown_as_it_stands_on_another_day(cast: Cast, at: At, sign_in: SignIn) -> None:
    at("2026-03-02 09:00")
    LegalText.objects.create(
        agency=cast.agency,
        kind="DECREE",
        number="98/2023/NĐ-CP",
        title="Nghị định",
        effective_since=date(2024, 1, 1),
        effective_until=date(2025, 6, 30),
    )
    browser = sign_in(cast.officer.user)
    url = reverse("legal_texts")
    assert "Hết hiệu lực sau 30/06/2025" in words_of(browser.get(url))
    assert "Còn hiệu lực" in words_of(browser.get(url, {"ngay": "30/6/2025"}))
    wrong = words_of(browser.get(url, {"ngay": "30/2/2025"}))
    assert "Tháng 2 năm 2025 chỉ có 28 ngày" in wrong


def test_the_pattern_of_steps_is_set_in_the_browser(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.standing.user)
    url = reverse("step_patterns", args=[cast.agency.pk])
    assert "Đang dùng mẫu chung." in words_of(browser.get(url))

    data = {"version": "0", "has_PLAN": "on", "date_PLAN": "15/1", "has_RULES": "on", "from_RULES": "PLAN"}
    assert "Ghi số ngày làm việc tính từ bước đã chọn." in words_of(browser.post(url, data))
    assert "Nhập ngày, tháng theo mẫu 15/07." in words_of(browser.post(url, {**data, "date_PLAN": "45/1"}))
    browser.post(url, {**data, "days_RULES": "-5"})

    rows = StepPattern.objects.values_list("kind", "month", "day", "counted_from", "working_days")
    assert list(rows) == [("PLAN", 1, 15, "", None), ("RULES", None, None, "PLAN", -5)]


def test_the_page_of_the_bloc_is_given_its_years(cast: Cast, cycle: Cycle) -> None:
    def years(name: str) -> list[Cycle]:
        panels = dict(panels_for("bloc", cast.everyone()[name].actor(), cast.bloc))
        return panels.get("campaigns/_bloc_years.html", {}).get("cycles", [])

    assert years("officer") == years("secretary") == [cycle]
    assert years("stranger") == []


def test_a_unit_merged_in_mid_year_stays_in_its_year_with_its_last_day_and_why(
    cast: Cast, cycle: Cycle, sign_in: SignIn
) -> None:
    merge_units(actor=cast.standing.actor(), units=[cast.units[4]], into=cast.units[3], effective_on=date(YEAR, 7, 1))

    page = words_of(sign_in(cast.secretary.user).get(reverse("cycle", args=[cycle.pk])))

    assert f"{cast.units[4].name} Đến hết 30/06/{YEAR}." in page
    assert f"{cast.units[3].name} Đến hết" not in page
