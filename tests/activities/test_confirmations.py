"""Letters of thanks and confirmations: only for who was there, numbered, frozen, checked by anybody with the code."""

import hashlib
import io
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from docx import Document

from tests.activities.phones import Phone
from tests.cast import Cast
from tests.factories.activities import make_activity
from tests.factories.organisations import make_person
from thidua.accounts.services.tries import LIMITS, Kind
from thidua.activities.enums import ActivityState, ConfirmationKind, FactKind, PartyRole
from thidua.activities.errors import ActivityError
from thidua.activities.facts.attendance import attendance_of
from thidua.activities.facts.letters import SOURCES, letter_kinds, own_letter_template, sample_letter
from thidua.activities.facts.organisations import key_of_party
from thidua.activities.models import Activity, ActivityParty, Confirmation, Participant
from thidua.activities.services import (
    Guest,
    Note,
    Signer,
    add_party,
    issue_confirmations,
    issue_pass,
    list_people,
    note_fact,
    take_off_list,
    tick_off,
    untick,
    withdraw_confirmation,
)
from thidua.audit.models import AuditEntry
from thidua.common.errors import RefusedError
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.documents.models import IssuedPaper
from thidua.documents.papers.filling import fill_template
from thidua.documents.services.templates import set_template

pytestmark = pytest.mark.django_db

PARTICIPATION, THANKS = ConfirmationKind.PARTICIPATION, ConfirmationKind.THANKS


@pytest.fixture
def home(cast: Cast, beach: Activity, now: datetime) -> ActivityParty:
    return add_party(actor=cast.secretary.actor(), activity=beach, role=PartyRole.ORGANISER, party=cast.bloc, now=now)


@pytest.fixture
def guest_party(cast: Cast, beach: Activity) -> ActivityParty:
    return beach.parties.get(unit=cast.other_unit)


@pytest.fixture
def lan(cast: Cast, beach: Activity, guest_party: ActivityParty, now: datetime) -> Participant:
    """On the list; nobody has seen her yet."""
    person = make_person(cast.other_unit, "Trần Thị Lan")
    list_people(actor=cast.secretary.actor(), activity=beach, party=guest_party, people=[person], now=now)
    return Participant.objects.get(person=person)


@pytest.fixture
def issue(cast: Cast, beach: Activity, now: datetime) -> Callable[..., list[Confirmation]]:
    def issued(*people: Participant, parties: Any = (), kind: ConfirmationKind = PARTICIPATION, **more: Any) -> Any:
        return issue_confirmations(
            actor=more.pop("actor", cast.secretary.actor()),
            activity=beach,
            kind=kind,
            participants=people,
            parties=parties,
            now=now,
            **more,
        )

    return issued


def words_of(content: bytes) -> str:
    document = Document(io.BytesIO(bytes(content)))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def test_only_who_was_noted_as_there_is_confirmed(
    cast: Cast, beach: Activity, lan: Participant, issue: Any, now: datetime
) -> None:
    with pytest.raises(ActivityError, match="Chưa có bản ghi có mặt của: Trần Thị Lan"):
        issue(lan)
    with pytest.raises(ActivityError, match="Trần Thị Lan"):
        issue(lan, kind=THANKS)
    assert not IssuedPaper.objects.exists()
    tick_off(actor=cast.secretary.actor(), participant=lan, now=now)
    (paper,) = issue(lan)
    assert (paper.name, paper.issuer, paper.is_valid) == ("Trần Thị Lan", cast.bloc.name, True)
    untick(actor=cast.secretary.actor(), participant=lan, now=now)
    with pytest.raises(ActivityError, match="Trần Thị Lan"):
        issue(lan, kind=THANKS)


def test_a_party_is_confirmed_once_its_people_were_seen_or_counted_and_thanked_once_it_counts(
    cast: Cast, beach: Activity, home: ActivityParty, guest_party: ActivityParty, issue: Any, now: datetime
) -> None:
    silent = add_party(actor=cast.secretary.actor(), activity=beach, role=PartyRole.SPONSOR, party=cast.unit, now=now)
    assert len(issue(parties=[guest_party], kind=THANKS)) == 1
    with pytest.raises(ActivityError, match=cast.unit.name):
        issue(parties=[silent], kind=THANKS)
    with pytest.raises(ActivityError, match=cast.other_unit.name):
        issue(parties=[guest_party])
    counted = {"organisation": key_of_party(guest_party), "count": "12"}
    fact = note_fact(actor=cast.secretary.actor(), activity=beach, note=Note(FactKind.HEADCOUNT, counted), now=now).fact
    (paper,) = issue(parties=[guest_party])
    assert "bản ghi người của đơn vị có mặt tại hoạt động" in words_of(paper.content)
    taken_back = Note(FactKind.HEADCOUNT, counted, supersedes=fact.code, is_void=True)
    note_fact(actor=cast.secretary.actor(), activity=beach, note=taken_back, now=now)
    assert not attendance_of(beach).has_party(guest_party)


