"""Who sees a card, and whose turn it is: unit, peers, assessors, superior. Nobody finishes his own case."""

from collections.abc import Collection, Sequence

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.campaigns.policies.cycles import may_plan_cycle, secretary_of
from thidua.common.actor import Actor, Role
from thidua.common.policy import YES, Answer, refused
from thidua.organisations.models import BlocLeadership
from thidua.organisations.policies import IN_BLOC, IN_UNIT, WHOLE_AGENCY
from thidua.organisations.queries import leadership_of
from thidua.scorecards.enums import HoldEffect, SchemeState, Stage
from thidua.scorecards.models import Assessor, Hold, PeerPair, Scheme, Scorecard, ScoreLine, SignedPaper
from thidua.scorecards.policies.looking import (
    LOOKING,
    assessor_of,
    belongs_to,
    may_assess,
    may_assess_something,
)
from thidua.scorecards.policies.schemes import is_superior, published_words, schemes_visible_to


def cards_visible_to(actor: Actor) -> QuerySet[Scorecard]:
    """His own units' cards; all of a bloc he runs, leads or oversees; all once they are published; those his unit
    scores crosswise or has branches to assess on."""
    own = actor.units_as(*IN_UNIT)
    led = Q(pk__in=[])
    for bloc, year in BlocLeadership.objects.filter(unit__in=own).values_list("bloc", "year"):
        led |= Q(scheme__cycle__bloc=bloc, scheme__cycle__year=year)
    crosswise = PeerPair.objects.filter(scorer__in=own).exclude(scorecard__stage=Stage.SELF).values("scorecard")
    mine = (
        Q(unit__in=own)
        | Q(scheme__state=SchemeState.PUBLISHED)
        | Q(agency__in=actor.agencies_as(*WHOLE_AGENCY))
        | Q(scheme__cycle__bloc__in=actor.blocs_as(*IN_BLOC))
        | led
        | Q(pk__in=crosswise)
    )
    assessed = Q(scheme__in=Assessor.objects.filter(unit__in=own).values("scheme"))
    return Scorecard.objects.filter((Q(scheme__in=schemes_visible_to(actor)) & mine) | assessed).select_related(
        "unit", "agency", "scheme__agency", "scheme__cycle__bloc__agency"
    )


def lines_visible_to(actor: Actor) -> QuerySet[ScoreLine]:
    """Lines of the cards he sees."""
    return ScoreLine.objects.filter(scorecard__in=cards_visible_to(actor)).select_related(
        "scorecard__unit", "scorecard__agency", "scorecard__scheme__agency", "scorecard__scheme__cycle__bloc__agency"
    )


def sees_all_cards(actor: Actor, scheme: Scheme) -> bool:
    """Whether every card of the table is his to see before publication."""
    if scheme.agency_id in actor.agencies_as(*WHOLE_AGENCY) or scheme.cycle.bloc_id in actor.blocs_as(*IN_BLOC):
        return True
    return bool(actor.units_as(*IN_UNIT) & _leading_units(scheme))


def schemes_seen_whole(actor: Actor, schemes: Sequence[Scheme]) -> set[int]:
    """Those of these tables whose matrix the actor may see now: one query for all."""
    led = set(BlocLeadership.objects.filter(unit__in=actor.units_as(*IN_UNIT)).values_list("bloc", "year"))
    agencies, blocs = actor.agencies_as(*WHOLE_AGENCY), actor.blocs_as(*IN_BLOC)
    return {
        scheme.pk
        for scheme in schemes
        if scheme.state == SchemeState.PUBLISHED
        or (
            scheme.state == SchemeState.SCORING
            and (
                scheme.agency_id in agencies
                or scheme.cycle.bloc_id in blocs
                or (scheme.cycle.bloc_id, scheme.cycle.year) in led
            )
        )
    }


def may_see_matrix(actor: Actor, scheme: Scheme) -> Answer:
    """Whether the actor sees all units side by side: whoever runs or oversees at once, members after publication."""
    if scheme.state not in (SchemeState.SCORING, SchemeState.PUBLISHED):
        return refused(
            _("Chưa mở chấm điểm nên chưa có bảng điểm."),
            remedy=_("Xem bảng tiêu chí"),
            remedy_url=reverse("scheme", args=[scheme.pk]),
        )
    if scheme.state == SchemeState.PUBLISHED or sees_all_cards(actor, scheme):
        return YES
    return refused(
        _("Bảng điểm của cả khối mở cho các đơn vị khi công bố. Anh/chị xem được phiếu của đơn vị mình."),
        remedy=_("Mở trang Chấm điểm"),
        remedy_url=reverse("scoring"),
    )


