"""Who signed a card and as what: the unit's head who sent it, each assessor, the superior who settled it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from thidua.scorecards.enums import Capacity, Stage
from thidua.scorecards.models import BranchSign, Scorecard


@dataclass(frozen=True, slots=True)
class Signature:
    """One line of the block: what was signed, by whom, as what (empty: not kept at the time), when."""

    deed: str
    who: str
    capacity: str
    at: datetime


def signatures_of(card: Scorecard) -> list[Signature]:
    """First to last: one query."""
    found: list[Signature] = []
    if card.submitted_at is not None and card.stage != Stage.SELF:
        capacity = _as(str(Capacity.UNIT_HEAD.label), card.unit.name, is_delegated=card.submitted_delegated)
        found.append(Signature(_("Nộp bản tự chấm"), card.submitted_by_name, capacity, card.submitted_at))
    found += [Signature(_deed(sign), sign.by_name, capacity_in_words(sign), sign.at) for sign in card.signs.all()]
    if card.settled_at is not None:
        capacity = str(Capacity.OFFICE.label)
        found.append(Signature(_("Chốt phiếu"), card.settled_by_name, capacity, card.settled_at))
    return found


def capacity_in_words(sign: BranchSign) -> str:
    """As what the assessor pressed; empty where that was not kept."""
    if not sign.capacity:
        return ""
    return _as(str(Capacity(sign.capacity).label), sign.unit_name, is_delegated=sign.is_delegated)


def _deed(sign: BranchSign) -> str:
    stage = _("Thẩm định") if sign.stage == Stage.VERIFICATION else str(Stage(sign.stage).label)
    return f"{stage}: {sign.assessor}" if sign.assessor else stage


def _as(capacity: str, unit: str, *, is_delegated: bool) -> str:
    words = f"{capacity} ({unit})" if unit else capacity
    return _("%(capacity)s, theo ủy quyền") % {"capacity": words} if is_delegated else words
