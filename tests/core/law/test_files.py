"""Files of the law: what is refused, with file and line; what is in force on a day; what should be read again."""

import re
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from thidua.core import law
from thidua.core.law.awards import book_of, read_awards, shipped_awards, with_own
from thidua.core.law.bulk import answer
from thidua.core.law.certainty import Certainty, Verdict
from thidua.core.law.citations import Citation, say_citations
from thidua.core.law.codes import CommendationBasis, Sex, Subject
from thidua.core.law.columns import columns_of
from thidua.core.law.conditions import EmployedFor, criteria_of
from thidua.core.law.errors import LawError
from thidua.core.law.explain import assess
from thidua.core.law.facts import Facts
from thidua.core.law.facts_file import read_facts
from thidua.core.law.figures import read_figure, shipped_figures, stale
from thidua.core.law.general import general_on, shipped_rules
from thidua.core.law.own_rules import read_own_rules
from thidua.core.law.places import open_text
from thidua.core.law.procedures import dossier_for, shipped_dossiers, shipped_dossiers_by_basis
from thidua.core.law.regimes import read_regimes, regime_on, shipped_regimes
from thidua.core.law.settings import chosen, shipped_settings
from thidua.core.law.texts import read_texts, shipped_texts
from thidua.core.law.words import words_of

FIGURE = """\
description: Mức lương cơ sở
unit: đồng/tháng
reviewed_on: 2026-11-23
values:
  2024-07-01: {value: 2340000, cites: "73/2024/NĐ-CP:3.2", grade: verified}
  2026-07-01: {value: 2530000, cites: "161/2026/NĐ-CP:3.2", grade: verified}
"""

TWICE = "title: ADVANCED_WORKER, times: 2"
AWARD = """\
code: ADVANCED_WORKER
kind: TITLE
subject: individual
name: Lao động tiên tiến
level: GRASSROOTS
fact_base: LDTT
decided_by: {who: Thủ trưởng, cites: "06/2022/QH15:80", grade: verified}
versions:
- since: 2024-01-01
  until: 2025-06-30
  cites: "06/2022/QH15:24"
  grade: verified
  routes:
  - name: Xét hằng năm
    basis: MERIT
    cites: "06/2022/QH15:24.1"
    grade: verified
    all_of:
    - criterion: Hoàn thành tốt nhiệm vụ trở lên
      cites: "06/2022/QH15:24.1"
      grade: verified
      case_grade: GOOD
- since: 2025-07-01
  cites: "06/2022/QH15:24"
  grade: verified
  not_held: Chưa có văn bản.
"""


def refused(read, text: str) -> LawError:
    with pytest.raises(LawError) as raised:
        read(open_text(text, "tep.yaml"))
    assert raised.value.file == "tep.yaml"
    assert str(raised.value).startswith(f"tep.yaml:{raised.value.line}: ")
    assert raised.value.say("en") != raised.value.say("vi")
    return raised.value


def test_a_figure_has_a_value_from_its_day_on() -> None:
    figure = read_figure(open_text(FIGURE, "core/law/figures/base_salary.yaml"))

    assert figure.name == "base_salary"
    assert figure.on(date(2024, 7, 1)).value == 2_340_000
    assert figure.on(date(2026, 6, 30)).value == 2_340_000
    assert figure.on(date(2026, 7, 1)).value == 2_530_000
    assert str(figure.on(date(2026, 7, 1)).cites[0]) == "khoản 2 Điều 3 của 161/2026/NĐ-CP"


