"""A file of facts: absent is unknown, empty is a known none, every fault is named with its line, nothing is guessed."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import settings as chance
from hypothesis import strategies as st

from tests.core.law import strategies as random_law
from thidua.core.law.awards import shipped_awards
from thidua.core.law.codes import (
    TITLE_CODES,
    TITLES_OF_PERSONS,
    CommendationBasis,
    Measure,
    Scope,
    Sex,
    Subject,
    TaskGrade,
)
from thidua.core.law.errors import FactsError, LawError
from thidua.core.law.facts import DisciplineRecord, Facts, HonourRecord, WorkRecord
from thidua.core.law.facts_file import read_facts, write_facts
from thidua.core.law.rows import read_rows, write_row

CONTRACT = """\
# facts file; a key that is absent is unknown, an empty list is a known none
subject: individual            # individual | collective | household
sex: female
employed_since: 2012-03-01
grades: {2021: EXCELLENT, 2022: EXCELLENT, 2023: GOOD}
titles: {2021: [GRASSROOTS_EMULATION_FIGHTER], 2022: [GRASSROOTS_EMULATION_FIGHTER]}
honours: [{code: MINISTRY_CERTIFICATE_OF_MERIT, decided_on: 2020-12-30, basis: MERIT}]
initiatives: [{year: 2023, scope: GRASSROOTS}]        # GRASSROOTS | MINISTRY | NATIONAL
scientific_works: []
discipline: [{measure: REPRIMAND, since: 2022-05-01, until: 2023-05-01}]
holds: []                      # [{reason: COMPLAINT, since: 2025-10-01, until: null}]
attested: []
"""


ONE_NUMBER = (
    "{code: LABOUR_ORDER_THIRD_CLASS, decided_on: 2021-01-01, number: 5/QĐ},"
    " {code: LABOUR_ORDER_SECOND_CLASS, decided_on: 2021-02-01, number: 5/QĐ}"
)
UNEASY = ["12/QĐ-BMH", "5 QĐ", "Bộ A; Bộ B", '"Bộ A"', 'Công ty "A; B" C', "?", "-", "!x", "Trần  Thị Bình"]
"""Texts that hold what tells parts and records of a cell apart."""
SAME_AGAIN = "{code: MINISTRY_CERTIFICATE_OF_MERIT, decided_on: 2020-12-30, basis: MERIT}"


def test_the_file_of_the_contract_is_read() -> None:
    assert read_facts(CONTRACT) == Facts(
        subject=Subject.INDIVIDUAL,
        sex=Sex.FEMALE,
        employed_since=date(2012, 3, 1),
        grades={2021: TaskGrade.EXCELLENT, 2022: TaskGrade.EXCELLENT, 2023: TaskGrade.GOOD},
        titles={2021: ("GRASSROOTS_EMULATION_FIGHTER",), 2022: ("GRASSROOTS_EMULATION_FIGHTER",)},
        honours=(HonourRecord("MINISTRY_CERTIFICATE_OF_MERIT", date(2020, 12, 30), CommendationBasis.MERIT),),
        initiatives=(WorkRecord(2023, Scope.GRASSROOTS),),
        scientific_works=(),
        discipline=(DisciplineRecord(Measure.REPRIMAND, date(2022, 5, 1), date(2023, 5, 1)),),
        holds=(),
        attested=(),
    )


def test_absent_is_unknown_and_empty_is_a_known_none() -> None:
    bare = read_facts("{subject: individual}")
    assert (bare.honours, bare.grades, bare.discipline, bare.holds) == (None, None, None, None)
    none = read_facts("{subject: individual, honours: [], grades: {2024: null}, discipline: [], sex: null}")
    assert (none.honours, none.grades, none.discipline, none.sex) == ((), {}, (), None)


def test_a_list_that_may_lack_lines_is_named() -> None:
    found = read_facts(CONTRACT + "incomplete: [honours, initiatives, titles.2022]\n")
    assert found == replace(read_facts(CONTRACT), incomplete=frozenset({"honours", "initiatives", "titles.2022"}))
    assert (found.is_whole("honours"), found.is_whole("scientific_works")) == (False, True)
    assert found.open_titles() == {2022}
    assert read_facts(CONTRACT + "incomplete: []\n") == read_facts(CONTRACT)


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ("[honors]", "not_a_choice"),  # mistyped
        ("[attested]", "not_a_choice"),  # what nobody confirmed is never held against anybody
        ("[titles]", "not_a_choice"),  # of titles each year is named
        ("[titles.last]", "bad_year"),
        ("[titles.2023]", "incomplete_absent"),
        ("[posts]", "incomplete_absent"),
        ("[people.2023.disciplined]", "incomplete_absent"),
        ("[people.2023.grades]", "not_a_choice"),
        ("[people.last.disciplined]", "bad_year"),
        ("[honours, honours]", "record_twice"),
        ("honours", "not_a_list"),
        ("[{honours: true}]", "not_a_text"),
    ],
)
def test_a_list_that_is_not_there_cannot_be_incomplete(told: str, code: str) -> None:
    with pytest.raises(FactsError) as raised:
        read_facts(f"{CONTRACT}incomplete: {told}\n", "ho-so.yaml")
    assert [(each.code, each.line) for each in raised.value.problems] == [(code, 13)]
    assert all("{" not in each.say(language) for each in raised.value.problems for language in ("vi", "en"))


@pytest.mark.parametrize("other", ["decided_on: 2022-01-01, number: 5/QĐ", "number: 5/QĐ"])
def test_numbers_begin_anew_every_year_and_a_day_that_is_not_known_is_no_other_day(other: str) -> None:
    told = ONE_NUMBER.replace("decided_on: 2021-02-01, number: 5/QĐ", other)
    assert len(read_facts(CONTRACT.replace("basis: MERIT}", f"basis: MERIT}}, {told}", 1)).honours or ()) == 3


@pytest.mark.parametrize(
    ("one", "other", "is_refused"),
    [("Bộ Minh họa", "Tỉnh Minh họa", False), ("Bộ Minh họa", "BỘ MINH HỌA", True), ("Bộ Minh họa", "", True)],
)
def test_every_issuer_has_its_own_numbers(one: str, other: str, is_refused: bool) -> None:
    first, second = ONE_NUMBER.replace("}", "%s}").split("},")
    issuers = [f", issuer: {each}" if each else "" for each in (one, other)]
    told = f"{first}}}, {second}" % tuple(issuers)
    text = CONTRACT.replace("basis: MERIT}", f"basis: MERIT}}, {told}", 1)
    if is_refused:
        with pytest.raises(FactsError) as raised:
            read_facts(text)
        assert [each.code for each in raised.value.problems] == ["number_twice"]
    else:
        assert [each.issuer for each in read_facts(text).honours or ()] == ["", one, other]


def test_how_many_were_disciplined_may_be_known_in_part() -> None:
    text = "{subject: collective, people: {2025: {total: 20, disciplined: {REPRIMAND: 1}}}%s}"
    whole, some = (read_facts(text % each) for each in ("", ", incomplete: [people.2025.disciplined]"))
    assert (whole.tells_all_disciplined(2025), some.tells_all_disciplined(2025)) == (True, False)
    assert whole.tells_all_disciplined(2024) is False
    head = ["id", "people_2025", "incomplete"]
    row = ["A", "total=20 disciplined.REPRIMAND=1", "people.2025.disciplined"]
    assert read_rows(head, [row], "bang.csv", subject=Subject.COLLECTIVE).facts == (some,)


@given(random_law.facts())
@chance(max_examples=80)
def test_what_is_written_is_read_back(facts: Facts) -> None:
    assert read_facts(write_facts(facts)) == facts


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("subject: individual ", "subject: person ", "not_a_choice", 2),
        ("subject: individual ", "kind: individual ", "unknown_key", 2),
        ("sex: female", "sex: F", "not_a_choice", 3),
        ("employed_since: 2012-03-01", "employed_since: 01/03/2012", "bad_day", 4),
        ("employed_since: 2012-03-01", "employed_since: 2012-02-30", "bad_day", 4),
        ("employed_since: 2012-03-01", "employed_since: 2022-03-01", "before_employment", 5),
        ("2021: EXCELLENT", "21: EXCELLENT", "bad_year", 5),
        ("2021: EXCELLENT", "2021: TOP", "not_a_choice", 5),
        ("2022: EXCELLENT", "2021: GOOD", "key_twice", 5),
        ("{2021: EXCELLENT, 2022: EXCELLENT, 2023", "{2022: EXCELLENT, 2021: EXCELLENT, 2023", "out_of_order", 5),
        ("{2021: EXCELLENT, 2022", "\n  2022: GOOD\n  2021: EXCELLENT\n# {2022", "out_of_order", 7),
        ("{2021: [GRASSROOTS_EMULATION_FIGHTER], 2022", "{2022: [], 2021", "out_of_order", 6),
        ("{2021: [GRASSROOTS_EMULATION_FIGHTER], 2022", "\n  2022: []\n  2021: []\n# {2022", "out_of_order", 8),
        ("2022: [GRASSROOTS_EMULATION_FIGHTER]", "22: [GRASSROOTS_EMULATION_FIGHTER]", "bad_year", 6),
        ("2022: [GRASSROOTS_EMULATION_FIGHTER]", "1944: [GRASSROOTS_EMULATION_FIGHTER]", "bad_year", 6),
        ("2021: [GRASSROOTS_EMULATION_FIGHTER]", "2011: [GRASSROOTS_EMULATION_FIGHTER]", "before_employment", 6),
        ("grades: {2021: EXCELLENT, 2022: EXCELLENT, 2023: GOOD}", "grades: [EXCELLENT]", "not_a_mapping", 5),
        ("2021: [GRASSROOTS_EMULATION_FIGHTER]", "2021: [GRASSROOTS]", "unknown_code", 6),
        ("2021: [GRASSROOTS_EMULATION_FIGHTER]", "2021: GRASSROOTS_EMULATION_FIGHTER", "not_a_list", 6),
        ("2021: [GRASSROOTS_EMULATION_FIGHTER]", "2021: [LABOUR_ORDER_FIRST_CLASS]", "unknown_code", 6),
        ("2021: [GRASSROOTS_EMULATION_FIGHTER]", "2021: [ADVANCED_WORKER, ADVANCED_WORKER]", "record_twice", 6),
        ("decided_on: 2020-12-30", "decided_on: 2011-12-30", "before_employment", 7),
        ("basis: MERIT", "basis: WORK", "not_a_choice", 7),
        ("basis: MERIT}", f"basis: MERIT}}, {ONE_NUMBER}", "number_twice", 7),
        ("basis: MERIT}", f"basis: MERIT}}, {SAME_AGAIN}", "record_twice", 7),
        ("basis: MERIT}", f"basis: MERIT}}, {ONE_NUMBER.replace('5/QĐ', '5 / qđ', 1)}", "number_twice", 7),
        ("basis: MERIT}", f"basis: MERIT}}, {SAME_AGAIN.replace('basis: MERIT', 'basis: AD_HOC')}", "two_bases", 7),
        ("2021: [GRASSROOTS_EMULATION_FIGHTER]", "2021: [MINISTRY_EMULATION_FLAG]", "title_of_other", 6),
        (
            "2021: [GRASSROOTS_EMULATION_FIGHTER]",
            "2021: [{code: GOVERNMENT_EMULATION_FLAG, basis: MERIT}]",
            "title_of_other",
            6,
        ),
        ("scope: GRASSROOTS", "scope: VILLAGE", "not_a_choice", 8),
        ("until: 2023-05-01", "until: 2021-05-01", "end_first", 10),
        ("measure: REPRIMAND, ", "", "missing_key", 10),
        ("attested: []", "attested: [ADVANCED_WORKER.SPIRIT]", "not_a_mapping", 12),
        ("attested: []", "attested: [{criterion: A, year: 2023, on: 2023-12-01}]", "missing_key", 12),
        ("attested: []", "people: {}", "not_of_subject", 12),
    ],
)  # fmt: skip
def test_a_file_with_a_fault_is_refused_with_its_line(old: str, new: str, code: str, line: int) -> None:
    assert old in CONTRACT
    with pytest.raises(FactsError) as raised:
        read_facts(CONTRACT.replace(old, new, 1), "ho-so.yaml")
    assert (code, line) in [(each.code, each.line) for each in raised.value.problems]
    assert all(str(each).startswith("ho-so.yaml:") for each in raised.value.problems)
    assert all("{" not in each.say("en") for each in raised.value.problems)


def test_every_fault_of_a_file_is_named_at_once() -> None:
    text = (
        CONTRACT.replace("sex: female", "sex: F")
        .replace("2021: EXCELLENT", "2021: TOP")
        .replace("basis: MERIT", "basis: X")
    )
    with pytest.raises(FactsError) as raised:
        read_facts(text)
    assert [each.line for each in raised.value.problems] == [3, 5, 7]


def test_what_has_not_come_yet_is_refused_where_the_day_is_known() -> None:
    assert read_facts(CONTRACT, today=date(2023, 12, 31)).grades is not None
    with pytest.raises(FactsError) as raised:
        read_facts(CONTRACT, today=date(2022, 12, 31))
    assert [(each.code, each.line) for each in raised.value.problems] == [("in_the_future", 5), ("in_the_future", 8)]


def test_a_unit_has_people_and_ranks_but_no_sex() -> None:
    text = "{subject: collective, people: {2025: {total: 10, titles: {ADVANCED_WORKER: 11}}}}"
    with pytest.raises(FactsError) as raised:
        read_facts(text)
    assert [each.code for each in raised.value.problems] == ["more_than_all"]
    with pytest.raises(FactsError) as raised:
        read_facts("{subject: collective, sex: female, employed_since: 2012-01-01}")
    assert [each.code for each in raised.value.problems] == ["not_of_subject", "not_of_subject"]
    with pytest.raises(FactsError) as raised:
        read_facts("{subject: collective, established_on: 2015-01-01, grades: {2014: GOOD}}")
    assert [each.code for each in raised.value.problems] == ["before_founding"]


# --- Rows of a table -------------------------------------------------------------------------------------------------

HEAD = [
    "id",
    "name",
    "sex",
    "employed_since",
    "grade_2024",
    "titles_2024",
    "honours",
    "discipline",
    "holds",
    "attested",
]
ROW = [
    "CB01", "Nguyễn Văn An", "male", "2012-03-01", "GOOD", "ADVANCED_WORKER; GRASSROOTS_EMULATION_FIGHTER",
    "MINISTRY_CERTIFICATE_OF_MERIT 2020-12-30 MERIT 12/QĐ-BTN", "-", "COMPLAINT 2025-10-01",
    "ADVANCED_WORKER.SPIRIT 2024 2024-12-10 Trần Thị Bình",
]  # fmt: skip


def test_a_row_says_the_same_as_a_file() -> None:
    found = read_rows(HEAD, [ROW, ["CB02"]], "bang.csv", subject=Subject.INDIVIDUAL)
    same = read_facts("""
