"""Which awards the public reads of: one, or many of a year at once."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.common import clock
from thidua.common.http.asked import asked_number
from thidua.common.http.routes import ActorRequest
from thidua.common.views.saving import save
from thidua.publishing.models import PublishedAward
from thidua.publishing.queries import sources_published
from thidua.records import policies
from thidua.records.forms.publishing import PublishForm, PublishManyForm, WithdrawForm
from thidua.records.models import UnitAward
from thidua.records.services.publishing import publish_award, publish_many, withdraw_award

MOST = 500
"""So many are offered at once."""


def publish(request: ActorRequest, award: UnitAward) -> HttpResponse:
    """Choose what of it is read, and let the public read it."""
    form = PublishForm(request.POST or None)

    def deed() -> PublishedAward:
        told = form.cleaned_data
        return publish_award(
            actor=request.actor,
            award=award,
            with_name=told["with_name"],
            achievement=told["achievement"],
            now=clock.now(),
        )

    page = reverse("award", args=[award.pk])
    answer = save(request, form, deed, done=_("Đã công bố. Ai cũng tìm được ở trang Vinh danh."), back_url=page)
    context = {"form": form, "award": award, "title": _("Công bố khen thưởng"), "verb": _("Công bố"), "back_url": page}
    return answer or render(request, "records/form.html", context)


def withdraw(request: ActorRequest, award: UnitAward) -> HttpResponse:
    """Say why, and take it back."""
    form = WithdrawForm(request.POST or None)

    def deed() -> PublishedAward:
        return withdraw_award(actor=request.actor, award=award, because=form.cleaned_data["because"], now=clock.now())

    page = reverse("award", args=[award.pk])
    answer = save(
        request, form, deed, done=_("Đã thôi công bố. Trang Vinh danh không còn khen thưởng này."), back_url=page
    )
    context = {
        "form": form,
        "award": award,
        "title": _("Thôi công bố khen thưởng"),
        "verb": _("Thôi công bố"),
        "back_url": page,
    }
    return answer or render(request, "records/form.html", context)


def publish_several(request: ActorRequest) -> HttpResponse:
    """Choose among the awards of a year that the public does not read of yet."""
    rows = policies.awards_publishable_by(request.actor).select_related("unit", "agency")
    years = list(rows.order_by("-year").values_list("year", flat=True).distinct())
    year = asked_number(request, "nam") or (years[0] if years else clock.today().year)
    of_year = list(rows.filter(year=year).order_by("unit__sort_key", "recipient_kind", "pk"))
    known = sources_published({each.agency_id for each in of_year}, [each.pk for each in of_year])
    offered = [each for each in of_year if each.pk not in known][:MOST]
    form = PublishManyForm(request.POST or None, awards=offered)

    def deed() -> int:
        chosen = set(form.cleaned_data["awards"])
        return publish_many(
            actor=request.actor, awards=[each for each in offered if each.pk in chosen], now=clock.now()
        )

    back = f"{reverse('awards')}?nam={year}"
    answer = save(request, form, deed, done=_("Đã công bố các khen thưởng đã chọn."), back_url=back)
    context = {"form": form, "year": year, "years": years, "offered": offered, "back_url": back}
    return answer or render(request, "records/publish_many.html", context)
