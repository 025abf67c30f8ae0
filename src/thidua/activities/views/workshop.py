"""A workshop: its programme, papers and proposals; the lists of what became of proposals."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.activities import policies
from thidua.activities.facts.proposal_book import write_proposals
from thidua.activities.facts.proposals import ProposalLine, half_of, lines_of, progress_words, sums_of
from thidua.activities.facts.words import when_of
from thidua.activities.forms.follow_up import ProgrammeForm, ProposalForm, ProposalReportForm
from thidua.activities.models import Activity, ProgrammeLine, Proposal
from thidua.activities.policies import AgencyYear
from thidua.activities.queries import KIND
from thidua.activities.queries.follow_up import programme_of, proposals_of, proposals_of_cycle, proposals_of_year
from thidua.activities.queries.plans import parties_to_ask
from thidua.activities.services import (
    add_proposal,
    add_to_plan,
    change_in_plan,
    change_proposal,
    remove_from_plan,
    remove_proposal,
    report_proposal,
)
from thidua.activities.views.follow_forms import read_parties, show_and_save, workshop_of
from thidua.campaigns.models import Cycle
from thidua.campaigns.queries.calendars import calendars_of
from thidua.common import clock
from thidua.common.http.asked import asked_number, how_many
from thidua.common.http.routes import ActorRequest
from thidua.common.references import Reference
from thidua.common.views.pressing import press
from thidua.documents.queries import evidence_of
from thidua.organisations.models import Agency

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN = 50


def show_workshop(request: ActorRequest, activity: Activity) -> HttpResponse:
    """Programme, papers, proposals with what each asks of this person."""
    actor = request.actor
    read_parties(activity)
    lines = _reckoned(_of(activity))
    reference = Reference(KIND, activity.pk)
    context = {
        "activity": activity,
        "when": when_of(activity),
        "programme": list(programme_of(activity)),
        "lines": [
            (
                line,
                policies.may_report_proposal(actor, line.proposal),
                policies.may_change_proposal(actor, line.proposal),
            )
            for line in lines
        ],
        "progress": progress_words(lines),
        "papers": evidence_of([reference])[reference],
        "may_keep": policies.may_keep_activity(actor, activity),
        "may_keep_programme": policies.may_keep_programme(actor, activity),
        "may_propose": policies.may_propose(actor, activity),
    }
    return render(request, "activities/workshop.html", context)


def add_programme_line(request: ActorRequest, activity: Activity) -> HttpResponse:
    """One more entry of the programme."""
    form = ProgrammeForm(request.POST or None, parties=())

    def deed() -> ProgrammeLine:
        return add_to_plan(actor=request.actor, activity=activity, words=form.words())

    return show_and_save(
        request,
        activity,
        form,
        deed,
        place=workshop_of(activity),
        title=_("Thêm mục vào chương trình"),
        done=_("Đã lưu chương trình."),
        again=True,
    )


def change_programme_line(request: ActorRequest, line: ProgrammeLine) -> HttpResponse:
    """Another hour, another speaker."""
    form = ProgrammeForm(request.POST or None, initial=ProgrammeForm.values_of(line), parties=())

    def deed() -> ProgrammeLine:
        return change_in_plan(actor=request.actor, row=line, version=form.read, words=form.words())

    return show_and_save(
        request,
        line.activity,
        form,
        deed,
        place=workshop_of(line.activity),
        title=_("Sửa mục của chương trình"),
        done=_("Đã lưu chương trình."),
        stored=ProgrammeForm.values_of,
        remove_url=reverse("remove_programme_line", args=[line.pk]),
    )


def remove_programme_line(request: ActorRequest, line: ProgrammeLine) -> HttpResponse:
    """The entry goes."""

    def deed() -> None:
        remove_from_plan(actor=request.actor, row=line)

    return press(
        request, deed, back_url=workshop_of(line.activity).url, done=_("Đã bỏ “%(name)s”.") % {"name": line.topic}
    )


def propose(request: ActorRequest, activity: Activity) -> HttpResponse:
    """Write down a proposal."""
    own = None if policies.may_keep_activity(request.actor, activity) else policies.party_of(request.actor, activity)
    initial = {"made_by": own.name} if own is not None else {}
    form = ProposalForm(request.POST or None, initial=initial, parties=parties_to_ask(activity), agencies=_agencies())

    def deed() -> Proposal:
        return add_proposal(actor=request.actor, activity=activity, words=form.words())

    return show_and_save(
        request,
        activity,
        form,
        deed,
        place=workshop_of(activity),
        title=_("Ghi kiến nghị"),
        done=_("Đã ghi kiến nghị."),
        again=True,
    )


def change_a_proposal(request: ActorRequest, proposal: Proposal) -> HttpResponse:
    """Its words, to whom it goes, who sees to it until when."""
    activity = proposal.activity
    form = ProposalForm(
        request.POST or None,
        initial=ProposalForm.values_of(proposal),
        parties=parties_to_ask(activity, [proposal.party_id]),
        agencies=_agencies(),
    )

    def deed() -> Proposal:
        return change_proposal(actor=request.actor, proposal=proposal, version=form.read, words=form.words())

    return show_and_save(
        request,
        activity,
        form,
        deed,
        place=workshop_of(activity),
        title=_("Sửa kiến nghị"),
        done=_("Đã lưu kiến nghị."),
        stored=ProposalForm.values_of,
        remove_url=reverse("remove_workshop_proposal", args=[proposal.pk]),
    )


def report(request: ActorRequest, proposal: Proposal) -> HttpResponse:
    """What became of it."""
    form = ProposalReportForm(request.POST or None, initial=ProposalReportForm.values_of(proposal))

    def deed() -> Proposal:
        return report_proposal(
            actor=request.actor,
            proposal=proposal,
            version=form.cleaned_data["version"],
            report=form.report(),
            now=clock.now(),
        )

    return show_and_save(
        request,
        proposal.activity,
        form,
        deed,
        place=workshop_of(proposal.activity),
        title=_("Ghi kết quả của kiến nghị"),
        done=_("Đã ghi kết quả của kiến nghị."),
        about=proposal.text,
        stored=ProposalReportForm.values_of,
    )


def remove_a_proposal(request: ActorRequest, proposal: Proposal) -> HttpResponse:
    """The proposal goes."""

    def deed() -> None:
        remove_proposal(actor=request.actor, proposal=proposal)

    return press(request, deed, back_url=workshop_of(proposal.activity).url, done=_("Đã bỏ kiến nghị."))


# --- What became of each ---------------------------------------------------------------------------------------------


def list_of_cycle(request: ActorRequest, cycle: Cycle) -> HttpResponse:
    """The proposals of a bloc's year; `?ky=1` and `?ky=2` choose a half."""
    title = _("Kiến nghị từ hội thảo: %(what)s") % {"what": cycle}
    back = (reverse("cycle", args=[cycle.pk]), str(cycle))
    return _list(request, proposals_of_cycle(cycle.pk), title, back, reverse("cycle_proposals_file", args=[cycle.pk]))


