"""What the shipped rules know of an award as a whole."""

import pytest

from thidua.core.law.awards import known_bases
from thidua.core.law.codes import CommendationBasis, Subject

MERIT, AD_HOC, THEMATIC = CommendationBasis.MERIT, CommendationBasis.AD_HOC, CommendationBasis.THEMATIC


@pytest.mark.parametrize(
    ("code", "bases"),
    [
        ("MINISTRY_EMULATION_FLAG", (MERIT, THEMATIC)),
        ("MINISTRY_CERTIFICATE_OF_MERIT", (MERIT, AD_HOC, THEMATIC)),
        ("EXCELLENT_LABOUR_COLLECTIVE", (MERIT,)),
        ("NATIONAL_EMULATION_FIGHTER", ()),
    ],
)
def test_on_which_bases_the_rules_know_ways_to_an_award_of_units(
    code: str, bases: tuple[CommendationBasis, ...]
) -> None:
    assert known_bases(code, Subject.COLLECTIVE) == bases
