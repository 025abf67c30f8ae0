"""Steps of a derivation in the language of the page, with units by their names."""

from collections.abc import Iterable, Mapping

from thidua.core.scoring.derivation import Step
from thidua.core.scoring.scheme import ScoringScheme
from thidua.core.scoring.wording import say_step


def say_steps(
    steps: Iterable[Step], table: ScoringScheme, language: str, names: Mapping[str, str] | None = None
) -> tuple[str, ...]:
    """Every step as a sentence. `names`: card id (as text) → unit, of the units that may be named to the reader; absent
    where the cards are called by their units already."""
    return tuple(say_step(step, table, language, names) for step in steps)
