"""The list of people: asked, signed up, with a place, there. Four things that differ; one person however he is seen."""

import json
import re
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tests.activities.phones import Phone
from tests.cast import Cast
from tests.factories.organisations import make_person
from tests.pages import words_of
from thidua.activities.enums import ParticipantState, PartyRole
from thidua.activities.errors import ActivityError
from thidua.activities.facts.namesakes import key_of_name
from thidua.activities.facts.records import facts_of
from thidua.activities.facts.tickets import code_on, public_keys, ticket_of
from thidua.activities.models import Activity, ActivityParty, FieldFact, Participant
from thidua.activities.services import (
    Guest,
    add_party,
    issue_pass,
    list_people,
    set_participant_state,
    take_off_list,
    tick_off,
    untick,
)
from thidua.common.components.qr import draw_qr
from thidua.common.errors import RefusedError, StaleVersionError
from thidua.core.impact.desk import Knowledge
from thidua.core.impact.figure import FigureKind
from thidua.core.impact.register import build_register
from thidua.core.impact.reports import report

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(cast: Cast, beach: Activity, now: datetime) -> ActivityParty:
    """Bloc I itself, which keeps the record, as a party."""
    return add_party(actor=cast.secretary.actor(), activity=beach, role=PartyRole.ORGANISER, party=cast.bloc, now=now)


@pytest.fixture
def guest_party(cast: Cast, beach: Activity) -> ActivityParty:
    return beach.parties.get(unit=cast.other_unit)


def people_figure(activity: Activity, now: datetime) -> Any:
    register = build_register([facts_of(activity, FieldFact.objects.filter(activity=activity))])
    found = report(register, register.one(str(activity.pk)), Knowledge(on=now.date()))
    return found.figure(FigureKind.PEOPLE).amount


def test_each_party_lists_its_own_people_once(
    cast: Cast, beach: Activity, home: ActivityParty, guest_party: ActivityParty, now: datetime
) -> None:
    lan, ba = (make_person(cast.other_unit, name) for name in ("Trần Thị Lan", "Lê Văn Ba"))
    party: dict[str, Any] = {"activity": beach, "party": guest_party, "now": now}
    listed = list_people(actor=cast.stranger.actor(), people=[lan, ba], guests=[Guest("Phạm Cường")], **party)
    assert (listed.new, listed.joined) == (3, 0)
    again = list_people(actor=cast.stranger.actor(), people=[lan, ba], guests=[Guest("Phạm Cường")], **party)
    assert (again.new, again.joined) == (0, 0)
    with pytest.raises(ActivityError, match="không ghi được người của bên này"):
        list_people(actor=cast.stranger.actor(), activity=beach, party=home, people=[lan], now=now)
    joined = list_people(actor=cast.secretary.actor(), activity=beach, party=home, people=[lan], now=now)
    assert (joined.new, joined.joined) == (0, 1)
    assert Participant.objects.count() == 3
    with pytest.raises(RefusedError):
        list_people(actor=cast.officer.actor(), activity=beach, party=home, people=[ba], now=now)


@pytest.fixture
def ba(cast: Cast, beach: Activity, guest_party: ActivityParty, now: datetime) -> Participant:
    """Ba, who has no record here, comes for the unit of bloc II."""
    guests = [Guest("Lê Văn Ba", "đoàn viên")]
    list_people(actor=cast.stranger.actor(), activity=beach, party=guest_party, guests=guests, now=now)
    return Participant.objects.get()


