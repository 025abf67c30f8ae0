"""The clean-up of a beach from its plan to the page that anybody reads, and to the bloc's mid-year step.

Five parties plan it, a team notes it without a network, a sample is weighed, what came of it is published.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from math import sqrt
from statistics import mean, stdev

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, expect

from tests.cast import YEAR, Cast
from tests.factories.cycles import make_cycle, step_of
from tests.journeys.conftest import Walker
from tests.journeys.phones import FieldPhone, make_phone
from thidua.activities.models import Activity
from thidua.campaigns.enums import StepKind, StepState
from thidua.campaigns.models import Cycle, Step
from thidua.publishing.queries import published

TITLE = "Thu gom rác thải tại bãi biển trước đền Độc Cước, Sầm Sơn"
DEPARTMENT = "Sở Tài nguyên và Môi trường tỉnh Thanh Hóa"
YOUTH = "Đoàn Thanh niên Trường Đại học Tài nguyên và Môi trường"
WARD = "Ủy ban nhân dân phường Trường Sơn"


AT_LEAST = 3
"""So many bags are weighed at least, and as many not."""
WEIGHTS = ("6,4", "8,2", "7", "5,6", "9,1", "7,3")
STUDENT = (12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145)
"""The two-sided 95 % point for 1, 2 … degrees of freedom, from a printed table."""
RANGE = re.compile(r"khoảng ([\d,]+) kg, từ ([\d,]+) đến ([\d,]+)")


@dataclass
class Heap:
    """The bags of the day: what those that chance drew weighed, and how many it did not draw."""

    weighed: list[float] = field(default_factory=list)
    others: int = 0

    @property
    def interval(self) -> tuple[float, float, float]:
        """What all of them weigh at most probably, at least, at most: mean × number, ± t·s·√(N(N−n)/n)."""
        n, every = len(self.weighed), len(self.weighed) + self.others
        half = STUDENT[n - 2] * stdev(self.weighed) * sqrt(every * self.others / n)
        best = mean(self.weighed) * every
        return best, best - half, best + half

    def require_told_by(self, page: Walker) -> None:
        """The page tells it, its ends rounded outwards to three digits."""
        found = RANGE.search(" ".join(page.page.locator("main").inner_text().split()))
        assert found, page.page.locator("main").inner_text()
        best, low, high = (float(each.replace(",", ".")) for each in found.groups())
        expected = self.interval
        off = 0.1 if expected[2] < 100 else 1
        assert abs(best - expected[0]) <= off, (best, expected)
        assert expected[1] - off <= low <= expected[1] + 0.001, (low, expected)
        assert expected[2] - 0.001 <= high <= expected[2] + off, (high, expected)


@pytest.fixture
def cycle(stage: Cast) -> Cycle:
    """The year of bloc I, at its mid-year review; bloc II has one, too."""
    make_cycle(stage, bloc=stage.other_bloc)
    cycle = make_cycle(stage)
    before = step_of(cycle, StepKind.MID_YEAR_REVIEW)
    Step.objects.filter(cycle=cycle, position__lt=before.position).update(state=StepState.DONE)
    Step.objects.filter(pk=before.pk).update(state=StepState.NOW)
    return cycle


def test_the_clean_up_from_its_plan_to_the_mid_year_step(
    stage: Cast, cycle: Cycle, walk_as: Callable[..., Walker], browser: Browser, live_server, at
) -> None:
    at(f"{YEAR}-05-11 08:30")
    secretary = walk_as(stage.secretary)
    plan_it(secretary, stage)
    activity = Activity.objects.get()
    answer_for_themselves(walk_as(stage.stranger), activity)
    at(f"{YEAR}-05-28 07:00")
    secret = let_a_team_in(secretary, activity)

    phone = make_phone(browser, live_server.url)
    try:
        heap = note_without_a_network(phone, secret, stage)
    finally:
        phone.context.close()

    at(f"{YEAR}-05-28 16:00")
    look_at_the_results(secretary, activity, heap)
    publish_it(walk_as(stage.standing), walk_as(None), activity, heap)
    satisfy_the_step(secretary, cycle)


def plan_it(secretary: Walker, stage: Cast) -> None:
    """Recorded once, with its five parties and a plan from the template of clean-ups."""
    secretary.go("/hoat-dong/")
    secretary.press("Ghi hoạt động")
    secretary.fill("Tên hoạt động", TITLE)
    secretary.choose("Loại hoạt động", "Thu gom rác, làm sạch môi trường")
    secretary.fill("Thông điệp", "Vì một đại dương xanh")
    secretary.fill("Ngày", f"28/05/{YEAR}")
    secretary.fill("Nơi tổ chức", "Phường Trường Sơn, Sầm Sơn, Thanh Hóa")
    secretary.tick(f"{stage.bloc.name} {YEAR}")
    secretary.press("Ghi hoạt động")
    secretary.press("Thêm, bỏ bên tham gia")
    for role, listed, named in (
        ("Chủ trì", stage.bloc.name, ""),
        ("Phối hợp tổ chức", stage.other_unit.name, ""),
        ("Phối hợp tổ chức", "", DEPARTMENT),
        ("Phối hợp tổ chức", "", YOUTH),
        ("Phối hợp tổ chức", "", WARD),
    ):
        secretary.choose("Vai trò", role)
        if listed:
            secretary.choose("Khối, đơn vị, cơ quan trong hệ thống", listed)
        else:
            secretary.fill("Hoặc tên bên ngoài", named)
        secretary.press("Thêm bên tham gia")
    for name in (DEPARTMENT, YOUTH, WARD):
        secretary.press(f"Ghi giấy tờ cho biết {name} tham gia")
        secretary.fill("Giấy tờ", f"Kế hoạch phối hợp ngày 10/5/{YEAR}")
        secretary.press("Ghi lại")
    activity = Activity.objects.get()
    secretary.go(reverse("activity", args=[activity.pk]))
    secretary.press("Lập kế hoạch chung")
    secretary.press("Bắt đầu từ mẫu")
    secretary.press("Đưa mẫu vào kế hoạch")
    assert activity.planitem_rows.count() >= 30
    secretary.go(reverse("set_sampling", args=[activity.pk]))
    secretary.fill("Cân mẫu 1 trong bao nhiêu túi", "2")
    secretary.press("Lưu")


def answer_for_themselves(stranger: Walker, activity: Activity) -> None:
    """The unit of bloc II says itself that it takes part."""
    stranger.go(reverse("activity", args=[activity.pk]))
    stranger.press("Xác nhận tham gia")
    assert sorted(activity.parties.values_list("state", flat=True)) == ["CONFIRMED"] * 2 + ["ON_PAPER"] * 3


def let_a_team_in(secretary: Walker, activity: Activity) -> str:
    """On the day: it is held, a team gets its pass."""
    secretary.go(reverse("activity", args=[activity.pk]))
    secretary.press("Ghi đã tổ chức")
    secretary.press("Ghi đã tổ chức")
    secretary.press("Tổ ghi phiếu")
    secretary.fill("Tên tổ", "Tổ 1, từ cổng đền đến kè đá")
    secretary.press("Cấp mã cho tổ")
    return secretary.page.locator(".tds-code").inner_text().strip()


def note_without_a_network(phone: FieldPhone, secret: str, stage: Cast) -> Heap:
    """Bags, of which those are weighed that chance draws, and seven people; sent once there is a network."""
    phone.open(secret)
    phone.take_along()
    phone.context.set_offline(True)
    phone.tap("Túi")
    phone.choose("khô")
    heap = Heap()
    while min(len(heap.weighed), heap.others) < AT_LEAST:
        weight = WEIGHTS[len(heap.weighed) % len(WEIGHTS)] if phone.page.get_by_text("Cân túi này.").count() else ""
        phone.note_bag("Tái sử dụng, tái chế", "60", "Đầy", weight=weight)
        if weight:
            heap.weighed.append(float(weight.replace(",", ".")))
        else:
            heap.others += 1
    phone.go("people")
    for name in ("+5", "+1", "+1"):
        phone.page.get_by_role("button", name=f"{name} {stage.bloc}").click()
        phone.page.wait_for_timeout(150)
    phone.go("")
    noted = len(heap.weighed) + heap.others + 3
    phone.wait_for_counts(noted, 0)
    phone.look()
    phone.context.set_offline(False)
    phone.wait_for_counts(0, noted)
    return heap


def look_at_the_results(secretary: Walker, activity: Activity, heap: Heap) -> None:
    """The figures, each with how it is known: kilograms from the sample, with their range."""
    secretary.go(reverse("activity_impact", args=[activity.pk]))
    heap.require_told_by(secretary)
    assert secretary.sees("suy từ mẫu đã cân")
    assert secretary.sees("7 người")
    assert secretary.sees("không tự công bố hồ sơ của mình")


def publish_it(standing: Walker, visitor: Walker, activity: Activity, heap: Heap) -> None:
    """The standing office publishes; anybody reads, and nobody's work hangs on it."""
    standing.go(reverse("activity_impact", args=[activity.pk]))
    standing.press("Công bố cho mọi người đọc")
    page = published().get()
    visitor.go(reverse("published"))
    visitor.press(TITLE)
    assert visitor.page.url.endswith(reverse("snapshot", args=[page.slug]))
    heap.require_told_by(visitor)
    for words in ("7 người", WARD, "Vì một đại dương xanh"):
        assert visitor.sees(words), words
    expect(visitor.page.get_by_text(re.compile("bản số 1"))).to_be_visible()


def satisfy_the_step(secretary: Walker, cycle: Cycle) -> None:
    """The clean-up stands for the mid-year review."""
    secretary.go(reverse("cycle", args=[cycle.pk]))
    secretary.press("Ghi kết quả bước Sơ kết")
    secretary.tick(TITLE)
    secretary.fill("Ngày thực hiện", f"28/05/{YEAR}")
    secretary.press("Ghi kết quả")
    assert secretary.sees(TITLE)
    assert step_of(cycle, StepKind.MID_YEAR_REVIEW).state == StepState.DONE