def test_silence_of_the_law_is_never_a_number() -> None:
    figure = read_figure(open_text(FIGURE, "base_salary.yaml"))
    with pytest.raises(LawError) as raised:
        figure.on(date(2024, 6, 30))
    assert raised.value.code == "no_value_in_force"

    votes = shipped_figures()["vote_share_grassroots_emulation_fighter"]
    assert votes.on(date(2025, 6, 30)).value == 80
    with pytest.raises(LawError) as raised:
        votes.on(date(2025, 7, 1))
    assert "mỗi phiên họp tự xác nhận" in raised.value.say()


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        (', cites: "161/2026/NĐ-CP:3.2"', "", "uncited", 6),
        ("161/2026/NĐ-CP:3.2", "999/2026/NĐ-CP:3.2", "unknown_text", 6),
        ("161/2026/NĐ-CP:3.2", "161/2026/NĐ-CP:ba", "bad_citation", 6),
        ("2026-07-01: {", "2024-07-01: {", "key_twice", 6),
        ("2026-07-01: {", "2024-06-01: {", "out_of_order", 4),
        ("2026-07-01: {", "01/07/2026: {", "bad_day", 6),
        ("unit: đồng/tháng", "unti: đồng/tháng", "unknown_key", 2),
        ("unit: đồng/tháng\n", "", "missing_key", 1),
        ("value: 2530000", "value: hai triệu", "bad_number", 6),
        ("value: 2530000, ", "", "missing_key", 6),
        ("value: 2530000", "value: null", "missing_key", 6),
        ("2530000, cites", "2530000, extra: 1, cites", "unknown_key", 6),
        (", grade: verified}\n  2026", "}\n  2026", "missing_key", 5),
        ("grade: verified}\n  2026", "grade: sure}\n  2026", "not_a_choice", 5),
    ],
)
def test_a_figure_with_a_fault_is_refused(old: str, new: str, code: str, line: int) -> None:
    assert old in FIGURE
    error = refused(read_figure, FIGURE.replace(old, new, 1))
    assert (error.code, error.line) == (code, line)


def test_every_shipped_figure_is_read_and_named() -> None:
    figures = shipped_figures()
    assert len(figures) > 60
    assert all(each.history for each in figures.values())
    assert figures["quota_grassroots_emulation_fighter"].on(date(2023, 12, 31)).value == 15
    assert figures["prize_rounding"].on(date(2025, 7, 1)).value == 10_000
    assert figures["women_leadership_time_factor"].on(date(2025, 7, 1)).value == Fraction(2, 3)


def test_figures_not_read_for_a_year_and_texts_that_end_soon_are_stale() -> None:
    figures, texts = {"base_salary": read_figure(open_text(FIGURE, "base_salary.yaml"))}, shipped_texts()

    assert stale(date(2027, 11, 23), figures, texts).figures == ()
    assert [each.name for each in stale(date(2027, 11, 24), figures, texts).figures] == ["base_salary"]
    soon = [each.number for each in stale(date(2026, 11, 29), figures, texts).ending]
    assert soon == ["152/2025/NĐ-CP", "15/2025/TT-BNV"]
    assert stale(date(2026, 8, 1), figures, texts).ending == ()
    assert "06/2026/QH16" not in [each.number for each in stale(date(2026, 9, 30), figures, texts).not_held]
    assert "06/2026/QH16" in [each.number for each in stale(date(2026, 10, 1), figures, texts).not_held]


