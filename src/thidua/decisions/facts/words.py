"""How a decision is put in words: on screen in the reader's language, where it is cited in Vietnamese."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from thidua.common.components.texts import short_date
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.decisions.models import RecognitionDecision


def decision_words(decision: RecognitionDecision) -> str:
    """Quyết định số 12/QĐ-BMH ngày 20/01/2026 của Bộ Minh hoạ; what is unknown is said to be."""
    number = _("số %(number)s") % {"number": decision.number} if decision.number else _("chưa rõ số")
    return _("Quyết định %(number)s %(day)s của %(issuer)s") % {
        "number": number,
        "day": _day(decision.signed_on),
        "issuer": decision.issuer,
    }


def cited_decision(decision: RecognitionDecision) -> str:
    """The same in Vietnamese: it is stored, and papers cite it."""
    with override("vi"):
        return decision_words(decision)


def _day(day: PartialDate) -> str:
    return _("ngày %(day)s") % {"day": short_date(day)} if day.day is not None else short_date(day)
