"""What the product says is held against what the notes on the law name: for whom each title and honour is, every way to
it, and what all of its ways ask for. `fact_base.yaml` is that list, taken from the notes once and by hand.
"""

from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml

from thidua.core.law.awards import Award, AwardVersion, Route, shipped_awards
from thidua.core.law.certainty import Certainty
from thidua.core.law.codes import Subject
from thidua.core.law.conditions import Attested, CaseGrade, Criterion, NotHeld
from thidua.core.law.figures import shipped_figures

NOTES: dict[str, dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "fact_base.yaml").read_text("utf-8"))
LAW_ON = date(2025, 12, 1)
UNREAD = "unread"


def version_of(award: Award) -> AwardVersion:
    found = award.on(LAW_ON)
    assert found is not None
    return found


def of_notes(name: str, subject: str) -> list[Award]:
    return [each for each in shipped_awards().values() if (each.fact_base, each.subject.value) == (name, subject)]


def is_unread(version: AwardVersion) -> bool:
    return all(isinstance(each.question, NotHeld) for route in version.routes for each in route.criteria)


def asked_by(route: Route) -> set[str]:
    """What a route asks for outside any choice: grades of the year, and what people attest."""
    found = set()
    for part in route.parts:
        match part.question if isinstance(part, Criterion) else None:
            case Attested(code):
                found.add(code)
            case CaseGrade(least):
                found.add(least.value)
    return found


def test_the_notes_and_the_awards_are_about_the_same_subjects() -> None:
    told = {(name, subject) for name, ways in NOTES.items() for subject in ways if subject != "base"}
    assert told == {(each.fact_base, each.subject.value) for each in shipped_awards().values()}


@pytest.mark.parametrize(
    ("name", "subject"), [(name, each) for name, ways in NOTES.items() for each in ways if each != "base"]
)
def test_every_way_that_the_notes_name_is_there_and_no_other(name: str, subject: str) -> None:
    ways, awards = NOTES[name][subject], of_notes(name, subject)
    if ways == UNREAD:
        assert [is_unread(version_of(each)) for each in awards] == [True] * len(awards)
        return
    if name == "HO_GIA_DINH":  # one note on three honours
        for award in awards:
            routes = [each.name for each in version_of(award).routes]
            assert is_unread(version_of(award)) if ways[award.code] == UNREAD else routes == [ways[award.code]]
        assert {each.code for each in awards} == set(ways)
        return
    (award,) = awards
    assert {each.name for each in version_of(award).routes} == set(ways.values())


@pytest.mark.parametrize(
    ("name", "subject", "codes"),
    [(name, subject, codes) for name, ways in NOTES.items() for subject, codes in ways.get("base", {}).items()],
)
def test_what_all_ways_ask_for_stands_on_every_one(name: str, subject: str, codes: list[str]) -> None:
    for award, code in product(of_notes(name, subject), codes):
        for route in version_of(award).routes:
            assert code in asked_by(route), route.name


def test_whatever_has_prize_money_has_criteria_or_says_that_none_are_held() -> None:
    """Nobody is told that an award is not for him, while it has a prize."""
    awards = shipped_awards()
    codes, kinds = {each for each, _subject in awards}, {each.value for each in Subject}
    told = [name.removeprefix("prize_").rpartition("_") for name in shipped_figures() if name.startswith("prize_")]
    with_prize = {
        (code.upper(), Subject(subject)) for code, _line, subject in told if code.upper() in codes and subject in kinds
    }
    assert len(with_prize) > 30
    assert with_prize <= set(awards)


def test_a_way_that_is_not_read_never_decides() -> None:
    """The unread clause of the second class: neither for nor against."""
    (award,) = of_notes("HCLD2_TT", "collective")
    unread = next(each for each in version_of(award).routes if "chưa đọc" in each.name)
    assert {each.grade for each in unread.criteria} == {Certainty.UNKNOWN}
    assert unread.waits
