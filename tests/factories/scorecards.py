"""A year with a table and cards."""

from fractions import Fraction
from typing import Any

from django.db import transaction

from tests.cast import Cast, Member
from tests.factories.cycles import make_cycle
from thidua.campaigns.models import Cycle
from thidua.common import clock
from thidua.core.scoring.answers import Answer
from thidua.core.scoring.plain import read_plain
from thidua.core.scoring.shipped import example_text
from thidua.scorecards.enums import ChangeKind, HoldEffect, Stage
from thidua.scorecards.facts.answers import dump_answer
from thidua.scorecards.models import Scheme, Scorecard, ScoreChange, ScoreLine
from thidua.scorecards.queries.questions import names_of
from thidua.scorecards.queries.tables import table_of
from thidua.scorecards.services.cards import Filling, fill_item, fill_items, seen_version
from thidua.scorecards.services.moves import submit_card
from thidua.scorecards.services.recomputing import recompute
from thidua.scorecards.services.schemes import open_scoring, publish_scores, start_scheme

TABLE = """
format: 1
id: minh-hoa
title: Bảng tiêu chí minh họa
starts_from: zero
standard: 100
legal_basis: [Luật Thi đua khen thưởng số 06/2022/QH15]
inputs:
  dossiers: {label: Số hồ sơ đã nhận, kind: count}
  on_time: {label: Số hồ sơ đúng hạn, kind: count}
criteria:
- code: "1"
  name: Thực hiện nhiệm vụ chuyên môn
  max: 60
  children:
  - {code: "1.1", name: Hoàn thành chương trình công tác năm, max: 30, points: leader_relative}
  - {code: "1.2", name: Giải quyết hồ sơ đúng hạn, max: 30, points: {ratio: on_time / dossiers}}
- code: "2"
  name: Phong trào thi đua
  max: 40
  assessor: Cơ quan thường trực thi đua
  children:
  - code: "2.1"
    name: Đăng ký giao ước và tham gia phong trào do Khối phát động
    max: 20
  - code: "2.2"
    name: Chế độ báo cáo
    max: 20
    points: standard
    penalty_cap: 3
    rules:
    - {code: "2.2.1", when: báo cáo chậm, per_case: -1}
rounding: {total: 2}
grades:
- {grade: Hoàn thành xuất sắc, range: ">= 90"}
- {grade: Hoàn thành tốt, range: "[70, 90)"}
- {grade: Hoàn thành, range: "< 70"}
ranking:
  ties:
  - {item: "1", name: điểm nhiệm vụ chuyên môn}
  - vote
"""
"""A small table with each kind of thing that matters to the flow: a leader, a ratio, an assessor, a penalty."""

ANSWERS: dict[str, Answer] = {
    "1.1.achieved": 90,
    "1.1.target": 100,
    "dossiers": 200,
    "on_time": 190,
    "2.1": Fraction(39, 2),
    "2.2.1": 1,
}


def document(text: str = TABLE) -> dict[str, Any]:
    """The plain data of a table."""
    data, _lines, problems = read_plain(text)
    assert not problems
    return dict(data)


def example_document(name: str) -> dict[str, Any]:
    """The plain data of a table that comes with the program."""
    return document(example_text(name))


def make_scheme(cast: Cast, cycle: Cycle | None = None, text: str = TABLE) -> Scheme:
    """A draft."""
    return start_scheme(
        actor=cast.standing.actor(),
        cycle=cycle or make_cycle(cast),
        title="Bảng tiêu chí minh họa",
        document=document(text),
    )


def open_scheme(cast: Cast, cycle: Cycle | None = None, *, text: str = TABLE, has_peers: bool = False) -> Scheme:
    """One that is frozen, with a card for every member."""
    scheme = make_scheme(cast, cycle, text)
    actor = cast.standing.actor()
    return open_scoring(actor=actor, scheme=scheme, version=scheme.version, has_peers=has_peers, now=clock.now())


