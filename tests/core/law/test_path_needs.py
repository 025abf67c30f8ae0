"""What people must recognise, confirm or rank on the way to an award, in which year."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest

from thidua.core.law.codes import Organiser, Scope, TaskGrade
from thidua.core.law.conditions import Attested, WorksRecognised
from thidua.core.law.facts import Attestation, Facts, PeopleRecord, RankRecord, WorkRecord
from thidua.core.law.facts_file import read_facts
from thidua.core.law.path import Milestone, find_path
from thidua.core.law.path_needs import Need
from thidua.core.law.plain import plain_path
from thidua.core.law.wording import say_need

LAW_ON = date(2026, 9, 30)
ANSWERS = {"FIGHTER_YEARS": "AGAIN"}
BINH = read_facts("""
subject: individual
employed_since: 2025-01-01
grades: {}
titles: {}
honours: []
initiatives: []
scientific_works: []
discipline: []
holds: []
""")
OFFICE = read_facts(
    "{subject: collective, established_on: 2000-01-01, grades: {}, titles: {}, honours: [], discipline: [], holds: []}"
)


def milestones(facts: Facts, **told: str) -> dict[str, Milestone]:
    found = find_path(facts, from_year=2025, law_on=LAW_ON, settings={**ANSWERS, **told})
    return {each.award.code: each for each in found.milestones}


def said(needs: Iterable[Need]) -> list[tuple[int, str, str]]:
    """Year, kind, and the scope of works, the code of an attestation or the name of the criterion."""
    found = []
    for each in needs:
        question, what = each.criterion.question, each.criterion.name
        if isinstance(question, WorksRecognised):
            what = question.scope.value
        if isinstance(question, Attested):
            what = question.criterion
        found.append((each.year, each.kind.value, what))
    return found


def works(facts: Facts, code: str, **told: str) -> list[tuple[int, str, int, int | None]]:
    """The initiatives on the way: year, scope, how many, since when they count."""
    needs = milestones(facts, **told)[code].needs
    return [
        (each.year, each.criterion.question.scope.value, each.number, each.since)
        for each in needs
        if isinstance(each.criterion.question, WorksRecognised)
    ]


def test_a_path_names_the_scope_and_the_year_of_an_initiative() -> None:
    assert works(BINH, "GRASSROOTS_EMULATION_FIGHTER") == []  # an excellent year is enough
    assert works(BINH, "MINISTERIAL_EMULATION_FIGHTER") == [(2027, "MINISTRY", 1, 2025)]
    assert works(BINH, "NATIONAL_EMULATION_FIGHTER") == [(2027, "MINISTRY", 1, 2025), (2028, "NATIONAL", 1, 2025)]


def test_one_initiative_serves_as_long_as_its_window_and_then_another_is_due() -> None:
    """Of the ministry in 2024: within the four years of the title of 2027, not within those of 2028; there the one of
    the whole country that the national title asks for serves as well.
    """
    facts = replace(BINH, initiatives=(WorkRecord(2024, Scope.MINISTRY),))
    national = "NATIONAL_EMULATION_FIGHTER"
    assert works(facts, national) == [(2028, "NATIONAL", 1, 2025)]
    assert works(facts, national, WIDER_SCOPE="EXACT") == [(2028, "MINISTRY", 1, 2025), (2028, "NATIONAL", 1, 2025)]


def test_an_initiative_that_serves_two_awards_must_lie_in_both_windows() -> None:
    told = {"FIGHTER_YEARS": "ONCE", "TWICE_MINISTERIAL": "SUCCESSIVE_AWARDS", "WIDER_SCOPE": "EXACT"}
    asked = works(BINH, "NATIONAL_EMULATION_FIGHTER", **told)  # ministerial titles in 2027 and 2030, of four years each
    assert asked == [(2027, "MINISTRY", 1, 2027), (2030, "NATIONAL", 1, 2025)]


def test_an_initiative_is_asked_for_where_a_reading_that_nobody_chose_asks_for_it() -> None:
    code, setting = "MINISTRY_CERTIFICATE_OF_MERIT", "INITIATIVES_OF_MINISTRY_CERTIFICATE"
    assert works(BINH, code) == [(2026, "GRASSROOTS", 2, None)]
    assert works(BINH, code, **{setting: "BOTH"}) == [(2026, "GRASSROOTS", 2, None)]
    assert works(BINH, code, **{setting: "ONLY_GRADES"}) == []


def test_a_year_on_record_as_good_needs_an_initiative_in_the_place_of_excellence() -> None:
    good = replace(BINH, grades={2025: TaskGrade.GOOD})
    assert works(good, "GRASSROOTS_EMULATION_FIGHTER") == [(2025, "GRASSROOTS", 1, 2025)]
    assert works(good, "GRASSROOTS_EMULATION_FIGHTER", WORKS_WINDOW="ANY_YEAR") == [(2025, "GRASSROOTS", 1, None)]
    need = milestones(good)["GRASSROOTS_EMULATION_FIGHTER"].needs[1]
    assert need.instead == (
        "Có đề tài khoa học, đề án khoa học, công trình khoa học và công nghệ đã được nghiệm thu",
        "Mưu trí, sáng tạo trong chiến đấu, phục vụ chiến đấu được đơn vị công nhận",
    )  # the grade itself is on record: it stands in nobody's place
    assert works(good, "MINISTRY_CERTIFICATE_OF_MERIT") == [
        (2025, "GRASSROOTS", 1, 2025),
        (2026, "GRASSROOTS", 1, None),
    ]


@pytest.mark.parametrize(
    ("year", "scope", "asked"),
    [
        (2024, Scope.MINISTRY, []),
        (2023, Scope.MINISTRY, [(2027, "MINISTRY", 1, 2025)]),
        (2024, Scope.NATIONAL, []),
        (2024, Scope.GRASSROOTS, [(2027, "MINISTRY", 1, 2025)]),
    ],
)
def test_an_initiative_on_record_is_not_asked_for_again(year: int, scope: Scope, asked: list[object]) -> None:
    facts = replace(BINH, initiatives=(WorkRecord(year, scope),))
    assert works(facts, "MINISTERIAL_EMULATION_FIGHTER") == asked


def test_a_scientific_work_on_record_serves_as_well() -> None:
    facts = replace(BINH, scientific_works=(WorkRecord(2026, Scope.MINISTRY),))
    assert works(facts, "MINISTERIAL_EMULATION_FIGHTER") == []


def test_a_path_names_what_people_must_confirm_and_for_which_year() -> None:
    spirit = "ADVANCED_WORKER.SPIRIT"
    assert said(milestones(BINH)["ADVANCED_WORKER"].needs) == [(2025, "ATTESTED", spirit)]
    confirmed = replace(BINH, attested=(Attestation(spirit, 2025, "Trần Thị Bình", date(2025, 12, 1)),))
    assert said(milestones(confirmed)["ADVANCED_WORKER"].needs) == []
    assert said(milestones(confirmed)["MINISTERIAL_EMULATION_FIGHTER"].needs) == [
        (2026, "ATTESTED", spirit), (2027, "ATTESTED", spirit), (2027, "WORKS", "MINISTRY"),
    ]  # fmt: skip


def test_a_path_of_a_unit_names_the_place_and_the_people() -> None:
    flag = milestones(OFFICE)["MINISTRY_EMULATION_FLAG"]
    first = "Dẫn đầu cụm, khối thi đua do bộ, ban, ngành, tỉnh tổ chức"
    assert said(flag.needs)[0] == (2025, "RANK", first)
    assert say_need(flag.needs[0]) == f"{first} (xếp từ thứ 1 trở lên)"
    ranked = replace(OFFICE, ranks=(RankRecord(2025, 1, Organiser.MINISTRY),))
    assert "RANK" not in [kind for _year, kind, _what in said(milestones(ranked)["MINISTRY_EMULATION_FLAG"].needs)]

    share = (2025, "PEOPLE", "Có ít nhất 70% cá nhân đạt danh hiệu Lao động tiên tiến")
    assert share in said(milestones(OFFICE)["ADVANCED_LABOUR_COLLECTIVE"].needs)
    counted = replace(OFFICE, people={2025: PeopleRecord(total=10, titles={"ADVANCED_WORKER": 7})})
    assert share not in said(milestones(counted)["ADVANCED_LABOUR_COLLECTIVE"].needs)


def test_what_is_not_reached_asks_for_nothing() -> None:
    assert milestones(BINH)["HERO_OF_LABOUR"].needs == ()


def test_the_needs_of_a_path_can_be_read_as_data() -> None:
    plain = plain_path(find_path(BINH, from_year=2025, law_on=LAW_ON, settings=ANSWERS))
    steps = next(each for each in plain["reachable"] if each["code"] == "MINISTERIAL_EMULATION_FIGHTER")["steps"]

    assert [(each["year"], each["kind"]) for each in steps if each["year"] == 2027] == [
        (2027, "GRADE"), (2027, "ATTESTED"), (2027, "WORKS"), (2027, "AWARD"),
    ]  # fmt: skip
    work = next(each for each in steps if each["kind"] == "WORKS")
    assert {key: work[key] for key in ("year", "for", "work", "scope", "number", "since", "grade")} == {
        "year": 2027, "for": "MINISTERIAL_EMULATION_FIGHTER", "work": "INITIATIVE", "scope": "MINISTRY", "number": 1,
        "since": 2025, "grade": "verified",
    }  # fmt: skip
    assert work["cites"] == "khoản 1 Điều 22 của 06/2022/QH15; khoản 2 Điều 22 của 06/2022/QH15"
    assert work["what"].startswith(
        "Có sáng kiến đã được áp dụng hiệu quả và có khả năng nhân rộng trong bộ, ban, ngành, tỉnh"
        " (thêm 1, phạm vi bộ, ban, ngành, tỉnh, công nhận trong 2025–2027); hoặc thay bằng: "
    )


def test_the_needs_of_a_path_are_said_in_english() -> None:
    need = milestones(BINH)["MINISTERIAL_EMULATION_FIGHTER"].needs[-1]
    english = say_need(need, "en")
    assert "(1 more, scope ministry, sector or province, recognised in 2025–2027); or in its place: " in english
    assert not set("ăâđêôơư") & set(english)


def test_works_of_years_before_the_end_of_discipline_are_not_asked_for() -> None:
    """G6: they count anew after the term; an initiative that was recognised before would not do."""
    binh = replace(
        BINH,
        discipline=read_facts("""
subject: individual
employed_since: 2020-01-01
discipline: [{measure: REPRIMAND, since: 2024-12-01, until: 2025-12-01}]
""").discipline,
    )

    # the window of the title goes back to 2025, and so does the path
    assert works(binh, "MINISTERIAL_EMULATION_FIGHTER") == [(2028, "MINISTRY", 1, 2026)]
