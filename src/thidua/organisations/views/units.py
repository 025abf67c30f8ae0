"""Units: the list with its search, one unit, and what the standing office does with it."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.common import clock
from thidua.common.http.asked import how_many
from thidua.common.http.routes import ActorRequest
from thidua.common.panels import panels_for
from thidua.common.search import Sought
from thidua.common.views.pressing import press
from thidua.organisations import policies
from thidua.organisations.enums import MassOrganisationKind, UnitKind
from thidua.organisations.forms import agencies as name_forms
from thidua.organisations.forms import units as forms
from thidua.organisations.models import Agency, Alias, MassOrganisation, Unit
from thidua.organisations.models.dated import LATEST_FIRST
from thidua.organisations.queries import blocs_of_unit, people_of_unit, posts_of, unit_rows
from thidua.organisations.services import mass_organisations, successions
from thidua.organisations.services import units as services
from thidua.organisations.views.acting import FormPage, posted, run_form

_FIRST_SHOWN = 50


def list_units(request: ActorRequest) -> HttpResponse:
    """Units the actor sees, found by any of their names, without accents too."""
    text = request.GET.get("tim", "")
    units = policies.units_visible_to(request.actor)
    found = unit_rows(units.filter(Sought.parse(text).within()) if text.strip() else units)
    total = found.count()
    shown = list(found[: how_many(request, _FIRST_SHOWN)])
    agencies = list(policies.agencies_visible_to(request.actor).order_by("path"))
    context = {
        "units": shown,
        "total": total,
        "text": text,
        "kept": [each for each in agencies if policies.may_keep_organisations(request.actor, each)],
        "several_agencies": len({unit.agency_id for unit in shown}) > 1,
    }
    return render(request, "organisations/units.html", context)


def show_unit(request: ActorRequest, unit: Unit) -> HttpResponse:
    """Names through time, other names, bodies, people, blocs by year, what it came from and went into."""
    today = clock.today()
    visible = policies.people_visible_to(request.actor)
    everyone = people_of_unit(unit.pk, today).filter(pk__in=visible.values("pk"))
    total = everyone.count()
    people = list(everyone[: how_many(request, _FIRST_SHOWN)])
    posts = posts_of(people, today)
    context = {
        "unit": unit,
        "names": unit.names.order_by(*LATEST_FIRST),
        "places": unit.places.select_related("parent").order_by(*LATEST_FIRST),
        "aliases": unit.aliases.order_by("text"),
        "bodies": unit.mass_organisations.all(),
        "children": unit.children.order_by("sort_key", "pk"),
        "successions": unit.successions.select_related("successor"),
        "predecessions": unit.predecessions.select_related("predecessor"),
        "people": [(person, posts.get(person.pk)) for person in people],
        "people_total": total,
        "blocs": _blocs(request, unit),
        "may_keep": policies.may_keep_unit(request.actor, unit),
        "panels": panels_for("unit", request.actor, unit),
    }
    return render(request, "organisations/unit.html", context)


def _blocs(request: ActorRequest, unit: Unit) -> list[Any]:
    visible = set(policies.blocs_visible_to(request.actor).values_list("pk", flat=True))
    return [row for row in blocs_of_unit(unit.pk) if row.bloc_id in visible]


def _siblings(unit: Unit) -> "QuerySet[Unit]":
    return Unit.objects.filter(agency=unit.agency, ended_on=None).exclude(pk=unit.pk).select_related("parent")


def add(request: ActorRequest, agency: Agency) -> HttpResponse:
    """A new unit of the agency."""
    page = FormPage(
        title=_("Thêm đơn vị"),
        subject=str(agency),
        verb=_("Thêm đơn vị"),
        done=_("Đã thêm đơn vị."),
        back_url=reverse("units"),
    )
    units = Unit.objects.filter(agency=agency, ended_on=None).select_related("parent")

    def deed(data: dict[str, Any]) -> str:
        data["kind"] = UnitKind(data["kind"])
        made = services.create_unit(actor=request.actor, agency=agency, **data)
        return reverse("unit", args=[made.pk])

    return run_form(request, forms.UnitForm(posted(request), units=units), page, deed)


def edit(request: ActorRequest, unit: Unit) -> HttpResponse:
    """What kind of unit it is."""
    page = _page(unit, _("Sửa loại đơn vị"), _("Lưu"), _("Đã lưu loại đơn vị."), stored=lambda row: {"kind": row.kind})
    form = forms.UnitKindForm(posted(request), initial={"kind": unit.kind, "version": unit.version})

    def deed(data: dict[str, Any]) -> None:
        services.edit_unit(actor=request.actor, unit=unit, kind=UnitKind(data["kind"]), version=data["version"])

    return run_form(request, form, page, deed)


def rename(request: ActorRequest, unit: Unit) -> HttpResponse:
    """A new name from a day on, or a correction."""
    effects = [_("Ngày trước đó vẫn hiện tên cũ."), _("Tìm và nhập Excel theo tên cũ vẫn ra đơn vị này.")]
    page = _page(unit, _("Đổi tên đơn vị"), _("Đổi tên"), _("Đã đổi tên đơn vị."), effects=effects, stored=_name)
    form = name_forms.NewNameForm(posted(request), initial={**_name(unit), "version": unit.version})

    def deed(data: dict[str, Any]) -> None:
        services.rename_unit(actor=request.actor, unit=unit, now=clock.now(), **data)

    return run_form(request, form, page, deed)


def add_past_name(request: ActorRequest, unit: Unit) -> HttpResponse:
    """A name that it bore before."""
    page = _page(unit, _("Ghi tên cũ của đơn vị"), _("Ghi tên cũ"), _("Đã ghi tên cũ."), stored=_name)
    form = name_forms.PastNameForm(posted(request), initial={"version": unit.version})

    def deed(data: dict[str, Any]) -> None:
        services.add_past_unit_name(actor=request.actor, unit=unit, **data)

    return run_form(request, form, page, deed)


def move(request: ActorRequest, unit: Unit) -> HttpResponse:
    """Under another unit of the agency."""
    page = _page(
        unit,
        _("Chuyển đơn vị về nơi khác"),
        _("Chuyển"),
        _("Đã chuyển đơn vị."),
        effects=[_("Nơi trực thuộc cũ vẫn giữ trong lịch sử.")],
        stored=lambda row: {"parent": row.parent},
    )
    form = forms.MoveUnitForm(
        posted(request), units=_siblings(unit), initial={"parent": unit.parent_id, "version": unit.version}
    )

    def deed(data: dict[str, Any]) -> None:
        services.move_unit(actor=request.actor, unit=unit, now=clock.now(), **data)

    return run_form(request, form, page, deed)


def merge(request: ActorRequest, unit: Unit) -> HttpResponse:
    """It goes over into another unit."""
    page = _page(
        unit,
        _("Sáp nhập đơn vị"),
        _("Sáp nhập"),
        _("Đã ghi sáp nhập."),
        effects=[
            _("Đơn vị này kết thúc hoạt động trước ngày có hiệu lực."),
            _("Từ ngày đó đơn vị này rời Khối; nếu đang là Khối trưởng, Khối phó thì vai trò kết thúc."),
            _("Việc đã làm, minh chứng, khen thưởng trước ngày đó vẫn là của đơn vị này."),
            _("Chức vụ trong đơn vị này kết thúc; ghi chức vụ mới ở đơn vị kế thừa."),
            _("Vai trò của tài khoản ở đơn vị này hết hiệu lực cùng lúc; quản trị giao vai trò mới nếu cần."),
        ],
        destructive=True,
    )
    form = forms.MergeForm(posted(request), units=_siblings(unit))

    def deed(data: dict[str, Any]) -> str:
        into = successions.merge_units(actor=request.actor, units=[unit], **data)
        return reverse("unit", args=[into.pk])

    return run_form(request, form, page, deed)


def split(request: ActorRequest, unit: Unit) -> HttpResponse:
    """It is divided into others."""
    page = _page(
        unit,
        _("Chia, tách đơn vị"),
        _("Chia, tách"),
        _("Đã ghi chia, tách."),
        effects=[
            _("Việc đã làm trước ngày đó vẫn là của đơn vị này."),
            _("Nếu đơn vị cũ không còn, nó rời Khối từ ngày có hiệu lực."),
            _("Khi đó vai trò của tài khoản ở đơn vị cũ cũng hết hiệu lực; quản trị giao vai trò mới nếu cần."),
            _("Chuyển từng người sang đơn vị mới ở trang của người ấy, hoặc bằng Excel."),
        ],
        destructive=True,
    )
    form = forms.SplitForm(posted(request), units=_siblings(unit))

    def deed(data: dict[str, Any]) -> None:
        successions.split_unit(actor=request.actor, unit=unit, **data)

    return run_form(request, form, page, deed)


def dissolve(request: ActorRequest, unit: Unit) -> HttpResponse:
    """It exists no more."""
    page = _page(
        unit,
        _("Giải thể đơn vị"),
        _("Ghi giải thể"),
        _("Đã ghi giải thể."),
        effects=[
            _("Từ ngày đó đơn vị rời Khối; việc đã làm vẫn là của đơn vị này."),
            _("Người của đơn vị chưa thuộc đơn vị nào cho tới khi được chuyển."),
            _("Vai trò của tài khoản ở đơn vị này hết hiệu lực cùng lúc; quản trị giao vai trò mới nếu cần."),
        ],
        destructive=True,
    )

    def deed(data: dict[str, Any]) -> None:
        successions.dissolve_unit(actor=request.actor, unit=unit, **data)

    return run_form(request, forms.DissolveForm(posted(request)), page, deed)


def add_alias(request: ActorRequest, unit: Unit) -> HttpResponse:
    """Another way people write the name."""
    page = _page(unit, _("Thêm tên gọi khác"), _("Thêm tên"), _("Đã thêm tên gọi khác."))

    def deed(data: dict[str, Any]) -> None:
        services.add_unit_alias(actor=request.actor, unit=unit, **data)

    return run_form(request, name_forms.AliasForm(posted(request)), page, deed)


def remove_alias(request: ActorRequest, alias: Alias) -> HttpResponse:
    """Take it back."""
    return press(
        request,
        lambda: services.remove_unit_alias(actor=request.actor, alias=alias),
        back_url=reverse("unit", args=[alias.unit_id]),
        done=_("Đã bỏ tên gọi “{text}”.").format(text=alias.text),
    )


def add_body(request: ActorRequest, unit: Unit) -> HttpResponse:
    """A union, youth or Party body."""
    page = _page(unit, _("Thêm tổ chức đoàn thể"), _("Thêm tổ chức"), _("Đã thêm tổ chức đoàn thể."))

    def deed(data: dict[str, Any]) -> None:
        mass_organisations.add_mass_organisation(
            actor=request.actor,
            unit=unit,
            kind=MassOrganisationKind(data["kind"]),
            name=data["name"],
            since=data["since"],
            until=data["until"],
        )

    return run_form(request, forms.MassOrganisationForm(posted(request)), page, deed)


def edit_body(request: ActorRequest, body: MassOrganisation) -> HttpResponse:
    """Correct its name and dates."""
    page = _page(body.unit, _("Sửa tổ chức đoàn thể"), _("Lưu"), _("Đã lưu tổ chức đoàn thể."), stored=_body)
    form = forms.MassOrganisationForm(posted(request), initial={**_body(body), "version": body.version})

    def deed(data: dict[str, Any]) -> None:
        mass_organisations.edit_mass_organisation(
            actor=request.actor,
            body=body,
            kind=MassOrganisationKind(data["kind"]),
            name=data["name"],
            since=data["since"],
            until=data["until"],
            version=data["version"] or 0,
        )

    return run_form(request, form, page, deed)


def _page(unit: Unit, title: str, verb: str, done: str, **more: Any) -> FormPage:
    return FormPage(
        title=title, subject=unit.name, verb=verb, done=done, back_url=reverse("unit", args=[unit.pk]), **more
    )


def _name(unit: Unit) -> dict[str, Any]:
    return {"name": unit.name, "short_name": unit.short_name}


def _body(body: MassOrganisation) -> dict[str, Any]:
    return {"kind": body.kind, "name": body.name, "since": body.since, "until": body.until}
