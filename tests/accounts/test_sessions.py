"""A session that nobody uses ends; what was being written is not lost; other machines can be signed out."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import PASSWORD, Cast
from thidua.accounts.middleware import IDLE, SEEN


def rest(client: Client, seconds: float) -> None:
    session = client.session
    session[SEEN] = int(session.get(SEEN) - seconds)
    session.save()


@pytest.fixture
def client_of_officer(cast: Cast, sign_in) -> Client:
    client = sign_in(cast.officer.user)
    client.get("/")
    return client


def test_after_half_an_hour_one_signs_in_again_and_comes_back(client_of_officer: Client) -> None:
    rest(client_of_officer, IDLE.total_seconds() + 1)
    answer = client_of_officer.get(reverse("account") + "?x=1")

    assert answer.url == f"{reverse('account_login')}?next=%2Ftai-khoan%2F%3Fx%3D1&nghi=1"
    assert "Anh/chị đã nghỉ hơn 30 phút. Đăng nhập lại để viết tiếp; phần đã viết còn nguyên." in (
        client_of_officer.get(answer.url).text
    )


def test_until_then_the_session_lives(client_of_officer: Client) -> None:
    rest(client_of_officer, IDLE.total_seconds() - 60)

    assert client_of_officer.get(reverse("account")).status_code == 200
    rest(client_of_officer, IDLE.total_seconds() - 60)
    assert client_of_officer.get(reverse("account")).status_code == 200


def test_a_form_sent_too_late_leads_back_to_its_page(client_of_officer: Client) -> None:
    """The deed is not done, the page that held the form comes back, and the browser's tab still has the words."""
    rest(client_of_officer, IDLE.total_seconds() + 1)
    answer = client_of_officer.post(
        reverse("end_other_sessions"), headers={"referer": "http://testserver/khoi/?nam=2026"}
    )

    assert answer.url == f"{reverse('account_login')}?next=%2Fkhoi%2F%3Fnam%3D2026&nghi=1"


@pytest.mark.parametrize("referer", ["", "https://vi-du.xyz/khoi/", "//vi-du.xyz/", "javascript:alert(1)"])
def test_a_form_from_elsewhere_leads_home(client: Client, db: None, referer: str) -> None:
    answer = client.post(reverse("end_other_sessions"), headers={"referer": referer} if referer else {})

    assert answer.url == f"{reverse('account_login')}?next=%2F"


def test_a_part_of_a_page_takes_the_whole_page_to_sign_in(client_of_officer: Client) -> None:
    rest(client_of_officer, IDLE.total_seconds() + 1)
    answer = client_of_officer.get("/", headers={"hx-request": "true", "hx-current-url": "http://testserver/khoi/"})

    assert answer.status_code == 200
    assert answer.headers["HX-Redirect"] == f"{reverse('account_login')}?next=%2Fkhoi%2F&nghi=1"


def test_the_account_lists_where_one_is_signed_in_and_ends_the_others(cast: Cast) -> None:
    here, there = (
        Client(headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Edg/140.0"}),
        Client(headers={"user-agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Version/18.0 Mobile Safari/604.1"}),
    )
    for each in (here, there):
        each.post(reverse("account_login"), {"login": "cuc", "password": PASSWORD})

    page = here.get(reverse("account"))
    assert [(each.browser, each.is_here) for each in page.context["sessions"]] == [
        ("Edge trên Windows", True),
        ("Safari trên iPhone", False),
    ]

    after = here.post(reverse("end_other_sessions"), follow=True)
    assert "Đã đăng xuất trên 1 máy khác." in after.text
    assert there.get(reverse("account")).status_code == 302
    assert here.get(reverse("account")).status_code == 200
