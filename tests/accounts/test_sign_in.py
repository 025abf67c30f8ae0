"""Signing in and out, and what history keeps of it."""

import json

import pytest
from django.conf import settings as installed
from django.contrib.auth.hashers import check_password, make_password
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests.cast import PASSWORD, Cast
from thidua.audit.models import INSTALLATION, AuditEntry
from thidua.config import settings as config


def sign_in(client: Client, name: str, password: str, **more: str):
    return client.post(reverse("account_login"), {"login": name, "password": password, **more})


def history() -> list[tuple[str, dict | None]]:
    entries = AuditEntry.objects.filter(agency_id=INSTALLATION).order_by("number")
    return [(entry.action, json.loads(entry.payload)["after"]) for entry in entries]


def test_the_right_password_opens_and_is_recorded(cast: Cast, client: Client) -> None:
    answer = sign_in(client, "cuc", PASSWORD)

    assert (answer.status_code, answer.url) == (302, "/")
    assert client.session["_auth_user_id"] == str(cast.officer.user.pk)
    assert history() == [("account.signed_in", {"second_factor": False})]
    assert AuditEntry.objects.get().user_id == cast.officer.user.pk


def test_it_leads_back_to_where_one_wanted_to_go(cast: Cast, client: Client) -> None:
    wanted = reverse("bloc", args=[cast.bloc.pk])
    asked = client.get(wanted)
    answer = client.post(asked.url, {"login": "CUC", "password": PASSWORD})

    assert answer.url == wanted


def test_it_never_leads_to_another_site(cast: Cast, client: Client) -> None:
    answer = client.post(reverse("account_login") + "?next=https://vi-du.xyz/", {"login": "cuc", "password": PASSWORD})

    assert answer.url == "/"


@pytest.mark.parametrize(("name", "password"), [("cuc", "sai-mat-khau-roi"), ("khong-co-ai", PASSWORD)])
def test_a_wrong_name_and_a_wrong_password_look_the_same(cast: Cast, client: Client, name: str, password: str) -> None:
    answer = sign_in(client, name, password)

    assert answer.status_code == 200
    assert "Tên đăng nhập hoặc mật khẩu chưa đúng. Còn 4 lần thử trước khi tạm khóa." in answer.text
    assert "_auth_user_id" not in client.session
    assert history() == [("account.sign_in_failed", {"failures": 1, "code": False})]
    assert password not in AuditEntry.objects.get().payload
    assert "khong-co-ai" not in AuditEntry.objects.get().payload


def test_an_empty_form_says_what_is_missing(cast: Cast, client: Client) -> None:
    answer = sign_in(client, "", "")

    assert "Anh/chị chưa nhập tên đăng nhập." in answer.text
    assert "Anh/chị chưa nhập mật khẩu." in answer.text
    assert history() == []


def test_an_ended_account_is_told_only_after_the_right_password(cast: Cast, client: Client) -> None:
    cast.officer.user.is_active = False
    cast.officer.user.save()

    assert (
        "Tài khoản này đã ngừng"
        in client.post(reverse("account_login"), {"login": "cuc", "password": PASSWORD}, follow=True).text
    )
    assert "chưa đúng" in sign_in(client, "cuc", "sai-mat-khau-roi").text
    assert "_auth_user_id" not in client.session


def test_leaving_needs_a_post(cast: Cast, sign_in) -> None:
    client = sign_in(cast.officer.user)
    asked = client.get(reverse("account_logout"))

    assert "Đăng xuất khỏi máy này" in asked.text
    assert "_auth_user_id" in client.session

    left = client.post(reverse("account_logout"))

    assert left.url == reverse("account_login")
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("name", ["account_signup", "account_email", "account_reset_password", "account_set_password"])
def test_nobody_makes_or_recovers_an_account_by_himself(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.parametrize("path", ["signup", "email", "password/reset", "login/code", "3rdparty", "2fa"])
def test_the_usual_addresses_of_such_pages_are_not_there(cast: Cast, sign_in, path: str) -> None:
    assert sign_in(cast.officer.user).get(f"/tai-khoan/{path}/").status_code == 404


def test_passwords_are_kept_as_argon2id(settings) -> None:
    settings.PASSWORD_HASHERS = config.PASSWORD_HASHERS
    kept = make_password(PASSWORD)

    assert kept.startswith("argon2$argon2id$")
    assert check_password(PASSWORD, kept)
    assert len(installed.PASSWORD_HASHERS) == 1


def test_the_page_speaks_vietnamese_whatever_the_browser_wishes(client: Client, db: None) -> None:
    asked = client.get(reverse("account_login"), headers={"accept-language": "en-GB,en"})

    assert '<html lang="vi"' in asked.text
    assert asked.headers["Content-Language"] == "vi"


def test_the_page_speaks_english_when_asked(client: Client, db: None) -> None:
    client.post(reverse("set_language"), {"language": "en", "next": "/"})

    assert '<html lang="en"' in client.get(reverse("account_login")).text
