"""A bloc's year and all that is promised and done in it."""

from thidua.campaigns.models.cycles import Cycle, Step

__all__ = ["Cycle", "Step"]