subject: individual
sex: male
employed_since: 2012-03-01
grades: {2024: GOOD}
titles: {2024: [ADVANCED_WORKER, GRASSROOTS_EMULATION_FIGHTER]}
honours: [{code: MINISTRY_CERTIFICATE_OF_MERIT, decided_on: 2020-12-30, basis: MERIT, number: 12/QĐ-BTN}]
discipline: []
holds: [{reason: COMPLAINT, since: 2025-10-01, until: null}]
attested: [{criterion: ADVANCED_WORKER.SPIRIT, year: 2024, by: Trần Thị Bình, on: 2024-12-10}]
""")
    assert found.problems == ()
    assert found.facts == (same, Facts(Subject.INDIVIDUAL))
    assert (found.ids, found.names) == (("CB01", "CB02"), ("Nguyễn Văn An", ""))


def test_a_row_of_a_unit_tells_its_people_and_its_place() -> None:
    head = ["id", "established_on", "grade_2025", "people_2025", "ranks"]
    people = "total=20 women=9 grades.GOOD=20 titles.ADVANCED_WORKER=14 disciplined=-"
    found = read_rows(head, [["DV1", "2000-05-01", "GOOD", people, "2025 1 MINISTRY"]], "x", subject=Subject.COLLECTIVE)
    same = read_facts("""
