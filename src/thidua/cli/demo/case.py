"""Loads the one real scoring case beside what was signed, in an agency of its own: nothing of it is illustrative."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from thidua.campaigns.enums import StepKind
from thidua.campaigns.models import Cycle, Step
from thidua.campaigns.services.cycles import open_cycle
from thidua.campaigns.services.steps import satisfy_step
from thidua.cli.demo.acting import loader_of, officer_of
from thidua.cli.demo.scores import again, open_table, submit, write_answers
from thidua.cli.demo.told import read_told
from thidua.common.actor import Role, Scope, SystemActor
from thidua.core.scoring.answers import Answer
from thidua.core.scoring.cards import Scorecard as Figures
from thidua.core.scoring.cards import read_cards
from thidua.core.scoring.plain import read_plain
from thidua.core.scoring.reading import build_scheme
from thidua.core.scoring.shipped import EXAMPLES, example_text
from thidua.organisations.enums import BlocKind, UnitKind
from thidua.organisations.models import Agency, Bloc
from thidua.organisations.services.agencies import create_agency
from thidua.organisations.services.bloc_members import set_members
from thidua.organisations.services.blocs import create_bloc
from thidua.organisations.services.units import create_unit
from thidua.scorecards.models import Scorecard
from thidua.scorecards.queries.cards import cards_of, lines_of
from thidua.scorecards.queries.questions import asked_items, names_of
from thidua.scorecards.queries.tables import table_of
from thidua.scorecards.services.cards import fill_item, say_no_more_cases, seen_card_version, seen_version
from thidua.scorecards.services.papers import record_paper

EXAMPLE = EXAMPLES["cailay-2022"]
EVEN_SO = (
    "Năm 2022 làm trên giấy. Phiếu ở đây để đối chiếu với giấy tờ đã ký: "
    "“Bảng tính từ số liệu tự chấm” là điểm bảng cho những gì báo cáo kê, "
    "“Bảng tính từ số liệu thẩm định” là điểm bảng cho những gì đoàn thẩm định chấp nhận."
)


@dataclass(frozen=True, slots=True)
class Case:
    """What was loaded."""

    agency: Agency
    bloc: Bloc


def load_case(now: datetime) -> Case:
    """The department with its table of 2022, one card, and the three papers that were signed."""
    told = read_told("case.yaml")
    document = read_plain(example_text(EXAMPLE.scheme))[0]
    told_card = _read_card(document)
    agency = create_agency(actor=SystemActor("demo"), parent=None, **told["agency"])
    actor = loader_of(agency)
    unit = create_unit(actor=actor, agency=agency, name=told_card.unit, kind=UnitKind.STATE_BODY, code=told["unit"])
    bloc = create_bloc(actor=actor, agency=agency, kind=BlocKind.BLOC, **told["bloc"])
    set_members(actor=actor, bloc=bloc, year=told["year"], units=[unit], version=bloc.version)
    bloc.refresh_from_db()
    steps = {StepKind(each["kind"]): None for each in told["steps"]}
    cycle = open_cycle(actor=actor, bloc=bloc, year=told["year"], now=now, deadlines=steps)
    (card,) = cards_of(open_table(cycle, document, now).pk)
    report = next(paper for paper in told_card.given if paper.by == told["report"])
    write_answers(card, {**told_card.answers, **report.answers}, told["claims"], now)
    say_no_more_cases(actor=officer_of(unit), card=card, version=seen_card_version(card), now=now)
    submit(card, now)
    _accept(bloc, again(card), {name: told_card.answers[name] for name in report.answers}, told["accepted"], now)
    for paper in told_card.given:
        card = again(card)
        record_paper(
            actor=actor,
            card=card,
            version=card.version,
            name=paper.by,
            total=paper.total,
            items=paper.items,
            answers=paper.answers,
            same_as=paper.same_as,
            now=now,
        )
    for each in told["steps"]:
        _finish(cycle, each, now)
    return Case(agency, bloc)


def _accept(
    bloc: Bloc, card: Scorecard, answers: Mapping[str, Answer], reasons: Mapping[str, str], now: datetime
) -> None:
    """What the committee accepted where it is less than the report claims, with the words of its minutes."""
    scope = Scope(Role.BLOC_SECRETARY, frozenset({bloc.agency_id}), bloc=bloc.pk)
    actor, table, lines = SystemActor("demo", scopes=frozenset({scope})), table_of(card.scheme), lines_of(card.pk)
    for item in asked_items(table):
        lowered = {name: answers[name] for name in names_of(table, item) if name in answers}
        if not lowered:
            continue
        line = lines[item.code]
        line.scorecard = card
        version = seen_version(line, table)
        fill_item(actor=actor, line=line, version=version, answers=lowered, reason=reasons[item.code], now=now)


def _finish(cycle: Cycle, told: Mapping[str, Any], now: datetime) -> None:
    """The step as its paper tells it."""
    step = Step.objects.get(cycle=cycle, kind=told["kind"])
    satisfy_step(
        actor=loader_of(cycle.agency),
        step=step,
        version=step.version,
        now=now,
        paper=told["paper"],
        done_on=told.get("done_on"),
        even_so=EVEN_SO,
        start_next=True,
    )


def _read_card(document: Mapping[str, Any]) -> Figures:
    """The card of the case, as the example has it."""
    table, _problems = build_scheme(document)
    assert table is not None
    (card,), _findings = read_cards(example_text(EXAMPLE.cards), table)
    return card
