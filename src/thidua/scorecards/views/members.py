"""What members do with a table: comments and replies, who assesses, groups, who scores whom."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.campaigns.policies.observers import superior_heard
from thidua.campaigns.queries.members import member_units
from thidua.common import clock
from thidua.common.http.routes import ActorRequest
from thidua.common.views.pressing import posted_version, press
from thidua.common.views.saving import Stored, save
from thidua.organisations.models import Unit
from thidua.scorecards.facts.drafting import draft_items
from thidua.scorecards.forms.members import (
    AssessorForm,
    CommentForm,
    GroupsForm,
    PeersForm,
    ReplyForm,
)
from thidua.scorecards.models import Assessor, PeerPair, Scheme, SchemeComment
from thidua.scorecards.policies import schemes as policies
from thidua.scorecards.queries.cards import cards_of
from thidua.scorecards.services import schemes as services


def collect(request: ActorRequest, scheme: Scheme) -> HttpResponse:
    """Lay the draft before the members."""
    return press(
        request,
        lambda: services.collect_comments(actor=request.actor, scheme=scheme, version=posted_version(request)),
        back_url=reverse("scheme", args=[scheme.pk]),
        done=_("Đã mở lấy ý kiến. Các đơn vị thấy bảng và góp ý từng mục."),
    )


def comment(request: ActorRequest, scheme: Scheme) -> HttpResponse:
    """What a member, or the superior, says."""
    units = Unit.objects.filter(pk__in=policies.units_speaking(request.actor, scheme))
    superior = superior_heard(request.actor, scheme.cycle.bloc)
    form = CommentForm(request.POST or None, units=units, superior=superior, document=scheme.document)

    def deed() -> SchemeComment:
        data = form.cleaned_data
        return services.comment_on_scheme(
            actor=request.actor,
            scheme=scheme,
            unit=data["unit"],
            item=data["item"],
            text=data["text"],
            now=clock.now(),
        )

    return _on_scheme(request, scheme, form, deed, _("Góp ý bảng tiêu chí"), _("Gửi góp ý"), "gop-y")


def reply(request: ActorRequest, comment: SchemeComment) -> HttpResponse:
    """What a member is told."""
    form = ReplyForm(request.POST or None, initial={"answer": comment.answer, "version": comment.version})

    def deed() -> SchemeComment:
        return services.answer_comment(
            actor=request.actor,
            comment=comment,
            version=form.cleaned_data["version"],
            answer=form.cleaned_data["answer"],
            now=clock.now(),
        )

    def stored(row: SchemeComment) -> dict[str, Any]:
        return {"answer": row.answer}

    title = _("Trả lời góp ý của %(unit)s") % {"unit": comment.speaker}
    return _on_scheme(
        request, comment.scheme, form, deed, title, _("Lưu trả lời"), "gop-y", says=comment.text, stored=stored
    )


def assess(request: ActorRequest, scheme: Scheme) -> HttpResponse:
    """Which unit assesses the branches of a name."""
    names = sorted(
        {str(item.data.get("assessor")) for item in draft_items(scheme.document) if item.data.get("assessor")}
    )
    units = Unit.objects.filter(agency=scheme.agency_id, ended_on=None).order_by("name")
    form = AssessorForm(request.POST or None, names=names, units=units, initial={"version": scheme.version})

    def deed() -> Assessor:
        data = form.cleaned_data
        return services.name_assessor(
            actor=request.actor, scheme=scheme, version=data["version"], name=data["name"], unit=form.unit_chosen()
        )

    def stored(row: Scheme) -> dict[str, Any]:
        name = form.cleaned_data["name"]
        stands = Assessor.objects.filter(scheme=row, name=name).first()
        return {"name": name, "unit": str(stands.unit_id) if stands is not None else "", "version": row.version}

    title = _("Đơn vị chấm một nhóm tiêu chí")
    return _on_scheme(request, scheme, form, deed, title, _("Lưu"), "nguoi-cham", stored=stored)


def drop_assessor(request: ActorRequest, assessor: Assessor) -> HttpResponse:
    """Head and deputy assess the branches again."""
    return press(
        request,
        lambda: services.drop_assessor(actor=request.actor, assessor=assessor, version=posted_version(request)),
        back_url=reverse("scheme", args=[assessor.scheme_id]) + "#nguoi-cham",
        done=_("Đã bỏ. Khối trưởng và Khối phó chấm nhóm này."),
    )


def group(request: ActorRequest, scheme: Scheme) -> HttpResponse:
    """The group of each unit."""
    groups = [str(each) for each in scheme.document.get("groups") or []]
    units = member_units(scheme.cycle)
    held = {f"unit_{unit}": name for unit, name in scheme.groups.items()}
    form = GroupsForm(request.POST or None, units=units, groups=groups, initial={**held, "version": scheme.version})

    def deed() -> Scheme:
        return services.put_in_groups(
            actor=request.actor, scheme=scheme, version=form.cleaned_data["version"], groups=form.chosen()
        )

    return _on_scheme(request, scheme, form, deed, _("Nhóm xếp hạng của các đơn vị"), _("Lưu nhóm"), "nguoi-cham")


def peers(request: ActorRequest, scheme: Scheme) -> HttpResponse:
    """Who scores whom."""
    cards = cards_of(scheme.pk)
    held: dict[str, list[str]] = {}
    for card, scorer in PeerPair.objects.filter(scorecard__scheme=scheme).values_list("scorecard", "scorer"):
        held.setdefault(f"card_{card}", []).append(str(scorer))
    form = PeersForm(request.POST or None, cards=cards, initial={**held, "version": scheme.version})

    def deed() -> Scheme:
        return services.set_peers(
            actor=request.actor, scheme=scheme, version=form.cleaned_data["version"], scorers=form.scorers()
        )

    return _on_scheme(request, scheme, form, deed, _("Phân công chấm chéo"), _("Lưu phân công"), "nguoi-cham")


def _on_scheme(
    request: ActorRequest,
    scheme: Scheme,
    form: Any,
    deed: Any,
    title: str,
    verb: str,
    anchor: str,
    says: str = "",
    stored: Stored | None = None,
) -> HttpResponse:
    page = reverse("scheme", args=[scheme.pk])
    answer = save(
        request,
        form,
        deed,
        next_url=f"{page}#{anchor}",
        done=_("Đã lưu: %(what)s.") % {"what": title},
        stored=stored or (lambda row: dict(form.initial) | {"version": row.version}),
        back_url=page,
    )
    context = {
        "scheme": scheme,
        "cycle": scheme.cycle,
        "form": form,
        "title": title,
        "verb": verb,
        "says": says,
        "back_url": page,
    }
    return answer or render(request, "scorecards/draft_form.html", context)
