"""How an agency reads a text: chosen by its standing office with paper and reason, used by eligibility and review."""

import io
import json
from datetime import datetime
from itertools import pairwise
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document

from tests.cast import Cast
from tests.factories.books import LISTS, grade_years, make_book, put_award, tell_in_full
from tests.factories.organisations import make_agency, make_person
from tests.pages import words_of
from tests.records.test_reviews import ASKED
from thidua.audit.models import AuditEntry
from thidua.common.errors import RefusedError, StaleVersionError
from thidua.core.law.codes import Subject
from thidua.core.law.settings import shipped_settings
from thidua.organisations.models import Person
from thidua.records.enums import EntryKind, Grade, LawCode
from thidua.records.errors import ReadingError
from thidua.records.facts.readings import readings_of
from thidua.records.facts.review_pages import awards_asked, changed_since, explanation_of
from thidua.records.jobs import carry_out
from thidua.records.models import ChosenReading, EligibilityReview, ReviewRow
from thidua.records.services.readings import choose_reading
from thidua.records.services.reviews import ask_review

CODE = "INITIATIVES_OF_MINISTRY_CERTIFICATE"
CERTIFICATE = "MINISTRY_CERTIFICATE_OF_MERIT"
QUESTION = "“trong thời gian đó có 02 sáng kiến” ràng buộc cả trường hợp"


@pytest.fixture(autouse=True)
def now(at) -> datetime:
    return at("2026-06-15 09:00")


@pytest.fixture
def person(cast: Cast) -> Person:
    """Twice running a grassroots fighter, without any initiative: the two readings differ."""
    person = make_person(cast.unit, "Lương Thị Bích Ngọc")
    book = make_book(person)
    grade_years(book, dict.fromkeys((2024, 2025), Grade.GOOD))
    for year in (2024, 2025):
        put_award(book, LawCode.GRASSROOTS_EMULATION_FIGHTER, year)
    tell_in_full(book, *LISTS, EntryKind.TITLE, EntryKind.POST)
    return person


def choose(cast: Cast, now: datetime, answer: str = "BOTH", **more: Any) -> ChosenReading:
    given = {
        "actor": cast.standing.actor(), "agency": cast.agency, "setting": shipped_settings()[CODE], "answer": answer,
        "basis": "Công văn 12/BMH-TĐKT ngày 05/01/2026", "reason": "Theo hướng dẫn của Bộ", "version": 0, "now": now,
    }  # fmt: skip
    return choose_reading(**{**given, **more})


def verdict_on(page: str) -> str:
    """The verdict at the head of the page of one award."""
    return page.split("Kết luận ", 1)[1].split(" Chế độ", 1)[0]


def review_of(cast: Cast, now: datetime) -> EligibilityReview:
    return carry_out(ask_review(actor=cast.standing.actor(), scope=cast.unit, now=now, **ASKED))


def letter_of(review: EligibilityReview, person: Person) -> str:
    place = next(each.place for each in awards_asked(review, Subject.INDIVIDUAL) if each.code == CERTIFICATE)
    return ReviewRow.objects.get(review=review, person=person).verdicts[place]


def test_the_choice_of_the_agency_is_used_and_shown_by_eligibility_and_review(
    cast: Cast, person: Person, now: datetime, sign_in
) -> None:
    browser: Client = sign_in(cast.head.user)
    tree = reverse("eligibility_award", args=["nguoi", person.pk, CERTIFICATE])
    open_ = words_of(browser.get(tree))
    before = review_of(cast, now)
    assert "cơ quan cần chọn" in open_
    assert letter_of(before, person) == "1"  # the readings differ: cannot be told

    choose(cast, now)
    told = words_of(browser.get(tree))
    assert "Cách đọc văn bản đang dùng" in told
    assert "Cả hai trường hợp" in told
    assert "Căn cứ Công văn 12/BMH-TĐKT ngày 05/01/2026. Theo hướng dẫn của Bộ · Phạm Văn Thường" in told
    assert "Cơ quan đã chọn một cách đọc" in told
    annex = Document(
        io.BytesIO(browser.get(reverse("eligibility_annex", args=["nguoi", person.pk, CERTIFICATE])).content)
    )
    assert any(
        "Cả hai trường hợp. Căn cứ Công văn 12/BMH-TĐKT ngày 05/01/2026: Theo hướng dẫn của Bộ." in each.text
        for each in annex.paragraphs
    )
    laws = [row.cells[3].text for table in annex.tables[1:-1] for row in table.rows[1:]]
    assert "như trên" in laws
    assert all(law != above or law == "như trên" for above, law in pairwise(laws[2:]))
    assert changed_since(before) == now
    after = review_of(cast, now)
    assert (after.readings, letter_of(after, person)) == ({CODE: "BOTH"}, "0")
    assert "Cả hai trường hợp" in words_of(browser.get(reverse("review", args=[after.pk])))
    row, award = ReviewRow.objects.get(review=after, person=person), awards_asked(after, Subject.INDIVIDUAL)[0]
    assert f"{CODE}=BOTH" in explanation_of(after, row, award)


