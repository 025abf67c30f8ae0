"""What the rules of meetings do not allow. Each says what is wrong and what to do."""

from thidua.common.errors import DomainError


class MeetingRuleError(DomainError):
    """A date, a state or a count that cannot be."""

    code = "meeting_rule"


class ElectionRuleError(DomainError):
    """A choice that the rules of election forbid."""

    code = "election_rule"


class MinutesRuleError(DomainError):
    """Minutes that cannot take this step yet."""

    code = "minutes_rule"
