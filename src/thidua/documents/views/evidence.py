"""Evidence: the store of a unit, one piece, adding, using again, correcting, replacing, taking away."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.common import clock
from thidua.common.components.pages import Confirmation, Effect, build_conflict
from thidua.common.errors import DomainError, StaleVersionError
from thidua.common.forms.errors import put_on_form
from thidua.common.http.asked import how_many
from thidua.common.http.routes import ActorRequest
from thidua.common.parents import describe_parents, parent_url, visible_parents
from thidua.common.references import Reference, describe
from thidua.common.views.asking import show_confirmation, show_conflict
from thidua.core.vietnam.names import fold
from thidua.documents import policies
from thidua.documents.forms.evidence import AddEvidenceForm, CorrectEvidenceForm, ReplaceFileForm
from thidua.documents.models import Evidence, EvidenceLink
from thidua.documents.queries import evidence_of, links_of
from thidua.documents.services import (
    add_evidence,
    correct_evidence,
    link_evidence,
    replace_file,
    unlink_evidence,
)

SHOWN = 20


def list_evidence(request: ActorRequest) -> HttpResponse:
    """What the actor's units brought, newest first; `?q=` looks for words with or without accents."""
    found = _matching(request)
    shown = how_many(request, SHOWN)
    pieces = found[:shown]
    uses = links_of([each.pk for each in pieces])
    rows = [(each, len(uses[each.pk])) for each in pieces]
    context = {"rows": rows, "total": len(found), "shown": len(rows), "words": request.GET.get("q", "")}
    return render(request, "documents/evidence_list.html", context)


def show_evidence(request: ActorRequest, evidence: Evidence) -> HttpResponse:
    """One piece: the paper, what is known of it, where it serves, its older and newer copies."""
    parents = links_of([evidence.pk])[evidence.pk]
    seen = visible_parents(request.actor, set(parents))
    shown = [parent for parent in parents if parent in seen][: how_many(request, SHOWN)]
    facts = describe_parents(set(shown))
    about = evidence.about
    card = describe([about]).get(about) if about and about in visible_parents(request.actor, {about}) else None
    context = {
        "evidence": evidence,
        "about": card,
        "uses": [
            (parent, facts[parent].title, parent_url(parent), bool(policies.may_attach_to(request.actor, parent)))
            for parent in shown
            if parent in facts
        ],
        "total": len(seen),
        "hidden": len(parents) - len(seen),
        "older": evidence.replaces.select_related("file").order_by("-pk"),
        "may_correct": policies.may_correct_evidence(request.actor, evidence),
        "may_replace": policies.may_replace_file(request.actor, evidence),
    }
    return render(request, "documents/evidence.html", context)


def add_to_parent(request: ActorRequest, parent: Reference) -> HttpResponse:
    """A new piece of evidence for `parent`, or one that the unit brought before."""
    form = AddEvidenceForm(request.POST or None, request.FILES or None)
    back = parent_url(parent)
    facts = describe_parents({parent})[parent]
    if request.method == "POST" and form.is_valid():
        try:
            add_evidence(
                actor=request.actor,
                parent=parent,
                agency=facts.agency,
                now=clock.now(),
                **form.cleaned_data,
            )
        except DomainError as error:
            put_on_form(form, error)
        else:
            messages.success(request, _("Đã thêm minh chứng “{title}”.").format(title=form.cleaned_data["title"]))
            return redirect(back)
    present = {each.pk for each in evidence_of([parent])[parent]}
    found = [each for each in _matching(request) if each.pk not in present]
    shown = found[: how_many(request, SHOWN)]
    context = {
        "form": form,
        "parent": parent,
        "parent_title": facts.title,
        "back_url": back,
        "reusable": shown,
        "total": len(found),
        "words": request.GET.get("q", ""),
    }
    return render(request, "documents/evidence_add.html", context)


def use_again(request: ActorRequest, bond: policies.Bond) -> HttpResponse:
    """Let a piece that is there serve one more parent."""
    link_evidence(actor=request.actor, evidence=bond.evidence, parent=bond.parent, now=clock.now())
    messages.success(request, _("Đã dùng minh chứng “{title}” ở đây.").format(title=bond.evidence.title))
    return redirect(parent_url(bond.parent))


def correct(request: ActorRequest, evidence: Evidence) -> HttpResponse:
    """Correct what is said of a piece; a second writer chooses between two versions."""
    back = reverse("evidence", args=[evidence.pk])
    form = CorrectEvidenceForm(request.POST or None, initial=CorrectEvidenceForm.values_of(evidence))
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        try:
            correct_evidence(
                actor=request.actor, evidence=evidence, read=given.pop("version"), now=clock.now(), **given
            )
        except StaleVersionError as error:
            row = error.data["row"]
            stored = CorrectEvidenceForm.values_of(row)
            return show_conflict(request, build_conflict(form, stored, row.version, action=request.path, back_url=back))
        except DomainError as error:
            put_on_form(form, error)
        else:
            messages.success(request, _("Đã lưu minh chứng."))
            return redirect(back)
    return render(request, "documents/evidence_correct.html", {"form": form, "evidence": evidence, "back_url": back})


def replace(request: ActorRequest, evidence: Evidence) -> HttpResponse:
    """Put a newer copy of the paper in its place."""
    back = reverse("evidence", args=[evidence.pk])
    form = ReplaceFileForm(request.POST or None, request.FILES or None, initial={"version": evidence.version})
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        try:
            newer = replace_file(
                actor=request.actor, evidence=evidence, read=given.pop("version"), now=clock.now(), **given
            )
        except DomainError as error:
            put_on_form(form, error)
        else:
            messages.success(request, _("Đã thay bằng tệp mới. Tệp cũ vẫn giữ trong kho."))
            return redirect("evidence", newer.pk)
    return render(request, "documents/evidence_replace.html", {"form": form, "evidence": evidence, "back_url": back})


def unlink(request: ActorRequest, link: EvidenceLink) -> HttpResponse:
    """Take a piece away from one parent, after saying what stays."""
    back = parent_url(link.parent)
    if request.method == "POST":
        unlink_evidence(actor=request.actor, evidence=link.evidence, parent=link.parent)
        messages.success(request, _("Đã bỏ minh chứng khỏi mục này. Tệp gốc vẫn giữ trong kho."))
        return redirect(back)
    facts = describe_parents({link.parent})[link.parent]
    confirmation = Confirmation(
        title=_("Bỏ minh chứng khỏi mục này"),
        verb=_("Bỏ minh chứng"),
        effects=[
            Effect(_("“{title}” không còn minh chứng này.").format(title=facts.title)),
            Effect(_("Tệp gốc vẫn giữ trong kho, dùng lại được."), "archive"),
            Effect(_("Những mục khác đang dùng minh chứng này không đổi."), "link"),
        ],
        back_url=back,
        chosen=link.evidence.title,
        chosen_label=_("Minh chứng"),
        destructive=True,
    )
    return show_confirmation(request, confirmation)


def _matching(request: ActorRequest) -> list[Evidence]:
    """Reusable evidence whose title, number or issuer holds every word of `?q=`."""
    pieces = list(policies.reusable_evidence(request.actor))
    words = fold(request.GET.get("q", "")).split()
    if not words:
        return pieces
    texts = ((each, fold(f"{each.title} {each.number} {each.issuer}")) for each in pieces)
    return [each for each, text in texts if all(word in text for word in words)]