def test_the_paper_says_what_is_known_and_stays_as_it_was_issued(
    cast: Cast, beach: Activity, lan: Participant, issue: Any, now: datetime
) -> None:
    team = issue_pass(actor=cast.secretary.actor(), activity=beach, team="Tổ đón tiếp", now=now)
    assert Phone(team.secret).put("presence", {"person": str(lan.code), "minutes": "90"}).status_code == 201
    (paper,) = issue(lan, signer=Signer("Phó Khối trưởng", "Nguyễn Văn Ký"))
    words = words_of(paper.content)
    assert paper.paper is not None
    for said in (
        "GIẤY XÁC NHẬN",
        f"Số: {paper.paper.notation}",
        "Trần Thị Lan",
        f"Tham gia cùng: {cast.other_unit.name}",
        "Thời gian có mặt được ghi: 90 phút",
        "PHÓ KHỐI TRƯỞNG",
        "Nguyễn Văn Ký",
        paper.code_words,
        reverse("check_door"),
        "không phải danh hiệu thi đua hay hình thức khen thưởng",
    ):
        assert said in words, said
    assert "None" not in words
    before = paper.sha256
    beach.title = "Tên khác"
    beach.save()
    stored = Confirmation.objects.get()
    assert stored.sha256 == hashlib.sha256(bytes(stored.content)).hexdigest() == before


def test_each_has_one_valid_paper_of_a_kind_with_a_number_and_a_code_of_its_own(
    cast: Cast, beach: Activity, home: ActivityParty, lan: Participant, issue: Any, now: datetime
) -> None:
    list_people(actor=cast.secretary.actor(), activity=beach, party=home, guests=[Guest("Lê Văn Ba")], now=now)
    ba = Participant.objects.get(name="Lê Văn Ba")
    for each in (lan, ba):
        tick_off(actor=cast.secretary.actor(), participant=each, now=now)
    first = issue(lan)
    second = issue(lan, ba)
    assert [each.name for each in second] == ["Lê Văn Ba"]
    assert issue(lan, ba) == []
    thanks = issue(lan, ba, kind=THANKS)
    papers = [*first, *second, *thanks]
    assert [each.paper.notation.split("-")[0] for each in papers] == ["01/GXN", "02/GXN", "01/TCO", "02/TCO"]
    assert len({each.code for each in papers}) == 4
    assert all(len(each.code) == 16 for each in papers)
    with pytest.raises(IntegrityError), transaction.atomic():
        Confirmation.objects.create(
            agency=beach.agency, activity=beach, kind=PARTICIPATION, participant=lan, code="X" * 16, issued_at=now
        )
    entry = AuditEntry.objects.filter(action="activity.confirmations_issued").order_by("-pk")[0]
    assert json.loads(entry.payload)["after"]["items"] == [f"{each.paper}: {each.name}" for each in thanks]
    assert AuditEntry.objects.filter(action="activity.confirmations_issued").count() == 3


def test_who_keeps_the_record_issues_and_nobody_else(
    cast: Cast, beach: Activity, lan: Participant, issue: Any, now: datetime
) -> None:
    tick_off(actor=cast.secretary.actor(), participant=lan, now=now)
    for member in (cast.stranger, cast.officer, cast.observer):
        with pytest.raises(RefusedError):
            issue(lan, actor=member.actor())
    planned = make_activity(cast, state=ActivityState.PLANNED, held_on=PartialDate(2027, 1, 5), now=now)
    with pytest.raises(RefusedError, match="đã tổ chức"):
        issue_confirmations(actor=cast.secretary.actor(), activity=planned, kind=THANKS, now=now)


def test_somebody_of_another_activity_gets_nothing(
    cast: Cast, lan: Participant, guest_party: ActivityParty, beach: Activity, now: datetime
) -> None:
    tick_off(actor=cast.secretary.actor(), participant=lan, now=now)
    other = make_activity(cast, held_on=PartialDate(2026, 12, 4), now=now)
    for wanted in ({"participants": [lan]}, {"parties": [guest_party]}):
        with pytest.raises(ActivityError):
            issue_confirmations(actor=cast.secretary.actor(), activity=other, kind=THANKS, now=now, **wanted)


def test_many_are_issued_in_portions(cast: Cast, beach: Activity, home: ActivityParty, issue: Any) -> None:
    with pytest.raises(ActivityError, match="50"):
        issue(*[Participant(pk=number) for number in range(1, 52)])


