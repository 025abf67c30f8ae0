"""Ways between pages: from an article to the pages of what it tells of, from such a page to its articles and to the
pages of what belongs to it. They go by the numbers that articles and published copies hold; to what does not stand
there is none.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q
from django.utils import timezone

from thidua.portal.facts.drawn import told_of
from thidua.publishing.enums import EVENTS, SnapshotKind, SourceKind
from thidua.publishing.models import Article, Snapshot
from thidua.publishing.queries import articles_published, published, published_of, standing_of

PAGES_OF = {
    SourceKind.ACTIVITY: (SnapshotKind.IMPACT, SnapshotKind.EVENT),
    SourceKind.CONFERENCE: (SnapshotKind.CONFERENCE,),
    SourceKind.DECISION: (SnapshotKind.DECISION,),
}
"""As what a record of which an article was drafted may have pages."""
SOURCE_OF = {kind: source for source, kinds in PAGES_OF.items() for kind in kinds}
ARTICLES, COMING, HELD = 10, 10, 20
"""So many stand on one page at most."""


def ways_from_article(article: Article) -> dict[str, Any]:
    """The page of its bloc, and those of the record of which it was drafted."""
    wanted = [Q(kind=SnapshotKind.BLOC, subject=article.bloc_id)] if article.bloc_id is not None else []
    if article.source_kind:
        wanted.append(Q(kind__in=PAGES_OF[SourceKind(article.source_kind)], subject=article.source))
    rows = published().order_by("kind", "pk").defer("body")
    pages = list(rows.filter(reduce(or_, wanted))) if wanted else []
    of_bloc = next((each for each in pages if each.kind == SnapshotKind.BLOC), None)
    return {"bloc_page": of_bloc, "told_of": [each for each in pages if each != of_bloc]}


def ways_from_page(snapshot: Snapshot, now: datetime) -> dict[str, Any]:
    """The articles about a thing, and what belongs to it."""
    told = told_of(snapshot)
    match snapshot.kind:
        case SnapshotKind.BLOC:
            found = {"coming": _coming_of(snapshot, now), "is_of_before": told["year"] < _year_of(snapshot)}
            return found | _articles(Q(bloc=snapshot.subject), now)
        case SnapshotKind.CALL:
            held = _events_for(snapshot)
            sources = Q(source_kind=SourceKind.ACTIVITY, source__in=[each.subject for each in held])
            return {"held": held, "blocs": _blocs_in(snapshot)} | _articles(sources, now)
        case SnapshotKind.EVENT | SnapshotKind.CONFERENCE:
            movement = told.get("movement_subject")  # None, or of a copy of before not told
            call = standing_of(SnapshotKind.CALL, [movement]).get(movement) if movement is not None else None
            blocs = standing_of(SnapshotKind.BLOC, [pk for pk, _name in told.get("blocs", [])])
            ways = {
                "movement_page": call,
                "blocs": [(name, blocs.get(pk)) for pk, name in told.get("blocs", [])],
            }
            return ways | _articles(_drafted_of(snapshot), now)
        case SnapshotKind.IMPACT | SnapshotKind.DECISION:
            return _articles(_drafted_of(snapshot), now)
    return {}


def _drafted_of(snapshot: Snapshot) -> Q:
    return Q(source_kind=SOURCE_OF[SnapshotKind(snapshot.kind)], source=snapshot.subject)


def _articles(about: Q, now: datetime) -> dict[str, Any]:
    return {"written": list(articles_published(now).filter(about).defer("body")[:ARTICLES])}


def _coming_of(bloc: Snapshot, now: datetime) -> Sequence[Snapshot]:
    rows = published_of(*EVENTS).filter(agency=bloc.agency_id, happened_on__gte=timezone.localdate(now))
    coming = rows.order_by("happened_on", "pk")
    return [each for each in coming if bloc.subject in {pk for pk, _name in told_of(each).get("blocs", [])}][:COMING]


def _events_for(call: Snapshot) -> list[Snapshot]:
    rows = published_of(SnapshotKind.EVENT).filter(agency=call.agency_id, body__vi__movement_subject=call.subject)
    return list(rows.order_by("-happened_on", "-pk").defer("body")[:HELD])


def _blocs_in(call: Snapshot) -> list[Snapshot]:
    """The blocs whose pages say that they take part."""
    pages = published_of(SnapshotKind.BLOC).filter(agency=call.agency_id).order_by("title", "pk")
    return [each for each in pages if call.subject in {pk for pk, _name in told_of(each)["movements"]}]


def _year_of(snapshot: Snapshot) -> int:
    return timezone.localdate(snapshot.published_at).year