def may_fill_card(actor: Actor, card: Scorecard) -> Answer:
    """Whether the actor writes the unit's own figures: its people, while it scores itself."""
    if card.unit_id not in actor.units_as(*IN_UNIT):
        return refused(_("Cán bộ thi đua và thủ trưởng của %(unit)s tự chấm phiếu này.") % {"unit": card.unit.name})
    if card.scheme.state == SchemeState.PUBLISHED:
        return published_words(card.scheme)
    if card.stage != Stage.SELF:
        return refused(
            _("Phiếu đã nộp nên đơn vị không sửa được nữa."),
            remedy=_("Nhờ người thẩm định trả lại phiếu, nêu lý do."),
            who=secretary_of(card.scheme.cycle.bloc),
        )
    return YES


def may_submit_card(actor: Actor, card: Scorecard) -> Answer:
    """Whether the actor sends the self-score: the head of the unit."""
    answer = may_fill_card(actor, card)
    if answer and card.unit_id not in actor.units_as(Role.UNIT_HEAD):
        return refused(
            _("Thủ trưởng đơn vị ký nộp bản tự chấm."), who=_("Thủ trưởng %(unit)s") % {"unit": card.unit.name}
        )
    return answer


def may_write_item(actor: Actor, line: ScoreLine) -> Answer:
    """Whether the actor writes figures of this item now: unit, assessor or superior, each in his turn."""
    card = line.scorecard
    if card.scheme.state == SchemeState.PUBLISHED:
        return published_words(card.scheme)
    if card.unit_id in actor.units_as(*IN_UNIT):
        return may_fill_card(actor, card)
    if card.stage in LOOKING:
        return may_assess(actor, card, assessor_of(card, line.item))
    if card.stage == Stage.SUPERIOR:
        return may_settle(actor, card)
    return may_fill_card(actor, card)


def may_explain_item(actor: Actor, line: ScoreLine) -> Answer:
    """Whether the actor may explain this item for his unit."""
    return may_explain(actor, line.scorecard)


def may_attach_to_item(actor: Actor, line: ScoreLine) -> Answer:
    """Whether the actor may add evidence: the unit, while it scores itself or explains."""
    answer = may_fill_card(actor, line.scorecard)
    return answer or may_explain(actor, line.scorecard)


def may_explain(actor: Actor, card: Scorecard) -> Answer:
    """Whether the actor explains for his unit what the assessors changed."""
    if card.unit_id not in actor.units_as(*IN_UNIT):
        return refused(_("Đơn vị được chấm giải trình ở bước này."))
    if card.scheme.state == SchemeState.PUBLISHED:
        return published_words(card.scheme)
    if card.stage != Stage.EXPLANATION:
        return refused(_("Phiếu không ở bước giải trình."))
    return YES


def may_sign(actor: Actor, card: Scorecard, assessor: str) -> Answer:
    """Whether the actor signs the branches of `assessor` now, once."""
    answer = may_assess(actor, card, assessor)
    if answer and card.signs.filter(stage=card.stage, assessor=assessor).exists():
        return refused(_("Nhóm này đã được xác nhận ở bước này."))
    return answer


def may_return(actor: Actor, card: Scorecard) -> Answer:
    """Whether the actor gives the card back to its unit: an assessor, at his first look."""
    answer = may_assess_something(actor, card)
    if answer and card.stage != Stage.VERIFICATION:
        return refused(_("Chỉ trả lại phiếu ở lần thẩm định đầu."))
    return answer


def may_reopen(actor: Actor, card: Scorecard) -> Answer:
    """Whether the standing office takes back a settled card before publication."""
    if not is_superior(actor, card.scheme):
        return refused(_("Cơ quan thường trực mở lại phiếu đã chốt."))
    if card.scheme.state == SchemeState.PUBLISHED:
        return published_words(card.scheme)
    return YES if card.stage == Stage.SETTLED else refused(_("Phiếu chưa chốt."))


def may_settle(actor: Actor, card: Scorecard) -> Answer:
    """Whether the actor settles the card: the standing office, after the looks, unless a paper stops the unit."""
    if not is_superior(actor, card.scheme):
        return refused(_("Cơ quan thường trực chốt phiếu sau thẩm định."))
    if card.unit_id in belongs_to(actor):
        return refused(_("Không ai chốt phiếu của đơn vị mình."))
    if card.scheme.state == SchemeState.PUBLISHED:
        return published_words(card.scheme)
    if card.stage != Stage.SUPERIOR:
        return refused(_("Phiếu chưa qua thẩm định, hoặc đã chốt rồi."))
    stops = Hold.objects.filter(
        cycle=card.scheme.cycle_id, unit=card.unit_id, effect=HoldEffect.STOPS, lifted_at=None
    ).first()
    if stops is not None:
        return refused(
            _("Đơn vị đang dừng xét: %(text)s (%(paper)s).") % {"text": stops.text, "paper": stops.paper},
            remedy=_("Gỡ việc dừng xét khi đã có kết luận."),
        )
    return YES


