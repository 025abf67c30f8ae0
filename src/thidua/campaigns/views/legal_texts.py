"""Legal texts: the list with their state on a day, one text with what rests on it, a new one."""

from typing import Any

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.campaigns.enums import Certainty, LegalTextKind
from thidua.campaigns.forms.library import LegalTextForm
from thidua.campaigns.models import LegalText, TextCitation
from thidua.campaigns.policies import library as policies
from thidua.campaigns.queries.legal_texts import force_on
from thidua.campaigns.services import legal_texts as services
from thidua.campaigns.services.legal_texts import TextWords
from thidua.campaigns.views.acting import attempt, done
from thidua.common import clock
from thidua.common.components.texts import short_date
from thidua.common.forms.words import words_of
from thidua.common.http.routes import ActorRequest
from thidua.core.vietnam.dates import parse_date
from thidua.core.vietnam.errors import DateError
from thidua.organisations.models import Agency


def list_texts(request: ActorRequest) -> HttpResponse:
    """Every text the actor may see; `?ngay=` asks for their state on another day."""
    asked = request.GET.get("ngay", "").strip()
    day, error = clock.today(), ""
    if asked:
        try:
            day = parse_date(asked, today=day)
        except DateError as wrong:
            error = words_of(wrong)
    texts = policies.legal_texts_visible_to(request.actor).annotate(cited=Count("citations"))
    context = {
        "rows": [(text, force_on(text, day)) for text in texts],
        "day": day,
        "asked": asked,
        "error": error,
        "may_add": policies.may_add_somewhere(request.actor),
    }
    return render(request, "campaigns/legal_texts.html", context)


def show_text(request: ActorRequest, text: LegalText) -> HttpResponse:
    """One text: its dates, what replaced it, which rules and movements of the actor rest on it."""
    actor = request.actor
    citations = policies.citations_visible_to(actor).filter(text=text)
    context = {
        "text": text,
        "force": force_on(text, clock.today()),
        "rows": _facts(text),
        "by_rules": citations.exclude(rule=None),
        "by_movements": citations.exclude(movement=None),
        "may_change": policies.may_change_legal_text(actor, text),
    }
    return render(request, "campaigns/legal_text.html", context)


def _facts(text: LegalText) -> list[tuple[str, object]]:
    until = short_date(text.effective_until) if text.effective_until else _("chưa biết ngày hết hiệu lực")
    rows: list[tuple[str, object]] = [
        (_("Loại văn bản"), text.get_kind_display()),
        (_("Số, ký hiệu"), text.number),
        (_("Cơ quan ban hành"), text.issuer),
        (_("Ngày ban hành"), short_date(text.issued_on)),
        (_("Có hiệu lực từ"), short_date(text.effective_since)),
        (_("Có hiệu lực đến hết"), until),
        (_("Mức chắc chắn"), text.get_certainty_display()),
        (_("Nguồn đã đọc"), text.source),
    ]
    return rows + ([(_("Được thay bằng"), str(text.replaced_by))] if text.replaced_by else [])


def add(request: ActorRequest) -> HttpResponse:
    """Write a text down."""
    actor = request.actor
    form = LegalTextForm(
        request.POST or None,
        agencies=Agency.objects.filter(pk__in=policies.agencies_kept_by(actor)),
        texts=policies.legal_texts_visible_to(actor),
        initial={"version": 0, "certainty": Certainty.UNVERIFIED},
    )
    if request.method == "POST" and form.is_valid():

        def deed() -> HttpResponse:
            data = form.cleaned_data
            text = services.add_legal_text(
                actor=actor, agency=form.agency(), words=_words(data), replaced_by=data["replaced_by"]
            )
            return done(request, _("Đã thêm văn bản."), reverse("legal_text", args=[text.pk]))

        answer = attempt(request, form, deed, stored=_stored, back_url=reverse("legal_texts"))
        if answer is not None:
            return answer
    return render(request, "campaigns/legal_text_form.html", {"form": form, "text": None})


def change(request: ActorRequest, text: LegalText) -> HttpResponse:
    """Correct a text, or say until when it was in force."""
    url = reverse("legal_text", args=[text.pk])
    form = LegalTextForm(
        request.POST or None,
        texts=policies.legal_texts_visible_to(request.actor).exclude(pk=text.pk),
        initial={**_stored(text), "version": text.version},
    )
    if request.method == "POST" and form.is_valid():

        def deed() -> HttpResponse:
            data = form.cleaned_data
            services.change_legal_text(
                actor=request.actor,
                text=text,
                version=data["version"],
                words=_words(data),
                replaced_by=data["replaced_by"],
            )
            return done(request, _("Đã lưu văn bản."), url)

        answer = attempt(request, form, deed, stored=_stored, back_url=url)
        if answer is not None:
            return answer
    return render(request, "campaigns/legal_text_form.html", {"form": form, "text": text})


def drop_citation(request: ActorRequest, citation: TextCitation) -> HttpResponse:
    """Take a citation back."""
    url = (
        reverse("rule", args=[citation.rule_id])
        if citation.rule_id
        else reverse("movement", args=[citation.movement_id])
    )
    services.drop_citation(actor=request.actor, citation=citation)
    return done(request, _("Đã bỏ căn cứ."), url)


def _words(data: dict[str, Any]) -> TextWords:
    return TextWords(
        title=data["title"],
        kind=LegalTextKind(data["kind"]),
        number=data["number"],
        issuer=data["issuer"],
        issued_on=data["issued_on"],
        effective_since=data["effective_since"],
        effective_until=data["effective_until"],
        certainty=Certainty(data["certainty"]),
        source=data["source"],
    )


def _stored(text: LegalText) -> dict[str, object]:
    names = [name for name in LegalTextForm.base_fields if name not in ("version", "agency")]
    return {name: getattr(text, name) for name in names}
