"""Awards that units received: the unknown stays unknown, what cannot be is refused, corrections say why."""

from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import YEAR, Cast
from tests.factories.awards import make_award
from thidua.audit.models import AuditEntry
from thidua.common.errors import RefusedError, StaleVersionError
from thidua.common.parents import describe_parents, may_attach, visible_parents
from thidua.common.references import Reference
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.organisations.models import BlocMembership
from thidua.records.doors import of_cycle, of_unit
from thidua.records.enums import AwardCode, RecipientKind
from thidua.records.errors import AwardError
from thidua.records.models import UnitAward
from thidua.records.policies import awards_visible_to
from thidua.records.queries import awards_of_bloc, awards_of_unit, awards_of_units
from thidua.records.services import AwardWords, correct_award, record_award, remove_award


@pytest.fixture(autouse=True)
def now(at) -> datetime:
    return at("2026-06-15 09:00")


def test_what_the_seed_tells_and_no_more(cast: Cast) -> None:
    """“Có đơn vị được nhận Bằng khen, Cờ thi đua; tập thể, cá nhân được khen thưởng”: no unit, number or day."""
    certificate = make_award(cast, "Bằng khen", owner=cast.bloc, code=AwardCode.CERTIFICATE_OF_MERIT)
    make_award(cast, "Cờ thi đua", owner=cast.bloc, code=AwardCode.MINISTRY_EMULATION_FLAG)

    kept = UnitAward.objects.get(pk=certificate.pk)
    assert (kept.unit, kept.bloc, kept.decision_number, str(kept.decided_on), kept.issuer) == (
        None,
        cast.bloc,
        "",
        "chưa rõ ngày",
        "",
    )
    assert [award.name for award in awards_of_bloc(cast.bloc.pk, YEAR)] == ["Bằng khen", "Cờ thi đua"]
    assert list(awards_of_bloc(cast.other_bloc.pk, YEAR)) == []


def test_a_unit_records_its_own(cast: Cast, now: datetime) -> None:
    award = record_award(
        actor=cast.officer.actor(),
        owner=cast.unit,
        year=2025,
        words=AwardWords(
            "",
            code=AwardCode.EXCELLENT_LABOUR_COLLECTIVE,
            decision_number="12/QĐ-BMH",
            decided_on=PartialDate(2026, 1, 20),
            issuer="Bộ Minh họa",
        ),
        now=now,
    )

    assert award.name == "Tập thể lao động xuất sắc"
    assert list(awards_of_unit(cast.unit.pk, 2025)) == [award]
    assert awards_of_units([cast.unit.pk, cast.units[0].pk], 2025) == {cast.unit.pk: [award], cast.units[0].pk: []}


@pytest.mark.parametrize(
    ("year", "words", "code"),
    [
        (YEAR, {"name": " "}, "no_name"),
        (YEAR + 1, {}, "year"),
        (1945, {}, "year"),
        (YEAR, {"decided_on": PartialDate(2026, 7)}, "decided_in_future"),
        (YEAR, {"decided_on": PartialDate(2025, 12, 31)}, "decided_before_year"),
        (YEAR, {"recipient": "Phòng Tổng hợp"}, "recipient_of_unit"),
        (YEAR, {"name": "bằng khen CỦA bộ trưởng"}, "recorded_already"),
    ],
)
def test_what_cannot_be_is_refused(cast: Cast, now: datetime, year: int, words: dict[str, object], code: str) -> None:
    possible = {"name": "Bằng khen của Bộ trưởng"}
    given = {"actor": cast.officer.actor(), "owner": cast.unit, "now": now}
    record_award(year=YEAR, words=AwardWords(**possible), **given)  # type: ignore[arg-type]

    with pytest.raises(AwardError) as refusal:
        record_award(year=year, words=AwardWords(**possible | words), **given)  # type: ignore[arg-type]
    assert refusal.value.code == code
    assert UnitAward.objects.count() == 1


