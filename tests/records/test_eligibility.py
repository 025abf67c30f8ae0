"""Pages of eligibility: verdicts in words, the text they stand under, what is missing and where it is entered."""

import html
import io
import re
from datetime import date, datetime

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from docx import Document

from tests.cast import Cast
from tests.factories.books import LISTS, RECORDED, grade_years, make_book, put_award, put_work, tell_in_full
from tests.factories.organisations import make_person
from tests.factories.rule_files import make_rule_file
from tests.pages import words_of
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.organisations.models import Person, Unit
from thidua.records.enums import AwardBasis, EntryKind, Grade, LawCode, RuleFileState, WorkScope
from thidua.records.forms.books import attestable
from thidua.records.models import (
    Attestation,
    BlocRank,
    DisciplinaryMeasure,
    FullyTold,
    PeopleFigures,
    RecordBook,
    RuleFile,
    UnitAward,
    YearGrade,
)

YEARS = (2023, 2024, 2025)
NAMES = (
    "Lương Thị Bích Ngọc",
    "Vụ Kế hoạch – Tài chính và Hợp tác quốc tế",
    "Trần Quốc Hùng",
    "Chuyên viên",
    "Bộ Minh họa",
)
"""Of people, units and posts: as they were entered."""
VIETNAMESE = set("ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ")


@pytest.fixture(autouse=True)
def now(at) -> datetime:
    return at("2026-06-15 09:00")


@pytest.fixture
def person(cast: Cast) -> Person:
    return make_person(cast.unit, "Lương Thị Bích Ngọc", title="Chuyên viên")


@pytest.fixture
def book(person: Person) -> RecordBook:
    """Three excellent years with an initiative each; the third title of grassroots fighter is lacking."""
    book = make_book(person)
    grade_years(book, dict.fromkeys(YEARS, Grade.EXCELLENT))
    for year in YEARS:
        put_award(book, LawCode.ADVANCED_WORKER, year)
        put_work(book, year)
    for year in YEARS[1:]:
        put_award(book, LawCode.GRASSROOTS_EMULATION_FIGHTER, year)
    put_work(book, 2025, WorkScope.MINISTRY)
    tell_in_full(book, *LISTS, EntryKind.POST)
    tell_in_full(book, EntryKind.TITLE)
    for code, _words in attestable(person):
        if code == "ADVANCED_WORKER.SPIRIT":
            Attestation.objects.create(
                agency=book.agency,
                book=book,
                criterion=code,
                year=2025,
                said_by="Trần Quốc Hùng",
                said_on=date(2026, 1, 5),
                recorded_at=RECORDED,
            )
    return book


def page(name: str, person: Person, *more: str) -> str:
    return reverse(name, args=["nguoi", person.pk, *more])


def test_all_awards_with_verdict_and_the_one_reason(cast: Cast, person: Person, book: RecordBook, sign_in) -> None:
    said = words_of(sign_in(cast.head.user).get(page("eligibility", person)))

    assert "Xét cho năm 2025, theo luật của ngày 15/06/2026, vào ngày 15/06/2026." in said
    assert "Lao động tiên tiến Đủ Đủ theo diện: Xét hằng năm." in said
    assert "Chiến sĩ thi đua bộ, ban, ngành, tỉnh Chưa đủ 03 lần liên tục" in said
    assert "Gần đủ Thiếu 1 năm; sớm nhất là năm 2026 nếu các năm tới đều đạt." in said
    assert "chưa đối chiếu" not in said


def test_from_the_day_of_a_text_that_we_do_not_hold_the_verdict_is_stamped(
    cast: Cast, person: Person, book: RecordBook, sign_in
) -> None:
    browser: Client = sign_in(cast.head.user)
    before = words_of(browser.get(page("eligibility", person), {"luat": "30/9/2026"}))
    after = words_of(browser.get(page("eligibility", person), {"luat": "1/10/2026"}))
    assert "chưa đối chiếu Luật 06/2026/QH16" not in before
    assert "chưa đối chiếu Luật 06/2026/QH16" in after
    assert "theo luật của ngày 01/10/2026, vào ngày 15/06/2026" in after
    assert "Lao động tiên tiến Đủ" in after


