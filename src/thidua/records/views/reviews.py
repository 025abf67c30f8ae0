"""Reviews: ask for one, watch it, read and narrow its table, take it out, ask again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.common import clock
from thidua.common.components.texts import short_date
from thidua.common.errors import DomainError
from thidua.common.http.asked import how_many
from thidua.common.http.routes import ActorRequest
from thidua.common.jobs import is_dead
from thidua.common.models import Job, JobState
from thidua.common.tables.layouts import Column, Layout
from thidua.common.tables.open_csv import as_csv
from thidua.common.tables.parsers import Text
from thidua.common.tables.writing import write_table
from thidua.common.views.saving import save
from thidua.core.law.codes import Subject
from thidua.core.law.regimes import regime_on
from thidua.records.enums import ReviewState
from thidua.records.facts.own_rules import own_rules_of
from thidua.records.facts.rating_pages import ratings_shown
from thidua.records.facts.readings import shown_readings
from thidua.records.facts.review_pages import (
    AskedAward,
    Narrowed,
    awards_asked,
    cells_of,
    changed_since,
    quotas_shown,
    rows_wanted,
    tie_break_shown,
)
from thidua.records.forms.reviews import AskReviewForm, NarrowForm, Scope
from thidua.records.models import ChosenReading, EligibilityReview, ReviewRow
from thidua.records.policies import reviews as policies
from thidua.records.services.reviews import ask_review, stop_review

SHOWN: Final = 40
MOST_IN_WORKBOOK: Final = 20_000
"""Rows beyond which a workbook takes too long to write: those go out as CSV."""
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def list_reviews(request: ActorRequest) -> HttpResponse:
    """Reviews that the actor sees, and the form for a new one."""
    actor = request.actor
    scopes: list[Scope] = [
        *policies.agencies_to_review(actor),
        *policies.blocs_to_review(actor).order_by("name"),
        *policies.units_to_review(actor).filter(ended_on__isnull=True).order_by("sort_key"),
    ]
    form = AskReviewForm(request.POST or None, scopes=scopes, initial=AskReviewForm.initial_days(request.GET))

    def deed() -> EligibilityReview:
        return ask_review(actor=actor, scope=form.scope_chosen(), now=clock.now(), **form.days())

    answer = save(request, form, deed, next_url=_page_of, done=_("Đã giao rà soát."))
    reviews = policies.reviews_visible_to(actor).select_related("unit", "bloc", "agency")
    found = list(reviews[: how_many(request, SHOWN)])
    context = {"form": form, "reviews": found, "total": reviews.count()}
    return answer or render(request, "records/reviews/reviews.html", context)


def show_review(request: ActorRequest, review: EligibilityReview) -> HttpResponse:
    """The table of a review that is done; how far it is until then."""
    context: dict[str, Any] = {
        "review": review,
        "regime": regime_on(review.law_on),
        "may_stop": policies.may_stop_review(request.actor, review),
    }
    if review.state != ReviewState.DONE:
        return render(request, "records/reviews/running.html", {**context, "progress": _progress(review)})
    awards, wanted, form = _asked(request, review)
    own = own_rules_of(review.agency_id)
    rows = rows_wanted(review, wanted, awards)
    total = rows.count()
    shown_awards = [each for each in awards if wanted.award in ("", each.code)]
    shown = [(row, cells_of(review, row, shown_awards)) for row in rows[: how_many(request, SHOWN)]]
    query = request.GET.copy()
    query.pop("show", None)
    context |= {
        "form": form,
        "wanted": wanted,
        "awards": shown_awards,
        "all_awards": awards,
        "rows": shown,
        "shown": len(shown),
        "total": total,
        "is_of_persons": wanted.subject is Subject.INDIVIDUAL,
        "changed_since": changed_since(review),
        "query": query.urlencode(),
        "may_export_workbook": total <= MOST_IN_WORKBOOK,
        "most": MOST_IN_WORKBOOK,
        "has_under": any(each.is_under for each in awards),
        "has_own": any(each.is_own for each in awards),
        "quotas": quotas_shown(review, wanted.subject, own.quotas_in(review.rules)),
        "ratings": ratings_shown(review, wanted.subject),
        "tie_break": tie_break_shown(review.law_on),
        "is_of_agency": review.unit is None and review.bloc is None,
        "unread_rules": [each.sentence for each in own.unread if each.pk not in review.rules],
        "readings": shown_readings(
            review.readings, ChosenReading.objects.filter(agency=review.agency_id) if review.readings else ()
        ),
    }
    return render(request, "records/reviews/review.html", context)


def show_progress(request: ActorRequest, review: EligibilityReview) -> HttpResponse:
    """The fragment that the page asks for again and again."""
    return render(request, "records/reviews/_progress.html", {"review": review, "progress": _progress(review)})


def stop(request: ActorRequest, review: EligibilityReview) -> HttpResponse:
    """Stop a review under way."""
    try:
        stop_review(actor=request.actor, review=review)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("Đã dừng rà soát."))
    return redirect("review", pk=review.pk)


def again(request: ActorRequest, review: EligibilityReview) -> HttpResponse:
    """Ask the same once more, of the books as they stand now."""
    made = ask_review(
        actor=request.actor,
        scope=review.unit or review.bloc or review.agency,
        year=review.year,
        law_on=review.law_on,
        as_of=review.as_of,
        held_against=review.held_against,
        now=clock.now(),
    )
    messages.success(request, _("Đã giao rà soát lại."))
    return redirect("review", pk=made.pk)


def download_csv(request: ActorRequest, review: EligibilityReview) -> HttpResponse:
    """The rows as narrowed, as CSV."""
    awards, wanted, _form = _asked(request, review)
    told = [each for each in awards if wanted.award in ("", each.code)]
    text = as_csv([*_head(), *(each.name for each in told)], _rows_out(review, wanted, awards, told))
    name = f"ra-soat-{review.year}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)


def download_workbook(request: ActorRequest, review: EligibilityReview) -> HttpResponse:
    """The rows as narrowed, as a workbook; too many of them are sent to CSV."""
    awards, wanted, _form = _asked(request, review)
    if rows_wanted(review, wanted, awards).count() > MOST_IN_WORKBOOK:
        messages.error(request, _("Bảng quá dài cho một tệp Excel. Lọc bớt, hoặc tải CSV."))
        return redirect("review", pk=review.pk)
    told = [each for each in awards if wanted.award in ("", each.code)]
    heads = [*_head(), *(each.name for each in told)]
    layout = Layout(
        f"ra-soat-{review.year}",
        _("RÀ SOÁT DANH HIỆU, HÌNH THỨC KHEN THƯỞNG NĂM %(year)s") % {"year": review.year},
        tuple(Column(f"c{at}", head, Text(2000), width=26) for at, head in enumerate(heads)),
    )
    rows = ({f"c{at}": cell for at, cell in enumerate(row)} for row in _rows_out(review, wanted, awards, told))
    data = write_table(layout, rows)
    headers = {"Content-Disposition": f'attachment; filename="{layout.name}.xlsx"'}
    return HttpResponse(data, content_type=XLSX, headers=headers)


def _head() -> list[str]:
    """What stands before the awards. A file travels alone: each row says by which law, and as of which day."""
    return [
        _("Năm xét"), _("Theo luật ngày"), _("Tính đến ngày"), _("Đơn vị"), _("Họ và tên"), _("Giới tính"),
        _("Lãnh đạo"), _("Lao động trực tiếp"),
    ]  # fmt: skip


def _rows_out(
    review: EligibilityReview, wanted: Narrowed, awards: list[AskedAward], told: list[AskedAward]
) -> Iterator[list[str]]:
    unknown = _("chưa ghi")
    sexes = {True: _("Nữ"), False: _("Nam"), None: unknown}
    yes_no = {True: _("Có"), False: _("Không"), None: unknown}
    days = [str(review.year), short_date(review.law_on), short_date(review.as_of)]
    for row in rows_wanted(review, wanted, awards).iterator(2_000):
        is_person = row.person_id is not None
        about = [sexes[row.is_woman], yes_no[row.leads], yes_no[row.works_directly]] if is_person else ["", "", ""]
        name = row.person.full_name if row.person else ""
        yield [*days, row.unit.name, name, *about, *(each.words for each in cells_of(review, row, told))]


def _asked(request: HttpRequest, review: EligibilityReview) -> tuple[list[AskedAward], Narrowed, NarrowForm]:
    asked = request.GET.get("doi_tuong", "")
    subject = Subject.COLLECTIVE if asked == Subject.COLLECTIVE.value else Subject.INDIVIDUAL
    awards = awards_asked(review, subject)
    units = ReviewRow.objects.filter(review=review).order_by("unit__sort_key")
    names = list(units.values_list("unit", "unit__name").distinct())
    form = NarrowForm(request.GET or None, awards=awards, units=names, is_compared=review.held_against is not None)
    return awards, form.wanted(subject), form


def _page_of(review: EligibilityReview) -> str:
    return reverse("review", args=[review.pk])


def _progress(review: EligibilityReview) -> dict[str, Any]:
    """How far it is, in words; a worker that died is told from a slow one."""
    job = Job.objects.filter(pk=review.job).first() if review.job else None
    is_over = review.state != ReviewState.RUNNING
    failed = ""
    if review.state == ReviewState.CANCELLED:
        failed = _("Đã dừng theo yêu cầu. Bấm rà soát lại nếu cần.")
    elif not is_over and (job is None or job.state == JobState.FAILED):
        failed = job.says if job and job.says else _("Chưa rà soát được. Bấm rà soát lại.")
    elif not is_over and job is not None and is_dead(job, clock.now()):
        failed = _("Máy chủ dừng giữa chừng. Bấm rà soát lại.")
    says = job.says if job and job.says else _("Đang chờ đến lượt")
    return {
        "label": _("Đã rà soát xong") if review.state == ReviewState.DONE else says,
        "percent": 100 * job.done // job.total if job and job.total else None,
        "done": review.state == ReviewState.DONE,
        "failed": failed,
    }
