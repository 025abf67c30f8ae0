"""Reviews in the worker: read once, reckon in arrays, keep in bulk, say how far it is, stop when asked to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count, repeat
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks import task

from thidua.audit.queries import chain_head
from thidua.common import clock
from thidua.common.actor import SystemActor
from thidua.common.jobs import Progress, running
from thidua.core.law.codes import Subject
from thidua.core.law.columns import Columns
from thidua.organisations.models import Unit
from thidua.records.facts import facts_of_units
from thidua.records.facts.own_rules import own_rules_of
from thidua.records.facts.ratings import ratings_of
from thidua.records.facts.readings import readings_of
from thidua.records.facts.reviewing import (
    OWN,
    Asked,
    Reviewed,
    Shares,
    added_up,
    counts_of,
    review_columns,
    review_people,
    review_units,
    shares_added_up,
)
from thidua.records.facts.scopes import units_in
from thidua.records.facts.shards import PeopleRows, read_people
from thidua.records.models import EligibilityReview
from thidua.records.services.reviews import ROW, finish_review, keep_rows

Row = tuple[Any, ...]
"""A row of results in the order of `ROW`."""
IS_WOMAN, LEADS, DIRECT = (ROW.index(each) for each in ("is_woman", "leads", "works_directly"))
YES_NO: Final = {1: True, 0: False}
PART: Final = 10_000
"""Rows that are reckoned and kept at once: after each the page hears how far it is."""


@task()
def review_job(job_id: int) -> None:
    """EligibilityReview what the job's review asks."""
    with override("vi"), running(job_id, lambda error: _("Chưa rà soát được. Bấm rà soát lại.")) as progress:
        review = EligibilityReview.objects.select_related("unit", "bloc", "agency").get(pk=progress.job.subject_id or 0)
        carry_out(review, progress)


def carry_out(review: EligibilityReview, progress: Progress | None = None) -> EligibilityReview:
    """Read, reckon, keep, finish. Raises `ReviewError` (stopped)."""
    told = _Told(progress)
    chain = chain_head(review.agency_id).number
    rules, readings = own_rules_of(review.agency_id), readings_of(review.agency_id)
    asked = Asked(
        review.year, review.law_on, review.as_of, review.held_against, readings, rules.awards, rules.keys,
        rules.quotas_in(rules.ids),
    )  # fmt: skip
    told.says(_("Đang đọc sổ thành tích"), 0, 1)
    units = list(Unit.objects.filter(pk__in=units_in(review)).order_by("sort_key", "pk"))
    people = read_people([each.pk for each in units], review.as_of)
    facts = facts_of_units(units, year=review.year, as_of=review.as_of)
    total = people.size + len(units)
    counts: dict[str, list[dict[str, dict[str, int]]]] = {"individual": [], "collective": []}
    shares: dict[str, list[Shares]] = {f"{kind}{whose}": [] for kind in counts for whose in ("", OWN)}
    awards: dict[str, list[dict[str, Any]]] = {}
    parts = (
        *_parts_of_people(people, asked),
        *_parts_of_units([facts[each.pk] for each in units], [each.parent_id or 0 for each in units], asked),
    )
    for kind, start, reviewed in parts:
        awards[kind] = list(reviewed.awards)
        rows = (
            _rows_of_people(review, people, start, reviewed)
            if kind == "individual"
            else _rows_of_units(review, units, people.size, reviewed)
        )
        counts[kind].append(counts_of(reviewed, *([each[at] for each in rows] for at in (IS_WOMAN, LEADS, DIRECT))))
        shares[kind].append(reviewed.shares)
        shares[f"{kind}{OWN}"].append(reviewed.own_shares)
        keep_rows(review, rows)
        done = start + len(rows) if kind == "individual" else total
        told.says(_("Đã xét %(done)s trong %(total)s") % {"done": done, "total": total}, done, total)
    told_counts: dict[str, Any] = {kind: added_up(each) for kind, each in counts.items()}
    told_counts["shares"] = {kind: shares_added_up(each) for kind, each in shares.items()}
    if review.unit_id is None and review.bloc_id is None:
        grades = {pk: (each.grades or {}).get(review.year) for pk, each in facts.items()}
        told_counts["ratings"] = ratings_of(people, units, grades, review.year).as_json()
    return finish_review(
        actor=SystemActor(reason="rà soát theo yêu cầu"),
        review=review,
        awards=awards,
        counts=told_counts,
        chain=chain,
        rules=rules.ids,
        readings=readings,
        now=clock.now(),
    )


class _Told:
    """Says how far it is, where somebody listens."""

    def __init__(self, progress: Progress | None) -> None:
        self.progress = progress

    def says(self, words: str, done: int, total: int) -> None:
        """One report."""
        if self.progress is not None:
            self.progress.says(words, done=done, total=max(total, 1))


def _parts_of_people(people: PeopleRows, asked: Asked) -> Iterator[tuple[str, int, Reviewed]]:
    columns = review_people(people, asked)
    before = review_people(people, replace(asked, law_on=asked.held_against)) if asked.held_against else None
    for start in range(0, people.size, PART):
        units = people.units[start : start + PART].tolist()
        earlier = before and _part(before, start)
        yield "individual", start, review_columns(_part(columns, start), asked, units, earlier)


def _part(columns: Columns, start: int) -> Columns:
    return columns.part(start, start + PART)


def _parts_of_units(facts: list[Any], above: list[int], asked: Asked) -> Iterator[tuple[str, int, Reviewed]]:
    if facts:
        before = review_units(facts, replace(asked, law_on=asked.held_against)) if asked.held_against else None
        yield Subject.COLLECTIVE.value, 0, review_columns(review_units(facts, asked), asked, above, before)


def _rows_of_people(review: EligibilityReview, people: PeopleRows, start: int, reviewed: Reviewed) -> list[Row]:
    leads, known = set(people.leads.tolist()), set(people.with_posts.tolist()) - set(people.unplaced.tolist())
    some = slice(start, start + PART)
    places = range(start, start + len(reviewed.verdicts))
    return list(
        zip(
            repeat(review.pk),
            repeat(review.agency_id),
            people.people[some].tolist(),
            people.units[some].tolist(),
            places,
            map(YES_NO.get, people.sex[some].tolist()),
            (True if at in leads else False if at in known else None for at in places),
            map(YES_NO.get, people.direct[some].tolist()),
            *_letters(reviewed),
        )
    )


def _rows_of_units(review: EligibilityReview, units: list[Unit], after: int, reviewed: Reviewed) -> list[Row]:
    nothing = repeat(None)
    ids = (each.pk for each in units)
    return list(
        zip(
            repeat(review.pk), repeat(review.agency_id), nothing, ids, count(after), nothing, nothing, nothing,
            *_letters(reviewed),
        )
    )  # fmt: skip


def _letters(reviewed: Reviewed) -> tuple[list[str], ...]:
    """The texts of the rows, in the order of `ROW`."""
    return (
        reviewed.verdicts, reviewed.own, reviewed.near, reviewed.near_open, reviewed.before, reviewed.changed,
    )  # fmt: skip
