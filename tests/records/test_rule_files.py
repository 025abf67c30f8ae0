"""An agency's own rules: read with file and line, signed by somebody else, shown beside the law, withdrawn."""

import io
import json
import re
from datetime import date, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from docx import Document

from tests.cast import Cast, Member
from tests.factories.books import grade_years, make_book, put_award, tell_in_full
from tests.factories.organisations import make_person
from tests.factories.rule_files import MOMENT, RULES, make_rule_file
from thidua.access.models import RoleGrant
from thidua.accounts.models import User
from thidua.audit.models import AuditEntry
from thidua.common.actor import Role
from thidua.common.errors import RefusedError, StaleVersionError
from thidua.core.law.codes import Subject
from thidua.organisations.enums import Gender
from thidua.records.enums import EntryKind, Grade, LawCode, RuleFileState
from thidua.records.errors import RuleFileError
from thidua.records.facts.own_rules import own_rules_of
from thidua.records.facts.review_pages import Narrowed, awards_asked, cells_of, quotas_shown, rows_wanted
from thidua.records.facts.reviewing import share_of
from thidua.records.jobs import carry_out
from thidua.records.models import ReviewRow, RuleFile
from thidua.records.services.reviews import ask_review
from thidua.records.services.rule_files import enter_rules, sign_rules, withdraw_rules

CITES = 'cites: "06/2026/QH16"\n        '


@pytest.fixture(autouse=True)
def now(at) -> datetime:
    return at("2026-06-15 09:00")


@pytest.fixture
def second(cast: Cast) -> Member:
    """Another of the standing office."""
    user = User.objects.create(username="phap", email="phap@vi-du.vn")
    person = make_person(cast.other_unit, "Lý Thị Pháp")
    person.user = user
    person.save()
    RoleGrant.objects.create(
        agency=cast.agency,
        user=user,
        role=Role.STANDING_OFFICE,
        since=date(2025, 1, 1),
        basis="Quyết định",
        granted_at=MOMENT,
    )
    return Member(user, person)


def enter(cast: Cast, now: datetime, text: str = RULES) -> RuleFile:
    return enter_rules(
        actor=cast.standing.actor(), agency=cast.agency, title="Quy định của Bộ", file_name="quy-dinh.yaml",
        data=text.encode(), now=now,
    )  # fmt: skip


def test_one_enters_another_signs(cast: Cast, second: Member, now: datetime) -> None:
    file = enter(cast, now)
    assert own_rules_of(cast.agency.pk).keys == frozenset()

    with pytest.raises(RefusedError):
        sign_rules(actor=cast.standing.actor(), file=file, version=file.version, now=now)
    signed = sign_rules(actor=second.actor(), file=file, version=file.version, now=now)

    assert (signed.state, signed.signed_by) == (RuleFileState.SIGNED, "Lý Thị Pháp")
    own = own_rules_of(cast.agency.pk)
    assert own.keys == {("ADVANCED_WORKER", Subject.INDIVIDUAL)}
    assert own.awards is not None
    version = own.awards["ADVANCED_WORKER", Subject.INDIVIDUAL].on(date(2026, 5, 1))
    assert version is not None
    assert version.signed_by == "Lý Thị Pháp"
    assert own_rules_of(cast.agency.pk + 1).keys == frozenset()


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("        grade: verified\n        case_grade", "        case_grade", "quy-dinh.yaml:"),
        (f'{CITES}grade: verified\n        case', "grade: verified\n        case", "Thiếu dẫn chiếu"),
        ("case_grade: EXCELLENT", "case_grade: TUYET_VOI", "TUYET_VOI"),
        ("since: 2026-05-01", "since: 2026-13-01", "2026-13-01"),
        ("code: ADVANCED_WORKER", "code: KHONG_CO", "KHONG_CO"),
        ("awards:", "awards: [", "quy-dinh.yaml:"),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_file_and_line(cast: Cast, now: datetime, old: str, new: str, says: str) -> None:
    with pytest.raises(RuleFileError) as error:
        enter(cast, now, RULES.replace(old, new, 1))

    assert error.value.message.startswith("quy-dinh.yaml:")
    assert says in error.value.message
    assert not RuleFile.objects.exists()


