"""The law library: texts and what rests on their articles, criteria by law day, figures, general rules."""

from __future__ import annotations

from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from thidua.common import clock
from thidua.common.http.routes import ActorRequest
from thidua.common.panels import panels_for
from thidua.core.law.awards import Award, shipped_awards
from thidua.core.law.certainty import least
from thidua.core.law.figures import shipped_stale
from thidua.core.law.general import shipped_rules
from thidua.core.law.library import change_between, turning_days, uses_by_text
from thidua.core.law.regimes import regime_on
from thidua.core.law.settings import shipped_settings
from thidua.core.law.texts import RegisteredText, shipped_texts
from thidua.organisations.policies import agencies_visible_to
from thidua.records.enums import LawCode
from thidua.records.facts import law_library as facts
from thidua.records.facts.law_turns import LawTurn
from thidua.records.facts.law_words import AWARD_KINDS, GRADES, HELD, SUBJECTS, TEXT_KINDS
from thidua.records.facts.readings import shown_reading
from thidua.records.forms.law_library import LawDaysForm, TextsForm
from thidua.records.policies.readings import may_choose_reading, readings_visible_to
from thidua.records.policies.reviews import may_review_somewhere


def show_library(request: ActorRequest) -> HttpResponse:
    """The register of texts with the timeline of regimes and what somebody should read again."""
    today = clock.today()
    form = TextsForm(request.GET or None)
    uses = uses_by_text()
    chosen = form.chosen()
    texts = [text for text in shipped_texts().values() if chosen.takes(text)]
    stale = shipped_stale(today)
    rows = [
        (
            facts.shown_text(text, len(uses.get(text.number, ()))),
            TEXT_KINDS[text.kind],
            HELD[text.held],
            GRADES[text.grade],
        )
        for text in texts
    ]
    context = {
        "timeline": facts.timeline(today),
        "rows": rows,
        "total": len(shipped_texts()),
        "form": form,
        "is_narrowed": chosen.is_narrowed,
        "today": today,
        "stale": stale,
        "ending": [facts.shown_text(each) for each in stale.ending],
        "not_held": [facts.shown_text(each) for each in stale.not_held],
        "grades": list(GRADES.values()),
    }
    return render(request, "records/law/library.html", context)


def show_text(request: ActorRequest, text: RegisteredText) -> HttpResponse:
    """One text: its days and neighbours, and what rests on each of its articles."""
    uses = uses_by_text().get(text.number, ())
    context = {
        "shown": facts.shown_text(text, len(uses)),
        "text": text,
        "kind": TEXT_KINDS[text.kind],
        "held": HELD[text.held],
        "sign": GRADES[text.grade],
        "articles": facts.shown_articles(uses),
        "is_in_force": text.is_in_force(clock.today()),
        "regimes": [each for each in facts.timeline(clock.today()).regimes if text.number in _numbers(each)],
    }
    return render(request, "records/law/text.html", context)


def _numbers(regime: facts.DrawnRegime) -> list[str]:
    return [each.words for each in regime.texts]


def list_awards(request: ActorRequest) -> HttpResponse:
    """Every title and honour, how sure its criteria are on a law day."""
    form = LawDaysForm(request.GET or None, initial={"ngay": clock.today()})
    day = form.day(clock.today())
    rows = []
    for award in shipped_awards().values():
        version = award.on(day)
        criteria = [each for route in version.routes for each in route.criteria] if version else []
        sign = GRADES[least(each.grade for each in criteria)] if criteria else None
        rows.append((award, facts.award_url(award), AWARD_KINDS[award.kind], SUBJECTS[award.subject], version, sign))
    begins = max((each for each in turning_days() if each <= day), default=None)
    context = {
        "rows": rows,
        "form": form,
        "day": day,
        "regime": regime_on(day),
        "turning_days": _turning(day),
        "begins": begins,
        "day_before": begins - timedelta(days=1) if begins else None,
        "panels": panels_for("law_turn", request.actor, LawTurn(begins - timedelta(days=1), begins)) if begins else (),
        "may_review": may_review_somewhere(request.actor),
    }
    return render(request, "records/law/awards.html", context)


