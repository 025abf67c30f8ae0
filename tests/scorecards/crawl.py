"""Tables, cards and holds for the permission crawl: one of bloc I, one of bloc II, a year for each stage."""

from tests.campaigns.crawl import both_years
from tests.crawl_objects import Kwargs, World, own_and_other
from tests.factories.scorecards import card_of, make_scheme, open_scheme, publish_settled, put_all
from thidua.campaigns.models import Cycle
from thidua.common import clock
from thidua.publishing.enums import SnapshotKind
from thidua.publishing.facts.seen import seen_of
from thidua.publishing.queries import latest_of
from thidua.scorecards.enums import HoldEffect, SchemeState, Shown, Stage
from thidua.scorecards.models import Assessor, Hold, PeerPair, Scheme, SchemeComment, Scorecard, ScoreLine, SignedPaper
from thidua.scorecards.services.publishing import publish_ranking

FIRST_YEAR = 2010
"""The crawl's own years begin here, one a stage, far from those of other apps."""


def _cycles(world: World, offset: int) -> tuple[Cycle, Cycle]:
    return both_years(world, FIRST_YEAR + offset, our_units=[world.cast.unit])


def _drafts(world: World, offset: int, state: SchemeState) -> tuple[Scheme, Scheme]:
    made = [make_scheme(world.cast, cycle) for cycle in _cycles(world, offset)]
    for scheme in made:
        Scheme.objects.filter(pk=scheme.pk).update(state=state)
    return made[0], made[1]


def _open(world: World, offset: int) -> tuple[Scheme, Scheme]:
    found = [Scheme.objects.filter(cycle=cycle).first() for cycle in _cycles(world, offset)]
    made = [each or open_scheme(world.cast, cycle) for each, cycle in zip(found, _cycles(world, offset), strict=True)]
    return made[0], made[1]


def _cards(world: World, offset: int, stage: Stage) -> tuple[Scorecard, Scorecard]:
    ours, theirs = _open(world, offset)
    cards = card_of(ours, world.cast.unit), card_of(theirs, world.cast.other_unit)
    for card in cards:
        Scorecard.objects.filter(pk=card.pk).update(stage=stage)
    return cards


def _keys(pair: tuple[Scheme, Scheme] | tuple[Scorecard, Scorecard]) -> tuple[Kwargs, Kwargs]:
    return {"pk": pair[0].pk}, {"pk": pair[1].pk}


@own_and_other(Scheme)
def schemes(world: World) -> tuple[Scheme, Scheme]:
    """A draft on which the members are asked."""
    return _drafts(world, 0, SchemeState.COMMENTING)


@own_and_other("collect_scheme_comments")
def drafts(world: World) -> tuple[Kwargs, Kwargs]:
    """A draft that was not laid before them yet."""
    return _keys(_drafts(world, 1, SchemeState.DRAFT))


@own_and_other("start_scheme")
def bare_cycles(world: World) -> tuple[Kwargs, Kwargs]:
    """A year without a table."""
    ours, theirs = _cycles(world, 2)
    return {"pk": ours.pk}, {"pk": theirs.pk}


@own_and_other("matrix")
def in_scoring(world: World) -> tuple[Kwargs, Kwargs]:
    """A table whose cards are being filled."""
    return _keys(_open(world, 3))


for name in ("export_matrix", "ranking", "formality", "set_peers", "hold_unit"):
    own_and_other(name)(in_scoring)


@own_and_other("publish_scores")
def all_settled(world: World) -> tuple[Kwargs, Kwargs]:
    """A table whose every card is settled."""
    _cards(world, 8, Stage.SETTLED)
    return _keys(_open(world, 8))


@own_and_other("publish_ranking")
def final(world: World) -> tuple[Kwargs, Kwargs]:
    """A table whose scores are published inside the bloc."""
    made = _open(world, 11)
    for scheme in made:
        if scheme.state == SchemeState.SCORING:
            put_all(scheme)
            publish_settled(world.cast, scheme)
    return _keys(made)


@own_and_other("withdraw_ranking")
def in_public(world: World) -> tuple[Kwargs, Kwargs]:
    """Such a table with a page for everybody."""
    for keys in final(world):
        scheme = Scheme.objects.select_related("agency", "cycle__bloc__agency").get(**keys)
        last = latest_of(SnapshotKind.RANKING, scheme.cycle_id)
        if last is None or not last.stands:
            publish_ranking(
                actor=world.cast.standing.actor(),
                scheme=scheme,
                shown=Shown.ORDER,
                seen=seen_of(last),
                now=clock.now(),
            )
    return final(world)


@own_and_other(SchemeComment)
def comments(world: World) -> tuple[SchemeComment, SchemeComment]:
    """What a member said."""
    units = world.cast.unit, world.cast.other_unit
    ours, theirs = (
        SchemeComment.objects.create(
            agency_id=scheme.agency_id,
            scheme=scheme,
            unit=unit,
            text="Rõ hơn",
            made_by_name="Bài thử",
            made_at=clock.now(),
        )
        for scheme, unit in zip(world.both(Scheme), units, strict=True)
    )
    return ours, theirs