@pytest.mark.parametrize("data", [b"\xff\xfe\x00x", b"x" * 600_000], ids=["no text", "too large"])
def test_what_is_no_rule_file_is_refused(cast: Cast, now: datetime, data: bytes) -> None:
    with pytest.raises(RuleFileError):
        enter_rules(
            actor=cast.standing.actor(), agency=cast.agency, title="Quy định", file_name="a.yaml", data=data, now=now
        )


def test_two_files_do_not_rule_one_award(cast: Cast, second: Member, now: datetime) -> None:
    first, other = enter(cast, now), enter(cast, now)
    sign_rules(actor=second.actor(), file=first, version=first.version, now=now)

    with pytest.raises(RuleFileError) as error:
        sign_rules(actor=second.actor(), file=other, version=other.version, now=now)
    assert error.value.code == "two_rules"

    first.refresh_from_db()
    withdrawn = withdraw_rules(
        actor=cast.standing.actor(), file=first, version=first.version, reason="Đã có văn bản mới", now=now
    )
    assert withdrawn.state == RuleFileState.WITHDRAWN
    sign_rules(actor=second.actor(), file=other, version=other.version, now=now)
    with pytest.raises(RuleFileError):
        withdraw_rules(actor=second.actor(), file=withdrawn, version=withdrawn.version, reason="x", now=now)
    with pytest.raises(StaleVersionError):
        withdraw_rules(actor=second.actor(), file=other, version=0, reason="x", now=now)


QUOTA = """\
agency: Bộ Minh họa
signed_by: Trần Thị Bình
signed_on: 2026-05-20
texts:
- {number: 7/2026/TT-BMH, kind: CIRCULAR, title: Thi đua ngành, since: 2026-05-01, held: QUOTED, grade: verified}
quotas:
- award: GRASSROOTS_EMULATION_FIGHTER
  subject: individual
  of: ADVANCED_WORKER
  values:
    2026-05-01: {at_most: 15, cites: "7/2026/TT-BMH:6.2", grade: verified, note: Tỷ lệ minh họa}
"""


