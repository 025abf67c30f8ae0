"""Steps of a derivation in the language of the page, with ranges as officials write them and units by their names."""

from collections.abc import Iterable, Mapping
from typing import Final

from thidua.core.scoring.derivation import Step
from thidua.core.scoring.scheme import ScoringScheme
from thidua.core.scoring.wording import say_step
from thidua.scorecards.facts.spans import say_span

RANGES: Final = frozenset({"range", "row", "column"})
"""Data of a step that hold a range as a table writes it."""


def say_steps(
    steps: Iterable[Step], table: ScoringScheme, language: str, names: Mapping[str, str] | None = None
) -> tuple[str, ...]:
    """Every step as a sentence. `names`: card id (as text) → unit, of the units that may be named to the reader; absent
    where the cards are called by their units already."""
    return tuple(say_step(_in_words(step, language), table, language, names) for step in steps)


def _in_words(step: Step, language: str) -> Step:
    if language != "vi" or not RANGES & step.data.keys():
        return step
    return Step(step.kind, {key: say_span(str(value)) if key in RANGES else value for key, value in step.data.items()})