def test_an_award_is_read_with_its_versions() -> None:
    (award,) = read_awards(open_text(AWARD, "tep.yaml"))

    assert award.on(date(2023, 12, 31)) is None
    assert [each.name for each in award.on(date(2025, 6, 30)).routes] == ["Xét hằng năm"]
    assert award.on(date(2025, 7, 1)).routes[0].criteria[0].grade is Certainty.UNKNOWN


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ('      cites: "06/2022/QH15:24.1"\n      grade', "      grade", "uncited", 19),
        ("- since: 2025-07-01", "- since: 2025-07-02", "date_gap", 23),
        ("- since: 2025-07-01", "- since: 2025-06-30", "date_gap", 23),
        ("  until: 2025-06-30\n", "", "date_gap", 22),
        ("case_grade: GOOD", "case_grade: FINE", "not_a_choice", 22),
        ("case_grade: GOOD", "meets: ADVANCED_WORKER", "cycle", 1),
        ("case_grade: GOOD", "meets: WORKER", "unknown_code", 22),
        ("case_grade: GOOD", f"consecutive_titles: {{{TWICE}, counted_once_for: WORKER}}", "unknown_code", 22),
        (
            "case_grade: GOOD",
            f"consecutive_titles: {{{TWICE}, spaced: 3, counted_once_for: ADVANCED_WORKER}}",
            "bad_number",
            22,
        ),
        ("case_grade: GOOD", "case_garde: GOOD", "unknown_key", 22),
        (
            "case_grade: GOOD",
            "time_in_post: {post: DEPARTMENT_HEAD, least: 72, below: 120, too_short_in: {DEPARTMENT_DEPUTY_HEAD: 120}}",
            "unknown_key",
            22,
        ),
        ("      case_grade: GOOD\n", "", "not_one_question", 19),
        ("case_grade: GOOD", "case_grade: GOOD\n      title_held: ADVANCED_WORKER", "not_one_question", 19),
        ("code: ADVANCED_WORKER", "code: COMMENDATION_LETTER", "unknown_code", 1),
        ("kind: TITLE", "kind: HONOUR", "unknown_code", 1),
        ("06/2022/QH15:80", "07/2022/QH15:80", "unknown_text", 7),
        (', cites: "06/2022/QH15:80"', "", "uncited", 7),
        ("not_held: Chưa có văn bản.", "routes: []\n  not_held: x", "missing_key", 23),
    ],
)
def test_a_rule_file_with_a_fault_is_refused(old: str, new: str, code: str, line: int) -> None:
    assert old in AWARD
    error = refused(read_awards, AWARD.replace(old, new, 1))
    assert (error.code, error.line) == (code, line)


def test_criteria_that_go_round_in_a_circle_are_refused() -> None:
    first = AWARD.replace("case_grade: GOOD", "meets: GRASSROOTS_EMULATION_FIGHTER")
    second = first.replace("code: ADVANCED_WORKER", "code: GRASSROOTS_EMULATION_FIGHTER").replace(
        "meets: GRASSROOTS_EMULATION_FIGHTER", "meets: ADVANCED_WORKER"
    )
    awards = [*read_awards(open_text(first, "mot.yaml")), *read_awards(open_text(second, "hai.yaml"))]
    with pytest.raises(LawError) as raised:
        book_of(awards)
    assert raised.value.code == "cycle"
    assert (raised.value.file, raised.value.line) == ("hai.yaml", 1)
    with pytest.raises(LawError) as raised:
        book_of([awards[0], awards[0]])
    assert (raised.value.code, raised.value.file) == ("award_twice", "mot.yaml")
    with pytest.raises(LawError) as raised:
        with_own(awards[:1])  # the shipped grassroots title asks for the criteria of this one
    assert raised.value.code == "cycle"


def test_regimes_follow_one_another_without_a_gap() -> None:
    codes = [(day, regime_on(day) and regime_on(day).code) for day in (
        date(2017, 9, 30), date(2023, 12, 31), date(2024, 1, 1), date(2025, 6, 30), date(2025, 7, 1), date(2025, 8, 5),
        date(2026, 9, 30), date(2026, 10, 1), date(2027, 2, 28), date(2027, 3, 1),
    )]  # fmt: skip
    assert [code for _day, code in codes] == [None, "R1", "R2", "R2", "R3", "R4", "R4", "R5", "R5", "R6"]
    assert shipped_regimes()[-1].not_held == "06/2026/QH16"
    text = "- {code: A, name: a, since: 2024-01-01, until: 2024-12-31, texts: []}\n"
    assert len(read_regimes(open_text(text, "tep.yaml"))) == 1
    error = refused(read_regimes, text + "- {code: B, name: b, since: 2025-01-02, texts: []}\n")
    assert (error.code, error.line) == ("date_gap", 2)


