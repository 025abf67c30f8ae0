"""The law library: whoever has signed in reads it."""

from thidua.common.actor import Actor
from thidua.core.law.awards import Award, shipped_awards
from thidua.core.law.codes import Subject
from thidua.core.law.library import text_named
from thidua.core.law.texts import RegisteredText


def find_law_text(actor: Actor, slug: str) -> RegisteredText | None:
    """A text of the register."""
    return text_named(slug)


def find_law_award(actor: Actor, slug: str, subject: str) -> Award | None:
    """A title or honour for a kind of subject, by its place in an address."""
    if subject not in set(Subject):
        return None
    return shipped_awards().get((slug.upper().replace("-", "_"), Subject(subject)))
