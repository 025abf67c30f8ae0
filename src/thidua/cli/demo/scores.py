"""Loads `scores.yaml`: a scored year that is published, one under way, and one scored crosswise."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

from django.utils import timezone

from thidua.campaigns.models import Cycle
from thidua.cli.demo.acting import loader_of
from thidua.cli.demo.ministry import Ministry, finish_scored
from thidua.cli.demo.told import read_told
from thidua.common.actor import Actor, Role, Scope, SystemActor
from thidua.core.scoring.answers import Answer
from thidua.organisations.models import Unit
from thidua.organisations.queries import leadership_of
from thidua.scorecards.enums import HoldEffect, Stage
from thidua.scorecards.forms.cards import AnswerField
from thidua.scorecards.models import Scheme, Scorecard
from thidua.scorecards.policies.looking import assessors_of
from thidua.scorecards.queries.cards import cards_of, lines_of
from thidua.scorecards.queries.questions import asked_items, names_of
from thidua.scorecards.queries.tables import table_of
from thidua.scorecards.services.cards import Filling, fill_item, fill_items, seen_version
from thidua.scorecards.services.holds import HoldWords, hold_unit
from thidua.scorecards.services.moves import settle_card, sign_branches, submit_card
from thidua.scorecards.services.peers import score_peer
from thidua.scorecards.services.schemes import name_assessor, open_scoring, publish_scores, start_scheme


def read_scores() -> dict[str, Any]:
    """The file, its numbers as text."""
    return read_told("scores.yaml")


def load_scores(ministry: Ministry, now: datetime) -> None:
    """This year of the two blocs."""
    year = timezone.localdate(now).year
    first, second = (Cycle.objects.select_related("bloc__agency").get(bloc=bloc, year=year) for bloc in ministry.blocs)
    load_under_way(ministry, first, now)
    load_second_bloc(ministry, second, now)
    finish_scored(second, now)


def load_published(ministry: Ministry, cycle: Cycle, now: datetime) -> None:
    """A whole scored year of the first bloc, from a table somewhat other than this year's to publication."""
    told = read_scores()
    scheme = open_table(cycle, table_of_last_year(told), now)
    figures = {
        name: [_of_last_year(value) if name in ("1.1", "2.4") else value for value in values]
        for name, values in (told["first_bloc"] | told["last_year"]["figures"]).items()
    }
    for place, card in enumerate(cards_of(scheme.pk)):
        _fill(card, {name: values[place] for name, values in figures.items()}, told["claims"], now)
        _settle(ministry, submit(card, now), now)
    _publish(ministry, scheme, now)