def test_a_file_received_before_that_day_stays_under_the_older_text(
    cast: Cast, person: Person, book: RecordBook, sign_in
) -> None:
    browser: Client = sign_in(cast.head.user)
    stamp, stays = "chưa đối chiếu Luật 06/2026/QH16", "tiếp tục theo văn bản cũ"
    for day, is_stamped in (("30/9/2026", False), ("1/10/2026", True)):
        asked = {"luat": "1/10/2026", "nhan": day}
        every = words_of(browser.get(page("eligibility", person), asked))
        tree = words_of(browser.get(page("eligibility_award", person, "ADVANCED_WORKER"), asked))
        assert (stamp in every, stamp in tree) == (is_stamped, is_stamped)
        assert (stays in tree) == (not is_stamped)
        assert "Quy định mới có lợi hơn thì áp dụng quy định mới" in tree
    assert "Hồ sơ nhận ngày 30/09/2026." in words_of(
        browser.get(page("eligibility", person), {"luat": "1/10/2026", "nhan": "30/9/2026"})
    )
    assert 'name="nhan"' not in browser.get(page("eligibility_path", person)).text


def test_the_tree_says_article_certainty_and_what_is_lacking(
    cast: Cast, person: Person, book: RecordBook, sign_in
) -> None:
    answer = sign_in(cast.officer.user).get(page("eligibility_award", person, "MINISTERIAL_EMULATION_FIGHTER"))
    said = words_of(answer)
    assert "Chuỗi tính đến năm 2025 có 2 năm: 2024, 2025. Năm 2023 không đạt, chuỗi dừng ở đó." in said
    assert "Cần thêm: Thiếu 1 năm; sớm nhất là năm 2026 nếu các năm tới đều đạt." in said
    assert "khoản 1 Điều 22 của 06/2022/QH15 · đã đọc điều khoản (bản sao)" in said
    titles = UnitAward.objects.filter(person=person, law_code=LawCode.GRASSROOTS_EMULATION_FIGHTER)
    for title in titles:
        assert f'href="{page("record_book", person)}#khen-thuong-{title.pk}"' in answer.text


def test_the_tree_of_a_title_shows_the_criteria_of_the_one_it_asks_for(
    cast: Cast, person: Person, book: RecordBook, sign_in
) -> None:
    """Not a word that only says “Xét tiêu chuẩn Lao động tiên tiến: chưa đủ”; the list of all awards says it, too."""
    UnitAward.objects.filter(person=person, year=2025, law_code=LawCode.ADVANCED_WORKER).delete()
    Attestation.objects.filter(book=book).update(holds=False)
    browser = sign_in(cast.head.user)
    tree = words_of(browser.get(page("eligibility_award", person, "GRASSROOTS_EMULATION_FIGHTER")))
    every = words_of(browser.get(page("eligibility", person)))

    spirit = "Có tinh thần tự lực, tự cường, đoàn kết, tương trợ, tích cực tham gia phong trào thi đua"
    denied = "Trần Quốc Hùng xác nhận là không, ngày 05/01/2026."
    assert "Xét tiêu chuẩn Lao động tiên tiến năm 2025: chưa đủ." in tree
    assert "Đủ Hoàn thành tốt nhiệm vụ trở lên" in tree
    assert f"Chưa đủ {spirit} {denied}" in tree
    assert f"Chiến sĩ thi đua cơ sở Chưa đủ {spirit}: {denied}" in every


def lines_led_to(browser: Client, subject: Person | Unit, *codes: str) -> dict[str, str]:
    """The lines of the book that the explanations of some awards lead to: place on the page → what stands there.
    Every place is on the page of the book, once.
    """
    whose = "nguoi" if isinstance(subject, Person) else "don-vi"
    told = reverse("record_book", args=[whose, subject.pk])
    book = browser.get(told).text
    trees = [browser.get(reverse("eligibility_award", args=[whose, subject.pk, code])).text for code in codes]
    found = dict.fromkeys(place for tree in trees for place in re.findall(rf'href="{told}#([^"]+)"', tree))
    assert [book.count(f'id="{place}"') for place in found] == [1] * len(found)
    lines = {place: re.search(rf'<(tr|div) id="{place}".*?</\1>', book, re.DOTALL) for place in found}
    return {
        place: " ".join(re.sub(r"<[^>]+>", " ", html.unescape(line[0])).split()).replace("\xa0", " ")
        for place, line in lines.items()
        if line is not None
    }