def show_award(request: ActorRequest, award: Award) -> HttpResponse:
    """Routes and criteria of a law day in plain words; `?so-voi=` adds what another day had otherwise."""
    today = clock.today()
    form = LawDaysForm(request.GET or None, initial={"ngay": today}, compares=True)
    day, other = form.day(today), form.other_day()
    version, regime = award.on(day), regime_on(day)
    change = change_between(award, *sorted((day, other))) if other is not None else None
    context = {
        "award": award,
        "title": LawCode(award.code).label,
        "kind": AWARD_KINDS[award.kind],
        "subject": SUBJECTS[award.subject],
        "form": form,
        "day": day,
        "version": version,
        "sign": GRADES[version.grade] if version else None,
        "cites": facts.sources_of(version.cites) if version else (),
        "routes": facts.shown_routes(version.routes) if version else (),
        "regime": regime,
        "is_unread": bool(regime and regime.not_held and version and version.rests_on(regime.amends)),
        "decided_sign": GRADES[award.decided_by.grade],
        "decided_cites": facts.sources_of(award.decided_by.cites),
        "versions": [(each, GRADES[each.grade], each is version) for each in award.versions],
        "change": change,
        "days": sorted((day, other)) if other is not None else (),
        "gone": facts.shown_placed(change.gone) if change else (),
        "new": facts.shown_placed(change.new) if change else (),
        "moved": [facts.shown_placed(pair) for pair in change.moved] if change else (),
        "kept": len(change.kept) if change else 0,
    }
    return render(request, "records/law/award.html", context)


def list_figures(request: ActorRequest) -> HttpResponse:
    """Every figure with its values by day and when somebody last read the text."""
    stale = shipped_stale(clock.today())
    context = {"figures": list(facts.shown_figures(stale.figures)), "stale": len(stale.figures)}
    return render(request, "records/law/figures.html", context)


def list_rules(request: ActorRequest) -> HttpResponse:
    """The general rules and the places where a text can be read in several ways."""
    rules = [
        (
            rule,
            _use_of(rule.effect),
            [(each, facts.sources_of(each.cites), GRADES[each.grade]) for each in rule.versions],
        )
        for rule in shipped_rules().values()
    ]
    agencies = list(agencies_visible_to(request.actor).order_by("sort_key", "pk"))
    rows = {(each.agency_id, each.code): each for each in readings_visible_to(request.actor)}
    settings = [
        (
            each,
            list(each.options.items()),
            facts.sources_of(each.cites),
            GRADES[each.grade],
            [
                (
                    agency,
                    shown_reading(each, rows.get((agency.pk, each.code))),
                    may_choose_reading(request.actor, agency),
                )
                for agency in agencies
            ],
        )
        for each in shipped_settings().values()
    ]
    context = {
        "rules": rules,
        "settings": settings,
        "has_agencies": bool(agencies),
        "may_choose_any": any(may_choose_reading(request.actor, each) for each in agencies),
    }
    return render(request, "records/law/rules.html", context)


def _use_of(effect: str) -> str:
    return {
        "CONDITION": _("Điều kiện chung của mọi lần xét"),
        "BASIS": _("Chọn khen thưởng nào làm căn cứ"),
        "EXCEPTION": _("Ngoại lệ ghi dưới tiêu chuẩn"),
        "QUOTA": _("Xếp thứ tự khi vượt tỷ lệ"),
        "NOTE": _("Nhắc người xét, không đổi kết luận"),
        "DATA": _("Dữ liệu cho bước sau"),
    }[effect]


def _turning(day: date) -> list[tuple[date, bool]]:
    """The days on which a text begins, and whether it is the one in force."""
    days = turning_days()
    current = max((each for each in days if each <= day), default=None)
    return [(each, each == current) for each in days]
