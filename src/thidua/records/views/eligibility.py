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
from thidua.core.law.outcome import Outcome
from thidua.core.law.path import Milestone, find_path
from thidua.core.law.wording import award_names, say_reason
from thidua.core.law.words import words_of
from thidua.organisations.models import Person, Unit
from thidua.organisations.queries import units_of_people
from thidua.records import policies
from thidua.records.enums import EntryKind
from thidua.records.facts import facts_of
from thidua.records.facts.own_rules import own_rules_of
from thidua.records.facts.readings import readings_of, shown_readings
from thidua.records.forms.eligibility import Question, QuestionForm
from thidua.records.models import ChosenReading, YearGrade
from thidua.records.views.annex import DOCX, draw_annex
from thidua.records.views.books import where_words
from thidua.records.views.sections import book_url, whose_of
from thidua.records.views.trees import AwardTree, Teller


def list_verdicts(request: ActorRequest, subject: Person | Unit) -> HttpResponse:
    """Every title and honour with its verdict and the one reason that decides."""
    form, context = _asked(request, subject)
    question = form.question()
    outcomes = assess_all(
        facts_of(subject, year=question.year, as_of=question.as_of),
        year=question.year,
        law_on=question.law_on,
        as_of=question.as_of,
        settings=question.settings,
    )
    teller = _teller(request, subject)
    trees = [teller.award(each) for each in outcomes]
    own = own_rules_of(subject.agency_id)
    if own.awards is not None:
        told = {
            key[0]: teller.award(_outcome(subject, own.awards[key], question, own.awards))
            for key in own.keys
            if key[1] is kind_of(subject)
        }
        trees = [replace(each, own=told[each.code].badge) if each.code in told else each for each in trees]
    context["groups"] = [
        (str(EntryKind(kind.value).label), [each for each in trees if each.kind is kind]) for kind in AwardKind
    ]
    context["stamp"] = next((each.stamp for each in trees if each.stamp), "")
    context["all_stamped"] = all(each.stamp for each in trees)
    context["counts"] = [
        ("met", sum(each.verdict is Verdict.MET for each in trees)),
        ("not_met", sum(each.verdict is Verdict.NOT_MET for each in trees)),
        ("undecided", sum(each.verdict is Verdict.UNKNOWN for each in trees)),
    ]
    return render(request, "records/eligibility.html", context)


def show_tree(request: ActorRequest, subject_award: tuple[Person | Unit, Award]) -> HttpResponse:
    """One award: every criterion with verdict, reasons, article, and what would make it pass. Prints as an annex."""
    subject, award = subject_award
    form, context = _asked(request, subject)
    context["award"] = _tree(request, subject, award, form.question())
    own = own_rules_of(subject.agency_id)
    if own.awards is not None and award.key in own.keys:
        context["own_award"] = _tree(request, subject, own.awards[award.key], form.question(), own.awards)
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
        tree = _tree(request, subject, award, question)
        rows = ChosenReading.objects.filter(agency=subject.agency_id) if question.settings else ()
        readings = shown_readings(question.settings, rows)
        content = draw_annex(tree, subject.agency, words, question, readings, clock.today())
    name = f"phu-luc-{award.code.lower().replace('_', '-')}-{question.year}.docx"
    return HttpResponse(content, content_type=DOCX, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _tree(
    request: ActorRequest, subject: Person | Unit, award: Award, question: Question, awards: Awards | None = None
) -> AwardTree:
    return _teller(request, subject).award(_outcome(subject, award, question, awards))


def _outcome(subject: Person | Unit, award: Award, question: Question, awards: Awards | None) -> Outcome:
    return assess(
        award,
        facts_of(subject, year=question.year, as_of=question.as_of),
        year=question.year,
        law_on=question.law_on,
        as_of=question.as_of,
        settings=question.settings,
        awards=awards,
    )


def show_path(request: ActorRequest, subject: Person | Unit) -> HttpResponse:
    """What can be reached when at the earliest, if every year from the first undecided one on is good."""
    form, context = _asked(request, subject, ahead=1)
    question = form.question()
    facts = facts_of(subject, year=question.year, as_of=question.as_of)
    path = find_path(facts, from_year=question.year, law_on=question.law_on, settings=question.settings)
    teller = _teller(request, subject)
    reached = sorted(
        (each for each in path.milestones if each.year is not None), key=lambda each: (each.year or 0, each.award.name)
    )
    context["assumptions"] = [say_reason(each, "path", teller.language) for each in path.assumptions]
    context["reached"] = [
        (each.award.code, teller.words(each.award.name), each.year, _steps(each, teller.language)) for each in reached
    ]
    context["blocked"] = [
        (teller.words(each.award.name), teller.sentences(each.blocked[:3]))
        for each in path.milestones
        if each.year is None
    ]
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
    form = QuestionForm(request.GET, today=today, year=(latest or today.year - 1) + ahead, readings=readings)
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
    }
    return form, context


def _teller(request: ActorRequest, subject: Person | Unit) -> Teller:
    return Teller(
        subject,
        sees_sensitive=bool(policies.may_see_sensitive(request.actor, subject)),
        may_write=bool(policies.may_write_book(request.actor, subject)),
    )


def _steps(milestone: Milestone, language: str) -> list[tuple[int, str]]:
    """What must happen in each year: “2027: hoàn thành xuất sắc nhiệm vụ, Lao động tiên tiến”."""
    names: Mapping[str, str] = award_names(language)
    good = str(words_of(language)["path"]["year_good"])
    found: dict[int, list[str]] = {}
    for year, code in milestone.steps:
        found.setdefault(year, []).append(good if code == "GOOD_YEAR" else names.get(code, code))
    return [(year, ", ".join(what)) for year, what in found.items()]
