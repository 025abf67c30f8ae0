"""The scored year: the demo's own table, a card for each unit, comments, marks and signed papers.

Years that are over are published. Of the one under way the first unit still scores itself, the other cards wait for
their verification, and every unit scores one other; every second card has a figure that was changed.
"""

from datetime import UTC, date, datetime
from typing import Any


def score_year(cycle: Any, units: list[Any], *, is_over: bool) -> None:
    """A table opened for scoring, every card answered, the bloc scored as the services do it."""
    from django.db import transaction

    from thidua.cli.demo.acting import loader_of
    from thidua.cli.demo.scores import open_table, read_scores
    from thidua.scorecards.enums import SchemeState, Stage
    from thidua.scorecards.queries.cards import cards_of
    from thidua.scorecards.services.recomputing import recompute
    from thidua.scorecards.services.schemes import set_peers

    told, now = read_scores(), datetime(cycle.year, 11, 20, 3, tzinfo=UTC)
    scheme = open_table(cycle, told["table"], now)
    cards = cards_of(scheme.pk)
    if not is_over:
        ring = {card.pk: [other.unit_id] for card, other in zip(cards, [*cards[1:], cards[0]], strict=True)}
        scheme = set_peers(actor=loader_of(cycle.agency), scheme=scheme, version=scheme.version, scorers=ring)
    _answer(scheme, cards, told["first_bloc"], now)
    _add_words(scheme, cards, now)
    for card in cards:
        under_way = Stage.SELF if card == cards[0] else Stage.VERIFICATION
        card.stage = Stage.SETTLED if is_over else under_way
        card.save()
    with transaction.atomic():
        recompute(scheme)
    if is_over:
        scheme.state, scheme.published_at = SchemeState.PUBLISHED, now
        scheme.save()


def _answer(scheme: Any, cards: list[Any], figures: dict[str, list[str]], now: datetime) -> None:
    """Every unit answers like one of the demo's; every second one is given less for one item."""
    from thidua.scorecards.enums import Stage
    from thidua.scorecards.facts.answers import dump_answer
    from thidua.scorecards.forms.cards import AnswerField
    from thidua.scorecards.models import ScoreChange
    from thidua.scorecards.queries.tables import table_of

    inputs = table_of(scheme).inputs
    clean = {
        name: [dump_answer(AnswerField(inputs[name], label=name).clean(text)) for text in texts]
        for name, texts in figures.items()
    }
    shared = {"agency_id": scheme.agency_id, "by_name": "đo", "at": now}
    ScoreChange.objects.bulk_create(
        ScoreChange(scorecard=card, stage=Stage.SELF, name=name, value=values[place % len(values)], **shared)
        for place, card in enumerate(cards)
        for name, values in clean.items()
    )
    ScoreChange.objects.bulk_create(
        ScoreChange(
            scorecard=card, stage=Stage.VERIFICATION, name="2.4", value="9", reason="Hai lần trả lời chậm", **shared
        )
        for card in cards[::2]
    )


def _add_words(scheme: Any, cards: list[Any], now: datetime) -> None:
    """A comment on the table, a mark, a signed paper and an explanation of each unit."""
    from thidua.scorecards.models import Hold, SchemeComment, ScoreLine, SignedPaper

    agency = scheme.agency_id
    SchemeComment.objects.bulk_create(
        SchemeComment(agency_id=agency, scheme=scheme, unit=card.unit, text="Nhất trí.", made_by_name="đo", made_at=now)
        for card in cards
    )
    Hold.objects.bulk_create(
        Hold(
            agency_id=agency,
            cycle=scheme.cycle,
            unit=card.unit,
            effect="MARKS",
            text="Chậm nộp kết luận kiểm tra",
            paper="Thông báo số 12/TB-VP",
            since=date(scheme.cycle.year, 10, 1),
            made_by_name="đo",
            made_at=now,
        )
        for card in cards
    )
    SignedPaper.objects.bulk_create(
        SignedPaper(
            agency_id=agency,
            scorecard=card,
            name="Biên bản thẩm định",
            total_exact="90",
            recorded_by_name="đo",
            recorded_at=now,
        )
        for card in cards
    )
    ScoreLine.objects.filter(scorecard__scheme=scheme, item="2.4").update(
        claim="Theo sổ theo dõi.", explanation="Đã trả lời trong hạn."
    )