def file_of_cycle(request: ActorRequest, cycle: Cycle) -> HttpResponse:
    """The same as a workbook."""
    title = _("Kiến nghị từ hội thảo: %(what)s") % {"what": cycle}
    name = f"kien-nghi-{cycle.bloc.code}-{cycle.year}"
    return _file(request, proposals_of_cycle(cycle.pk), title, cycle.agency, name)


def list_of_year(request: ActorRequest, agency_year: AgencyYear) -> HttpResponse:
    """The proposals of a year of an agency; `?ky=1` and `?ky=2` choose a half."""
    agency, year = agency_year.agency, agency_year.year
    back = (f"{reverse('activities')}?nam={year}", _("Hoạt động năm %(year)s") % {"year": year})
    file_url = reverse("year_proposals_file", args=[agency.pk, year])
    return _list(request, proposals_of_year(agency.pk, year), _year_title(agency_year), back, file_url)


def file_of_year(request: ActorRequest, agency_year: AgencyYear) -> HttpResponse:
    """The same as a workbook."""
    agency, year = agency_year.agency, agency_year.year
    rows = proposals_of_year(agency.pk, year)
    return _file(request, rows, _year_title(agency_year), agency, f"kien-nghi-{agency.code}-{year}")


def _year_title(agency_year: AgencyYear) -> str:
    told = {"year": agency_year.year, "agency": agency_year.agency.name}
    return _("Kiến nghị từ hội thảo năm %(year)s: %(agency)s") % told


def _list(
    request: ActorRequest, rows: QuerySet[Proposal], title: str, back: tuple[str, str], file_url: str
) -> HttpResponse:
    half = half_of(asked_number(request, "ky"))
    every = list(rows)
    lines = _reckoned(each for each in every if half.holds(each))
    unknown = sum(not half_of(1).holds(each) and not half_of(2).holds(each) for each in every) if half.number else 0
    shown = lines[: how_many(request, SHOWN)]
    seen = _visible(request, shown)
    context = {
        "title": title,
        "back_url": back[0],
        "back_name": back[1],
        "half": half,
        "halves": [half_of(number) for number in (0, 1, 2)],
        "lines": [(line, line.proposal.activity_id in seen) for line in shown],
        "total": len(lines),
        "sums": sums_of(lines),
        "progress": progress_words(lines),
        "unknown": unknown,
        "file_url": f"{file_url}?ky={half.number}",
    }
    return render(request, "activities/proposals.html", context)


def _visible(request: ActorRequest, lines: Iterable[ProposalLine]) -> set[int]:
    wanted = {line.proposal.activity_id for line in lines}
    rows = policies.activities_visible_to(request.actor).filter(pk__in=wanted)
    return set(rows.values_list("pk", flat=True))


def _file(request: ActorRequest, rows: QuerySet[Proposal], title: str, agency: Agency, name: str) -> HttpResponse:
    half = half_of(asked_number(request, "ky"))
    lines = _reckoned(each for each in rows if half.holds(each))
    mark = f" – {_('số liệu minh hoạ')}" if agency.is_illustrative else ""
    answer = HttpResponse(write_proposals(lines, title, f"{half.words}{mark}"), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}-{half.number}.xlsx"'
    return answer


def _reckoned(proposals: Iterable[Proposal]) -> list[ProposalLine]:
    given = list(proposals)
    agencies = {each.agency_id for each in given}
    calendars = calendars_of(agencies, known=[each.activity.agency for each in given]) if given else {}
    return lines_of(given, calendars, clock.today())


def _of(activity: Activity) -> list[Proposal]:
    """The proposals of this activity; the activity and its parties are not read again."""
    parties = {party.pk: party for party in activity.parties.all()}
    found = list(proposals_of(activity))
    for each in found:
        each.activity = activity
        if each.proposer_id is not None:
            each.proposer = parties.get(each.proposer_id)
    return found


def _agencies() -> QuerySet[Agency]:
    """Every agency of the installation: names are no secret."""
    return Agency.objects.order_by("sort_key")
