"""Eligibility: all awards for one person or unit, one award as a tree, and what can be reached when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import override

from thidua.common import clock
from thidua.common.http.routes import ActorRequest
from thidua.core.law.awards import Award, Awards
from thidua.core.law.certainty import Verdict
from thidua.core.law.codes import AwardKind
from thidua.core.law.codes import Subject as LawSubject
from thidua.core.law.explain import assess, assess_all
from thidua.core.law.facts import Facts
from thidua.core.law.outcome import Outcome
from thidua.core.law.path import GOOD_YEAR, Milestone, Path, find_path
from thidua.core.law.regimes import regime_on
from thidua.core.law.wording import award_names, say_need, say_reason
from thidua.core.law.words import words_of
from thidua.organisations.models import Person, Unit
from thidua.organisations.queries import units_of_people
from thidua.records import policies
from thidua.records.enums import EntryKind
from thidua.records.facts import facts_of
from thidua.records.facts.own_rules import own_rules_of
from thidua.records.facts.readings import readings_of, shown_readings
from thidua.records.facts.rows import BookRows, rows_of
from thidua.records.facts.withheld import without_sensitive
from thidua.records.forms.eligibility import Question, QuestionForm
from thidua.records.models import ChosenReading, YearGrade
from thidua.records.views.annex import DOCX, draw_annex
from thidua.records.views.books import where_words
from thidua.records.views.sections import book_url, whose_of
from thidua.records.views.trees import AwardTree, Teller, say_withheld


def list_verdicts(request: ActorRequest, subject: Person | Unit) -> HttpResponse:
    """Every title and honour with its verdict and the one reason that decides."""
    form, context = _asked(request, subject)
    question = form.question()
    facts = _facts(request, subject, question)
    outcomes = assess_all(
        facts,
        year=question.year,
        law_on=question.law_on,
        as_of=question.as_of,
        received_on=question.received_on,
        settings=question.settings,
    )
    teller = _teller(request, subject)
    trees = [teller.award(each) for each in outcomes]
    own = own_rules_of(subject.agency_id)
    context["unread_rules"] = [each.sentence for each in own.unread]
    if own.awards is not None:
        told = {
            key[0]: teller.award(_outcome(facts, own.awards[key], question, own.awards))
            for key in own.keys
            if key[1] is kind_of(subject)
        }
        trees = [
            replace(each, own=told[each.code].badge, own_stamp=told[each.code].stamp) if each.code in told else each
            for each in trees
        ]
    context["groups"] = [
        (str(EntryKind(kind.value).label), [each for each in trees if each.kind is kind]) for kind in AwardKind
    ]
    context["stamp"] = next((each.stamp for each in trees if each.stamp), "")
    context["all_stamped"] = all(each.stamp for each in trees)
    context["counts"] = [
        (teller.badge(verdict), sum(each.verdict is verdict for each in trees))
        for verdict in (Verdict.MET, Verdict.NOT_MET, Verdict.UNKNOWN)
    ]
    return render(request, "records/eligibility.html", context)


def show_tree(request: ActorRequest, subject_award: tuple[Person | Unit, Award]) -> HttpResponse:
    """One award: every criterion with verdict, reasons, article, and what would make it pass. Prints as an annex."""
    subject, award = subject_award
    form, context = _asked(request, subject)
    rows = rows_of(subject)
    context["award"] = _tree(request, subject, award, form.question(), rows)
    own = own_rules_of(subject.agency_id)
    context["unread_rules"] = [each.sentence for each in own.unread]
    if own.awards is not None and award.key in own.keys:
        context["own_award"] = _tree(request, subject, own.awards[award.key], form.question(), rows, own.awards)
    return render(request, "records/eligibility_award.html", context)


def download_annex(request: ActorRequest, subject_award: tuple[Person | Unit, Award]) -> HttpResponse:
    """The same as a Word document, to be put with the dossier; in Vietnamese, as papers are."""
    subject, award = subject_award
    form, _context = _asked(request, subject)
    question = form.question()
    with override("vi"):
        unit = subject if isinstance(subject, Unit) else units_of_people([subject], clock.today()).get(subject.pk)
        issuer = unit.name if isinstance(unit, Unit) else unit.unit.name if unit else str(subject.agency)
        words = {"subject": str(subject), "where": where_words(subject), "issuer": issuer}
        rows = rows_of(subject)
        tree = _tree(request, subject, award, question, rows)
        own = own_rules_of(subject.agency_id)
        tree = replace(tree, notes=(*tree.notes, *(each.sentence for each in own.unread)))
        own_tree = None
        if own.awards is not None and award.key in own.keys:
            own_tree = _tree(request, subject, own.awards[award.key], question, rows, own.awards)
        chosen = ChosenReading.objects.filter(agency=subject.agency_id) if question.settings else ()
        readings = shown_readings(question.settings, chosen)
        content = draw_annex(tree, own_tree, subject.agency, words, question, readings, clock.today())
    name = f"phu-luc-{award.code.lower().replace('_', '-')}-{question.year}.docx"
    return HttpResponse(content, content_type=DOCX, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _tree(
    request: ActorRequest,
    subject: Person | Unit,
    award: Award,
    question: Question,
    rows: BookRows,
    awards: Awards | None = None,
) -> AwardTree:
    outcome = _outcome(_facts(request, subject, question, rows), award, question, awards)
    return _teller(request, subject, rows).award(outcome)


def _facts(request: ActorRequest, subject: Person | Unit, question: Question, rows: BookRows | None = None) -> Facts:
    """What is on record, as far as the actor may learn of it."""
    facts = facts_of(subject, year=question.year, as_of=question.as_of, rows=rows)
    return facts if policies.may_see_sensitive(request.actor, subject) else without_sensitive(facts)


def _outcome(facts: Facts, award: Award, question: Question, awards: Awards | None) -> Outcome:
    return assess(
        award,
        facts,
        year=question.year,
        law_on=question.law_on,
        as_of=question.as_of,
        received_on=question.received_on,
        settings=question.settings,
        awards=awards,
    )


def show_path(request: ActorRequest, subject: Person | Unit) -> HttpResponse:
    """What can be reached when at the earliest, if every year from the first undecided one on is good."""
    form, context = _asked(request, subject, ahead=1)
    question = form.question()
    facts = _facts(request, subject, question)
    asked: dict[str, Any] = {"from_year": question.year, "law_on": question.law_on, "settings": question.settings}
    path = find_path(facts, **asked)
    own = own_rules_of(subject.agency_id)
    context["unread_rules"] = [each.sentence for each in own.unread]
    has_own = own.awards is not None and any(key[1] is kind_of(subject) for key in own.keys)
    own_years = _years(find_path(facts, **asked, awards=own.awards)) if has_own else {}
    by_own = {code: year for code, year in own_years.items() if year != _years(path)[code]}
    regime = regime_on(question.law_on)
    teller = _teller(request, subject)
    reached = sorted(
        (each for each in path.milestones if each.year is not None), key=lambda each: (each.year or 0, each.award.name)
    )
    context["assumptions"] = [say_reason(each, "path", teller.language) for each in path.assumptions]
    context["reached"] = [
        (
            each.award.code, teller.words(each.award.name), each.year, _steps(each, teller.language),
            _by_own(each, by_own),
        )
        for each in reached
    ]  # fmt: skip
    context["blocked"] = [
        (teller.words(each.award.name), [*teller.sentences(each.blocked[:3]), *_by_own(each, by_own)])
        for each in path.milestones
        if each.year is None
    ]
    context["stamp"] = teller.words(regime.stamp) if regime is not None and regime.not_held else ""
    context["has_own"] = has_own
    return render(request, "records/eligibility_path.html", context)


def kind_of(subject: Person | Unit) -> LawSubject:
    """What the law calls it."""
    return LawSubject.INDIVIDUAL if isinstance(subject, Person) else LawSubject.COLLECTIVE


def _asked(request: ActorRequest, subject: Person | Unit, *, ahead: int = 0) -> tuple[QuestionForm, dict[str, Any]]:
    """The question of the address, and what every page shows. Unless the address says another year it is the latest
    with a grade, or `ahead` years after it.
    """
    today = clock.today()
    graded = YearGrade.objects.filter(**{f"book__{'person' if isinstance(subject, Person) else 'unit'}": subject})
    latest = graded.order_by("-year").values_list("year", flat=True).first()
    readings = readings_of(subject.agency_id)
    form = QuestionForm(
        request.GET, today=today, year=(latest or today.year - 1) + ahead, readings=readings, is_of_file=not ahead
    )
    question = form.question()
    rows = ChosenReading.objects.filter(agency=subject.agency_id) if question.settings else ()
    context: dict[str, Any] = {
        "subject": subject,
        "whose": whose_of(subject),
        "where": where_words(subject),
        "form": form,
        "question": question,
        "readings": shown_readings(question.settings, rows),
        "asked": request.GET.urlencode(),
        "book_url": book_url(subject),
        "title": _("Điều kiện năm %(year)s") % {"year": question.year},
        "withheld": "" if policies.may_see_sensitive(request.actor, subject) else say_withheld(),
    }
    return form, context


def _teller(request: ActorRequest, subject: Person | Unit, rows: BookRows | None = None) -> Teller:
    return Teller(
        subject,
        rows=rows,
        sees_sensitive=bool(policies.may_see_sensitive(request.actor, subject)),
        may_write=bool(policies.may_write_book(request.actor, subject)),
    )


def _years(path: Path) -> dict[str, int | None]:
    """The earliest year of each award."""
    return {each.award.code: each.year for each in path.milestones}


def _by_own(milestone: Milestone, by_own: Mapping[str, int | None]) -> list[str]:
    """What the agency's own rules make of it, where that differs."""
    code = milestone.award.code
    if code not in by_own:
        return []
    year = by_own[code]
    if year is None:
        return [_("Theo quy định riêng của cơ quan: chưa thấy đường tới.")]
    return [_("Theo quy định riêng của cơ quan: sớm nhất năm %(year)s.") % {"year": year}]


def _steps(milestone: Milestone, language: str) -> list[tuple[int, str, list[str]]]:
    """What must happen in each year: “2027: hoàn thành xuất sắc nhiệm vụ, Lao động tiên tiến”, and under it what people
    must recognise, confirm or rank.
    """
    names: Mapping[str, str] = award_names(language)
    good = str(words_of(language)["path"]["year_good"])
    found: dict[int, list[str]] = {}
    for year, code in milestone.steps:
        found.setdefault(year, []).append(good if code == GOOD_YEAR else names.get(code, code))
    needs: dict[int, list[str]] = {}
    for each in milestone.needs:
        needs.setdefault(each.year, []).append(say_need(each, language))
    return [(year, ", ".join(found.get(year, ())), needs.get(year, [])) for year in sorted({*found, *needs})]