def test_a_share_of_the_agency_s_own_stands_beside_what_the_law_says(
    cast: Cast, second: Member, now: datetime, client: Client
) -> None:
    for member in (cast.officer, cast.head):
        assert member.person is not None
        book = make_book(member.person, employed_since=date(2010, 1, 1))
        grade_years(book, {2026: Grade.EXCELLENT})
        put_award(book, LawCode.ADVANCED_WORKER, 2026)
        tell_in_full(book, *EntryKind)
    first, other = enter(cast, now, QUOTA), enter(cast, now, QUOTA)
    sign_rules(actor=second.actor(), file=first, version=first.version, now=now)
    with pytest.raises(RuleFileError, match="đã đặt tỷ lệ của Chiến sĩ thi đua cơ sở") as error:
        sign_rules(actor=second.actor(), file=other, version=other.version, now=now)
    assert error.value.code == "two_quotas"
    told = json.loads(AuditEntry.objects.get(action="rule_file.signed").payload)["after"]
    assert (told["rule_awards"], told["rule_quotas"]) == ([], ["GRASSROOTS_EMULATION_FIGHTER individual"])
    day = date(2026, 6, 15)
    asked = {"year": 2026, "law_on": day, "as_of": day, "now": now}
    review = carry_out(ask_review(actor=cast.standing.actor(), scope=cast.agency, **asked))

    own = own_rules_of(cast.agency.pk)
    law, mine = quotas_shown(review, Subject.INDIVIDUAL, own.quotas_in(review.rules))
    counts = review.counts["individual"]["GRASSROOTS_EMULATION_FIGHTER"]
    assert (law.word, law.signed_by) == ("Không có tỷ lệ chung", "")
    assert (mine.share, mine.signed_by, mine.met) == ("15%", "Lý Thị Pháp", 2)
    of_units = review.counts["shares"]["individual_own"]["GRASSROOTS_EMULATION_FIGHTER"].values()
    assert counts["MET"] == sum(share_of(each).eligible.met for each in of_units) == 2
    assert mine.units == ()  # one of the whole agency
    assert quotas_shown(review, Subject.COLLECTIVE, own.quotas_in(review.rules))[0].signed_by == ""
    review.law_on = date(2026, 4, 30)  # the day before the ministry's own begins
    assert [each.signed_by for each in quotas_shown(review, Subject.INDIVIDUAL, own.quotas_in(review.rules))] == [""]
    RuleFile.objects.filter(pk=other.pk).update(state=RuleFileState.SIGNED, signed_at=now + timedelta(hours=1))
    beside = own_rules_of(cast.agency.pk)
    assert [(each.pk, each.fault.code) for each in beside.unread] == [(other.pk, "quota_twice")]
    assert beside.quotas_in((first.pk, other.pk)) == own.quotas_in((first.pk,))
    RuleFile.objects.filter(pk=other.pk).update(state=RuleFileState.ENTERED, signed_at=None)
    client.force_login(cast.standing.user)
    for page in (reverse("review", args=[review.pk]), reverse("rule_file", args=[first.pk])):
        seen = client.get(page).content.decode().replace("\xa0", " ")
        assert "khoản 2 Điều 6 của 7/2026/TT-BMH" in seen
        assert "Tỷ lệ minh họa" in seen
        assert "/phap-luat/van-ban/7-2026" not in seen  # the library has no page for it
    first.refresh_from_db()
    withdraw_rules(actor=second.actor(), file=first, version=first.version, reason="Hết hiệu lực", now=now)
    assert own_rules_of(cast.agency.pk).quotas_in(review.rules) == ()


def test_a_share_of_each_unit_names_the_units_and_who_comes_first_among_equals(
    cast: Cast, second: Member, now: datetime, client: Client
) -> None:
    for member, gender in ((cast.officer, Gender.FEMALE), (cast.head, Gender.MALE)):
        assert member.person is not None
        member.person.gender = gender
        member.person.save()
        book = make_book(member.person, employed_since=date(2010, 1, 1))
        grade_years(book, {2026: Grade.EXCELLENT})
        put_award(book, LawCode.ADVANCED_WORKER, 2026)
        tell_in_full(book, *EntryKind)
    file = enter(cast, now, QUOTA.replace("  values:", "  per: UNIT\n  values:"))
    sign_rules(actor=second.actor(), file=file, version=file.version, now=now)
    own = own_rules_of(cast.agency.pk)
    day = date(2026, 6, 15)
    asked = {"year": 2026, "law_on": day, "as_of": day, "now": now}
    for scope in (cast.agency, cast.unit):
        review = carry_out(ask_review(actor=cast.standing.actor(), scope=scope, **asked))
        mine = quotas_shown(review, Subject.INDIVIDUAL, own.quotas_in(review.rules))[-1]
        (unit,) = (each for each in mine.units if each.name == cast.unit.name)
        assert (mine.signed_by, mine.within) == ("Lý Thị Pháp", "tính trong từng đơn vị")
        assert (unit.met, unit.preferred) == (2, 1)
        assert unit.word in ("Nhiều hơn tỷ lệ", "Chưa kết luận được")
        client.force_login(cast.standing.user)
        page = client.get(reverse("review", args=[review.pk])).content.decode().replace("\xa0", " ")
        assert "nhiều nhất 15% trong từng đơn vị: đơn vị cần Hội đồng xem" in page
        assert f"don_vi={cast.unit.pk}&amp;nhom=nu" in page
        assert "1 nữ</a>" in page
    rows = rows_wanted(
        review,
        Narrowed(award="GRASSROOTS_EMULATION_FIGHTER", unit=cast.unit.pk, group="nu"),
        awards_asked(review, Subject.INDIVIDUAL),
    )
    assert [each.person for each in rows] == [cast.officer.person]


