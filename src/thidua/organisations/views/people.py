"""People: the list with its search, one person, and what the standing office notes of them."""

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
from thidua.organisations import policies
from thidua.organisations.forms import people as forms
from thidua.organisations.models import Agency, Person, Post, Unit, UnitMembership
from thidua.organisations.models.dated import LATEST_FIRST
from thidua.organisations.queries import people_without_unit, posts_of, units_of_people
from thidua.organisations.services import papers
from thidua.organisations.services import people as services
from thidua.organisations.views.acting import FormPage, posted, run_form
from thidua.organisations.views.papers import stored_paper

_FIRST_SHOWN = 50


def list_people(request: ActorRequest) -> HttpResponse:
    """People the actor sees, by given name, found without accents too."""
    today = clock.today()
    text = request.GET.get("tim", "")
    people = policies.people_visible_to(request.actor)
    lost = people_without_unit(people, today)
    only_lost = request.GET.get("xem") == "chua-co-don-vi"
    if only_lost:
        people = lost
    if text.strip():
        people = people.filter(Sought.parse(text).within())
    people = people.order_by("sort_key", "pk")
    total = people.count()
    shown = list(people[: how_many(request, _FIRST_SHOWN)])
    units, posts = units_of_people(shown, today), posts_of(shown, today)
    agencies = policies.agencies_visible_to(request.actor).order_by("path")
    context = {
        "people": [(person, units.get(person.pk), posts.get(person.pk)) for person in shown],
        "total": total,
        "text": text,
        "kept": [each for each in agencies if policies.may_keep_organisations(request.actor, each)],
        "lost": lost.count(),
        "only_lost": only_lost,
    }
    return render(request, "organisations/people.html", context)


def show_person(request: ActorRequest, person: Person) -> HttpResponse:
    """Name and post; for those who may, birth, address and history."""
    today = clock.today()
    details = policies.may_see_person_details(request.actor, person)
    memberships = [
        row
        for row in person.memberships.select_related("unit").order_by(*LATEST_FIRST)
        if details or row.holds_on(today)
    ]
    posts = [
        row for row in person.posts.select_related("unit").order_by(*LATEST_FIRST) if details or row.holds_on(today)
    ]
    units = {row.unit_id for row in memberships} | {row.unit_id for row in posts}
    context = {
        "person": person,
        "details": details,
        "memberships": memberships,
        "posts": posts,
        "seen_units": set(policies.units_visible_to(request.actor).filter(pk__in=units).values_list("pk", flat=True)),
        "may_keep": policies.may_keep_person(request.actor, person),
        "may_write_papers": policies.may_write_papers_of(request.actor, person),
        "panels": panels_for("person", request.actor, person),
        "today": today,
    }
    return render(request, "organisations/person.html", context)


def add(request: ActorRequest, unit: Unit) -> HttpResponse:
    """A new person of the unit."""
    page = FormPage(
        title=_("Thêm người"),
        subject=unit.name,
        verb=_("Thêm người"),
        done=_("Đã thêm người."),
        note=_("Quyết định được ghi cho cả đơn vị và chức vụ ghi ở đây."),
        back_url=reverse("unit", args=[unit.pk]),
    )
    form = forms.PersonForm(posted(request))

    def deed(data: dict[str, Any]) -> str:
        made = services.create_person(
            actor=request.actor,
            agency=unit.agency,
            unit=unit,
            title=data["title"],
            heads_unit=data["heads_unit"],
            department=data["department"],
            since=data["since"],
            is_another=data["is_another"],
            paper=form.values()["paper"],
            **form.facts(),
        )
        return reverse("person", args=[made.pk])

    return run_form(request, form, page, deed)


def edit(request: ActorRequest, person: Person) -> HttpResponse:
    """Who the person is."""
    page = _page(person, _("Sửa thông tin"), _("Lưu"), _("Đã lưu thông tin."), stored=_facts)
    form = forms.PersonFactsForm(posted(request), initial={**_facts(person), "version": person.version})

    def deed(data: dict[str, Any]) -> None:
        services.edit_person(actor=request.actor, person=person, version=data["version"] or 0, **form.facts())

    return run_form(request, form, page, deed)


def join(request: ActorRequest, person: Person) -> HttpResponse:
    """Another unit beside those he belongs to."""
    page = _page(person, _("Thêm đơn vị của người này"), _("Thêm đơn vị"), _("Đã ghi đơn vị."))

    form = forms.JoinForm(posted(request), units=_units(person.agency))

    def deed(data: dict[str, Any]) -> None:
        services.join_unit(actor=request.actor, person=person, **form.values())

    return run_form(request, form, page, deed)


