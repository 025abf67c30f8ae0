"""Facts for whoever may not see discipline and holds: as if there were none, whatever is on record."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from thidua.core.law.facts import Facts

WITHHELD: Final = frozenset({"discipline", "holds"})


def without_sensitive(facts: Facts) -> Facts:
    """The same facts whatever discipline and holds there are, so that no answer can differ because of them. What asks
    for these is left to those who see them: a page says so in place of a verdict.
    """
    return replace(facts, discipline=(), holds=(), incomplete=facts.incomplete - WITHHELD)
