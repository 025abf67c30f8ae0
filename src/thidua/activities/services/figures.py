"""Figures are kept as they were last reckoned, so that a page of ten thousand records need not reckon them."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from thidua.activities.enums import FiguresOf
from thidua.activities.facts.figures import SMALL, Reckoning, reckon, still_holds
from thidua.activities.facts.figures_of_each import kept_of
from thidua.activities.facts.selections import (
    Selection,
    chosen_in,
    kin_of,
    of_activity,
    selections_touched_by,
    stamp_of,
    stamps_of,
    with_all_above,
    with_all_in,
)
from thidua.activities.models import Activity, ActivityFigures, FieldFact
from thidua.activities.policies import may_keep_activity
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.jobs import is_dead, queue
from thidua.common.models import Job, JobState
from thidua.common.policy import require

AT_ONCE = 200
"""So many activities are looked at together."""
SUMS = ~Q(of=FiguresOf.ACTIVITY)
RECKON = "thidua.activities.jobs.reckon_job"
KIND = "activity_figures"


@transaction.atomic
def keep_figures(selection: Selection, now: datetime) -> Reckoning:
    """Reckon a selection and keep what comes of it. What follows from facts alone leaves no entry in history."""
    found = reckon(selection, now)
    ActivityFigures.objects.update_or_create(
        agency_id=selection.agency,
        of=selection.of,
        subject=selection.subject,
        year=selection.year,
        defaults={
            "stamp": found.stamp,
            "facts": found.facts,
            "last_fact": found.last_fact,
            "reckoned_at": found.reckoned_at,
            "reckoned_on": found.reckoned_on,
            "digest": found.digest,
            "data": found.data,
        },
    )
    return found


def facts_have_changed(actor: Actor, activity: Activity, now: datetime, *, at_desk: bool) -> None:
    """Within the transaction of the change: reckon again at once what is small and was noted at a desk; a job does the
    rest. What is small is reckoned by its page meanwhile.
    """
    has_many = _are_more_than_small(activity=activity.pk)
    if at_desk and not has_many:
        keep_figures(of_activity(activity), now)
    if not has_many and not _are_more_than_small(agency=activity.agency_id):
        return
    ask_reckoning(actor, activity, now)


def record_has_changed(actor: Actor, activity: Activity) -> None:
    """Within the transaction of the change, as `facts_have_changed`, for what is no fact and yet enters figures: the
    record itself, its parties, its years, its list of people. Of what has no facts nothing is kept.
    """
    has_facts = FieldFact.objects.filter(activity=activity).order_by().exists()
    facts_have_changed(actor, activity, clock.now(), at_desk=has_facts)


def ask_reckoning(actor: Actor, activity: Activity, now: datetime) -> None:
    """Let a job reckon all that the activity is a part of, unless one waits already."""
    waiting = Job.objects.filter(kind=KIND, subject_id=activity.pk, state=JobState.QUEUED)
    if not any(not is_dead(job, now) for job in waiting):
        queue(RECKON, actor=actor, agency=activity.agency_id, kind=KIND, subject=activity.pk, now=now)


def _are_more_than_small(**of: int) -> bool:
    """Whether there are more facts than a page reckons: so many are looked at and no more."""
    return FieldFact.objects.filter(**of).order_by()[SMALL : SMALL + 1].exists()


@transaction.atomic
def reckon_again(*, actor: Actor, activity: Activity, now: datetime) -> Reckoning:
    """Reckon one activity at once, because somebody who keeps its record asks."""
    require(may_keep_activity(actor, activity))
    return keep_figures(of_activity(activity), now)


def reckon_all(activity: Activity, now: datetime) -> int:
    """Reckon again everything that an activity is a part of, and what was kept of its agency and stands on something
    else by now: what the activity has left, another way of reckoning. How many selections that were.
    """
    selections = selections_touched_by(activity)
    for selection in selections:
        keep_figures(selection, now)
    on, large = timezone.localtime(now).date(), SUMS | Q(facts__gt=SMALL)
    left = [each for each in _left_behind(activity.agency_id, on, large) if each not in selections]
    for selection in left:
        keep_figures(selection, now)
    return len(selections) + len(left)


def refresh_figures(now: datetime) -> int:
    """Reckon whatever is not kept as it would be reckoned now: what small things phones noted, what new values changed,
    what waited for a day that came. Once a day, so that no page does it again at each look. How many selections.
    """
    on = timezone.localtime(now).date()
    many = 0
    for agency in FieldFact.objects.order_by().values_list("agency", flat=True).distinct():
        stale = [*_not_current(agency, on), *_left_behind(agency, on, SUMS)]
        for selection in stale:
            keep_figures(selection, now)
        many += len(stale)
    return many


def _not_current(agency: int, on: date) -> list[Selection]:
    """Single activities in which something was noted and whose figures are not kept, or no longer stand."""
    noted = set(FieldFact.objects.filter(agency=agency).order_by().values_list("activity", flat=True).distinct())
    pks = sorted(with_all_above(noted))
    found = []
    for start in range(0, len(pks), AT_ONCE):
        activities = Activity.objects.filter(pk__in=pks[start : start + AT_ONCE]).order_by("pk")
        selections = list(dict.fromkeys(of_activity(each) for each in activities))
        kin = kin_of({each.subject for each in selections})
        stamps, kept = stamps_of(kin, on), kept_of(selections)
        for each in selections:
            row = kept.get(each)
            if row is None or not still_holds(row, stamps[kin.of(each.subject)], on):
                found.append(each)
    return found


def _left_behind(agency: int, on: date, which: Q) -> list[Selection]:
    """Selections whose kept figures no longer stand on what is on record."""
    found = []
    for kept in ActivityFigures.objects.filter(which, agency=agency).order_by("pk").defer("data"):
        selection = Selection(agency, FiguresOf(kept.of), kept.subject, kept.year)
        if not still_holds(kept, stamp_of(with_all_in(chosen_in(selection)), on), on):
            found.append(selection)
    return found