@pytest.mark.parametrize("said", ["the same", "somebody else", "nothing", "one of another activity"])
def test_a_guest_of_two_parties_is_one_person_or_two_as_somebody_says(
    cast: Cast, beach: Activity, home: ActivityParty, ba: Participant, now: datetime, said: str
) -> None:
    guest = Guest("LÊ VĂN BA")
    key = key_of_name(guest.name)
    same = {
        "the same": {key: ba.pk},
        "somebody else": {key: None},
        "nothing": {},
        "one of another activity": {key: ba.pk + 1},
    }
    listing: dict[str, Any] = {"actor": cast.secretary.actor(), "activity": beach, "party": home, "now": now}

    if said in ("the same", "somebody else"):
        told = list_people(guests=[guest], same=same[said], **listing)
        assert (told.new, told.joined) == ((0, 1) if said == "the same" else (1, 0))
        again = list_people(guests=[guest], same={key: None}, **listing)
        assert (again.new, again.joined) == ((1, 0) if said == "the same" else (0, 0))
    else:
        with pytest.raises(ActivityError, match="có phải cùng một người") as refusal:
            list_people(guests=[guest], same=same[said], **listing)
        assert refusal.value.code == "name_on_list"
        assert "Lê Văn Ba, đoàn viên (Viện Nghiên cứu Minh họa)" in refusal.value.message
        assert Participant.objects.count() == 1


def test_somebody_on_record_may_be_the_guest_that_another_party_wrote(
    cast: Cast, beach: Activity, home: ActivityParty, ba: Participant, now: datetime
) -> None:
    person, other = make_person(cast.unit, "Lê Văn Ba"), make_person(cast.unit, "Lê Văn Ba")
    listing: dict[str, Any] = {"actor": cast.secretary.actor(), "activity": beach, "party": home, "now": now}
    with pytest.raises(ActivityError):
        list_people(people=[person], **listing)

    told = list_people(people=[person], same={key_of_name("Lê Văn Ba"): ba.pk}, **listing)

    ba.refresh_from_db()
    assert (told.new, told.joined, ba.person) == (0, 1, person)
    assert {link.party for link in ba.parties.all()} == {home, beach.parties.get(unit=cast.other_unit)}
    assert list_people(people=[other], **listing).new == 1  # two people on record are two


def test_two_with_one_name_in_one_list_are_two_by_their_posts(
    cast: Cast, beach: Activity, home: ActivityParty, now: datetime
) -> None:
    guests = [Guest("Lê Văn Ba", "đoàn viên"), Guest("Lê Văn Ba", "bác sĩ"), Guest("Lê Văn  Ba", "Bác sĩ")]
    told = list_people(actor=cast.secretary.actor(), activity=beach, party=home, guests=guests, now=now)
    assert told.new == 2


def test_a_child_comes_with_somebody_grown_up(cast: Cast, beach: Activity, home: ActivityParty, now: datetime) -> None:
    def add(guest: Guest) -> None:
        list_people(actor=cast.secretary.actor(), activity=beach, party=home, guests=[guest], now=now)

    with pytest.raises(ActivityError, match="người đi kèm"):
        add(Guest("Bé Na", is_child=True))
    add(Guest("Bé Na", is_child=True, guardian="Trần Thị Lan, mẹ"))
    assert Participant.objects.get().guardian == "Trần Thị Lan, mẹ"


@pytest.fixture
def lan(cast: Cast, beach: Activity, home: ActivityParty, guest_party: ActivityParty, now: datetime) -> Participant:
    """Lan comes for her unit and for the bloc."""
    person = make_person(cast.other_unit, "Trần Thị Lan")
    for party in (guest_party, home):
        list_people(actor=cast.secretary.actor(), activity=beach, party=party, people=[person], now=now)
    return Participant.objects.get()


def test_seen_on_two_phones_and_ticked_off_at_a_desk_she_is_one_person_of_two_organisations(
    cast: Cast, beach: Activity, lan: Participant, now: datetime
) -> None:
    team = issue_pass(actor=cast.secretary.actor(), activity=beach, team="Tổ đón tiếp", now=now)
    phones = [Phone(team.secret), Phone(team.secret, str(uuid4()))]
    assert [each.put("presence", {"person": str(lan.code)}).status_code for each in phones] == [201, 201]
    assert tick_off(actor=cast.secretary.actor(), participant=lan, now=now).is_repeat
    assert people_figure(beach, now).best == 1
    presences = facts_of(beach, FieldFact.objects.all()).facts
    assert {each.organisations for each in presences} == {  # type: ignore[attr-defined]
        (f"unit:{cast.other_unit.pk}", f"bloc:{cast.bloc.pk}")
    }


