"""Working days and the pattern of steps of an agency."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.campaigns.enums import StepKind
from thidua.campaigns.facts.deadlines import packaged_patterns, pattern_of
from thidua.campaigns.facts.holidays import holiday_words
from thidua.campaigns.facts.steps import working_day_rule
from thidua.campaigns.forms.library import DayForm, PatternForm
from thidua.campaigns.models import CompensatoryDay
from thidua.campaigns.policies import library as policies
from thidua.campaigns.queries.cycles import patterns_for
from thidua.campaigns.services import calendars as services
from thidua.campaigns.views.acting import attempt, done
from thidua.common import clock
from thidua.common.http.routes import ActorRequest
from thidua.core.vietnam.working_days import Calendar
from thidua.organisations.models import Agency


def list_days(request: ActorRequest) -> HttpResponse:
    """The State's days off of a year and what the actor's agencies decided; `?nam=` chooses the year."""
    asked = request.GET.get("nam", "")
    year = int(asked) if asked.isdecimal() and 2000 <= int(asked) <= 2098 else clock.today().year
    calendar = Calendar()
    context = {
        "year": year,
        "years": [year - 1, year, year + 1],
        "decisions": [
            (holiday_words(each.name), each) for each in sorted(calendar.decisions(year), key=lambda each: each.since)
        ],
        "is_decided": calendar.is_decided(year),
        "days": policies.days_visible_to(request.actor).filter(day__year=year),
        "kept": policies.agencies_launching(request.actor),
        "patterned": policies.patterned_agencies(request.actor).order_by("path"),
        "working_day_rule": working_day_rule(),
        "may_add": policies.may_keep_some_agency(request.actor),
    }
    return render(request, "campaigns/working_days.html", context)


def add_day(request: ActorRequest) -> HttpResponse:
    """Decide that a day is worked, or free."""
    agencies = Agency.objects.filter(pk__in=policies.agencies_launching(request.actor)).order_by("path")
    form = DayForm(request.POST or None, agencies=agencies)
    back = reverse("working_days")
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data

        def deed() -> HttpResponse:
            services.decide_day(
                actor=request.actor,
                agency=form.agency(),
                day=data["day"],
                is_working=data["nature"] == "work",
                name=data["name"],
                basis=data["basis"],
            )
            return done(
                request, _("Đã ghi vào lịch. Hạn đã đặt từ trước giữ nguyên."), f"{back}?nam={data['day'].year}"
            )

        answer = attempt(request, form, deed, stored=lambda row: {}, back_url=back)
        if answer is not None:
            return answer
    return render(request, "campaigns/working_day_form.html", {"form": form})


def drop_day(request: ActorRequest, day: CompensatoryDay) -> HttpResponse:
    """Take a decided day back."""
    services.undecide_day(actor=request.actor, row=day)
    return done(request, _("Đã bỏ khỏi lịch."), f"{reverse('working_days')}?nam={day.day.year}")


def patterns(request: ActorRequest, agency: Agency) -> HttpResponse:
    """The usual steps of an agency's blocs."""
    rows = patterns_for(agency)
    own = [row for row in rows if row.agency_id == agency.pk]
    present = [pattern_of(row) for row in rows] or list(packaged_patterns())
    form = PatternForm(
        request.POST or None,
        patterns=present,
        bases={StepKind(row.kind): row.basis for row in rows},
        initial={"version": max((row.version for row in own), default=0)},
    )
    if request.method == "POST" and form.is_valid():

        def deed() -> HttpResponse:
            services.set_patterns(
                actor=request.actor,
                agency=agency,
                version=form.cleaned_data["version"],
                rows=[services.PatternRow(pattern, basis) for pattern, basis in form.patterns()],
            )
            return done(request, _("Đã lưu mẫu. Năm mở sau này theo mẫu mới."), reverse("working_days"))

        answer = attempt(request, form, deed, stored=lambda row: {}, back_url=reverse("working_days"))
        if answer is not None:
            return answer
    context = {"form": form, "agency": agency, "rows": form.rows(), "is_own": bool(own)}
    return render(request, "campaigns/step_patterns.html", context)