def test_two_people_of_one_unit_receive_the_same(cast: Cast) -> None:
    for name in ("Nguyễn Thị Cúc", "Trần Quốc Hùng"):
        make_award(cast, "Giấy khen", recipient_kind=RecipientKind.PERSON, recipient=name)
    with pytest.raises(AwardError):
        make_award(cast, "Giấy khen", recipient_kind=RecipientKind.PERSON, recipient="nguyễn thị cúc")

    assert UnitAward.objects.count() == 2


def test_two_unnamed_ones_are_told_apart_by_their_notes(cast: Cast) -> None:
    make_award(cast, "Bằng khen", owner=cast.bloc, note="đơn vị thứ nhất")
    make_award(cast, "Bằng khen", owner=cast.bloc, note="đơn vị thứ hai")
    with pytest.raises(AwardError):
        make_award(cast, "Bằng khen", owner=cast.bloc, note="đơn vị thứ hai")

    assert UnitAward.objects.count() == 2


@pytest.mark.parametrize("name", ["other_officer", "reader", "observer", "council_member", "stranger"])
def test_who_may_not_record(cast: Cast, now: datetime, name: str) -> None:
    with pytest.raises(RefusedError, match="Chỉ đơn vị nhận"):
        record_award(
            actor=cast.everyone()[name].actor(), owner=cast.unit, year=YEAR, words=AwardWords("Giấy khen"), now=now
        )


def test_the_secretary_records_for_members_of_that_year_only(cast: Cast, now: datetime) -> None:
    actor = cast.secretary.actor()
    record_award(actor=actor, owner=cast.unit, year=YEAR, words=AwardWords("Giấy khen"), now=now)
    with pytest.raises(RefusedError):
        record_award(actor=actor, owner=cast.unit, year=YEAR - 2, words=AwardWords("Giấy khen"), now=now)
    with pytest.raises(RefusedError):
        record_award(actor=actor, owner=cast.other_bloc, year=YEAR, words=AwardWords("Giấy khen"), now=now)


def test_who_sees_what(cast: Cast) -> None:
    mine = make_award(cast)
    nobodys = make_award(cast, "Cờ thi đua", owner=cast.bloc)
    theirs = make_award(cast, owner=cast.other_unit)
    long_ago = make_award(cast, year=2020)

    def seen(name: str) -> set[UnitAward]:
        return set(awards_visible_to(cast.everyone()[name].actor()))

    assert seen("officer") == {mine, nobodys, long_ago}
    assert seen("other_officer") == seen("secretary") == seen("reader") == {mine, nobodys}
    assert seen("standing") == seen("council_member") == {mine, nobodys, theirs, long_ago}
    assert seen("stranger") == {theirs}
    assert seen("administrator") == set()


def test_a_unit_that_left_keeps_its_awards_to_itself(cast: Cast) -> None:
    mine = make_award(cast)
    BlocMembership.objects.filter(unit=cast.unit, year=YEAR).delete()

    assert list(awards_visible_to(cast.officer.actor())) == [mine]
    assert list(awards_visible_to(cast.other_officer.actor())) == []


def test_a_correction_says_why_and_history_keeps_both(cast: Cast, now: datetime) -> None:
    award = make_award(cast)
    words = AwardWords("Bằng khen của Bộ trưởng", decision_number="12/QĐ-BMH")
    with pytest.raises(AwardError) as refusal:
        correct_award(actor=cast.officer.actor(), award=award, version=1, words=words, reason=" ", now=now)
    assert refusal.value.code == "no_reason"

    correct_award(actor=cast.officer.actor(), award=award, version=1, words=words, reason="Đã có số", now=now)
    with pytest.raises(StaleVersionError):
        correct_award(actor=cast.officer.actor(), award=award, version=1, words=words, reason="Lại", now=now)

    entry = AuditEntry.objects.get(action="award.corrected")
    assert "Đã có số" in entry.payload
    assert UnitAward.objects.get().decision_number == "12/QĐ-BMH"


