"""A bloc's rules: versions, comments, answers, adoption, two versions side by side."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.campaigns.enums import RuleKind, RuleState
from thidua.campaigns.facts.differences import side_by_side
from thidua.campaigns.forms.library import CitationForm
from thidua.campaigns.forms.rules import AdoptForm, AnswerForm, CommentForm, DraftForm, OpenCommentsForm
from thidua.campaigns.models import Cycle, RuleComment, RuleVersion
from thidua.campaigns.policies import rules as policies
from thidua.campaigns.policies.cycles import may_run_bloc
from thidua.campaigns.policies.library import legal_texts_visible_to
from thidua.campaigns.policies.observers import superior_heard
from thidua.campaigns.queries.legal_texts import citations_of_rules
from thidua.campaigns.queries.rules import commenting_units, comments_on, previous_version
from thidua.campaigns.services import rules as services
from thidua.campaigns.services.legal_texts import cite_text
from thidua.campaigns.views.acting import attempt, done
from thidua.common import clock
from thidua.common.http.routes import ActorRequest
from thidua.common.views.pressing import posted_version, press
from thidua.organisations.queries import members_of


def list_rules(request: ActorRequest) -> HttpResponse:
    """Every version the actor may see, by bloc and kind, with a warning where a cited text no longer holds."""
    rules = list(policies.rules_visible_to(request.actor).order_by("bloc__code", "kind", "-number"))
    cited = citations_of_rules(rules, clock.today())
    rows = [(rule, [each for each in cited[rule.pk] if each.is_warning]) for rule in rules]
    return render(request, "campaigns/rules.html", {"rows": rows})


def show_rule(request: ActorRequest, rule: RuleVersion) -> HttpResponse:
    """One version: its words, what it rests on, what the members said."""
    actor = request.actor
    before = previous_version(rule)
    if before is not None and not policies.rules_visible_to(actor).filter(pk=before.pk).exists():
        before = None
    members = members_of(rule.bloc_id, rule.cycle.year, clock.today())
    citations = citations_of_rules([rule], clock.today())[rule.pk]
    spoken = commenting_units([rule])[rule.pk]
    context = {
        "rule": rule,
        "before": before,
        "citations": citations,
        "warned": any(each.is_warning for each in citations),
        "comments": comments_on(rule),
        "silent": [unit for unit in members if unit.pk not in spoken],
        "is_commenting": rule.state == RuleState.COMMENTING,
        "may_run": may_run_bloc(actor, rule.bloc),
        "may_change": policies.may_change_draft(actor, rule),
        "may_open": policies.may_open_for_comments(actor, rule),
        "may_take_back": policies.may_take_back(actor, rule),
        "may_adopt": policies.may_adopt(actor, rule),
        "may_answer": policies.may_keep_rules(actor, rule) and rule.state in (RuleState.COMMENTING, RuleState.DRAFT),
        "not_answered": _("Chưa trả lời"),
        "may_comment": policies.may_comment(actor, rule),
        "speaks": policies.speaks_on(actor, rule),
    }
    return render(request, "campaigns/rule.html", context)


def draft(request: ActorRequest, cycle: Cycle) -> HttpResponse:
    """Begin a new version, from the words of the one that holds."""
    latest = {rule.kind: rule for rule in RuleVersion.objects.filter(bloc=cycle.bloc_id).order_by("kind", "number")}
    kind = request.GET.get("loai", RuleKind.WORKING_REGULATION)
    source = latest.get(kind)
    initial = {
        "version": 0,
        "kind": kind if kind in RuleKind.values else RuleKind.WORKING_REGULATION,
        "title": source.title if source else "",
        "text": source.text if source else "",
    }
    back = reverse("cycle", args=[cycle.pk])
    form = DraftForm(request.POST or None, is_new=True, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data

        def deed() -> HttpResponse:
            rule = services.draft_rules(
                actor=request.actor, cycle=cycle, kind=RuleKind(data["kind"]), title=data["title"], text=data["text"]
            )
            return done(
                request, _("Đã lưu bản soạn. Khi xong, lấy ý kiến các đơn vị."), reverse("rule", args=[rule.pk])
            )

        answer = attempt(request, form, deed, stored=_stored, back_url=back)
        if answer is not None:
            return answer
    return render(
        request,
        "campaigns/rule_form.html",
        {"form": form, "cycle": cycle, "rule": None, "source": source, "back": back},
    )


def change(request: ActorRequest, rule: RuleVersion) -> HttpResponse:
    """Go on writing a draft."""
    url = reverse("rule", args=[rule.pk])
    form = DraftForm(request.POST or None, is_new=False, initial={**_stored(rule), "version": rule.version})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data

        def deed() -> HttpResponse:
            services.change_draft(
                actor=request.actor, rule=rule, version=data["version"], title=data["title"], text=data["text"]
            )
            return done(request, _("Đã lưu bản soạn."), url)

        answer = attempt(request, form, deed, stored=_stored, back_url=url)
        if answer is not None:
            return answer
    context = {"form": form, "cycle": rule.cycle, "rule": rule, "source": None, "back": url}
    return render(request, "campaigns/rule_form.html", context)


def open_comments(request: ActorRequest, rule: RuleVersion) -> HttpResponse:
    """Ask the members until a day."""
    url = reverse("rule", args=[rule.pk])
    form = OpenCommentsForm(request.POST or None, initial={"version": rule.version, "until": rule.comments_until})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data

        def deed() -> HttpResponse:
            services.open_for_comments(
                actor=request.actor, rule=rule, version=data["version"], until=data["until"], now=clock.now()
            )
            return done(request, _("Đã gửi lấy ý kiến các đơn vị thành viên."), url)

        answer = attempt(request, form, deed, stored=lambda row: {"until": row.comments_until}, back_url=url)
        if answer is not None:
            return answer
    return render(request, "campaigns/open_comments.html", {"form": form, "rule": rule})


def take_back(request: ActorRequest, rule: RuleVersion) -> HttpResponse:
    """Take a version back to the desk."""

    def deed() -> None:
        services.take_back_draft(actor=request.actor, rule=rule, version=posted_version(request))

    return press(request, deed, back_url=reverse("rule", args=[rule.pk]), done=_("Đã rút về để soạn tiếp."))


def comment(request: ActorRequest, rule: RuleVersion) -> HttpResponse:
    """Say something on a draft for one's unit, or for the superior."""
    url = reverse("rule", args=[rule.pk])
    units = policies.units_commenting_for(request.actor, rule)
    form = CommentForm(request.POST or None, units=units, superior=superior_heard(request.actor, rule.bloc))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data

        def deed() -> HttpResponse:
            said = services.comment_on_rules(
                actor=request.actor,
                rule=rule,
                unit=data["unit"],
                place=data["place"],
                text=data["text"],
                now=clock.now(),
            )
            return done(request, _("Đã gửi góp ý của %(unit)s.") % {"unit": said.speaker}, url)

        answer = attempt(request, form, deed, stored=lambda row: {}, back_url=url)
        if answer is not None:
            return answer
    return render(request, "campaigns/comment.html", {"form": form, "rule": rule})


