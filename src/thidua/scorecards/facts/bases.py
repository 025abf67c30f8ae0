"""The texts a table rests on, each with its state on a day, as far as the library of texts knows it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from thidua.campaigns.enums.legal_texts import Force
from thidua.campaigns.models import LegalText
from thidua.campaigns.queries.legal_texts import force_on
from thidua.core.scoring.dates import read_day


@dataclass(frozen=True, slots=True)
class Basis:
    """One text as the table cites it; `known` is that of the library, None when the library does not hold it."""

    words: str
    force: Force
    known: LegalText | None
    until: date | None

    @property
    def is_warning(self) -> bool:
        """Whether whoever keeps the table should look again."""
        return self.force in (Force.ENDED, Force.NOT_YET)


def bases_of(document: Mapping[str, Any], agency_id: int, day: date) -> list[Basis]:
    """Every text of the table with its state on `day`: one query. A text is known by its number."""
    cited = [
        (str(each.get("text")), str(each.get("until") or "")) if isinstance(each, Mapping) else (str(each), "")
        for each in document.get("legal_basis") or []
    ]
    if not cited:
        return []
    library = list(LegalText.objects.filter(agency=agency_id).exclude(number=""))
    found: list[Basis] = []
    for words, until_text in cited:
        known = max((text for text in library if _names(words, text.number)), key=_length, default=None)
        until = read_day(until_text) if until_text else None
        force = force_on(known, day) if known is not None else Force.UNKNOWN
        if until is not None and until < day:
            force = Force.ENDED
        found.append(Basis(words, force, known, until or (known.effective_until if known is not None else None)))
    return found


def _names(words: str, number: str) -> bool:
    """Whether the words cite this number, and not one that ends or goes on with it: 57/KH-UBND is not 157/KH-UBND."""
    return re.search(rf"(?<![\w/-]){re.escape(number)}(?![\w/-])", words) is not None


def _length(text: LegalText) -> int:
    return len(text.number)