def test_both_verdicts_are_shown(cast: Cast, second: Member, now: datetime) -> None:
    assert cast.officer.person is not None
    book = make_book(cast.officer.person, employed_since=date(2012, 1, 1))
    grade_years(book, {2026: Grade.GOOD})
    tell_in_full(book, *EntryKind)
    file = enter(cast, now)
    sign_rules(actor=second.actor(), file=file, version=file.version, now=now)
    day = date(2026, 6, 15)
    review = carry_out(
        ask_review(actor=cast.standing.actor(), scope=cast.unit, year=2026, law_on=day, as_of=day, now=now)
    )
    awards = awards_asked(review, Subject.INDIVIDUAL)
    row = ReviewRow.objects.get(review=review, person=cast.officer.person)
    cell = next(each for each in cells_of(review, row, awards) if each.award.code == "ADVANCED_WORKER")

    assert review.rules == [file.pk]
    assert (cell.badge, cell.own) == ("undecided", "not_met")  # the law asks what nobody attested; the rules a grade
    assert {each.own for each in cells_of(review, row, awards) if each.award.code != "ADVANCED_WORKER"} == {""}


def test_both_verdicts_stand_on_the_page_that_explains(
    cast: Cast, second: Member, now: datetime, client: Client
) -> None:
    assert cast.officer.person is not None
    address = reverse("eligibility_award", args=["nguoi", cast.officer.person.pk, "ADVANCED_WORKER"])
    client.force_login(cast.head.user)
    assert "Theo quy định riêng của cơ quan" not in client.get(address).content.decode()
    file = enter(cast, now)
    sign_rules(actor=second.actor(), file=file, version=file.version, now=now)
    page = client.get(address).content.decode().replace("\xa0", " ")

    assert "Theo quy định riêng của cơ quan" in page
    assert "Hoàn thành xuất sắc nhiệm vụ (số liệu minh hoạ)" in page
    every = client.get(reverse("eligibility", args=["nguoi", cast.officer.person.pk])).content.decode()
    assert every.count("Theo quy định riêng:") == 1


OLD = RULES.replace('"06/2026/QH16"', '"25/2025/TT-BKHCN"')
"""Rules that began before the text that nobody has read, and cite an older one."""


def test_old_own_rules_are_stamped_wherever_they_are_shown(
    cast: Cast, second: Member, now: datetime, client: Client
) -> None:
    assert cast.officer.person is not None
    person = cast.officer.person
    book = make_book(person, employed_since=date(2012, 1, 1))
    grade_years(book, {2026: Grade.EXCELLENT})
    tell_in_full(book, *EntryKind, said_on=date(2026, 10, 1))
    file = enter(cast, now, OLD)
    sign_rules(actor=second.actor(), file=file, version=file.version, now=now)
    client.force_login(cast.head.user)
    stamp = "chưa đối chiếu Luật 06/2026/QH16"
    tree = reverse("eligibility_award", args=["nguoi", person.pk, "ADVANCED_WORKER"])

    def card(law_on: str) -> str:
        said = client.get(tree, {"nam": "2026", "luat": law_on}).content.decode().replace("\xa0", " ")
        return said[said.index('id="tds-own"') :]

    assert stamp not in card("30/09/2026")
    assert stamp in card("01/10/2026")
    cells = {}
    for law_on in (date(2026, 9, 30), date(2026, 10, 1)):
        actor = cast.standing.actor()
        review = carry_out(ask_review(actor=actor, scope=cast.unit, year=2026, law_on=law_on, as_of=law_on, now=now))
        row = ReviewRow.objects.get(review=review, person=person)
        (cells[law_on],) = cells_of(review, row, awards_asked(review, Subject.INDIVIDUAL)[:1])
    before, after = cells.values()
    assert (before.own, after.own) == ("met", "met")
    assert before.words.endswith("theo quy định riêng: đủ")
    assert after.words.endswith(f"theo quy định riêng: đủ theo văn bản đang giữ, {stamp}")