def test_who_is_not_on_the_list_is_counted_and_not_named(
    cast: Cast, beach: Activity, lan: Participant, now: datetime
) -> None:
    team = issue_pass(actor=cast.secretary.actor(), activity=beach, team="Tổ đón tiếp", now=now)
    for person in (str(uuid4()), "Trần Thị Lan"):
        answer = Phone(team.secret).put("presence", {"person": person})
        assert (answer.status_code, answer.json()["code"]) == (400, "not_listed")
        assert "người không có mã" in answer.json()["remedy"]


def test_signed_up_with_a_place_and_there_are_not_the_same(
    cast: Cast, beach: Activity, lan: Participant, now: datetime
) -> None:
    secretary = cast.secretary.actor()
    assert people_figure(beach, now).best is None
    booked = set_participant_state(actor=secretary, participant=lan, state=ParticipantState.BOOKED, version=lan.version)
    assert (booked.state, people_figure(beach, now).best) == (ParticipantState.BOOKED, None)
    with pytest.raises(StaleVersionError):  # over a place that somebody gave meanwhile
        set_participant_state(
            actor=secretary, participant=lan, state=ParticipantState.WITHDRAWN, version=booked.version - 1
        )
    tick_off(actor=secretary, participant=lan, now=now)
    assert people_figure(beach, now).best == 1
    with pytest.raises(ActivityError, match="đã được ghi có mặt"):
        take_off_list(actor=secretary, participant=lan)
    untick(actor=secretary, participant=lan, now=now)
    untick(actor=secretary, participant=lan, now=now)
    assert people_figure(beach, now).best is None
    take_off_list(actor=secretary, participant=lan)
    assert not Participant.objects.exists()


# --- Tickets ---------------------------------------------------------------------------------------------------------


def test_a_ticket_is_known_by_its_signature_and_forged_ones_are_not() -> None:
    code = UUID("5b7c1b0e-6f1a-4f4e-8a38-0f5d0e9b7a11")
    ticket = ticket_of(7, code)
    assert code_on(7, ticket) == code
    assert ticket_of(7, code) == ticket
    mark, text, signature = ticket.split(".")
    forged = [
        f"{mark}.{text}.{signature[:-4]}AAAA",
        f"{mark}.{ticket_of(7, uuid4()).split('.')[1]}.{signature}",
        f"TDS2.{text}.{signature}",
        "",
        "TDS1..",
        "không phải vé",
    ]
    assert [code_on(7, each) for each in forged] == [None] * len(forged)
    assert code_on(8, ticket) is None


def test_a_ticket_outlives_a_change_of_the_key(settings) -> None:
    code = uuid4()
    ticket = ticket_of(7, code)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "một khóa mới, đủ dài để dùng thật"
    assert code_on(7, ticket) == code
    assert [each["crv"] for each in public_keys(7)] == ["P-256", "P-256"]
    settings.SECRET_KEY_FALLBACKS = []
    assert code_on(7, ticket) is None


def test_phones_take_the_public_keys_along(cast: Cast, beach: Activity, now: datetime) -> None:
    team = issue_pass(actor=cast.secretary.actor(), activity=beach, team="Tổ đón tiếp", now=now)
    assignment = Phone(team.secret).client.get(reverse("field_assignment")).json()
    assert assignment["ticket_keys"] == public_keys(beach.pk)
    assert "d" not in json.dumps([list(key) for key in assignment["ticket_keys"]]).replace("crv", "")


# --- Pages -----------------------------------------------------------------------------------------------------------