def leave(request: ActorRequest, membership: UnitMembership) -> HttpResponse:
    """He belongs to the unit no more."""
    page = _page(
        membership.person,
        _("Rời {unit}").format(unit=membership.unit.name),
        _("Ghi rời đơn vị"),
        _("Đã ghi rời đơn vị."),
        effects=[_("Chức vụ đang giữ trong đơn vị này kết thúc cùng ngày.")],
    )

    def deed(data: dict[str, Any]) -> None:
        services.leave_unit(actor=request.actor, membership=membership, **data)

    return run_form(request, forms.LeaveForm(posted(request)), page, deed)


def transfer(request: ActorRequest, membership: UnitMembership) -> HttpResponse:
    """He goes to another unit."""
    page = _page(
        membership.person,
        _("Chuyển sang đơn vị khác"),
        _("Chuyển"),
        _("Đã chuyển đơn vị."),
        effects=[
            _("Từ ngày chuyển, người này thuộc đơn vị mới; phần việc trước đó vẫn ở {unit}.").format(
                unit=membership.unit.name
            ),
            _("Chức vụ ở đơn vị cũ kết thúc."),
            _("Quyết định được ghi cho cả đơn vị và chức vụ ghi ở đây."),
        ],
    )
    units = _units(membership.person.agency).exclude(pk=membership.unit_id)

    form = forms.TransferForm(posted(request), units=units)

    def deed(data: dict[str, Any]) -> None:
        services.transfer_person(actor=request.actor, membership=membership, **form.values())

    return run_form(request, form, page, deed)


def add_post(request: ActorRequest, person: Person) -> HttpResponse:
    """A post in one of the units."""
    page = _page(person, _("Ghi chức vụ"), _("Ghi chức vụ"), _("Đã ghi chức vụ."))
    current = units_of_people([person], clock.today()).get(person.pk)
    form = forms.PostForm(
        posted(request),
        units=_units(person.agency),
        initial={"unit": current.unit_id if current else None},
    )

    def deed(data: dict[str, Any]) -> None:
        services.give_post(actor=request.actor, person=person, **form.values())

    return run_form(request, form, page, deed)


def end_post(request: ActorRequest, post: Post) -> HttpResponse:
    """The post is held no more."""
    page = _page(
        post.person,
        _("Thôi giữ chức vụ {title}").format(title=post.title),
        _("Ghi thôi giữ chức vụ"),
        _("Đã ghi thôi giữ chức vụ."),
    )

    def deed(data: dict[str, Any]) -> None:
        services.end_post(actor=request.actor, post=post, **data)

    return run_form(request, forms.EndPostForm(posted(request)), page, deed)


def membership_paper(request: ActorRequest, membership: UnitMembership) -> HttpResponse:
    """The decision by which he belongs to a unit."""
    page = _page(
        membership.person,
        _("Quyết định về {unit}").format(unit=membership.unit.name),
        _("Lưu"),
        _("Đã ghi quyết định."),
        stored=stored_paper,
    )
    form = forms.PaperForm(posted(request), initial={**stored_paper(membership), "version": membership.version})

    def deed(data: dict[str, Any]) -> None:
        papers.correct_membership_paper(actor=request.actor, membership=membership, now=clock.now(), **form.values())

    return run_form(request, form, page, deed)


def post_paper(request: ActorRequest, post: Post) -> HttpResponse:
    """The decision by which he holds a post."""
    page = _page(
        post.person,
        _("Quyết định về chức vụ {title}").format(title=post.title),
        _("Lưu"),
        _("Đã ghi quyết định."),
        stored=stored_paper,
    )
    form = forms.PaperForm(posted(request), initial={**stored_paper(post), "version": post.version})

    def deed(data: dict[str, Any]) -> None:
        papers.correct_post_paper(actor=request.actor, post=post, now=clock.now(), **form.values())

    return run_form(request, form, page, deed)


def _units(agency: Agency) -> "QuerySet[Unit]":
    units = Unit.objects.filter(agency__path__startswith=agency.path, ended_on=None)
    return units.select_related("parent").order_by("sort_key", "pk")


def _page(person: Person, title: str, verb: str, done: str, **more: Any) -> FormPage:
    return FormPage(
        title=title,
        subject=person.full_name,
        verb=verb,
        done=done,
        back_url=reverse("person", args=[person.pk]),
        **more,
    )


def _facts(person: Person) -> dict[str, Any]:
    return {
        "full_name": person.full_name,
        "gender": person.gender or "",
        "born_on": person.born_on,
        "born_year": person.born_year,
        "staff_code": person.staff_code,
        "email": person.email,
    }