def test_path_and_annex_know_the_agency_s_own_rules(cast: Cast, second: Member, now: datetime, client: Client) -> None:
    assert cast.officer.person is not None
    person = cast.officer.person
    book = make_book(person, employed_since=date(2012, 1, 1))
    grade_years(book, {2026: Grade.GOOD})
    tell_in_full(book, *EntryKind)
    client.force_login(cast.head.user)
    path = reverse("eligibility_path", args=["nguoi", person.pk]) + "?nam=2026"
    annex = reverse("eligibility_annex", args=["nguoi", person.pk, "ADVANCED_WORKER"]) + "?nam=2026"

    def paragraphs() -> list[str]:
        return [each.text for each in Document(io.BytesIO(client.get(annex).content)).paragraphs]

    own_year = "Theo quy định riêng của cơ quan: sớm nhất năm 2027."
    assert own_year not in client.get(path).content.decode().replace("\xa0", " ")
    assert not any("quy định riêng" in each for each in paragraphs())
    file = enter(cast, now)
    sign_rules(actor=second.actor(), file=file, version=file.version, now=now)

    said = client.get(path).content.decode().replace("\xa0", " ")
    assert own_year in said  # the rules ask for an excellent year, and 2026 was a good one
    assert "Theo quy định riêng của cơ quan: Chưa đủ" in paragraphs()
    assert "Quy định riêng: Xét theo quy định riêng do Lý Thị Pháp nhập và ký." in "\n".join(paragraphs())


def test_rules_from_a_leap_day_on_are_held_against_the_day_before(cast: Cast, now: datetime, client: Client) -> None:
    file = enter(cast, now, RULES.replace("since: 2026-05-01", "since: 2028-02-29"))
    client.force_login(cast.head.user)
    page = client.get(reverse("rule_file", args=[file.pk])).content.decode().replace("\xa0", " ")

    assert "từ 29/02/2028" in page
    assert "Có tinh thần tự lực, tự cường" in page  # what the library asks and the rules do not


@pytest.mark.parametrize("who", ["officer", "head", "secretary", "reader"])
def test_others_read_and_do_no_more(cast: Cast, now: datetime, client: Client, who: str) -> None:
    file = make_rule_file(cast.agency, "Quy định của Bộ")
    client.force_login(getattr(cast, who).user)

    assert "Quy định của Bộ" in client.get(reverse("rule_files")).content.decode().replace("\xa0", " ")
    assert client.get(reverse("rule_file", args=[file.pk])).status_code == 200
    assert client.get(reverse("sign_rules", args=[file.pk])).status_code == 403
    assert client.get(reverse("enter_rules")).status_code == 403


def test_the_pages(cast: Cast, second: Member, now: datetime, client: Client) -> None:
    client.force_login(cast.standing.user)
    sent = {"agency": str(cast.agency.pk), "title": "Quy định của Bộ"}
    bad = SimpleUploadedFile("quy-dinh.yaml", RULES.replace("EXCELLENT", "X").encode())
    assert "quy-dinh.yaml:" in client.post(reverse("enter_rules"), {**sent, "file": bad}).content.decode()
    good = SimpleUploadedFile("quy-dinh.yaml", RULES.encode())
    assert client.post(reverse("enter_rules"), {**sent, "file": good}).status_code == 302
    file = RuleFile.objects.get()
    client.force_login(second.user)
    data = {"version": file.version, "has_read": "on"}
    assert client.post(reverse("sign_rules", args=[file.pk]), {"version": file.version}).status_code == 200
    assert client.post(reverse("sign_rules", args=[file.pk]), data).status_code == 302
    file.refresh_from_db()
    out = {"version": file.version, "reason": "Hết hiệu lực"}
    assert client.post(reverse("withdraw_rules", args=[file.pk]), out).status_code == 302
    assert "Hết hiệu lực" in client.get(reverse("rule_file", args=[file.pk])).content.decode()


