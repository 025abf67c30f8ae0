"""Did it come back? Only like is compared with like."""

from dataclasses import replace

import pytest

from tests.core.impact.case_files import NOW, amount_of
from thidua.core.impact.facts import ActivityFacts, ItemCount, Kind, Presence, Zone
from thidua.core.impact.revisits import compare
from thidua.core.impact.wording import say_step


def visit(code: str, pieces: int | None) -> ActivityFacts:
    return ActivityFacts(
        code=code,
        kind=Kind.CLEAN_UP,
        facts=(
            Zone(code=f"{code}z", name="Bãi A", metres=50, is_fixed=True, size_limit_mm=25),
            ItemCount(code=f"{code}i", item="BUTTS", count=pieces, zone=f"{code}z"),
            Presence(code=f"{code}p", person="An", minutes=60),
        ),
    )


def changed(activity: ActivityFacts, at: int, **changes: object) -> ActivityFacts:
    facts = list(activity.facts)
    facts[at] = replace(facts[at], **changes)
    return replace(activity, facts=tuple(facts))


def test_two_visits_that_can_be_compared() -> None:
    found = compare(visit("a", 40), visit("b", 10), "Bãi A", "SHORT@1", NOW)

    assert (found.before, found.after, found.reasons) == (amount_of("80"), amount_of("20"), ())
    assert found.share is not None
    assert found.share * 4 == 1
    assert say_step(found.steps[0]).startswith("Bãi A: trước 80, sau 20 mảnh trên 100 m")


def test_nothing_before_has_no_share() -> None:
    assert compare(visit("a", 0), visit("b", 10), "Bãi A", "SHORT@1", NOW).share is None


@pytest.mark.parametrize(
    ("at", "changes", "reason"),
    [
        (0, {"is_fixed": False}, "not_fixed"),
        (0, {"metres": 60}, "other_length"),
        (0, {"metres": None}, "other_length"),
        (0, {"size_limit_mm": 5}, "other_size_limit"),
        (0, {"name": "Bãi B"}, "zone_missing"),
        (1, {"count": None}, "not_counted"),
        (1, {"zone": ""}, "not_counted"),
        (2, {"minutes": None}, "effort_unknown"),
    ],
)
def test_what_was_not_recorded_alike_is_not_compared(at: int, changes: dict[str, object], reason: str) -> None:
    found = compare(visit("a", 40), changed(visit("b", 10), at, **changes), "Bãi A", "SHORT@1", NOW)

    assert (found.reasons, found.share) == ((reason,), None)
