"""Records that belong together: parts of a larger activity, reports of the same one."""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.activities import policies
from thidua.activities.facts.kinship import kin_of
from thidua.activities.forms.kinship import MergeForm, PlaceForm
from thidua.activities.models import Activity, MergeRequest
from thidua.activities.services import answer_merge, merge_activities, place_activity, split_activity, tell_apart
from thidua.common import clock
from thidua.common.errors import DomainError
from thidua.common.http.routes import ActorRequest
from thidua.common.views.saving import save

OFFERED = 300


def place(request: ActorRequest, activity: Activity) -> HttpResponse:
    """Say of which larger activity this one is a part."""
    seen = policies.activities_visible_to(request.actor).filter(agency=activity.agency_id, merged_into=None)
    year = activity.held_on.year
    near = seen.filter(Q(held_on="") | Q(held_on__startswith=str(year))) if year is not None else seen
    offered = (near | seen.filter(pk__in=[activity.parent_id or 0])).exclude(pk=activity.pk).distinct()
    shown = list(offered.select_related("bloc", "unit").order_by("-held_on", "pk")[:OFFERED])
    form = PlaceForm(request.POST or None, offered=shown, initial=PlaceForm.values_of(activity))
    page = reverse("activity", args=[activity.pk])

    def deed() -> Activity:
        return place_activity(
            actor=request.actor,
            activity=activity,
            version=form.cleaned_data["version"],
            parent=form.parent_chosen(),
            now=clock.now(),
        )

    done = _("Đã ghi. Xem trạng thái ở phần hồ sơ liên quan.")
    answer = save(request, form, deed, next_url=page, done=done, stored=PlaceForm.values_of, back_url=page)
    context = form_page(activity, form, _("Nằm trong hoạt động lớn hơn"), _("Lưu"))
    return answer or render(request, "activities/form.html", context)


def merge(request: ActorRequest, activity: Activity) -> HttpResponse:
    """Say that another record tells of this activity too."""
    seen = policies.activities_visible_to(request.actor).filter(agency=activity.agency_id, merged_into=None)
    same_day = seen.filter(held_on=activity.held_on.code) if activity.held_on.code else seen
    others = same_day.exclude(pk__in=kin_of({activity.pk})).distinct()
    offered = list(others.select_related("bloc", "unit").order_by("pk")[:OFFERED])
    initial = {"into": request.GET.get("vao", "")}
    form = MergeForm(request.POST or None, offered=offered, initial=initial)
    page = reverse("activity", args=[activity.pk])

    def deed() -> MergeRequest:
        return merge_activities(actor=request.actor, activity=activity, into=form.into_chosen(), now=clock.now())

    done = _("Đã ghi. Xem trạng thái ở phần hồ sơ liên quan.")
    answer = save(request, form, deed, next_url=page, done=done)
    context = form_page(activity, form, _("Có phải một hoạt động?"), _("Phải, là một hoạt động"))
    return answer or render(request, "activities/form.html", context)


def agree(request: ActorRequest, asked: MergeRequest) -> HttpResponse:
    """Say that the two are one activity, or that the other is a part of this one."""
    done = _("Đã gộp. Mỗi bản ghi tính một lần; tách ra lại được.")
    if asked.as_part:
        done = _("Đã đồng ý. Số liệu của hoạt động ấy nằm trong hoạt động này, mỗi bản ghi tính một lần.")
    return _answer(request, asked, is_agreed=True, done=done)


def refuse(request: ActorRequest, asked: MergeRequest) -> HttpResponse:
    """Say that the two are two activities, or that the other is no part of this one."""
    done = _("Đã trả lời: hai hoạt động khác nhau.")
    if asked.as_part:
        done = _("Đã trả lời: không nằm trong hoạt động này.")
    return _answer(request, asked, is_agreed=False, done=done)


def say_two(request: ActorRequest, two: policies.TwoRecords) -> HttpResponse:
    """Say that two records of one day and place are two activities."""
    tell_apart(actor=request.actor, activity=two.activity, other=two.other, now=clock.now())
    messages.success(request, _("Đã trả lời: hai hoạt động khác nhau."))
    return redirect("activity", two.activity.pk)


def split(request: ActorRequest, activity: Activity) -> HttpResponse:
    """Take a merged record out again."""
    split_activity(actor=request.actor, activity=activity, now=clock.now())
    messages.success(request, _("Đã tách ra. Mỗi hồ sơ giữ lại số liệu của mình."))
    return redirect("activity", activity.pk)


def _answer(request: ActorRequest, asked: MergeRequest, *, is_agreed: bool, done: str) -> HttpResponse:
    try:
        answer_merge(actor=request.actor, request=asked, is_agreed=is_agreed, now=clock.now())
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, done)
    return redirect("activity", asked.into_id)


def form_page(activity: Activity, form: object, title: str, verb: str) -> dict[str, object]:
    """What the page of a form about one activity shows."""
    page = reverse("activity", args=[activity.pk])
    return {"activity": activity, "form": form, "title": title, "verb": verb, "back_url": page}
