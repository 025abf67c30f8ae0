"""By which classes an activity sorts: the newest versions are offered, its own stays, facts keep theirs."""

from datetime import datetime
from typing import Any

import pytest

from tests.cast import Cast
from tests.core.impact.test_schemes import SCHEMES
from thidua.activities.enums import FactKind
from thidua.activities.errors import ActivityError
from thidua.activities.facts.figures import register_of
from thidua.activities.facts.schemes import schemes_offered
from thidua.activities.models import Activity
from thidua.activities.services import Note, note_fact
from thidua.activities.services.sampling import set_sampling
from thidua.core.impact.facts import Bag

pytestmark = pytest.mark.django_db


def test_the_newest_versions_are_offered_and_the_one_in_use_says_that_it_is_older(beach: Activity) -> None:
    assert beach.waste_scheme == "VN-75"
    assert schemes_offered(beach, SCHEMES) == {
        "VN-75@2": "Bốn nhóm, bản sau",
        "TINH": "Của tỉnh",
        "VN-75": "Ba nhóm, bản đầu (phiên bản 1, đã có bản mới)",
    }
    beach.waste_scheme = "VN-75@2"
    assert list(schemes_offered(beach, SCHEMES)) == ["VN-75@2", "TINH"]


def test_facts_keep_the_version_that_they_were_noted_in_when_the_activity_changes_its_own(
    cast: Cast, beach: Activity, now: datetime
) -> None:
    def noted(**body: str) -> Any:
        note = Note(FactKind.BAG, {"count": "1", **body})
        return note_fact(actor=cast.secretary.actor(), activity=beach, note=note, now=now).fact.body

    assert noted(scheme="VN-75", class_code="TC")["scheme"] == "VN-75"
    beach.refresh_from_db()
    how = {"actor": cast.secretary.actor(), "activity": beach, "version": beach.version, "sample_one_in": None}
    with pytest.raises(ActivityError) as refused:
        set_sampling(**how, waste_scheme="VN-75@2")
    assert refused.value.code == "no_scheme"
    set_sampling(**how, waste_scheme="HC-VC-TC")
    assert noted(scheme="HC-VC-TC", class_code="TC")["scheme"] == "HC-VC-TC"

    (told,) = register_of([beach.pk]).activities.values()
    assert [fact.scheme for fact in told.facts if isinstance(fact, Bag)] == ["VN-75", "HC-VC-TC"]
