"""Record books: who sees and who writes them, what cannot be written, corrections, and the pages."""

import re
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.factories.awards import make_award
from tests.factories.books import grade_years, make_book, put_award, put_work, tell_in_full
from tests.factories.organisations import make_person
from tests.pages import words_of
from thidua.audit.models import AuditEntry
from thidua.common.errors import RefusedError, StaleVersionError
from thidua.common.parents import describe_parents, may_attach, parent_url, visible_parents
from thidua.common.references import Reference
from thidua.organisations.models import BlocMembership, Person, Post, UnitMembership
from thidua.records.enums import AwardCode, BookPart, EntryKind, Grade, LawCode, MeasureKind, PostRank, RecipientKind
from thidua.records.errors import AwardError, BookError
from thidua.records.forms.books import stored_values
from thidua.records.models import (
    Attestation,
    DisciplinaryMeasure,
    FullyTold,
    PeopleFigures,
    PostStanding,
    RecordBook,
    UnitAward,
    YearGrade,
)
from thidua.records.policies import (
    awards_visible_to,
    books_visible_to,
    may_attest,
    may_see_sensitive,
    may_write_book,
    may_write_sensitive,
    people_with_books_visible_to,
    units_with_books_visible_to,
)
from thidua.records.services import AwardWords, correct_award
from thidua.records.services.books import (
    SubjectFacts,
    add_award,
    add_entry,
    correct_entry,
    note_subject,
    place_post,
    remove_entry,
    take_back,
)
from thidua.records.services.books import (
    tell_in_full as say_told,
)

ROLES = (
    "secretary", "officer", "head", "other_officer", "standing", "observer", "council_member", "reader", "stranger",
    "administrator",
)  # fmt: skip


@pytest.fixture(autouse=True)
def now(at) -> datetime:
    return at("2026-06-15 09:00")


@pytest.fixture
def person(cast: Cast) -> Person:
    """A colleague of the officer, without an account."""
    return make_person(cast.unit, "Lương Thị Bích Ngọc", title="Chuyên viên")


# --- who -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asks", "allowed"),
    [
        (
            lambda actor, who: people_with_books_visible_to(actor).filter(pk=who.pk).exists(),
            {"officer", "head", "standing"},
        ),
        (may_write_book, {"officer", "standing"}),
        (may_attest, {"officer", "head", "standing"}),
        (may_see_sensitive, {"head", "standing"}),
        (may_write_sensitive, {"standing"}),
    ],
    ids=["sees", "writes", "attests", "sees discipline", "writes discipline"],
)
def test_who_may_do_what_with_the_book_of_a_colleague(cast: Cast, person: Person, asks: Any, allowed: set[str]) -> None:
    assert {name for name in ROLES if asks(cast.everyone()[name].actor(), person)} == allowed


def test_who_sees_the_book_of_a_unit(cast: Cast) -> None:
    def sees(name: str) -> bool:
        return units_with_books_visible_to(cast.everyone()[name].actor()).filter(pk=cast.unit.pk).exists()

    assert {name for name in ROLES if sees(name)} == {"officer", "head", "standing"}
    assert {name for name in ROLES if may_attest(cast.everyone()[name].actor(), cast.unit)} == {"standing"}


def test_everyone_sees_his_own_and_nobody_writes_it(cast: Cast) -> None:
    for member in cast.everyone().values():
        assert member.person is not None
        make_book(member.person)
        actor = member.actor()
        assert books_visible_to(actor).filter(person=member.person).exists()
        assert may_see_sensitive(actor, member.person)
        assert not may_write_book(actor, member.person)
        assert not may_attest(actor, member.person)
        assert not may_write_sensitive(actor, member.person)


def test_who_left_the_unit_takes_the_book_along(cast: Cast, person: Person) -> None:
    person.memberships.update(until=date(2026, 3, 31))
    assert not may_write_book(cast.officer.actor(), person)
    assert not people_with_books_visible_to(cast.head.actor()).filter(pk=person.pk).exists()


