"""What pages of words said of many share: who is excepted, and why."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from thidua.records.enums import ExceptedWhy
from thidua.records.facts.clearing import PERSON, Excepted
from thidua.records.policies.pages import PERSON as OF_PERSON
from thidua.records.policies.pages import UNIT as OF_UNIT


def excepted_lines(excepted: Sequence[Excepted]) -> list[tuple[str, str, str]]:
    """Name, book (empty where another agency keeps it), why."""
    return [
        (
            each.name,
            ""
            if ExceptedWhy.OTHER_AGENCY in each.why
            else reverse("record_book", args=[OF_PERSON if each.who[0] == PERSON else OF_UNIT, each.who[1]]),
            ", ".join(str(why.label) for why in each.why),
        )
        for each in excepted
    ]