subject: collective
established_on: 2000-05-01
grades: {2025: GOOD}
people: {2025: {total: 20, women: 9, grades: {GOOD: 20}, titles: {ADVANCED_WORKER: 14}, disciplined: {}}}
ranks: [{year: 2025, rank: 1, organiser: MINISTRY}]
""")
    wrong = read_rows(head, [["DV1", "", "", "total=20 staff=3", ""]], "x", subject=Subject.COLLECTIVE)

    assert (found.facts, found.problems) == ((same,), ())
    assert [each.code for each in wrong.problems] == ["unknown_key"]


@given(random_law.facts(), st.sampled_from([*UNEASY, ""]), st.sampled_from([*UNEASY, ""]))
@chance(max_examples=80)
def test_what_is_written_in_a_row_is_read_back(facts: Facts, number: str, name: str) -> None:
    honours = [replace(each, number=number, issuer=name) for each in facts.honours or ()][:1]
    said = facts.attested and tuple(replace(each, by=name or each.by) for each in facts.attested)
    told = replace(facts, honours=facts.honours and tuple(honours), attested=said)
    row = write_row(told)
    found = read_rows(["id", *row], [["A", *row.values()]], "bang.csv", subject=told.subject)
    whole = {each: getattr(told, each) or None for each in ("grades", "titles", "people")}

    assert found.problems == ()
    assert found.facts == (replace(told, **whole),)


def test_a_row_says_whatever_a_file_says() -> None:
    told = read_facts("""