def test_what_only_a_book_tells_is_no_concern_of_the_bloc(cast: Cast, person: Person, now: datetime) -> None:
    award = add_award(
        actor=cast.officer.actor(),
        subject=person,
        year=2025,
        words=AwardWords("", law_code=LawCode.ADVANCED_WORKER),
        now=now,
    )

    def sees(name: str) -> bool:
        return awards_visible_to(cast.everyone()[name].actor()).filter(pk=award.pk).exists()

    assert (award.person, award.unit, award.name, award.is_told_to_bloc) == (
        person,
        cast.unit,
        "Lao động tiên tiến",
        False,
    )
    assert {name for name in ROLES if sees(name)} == {"officer", "head", "standing"}


# --- writing ---------------------------------------------------------------------------------------------------------


def grade(year: int = 2025, code: Grade = Grade.GOOD) -> dict[str, Any]:
    return {"year": year, "grade": code}


def test_a_line_is_written_corrected_and_taken_out(cast: Cast, person: Person, now: datetime) -> None:
    actor = cast.officer.actor()
    entry = add_entry(actor=actor, subject=person, part=BookPart.GRADE, values=grade(), now=now)
    assert isinstance(entry, YearGrade)
    assert RecordBook.objects.get().person == person

    changed = {"entry": entry, "values": grade(code=Grade.EXCELLENT), "now": now, "actor": actor}
    with pytest.raises(BookError) as refusal:
        correct_entry(version=1, reason="", **changed)
    assert refusal.value.code == "no_reason"
    correct_entry(version=1, reason="Xem lại quyết định", **changed)
    with pytest.raises(StaleVersionError):
        correct_entry(version=1, reason="Lần nữa", **changed)
    assert YearGrade.objects.get().grade == Grade.EXCELLENT

    remove_entry(actor=actor, entry=entry, version=2, reason="Nhầm người", now=now)
    assert not YearGrade.objects.exists()
    told = AuditEntry.objects.order_by("pk").values_list("action", flat=True)
    assert list(told) == ["book.entry_added", "book.entry_corrected", "book.entry_removed"]


@pytest.mark.parametrize(
    ("part", "values", "code"),
    [
        (BookPart.GRADE, grade(2027), "year"),
        (BookPart.GRADE, grade(1940), "year"),
        (BookPart.GRADE, grade(2024), "recorded_already"),
        (BookPart.DISCIPLINE, {"measure": "WARNING", "since": date(2026, 7, 1), "until": None}, "in_the_future"),
        (
            BookPart.DISCIPLINE,
            {"measure": "WARNING", "since": date(2025, 7, 1), "until": date(2025, 6, 1)},
            "end_first",
        ),
        (
            BookPart.HOLD,
            {"reason": "COMPLAINT", "since": date(2025, 7, 1), "conclusion": "VIOLATION"},
            "half_a_conclusion",
        ),
        (
            BookPart.HOLD,
            {
                "reason": "COMPLAINT",
                "since": date(2025, 7, 1),
                "conclusion": "VIOLATION",
                "concluded_on": date(2025, 6, 1),
            },
            "end_first",
        ),
    ],
)
def test_what_cannot_be_is_refused(
    cast: Cast, person: Person, now: datetime, part: BookPart, values: dict[str, Any], code: str
) -> None:
    grade_years(make_book(person), {2024: Grade.GOOD})
    with pytest.raises(BookError) as refusal:
        add_entry(actor=cast.standing.actor(), subject=person, part=part, values=values, now=now)
    assert refusal.value.code == code


def test_a_part_is_not_larger_than_the_whole(cast: Cast, now: datetime) -> None:
    values = {"year": 2025, "total": 10, "women": None, "grades": {"GOOD": 11}, "titles": {}, "disciplined": None}
    with pytest.raises(BookError) as refusal:
        add_entry(actor=cast.officer.actor(), subject=cast.unit, part=BookPart.PEOPLE, values=values, now=now)
    assert refusal.value.code == "more_than_all"


def test_discipline_is_written_by_the_standing_office_alone(cast: Cast, person: Person, now: datetime) -> None:
    values = {"measure": "REPRIMAND", "since": date(2025, 5, 1), "until": date(2026, 5, 1)}
    with pytest.raises(RefusedError):
        add_entry(actor=cast.officer.actor(), subject=person, part=BookPart.DISCIPLINE, values=values, now=now)
    add_entry(actor=cast.standing.actor(), subject=person, part=BookPart.DISCIPLINE, values=values, now=now)
    assert DisciplinaryMeasure.objects.get().book.person == person


