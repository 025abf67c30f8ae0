"""Rows of an activity as the facts that figures are reckoned from (`core/impact`)."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from thidua.activities.enums import FactKind
from thidua.activities.facts.moments import set_right
from thidua.activities.facts.organisations import key_of, key_of_party
from thidua.activities.models import Activity, FieldFact
from thidua.core.impact.facts import ActivityFacts, Credit, Fact, Kind, Party, Presence, State
from thidua.core.impact.reading import read_fact


def read_body(kind: str, code: str, body: dict[str, Any]) -> Fact:
    """The fact that somebody noted. Raises `core.impact.errors.ImpactError` where it is none."""
    return read_fact({kind: code, **body}, "")


def fact_of(row: FieldFact) -> Fact:
    """A stored row as a fact. Its time is the device's own, set right by what its clock was ahead."""
    known: dict[str, Any] = {"by": str(row.phone_id or row.noted_by_id or "")}
    if (moment := happened_at(row)) is not None:
        known["noted_at"] = moment.isoformat()
    if row.supersedes is not None:
        known |= {"supersedes": str(row.supersedes), "is_void": "yes" if row.is_void else "no"}
    return read_body(row.kind, str(row.code), row.body | known)


def happened_at(row: FieldFact) -> datetime | None:
    """When it was noted, by the server's clock; None where the device told no time, or one that cannot be."""
    return set_right(row.noted_at, row.skew or 0) if row.noted_at is not None else None


def standing_presences(activity: Activity, people: Iterable[UUID]) -> list[FieldFact]:
    """What says that these people were there: noted, not taken back since."""
    wanted = {str(each) for each in people}
    rows = list(FieldFact.objects.filter(activity=activity, kind=FactKind.PRESENCE))
    gone = {row.supersedes for row in rows}
    return [row for row in rows if not row.is_void and row.code not in gone and row.body.get("person") in wanted]


def facts_of(activity: Activity, rows: Iterable[FieldFact], known: Collection[int] = ()) -> ActivityFacts:
    """The activity with what was noted of it. Its parties, credits and people are read already, or are read here.

    A parent or another report of the same activity is named where it is among the `known`.
    """
    return ActivityFacts(
        code=str(activity.pk),
        kind=Kind(activity.kind),
        title=activity.title,
        state=State(activity.state),
        held_on=activity.held_on,
        starts_at=activity.starts_at,
        ends_at=activity.ends_at,
        place=activity.place,
        home=key_of(activity.home),
        parties=tuple(
            Party(key_of_party(party), party.role, is_confirmed=party.counts) for party in activity.parties.all()
        ),
        credits=tuple(Credit(str(each.cycle.bloc_id), str(each.cycle_id)) for each in activity.credits.all()),
        movements=(str(activity.movement_id),) if activity.movement_id else (),
        series=str(activity.series_id or ""),
        parent=str(activity.parent_id) if activity.parent_id in known else "",
        merged_into=str(activity.merged_into_id) if activity.merged_into_id in known else "",
        facts=tuple(_with_organisations(activity, list(rows))),
    )


def _roster(activity: Activity) -> dict[str, tuple[str, ...]]:
    """Code of a person on the list → the organisations he comes for: a ticket names nobody, so phones do not know."""
    return {
        str(each.code): tuple(key_of_party(link.party) for link in each.parties.all())
        for each in activity.participants.all()
    }


def _with_organisations(activity: Activity, rows: Collection[FieldFact]) -> Iterator[Fact]:
    roster = _roster(activity) if any(row.kind == FactKind.PRESENCE for row in rows) else {}
    for row in rows:
        fact = fact_of(row)
        yield replace(fact, organisations=roster.get(fact.person, ())) if isinstance(fact, Presence) else fact
