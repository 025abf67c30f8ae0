"""The papers before an activity: leave asked, invitations, the notice. Unknown prints as unknown."""

import io
import zipfile
from datetime import date, datetime, time
from typing import Any

import pytest
from django.http import HttpResponse
from django.urls import reverse
from docx import Document

from tests.cast import Cast
from tests.factories.activities import make_activity
from thidua.activities.enums import ActivityKind, ActivityState, DraftKind, PartyRole, PartyState, PlanGroup, RiskKind
from thidua.activities.facts.drafts import (
    SOURCES,
    Addressee,
    Sender,
    draft_facts,
    draft_kinds,
    own_draft_template,
    sample_draft,
)
from thidua.activities.models import Activity, ActivityParty, ActivityPlan, PlanItem, PlanZone, ProgrammeLine, Risk
from thidua.activities.services import Guest, add_party, confirm_party, decline_party, list_people
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.documents.models import IssuedPaper
from thidua.documents.papers.filling import TemplateFaultError, fill_template
from thidua.documents.services.templates import set_template

pytestmark = pytest.mark.django_db

SIGNED = {"post": "Khối trưởng", "signer": "Nguyễn Văn Ký", "contact": "Chị Thư, 0900 000 000"}


@pytest.fixture
def planned(cast: Cast, now: datetime) -> Activity:
    """A clean-up of bloc I in January of which only the day is known."""
    return make_activity(
        cast,
        "Vì một đại dương xanh",
        kind=ActivityKind.CLEAN_UP,
        state=ActivityState.PLANNED,
        held_on=PartialDate(2027, 1, 9),
        now=now,
    )


@pytest.fixture
def ward(cast: Cast, planned: Activity, now: datetime) -> ActivityParty:
    """A local authority without a record here."""
    return add_party(
        actor=cast.secretary.actor(), activity=planned, role=PartyRole.LOCAL_AUTHORITY, name="UBND phường Biển", now=now
    )


@pytest.fixture
def guests(cast: Cast, planned: Activity, now: datetime) -> ActivityParty:
    """A unit of bloc II that has said that it takes part."""
    party = add_party(
        actor=cast.secretary.actor(), activity=planned, role=PartyRole.CO_ORGANISER, party=cast.other_unit, now=now
    )
    return confirm_party(actor=cast.stranger.actor(), party=party, now=now)


@pytest.fixture
def taken(cast: Cast, planned: Activity, sign_in: Any) -> Any:
    """Takes a paper as the secretary does in her browser."""

    def answer(slug: str, **data: Any) -> HttpResponse:
        page = reverse("draft_paper", args=[planned.pk, slug])
        response: HttpResponse = sign_in(cast.secretary.user).post(page, SIGNED | data)
        return response

    return answer