def test_who_confirms_stands_there_by_name(cast: Cast, person: Person, now: datetime) -> None:
    values = {"criterion": "GRASSROOTS_EMULATION_FIGHTER.COMBAT", "year": 2025, "holds": True}
    add_entry(actor=cast.head.actor(), subject=person, part=BookPart.ATTESTATION, values=values, now=now)

    said = Attestation.objects.get()
    assert (said.said_by, said.said_by_person, said.said_on) == ("Trần Quốc Hùng", cast.head.person, date(2026, 6, 15))


def test_the_same_title_of_a_year_is_entered_once(cast: Cast, person: Person, now: datetime) -> None:
    words = AwardWords("", law_code=LawCode.ADVANCED_WORKER)
    given: dict[str, Any] = {"actor": cast.officer.actor(), "subject": person, "words": words, "now": now}
    add_award(year=2025, **given)
    add_award(year=2024, **given)
    with pytest.raises(AwardError) as refusal:
        add_award(year=2025, **given)
    assert refusal.value.code == "recorded_already"


def test_what_the_unit_told_by_name_becomes_the_line_of_the_book(cast: Cast, person: Person, now: datetime) -> None:
    told = make_award(
        cast,
        "",
        year=2025,
        code=AwardCode.GRASSROOTS_EMULATION_FIGHTER,
        recipient_kind=RecipientKind.PERSON,
        recipient="lương thị bích ngọc",
        decision_number="9/QĐ-BMH",
    )
    words = AwardWords("", law_code=LawCode.GRASSROOTS_EMULATION_FIGHTER, issuer="Bộ Minh họa")
    award = add_award(actor=cast.officer.actor(), subject=person, year=2025, words=words, now=now)

    assert award.pk == told.pk
    kept = UnitAward.objects.get()
    assert (kept.person, kept.decision_number, kept.issuer, kept.is_told_to_bloc, kept.version) == (
        person,
        "9/QĐ-BMH",
        "Bộ Minh họa",
        True,
        2,
    )
    assert AuditEntry.objects.filter(action="award.corrected").count() == 1


def test_a_line_of_a_persons_book_stays_his(cast: Cast, person: Person, now: datetime) -> None:
    words = AwardWords("", law_code=LawCode.ADVANCED_WORKER)
    award = add_award(actor=cast.officer.actor(), subject=person, year=2025, words=words, now=now)
    with pytest.raises(AwardError) as refusal:
        correct_award(actor=cast.officer.actor(), award=award, version=1, words=words, reason="Nhầm", now=now)
    assert refusal.value.code == "of_person"


def test_years_are_told_in_full_by_name_and_that_is_taken_back(cast: Cast, person: Person, now: datetime) -> None:
    actor = cast.officer.actor()
    with pytest.raises(BookError):
        say_told(actor=actor, subject=person, kind=EntryKind.HONOUR, from_year=2025, to_year=2024, now=now)
    with pytest.raises(RefusedError):
        say_told(actor=actor, subject=person, kind=EntryKind.HOLD, from_year=None, to_year=2025, now=now)
    told = say_told(actor=actor, subject=person, kind=EntryKind.HONOUR, from_year=None, to_year=2025, now=now)
    assert (told.said_by, told.said_on) == ("Nguyễn Thị Cúc", date(2026, 6, 15))

    take_back(actor=actor, told=told, reason="Còn thiếu năm 2019")
    assert not FullyTold.objects.exists()


def test_first_day_and_foundation_are_noted_once_the_second_writer_is_told(
    cast: Cast, person: Person, now: datetime
) -> None:
    given: dict[str, Any] = {"actor": cast.officer.actor(), "subject": person, "now": now}
    book = note_subject(version=0, facts=SubjectFacts(employed_since=date(2012, 3, 1)), **given)
    assert book.employed_since == date(2012, 3, 1)
    with pytest.raises(StaleVersionError):
        note_subject(version=0, facts=SubjectFacts(employed_since=date(2013, 3, 1)), **given)
    with pytest.raises(BookError):
        note_subject(version=2, facts=SubjectFacts(employed_since=date(2027, 3, 1)), **given)


