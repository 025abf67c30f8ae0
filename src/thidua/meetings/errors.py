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


class BallotRuleError(DomainError):
    """A vote that cannot be opened, held, counted or changed that way."""

    code = "ballot_rule"


class ReadingsDifferError(BallotRuleError):
    """The second reading of a written vote says something else than the first; that it did is in the history."""

    code = "readings_differ"


class VoteRefusedError(DomainError):
    """A paper that is not taken. `data["why"]` is one word for the history; the paper itself is never told."""

    code = "vote_refused"
    status = 409


class DoorCodeError(DomainError):
    """A code given out at the door that does not open."""

    code = "door_code"
