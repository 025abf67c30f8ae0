"""Reviews: from the books to a row for everybody, the same verdicts as one case explained, and who may see them."""

import io
from datetime import date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from tests.cast import Cast
from tests.factories.books import grade_years, make_book, put_award, put_work, tell_in_full
from tests.factories.chance_books import make_random_books
from tests.factories.organisations import make_person
from thidua.common.errors import RefusedError
from thidua.common.models import Job, JobState
from thidua.core.law.codes import Subject
from thidua.core.law.explain import assess_all
from thidua.core.law.near import near_miss
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.organisations.enums import UnitKind
from thidua.organisations.models import Person
from thidua.records.enums import EntryKind, Grade, LawCode, PostRank, ReviewState
from thidua.records.errors import ReviewError
from thidua.records.facts import facts_of_people, facts_of_units
from thidua.records.facts.rating_pages import ratings_shown
from thidua.records.facts.review_pages import Narrowed, awards_asked, cells_of, changed_since, quotas_shown, rows_wanted
from thidua.records.facts.reviewing import share_of
from thidua.records.jobs import carry_out, review_job
from thidua.records.models import EligibilityReview, PostStanding, RecordBook, ReviewRow
from thidua.records.policies.reviews import reviews_visible_to
from thidua.records.services import AwardWords, record_award
from thidua.records.services.reviews import ask_review, stop_review

CERTIFICATE = "PRIME_MINISTER_CERTIFICATE_OF_MERIT"
ASKED: dict[str, Any] = {"year": 2025, "law_on": date(2025, 12, 1), "as_of": date(2025, 12, 1)}


@pytest.fixture(autouse=True)
def now(at) -> datetime:
    return at("2026-06-15 09:00")


def review_of(cast: Cast, now: datetime, **told: Any) -> EligibilityReview:
    """A review of the unit of the officer, carried out."""
    asked = {**ASKED, **told}
    return carry_out(ask_review(actor=cast.standing.actor(), scope=asked.pop("scope", cast.unit), now=now, **asked))


def put_certificate(person: Person, year: int) -> None:
    """Good years and all that makes a case of merit clear; a ministry certificate given in a year."""
    book = make_book(person, employed_since=date(2010, 1, 1))
    grade_years(book, dict.fromkeys(range(2012, 2026), Grade.GOOD))
    tell_in_full(book, *EntryKind)
    for title_year in (2023, 2024, 2025):
        put_award(book, LawCode.GRASSROOTS_EMULATION_FIGHTER, title_year)
    day = PartialDate(year, 6, 1)
    put_award(book, LawCode.MINISTRY_CERTIFICATE_OF_MERIT, year, day=day)


def row_of(review: EligibilityReview, person: Person) -> ReviewRow:
    return ReviewRow.objects.get(review=review, person=person)


@pytest.mark.parametrize("law_on", [date(2025, 12, 1), date(2026, 10, 2)])
def test_every_row_says_what_one_case_explained_says(cast: Cast, now: datetime, law_on: date) -> None:
    make_random_books(cast.unit, 25, 7)
    review = review_of(cast, now, law_on=law_on)
    rows = list(ReviewRow.objects.filter(review=review).select_related("person", "unit"))
    people = [row.person for row in rows if row.person]
    facts = {
        **{("person", pk): each for pk, each in facts_of_people(people, year=2025, as_of=review.as_of).items()},
        **{("unit", pk): each for pk, each in facts_of_units([cast.unit], year=2025, as_of=review.as_of).items()},
    }

    assert review.state == ReviewState.DONE
    assert [row.place for row in rows] == list(range(len(rows)))
    assert len(rows) >= 27
    for row in rows:
        told = facts["person", row.person_id] if row.person_id else facts["unit", row.unit_id]
        subject = Subject.INDIVIDUAL if row.person_id else Subject.COLLECTIVE
        outcomes = assess_all(told, year=2025, law_on=law_on, as_of=review.as_of)
        asked = awards_asked(review, subject)
        assert [each.code for each in asked] == [each.award.code for each in outcomes]
        for award, outcome in zip(asked, outcomes, strict=True):
            stands = outcome.verdict if outcome.under_held_text is None else outcome.under_held_text
            assert int(row.verdicts[award.place]) == stands
            assert award.is_under == (outcome.under_held_text is not None)
            near, found = int(row.near[award.place]), near_miss(outcome, told, as_of=review.as_of)
            assert (near > 0) == (found is not None)
            if found is not None:
                assert award.lowered[near - 1] == [found.years, found.lack, found.criterion]


