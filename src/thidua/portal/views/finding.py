"""Search over all that is public, and over honours."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from thidua.common import clock
from thidua.common.components.marks import marked
from thidua.common.http.asked import asked_number, note_turned
from thidua.portal import linked
from thidua.portal.finding import KINDS, asked_words, find_everywhere, group_of
from thidua.publishing.queries import honour_titles, honour_years, honours_named
from thidua.publishing.queries.finding import (
    MOST_COUNTED,
    Hits,
    HonoursSought,
    Sought,
    honours_hit,
)

A_PAGE = 20
OF_EACH = 5
ASKED = ("tu", "loai", "ten", "don-vi", "danh-hieu", "nam")
"""What a search is asked; nothing else goes along from page to page."""


def search_all(request: HttpRequest) -> HttpResponse:
    """The best of each kind; all of one kind, page by page, where that is asked for; beyond the end the last one."""
    text = asked_words(request, "tu")
    sought, now = Sought.parse(text), clock.now()
    kind = next((each for each in KINDS if each.key == request.GET.get("loai")), None)
    context: dict[str, Any] = {"words": text, "kind": kind, "kinds": KINDS, "has_words": bool(sought.words)}
    if kind is not None:
        number = _page(request)
        group = group_of(kind, sought, now, _start(number), A_PAGE)
        if number > (last := _last(group.hits.total)):
            number, group = last, group_of(kind, sought, now, _start(last), A_PAGE)
        context |= {"groups": [group] if group.results else [], "group": group}
        context |= _turning(request, number, group.hits.total)
    else:
        context["groups"] = find_everywhere(sought, now, OF_EACH) if sought.words else []
    return render(request, "portal/found.html", context)


def search_honours(request: HttpRequest) -> HttpResponse:
    """Published awards by name, unit, title and year; the latest where nothing is asked. Beyond the end is the last
    page.
    """
    name, unit = asked_words(request, "ten"), asked_words(request, "don-vi")
    sought, number = Sought.parse(name), _page(request)
    title, year = asked_number(request, "danh-hieu"), asked_number(request, "nam")
    wanted = HonoursSought(sought, unit, title, year)
    hits = honours_hit(wanted, _start(number), A_PAGE)
    if number > (last := _last(hits.total)):
        number, hits = last, honours_hit(wanted, _start(last), A_PAGE)
    if name and not sought.words:
        number, hits = 1, Hits([], 0)
    of_unit = Sought.parse(unit)
    rows = [
        {
            "award": award,
            "name": marked(award.name, frozenset(sought.words), sought.begun) if award.name else "",
            "unit": marked(award.unit.name, frozenset(of_unit.words), of_unit.begun),
        }
        for award in honours_named(hits.subjects)
    ]
    years = honour_years()
    context = {
        "rows": rows,
        "hits": hits,
        "most": MOST_COUNTED,
        "name": name,
        "unit": unit,
        "title": title,
        "year": year,
        "titles": honour_titles(),
        "years": range(years[1], years[0] - 1, -1) if years is not None else [],
        "is_asked": bool(name or unit or title or year),
    }
    context |= _turning(request, number, hits.total)
    return render(request, "portal/honours.html", context | {"canonical": linked.address_of_page(request)})


def _page(request: HttpRequest) -> int:
    return min(max(asked_number(request, "trang") or 1, 1), MOST_COUNTED // A_PAGE)


def _start(number: int) -> int:
    """How many stand on the pages before this one."""
    return (number - 1) * A_PAGE


def _last(total: int) -> int:
    """The number of the last page of so many; without any there is one, which says so."""
    return max(1, -(-min(total, MOST_COUNTED) // A_PAGE))


def _turning(request: HttpRequest, number: int, total: int) -> dict[str, Any]:
    """The addresses of the pages before and after this one, which is there."""
    last = _last(total)
    note_turned(request, number)
    kept = [(name, request.GET[name]) for name in ASKED if request.GET.get(name)]

    def address(page: int) -> str:
        return "?" + urlencode([*kept, ("trang", page)])

    return {
        "page": number,
        "last": last,
        "before_url": address(number - 1) if number > 1 else "",
        "after_url": address(number + 1) if number < last else "",
        "counted": _("hơn %(number)s") % {"number": "1.000"} if total > MOST_COUNTED else str(total),
    }
