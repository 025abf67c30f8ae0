"""A table on its page: while a draft with every piece and its tools, afterwards as it was frozen."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from thidua.common import clock
from thidua.common.http.routes import ActorRequest
from thidua.scorecards.enums import SchemeState
from thidua.scorecards.facts.bases import bases_of
from thidua.scorecards.facts.drafting import draft_items, inputs_of, say_measure, uses_of
from thidua.scorecards.facts.remarks import open_questions
from thidua.scorecards.facts.spans import say_span
from thidua.scorecards.models import Scheme
from thidua.scorecards.policies import cards as card_policies
from thidua.scorecards.policies import schemes as policies
from thidua.scorecards.queries.tables import read_draft
from thidua.scorecards.views.pieces import all_adjustments, all_ways, kind_of, way_of

STATE_BADGES = {
    SchemeState.DRAFT: ("plain", "pencil"),
    SchemeState.COMMENTING: ("info", "messages"),
    SchemeState.SCORING: ("warn", "clock"),
    SchemeState.PUBLISHED: ("ok", "circle-check"),
}


def show_scheme(request: ActorRequest, scheme: Scheme) -> HttpResponse:
    """The table: while a draft, every piece with its tools and what is wrong; afterwards as it was frozen."""
    actor = request.actor
    document = scheme.document
    table, problems = read_draft(document)
    items = draft_items(document, tuple(problems))
    inside = {problem for item in items for problem in item.problems}
    may_edit = policies.may_edit_scheme(actor, scheme)
    context = {
        "scheme": scheme,
        "cycle": scheme.cycle,
        "badge": STATE_BADGES[SchemeState(scheme.state)],
        "document": document,
        "rows": [_item_row(item, document) for item in items],
        "problems": problems,
        "remarks": open_questions(table) if scheme.state in (SchemeState.DRAFT, SchemeState.COMMENTING) else [],
        "loose": [problem for problem in problems if problem not in inside],
        "bases": bases_of(document, scheme.agency_id, clock.today()),
        "inputs": [
            (name, each.get("label") or name, each.get("kind") or "number", uses_of(document, name))
            for name, each in inputs_of(document).items()
        ],
        "ties": _ties(document),
        "awards": list(document.get("awards") or []),
        "grades": [(each.get("grade"), say_span(str(each.get("range")))) for each in document.get("grades") or []],
        "disqualifications": document.get("disqualifications") or [],
        "may_edit": may_edit,
        "is_draft": scheme.state in (SchemeState.DRAFT, SchemeState.COMMENTING),
        "may_try": policies.may_try_scheme(actor, scheme),
        "may_collect": policies.may_collect_comments(actor, scheme) if scheme.state == SchemeState.DRAFT else None,
        "may_open": policies.may_open_scoring(actor, scheme) if may_edit else None,
        "may_comment": policies.may_comment_on_scheme(actor, scheme),
        "speaks": policies.speaks_on(actor, scheme),
        "may_see_matrix": card_policies.may_see_matrix(actor, scheme),
        "may_name": policies.may_name_assessors(actor, scheme),
        "may_set_peers": policies.may_set_peers(actor, scheme),
        "comments": list(scheme.comments.select_related("unit", "superior")),
        "before": earlier_table(scheme),
        "assessors": list(scheme.assessors.select_related("unit")),
    }
    return render(request, "scorecards/scheme.html", context)


def _item_row(item: Any, document: Any) -> dict[str, Any]:
    keyword = way_of(item.data, document)
    way = "" if item.parts else str(all_ways()[keyword].label) if keyword in all_ways() else keyword
    return {
        "item": item,
        "keyword": keyword,
        "way": way,
        "has_more": not item.parts and keyword in all_ways() and all_ways()[keyword].needs_more(),
        "rules": [(place, rule, str(all_adjustments()[kind_of(rule)].label)) for place, rule in enumerate(item.rules)],
    }


def _ties(document: Any) -> list[tuple[int, str, str]]:
    """Place through all groups, group, step in words."""
    ties = (document.get("ranking") or {}).get("ties") or []
    chains = ties.items() if isinstance(ties, dict) else [("", ties)]
    steps = [(group, step) for group, chain in chains for step in chain]
    return [(place, group, _say_tie(step, document)) for place, (group, step) in enumerate(steps)]


def _say_tie(step: Any, document: Any) -> str:
    if step == "vote":
        return _("Bỏ phiếu")
    if step == "women":
        return _("Ưu tiên tập thể có từ 70%% nữ") % ()
    words = str(step.get("name") or "")
    if not words and step.get("by"):
        words = say_measure(document, str(step["by"]))
    elif not words:
        words = _("điểm của mục %(code)s") % {"code": step.get("item")}
    return _("%(step)s (nhỏ hơn đứng trên)") % {"step": words} if step.get("better") == "smaller" else words


def earlier_table(scheme: Scheme) -> Scheme | None:
    """What it was copied from, or the bloc's table of the year before."""
    return (
        scheme.copied_from
        or Scheme.objects.filter(cycle__bloc=scheme.cycle.bloc_id, cycle__year=scheme.cycle.year - 1)
        .select_related("cycle__bloc")
        .first()
    )
