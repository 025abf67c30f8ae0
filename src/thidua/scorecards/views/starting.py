"""A table begins, comes in from a file, goes out as one."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.campaigns.models import Cycle
from thidua.common.http.routes import ActorRequest
from thidua.common.views.saving import save
from thidua.core.scoring.plain import read_plain
from thidua.core.scoring.shipped import example_text, tables
from thidua.scorecards.errors import SchemeStateError
from thidua.scorecards.facts.files import read_file, write_file
from thidua.scorecards.forms.starting import (
    ImportForm,
    StartForm,
)
from thidua.scorecards.models import Scheme
from thidua.scorecards.services import schemes as services


def start(request: ActorRequest, cycle: Cycle) -> HttpResponse:
    """Begin the table of a year: empty, from last year's, from a shipped example, from a file."""
    earlier = list(
        Scheme.objects.filter(cycle__bloc=cycle.bloc_id).select_related("cycle__bloc").order_by("-cycle__year")
    )
    others = [
        (f"scheme-{each.pk}", _("Bảng năm %(year)s: %(title)s") % {"year": each.cycle.year, "title": each.title})
        for each in earlier
    ]
    examples = [(f"example-{name}", _("Bảng mẫu: %(title)s") % {"title": title}) for name, title in tables().items()]
    form = StartForm(
        request.POST or None,
        request.FILES or None,
        sources=[*others, ("empty", _("Bảng trống")), *examples, ("file", _("Tệp bảng tiêu chí"))],
        initial={"title": _("Bảng tiêu chí chấm điểm thi đua năm %(year)s") % {"year": cycle.year}},
    )

    def deed() -> Scheme:
        data = form.cleaned_data
        chosen = data["source"]
        document = source = None
        if chosen.startswith("scheme-"):
            source = next(each for each in earlier if f"scheme-{each.pk}" == chosen)
        elif chosen.startswith("example-"):
            document = read_plain(example_text(chosen.removeprefix("example-")))[0]
        elif chosen == "file":
            document = _document_of(data["file"])
        return services.start_scheme(
            actor=request.actor, cycle=cycle, title=data["title"], document=document, source=source
        )

    back = reverse("cycle", args=[cycle.pk])
    answer = save(
        request,
        form,
        deed,
        next_url=lambda scheme: reverse("scheme", args=[scheme.pk]),
        done=_("Đã lập bảng tiêu chí. Soạn tiếp ở trang này."),
    )
    return answer or render(request, "scorecards/start.html", {"cycle": cycle, "form": form, "back_url": back})


def _document_of(file: Any) -> dict[str, Any]:
    """The plain data of a file that was sent. Raises `SchemeStateError` with every fault and its line."""
    document, faults = read_file(file.read())
    if document is None:
        shown = " ".join(faults[:6])
        more = _(" Còn %(count)s lỗi nữa.") % {"count": len(faults) - 6} if len(faults) > 6 else ""
        raise SchemeStateError(
            _("Tệp chưa dùng được: %(faults)s%(more)s") % {"faults": shown, "more": more}, code="bad_file", field="file"
        )
    return document


def bring_in(request: ActorRequest, scheme: Scheme) -> HttpResponse:
    """A file in the place of the draft."""
    form = ImportForm(request.POST or None, request.FILES or None, initial={"version": scheme.version})

    def deed() -> Scheme:
        document = _document_of(form.cleaned_data["file"])
        return services.change_scheme(
            actor=request.actor,
            scheme=scheme,
            version=form.cleaned_data["version"],
            document={**document, "id": scheme.document.get("id")},
            what=_("Nhập từ tệp"),
        )

    page = reverse("scheme", args=[scheme.pk])
    answer = save(
        request,
        form,
        deed,
        next_url=page,
        done=_("Đã nhập bảng tiêu chí từ tệp."),
        stored=lambda row: {"version": row.version},
        back_url=page,
    )
    context = {"scheme": scheme, "cycle": scheme.cycle, "form": form, "title": _("Nhập bảng từ tệp"), "back_url": page}
    return answer or render(request, "scorecards/draft_form.html", context)


def take_out(request: ActorRequest, scheme: Scheme) -> HttpResponse:
    """The table as a file."""
    answer = HttpResponse(write_file(scheme.document), content_type="application/yaml; charset=utf-8")
    name = f"bang-tieu-chi-{scheme.cycle.bloc.code}-{scheme.cycle.year}.yaml"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
