"""Each activity and each fact once: merged reports, parents and children, blocs, movements, and who brought what."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from tests.core.impact.case_files import NOW, amount_of
from thidua.core.impact.errors import ImpactError
from thidua.core.impact.facts import (
    ActivityFacts,
    Bag,
    Claim,
    Credit,
    Headcount,
    Kind,
    Party,
    Planting,
    Presence,
    Scope,
    State,
    Weighing,
    Zone,
)
from thidua.core.impact.figure import FigureKind
from thidua.core.impact.register import Register, build_register
from thidua.core.impact.reports import Joint, mass_in_law, report
from thidua.core.impact.shares import shares
from thidua.core.impact.wording import say_finding, say_step
from thidua.core.vietnam.partial_dates import PartialDate

DAY = PartialDate.of(date(2023, 5, 28))
FIRST, SECOND = Credit("Khối I", "2023"), Credit("Khối II", "2023")


def activity(code: str, *facts: object, **more: object) -> ActivityFacts:
    return ActivityFacts(code=code, kind=Kind.CLEAN_UP, facts=facts, **{"home": code, **more})  # type: ignore[arg-type]


def weighed(code: str, kg: int, slip: str = "") -> Weighing:
    return Weighing(code=code, scope=Scope.WHOLE, gross=kg, tare=0, slip=slip)


def mass(register: Register, codes: frozenset[str]) -> object:
    return report(register, codes, NOW).figure(FigureKind.MASS).amount


def kinds(register: Register) -> list[str]:
    return [each.kind.value for each in register.findings]


def test_a_joint_activity_counts_for_each_bloc_and_once_for_both() -> None:
    register = build_register(
        [
            activity("sam-son", weighed("w", 640), credits=(FIRST, SECOND)),
            activity("khac", weighed("v", 60), credits=(FIRST,)),
        ]
    )
    one, two = register.bloc_year("Khối I", "2023"), register.bloc_year("Khối II", "2023")

    assert mass(register, one) == amount_of("700")
    assert mass(register, two) == amount_of("640")
    assert mass(register, one | two) == mass(register, register.cycle("2023")) == amount_of("700")
    assert report(register, one, NOW).joint == (Joint("sam-son", ("Khối I", "Khối II"), ("sam-son",)),)


def test_selections_by_movement_series_and_organisation() -> None:
    party = (Party("Phường", is_confirmed=True), Party("Báo"))
    register = build_register(
        [
            activity("a", movements=("M",), series="S", parties=party),
            activity("b", movements=("M",)),
            activity("c", series="S"),
        ]
    )

    assert register.movement("M") == {"a", "b"}
    assert register.series("S") == {"a", "c"}
    assert register.organisation("Phường") == {"a"}
    assert register.organisation("Báo") == frozenset()
    assert register.organisation("b") == {"b"}


# --- Two reports of one activity -------------------------------------------------------------------------------------


def test_two_organisations_that_enter_one_day_and_place_are_asked() -> None:
    here = {"held_on": DAY, "place": "Bãi biển Sầm Sơn"}
    asked = build_register([activity("a", **here), activity("b", **{**here, "place": "bãi biển SẦM SƠN"})])
    far = build_register([activity("a", **here), activity("b", held_on=DAY, place="Hạ Long")])
    later = build_register(
        [activity("a", **here), activity("b", held_on=PartialDate(2023, 5, 29), place=here["place"])]
    )
    month = build_register([activity("a", **{**here, "held_on": PartialDate(2023, 5)})] * 1 + [activity("b", **here)])

    assert kinds(asked) == ["possibly_same_activity"]
    assert all(report(asked, asked.one(each), NOW).findings[:1] == asked.findings for each in "ab")
    assert asked.findings[0].is_question
    assert "Có phải một hoạt động?" in say_finding(asked.findings[0])
    assert kinds(far) == kinds(later) == kinds(month) == []


@pytest.mark.parametrize(
    ("place", "asked"),
    [
        ("Khu vực đền Độc Cước, bãi biển Sầm Sơn, Thanh Hóa", True),
        ("sầm sơn", True),
        ("Bãi biển: Sầm Sơn.", True),
        ("Sơn", True),
        ("Bãi biển Sầm", True),
        ("Sơn Sầm", False),
        ("Bãi đá Sầm Sơn", False),
        ("Sầm Sơn 2", False),
        ("Bãi biển Hải Tiến", False),
        (" – ", False),
        ("", False),
    ],
)
def test_a_place_is_known_by_its_words_however_much_is_said_of_it(place: str, asked: bool) -> None:
    here = activity("a", held_on=DAY, place="Bãi biển Sầm Sơn")
    for two in ([here, activity("b", held_on=DAY, place=place)], [activity("b", held_on=DAY, place=place), here]):
        assert (kinds(build_register(two)) == ["possibly_same_activity"]) is asked


@pytest.mark.parametrize(("north", "asked"), [("0.0089", True), ("0.0091", False)])
def test_a_kilometre_is_near(north: str, asked: bool) -> None:
    """A thousandth of a degree of latitude is about 111 m."""
    point = (Fraction("19.75"), Fraction("105.9"))
    other = (point[0] + Fraction(north), point[1])
    register = build_register([activity("a", held_on=DAY, point=point), activity("b", held_on=DAY, point=other)])

    assert (kinds(register) == ["possibly_same_activity"]) is asked


def test_merged_reports_are_one_and_can_be_split_again() -> None:
    here = {"held_on": DAY, "place": "Sầm Sơn"}
    first = activity("a", Bag(code="b1", weight=5), credits=(FIRST,), **here)
    second = activity("b", Bag(code="b2", weight=7), credits=(SECOND,), merged_into="a", **here)
    merged, split = build_register([first, second]), build_register([first, replace(second, merged_into="")])

    assert kinds(merged) == ["counted_by_two_reports"]
    assert "cùng ghi. Có phải" in say_finding(merged.findings[0])
    assert merged.activities["a"].confirmed == {"a", "b"}
    assert merged.bloc_year("Khối II", "2023") == merged.one("b") == {"a"}
    assert mass(merged, merged.bloc_year("Khối I", "2023")) == mass(merged, merged.everything()) == amount_of("12")
    assert mass(split, split.bloc_year("Khối I", "2023")) == amount_of("5")
    assert mass(split, split.everything()) == amount_of("12")


def test_two_reports_of_one_whole_weighing_are_not_two_lorries() -> None:
    first, second = activity("a", weighed("w1", 640)), activity("b", weighed("w2", 640), merged_into="a")
    alike = build_register([first, second])
    differ = build_register([first, replace(second, facts=(weighed("w2", 700),))])

    assert mass(alike, alike.everything()) == amount_of("640")
    assert mass(differ, differ.everything()) == amount_of(["640", "?", "700"])
    found = report(differ, differ.everything(), NOW)
    assert [each.kind.value for each in found.findings] == ["wholes_differ"]


def test_what_both_reports_tell_alike_is_asked_about() -> None:
    trees = {"species": "Phi lao", "count": 500}
    register = build_register(
        [
            activity("a", Planting(code="p1", **trees), Zone(code="z1", name="Bãi A", metres=200)),
            activity("b", Planting(code="p2", **trees), Zone(code="z2", name="Bãi B", metres=200), merged_into="a"),
        ]
    )

    assert [(each.kind.value, each.fact) for each in register.findings] == [("possibly_same_fact", "p2")]


def test_a_record_sent_ten_times_counts_once_and_one_that_changed_is_told() -> None:
    bag = Bag(code="b1", weight=5)
    again = build_register([activity("a", *[bag] * 10)])
    changed = build_register([activity("a", bag, replace(bag, weight=Fraction(9)))])

    assert mass(again, again.everything()) == mass(changed, changed.everything()) == amount_of("5")
    assert kinds(again) == ["same_fact_twice"] * 9
    assert kinds(changed) == ["conflicting_fact"]


def test_a_fact_in_two_activities_belongs_to_the_first() -> None:
    bag = Bag(code="b1", weight=5)
    register = build_register([activity("a", bag), activity("b", bag)])

    assert mass(register, register.one("a")) == amount_of("5")
    assert mass(register, register.one("b")) == amount_of("?")
    assert kinds(register) == ["fact_in_two_activities"]


def test_a_correction_takes_the_place_and_a_void_one_takes_it_away() -> None:
    bag = Bag(code="b1", weight=50)
    corrected = build_register([activity("a", bag, Bag(code="b2", weight=5, supersedes="b1"))])
    voided = build_register(
        [activity("a", bag, Bag(code="b2", supersedes="b1", is_void=True), Bag(code="b3", weight=2))]
    )
    lost = build_register([activity("a", Bag(code="b2", weight=5, supersedes="b9"))])

    assert mass(corrected, corrected.everything()) == amount_of("5")
    assert mass(voided, voided.everything()) == amount_of("2")
    assert kinds(lost) == ["superseded_missing"]


def test_people_of_one_organisation_counted_in_two_reports_are_asked_about() -> None:
    heads = [Headcount(code=f"h{at}", organisation="Phường", count=12) for at in (1, 2)]
    twice = build_register([activity("a", heads[0]), activity("b", heads[1], merged_into="a")])
    others = build_register(
        [activity("a", heads[0]), activity("b", replace(heads[1], organisation="Đoàn"), merged_into="a")]
    )

    assert (kinds(twice), kinds(others)) == (["counted_by_two_reports"], [])


# --- Parents ---------------------------------------------------------------------------------------------------------


def test_a_parent_is_its_own_extra_and_its_children_each_once() -> None:
    register = build_register(
        [
            activity("me", Bag(code="b0", weight=1), credits=(FIRST,)),
            activity("con1", weighed("w1", 100), parent="me", credits=(FIRST,)),
            activity("con2", weighed("w2", 50), parent="me"),
            activity("chau", Bag(code="b3", weight=4), parent="con2", credits=(SECOND,)),
        ]
    )

    assert mass(register, register.one("me")) == mass(register, register.everything()) == amount_of("155")
    assert mass(register, register.bloc_year("Khối I", "2023")) == amount_of("155")
    assert mass(register, register.bloc_year("Khối II", "2023")) == amount_of("4")
    found = report(register, register.everything(), NOW)
    assert (found.roots, found.inside) == (("me",), ("chau", "con1", "con2"))
    assert found.figure(FigureKind.ACTIVITIES).amount == amount_of("4")


def test_a_number_printed_for_the_parent_never_adds_to_facts_of_its_children() -> None:
    said = Claim(code="c", figure="MASS", text="300 kg", value=300)
    with_facts = build_register([activity("me", said), activity("con", weighed("w", 100), parent="me")])
    without = build_register([activity("me", said), activity("con", parent="me")])
    too_little = build_register([activity("me", said), activity("con", weighed("w", 301), parent="me")])

    assert mass(with_facts, with_facts.everything()) == amount_of("100")
    assert mass(without, without.everything()) == amount_of("300")
    assert mass(too_little, too_little.everything()) == amount_of("301")
    found = report(too_little, too_little.everything(), NOW)
    assert [each.kind.value for each in found.findings] == ["parts_above_whole"]


def test_a_child_without_a_figure_leaves_the_sum_open() -> None:
    register = build_register(
        [activity("me"), activity("c1", weighed("w", 100), parent="me"), activity("c2", parent="me")]
    )

    assert mass(register, register.everything()) == amount_of(["100", "?", "?"])


def test_what_was_called_off_counts_nowhere() -> None:
    register = build_register(
        [
            activity("a", weighed("w", 5)),
            activity("b", weighed("v", 7), state=State.CANCELLED),
            activity("c", parent="b"),
        ]
    )
    found = report(register, register.everything(), NOW)

    assert found.figure(FigureKind.MASS).amount == amount_of(["5", "?", "?"])
    assert found.figure(FigureKind.ACTIVITIES).amount == amount_of("2")


@pytest.mark.parametrize("link", ["parent", "merged_into"])
def test_a_circle_is_refused(link: str) -> None:
    with pytest.raises(ImpactError) as refused:
        build_register([activity("a", **{link: "b"}), activity("b", **{link: "a"})])

    assert refused.value.code == "circle"
    assert "a → b → a" in refused.value.say("vi")


def test_a_link_to_nothing_is_told_and_a_code_given_twice_is_refused() -> None:
    register = build_register([activity("a", parent="x"), activity("b", merged_into="y")])

    assert sorted(kinds(register)) == ["merged_into_missing", "parent_missing"]
    with pytest.raises(ImpactError):
        build_register([activity("a"), activity("a")])


def test_no_activities_are_none_held_and_nothing_else_is_known() -> None:
    found = report(build_register([]), frozenset(), NOW)

    assert found.figure(FigureKind.ACTIVITIES).amount == amount_of("0")
    assert found.figure(FigureKind.MASS).amount == amount_of("?")


# --- People over several activities ----------------------------------------------------------------------------------


def test_a_person_who_came_twice_is_one_person_and_two_turns() -> None:
    register = build_register(
        [
            activity("a", Presence(code="p1", person="An"), Presence(code="p2", person="Bình")),
            activity("b", Presence(code="p3", person="An")),
        ]
    )
    found = report(register, register.everything(), NOW)

    assert found.figure(FigureKind.ATTENDANCES).amount == amount_of("3")
    assert found.figure(FigureKind.PEOPLE).amount == amount_of("2")


def test_people_who_were_only_counted_cannot_be_told_apart() -> None:
    register = build_register(
        [
            activity("a", Presence(code="p1", person="An"), Headcount(code="h1", organisation="X", count=10)),
            activity("b", Presence(code="p2", person="An"), Headcount(code="h2", organisation="X", count=4)),
        ]
    )
    found = report(register, register.everything(), NOW)

    assert found.figure(FigureKind.ATTENDANCES).amount == amount_of("16")
    assert found.figure(FigureKind.PEOPLE).amount == amount_of(["11", "?", "15"])


# --- Who brought what ------------------------------------------------------------------------------------------------

PARTIES = (Party("Khối I", is_confirmed=True), Party("Phường", is_confirmed=True), Party("Báo"))


def test_a_share_is_stated_only_where_it_was_measured() -> None:
    joint = activity(
        "a",
        Bag(code="b1", weight=10, party="Khối I"),
        Bag(code="b2", weight=5, party="Phường"),
        Bag(code="b3", weight=2, party="Báo"),
        Bag(code="b4", litres=60, fill=1, party="Khối I"),
        Bag(code="b5", weight=3),
        parties=PARTIES,
    )
    register = build_register([joint])
    found = shares(register, register.everything(), FigureKind.MASS, NOW)

    assert dict(found.own) == {"Khối I": 10, "Phường": 5}
    assert found.joint == amount_of(["5", "?", "?"])
    assert "đồng tổ chức" in say_step(found.steps[0])
    bags = shares(register, register.everything(), FigureKind.BAGS, NOW)
    assert (dict(bags.own), bags.joint) == ({"Khối I": 2, "Phường": 1}, amount_of("2"))


def test_a_person_of_two_organisations_is_joint() -> None:
    joint = activity(
        "a",
        Presence(code="p1", person="An", organisations=("Khối I", "Phường")),
        Presence(code="p2", person="Bình", organisations=("Khối I",)),
        Headcount(code="h1", organisation="Phường", count=12),
        parties=PARTIES,
    )
    register = build_register([joint])
    found = shares(register, register.everything(), FigureKind.PEOPLE, NOW)

    assert (dict(found.own), found.joint) == ({"Khối I": 1, "Phường": 12}, amount_of("1"))


def test_shares_above_the_whole_are_not_stated() -> None:
    joint = activity("a", Bag(code="b1", weight=10, party="Khối I"), weighed("w", 8), parties=PARTIES)
    register = build_register([joint])
    found = shares(register, register.everything(), FigureKind.MASS, NOW)

    assert (found.contradicts, dict(found.own), found.joint) == (True, {}, amount_of("8"))


# --- Classes ---------------------------------------------------------------------------------------------------------


def test_what_the_law_has_no_word_for_is_not_converted() -> None:
    register = build_register(
        [
            activity(
                "a",
                Bag(code="b1", weight=4, class_code="TC"),
                Bag(code="b2", weight=6, scheme="HC-VC-TC", class_code="VC"),
                Bag(code="b3", weight=1, scheme="HC-VC-TC", class_code="TC"),
            )
        ]
    )
    found = report(register, register.everything(), NOW)

    assert found.figure(FigureKind.MASS).amount == amount_of("11")
    assert {code: each.amount for code, each in mass_in_law(found, NOW).items()} == {
        "": amount_of("7"),
        "TC": amount_of("4"),
    }
