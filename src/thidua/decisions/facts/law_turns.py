"""Which open proposals would be judged otherwise from the day on which a text begins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from django.utils import timezone

from thidua.core.law.awards import Award, shipped_awards
from thidua.core.law.certainty import Verdict
from thidua.core.law.codes import Subject
from thidua.core.law.explain import assess
from thidua.core.law.facts import Facts
from thidua.decisions.enums import ProposalState
from thidua.decisions.models import ProposalLine
from thidua.organisations.models import Unit
from thidua.records.enums import AwardCode
from thidua.records.facts.law_turns import LawTurn
from thidua.records.facts.reading import facts_of_units
from thidua.records.facts.readings import readings_of
from thidua.records.services import law_code_of


@dataclass(frozen=True, slots=True)
class TurnedLine:
    """An open line and how it stands on the day before and on the first day: the verdict under the text we hold."""

    line: ProposalLine
    before: Verdict
    after: Verdict


@dataclass(frozen=True, slots=True)
class TurnedLines:
    """All open lines; those of awards that the law does not know, or of which nobody said which they are, cannot be
    judged.
    """

    judged: int = 0
    not_judged: int = 0
    turned: list[TurnedLine] = field(default_factory=list)


def turned_lines(lines: Iterable[ProposalLine], turn: LawTurn, *, as_of: date) -> TurnedLines:
    """`lines`: with unit, list and year, for a reader who sees all of the units' books. A list that was sent is a file
    received on that day. Queries do not grow with the lines.
    """
    readings = cache(readings_of)
    by_year: dict[int, list[ProposalLine]] = defaultdict(list)
    judged, not_judged = 0, 0
    for line in lines:
        if _award_of(line) is None:
            not_judged += 1
        else:
            judged += 1
            by_year[line.proposals.cycle.year].append(line)
    turned = []
    for year, ours in sorted(by_year.items()):
        units: list[Unit] = list({each.unit_id: each.unit for each in ours}.values())
        facts = facts_of_units(units, year=year, as_of=as_of)
        for line in ours:
            sent = line.proposals.sent_at if line.proposals.state != ProposalState.DRAFT else None
            asked: dict[str, Any] = {
                "year": year,
                "as_of": as_of,
                "received_on": timezone.localtime(sent).date() if sent else None,
                "settings": readings(line.agency_id),
            }
            before, after = (_verdict(line, facts[line.unit_id], day, asked) for day in (turn.before, turn.first))
            if before is not after:
                turned.append(TurnedLine(line, before, after))
    return TurnedLines(judged, not_judged, turned)


def _verdict(line: ProposalLine, facts: Facts, day: date, asked: dict[str, Any]) -> Verdict:
    """As the text of a day has it that we hold."""
    award = _award_of(line)
    assert award is not None
    outcome = assess(award, facts, law_on=day, **asked)
    return outcome.under_held_text or outcome.verdict


def _award_of(line: ProposalLine) -> Award | None:
    code = law_code_of(AwardCode(line.award_code)) if line.award_code else None
    return shipped_awards().get((code, Subject.COLLECTIVE)) if code else None