@pytest.mark.parametrize(("sent", "kept"), [("1", True), ("0", False), ("", None)])
def test_whether_somebody_works_directly_is_noted_on_the_page(
    cast: Cast, person: Person, client: Client, sent: str, kept: bool | None
) -> None:
    client.force_login(cast.officer.user)
    form = reverse("note_book_subject", args=["nguoi", person.pk])
    answer = client.post(form, {"employed_since": "01/03/2012", "is_direct_worker": sent, "version": 0})

    assert answer.status_code == 302
    assert RecordBook.objects.get(person=person).is_direct_worker is kept
    assert "Lao động trực tiếp" in client.get(reverse("record_book", args=["nguoi", person.pk])).content.decode()
    unit_form = client.get(reverse("note_book_subject", args=["don-vi", cast.unit.pk])).content.decode()
    assert "lao động trực tiếp" not in unit_form


def test_a_post_is_put_beside_those_of_the_law(cast: Cast, person: Person, now: datetime) -> None:
    (post,) = person.posts.all()
    place_post(actor=cast.officer.actor(), post=post, rank=PostRank.NONE, now=now)
    place_post(actor=cast.officer.actor(), post=post, rank=PostRank.DEPARTMENT_DEPUTY_HEAD, now=now)
    assert PostStanding.objects.get().rank == PostRank.DEPARTMENT_DEPUTY_HEAD


def test_scans_hang_on_a_line(cast: Cast, person: Person, now: datetime) -> None:
    grades = add_entry(actor=cast.officer.actor(), subject=person, part=BookPart.GRADE, values=grade(), now=now)
    values = {"measure": "REPRIMAND", "since": date(2025, 5, 1), "until": None}
    measure = add_entry(actor=cast.standing.actor(), subject=person, part=BookPart.DISCIPLINE, values=values, now=now)
    open_, shut = Reference("book-xep-loai", grades.pk), Reference("book-ky-luat", measure.pk)

    assert visible_parents(cast.officer.actor(), {open_, shut}) == {open_}
    assert visible_parents(cast.head.actor(), {open_, shut}) == {open_, shut}
    assert visible_parents(cast.stranger.actor(), {open_, shut}) == set()
    assert may_attach(cast.officer.actor(), open_)
    assert not may_attach(cast.head.actor(), open_)


# --- pages -----------------------------------------------------------------------------------------------------------


def url(name: str, person: Person, *more: object) -> str:
    return reverse(name, args=["nguoi", person.pk, *more])


def test_a_stranger_knows_of_no_book(cast: Cast, person: Person, sign_in) -> None:
    for name in ("secretary", "other_officer", "observer", "council_member", "reader", "stranger"):
        browser: Client = sign_in(cast.everyone()[name].user)
        for page in ("record_book", "eligibility", "eligibility_path"):
            assert browser.get(url(page, person)).status_code == 404
    assert sign_in(cast.head.user).get(url("add_book_award", person)).status_code == 403


def test_discipline_shows_to_the_head_and_not_to_the_officer(
    cast: Cast, person: Person, sign_in, now: datetime
) -> None:
    values = {"measure": "REPRIMAND", "since": date(2025, 5, 1), "until": date(2026, 5, 1), "note": "trễ hạn"}
    add_entry(actor=cast.standing.actor(), subject=person, part=BookPart.DISCIPLINE, values=values, now=now)

    assert "Khiển trách" in words_of(sign_in(cast.head.user).get(url("record_book", person)))
    officer: Client = sign_in(cast.officer.user)
    assert "Khiển trách" not in words_of(officer.get(url("record_book", person)))
    assert "Khiển trách" not in words_of(officer.get(url("eligibility", person)))
    assert "Khiển trách" not in words_of(officer.get(url("eligibility_award", person, "ADVANCED_WORKER")))
    assert officer.get(url("add_book_entry", person, "ky-luat")).status_code == 404


def test_every_part_has_its_form(cast: Cast, person: Person, sign_in) -> None:
    browser: Client = sign_in(cast.standing.user)
    for part in ("xep-loai", "sang-kien", "xac-nhan", "ky-luat", "tam-dung"):
        assert browser.get(url("add_book_entry", person, part)).status_code == 200
    for part in ("xep-loai", "so-nguoi", "xep-hang", "xac-nhan", "ky-luat", "tam-dung"):
        assert browser.get(reverse("add_book_entry", args=["don-vi", cast.unit.pk, part])).status_code == 200
    assert browser.get(url("add_book_entry", person, "so-nguoi")).status_code == 404
    assert browser.get(url("add_book_entry", person, "gi-do")).status_code == 404


