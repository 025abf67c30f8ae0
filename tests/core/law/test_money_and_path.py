"""Prize money by the day of the decision, and what can be reached when."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from thidua.core.law.codes import CommendationBasis, Measure, Organiser, Subject, TaskGrade
from thidua.core.law.errors import LawError
from thidua.core.law.facts import HonourRecord, PeopleRecord, RankRecord
from thidua.core.law.facts_file import read_facts
from thidua.core.law.path import find_path
from thidua.core.law.plain import plain_path, plain_prize
from thidua.core.law.prize import pay_together, prize

PERSON, UNIT, HOUSEHOLD = Subject.INDIVIDUAL, Subject.COLLECTIVE, Subject.HOUSEHOLD
NOW = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("code", "subject", "day", "amount"),
    [
        ("GRASSROOTS_EMULATION_FIGHTER", PERSON, NOW, 2_530_000),
        ("ADVANCED_WORKER", PERSON, NOW, 760_000),
        ("ADVANCED_WORKER", PERSON, date(2026, 6, 30), 710_000),
        ("ADVANCED_WORKER", PERSON, date(2026, 7, 1), 760_000),
        ("NATIONAL_EMULATION_FIGHTER", PERSON, NOW, 11_390_000),
        ("MINISTERIAL_EMULATION_FIGHTER", PERSON, NOW, 7_590_000),
        ("ADVANCED_LABOUR_COLLECTIVE", UNIT, NOW, 2_030_000),
        ("EXCELLENT_LABOUR_COLLECTIVE", UNIT, NOW, 3_800_000),
        ("EXEMPLARY_COMMUNE", UNIT, NOW, 5_060_000),
        ("CULTURAL_VILLAGE", UNIT, NOW, 3_800_000),
        ("MINISTRY_EMULATION_FLAG", UNIT, NOW, 20_240_000),
        ("REGION_EMULATION_FLAG", UNIT, NOW, 15_180_000),
        ("GOVERNMENT_EMULATION_FLAG", UNIT, NOW, 30_360_000),
        ("GOLD_STAR_ORDER", PERSON, NOW, 116_380_000),
        ("GOLD_STAR_ORDER", UNIT, NOW, 232_760_000),
        ("HO_CHI_MINH_ORDER", UNIT, NOW, 154_330_000),
        ("INDEPENDENCE_ORDER_FIRST_CLASS", PERSON, NOW, 37_950_000),
        ("INDEPENDENCE_ORDER_SECOND_CLASS", PERSON, NOW, 31_630_000),
        ("INDEPENDENCE_ORDER_THIRD_CLASS", UNIT, NOW, 53_130_000),
        ("LABOUR_ORDER_FIRST_CLASS", PERSON, NOW, 22_770_000),
        ("LABOUR_ORDER_SECOND_CLASS", UNIT, NOW, 37_950_000),
        ("LABOUR_ORDER_THIRD_CLASS", PERSON, NOW, 11_390_000),
        ("HERO_OF_LABOUR", UNIT, NOW, 78_430_000),
        ("PRIME_MINISTER_CERTIFICATE_OF_MERIT", PERSON, NOW, 8_860_000),
        ("PRIME_MINISTER_CERTIFICATE_OF_MERIT", UNIT, NOW, 17_710_000),
        ("MINISTRY_CERTIFICATE_OF_MERIT", PERSON, NOW, 3_800_000),
        ("MINISTRY_CERTIFICATE_OF_MERIT", HOUSEHOLD, NOW, 5_700_000),
        ("COMMENDATION_LETTER", PERSON, NOW, 760_000),
        ("COMMENDATION_LETTER", UNIT, NOW, 1_520_000),
        ("REGION_CERTIFICATE_OF_MERIT", UNIT, NOW, 5_060_000),
        ("GRASSROOTS_EMULATION_FIGHTER", PERSON, date(2024, 12, 1), 2_340_000),
    ],
)
def test_money_of_a_day(code: str, subject: Subject, day: date, amount: int) -> None:
    found = prize(code, subject, day)
    assert found.amount == amount
    assert found.cites
    assert found.grade.decides


def test_an_amount_says_how_it_came_about() -> None:
    plain = plain_prize(prize("GRASSROOTS_EMULATION_FIGHTER", PERSON, NOW))
    assert plain["amount"] == 2_530_000
    assert (plain["coefficient"], plain["base_salary"], plain["rounded_from"]) == (1, 2_530_000, 2_530_000)
    assert plain["cites"].startswith("điểm c khoản 1 Điều 50 của 152/2025/NĐ-CP; khoản 2 Điều 3 của 161/2026/NĐ-CP")
    assert prize("ADVANCED_WORKER", PERSON, date(2025, 12, 1)).exact == Fraction(702_000)


def test_what_nobody_has_read_pays_nothing() -> None:
    memory = prize("ADVANCED_WORKER", PERSON, date(2022, 12, 1))
    assert (memory.amount, memory.if_confirmed, memory.exact) == (None, None, Fraction(447_000))
    whole = prize("GRASSROOTS_EMULATION_FIGHTER", PERSON, date(2022, 12, 1))
    assert (whole.amount, whole.if_confirmed) == (None, 1_490_000)
    rounding = prize("ADVANCED_WORKER", PERSON, date(2024, 12, 1))
    assert (rounding.amount, rounding.exact) == (None, Fraction(702_000))
    assert "làm tròn" in rounding.why
    silent = prize("MINISTRY_CERTIFICATE_OF_MERIT", UNIT, date(2024, 12, 1))
    assert (silent.amount, silent.coefficient) == (None, None)
    assert silent.why


def test_a_decree_past_its_announced_end_pays_nothing() -> None:
    before, after = (prize("ADVANCED_WORKER", PERSON, day) for day in (date(2027, 2, 28), date(2027, 3, 1)))
    assert (before.amount, before.why) == (760_000, "")
    assert (after.amount, after.if_confirmed) == (None, 760_000)
    assert "152/2025/NĐ-CP hết hiệu lực ngày 01/03/2027" in after.why


def test_a_ceiling_of_a_text_past_its_announced_end_is_none() -> None:
    before, after = (prize("COMMEMORATIVE_MEDAL", PERSON, day) for day in (date(2027, 2, 28), date(2027, 3, 1)))
    assert (before.amount, before.ceiling, before.if_confirmed) == (None, 1_520_000, None)
    assert (after.amount, after.ceiling, after.if_confirmed) == (None, None, 1_520_000)
    assert "152/2025/NĐ-CP hết hiệu lực ngày 01/03/2027" in after.why


def test_a_ceiling_is_no_amount() -> None:
    medal = prize("COMMEMORATIVE_MEDAL", PERSON, NOW)
    assert (medal.amount, medal.ceiling, medal.exact) == (None, 1_520_000, Fraction(1_518_000))


@pytest.mark.parametrize(
    ("code", "subject", "day", "fault"),
    [
        ("ADVANCED_WORKER", UNIT, NOW, "other_subject"),
        ("WORKER", PERSON, NOW, "unknown_code"),
        ("ADVANCED_WORKER", PERSON, date(2017, 6, 30), "no_value_in_force"),
    ],
)
def test_no_money_for_what_there_is_not(code: str, subject: Subject, day: date, fault: str) -> None:
    with pytest.raises(LawError) as raised:
        prize(code, subject, day)
    assert raised.value.code == fault


def test_titles_of_one_period_pay_the_highest_and_an_honour_besides() -> None:
    low, high = prize("ADVANCED_WORKER", PERSON, NOW), prize("GRASSROOTS_EMULATION_FIGHTER", PERSON, NOW)
    honour = prize("MINISTRY_CERTIFICATE_OF_MERIT", PERSON, NOW)

    same = pay_together([(low, "2026"), (high, "2026"), (honour, "2025–2026")])
    assert (same.total, same.not_paid) == (2_530_000 + 3_800_000, (low,))
    other = pay_together([(low, "2025"), (high, "2026")])
    assert (other.total, other.not_paid) == (760_000 + 2_530_000, ())
    unknown = prize("COMMEMORATIVE_MEDAL", PERSON, NOW)
    assert pay_together([(low, "2026"), (unknown, "2026")]).total is None
    with pytest.raises(LawError):
        pay_together([])


# --- The way ahead ---------------------------------------------------------------------------------------------------

BEGINNER = read_facts("""
subject: individual
employed_since: 2025-01-01
grades: {}
titles: {}
honours: []
initiatives: []
scientific_works: []
discipline: []
""")


def years(facts=BEGINNER, **told) -> dict[str, int | None]:
    asked = {"from_year": 2025, "law_on": date(2026, 9, 30), **told}
    return {each.award.code: each.year for each in find_path(facts, **asked).milestones}


def test_a_beginner_s_earliest_years() -> None:
    found = years(settings={"FIGHTER_YEARS": "AGAIN"})
    assert found["ADVANCED_WORKER"] == 2025
    assert found["GRASSROOTS_EMULATION_FIGHTER"] == 2025
    assert found["MINISTRY_CERTIFICATE_OF_MERIT"] == 2026
    assert found["MINISTERIAL_EMULATION_FIGHTER"] == 2027
    assert found["NATIONAL_EMULATION_FIGHTER"] == 2028
    assert found["PRIME_MINISTER_CERTIFICATE_OF_MERIT"] == 2031
    assert found["LABOUR_ORDER_THIRD_CLASS"] == 2036
    assert found["LABOUR_ORDER_SECOND_CLASS"] == 2041


@pytest.mark.parametrize(
    ("told", "national"),
    [
        ({}, None),  # two years running need years that count again, which no text says
        ({"FIGHTER_YEARS": "AGAIN"}, 2028),
        ({"FIGHTER_YEARS": "ONCE"}, None),
        ({"FIGHTER_YEARS": "ONCE", "TWICE_MINISTERIAL": "CONSECUTIVE_YEARS"}, None),
        ({"FIGHTER_YEARS": "ONCE", "TWICE_MINISTERIAL": "SUCCESSIVE_AWARDS"}, 2030),  # six years: three, and three
        ({"TWICE_MINISTERIAL": "SUCCESSIVE_AWARDS"}, 2030),  # what both answers promise
    ],
)
def test_the_way_to_the_national_title_hangs_on_how_years_are_counted(
    told: dict[str, str], national: int | None
) -> None:
    found = years(settings=told)
    assert (found["MINISTERIAL_EMULATION_FIGHTER"], found["NATIONAL_EMULATION_FIGHTER"]) == (2027, national)


def test_what_no_text_we_hold_describes_is_not_promised() -> None:
    found = years(settings={"FIGHTER_YEARS": "AGAIN"})
    assert {code for code, year in found.items() if year is None} == {
        "LABOUR_ORDER_FIRST_CLASS", "INDEPENDENCE_ORDER_THIRD_CLASS", "INDEPENDENCE_ORDER_SECOND_CLASS",
        "INDEPENDENCE_ORDER_FIRST_CLASS", "HO_CHI_MINH_ORDER", "GOLD_STAR_ORDER", "HERO_OF_LABOUR",
        "COMMEMORATIVE_MEDAL",
    }  # fmt: skip


def test_the_past_counts_and_discipline_delays() -> None:
    past = read_facts("""