def test_near_misses_are_found_by_the_years_they_lack(cast: Cast, now: datetime) -> None:
    members = (cast.officer.person, cast.head.person)
    for person, year in zip(members, (2021, 2022), strict=True):
        assert person is not None
        put_certificate(person, year)
    review = review_of(cast, now)
    awards = awards_asked(review, Subject.INDIVIDUAL)

    def found(stands: str, **told: Any) -> list[Person | None]:
        wanted = Narrowed(Subject.INDIVIDUAL, CERTIFICATE, stands, **told)
        return [row.person for row in rows_wanted(review, wanted, awards)]

    assert found("NEAR1") == [members[0]]
    assert set(found("NEAR2")) == set(members)
    assert found("MET") == []
    assert found("NEAR2", unit=cast.units[0].pk) == []
    assert found("NEAR2", group="lanh-dao") == [members[1]]
    assert review.counts["individual"][CERTIFICATE]["NEAR"] == 2


def test_a_review_is_old_once_a_book_has_changed(cast: Cast, now: datetime) -> None:
    review = review_of(cast, now)
    assert changed_since(review) is None

    record_award(actor=cast.officer.actor(), owner=cast.unit, year=2025, words=AwardWords("Giấy khen"), now=now)
    assert changed_since(review) == now


def test_two_law_days_are_held_against_each_other(cast: Cast, now: datetime) -> None:
    assert cast.officer.person is not None
    put_certificate(cast.officer.person, 2019)
    review = review_of(cast, now, law_on=date(2026, 10, 1), held_against=date(2026, 9, 30))
    row = row_of(review, cast.officer.person)
    places = {each.code: each.place for each in awards_asked(review, Subject.INDIVIDUAL)}

    assert (row.before[places[CERTIFICATE]], row.verdicts[places[CERTIFICATE]]) == ("2", "2")
    assert row.changed[places[CERTIFICATE]] == "1"  # what rests on the amended law waits
    same = review_of(cast, now, law_on=date(2026, 9, 30), held_against=date(2026, 9, 29))
    assert set(row_of(same, cast.officer.person).changed) == {"0"}
    both = review_of(cast, now, law_on=date(2026, 12, 1), held_against=date(2026, 10, 1))
    assert set(row_of(both, cast.officer.person).changed) == {"0"}  # stamped alike on both days


STAMPED = "Đủ theo văn bản đang giữ, chưa đối chiếu Luật 06/2026/QH16"


@pytest.mark.parametrize(
    ("law_on", "held_against", "says"),
    [
        (date(2026, 10, 1), date(2026, 9, 30), f"{STAMPED}; trước đó: đủ"),
        (date(2026, 9, 30), date(2026, 10, 1), f"Đủ; trước đó: {STAMPED.replace('Đủ', 'đủ', 1)}"),
        (date(2026, 10, 1), None, STAMPED),
        (date(2026, 9, 30), None, "Đủ"),
    ],
)
def test_a_cell_that_goes_out_says_what_changed_and_under_which_text(
    cast: Cast, now: datetime, law_on: date, held_against: date | None, says: str
) -> None:
    assert cast.officer.person is not None
    put_certificate(cast.officer.person, 2019)
    review = review_of(cast, now, law_on=law_on, held_against=held_against)
    cells = cells_of(review, row_of(review, cast.officer.person), awards_asked(review, Subject.INDIVIDUAL))
    by_code = {each.award.code: each for each in cells}

    assert by_code[CERTIFICATE].words == says
    unknown = by_code["INDEPENDENCE_ORDER_THIRD_CLASS"]
    assert not unknown.is_changed  # nothing is known of it on either day
    assert all(each.is_changed is False or each.words.count("trước đó") == 1 for each in cells)


