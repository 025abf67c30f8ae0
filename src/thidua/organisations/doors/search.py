"""Units, people, blocs and agencies in “Tìm”."""

from django.utils.translation import gettext as _

from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.components.texts import short_date
from thidua.common.http.things import thing_url
from thidua.common.references import Card, Reference
from thidua.common.search import MOST, PICKED_FROM, SearchSource, Sought, register_search_source
from thidua.organisations import policies
from thidua.organisations.models import Agency, Unit
from thidua.organisations.queries import posts_of


def open_doors() -> None:
    """Join the search."""
    register_search_source(SearchSource("unit", 10, lambda: _("Đơn vị"), find_units))
    register_search_source(SearchSource("person", 20, lambda: _("Người"), find_people))
    register_search_source(SearchSource("bloc", 30, lambda: _("Khối, cụm thi đua"), find_blocs))
    register_search_source(SearchSource("agency", 90, lambda: _("Cơ quan"), find_agencies))


def find_units(actor: Actor, sought: Sought) -> list[Card]:
    """Units by any name they ever had."""
    found = policies.units_visible_to(actor).filter(sought.within()).select_related("agency")
    return [_card("organisations.unit", _("Đơn vị"), unit) for unit in sought.best_first(found)[:MOST]]


def find_people(actor: Actor, sought: Sought) -> list[Card]:
    """People by name, with the post each holds today."""
    found = list(sought.best_first(policies.people_visible_to(actor).filter(sought.within()))[:MOST])
    posts = posts_of(found, clock.today())
    kind = "organisations.person"
    return [
        Card(
            Reference(kind, person.pk),
            _("Người"),
            person.full_name,
            f"{posts[person.pk].title}, {posts[person.pk].unit.name}" if person.pk in posts else "",
            None,
            thing_url(kind, person.pk),
        )
        for person in found
    ]


def find_blocs(actor: Actor, sought: Sought) -> list[Card]:
    """Blocs by name."""
    rows = policies.blocs_visible_to(actor).select_related("agency").order_by("name", "pk")[:PICKED_FROM]
    return [
        Card(
            Reference("organisations.bloc", bloc.pk),
            bloc.get_kind_display(),
            bloc.name,
            bloc.agency.name,
            None,
            thing_url("organisations.bloc", bloc.pk),
        )
        for bloc in sought.pick(rows, lambda bloc: bloc.name)
    ]


def find_agencies(actor: Actor, sought: Sought) -> list[Card]:
    """Agencies by any name they ever had."""
    found = policies.agencies_visible_to(actor).filter(sought.within())
    return [_card("organisations.agency", _("Cơ quan"), agency) for agency in sought.best_first(found)[:MOST]]


def _card(kind: str, label: str, row: Unit | Agency) -> Card:
    ended = _("đến hết %(day)s") % {"day": short_date(row.ended_on)} if row.ended_on else ""
    parts = [row.agency.name if isinstance(row, Unit) else "", ended]
    return Card(
        Reference(kind, row.pk),
        label,
        row.name,
        ", ".join(part for part in parts if part),
        None,
        thing_url(kind, row.pk),
    )
