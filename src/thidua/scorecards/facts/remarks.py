"""What a draft leaves open, in the language of the page: it can be used, but somebody will ask."""

from thidua.common.language import page_language
from thidua.core.scoring.remarks import remarks_on
from thidua.core.scoring.scheme import ScoringScheme
from thidua.scorecards.facts.drafting import at_of


def open_questions(table: ScoringScheme | None) -> list[tuple[str, str]]:
    """Item (as the anchor on its page has it; empty for the whole table) and sentence; nothing without a table."""
    return [(at_of(each.path), each.say(page_language())) for each in remarks_on(table)] if table is not None else []
