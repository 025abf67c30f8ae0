"""What the public may read of a bloc and of a movement."""

from typing import Any

from django.conf import settings
from django.utils import translation

from thidua.campaigns.models import Cycle, Movement
from thidua.campaigns.queries.cycles import cycle_of, movements_of, theme_of
from thidua.common.components.texts import short_date
from thidua.core.vietnam.partial_dates import PartialDate, Precision
from thidua.organisations.models import Bloc
from thidua.organisations.queries import leadership_of, members_of


def bloc_body(bloc: Bloc, year: int) -> dict[str, Any]:
    """Members, head and deputy (units, nobody's name), theme and movements of a year, and by number the years of which
    results may be published: plain JSON that stands without the record.
    """
    cycle = cycle_of(bloc.pk, year)
    theme = theme_of(cycle) if cycle is not None else None
    led = leadership_of(bloc.pk, year)
    movements = movements_of(cycle) if cycle is not None else []
    return {
        "vi": {
            "year": year,
            "council": bloc.agency.council_name or bloc.agency.name,
            "members": [each.name for each in members_of(bloc.pk, year)],
            "lead": led.lead.unit.name if led.lead is not None else "",
            "deputy": led.deputy.unit.name if led.deputy is not None else "",
            "theme": theme.text if theme is not None else "",
            "movements": [[each.movement_id, each.movement.name] for each in movements],
            "years": [
                list(each) for each in Cycle.objects.filter(bloc=bloc).order_by("-year").values_list("pk", "year")
            ],
        }
    }


def call_body(movement: Movement) -> dict[str, Any]:
    """What a movement wants, from when to when, by which paper, by language: plain JSON that stands without the
    record.
    """
    told: dict[str, Any] = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            told[code] = {
                "slogan": movement.slogan,
                "kind": movement.get_kind_display(),
                "level": movement.get_level_display(),
                "launched_by": movement.launch_issuer or (movement.bloc.name if movement.bloc is not None else ""),
                "number": movement.launch_number,
                "launched_on": _words(movement.launched_on),
                "starts_on": _words(movement.starts_on),
                "ends_on": _words(movement.ends_on),
                "first_day": _day(movement.starts_on, movement.launched_on, last=False),
                "last_day": _day(movement.ends_on, last=True),
                "aim": movement.aim,
                "scope": movement.scope,
                "content": movement.content,
                "criteria": movement.criteria,
                "answers": movement.parent.name if movement.parent is not None else "",
            }
    return told


def _words(day: PartialDate) -> str:
    return short_date(day) if day.precision != Precision.UNKNOWN else ""


def _day(*days: PartialDate, last: bool) -> str:
    """The first or last day on which it may run, of the first date that is known; empty where nobody knows."""
    for day in days:
        if day.precision != Precision.UNKNOWN:
            found = day.latest if last else day.earliest
            return found.isoformat() if found is not None else ""
    return ""
