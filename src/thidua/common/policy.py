"""The answer of a policy: one object that a list, a button and a refusal share, so that they cannot disagree."""

from dataclasses import dataclass

from thidua.common.errors import RefusedError
from thidua.common.refusals import noted


@dataclass(frozen=True, slots=True)
class Answer:
    """May it be done? If not: why, what helps, and who can help. Sentences are ready for the screen."""

    allowed: bool
    reason: str = ""
    remedy: str = ""
    remedy_url: str = ""
    who: str = ""

    def __bool__(self) -> bool:
        return self.allowed


YES = Answer(allowed=True)
"""Allowed, nothing to explain."""


def refused(reason: str, *, remedy: str = "", remedy_url: str = "", who: str = "") -> Answer:
    """Not allowed, for a reason that names the remedy and the person where there is one."""
    return Answer(allowed=False, reason=reason, remedy=remedy, remedy_url=remedy_url, who=who)


def require(answer: Answer) -> None:
    """Raise `RefusedError` with the answer's words unless it allows."""
    if not answer:
        raise noted(RefusedError(answer.reason, remedy=answer.remedy, remedy_url=answer.remedy_url, who=answer.who))
