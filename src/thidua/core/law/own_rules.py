"""An agency's own rule file: criteria and quotas with their own citations, on top of the law."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from thidua.core.law.awards import Award, read_awards
from thidua.core.law.places import open_text
from thidua.core.law.quotas import QuotaRule, read_own_quotas
from thidua.core.law.texts import Texts, read_texts, shipped_texts

_NEEDED: Final = ("agency", "signed_by", "signed_on")
_PARTS: Final = ("awards", "quotas")


@dataclass(frozen=True, slots=True)
class OwnRules:
    """A dated rule file that an agency's legal officer entered and signed. `texts`: legal texts that it cites and the
    register does not have.
    """

    agency: str
    signed_by: str
    signed_on: date
    awards: tuple[Award, ...]
    quotas: tuple[QuotaRule, ...]
    texts: Texts


def read_own_rules(text: str, file: str) -> OwnRules:
    """A file of an agency's own rules. Raises `LawError` with file and line."""
    root = open_text(text, file)
    entry = root.mapping((*_PARTS, "texts"), _NEEDED)
    texts = read_texts(entry["texts"], beside=shipped_texts()) if "texts" in entry else {}
    entry = replace(root, texts=frozenset(texts)).mapping((*_PARTS, "texts"), _NEEDED)
    if not any(part in entry for part in _PARTS):
        raise root.wrong("missing_key", name="awards")
    signed_by, signed_on = entry["signed_by"].text(), entry["signed_on"].day()
    awards = read_awards(entry["awards"]) if "awards" in entry else ()
    quotas = read_own_quotas(entry["quotas"], signed_by, signed_on) if "quotas" in entry else ()
    return OwnRules(entry["agency"].text(), signed_by, signed_on, signed(awards, signed_by), quotas, texts)


def signed(awards: tuple[Award, ...], signed_by: str) -> tuple[Award, ...]:
    """Awards under somebody's signature."""
    return tuple(
        replace(award, versions=tuple(replace(each, signed_by=signed_by) for each in award.versions))
        for award in awards
    )
