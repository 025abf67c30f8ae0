"""One long list, asked for and carried out by two at the same moment, in threads on the real database."""

import threading
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.db import connections

from tests.cast import Cast
from tests.records.test_old_lists import row, workbook
from thidua.common.errors import DomainError
from thidua.common.models import ImportRun, ImportState
from thidua.common.tables import asking
from thidua.common.tables.jobs import import_job
from thidua.common.tables.kinds import ImportTarget
from thidua.records.models import UnitAward, YearGrade
from thidua.records.services.imports.lists import find_lists
from thidua.records.services.imports.old_lists import OLD_LISTS

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("on_disk")]


@pytest.fixture
def run(cast: Cast, at: Any, monkeypatch: pytest.MonkeyPatch) -> ImportRun:
    """A list of two years, shown, that a worker is to bring in."""
    monkeypatch.setattr(asking, "LARGE_RUN", 0)
    now = at("2026-06-15 09:00")
    actor = cast.standing.actor()
    target = ImportTarget(OLD_LISTS, find_lists(actor, cast.agency.pk))
    rows = [row(year=2021, grade="HTTNV", title="LĐTT"), row(year=2022, grade="HTXSNV", title="LĐTT")]
    return asking.bring_in(actor=actor, target=target, file_name="cu.xlsx", data=workbook(rows), now=now)


def both(work: Callable[[], object]) -> list[str]:
    """What the same work came to when two begin it at the same moment: “done”, or the code of the refusal."""
    gate = threading.Barrier(2)
    said: list[str] = []

    def do() -> None:
        try:
            gate.wait()
            work()
            said.append("done")
        except DomainError as error:
            said.append(error.code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=do) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(said)


def test_two_presses_and_two_workers_at_once_bring_a_list_in_once(cast: Cast, run: ImportRun, now: datetime) -> None:
    actor = cast.standing.actor()

    pressed = both(lambda: asking.apply(actor=actor, run=run, manifest=run.manifest_hash, now=now))
    waiting = ImportRun.objects.get(pk=run.pk)
    worked = both(lambda: import_job.func(waiting.job, "vi"))

    assert (pressed, worked) == (["done", "import_state"], ["done", "stopped"])
    assert ImportRun.objects.get(pk=run.pk).state == ImportState.APPLIED
    assert (YearGrade.objects.count(), UnitAward.objects.count()) == (2, 2)


@pytest.fixture
def now(at: Any) -> datetime:
    moment: datetime = at("2026-06-15 09:00")
    return moment
