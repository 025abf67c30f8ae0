"""The papers before an activity: leave asked, invitations, the notice. Made of the plan, not kept."""

import io
import zipfile

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.activities import policies
from thidua.activities.enums import DraftKind, ParticipantState, PartyState
from thidua.activities.facts.drafts import (
    SLUGS,
    SOURCES,
    UNKNOWN,
    Addressee,
    draft_facts,
    file_name,
    own_draft_template,
    unknown_in,
)
from thidua.activities.facts.letters import post_of_signer
from thidua.activities.facts.words import when_of
from thidua.activities.forms.drafts import DraftForm
from thidua.activities.models import Activity, ActivityParty
from thidua.activities.policies.parties import is_home
from thidua.activities.queries import activity_with_parties
from thidua.common.errors import DomainError, NotVisibleError
from thidua.common.forms.errors import put_on_form
from thidua.common.http.routes import ActorRequest
from thidua.documents.enums import MediaType
from thidua.documents.papers.filling import fill_template
from thidua.documents.queries.papers import templates_of

KINDS = {slug: kind for kind, slug in SLUGS.items()}


def list_drafts(request: ActorRequest, activity: Activity) -> HttpResponse:
    """The kinds of paper, and what each would print as not known."""
    activity = activity_with_parties(activity.pk)
    context = {
        "activity": activity,
        "when": when_of(activity),
        "kinds": [(slug, kind, kind.label, unknown_in(activity, kind)) for slug, kind in KINDS.items()],
        "may_draft": policies.may_draft_papers(request.actor, activity),
    }
    return render(request, "activities/drafts.html", context)


def draft(request: ActorRequest, activity: Activity, kind: str) -> HttpResponse:
    """Say to whom a paper goes, and take the Word file of each: one, or several in an archive."""
    if kind not in KINDS:
        raise NotVisibleError(_("Không có loại văn bản này."))
    wanted, activity = KINDS[kind], activity_with_parties(activity.pk)
    form = DraftForm(
        request.POST or None,
        kind=wanted,
        parties=_asked(activity),
        people=activity.participants.exclude(state=ParticipantState.WITHDRAWN),
        initial={"post": post_of_signer(activity)},
    )
    if request.method == "POST" and form.is_valid():
        try:
            return _files(wanted, _drawn(activity, wanted, form))
        except DomainError as error:  # the agency's own template cannot be filled
            put_on_form(form, error)
    context = {
        "activity": activity,
        "form": form,
        "title": wanted.label,
        "verb": _("Soạn văn bản"),
        "unknown": unknown_in(activity, wanted),
        "back_url": reverse("activity_drafts", args=[activity.pk]),
    }
    return render(request, "activities/draft_form.html", context)


def _asked(activity: Activity) -> list[ActivityParty]:
    """Parties to write to: not whoever writes, not one that declined."""
    for party in activity.parties.all():
        party.activity = activity
    return [each for each in activity.parties.all() if each.state != PartyState.DECLINED and not is_home(each)]


def _drawn(activity: Activity, kind: DraftKind, form: DraftForm) -> list[tuple[str, bytes]]:
    """Each paper with the name of its file. Raises `TemplateFaultError`."""
    own = templates_of(activity.agency_id).get(SOURCES[kind])
    template = bytes(own.content) if own else own_draft_template(SOURCES[kind])
    addressees: list[Addressee | None] = [None] if kind == DraftKind.NOTICE else [*form.addressees()]
    drawn = []
    for number, addressee in enumerate(addressees, start=1):
        facts = draft_facts(activity, kind, form.sender(), addressee)
        content = fill_template(template, facts, unknown=UNKNOWN, is_illustrative=activity.agency.is_illustrative)
        drawn.append((file_name(kind, number, addressee), content))
    return drawn


def _files(kind: DraftKind, drawn: list[tuple[str, bytes]]) -> HttpResponse:
    if len(drawn) == 1:
        ((name, content),) = drawn
        answer = HttpResponse(content, content_type=MediaType.DOCX)
    else:
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in drawn:
                archive.writestr(name, content)
        name, answer = f"{SLUGS[kind]}.zip", HttpResponse(stream.getvalue(), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
