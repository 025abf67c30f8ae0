"""Comments: what waits, one comment and what is done with it, what one sender sent, the choices of an agency."""

import json
from dataclasses import asdict
from typing import Any

from django.core.paginator import Paginator
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.common import clock
from thidua.common.http.routes import ActorRequest
from thidua.common.jobs import is_dead
from thidua.common.models import JobState
from thidua.common.views.pressing import posted_version, press
from thidua.common.views.saving import save
from thidua.organisations.models import Agency
from thidua.publishing import policies
from thidua.publishing.enums import CommentState, CommentVerdict
from thidua.publishing.facts.contacts import places_of_contacts
from thidua.publishing.forms import (
    AnswerForm,
    EraseForm,
    EraseOneForm,
    PublicSettingsForm,
    RefuseManyForm,
    SenderForm,
    VerdictForm,
)
from thidua.publishing.models import Comment, PublicSettings
from thidua.publishing.queries import sent_with, settings_of
from thidua.publishing.services.comments import (
    answer_comment,
    erase_comment,
    erase_sent_with,
    give_out,
    let_through,
    refuse_comment,
    refuse_many,
)
from thidua.publishing.services.settings import choose_public_settings
from thidua.publishing.services.unnaming import job_of

A_PAGE = 30
MOST_OFFERED = 100
"""So many may be refused at once: as many as one person looks through."""
SHELVES = {
    "cho": (CommentState.WAITING,),
    "hien": (CommentState.SHOWN,),
    "khong": (CommentState.REFUSED, CommentState.HIDDEN, CommentState.ERASED),
}
"""What `?xem=` chooses among; the first is shown unless another one is asked for."""


def list_comments(request: ActorRequest) -> HttpResponse:
    """What waits, the longest first; or what is shown, or not, the latest first."""
    chosen = request.GET.get("xem", "")
    chosen = chosen if chosen in SHELVES else "cho"
    rows = policies.comments_moderated_by(request.actor).filter(state__in=SHELVES[chosen])
    rows = rows.order_by("sent_at", "pk") if chosen == "cho" else rows.order_by("-sent_at", "-pk")
    found = Paginator(rows, A_PAGE).get_page(request.GET.get("trang"))
    context = {
        "found": found,
        "chosen": chosen,
        "agencies": list(policies.agencies_moderated_by(request.actor).order_by("sort_key")),
        "shelves": [("cho", _("Chờ duyệt")), ("hien", _("Đang hiện")), ("khong", _("Không hiện"))],
        "newer_url": f"?xem={chosen}&trang={found.number - 1}",
        "older_url": f"?xem={chosen}&trang={found.number + 1}",
    }
    return render(request, "publishing/comments.html", context)


def show_comment(request: ActorRequest, comment: Comment) -> HttpResponse:
    """One comment, what it answers to, and what may be done with it."""
    state = comment.state
    context = {
        "comment": comment,
        "contacts": places_of_contacts(comment.text) if not comment.by_office else [],
        "answers": comment.replies.exclude(state=CommentState.UNCONFIRMED),
        "may_show": state in (CommentState.WAITING, CommentState.REFUSED, CommentState.HIDDEN),
        "may_refuse": state in (CommentState.WAITING, CommentState.SHOWN),
        "may_erase": state != CommentState.ERASED and not comment.by_office,
        "may_answer": state == CommentState.SHOWN and not comment.by_office,
    }
    return render(request, "publishing/comment.html", context)


def show_again(request: ActorRequest, comment: Comment) -> HttpResponse:
    """Let it through."""
    return press(
        request,
        lambda: let_through(actor=request.actor, comment=comment, version=posted_version(request), now=clock.now()),
        back_url=_page_of(comment),
        done=_("Bình luận đang hiện dưới bài viết."),
    )


