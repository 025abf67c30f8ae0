"""The same fact, photograph or record by several hands at the same moment, in threads on the real database."""

import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from uuid import UUID, uuid4

import pytest
from django.db import connections

from tests.activities.phones import DRY, Phone, picture
from tests.cast import Cast
from tests.factories.activities import make_activity
from thidua.activities.models import Activity, FieldFact, FieldPhoto
from thidua.activities.services import issue_pass, place_activity
from thidua.common.errors import DomainError

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("on_disk")]


def at_once(works: Sequence[Callable[[], str]]) -> list[str]:
    """What each work came to, all begun at the same moment; a refusal is given by its code."""
    gate = threading.Barrier(len(works))
    said: dict[int, str] = {}

    def run(place: int, work: Callable[[], str]) -> None:
        try:
            gate.wait()
            said[place] = work()
        except DomainError as error:
            said[place] = error.code
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(place, work)) for place, work in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [said[place] for place in range(len(works))]


@pytest.fixture
def secret(cast: Cast, beach: Activity, now: datetime) -> str:
    return issue_pass(actor=cast.secretary.actor(), activity=beach, team="Tổ 1", now=now).secret


def correct(secret: str, first: UUID, kg: str) -> str:
    return str(Phone(secret).put("bag", {**DRY, "weight": kg}, supersedes=str(first)).status_code)


@pytest.mark.twice
@pytest.mark.parametrize("is_here", [True, False])
def test_of_corrections_at_once_one_is_kept(secret: str, is_here: bool) -> None:
    """Also of a fact that has not come yet."""
    first = uuid4()
    if is_here:
        assert Phone(secret).put("bag", DRY, first).status_code == 201
    said = at_once([partial(correct, secret, first, kg) for kg in ("4", "5", "6")])
    assert sorted(said) == ["201", "409", "409"]
    assert FieldFact.objects.filter(supersedes=first).count() == 1


def test_one_photograph_in_several_requests_at_once_has_one_receipt(secret: str) -> None:
    code, content = uuid4(), picture()
    assert Phone(secret).put("bag", DRY).status_code == 201  # the phone is known

    def send() -> str:
        answer = Phone(secret).send(content, code)
        return f"{answer.status_code} {answer.json()['receipt']}"

    said = [each.split() for each in at_once([send] * 3)]
    assert sorted(status for status, _receipt in said) == ["200", "200", "201"]
    assert len({receipt for _status, receipt in said}) == 1
    assert FieldPhoto.objects.count() == 1


def test_two_activities_put_into_one_another_at_once_lie_in_no_circle(cast: Cast, now: datetime) -> None:
    one, other = (make_activity(cast, title, now=now) for title in ("Một", "Hai"))
    actor = cast.standing.actor()

    def place(activity: Activity, parent: Activity) -> str:
        place_activity(actor=actor, activity=activity, version=activity.version, parent=parent, now=now)
        return "placed"

    said = at_once([partial(place, one, other), partial(place, other, one)])
    assert sorted(said) == ["circle", "placed"]
    assert Activity.objects.filter(parent__isnull=False).count() == 1
