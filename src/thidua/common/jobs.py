"""Long work: queued by name after the commit, its progress visible, its death noticed.

A job function takes the id of its `Job` and reports through `Progress`. It runs in a worker process
(`manage.py db_worker`); queue and rows live in the same database, so nothing is queued that was not committed.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.module_loading import import_string
from django_tasks.base import Task

from thidua.common import clock
from thidua.common.actor import Actor, PersonActor, Visitor
from thidua.common.errors import DomainError
from thidua.common.models import Job, JobState

SILENT_FOR = timedelta(minutes=2)
"""A running job that has not reported for this long is taken for dead."""
QUEUED_FOR = timedelta(minutes=15)
"""So is one that waited this long: its worker died before its first word, or there is none."""


def queue(
    task: str, *, actor: Actor, agency: int, kind: str, subject: int | None, now: datetime, **arguments: Any
) -> Job:
    """Make the `Job` row now and hand `task(job_id, **arguments)` to the workers when the transaction commits.

    `task` is the dotted name of a task function, so that a service need not import the jobs above it.
    """
    job = Job.objects.create(
        agency_id=agency,
        kind=kind,
        subject_id=subject,
        asked_by=actor.describe(),
        asked_by_user=actor.user if isinstance(actor, PersonActor) else None,
        asked_at=now,
    )
    transaction.on_commit(lambda: _task(task).enqueue(job.pk, **arguments))
    return job


_actor_of_user: list[Callable[[int, datetime], Actor]] = []


def register_actors(build: Callable[[int, datetime], Actor]) -> None:
    """Called once by the app that knows users: gives the actor that a user (by id) is at a moment."""
    _actor_of_user[:] = [build]


def asker_of(job: Job, now: datetime) -> Actor:
    """Who asked for the job, with what he may do now; a visitor, who may do nothing, when no person did."""
    if job.asked_by_user is None:
        return Visitor()
    return _actor_of_user[0](job.asked_by_user, now)


def hand_over(task: str, *arguments: Any) -> None:
    """Hand a small task, which nobody watches, to the workers when the transaction commits."""
    transaction.on_commit(lambda: _task(task).enqueue(*arguments))


def _task(name: str) -> Task[Any, Any]:
    found: Task[Any, Any] = import_string(name)
    return found


class Progress:
    """What a job says while it works."""

    def __init__(self, job: Job) -> None:
        self.job = job

    def says(self, words: str, *, done: int, total: int) -> None:
        """Report: step `done` of `total`, in words."""
        Job.objects.filter(pk=self.job.pk).update(says=words, done=done, total=total, beat_at=clock.now())


@contextmanager
def running(job_id: int, failed_says: Callable[[Exception], str]) -> Iterator[Progress]:
    """Mark the job running, then done; or failed with a sentence when the body raises (and raise on)."""
    job = Job.objects.get(pk=job_id)
    Job.objects.filter(pk=job_id).update(state=JobState.RUNNING, beat_at=clock.now())
    try:
        yield Progress(job)
    except Exception as error:
        says = error.message if isinstance(error, DomainError) else failed_says(error)
        Job.objects.filter(pk=job_id).update(state=JobState.FAILED, says=says[:300], finished_at=clock.now())
        raise
    Job.objects.filter(pk=job_id).update(state=JobState.DONE, finished_at=clock.now())


def is_dead(job: Job, now: datetime) -> bool:
    """Whether a job that claims to run has stopped reporting, or one that waits has waited too long."""
    if job.state == JobState.QUEUED:
        return now - job.asked_at > QUEUED_FOR
    return job.state == JobState.RUNNING and (job.beat_at is None or now - job.beat_at > SILENT_FOR)
