"""The years of blocs, and the page of one year."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.campaigns.facts.members import member_table
from thidua.campaigns.facts.reports import reports_on
from thidua.campaigns.facts.steps import StepLine, position_of, step_lines, working_day_rule
from thidua.campaigns.forms.cycles import ChooseThemeForm, PrepareForm
from thidua.campaigns.forms.reading import ReasonForm
from thidua.campaigns.models import Cycle
from thidua.campaigns.policies import cycles as policies
from thidua.campaigns.policies.library import may_add_to_library, themes_visible_to
from thidua.campaigns.queries.calendars import calendar_of
from thidua.campaigns.queries.cycles import movements_of, reference_of, steps_of, theme_of
from thidua.campaigns.queries.rules import rules_shown_in
from thidua.campaigns.services import cycles as services
from thidua.campaigns.services.themes import number_of, set_theme
from thidua.campaigns.views.acting import attempt, done
from thidua.campaigns.views.moves import next_move
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.components.pages import Confirmation, Effect
from thidua.common.http.navigation import shared_links_for
from thidua.common.http.routes import ActorRequest
from thidua.common.panels import panels_for
from thidua.common.references import describe
from thidua.common.views.asking import show_confirmation
from thidua.common.views.pressing import posted_version, press
from thidua.core.vietnam.working_days import Calendar


def list_cycles(request: ActorRequest) -> HttpResponse:
    """Every year the actor may see, the latest first; `?khoi=` keeps one bloc."""
    visible = (
        policies.cycles_visible_to(request.actor).select_related("bloc", "agency").prefetch_related("themes__theme")
    )
    chosen = request.GET.get("khoi", "")
    cycles = list(visible.filter(bloc=int(chosen)) if chosen.isdecimal() else visible)
    return render(
        request,
        "campaigns/cycles.html",
        {
            "cycles": cycles,
            "chosen": cycles[0].bloc if chosen.isdecimal() and cycles else None,
            "may_prepare": policies.may_run_some_bloc(request.actor),
            "shared_links": shared_links_for(request.actor),
        },
    )


def show_cycle(request: ActorRequest, cycle: Cycle) -> HttpResponse:
    """One year: where it is, what is missing, the one next button, the members, and what other apps know of it."""
    actor = request.actor
    calendar = calendar_of(cycle.agency)
    lines = lines_of(actor, cycle, calendar)
    position = position_of(cycle, lines)
    context = {
        "cycle": cycle,
        "theme": theme_of(cycle),
        "steps": lines,
        "position": position,
        "move": next_move(actor, cycle, position),
        "members": member_table(actor, cycle),
        "movements": movements_of(cycle),
        "rules": rules_shown_in(cycle),
        "may_plan": policies.may_plan_cycle(actor, cycle),
        "calendar_is_decided": calendar.is_decided(cycle.year),
        "panels": panels_for("cycle", actor, cycle),
        "other_years": f"{reverse('cycles')}?khoi={cycle.bloc_id}",
        "working_day_rule": working_day_rule(),
    }
    return render(request, "campaigns/cycle.html", context)


def lines_of(actor: Actor, cycle: Cycle, calendar: Calendar) -> list[StepLine]:
    """The steps of a year as this person sees them today."""
    today = clock.today()
    steps = steps_of([cycle])[cycle.pk]
    for step in steps:
        step.cycle = cycle  # one object for the page: what one part of it has asked, the others know
    references = {step.pk: reference for step in steps if (reference := reference_of(step)) is not None}
    described = describe(references.values())
    cards = {pk: described[reference] for pk, reference in references.items() if reference in described}
    return step_lines(steps, today=today, calendar=calendar, cards=cards, reports=reports_on(actor, steps, today))


def prepare(request: ActorRequest) -> HttpResponse:
    """Set up a new year of a bloc."""
    blocs = policies.blocs_run_by(request.actor).select_related("agency")
    initial: dict[str, Any] = {"year": clock.today().year, "bloc": blocs.first() if blocs.count() == 1 else None}
    form = PrepareForm(request.POST or None, blocs=blocs, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data

        def deed() -> HttpResponse:
            cycle = services.prepare_cycle(actor=request.actor, bloc=data["bloc"], year=data["year"])
            words = _("Đã chuẩn bị năm thi đua %(year)s. Xem lại các bước và hạn.") % {"year": cycle.year}
            return done(request, words, reverse("plan_cycle", args=[cycle.pk]))

        answer = attempt(request, form, deed, stored=lambda row: {}, back_url=reverse("cycles"))
        if answer is not None:
            return answer
    return render(request, "campaigns/prepare.html", {"form": form})


def begin(request: ActorRequest, cycle: Cycle) -> HttpResponse:
    """Begin a prepared year."""

    def deed() -> None:
        services.begin_cycle(actor=request.actor, cycle=cycle, version=posted_version(request), now=clock.now())

    return press(
        request,
        deed,
        back_url=reverse("cycle", args=[cycle.pk]),
        done=_("Đã bắt đầu năm thi đua %(year)s.") % {"year": cycle.year},
    )


def close(request: ActorRequest, cycle: Cycle) -> HttpResponse:
    """Ask, then close the year."""
    url = reverse("cycle", args=[cycle.pk])
    if request.method == "POST":

        def deed() -> None:
            services.close_cycle(actor=request.actor, cycle=cycle, version=posted_version(request), now=clock.now())

        return press(request, deed, back_url=url, done=_("Đã khép lại năm thi đua %(year)s.") % {"year": cycle.year})
    verb = _("Khép lại năm %(year)s") % {"year": cycle.year}
    effects = [
        Effect(
            _(
                "Các bước, hạn, chủ đề, phong trào, giao ước, kết quả, nhiệm vụ, kiểm tra, kinh nghiệm, "
                "dự thảo quy chế và danh sách đề nghị khen thưởng của năm không sửa được nữa."
            ),
            "lock",
        ),
        Effect(
            _(
                "Vẫn ghi tiếp được: biên bản, trả lời của cấp trên, quyết định công nhận, bàn giao, "
                "việc đã hứa sau kiểm tra, số văn bản."
            ),
            "pencil",
        ),
        Effect(_("Mọi nội dung vẫn xem được như cũ."), "eye"),
        Effect(_("Thư ký khối mở lại được, với lý do ghi trong nhật ký."), "history"),
    ]
    return show_confirmation(
        request,
        Confirmation(verb, verb, effects, url, chosen=str(cycle), fields={"version": str(cycle.version)}),
    )


def reopen(request: ActorRequest, cycle: Cycle) -> HttpResponse:
    """Take back the closing of a year."""
    url = reverse("cycle", args=[cycle.pk])
    form = ReasonForm(request.POST or None, initial={"version": cycle.version})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data

        def deed() -> HttpResponse:
            services.reopen_cycle(actor=request.actor, cycle=cycle, version=data["version"], reason=data["reason"])
            return done(request, _("Đã mở lại năm thi đua %(year)s.") % {"year": cycle.year}, url)

        answer = attempt(request, form, deed, stored=lambda row: {"reason": ""}, back_url=url)
        if answer is not None:
            return answer
    return render(request, "campaigns/reopen_cycle.html", {"form": form, "cycle": cycle})


def choose_theme(request: ActorRequest, cycle: Cycle) -> HttpResponse:
    """Set the theme over a year. Who chose while somebody else did reads what was set, and chooses again."""
    url = reverse("cycle", args=[cycle.pk])
    now_set = theme_of(cycle)
    form = ChooseThemeForm(
        request.POST or None,
        themes=themes_visible_to(request.actor),
        initial={"theme": now_set, "seen": number_of(now_set)},
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data

        def deed() -> HttpResponse:
            set_theme(actor=request.actor, cycle=cycle, theme=data["theme"], seen=data["seen"])
            return done(request, _("Đã lưu chủ đề của năm %(year)s.") % {"year": cycle.year}, url)

        answer = attempt(request, form, deed, stored=lambda row: {}, back_url=url)
        if answer is not None:
            return answer
        again = request.POST.copy()
        again["seen"] = number_of(theme_of(cycle))
        form.data = again
    return render(
        request,
        "campaigns/choose_theme.html",
        {"form": form, "cycle": cycle, "may_add": may_add_to_library(request.actor, cycle.agency)},
    )