subject: individual
employed_since: 2012-01-01
grades: {2023: GOOD, 2024: EXCELLENT}
titles: {2023: [GRASSROOTS_EMULATION_FIGHTER], 2024: [GRASSROOTS_EMULATION_FIGHTER]}
honours: []
discipline: []
""")
    punished = read_facts("""
subject: individual
employed_since: 2012-01-01
grades: {}
titles: {}
honours: []
discipline: [{measure: WARNING, since: 2025-02-01, until: 2026-12-31}]
""")
    assert years(past)["MINISTERIAL_EMULATION_FIGHTER"] == 2025
    assert years(punished)["ADVANCED_WORKER"] == 2027
    assert years(punished)["MINISTERIAL_EMULATION_FIGHTER"] == 2029


def test_a_path_tells_its_assumptions_and_what_must_happen() -> None:
    plain = plain_path(find_path(BEGINNER, from_year=2025, law_on=date(2026, 12, 31)))
    ministerial = next(each for each in plain["reachable"] if each["code"] == "MINISTERIAL_EMULATION_FIGHTER")

    assert ministerial["earliest_year"] == 2027
    titled = [each["year"] for each in ministerial["steps"] if each["what"] == "Chiến sĩ thi đua cơ sở"]
    assert titled == [
        2025,
        2026,
        2027,
    ]
    assert len(plain["assumptions"]) == 7
    assert "chưa đối chiếu Luật 06/2026/QH16" in plain["notes"]


def test_a_unit_has_its_path_too() -> None:
    unit = read_facts(
        "{subject: collective, established_on: 2000-01-01, grades: {}, titles: {}, honours: [], discipline: []}"
    )
    found = years(unit)
    assert found["EXCELLENT_LABOUR_COLLECTIVE"] == 2025
    assert found["MINISTRY_CERTIFICATE_OF_MERIT"] == 2026
    assert found["PRIME_MINISTER_CERTIFICATE_OF_MERIT"] == 2031
    assert found["LABOUR_ORDER_THIRD_CLASS"] == 2036
    assert found["LABOUR_ORDER_FIRST_CLASS"] is None


def test_lists_known_in_part_are_taken_as_they_are_on_record() -> None:
    certificate = HonourRecord("MINISTRY_CERTIFICATE_OF_MERIT", date(2025, 6, 1), CommendationBasis.MERIT)
    whole = replace(BEGINNER, honours=(certificate,), titles={2025: ("ADVANCED_WORKER",)})
    part = replace(whole, incomplete=frozenset({"honours", "initiatives", "discipline", "titles.2025"}))

    assert years(part) == years(whole)
    assert years(whole)["PRIME_MINISTER_CERTIFICATE_OF_MERIT"] == 2030


def steps_of(code: str, facts=BEGINNER, **told) -> dict[int, list[str]]:
    """Year → what the path asks for in it, by code."""
    asked = {"from_year": 2025, "law_on": date(2026, 9, 30), **told}
    milestone = next(each for each in find_path(facts, **asked).milestones if each.award.code == code)
    found: dict[int, list[str]] = {}
    for year, what in milestone.steps:
        found.setdefault(year, []).append(what)
    return found


def test_a_path_asks_only_for_what_the_award_stands_on() -> None:
    """The title of advanced worker is not among it: its criteria must be met, it need not be given."""
    assert steps_of("ADVANCED_WORKER") == {2025: ["GOOD_YEAR"]}
    fighter = ["GOOD_YEAR", "GRASSROOTS_EMULATION_FIGHTER"]
    assert steps_of("GRASSROOTS_EMULATION_FIGHTER") == {2025: ["GOOD_YEAR"]}
    assert steps_of("MINISTERIAL_EMULATION_FIGHTER") == {2025: fighter, 2026: fighter, 2027: fighter}
    certificate = steps_of("PRIME_MINISTER_CERTIFICATE_OF_MERIT")
    asked = {what for year in certificate.values() for what in year}
    assert asked == {*fighter, "MINISTRY_CERTIFICATE_OF_MERIT"}
    assert [year for year, what in certificate.items() if "MINISTRY_CERTIFICATE_OF_MERIT" in what] == [2026]


def test_a_grade_on_record_of_the_first_year_stands() -> None:
    poor = replace(BEGINNER, grades={2025: TaskGrade.SATISFACTORY})
    assert years(poor)["ADVANCED_WORKER"] == 2026
    assert years(poor)["MINISTERIAL_EMULATION_FIGHTER"] == 2028
    assert "GOOD_YEAR" not in steps_of("MINISTERIAL_EMULATION_FIGHTER", poor).get(2025, [])
    excellent = replace(BEGINNER, grades={2025: TaskGrade.EXCELLENT})
    assert years(excellent) == years()
    plain = plain_path(find_path(poor, from_year=2025, law_on=date(2026, 9, 30)))
    assert (
        "Năm 2025 đã có kết quả xếp loại (hoàn thành nhiệm vụ): giữ nguyên, không giả định tốt hơn."
        in (plain["assumptions"])
    )


DEPARTMENT = read_facts(
    "{subject: collective, established_on: 2000-01-01, grades: {}, titles: {}, honours: [], discipline: []}"
)
REST = "Số người năm 2025 chưa ghi, hoặc chưa ghi hết, thì giả định như trên"
STANDS = "giữ nguyên, không giả định tốt hơn."


@pytest.mark.parametrize(
    ("people", "advanced", "excellent"),
    [
        (PeopleRecord(total=40, titles={"ADVANCED_WORKER": 28}), 2025, 2025),
        (PeopleRecord(total=40, titles={"ADVANCED_WORKER": 27}), 2026, 2026),
        (PeopleRecord(total=40, titles={"GRASSROOTS_EMULATION_FIGHTER": 0}), 2025, 2026),
        (PeopleRecord(total=40, grades={TaskGrade.UNSATISFACTORY: 1}), 2025, 2026),
        (PeopleRecord(disciplined={Measure.WARNING: 1}), 2026, 2026),
        (PeopleRecord(grades={TaskGrade.GOOD: 37}), 2025, 2025),
    ],
)
def test_people_on_record_stand_and_only_the_rest_is_assumed(
    people: PeopleRecord, advanced: int, excellent: int
) -> None:
    found = years(replace(DEPARTMENT, people={2025: people}))
    assert (found["ADVANCED_LABOUR_COLLECTIVE"], found["EXCELLENT_LABOUR_COLLECTIVE"]) == (advanced, excellent)


def test_a_path_says_which_people_are_on_record_and_which_are_assumed() -> None:
    people = PeopleRecord(total=40, grades={TaskGrade.GOOD: 38}, titles={"ADVANCED_WORKER": 38})
    unit = replace(DEPARTMENT, people={2024: people, 2025: people}, ranks=(RankRecord(2025, 3, Organiser.MINISTRY),))
    told = plain_path(find_path(unit, from_year=2025, law_on=date(2026, 9, 30)))["assumptions"]

    assert [each for each in told if "2025" in each][1:] == [
        f"Năm 2025 đã ghi số người của đơn vị (tổng số người, xếp loại từng mức, Lao động tiên tiến): {STANDS}",
        f"{REST}: xếp loại từng mức, Chiến sĩ thi đua cơ sở, số người bị kỷ luật.",
        f"Năm 2025 đã ghi xếp thứ 3 trong cụm, khối do bộ, ban, ngành, tỉnh tổ chức: {STANDS}",
    ]
    assert years(unit)["MINISTRY_EMULATION_FLAG"] == 2026
    assert years(replace(unit, ranks=()))["MINISTRY_EMULATION_FLAG"] == 2025