def test_direct_workers_are_counted_filtered_and_told(cast: Cast, now: datetime, client: Client) -> None:
    people = [cast.officer.person, cast.head.person]
    for person, is_direct in zip(people, (True, False), strict=True):
        assert person is not None
        put_certificate(person, 2019)
        RecordBook.objects.filter(person=person).update(is_direct_worker=is_direct)
    nobody_said = make_person(cast.unit, "Vũ Chưa Ghi")
    put_certificate(nobody_said, 2019)
    review = review_of(cast, now)
    told = dict(ReviewRow.objects.filter(review=review).values_list("person", "works_directly"))
    counts = review.counts["individual"][CERTIFICATE]
    wanted = Narrowed(Subject.INDIVIDUAL, CERTIFICATE, "MET", group="truc-tiep")

    assert [told[each.pk] for each in (*people, nobody_said) if each is not None] == [True, False, None]
    assert (counts["MET_DIRECT"], counts["MET_DIRECT_UNKNOWN"]) == (1, 1)
    assert [row.person for row in rows_wanted(review, wanted, awards_asked(review, Subject.INDIVIDUAL))] == people[:1]
    client.force_login(cast.head.user)
    asked = f"?danh_hieu={CERTIFICATE}&nhom=truc-tiep"
    (_head, line) = client.get(reverse("review_csv", args=[review.pk]) + asked).content.decode("utf-8-sig").splitlines()
    assert line.split(",")[7] == "Có"


def test_whoever_has_no_post_on_record_is_not_said_to_lead_nobody(cast: Cast, now: datetime) -> None:
    assert cast.head.person is not None
    nameless = make_person(cast.unit, "Vũ Không Chức")
    told = make_person(cast.unit, "Vũ Ghi Đủ")
    tell_in_full(make_book(told), EntryKind.POST)
    placed = make_person(cast.unit, "Vũ Chuyên Viên", title="Chuyên viên")
    post = placed.posts.get()
    PostStanding.objects.create(post=post, agency=placed.agency, rank=PostRank.NONE, recorded_at=now)
    loose = make_person(cast.unit, "Vũ Chưa Đối Chiếu", title="Chuyên viên")
    review = review_of(cast, now)
    leads = {row.person_id: row.leads for row in ReviewRow.objects.filter(review=review, person__isnull=False)}

    assert (leads[nameless.pk], leads[told.pk], leads[placed.pk], leads[loose.pk]) == (None, False, False, None)
    assert leads[cast.head.person.pk] is True


def test_a_stopped_review_keeps_nothing(cast: Cast, now: datetime) -> None:
    review = ask_review(actor=cast.head.actor(), scope=cast.unit, now=now, **ASKED)
    stop_review(actor=cast.head.actor(), review=review)

    with pytest.raises(ReviewError) as stopped:
        review_job.func(review.job)

    assert stopped.value.code == "stopped"
    assert Job.objects.get(pk=review.job).state == JobState.FAILED
    assert not ReviewRow.objects.filter(review=review).exists()
    with pytest.raises(ReviewError):
        stop_review(actor=cast.head.actor(), review=review)


def test_the_same_question_again_takes_the_place_of_the_answer_before(cast: Cast, now: datetime) -> None:
    first = review_of(cast, now)
    other_day = review_of(cast, now, law_on=date(2025, 7, 1))
    again = review_of(cast, now)

    assert set(EligibilityReview.objects.values_list("pk", flat=True)) == {other_day.pk, again.pk}
    assert first.pk != again.pk


def test_a_bloc_has_the_people_of_its_members(cast: Cast, now: datetime) -> None:
    review = review_of(cast, now, scope=cast.bloc)
    units = set(ReviewRow.objects.filter(review=review, person__isnull=True).values_list("unit", flat=True))
    people = set(ReviewRow.objects.filter(review=review, person__isnull=False).values_list("person", flat=True))

    assert units == {each.pk for each in cast.units}
    assert cast.secretary.person is not None
    assert cast.stranger.person is not None
    assert cast.secretary.person.pk in people
    assert cast.stranger.person.pk not in people


