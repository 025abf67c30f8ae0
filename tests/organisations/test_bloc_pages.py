"""Who sees a bloc: its people see it, a stranger cannot tell it exists."""

import pytest
from django.urls import reverse

from tests.cast import Cast
from tests.pages import words_of

SEES = ["secretary", "officer", "head", "other_officer", "standing", "observer", "council_member", "reader"]


@pytest.mark.parametrize("name", SEES)
def test_people_of_the_bloc_see_it(cast: Cast, sign_in, at, name: str) -> None:
    at("2026-06-15 09:00")
    answer = sign_in(cast.everyone()[name].user).get(reverse("bloc", args=[cast.bloc.pk]))

    assert answer.status_code == 200
    assert "Văn phòng Đảng – Đoàn thể" in words_of(answer)


@pytest.mark.parametrize("name", ["stranger", "administrator"])
def test_for_others_it_is_not_there(cast: Cast, sign_in, name: str) -> None:
    answer = sign_in(cast.everyone()[name].user).get(reverse("bloc", args=[cast.bloc.pk]))

    assert answer.status_code == 404


def test_whoever_has_not_signed_in_is_sent_to_sign_in(cast: Cast, client) -> None:
    answer = client.get(reverse("bloc", args=[cast.bloc.pk]))

    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))
