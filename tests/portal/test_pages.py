"""The public list: what stands, the latest first, and no more queries for many than for one."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from thidua.common import clock
from thidua.publishing.enums import SnapshotKind
from thidua.publishing.models import Snapshot
from thidua.publishing.services import Content, publish, withdraw

pytestmark = pytest.mark.django_db

LINE = {
    "name": "Khối lượng",
    "amount": "40 kg",
    "how": "cân cả",
    "low": "40",
    "best": "40",
    "high": "40",
    "is_unknown": False,
}
TOLD = {
    "when": "05/12/2026",
    "place": "Sầm Sơn",
    "message": "Vì một đại dương xanh",
    "chief": [LINE],
    "lines": [LINE],
    "classes": [],
    "handed": [],
    "unknown": [],
    "beside": [],
    "chart": None,
    "roles": [],
    "is_joint": False,
}


def put(cast: Cast, subject: int, at: datetime, **other: object) -> Snapshot:
    """A page about the thing with this number."""
    told = TOLD | other
    content = Content(SnapshotKind.IMPACT, subject, f"Hoạt động thứ {subject}", {"vi": told, "en": told})
    return publish(actor=cast.standing.actor(), agency=cast.agency, content=content, now=at)


@pytest.fixture
def now() -> datetime:
    return clock.now()


def test_while_nothing_is_published_the_list_says_so(client: Client, db: None) -> None:
    assert "Chưa có gì được công bố" in client.get(reverse("published")).text


def test_the_latest_stands_first_and_what_was_withdrawn_nowhere(cast: Cast, now: datetime, client: Client) -> None:
    put(cast, 1, now)
    put(cast, 2, now + timedelta(hours=1))
    withdraw(actor=cast.standing.actor(), snapshot=put(cast, 3, now), because="Nhầm", now=now)

    text = client.get(reverse("published")).content.decode().replace("\xa0", " ")

    assert 0 < text.index("Hoạt động thứ 2") < text.index("Hoạt động thứ 1")
    assert "Hoạt động thứ 3" not in text


def test_twenty_stand_on_a_page_and_the_others_on_the_next(cast: Cast, now: datetime, client: Client) -> None:
    for number in range(1, 23):
        put(cast, number, now + timedelta(minutes=number))

    first, second = (client.get(reverse("published"), {"trang": page}).text for page in (1, 2))

    assert (first.count("Hoạt động thứ"), second.count("Hoạt động thứ")) == (20, 2)
    assert "?trang=2" in first
    assert "?trang=1" in second


def test_many_cost_no_more_queries_than_one(cast: Cast, now: datetime, client: Client, count_queries: Callable) -> None:
    put(cast, 1, now)
    one = count_queries(lambda: client.get(reverse("published")))
    for number in range(2, 10):
        put(cast, number, now)

    assert count_queries(lambda: client.get(reverse("published"))) == one


def test_the_table_of_figures_is_no_formula(cast: Cast, now: datetime, client: Client) -> None:
    page = put(cast, 1, now, lines=[LINE | {"name": "=1+1"}])

    answer = client.get(reverse("snapshot_figures", args=[page.slug]))

    assert answer.content.decode("utf-8-sig").splitlines() == [
        "name,amount,low,best,high,how,open_question",
        "'=1+1,40 kg,40,40,40,cân cả,",
    ]
    assert answer["Content-Disposition"] == f'attachment; filename="so-lieu-{page.slug}-1.csv"'