subject: individual
honours: [{code: LABOUR_ORDER_THIRD_CLASS, number: "5 QĐ", issuer: "Bộ A; Bộ B"}]
initiatives: [{year: 2023, scope: MINISTRY, used_for: [ADVANCED_WORKER, LABOUR_ORDER_THIRD_CLASS]}]
scientific_works: [{year: 2022, scope: NATIONAL}]
attested: [{criterion: ADVANCED_WORKER.SPIRIT, year: 2024, by: Trần Thị Bình, on: 2024-12-10, holds: false}]
posts:
- {post: DEPARTMENT_HEAD, since: 2018-01-01, until: 2019-12-31}
- {post: DEPARTMENT_DEPUTY_HEAD, since: 2020-01-01, until: null}
maternity_leave: [2023, 2025]
retires_on: 2030-03-01
higher_retirement_age: true
""")
    row = {
        "id": "CB01",
        "honours": 'LABOUR_ORDER_THIRD_CLASS ? ? "5 QĐ" "Bộ A; Bộ B"',
        "initiatives": "2023 MINISTRY ADVANCED_WORKER LABOUR_ORDER_THIRD_CLASS",
        "scientific_works": "2022 NATIONAL",
        "attested": "!ADVANCED_WORKER.SPIRIT 2024 2024-12-10 Trần Thị Bình",
        "posts": "DEPARTMENT_HEAD 2018-01-01 2019-12-31; DEPARTMENT_DEPUTY_HEAD 2020-01-01",
        "maternity_leave": "2023 2025",
        "retires_on": "2030-03-01",
        "higher_retirement_age": "true",
    }
    found = read_rows([*row], [[*row.values()]], "bang.csv", subject=Subject.INDIVIDUAL)
    none = read_rows(["id", "posts", "maternity_leave"], [["A", "-", "-"]], "x", subject=Subject.INDIVIDUAL)

    assert (found.problems, found.facts) == ((), (told,))
    assert {"id": "CB01", **write_row(told)} == row
    assert none.facts == (Facts(Subject.INDIVIDUAL, posts=(), maternity_leave=()),)


@pytest.mark.parametrize(
    ("column", "cell", "code"),
    [
        ("posts", "HEAD 2018-01-01", "not_a_choice"),
        ("posts", "DEPARTMENT_HEAD", "missing_key"),
        ("posts", "DEPARTMENT_HEAD 2018-01-01 2017-12-31", "end_first"),
        ("maternity_leave", "2023 last", "bad_year"),
        ("retires_on", "01/03/2030", "bad_day"),
        ("higher_retirement_age", "perhaps", "not_a_flag"),
        ("initiatives", "2023 MINISTRY ORDER", "unknown_code"),
        ("initiatives", "2023 MINISTRY ?", "not_a_list"),
        ("attested", "! 2024 2024-12-10 Trần Thị Bình", "not_a_text"),
    ],
)
def test_a_wrong_cell_is_named_with_its_row_and_column(column: str, cell: str, code: str) -> None:
    found = read_rows(["id", column], [["A", ""], ["B", cell]], "bang.csv", subject=Subject.INDIVIDUAL)
    (problem,) = found.problems

    assert (found.ids, problem.code, problem.line) == (("A",), code, 3)
    assert str(problem).startswith("bang.csv:3: ")
    assert column in str(problem)


@pytest.mark.parametrize(
    "cell",
    ["total=20 total=21", "grades.GOOD=2 grades.GOOD=3", "total=20 total.GOOD=3", "disciplined=- disciplined=-"],
)
def test_a_number_of_people_that_is_told_twice_is_refused(cell: str) -> None:
    found = read_rows(["id", "people_2025"], [["DV1", cell]], "bang.csv", subject=Subject.COLLECTIVE)
    assert [(each.code, each.line) for each in found.problems] == [("key_twice", 2)]


def test_a_row_names_its_columns_that_may_lack_records() -> None:
    head = [*HEAD, "incomplete"]
    (found,) = read_rows(
        head, [[*ROW, "honours; discipline titles.2024"]], "bang.csv", subject=Subject.INDIVIDUAL
    ).facts
    (whole,) = read_rows(head, [[*ROW, "-"]], "bang.csv", subject=Subject.INDIVIDUAL).facts
    wrong = read_rows(head, [[*ROW, "initiatives"]], "bang.csv", subject=Subject.INDIVIDUAL)

    assert found.incomplete == {"honours", "discipline", "titles.2024"}
    assert found == replace(whole, incomplete=found.incomplete)
    assert [(each.code, each.line) for each in wrong.problems] == [("incomplete_absent", 2)]


def test_the_same_number_of_another_year_is_another_decision() -> None:
    other = [*ROW]
    other[0], other[6] = "CB02", "MINISTRY_CERTIFICATE_OF_MERIT 2021-12-30 MERIT 12/QĐ-BTN"
    found = read_rows(HEAD, [ROW, other], "bang.csv", subject=Subject.INDIVIDUAL)
    assert (found.ids, found.problems) == (("CB01", "CB02"), ())


def test_a_number_written_otherwise_in_another_row_is_the_same_number() -> None:
    other = [*ROW]
    other[0], other[6] = "CB02", "MINISTRY_CERTIFICATE_OF_MERIT 2020-12-29 MERIT 12/qđ-btn"
    found = read_rows(HEAD, [ROW, other], "bang.csv", subject=Subject.INDIVIDUAL)
    assert (found.ids, [(each.code, each.line) for each in found.problems]) == (
        ("CB01",),
        [("number_of_other_person", 3)],
    )


@pytest.mark.parametrize(
    ("one", "other", "codes"),
    [
        ("MERIT", "AD_HOC", ["two_bases"]),
        ("MERIT 1/QĐ", "AD_HOC", ["two_bases"]),
        ("MERIT 1/QĐ", "AD_HOC 1/qđ", ["two_bases"]),
        ("MERIT 1/QĐ", "MERIT 1/qđ", ["record_twice"]),
        ("MERIT 1/QĐ", "AD_HOC 2/QĐ", []),
        ('MERIT 1/QĐ "Bộ A"', 'AD_HOC 1/QĐ "Bộ B"', []),
        ("MERIT", "?", []),
    ],
)
def test_one_certificate_of_one_day_has_one_basis(one: str, other: str, codes: list[str]) -> None:
    cell = "; ".join(f"MINISTRY_CERTIFICATE_OF_MERIT 2020-12-30 {each}" for each in (one, other))
    found = read_rows(["id", "honours"], [["CB01", cell]], "bang.csv", subject=Subject.INDIVIDUAL)
    assert [each.code for each in found.problems] == codes
    assert [len(each.honours or ()) for each in found.facts] == ([] if codes else [2])


@pytest.mark.parametrize(
    ("subject", "column", "cell", "codes"),
    [
        (Subject.INDIVIDUAL, "titles_2021", "ADVANCED_WORKER", []),
        (Subject.INDIVIDUAL, "titles_2021", "GOVERNMENT_EMULATION_FLAG", ["title_of_other"]),
        (Subject.COLLECTIVE, "titles_2021", "GOVERNMENT_EMULATION_FLAG", []),
        (Subject.COLLECTIVE, "titles_2021", "ADVANCED_WORKER", ["title_of_other"]),
        (Subject.HOUSEHOLD, "titles_2021", "ADVANCED_WORKER", ["title_of_other"]),
        (Subject.COLLECTIVE, "people_2021", "total=9 titles.ADVANCED_WORKER=7", []),
        (Subject.COLLECTIVE, "people_2021", "total=9 titles.MINISTRY_EMULATION_FLAG=7", ["title_of_other"]),
    ],
)
def test_persons_have_titles_of_persons_and_units_those_of_units(
    subject: Subject, column: str, cell: str, codes: list[str]
) -> None:
    found = read_rows(["id", column], [["A", cell]], "bang.csv", subject=subject)
    assert ([each.code for each in found.problems], len(found.facts)) == (codes, 0 if codes else 1)
    assert all("{" not in each.say(language) for each in found.problems for language in ("vi", "en"))


def test_titles_of_persons_are_those_whose_criteria_are_of_persons() -> None:
    of = {each.code: each.subject for each in shipped_awards().values() if each.code in TITLE_CODES}
    assert {code for code, subject in of.items() if subject is Subject.INDIVIDUAL} == TITLES_OF_PERSONS


@pytest.mark.parametrize(
    ("one", "other", "is_refused"),
    [
        ("Bộ Minh họa", "Bộ Thử nghiệm", False),
        ("Bộ Minh họa", "bộ minh hoạ", True),
        ("Bộ Minh họa", "", True),
        ("", "", True),
    ],
)
def test_every_issuer_of_a_table_has_its_own_numbers(one: str, other: str, is_refused: bool) -> None:
    rows = [[*ROW], [*ROW]]
    for row, id_, day, issuer in zip(rows, ("CB01", "CB02"), ("2020-12-30", "2020-12-29"), (one, other), strict=True):
        row[0], row[6] = id_, f"MINISTRY_CERTIFICATE_OF_MERIT {day} MERIT 12/QĐ-BTN {issuer}".strip()
    found = read_rows(HEAD, rows, "bang.csv", subject=Subject.INDIVIDUAL)

    assert [each.code for each in found.problems] == ["number_of_other_person"] * is_refused
    told = [(each.number, each.issuer) for facts in found.facts for each in facts.honours or ()]
    assert told == [("12/QĐ-BTN", one), ("12/QĐ-BTN", other)][: len(found.ids)]


def test_rows_with_faults_are_named_and_left_out() -> None:
    wrong = [list(ROW) for _ in range(5)]
    wrong[1][4] = "FINE"
    wrong[2][0] = "CB01"
    wrong[3][0] = ""
    wrong[4][0], wrong[4][6] = "CB05", "MINISTRY_CERTIFICATE_OF_MERIT 2020-12-29 MERIT 12/QĐ-BTN"
    wrong[1][0] = "CB02"
    found = read_rows(HEAD, wrong, "bang.csv", subject=Subject.INDIVIDUAL)

    assert found.ids == ("CB01",)
    assert [(each.code, each.line) for each in found.problems] == [
        ("not_a_choice", 3), ("id_twice", 4), ("missing_key", 5), ("number_of_other_person", 6),
    ]  # fmt: skip
    assert "grade" in str(found.problems[0])


@pytest.mark.parametrize(
    ("column", "cell", "code", "named"),
    [
        ("grade_2024", "FINE", "not_a_choice", "grade_2024"),
        ("grade_2026", "GOOD", "in_the_future", "grade_2026"),
        ("grade_2011", "GOOD", "before_employment", "grade_2011"),
        ("titles_2024", "ADVANCED_WORKER; WORKER", "unknown_code", "titles_2024.1"),
        ("titles_2026", "ADVANCED_WORKER", "in_the_future", "titles_2026"),
        ("titles_2011", "ADVANCED_WORKER", "before_employment", "titles_2011"),
        ("titles_1944", "ADVANCED_WORKER", "bad_year", "titles_1944"),
        ("honours", "MINISTRY_CERTIFICATE_OF_MERIT 2026-01-01 MERIT", "in_the_future", "honours.0.decided_on"),
        ("honours", "MINISTRY_CERTIFICATE_OF_MERIT 2012-02-29 MERIT", "before_employment", "honours.0"),
        ("initiatives", "2025 GRASSROOTS; 2026 GRASSROOTS", "in_the_future", "initiatives.1.year"),
        ("initiatives", "20x4 GRASSROOTS", "bad_year", "initiatives.0.year"),
        ("discipline", "REPRIMAND 2026-01-01", "in_the_future", "discipline.0.since"),
        ("employed_since", "2026-01-01", "in_the_future", "employed_since"),
    ],
)
def test_a_fault_of_a_row_is_named_with_its_line_and_its_column(column: str, cell: str, code: str, named: str) -> None:
    plain = {"id": "CB02", "employed_since": "2012-03-01"}
    head = [*dict.fromkeys((*plain, column))]
    right, wrong = ([{**plain, **told}.get(name, "") for name in head] for told in ({"id": "CB01"}, {column: cell}))
    found = read_rows(head, [right, wrong], "bang.csv", subject=Subject.INDIVIDUAL, today=date(2025, 12, 31))

    assert found.ids == ("CB01",)
    assert [(each.code, each.line, each.data["key"]) for each in found.problems] == [(code, 3, named)]
    assert str(found.problems[0]).startswith("bang.csv:3: ")


@pytest.mark.parametrize("name", ["grade_24", "titles_20244", "grades_2024"])
def test_a_column_of_no_year_is_refused(name: str) -> None:
    with pytest.raises(LawError) as raised:
        read_rows(["id", name], [["CB01", ""]], "bang.csv", subject=Subject.INDIVIDUAL)
    assert (raised.value.code, raised.value.line, raised.value.data["name"]) == ("unknown_column", 1, name)


@pytest.mark.parametrize(
    ("head", "rows", "code"),
    [(["name"], [["An"]], "missing_column"), (["id", "rank"], [["1", "2"]], "unknown_column"),
     (["id", "id"], [["1", "2"]], "key_twice"), (["id"], [], "no_rows")],
)  # fmt: skip
def test_a_table_that_cannot_be_understood_is_refused(head: list[str], rows: list[list[str]], code: str) -> None:
    with pytest.raises(ValueError) as raised:
        read_rows(head, rows, "bang.csv", subject=Subject.INDIVIDUAL)
    assert raised.value.code == code


# --- titles with their basis ------------------------------------------------------------------------------------------

FLAGS = """
subject: collective
titles:
  2021: [EXCELLENT_LABOUR_COLLECTIVE, {code: MINISTRY_EMULATION_FLAG, basis: THEMATIC}]
  2022: [{code: MINISTRY_EMULATION_FLAG}]
