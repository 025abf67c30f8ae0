"""Series: of which one an activity is a time, all its times beside each other, the next one."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.activities import policies
from thidua.activities.facts.selections import of_series
from thidua.activities.facts.series import charts_of, compared_times, last_time
from thidua.activities.forms.kinship import NextTimeForm, SeriesForm
from thidua.activities.models import Activity, ActivitySeries
from thidua.activities.services import plan_next_time, put_in_series
from thidua.activities.views.impact import sum_context
from thidua.activities.views.kinship import form_page
from thidua.common import clock
from thidua.common.components.texts import short_date
from thidua.common.http.routes import ActorRequest
from thidua.common.views.saving import save

OFFERED = 200


def place_in_series(request: ActorRequest, activity: Activity) -> HttpResponse:
    """Say of which series this activity is one time."""
    rows = policies.series_visible_to(request.actor).filter(agency=activity.agency_id).distinct()
    led = [each for each in rows[:OFFERED] if policies.may_add_to_series(request.actor, each)]
    if activity.series is not None and activity.series not in led:
        led.append(activity.series)
    form = SeriesForm(request.POST or None, offered=led, initial=SeriesForm.values_of(activity))
    page = reverse("activity", args=[activity.pk])

    def deed() -> Activity:
        return put_in_series(
            actor=request.actor,
            activity=activity,
            version=form.cleaned_data["version"],
            series=form.series_chosen(),
            name=form.cleaned_data["name"],
            now=clock.now(),
        )

    answer = save(
        request, form, deed, next_url=page, done=_("Đã ghi chuỗi."), stored=SeriesForm.values_of, back_url=page
    )
    context = form_page(activity, form, _("Thuộc chuỗi hoạt động"), _("Lưu"))
    return answer or render(request, "activities/form.html", context)


def show_series(request: ActorRequest, series: ActivitySeries) -> HttpResponse:
    """All times of a series, and what came of them together."""
    times = compared_times(series, clock.now())
    back = (reverse("activities"), _("Hoạt động"))
    context = sum_context(request, of_series(series), series.name, back) | {
        "series": series,
        "times": list(reversed(times)),
        "charts": charts_of(times),
        "may_add": policies.may_add_to_series(request.actor, series),
        "has_time": bool(times),
    }
    return render(request, "activities/series.html", context)


def plan_next(request: ActorRequest, series: ActivitySeries) -> HttpResponse:
    """Plan the next time as the last one was."""
    last = last_time(series)
    form = NextTimeForm(request.POST or None, initial={"title": last.title if last is not None else ""})
    page = reverse("activity_series", args=[series.pk])

    def deed() -> Activity:
        told = form.cleaned_data
        return plan_next_time(
            actor=request.actor, series=series, held_on=told["held_on"], title=told["title"], now=clock.now()
        )

    answer = save(
        request, form, deed, next_url=page, done=_("Đã lập lần tiếp theo. Mời lại các bên ở hồ sơ ấy."), back_url=page
    )
    note = _(
        "Loại, thông điệp, phong trào, giờ và nơi lấy theo lần gần nhất: “%(title)s”, %(day)s. Các bên được mời lại, "
        "số liệu bắt đầu từ đầu."
    )
    context = {
        "form": form,
        "title": _("Lập lần tiếp theo"),
        "verb": _("Lập lần tiếp theo"),
        "back_url": page,
        "back_name": series.name,
        "note": note % {"title": last.title, "day": short_date(last.held_on)} if last is not None else "",
    }
    return answer or render(request, "activities/sum_form.html", context)