def test_the_register_of_texts_is_whole() -> None:
    texts = shipped_texts()
    assert texts["06/2026/QH16"].held == "NO"
    assert texts["06/2022/QH15"].is_in_force(date(2026, 10, 1))
    assert not texts["98/2023/NĐ-CP"].is_in_force(date(2025, 7, 1))
    assert texts["98/2023/NĐ-CP"].replaced_by == ("152/2025/NĐ-CP",)
    linked = {number: each.link for number, each in texts.items() if each.link}
    assert set(linked) == {"06/2022/QH15", "98/2023/NĐ-CP", "15/2025/TT-BNV", "06/2026/QH16"}
    assert all(each.startswith("https://") for each in linked.values())
    assert all("Nơi đăng: " in texts[number].note for number in linked if "chinhphu.vn" not in linked[number])
    text = '- {number: 1/2024/A, kind: LAW, title: a, held: "NO", grade: memory}\n'
    assert list(read_texts(open_text(text, "tep.yaml"))) == ["1/2024/A"]
    assert refused(read_texts, text + text).code == "text_twice"
    assert refused(read_texts, text.replace("title: a", "title: a, replaced_by: [2/2024/A]")).code == "unknown_text"
    assert (
        refused(read_texts, text.replace("title: a", "title: a, since: 2024-02-01, until: 2024-01-01")).code
        == "end_first"
    )


def test_a_source_is_said_from_the_point_to_the_text() -> None:
    assert str(Citation.parse("06/2022/QH15:23.1.a")) == "điểm a khoản 1 Điều 23 của 06/2022/QH15"
    assert str(Citation.parse("152/2025/NĐ-CP:50.2.đ")) == "điểm đ khoản 2 Điều 50 của 152/2025/NĐ-CP"
    assert str(Citation.parse("06/2022/QH15:23.1")) == "khoản 1 Điều 23 của 06/2022/QH15"
    assert str(Citation.parse("15/2025/TT-BNV")) == "15/2025/TT-BNV"
    assert Citation.parse("06/2022/QH15:23.1.a").code == "06/2022/QH15:23.1.a"


def test_general_rules_and_settings_are_whole() -> None:
    codes = [*(f"G{number}" for number in range(1, 20)), *(f"S{number}" for number in range(1, 10))]
    assert list(shipped_rules()) == codes
    assert shipped_rules()["G5"].on(date(2025, 7, 1)).grade is Certainty.VERIFIED
    assert shipped_rules()["G5"].on(date(2025, 6, 30)).grade is Certainty.MEMORY
    assert shipped_rules()["G9"].on(date(2025, 6, 30)) is None
    assert all(len(each.options) >= 2 and each.cites for each in shipped_settings().values())


def test_dossiers_say_papers_forms_and_deadlines_of_a_day() -> None:
    fighter = shipped_dossiers()["GRASSROOTS_EMULATION_FIGHTER"]
    old, new = fighter.on(date(2025, 6, 30)), fighter.on(date(2025, 7, 1))
    assert [each.code for each in old.papers] == [
        "PROPOSAL_LETTER", "ACHIEVEMENT_REPORT", "MINUTES", "VOTE_RESULT", "INITIATIVE_OR_COMPLETION",
    ]  # fmt: skip
    assert {each.code: each.form for each in new.papers}["ACHIEVEMENT_REPORT"] == "05"
    assert fighter.on(date(2023, 12, 31)) is None


def test_dossiers_of_a_basis_are_those_of_awards_that_have_a_route_on_it() -> None:
    told = {key for key in shipped_dossiers_by_basis() if key[1] is not None}
    routes = {
        (award.code, route.basis)
        for award in shipped_awards().values()
        for version in award.versions
        for route in version.routes
        if route.basis is not CommendationBasis.MERIT and version.since >= date(2024, 1, 1)
    }
    of_the_medal = ("COMMEMORATIVE_MEDAL", CommendationBasis.CONTRIBUTION)  # given on no other basis: its one entry
    assert told == routes - {of_the_medal}


def test_a_sudden_achievement_goes_by_its_own_papers_and_forms() -> None:
    certificate = "PRIME_MINISTER_CERTIFICATE_OF_MERIT"
    sudden, merit = (dossier_for(certificate, each) for each in (CommendationBasis.AD_HOC, CommendationBasis.MERIT))
    before, after = (sudden.on(day) for day in (date(2025, 6, 30), date(2025, 7, 1)))
    assert [each.code for each in before.papers] == ["PROPOSAL_LETTER", "ACHIEVEMENT_REPORT", "MINUTES", "FEAT_PROOF"]
    assert [(each.papers[1].form, each.papers[1].form_grade) for each in (before, after)] == [
        ("07", Certainty.DERIVED), ("06", Certainty.DERIVED),
    ]  # fmt: skip
    assert "FEAT_PROOF" not in [each.code for each in merit.on(date(2025, 7, 1)).papers]
    long_service = dossier_for("LABOUR_ORDER_THIRD_CLASS", CommendationBasis.CONTRIBUTION).on(date(2025, 7, 1))
    assert say_citations(long_service.cites) == "khoản 2 Điều 84 của 06/2022/QH15; Điều 9 của 152/2025/NĐ-CP"
    assert "nghỉ hưu" in long_service.note
    assert dossier_for("ADVANCED_WORKER", CommendationBasis.AD_HOC) is shipped_dossiers()["ADVANCED_WORKER"]