"""


def test_a_title_may_say_on_what_basis_it_was_given() -> None:
    found = read_facts(FLAGS)

    assert found.titles == {
        2021: ("EXCELLENT_LABOUR_COLLECTIVE", "MINISTRY_EMULATION_FLAG"),
        2022: ("MINISTRY_EMULATION_FLAG",),
    }
    assert found.title_bases == {2021: {"MINISTRY_EMULATION_FLAG": CommendationBasis.THEMATIC}}
    assert found.title_basis(2022, "MINISTRY_EMULATION_FLAG") is None
    row = write_row(found)
    assert row["titles_2021"] == "EXCELLENT_LABOUR_COLLECTIVE; MINISTRY_EMULATION_FLAG:THEMATIC"
    head, cells = ["id", *row], [["1", *row.values()]]
    assert read_rows(head, cells, "bang.csv", subject=Subject.COLLECTIVE).facts == (found,)


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("{code: MINISTRY_EMULATION_FLAG, basis: MOVEMENT}", "not_a_choice"),
        ("{code: FLAG, basis: MERIT}", "unknown_code"),
        ("{basis: MERIT}", "missing_key"),
        ("{code: MINISTRY_EMULATION_FLAG, day: 2021-01-01}", "unknown_key"),
        ("{code: MINISTRY_EMULATION_FLAG, basis: MERIT}, MINISTRY_EMULATION_FLAG", "record_twice"),
    ],
)
def test_a_title_with_a_wrong_basis_is_refused(title: str, code: str) -> None:
    with pytest.raises(FactsError) as caught:
        read_facts(f"{{subject: collective, titles: {{2021: [{title}]}}}}")
    assert [each.code for each in caught.value.problems] == [code]


@pytest.mark.parametrize("cell", ["MINISTRY_EMULATION_FLAG:", "MINISTRY_EMULATION_FLAG:theme", ":MERIT"])
def test_a_wrong_basis_in_a_cell_is_named_with_its_column(cell: str) -> None:
    found = read_rows(["id", "titles_2021"], [["1", cell]], "bang.csv", subject=Subject.COLLECTIVE)
    (fault,) = found.problems
    assert (fault.code in ("not_a_choice", "unknown_code"), "titles_2021" in str(fault.data["key"])) == (True, True)
