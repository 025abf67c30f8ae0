"""Templates of plans: those of the agency, which are changed here, and those that come with the product."""

from collections.abc import Iterable
from itertools import groupby
from typing import Protocol

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.activities import policies
from thidua.activities.enums import PlanGroup
from thidua.activities.facts.plans import term_words
from thidua.activities.forms.plan_templates import LineForm, NameForm
from thidua.activities.models import PlanTemplate, PlanTemplateLine
from thidua.activities.queries.shipped import ShippedTemplate, shipped_templates
from thidua.activities.services import (
    Applied,
    add_to_template,
    change_template_line,
    remove_template,
    remove_template_line,
    rename_template,
)
from thidua.common.components.pages import Confirmation, Effect
from thidua.common.http.routes import ActorRequest
from thidua.common.views.asking import show_confirmation
from thidua.common.views.pressing import press
from thidua.common.views.saving import save


class Line(Protocol):
    """A line of either kind of template."""

    @property
    def group(self) -> str: ...
    @property
    def offset(self) -> int | None: ...


def list_templates(request: ActorRequest) -> HttpResponse:
    """Of the agencies whose work the actor sees, and those that come with the product."""
    own = (
        policies.plan_templates_visible_to(request.actor).prefetch_related("lines").order_by("agency__sort_key", "name")
    )
    shipped = [each for code, each in shipped_templates().items() if policies.find_shipped(request.actor, code)]
    context = {"own": own, "shipped": shipped}
    return render(request, "activities/plan_templates.html", context)


def show_template(request: ActorRequest, template: PlanTemplate) -> HttpResponse:
    """One template of an agency."""
    lines = list(template.lines.all())
    context = {
        "template": template,
        "name": template.name,
        "note": template.note,
        "groups": _groups(lines),
        "total": len(lines),
        "may_keep": policies.may_keep_template(request.actor, template),
    }
    return render(request, "activities/plan_template.html", context)


def show_shipped(request: ActorRequest, template: ShippedTemplate) -> HttpResponse:
    """One template that comes with the product."""
    context = {
        "name": template.name,
        "note": template.note,
        "groups": _groups(template.lines),
        "total": len(template.lines),
    }
    return render(request, "activities/plan_template.html", context)


def rename(request: ActorRequest, template: PlanTemplate) -> HttpResponse:
    """Another name, another word about it."""
    form = NameForm(request.POST or None, initial=NameForm.values_of(template))

    def deed() -> PlanTemplate:
        return rename_template(actor=request.actor, template=template, **form.cleaned_data)

    page = _page_of(template)
    answer = save(request, form, deed, next_url=page, done=_("Đã lưu mẫu."), stored=NameForm.values_of, back_url=page)
    return answer or _show_form(request, template, form, _("Sửa tên mẫu"))


def drop(request: ActorRequest, template: PlanTemplate) -> HttpResponse:
    """What taking a template out does; then it goes."""
    verb = _("Bỏ mẫu này")
    if request.method == "POST":

        def deed() -> None:
            remove_template(actor=request.actor, template=template)

        words = _("Đã bỏ mẫu “%(name)s”.") % {"name": template.name}
        return press(request, deed, back_url=reverse("plan_templates"), done=words)
    effects = [
        Effect(_("Mẫu không còn trong danh sách để chọn."), "trash"),
        Effect(_("Các kế hoạch đã dùng mẫu này giữ nguyên."), "checklist"),
        Effect(_("Nhật ký còn giữ các việc của mẫu."), "history"),
    ]
    confirmation = Confirmation(verb, verb, effects, _page_of(template), chosen=template.name, destructive=True)
    return show_confirmation(request, confirmation)


def add_line(request: ActorRequest, template: PlanTemplate) -> HttpResponse:
    """One more line."""
    form = LineForm(request.POST or None)

    def deed() -> Applied:
        return add_to_template(actor=request.actor, template=template, lines=[form.words()])

    page = _page_of(template)
    answer = save(request, form, deed, next_url=page, done=_("Đã lưu mẫu."), back_url=page)
    return answer or _show_form(request, template, form, _("Thêm việc vào mẫu"))


def change_line(request: ActorRequest, line: PlanTemplateLine) -> HttpResponse:
    """Another wording, another term."""
    form = LineForm(request.POST or None, initial=LineForm.values_of(line))

    def deed() -> PlanTemplateLine:
        version = form.cleaned_data["version"] or 0
        return change_template_line(actor=request.actor, line=line, version=version, words=form.words())

    page = _page_of(line.template)
    answer = save(request, form, deed, next_url=page, done=_("Đã lưu mẫu."), stored=LineForm.values_of, back_url=page)
    return answer or _show_form(
        request, line.template, form, _("Sửa việc của mẫu"), remove_url=reverse("remove_template_line", args=[line.pk])
    )


def remove_line(request: ActorRequest, line: PlanTemplateLine) -> HttpResponse:
    """The line goes."""

    def deed() -> None:
        remove_template_line(actor=request.actor, line=line)

    words = _("Đã bỏ “%(name)s” khỏi mẫu.") % {"name": line.text}
    return press(request, deed, back_url=_page_of(line.template), done=words)


def _groups(lines: Iterable[Line]) -> list[tuple[str, list[tuple[Line, str]]]]:
    """The lines by group, each with its term in words."""
    order = {group: number for number, group in enumerate(PlanGroup.values)}
    ordered = sorted(lines, key=lambda line: order[line.group])
    return [
        (
            str(PlanGroup(group).label),
            [(line, term_words(line.offset) if line.offset is not None else "") for line in each],
        )
        for group, each in groupby(ordered, key=lambda line: line.group)
    ]


def _page_of(template: PlanTemplate) -> str:
    return reverse("plan_template", args=[template.pk])


def _show_form(request: ActorRequest, template: PlanTemplate, form: object, title: str, **more: object) -> HttpResponse:
    context = {"template": template, "form": form, "title": title, "back_url": _page_of(template)}
    return render(request, "activities/plan_template_form.html", context | more)
