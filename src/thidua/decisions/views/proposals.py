"""The list of proposals of a year: look, fill, send; the superior's answers."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.campaigns.models import Cycle
from thidua.common import clock
from thidua.common.http.routes import ActorRequest
from thidua.common.views.pressing import posted_version, press
from thidua.common.views.saving import save
from thidua.decisions.facts.proposals import earlier_answers, lacks_basis, propose, ranks_moved
from thidua.decisions.forms.proposals import (
    AnswerForm,
    BasisForm,
    CorrectForm,
    LetterForm,
    ProposalLineForm,
    WhyForm,
)
from thidua.decisions.models import ProposalLine, ProposalList
from thidua.decisions.policies import proposals as policies
from thidua.decisions.queries.proposals import proposals_of
from thidua.decisions.services.proposals import (
    add_line,
    answer_line,
    correct_answer,
    draft_proposals,
    refill_proposals,
    remove_line,
    return_proposals,
    say_basis,
    send_proposals,
)
from thidua.meetings.policies.ballots import settled_ties
from thidua.organisations.queries import members_of


def draft(request: ActorRequest, cycle: Cycle) -> HttpResponse:
    """Begin the list from votes and ranking."""
    made: list[ProposalList] = []
    answer = press(
        request,
        lambda: made.append(draft_proposals(actor=request.actor, cycle=cycle)),
        back_url=reverse("cycle", args=[cycle.pk]),
        done=_("Đã lập danh sách từ kết quả bỏ phiếu và xếp hạng. Anh/chị xem lại trước khi gửi."),
    )
    if made:
        answer.headers["Location"] = reverse("proposals", args=[made[0].pk])
    return answer


def show(request: ActorRequest, proposals: ProposalList) -> HttpResponse:
    """The list with quota, figures, sources and answers."""
    whole = proposals_of(proposals.cycle_id)
    assert whole is not None
    proposed = propose(whole.cycle)
    lines = list(whole.lines.all())
    may_answer = policies.may_answer_proposals(request.actor, whole)
    counts: dict[str, int] = {}
    for line in lines:
        counts[line.award_name] = counts.get(line.award_name, 0) + 1
    context = {
        "proposals": whole,
        "lines": [
            (line, may_answer and not line.answer, may_answer and bool(line.answer), earlier_answers(line))
            for line in lines
        ],
        "may_answer": may_answer,
        "moved": ranks_moved(lines, proposed),
        "ties": settled_ties(request.actor, whole.cycle_id),
        "quotas": [(award, places, counts.get(award, 0)) for award, places in proposed.quotas.items()],
        "open_points": proposed.open_points,
        "without_basis": [line for line in lines if not line.answer and lacks_basis(line)],
        "may_edit": policies.may_edit_proposals(request.actor, whole),
        "may_return": policies.may_return_proposals(request.actor, whole),
    }
    return render(request, "decisions/proposals.html", context)


def refill(request: ActorRequest, proposals: ProposalList) -> HttpResponse:
    """Add what votes and ranking give now."""
    return press(
        request,
        lambda: refill_proposals(actor=request.actor, proposals=proposals, version=posted_version(request)),
        back_url=reverse("proposals", args=[proposals.pk]),
        done=_("Đã thêm những đơn vị mà kết quả bỏ phiếu và xếp hạng có thêm."),
    )


def add(request: ActorRequest, proposals: ProposalList) -> HttpResponse:
    """Put a unit on the list by hand."""
    units = members_of(proposals.cycle.bloc_id, proposals.cycle.year)
    form = ProposalLineForm(request.POST or None, units=units)
    back = reverse("proposals", args=[proposals.pk])

    def deed() -> None:
        add_line(actor=request.actor, proposals=proposals, **form.cleaned_data)

    if answer := save(request, form, deed, back_url=back, done=_("Đã thêm vào danh sách.")):
        return answer
    return _form(request, proposals, form, _("Thêm đơn vị vào danh sách"), _("Thêm vào danh sách"))


def basis(request: ActorRequest, line: ProposalLine) -> HttpResponse:
    """Which award a line proposes, and on what basis."""
    form = BasisForm(request.POST or None, initial=BasisForm.values_of(line))
    back = reverse("proposals", args=[line.proposals_id])

    def deed() -> None:
        given = form.cleaned_data
        say_basis(
            actor=request.actor, line=line, award_code=given["award_code"], basis=given["basis"], version=form.read
        )

    if answer := save(
        request, form, deed, back_url=back, done=_("Đã ghi loại hình khen thưởng."), stored=BasisForm.values_of
    ):
        return answer
    return _form(request, line.proposals, form, _("Loại hình khen thưởng"), _("Ghi loại hình"), str(line))


def remove(request: ActorRequest, line: ProposalLine) -> HttpResponse:
    """Take a unit off, with the reason."""
    form = WhyForm(request.POST or None)
    back = reverse("proposals", args=[line.proposals_id])

    def deed() -> None:
        remove_line(actor=request.actor, line=line, reason=form.cleaned_data["reason"])

    if answer := save(request, form, deed, back_url=back, done=_("Đã bỏ khỏi danh sách.")):
        return answer
    return _form(request, line.proposals, form, _("Bỏ đơn vị khỏi danh sách"), _("Bỏ khỏi danh sách"), str(line))


def send(request: ActorRequest, proposals: ProposalList) -> HttpResponse:
    """The letter, then send."""
    form = LetterForm(request.POST or None, initial=LetterForm.values_of(proposals))
    back = reverse("proposals", args=[proposals.pk])

    def deed() -> None:
        send_proposals(actor=request.actor, proposals=proposals, letter=form.letter, version=form.read, now=clock.now())

    done = _("Đã gửi cấp trên. Danh sách không sửa được nữa, trừ khi cấp trên trả lại.")
    if answer := save(request, form, deed, back_url=back, done=done, stored=LetterForm.values_of):
        return answer
    return _form(request, proposals, form, _("Gửi danh sách cho cấp trên"), _("Gửi cấp trên"))


def give_back(request: ActorRequest, proposals: ProposalList) -> HttpResponse:
    """The superior gives the list back."""
    form = WhyForm(request.POST or None)
    back = reverse("proposals", args=[proposals.pk])

    def deed() -> None:
        return_proposals(actor=request.actor, proposals=proposals, reason=form.cleaned_data["reason"])

    if answer := save(request, form, deed, back_url=back, done=_("Đã trả lại danh sách cho khối.")):
        return answer
    return _form(request, proposals, form, _("Trả lại danh sách"), _("Trả lại khối"))


def answer_to(request: ActorRequest, line: ProposalLine) -> HttpResponse:
    """What the superior decided on one line."""
    form = AnswerForm(request.POST or None, initial=AnswerForm.start_of(line), line=line)
    back = reverse("proposals", args=[line.proposals_id])

    def deed() -> None:
        answer_line(actor=request.actor, line=line, facts=form.facts, version=form.read, now=clock.now())

    if answer := save(request, form, deed, back_url=back, done=_("Đã ghi trả lời của cấp trên.")):
        return answer
    return _form(request, line.proposals, form, _("Ghi trả lời của cấp trên"), _("Ghi trả lời"), str(line))


def correct(request: ActorRequest, line: ProposalLine) -> HttpResponse:
    """Correct what was written down of the superior's decision, with the reason."""
    form = CorrectForm(request.POST or None, initial=CorrectForm.values_of(line), line=line)
    back = reverse("proposals", args=[line.proposals_id])

    def deed() -> None:
        correct_answer(
            actor=request.actor,
            line=line,
            facts=form.facts,
            because=form.cleaned_data["because"],
            version=form.read,
            now=clock.now(),
        )

    done = _("Đã sửa trả lời. Trả lời cũ còn trong danh sách và lịch sử.")
    if answer := save(request, form, deed, back_url=back, done=done, stored=CorrectForm.values_of):
        return answer
    return _form(request, line.proposals, form, _("Sửa trả lời của cấp trên"), _("Sửa trả lời"), str(line))


def _form(
    request: ActorRequest, proposals: ProposalList, form: object, title: str, verb: str, chosen: str = ""
) -> HttpResponse:
    context = {"proposals": proposals, "form": form, "title": title, "verb": verb, "chosen": chosen}
    return render(request, "decisions/proposal_form.html", context)
