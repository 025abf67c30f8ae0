"""Cross-scores: a unit gives points to another's items, then sends them. They advise the assessors."""

from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit import services as audit
from thidua.common.actor import Actor
from thidua.common.policy import require
from thidua.common.versions import require_version
from thidua.core.scoring.numbers import write_number
from thidua.core.vietnam.names import normalise
from thidua.scorecards.errors import ScoreError
from thidua.scorecards.facts.peers import aside_on, peer_items
from thidua.scorecards.models import PeerPair, PeerScore
from thidua.scorecards.policies import cards as policies
from thidua.scorecards.queries.tables import table_of
from thidua.scorecards.services.acting import fitting, lock, name_of
from thidua.scorecards.services.cards import lock_card
from thidua.scorecards.services.moves import go_on_after_peers

NO_NOTES: Mapping[str, str] = {}


@transaction.atomic
def score_peer(
    *,
    actor: Actor,
    pair: PeerPair,
    version: int,
    points: Mapping[str, Fraction | None],
    send: bool,
    now: datetime,
    notes: Mapping[str, str] = NO_NOTES,
) -> PeerPair:
    """Keep the points given (item → exact points; None is not given yet); with `send`, they are all there and final.
    What does not apply to the unit is not asked for.

    `notes` are words to items that have points. Raises `ScoreError`.
    """
    scheme = lock(pair.scorecard.scheme_id)
    pair = PeerPair.objects.select_for_update(of=("self",), no_key=True).select_related("scorer").get(pk=pair.pk)
    pair.scorecard = lock_card(pair.scorecard, scheme)
    require(policies.may_score_peer(actor, pair))
    require_version(pair, version)
    table = table_of(scheme)
    items = {item.code: item for item in peer_items(table, aside_on(table, pair.scorecard_id))}
    for code, value in points.items():
        item = items.get(code)
        if item is None:
            raise ScoreError(_("Bảng không có mục “%(code)s”.") % {"code": code}, code="unknown_item")
        if value is not None and (value < 0 or (item.maximum is not None and value > item.maximum)):
            most = write_number(item.maximum) if item.maximum is not None else ""
            raise ScoreError(
                _("Mục %(code)s chấm từ 0 đến %(most)s điểm.") % {"code": code, "most": most},
                code="out_of_range",
                field=code,
            )
    said = {code: fitting(normalise(note), "note") for code, note in notes.items() if note}
    if bare := next((code for code in said if points.get(code) is None), None):
        raise ScoreError(
            _("Mục %(code)s có nhận xét mà chưa có điểm.") % {"code": bare}, code="note_without_points", field=bare
        )
    rows = PeerScore.objects.filter(pair=pair)
    before = {row.item: _told(row.exact, row.note) for row in rows}
    PeerScore.objects.filter(pair=pair).delete()
    PeerScore.objects.bulk_create(
        PeerScore(agency_id=pair.agency_id, pair=pair, item=code, exact=str(value), note=said.get(code, ""))
        for code, value in points.items()
        if value is not None
    )
    lacking = [code for code in items if points.get(code) is None]
    if send and lacking:
        raise ScoreError(
            _("Còn %(count)s mục chưa chấm: %(items)s.") % {"count": len(lacking), "items": ", ".join(lacking[:8])},
            code="missing",
        )
    if send:
        pair.submitted_at, pair.submitted_by_name = now, name_of(actor)
    pair.save()
    given = {code: _told(str(value), said.get(code, "")) for code, value in points.items() if value is not None}
    changed = [code for code in {**before, **given} if before.get(code) != given.get(code)]
    audit.record(
        actor,
        "scorecard.peer_scored",
        pair.scorecard,
        agency=pair.agency_id,
        after={
            "scorer": pair.scorer_id,
            "sent": send,
            "changes": [f"{code}: {before.get(code, '–')} → {given.get(code, '–')}" for code in changed],
        },
    )
    if send:
        go_on_after_peers(actor, pair.scorecard)
    return pair


def _told(exact: str, note: str) -> str:
    return f"{exact} ({note})" if note else exact
