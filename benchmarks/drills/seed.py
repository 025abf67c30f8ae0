"""Fills an empty installation for a drill: `python -m benchmarks.drills.seed` in its environment.

Prints one line of JSON: the session of each of the cast, and the ids that the deeds need.
"""

import json

import django

django.setup()

from datetime import date, timedelta  # noqa: E402  models only after Django is set up

from django.contrib.auth import SESSION_KEY  # noqa: E402
from django.test import Client  # noqa: E402
from tests.cast import YEAR, Cast, make_cast  # noqa: E402
from tests.factories.activities import make_activity  # noqa: E402
from tests.factories.cycles import make_cycle  # noqa: E402
from tests.factories.organisations import make_unit  # noqa: E402
from tests.factories.pledges import make_head, make_pledge, make_target, open_pledge  # noqa: E402
from tests.factories.scorecards import card_of, line_of, open_scheme  # noqa: E402

from thidua.activities.forms.activities import key_of  # noqa: E402
from thidua.campaigns.enums import RuleKind  # noqa: E402
from thidua.campaigns.models import Cycle, Pledge  # noqa: E402
from thidua.campaigns.services.rules import draft_rules, open_for_comments  # noqa: E402
from thidua.campaigns.services.themes import add_theme  # noqa: E402
from thidua.common import clock  # noqa: E402
from thidua.organisations.models import BlocMembership, Unit  # noqa: E402


def main() -> None:
    """The cast, a year, a theme to edit, draft rules to comment on."""
    cast = make_cast()
    cycle = make_cycle(cast)
    standing = cast.standing.actor(clock.now())
    theme = add_theme(actor=standing, agency=cast.agency, text="Đoàn kết, kỷ cương", since_year=YEAR)
    rule = draft_rules(
        actor=standing, cycle=cycle, kind=RuleKind.WORKING_REGULATION, title="Quy chế", text="Điều 1. Mục đích"
    )
    open_for_comments(actor=standing, rule=rule, version=rule.version, until=date(YEAR, 6, 30), now=clock.now())
    activity = make_activity(cast)
    pledge = make_open_pledge(cast, cycle)
    heads = [(unit, make_head(cast, unit)) for unit in more_members(cast)]
    facts = {
        "sessions": {name: session_of(member.user) for name, member in cast.everyone().items()}
        | {f"head-{unit.pk}": session_of(head.user) for unit, head in heads},
        "pledge": pledge.pk,
        "signers": [(unit.pk, unit.code) for unit, _head in heads],
        "agency": cast.agency.pk,
        "unit": cast.unit.pk,
        "cycle": cycle.pk,
        "home": key_of(cast.bloc),
        "activity": activity.pk,
        "theme": theme.pk,
        "rule": rule.pk,
        "scoring": open_scoring(cast, cycle),
    }
    print(json.dumps(facts))


def open_scoring(cast: Cast, cycle: Cycle) -> dict[str, int]:
    """The year is being scored: the table, and the line of item 2.1 on the card of the officer's unit."""
    scheme = open_scheme(cast, cycle)
    return {"scheme": scheme.pk, "officer": line_of(card_of(scheme, cast.unit), "2.1").pk}


def more_members(cast: Cast) -> list[Unit]:
    """Bloc I as large as blocs are: thirty-eight units."""
    units = [make_unit(cast.agency, f"don-vi-{number}", f"Đơn vị {number}") for number in range(len(cast.units), 38)]
    for position, unit in enumerate(units, start=len(cast.units)):
        BlocMembership.objects.create(agency=cast.agency, bloc=cast.bloc, year=YEAR, unit=unit, position=position)
    return units


def make_open_pledge(cast: Cast, cycle: Cycle) -> Pledge:
    """A pledge open for signing today."""
    Cycle.objects.filter(pk=cycle.pk).update(signing_until=clock.today() + timedelta(days=5))
    pledge = make_pledge(cast, Cycle.objects.get(pk=cycle.pk))
    make_target(cast, pledge)
    return open_pledge(cast, pledge, clock.now())


def session_of(user: object) -> str:
    """The cookie of a browser in which `user` has signed in."""
    client = Client()
    client.force_login(user)  # type: ignore[arg-type]
    assert client.session[SESSION_KEY]
    return client.cookies["sessionid"].value


main()