@pytest.mark.parametrize("who", ["officer", "secretary", "reader", "stranger", "other_officer"])
def test_whoever_sees_no_discipline_reviews_nobody(cast: Cast, now: datetime, who: str) -> None:
    actor = getattr(cast, who).actor()
    review = review_of(cast, now)

    with pytest.raises(RefusedError):
        ask_review(actor=actor, scope=cast.unit, now=now, **ASKED)
    assert not reviews_visible_to(actor).filter(pk=review.pk).exists()
    assert reviews_visible_to(cast.head.actor()).filter(pk=review.pk).exists()


@pytest.mark.parametrize("year", [2016, 2027])
def test_a_year_that_cannot_be_judged_is_refused(cast: Cast, now: datetime, year: int) -> None:
    with pytest.raises(ReviewError) as error:
        ask_review(actor=cast.head.actor(), scope=cast.unit, now=now, **{**ASKED, "year": year})
    assert error.value.field == "year"


def test_reading_and_keeping_takes_as_many_queries_for_one_as_for_many(cast: Cast, now: datetime) -> None:
    def queries(number: int, seed: int) -> int:
        make_random_books(cast.unit, number, seed)
        review = ask_review(actor=cast.head.actor(), scope=cast.unit, now=now, **ASKED)
        with CaptureQueriesContext(connection) as found:
            carry_out(review)
        return len(found)

    queries(1, 0)  # from the second on, a review takes the place of the one before
    assert queries(1, 1) == queries(3, 2)


# --- pages -----------------------------------------------------------------------------------------------------------


def test_the_head_asks_watches_and_reads(cast: Cast, now: datetime, client: Client) -> None:
    client.force_login(cast.head.user)
    sent = {"scope": f"unit-{cast.unit.pk}", "year": "2025", "law_on": "01/12/2025"}
    answer = client.post(reverse("reviews"), sent)
    review = EligibilityReview.objects.get()

    assert answer.status_code == 302
    page = client.get(reverse("review", args=[review.pk])).content.decode()
    assert "Dừng rà soát" in page
    assert "Đang chờ đến lượt" in client.get(reverse("review_progress", args=[review.pk])).content.decode()
    carry_out(review)
    page = client.get(reverse("review", args=[review.pk])).content.decode()
    assert "Nguyễn Thị Cúc" in page.replace("\xa0", " ")
    assert client.get(reverse("review", args=[review.pk]) + "?doi_tuong=collective").status_code == 200
    narrowed = client.get(reverse("review", args=[review.pk]) + "?ket_qua=MET&danh_hieu=ADVANCED_WORKER&nhom=nu")
    assert "Không có ai như đã lọc" in narrowed.content.decode()
    assert client.get(reverse("review", args=[review.pk]) + "?ket_qua=NEARx&danh_hieu=KHONG").status_code == 200


def test_the_library_leads_to_who_changes_on_the_first_day_of_a_text(cast: Cast, now: datetime, client: Client) -> None:
    client.force_login(cast.head.user)
    page = client.get(reverse("law_awards") + "?ngay=15/08/2025").content.decode()
    assert f"{reverse('reviews')}?luat=05/08/2025&amp;so-voi=04/08/2025" in page
    form = client.get(reverse("reviews"), {"luat": "05/08/2025", "so-voi": "04/08/2025"}).content.decode()
    assert 'value="05/08/2025"' in form
    assert 'value="04/08/2025"' in form
    client.force_login(cast.reader.user)
    assert "so-voi=" not in client.get(reverse("law_awards") + "?ngay=15/08/2025").content.decode()


