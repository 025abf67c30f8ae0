"""What the public may read of a decision of recognition: the paper, whom it recognises."""

from typing import Any

from thidua.core.vietnam.partial_dates import Precision
from thidua.decisions.facts.words import cited_decision
from thidua.decisions.models import RecognitionDecision


def decision_body(decision: RecognitionDecision) -> dict[str, Any]:
    """Plain JSON that stands without the record: units, no representatives, no notes."""
    return {
        "vi": {
            "paper": cited_decision(decision),
            "number": decision.number,
            "issuer": decision.issuer,
            "signer": ", ".join(each for each in (decision.signer, decision.signer_title) if each),
            "bloc": decision.bloc.name,
            "bloc_subject": decision.bloc_id,
            "year": decision.year,
            "lead": decision.lead.name,
            "deputy": decision.deputy.name if decision.deputy is not None else "",
            "effective_on": decision.effective_on.isoformat() if decision.effective_on is not None else "",
        }
    }


def day_of(decision: RecognitionDecision) -> Any:
    """The day of the paper, where the whole of it is known."""
    return decision.signed_on.earliest if decision.signed_on.precision == Precision.DAY else None