def test_facts_lead_to_the_very_line_they_come_from(cast: Cast, person: Person, book: RecordBook, sign_in) -> None:
    warned = DisciplinaryMeasure.objects.create(
        agency=book.agency, book=book, measure="REPRIMAND", since=date(2015, 1, 1), until=date(2016, 1, 1),
        recorded_at=RECORDED,
    )  # fmt: skip
    codes = ("MINISTERIAL_EMULATION_FIGHTER", "GRASSROOTS_EMULATION_FIGHTER", "ADVANCED_WORKER")
    head = lines_led_to(sign_in(cast.head.user), person, *codes)
    awards = {f"khen-thuong-{each.pk}": each for each in UnitAward.objects.filter(person=person)}
    led = {awards[place].law_code: awards[place].year for place in head if place in awards}

    assert sorted(each.year for place, each in awards.items() if place in head and "FIGHTER" in each.law_code) == [
        2024, 2025,
    ]  # fmt: skip
    assert led["ADVANCED_WORKER"] == 2025
    grade = YearGrade.objects.get(book=book, year=2025)
    assert head[f"xep-loai-{grade.pk}"].startswith("Hoàn thành xuất sắc nhiệm vụ 2025")
    assert [place for place in head if place.startswith("xep-loai-")] == [f"xep-loai-{grade.pk}"]
    assert {f"xac-nhan-{each.pk}" for each in Attestation.objects.all()} == {
        place for place in head if place.startswith("xac-nhan-")
    }
    assert len([place for place in head if place.startswith("sang-kien-")]) == 2  # those of other years do not count
    asked = page("eligibility_award", person, "GRASSROOTS_EMULATION_FIGHTER")
    exact = sign_in(cast.head.user).get(asked, {"WIDER_SCOPE": "EXACT"}).text
    assert len(set(re.findall(r"#sang-kien-\d+", exact))) == 1  # nor does the wider one, read so
    assert "01/03/2012" in head["ngay-vao-lam"]
    assert f"ky-luat-{warned.pk}" in head
    officer = lines_led_to(sign_in(cast.officer.user), person, *codes)
    assert set(officer) == {place for place in head if not place.startswith(("ky-luat", "tam-dung"))}


def test_facts_of_a_unit_lead_to_their_lines_too(cast: Cast, sign_in) -> None:
    book = make_book(cast.unit, established_on=date(1990, 5, 1))
    grade_years(book, {2024: Grade.GOOD, 2025: Grade.EXCELLENT})
    shared = {"agency": book.agency, "book": book, "recorded_at": RECORDED}
    figures = [
        PeopleFigures.objects.create(year=year, total=40, titles={"ADVANCED_WORKER": 39}, **shared)
        for year in (2024, 2025)
    ]
    ranks = [BlocRank.objects.create(year=year, rank=1, organiser="MINISTRY", **shared) for year in (2024, 2025)]
    BlocRank.objects.create(year=2025, rank=1, organiser="CENTRAL_COUNCIL", **shared)
    found = lines_led_to(sign_in(cast.head.user), cast.unit, "EXCELLENT_LABOUR_COLLECTIVE", "MINISTRY_EMULATION_FLAG")

    assert [place for place in found if place.startswith(("so-nguoi-", "xep-hang-"))] == [
        f"so-nguoi-{figures[1].pk}", f"xep-hang-{ranks[1].pk}",
    ]  # fmt: skip
    assert "40 người" in found[f"so-nguoi-{figures[1].pk}"]