def test_the_table_goes_out_as_csv_and_as_a_workbook(cast: Cast, now: datetime, client: Client) -> None:
    assert cast.officer.person is not None
    put_certificate(cast.officer.person, 2021)
    review = review_of(cast, now)
    client.force_login(cast.head.user)
    asked = f"?danh_hieu={CERTIFICATE}&ket_qua=NEAR1"

    text = client.get(reverse("review_csv", args=[review.pk]) + asked).content.decode("utf-8-sig")
    lines = text.splitlines()
    assert len(lines) == 2
    assert lines[0].startswith("Năm xét,Theo luật ngày,Tính đến ngày,")
    assert lines[1].startswith("2025,01/12/2025,01/12/2025,")
    assert "Nguyễn Thị Cúc" in lines[1]
    assert "Chưa đủ; thiếu 1 năm" in lines[1]
    book = client.get(reverse("review_workbook", args=[review.pk]) + asked)
    assert book.content.startswith(b"PK")


def test_tables_that_go_out_are_stamped_where_a_text_in_force_is_not_held(
    cast: Cast, now: datetime, client: Client
) -> None:
    assert cast.officer.person is not None
    put_certificate(cast.officer.person, 2019)
    review = review_of(cast, now, law_on=date(2026, 10, 1), as_of=date(2026, 6, 15))
    client.force_login(cast.head.user)
    asked = f"?danh_hieu={CERTIFICATE}&ket_qua=MET"

    (_head, line) = client.get(reverse("review_csv", args=[review.pk]) + asked).content.decode("utf-8-sig").splitlines()
    assert line.startswith("2025,01/10/2026,15/06/2026,")
    assert STAMPED in line
    data = client.get(reverse("review_workbook", args=[review.pk]) + asked).content
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    told = next(row for row in sheet if "Nguyễn Thị Cúc" in row)
    assert told[:3] == ["2025", "01/10/2026", "15/06/2026"]
    assert STAMPED in told


def test_the_list_takes_as_many_queries_for_one_row_as_for_three(cast: Cast, now: datetime, client: Client) -> None:
    client.force_login(cast.head.user)

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get(reverse("review", args=[review.pk])).status_code == 200
        return len(found)

    review = review_of(cast, now)
    queries()
    few = queries()
    make_random_books(cast.unit, 3, 3)
    review = review_of(cast, now)
    assert queries() == few


def test_a_stranger_finds_no_review(cast: Cast, now: datetime, client: Client) -> None:
    review = review_of(cast, now)
    client.force_login(cast.stranger.user)
    for name in ("review", "review_progress", "review_csv", "review_workbook"):
        assert client.get(reverse(name, args=[review.pk])).status_code == 404
    assert client.post(reverse("stop_review", args=[review.pk])).status_code == 404
    assert client.get(reverse("reviews")).status_code == 403


def test_quotas_of_a_whole_agency_are_a_pass_of_their_own(cast: Cast, now: datetime, client: Client) -> None:
    for person in (cast.officer.person, cast.head.person):
        assert person is not None
        book = make_book(person, employed_since=date(2010, 1, 1))
        grade_years(book, {2023: Grade.EXCELLENT})
        put_award(book, LawCode.ADVANCED_WORKER, 2023)
        put_work(book, 2023)
        tell_in_full(book, *EntryKind)
    asked: dict[str, Any] = {"year": 2023, "law_on": date(2023, 12, 31), "as_of": date(2026, 6, 15)}
    review = review_of(cast, now, scope=cast.agency, **asked)
    code = "GRASSROOTS_EMULATION_FIGHTER"
    counts = review.counts["individual"][code]
    everybody = ReviewRow.objects.filter(review=review, person__isnull=False).count()

    shares = [share_of(each) for each in review.counts["shares"]["individual"][code].values()]
    assert (counts["MET"], sum(each.base.met for each in shares)) == (2, 2)
    assert sum(each.base.most for each in shares) == everybody
    (shown,) = quotas_shown(review, Subject.INDIVIDUAL)
    assert (shown.share, shown.allowed) == ("15%", f"0 đến {everybody * 15 // 100}")
    assert shown.word == ("Nhiều hơn tỷ lệ" if everybody < 20 else "Chưa kết luận được")
    client.force_login(cast.standing.user)
    page = client.get(reverse("review", args=[review.pk])).content.decode().replace("\xa0", " ")
    assert "khoản 3 Điều 9 của 91/2017/NĐ-CP" in page
    assert "Xếp thứ tự và chọn ai là việc của Hội đồng thi đua, khen thưởng." in page
    assert "ưu tiên nữ" not in page  # no text of that day was read for it

    (flags,) = quotas_shown(review, Subject.COLLECTIVE)
    assert flags.share == "20%"
    later = review_of(cast, now, scope=cast.agency, **{**asked, "law_on": date(2025, 12, 1)})
    page = client.get(reverse("review", args=[later.pk])).content.decode().replace("\xa0", " ")
    assert "Không có tỷ lệ chung" in page
    assert "bộ có thể tự quy định" in page
    assert "khoản 6 Điều 4 của 152/2025/NĐ-CP" in page
    of_unit = review_of(cast, now, **asked)
    assert quotas_shown(of_unit, Subject.INDIVIDUAL) == []
    page = client.get(reverse("review", args=[of_unit.pk])).content.decode().replace("\xa0", " ")
    assert "xem lần rà soát cả cơ quan" in page


