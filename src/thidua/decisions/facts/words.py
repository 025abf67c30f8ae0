"""How a decision and a handover are put in words: Vietnamese papers, whatever language is on screen."""

from thidua.core.vietnam.partial_dates import PartialDate
from thidua.decisions.models import RecognitionDecision


def decision_words(decision: RecognitionDecision) -> str:
    """Quyết định số 12/QĐ-BMH ngày 20/01/2026 của Bộ Minh họa; what is unknown is said to be."""
    number = f"số {decision.number}" if decision.number else "chưa rõ số"
    return f"Quyết định {number} {_day(decision.signed_on)} của {decision.issuer}"


def _day(day: PartialDate) -> str:
    if not day.code:
        return "chưa rõ ngày"
    return f"ngày {day}" if day.day is not None else str(day)
