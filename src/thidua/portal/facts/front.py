"""What the front page tells: the latest articles, what runs and comes, the year in figures."""

from datetime import date, datetime, time
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from thidua.portal.facts.drawn import chart_of, told_of
from thidua.portal.facts.events import events_of
from thidua.portal.facts.months import months_of
from thidua.publishing.enums import EVENTS, EXEMPLARY, YEARS, ArticleKind, SnapshotKind
from thidua.publishing.models import Article, Snapshot
from thidua.publishing.queries import (
    articles_of_kinds,
    articles_published,
    calls_running,
    honours_decided_in_month_of,
    in_order,
    is_honour_without_a_day_since,
    published_of,
    with_first_photos,
    years_published,
)

NEWS, CALLS, COMING, EXEMPLARS, BLOCS, HONOURS, AGENCIES = 5, 6, 5, 3, 12, 6, 9


def front_context(now: datetime, today: date) -> dict[str, Any]:
    """All of the page, in a constant number of queries; the latest news with a photograph lead."""
    articles = _first(articles_published(now), now, NEWS)
    lead = next((each for each in articles if each.kind == ArticleKind.NEWS and each.shown.all()), None)
    lead = lead or next(iter(articles), None)
    years = list(years_published().defer("body")[:AGENCIES])
    return {
        "lead": lead,
        "articles": [each for each in articles if each != lead],
        "calls": [(page, told_of(page)) for page in calls_running(today)[:CALLS]],
        "events": events_of(published_of(*EVENTS).filter(happened_on__gte=today).order_by("happened_on")[:COMING]),
        "honours": honours_decided_in_month_of(today, HONOURS),
        "has_honours_without_a_day": is_honour_without_a_day_since(_first_of_month(today)),
        "year": _year(years[0]) if years else None,
        "others": [each for each in years[1:] if each.subject % YEARS == years[0].subject % YEARS],
        "exemplars": _first(articles_of_kinds(now, EXEMPLARY), now, EXEMPLARS),
        "blocs": list(published_of(SnapshotKind.BLOC).order_by("title", "pk").defer("body")[:BLOCS]),
    }


def _first(articles: QuerySet[Article], now: datetime, most: int) -> list[Article]:
    """Chosen by an index alone, then read: else every article is read to find the latest."""
    numbers = list(articles.values_list("pk", flat=True)[:most])
    return in_order(with_first_photos(articles_published(now)), numbers)


def _first_of_month(today: date) -> datetime:
    return timezone.make_aware(datetime.combine(today.replace(day=1), time()))


def _year(page: Snapshot) -> dict[str, Any]:
    told = told_of(page)
    charts = [each for each in (chart_of(told), months_of(page)) if each is not None]
    return {
        "page": page,
        "chief": told["chief"],
        "charts": charts,
    }
