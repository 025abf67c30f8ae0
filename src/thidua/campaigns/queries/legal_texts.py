"""Reads of cited texts and their state on a day."""

from dataclasses import dataclass
from datetime import date

from thidua.campaigns.enums.legal_texts import Force
from thidua.campaigns.models import LegalText, Movement, RuleVersion, TextCitation


def force_on(text: LegalText, day: date) -> Force:
    """Whether a text was in force on `day`, as far as its dates are known."""
    if text.effective_until is not None and text.effective_until < day:
        return Force.ENDED
    if text.effective_since is None:
        return Force.UNKNOWN
    return Force.NOT_YET if day < text.effective_since else Force.IN_FORCE


@dataclass(frozen=True, slots=True)
class CitedText:
    """One citation with the state of its text on a day."""

    citation: TextCitation
    force: Force

    @property
    def is_warning(self) -> bool:
        """Whether whoever rests on it should look again."""
        return self.force in (Force.ENDED, Force.NOT_YET)


def citations_of_rules(rules: list[RuleVersion], day: date) -> dict[int, list[CitedText]]:
    """What each version rests on, with the state on `day`; one query."""
    found: dict[int, list[CitedText]] = {rule.pk: [] for rule in rules}
    rows = TextCitation.objects.filter(rule__in=list(found)).select_related("text__replaced_by")
    for row in rows:
        if row.rule_id is not None:
            found[row.rule_id].append(CitedText(row, force_on(row.text, day)))
    return found


def citations_of_movement(movement: Movement, day: date) -> list[CitedText]:
    """What a movement rests on, with the state on `day`."""
    rows = TextCitation.objects.filter(movement=movement).select_related("text__replaced_by")
    return [CitedText(row, force_on(row.text, day)) for row in rows]
