"""Pages of sums: what the copy says, beside the activities in it that have pages of their own now."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.common.components.charts import Chart, Ends, range_chart
from thidua.common.tables.open_csv import as_csv
from thidua.portal.facts.drawn import chart_of, ground_of, map_of, told_of
from thidua.publishing.enums import PictureRole, TextRole
from thidua.publishing.models import Snapshot
from thidua.publishing.queries import pictures_of, pictures_on, standing_at, texts_on

LISTED = 100
CHARTED = 12
PICTURED = 12
LESSONS = 30
NUMBERS = ("PEOPLE", "PERSON_HOURS", "MASS")


@dataclass(frozen=True, slots=True)
class Own:
    """An activity of the sum with the page of its own; `told` is what the copy says of it. Numbered from 1."""

    number: int
    page: Snapshot
    told: dict[str, Any]

    def ends(self, kind: str) -> Ends:
        """One of its numbers."""
        number = self.told["numbers"].get(kind)
        return (number["low"], number["best"], number["high"]) if number else (None, None, None)

    @property
    def people(self) -> str:
        """How many people, in words; empty where nobody noted it."""
        return self._words("PEOPLE")

    @property
    def mass(self) -> str:
        """How much waste, in words; empty where nobody noted it."""
        return self._words("MASS")

    def _words(self, kind: str) -> str:
        return str(self.told["numbers"].get(kind, {}).get("amount", "")) if any(self.ends(kind)) else ""


def sum_context(snapshot: Snapshot) -> dict[str, Any]:
    """What the page of sums shows. Activities whose pages no longer stand are counted and not named."""
    told, own = told_of(snapshot), own_pages(snapshot)
    pages = [each.page for each in own]
    zones = [
        (zone, _("Hoạt động %(number)s") % {"number": each.number})
        for each in own
        for zone in each.told["zones"]
        if zone["point"]
    ]
    return {
        "snapshot": snapshot,
        "is_illustrative": snapshot.is_illustrative,
        "told": told,
        "chart": chart_of(told),
        "charts": _charts(own),
        "map": map_of(zones, ground_of(snapshot, pictures_of(snapshot))),
        "own": own[:LISTED],
        "many": len(own),
        "others": told["others"] + len(told["counted"]) - len(own),
        "pictures": pictures_on(pages, (PictureRole.BEFORE, PictureRole.AFTER), PICTURED),
        "failed": texts_on(pages, TextRole.FAILED, LESSONS),
    }


def own_pages(snapshot: Snapshot) -> list[Own]:
    """The activities whose own pages stand now, in the order of the copy."""
    counted = told_of(snapshot)["counted"]
    standing = standing_at([each["slug"] for each in counted])
    shown = [each for each in counted if each["slug"] in standing]
    return [Own(number, standing[each["slug"]], each) for number, each in enumerate(shown, start=1)]


def activities_csv(snapshot: Snapshot, site: str) -> str:
    """The activities of a sum with their numbers; `is_inside`: its figures lie in another one's, and are not added."""
    head = ["title", "page", "day", "home", "parties", "is_inside"]
    head += [f"{kind.lower()}_{end}" for kind in NUMBERS for end in ("low", "best", "high")]
    rows = (
        [
            each.page.title,
            site + reverse("snapshot", args=[each.page.slug]),
            each.told["day"],
            each.told["home"],
            each.told["parties"],
            "yes" if each.told["is_inside"] else "",
            *(end for kind in NUMBERS for end in each.ends(kind)),
        ]
        for each in own_pages(snapshot)
    )
    return as_csv(head, rows)


def _charts(own: Sequence[Own]) -> list[Chart]:
    """People and kilograms of the latest activities, where at least two of them are known."""
    rows = [each for each in own if not each.told["is_inside"]][:CHARTED]
    wanted = (
        ("PEOPLE", _("Người tham gia, từng hoạt động"), _("người"), 0),
        ("MASS", _("Rác thu được, từng hoạt động"), "kg", 1),
    )
    found = [
        range_chart(
            title,
            [(each.page.title, each.ends(kind)) for each in rows],
            heading=_("Hoạt động"),
            unit=unit,
            places=places,
        )
        for kind, title, unit, places in wanted
    ]
    return [each for each in found if each is not None]
