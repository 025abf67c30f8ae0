"""Lists of what is published: blocs, movements, activities, exemplars, documents; the calendar."""

import re
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from thidua.common import clock
from thidua.common.errors import NotVisibleError
from thidua.common.http.asked import page_asked
from thidua.common.language import page_language
from thidua.portal import linked
from thidua.portal.facts.drawn import told_of
from thidua.portal.facts.events import by_month, events_of
from thidua.portal.finding import asked_words, ranked, ranked_texts
from thidua.portal.icalendar import TYPE, calendar_of
from thidua.publishing.enums import EVENTS, EXEMPLARY, ArticleKind, SnapshotKind
from thidua.publishing.facts.blanks import MEDIA_TYPE, blank_form_at, blank_forms
from thidua.publishing.facts.law import listed_dossiers, listed_texts
from thidua.publishing.models import Snapshot
from thidua.publishing.queries import (
    InTurn,
    articles_of_kinds,
    articles_published,
    calls_at_rest,
    calls_running,
    in_order,
    published_of,
    snapshots_saying,
    with_first_photos,
)
from thidua.publishing.queries.finding import Sought

A_PAGE = 20
IN_FEED = timedelta(days=366)
"""How far back the feed reaches."""
EVENTS_A_PAGE = 100
MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])", re.ASCII)
KINDS = {"dien-hinh": ArticleKind.EXEMPLAR, "viec-tot": ArticleKind.GOOD_DEED}


def list_blocs(request: HttpRequest) -> HttpResponse:
    """The blocs and clusters that agencies publish, by agency and name."""
    rows = published_of(SnapshotKind.BLOC).order_by("agency__name", "title", "pk")
    return _list(request, "portal/blocs.html", rows)


def list_movements(request: HttpRequest) -> HttpResponse:
    """The movements that agencies publish: those that run, then, page by page, those that do not and those of which
    nobody can say it.
    """
    today = clock.today()
    found = page_asked(request, calls_at_rest(today), A_PAGE)
    others = [(page, told_of(page)) for page in found.object_list]
    context = {
        "found": found,
        "running": [(page, told_of(page)) for page in calls_running(today)] if found.number == 1 else [],
        "others": [each for each in others if not each[0].is_undated],
        "undated": [each for each in others if each[0].is_undated],
        "older_url": _turned({}, found.number + 1),
        "newer_url": _turned({}, found.number - 1),
        "canonical": linked.address_of_page(request),
    }
    return render(request, "portal/movements.html", context)


def list_activities(request: HttpRequest) -> HttpResponse:
    """The activities whose results are published, the latest first."""
    rows = published_of(SnapshotKind.IMPACT).order_by("-happened_on", "-published_at", "-pk")
    return _list(request, "portal/activities.html", rows)


def list_exemplars(request: HttpRequest) -> HttpResponse:
    """Exemplars and good deeds, the latest first; `?loai=` chooses one kind."""
    chosen = KINDS.get(request.GET.get("loai", ""))
    now = clock.now()
    numbers = articles_of_kinds(now, [chosen] if chosen else EXEMPLARY).values_list("pk", flat=True)
    found = page_asked(request, numbers, A_PAGE)
    found.object_list = in_order(with_first_photos(articles_published(now)), list(found.object_list))
    context = {
        "found": found,
        "chosen": chosen,
        "kinds": [(key, kind.label, kind == chosen) for key, kind in KINDS.items()],
        "older_url": _page_url(request, found.number + 1),
        "newer_url": _page_url(request, found.number - 1),
        "canonical": linked.address_of_page(request),
    }
    return render(request, "portal/exemplars.html", context)


def list_documents(request: HttpRequest) -> HttpResponse:
    """The decisions that agencies publish, the register of legal texts, papers of dossiers and blank forms; with
    `?tim=` those in which the words stand, the best first.
    """
    words = asked_words(request, "tim")
    sought, today = Sought.parse(words), clock.today()
    rows = published_of(SnapshotKind.DECISION).order_by("-happened_on", "-pk")
    told: dict[str, Any] = {
        "texts": listed_texts(today),
        "dossiers": listed_dossiers(today),
        "forms": blank_forms(),
        "words": words,
        "sought": sought if words else None,
    }
    if words:
        told["texts"] = [told["texts"][place] for place in ranked_texts(told["texts"], sought)]
        for part in ("dossiers", "forms"):
            told[part] = [told[part][place] for place in ranked([each.words for each in told[part]], sought)]
    found = snapshots_saying(rows, sought, page_language()) if words else rows
    return _list(request, "portal/documents.html", found, **told)


def download_form(request: HttpRequest, slug: str) -> HttpResponse:
    """A blank form of the product, a Word document."""
    form = blank_form_at(slug)
    if form is None:
        raise NotVisibleError(_("Không có mẫu này. Có thể đường dẫn gõ thiếu; xem trang văn bản."))
    answer = HttpResponse(form.draw(), content_type=MEDIA_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="mau-{form.slug}.docx"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def show_calendar(request: HttpRequest) -> HttpResponse:
    """What is to come, month by month, in pages; `?thang=2026-12` shows one month, also a past one. A page is cut by
    days alone: the hours are in order within it.
    """
    today, month = clock.today(), _month(request.GET.get("thang", ""))
    rows = published_of(*EVENTS)
    if month is None:
        rows = rows.filter(happened_on__gte=today)
    else:
        rows = rows.filter(happened_on__gte=month, happened_on__lt=_next(month))
    found = page_asked(request, rows.order_by("happened_on", "pk"), EVENTS_A_PAGE)
    shown, events = month or today.replace(day=1), events_of(found.object_list)
    kept = {"thang": f"{month:%Y-%m}"} if month is not None else {}
    context = {
        "months": by_month(events),
        "linked": linked.announced(events),
        "month": month,
        "earlier": (shown - timedelta(days=1)).replace(day=1),
        "later": _next(shown),
        "page": found.number,
        "last": found.paginator.num_pages,
        "before_url": _turned(kept, found.number - 1) if found.has_previous() else "",
        "after_url": _turned(kept, found.number + 1) if found.has_next() else "",
        "canonical": linked.address_of_page(request),
    }
    return render(request, "portal/calendar.html", context)


def send_calendar(request: HttpRequest) -> HttpResponse:
    """The events of the last year and all that are to come, for programs that keep calendars."""
    rows = published_of(*EVENTS).filter(happened_on__gte=clock.today() - IN_FEED)
    answer = HttpResponse(calendar_of(events_of(rows)), content_type=TYPE)
    answer["Content-Disposition"] = 'inline; filename="lich-su-kien.ics"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _list(request: HttpRequest, template: str, rows: QuerySet[Snapshot] | InTurn, **told: Any) -> HttpResponse:
    found = page_asked(request, rows, A_PAGE)
    context = {
        **told,
        "found": found,
        "rows": [(page, told_of(page)) for page in found.object_list],
        "older_url": _page_url(request, found.number + 1),
        "newer_url": _page_url(request, found.number - 1),
        "canonical": linked.address_of_page(request),
    }
    return render(request, template, context)


def _page_url(request: HttpRequest, number: int) -> str:
    kind, words = request.GET.get("loai", ""), asked_words(request, "tim")
    kept = ({"loai": kind} if kind in KINDS else {}) | ({"tim": words} if words else {})
    return _turned(kept, number)


def _turned(kept: dict[str, str], number: int) -> str:
    return "?" + urlencode(kept | {"trang": str(number)})


def _month(text: str) -> date | None:
    found = MONTH.fullmatch(text)
    return date(int(found[1]), int(found[2]), 1) if found else None


def _next(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1)
