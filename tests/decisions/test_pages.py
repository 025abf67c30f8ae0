"""Pages of decisions and handovers."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import YEAR, Cast
from tests.factories.decisions import decide, elect, make_handover, settle_all, sign_side
from tests.factories.meetings import NOW, make_cycle
from thidua.access.models import RoleGrant
from thidua.campaigns.models import Task
from thidua.common.actor import Role
from thidua.common.due import due_items
from thidua.decisions.enums import HandoverState, ItemState, Side
from thidua.decisions.models import Handover, RecognitionDecision
from thidua.organisations.queries import leadership_of

SignIn = Callable[[object], Client]
Count = Callable[[Callable[[], object]], int]


@pytest.fixture(autouse=True)
def _in_the_new_year(at: Callable[[str], object]) -> None:
    at(f"{YEAR}-01-20 09:00")


@pytest.fixture
def secretary(cast: Cast, sign_in: SignIn) -> Client:
    """A browser in which Thư has signed in."""
    return sign_in(cast.secretary.user)


@pytest.fixture
def standing(cast: Cast, sign_in: SignIn) -> Client:
    """A browser in which Thường has signed in."""
    return sign_in(cast.standing.user)


def page(client: Client, name: str, *args: object) -> str:
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    return answer.text.replace("\u00a0", " ")


def test_the_form_starts_from_the_election(cast: Cast, standing: Client) -> None:
    elect(cast, cast.unit, cast.units[0])
    url = reverse("record_decision", args=[cast.bloc.pk, YEAR])
    text = page(standing, "record_decision", cast.bloc.pk, YEAR)
    assert re.search(rf'value="{cast.unit.pk}" selected', text)

    posted = {
        "lead": str(cast.unit.pk),
        "deputy": str(cast.units[0].pk),
        "number": "12/QĐ-BMH",
        "signed_on": "15/01/2026",
    }
    assert "chưa nhập số quyết định" in standing.post(url, posted | {"number": ""}).text
    refused = standing.post(url, posted | {"number": "", "is_historical": "on"})
    assert "Chỉ ghi là hồ sơ cũ cho năm đã qua" in refused.text
    for _time in range(2):
        answer = standing.post(url, posted)
    decision = RecognitionDecision.objects.get()
    assert answer.url == reverse("decision", args=[decision.pk])
    lead = leadership_of(cast.bloc.pk, YEAR).lead
    assert lead is not None
    assert lead.unit == cast.unit
    assert "12/QĐ-BMH" in page(standing, "decision", decision.pk)
    assert "12/QĐ-BMH" in page(standing, "decisions")


def test_an_empty_list_says_when_there_will_be_one(cast: Cast, sign_in: SignIn) -> None:
    assert "Ghi sau khi hội nghị bầu" in page(sign_in(cast.reader.user), "decisions")


def test_two_editors_of_the_paper_see_both(cast: Cast, standing: Client) -> None:
    decision = decide(cast, cast.units[0], cast.units[1])
    url = reverse("edit_decision", args=[decision.pk])
    posted = {"signed_on": "15/01/2026", "version": str(decision.version)}
    standing.post(url, posted | {"number": "13/QĐ-BMH"})
    answer = standing.post(url, posted | {"number": "14/QĐ-BMH"})

    assert answer.status_code == 409
    assert "13/QĐ-BMH" in answer.text
    assert "14/QĐ-BMH" in answer.text


@pytest.mark.parametrize(("name", "status"), [("secretary", 403), ("reader", 403), ("officer", 403), ("stranger", 404)])
def test_others_record_no_decision(cast: Cast, sign_in: SignIn, name: str, status: int) -> None:
    answer = sign_in(cast.everyone()[name].user).post(reverse("record_decision", args=[cast.bloc.pk, YEAR]))

    assert answer.status_code == status


def test_the_meeting_leads_to_decision_and_handover(cast: Cast, sign_in: SignIn) -> None:
    elect(cast, cast.unit, cast.units[0])
    meeting = cast.bloc.meetings.get()
    pages = [page(sign_in(member.user), "meeting", meeting.pk) for member in (cast.standing, cast.secretary)]

    assert [reverse("record_decision", args=[cast.bloc.pk, YEAR]) in text for text in pages] == [True, False]
    assert [reverse("start_handover", args=[meeting.cycle_id]) in text for text in pages] == [True, True]


def test_a_handover_from_list_to_end(cast: Cast, sign_in: SignIn) -> None:
    elect(cast, cast.unit, cast.units[0])
    decide(cast, cast.unit, cast.units[0])
    cycle = make_cycle(cast.bloc)
    secretary = sign_in(cast.secretary.user)
    start = reverse("start_handover", args=[cycle.pk])
    text = page(secretary, "start_handover", cycle.pk)
    assert re.search(rf'value="{cast.units[0].pk}" selected', text)
    posted = {"giver": str(cast.units[0].pk), "receiver": str(cast.unit.pk)}
    for _time in range(2):
        secretary.post(start, posted)
    handover = Handover.objects.get()
    settled = {
        f"{part}-{item.pk}": value
        for item in handover.items.all()
        for part, value in {"state": "HANDED_OVER", "version": str(item.version), "note": ""}.items()
    }
    secretary.post(reverse("settle_handover", args=[handover.pk]), settled)
    assert set(handover.items.values_list("state", flat=True)) == {ItemState.HANDED_OVER}
    _make_head(cast)
    for member, side in ((cast.reader, "ben-giao"), (cast.head, "ben-nhan")):
        client = sign_in(member.user)
        url = reverse("sign_handover", args=[handover.pk, side])
        digest = re.search(r'name="digest" value="(\w+)"', client.get(url).text)
        assert digest is not None
        client.post(url, {"digest": digest[1]})
    handover.refresh_from_db()
    assert handover.state == HandoverState.SIGNED
    secretary = sign_in(cast.secretary.user)
    secretary.post(reverse("close_handover", args=[handover.pk]))
    handover.refresh_from_db()
    assert handover.state == HandoverState.CLOSED
    assert handover.digest in page(secretary, "handover", handover.pk)


def _make_head(cast: Cast) -> None:
    RoleGrant.objects.create(
        agency=cast.agency,
        user=cast.reader.user,
        role=Role.UNIT_HEAD,
        unit=cast.units[0],
        since=date(2020, 1, 1),
        granted_at=NOW,
    )


def test_missing_says_what(cast: Cast, secretary: Client) -> None:
    handover = make_handover(cast)
    settled = {
        f"{part}-{item.pk}": value
        for item in handover.items.all()
        for part, value in {"state": "MISSING", "version": str(item.version), "note": ""}.items()
    }
    answer = secretary.post(reverse("settle_handover", args=[handover.pk]), settled)

    assert answer.status_code == 200
    assert "cần ghi rõ thiếu gì" in answer.text
    assert set(handover.items.values_list("state", flat=True)) == {ItemState.PENDING}


def test_two_settlements_are_put_side_by_side(cast: Cast, secretary: Client) -> None:
    handover = make_handover(cast)
    pages = [
        {
            f"{part}-{item.pk}": value
            for item in handover.items.all()
            for part, value in {"state": state, "version": str(item.version), "note": ""}.items()
        }
        for state in ("HANDED_OVER", "NONE")
    ]
    url = reverse("settle_handover", args=[handover.pk])
    assert secretary.post(url, pages[0]).status_code == 302
    answer = secretary.post(url, pages[1])

    assert answer.status_code == 409
    again = dict(re.findall(r'name="([\w-]+)" value="([^"]*)"', answer.text))
    secretary.post(url, again)
    assert set(handover.items.values_list("state", flat=True)) == {ItemState.NONE}


def test_a_script_stays_text(cast: Cast, secretary: Client) -> None:
    handover = make_handover(cast, place="<script>alert(1)</script>")
    url = reverse("add_handover_item", args=[handover.pk])
    secretary.post(url, {"kind": "PAPERS", "state": "PENDING", "title": "<script>alert(2)</script>"})
    text = page(secretary, "handover", handover.pk)

    assert "<script>alert" not in text
    assert text.count("&lt;script&gt;alert") >= 2


def test_the_way_is_shown_to_whose_move_it_is(cast: Cast) -> None:
    today = date(YEAR, 1, 20)

    def titles(actor: object) -> set[str]:
        return {item.title for item in due_items(actor, today)}  # type: ignore[arg-type]

    elect(cast, cast.unit, cast.units[0])
    to_record = f"Ghi quyết định công nhận Khối trưởng, Khối phó năm {YEAR}"
    assert [to_record in titles(member.actor()) for member in (cast.standing, cast.secretary)] == [True, False]
    decide(cast, cast.unit, cast.units[0])
    assert f"Lập bàn giao cho Khối trưởng năm {YEAR}" in titles(cast.secretary.actor())
    handover = make_handover(cast)
    assert f"Ký bàn giao năm {YEAR - 1}" in titles(cast.head.actor())
    settle_all(cast, handover)
    _make_head(cast)
    sign_side(handover, Side.GIVER, cast.reader)
    sign_side(handover, Side.RECEIVER, cast.head)
    assert f"Ký bàn giao năm {YEAR - 1}" not in titles(cast.head.actor())
    assert f"Khép bàn giao năm {YEAR - 1}" in titles(cast.secretary.actor())


def test_many_things_cost_as_much_as_few(cast: Cast, secretary: Client, count_queries: Count) -> None:
    handover = make_handover(cast)
    names = ("handover", "settle_handover")

    def counts() -> list[int]:
        page(secretary, "handover", handover.pk)
        return [count_queries(lambda each=each: page(secretary, each, handover.pk)) for each in names]

    few = counts()
    for number in range(30):
        task = Task.objects.create(
            agency=cast.agency, cycle=handover.cycle, code=f"T{number}", position=number, title=f"Việc {number}"
        )
        handover.items.create(agency=cast.agency, position=100 + number, kind="TASKS", title=str(task), task=task)

    assert counts() == few
    assert max(few) <= 30
