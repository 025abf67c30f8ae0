"""Facts of an activity at a desk: the list, one fact, noting, correcting, taking back; how bags are weighed."""

from collections.abc import Callable, Iterable
from uuid import UUID

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.activities import policies
from thidua.activities.enums import FactKind
from thidua.activities.facts.figures import figures_now
from thidua.activities.facts.labels import details_named, parts_of
from thidua.activities.facts.organisations import names_in
from thidua.activities.facts.questions import asked_after, asked_in
from thidua.activities.facts.records import happened_at
from thidua.activities.facts.selections import of_activity
from thidua.activities.facts.states import standings_of
from thidua.activities.facts.stretches import stretches_of
from thidua.activities.forms.facts import (
    FORMS,
    ChooseForm,
    FactForm,
    FactsFilterForm,
    SamplingForm,
    TakeBackForm,
    form_of,
)
from thidua.activities.models import Activity, FieldFact
from thidua.activities.queries import full_activity
from thidua.activities.services import Kept, Note, choose_claim, note_fact, set_sampling
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.errors import NotVisibleError
from thidua.common.http.asked import how_many
from thidua.common.http.routes import ActorRequest
from thidua.common.language import page_language
from thidua.common.policy import require
from thidua.common.views.saving import save

SHOWN = 30
ASKED = 20


def list_facts(request: ActorRequest, activity: Activity) -> HttpResponse:
    """What was noted, the newest first; forms to note more; what the figures ask."""
    activity = full_activity(activity.pk)
    every = FieldFact.objects.filter(activity=activity)
    people = list(every.order_by("noted_by_name").values_list("noted_by_name", flat=True).distinct())
    chosen = FactsFilterForm(request.GET or None, people=people)
    rows = _narrowed(every, chosen, request.GET.get("ma", ""))
    shown = list(rows.order_by("-pk").select_related("phone__field_pass")[: how_many(request, SHOWN)])
    found = figures_now(of_activity(activity), clock.now())
    may_note = policies.may_note_facts(request.actor, activity)
    context = {
        "activity": activity,
        "rows": _lines(request.actor, activity, shown),
        "total": rows.count(),
        "has_facts": bool(people),
        "filters": chosen if people else None,
        "may_note": may_note,
        "may_keep": policies.may_keep_activity(request.actor, activity),
        "forms": [(slug, form.verb) for slug, form in FORMS.items()],
        "asked": asked_in(found.said(page_language()), ASKED) if found is not None else [],
        "is_old": found is None or found.is_old,
    }
    return render(request, "activities/facts.html", context)


def show_fact(request: ActorRequest, fact: FieldFact) -> HttpResponse:
    """One fact with its other versions and what it corrects."""
    activity = full_activity(fact.activity_id)
    codes = [code for code in (fact.code, fact.supersedes) if code is not None]
    kin = Q(code__in=codes) | Q(supersedes=fact.code)
    rows = list(FieldFact.objects.filter(kin, activity=activity).order_by("pk").select_related("phone__field_pass"))
    lines = _lines(request.actor, activity, rows)
    (own,) = [line for line, row in zip(lines, rows, strict=True) if row.pk == fact.pk]
    others = [line for line, row in zip(lines, rows, strict=True) if row.pk != fact.pk]
    context = {"activity": activity, "fact": fact, "line": own, "others": others}
    return render(request, "activities/fact.html", context)


def note_one(request: ActorRequest, activity: Activity, kind: str) -> HttpResponse:
    """Note one fact at a desk."""
    activity = full_activity(activity.pk)
    made = FORMS.get(kind)
    if made is None:
        raise NotVisibleError(_("Không có phiếu loại này."))
    form = made(request.POST or None, activity=activity)

    def deed() -> Kept:
        note = Note(form.kind, form.body())
        return note_fact(actor=request.actor, activity=activity, note=note, now=clock.now())

    return _answer(request, activity, form, deed, str(form.verb), _("Đã ghi."))


def correct(request: ActorRequest, fact: FieldFact) -> HttpResponse:
    """Put another fact in the place of this one; both stay on record."""
    activity = full_activity(fact.activity_id)
    fact.activity = activity
    made = form_of(fact.kind)
    if made is None:
        require(policies.may_correct_fact(request.actor, fact))
        raise NotVisibleError(_("Không có phiếu loại này."))
    form = made(request.POST or None, activity=activity, initial=made.values_of(fact.body))

    def deed() -> Kept:
        kept = {key: fact.body[key] for key in UNTOUCHED if key in fact.body and key not in form.fields}
        note = Note(form.kind, kept | form.body(), supersedes=fact.code)
        return note_fact(actor=request.actor, activity=activity, note=note, now=clock.now())

    title = _("Sửa: %(kind)s") % {"kind": fact.get_kind_display()}
    return _answer(request, activity, form, deed, title, _("Đã sửa. Bản cũ vẫn giữ trong danh sách."))


