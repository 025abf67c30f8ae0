"""The head and foot of a paper: who issues it, its number and day, who signs."""

from typing import Any

from thidua.campaigns.models import Cycle
from thidua.common.references import Reference
from thidua.documents.models import IssuedPaper
from thidua.documents.papers.heading import head_of
from thidua.documents.papers.source import PaperSource
from thidua.documents.queries.papers import issued_for


def head_and_foot(cycle: Cycle, source: PaperSource, facts: dict[str, Any]) -> dict[str, Any]:
    """`head` and `foot`. A paper without a number leaves its place open, as drafts do."""
    counted = facts["round"]  # a tally sheet has the number of its round, other papers that of their year
    issued: IssuedPaper | None = counted["issued_paper"] if counted is not None else facts["issued"].get(source.kind)
    return {
        "head": head_of(cycle.agency, cycle.bloc.name, source, issued),
        "foot": _foot(source.kind, facts),
    }


def issued_papers(cycle: Cycle) -> dict[str, IssuedPaper]:
    """The numbered papers of the year."""
    return issued_for(Reference("cycle", cycle.pk))


def _foot(kind: str, facts: dict[str, Any]) -> dict[str, str]:
    meeting, handover, counted = facts["meeting"], facts["handover"], facts["round"]
    card = facts.get("card")
    signers = {
        "minutes": (meeting["chair"], meeting["secretary"]),
        "roll": (meeting["secretary"], None),
        "tally_sheet": (counted and counted["chair_person"], counted and counted["opened_by"]),
        "handover": (handover and handover["receiver_person"], handover and handover["giver_person"]),
    }
    if card is not None:
        signers |= dict.fromkeys(("self_score", "explanation_report"), (card["signer"], None))
    right, left = signers.get(kind, (facts["lead"]["person"], None))
    return {"signer": right or "", "also_signer": left or ""}