def words_of(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def files_of(answer: HttpResponse) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_leave_is_asked_of_each_office_with_what_is_known_and_what_is_not(
    planned: Activity, ward: ActivityParty, guests: ActivityParty, taken: Any
) -> None:
    files = files_of(taken("xin-phep", parties=[str(ward.pk)], others="Ban quản lý bãi biển\n\nBan quản lý bãi biển"))

    assert list(files) == ["xin-phep-01-ubnd-phuong-bien.docx", "xin-phep-02-ban-quan-ly-bai-bien.docx"]
    words = words_of(files["xin-phep-01-ubnd-phuong-bien.docx"])
    for said in (
        "Kính gửi: UBND phường Biển",
        "V/v xin phép tổ chức hoạt động “Vì một đại dương xanh”",
        "Ngày: thứ Bảy, 09/01/2027.",
        "Giờ: chưa rõ.",
        "Địa điểm: chưa rõ.",
        "Số người dự kiến: chưa rõ.",
        "Khu vực: chưa rõ.",
        "Bảo hiểm cho người tham gia: chưa rõ.",
        "Đơn vị thu gom, xử lý rác: chưa rõ.",
        f"{guests.name} (phối hợp tổ chức)",
        "Liên hệ: Chị Thư, 0900 000 000",
        "KHỐI TRƯỞNG",
        "Nguyễn Văn Ký",
    ):
        assert said in words, said
    assert "UBND phường Biển (chính quyền địa phương)" not in words, "one that has not confirmed takes no part yet"
    assert "None" not in words
    assert "{" not in words
    assert "Kính gửi: Ban quản lý bãi biển" in words_of(files["xin-phep-02-ban-quan-ly-bai-bien.docx"])


def test_what_the_plan_says_stands_in_the_letter(
    cast: Cast, planned: Activity, ward: ActivityParty, taken: Any
) -> None:
    planned.starts_at, planned.ends_at, planned.place = time(7), time(9, 30), "Bãi biển Sầm Sơn"
    planned.save()
    same = {"agency": cast.agency, "activity": planned}
    zone = PlanZone(**same, name="Đoạn 1", head_count=60)
    zone.metres = 200
    zone.save()
    Risk.objects.create(**same, risk=RiskKind.TIDE, measures="Làm khi nước xuống\nCó người gác")
    ActivityPlan.objects.create(**same, insurance="NOT_NEEDED", insurance_reason="mỗi bên tự lo")

    words = words_of(taken("xin-phep", parties=[str(ward.pk)], reply_by="05/01/2027").content)

    for said in (
        "Giờ: 7 giờ đến 9 giờ 30.",
        "Địa điểm: Bãi biển Sầm Sơn.",
        "Số người dự kiến: 60.",
        "Đoạn 1\n200",
        "Triều, nước sâu: Làm khi nước xuống; Có người gác.",
        "Bảo hiểm cho người tham gia: không cần (mỗi bên tự lo).",
        "trước ngày 05/01/2027",
    ):
        assert said in words, said
    assert "Khu vực: chưa rõ" not in words


def test_each_party_and_person_is_invited_with_what_it_is_asked_to_do(
    cast: Cast, planned: Activity, ward: ActivityParty, guests: ActivityParty, taken: Any, now: datetime
) -> None:
    guest = Guest("Lê Văn Ba", post="Nhà khoa học")
    list_people(actor=cast.secretary.actor(), activity=planned, party=guests, guests=[guest], now=now)
    person = planned.participants.get()
    same = {"agency": cast.agency, "activity": planned, "group": PlanGroup.TOOLS}
    PlanItem.objects.create(**same, text="Mang 50 đôi găng", party=guests, due_on=date(2027, 1, 7))
    PlanItem.objects.create(**same, text="Mượn cân", party=guests, done_at=now)
    PlanItem.objects.create(**same, text="In phiếu ghi bao")

    answer = taken("giay-moi", parties=[str(guests.pk), str(ward.pk)], people=[str(person.pk)])
    to_guests, to_ward, to_person = map(words_of, files_of(answer).values())

    assert f"Kính gửi: {guests.name}" in to_guests
    assert "với vai trò: phối hợp tổ chức" in to_guests
    assert "Mang 50 đôi găng\n07/01/2027" in to_guests
    assert "Mượn cân" not in to_guests, "what is done is not asked for"
    assert "In phiếu ghi bao" not in to_guests + to_ward + to_person
    assert "Việc đề nghị" not in to_ward + to_person
    assert "Kính gửi: Lê Văn Ba, Nhà khoa học" in to_person
    assert "vai trò" not in to_person


def test_the_notice_tells_all_parties_the_same(
    cast: Cast, planned: Activity, ward: ActivityParty, guests: ActivityParty, taken: Any
) -> None:
    PlanItem.objects.create(agency=cast.agency, activity=planned, text="In phiếu ghi bao", group=PlanGroup.TOOLS)

    answer = taken("thong-bao")
    words = words_of(answer.content)

    assert answer.headers["Content-Disposition"] == 'attachment; filename="thong-bao.docx"'
    assert f"{guests.name}: phối hợp tổ chức." in words
    assert ward.name not in words
    assert "In phiếu ghi bao\nchưa rõ\nchưa rõ" in words, "nobody and no day are said to be unknown"
    assert "# " not in words


def test_a_workshop_is_invited_to_with_its_programme(
    cast: Cast, planned: Activity, guests: ActivityParty, taken: Any
) -> None:
    Activity.objects.update(kind=ActivityKind.WORKSHOP)
    ProgrammeLine.objects.create(
        agency=cast.agency, activity=planned, topic="Kinh tế tuần hoàn", starts_at=time(8), speaker="Bà Mẫu"
    )

    words = words_of(taken("giay-moi", parties=[str(guests.pk)]).content)

    assert "8 giờ\nKinh tế tuần hoàn\nBà Mẫu" in words
    assert "Đơn vị thu gom" not in words_of(taken("xin-phep", others="UBND phường").content)


def test_the_paper_has_the_layout_of_the_decree_and_an_open_number(
    cast: Cast, planned: Activity, ward: ActivityParty, taken: Any
) -> None:
    letter = taken("xin-phep", parties=[str(ward.pk)]).content
    section = Document(io.BytesIO(letter)).sections[0]

    sides = (section.page_width, section.page_height, section.left_margin, section.right_margin)
    assert [round(side.mm) for side in sides if side is not None] == [210, 297, 30, 20]
    words = words_of(letter)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in words
    assert f"Số:         /{cast.agency.symbol}" in words, "a letter has no code of its type"
    assert "ngày       tháng       năm" in words
    assert f"/GM-{cast.agency.symbol}" in words_of(taken("giay-moi", parties=[str(ward.pk)]).content)
    assert not IssuedPaper.objects.exists(), "a draft takes no number"


def test_the_form_offers_who_may_be_asked_and_refuses_nobody_and_too_many(
    cast: Cast, planned: Activity, ward: ActivityParty, guests: ActivityParty, sign_in: Any, taken: Any, now: datetime
) -> None:
    add_party(actor=cast.secretary.actor(), activity=planned, role=PartyRole.ORGANISER, party=cast.bloc, now=now)
    decline_party(actor=cast.stranger.actor(), party=guests, reason="Bận", now=now)
    page = reverse("draft_paper", args=[planned.pk, "xin-phep"])
    shown = sign_in(cast.secretary.user).get(page).content.decode()

    assert ward.name in shown
    assert f'value="{guests.pk}"' not in shown
    assert not planned.parties.filter(state=PartyState.CONFIRMED, bloc=None).exists()
    assert "Sẽ in là “chưa rõ”: giờ, nơi tổ chức" in shown.replace("\xa0", " ")
    assert "Chọn hoặc ghi ít nhất một nơi nhận." in taken("xin-phep").content.decode()
    many = "\n".join(f"Nơi {number}" for number in range(51))
    assert "nhiều nhất 50 văn bản" in taken("xin-phep", others=many).content.decode()


def test_who_keeps_the_record_draws_them_up_until_it_was_held(
    cast: Cast, planned: Activity, guests: ActivityParty, sign_in: Any, beach: Activity
) -> None:
    drafts, form = reverse("activity_drafts", args=[planned.pk]), reverse("draft_paper", args=[planned.pk, "giay-moi"])
    page = reverse("activity", args=[planned.pk])
    assert sign_in(cast.secretary.user).get(form).status_code == 200
    assert f'href="{drafts}"' in sign_in(cast.secretary.user).get(page).content.decode()
    party = sign_in(cast.stranger.user)
    assert (party.get(drafts).status_code, party.get(form).status_code) == (200, 403)
    assert f'href="{drafts}"' not in party.get(page).content.decode()
    held = sign_in(cast.secretary.user).get(reverse("draft_paper", args=[beach.pk, "giay-moi"]))
    assert held.status_code == 403
    assert "đã tổ chức" in held.content.decode()
    assert sign_in(cast.secretary.user).get(reverse("draft_paper", args=[planned.pk, "khac"])).status_code == 404
    guests.delete()
    assert sign_in(cast.stranger.user).get(form).status_code == 404


def test_an_agency_replaces_a_template_and_an_unknown_field_is_named(
    cast: Cast, planned: Activity, ward: ActivityParty, taken: Any, now: datetime
) -> None:
    def bring(words: str) -> None:
        own, stream = Document(), io.BytesIO()
        own.add_paragraph(words)
        own.save(stream)
        set_template(
            actor=cast.standing.actor(),
            agency=cast.agency,
            kind=SOURCES[DraftKind.PERMISSION],
            name="Mẫu của bộ",
            content=stream.getvalue(),
            sample=sample_draft(),
            now=now,
        )

    with pytest.raises(TemplateFaultError, match="weather"):
        bring("{{ weather }}")
    bring("MẪU CỦA BỘ: {{ recipient.name }}, {{ activity.place }}")
    assert "MẪU CỦA BỘ: UBND phường Biển, chưa rõ" in words_of(taken("xin-phep", parties=[str(ward.pk)]).content)


@pytest.mark.parametrize("kind", draft_kinds())
def test_our_own_templates_use_no_field_that_the_sample_lacks(kind: str) -> None:
    words = words_of(fill_template(own_draft_template(kind), sample_draft()))
    assert "Vì một đại dương xanh" in words
    assert "{" not in words


def test_the_sample_has_the_fields_of_a_real_paper(planned: Activity, ward: ActivityParty) -> None:
    activity = Activity.objects.get(pk=planned.pk)
    real = draft_facts(activity, DraftKind.INVITATION, Sender("", "", "Chị Thư"), Addressee.of_party(ward))
    assert {key: sorted(value) if isinstance(value, dict) else None for key, value in real.items()} == {
        key: sorted(value) if isinstance(value, dict) else None for key, value in sample_draft().items()
    }
