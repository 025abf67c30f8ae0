"""Changing the password: one's own, and the first one that an administrator gave."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from tests.cast import PASSWORD, Cast
from thidua.accounts.models import User
from thidua.accounts.passwords import make_one_time_password
from thidua.audit.models import AuditEntry

NEW = "mùa xuân trồng cây ở sông Hồng"


def change(client: Client, old: str = PASSWORD, new: str = NEW, again: str | None = None):
    return client.post(
        reverse("account_change_password"),
        {"oldpassword": old, "password1": new, "password2": new if again is None else again},
    )


def test_the_new_password_holds_and_the_change_is_recorded(cast: Cast, sign_in) -> None:
    client = sign_in(cast.officer.user)
    elsewhere = Client()
    elsewhere.force_login(cast.officer.user)

    answer = change(client)

    cast.officer.user.refresh_from_db()
    assert answer.url == reverse("account")
    assert cast.officer.user.check_password(NEW)
    assert AuditEntry.objects.filter(action="account.password_changed", object_id=cast.officer.user.pk).count() == 1
    assert client.get(reverse("account")).status_code == 200
    assert elsewhere.get(reverse("account")).status_code == 302


@pytest.mark.parametrize(
    ("old", "new", "again", "says"),
    [
        ("sai-mat-khau-roi", NEW, None, "Tên đăng nhập hoặc mật khẩu chưa đúng. Còn 4 lần thử"),
        (PASSWORD, "ngắn", None, "Mật khẩu còn ngắn. Cần ít nhất 12 ký tự"),
        (PASSWORD, "123456789012345", None, "Mật khẩu này dễ bị đoán."),
        (PASSWORD, NEW, "khác hẳn lần đầu", "Hai lần nhập mật khẩu mới khác nhau."),
        (PASSWORD, "", None, "Anh/chị chưa nhập mật khẩu mới."),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    cast: Cast, sign_in, old: str, new: str, again: str | None, says: str
) -> None:
    client = sign_in(cast.officer.user)
    answer = change(client, old, new, again)

    cast.officer.user.refresh_from_db()
    assert says in answer.text
    assert cast.officer.user.check_password(PASSWORD)


def test_a_password_is_not_made_of_ones_own_name() -> None:
    with pytest.raises(ValidationError, match="gần giống tên đăng nhập"):
        validate_password("nguyenthicuc1", User(username="nguyenthicuc"))


def test_guessing_the_old_password_at_an_open_desk_is_counted(cast: Cast, sign_in) -> None:
    client = sign_in(cast.officer.user)
    for _time in range(5):
        answer = change(client, "sai-mat-khau-roi")

    assert "tạm khóa" in answer.text
    assert "tạm khóa" in change(client).text


def test_a_first_password_is_changed_before_anything_else(cast: Cast, sign_in) -> None:
    user = cast.officer.user
    user.must_change_password = True
    user.save()
    client = sign_in(user)
    wanted = reverse("bloc", args=[cast.bloc.pk])

    sent = client.get(wanted)
    assert sent.url == f"{reverse('account_change_password')}?next=%2Fkhoi%2F{cast.bloc.pk}%2F"
    assert "do quản trị hệ thống cấp" in client.get(sent.url).text
    assert client.post(reverse("end_other_sessions")).url.startswith(reverse("account_change_password"))

    changed = client.post(sent.url, {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    assert changed.url == wanted
    assert client.get(wanted).status_code == 200


def test_one_time_passwords_pass_the_rules_and_differ() -> None:
    made = {make_one_time_password() for _time in range(50)}

    assert len(made) == 50
    for password in made:
        validate_password(password, User(username="cuc"))