def papers_visible_to(actor: Actor) -> QuerySet[SignedPaper]:
    """Signed papers of the cards he sees."""
    return SignedPaper.objects.filter(scorecard__in=cards_visible_to(actor)).select_related(
        "scorecard__unit", "scorecard__agency", "scorecard__scheme__agency", "scorecard__scheme__cycle__bloc__agency"
    )


def may_record_paper(actor: Actor, card: Scorecard) -> Answer:
    """Whether the actor puts down what was signed: who runs the bloc's year, until publication."""
    if card.scheme.state == SchemeState.PUBLISHED:
        return published_words(card.scheme)
    return may_plan_cycle(actor, card.scheme.cycle)


def may_drop_paper(actor: Actor, paper: SignedPaper) -> Answer:
    """The same, of one that stands."""
    return may_record_paper(actor, paper.scorecard)


def pairs_visible_to(actor: Actor) -> QuerySet[PeerPair]:
    """Cross-scores of the cards he sees."""
    return PeerPair.objects.filter(scorecard__in=cards_visible_to(actor)).select_related(
        "scorer", "scorecard__unit", "scorecard__scheme__cycle__bloc__agency", "scorecard__scheme__agency"
    )


def may_score_peer(actor: Actor, pair: PeerPair) -> Answer:
    """Whether the actor gives cross-scores for his unit now."""
    if pair.scorer_id not in actor.units_as(*IN_UNIT):
        return refused(_("%(unit)s chấm chéo phiếu này.") % {"unit": pair.scorer.name})
    if pair.scorecard.scheme.state == SchemeState.PUBLISHED:
        return published_words(pair.scorecard.scheme)
    if pair.scorecard.stage != Stage.PEERS:
        return refused(_("Phiếu không ở bước chấm chéo."))
    if pair.submitted_at is not None:
        return refused(_("Đơn vị đã gửi điểm chấm chéo."))
    return YES


def may_end_peers(actor: Actor, card: Scorecard) -> Answer:
    """Whether the actor ends the cross-scoring of a card before all have scored: who runs the bloc."""
    answer = may_plan_cycle(actor, card.scheme.cycle)
    if answer and card.scheme.state == SchemeState.PUBLISHED:
        return published_words(card.scheme)
    if answer and card.stage != Stage.PEERS:
        return refused(_("Phiếu không ở bước chấm chéo."))
    return answer


def holds_visible_to(actor: Actor) -> QuerySet[Hold]:
    """Holds that he may open with their papers: those of his agency, of a bloc he has a part in, of his own units.

    Whoever leads a bloc or assesses a branch reads on the card that there is one, not its paper.
    """
    return Hold.objects.filter(
        Q(agency__in=actor.agencies_as(*WHOLE_AGENCY))
        | Q(cycle__bloc__in=actor.blocs_as(*IN_BLOC))
        | Q(unit__in=actor.units_as(*IN_UNIT))
    ).select_related("unit", "agency", "cycle__bloc__agency")


def open_holds(actor: Actor, holds: Collection[Hold]) -> set[int]:
    """Which of these he may open: a card that he sees names the holds against its unit, their papers are for fewer."""
    if not holds:
        return set()
    return set(holds_visible_to(actor).filter(pk__in=[hold.pk for hold in holds]).values_list("pk", flat=True))


def may_hold(actor: Actor, scheme: Scheme) -> Answer:
    """Whether the actor enters papers against units: the standing office, until publication."""
    if not is_superior(actor, scheme):
        return refused(_("Cơ quan thường trực ghi việc dừng xét và danh sách vi phạm."))
    return published_words(scheme) if scheme.state == SchemeState.PUBLISHED else YES


def may_lift(actor: Actor, hold: Hold) -> Answer:
    """Whether the actor lifts it."""
    if hold.agency_id not in actor.agencies_as(Role.STANDING_OFFICE):
        return refused(_("Cơ quan thường trực gỡ việc dừng xét."))
    if hold.lifted_at is not None:
        return refused(_("Đã gỡ rồi."))
    scheme = Scheme.objects.filter(cycle=hold.cycle_id).select_related("cycle").first()
    if scheme is not None and scheme.state == SchemeState.PUBLISHED:
        return published_words(scheme)
    return YES


def _leading_units(scheme: Scheme) -> frozenset[int]:
    """Those that lead the bloc in the year; kept on the row, for the panel and the column of one page."""
    kept: frozenset[int] | None = vars(scheme).get("_leading")
    if kept is None:
        leadership = leadership_of(scheme.cycle.bloc_id, scheme.cycle.year)
        kept = frozenset(row.unit_id for row in (leadership.lead, leadership.deputy) if row is not None)
        vars(scheme)["_leading"] = kept
    return kept
