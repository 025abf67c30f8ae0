"""An agency with a million published awards chooses to name nobody any more.

How long the choice itself takes, what visitors wait for while the worker erases the names (search looks past all that
may not be found), and how long the worker takes. `PORTAL_AWARDS` sets another number of awards; `BENCH_DATABASE_URL`
another database. Seeding takes minutes and is counted nowhere.
"""

from random import Random
from time import perf_counter
from typing import Any

from benchmarks.figures import Figure, at_most
from benchmarks.installation import installation
from benchmarks.portal import AWARDS, _fill_awards, _make_agency, _nothing_kept

CHOICE_MS = 2_000
VISIT_MS = 1_000
WORK_SECONDS_A_MILLION = 900
ASKED = (
    *("/", "/vinh-danh/", "/vinh-danh/?ten=nguyen", "/vinh-danh/?ten=nguyễn+văn+an", "/vinh-danh/?ten=văn+hươ"),
    *("/vinh-danh/?ten=ngu", "/tim-kiem/?tu=nguyen"),
)


def measure() -> list[Figure]:
    """The choice, the slowest visit right after it, the work."""
    with installation():
        from django.conf import settings

        settings.ALLOWED_HOSTS = ["*"]
        agency = _make_agency()
        _fill_awards(agency, AWARDS, Random(1))
        took = _choose(agency)
        visits = _visits()
        work = _work()
    slowest = max(visits, key=lambda path: visits[path])
    limit = max(WORK_SECONDS_A_MILLION * AWARDS / 1_000_000, 5)
    return [
        at_most("to name nobody any more, the choice", took * 1000, "ms", CHOICE_MS, f"{AWARDS} awards of people"),
        at_most("a visit while names are erased, slowest", visits[slowest] * 1000, "ms", VISIT_MS, slowest),
        at_most("names erased by the worker", work, "s", limit, f"{AWARDS / work:.0f} awards a second"),
    ]


def _choose(agency: Any) -> float:
    from django.utils import timezone

    from thidua.common.actor import PersonActor, Role, Scope
    from thidua.publishing.models import PublicSettings
    from thidua.publishing.services.settings import Choices, choose_public_settings

    row = PublicSettings.objects.create(agency=agency, names_people=True)
    office = frozenset({Scope(Role.STANDING_OFFICE, frozenset({agency.pk}))})
    actor = PersonActor(user=1, person=None, name="Cơ quan thường trực", scopes=office)
    choices = Choices(row.comment_days, row.confirms_email, names_people=False)
    started = perf_counter()
    choose_public_settings(actor=actor, agency=agency, version=row.version, choices=choices, now=timezone.now())
    return perf_counter() - started


def _visits() -> dict[str, float]:
    """Path → seconds; nobody may read or find a name."""
    from django.test import Client

    client, taken = Client(), {}
    with _nothing_kept():
        for path in ASKED:
            client.get("/tin/")  # what is loaded once is no part of it
            started = perf_counter()
            answer = client.get(path)
            taken[path] = perf_counter() - started
            assert answer.status_code == 200
            assert "Nguyễn" not in answer.text.partition("<main")[2].replace("nguyễn văn an", ""), path
    return taken


def _work() -> float:
    from thidua.common.models import Job, JobState
    from thidua.publishing.jobs import erase_names
    from thidua.publishing.models import KnownWord, PublishedAward
    from thidua.publishing.services.unnaming import KIND

    job = Job.objects.get(kind=KIND)
    started = perf_counter()
    erase_names.func(job.pk)
    took = perf_counter() - started
    job.refresh_from_db()
    assert (job.state, job.done) == (JobState.DONE, AWARDS)
    assert not PublishedAward.objects.exclude(name="").exists()
    assert not KnownWord.objects.exists()
    return took
