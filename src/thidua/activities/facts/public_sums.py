"""What the public may read of a bloc's year, a movement, a year of an agency: each activity and each fact once.

Sums tell how much, never who: activities are named by their own published pages alone, so that one that is withdrawn
is named nowhere. Their numbers, days and stretches lie in the copy; their titles, pictures and released texts do not.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from thidua.activities.facts.doubts import doubted_figures
from thidua.activities.facts.figures import Reckoning, figures_now
from thidua.activities.facts.public import told_figures, without_typed
from thidua.activities.facts.selections import Selection, of_activity, of_cycle, of_movement, of_year
from thidua.activities.facts.shown import SUMMED, show_report, titles_of
from thidua.activities.facts.zones import WorkedZone, plain_zone, zones_worked
from thidua.activities.models import Activity
from thidua.activities.queries import subject_of_year
from thidua.campaigns.models import Cycle, Movement
from thidua.common.components.texts import short_date
from thidua.core.impact.figure import FigureKind
from thidua.organisations.models import Agency
from thidua.publishing.enums import SnapshotKind
from thidua.publishing.queries import standing_of

COMPARED = (FigureKind.PEOPLE, FigureKind.PERSON_HOURS, FigureKind.MASS)
"""Numbers that readers compare from activity to activity."""
ADDRESSES = {
    SnapshotKind.CYCLE: ("publish_cycle", "withdraw_cycle"),
    SnapshotKind.MOVEMENT: ("publish_movement", "withdraw_movement"),
    SnapshotKind.YEAR: ("publish_year", "withdraw_year"),
}


@dataclass(frozen=True, slots=True)
class SumPage:
    """What is published together: `subject` is its number among its kind, `keys` name it in addresses."""

    kind: SnapshotKind
    subject: int
    keys: tuple[int, ...]
    selection: Selection
    agency: Agency
    name: Callable[[], str]

    def urls(self) -> tuple[str, str]:
        """Where it is published, and withdrawn."""
        publish, withdraw = ADDRESSES[self.kind]
        return reverse(publish, args=self.keys), reverse(withdraw, args=self.keys)

    @property
    def title(self) -> str:
        """What its page is called: in Vietnamese, as the titles of activities are."""
        with translation.override("vi"):
            return self.name()[:300]


def page_of_cycle(cycle: Cycle) -> SumPage:
    """A bloc's year."""

    def name() -> str:
        return _("Kết quả hoạt động năm %(year)s: %(bloc)s") % {"year": cycle.year, "bloc": cycle.bloc.name}

    return SumPage(SnapshotKind.CYCLE, cycle.pk, (cycle.pk,), of_cycle(cycle), cycle.agency, name)


def page_of_movement(movement: Movement) -> SumPage:
    """A movement."""

    def name() -> str:
        return _("Kết quả hoạt động: %(what)s") % {"what": movement.name}

    key = (movement.pk,)
    return SumPage(SnapshotKind.MOVEMENT, movement.pk, key, of_movement(movement), movement.agency, name)


def page_of_year(agency: Agency, year: int) -> SumPage:
    """A year of an agency."""

    def name() -> str:
        return _("Kết quả hoạt động năm %(year)s: %(agency)s") % {"year": year, "agency": agency.name}

    subject = subject_of_year(agency.pk, year)
    return SumPage(SnapshotKind.YEAR, subject, (agency.pk, year), of_year(agency, year), agency, name)


@dataclass(frozen=True, slots=True)
class Counted:
    """An activity of the sum that has a page of its own at `slug`, with its figures of the same moment.

    `parties`: how many hold it, where that is more than one. `is_inside`: another one of the sum holds its figures.
    """

    activity: Activity
    slug: str
    figures: Reckoning
    parties: int
    is_inside: bool
    zones: list[WorkedZone]


def counted_with_pages(found: Reckoning, now: datetime) -> list[Counted] | None:
    """The activities of a sum that have published pages, the latest first. None: figures of one are being reckoned."""
    said = found.said("vi")
    pages = standing_of(SnapshotKind.IMPACT, [int(each) for each in said["counted"]])
    joint = {each["activity"]: max(len(each["organisations"]), len(each["blocs"])) for each in said["joint"]}
    inside = {int(each) for each in said["counted"]}
    counted = []
    for activity in titles_of(pages):
        figures = figures_now(of_activity(activity), now)
        if figures is None or figures.is_old:
            return None
        counted.append(
            Counted(
                activity,
                pages[activity.pk],
                figures,
                joint.get(str(activity.pk), 1),
                activity.parent_id in inside,
                zones_worked([activity.pk], for_public=True),
            )
        )
    return counted


def sum_body(found: Reckoning, counted: Collection[Counted]) -> dict[str, Any]:
    """The words of the public page by language: plain JSON that stands without the records."""
    told: dict[str, Any] = {}
    doubted = doubted_figures(found.said("vi"))
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            shown = show_report(without_typed(found.said(code)), SUMMED)
            told[code] = told_figures(shown, doubted) | {
                "counted": [_told(each, code) for each in counted],
                "others": len(shown.counted) - len(counted),
                "joint": len(shown.joint),
            }
    return told


def _told(each: Counted, code: str) -> dict[str, Any]:
    figures = {line["kind"]: line for line in each.figures.said(code)["figures"] if not line["detail"]}
    keys = ("amount", "low", "best", "high")
    return {
        "slug": each.slug,
        "day": short_date(each.activity.held_on),
        "home": each.activity.home.name,
        "parties": each.parties,
        "is_inside": each.is_inside,
        "zones": [plain_zone(zone) for zone in each.zones],
        "numbers": {
            kind.value: {key: figures[kind.value][key] for key in keys} for kind in COMPARED if kind.value in figures
        },
    }
