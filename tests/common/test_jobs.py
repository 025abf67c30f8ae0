"""A dead job is told from a slow one."""

from datetime import UTC, datetime, timedelta

import pytest

from thidua.common.jobs import QUEUED_FOR, SILENT_FOR, is_dead
from thidua.common.models import Job, JobState

NOW = datetime(2026, 3, 10, 2, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("state", "asked_ago", "said_ago", "dead"),
    [
        (JobState.RUNNING, SILENT_FOR * 9, SILENT_FOR, False),
        (JobState.RUNNING, SILENT_FOR * 9, SILENT_FOR + SECOND, True),
        (JobState.RUNNING, SECOND, None, True),
        (JobState.QUEUED, QUEUED_FOR, None, False),
        (JobState.QUEUED, QUEUED_FOR + SECOND, None, True),
        (JobState.DONE, QUEUED_FOR * 9, SILENT_FOR * 9, False),
        (JobState.FAILED, QUEUED_FOR * 9, SILENT_FOR * 9, False),
    ],
)
def test_a_job_that_fell_silent_is_dead(
    state: JobState, asked_ago: timedelta, said_ago: timedelta | None, dead: bool
) -> None:
    job = Job(state=state, asked_at=NOW - asked_ago, beat_at=None if said_ago is None else NOW - said_ago)

    assert is_dead(job, NOW) is dead