def test_writing_in_the_browser(cast: Cast, person: Person, sign_in) -> None:
    browser: Client = sign_in(cast.officer.user)
    book = url("record_book", person)
    assert browser.post(url("add_book_entry", person, "xep-loai"), {"year": "2025", "grade": "GOOD"}).url.startswith(
        book
    )
    work = {"kind": "INITIATIVE", "title": "Rút ngắn thời gian", "year": "2025", "scope": "GRASSROOTS", "used_for": []}
    assert browser.post(url("add_book_entry", person, "sang-kien"), work).status_code == 302
    award = {"law_code": "MINISTRY_CERTIFICATE_OF_MERIT", "year": "2020", "basis": "MERIT", "decided_on": "12/2020"}
    assert browser.post(url("add_book_award", person), award).status_code == 302
    assert (
        browser.post(url("note_book_subject", person), {"employed_since": "1/3/2012", "version": "0"}).status_code
        == 302
    )
    assert browser.post(url("tell_in_full", person), {"kind": "HONOUR", "to_year": "2025"}).status_code == 302

    said = words_of(browser.get(book))
    for each in (
        "Hoàn thành tốt nhiệm vụ",
        "Rút ngắn thời gian",
        "Bằng khen của bộ, ban, ngành, tỉnh",
        "tháng 12/2020",
        "01/03/2012",
        "Hình thức khen thưởng, từ trước đến hết năm 2025. Nguyễn Thị Cúc xác nhận ngày 15/06/2026",
    ):
        assert each in said
    (line,) = YearGrade.objects.all()
    page = reverse("book_entry", args=["xep-loai", line.pk])
    assert browser.get(page).status_code == 200
    changed = {"year": "2025", "grade": "EXCELLENT", "why": "Xem lại", "version": "1"}
    assert browser.post(f"{page}sua/", changed).status_code == 302
    assert browser.post(f"{page}sua/", changed).status_code == 409
    assert browser.post(f"{page}bo/", {"reason": "Nhầm", "version": "2"}).status_code == 302
    assert not YearGrade.objects.exists()


def test_a_wrong_form_keeps_what_was_typed(cast: Cast, person: Person, sign_in) -> None:
    wrong = {"year": "2031", "grade": "GOOD", "note": "theo danh sách cũ"}
    answer = sign_in(cast.officer.user).post(url("add_book_entry", person, "xep-loai"), wrong)
    assert "Năm phải từ 1948 đến 2026. Anh/chị đang nhập 2031." in answer.text
    assert "theo danh sách cũ" in answer.text


def test_figures_of_a_unit_in_the_browser(cast: Cast, sign_in) -> None:
    browser: Client = sign_in(cast.officer.user)
    page = reverse("add_book_entry", args=["don-vi", cast.unit.pk, "so-nguoi"])
    figures = {
        "year": "2025",
        "total": "20",
        "grade_GOOD": "20",
        "title_ADVANCED_WORKER": "14",
        "discipline_known": "on",
    }
    assert browser.post(page, figures).status_code == 302
    book = reverse("record_book", args=["don-vi", cast.unit.pk])
    assert "20 người; Hoàn thành tốt nhiệm vụ: 20; Lao động tiên tiến: 14; không ai bị kỷ luật" in words_of(
        browser.get(book)
    )


def test_some_who_were_disciplined_are_shown_as_some(cast: Cast, sign_in) -> None:
    browser: Client = sign_in(cast.officer.user)
    page = reverse("add_book_entry", args=["don-vi", cast.unit.pk, "so-nguoi"])
    sent = {"year": "2025", "total": "20", "measure_REPRIMAND": "1"}
    assert browser.post(page, sent).status_code == 302
    figures = PeopleFigures.objects.get()
    book = reverse("record_book", args=["don-vi", cast.unit.pk])
    assert (figures.disciplined, figures.has_some_disciplined) == ({"REPRIMAND": 1}, True)
    assert "Khiển trách: 1; số người bị kỷ luật mới ghi một phần" in words_of(browser.get(book))

    form = reverse("correct_book_entry", args=["so-nguoi", figures.pk])
    assert (stored_values(figures)["discipline_known"], browser.get(form).status_code) == (False, 200)
    told = {**sent, "discipline_known": "on", "why": "Đã đối chiếu", "version": figures.version}
    assert browser.post(form, told).status_code == 302
    figures.refresh_from_db()
    assert figures.disciplined == {**dict.fromkeys(MeasureKind.values, 0), "REPRIMAND": 1}
    assert stored_values(figures)["discipline_known"] is True
    said = words_of(browser.get(book))
    assert "20 người; Khiển trách: 1" in said
    assert "một phần" not in said


