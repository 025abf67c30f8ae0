"""Stretches noted of an activity, by the codes under which counts point at them: what they are called, which stand."""

from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from thidua.activities.enums import FactKind
from thidua.activities.models import FieldFact
from thidua.activities.queries import corrections_of, standing_facts
from thidua.common.components.texts import number


@dataclass(frozen=True, slots=True)
class Stretches:
    """`standing` in the order in which they were noted; `heirs`: code of a corrected one → what stands in its place."""

    standing: tuple[FieldFact, ...]
    heirs: dict[str, str]

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Those that can be chosen: code and name."""
        return [(str(row.code), stretch_name(row)) for row in self.standing]

    @property
    def names(self) -> dict[str, str]:
        """Name by code, for those that were corrected too."""
        found = dict(self.choices)
        return found | {old: found[new] for old, new in self.heirs.items() if new in found}


def stretches_of(activity_id: int) -> Stretches:
    """The stretches of an activity; two queries."""
    rows = standing_facts(activity_id).filter(kind=FactKind.ZONE).order_by("pk")
    return Stretches(tuple(rows), corrections_of(activity_id))


def stretch_name(row: FieldFact) -> str:
    """“Bãi A; 50 m; đoạn cố định”; one without a name by what is known of it."""
    body = row.body
    parts = [body.get("name") or _("Đoạn %(code)s") % {"code": str(row.code)[:4].upper()}]
    if body.get("metres"):
        parts.append(f"{number(Fraction(body['metres']))} m")
    if body.get("is_fixed") == "yes":
        parts.append(_("đoạn cố định"))
    return "; ".join(parts)
