"""How facts of a list stand: in use, corrected, taken back, or a second version of a code that is not used."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Min
from django.utils.translation import gettext as _

from thidua.activities.models import FieldFact
from thidua.activities.queries import firsts_among


@dataclass(frozen=True, slots=True)
class Standing:
    """How one fact stands: a tint, its words, whether figures use it."""

    tint: str
    words: str
    icon: str
    stands: bool


def standings_of(rows: Sequence[FieldFact]) -> list[Standing]:
    """How these rows of one activity stand; two queries whatever they are."""
    if not rows:
        return []
    codes = {row.code for row in rows}
    of_activity = FieldFact.objects.filter(activity=rows[0].activity_id)
    firsts = dict(of_activity.filter(code__in=codes).order_by("code").values_list("code").annotate(Min("pk")))
    corrections = firsts_among(of_activity.filter(supersedes__in=codes)).values_list("supersedes", "is_void")
    corrected: dict[object, bool] = {}
    for code, is_void in corrections:
        corrected[code] = corrected.get(code, False) or is_void
    return [_standing(row, firsts[row.code] == row.pk, corrected) for row in rows]


def _standing(row: FieldFact, is_first: bool, corrected: dict[object, bool]) -> Standing:
    if not is_first:
        return Standing("warn", _("Bản thứ hai của một mã"), "copy", stands=False)
    if row.code in corrected:
        words = _("Đã rút bản ghi") if corrected[row.code] else _("Đã sửa")
        return Standing("plain", words, "history", stands=False)
    if row.is_void:
        return Standing("plain", _("Lệnh rút lại"), "arrow-back-up", stands=False)
    return Standing("ok", _("Đang dùng"), "circle-check", stands=True)


def stands(fact: FieldFact) -> bool:
    """Whether figures use this fact."""
    return standings_of([fact])[0].stands