def test_what_is_missing_says_where_it_is_entered(cast: Cast, person: Person, sign_in) -> None:
    make_book(person)
    tree = page("eligibility_award", person, "GRASSROOTS_EMULATION_FIGHTER")
    officer = sign_in(cast.officer.user).get(tree).text
    assert f'href="{page("record_book", person)}#xep-loai"' in officer  # no line to lead to
    assert f'href="{page("add_book_entry", person, "xep-loai")}"' in officer
    assert f'href="{page("tell_in_full", person)}?loai=INITIATIVE"' in officer
    head = sign_in(cast.head.user).get(tree).text
    assert page("add_book_entry", person, "xep-loai") not in head


def test_a_list_known_in_part_counts_and_is_asked_for_where_it_may_change_the_answer(
    cast: Cast, person: Person, sign_in
) -> None:
    put_award(make_book(person), LawCode.MINISTRY_CERTIFICATE_OF_MERIT, 2020, day=PartialDate(2020, 12, 30))
    browser: Client = sign_in(cast.officer.user)
    ask = f'href="{page("tell_in_full", person)}?loai=HONOUR"'

    has_it = browser.get(page("eligibility_award", person, "PRIME_MINISTER_CERTIFICATE_OF_MERIT"))
    assert "Đã được tặng Bằng khen của bộ, ban, ngành, tỉnh, quyết định ngày 30/12/2020." in words_of(has_it)
    lacks_it = browser.get(page("eligibility_award", person, "LABOUR_ORDER_THIRD_CLASS"))
    assert "Danh sách hình thức khen thưởng mới ghi một phần: chưa ai xác nhận là đã ghi đủ." in words_of(lacks_it)
    assert (ask in has_it.text, ask in lacks_it.text) == (False, True)


def test_titles_known_in_part_are_asked_for(cast: Cast, person: Person, sign_in) -> None:
    """Of a year with one title on record nobody knows the others until somebody says that these are all."""
    book = make_book(person)
    grade_years(book, dict.fromkeys(YEARS, Grade.EXCELLENT))
    for year in YEARS:
        put_award(book, LawCode.ADVANCED_WORKER, year)
    browser: Client = sign_in(cast.officer.user)
    tree, ask = page("eligibility_award", person, "MINISTERIAL_EMULATION_FIGHTER"), page("tell_in_full", person)
    partly = "Danh hiệu năm 2025 mới ghi một phần: chưa ai xác nhận là đã ghi đủ."
    answer = browser.get(tree)
    assert partly in words_of(answer)
    assert f'href="{ask}?loai=TITLE"' in answer.text

    assert browser.post(ask, {"kind": "TITLE", "to_year": "2025"}).status_code == 302
    assert partly not in words_of(browser.get(tree))


def test_a_setting_is_chosen_and_what_is_none_is_refused(cast: Cast, person: Person, book: RecordBook, sign_in) -> None:
    browser: Client = sign_in(cast.officer.user)
    award = page("eligibility_award", person, "MINISTRY_CERTIFICATE_OF_MERIT")
    chosen = words_of(browser.get(award, {"INITIATIVES_OF_MINISTRY_CERTIFICATE": "BOTH"}))
    assert "Cơ quan đã chọn một cách đọc" in chosen
    for wrong in ({"RUN_ENDS": "NEVER"}, {"nam": "mười"}, {"luat": "32/13/2026"}, {"nam": "99999"}):
        assert browser.get(award, wrong).status_code == 200


def test_an_award_there_is_not_is_not_found(cast: Cast, person: Person, sign_in) -> None:
    browser: Client = sign_in(cast.officer.user)
    assert browser.get(page("eligibility_award", person, "NOBEL_PRIZE")).status_code == 404
    assert browser.get(page("eligibility_award", person, "GOVERNMENT_EMULATION_FLAG")).status_code == 404
    assert browser.get(reverse("eligibility", args=["ai-do", person.pk])).status_code == 404


def test_the_path_begins_after_the_latest_graded_year(cast: Cast, person: Person, book: RecordBook, sign_in) -> None:
    said = words_of(sign_in(cast.officer.user).get(page("eligibility_path", person)))
    assert "Từ năm 2026, sớm nhất khi nào đạt được gì nếu năm nào cũng tốt." in said
    assert "Chiến sĩ thi đua bộ, ban, ngành, tỉnh năm 2026" in said


