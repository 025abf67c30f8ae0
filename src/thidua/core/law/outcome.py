"""What an explanation is: a tree of findings, each with its verdict, its reasons, its source, and what would make it
pass.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from thidua.core.law.awards import Award, Route
from thidua.core.law.certainty import Certainty, Verdict
from thidua.core.law.citations import Citations
from thidua.core.law.regimes import Regime

Datum = int | str | date | Fraction | tuple[int, ...] | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Reason:
    """One sentence to be said: the key of its words and what fills it."""

    kind: str
    data: tuple[tuple[str, Datum], ...] = ()


def reason(kind: str, **data: Datum) -> Reason:
    """A reason with its data."""
    return Reason(kind, tuple(data.items()))


@dataclass(frozen=True, slots=True)
class CriterionFinding:
    """How one criterion, or a group of them (`parts`), stands. Below one that asks for the criteria of another award,
    or that an exception takes the place of, `parts` are these.

    `needs`: what would make it pass. `if_confirmed`: the verdict if a criterion that nobody has read stood so in the
    law; None where the grade decides. `cites` and `grade` are empty and the least sure of the parts for a group.
    """

    criterion: str
    verdict: Verdict
    because: tuple[Reason, ...]
    cites: Citations
    grade: Certainty
    needs: tuple[Reason, ...] = ()
    if_confirmed: Verdict | None = None
    parts: tuple[CriterionFinding, ...] = ()


@dataclass(frozen=True, slots=True)
class RouteOutcome:
    """How one route stands. `is_considered`: whether the award's verdict rests on it."""

    route: Route
    verdict: Verdict
    is_considered: bool
    findings: tuple[CriterionFinding, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an award stands for one subject and year.

    `verdict` is UNKNOWN where a text in force that we do not hold may have changed the criteria; `under_held_text` is
    then the verdict under the text we hold (None otherwise).
    """

    award: Award
    year: int
    law_on: date
    regime: Regime | None
    verdict: Verdict
    routes: tuple[RouteOutcome, ...]
    under_held_text: Verdict | None
    notes: tuple[Reason, ...]