def test_a_book_tells_where_its_holder_belonged_over_the_years(cast: Cast, person: Person, sign_in) -> None:
    before = cast.units[1]
    UnitMembership.objects.create(
        agency=person.agency, person=person, unit=before, since=date(2015, 3, 1), until=date(2019, 12, 31)
    )
    browser: Client = sign_in(cast.officer.user)
    said = words_of(browser.get(url("record_book", person)))

    assert "Đơn vị, chức vụ" in said
    assert f"{before.name} 01/03/2015 – 31/12/2019" in said
    years = BlocMembership.objects.filter(unit=cast.unit)
    assert years.exists()
    of_unit = words_of(browser.get(reverse("record_book", args=["don-vi", cast.unit.pk])))
    assert all(f"{each.bloc.name} {each.year}" in of_unit for each in years)


def line_of(browser: Client, page: str, anchor: str) -> str:
    """A line of a book, as the page shows it."""
    (found,) = re.findall(rf'<tr id="{anchor}">(.*?)</tr>', browser.get(page).content.decode(), re.DOTALL)
    return str(found).replace("\u00a0", " ")


def test_a_book_tells_units_and_posts_latest_first_with_the_decision_behind_each(
    cast: Cast, person: Person, sign_in
) -> None:
    post, now_in = person.posts.get(), person.memberships.get()
    post.decision_number, post.decided_on, post.issuer = "12/QĐ-BMH", "2020-01", "Bộ Minh họa"
    post.save()
    places = {"agency": person.agency, "person": person, "unit": cast.units[1]}
    past = UnitMembership.objects.create(**places, since=date(2015, 3, 1), until=date(2019, 12, 31))
    first = Post.objects.create(**places, title="Nhân viên", until=date(2015, 2, 28))
    page = url("record_book", person)

    browser: Client = sign_in(cast.officer.user)
    anchors = re.findall(r'<tr id="((?:chuc-vu|don-vi)-\d+)">', browser.get(page).content.decode())
    assert anchors == [f"chuc-vu-{post.pk}", f"don-vi-{now_in.pk}", f"don-vi-{past.pk}", f"chuc-vu-{first.pk}"]
    assert "12/QĐ-BMH, tháng 1/2020, Bộ Minh họa" in line_of(browser, page, f"chuc-vu-{post.pk}")
    for name, writes in (("officer", False), ("standing", True)):
        browser = sign_in(cast.everyone()[name].user)
        for place, paper, row in (
            ("chuc-vu", "post_paper", post),
            ("chuc-vu", "post_paper", first),
            ("don-vi", "membership_paper", past),
        ):
            form, anchor, unknown = reverse(paper, args=[row.pk]), f"{place}-{row.pk}", row is not post
            line = line_of(browser, page, anchor)
            assert ("chưa biết" in line, form in line) == (unknown, writes)
            address = reverse("book_place", args=[place, row.pk])
            assert address in line
            shown = browser.get(address)
            assert ("chưa biết" in words_of(shown), form in shown.content.decode()) == (unknown, writes)
            assert (reverse("evidence_add", args=[f"book-{place}", row.pk]) in shown.content.decode()) == writes


