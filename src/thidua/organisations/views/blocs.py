"""Blocs: the list and one bloc in one of its years."""

from django.http import HttpResponse
from django.shortcuts import render

from thidua.common import clock
from thidua.common.http.routes import ActorRequest
from thidua.common.panels import panels_for
from thidua.organisations import policies
from thidua.organisations.enums import LeadRole
from thidua.organisations.models import Bloc, BlocLeadership
from thidua.organisations.queries import (
    leaderships_of,
    leading_units_of_blocs,
    member_counts_of_blocs,
    member_rows,
    years_of,
)


def list_blocs(request: ActorRequest) -> HttpResponse:
    """Every bloc the actor may see, with who leads it and how many belong to it this year."""
    today = clock.today()
    blocs = list(policies.blocs_visible_to(request.actor).select_related("agency").order_by("agency__path", "code"))
    leaders = leading_units_of_blocs(blocs, today)
    counts = member_counts_of_blocs(blocs, today.year)
    agencies = policies.agencies_visible_to(request.actor).order_by("path")
    context = {
        "rows": [(bloc, leaders.get(bloc.pk), counts.get(bloc.pk, 0)) for bloc in blocs],
        "year": today.year,
        "kept": [each for each in agencies if policies.may_keep_organisations(request.actor, each)],
    }
    return render(request, "organisations/blocs.html", context)


def show_bloc(request: ActorRequest, bloc: Bloc) -> HttpResponse:
    """Members and heads of a year (`?nam=`), then what other apps know of the bloc."""
    today = clock.today()
    years = years_of(bloc.pk)
    year = _year(request, years, today.year)
    held = leaderships_of(bloc.pk, year)
    roles = {row.unit_id: row.role.lower() for row in held if _is_current(row, today.year == year, held)}
    context = {
        "bloc": bloc,
        "year": year,
        "years": sorted({*years, today.year, year}, reverse=True),
        "members": [(row, roles.get(row.unit_id, "")) for row in member_rows(bloc.pk, year)],
        "leaders": [row for row in held if row.role == LeadRole.LEAD],
        "deputies": [row for row in held if row.role == LeadRole.DEPUTY_LEAD],
        "may_keep": policies.may_keep_bloc(request.actor, bloc),
        "may_change_representative": policies.may_change_representative(request.actor, bloc),
        "may_carry": policies.may_carry_members(request.actor, bloc),
        "previous": year - 1 if year - 1 in years else None,
        "panels": panels_for("bloc", request.actor, bloc),
    }
    return render(request, "organisations/bloc.html", context)


def _year(request: ActorRequest, years: list[int], this_year: int) -> int:
    """The year asked for; else this year if it has members; else the latest that has."""
    asked = request.GET.get("nam", "")
    if asked.isascii() and asked.isdigit() and len(asked) == 4:
        return int(asked)
    return this_year if this_year in years or not years else years[0]


def _is_current(row: BlocLeadership, this_year: bool, held: list[BlocLeadership]) -> bool:
    """Whether the row is the last of its role: who leads now, or led at the end of a past year."""
    return row == [each for each in held if each.role == row.role][-1] and (not this_year or row.until is None)
