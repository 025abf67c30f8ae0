"""An agency's own rules and a text in force that nobody here has read: which of them it leaves open, for one and for
many.
"""

from datetime import date

import pytest

from tests.core.law.own_rules import MEETS, rules_of
from thidua.core.law.awards import Awards, with_own
from thidua.core.law.bulk import answer
from thidua.core.law.certainty import Verdict
from thidua.core.law.codes import Subject
from thidua.core.law.columns import columns_of
from thidua.core.law.explain import assess
from thidua.core.law.facts import Facts
from thidua.core.law.facts_file import read_facts
from thidua.core.law.general import general_on
from thidua.core.law.own_rules import read_own_rules
from thidua.core.law.review import review
from thidua.core.law.settings import chosen

BEFORE, FROM = date(2026, 9, 30), date(2026, 10, 1)
"""The last day before and the first day of Law 06/2026/QH16."""
FIGHTER = "GRASSROOTS_EMULATION_FIGHTER"
MET, NOT_MET, UNKNOWN = Verdict.MET, Verdict.NOT_MET, Verdict.UNKNOWN

OLD_TEXT, NEW_TEXT = "25/2025/TT-BKHCN", "06/2026/QH16"


def book(since: str, cites: str = OLD_TEXT, more: str = "") -> Awards:
    return with_own(read_own_rules(rules_of(since, cites, more), "rieng.yaml").awards)


def case(initiatives: str, titles: str = "{}") -> Facts:
    """Good work in 2025, attested, and no more than is told."""
    return read_facts(f"""
subject: individual
employed_since: 2012-03-01
grades: {{2025: GOOD}}
titles: {titles}
initiatives: {initiatives}
discipline: []
holds: []
scientific_works: []
attested:
- {{criterion: ADVANCED_WORKER.SPIRIT, year: 2025, by: Lê Văn An, on: 2026-01-05}}
- {{criterion: GRASSROOTS_EMULATION_FIGHTER.COMBAT, year: 2025, by: Lê Văn An, on: 2026-01-05, holds: false}}
""")


HAS, LACKS = "[{year: 2025, scope: GRASSROOTS}]", "[]"


def both(facts: Facts, awards: Awards, law_on: date) -> tuple[Verdict, Verdict | None]:
    """Headline and verdict under the text held, the same from both interpreters."""
    one = assess(awards[FIGHTER, Subject.INDIVIDUAL], facts, year=2025, law_on=law_on, awards=awards)
    columns = columns_of(
        [facts], year=2025, as_of=law_on, general=general_on(law_on), settings=chosen({}), subject=Subject.INDIVIDUAL
    )
    for has_trace in (True, False):
        (many,) = answer(columns, law_on=law_on, awards=awards, codes=[FIGHTER], has_trace=has_trace)
        under = None if many.under_held_text is None else Verdict(int(many.under_held_text[0]))
        assert (Verdict(int(many.verdicts[0])), under) == (one.verdict, one.under_held_text)
    assert any(each.kind == "stamp" for each in one.notes) is (one.under_held_text is not None)
    return one.verdict, one.under_held_text


@pytest.mark.parametrize(
    ("since", "cites", "law_on", "expected"),
    [
        ("2025-03-01", OLD_TEXT, BEFORE, (MET, None)),
        ("2025-03-01", OLD_TEXT, FROM, (UNKNOWN, MET)),  # signed before anybody could have read the new text
        ("2026-09-30", OLD_TEXT, FROM, (UNKNOWN, MET)),
        ("2026-10-01", OLD_TEXT, FROM, (MET, None)),  # begins with the new text
        ("2026-09-30", NEW_TEXT, FROM, (MET, None)),  # cites it
        # past the announced end of the decree that the general rules are of, nobody knows what is asked before them
        ("2026-10-01", OLD_TEXT, date(2027, 2, 28), (MET, None)),
        ("2026-10-01", OLD_TEXT, date(2027, 3, 1), (UNKNOWN, MET)),
        ("2027-03-01", NEW_TEXT, date(2027, 3, 1), (UNKNOWN, MET)),
    ],
)
def test_a_signature_does_not_make_an_old_rule_hold_under_a_text_that_nobody_read(
    since: str, cites: str, law_on: date, expected: tuple[Verdict, Verdict | None]
) -> None:
    assert both(case(HAS), book(since, cites), law_on) == expected


@pytest.mark.parametrize(
    ("initiatives", "titles", "expected"),
    [
        (HAS, "{2025: []}", (UNKNOWN, MET)),  # the criteria of Lao động tiên tiến may have changed
        (HAS, "{2025: [ADVANCED_WORKER]}", (MET, MET)),  # the title was given: that is no question of criteria
        (LACKS, "{2025: []}", (NOT_MET, NOT_MET)),  # what the agency itself asks for is lacking
    ],
)
def test_own_rules_that_lean_on_criteria_of_the_law_are_as_open_as_these(
    initiatives: str, titles: str, expected: tuple[Verdict, Verdict | None]
) -> None:
    awards = book("2026-10-01", NEW_TEXT, MEETS)

    assert both(case(initiatives, titles), awards, FROM) == expected
    found = review([case(initiatives, titles)], subject=Subject.INDIVIDUAL, year=2025, law_on=FROM, awards=awards)
    at = found.awards.index(FIGHTER)
    assert next(found.rows())[at] == f"{expected[0].name} ({expected[1].name if expected[1] is not None else ''})"


@pytest.mark.parametrize(
    ("since", "initiatives", "verdict", "is_own"),
    [
        ("2025-03-01", HAS, MET, True),  # the agency's rules of then
        ("2025-03-01", LACKS, NOT_MET, True),
        ("2026-10-01", LACKS, NOT_MET, False),  # the law of then: neither excellent nor an initiative
        ("2026-10-01", HAS, MET, False),
    ],
)
def test_a_file_received_before_stays_under_the_rules_of_then(
    since: str, initiatives: str, verdict: Verdict, is_own: bool
) -> None:
    awards = book(since)
    asked = {"year": 2025, "law_on": FROM, "awards": awards}
    told = assess(awards[FIGHTER, Subject.INDIVIDUAL], case(initiatives), received_on=BEFORE, **asked)
    late = assess(awards[FIGHTER, Subject.INDIVIDUAL], case(initiatives), received_on=FROM, **asked)

    assert (told.verdict, told.under_held_text) == (verdict, None)
    assert any(each.kind == "own_rules" for each in told.notes) is is_own
    assert any(each.kind == "received_before" for each in told.notes)
    assert not any(each.kind == "received_before" for each in late.notes)
    assert (late.verdict is UNKNOWN) is (since < "2026-10-01")
