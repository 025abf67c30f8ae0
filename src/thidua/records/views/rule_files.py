"""An agency's own rules: the list, one file with what it asks, entering, signing, withdrawing."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.common import clock
from thidua.common.http.routes import ActorRequest
from thidua.common.views.saving import save
from thidua.core.law.awards import shipped_awards, with_own
from thidua.core.law.library import change_between
from thidua.records.enums import RuleFileState
from thidua.records.facts import law_library as facts
from thidua.records.facts.law_words import SUBJECTS
from thidua.records.facts.own_rules import rules_in, unread_rules
from thidua.records.forms.rule_files import EnterRulesForm, SignRulesForm, WithdrawRulesForm
from thidua.records.models import RuleFile
from thidua.records.policies import rule_files as policies
from thidua.records.services.rule_files import enter_rules, sign_rules, withdraw_rules


def list_rule_files(request: ActorRequest) -> HttpResponse:
    """Every file of the actor's agencies."""
    files = list(policies.rule_files_visible_to(request.actor))
    context = {
        "files": [(each, each.state == RuleFileState.SIGNED and unread_rules(each)) for each in files],
        "may_enter": policies.may_enter_rules_somewhere(request.actor),
    }
    return render(request, "records/law/rule_files.html", context)


def show_rule_file(request: ActorRequest, file: RuleFile) -> HttpResponse:
    """What a file asks, how that differs from the law it stands beside, and the file itself; of one that can be read no
    more, what is wrong with it.
    """
    shown = []
    unread = unread_rules(file)
    rules = None if unread else rules_in(file)
    for award in rules.awards if rules else ():
        since = award.versions[0].since
        law = shipped_awards().get(award.key)
        change = change_between(with_own([award])[award.key], since - timedelta(days=1), since)
        shown.append({
            "award": award,
            "subject": SUBJECTS[award.subject],
            "url": facts.award_url(award) if law else "",
            "since": since,
            "routes": facts.shown_routes(award.versions[-1].routes),
            "new": facts.shown_placed(change.new),
            "gone": facts.shown_placed(change.gone),
        })  # fmt: skip
    context = {
        "file": file,
        "awards": shown,
        "quotas": facts.shown_own_quotas(rules.quotas) if rules else [],
        "texts": list(rules.texts.values()) if rules else [],
        "unread": unread,
        "may_sign": policies.may_sign_rules(request.actor, file),
        "may_withdraw": policies.may_withdraw_rules(request.actor, file),
    }
    return render(request, "records/law/rule_file.html", context)


def enter(request: ActorRequest) -> HttpResponse:
    """Take a rule file."""
    form = EnterRulesForm(
        request.POST or None, request.FILES or None, agencies=policies.agencies_with_rules(request.actor)
    )

    def deed() -> RuleFile:
        file = form.cleaned_data["file"]
        return enter_rules(
            actor=request.actor,
            agency=form.agency_chosen(),
            title=form.cleaned_data["title"],
            file_name=file.name,
            data=file.read(),
            now=clock.now(),
        )

    answer = save(request, form, deed, next_url=_page_of, done=_("Đã đưa tệp vào. Một người khác đọc lại và ký."))
    title, verb = _("Đưa vào quy định riêng"), _("Đưa vào")
    context = {"form": form, "title": title, "verb": verb, "back_url": reverse("rule_files")}
    return answer or render(request, "records/law/rule_file_form.html", context)


def sign(request: ActorRequest, file: RuleFile) -> HttpResponse:
    """Sign what somebody else entered."""
    form = SignRulesForm(request.POST or None, initial={"version": file.version})

    def deed() -> RuleFile:
        return sign_rules(actor=request.actor, file=file, version=form.cleaned_data["version"], now=clock.now())

    answer = save(
        request, form, deed, next_url=_page_of, done=_("Đã ký. Từ nay quy định này được xét bên cạnh luật."),
        stored=_stored, back_url=_page_of(file),
    )  # fmt: skip
    context = {"form": form, "file": file, "title": _("Ký quy định riêng"), "verb": _("Ký"), "back_url": _page_of(file)}
    return answer or render(request, "records/law/rule_file_form.html", context)


def withdraw(request: ActorRequest, file: RuleFile) -> HttpResponse:
    """Let rules judge no longer."""
    form = WithdrawRulesForm(request.POST or None, initial={"version": file.version})

    def deed() -> RuleFile:
        data = form.cleaned_data
        return withdraw_rules(
            actor=request.actor, file=file, version=data["version"], reason=data["reason"], now=clock.now()
        )

    answer = save(
        request, form, deed, next_url=_page_of, done=_("Đã rút. Tệp và lịch sử vẫn được giữ."),
        stored=_stored, back_url=_page_of(file),
    )  # fmt: skip
    context = {
        "form": form,
        "file": file,
        "title": _("Rút quy định riêng"),
        "verb": _("Rút"),
        "back_url": _page_of(file),
    }
    return answer or render(request, "records/law/rule_file_form.html", context)


def _stored(file: RuleFile) -> dict[str, str]:
    return {"reason": file.withdrawn_because}


def _page_of(file: RuleFile) -> str:
    return reverse("rule_file", args=[file.pk])