def test_the_central_council_asks_for_nine_tenths_of_its_members_for_a_hero() -> None:
    for name in ("central_council_attendance_hero_of_labour", "central_council_vote_share_hero_of_labour"):
        figure = shipped_figures()[name]
        assert figure.on(date(2025, 6, 30)).value == 90
        assert say_citations(figure.on(date(2025, 6, 30)).cites) == "điểm b khoản 4 Điều 47 của 98/2023/NĐ-CP"
        assert figure.entry(date(2025, 7, 1)).value is None  # Decree 152/2025 was not read


def test_both_languages_say_every_fault() -> None:
    vietnamese, english = words_of("vi")["problems"], words_of("en")["problems"]
    assert {code: blanks(says) for code, says in vietnamese.items()} == {
        code: blanks(says) for code, says in english.items()
    }


def blanks(sentence: str) -> set[str]:
    """What a sentence is filled with."""
    return set(re.findall(r"\{(\w+)\}", sentence))


def test_every_fault_has_its_sentence_and_every_sentence_its_fault() -> None:
    sources = source_of_the_law()
    raised = set(re.findall(r'(?:wrong|LawError|Fault)\(\s*"(\w+)"', sources))
    assert raised - set(words_of("vi")["problems"]) == set()
    assert [code for code in words_of("vi")["problems"] if f'"{code}"' not in sources] == []


@pytest.mark.parametrize("part", ["because", "needs", "notes", "path"])
def test_every_reason_is_given_somewhere(part: str) -> None:
    sources = source_of_the_law()
    computed = {"grade_memory", "grade_unknown"}
    assert [kind for kind in words_of("vi")[part] if f'"{kind}"' not in sources and kind not in computed] == []


def source_of_the_law() -> str:
    """The code of `core/law`, of what reads YAML, and of the command."""
    folder = Path(law.__file__).parent
    files = [*folder.rglob("*.py"), folder.parent / "plain.py", *(folder.parents[1] / "cli" / "law").rglob("*.py")]
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


# --- What stands in two places says the same -------------------------------------------------------------------------


def test_months_for_women_follow_from_the_figure() -> None:
    factor = shipped_figures()["women_leadership_time_factor"].on(date(2025, 7, 1)).value
    award = shipped_awards()["LABOUR_ORDER_THIRD_CLASS", Subject.INDIVIDUAL]
    asked = [each for route in award.on(date(2025, 7, 1)).routes for each in route.criteria if each.exceptions]
    pairs = [
        (each.question, criteria_of(each.exceptions[0].then)[0].question)
        for each in asked
        if "giảm một phần ba" in each.exceptions[0].name
    ]
    assert len(pairs) == 4
    assert all((man.least * factor, man.below * factor) == (woman.least, woman.below) for man, woman in pairs)


def test_months_of_new_recruits_follow_from_the_figure() -> None:
    figure = shipped_figures()["new_recruit_months"]
    award = shipped_awards()["ADVANCED_WORKER", Subject.INDIVIDUAL]
    for version in award.versions:
        asked = [
            each.question.months
            for route in version.routes
            for each in route.criteria
            if isinstance(each.question, EmployedFor) and each.grade.decides
        ]
        entry = figure.entry(version.since)
        assert asked == ([] if entry.value is None else [entry.value]), version.since


