"""A report on screen: each sentence beside the records it was written from."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from thidua.campaigns.models import Cycle
from thidua.common.errors import NotVisibleError
from thidua.common.http.routes import ActorRequest
from thidua.yearbook.facts.reports import mid_year_report, year_report
from thidua.yearbook.facts.sentences import Section, Sentence
from thidua.yearbook.kinds import paper_kinds

BUILDERS = {"mid_year_report": mid_year_report, "year_report": year_report}


def show_report(request: ActorRequest, cycle: Cycle, kind: str) -> HttpResponse:
    """One of the year's two reports, as its paper will say it."""
    builder = BUILDERS.get(kind)
    if builder is None:
        raise NotVisibleError(_("Không có báo cáo này."))
    with override("vi"):
        sections = [section for section in builder(cycle) if section.sentences]
    counts = {len(each.sources) for section in sections for each in section.sentences}
    context = {
        "cycle": cycle,
        "source": paper_kinds()[kind],
        "sections": _with_counts(sections, {count: _count_words(count) for count in counts}),
        "kind": kind,
    }
    return render(request, "yearbook/report.html", context)


def _count_words(count: int) -> str:
    return ngettext("Căn cứ: %(n)s hồ sơ", "Căn cứ: %(n)s hồ sơ", count) % {"n": count}


def _with_counts(sections: list[Section], words: dict[int, str]) -> list[tuple[str, list[tuple[Sentence, str]]]]:
    """Each section's title and sentences; beside a sentence how many records it rests on. A large bloc's report has
    hundreds of sentences, and few numbers.
    """
    return [(section.title, [(each, words[len(each.sources)]) for each in section.sentences]) for section in sections]
