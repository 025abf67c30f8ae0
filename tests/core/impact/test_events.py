"""The seventeen real activities that were published: entered without inventing a value, summed as far as known."""

from pathlib import Path

import pytest

from tests.core.impact.case_files import NOW, amount_of
from thidua.core.impact.facts import Claim
from thidua.core.impact.figure import Basis, FigureKind
from thidua.core.impact.reading import read_activities
from thidua.core.impact.register import build_register
from thidua.core.impact.reports import CLAIMED, report
from thidua.core.impact.wording import say_figure, say_step

EVENTS = read_activities((Path(__file__).parent / "cases" / "events.yaml").read_text("utf-8"))
REGISTER = build_register(EVENTS)


def test_all_are_there_and_nothing_was_measured() -> None:
    """F9."""
    assert len(EVENTS) == 17
    assert all(isinstance(fact, Claim) for each in EVENTS for fact in each.facts)
    for each in EVENTS:
        found = report(REGISTER, REGISTER.one(each.code), NOW)
        bases = {
            part.basis for its in found.figures.values() for part in its.parts if its.kind is not FigureKind.ACTIVITIES
        }
        assert bases <= {Basis.STATED, Basis.UNKNOWN}


@pytest.mark.parametrize(
    ("code", "kind", "expected"),
    [
        ("sk01", "PEOPLE", "?"),
        ("sk01", "MASS", "?"),
        ("sk02", "PEOPLE", "?"),
        ("sk02", "MASS", "910"),
        ("sk03", "PEOPLE", "672"),
        ("sk03", "MASS", "4136"),
        ("sk04", "PEOPLE", ["300", "?", "?"]),
        ("sk04", "MASS", "?"),
        ("sk05", "PEOPLE", "122"),
        ("sk05", "MASS", "?"),
        ("sk06", "METRES", "2300"),
        ("sk06", "MONEY_IN", "?"),
        ("sk07", "MASS", "?"),
        ("sk07", "LEFT_BEHIND", "?"),
        ("sk08", "PEOPLE", ["200", "?", "?"]),
        ("sk09", "MASS", "186500"),
        ("sk10", "VOLUME", "?"),
        ("sk11", "BAGS", "300"),
        ("sk11", "MASS", "?"),
        ("sk12", "MASS", ["500", "?", "?"]),
        ("sk13", "PEOPLE", "200"),
        ("sk13", "ATTENDANCES", "162959"),
        ("sk14", "PEOPLE", "?"),
        ("sk14", "METRES", "1500"),
        ("sk15", "PEOPLE", "?"),
        ("sk16", "PEOPLE", ["1500", "?", "2000"]),
        ("sk17", "PEOPLE", "?"),
    ],
)
def test_what_is_known_of_each(code: str, kind: str, expected: object) -> None:
    assert report(REGISTER, REGISTER.one(code), NOW).figure(FigureKind(kind)).amount == amount_of(expected)


@pytest.mark.parametrize(
    ("code", "kind"), [("sk02", "PEOPLE"), ("sk04", "MASS"), ("sk08", "PEOPLE"), ("sk16", "PEOPLE")]
)
def test_the_four_conflicts_show_both_numbers(code: str, kind: str) -> None:
    found = report(REGISTER, REGISTER.one(code), NOW)
    texts = [step.data["text"] for step in found.figure(FigureKind(kind)).steps if step.kind == "claim"]

    assert len(texts) == 2
    assert "claims_differ" in [each.kind.value for each in found.findings]
    assert all(str(text) in " ".join(map(say_step, found.figure(FigureKind(kind)).steps)) for text in texts)


def test_the_seed_says_openly_that_nobody_counted() -> None:
    seed = report(REGISTER, REGISTER.one("sk01"), NOW)

    assert say_figure(seed.figure(FigureKind.MASS)) == "Rác thu được: chưa có số liệu"
    assert say_figure(seed.figure(FigureKind.PEOPLE)) == "Người tham gia: chưa có số liệu"


def test_a_child_lies_in_the_number_of_its_parent() -> None:
    both = report(REGISTER, REGISTER.one("sk02") | REGISTER.one("sk03"), NOW)

    assert (both.roots, both.inside) == (("sk03",), ("sk02",))
    assert both.figure(FigureKind.MASS).amount == amount_of("4136")


def test_the_sum_of_all_is_a_lowest_that_says_how_many_are_missing() -> None:
    found = report(REGISTER, REGISTER.everything(), NOW)
    mass = found.figure(FigureKind.MASS)

    # 4136 + 300 + 186500 + 500; 910 lies in 4136, "gần 850" has no lowest
    assert mass.amount == amount_of(["191436", "?", "?"])
    assert say_figure(mass).startswith(
        "Rác thu được: ít nhất 191.436 kg (theo lời báo, nơi khác công bố ít nhất 191.436 kg; "
    )
    assert found.figure(FigureKind.ACTIVITIES).amount == amount_of("16")
    assert found.figure(FigureKind.ACTIVITIES, CLAIMED).amount == amount_of("2549")