def take_back(request: ActorRequest, fact: FieldFact) -> HttpResponse:
    """Take a fact back, after its page has said what happens."""
    activity = full_activity(fact.activity_id)
    fact.activity = activity
    form = TakeBackForm(request.POST if request.method == "POST" else None)

    def deed() -> Kept:
        body = {key: value for key, value in fact.body.items() if key != "is_drawn"}
        note = Note(FactKind(fact.kind), body, supersedes=fact.code, is_void=True)
        return note_fact(actor=request.actor, activity=activity, note=note, now=clock.now())

    page = reverse("activity_facts", args=[activity.pk])
    done = _("Đã rút lại. Số liệu không còn tính bản ghi này.")
    if request.method == "POST":
        answer = save(request, form, deed, next_url=page, done=done)
        if answer is not None:
            return answer
    (line,) = _lines(request.actor, activity, [fact])
    return render(request, "activities/take_back.html", {"activity": activity, "line": line, "form": form})


def choose(request: ActorRequest, fact: FieldFact) -> HttpResponse:
    """Choose one number among those printed elsewhere, and say why."""
    activity = full_activity(fact.activity_id)
    form = ChooseForm(request.POST or None)

    def deed() -> Kept:
        reason = form.cleaned_data["reason"]
        return choose_claim(actor=request.actor, fact=fact, reason=reason, now=clock.now())

    title = _("Chọn số “%(text)s”") % {"text": fact.body.get("text", "")}
    return _answer(request, activity, form, deed, title, _("Đã chọn. Các số khác vẫn để cạnh."), verb=_("Chọn số này"))


def sampling(request: ActorRequest, activity: Activity) -> HttpResponse:
    """By which classes waste is sorted, and one in how many bags is weighed."""
    form = SamplingForm(request.POST or None, activity=activity)
    page = reverse("activity_facts", args=[activity.pk])

    def deed() -> Activity:
        return set_sampling(actor=request.actor, activity=activity, **form.cleaned_data)

    done = _("Đã lưu. Túi ghi từ nay theo cách mới; túi đã ghi giữ nguyên.")
    answer = save(request, form, deed, next_url=page, done=done, stored=SamplingForm.values_of, back_url=page)
    context = _form_page(activity, form, _("Phân loại và cân mẫu"), _("Lưu"))
    return answer or render(request, "activities/fact_form.html", context)


UNTOUCHED = ("zone", "bag", "chosen_because")
"""What a phone told, or a person gave as the reason of a choice: a correction keeps it where its form does not ask."""


def _answer(
    request: ActorRequest,
    activity: Activity,
    form: BaseForm,
    deed: Callable[[], Kept],
    title: str,
    done: str,
    *,
    verb: str = "",
) -> HttpResponse:
    kept: list[Kept] = []

    def doing() -> Kept:
        kept.append(deed())
        return kept[0]

    page = reverse("activity_facts", args=[activity.pk])
    answer = save(request, form, doing, next_url=page, done=done)
    if answer is None:
        verb = verb or (str(form.verb) if isinstance(form, FactForm) else title)
        return render(request, "activities/fact_form.html", _form_page(activity, form, title, verb))
    for says in asked_after(activity, kept[0].fact, figures_now(of_activity(activity), clock.now())):
        messages.warning(request, _("Xin hỏi lại: %(says)s") % {"says": says})
    return answer


def _form_page(activity: Activity, form: BaseForm, title: str, verb: str) -> dict[str, object]:
    back = reverse("activity_facts", args=[activity.pk])
    return {"activity": activity, "form": form, "title": title, "verb": verb, "back_url": back}


def _narrowed(rows: QuerySet[FieldFact], chosen: FactsFilterForm, code: str) -> QuerySet[FieldFact]:
    if chosen.is_bound and chosen.is_valid():
        if kind := chosen.cleaned_data["loai"]:
            rows = rows.filter(kind=kind)
        if name := chosen.cleaned_data["ai"]:
            rows = rows.filter(noted_by_name=name)
    if code:
        try:
            return rows.filter(code=UUID(code))
        except ValueError:
            return rows
    return rows


def _lines(actor: Actor, activity: Activity, rows: Iterable[FieldFact]) -> list[dict[str, object]]:
    """Rows with what they say, how they stand, and what the actor may do with them."""
    listed = list(rows)
    names, details = names_in(activity, activity.parties.all()), details_named()
    if any("zone" in row.body for row in listed):
        names |= stretches_of(activity.pk).names
    lines: list[dict[str, object]] = []
    for row, standing in zip(listed, standings_of(listed), strict=True):
        row.activity = activity
        may = policies.may_take_back(actor, row) if standing.stands else None
        lines.append(
            {
                "row": row,
                "parts": parts_of(row, names, details),
                "happened_at": happened_at(row),
                "standing": standing,
                "may": may,
                "has_form": form_of(row.kind) is not None,
                "may_choose": standing.stands
                and row.kind == FactKind.CLAIM
                and not row.body.get("chosen_because")
                and bool(policies.may_keep_activity(actor, activity)),
            }
        )
    return lines
