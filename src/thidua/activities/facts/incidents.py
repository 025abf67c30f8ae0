"""What went wrong at an activity, for those who look back at it."""

from django.utils.translation import gettext as _

from thidua.activities.enums import FactKind
from thidua.activities.facts.labels import CHOICES
from thidua.activities.models import Activity
from thidua.activities.queries import standing_of_kind
from thidua.common.components.texts import number


def incidents_of(activity: Activity) -> list[str]:
    """Each incident that stands, in one line: what, how many people, what was done."""
    return [_line(row.body) for row in standing_of_kind(activity.pk, FactKind.INCIDENT)]


def _line(body: dict[str, str]) -> str:
    people = _("%(many)s người") % {"many": number(int(body["count"]))} if body.get("count") else ""
    harm = str(CHOICES["harm"].get(body["harm"], body["harm"]))
    return " · ".join(each for each in (harm, people, body.get("note", "")) if each)
