"""Asking for a review, stopping it, keeping what a worker found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit import services as audit
from thidua.common.actor import Actor, PersonActor
from thidua.common.jobs import queue
from thidua.common.policy import require
from thidua.organisations.models import Agency, Bloc, Unit
from thidua.records.enums import ReviewState
from thidua.records.errors import ReviewError
from thidua.records.models import EligibilityReview, ReviewRow
from thidua.records.policies.reviews import may_review, may_stop_review
from thidua.records.services.rows import insert_rows

REVIEW: Final = "thidua.records.jobs.review_job"
KIND: Final = "review"
FIRST_YEAR: Final = 2017
ROW: Final = (
    "review_id", "agency_id", "person_id", "unit_id", "place", "is_woman", "leads", "works_directly", "verdicts",
    "own", "near", "near_open", "before", "changed",
)  # fmt: skip
"""The columns of a row as `keep_rows` takes it."""


@transaction.atomic
def ask_review(
    *,
    actor: Actor,
    scope: Unit | Bloc | Agency,
    year: int,
    law_on: date,
    as_of: date,
    held_against: date | None = None,
    now: datetime,
) -> EligibilityReview:
    """Let a worker review everybody of a unit, of a bloc's members, or of an agency.

    Raises `ReviewError` for a year before the first one that the law library holds, or one that has not begun.
    """
    require(may_review(actor, scope))
    if not FIRST_YEAR <= year <= now.year:
        raise ReviewError(
            _("Năm xét phải từ %(first)s đến %(last)s.") % {"first": FIRST_YEAR, "last": now.year},
            code="year",
            field="year",
        )
    agency = scope if isinstance(scope, Agency) else scope.agency
    review = EligibilityReview.objects.create(
        agency=agency,
        unit=scope if isinstance(scope, Unit) else None,
        bloc=scope if isinstance(scope, Bloc) else None,
        year=year,
        law_on=law_on,
        as_of=as_of,
        held_against=held_against,
        asked_by=actor.name if isinstance(actor, PersonActor) else "",
        asked_at=now,
    )
    job = queue(REVIEW, actor=actor, agency=agency.pk, kind=KIND, subject=review.pk, now=now)
    review.job = job.pk
    review.save()
    after = {"scope": str(scope), "year": year, "law_on": law_on.isoformat(), "as_of": as_of.isoformat()}
    audit.record(actor, "review.asked", review, agency=agency.pk, after=after)
    return review


@transaction.atomic
def stop_review(*, actor: Actor, review: EligibilityReview) -> EligibilityReview:
    """Stop a review that is under way; what it had found is dropped."""
    require(may_stop_review(actor, review))
    review = _lock(review)
    if review.state != ReviewState.RUNNING:
        raise ReviewError(_("Lần rà soát này đã xong hoặc đã dừng."), code="not_running")
    review.state = ReviewState.CANCELLED
    review.save()
    review.rows.all().delete()
    audit.record(actor, "review.stopped", review, agency=review.agency_id)
    return review


@transaction.atomic
def keep_rows(review: EligibilityReview, rows: Sequence[tuple[Any, ...]]) -> None:
    """Store some rows of a review under way, each in the order of `ROW`. Raises `ReviewError` (stopped) once somebody
    stopped it.
    """
    _require_running(_lock(review))
    insert_rows(ReviewRow, ROW, rows)


@transaction.atomic
def finish_review(
    *,
    actor: Actor,
    review: EligibilityReview,
    awards: dict[str, list[dict[str, Any]]],
    counts: dict[str, Any],
    chain: int,
    rules: Sequence[int],
    readings: Mapping[str, str],
    now: datetime,
) -> EligibilityReview:
    """The rows are complete: the review can be read, and takes the place of earlier ones of the same question."""
    review = _lock(review)
    _require_running(review)
    review.state = ReviewState.DONE
    review.awards, review.counts, review.chain, review.rules = awards, counts, chain, list(rules)
    review.readings = dict(readings)
    review.finished_at = now
    review.save()
    same = {
        name: getattr(review, name) for name in ("agency", "unit", "bloc", "year", "law_on", "as_of", "held_against")
    }
    EligibilityReview.objects.filter(**same).exclude(pk=review.pk).exclude(state=ReviewState.RUNNING).delete()
    audit.record(actor, "review.finished", review, agency=review.agency_id, after={"reviewed": review.rows.count()})
    return review


def _require_running(review: EligibilityReview) -> None:
    if review.state != ReviewState.RUNNING:
        raise ReviewError(_("Đã dừng theo yêu cầu."), code="stopped")


def _lock(review: EligibilityReview) -> EligibilityReview:
    return (
        EligibilityReview.objects.select_for_update(of=("self",), no_key=True)
        .select_related("unit", "bloc", "agency")
        .get(pk=review.pk)
    )
