"""The papers of a year: the list with their numbers, the pack, its progress and its files."""

import io
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.campaigns.models import Cycle
from thidua.common import clock
from thidua.common.errors import DomainError, NotVisibleError
from thidua.common.http.routes import ActorRequest
from thidua.common.jobs import is_dead
from thidua.common.models import Job, JobState
from thidua.documents.models import IssuedPaper
from thidua.documents.papers.source import PaperSource
from thidua.meetings.models import Ballot
from thidua.meetings.queries.ballots import motion_with_parts, rounds_of
from thidua.yearbook import policies
from thidua.yearbook.building import draw_tally_sheet
from thidua.yearbook.facts.heading import issued_papers
from thidua.yearbook.facts.rounds import TALLY_SHEET
from thidua.yearbook.forms import IssueForm
from thidua.yearbook.jobs import cycle_of_pack, pack_folder
from thidua.yearbook.kinds import every_kind, paper_kinds, round_paper_kinds
from thidua.yearbook.services.packs import ask_pack, issue_paper, issue_tally_sheet

REPORTS = {"mid_year_report", "year_report"}
TYPES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pdf": "application/pdf",
    ".json": "application/json",
}


def show_papers(request: ActorRequest, cycle: Cycle) -> HttpResponse:
    """Every paper of the year, its number, and the packs that the reader has built."""
    issued = issued_papers(cycle)
    rows = [
        {"source": source, "issued": issued.get(kind), "has_report": kind in REPORTS, "kind": kind}
        for kind, source in paper_kinds().items()
    ]
    latest = policies.packs_visible_to(request.actor).filter(subject_id=cycle.pk).order_by("-pk").first()
    context = {
        "cycle": cycle,
        "rows": rows,
        "latest": latest,
        "latest_state": _state(latest),
        "may_build": policies.may_build_pack(request.actor, cycle),
        "may_issue": policies.may_issue_paper(request.actor, cycle),
    }
    return render(request, "yearbook/papers.html", context)


def build(request: ActorRequest, cycle: Cycle) -> HttpResponse:
    """Ask for the pack and watch it being built."""
    job = ask_pack(actor=request.actor, cycle=cycle, now=clock.now())
    return redirect("pack", job.pk)


def show_pack(request: ActorRequest, job: Job) -> HttpResponse:
    """One pack: under way, failed, or ready with its files."""
    cycle = cycle_of_pack(job)
    about = job.result.get("about", {})
    files = [
        {
            "name": ": ".join(filter(None, [_name_of(each["kind"]), about.get(each["file"], "")])),
            "file": each["file"],
            "kind": Path(each["file"]).suffix.removeprefix("."),
        }
        for each in job.result.get("documents", [])
    ]
    context = {"job": job, "cycle": cycle, "files": files, "progress": _progress(job), "is_done": _state(job) == "DONE"}
    return render(request, "yearbook/pack.html", context)


def _name_of(kind: str) -> str:
    """What a file of the pack is; the file's own name tells whose."""
    sources = every_kind()
    if kind in sources:
        return _(sources[kind].title)
    return {"matrix": _("Bảng điểm"), "ranking": _("Bảng xếp hạng")}.get(kind) or _("Năm trên một trang")


def show_progress(request: ActorRequest, job: Job) -> HttpResponse:
    """The fragment that the page of a pack asks for again and again."""
    return render(request, "yearbook/_progress.html", {"job": job, "progress": _progress(job)})


def download_file(request: ActorRequest, job: Job, name: str) -> FileResponse:
    """One file of a pack."""
    if name not in {each["file"] for each in job.result.get("documents", [])} | {"manifest.json"}:
        raise NotVisibleError(_("Bộ hồ sơ không có tệp này."))
    path = pack_folder(job.pk) / name
    if not path.is_file():
        raise NotVisibleError(_("Tệp này không còn trên máy chủ. Lập lại bộ hồ sơ."))
    return FileResponse(path.open("rb"), as_attachment=True, filename=name, content_type=TYPES[path.suffix])


def download_all(request: ActorRequest, job: Job) -> FileResponse:
    """The whole pack in one archive."""
    folder = pack_folder(job.pk)
    if not folder.is_dir():
        raise NotVisibleError(_("Bộ hồ sơ này không còn trên máy chủ. Lập lại bộ hồ sơ."))
    cycle = cycle_of_pack(job)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.iterdir()):
            archive.write(path, path.name)
    stream.seek(0)
    return FileResponse(stream, as_attachment=True, filename=f"{cycle.bloc.code}-{cycle.year}.zip")


def download_tally_sheet(request: ActorRequest, ballot: Ballot) -> HttpResponse:
    """The tally sheet of one round, as the pack has it."""
    motion = motion_with_parts(ballot.motion_id)
    assert motion.meeting.cycle is not None
    counted = next(each for each in rounds_of(motion) if each.pk == ballot.pk)
    answer = HttpResponse(draw_tally_sheet(motion.meeting.cycle, counted), content_type=TYPES[".docx"])
    answer["Content-Disposition"] = f'attachment; filename="bien-ban-kiem-phieu-{motion.pk}-vong-{counted.number}.docx"'
    return answer


def number_paper(request: ActorRequest, cycle: Cycle, kind: str) -> HttpResponse:
    """Give one paper its number and day."""
    source = paper_kinds().get(kind)
    if source is None or not source.is_numbered:
        raise NotVisibleError(_("Không có loại văn bản này."))
    issue = partial(issue_paper, actor=request.actor, cycle=cycle, kind=kind)
    return _number(request, issue, source, reverse("papers", args=[cycle.pk]), _("Văn bản"))


def number_tally_sheet(request: ActorRequest, ballot: Ballot) -> HttpResponse:
    """Give the tally sheet of one round its number and day."""
    issue = partial(issue_tally_sheet, actor=request.actor, ballot=ballot)
    back_url = reverse("motion", args=[ballot.motion_id])
    return _number(request, issue, round_paper_kinds()[TALLY_SHEET], back_url, ballot.motion.title)


def _number(
    request: ActorRequest, issue: Callable[..., IssuedPaper], source: PaperSource, back_url: str, back: str
) -> HttpResponse:
    form = IssueForm(request.POST or None, initial={"issued_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            paper = issue(issued_on=form.cleaned_data["issued_on"], now=clock.now())
        except DomainError as error:
            form.add_error(error.field, error.message)
        else:
            messages.success(request, _("Đã cấp số %(number)s.") % {"number": paper.notation})
            return redirect(back_url)
    context = {"form": form, "source": source, "back_url": back_url, "back": back}
    return render(request, "yearbook/number.html", context)


def _state(job: Job | None) -> str:
    if job is None:
        return ""
    return JobState.FAILED if is_dead(job, clock.now()) else job.state


def _progress(job: Job) -> dict[str, Any]:
    state = _state(job)
    died = "" if job.state == JobState.FAILED else _("Máy chủ dừng giữa chừng. Bấm lập lại bộ hồ sơ.")
    says = _(job.says) if job.says else ""
    failed = (died or says) if state == JobState.FAILED else ""
    return {
        "label": _("Bộ hồ sơ đã xong") if state == JobState.DONE else says or _("Đang chờ đến lượt"),
        "percent": 100 * job.done // job.total if job.total else None,
        "done": state == JobState.DONE,
        "failed": failed,
    }