def test_the_path_names_what_people_must_see_to_in_each_year(
    cast: Cast, person: Person, book: RecordBook, sign_in
) -> None:
    browser: Client = sign_in(cast.officer.user)
    said = words_of(browser.get(page("eligibility_path", person)))
    spirit = "Có tinh thần tự lực, tự cường, đoàn kết, tương trợ, tích cực tham gia phong trào thi đua"
    assert (
        f"Chiến sĩ thi đua cơ sở 2026: Hoàn thành xuất sắc nhiệm vụ Người có trách nhiệm xác nhận: {spirit}"
    ) in said

    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    english = words_of(browser.get(page("eligibility_path", person)))
    assert "2026: Graded excellent Somebody responsible confirms: " in english


@pytest.mark.parametrize(("day", "is_stamped"), [("30/09/2026", False), ("01/10/2026", True)])
def test_the_path_is_stamped_where_a_text_in_force_is_not_held(
    cast: Cast, person: Person, book: RecordBook, sign_in, day: str, is_stamped: bool
) -> None:
    said = words_of(sign_in(cast.head.user).get(page("eligibility_path", person), {"luat": day}))
    assert ("chưa đối chiếu Luật 06/2026/QH16" in said) is is_stamped
    assert ("Lộ trình dưới đây theo văn bản đang giữ" in said) is is_stamped


# --- What is withheld from whoever may not see discipline and holds --------------------------------------------------


