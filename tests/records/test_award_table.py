"""Many awards by hand at once: every title and honour, with their decisions; all rows or none."""

from datetime import datetime
from typing import Any

import pytest
from django.urls import reverse

from tests.cast import Cast
from tests.factories.organisations import make_person
from tests.pages import words_of
from thidua.core.law.awards import shipped_awards
from thidua.core.law.codes import Subject as LawSubject
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.organisations.models import Person
from thidua.records.enums import AwardBasis, LawCode
from thidua.records.models import UnitAward
from thidua.records.services import AwardWords
from thidua.records.services.award_rows import AwardLine, AwardRowsError, add_awards


@pytest.fixture(autouse=True)
def now(at: Any) -> datetime:
    moment: datetime = at("2026-06-15 09:00")
    return moment


@pytest.fixture
def person(cast: Cast) -> Person:
    return make_person(cast.unit, "Lương Thị Bích Ngọc", title="Chuyên viên")


def award(subject: Any, code: LawCode, year: int = 2021) -> AwardLine:
    return AwardLine(subject, year, AwardWords(name="", law_code=code, decision_number="12/QĐ-BMH"))


def row(number: int, **cells: str) -> dict[str, str]:
    return {f"d{number}-{name}": value for name, value in cells.items()}


def test_all_rows_are_entered_or_none(cast: Cast, person: Person, now: datetime) -> None:
    officer, own = cast.officer.actor(), cast.officer.person
    good = {
        1: award(person, LawCode.ADVANCED_WORKER),
        2: award(cast.unit, LawCode.EXCELLENT_LABOUR_COLLECTIVE),
        3: award(person, LawCode.LABOUR_ORDER_THIRD_CLASS),
    }
    wrong = {
        4: award(person, LawCode.ADVANCED_WORKER),
        5: award(own, LawCode.ADVANCED_WORKER),
        6: award(person, LawCode.ADVANCED_WORKER, 2027),
        7: award(cast.other_officer.person, LawCode.ADVANCED_WORKER),
    }
    with pytest.raises(AwardRowsError) as refusal:
        add_awards(actor=officer, lines=good | wrong, now=now)
    assert set(refusal.value.rows) == {4, 5, 6, 7}
    assert "Không ai tự ghi" in refusal.value.rows[5]
    assert not UnitAward.objects.exists()

    assert add_awards(actor=officer, lines=good, now=now) == 3
    told = UnitAward.objects.order_by("law_code").values_list("law_code", "person", "unit", "decision_number")
    assert list(told) == [
        ("ADVANCED_WORKER", person.pk, cast.unit.pk, "12/QĐ-BMH"),
        ("EXCELLENT_LABOUR_COLLECTIVE", None, cast.unit.pk, "12/QĐ-BMH"),
        ("LABOUR_ORDER_THIRD_CLASS", person.pk, cast.unit.pk, "12/QĐ-BMH"),
    ]


def test_a_book_takes_every_title_and_honour_of_its_holder_in_a_table(cast: Cast, person: Person, sign_in: Any) -> None:
    address = reverse("award_table", args=["nguoi", person.pk])
    browser = sign_in(cast.officer.user)
    page = browser.get(address).content.decode()
    for (code, whose), _award in shipped_awards().items():
        if whose is LawSubject.INDIVIDUAL:
            assert f'value="{code}"' in page
    assert 'name="d1-who"' not in page
    assert address in browser.get(reverse("record_book", args=["nguoi", person.pk])).content.decode()

    shared = {"decision_number": "12/QĐ-BMH", "decided_on": "20/01/2022", "issuer": "Bộ Minh họa"}
    first = row(1, law_code="ADVANCED_WORKER", year="2021")
    second = row(3, law_code="LABOUR_ORDER_THIRD_CLASS", year="2019", basis="CONTRIBUTION", decision_number="5/QĐ-CTN",
                 decided_on="2020", issuer="Chủ tịch nước")  # fmt: skip
    sent = browser.post(address, shared | first | second)

    assert sent.status_code == 302
    (title, order) = UnitAward.objects.filter(person=person).order_by("-year")
    assert (title.decision_number, title.decided_on, title.issuer, title.basis) == (
        "12/QĐ-BMH", PartialDate(2022, 1, 20), "Bộ Minh họa", None,
    )  # fmt: skip
    assert (order.decision_number, order.decided_on, order.issuer, order.basis) == (
        "5/QĐ-CTN", PartialDate(2020), "Chủ tịch nước", AwardBasis.CONTRIBUTION,
    )  # fmt: skip


def test_the_table_of_a_unit_takes_its_people_and_says_what_is_wrong(cast: Cast, person: Person, sign_in: Any) -> None:
    address = reverse("award_table", args=["don-vi", cast.unit.pk])
    browser = sign_in(cast.officer.user)
    assert cast.officer.person is not None
    page = browser.get(address).content.decode()
    assert f'<option value="{person.pk}">' in page
    assert f'<option value="{cast.officer.person.pk}">' not in page

    good = row(1, who=str(person.pk), law_code="ADVANCED_WORKER", year="2024")
    for wrong, says in (
        (row(2, who="don-vi", law_code="ADVANCED_WORKER", year="2024"), "không dành cho người hoặc đơn vị đã chọn"),
        (row(2, law_code="ADVANCED_WORKER", year="2024"), "Anh/chị chưa chọn của ai."),
        (row(2, who=str(cast.officer.person.pk), law_code="ADVANCED_WORKER", year="2024"), "Của ai"),
        (row(2, who="don-vi", law_code="NO_SUCH", year="2024"), "Danh hiệu, hình thức"),
        (row(2, who="don-vi", law_code="EXCELLENT_LABOUR_COLLECTIVE", year="x"), "bốn chữ số"),
        (row(2, who="don-vi", law_code="EXCELLENT_LABOUR_COLLECTIVE", year="2025", decided_on="31/02/2024"), "Ngày"),
        (row(2, who="don-vi", law_code="EXCELLENT_LABOUR_COLLECTIVE", year="2027"), "2027"),
        (row(2, **{name[3:]: value for name, value in good.items()}), "Dòng 2"),
    ):
        shown = browser.post(address, good | wrong)
        assert shown.status_code == 200
        assert says in words_of(shown)
        assert 'value="2024"' in shown.content.decode()  # what was typed is still there
        assert not UnitAward.objects.exists()
    assert "Anh/chị chưa ghi dòng nào." in words_of(browser.post(address, {"d1-year": " "}))

    assert browser.post(address, good).status_code == 302
    assert UnitAward.objects.get().person == person
    assert sign_in(cast.head.user).get(address).status_code == 403
    assert sign_in(cast.stranger.user).get(address).status_code == 404