def refuse(request: ActorRequest, comment: Comment) -> HttpResponse:
    """Say why it is not shown."""
    form = VerdictForm(request.POST or None, initial={"version": comment.version})

    def deed() -> Comment:
        told = form.cleaned_data
        return refuse_comment(
            actor=request.actor,
            comment=comment,
            version=told["version"],
            verdict=CommentVerdict(told["verdict"]),
            words=told["words"],
            now=clock.now(),
        )

    page = _page_of(comment)
    is_shown = comment.state == CommentState.SHOWN
    title = _("Ẩn bình luận") if is_shown else _("Không đăng bình luận")
    done = _("Bình luận không hiện nữa.") if is_shown else _("Bình luận không được đăng.")
    answer = save(request, form, deed, done=done, back_url=page, stored=lambda row: {"version": row.version})
    return answer or _form_page(request, form, comment, title, title)


def refuse_several(request: ActorRequest, agency: Agency) -> HttpResponse:
    """Choose among those that wait longest, and say why none of the chosen is shown."""
    rows = policies.comments_waiting_for(request.actor).filter(agency=agency)
    offered = list(rows.order_by("sent_at", "pk")[:MOST_OFFERED])
    form = RefuseManyForm(request.POST or None, offered=offered)

    def deed() -> int:
        told = form.cleaned_data
        return refuse_many(
            actor=request.actor,
            agency=agency,
            comments=told["comments"],
            verdict=CommentVerdict(told["verdict"]),
            words=told["words"],
            now=clock.now(),
        )

    back = reverse("comments")
    answer = save(request, form, deed, done=_("Các bình luận đã chọn không được đăng."), back_url=back)
    context = {
        "form": form,
        "title": _("Không đăng nhiều bình luận"),
        "nothing": "" if offered else _("Không có bình luận nào chờ duyệt"),
        "why": _("Người đọc gửi bình luận dưới mỗi bài còn nhận."),
        "verb": _("Không đăng các bình luận đã chọn"),
        "back_url": back,
    }
    return answer or render(request, "publishing/form.html", context)


def answer_in_name(request: ActorRequest, comment: Comment) -> HttpResponse:
    """Answer in the name of the agency."""
    form = AnswerForm(request.POST or None)

    def deed() -> Comment:
        key = f"{comment.pk} {request.POST.get('csrfmiddlewaretoken', '')} {form.cleaned_data['text']}"
        return answer_comment(
            actor=request.actor, comment=comment, text=form.cleaned_data["text"], key=key, now=clock.now()
        )

    answer = save(request, form, deed, done=_("Lời trả lời đang hiện dưới bài viết."), back_url=_page_of(comment))
    return answer or _form_page(request, form, comment, _("Trả lời bình luận"), _("Đăng lời trả lời"))


def find_sender(request: ActorRequest) -> HttpResponse:
    """What is kept of somebody, found by the e-mail that he used: counted, given out or erased."""
    form = SenderForm(request.POST or None)
    agencies = list(policies.agencies_moderated_by(request.actor).order_by("sort_key"))
    found: list[tuple[Agency, int]] | None = None
    if request.method == "POST" and form.is_valid():
        counts = [(each, sent_with(each, form.cleaned_data["email"]).count()) for each in agencies]
        found = [(agency, number) for agency, number in counts if number]
    context = {"form": form, "found": found, "erase": EraseForm(auto_id="tds-erase-%s")}
    return render(request, "publishing/sender.html", context)


