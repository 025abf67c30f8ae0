"""The tree of agencies: who may add to it, names and places through time, an agency that goes over into another."""

from datetime import date

import pytest

from tests.cast import Cast
from thidua.common.actor import SystemActor
from thidua.common.errors import RefusedError, StaleVersionError
from thidua.organisations import policies
from thidua.organisations.enums import SuccessionKind
from thidua.organisations.errors import OrganisationError
from thidua.organisations.models import Agency, AgencySuccession
from thidua.organisations.queries import agency_names_on, agency_tree, search
from thidua.organisations.services import agencies

SYSTEM = SystemActor("the test")


def child(cast: Cast, name: str = "Cục Minh họa") -> Agency:
    return agencies.create_agency(actor=cast.standing.actor(), parent=Agency.objects.get(pk=cast.agency.pk), name=name)


def test_the_standing_office_adds_below_and_only_the_installation_adds_the_top(cast: Cast) -> None:
    made = child(cast)

    assert made.above() == cast.agency
    assert made.code == "cuc-minh-hoa"
    with pytest.raises(RefusedError):
        agencies.create_agency(actor=cast.standing.actor(), parent=None, name="Bộ Khác")
    with pytest.raises(RefusedError):
        agencies.create_agency(actor=cast.officer.actor(), parent=cast.agency, name="Cục Khác")
    assert agencies.create_agency(actor=SYSTEM, parent=None, name="Bộ Khác").depth == 1


def test_who_has_the_ministry_sees_what_lies_below_in_order(cast: Cast) -> None:
    first, second = child(cast), child(cast, "Tổng cục Minh họa")
    below = agencies.create_agency(actor=cast.standing.actor(), parent=Agency.objects.get(pk=first.pk), name="Chi cục")

    assert agency_tree(policies.agencies_visible_to(cast.standing.actor())) == [cast.agency, first, below, second]
    assert policies.may_keep_organisations(cast.standing.actor(), below)


def test_names_through_time_and_other_names(cast: Cast, at) -> None:
    now = at("2026-06-15 09:00")
    actor = cast.standing.actor()
    agency = agencies.rename_agency(
        actor=actor, agency=cast.agency, name="Bộ Nông nghiệp Minh họa", since=date(2025, 3, 1), version=1, now=now
    )
    agencies.add_agency_alias(actor=actor, agency=agency, text="Bộ NN&MH")

    assert agency_names_on([agency], date(2025, 3, 1)) == {agency.pk: "Bộ Nông nghiệp Minh họa"}
    assert list(search(Agency.objects.all(), "nn&mh")) == [agency]
    alias = agency.aliases.get()
    agencies.remove_agency_alias(actor=actor, alias=alias)
    assert list(search(Agency.objects.all(), "nn&mh")) == []
    agencies.add_past_agency_name(
        actor=actor,
        agency=agency,
        name="Tổng cục Minh họa",
        since=None,
        until=date(2002, 8, 5),
        version=Agency.objects.get().version,
    )
    assert agency_names_on([agency], date(2000, 1, 1)) == {agency.pk: "Tổng cục Minh họa"}


def test_an_agency_moves_with_all_below_but_not_below_itself(cast: Cast, at) -> None:
    now = at("2026-06-15 09:00")
    first, second = child(cast), child(cast, "Tổng cục Minh họa")
    move = {"actor": cast.standing.actor(), "since": date(2026, 1, 1), "version": 1, "now": now}
    moved = agencies.move_agency(agency=first, parent=second, **move)

    assert moved.above() == second
    assert [place.parent for place in moved.places.order_by("pk")] == [cast.agency, second]
    with pytest.raises(OrganisationError) as refusal:
        agencies.move_agency(agency=second, parent=moved, **move)
    assert refusal.value.code == "circle"


def test_an_agency_goes_over_into_another(cast: Cast) -> None:
    first, second = child(cast), child(cast, "Tổng cục Minh họa")
    end = {"actor": cast.standing.actor(), "agency": first, "effective_on": date(2025, 3, 1), "version": 1}

    with pytest.raises(OrganisationError):
        agencies.end_agency(kind=SuccessionKind.MERGED, successors=[], **end)
    agencies.end_agency(kind=SuccessionKind.MERGED, successors=[second], **end)

    assert Agency.objects.get(pk=first.pk).ended_on == date(2025, 2, 28)
    assert AgencySuccession.objects.get().successor == second


def test_two_editors_of_an_agency(cast: Cast) -> None:
    edit = {"actor": cast.standing.actor(), "agency": cast.agency, "version": 1}
    agencies.edit_agency(place="Hà Nội", council_name="Hội đồng", **edit)

    with pytest.raises(StaleVersionError):
        agencies.edit_agency(place="Huế", **edit)

    assert Agency.objects.get(pk=cast.agency.pk).place == "Hà Nội"
    assert Agency.objects.get(pk=cast.agency.pk).symbol == "BMH"
