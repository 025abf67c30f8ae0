"""Teams in the field as whoever keeps the record sees them: a pass shown once, phones, shutting out."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.activities.phones import DRY, Phone
from tests.cast import Cast
from thidua.activities.models import Activity, FieldPass, FieldPhone
from thidua.audit.models import AuditEntry

pytestmark = [pytest.mark.django_db, pytest.mark.twice]


@pytest.fixture
def secretary(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.secretary.user)
    return client


def secret_on(page: str) -> str:
    """The secret as the page writes it; it is the end of the address in the picture too."""
    found = re.search(r'class="tds-code">([\w-]+)<', page)
    assert found is not None
    return found.group(1)


def test_a_pass_is_shown_once_and_its_phone_appears_with_what_it_sent(secretary: Client, beach: Activity) -> None:
    url = reverse("field_teams", args=[beach.pk])
    assert "Chưa có tổ nào" in secretary.get(url).content.decode()
    given = secretary.post(url, {"team": "Tổ 1, từ cổng đền đến kè đá"}).content.decode()
    secret = secret_on(given)
    assert 'class="tds-qr"' in given
    assert secret not in secretary.get(url).content.decode()
    assert secret not in "".join(AuditEntry.objects.values_list("payload", flat=True))
    assert not FieldPass.objects.filter(secret_hash__contains=secret).exists()

    phone = Phone(secret)
    phone.put("bag", DRY)
    phone.put("bag", DRY)
    page = secretary.get(url).content.decode()
    assert "đã nhận 2 bản ghi" in page
    assert "0B5C" in page


def test_a_phone_and_a_team_are_shut_out_by_a_button(secretary: Client, beach: Activity) -> None:
    url = reverse("field_teams", args=[beach.pk])
    phone = Phone(secret_on(secretary.post(url, {"team": "Tổ 1"}).content.decode()))
    phone.put("bag", DRY)
    secretary.post(reverse("block_phone", args=[FieldPhone.objects.get().pk]))
    assert phone.put("bag", DRY).status_code == 401
    assert "đã khóa" in secretary.get(url).content.decode()
    revoke = reverse("revoke_pass", args=[FieldPass.objects.get().pk])
    assert secretary.post(revoke, follow=True).status_code == 200
    assert secretary.post(revoke).status_code == 403
    assert "Đã thu hồi" in secretary.get(url).content.decode()


def test_a_team_needs_a_name_and_a_party_that_counts(secretary: Client, beach: Activity) -> None:
    url = reverse("field_teams", args=[beach.pk])
    assert "Tên tổ" in secretary.post(url, {"team": " "}).content.decode()
    silent = beach.parties.first()
    assert silent is not None
    silent.state, silent.answered_at = "NAMED", None
    silent.save()
    secretary.post(url, {"team": "Tổ 1", "party": silent.pk})
    assert not FieldPass.objects.exists()
