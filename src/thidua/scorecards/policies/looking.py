"""Who looks at which branches of a card. Nobody at his own unit's; the head's card is the deputy's to look at."""

from collections.abc import Collection, Container, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.campaigns.policies.cycles import secretary_of
from thidua.campaigns.queries.members import units_of_person
from thidua.common import clock
from thidua.common.actor import Actor, Role, person_of
from thidua.common.policy import YES, Answer, refused
from thidua.core.scoring.scheme import ScoreItem
from thidua.organisations.enums import LeadRole
from thidua.organisations.models import BlocLeadership, UnitMembership
from thidua.organisations.models.dated import LATEST_FIRST, OLDEST_FIRST, holding_on
from thidua.organisations.policies import IN_UNIT
from thidua.scorecards.enums import Capacity, SchemeState, Stage
from thidua.scorecards.models import Assessor, Scheme, Scorecard
from thidua.scorecards.policies.schemes import published_words
from thidua.scorecards.queries.tables import read_documents, table_of

LOOKING = (Stage.VERIFICATION, Stage.SECOND_LOOK)
"""Stages in which assessors look at a card."""


@dataclass(frozen=True, slots=True)
class Lookers:
    """Who looks in one table: the units named for a name of the table, everyone who has branches (empty: head and
    deputy), the units that lead the bloc in the year."""

    named: dict[str, int]
    wanted: tuple[str, ...]
    head: int | None
    deputy: int | None
    deputy_name: str

    def wanted_on(self, card: Scorecard) -> list[str]:
        """Who has branches on this card: what a unit would assess of its own goes to head and deputy."""
        return list(dict.fromkeys("" if self.named.get(name) == card.unit_id else name for name in self.wanted))

    def assessor_on(self, card: Scorecard, name: str) -> str:
        """Who assesses what the table gives to `name` on this card."""
        return name if self.named.get(name, card.unit_id) != card.unit_id else ""


def lookers_of(schemes: Collection[Scheme]) -> dict[int, Lookers]:
    """Scheme id → who looks: two queries for all."""
    named = _named_in(scheme.pk for scheme in schemes)
    wanted = Q(pk__in=[])
    for scheme in schemes:
        wanted |= Q(bloc=scheme.cycle.bloc_id, year=scheme.cycle.year)
    lead: dict[tuple[int, int, str], BlocLeadership] = {}
    for row in BlocLeadership.objects.filter(wanted).select_related("unit").order_by(*OLDEST_FIRST):
        lead[row.bloc_id, row.year, row.role] = row
    found: dict[int, Lookers] = {}
    for scheme in schemes:
        place = (scheme.cycle.bloc_id, scheme.cycle.year)
        head, deputy = lead.get((*place, LeadRole.LEAD)), lead.get((*place, LeadRole.DEPUTY_LEAD))
        found[scheme.pk] = Lookers(
            named=named[scheme.pk],
            wanted=tuple(_names_with_branches(table_of(scheme).root, named[scheme.pk])),
            head=head.unit_id if head is not None else None,
            deputy=deputy.unit_id if deputy is not None else None,
            deputy_name=deputy.unit.name if deputy is not None else "",
        )
    return found


def _named_in(schemes: Iterable[int]) -> dict[int, dict[str, int]]:
    """Scheme → name in the table → unit: one query."""
    named: dict[int, dict[str, int]] = {scheme: {} for scheme in schemes}
    for at, name, unit in Assessor.objects.filter(scheme__in=list(named)).values_list("scheme", "name", "unit"):
        named[at][name] = unit
    return named


class _AnyName:
    """As if every name of a table had its unit."""

    def __contains__(self, name: object) -> bool:
        return bool(name)


_any_name = _AnyName()


def _names_with_branches(root: ScoreItem, named: Container[str]) -> list[str]:
    found: dict[str, None] = {}

    def walk(item: ScoreItem, inherited: str) -> None:
        own = item.assessor or inherited
        if not item.parts:
            found[own if own in named else ""] = None
        for part in item.parts:
            walk(part, own)

    walk(root, "")
    return list(found)


def assessors_of(card: Scorecard) -> list[str]:
    """Everyone who has branches to sign: those a unit was named for; empty, head and deputy, for the rest."""
    return lookers_of([card.scheme])[card.scheme_id].wanted_on(card)


def assessor_of(card: Scorecard, item: str) -> str:
    """The name of who assesses an item: its own, or that of the branch it stands in; empty is head and deputy."""
    found = ""
    for each in table_of(card.scheme).root.walk():
        if each.assessor and any(part.code == item for part in each.walk()):
            found = each.assessor
    return lookers_of([card.scheme])[card.scheme_id].assessor_on(card, found)


def belongs_to(actor: Actor) -> frozenset[int]:
    """The units he acts for, and those he belongs to as a person: one query."""
    person = person_of(actor)
    return actor.units_as(*IN_UNIT) | units_of_person(person, timezone.localtime(clock.now()).date())


def may_assess(actor: Actor, card: Scorecard, assessor: str) -> Answer:
    """Whether the actor looks at the branches of `assessor` (empty: head and deputy) on this card now."""
    return _may_assess(actor, card, assessor, lookers_of([card.scheme])[card.scheme_id], belongs_to(actor))


def may_assess_something(actor: Actor, card: Scorecard) -> Answer:
    """Whether any branch of the card is his to look at now; the refusal is that of the first branch."""
    answers = [answer for _name, answer in branches_of(actor, card)]
    return next((answer for answer in answers if answer), answers[0])


