"""The demo as a whole, loaded once: what is real is told apart from what is invented."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from thidua.accounts.models import User
from thidua.campaigns.models import Cycle, Step
from thidua.cli.demo.loader import load_demo
from thidua.common import clock
from thidua.organisations.models import Agency, Bloc, Person
from thidua.scorecards.models import Scheme, Scorecard

pytestmark = pytest.mark.django_db

MARK = '<span class="tds-demo">'
CASE, INVENTED = "so-tnmt-tien-giang", "bo-minh-hoa"


@pytest.fixture(autouse=True)
def _demo(settings, tmp_path) -> None:
    settings.VAR = tmp_path
    load_demo(clock.now())


def test_what_is_invented_is_marked_and_the_real_case_is_not(client: Client) -> None:
    _the_case_holds_nothing_invented()
    _accounts_and_their_people_are_marked()
    client.force_login(User.objects.get(username="thuong-truc"))
    _pages_of_the_case_bear_no_mark(client)


def _the_case_holds_nothing_invented() -> None:
    agency = Agency.objects.get(code=CASE)
    assert not agency.is_illustrative
    assert not Person.objects.filter(agency=agency).exists()
    assert "dựng để giữ hồ sơ" in Bloc.objects.get(agency=agency).name
    steps = Step.objects.filter(agency=agency).order_by("position").values_list("kind", "deadline", "done_on")
    assert list(steps) == [("SELF_SCORE", None, None), ("VERIFICATION", None, date(2022, 12, 9))]


def _accounts_and_their_people_are_marked() -> None:
    users = User.objects.select_related("person__agency")
    assert {(user.is_illustrative, user.person.is_illustrative, user.person.agency.code) for user in users} == {
        (True, True, INVENTED)
    }
    assert not Person.objects.filter(agency__code=INVENTED, is_illustrative=False).exists()


def _pages_of_the_case_bear_no_mark(client: Client) -> None:
    (cycle,) = Cycle.objects.filter(agency__code=CASE)
    (card,) = Scorecard.objects.filter(agency__code=CASE)
    things = {
        "bloc": cycle.bloc,
        "cycle": cycle,
        "scheme": card.scheme,
        "matrix": card.scheme,
        "ranking": card.scheme,
        "scorecard": card,
    }
    for name, thing in things.items():
        page = client.get(reverse(name, args=[thing.pk]))
        assert page.status_code == 200
        assert MARK not in page.text, name
    invented = Scheme.objects.filter(agency__code=INVENTED).first()
    assert invented is not None
    assert MARK in client.get(reverse("matrix", args=[invented.pk])).text
