"""What is wrong with a file of facts or of figures, or with the tree of activities, and what to do."""

from __future__ import annotations

from thidua.core.words import SaidError


class ImpactError(SaidError):
    """Facts, figures or the tree of activities cannot be used; see `SaidError`."""

    words = "thidua.core.impact.words"