@own_and_other(Assessor)
def assessors(world: World) -> tuple[Assessor, Assessor]:
    """A unit that assesses a branch."""
    units = world.cast.units[4], world.cast.other_unit
    ours, theirs = (
        Assessor.objects.create(agency_id=scheme.agency_id, scheme=scheme, name="Sở Thử", unit=unit)
        for scheme, unit in zip(_open(world, 4), units, strict=True)
    )
    return ours, theirs


@own_and_other(Scorecard)
def cards(world: World) -> tuple[Scorecard, Scorecard]:
    """A card that its unit is filling."""
    return _cards(world, 3, Stage.SELF)


STAGES = {
    "sign_branches": (5, Stage.VERIFICATION),
    "return_card": (5, Stage.VERIFICATION),
    "send_explanation": (6, Stage.EXPLANATION),
    "settle_card": (7, Stage.SUPERIOR),
    "reopen_card": (8, Stage.SETTLED),
    "end_peers": (9, Stage.PEERS),
}
for name, (offset, stage) in STAGES.items():

    @own_and_other(name)
    def in_stage(world: World, offset: int = offset, stage: Stage = stage) -> tuple[Kwargs, Kwargs]:
        """A card in the stage for which the page is made."""
        return _keys(_cards(world, offset, stage))


@own_and_other(ScoreLine)
def lines(world: World) -> tuple[ScoreLine, ScoreLine]:
    """A line of each card."""
    ours, theirs = (ScoreLine.objects.get(scorecard=card, item="2.1") for card in world.both(Scorecard))
    return ours, theirs


@own_and_other("explain_item")
def explained(world: World) -> tuple[Kwargs, Kwargs]:
    """A line of a card that waits for the unit's explanation."""
    ours, theirs = (ScoreLine.objects.get(scorecard=card, item="2.1") for card in _cards(world, 6, Stage.EXPLANATION))
    return {"pk": ours.pk}, {"pk": theirs.pk}


@own_and_other(PeerPair)
def pairs(world: World) -> tuple[PeerPair, PeerPair]:
    """Cards that wait for cross-scores; our unit scores ours and theirs theirs (a pair of its own, for the crawl)."""
    units = world.cast.unit, world.cast.other_unit
    ours, theirs = (
        PeerPair.objects.create(agency_id=card.agency_id, scorecard=card, scorer=unit)
        for card, unit in zip(_cards(world, 9, Stage.PEERS), units, strict=True)
    )
    return ours, theirs


@own_and_other(SignedPaper)
def papers(world: World) -> tuple[SignedPaper, SignedPaper]:
    """Minutes that were signed."""
    ours, theirs = (
        SignedPaper.objects.create(
            agency_id=card.agency_id,
            scorecard=card,
            name="Biên bản",
            total_exact="90",
            recorded_by_name="Bài thử",
            recorded_at=clock.now(),
        )
        for card in world.both(Scorecard)
    )
    return ours, theirs


@own_and_other(Hold)
def holds(world: World) -> tuple[Hold, Hold]:
    """A paper against each unit."""
    ours, theirs = (
        Hold.objects.create(
            agency_id=card.agency_id,
            cycle_id=card.scheme.cycle_id,
            unit=card.unit,
            effect=HoldEffect.MARKS,
            text="Chậm báo cáo",
            paper="Thông báo 5",
            since=clock.today(),
            made_by_name="Bài thử",
            made_at=clock.now(),
        )
        for card in world.both(Scorecard)
    )
    return ours, theirs


def _on_draft(**more: object) -> object:
    """The draft with what else its URL names."""

    def build(world: World) -> tuple[Kwargs, Kwargs]:
        ours, theirs = world.both(Scheme)
        return {"pk": ours.pk, **more}, {"pk": theirs.pk, **more}

    return build


PIECES: dict[str, dict[str, object]] = {
    "edit_input": {"name": "dossiers"},
    "drop_input": {"name": "dossiers"},
    "edit_item": {"path": "0-0"},
    "edit_limits": {"path": "0"},
    "edit_way": {"path": "0-1", "keyword": "ratio"},
    "drop_item": {"path": "0-0"},
    "move_item": {"path": "0-0"},
    "choose_rule": {"path": "0-0"},
    "add_score_rule": {"path": "0-0", "keyword": "per_case"},
    "edit_score_rule": {"path": "1-1", "place": 0},
    "drop_score_rule": {"path": "1-1", "place": 0},
    "drop_tie": {"place": 0},
    "drop_award_rule": {"place": 0},
}
for name, more in PIECES.items():
    own_and_other(name)(_on_draft(**more))  # type: ignore[type-var]