def test_money_of_units_is_twice_and_of_households_one_and_a_half_times_that_of_persons() -> None:
    figures, day = shipped_figures(), date(2025, 7, 1)
    factor = figures["prize_household_factor"].on(day).value
    found = 0
    for name, each in figures.items():
        if name.startswith("prize_") and name.endswith("_individual") and each.entry(day).value is not None:
            for subject, times in (("collective", 2), ("household", factor)):
                other = figures.get(name.replace("_individual", f"_{subject}"))
                if other is not None:
                    found += 1
                    assert other.on(day).value == each.on(day).value * times, name
    assert found == 16


def test_votes_and_quotas_stand_for_awards_that_there_are() -> None:
    codes = {code for code, _subject in shipped_awards()}
    for name in shipped_figures():
        if name.startswith("vote_share_"):
            assert name.removeprefix("vote_share_").upper() in codes
    assert set(shipped_dossiers()) == codes


# --- An agency's own rules -------------------------------------------------------------------------------------------

OWN = """\
agency: Bộ Thử nghiệm
signed_by: Trần Thị Bình, Vụ Pháp chế
signed_on: 2026-11-01
awards:
- code: COMMEMORATIVE_MEDAL
  kind: HONOUR
  subject: individual
  name: Kỷ niệm chương ngành Thử nghiệm
  level: MINISTRY
  fact_base: KNC_BO
  decided_by: {who: Bộ trưởng, cites: "06/2022/QH15:71.2", grade: verified}
  versions:
  - since: 2024-01-01
    cites: "06/2022/QH15:71.2"
    grade: verified
    routes:
    - name: Đủ thời gian công tác
      basis: CONTRIBUTION
      cites: "15/2025/TT-BXD:10"
      grade: verified
      all_of:
      - criterion: Công tác từ 20 năm
        cites: "15/2025/TT-BXD:10"
        grade: verified
        employed_for: 240
        exceptions:
        - name: Nữ từ 15 năm
          cites: "15/2025/TT-BXD:10"
          grade: verified
          when: {criterion: Là nữ, cites: "15/2025/TT-BXD:10", grade: verified, is_woman: true}
          then: {criterion: Nữ công tác từ 15 năm, cites: "15/2025/TT-BXD:10", grade: verified, employed_for: 180}
"""


def test_an_agency_s_own_rules_decide_until_a_text_that_is_not_held() -> None:
    own = read_own_rules(OWN, "rieng.yaml")
    (award,) = own.awards
    facts = read_facts("{subject: individual, sex: female, employed_since: 2012-01-01, holds: []}")

    def verdict(**told: str) -> Verdict:
        text = {"subject": "individual", "sex": "male", "employed_since": "2007-01-01", "holds": "[]", **told}
        plain = ", ".join(f"{key}: {value}" for key, value in text.items())
        return assess(award, read_facts(f"{{{plain}}}"), year=2026, law_on=date(2026, 9, 30)).verdict

    assert own.signed_by == "Trần Thị Bình, Vụ Pháp chế"
    before = assess(award, facts, year=2026, law_on=date(2026, 9, 30))
    assert (before.verdict, before.under_held_text) == (Verdict.MET, None)
    after = assess(award, facts, year=2026, law_on=date(2026, 11, 1))
    assert (after.verdict, after.under_held_text) == (Verdict.UNKNOWN, Verdict.MET)
    assert verdict() is Verdict.MET
    assert verdict(employed_since="2007-01-02") is Verdict.NOT_MET
    assert verdict(sex="female", employed_since="2012-01-02") is Verdict.NOT_MET
    assert verdict(sex="null", employed_since="2012-01-01") is Verdict.UNKNOWN
    held = assess(shipped_awards()[award.key], facts, year=2026, law_on=date(2026, 11, 1))
    assert (held.verdict, held.under_held_text) == (Verdict.UNKNOWN, Verdict.UNKNOWN)


