"""What waits around scores: a card to fill, to send, to verify, to explain, to settle, to score crosswise."""

from collections.abc import Sequence
from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from thidua.campaigns.enums.cycles import StepKind
from thidua.campaigns.models import Step
from thidua.common.actor import Actor, Role
from thidua.common.due import DueGroup, DueItem, register_due_source
from thidua.common.http.addresses import address_of
from thidua.organisations.models import BlocMembership
from thidua.organisations.policies import IN_UNIT
from thidua.scorecards.enums import SchemeState, Stage
from thidua.scorecards.models import PeerPair, Scheme, SchemeComment, Scorecard
from thidua.scorecards.policies.cards import cards_visible_to
from thidua.scorecards.policies.looking import LOOKING, cards_to_assess, who_leads
from thidua.scorecards.policies.schemes import may_run_scheme, schemes_visible_to


def open_doors() -> None:
    """Register the sources: cards, cards to score crosswise, tables that are commented."""
    register_due_source(due_cards, _scoring)
    register_due_source(due_peers, _unscored)
    register_due_source(due_drafts, _commented)


def _scoring(actor: Actor, today: date) -> QuerySet[Scheme]:
    """Tables by which units score, for the roles that some stage of a card waits for."""
    if not actor.holds(*IN_UNIT, Role.BLOC_SECRETARY, Role.STANDING_OFFICE):
        return Scheme.objects.none()
    return Scheme.objects.filter(state=SchemeState.SCORING)


def due_cards(actor: Actor, today: date) -> list[DueItem]:
    """In stages that wait for somebody; cards are read once for all."""
    own = actor.units_as(*IN_UNIT)
    heads = actor.units_as(Role.UNIT_HEAD)
    offices = actor.agencies_as(Role.STANDING_OFFICE)
    moves = (
        Q(stage__in=(Stage.SELF, Stage.EXPLANATION), unit__in=own)
        | Q(stage=Stage.SUPERIOR, agency__in=offices)
        | Q(stage__in=LOOKING)
    )
    cards = list(
        cards_visible_to(actor)
        .filter(moves, scheme__state=SchemeState.SCORING)
        .annotate(
            self_score_due=_deadline(StepKind.SELF_SCORE),
            verification_due=_deadline(StepKind.VERIFICATION),
            **who_leads(actor),
        )
        .order_by("scheme", "position")
        .select_related(None)
        .select_related("unit")
    )
    _give_schemes(cards)
    to_assess = cards_to_assess(actor, cards)
    items: list[DueItem] = []
    for card in cards:
        is_own = card.unit_id in own
        if card.stage == Stage.SELF and is_own:
            verb = _("Tự chấm, nộp") if card.unit_id in heads else _("Tự chấm")
            fact = _("Bị trả lại: %(why)s") % {"why": card.returned_because} if card.returned_because else ""
            items.append(
                _item(
                    card,
                    _("Tự chấm điểm năm %(year)s") % {"year": card.scheme.cycle.year},
                    verb,
                    fact,
                    card.self_score_due,
                )
            )
        elif card.stage == Stage.EXPLANATION and is_own:
            items.append(_item(card, _("Xem kết quả thẩm định, giải trình"), _("Mở phiếu"), "", card.verification_due))
        elif card.stage == Stage.SUPERIOR and card.agency_id in offices:
            items.append(_item(card, _("Chốt phiếu chấm điểm"), _("Mở phiếu"), "", card.verification_due))
        elif card in to_assess:
            items.append(_item(card, _("Thẩm định phiếu"), _("Mở phiếu"), "", card.verification_due))
    return items


def _give_schemes(cards: Sequence[Scorecard]) -> None:
    """Give cards their scheme with its year and bloc, read once for the many cards of a bloc and without its long
    table; one query.
    """
    rows = Scheme.objects.filter(pk__in={card.scheme_id for card in cards}).select_related("cycle__bloc")
    schemes = rows.defer("document").in_bulk()
    for card in cards:
        card.scheme = schemes[card.scheme_id]


