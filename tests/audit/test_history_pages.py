"""The history on screen: whose it is, how it is narrowed, what one entry says."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from tests.cast import Cast
from tests.factories.organisations import make_agency, make_bloc
from tests.pages import words_of
from thidua.access.models import StaffSession
from thidua.audit.models import AuditEntry
from thidua.audit.services import record

pytestmark = pytest.mark.twice


@pytest.fixture
def history(cast: Cast, at) -> list[AuditEntry]:
    """Three acts in the ministry on three days, one in another agency, one of the installation."""
    at("2026-03-01 08:00")
    first = record(cast.secretary.actor(), "pledge.drafted", cast.bloc, agency=cast.agency.pk)
    at("2026-03-02 00:05")
    second = record(
        cast.officer.actor(),
        "bloc.renamed",
        cast.bloc,
        agency=cast.agency.pk,
        before={"name": "Khối I"},
        after={"name": "Khối Thi đua số I"},
        reason="Theo quyết định mới",
    )
    at("2026-03-03 23:55")
    third = record(cast.secretary.actor(), "task.added", cast.unit, agency=cast.agency.pk)
    elsewhere = make_agency("bo-khac", "Bộ Khác")
    record(cast.secretary.actor(), "bloc.renamed", make_bloc(elsewhere, "k", "Khối lạ", "1", year=2026, units=[]),
           agency=elsewhere.pk)  # fmt: skip
    record(cast.officer.actor(), "account.signed_in", cast.officer.user, agency=0)
    at("2026-03-04 09:00")
    return [first, second, third]


def acts_on(answer) -> list[str]:
    return [entry.act for entry in answer.context["entries"]]


def test_the_standing_office_reads_its_agencys_chain_alone(cast: Cast, history, sign_in) -> None:
    answer = sign_in(cast.standing.user).get(reverse("history"))

    assert acts_on(answer) == ["Giao nhiệm vụ", "Đổi tên khối", "Soạn giao ước"]
    assert "Khối lạ" not in words_of(answer)


@pytest.mark.parametrize(
    "name", ["secretary", "officer", "head", "observer", "council_member", "reader", "administrator"]
)
def test_others_are_shown_the_way_to_their_own_acts(cast: Cast, history, sign_in, name: str) -> None:
    answer = sign_in(cast.everyone()[name].user).get(reverse("history"))

    assert answer.status_code == 403
    assert reverse("own_history") in answer.text


def test_an_administrator_reads_it_in_a_staff_session(cast: Cast, history, sign_in) -> None:
    now = datetime(2026, 3, 4, 1, tzinfo=UTC)
    StaffSession.objects.create(
        agency=cast.agency, user=cast.administrator.user, reason="Kiểm tra", started_at=now,
        ends_at=now + timedelta(hours=2),
    )  # fmt: skip

    assert len(acts_on(sign_in(cast.administrator.user).get(reverse("history")))) == 3


def test_one_sees_what_one_has_done_and_nothing_else(cast: Cast, history, sign_in) -> None:
    answer = sign_in(cast.officer.user).get(reverse("own_history"))

    assert acts_on(answer) == ["Đăng nhập", "Đổi tên khối"]


@pytest.mark.parametrize(
    ("query", "acts"),
    [
        ("since=2/3/2026", ["Giao nhiệm vụ", "Đổi tên khối"]),
        ("until=01/03/2026", ["Soạn giao ước"]),
        ("since=02/03/2026&until=02/03/2026", ["Đổi tên khối"]),
        ("who=dang minh", ["Giao nhiệm vụ", "Soạn giao ước"]),
        ("who=Đặng", ["Giao nhiệm vụ", "Soạn giao ước"]),
        ("who=cuc", ["Đổi tên khối"]),
        ("act=pledge", ["Soạn giao ước"]),
        ("act=task.added", ["Giao nhiệm vụ"]),
        ("what=vu ke hoach", ["Giao nhiệm vụ"]),
        ("what=không có", []),
    ],
)
def test_it_is_narrowed(cast: Cast, history, sign_in, query: str, acts: list[str]) -> None:
    assert acts_on(sign_in(cast.standing.user).get(f"{reverse('history')}?{query}")) == acts


def test_it_is_narrowed_to_one_thing(cast: Cast, history, sign_in) -> None:
    answer = sign_in(cast.standing.user).get(f"{reverse('history')}?thing=organisations.bloc:{cast.bloc.pk}")

    assert acts_on(answer) == ["Đổi tên khối", "Soạn giao ước"]


@pytest.mark.parametrize("query", ["since=hôm qua", "act=khong-co", "thing=x", "since=2026-13-45"])
def test_a_choice_that_cannot_be_says_so_and_shows_nothing(cast: Cast, history, sign_in, query: str) -> None:
    answer = sign_in(cast.standing.user).get(f"{reverse('history')}?{query}")

    assert answer.status_code == 200
    assert acts_on(answer) == []


@pytest.mark.parametrize("show", ["", "x", "-5", "9" * 40, "²"])
def test_any_number_of_rows_may_be_asked_for(cast: Cast, history, sign_in, show: str) -> None:
    assert len(acts_on(sign_in(cast.standing.user).get(f"{reverse('history')}?show={show}"))) == 3


def test_more_is_shown_on_request(cast: Cast, sign_in) -> None:
    for _number in range(31):
        record(cast.secretary.actor(), "task.added", cast.bloc, agency=cast.agency.pk)
    browser = sign_in(cast.standing.user)
    first = browser.get(f"{reverse('history')}?who=thu")
    more = browser.get(reverse("history") + first.context["more_url"])

    assert (len(acts_on(first)), len(acts_on(more))) == (30, 31)
    assert more.context["more_url"] == ""
    assert "who=thu" in first.context["more_url"]


def test_the_number_of_queries_does_not_grow(cast: Cast, history, sign_in, count_queries) -> None:
    browser = sign_in(cast.standing.user)
    browser.get(reverse("history"))
    few = count_queries(lambda: browser.get(f"{reverse('history')}?act=pledge"))
    many = count_queries(lambda: browser.get(reverse("history")))

    assert few == many


def test_an_entry_says_who_what_when_why(cast: Cast, history, sign_in) -> None:
    answer = sign_in(cast.standing.user).get(reverse("history_entry", args=[history[1].pk]))
    words = words_of(answer)

    for part in ("Đổi tên khối", "Nguyễn Thị Cúc", "0 giờ 05, 02/03/2026", "Theo quyết định mới", "Khối I"):
        assert part in words
    assert reverse("bloc", args=[cast.bloc.pk]) in answer.text
    assert "bloc.renamed" not in answer.text


def test_an_entry_is_open_to_whoever_wrote_it_and_there_for_nobody_else(cast: Cast, history, sign_in) -> None:
    url = reverse("history_entry", args=[history[1].pk])
    own = sign_in(cast.officer.user).get(url)

    assert own.status_code == 200
    assert reverse("history") + "?thing" not in own.text
    for name in ("secretary", "head", "stranger", "administrator"):
        assert sign_in(cast.everyone()[name].user).get(url).status_code == 404


def test_an_entry_leads_to_its_thing_only_where_one_may_go(cast: Cast, history, sign_in) -> None:
    (signing_in,) = AuditEntry.objects.filter(action="account.signed_in", user_id=cast.officer.user.pk).order_by("-pk")[
        :1
    ]
    page = reverse("user", args=[cast.officer.user.pk])

    own = sign_in(cast.officer.user).get(reverse("history_entry", args=[signing_in.pk]))

    assert own.status_code == 200
    assert page not in own.text
    assert sign_in(cast.officer.user).get(page).status_code == 404
