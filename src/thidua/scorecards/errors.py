"""What cannot be done with a table or a scorecard."""

from thidua.common.errors import DomainError


class SchemeStateError(DomainError):
    """The table is not in a state for this; `code` says why."""

    code = "scheme"


class ScoreError(DomainError):
    """The figures as given cannot be; `code` says why, `field` where."""

    code = "score"
