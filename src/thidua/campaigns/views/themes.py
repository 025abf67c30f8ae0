"""Themes: the list, a new one, a correction."""

from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.campaigns.forms.library import ThemeForm
from thidua.campaigns.models import CycleTheme, Theme
from thidua.campaigns.policies import library as policies
from thidua.campaigns.policies.cycles import cycles_visible_to
from thidua.campaigns.services import themes as services
from thidua.campaigns.views.acting import attempt, done
from thidua.common.http.routes import ActorRequest
from thidua.organisations.models import Agency


def list_themes(request: ActorRequest) -> HttpResponse:
    """Every theme the actor may see, with the years lived under it."""
    lived = CycleTheme.objects.filter(cycle__in=cycles_visible_to(request.actor)).select_related("cycle__bloc")
    themes = policies.themes_visible_to(request.actor).prefetch_related(Prefetch("cycles", lived, to_attr="shown"))
    kept = frozenset(policies.themes_changed_by(request.actor).values_list("pk", flat=True))
    context = {"themes": themes, "kept": kept, "may_add": policies.may_add_somewhere(request.actor)}
    return render(request, "campaigns/themes.html", context)


def add(request: ActorRequest) -> HttpResponse:
    """Write a theme down."""
    agencies = Agency.objects.filter(pk__in=policies.agencies_kept_by(request.actor))
    form = ThemeForm(request.POST or None, agencies=agencies, initial={"version": 0})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data

        def deed() -> HttpResponse:
            services.add_theme(
                actor=request.actor,
                agency=form.agency(),
                text=data["text"],
                since_year=data["since_year"],
                until_year=data["until_year"],
                launched_by=data["launched_by"],
                basis=data["basis"],
            )
            return done(request, _("Đã thêm chủ đề."), reverse("themes"))

        answer = attempt(request, form, deed, stored=_stored, back_url=reverse("themes"))
        if answer is not None:
            return answer
    return render(request, "campaigns/theme_form.html", {"form": form, "theme": None})


def change(request: ActorRequest, theme: Theme) -> HttpResponse:
    """Correct a theme."""
    form = ThemeForm(request.POST or None, initial={**_stored(theme), "version": theme.version})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data

        def deed() -> HttpResponse:
            services.change_theme(
                actor=request.actor,
                theme=theme,
                version=data["version"],
                text=data["text"],
                since_year=data["since_year"],
                until_year=data["until_year"],
                launched_by=data["launched_by"],
                basis=data["basis"],
            )
            return done(request, _("Đã lưu chủ đề."), reverse("themes"))

        answer = attempt(request, form, deed, stored=_stored, back_url=reverse("themes"))
        if answer is not None:
            return answer
    return render(request, "campaigns/theme_form.html", {"form": form, "theme": theme})


def _stored(theme: Theme) -> dict[str, object]:
    return {
        "text": theme.text,
        "since_year": theme.since_year,
        "until_year": theme.until_year,
        "launched_by": theme.launched_by,
        "basis": theme.basis,
    }