def test_excellent_ratings_of_public_service_units_are_held_against_their_share(
    cast: Cast, now: datetime, client: Client
) -> None:
    """Two excellent and one good in an institute with a part of its own; three institutes, two of them excellent."""
    institute, part, other, third = cast.unit, cast.units[4], cast.units[3], cast.units[0]
    for unit in (institute, other, third):
        unit.kind = UnitKind.PUBLIC_SERVICE
    part.parent = institute
    for unit in (institute, part, other, third):
        unit.save()
    excellent, good = Grade.EXCELLENT, Grade.GOOD
    for member, grade in ((cast.officer, excellent), (cast.head, excellent), (cast.reader, good)):
        assert member.person is not None
        grade_years(make_book(member.person), {2026: grade})
    for unit, grade in ((institute, excellent), (other, excellent), (third, good)):
        grade_years(make_book(unit), {2026: grade})
    asked: dict[str, Any] = {"scope": cast.agency, "year": 2026, "as_of": date(2026, 6, 15)}

    def shown(law_on: date, subject: Subject, **told: Any) -> list[tuple[Any, ...]]:
        review = review_of(cast, now, **{**asked, "law_on": law_on, **told})
        found = ratings_shown(review, subject)
        assert found is not None
        return [(each.group, each.excellent, each.good, each.unknown, each.allowed, each.word) for each in found]

    first = date(2026, 7, 1)
    assert shown(first, Subject.INDIVIDUAL) == [(institute.name, 2, 1, 0, "0", "Nhiều hơn tỷ lệ")]
    assert shown(first, Subject.COLLECTIVE) == [(f"Trực thuộc {cast.agency.name}", 2, 1, 0, "1", "Nhiều hơn tỷ lệ")]
    before = shown(date(2026, 6, 30), Subject.INDIVIDUAL)
    assert before == [(institute.name, 2, 1, 0, "", "Chưa có văn bản")]
    assert shown(first, Subject.INDIVIDUAL, year=2025) == []  # rated before the decree, and nobody excellent
    of_one = review_of(cast, now, **{**asked, "law_on": first, "scope": institute})
    assert ratings_shown(of_one, Subject.INDIVIDUAL) is None

    review = review_of(cast, now, **{**asked, "law_on": first})
    client.force_login(cast.standing.user)
    address = reverse("review", args=[review.pk])
    page = client.get(address).content.decode().replace("\xa0", " ")
    assert "điểm a khoản 6 Điều 12 của 233/2026/NĐ-CP" in page
    assert "Công chức: chưa có văn bản, không đếm." in page
    page = client.get(address, {"doi_tuong": "collective"}).content.decode().replace("\xa0", " ")
    assert "điểm c khoản 7 Điều 7 của 233/2026/NĐ-CP" in page
