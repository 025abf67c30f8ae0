"""Where an agency takes requests about personal data: said by its office or its administrator, told to everybody."""

import json
from dataclasses import asdict

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.factories.articles import published_article
from tests.factories.organisations import make_agency
from tests.factories.pages import publish_call
from tests.pages import words_of
from thidua.audit.models import AuditEntry
from thidua.common.errors import RefusedError, StaleVersionError
from thidua.publishing.errors import PublishingError
from thidua.publishing.models import DataContact
from thidua.publishing.services import withdraw
from thidua.publishing.services.contacts import ContactFacts, name_contact

pytestmark = pytest.mark.django_db

OFFICE = ContactFacts(
    office="Phòng Thi đua – Khen thưởng",
    office_english="Emulation and Commendation Division",
    email="dulieucanhan@bo.example",
    phone="024 3822 0000",
    address="10 phố Minh Họa, Hà Nội",
)
NONE = "Cơ quan chưa ghi nơi nhận yêu cầu. Hỏi cơ quan thường trực thi đua, khen thưởng của Bộ Minh họa."


def say(cast: Cast, who: str = "standing", facts: ContactFacts = OFFICE, version: int = 1) -> DataContact:
    return name_contact(actor=getattr(cast, who).actor(), agency=cast.agency, version=version, facts=facts)


@pytest.mark.parametrize("who", ["standing", "administrator"])
def test_office_and_administrator_say_it_and_history_keeps_it(cast: Cast, who: str) -> None:
    row = say(cast, who)
    with pytest.raises(StaleVersionError):
        say(cast, who)
    say(cast, who, ContactFacts(), row.version)

    told = [json.loads(each.payload) for each in AuditEntry.objects.filter(action="data_contact.changed")]
    mails = [(each["before"]["contact_email"], each["after"]["contact_email"]) for each in told]
    assert mails == [("", "dulieucanhan@bo.example"), ("dulieucanhan@bo.example", "")]


@pytest.mark.parametrize("who", ["secretary", "officer", "head", "stranger"])
def test_nobody_else_says_it(cast: Cast, client: Client, who: str) -> None:
    url = reverse("data_contact", args=[cast.agency.pk])
    with pytest.raises(RefusedError):
        say(cast, who)
    client.force_login(getattr(cast, who).user)
    assert client.get(url).status_code == 404

    client.force_login(cast.standing.user)
    assert client.get(url).status_code == 200
    assert client.get(reverse("data_contact", args=[make_agency("bo-khac", "Bộ Khác").pk])).status_code == 404


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        (ContactFacts(email="a@b.example"), "office"),
        (ContactFacts(office_english="Office"), "office"),
        (ContactFacts(office="Phòng"), "email"),
        (ContactFacts(office="Phòng", email=" "), "email"),
    ],
)
def test_an_office_needs_a_way_and_a_way_an_office(cast: Cast, facts: ContactFacts, field: str) -> None:
    with pytest.raises(PublishingError) as refused:
        say(cast, facts=facts)
    assert refused.value.field == field
    with pytest.raises(IntegrityError), transaction.atomic():
        DataContact.objects.create(agency=cast.agency, email="a@b.example")
    say(cast, facts=ContactFacts(office="Phòng", phone="024 3822 0000"))


def test_the_statement_tells_it_in_both_languages_or_says_that_none_is_on_record(cast: Cast, client: Client) -> None:
    page = reverse("privacy")
    assert "Chưa có cơ quan nào đăng gì ở đây." in words_of(client.get(page))
    article = published_article(cast)
    assert NONE in words_of(client.get(page))
    assert f"{page}#co-quan-{cast.agency.code}" in client.get(article.get_absolute_url()).text

    client.force_login(cast.administrator.user)
    shown = words_of(client.get(reverse("agency", args=[cast.agency.pk])))
    assert "Chưa ghi. Trang Quyền riêng tư đang nói như vậy." in shown
    sent = asdict(OFFICE)
    answer = client.post(reverse("data_contact", args=[cast.agency.pk]), {**sent, "version": 1})
    assert (answer.status_code, answer["Location"]) == (302, reverse("agency", args=[cast.agency.pk]))
    client.logout()

    vietnamese, english = words_of(client.get(page)), words_of(client.get(f"/en{page}"))
    for words in (vietnamese, english):
        assert ("dulieucanhan@bo.example" in words, "10 phố Minh Họa, Hà Nội" in words) == (True, True)
    assert (OFFICE.office in vietnamese, OFFICE.office_english in vietnamese, NONE in vietnamese) == (
        True,
        False,
        False,
    )
    assert (OFFICE.office in english, OFFICE.office_english in english) == (False, True)
    assert f'id="co-quan-{cast.agency.code}"' in client.get(page).text


def test_every_agency_of_which_something_stands_is_named(cast: Cast, client: Client) -> None:
    page = publish_call(cast, 1, "Phong trào xanh")
    assert NONE in words_of(client.get(reverse("privacy")))

    withdraw(actor=cast.standing.actor(), snapshot=page, because="Nhầm", now=timezone.now())
    assert NONE not in words_of(client.get(reverse("privacy")))
