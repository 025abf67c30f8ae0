"""Pages of things that are told in words: a bloc, a movement, an event, a decision, a ranking."""

from typing import Any

from thidua.portal.facts.drawn import told_of
from thidua.portal.facts.events import event_of
from thidua.portal.facts.rankings import ranking_context, rankings_on_page
from thidua.portal.linked import announced
from thidua.publishing.enums import SnapshotKind
from thidua.publishing.models import Snapshot
from thidua.publishing.queries import published_of, standing_of

TEMPLATES = {
    SnapshotKind.BLOC: "portal/bloc.html",
    SnapshotKind.CALL: "portal/movement.html",
    SnapshotKind.EVENT: "portal/event.html",
    SnapshotKind.CONFERENCE: "portal/event.html",
    SnapshotKind.DECISION: "portal/decision.html",
    SnapshotKind.RANKING: "portal/ranking.html",
}


def plain_context(snapshot: Snapshot) -> dict[str, Any]:
    """What such a page shows: its copy, and the ways to other pages that stand now."""
    told = told_of(snapshot)
    context = {"snapshot": snapshot, "told": told, "is_illustrative": snapshot.is_illustrative}
    match snapshot.kind:
        case SnapshotKind.BLOC:
            return context | _of_bloc(told, snapshot)
        case SnapshotKind.CALL:
            return context | {"results": standing_of(SnapshotKind.MOVEMENT, [snapshot.subject]).get(snapshot.subject)}
        case SnapshotKind.DECISION:
            bloc = told["bloc_subject"]
            return context | {"bloc_page": standing_of(SnapshotKind.BLOC, [bloc]).get(bloc)}
        case SnapshotKind.RANKING:
            return context | ranking_context(snapshot)
        case _:
            event = event_of(snapshot)
            return context | {"event": event, "linked": announced([event] if event is not None else [])}


def _of_bloc(told: dict[str, Any], snapshot: Snapshot) -> dict[str, Any]:
    """Movements with their pages, years with their published results, rankings, decisions: only what stands."""
    calls = standing_of(SnapshotKind.CALL, [pk for pk, _name in told["movements"]])
    years = standing_of(SnapshotKind.CYCLE, [pk for pk, _year in told["years"]])
    decisions = published_of(SnapshotKind.DECISION).filter(agency=snapshot.agency_id)
    return {
        "movements": [(name, calls.get(pk)) for pk, name in told["movements"]],
        "years": [(year, years[pk]) for pk, year in told["years"] if pk in years],
        "decisions": [each for each in decisions if told_of(each)["bloc_subject"] == snapshot.subject],
    } | rankings_on_page(snapshot)