STALE = RULES.replace("case_grade: EXCELLENT", "hang_nam: EXCELLENT")
"""What an older release took and this one does not know."""


def test_a_stored_file_that_can_be_read_no_more_is_named_and_the_law_answers(
    cast: Cast, second: Member, now: datetime, client: Client
) -> None:
    assert cast.officer.person is not None
    person = cast.officer.person
    file, waiting = enter(cast, now), make_rule_file(cast.agency, "Bản chờ ký")
    sign_rules(actor=second.actor(), file=file, version=file.version, now=now)
    RuleFile.objects.update(text=STALE)
    fault = "quy-dinh.yaml:25: Không có khóa “hang_nam” ở đây"
    told = f"Không đọc được quy định riêng “Quy định của Bộ”: {fault}"
    client.force_login(cast.standing.user)

    def said(name: str, *args: object) -> str:
        answer = client.get(reverse(name, args=args))
        assert answer.status_code == 200, name
        return re.sub(r"<[^>]+>", "", answer.content.decode().replace("\xa0", " "))

    assert fault in said("rule_files")
    page = said("rule_file", file.pk)
    assert fault in page
    assert "Việc cần làm: rút quy định này, sửa dòng được nêu" in page
    assert page.count("hang_nam: EXCELLENT") == 2  # where the fault is told, and in the file
    for name in ("eligibility", "eligibility_path"):
        assert told in said(name, "nguoi", person.pk)
    tree = said("eligibility_award", "nguoi", person.pk, "ADVANCED_WORKER")
    assert told in tree
    assert "Có tinh thần tự lực, tự cường" in tree  # the law itself
    assert "Theo quy định riêng của cơ quan" not in tree
    annex = client.get(reverse("eligibility_annex", args=["nguoi", person.pk, "ADVANCED_WORKER"])).content
    assert any(told in each.text for each in Document(io.BytesIO(annex)).paragraphs)

    day = date(2026, 6, 15)
    asked = {"actor": cast.standing.actor(), "scope": cast.unit, "year": 2026, "law_on": day, "as_of": day, "now": now}
    review = carry_out(ask_review(**asked))
    assert review.rules == []
    assert told in said("review", review.pk)
    with pytest.raises(RuleFileError) as error:
        sign_rules(actor=second.actor(), file=waiting, version=waiting.version, now=now)
    assert error.value.code == "unread"

    RuleFile.objects.update(text=RULES)
    assert told not in said("eligibility", "nguoi", person.pk)
    assert fault not in said("rule_file", file.pk)
    assert own_rules_of(cast.agency.pk).unread == ()


def test_a_file_that_can_be_read_judges_beside_one_that_cannot(cast: Cast, second: Member, now: datetime) -> None:
    good = enter(cast, now)
    other = enter(cast, now, RULES.replace("code: ADVANCED_WORKER", "code: GRASSROOTS_EMULATION_FIGHTER"))
    for file in (good, other):
        sign_rules(actor=second.actor(), file=file, version=file.version, now=now)
    RuleFile.objects.filter(pk=other.pk).update(text=STALE)
    own = own_rules_of(cast.agency.pk)

    assert (own.ids, own.keys) == ((good.pk,), frozenset({("ADVANCED_WORKER", Subject.INDIVIDUAL)}))
    assert [(each.pk, each.fault.line) for each in own.unread] == [(other.pk, 25)]
    RuleFile.objects.filter(pk=other.pk).update(text=RULES)  # rules for the same award
    assert [each.fault.code for each in own_rules_of(cast.agency.pk).unread] == ["award_twice"]
