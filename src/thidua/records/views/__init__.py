"""Awards: the list of a year and unit, one award, recording, correcting, taking out."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.common import clock
from thidua.common.http.asked import asked_number, how_many
from thidua.common.http.routes import ActorRequest
from thidua.common.references import Reference
from thidua.common.views.saving import save
from thidua.documents.queries import evidence_of
from thidua.publishing.queries import award_published
from thidua.records import policies
from thidua.records.forms import CorrectAwardForm, RecordAwardForm, RemoveAwardForm, key_of
from thidua.records.models import UnitAward
from thidua.records.queries import KIND, awards_of_bloc
from thidua.records.services import correct_award, record_award, remove_award

SHOWN = 30


def list_awards(request: ActorRequest) -> HttpResponse:
    """Awards of one year; `?nam=`, `?don-vi=`, `?khoi=` choose."""
    visible = policies.awards_visible_to(request.actor).filter(is_told_to_bloc=True)
    years = list(visible.order_by("-year").values_list("year", flat=True).distinct())
    year = asked_number(request, "nam") or (years[0] if years else clock.today().year)
    found = visible.filter(year=year)
    unit, bloc = asked_number(request, "don-vi"), asked_number(request, "khoi")
    if bloc is not None:
        found = found.filter(pk__in=awards_of_bloc(bloc, year).values("pk"))
    units = list({award.unit_id: award.unit for award in found.select_related("unit") if award.unit}.values())
    if unit is not None:
        found = found.filter(unit=unit)
    awards = list(found.select_related("unit", "bloc").order_by("unit__sort_key", "recipient_kind", "pk"))
    shown = awards[: how_many(request, SHOWN)]
    context = {
        "awards": shown,
        "total": len(awards),
        "year": year,
        "years": sorted({*years, year}, reverse=True),
        "units": sorted(units, key=lambda each: each.sort_key),
        "unit": unit,
        "bloc": bloc,
        "may_record": policies.may_record_somewhere(request.actor),
        "may_publish": policies.may_publish_awards(request.actor),
    }
    return render(request, "records/awards.html", context)


def show_award(request: ActorRequest, award: UnitAward) -> HttpResponse:
    """One award with its papers."""
    reference = Reference(KIND, award.pk)
    context = {
        "award": award,
        "papers": evidence_of([reference])[reference],
        "may_correct": policies.may_correct_award(request.actor, award),
        "may_publish": policies.may_publish_award(request.actor, award),
        "published": award_published(award.agency_id, award.pk),
    }
    return render(request, "records/award.html", context)


def record(request: ActorRequest) -> HttpResponse:
    """Record what a unit received."""
    year = asked_number(request, "nam") or clock.today().year
    units = list(policies.recordable_units(request.actor))
    chosen = asked_number(request, "don-vi")
    initial = {"year": year, "owner": next((key_of(unit) for unit in units if unit.pk == chosen), "")}
    form = RecordAwardForm(
        request.POST or None, units=units, blocs=policies.recordable_blocs(request.actor), initial=initial
    )

    def deed() -> UnitAward:
        return record_award(
            actor=request.actor,
            owner=form.owner_chosen(),
            year=form.cleaned_data["year"],
            words=form.words(),
            now=clock.now(),
        )

    answer = save(request, form, deed, next_url=_page_of, done=_("Đã ghi khen thưởng."))
    return answer or render(request, "records/record.html", {"form": form, "back_url": reverse("awards")})


def correct(request: ActorRequest, award: UnitAward) -> HttpResponse:
    """Correct what is recorded; a second writer chooses between two versions."""
    page = _page_of(award)
    form = CorrectAwardForm(request.POST or None, initial=CorrectAwardForm.values_of(award))

    def deed() -> UnitAward:
        data = form.cleaned_data
        return correct_award(
            actor=request.actor,
            award=award,
            version=data["version"],
            words=form.words(),
            reason=data["reason"],
            now=clock.now(),
        )

    answer = save(
        request,
        form,
        deed,
        next_url=page,
        done=_("Đã sửa khen thưởng."),
        stored=CorrectAwardForm.values_of,
        back_url=page,
    )
    context = {"form": form, "award": award, "title": _("Sửa khen thưởng"), "verb": _("Lưu"), "back_url": page}
    return answer or render(request, "records/form.html", context)


def remove(request: ActorRequest, award: UnitAward) -> HttpResponse:
    """Take out what was recorded by mistake."""
    page = _page_of(award)
    form = RemoveAwardForm(request.POST or None, initial={"version": award.version})

    def deed() -> None:
        data = form.cleaned_data
        remove_award(actor=request.actor, award=award, version=data["version"], reason=data["reason"])

    answer = save(
        request,
        form,
        deed,
        next_url=f"{reverse('awards')}?nam={award.year}",
        done=_("Đã bỏ khen thưởng ghi nhầm. Lịch sử vẫn giữ."),
        stored=CorrectAwardForm.values_of,
        back_url=page,
    )
    context = {"form": form, "award": award, "title": _("Bỏ khen thưởng ghi nhầm"), "verb": _("Bỏ"), "back_url": page}
    return answer or render(request, "records/form.html", context)


def _page_of(award: UnitAward) -> str:
    return reverse("award", args=[award.pk])