def send_held(request: ActorRequest, agency: Agency) -> HttpResponse:
    """All that is kept, as a file."""
    form = SenderForm(request.POST)
    if not form.is_valid():
        return redirect("comment_sender")
    held = give_out(actor=request.actor, agency=agency, email=form.cleaned_data["email"])
    told = {"co_quan": agency.name, "binh_luan": [asdict(each) for each in held]}
    text = json.dumps(told, ensure_ascii=False, indent=1, cls=DjangoJSONEncoder)
    answer = HttpResponse(text, content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="binh-luan-da-gui.json"'
    return answer


def erase_held(request: ActorRequest, agency: Agency) -> HttpResponse:
    """Erase all that is kept, with how the request came."""
    form = EraseForm(request.POST or None)

    def deed() -> int:
        told = form.cleaned_data
        return erase_sent_with(
            actor=request.actor, agency=agency, email=told["email"], because=told["because"], now=clock.now()
        )

    done = _("Đã xóa tên, email và nội dung. Lịch sử chỉ giữ số của các bình luận.")
    answer = save(request, form, deed, done=done, back_url=reverse("comment_sender"))
    if answer is not None:
        return answer
    context = {
        "form": form,
        "title": _("Xóa bình luận theo yêu cầu"),
        "verb": _("Xóa hẳn"),
        "kind": "destructive",
        "back_url": reverse("comment_sender"),
        "back_name": _("Theo yêu cầu của người gửi"),
    }
    return render(request, "publishing/form.html", context)


def erase_one(request: ActorRequest, comment: Comment) -> HttpResponse:
    """Erase one comment on request of whoever sent it, with how the request came."""
    form = EraseOneForm(request.POST or None, initial={"version": comment.version})

    def deed() -> int:
        told = form.cleaned_data
        return erase_comment(
            actor=request.actor,
            comment=comment,
            version=told["version"],
            because=told["because"],
            now=clock.now(),
        )

    done = _("Đã xóa tên, email và nội dung. Lịch sử chỉ giữ số của các bình luận.")
    page = _page_of(comment)
    answer = save(request, form, deed, done=done, back_url=page, stored=lambda row: {"version": row.version})
    title = _("Xóa bình luận theo yêu cầu")
    return answer or _form_page(request, form, comment, title, _("Xóa hẳn"), kind="destructive")


def list_settings(request: ActorRequest) -> HttpResponse:
    """Which agencies may be set."""
    agencies = list(policies.agencies_moderated_by(request.actor).order_by("sort_key"))
    if len(agencies) == 1:
        return redirect("public_settings", agencies[0].pk)
    return render(request, "publishing/settings.html", {"agencies": agencies})


def choose_settings(request: ActorRequest, agency: Agency) -> HttpResponse:
    """What the agency chooses for its public pages."""
    row = settings_of(agency.pk)
    form = PublicSettingsForm(request.POST or None, initial=PublicSettingsForm.values_of(row))

    def deed() -> object:
        return choose_public_settings(
            actor=request.actor,
            agency=agency,
            version=form.cleaned_data["version"],
            choices=form.choices(),
            now=clock.now(),
        )

    back = reverse("comments")
    answer = save(request, form, deed, done=_("Đã lưu."), back_url=back, stored=PublicSettingsForm.values_of)
    context = {
        "form": form,
        "title": _("Cách công khai của %(agency)s") % {"agency": agency.name},
        "verb": _("Lưu"),
        "back_url": back,
        "unnaming": _unnaming(row),
    }
    return answer or render(request, "publishing/form.html", context)


def _unnaming(row: PublicSettings) -> dict[str, Any] | None:
    """How far the names are gone that are being erased; None when none are."""
    if not row.is_unnaming:
        return None
    job = job_of(row.agency_id)
    is_stuck = job is None or job.state == JobState.FAILED or is_dead(job, clock.now())
    percent = 100 * job.done // job.total if job is not None and job.total else None
    return {"percent": percent, "is_stuck": is_stuck}


def _page_of(comment: Comment) -> str:
    return reverse("comment", args=[comment.pk])


def _form_page(
    request: ActorRequest, form: object, comment: Comment, title: str, verb: str, *, kind: str = "primary"
) -> HttpResponse:
    context = {
        "kind": kind,
        "form": form,
        "comment": comment,
        "title": title,
        "verb": verb,
        "back_url": _page_of(comment),
        "back_name": comment.article.title,
    }
    return render(request, "publishing/form.html", context)