def test_what_was_recorded_by_mistake_goes_and_history_keeps_it(cast: Cast) -> None:
    award = make_award(cast)
    remove_award(actor=cast.secretary.actor(), award=award, version=1, reason="Nhập nhầm đơn vị")

    assert UnitAward.objects.count() == 0
    assert "Bằng khen của Bộ trưởng" in AuditEntry.objects.get(action="award.removed").payload


def test_an_award_carries_papers(cast: Cast) -> None:
    award = make_award(cast)
    parent = Reference("award", award.pk)

    assert visible_parents(cast.reader.actor(), {parent}) == {parent}
    assert visible_parents(cast.stranger.actor(), {parent}) == set()
    assert may_attach(cast.officer.actor(), parent)
    assert not may_attach(cast.reader.actor(), parent)
    assert describe_parents({parent})[parent].title.startswith("Bằng khen của Bộ trưởng – Vụ Kế hoạch")


def test_panels_of_a_unit_and_of_a_year(cast: Cast) -> None:
    class Year:
        bloc_id = cast.bloc.pk
        year = YEAR

    reader = cast.reader.actor()
    assert of_unit(reader, cast.unit) is None
    for person in ("A", "B"):
        make_award(cast, "Giấy khen", recipient_kind=RecipientKind.PERSON, recipient=person)
    make_award(cast, "Cờ thi đua", owner=cast.bloc)

    year = of_cycle(reader, Year())
    unit = of_unit(reader, cast.unit)
    assert year is not None
    assert unit is not None
    assert sorted(year["counts"]) == [("Cờ thi đua", "Đơn vị", 1), ("Giấy khen", "Cá nhân", 2)]
    assert len(unit["awards"]) == 2
    assert of_unit(cast.stranger.actor(), cast.unit) is None


def test_a_form_records_and_unknown_is_printed_as_unknown(cast: Cast, sign_in) -> None:
    browser: Client = sign_in(cast.officer.user)
    answer = browser.post(
        reverse("record_award"),
        {"owner": f"unit:{cast.unit.pk}", "year": "2025", "recipient_kind": "UNIT", "code": "COMMENDATION_LETTER"},
    )
    award = UnitAward.objects.get()
    assert answer.url == reverse("award", args=[award.pk])
    assert (award.name, award.year) == ("Giấy khen", 2025)

    page = browser.get(answer.url).text
    assert page.count("chưa biết") == 3
    assert "Giấy khen" in browser.get(reverse("awards"), {"nam": 2025}).text
    assert "Giấy khen" not in browser.get(reverse("awards"), {"nam": 2024}).text


def test_a_form_says_what_is_wrong(cast: Cast, sign_in) -> None:
    given = {"owner": f"unit:{cast.unit.pk}", "year": "2027", "recipient_kind": "UNIT", "name": "Giấy khen"}
    answer = sign_in(cast.officer.user).post(reverse("record_award"), given)

    assert "Năm phải từ 1948 đến 2026. Anh/chị đang nhập 2027." in answer.text
    assert UnitAward.objects.count() == 0


def test_two_editors_and_the_second_sees_both_texts(cast: Cast, sign_in) -> None:
    award = make_award(cast)
    url = reverse("correct_award", args=[award.pk])
    words = {"recipient_kind": "UNIT", "name": "Bằng khen", "decision_number": "12", "reason": "x", "version": "1"}
    browser: Client = sign_in(cast.officer.user)
    assert browser.post(url, words).status_code == 302

    answer = browser.post(url, words | {"decision_number": "13"})
    assert answer.status_code == 409
    removed = browser.post(reverse("remove_award", args=[award.pk]), {"reason": "nhầm", "version": "2"})
    assert removed.url == f"{reverse('awards')}?nam=2026"


def test_the_list_takes_as_many_queries_for_three_as_for_one(cast: Cast, sign_in, count_queries) -> None:
    browser: Client = sign_in(cast.officer.user)
    url = reverse("awards")
    make_award(cast)
    browser.get(url)
    one = count_queries(lambda: browser.get(url))
    make_award(cast, "Giấy khen")
    make_award(cast, "Cờ thi đua", owner=cast.units[0])

    assert count_queries(lambda: browser.get(url)) == one
