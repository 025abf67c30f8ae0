"""History of an agency, one's own acts, one entry."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render

from thidua.audit import policies
from thidua.audit.facts.entries import ReadEntry, read_entries
from thidua.audit.forms import HistoryFilterForm, OwnHistoryFilterForm
from thidua.audit.models import AuditEntry
from thidua.audit.queries import narrowed
from thidua.common.http.asked import how_many
from thidua.common.http.routes import ActorRequest
from thidua.common.http.things import open_thing_url

STEP = 30
MOST = 600
"""Older entries are reached by choosing days."""


def list_history(request: ActorRequest) -> HttpResponse:
    """Everything done in the agencies whose history the actor keeps, the newest first."""
    form = HistoryFilterForm(request.GET)
    return render(
        request, "audit/history.html", {"form": form} | _page(request, form, policies.chain_visible_to(request.actor))
    )


def list_own_history(request: ActorRequest) -> HttpResponse:
    """Everything the actor has done, the newest first."""
    form = OwnHistoryFilterForm(request.GET)
    return render(
        request, "audit/own_history.html", {"form": form} | _page(request, form, policies.own_entries(request.actor))
    )


def show_entry(request: ActorRequest, entry: AuditEntry) -> HttpResponse:
    """One entry: who did what, when, why, and what changed."""
    (read,) = read_entries([entry])
    keeps_history = policies.chain_visible_to(request.actor).filter(pk=entry.pk).exists()
    context = {
        "entry": read,
        "thing_url": open_thing_url(request.actor, read.kind, read.thing),
        "hash": entry.hash,
        "keeps_history": keeps_history,
    }
    return render(request, "audit/entry.html", context)


def _page(request: ActorRequest, form: HistoryFilterForm, entries: QuerySet[AuditEntry]) -> dict[str, Any]:
    is_valid = form.is_valid()
    shown = min(how_many(request, STEP), MOST)
    rows = list(narrowed(entries, form.wanted())[: shown + 1]) if is_valid else []
    query = request.GET.copy()
    query["show"] = str(shown + STEP)
    has_more = len(rows) > shown
    read: list[ReadEntry] = read_entries(rows[:shown], with_changes=False)
    return {
        "entries": read,
        "more_url": f"?{query.urlencode()}" if has_more and shown < MOST else "",
        "is_at_end": has_more and shown >= MOST,
        "step": STEP,
        "is_narrowed": form.has_changed(),
    }
