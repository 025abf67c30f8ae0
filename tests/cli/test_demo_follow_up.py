"""What followed the fictitious clean-up and workshop, on a late day of the year and on one when little was due."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.pages import words_of
from thidua.activities.enums import ActivityKind
from thidua.activities.facts.revisits import compared
from thidua.activities.models import Activity, Lesson, ProgrammeLine, Proposal, Review, Revisit
from thidua.cli.demo.ministry import load_ministry
from thidua.publishing.models import Snapshot

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture(autouse=True)
def _own_installation(settings, tmp_path) -> None:
    settings.VAR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"


def test_a_review_a_visit_and_three_proposals(at) -> None:
    load_ministry(at("2026-11-27 09:00"))

    first = Activity.objects.get(review__isnull=False)
    assert sorted(Lesson.objects.values_list("kind", flat=True)) == [
        "FAILED",
        "NEXT_TIME",
        "NEXT_TIME",
        "WORKED",
        "WORKED",
    ]
    (stretch,) = compared(first, Revisit.objects.select_related("made"), date(2026, 11, 27)).stretches
    (measure,) = stretch.later
    assert (stretch.first, measure.pieces, measure.why) == (79, 42, ())
    page = Snapshot.objects.get(kind="IMPACT")
    assert sorted(Snapshot.objects.exclude(pk=page.pk).values_list("kind", flat=True)) == ["CYCLE", "YEAR"]
    assert (page.title, page.pictures.count()) == (first.title, 2)
    shown = words_of(Client().get(reverse("snapshot", args=[page.slug])))
    assert "Kết thúc buổi ra quân" in shown
    assert "Số liệu minh hoạ" in shown
    workshop = Activity.objects.get(kind=ActivityKind.WORKSHOP)
    assert "số liệu minh hoạ" in workshop.title
    assert workshop.agency.is_illustrative
    assert ProgrammeLine.objects.filter(activity=workshop).count() == 3
    assert [each.state for each in Proposal.objects.order_by("pk")] == ["TAKEN_UP", "SENT", "NEW"]


def test_what_lies_ahead_is_only_planned(at) -> None:
    load_ministry(at("2026-07-01 09:00"))

    assert (Review.objects.count(), Revisit.objects.get().made) == (1, None)
    assert Proposal.objects.filter(state="TAKEN_UP").count() == 1
