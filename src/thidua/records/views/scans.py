"""Scans for many lines at once: the decisions, and the scan of one."""

from __future__ import annotations

from typing import Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.common import clock
from thidua.common.http.asked import how_many
from thidua.common.http.routes import ActorRequest
from thidua.common.parents import describe_parents, parent_url
from thidua.common.views.saving import save
from thidua.records.facts.scans import decisions_in, latest_first, lines_of, scans_on
from thidua.records.forms.scans import ScanForm, title_of
from thidua.records.policies.scans import lines_like, written_lines
from thidua.records.queries import Line
from thidua.records.services.scans import hang_scan, hang_scan_again

SHOWN: Final = 30


def list_decisions(request: ActorRequest) -> HttpResponse:
    """Decisions on record, the latest first, each with on how many lines it stands."""
    text = request.GET.get("tim", "")
    kinds = [written_lines(request.actor, sensitive=sensitive) for sensitive in (False, True)]
    found = latest_first(each for lines in kinds for each in decisions_in(lines, text))
    shown = found[: how_many(request, SHOWN)]
    context = {"decisions": shown, "total": len(found), "text": text}
    return render(request, "records/scans.html", context)


def hang_on_all(request: ActorRequest, line: Line) -> HttpResponse:
    """A scan, new or one that some lines have, for every line that rests on the decision."""
    here = reverse("hang_scan", args=[line.kind, line.row.pk])
    if scan := request.POST.get("ban-chup", ""):
        number = 0
        if scan.isascii() and scan.isdigit():
            number = hang_scan_again(actor=request.actor, line=line, scan=int(scan[:18]), now=clock.now())
        messages.success(request, _hung(number))
        return redirect(here)
    form = ScanForm(request.POST or None, request.FILES or None, initial={"title": title_of(line.row)})
    hung: list[int] = []

    def deed() -> None:
        hung.append(hang_scan(actor=request.actor, line=line, now=clock.now(), **form.cleaned_data))

    answer = save(request, form, deed, done=_("Đã thêm bản chụp cho mọi dòng của quyết định này."), next_url=here)
    if answer is not None:
        return answer
    lines = lines_of(line, lines_like(request.actor, line))
    scans, bare = scans_on(lines)
    shown = lines[: how_many(request, SHOWN)]
    named = describe_parents(set(shown))
    context = {
        "form": form,
        "line": line,
        "row": line.row,
        "lines": [(named[each].title, parent_url(each)) for each in shown if each in named],
        "total": len(lines),
        "bare": bare,
        "scans": [(piece, count, len(lines) - count) for piece, count in scans.items()],
        "back_url": parent_url(line.reference),
    }
    return render(request, "records/scan.html", context)


def _hung(number: int) -> str:
    if not number:
        return _("Không dòng nào thiếu bản chụp này.")
    says = ngettext("Đã thêm bản chụp cho %(number)s dòng.", "Đã thêm bản chụp cho %(number)s dòng.", number)
    return says % {"number": number}
