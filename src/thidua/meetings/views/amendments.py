"""Amendments: proposed by those who attended, decided by the secretary."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.common import clock
from thidua.common.http.routes import ActorRequest
from thidua.common.views.pressing import press
from thidua.common.views.saving import save
from thidua.meetings.enums import MinutesSection
from thidua.meetings.facts.differences import differences
from thidua.meetings.forms.minutes import AmendmentForm, RejectForm
from thidua.meetings.models import Amendment, Minutes, MinutesLine
from thidua.meetings.policies import minutes as policies
from thidua.meetings.policies.places import SectionPlace
from thidua.meetings.services.amendments import (
    accept_amendment,
    propose_amendment,
    reject_amendment,
    withdraw_amendment,
)


def propose_for_line(request: ActorRequest, line: MinutesLine) -> HttpResponse:
    """Ask that a sentence be changed."""
    return _propose(request, line.minutes, MinutesSection(line.section), line)


def propose_addition(request: ActorRequest, place: SectionPlace) -> HttpResponse:
    """Ask that a sentence be added to a part."""
    return _propose(request, place.minutes, place.section, None)


def show_amendment(request: ActorRequest, amendment: Amendment) -> HttpResponse:
    """What is proposed, what it would change, and for the secretary the two answers."""
    return _show(request, amendment, RejectForm())


def accept(request: ActorRequest, amendment: Amendment) -> HttpResponse:
    """Take it into the minutes, if the sentence still reads as it did on the page."""
    text = request.POST.get("line_version", "")
    read = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
    return press(
        request,
        lambda: accept_amendment(actor=request.actor, amendment=amendment, line_version=read, now=clock.now()),
        back_url=reverse("amendment", args=[amendment.pk]),
        done=_("Đã tiếp thu đề nghị vào biên bản."),
    )


def reject(request: ActorRequest, amendment: Amendment) -> HttpResponse:
    """Leave the minutes as they are, with the reason."""
    form = RejectForm(request.POST or None)
    back = reverse("amendment", args=[amendment.pk])

    def deed() -> None:
        reject_amendment(actor=request.actor, amendment=amendment, reason=form.cleaned_data["reason"], now=clock.now())

    if answer := save(request, form, deed, back_url=back, done=_("Đã ghi không tiếp thu, kèm lý do.")):
        return answer
    return _show(request, amendment, form)


def withdraw(request: ActorRequest, amendment: Amendment) -> HttpResponse:
    """Take one's own amendment back."""
    return press(
        request,
        lambda: withdraw_amendment(actor=request.actor, amendment=amendment, now=clock.now()),
        back_url=reverse("amendment", args=[amendment.pk]),
        done=_("Đã rút lại đề nghị."),
    )


def _propose(
    request: ActorRequest, minutes: Minutes, section: MinutesSection, line: MinutesLine | None
) -> HttpResponse:
    form = AmendmentForm(request.POST or None, initial={"text": line.text} if line else None)
    back = reverse("minutes", args=[minutes.pk])

    def deed() -> None:
        propose_amendment(
            actor=request.actor, minutes=minutes, section=section, line=line, now=clock.now(), **form.cleaned_data
        )

    if answer := save(request, form, deed, back_url=back, done=_("Đã gửi đề nghị. Thư ký sẽ xem và trả lời.")):
        return answer
    context = {
        "minutes": minutes,
        "meeting": minutes.meeting,
        "section": section,
        "line": line,
        "form": form,
        "back_url": back,
    }
    return render(request, "meetings/amendment_form.html", context)


def _show(request: ActorRequest, amendment: Amendment, form: RejectForm) -> HttpResponse:
    now_says = amendment.line.text if amendment.line else ""
    context = {
        "amendment": amendment,
        "minutes": amendment.minutes,
        "meeting": amendment.minutes.meeting,
        "form": form,
        "changes": differences(now_says, amendment.text) if now_says else None,
        "line_changed": bool(amendment.line) and amendment.line_text != now_says,
        "may_decide": policies.may_decide_amendment(request.actor, amendment),
        "may_withdraw": policies.may_withdraw_amendment(request.actor, amendment),
        "runs": bool(policies.may_run_amendment(request.actor, amendment)),
    }
    return render(request, "meetings/amendment.html", context)
