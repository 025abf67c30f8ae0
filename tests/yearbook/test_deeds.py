"""What reports tell of activities: figures from what was noted, with range and method; typed results beside them."""

from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.factories.activities import make_activity, make_clean_up
from tests.factories.cycles import make_cycle
from tests.pages import words_of
from thidua.activities.enums import ActivityKind, FactKind
from thidua.activities.models import Activity
from thidua.activities.services import Note, OutputWords, add_output, note_fact
from thidua.campaigns.models import Cycle
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.yearbook.facts.deeds import activities_of, activity_sentences, deed_facts
from thidua.yearbook.facts.proofs import proofs_of
from thidua.yearbook.facts.reports import mid_year_report, year_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def now(at) -> datetime:
    return at("2026-12-05 09:00")


@pytest.fixture
def cycle(cast: Cast, now: datetime) -> Cycle:
    return make_cycle(cast)


@pytest.fixture
def beach(cast: Cast, cycle: Cycle, now: datetime) -> Activity:
    """Held on 12 June, with results that somebody typed."""
    activity = make_activity(
        cast, "Dọn bãi biển", kind=ActivityKind.CLEAN_UP, held_on=PartialDate(2026, 6, 12), cycles=[cycle]
    )
    for indicator, value, measure in (
        ("Khối lượng rác thu gom", 900, "kg"),
        ("Số người tham gia", 500, "người"),
        ("Bình nước đã trao", 40, "bình"),
    ):
        words = OutputWords(indicator, value, measure)
        add_output(actor=cast.secretary.actor(), activity=activity, words=words)
    return activity


def note_clean_up(cast: Cast, activity: Activity, now: datetime) -> None:
    for kind, body in (
        (FactKind.HEADCOUNT, {"covers": "EVERYONE", "count": "30", "minutes": "120"}),
        (FactKind.BAG, {"litres": "60", "fill": "1", "condition": "DRY", "count": "20"}),
    ):
        note_fact(actor=cast.secretary.actor(), activity=activity, note=Note(kind, body), now=now)


def told(cycle: Cycle) -> list[str]:
    activities = activities_of(cycle, None)
    return [each.text for each in activity_sentences(activities, proofs_of({"activity": activities}))]


@pytest.mark.parametrize("report", [mid_year_report, year_report])
def test_a_report_tells_figures_from_what_was_noted_with_range_and_method(
    cast: Cast, cycle: Cycle, beach: Activity, now: datetime, report
) -> None:
    note_clean_up(cast, beach, now)

    sentences = [each for section in report(cycle) for each in section.sentences]
    (figures,) = [each for each in sentences if each.text.startswith("Số liệu: ")]
    (other,) = [each for each in sentences if each.text.startswith("Kết quả")]

    assert figures.text == (
        "Số liệu: Người tham gia: 30 người (đã cân, đếm); Giờ công: 60 giờ công (đã cân, đếm); "
        "Chiều dài đã làm: chưa có số liệu; Rác thu được: khoảng 100 kg, từ 40 đến 200 (ước tính)."
    )
    assert [str(each) for each in figures.sources] == [
        "Hoạt động: Dọn bãi biển",
        "Số liệu: Dọn bãi biển, 2 bản ghi",
    ]
    assert figures.sources[1].url == reverse("activity_impact", args=[beach.pk])
    assert other.text == "Kết quả khác: Bình nước đã trao: 40 bình."


def test_what_was_typed_and_not_noted_is_told_as_typed(cast: Cast, cycle: Cycle, beach: Activity) -> None:
    assert told(cycle)[-1] == (
        "Kết quả: Khối lượng rác thu gom: 900 kg (ghi tay, chưa có bản ghi cân, đếm); "
        "Số người tham gia: 500 người (ghi tay, chưa có bản ghi cân, đếm); Bình nước đã trao: 40 bình."
    )


def test_what_nobody_counted_stays_unknown(cast: Cast, now: datetime) -> None:
    cycle = make_cycle(cast, year=2023, now=datetime.fromisoformat("2023-01-05T09:00+07:00"))
    make_clean_up(cast, cycles=[cycle])

    assert told(cycle)[-1] == "Kết quả: Khối lượng rác thu gom: chưa có số liệu; Số người tham gia: chưa có số liệu."


def test_a_report_says_that_something_is_asked_about_its_figures(
    cast: Cast, cycle: Cycle, beach: Activity, now: datetime
) -> None:
    heavy = Note(FactKind.BAG, {"litres": "60", "fill": "1", "condition": "DRY", "weight": "900"})
    note_fact(actor=cast.secretary.actor(), activity=beach, note=heavy, now=now)

    (figures,) = [each for each in told(cycle) if each.startswith("Số liệu: ")]

    assert "Rác thu được: 900 kg (đã cân, đếm)" in figures
    assert figures.endswith("; còn điều cần hỏi lại về số liệu.")


def test_a_merged_report_tells_its_figures_once(cast: Cast, cycle: Cycle, beach: Activity, now: datetime) -> None:
    note_clean_up(cast, beach, now)
    other = make_activity(cast, "Ra quân", kind=ActivityKind.CLEAN_UP, held_on=PartialDate(2026, 6, 12), cycles=[cycle])
    assert len([each for each in told(cycle) if each.startswith("Số liệu: ")]) == 1
    other.merged_into = beach
    other.save()

    assert len([each for each in told(cycle) if each.startswith("Số liệu: ")]) == 1


def test_templates_of_papers_read_figures_before_other_results(
    cast: Cast, cycle: Cycle, beach: Activity, now: datetime
) -> None:
    note_clean_up(cast, beach, now)

    (activity,) = deed_facts(cycle)["activities"]

    assert activity["outputs"][0] == {"indicator": "Người tham gia", "value": "30 người (đã cân, đếm)"}
    assert activity["outputs"][-1] == {"indicator": "Bình nước đã trao", "value": "40 bình"}
    assert len(activity["outputs"]) == 5


def test_the_report_on_screen_names_the_entries(
    cast: Cast, cycle: Cycle, beach: Activity, now: datetime, client: Client
) -> None:
    note_clean_up(cast, beach, now)
    client.force_login(cast.secretary.user)

    page = client.get(reverse("report", args=[cycle.pk, "mid_year_report"]))

    assert "Rác thu được: khoảng 100 kg, từ 40 đến 200 (ước tính)" in words_of(page)
    assert f'href="{reverse("activity_impact", args=[beach.pk])}"' in page.text