def annex_of(browser: Client, person: Person, code: str, asked: dict[str, str]) -> list[str]:
    """All that stands in the Word document."""
    document = Document(io.BytesIO(browser.get(page("eligibility_annex", person, code), asked).content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [*(paragraph.text for paragraph in document.paragraphs), *cells]


def seen(browser: Client, person: Person, asked: dict[str, str]) -> dict[str, object]:
    """All that the pages of eligibility and the annexes say of somebody."""
    codes = ("ADVANCED_WORKER", "MINISTERIAL_EMULATION_FIGHTER")
    told: dict[str, object] = {
        name: words_of(browser.get(page(name, person), asked)) for name in ("eligibility", "eligibility_path")
    }
    for code in codes:
        told[f"tree {code}"] = words_of(browser.get(page("eligibility_award", person, code), asked))
        told[f"annex {code}"] = annex_of(browser, person, code, asked)
    return told


@pytest.mark.parametrize(("day", "has_rules"), [("15/06/2026", False), ("01/10/2026", True)])
def test_discipline_and_holds_show_nowhere_to_an_officer(
    cast: Cast, person: Person, book: RecordBook, sign_in, day: str, has_rules: bool
) -> None:
    if has_rules:
        file = make_rule_file(cast.agency, "Quy định của Bộ")
        RuleFile.objects.filter(pk=file.pk).update(state=RuleFileState.SIGNED, signed_by="Lý Thị Pháp")

    def officer() -> dict[str, object]:
        return seen(sign_in(cast.officer.user), person, {"luat": day})

    def head() -> str:
        tree = page("eligibility_award", person, "ADVANCED_WORKER")
        return words_of(sign_in(cast.head.user).get(tree, {"luat": day}))

    clean, clean_head = officer(), head()
    book.awardholds.create(agency=book.agency, reason="COMPLAINT", since=date(2026, 1, 2), recorded_at=RECORDED)
    held, held_head = officer(), head()
    book.disciplinarymeasures.create(
        agency=book.agency, measure="REPRIMAND", since=date(2024, 5, 1), until=date(2025, 5, 1), recorded_at=RECORDED
    )
    disciplined = officer()
    FullyTold.objects.filter(book=book, kind__in=(EntryKind.DISCIPLINE, EntryKind.HOLD)).delete()
    untold = officer()

    for name, said in clean.items():
        assert held[name] == said, name
        assert disciplined[name] == said, name
        assert untold[name] == said, name
    assert held_head != clean_head  # who sees them learns of it


def test_what_rests_on_discipline_and_holds_is_left_to_the_standing_office(
    cast: Cast, person: Person, book: RecordBook, sign_in
) -> None:
    browser: Client = sign_in(cast.officer.user)
    every = words_of(browser.get(page("eligibility", person)))
    assert "Lao động tiên tiến Do cơ quan thường trực xem Mọi điều khác đủ theo diện: Xét hằng năm." in every
    assert "Chiến sĩ thi đua bộ, ban, ngành, tỉnh Chưa đủ 03 lần liên tục" in every
    assert "Chưa tính kỷ luật, tạm dừng xét: phần đó do cơ quan thường trực xem." in every
    tree = browser.get(page("eligibility_award", person, "GRASSROOTS_EMULATION_FIGHTER"))
    said = words_of(tree)
    assert "Do cơ quan thường trực xem Không thuộc trường hợp tạm dừng xét" in said
    assert "Do cơ quan thường trực xem Thời gian tính thành tích bắt đầu lại" in said
    assert "Đủ Hoàn thành xuất sắc nhiệm vụ" in said  # what he may see he sees
    annex = annex_of(browser, person, "ADVANCED_WORKER", {})
    assert "Kết luận: Do cơ quan thường trực xem" in annex
    head = words_of(sign_in(cast.head.user).get(page("eligibility", person)))
    assert "Do cơ quan thường trực xem" not in head


def test_everyone_reads_his_own_with_discipline(cast: Cast, sign_in) -> None:
    assert cast.reader.person is not None
    book = make_book(cast.reader.person)
    book.disciplinarymeasures.create(
        agency=book.agency, measure="REPRIMAND", since=date(2025, 5, 1), until=date(2026, 5, 1), recorded_at=RECORDED
    )
    said = words_of(sign_in(cast.reader.user).get(page("eligibility_award", cast.reader.person, "ADVANCED_WORKER")))
    assert "Khiển trách từ ngày 01/05/2025" in said


def test_a_unit_has_its_own_awards(cast: Cast, sign_in) -> None:
    book = make_book(cast.unit, established_on=date(2010, 7, 1))
    grade_years(book, {2025: Grade.GOOD})
    browser: Client = sign_in(cast.head.user)
    address = ["don-vi", cast.unit.pk]
    said = words_of(browser.get(reverse("eligibility", args=address)))
    assert "Tập thể lao động tiên tiến" in said
    assert "Chiến sĩ thi đua toàn quốc" not in said
    assert browser.get(reverse("eligibility_path", args=address)).status_code == 200
    assert browser.get(reverse("record_book", args=address)).status_code == 200
    assert not Attestation.objects.exists()


def test_a_unit_that_was_dissolved_is_honoured_no_more(cast: Cast, sign_in) -> None:
    book = make_book(cast.unit, established_on=date(2010, 7, 1))
    grade_years(book, {2025: Grade.GOOD})
    browser: Client = sign_in(cast.standing.user)
    tree = reverse("eligibility_award", args=["don-vi", cast.unit.pk, "ADVANCED_LABOUR_COLLECTIVE"])
    assert "Không ghi ngày giải thể nào: đang hoạt động." in words_of(browser.get(tree))

    cast.unit.ended_on = date(2026, 6, 14)
    cast.unit.save()
    said = words_of(browser.get(tree))
    assert "Giải thể từ ngày 15/06/2026." in said
    assert "Chưa đủ" in said
    last_day = words_of(browser.get(tree, {"xet": "14/06/2026"}))
    assert "Giải thể từ ngày 15/06/2026, sau ngày xét 14/06/2026." in last_day
    assert "Giải thể từ ngày" not in words_of(browser.get(tree, {"luat": "04/08/2025"}))  # no such rule yet


def test_a_year_with_maternity_leave_says_that_it_counts(cast: Cast, person: Person, book: RecordBook, sign_in) -> None:
    browser: Client = sign_in(cast.officer.user)
    grade = YearGrade.objects.get(book=book, year=2024)
    form = reverse("correct_book_entry", args=["xep-loai", grade.pk])
    sent = {"year": 2024, "grade": "EXCELLENT", "has_maternity_leave": "on", "why": "Bổ sung", "version": grade.version}
    tree = page("eligibility_award", person, "MINISTERIAL_EMULATION_FIGHTER")
    note = "Có thời gian nghỉ thai sản năm 2024: được tính để xét (khoản 5 Điều 4 của 152/2025/NĐ-CP)."
    assert note not in words_of(browser.get(tree))

    assert browser.post(form, sent).status_code == 302
    assert note in words_of(browser.get(tree))
    assert "Có thời gian nghỉ thai sản (được tính để xét)" in words_of(browser.get(page("record_book", person)))
    unit_form = reverse("add_book_entry", args=["don-vi", cast.unit.pk, "xep-loai"])
    assert "thai sản" not in browser.get(unit_form).text


def test_in_english_the_pages_are_english(cast: Cast, person: Person, book: RecordBook, sign_in) -> None:
    browser: Client = sign_in(cast.officer.user)
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    for address in (
        page("eligibility", person),
        page("eligibility_award", person, "MINISTERIAL_EMULATION_FIGHTER"),
        page("eligibility_award", person, "MINISTRY_CERTIFICATE_OF_MERIT"),
        page("eligibility_path", person),
    ):
        text = browser.get(address, {"luat": "01/11/2026"}).text
        main = re.sub(r'<(\w+)[^>]* lang="vi"[^>]*>.*?</\1>', " ", text[text.index("<main") : text.index("</main>")])
        said = html.unescape(re.sub(r"<[^>]*>", " ", main)).replace("\xa0", " ")
        for name in NAMES:
            said = said.replace(name, "")
        left = {word for word in said.split() if VIETNAMESE & set(word.lower()) and "/" not in word}
        assert left == set(), address


def test_the_tree_as_an_annex_in_word(cast: Cast, person: Person, book: RecordBook, sign_in) -> None:
    address = page("eligibility_annex", person, "MINISTERIAL_EMULATION_FIGHTER")
    browser: Client = sign_in(cast.officer.user)
    answer = browser.get(address, {"luat": "1/10/2026"})
    assert answer["Content-Disposition"] == 'attachment; filename="phu-luc-ministerial-emulation-fighter-2025.docx"'
    document = Document(io.BytesIO(answer.content))
    said = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "Chiến sĩ thi đua bộ, ban, ngành, tỉnh: Lương Thị Bích Ngọc" in said
    assert "chưa đối chiếu Luật 06/2026/QH16" in said
    assert "Kết luận: Chưa đủ" in said
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert "khoản 1 Điều 22 của 06/2022/QH15 · đã đọc điều khoản (bản sao)" in cells
    assert cells.count("– – 03 lần liên tục được tặng danh hiệu Chiến sĩ thi đua cơ sở") == 2  # in each reading
    assert any(
        "chuỗi dừng ở đó. Tính danh hiệu Chiến sĩ thi đua cơ sở. Cần thêm: Thiếu 1 năm" in cell for cell in cells
    )
    assert sign_in(cast.stranger.user).get(address).status_code == 404


@pytest.mark.parametrize("basis", [AwardBasis.THEMATIC, AwardBasis.MERIT, None])
def test_a_page_says_on_what_basis_a_flag_was_given(cast: Cast, sign_in, basis: AwardBasis | None) -> None:
    book = make_book(cast.unit, established_on=date(2010, 7, 1))
    grade_years(book, dict.fromkeys(range(2021, 2026), Grade.EXCELLENT))
    put_award(book, LawCode.MINISTRY_CERTIFICATE_OF_MERIT, 2020, day=PartialDate(2020, 12, 30))
    flag = put_award(book, LawCode.MINISTRY_EMULATION_FLAG, 2023, basis=basis)
    tell_in_full(book, EntryKind.TITLE, EntryKind.HONOUR, EntryKind.DISCIPLINE, EntryKind.HOLD)
    address = reverse("eligibility_award", args=["don-vi", cast.unit.pk, "PRIME_MINISTER_CERTIFICATE_OF_MERIT"])
    found = sign_in(cast.head.user).get(address)
    told = words_of(found)

    assert f"khen-thuong-{flag.pk}" in found.text
    assert ("theo chuyên đề hoặc đột xuất: không làm căn cứ" in told) == (basis is AwardBasis.THEMATIC)
    assert ("năm 2023 có trong hồ sơ nhưng chưa rõ diện khen" in told) == (basis is None)