def test_two_exceptions_that_apply_at_once_are_an_error() -> None:
    twice = OWN + OWN[OWN.index("        - name: Nữ từ 15 năm") :].replace("Nữ từ 15 năm", "Nữ khác")
    (award,) = read_own_rules(twice, "rieng.yaml").awards
    man = read_facts("{subject: individual, sex: male, employed_since: 2000-01-01, holds: []}")
    woman = read_facts("{subject: individual, sex: female, employed_since: 2000-01-01, holds: []}")

    def in_arrays(*people: Facts) -> list[int]:
        day, told = date(2025, 12, 1), chosen({})
        columns = columns_of(
            people, year=2025, as_of=day, general=general_on(day), settings=told, subject=Subject.INDIVIDUAL
        )
        (found,) = answer(columns, law_on=day, awards=with_own([award]), codes=[award.code])
        return found.verdicts.tolist()

    assert assess(award, man, year=2025, law_on=date(2025, 12, 1)).verdict is Verdict.MET
    assert in_arrays(man, man) == [Verdict.MET, Verdict.MET]
    told = {"criterion": "Công tác từ 20 năm", "names": "Nữ từ 15 năm, Nữ khác"}
    for asked in (lambda: assess(award, woman, year=2025, law_on=date(2025, 12, 1)), lambda: in_arrays(man, woman)):
        with pytest.raises(LawError) as raised:
            asked()
        assert (raised.value.code, raised.value.data) == ("two_exceptions", told)


def test_only_the_exceptions_that_apply_at_once_are_named() -> None:
    """A third exception, for whoever has the higher retirement age, concerns nobody here."""
    third = OWN[OWN.index("        - name: Nữ từ 15 năm") :].replace("is_woman", "has_higher_retirement_age")
    twice = OWN + OWN[OWN.index("        - name: Nữ từ 15 năm") :].replace("Nữ từ 15 năm", "Nữ khác")
    (award,) = read_own_rules(twice + third.replace("Nữ từ 15 năm", "Tuổi cao hơn"), "rieng.yaml").awards
    woman = Facts(Subject.INDIVIDUAL, sex=Sex.FEMALE, employed_since=date(2000, 1, 1), higher_retirement_age=False)
    day = date(2025, 12, 1)
    columns = columns_of(
        [woman], year=2025, as_of=day, general=general_on(day), settings=chosen({}), subject=Subject.INDIVIDUAL
    )
    for asked in (
        lambda: assess(award, woman, year=2025, law_on=day),
        lambda: answer(columns, law_on=day, awards=with_own([award]), codes=[award.code]),
    ):
        with pytest.raises(LawError) as raised:
            asked()
        assert raised.value.data["names"] == "Nữ từ 15 năm, Nữ khác"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("signed_by: Trần Thị Bình, Vụ Pháp chế\n", "", "missing_key"),
        ('cites: "15/2025/TT-BXD:10"\n        grade', "grade", "uncited"),
    ],
)
def test_own_rules_with_a_fault_are_refused_with_their_line(old: str, new: str, code: str) -> None:
    assert old in OWN
    with pytest.raises(LawError) as raised:
        read_own_rules(OWN.replace(old, new, 1), "rieng.yaml")
    assert raised.value.code == code
    assert raised.value.line


def test_a_file_received_before_the_new_law_stays_under_the_old_text() -> None:
    award = shipped_awards()["ADVANCED_WORKER", Subject.INDIVIDUAL]
    facts = read_facts(
        "{subject: individual, employed_since: 2012-01-01, grades: {2026: GOOD}, discipline: [], holds: [],"
        " attested: [{criterion: ADVANCED_WORKER.SPIRIT, year: 2026, by: Bình, on: 2026-11-01}]}"
    )
    asked = {"year": 2026, "law_on": date(2026, 11, 15)}
    before = assess(award, facts, **asked, received_on=date(2026, 9, 30))
    after = assess(award, facts, **asked, received_on=date(2026, 10, 1))

    later = assess(award, facts, year=2026, law_on=date(2027, 3, 15), received_on=date(2026, 10, 1))
    assert (later.verdict, later.under_held_text) == (Verdict.UNKNOWN, Verdict.MET)
    assert (before.verdict, before.under_held_text) == (Verdict.MET, None)
    assert (after.verdict, after.under_held_text) == (Verdict.UNKNOWN, Verdict.MET)
    assert "more_favourable" in [each.kind for each in before.notes]
    assert "more_favourable" in [each.kind for each in after.notes]
