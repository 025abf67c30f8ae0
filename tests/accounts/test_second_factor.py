"""The second factor: on, at sign-in, once per code, off; its secrets lie encrypted."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY, format_hotp_value, hotp_value
from cryptography.fernet import Fernet
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.cast import PASSWORD, Cast
from thidua.accounts.adapters import SecondFactorAdapter
from thidua.accounts.queries import has_second_factor
from thidua.audit.models import AuditEntry


def code_of(secret: str, later: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


def turn_on(client: Client) -> str:
    """As a person does: asked for the password once more, then for the first code."""
    on_url = reverse("mfa_activate_totp")
    asked = client.get(on_url)
    assert asked.url.startswith(reverse("account_reauthenticate"))
    client.post(asked.url, {"password": PASSWORD})
    client.get(on_url)
    secret: str = client.session[SECRET_SESSION_KEY]
    answer = client.post(on_url, {"code": code_of(secret)})
    assert answer.url == reverse("mfa_view_recovery_codes")
    return secret


def actions() -> list[str]:
    return list(AuditEntry.objects.filter(action__contains="factor").values_list("action", flat=True).order_by("pk"))


@pytest.fixture
def secret(cast: Cast, sign_in, django_capture_on_commit_callbacks) -> str:
    with django_capture_on_commit_callbacks(execute=True):
        return turn_on(sign_in(cast.officer.user))


@pytest.fixture
def at_the_code(secret: str) -> Client:
    """A browser that has given the right password and is asked for the code."""
    client = Client()
    answer = client.post(reverse("account_login"), {"login": "cuc", "password": PASSWORD})
    assert answer.url == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session
    return client


def give(client: Client, code: str):
    return client.post(reverse("mfa_authenticate"), {"code": code})


def test_turning_on_is_recorded_and_its_secret_lies_encrypted(cast: Cast, secret: str) -> None:
    kept = Authenticator.objects.get(user=cast.officer.user, type="totp").data["secret"]

    assert actions() == ["account.second_factor_on"]
    assert secret not in kept
    assert SecondFactorAdapter().decrypt(kept) == secret


def test_a_secret_under_an_older_key_is_still_read(settings, db: None) -> None:
    kept = SecondFactorAdapter().encrypt("ABC")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "khoa-moi"

    assert SecondFactorAdapter().decrypt(kept) == "ABC"


def test_under_a_lost_key_no_code_fits_and_nothing_breaks(secret: str, at_the_code: Client) -> None:
    Authenticator.objects.filter(type="totp").update(
        data={"secret": Fernet(Fernet.generate_key()).encrypt(b"x").decode()}
    )

    assert "Mã chưa đúng" in give(at_the_code, code_of(secret)).text


def test_password_and_code_open_the_door(cast: Cast, secret: str, at_the_code: Client) -> None:
    answer = give(at_the_code, code_of(secret))

    assert answer.status_code == 302
    assert at_the_code.session["_auth_user_id"] == str(cast.officer.user.pk)
    assert '"second_factor":true' in AuditEntry.objects.filter(action="account.signed_in").latest("pk").payload


def test_a_code_opens_once_even_from_another_process(secret: str, at_the_code: Client) -> None:
    code = code_of(secret)
    second = Client()
    second.post(reverse("account_login"), {"login": "cuc", "password": PASSWORD})
    give(at_the_code, code)
    cache.clear()  # another process has a cache of its own

    assert "Mã này vừa dùng rồi." in give(second, code).text
    assert "_auth_user_id" not in second.session
    assert give(second, code_of(secret, later=1)).status_code == 302


def test_wrong_codes_lock(secret: str, at_the_code: Client) -> None:
    answers = [give(at_the_code, "000000").text for _time in range(5)]

    assert "Còn 4 lần thử trước khi tạm khóa." in answers[0]
    assert "tạm khóa. Anh/chị thử lại sau" in answers[4]
    assert "tạm khóa. Anh/chị thử lại sau" in give(at_the_code, code_of(secret)).text
    assert "_auth_user_id" not in at_the_code.session


def test_a_spare_code_works_once(cast: Cast, sign_in, secret: str, at_the_code: Client) -> None:
    codes = Authenticator.objects.get(user=cast.officer.user, type="recovery_codes").wrap().get_unused_codes()

    assert give(at_the_code, codes[0]).status_code == 302
    at_the_code.post(reverse("account_logout"))
    at_the_code.post(reverse("account_login"), {"login": "cuc", "password": PASSWORD})
    assert "Mã chưa đúng" in give(at_the_code, codes[0]).text


def test_spare_codes_are_shown_downloaded_and_made_anew(
    cast: Cast, sign_in, secret: str, django_capture_on_commit_callbacks
) -> None:
    client = sign_in(cast.officer.user)
    shown = reverse("mfa_view_recovery_codes")
    first = client.get(shown)
    assert "Còn 10 trong 10 mã" in first.text
    code = first.context["unused_codes"][0]
    assert code in client.get(reverse("mfa_download_recovery_codes")).text

    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("mfa_generate_recovery_codes"))
    assert code not in client.get(shown).text
    assert actions() == ["account.second_factor_on", "account.second_factor_codes_renewed"]


def test_turning_off_is_recorded(cast: Cast, sign_in, secret: str) -> None:
    client = sign_in(cast.officer.user)
    assert "Khi tắt, chỉ cần mật khẩu" in client.get(reverse("mfa_deactivate_totp")).text

    client.post(reverse("mfa_deactivate_totp"))

    assert not has_second_factor(cast.officer.user)
    assert actions() == ["account.second_factor_on", "account.second_factor_off"]


@pytest.mark.parametrize(
    "name",
    ["mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_download_recovery_codes"],
)
def test_without_it_its_pages_lead_to_its_start(cast: Cast, sign_in, name: str) -> None:
    assert sign_in(cast.officer.user).get(reverse(name)).url == reverse("mfa_index")