def test_a_withdrawn_paper_says_so_in_public_without_the_reason(
    cast: Cast, client: Client, beach: Activity, lan: Participant, issue: Any, now: datetime
) -> None:
    tick_off(actor=cast.secretary.actor(), participant=lan, now=now)
    (paper,) = issue(lan)
    page = reverse("check_confirmation", args=[paper.code_words])
    assert "Giấy này còn hiệu lực" in client.get(page).content.decode()
    with pytest.raises(ActivityError, match="lý do"):
        withdraw_confirmation(actor=cast.secretary.actor(), confirmation=paper, reason=" ", now=now)
    with pytest.raises(RefusedError):
        withdraw_confirmation(actor=cast.stranger.actor(), confirmation=paper, reason="Ghi nhầm người", now=now)
    withdraw_confirmation(actor=cast.secretary.actor(), confirmation=paper, reason="Ghi nhầm người", now=now)
    said = client.get(page).content.decode()
    assert "Giấy này đã thu hồi" in said
    assert "Ghi nhầm người" not in said
    assert "Ghi nhầm người" in AuditEntry.objects.get(action="activity.confirmation_withdrawn").payload
    with pytest.raises(RefusedError, match="đã thu hồi"):
        withdraw_confirmation(actor=cast.secretary.actor(), confirmation=paper, reason="Lần nữa", now=now)
    (again,) = issue(lan)
    assert again.paper.number == paper.paper.number + 1


def test_the_public_page_says_what_was_confirmed_and_no_more(
    cast: Cast, client: Client, beach: Activity, lan: Participant, issue: Any, now: datetime
) -> None:
    lan.post = "Chuyên viên phòng Tổng hợp"
    lan.save()
    tick_off(actor=cast.secretary.actor(), participant=lan, now=now)
    (paper,) = issue(lan)
    answer = client.get(reverse("check_confirmation", args=[paper.code_words.lower()]))
    said = answer.content.decode()
    for each in ("Trần Thị Lan", beach.title, "05/12/2026", cast.bloc.name, paper.paper.notation):
        assert each in said.replace("\xa0", " "), each
    for each in ("Chuyên viên", cast.other_unit.name, "Trần Thị Lan, Chuyên viên"):
        assert each not in said, each
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert "no-store" in answer.headers["Cache-Control"]


def test_of_a_child_the_public_page_says_no_name(
    cast: Cast, client: Client, beach: Activity, home: ActivityParty, issue: Any, now: datetime
) -> None:
    child = Guest("Bé Na", is_child=True, guardian="Trần Thị Lan, mẹ")
    list_people(actor=cast.secretary.actor(), activity=beach, party=home, guests=[child], now=now)
    na = Participant.objects.get()
    tick_off(actor=cast.secretary.actor(), participant=na, now=now)
    (paper,) = issue(na)
    said = client.get(reverse("check_confirmation", args=[paper.code])).content.decode()
    assert "Bé Na" not in said
    assert "trẻ em" in said
    assert "Bé Na" in words_of(paper.content)


def test_what_is_no_code_and_the_code_of_no_paper_are_answered_alike(client: Client, beach: Activity) -> None:
    pages = [f"/giay-xac-nhan/{each}/" for each in ("2345-6789-ABCD-EFGH", "1", "x" * 300, "0OIl")]
    answers = [client.get(page) for page in pages]
    assert {each.status_code for each in answers} == {404}
    told = [each.content.decode().split("<main", 1)[1].split("</main>")[0] for each in answers]
    main = [words.replace(page, "") for words, page in zip(told, pages, strict=True)]
    assert len(set(main)) == 1
    assert "Không có giấy nào mang mã này" in main[0]


def test_guessing_is_slowed_down_and_right_codes_do_not_count(
    cast: Cast, client: Client, beach: Activity, lan: Participant, issue: Any, now: datetime, at: Any
) -> None:
    tick_off(actor=cast.secretary.actor(), participant=lan, now=now)
    (paper,) = issue(lan)
    page = reverse("check_confirmation", args=[paper.code])
    assert {client.get(page).status_code for _time in range(LIMITS[Kind.CHECK] + 5)} == {200}
    missed = reverse("check_confirmation", args=["2345-6789-ABCD-EFGH"])
    found = [client.get(missed).status_code for _time in range(LIMITS[Kind.CHECK] + 1)]
    assert found == [404] * LIMITS[Kind.CHECK] + [429]
    assert client.get(page).status_code == 429
    assert client.get(page, REMOTE_ADDR="203.0.113.9").status_code == 200
    at((now + timedelta(minutes=16)).strftime("%Y-%m-%d %H:%M"))
    assert client.get(page).status_code == 200


