"""Fills an empty installation for a drill: `python -m benchmarks.drills.seed` in its environment.

Prints one line of JSON: the session of each of the cast, and the ids that the deeds need.
"""

import json

import django

django.setup()

from datetime import date  # noqa: E402  models only after Django is set up

from django.contrib.auth import SESSION_KEY  # noqa: E402
from django.test import Client  # noqa: E402
from tests.cast import YEAR, make_cast  # noqa: E402
from tests.factories.activities import make_activity  # noqa: E402
from tests.factories.cycles import make_cycle  # noqa: E402

from thidua.activities.forms.activities import key_of  # noqa: E402
from thidua.campaigns.enums import RuleKind  # noqa: E402
from thidua.campaigns.services.rules import draft_rules, open_for_comments  # noqa: E402
from thidua.campaigns.services.themes import add_theme  # noqa: E402
from thidua.common import clock  # noqa: E402


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
    facts = {
        "sessions": {name: session_of(member.user) for name, member in cast.everyone().items()},
        "agency": cast.agency.pk,
        "unit": cast.unit.pk,
        "cycle": cycle.pk,
        "home": key_of(cast.bloc),
        "activity": activity.pk,
        "theme": theme.pk,
        "rule": rule.pk,
    }
    print(json.dumps(facts))


def session_of(user: object) -> str:
    """The cookie of a browser in which `user` has signed in."""
    client = Client()
    client.force_login(user)  # type: ignore[arg-type]
    assert client.session[SESSION_KEY]
    return client.cookies["sessionid"].value


main()