def answer_to(request: ActorRequest, comment: RuleComment) -> HttpResponse:
    """Say what became of a comment."""
    url = reverse("rule", args=[comment.rule_id])
    form = AnswerForm(request.POST or None, initial=_answer_of(comment) | {"version": comment.version})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data

        def deed() -> HttpResponse:
            services.answer_comment(
                actor=request.actor,
                comment=comment,
                version=data["version"],
                outcome=data["outcome"],
                answer=data["answer"],
                now=clock.now(),
            )
            return done(request, _("Đã trả lời %(unit)s.") % {"unit": comment.speaker}, url)

        answer = attempt(request, form, deed, stored=_answer_of, back_url=url)
        if answer is not None:
            return answer
    return render(request, "campaigns/answer_comment.html", {"form": form, "comment": comment, "rule": comment.rule})


def _answer_of(comment: RuleComment) -> dict[str, str]:
    """What a comment was told, as stored, by field."""
    return {"outcome": comment.outcome, "answer": comment.answer}


def adopt(request: ActorRequest, rule: RuleVersion) -> HttpResponse:
    """Record that the members adopted the version."""
    url = reverse("rule", args=[rule.pk])
    form = AdoptForm(request.POST or None, initial={"version": rule.version})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data

        def deed() -> HttpResponse:
            services.adopt_rules(
                actor=request.actor,
                rule=rule,
                version=data["version"],
                now=clock.now(),
                adopted_on=data["adopted_on"],
                paper=data["paper"],
            )
            return done(request, _("Đã ghi bản này được thông qua và đang áp dụng."), url)

        answer = attempt(
            request,
            form,
            deed,
            stored=lambda row: {"adopted_on": row.adopted_on, "paper": row.adopted_by_paper},
            back_url=url,
        )
        if answer is not None:
            return answer
    return render(request, "campaigns/adopt_rule.html", {"form": form, "rule": rule})


def compare(request: ActorRequest, pair: tuple[RuleVersion, RuleVersion]) -> HttpResponse:
    """Two versions side by side."""
    older, newer = pair
    rows = side_by_side(older.text, newer.text)
    changed = sum(row.change != "same" for row in rows)
    return render(request, "campaigns/compare.html", {"older": older, "newer": newer, "rows": rows, "changed": changed})


def cite(request: ActorRequest, rule: RuleVersion) -> HttpResponse:
    """Say which text the version rests on."""
    url = reverse("rule", args=[rule.pk])
    form = CitationForm(request.POST or None, texts=legal_texts_visible_to(request.actor))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data

        def deed() -> HttpResponse:
            cite_text(actor=request.actor, text=data["text"], rule=rule, place=data["place"])
            return done(request, _("Đã thêm căn cứ."), url)

        answer = attempt(request, form, deed, stored=lambda row: {}, back_url=url)
        if answer is not None:
            return answer
    return render(request, "campaigns/cite.html", {"form": form, "title": str(rule), "back_url": url})


def _stored(rule: RuleVersion) -> dict[str, object]:
    return {"title": rule.title, "text": rule.text}
