"""Agencies: the tree, one agency, and what its standing office does with it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.common import clock
from thidua.common.http.routes import ActorRequest
from thidua.common.panels import panels_for
from thidua.common.views.pressing import press
from thidua.organisations import policies
from thidua.organisations.enums import SuccessionKind
from thidua.organisations.forms import agencies as forms
from thidua.organisations.models import Agency, AgencyAlias
from thidua.organisations.models.dated import LATEST_FIRST
from thidua.organisations.queries import agency_tree
from thidua.organisations.services import agencies as services
from thidua.organisations.views.acting import FormPage, posted, run_form


def list_agencies(request: ActorRequest) -> HttpResponse:
    """The tree of the agencies the actor sees."""
    agencies = agency_tree(policies.agencies_visible_to(request.actor))
    top = min((agency.depth for agency in agencies), default=1)
    rows = [(agency, agency.depth - top, policies.may_keep_organisations(request.actor, agency)) for agency in agencies]
    return render(request, "organisations/agencies.html", {"rows": rows})


def show_agency(request: ActorRequest, agency: Agency) -> HttpResponse:
    """Names and places through time, other names, what it went over into."""
    below = policies.agencies_visible_to(request.actor).filter(path__startswith=agency.path, depth=agency.depth + 1)
    context = {
        "agency": agency,
        "parent": agency.above(),
        "names": agency.names.order_by(*LATEST_FIRST),
        "places": agency.places.select_related("parent").order_by(*LATEST_FIRST),
        "aliases": agency.aliases.order_by("text"),
        "successions": agency.successions.select_related("successor"),
        "predecessions": agency.predecessions.select_related("predecessor"),
        "below": below.order_by("path"),
        "may_keep": policies.may_keep_organisations(request.actor, agency),
        "panels": panels_for("agency", request.actor, agency),
    }
    return render(request, "organisations/agency.html", context)


def add(request: ActorRequest, parent: Agency) -> HttpResponse:
    """An agency below this one."""
    page = FormPage(
        title=_("Thêm cơ quan trực thuộc"),
        subject=str(parent),
        verb=_("Thêm cơ quan"),
        done=_("Đã thêm cơ quan."),
        back_url=reverse("agencies"),
    )

    def deed(data: dict[str, Any]) -> str:
        data.pop("version", None)
        made = services.create_agency(actor=request.actor, parent=parent, **data)
        return reverse("agency", args=[made.pk])

    return run_form(request, forms.AgencyForm(posted(request)), page, deed)


def edit(request: ActorRequest, agency: Agency) -> HttpResponse:
    """Symbol, place, council, document series."""
    page = FormPage(
        title=_("Sửa thông tin cơ quan"),
        subject=str(agency),
        verb=_("Lưu"),
        done=_("Đã lưu thông tin cơ quan."),
        back_url=reverse("agency", args=[agency.pk]),
        stored=_facts,
    )
    form = forms.AgencyFactsForm(posted(request), initial={**_facts(agency), "version": agency.version})
    return run_form(
        request, form, page, lambda data: _nothing(services.edit_agency(actor=request.actor, agency=agency, **data))
    )


def rename(request: ActorRequest, agency: Agency) -> HttpResponse:
    """A new name from a day on, or a correction."""
    page = FormPage(
        title=_("Đổi tên cơ quan"),
        subject=str(agency),
        verb=_("Đổi tên"),
        done=_("Đã đổi tên cơ quan."),
        back_url=reverse("agency", args=[agency.pk]),
        effects=[_("Ngày trước đó vẫn hiện tên cũ."), _("Tìm theo tên cũ vẫn ra cơ quan này.")],
        stored=_name,
    )
    form = forms.NewNameForm(posted(request), initial={**_name(agency), "version": agency.version})
    form.fields["short_name"].max_length = 60  # type: ignore[attr-defined]
    return run_form(
        request,
        form,
        page,
        lambda data: _nothing(services.rename_agency(actor=request.actor, agency=agency, now=clock.now(), **data)),
    )


def add_past_name(request: ActorRequest, agency: Agency) -> HttpResponse:
    """A name that it bore before."""
    page = FormPage(
        title=_("Ghi tên cũ của cơ quan"),
        subject=str(agency),
        verb=_("Ghi tên cũ"),
        done=_("Đã ghi tên cũ."),
        back_url=reverse("agency", args=[agency.pk]),
        stored=_name,
    )
    form = forms.PastNameForm(posted(request), initial={"version": agency.version})
    return run_form(
        request,
        form,
        page,
        lambda data: _nothing(services.add_past_agency_name(actor=request.actor, agency=agency, **data)),
    )


def move(request: ActorRequest, agency: Agency) -> HttpResponse:
    """Under another parent."""
    page = FormPage(
        title=_("Chuyển cơ quan về nơi khác"),
        subject=str(agency),
        verb=_("Chuyển"),
        done=_("Đã chuyển cơ quan."),
        back_url=reverse("agency", args=[agency.pk]),
        effects=[_("Các cơ quan bên dưới chuyển theo."), _("Nơi trực thuộc cũ vẫn giữ trong lịch sử.")],
        stored=lambda row: {"parent": row.above()},
    )
    kept = policies.agencies_visible_to(request.actor).exclude(path__startswith=agency.path).order_by("path")
    form = forms.MoveAgencyForm(posted(request), agencies=kept, initial={"version": agency.version})
    return run_form(
        request,
        form,
        page,
        lambda data: _nothing(services.move_agency(actor=request.actor, agency=agency, now=clock.now(), **data)),
    )


def end(request: ActorRequest, agency: Agency) -> HttpResponse:
    """Merged, split or dissolved."""
    page = FormPage(
        title=_("Cơ quan kết thúc hoạt động"),
        subject=str(agency),
        verb=_("Ghi kết thúc"),
        done=_("Đã ghi cơ quan kết thúc hoạt động."),
        back_url=reverse("agency", args=[agency.pk]),
        effects=[
            _("Hồ sơ, khối, đơn vị của cơ quan này giữ nguyên là của cơ quan này."),
            _("Đơn vị còn hoạt động thì chuyển hoặc sáp nhập riêng."),
        ],
        destructive=True,
        stored=lambda row: {"effective_on": row.ended_on},
    )
    others = policies.agencies_visible_to(request.actor).exclude(pk=agency.pk).order_by("path")
    form = forms.EndAgencyForm(posted(request), agencies=others, initial={"version": agency.version})

    def deed(data: dict[str, Any]) -> None:
        services.end_agency(
            actor=request.actor,
            agency=agency,
            kind=SuccessionKind(data["kind"]),
            successors=list(data["successors"]),
            effective_on=data["effective_on"],
            basis=data["basis"],
            version=data["version"],
        )

    return run_form(request, form, page, deed)


def add_alias(request: ActorRequest, agency: Agency) -> HttpResponse:
    """Another way people write the name."""
    page = FormPage(
        title=_("Thêm tên gọi khác"),
        subject=str(agency),
        verb=_("Thêm tên"),
        done=_("Đã thêm tên gọi khác."),
        back_url=reverse("agency", args=[agency.pk]),
    )
    return run_form(
        request,
        forms.AliasForm(posted(request)),
        page,
        lambda data: _nothing(services.add_agency_alias(actor=request.actor, agency=agency, **data)),
    )


def remove_alias(request: ActorRequest, alias: AgencyAlias) -> HttpResponse:
    """Take it back."""
    return press(
        request,
        lambda: services.remove_agency_alias(actor=request.actor, alias=alias),
        back_url=reverse("agency", args=[alias.agency_id]),
        done=_("Đã bỏ tên gọi “{text}”.").format(text=alias.text),
    )


def _facts(agency: Agency) -> dict[str, Any]:
    return {
        "symbol": agency.symbol,
        "place": agency.place,
        "council_name": agency.council_name,
        "one_document_series": agency.one_document_series,
    }


def _name(agency: Agency) -> dict[str, Any]:
    return {"name": agency.name, "short_name": agency.short_name}


def _nothing(_made: object) -> None:
    """A deed that leads back to where it came from."""
