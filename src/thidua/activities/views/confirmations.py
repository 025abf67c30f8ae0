"""Letters of thanks and confirmations: the list of an activity, issuing, the Word file, withdrawing."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.activities import policies
from thidua.activities.enums import ConfirmationKind
from thidua.activities.facts.attendance import attendance_of
from thidua.activities.facts.letters import SOURCES, is_due, post_of_signer
from thidua.activities.facts.words import when_of
from thidua.activities.forms.confirmations import IssueForm, WithdrawForm
from thidua.activities.models import Activity, Confirmation
from thidua.activities.queries import activity_with_parties
from thidua.activities.services import issue_confirmations, withdraw_confirmation
from thidua.common import clock
from thidua.common.errors import NotVisibleError
from thidua.common.http.routes import ActorRequest
from thidua.common.views.saving import save
from thidua.documents.enums import MediaType

KINDS = {"xac-nhan": ConfirmationKind.PARTICIPATION, "cam-on": ConfirmationKind.THANKS}
"""What addresses call them."""


def list_confirmations(request: ActorRequest, activity: Activity) -> HttpResponse:
    """Every paper of the activity, valid or withdrawn, and what may be done with it."""
    activity = activity_with_parties(activity.pk)
    rows = list(policies.confirmations_visible_to(request.actor).filter(activity=activity).order_by("-pk"))
    for each in rows:
        each.activity = activity
    context = {
        "activity": activity,
        "when": when_of(activity),
        "lines": [(each, policies.may_withdraw_confirmation(request.actor, each)) for each in rows],
        "kinds": [(slug, kind.label) for slug, kind in KINDS.items()],
        "may_issue": policies.may_issue_confirmations(request.actor, activity),
    }
    return render(request, "activities/confirmations.html", context)


def issue(request: ActorRequest, activity: Activity, kind: str) -> HttpResponse:
    """Choose who gets a paper of this kind."""
    if kind not in KINDS:
        raise NotVisibleError(_("Không có loại giấy này."))
    wanted, activity = KINDS[kind], activity_with_parties(activity.pk)
    attendance = attendance_of(activity)
    have = list(activity.confirmations.filter(kind=wanted, withdrawn_at__isnull=True).defer("content"))
    people_done, parties_done = {each.participant_id for each in have}, {each.party_id for each in have}
    people = [each for each in activity.participants.all() if attendance.has(each) and each.pk not in people_done]
    parties = [
        each for each in activity.parties.all() if is_due(wanted, each, attendance) and each.pk not in parties_done
    ]
    initial = {"post": post_of_signer(activity)}
    form = IssueForm(request.POST or None, people=people, parties=parties, initial=initial)
    page = reverse("confirmations", args=[activity.pk])
    made: list[Confirmation] = []

    def deed() -> object:
        made.extend(
            issue_confirmations(
                actor=request.actor,
                activity=activity,
                kind=wanted,
                participants=form.people_chosen(),
                parties=form.parties_chosen(),
                signer=form.signer_written(),
                now=clock.now(),
            )
        )
        return made

    if request.method == "POST" and form.is_valid():
        number = len(form.people_chosen()) + len(form.parties_chosen())
        done = ngettext("Đã cấp %(number)s giấy.", "Đã cấp %(number)s giấy.", number) % {"number": number}
        answer = save(request, form, deed, next_url=page, done=done)
        if answer is not None:
            return answer
    context = {
        "activity": activity,
        "form": form,
        "title": wanted.label,
        "is_anybody": bool(people or parties),
        "back_url": page,
    }
    return render(request, "activities/confirmation_form.html", context)


def download(request: ActorRequest, confirmation: Confirmation) -> HttpResponse:
    """The Word file as it was issued."""
    content = Confirmation.objects.values_list("content", flat=True).get(pk=confirmation.pk)
    answer = HttpResponse(bytes(content), content_type=MediaType.DOCX)
    kind = SOURCES[ConfirmationKind(confirmation.kind)].replace("_", "-")
    answer["Content-Disposition"] = f'attachment; filename="{kind}-{confirmation.pk}.docx"'
    return answer


def withdraw(request: ActorRequest, confirmation: Confirmation) -> HttpResponse:
    """Withdraw a paper, after the page has said what happens."""
    form = WithdrawForm(request.POST or None)
    page = reverse("confirmations", args=[confirmation.activity_id])

    def deed() -> object:
        reason = form.cleaned_data["reason"]
        return withdraw_confirmation(actor=request.actor, confirmation=confirmation, reason=reason, now=clock.now())

    done = _("Đã thu hồi giấy của %(name)s.") % {"name": confirmation.name}
    answer = save(request, form, deed, next_url=page, done=done)
    context = {"activity": confirmation.activity, "confirmation": confirmation, "form": form, "back_url": page}
    return answer or render(request, "activities/confirmation_withdraw.html", context)
