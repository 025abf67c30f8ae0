"""Everything that is shipped, read at the start: a rule file with a fault stops it, with file and line."""

from __future__ import annotations

from thidua.core.law.awards import shipped_awards
from thidua.core.law.figures import shipped_figures
from thidua.core.law.general import shipped_rules
from thidua.core.law.procedures import shipped_dossiers
from thidua.core.law.quotas import shipped_quotas
from thidua.core.law.regimes import shipped_regimes
from thidua.core.law.settings import shipped_settings
from thidua.core.law.texts import shipped_texts


def read_everything() -> None:
    """Read the register, the regimes, and all that rests on them. Raises `LawError` with file and line."""
    for read in (
        shipped_texts,
        shipped_regimes,
        shipped_settings,
        shipped_rules,
        shipped_figures,
        shipped_dossiers,
        shipped_awards,
        shipped_quotas,
    ):
        read()