def test_an_address_may_ask_for_another_reading_or_for_all(cast: Cast, person: Person, now: datetime, sign_in) -> None:
    choose(cast, now)
    browser: Client = sign_in(cast.head.user)
    tree = reverse("eligibility_award", args=["nguoi", person.pk, CERTIFICATE])
    other = words_of(browser.get(tree, {CODE: "ONLY_GRADES"}))
    assert "Chọn cho lần xem này" in other
    assert "Theo hướng dẫn của Bộ" not in other
    assert "cơ quan cần chọn" in words_of(browser.get(tree, {CODE: "-"}))


@pytest.mark.parametrize("code", shipped_settings())
def test_every_question_that_a_text_leaves_open_has_its_page_to_choose(cast: Cast, sign_in, code: str) -> None:
    setting = shipped_settings()[code]
    browser: Client = sign_in(cast.standing.user)
    answer = browser.get(reverse("choose_reading", args=[cast.agency.pk, code]))
    listed = words_of(browser.get(reverse("law_rules")))

    assert answer.status_code == 200
    for said in (setting.question, *setting.options.values()):
        assert said in words_of(answer)
        assert said in listed


def test_a_choice_has_its_paper_its_reason_and_its_entry(cast: Cast, now: datetime) -> None:
    for wrong, code in (
        ({"basis": " "}, "no_basis"),
        ({"reason": ""}, "no_reason"),
        ({"answer": "X"}, "no_such_answer"),
    ):
        with pytest.raises(ReadingError) as error:
            choose(cast, now, **wrong)
        assert error.value.code == code
    assert not ChosenReading.objects.exists()

    row = choose(cast, now)
    told = json.loads(AuditEntry.objects.get(action="reading.chosen").payload)
    assert readings_of(cast.agency.pk) == {CODE: "BOTH"}
    assert (told["after"]["reading"], told["reason"]) == ("Cả hai trường hợp", "Theo hướng dẫn của Bộ")
    with pytest.raises(StaleVersionError):
        choose(cast, now, answer="ONLY_GRADES", version=0)

    choose(cast, now, answer="", version=row.version, reason="Bộ đã rút công văn")
    assert readings_of(cast.agency.pk) == {}


@pytest.mark.parametrize("who", ["officer", "head", "secretary", "reader", "stranger"])
def test_only_the_standing_office_chooses(cast: Cast, now: datetime, who: str, sign_in) -> None:
    with pytest.raises(RefusedError):
        choose(cast, now, actor=getattr(cast, who).actor())
    address = reverse("choose_reading", args=[cast.agency.pk, CODE])
    assert sign_in(getattr(cast, who).user).get(address).status_code == 403
    assert sign_in(cast.standing.user).get(address).status_code == 200
    elsewhere = make_agency("tinh-minh-hoa", "Tỉnh Minh họa")
    for unknown in ([elsewhere.pk, CODE], [cast.agency.pk, "KHONG_CO"]):
        assert sign_in(cast.standing.user).get(reverse("choose_reading", args=unknown)).status_code == 404


def test_the_page_of_readings_and_its_form(cast: Cast, sign_in) -> None:
    browser: Client = sign_in(cast.standing.user)
    rules, address = reverse("law_rules"), reverse("choose_reading", args=[cast.agency.pk, CODE])
    assert f'href="{address}"' in browser.get(rules).text
    assert QUESTION in words_of(browser.get(address))
    sent = {
        "answer": "BOTH",
        "basis": "Kết luận của Hội đồng ngày 10/06/2026",
        "reason": "Cho thống nhất",
        "version": 0,
    }
    assert "Anh/chị chưa ghi căn cứ." in words_of(browser.post(address, {**sent, "basis": ""}))
    assert "Anh/chị chưa chọn một cách đọc." in words_of(browser.post(address, {**sent, "answer": ""}))
    assert browser.post(address, sent).status_code == 302
    told = words_of(browser.get(rules))
    assert "Căn cứ Kết luận của Hội đồng ngày 10/06/2026. Cho thống nhất" in told
    assert f'href="{address}"' not in sign_in(cast.reader.user).get(rules).text