def test_the_page_lists_ticks_and_prints(cast: Cast, beach: Activity, lan: Participant) -> None:
    client = Client()
    client.force_login(cast.secretary.user)
    url = reverse("people_of_activity", args=[beach.pk])
    assert "Trần Thị Lan" in client.get(url).content.decode()
    client.post(reverse("add_people", args=[beach.pk]), {
        "party": str(beach.parties.first().pk), "state": "SIGNED_UP", "names": "Lê Văn Ba, đoàn viên\n\nNgô Thị Tư",
    })  # fmt: skip
    assert list(Participant.objects.order_by("pk").values_list("name", "post"))[1:] == [
        ("Lê Văn Ba", "đoàn viên"),
        ("Ngô Thị Tư", ""),
    ]
    client.post(reverse("set_participant", args=[lan.pk]), {"thanh": "da-den"})
    assert "đã đến" in client.get(url).content.decode()
    refused = client.post(reverse("drop_participant", args=[lan.pk]), follow=True).content.decode()
    assert "đã được ghi có mặt" in refused
    tickets = client.get(reverse("tickets", args=[beach.pk])).content.decode()
    assert tickets.count('class="tds-qr"') == 3
    sheet = client.get(reverse("sign_in_sheet", args=[beach.pk])).content.decode()
    assert "Lê Văn Ba" in sheet
    assert (
        draw_qr(f"http://testserver{reverse('people_of_activity', args=[beach.pk])}") in sheet
    )  # scanned, it is ticked


@pytest.mark.parametrize("page", ["add_people", "add_child"])
def test_the_page_asks_whether_a_name_on_the_list_is_the_same_person(
    cast: Cast, beach: Activity, home: ActivityParty, ba: Participant, sign_in: Any, page: str
) -> None:
    client, url = sign_in(cast.secretary.user), reverse(page, args=[beach.pk])
    filled = {"party": str(home.pk)} | {
        "add_people": {"state": "SIGNED_UP", "names": "Lê Văn Ba, bác sĩ"},
        "add_child": {"name": "Lê Văn Ba", "guardian": "Lê Thị Tư, mẹ"},
    }[page]

    asked = client.post(url, filled)

    assert "Cùng một người: Lê Văn Ba, đoàn viên (Viện Nghiên cứu Minh họa)" in words_of(asked)
    (field,) = set(re.findall(r'name="(same_[0-9a-f]+)"', asked.content.decode()))
    assert client.post(url, filled | {field: "999999"}).status_code == asked.status_code
    assert list(ba.parties.values_list("party__name", flat=True)) == [cast.other_unit.name]
    assert client.post(url, filled | {field: str(ba.pk)}).status_code == 302
    assert ba.parties.filter(party=home).exists()
    assert Participant.objects.count() == 1
    if page == "add_child":
        assert client.post(url, filled | {field: "khac"}).status_code == 302
        assert Participant.objects.filter(is_child=True).count() == 1


@pytest.mark.parametrize("name", ["people_of_activity", "tickets", "sign_in_sheet"])
def test_names_are_nobody_elses_business(cast: Cast, beach: Activity, lan: Participant, name: str) -> None:
    seen = {}
    for who in ("secretary", "standing", "stranger", "officer", "observer", "administrator"):
        client = Client()
        client.force_login(getattr(cast, who).user)
        seen[who] = client.get(reverse(name, args=[beach.pk])).status_code
    assert seen == {
        "secretary": 200, "standing": 200, "stranger": 200, "officer": 404, "observer": 404, "administrator": 404,
    }  # fmt: skip


def test_a_ticket_can_be_typed_where_no_camera_opens(
    cast: Cast, beach: Activity, lan: Participant, sign_in: Any
) -> None:
    page = sign_in(cast.secretary.user).get(reverse("tickets", args=[beach.pk])).content.decode()
    letters = lan.code.hex
    assert "-".join(letters[at : at + 4] for at in range(0, 32, 4)) in page
