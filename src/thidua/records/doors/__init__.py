"""What records tell the apps around them: tab, panels, parents of files."""

from collections import Counter
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.common.actor import Actor
from thidua.common.http.navigation import Tab, register_shared_link
from thidua.common.panels import Panel, register_panel
from thidua.common.parents import ParentFacts, ParentKind, register_parent_kind
from thidua.common.policy import Answer, refused
from thidua.organisations.models import Unit
from thidua.records.enums import RecipientKind
from thidua.records.models import UnitAward
from thidua.records.policies import awards_visible_to, may_correct_award, may_record_somewhere
from thidua.records.policies.reviews import may_review_somewhere
from thidua.records.queries import KIND, awards_of_bloc, awards_of_unit

LATEST = 8


def open_doors() -> None:
    """Called once, when the app is ready."""
    register_parent_kind(ParentKind(KIND, visible, may_attach, url_of, describe))
    register_panel(Panel("unit", 60, "records/_unit_panel.html", of_unit))
    register_panel(Panel("cycle", 70, "records/_cycle_panel.html", of_cycle))
    register_shared_link(Tab(56, "law_library", lambda: _("Thư viện pháp luật"), "report", lambda actor: True))
    register_shared_link(Tab(55, "reviews", lambda: _("Rà soát danh hiệu, hình thức"), "list-check", _reviews))
    register_shared_link(Tab(54, "awards", lambda: _("Khen thưởng đã nhận"), "award", lambda actor: True))


def visible(actor: Actor, ids: set[int]) -> set[int]:
    """Those of these awards that the actor sees."""
    return set(awards_visible_to(actor).filter(pk__in=ids).values_list("pk", flat=True))


def may_attach(actor: Actor, pk: int) -> Answer:
    """Who may correct the award adds its papers."""
    award = UnitAward.objects.select_related("unit", "bloc").filter(pk=pk).first()
    return may_correct_award(actor, award) if award is not None else refused("")


def url_of(pk: int) -> str:
    """The page of the award."""
    return reverse("award", args=[pk])


def describe(ids: set[int]) -> dict[int, ParentFacts]:
    """What was received, by whom, whose record it is."""
    awards = UnitAward.objects.filter(pk__in=ids).select_related("unit", "bloc")
    return {award.pk: ParentFacts(str(award), award.agency_id) for award in awards}


def of_unit(actor: Actor, unit: Unit) -> dict[str, Any] | None:
    """The latest awards of a unit; nothing while there is none that the actor sees."""
    awards = list(awards_of_unit(unit.pk).filter(pk__in=awards_visible_to(actor).values("pk"))[:LATEST])
    return {"unit": unit, "awards": awards} if awards else None


def of_cycle(actor: Actor, cycle: Any) -> dict[str, Any] | None:
    """What the members of the bloc received for the year, counted by name. `cycle` has `bloc_id` and `year`."""
    awards = list(awards_of_bloc(cycle.bloc_id, cycle.year))
    names = Counter((award.name, str(RecipientKind(award.recipient_kind).label)) for award in awards)
    counts = [(name, kind, number) for (name, kind), number in names.items()]
    return {
        "cycle": cycle,
        "counts": counts,
        "total": len(awards),
        "may_record": may_record_somewhere(actor),
        "list_url": f"{reverse('awards')}?nam={cycle.year}&khoi={cycle.bloc_id}",
        "record_url": f"{reverse('record_award')}?nam={cycle.year}",
        "title": _("Khen thưởng đã nhận cho năm %(year)s") % {"year": cycle.year},
    }


def _reviews(actor: Actor) -> bool:
    return may_review_somewhere(actor).allowed
