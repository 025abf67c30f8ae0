"""An activity for phones in the field: `python -m benchmarks.drills.field seed | issue … | teams … | codes … | kept …`.

Each prints one line of JSON: `seed` the activity, a secret and a session; `issue` another secret of the same team;
`teams` the secrets of so many teams; `codes` the codes of the facts that are kept, each as often as it is; `kept` code
and receipt of each, and how many entries history has of them; `photos` the photographs by code, with what their bytes
are and the record they show.
"""

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.test import Client  # noqa: E402  models only after Django is set up
from tests.cast import make_cast  # noqa: E402
from tests.journeys.phones import make_beach  # noqa: E402

from thidua.access.actors import build_actor  # noqa: E402
from thidua.accounts.models import User  # noqa: E402
from thidua.activities.models import Activity, FieldFact, FieldPhoto  # noqa: E402
from thidua.activities.services import issue_pass  # noqa: E402
from thidua.audit.models import AuditEntry  # noqa: E402
from thidua.common import clock  # noqa: E402

TEAM = "Tổ 1, khu đền"


def seed() -> dict[str, Any]:
    """Today's clean-up, in which every fifth bag is weighed, and the pass of a team."""
    cast = make_cast()
    activity = make_beach(cast, sample_one_in=5)
    client = Client()
    client.force_login(cast.secretary.user)
    user = cast.secretary.user.pk
    return {
        "activity": activity.pk,
        "user": user,
        "secret": issue(activity.pk, user),
        "session": client.cookies["sessionid"].value,
    }


def issue(activity: int, user: int) -> str:
    """A fresh secret."""
    now = clock.now()
    actor = build_actor(User.objects.get(pk=user), now)
    return issue_pass(actor=actor, activity=Activity.objects.get(pk=activity), team=TEAM, now=now).secret


def teams(activity: int, user: int, number: int) -> list[str]:
    """The secrets of so many teams."""
    return [issue(activity, user) for _team in range(number)]


def kept(activity: int) -> dict[str, Any]:
    """What the server has of facts, and what history says of them."""
    rows = FieldFact.objects.filter(activity=activity)
    entries = AuditEntry.objects.filter(action__in=("activity.fact_noted", "activity.fact_taken_back"))
    return {"facts": [[str(row.code), row.receipt] for row in rows], "entries": entries.count()}


def codes(activity: int) -> list[str]:
    """What the server has."""
    return [str(code) for code in FieldFact.objects.filter(activity=activity).values_list("code", flat=True)]


def photos(activity: int) -> dict[str, list[str]]:
    """The photographs that the server has, by what their bytes on its disk are."""
    found = {}
    for row in FieldPhoto.objects.filter(activity=activity).select_related("photo__file"):
        content = (Path(settings.MEDIA_ROOT) / row.photo.file.original_path).read_bytes()
        found[str(row.code)] = [hashlib.sha256(content).hexdigest(), str(row.of_fact)]
    return found


if __name__ == "__main__":
    deeds = {"seed": seed, "issue": issue, "teams": teams, "kept": kept, "codes": codes, "photos": photos}
    print(json.dumps(deeds[sys.argv[1]](*map(int, sys.argv[2:]))))