def test_the_book_of_a_unit_tells_the_decision_behind_each_year_in_a_bloc(cast: Cast, sign_in) -> None:
    row = BlocMembership.objects.get(unit=cast.unit, year=2026)
    BlocMembership.objects.filter(pk=row.pk).update(
        decision_number="12/QĐ-BMH", decided_on="2026-01-20", joined_on=date(2026, 2, 1)
    )
    page = reverse("record_book", args=["don-vi", cast.unit.pk])
    form, address = reverse("bloc_membership_paper", args=[row.pk]), reverse("book_place", args=["khoi", row.pk])
    for name, writes in (("officer", False), ("standing", True)):
        browser: Client = sign_in(cast.everyone()[name].user)
        line = line_of(browser, page, f"khoi-{row.pk}")
        assert "12/QĐ-BMH, 20/01/2026" in line
        assert "vào từ 01/02/2026" in line
        assert (form in line) == writes
        shown = browser.get(address)
        assert "12/QĐ-BMH" in words_of(shown)
        assert (form in shown.content.decode()) == writes
    last_year = BlocMembership.objects.get(unit=cast.unit, year=2025)
    assert "chưa biết" in line_of(browser, page, f"khoi-{last_year.pk}")
    assert sign_in(cast.other_officer.user).get(address).status_code == 404


def test_scans_hang_on_memberships_and_posts(cast: Cast, person: Person) -> None:
    membership, post = person.memberships.get(), person.posts.get()
    year = BlocMembership.objects.get(unit=cast.unit, year=2026)
    hung = {
        Reference("book-don-vi", membership.pk): f"Lương Thị Bích Ngọc – {cast.unit}",
        Reference("book-chuc-vu", post.pk): f"Chuyên viên {cast.unit}, Lương Thị Bích Ngọc",
        Reference("book-khoi", year.pk): f"{cast.unit}, {cast.bloc} 2026",
    }

    for name in ROLES:
        sees = name in ("officer", "head", "standing")
        assert visible_parents(cast.everyone()[name].actor(), set(hung)) == (set(hung) if sees else set())
        allowed = [bool(may_attach(cast.everyone()[name].actor(), each)) for each in hung]
        assert allowed == [name == "standing"] * 3
    assert {key: facts.title for key, facts in describe_parents(set(hung)).items()} == hung
    assert parent_url(Reference("book-khoi", year.pk)) == reverse("book_place", args=["khoi", year.pk])


def test_a_place_of_no_such_kind_is_not_there(cast: Cast, person: Person, sign_in) -> None:
    browser: Client = sign_in(cast.standing.user)
    post = person.posts.get()

    assert browser.get(reverse("book_place", args=["chuc-vu", post.pk])).status_code == 200
    assert browser.get(reverse("book_place", args=["noi-khac", post.pk])).status_code == 404


def test_what_is_told_of_the_running_year_ends_with_the_day(cast: Cast, person: Person, sign_in) -> None:
    browser: Client = sign_in(cast.officer.user)
    assert browser.post(url("tell_in_full", person), {"kind": "HONOUR", "to_year": "2026"}).status_code == 302
    assert (
        browser.post(url("tell_in_full", person), {"kind": "TITLE", "from_year": "2024", "to_year": "2026"}).status_code
        == 302
    )
    said = words_of(browser.get(url("record_book", person)))
    assert "Hình thức khen thưởng, từ trước đến ngày 15/06/2026" in said
    assert "Danh hiệu thi đua, từ năm 2024 đến ngày 15/06/2026" in said


def test_pages_take_as_many_queries_for_three_as_for_one(cast: Cast, person: Person, sign_in, count_queries) -> None:
    browser: Client = sign_in(cast.officer.user)
    book = make_book(person)
    pages = [
        url("record_book", person),
        url("eligibility", person),
        url("eligibility_path", person),
        reverse("record_books"),
        reverse("record_book", args=["don-vi", cast.unit.pk]),
    ]
    counted = []
    for year in (2025, 2024, 2023):
        grade_years(book, {year: Grade.GOOD})
        put_award(book, LawCode.ADVANCED_WORKER, year)
        put_work(book, year)
        tell_in_full(book, EntryKind.TITLE, since=year, until=year)
        make_person(cast.unit, f"Người thứ {year}", title="Chuyên viên")
        place = {"agency": cast.agency, "person": person, "unit": cast.units[year - 2023], "since": date(year, 1, 1)}
        UnitMembership.objects.create(**place)
        Post.objects.create(**place, title="Chuyên viên", decision_number="12/QĐ-BMH")
        for page in pages:
            browser.get(page)
        counted.append([count_queries(lambda page=page: browser.get(page)) for page in pages])
    assert counted[0] == counted[2]
    assert UnitAward.objects.count() == 3