def table_of_last_year(told: Mapping[str, Any]) -> dict[str, Any]:
    """This year's table with what the year before had otherwise."""
    other = told["last_year"]

    def as_it_was(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
        made = []
        for item in items:
            code = item["code"]
            parts = [*as_it_was(item.get("children", [])), *other["added"].get(code, [])]
            made.append({**item, **other["items"].get(code, {}), **({"children": parts} if parts else {})})
        return made

    table = told["table"]
    ranking = {**table["ranking"], "ties": other["ties"]}
    return {**table, "criteria": as_it_was(table["criteria"]), "ranking": ranking}


def load_under_way(ministry: Ministry, cycle: Cycle, now: datetime) -> None:
    """This year of the first bloc: one card in each stage."""
    told = read_scores()
    scheme = open_table(cycle, told["table"], now)
    name_assessor(
        actor=loader_of(ministry.agency),
        scheme=scheme,
        version=scheme.version,
        name="Cục Chuyển đổi số",
        unit=ministry.units["mh-chuyen-doi-so"],
    )
    cards = cards_of(scheme.pk)
    for place, card in enumerate(cards[:-1]):
        _fill(card, {name: values[place] for name, values in told["first_bloc"].items()}, told["claims"], now)
        submit(card, now)
    last = {name: values[len(cards) - 1] for name, values in told["first_bloc"].items() if name[:1] in ("1", "2")}
    _fill(cards[-1], last, {}, now)
    _lower(cards[2], told["verification"], now)
    _sign(ministry, again(cards[2]), now)
    _sign(ministry, again(cards[1]), now)
    _settle(ministry, again(cards[4]), now)
    mark = told["mark"]
    words = HoldWords(HoldEffect.MARKS, mark["text"], mark["paper"], timezone.localdate(now) - timedelta(days=20))
    scheme.refresh_from_db()
    hold_unit(
        actor=loader_of(ministry.agency),
        scheme=scheme,
        version=scheme.version,
        unit=cards[3].unit,
        words=words,
        now=now,
    )


def load_second_bloc(ministry: Ministry, cycle: Cycle, now: datetime) -> None:
    """This year of the second bloc, scored crosswise, settled and published."""
    told = read_scores()
    scheme = open_table(cycle, told["table"], now, has_peers=True)
    cards = cards_of(scheme.pk)
    for place, card in enumerate(cards):
        _fill(card, {name: values[place] for name, values in told["second_bloc"].items()}, told["claims"], now)
        submit(card, now)
    for card in cards:
        for place, pair in enumerate(card.peers.select_related("scorer", "scorecard")):
            points: dict[str, Fraction | None] = {
                item.code: item.maximum - Fraction(place, 4)
                for item in table_of(scheme).root.walk()
                if not item.parts and item.maximum is not None
            }
            score_peer(actor=_officer(pair.scorer), pair=pair, version=pair.version, points=points, send=True, now=now)
    for card in cards:
        _settle(ministry, again(card), now)
    _publish(ministry, scheme, now)


def open_table(cycle: Cycle, document: Mapping[str, Any], now: datetime, *, has_peers: bool = False) -> Scheme:
    """The table of a year, frozen, with a card for every member."""
    actor = loader_of(cycle.agency)
    scheme = start_scheme(actor=actor, cycle=cycle, title=document["title"], document=document)
    return open_scoring(actor=actor, scheme=scheme, version=scheme.version, has_peers=has_peers, now=now)


def _fill(card: Scorecard, figures: Mapping[str, str], claims: Mapping[str, str], now: datetime) -> None:
    """Answers given as people write them."""
    table = table_of(card.scheme)
    answers = {name: AnswerField(table.inputs[name], label=name).clean(text) for name, text in figures.items()}
    write_answers(card, answers, claims, now)


def write_answers(card: Scorecard, answers: Mapping[str, Answer], claims: Mapping[str, str], now: datetime) -> None:
    """What the unit says of each item, line by line."""
    table = table_of(card.scheme)
    lines = lines_of(card.pk)
    fillings = []
    for item in asked_items(table):
        named = {name: answers[name] for name in names_of(table, item) if name in answers}
        if not named:
            continue
        line = lines[item.code]
        fillings.append(Filling(line, seen_version(line, table), named, claims.get(item.code, "")))
    fill_items(actor=_officer(card.unit), scheme_id=card.scheme_id, fillings=fillings, now=now)


def submit(card: Scorecard, now: datetime) -> Scorecard:
    """The unit's head sends the card."""
    card = again(card)
    return submit_card(actor=_head(card.unit), card=card, version=card.version, now=now)


def _lower(card: Scorecard, told: Mapping[str, str], now: datetime) -> None:
    """The head's people give less than the unit claimed."""
    line = lines_of(card.pk)[told["item"]]
    line.scorecard = again(card)
    fill_item(
        actor=_assessor(line.scorecard, ""),
        line=line,
        version=seen_version(line, table_of(card.scheme)),
        answers={told["item"]: Fraction(told["points"])},
        reason=told["reason"],
        now=now,
    )


def _sign(ministry: Ministry, card: Scorecard, now: datetime) -> Scorecard:
    for name in assessors_of(card):
        card = sign_branches(actor=_assessor(card, name), card=card, version=card.version, assessor=name, now=now)
    return card


def _settle(ministry: Ministry, card: Scorecard, now: datetime) -> None:
    card = _sign(ministry, card, now)
    if card.stage == Stage.SUPERIOR:
        settle_card(actor=loader_of(ministry.agency), card=card, version=card.version, now=now)


def _publish(ministry: Ministry, scheme: Scheme, now: datetime) -> None:
    scheme = Scheme.objects.select_related("agency", "cycle__bloc__agency").get(pk=scheme.pk)
    publish_scores(actor=loader_of(ministry.agency), scheme=scheme, version=scheme.version, now=now)


def again(card: Scorecard) -> Scorecard:
    """The card as stored now."""
    return Scorecard.objects.select_related("unit", "scheme__agency", "scheme__cycle__bloc__agency").get(pk=card.pk)


def _assessor(card: Scorecard, name: str) -> Actor:
    """Who looks at these branches: the unit named for them, the head's, or the deputy's for the head's own card."""
    named = card.scheme.assessors.filter(name=name).select_related("unit").first()
    if named is not None:
        return _officer(named.unit)
    leadership = leadership_of(card.scheme.cycle.bloc_id, card.scheme.cycle.year)
    assert leadership.lead is not None
    assert leadership.deputy is not None
    is_own = leadership.lead.unit_id == card.unit_id
    return _officer(leadership.deputy.unit if is_own else leadership.lead.unit)


def _officer(unit: Unit) -> Actor:
    return _acting(unit, Role.UNIT_OFFICER)


def _head(unit: Unit) -> Actor:
    return _acting(unit, Role.UNIT_HEAD)


def _acting(unit: Unit, role: Role) -> Actor:
    scope = Scope(role, frozenset({unit.agency_id}), unit=unit.pk)
    return SystemActor(f"demo: {unit.code}", scopes=frozenset({scope}))


def _of_last_year(points: str) -> str:
    """Half a point less than this year."""
    return str(Fraction(points) - Fraction(1, 2))