def test_the_door_leads_to_the_paper_or_says_that_there_is_none(
    cast: Cast, client: Client, beach: Activity, lan: Participant, issue: Any, now: datetime
) -> None:
    tick_off(actor=cast.secretary.actor(), participant=lan, now=now)
    (paper,) = issue(lan)
    door = reverse("check_door")
    came = client.post(door, {"code": f" {paper.code_words.lower()} "})
    assert came.headers["Location"] == reverse("check_confirmation", args=[paper.code_words])
    assert "Không có giấy nào mang mã này" in client.post(door, {"code": str(uuid4())[:20]}).content.decode()


def test_a_person_who_has_a_paper_is_taken_off_the_list_and_the_paper_still_stands(
    cast: Cast, client: Client, beach: Activity, lan: Participant, issue: Any, now: datetime
) -> None:
    tick_off(actor=cast.secretary.actor(), participant=lan, now=now)
    (paper,) = issue(lan)
    untick(actor=cast.secretary.actor(), participant=lan, now=now)
    take_off_list(actor=cast.secretary.actor(), participant=lan)
    paper.refresh_from_db()
    assert (paper.participant_id, paper.name) == (None, "Trần Thị Lan")
    assert client.get(reverse("check_confirmation", args=[paper.code])).status_code == 200


def test_pages_issue_show_give_and_withdraw(
    cast: Cast, beach: Activity, lan: Participant, guest_party: ActivityParty, sign_in: Any, now: datetime
) -> None:
    tick_off(actor=cast.secretary.actor(), participant=lan, now=now)
    client = sign_in(cast.secretary.user)
    form = reverse("issue_confirmations", args=[beach.pk, "xac-nhan"])
    assert "Trần Thị Lan" in client.get(form).content.decode()
    nobody = client.post(form, {"post": "KHỐI TRƯỞNG", "signer": ""}).content.decode()
    assert "Chọn ít nhất một người hoặc một bên." in nobody
    sent = {"people": [str(lan.pk)], "parties": [str(guest_party.pk)], "post": "KHỐI TRƯỞNG", "signer": ""}
    page = reverse("confirmations", args=[beach.pk])
    assert client.post(form, sent).headers["Location"] == page
    assert Confirmation.objects.count() == 2
    assert "Không còn ai để cấp" in client.get(form).content.decode()
    shown = client.get(page).content.decode()
    paper = Confirmation.objects.get(participant=lan)
    assert paper.code_words in shown
    file = client.get(reverse("confirmation_file", args=[paper.pk]))
    assert hashlib.sha256(file.content).hexdigest() == paper.sha256
    client.post(reverse("withdraw_confirmation", args=[paper.pk]), {"reason": "Ghi nhầm"})
    assert "đã thu hồi" in client.get(page).content.decode()
    assert client.get(reverse("issue_confirmations", args=[beach.pk, "khac"])).status_code == 404
    stranger = sign_in(cast.officer.user)
    assert stranger.get(reverse("confirmation_file", args=[paper.pk])).status_code == 404


def test_the_list_asks_no_more_of_the_database_for_more_papers(
    cast: Cast,
    beach: Activity,
    home: ActivityParty,
    issue: Any,
    sign_in: Any,
    now: datetime,
    django_assert_max_num_queries: Any,
) -> None:
    guests = [Guest(f"Người {number}") for number in range(6)]
    list_people(actor=cast.secretary.actor(), activity=beach, party=home, guests=guests, now=now)
    people = list(Participant.objects.all())
    for each in people:
        tick_off(actor=cast.secretary.actor(), participant=each, now=now)
    client, page = sign_in(cast.secretary.user), reverse("confirmations", args=[beach.pk])
    issue(people[0])
    client.get(page)
    with django_assert_max_num_queries(40) as one:
        client.get(page)
    issue(*people)
    with django_assert_max_num_queries(len(one.captured_queries)):
        client.get(page)


def test_an_agency_replaces_the_template(
    cast: Cast, beach: Activity, lan: Participant, issue: Any, sign_in: Any, now: datetime
) -> None:
    own = Document()
    own.add_paragraph("MẪU CỦA BỘ: {{ recipient.name }} {{ check.code }}")
    stream = io.BytesIO()
    own.save(stream)
    set_template(
        actor=cast.standing.actor(),
        agency=cast.agency,
        kind=SOURCES[PARTICIPATION],
        name="Mẫu của bộ",
        content=stream.getvalue(),
        sample=sample_letter(),
        now=now,
    )
    tick_off(actor=cast.secretary.actor(), participant=lan, now=now)
    (paper,) = issue(lan)
    assert f"MẪU CỦA BỘ: Trần Thị Lan {paper.code_words}" in words_of(paper.content)


@pytest.mark.parametrize("kind", letter_kinds())
def test_our_own_templates_use_no_field_that_the_sample_lacks(kind: str) -> None:
    words = words_of(fill_template(own_letter_template(kind), sample_letter()))
    assert "2345-6789-ABCD-EFGH" in words
    assert "{" not in words
