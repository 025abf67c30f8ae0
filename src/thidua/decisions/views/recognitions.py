"""Decisions: the list, one decision, recording it, correcting what is known of the paper."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.common import clock
from thidua.common.http.routes import ActorRequest
from thidua.common.references import Reference
from thidua.common.views.saving import save
from thidua.decisions.facts.words import decision_words
from thidua.decisions.forms.recognitions import DecisionForm, PaperForm
from thidua.decisions.models import RecognitionDecision
from thidua.decisions.policies import recognitions as policies
from thidua.decisions.queries.recognitions import decision_of
from thidua.decisions.services.news import draft_decision_news, publish_decision
from thidua.decisions.services.recognitions import edit_decision, record_decision
from thidua.documents.queries import evidence_of
from thidua.meetings.queries.choices import people_choices
from thidua.meetings.queries.records import elections_for
from thidua.organisations.enums import LeadRole
from thidua.organisations.queries import members_of
from thidua.publishing.enums import SnapshotKind, SourceKind
from thidua.publishing.models import Article, Snapshot
from thidua.publishing.policies.records import news_of, page_of
from thidua.publishing.views.pressing import ask_and_withdraw_page, press_draft, press_publish


def list_decisions(request: ActorRequest) -> HttpResponse:
    """Every decision the actor may see, the newest year first."""
    rows = policies.decisions_visible_to(request.actor).select_related("lead", "deputy")
    context = {"rows": [(decision, decision_words(decision)) for decision in rows]}
    return render(request, "decisions/decisions.html", context)


def show_decision(request: ActorRequest, decision: RecognitionDecision) -> HttpResponse:
    """One decision: whom it recognises, the paper, the conference that chose."""
    here = Reference("decision", decision.pk)
    answer = policies.may_edit_decision(request.actor, decision)
    context = {
        "decision": decision,
        "words": decision_words(decision),
        "papers": evidence_of([here])[here],
        "may_edit": answer,
        "page": page_of(
            request.actor,
            decision.agency,
            SnapshotKind.DECISION,
            decision.pk,
            policies.may_publish_decision(request.actor, decision),
        ),
        "news": news_of(request.actor, decision.agency, decision.bloc, SourceKind.DECISION, decision.pk),
    }
    return render(request, "decisions/decision.html", context)


def draft(request: ActorRequest, decision: RecognitionDecision) -> HttpResponse:
    """Begin an article of it, or open the one that was begun."""

    def deed() -> Article:
        return draft_decision_news(actor=request.actor, decision=decision, now=clock.now())

    return press_draft(request, deed, reverse("decision", args=[decision.pk]))


def publish(request: ActorRequest, decision: RecognitionDecision) -> HttpResponse:
    """Let everybody read it."""

    def deed() -> Snapshot:
        return publish_decision(actor=request.actor, decision=decision, now=clock.now())

    return press_publish(request, deed, reverse("decision", args=[decision.pk]))


def withdraw(request: ActorRequest, decision: RecognitionDecision) -> HttpResponse:
    """Say why it is not published any more, then take the page out."""
    back_url = reverse("decision", args=[decision.pk])
    return ask_and_withdraw_page(request, SnapshotKind.DECISION, decision.pk, back_url, decision_words(decision))


def record(request: ActorRequest, bloc_year: policies.BlocYear) -> HttpResponse:
    """Record who was recognised; the units come from the election, and from nothing else."""
    bloc, year = bloc_year
    chosen = {each.role: each for each in reversed(elections_for(bloc.pk, year))}
    lead, deputy = chosen.get(LeadRole.LEAD), chosen.get(LeadRole.DEPUTY_LEAD)
    initial = {
        "lead": lead.unit if lead else None,
        "lead_representative": lead.representative if lead else None,
        "deputy": deputy.unit if deputy else None,
        "deputy_representative": deputy.representative if deputy else None,
    }
    units = members_of(bloc.pk, year)
    carried = not units
    units = units or members_of(bloc.pk, year - 1)
    form = DecisionForm(request.POST or None, initial=initial, units=units, people=people_choices(bloc, units))
    back = reverse("meeting", args=[lead.meeting_id]) if lead else reverse("decisions")
    made: list[RecognitionDecision] = []

    def deed() -> None:
        made.append(
            record_decision(
                actor=request.actor,
                bloc=bloc,
                year=year,
                lead=form.lead_facts,
                deputy=form.deputy_facts,
                paper=form.paper,
                differs_because=form.cleaned_data["differs_because"],
                now=clock.now(),
            )
        )

    done = _("Đã ghi quyết định. Khối trưởng, Khối phó năm %(year)s có hiệu lực theo quyết định.") % {"year": year}
    if answer := save(request, form, deed, back_url=back, done=done):
        return redirect("decision", made[0].pk) if made else answer
    context = {
        "bloc": bloc,
        "year": year,
        "form": form,
        "back_url": back,
        "chosen": [each for each in (lead, deputy) if each],
        "carried": carried,
        "existing": decision_of(bloc.pk, year),
    }
    return render(request, "decisions/decision_form.html", context)


def edit(request: ActorRequest, decision: RecognitionDecision) -> HttpResponse:
    """Correct what is known of the paper."""
    form = PaperForm(request.POST or None, initial=PaperForm.values_of(decision))
    back = reverse("decision", args=[decision.pk])

    def deed() -> None:
        edit_decision(actor=request.actor, decision=decision, paper=form.paper, version=form.read, now=clock.now())

    if answer := save(request, form, deed, back_url=back, done=_("Đã lưu quyết định."), stored=PaperForm.values_of):
        return answer
    context = {"bloc": decision.bloc, "year": decision.year, "decision": decision, "form": form, "back_url": back}
    return render(request, "decisions/decision_form.html", context)
