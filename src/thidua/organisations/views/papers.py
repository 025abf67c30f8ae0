"""The decision behind a line, as its form shows it."""

from typing import Any

from thidua.organisations.models.papers import DecidedModel
from thidua.organisations.services.papers import PAPER, Paper


def stored_paper(row: DecidedModel | Paper) -> dict[str, Any]:
    """Number, day and issuer on record, by field."""
    return {name: getattr(row, name) for name in PAPER}