def _item(card: Scorecard, title: str, verb: str, fact: str, deadline: date | None) -> DueItem:
    return DueItem(
        group=DueGroup.MINE,
        title=f"{title}: {card.unit.name}",
        url=address_of("scorecard", card.pk),
        verb=verb,
        deadline=deadline,
        fact=fact,
        context=f"{card.scheme.cycle.bloc.name}, {card.scheme.cycle.year}",
        agency=card.agency_id,
        icon="list-numbers",
    )


def _deadline(kind: StepKind) -> Subquery:
    """For an annotation of cards: the deadline of a step of their year."""
    steps = Step.objects.filter(cycle=OuterRef("scheme__cycle"), kind=kind)
    return Subquery(steps.values("deadline")[:1])


def _unscored(actor: Actor, today: date) -> QuerySet[PeerPair]:
    units = actor.units_as(*IN_UNIT)
    if not units:
        return PeerPair.objects.none()
    return PeerPair.objects.filter(scorer__in=units, submitted_at=None, scorecard__stage=Stage.PEERS)


def due_peers(actor: Actor, today: date) -> list[DueItem]:
    """Cards that the actor's units score crosswise. One query."""
    pairs = _unscored(actor, today).select_related("scorecard__unit", "scorecard__scheme__cycle__bloc")
    return [
        DueItem(
            group=DueGroup.MINE,
            title=_("Chấm chéo: %(unit)s") % {"unit": pair.scorecard.unit.name},
            url=address_of("score_peer", pair.pk),
            verb=_("Chấm chéo"),
            deadline=None,
            context=f"{pair.scorecard.scheme.cycle.bloc.name}, {pair.scorecard.scheme.cycle.year}",
            agency=pair.agency_id,
            icon="list-numbers",
        )
        for pair in pairs
    ]


def _commented(actor: Actor, today: date) -> QuerySet[Scheme]:
    """Tables out for comment, for the roles that comment or answer."""
    if not actor.holds(*IN_UNIT, Role.BLOC_SECRETARY, Role.STANDING_OFFICE):
        return Scheme.objects.none()
    return Scheme.objects.filter(state=SchemeState.COMMENTING)


def due_drafts(actor: Actor, today: date) -> list[DueItem]:
    """Tables that wait for a member's comment, comments that wait for an answer."""
    items: list[DueItem] = []
    schemes = list(schemes_visible_to(actor).filter(state=SchemeState.COMMENTING))
    if not schemes:
        return items
    spoken: dict[int, set[int]] = {scheme.pk: set() for scheme in schemes}
    waiting = dict.fromkeys(spoken, 0)
    rows = SchemeComment.objects.filter(scheme__in=schemes)
    for scheme_id, unit, answered_at in rows.values_list("scheme", "unit", "answered_at"):
        if unit is not None:
            spoken[scheme_id].add(unit)
        waiting[scheme_id] += answered_at is None
    own = actor.units_as(*IN_UNIT)
    members = BlocMembership.objects.filter(unit__in=own, bloc__in={scheme.cycle.bloc_id for scheme in schemes})
    speaking = set(members.values_list("bloc", "year", "unit")) if own else set()
    for scheme in schemes:
        mine = {unit for bloc, year, unit in speaking if (bloc, year) == (scheme.cycle.bloc_id, scheme.cycle.year)}
        if mine - spoken[scheme.pk]:
            items.append(_of_scheme(scheme, _("Góp ý bảng tiêu chí"), _("Xem, góp ý")))
        if waiting[scheme.pk] and may_run_scheme(actor, scheme):
            title = _("Trả lời %(count)s góp ý về bảng tiêu chí") % {"count": waiting[scheme.pk]}
            items.append(_of_scheme(scheme, title, _("Trả lời")))
    return items


def _of_scheme(scheme: Scheme, title: str, verb: str) -> DueItem:
    return DueItem(
        group=DueGroup.MINE,
        title=title,
        url=address_of("scheme", scheme.pk),
        verb=verb,
        deadline=None,
        context=f"{scheme.cycle.bloc.name}, {scheme.cycle.year}",
        agency=scheme.agency_id,
        icon="list-numbers",
    )
