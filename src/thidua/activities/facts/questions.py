"""What figures ask about: put so that a person can answer, with the fact that it is about."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from thidua.activities.facts.figures import Reckoning, figures_now, names_of
from thidua.activities.facts.records import facts_of
from thidua.activities.facts.selections import of_activity
from thidua.activities.models import Activity, FieldFact
from thidua.common import clock
from thidua.common.language import page_language
from thidua.core.impact.desk import Knowledge
from thidua.core.impact.figure import FindingKind
from thidua.core.impact.reckoning import reckon
from thidua.core.impact.wording import say_finding

SHORT = 4
"""So many signs of a code are read out."""
CODE = 36
"""So many signs has the code of a fact."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One finding in words; `fact` is the code that it is about, empty for the activity as a whole."""

    says: str
    fact: str
    is_question: bool
    kind: str


def asked_in(said: Mapping[str, Any], most: int) -> list[Asked]:
    """What the figures ask, questions after what is wrong."""
    found = [asked_of(each) for each in said["findings"]]
    return sorted(found, key=lambda each: each.is_question)[:most]


def asked_about_money(activity: Activity, now: datetime) -> list[Asked]:
    """Whether sums noted of the activity are one, for the page of its money."""
    found = figures_now(of_activity(activity), now)
    findings = found.said(page_language())["findings"] if found is not None else []
    return [asked_of(each) for each in findings if each["kind"] == FindingKind.POSSIBLY_SAME_MONEY]


def asked_of(finding: Mapping[str, Any]) -> Asked:
    """A finding as it was kept, codes of facts cut short."""
    fact, says = finding["fact"], finding["says"]
    for code in (fact, finding["data"].get("other")):
        if isinstance(code, str) and len(code) == CODE:  # the other may be an activity, which has a title
            says = says.replace(code, code[:SHORT].upper())
    return Asked(says, fact, finding["question"], finding["kind"])


def asked_after(activity: Activity, row: FieldFact, reckoning: Reckoning | None) -> list[str]:
    """What is asked of somebody who has just noted this: about the fact by itself, whether it was noted already,
    and about people and kilograms.
    """
    language, now = page_language(), clock.today()
    names = names_of([activity], language) | {str(row.code): str(row.code)[:SHORT].upper()}
    alone = reckon(facts_of(activity, [row]), Knowledge(on=now))
    says = [
        say_finding(each, language, names) for each in alone.findings if each.is_question and each.fact == str(row.code)
    ]
    says = [each.replace(str(row.code), str(row.code)[:SHORT].upper()) for each in says]
    if reckoning is None or reckoning.is_old:
        return says
    for each in reckoning.said(language)["findings"]:
        is_double = each["kind"] in DOUBLES and each["fact"] == str(row.code)
        if is_double or (row.kind in WEIGHED and each["kind"] == FindingKind.IMPLAUSIBLE_MASS):
            says.append(asked_of(each).says)
    return says


WEIGHED = frozenset({"bag", "bulky", "weighing", "headcount"})
"""Facts after which kilograms for each person are looked at again."""
DOUBLES = frozenset({FindingKind.POSSIBLY_SAME_WEIGHING, FindingKind.POSSIBLY_SAME_MONEY})
"""Questions whether a fact is one that was noted before."""