def who_leads(actor: Actor) -> dict[str, Any]:
    """Annotations of cards for `cards_to_assess`: the units that lead the bloc, whether the actor is of the card's."""

    def leads(role: LeadRole, value: str) -> Subquery:
        rows = BlocLeadership.objects.filter(
            bloc=OuterRef("scheme__cycle__bloc"), year=OuterRef("scheme__cycle__year"), role=role
        )
        return Subquery(rows.order_by(*LATEST_FIRST).values(value)[:1])

    person = person_of(actor)
    theirs = UnitMembership.objects.filter(
        holding_on(timezone.localtime(clock.now()).date()), unit=OuterRef("unit"), person=person
    )
    return {
        "head": leads(LeadRole.LEAD, "unit"),
        "deputy": leads(LeadRole.DEPUTY_LEAD, "unit"),
        "deputy_name": leads(LeadRole.DEPUTY_LEAD, "unit__name"),
        "is_his": Exists(theirs),
    }


def cards_to_assess(actor: Actor, cards: Sequence[Scorecard]) -> list[Scorecard]:
    """Those of `cards`, read with `who_leads`, on which branches are his to look at now: one query for all.

    None for whoever acts for no unit where every table leaves something to head and deputy.
    """
    looked_at = [card for card in cards if card.stage in LOOKING]
    if not looked_at:
        return []
    schemes = {card.scheme_id: card.scheme for card in looked_at}
    read_documents(schemes.values())
    tables = {key: table_of(scheme) for key, scheme in schemes.items()}
    is_plain = all("" in _names_with_branches(table.root, _any_name) for table in tables.values())
    named = {key: {} for key in schemes} if is_plain and not actor.units_as(*IN_UNIT) else _named_in(schemes)
    found: list[Scorecard] = []
    for card in looked_at:
        given = vars(card)
        wanted = tuple(_names_with_branches(tables[card.scheme_id].root, named[card.scheme_id]))
        lookers = Lookers(named[card.scheme_id], wanted, given["head"], given["deputy"], given["deputy_name"] or "")
        own = actor.units_as(*IN_UNIT) | ({card.unit_id} if given["is_his"] else frozenset())
        if any(_may_assess(actor, card, name, lookers, own) for name in lookers.wanted_on(card)):
            found.append(card)
    return found


@dataclass(frozen=True, slots=True)
class Signing:
    """As what somebody signs: the post or role, the unit for which he does, whether by delegation."""

    capacity: Capacity
    unit: int | None = None
    is_delegated: bool = False


def signing_of(actor: Actor, card: Scorecard, assessor: str) -> Signing:
    """As what the actor signs the branches of `assessor`, where he may: the unit's post before his own role."""
    lookers = lookers_of([card.scheme])[card.scheme_id]
    posts = (
        [(Capacity.ASSESSOR, lookers.named.get(assessor))]
        if assessor
        else [(Capacity.LEAD, lookers.head), (Capacity.DEPUTY_LEAD, lookers.deputy)]
    )
    for capacity, unit in posts:
        if unit is not None and unit != card.unit_id and unit in actor.units_as(*IN_UNIT):
            own = {scope.unit for scope in actor.own(*IN_UNIT)}
            return Signing(capacity, unit, is_delegated=unit not in own)
    bloc = card.scheme.cycle.bloc_id
    if card.unit_id != lookers.head and bloc in actor.blocs_as(Role.BLOC_SECRETARY):
        own_blocs = {scope.bloc for scope in actor.own(Role.BLOC_SECRETARY)}
        return Signing(Capacity.SECRETARY, None, is_delegated=bloc not in own_blocs)
    own_agencies = {agency for scope in actor.own(Role.STANDING_OFFICE) for agency in scope.agencies}
    return Signing(Capacity.OFFICE, None, is_delegated=card.agency_id not in own_agencies)


def branches_of(actor: Actor, card: Scorecard) -> list[tuple[str, Answer]]:
    """Everyone who has branches on the card, and whether the actor looks at them now: three queries."""
    lookers, own = lookers_of([card.scheme])[card.scheme_id], belongs_to(actor)
    return [(name, _may_assess(actor, card, name, lookers, own)) for name in lookers.wanted_on(card)]


def _may_assess(actor: Actor, card: Scorecard, assessor: str, lookers: Lookers, own: frozenset[int]) -> Answer:
    if card.scheme.state == SchemeState.PUBLISHED:
        return published_words(card.scheme)
    if card.stage not in LOOKING:
        return refused(_("Phiếu không ở bước thẩm định."))
    if card.unit_id in own:
        return refused(_("Không ai thẩm định phiếu của đơn vị mình."))
    acting = actor.units_as(*IN_UNIT)
    if assessor:
        if lookers.named.get(assessor) in acting:
            return YES
        return refused(_("%(name)s thẩm định nhóm này.") % {"name": assessor}, who=assessor)
    if card.unit_id == lookers.head:
        is_office = card.agency_id in actor.agencies_as(Role.STANDING_OFFICE)
        if lookers.deputy in acting or (lookers.deputy is None and is_office):
            return YES
        return refused(
            _("Phiếu của đơn vị Khối trưởng do Khối phó thẩm định, không do Khối trưởng tự làm."),
            who=lookers.deputy_name or _("Cơ quan thường trực"),
        )
    bloc = card.scheme.cycle.bloc
    if bloc.pk in actor.blocs_as(Role.BLOC_SECRETARY) or acting & {lookers.head, lookers.deputy}:
        return YES
    return refused(_("Khối trưởng, Khối phó thẩm định nhóm này."), who=secretary_of(bloc))
