"""Rows of a plan: added and changed by a form, taken out by a button. One `Section` says how each kind is spoken of."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.activities.forms.plans import EquipmentForm, ItemForm, MoneyForm, RiskForm, RowForm, ZoneForm
from thidua.activities.models import Activity, PlanRow
from thidua.activities.queries.plans import parties_to_ask
from thidua.activities.services import add_to_plan, change_in_plan, remove_from_plan
from thidua.common.http.routes import ActorRequest
from thidua.common.views.saving import save

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of row: its form, the page that lists it, the URL that takes one out, its words."""

    form: type[RowForm[Any]]
    page: str
    remove: str
    add: str | Promise
    change: str | Promise


ITEMS = Section(ItemForm, "plan", "remove_plan_item", gettext_lazy("Thêm việc"), gettext_lazy("Sửa việc"))
EQUIPMENT = Section(
    EquipmentForm,
    "plan_equipment",
    "remove_equipment",
    gettext_lazy("Thêm dụng cụ"),
    gettext_lazy("Sửa dụng cụ"),
)
MONEY = Section(
    MoneyForm,
    "plan_money",
    "remove_money",
    gettext_lazy("Thêm dòng thu, chi"),
    gettext_lazy("Sửa dòng thu, chi"),
)
RISKS = Section(RiskForm, "plan_risks", "remove_risk", gettext_lazy("Thêm rủi ro"), gettext_lazy("Sửa rủi ro"))
ZONES = Section(ZoneForm, "plan_zones", "remove_zone", gettext_lazy("Thêm khu vực"), gettext_lazy("Sửa khu vực"))


def adding(section: Section) -> View:
    """The form of a new row; it comes back empty, for the next one, when “Lưu, thêm tiếp” was pressed."""

    def add(request: ActorRequest, activity: Activity) -> HttpResponse:
        form = section.form(request.POST or None, parties=parties_to_ask(activity))

        def deed() -> PlanRow:
            row: PlanRow = add_to_plan(actor=request.actor, activity=activity, words=form.words())
            return row

        page = reverse(section.page, args=[activity.pk])
        answer = save(
            request,
            form,
            deed,
            next_url=request.path if "again" in request.POST else page,
            done=_("Đã lưu vào kế hoạch."),
            back_url=page,
        )
        context = {"activity": activity, "form": form, "title": section.add, "back_url": page, "is_new": True}
        return answer or render(request, "activities/plan_row.html", context)

    return add


def changing(section: Section) -> View:
    """The form of a row that is there; a second writer chooses between two versions."""

    def change(request: ActorRequest, row: Any) -> HttpResponse:
        activity: Activity = row.activity
        parties = parties_to_ask(activity, [getattr(row, "party_id", None)])
        form = section.form(request.POST or None, initial=section.form.values_of(row), parties=parties)

        def deed() -> PlanRow:
            changed: PlanRow = change_in_plan(actor=request.actor, row=row, version=form.read, words=form.words())
            return changed

        page = reverse(section.page, args=[activity.pk])
        answer = save(
            request,
            form,
            deed,
            next_url=page,
            done=_("Đã lưu vào kế hoạch."),
            stored=section.form.values_of,
            back_url=page,
        )
        context = {
            "activity": activity,
            "form": form,
            "title": section.change,
            "back_url": page,
            "row": row,
            "remove_url": reverse(section.remove, args=[row.pk]),
        }
        return answer or render(request, "activities/plan_row.html", context)

    return change


def removing(section: Section) -> View:
    """A button: the row goes, history keeps it."""

    def remove(request: ActorRequest, row: Any) -> HttpResponse:
        remove_from_plan(actor=request.actor, row=row)
        messages.success(request, _("Đã bỏ “%(name)s” khỏi kế hoạch.") % {"name": row})
        return redirect(section.page, row.activity_id)

    return remove