def card_of(scheme: Scheme, unit: object) -> Scorecard:
    """The card of a unit."""
    return Scorecard.objects.select_related("unit", "scheme__cycle__bloc", "scheme__agency").get(
        scheme=scheme, unit=unit
    )


def line_of(card: Scorecard, item: str) -> ScoreLine:
    """One line of a card, as it stands now."""
    return ScoreLine.objects.select_related("scorecard__unit", "scorecard__scheme__cycle__bloc").get(
        scorecard=card, item=item
    )


def answer(member: Member, card: Scorecard, item: str, reason: str = "", **answers: Answer) -> ScoreLine:
    """Write answers of one item; names with dots are given with underscores for them."""
    line = line_of(card, item)
    table = table_of(card.scheme)
    wanted = names_of(table, table.item(item))  # type: ignore[arg-type]
    named = {name: answers[key] for name in wanted if (key := name.replace(".", "_")) in answers}
    return fill_item(
        actor=member.actor(),
        line=line,
        version=seen_version(line, table),
        answers=named,
        reason=reason,
        now=clock.now(),
    )


def fill_card(member: Member, card: Scorecard, answers: dict[str, Answer] = ANSWERS) -> Scorecard:
    """Answer every question of a card."""
    table = table_of(card.scheme)
    fillings = []
    for item in table.root.walk():
        named = {name: answers[name] for name in names_of(table, item) if name in answers}
        if named:
            line = line_of(card, item.code)
            fillings.append(Filling(line, seen_version(line, table), named))
    fill_items(actor=member.actor(), scheme_id=card.scheme_id, fillings=fillings, now=clock.now())
    return card_of(card.scheme, card.unit)


def submitted(member: Member, card: Scorecard) -> Scorecard:
    """A card that its unit has filled and its head sent."""
    card = fill_card(member, card)
    return submit_card(actor=member.actor(), card=card, version=card.version, now=clock.now())


def put(card: Scorecard, **answers: Answer) -> None:
    """Answers that stand on a card, whoever wrote them."""
    for name, value in answers.items():
        ScoreChange.objects.create(
            agency_id=card.agency_id,
            scorecard=card,
            stage=Stage.SELF,
            name=name,
            value=dump_answer(value),
            by_name="Bài thử",
            at=clock.now(),
        )


def put_apart(card: Scorecard, item: str, why: str) -> None:
    """An item that does not apply to a unit, whoever said so, scored."""
    ScoreChange.objects.create(
        agency_id=card.agency_id,
        scorecard=card,
        stage=Stage.SELF,
        kind=ChangeKind.NOT_APPLICABLE,
        name=item,
        value=why,
        by_name="Bài thử",
        at=clock.now(),
    )
    with transaction.atomic():
        recompute(card.scheme)


def put_all(scheme: Scheme, answers: dict[str, Answer] = ANSWERS) -> None:
    """The same answers on every card, scored."""
    for card in scheme.cards.all():
        put(card, **answers)
    with transaction.atomic():
        recompute(scheme)


def scored_and_published(cast: Cast, cycle: Cycle | None = None, *, text: str = TABLE) -> Scheme:
    """A year that is published inside its bloc: the cast's own unit came first, the others are equal behind it."""
    scheme = open_scheme(cast, cycle, text=text)
    put_all(scheme)
    put(card_of(scheme, cast.unit), **{"2.2.1": 0})
    return publish_settled(cast, scheme)


def publish_settled(cast: Cast, scheme: Scheme) -> Scheme:
    """Every card settled but those of units that are stopped; then the scores are published inside the bloc."""
    stopped = [hold.unit_id for hold in scheme.cycle.holds.filter(effect=HoldEffect.STOPS, lifted_at=None)]
    Scorecard.objects.filter(scheme=scheme).exclude(unit__in=stopped).update(stage=Stage.SETTLED)
    fresh = Scheme.objects.select_related("agency", "cycle__bloc__agency").get(pk=scheme.pk)
    return publish_scores(actor=cast.standing.actor(), scheme=fresh, version=fresh.version, now=clock.now())
