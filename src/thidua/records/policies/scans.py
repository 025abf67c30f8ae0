"""Lines that rest on one decision: who hangs its scan on all of them at once. Each line is one on which he may hang it
alone.
"""

from __future__ import annotations

from typing import Any, Final

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _

from thidua.common.actor import Actor, Role, person_of
from thidua.common.parents import may_attach, visible_parents
from thidua.common.policy import YES, Answer, refused
from thidua.common.references import Reference
from thidua.records.enums import SENSITIVE_PARTS, BookPart
from thidua.records.models import UnitAward
from thidua.records.policies.books import members_of, units_with_books_visible_to
from thidua.records.policies.pages import MODELS
from thidua.records.policies.places import MODELS as PLACES
from thidua.records.policies.places import Place
from thidua.records.queries import KIND, Line, entry_kind, place_kind

_PARTS: Final = (
    BookPart.GRADE, BookPart.WORK, BookPart.PEOPLE, BookPart.RANK, BookPart.DISCIPLINE, BookPart.HOLD,
)  # fmt: skip
LINES: Final[dict[str, type[Model]]] = {
    KIND: UnitAward,
    **{entry_kind(part): MODELS[part] for part in _PARTS},
    **{place_kind(place): PLACES[place] for place in Place},
}
"""How documents points at a line → whose rows they are. What somebody confirms by name is not of a decision."""
_PLACES: Final = {place_kind(place): place for place in Place}
_FEW: Final = 500
"""Ids that one question names."""
SENSITIVE: Final = frozenset(entry_kind(part) for part in SENSITIVE_PARTS)


def lines_written_by(actor: Actor, kind: str) -> QuerySet[Any]:
    """Lines of a kind on which the actor hangs scans: the standing office everywhere, an officer in the books of his
    units and of their people; discipline, holds, units and posts the office alone; nobody in his own book.
    """
    offices, units, own = actor.agencies_as(Role.STANDING_OFFICE), actor.units_as(Role.UNIT_OFFICER), person_of(actor)
    rows: QuerySet[Any] = LINES[kind]._default_manager.all()
    if kind == KIND:
        of_person = Q(person__agency__in=offices) | Q(person__in=members_of(units))
        of_unit = Q(unit__agency__in=offices) | Q(unit__in=units) | Q(bloc__agency__in=offices)
        return rows.filter(of_person | Q(of_unit, person=None)).exclude(person=own or 0)
    if (place := _PLACES.get(kind)) is not None:
        if place is Place.BLOC:
            return rows.filter(bloc__agency__in=offices, unit__in=units_with_books_visible_to(actor))
        return rows.filter(person__agency__in=offices).exclude(person=own or 0)
    of = Q(book__person__agency__in=offices) | Q(book__unit__agency__in=offices)
    if kind not in SENSITIVE:
        of |= Q(book__person__in=members_of(units)) | Q(book__unit__in=units)
    return rows.filter(of).exclude(book__person=own or 0)


def written_lines(actor: Actor, *, sensitive: bool) -> dict[str, QuerySet[Any]]:
    """The same of every kind: those that are sensitive, or the others. What is seen of them is seen by fewer."""
    return {kind: lines_written_by(actor, kind) for kind in LINES if (kind in SENSITIVE) == sensitive}


def lines_like(actor: Actor, line: Line) -> dict[str, QuerySet[Any]]:
    """The lines among which those of the decision of `line` are looked for."""
    return written_lines(actor, sensitive=line.kind in SENSITIVE)


def written_among(actor: Actor, kind: str, ids: set[int]) -> set[int]:
    """Those of the lines on which the actor hangs scans: one question for all."""
    rows = lines_written_by(actor, kind)
    return ids & set((rows.filter(pk__in=ids) if len(ids) <= _FEW else rows).values_list("pk", flat=True))


def may_hang_scans(actor: Actor) -> Answer:
    """Whether there are lines on which the actor hangs scans."""
    if actor.agencies_as(Role.STANDING_OFFICE) or actor.units_as(Role.UNIT_OFFICER):
        return YES
    return refused(
        _("Chỉ cán bộ thi đua của đơn vị và cơ quan thường trực thêm được bản chụp vào sổ."),
        who=_("Cơ quan thường trực"),
    )


def find_line(actor: Actor, kind: str, pk: int) -> Line | None:
    """A line that the actor sees and that names the number of a decision."""
    model = LINES.get(kind)
    if model is None or not visible_parents(actor, {Reference(kind, pk)}):
        return None
    row = model._default_manager.filter(pk=pk).exclude(decision_number="").first()
    return Line(kind, row) if row is not None else None


def may_hang_on(actor: Actor, line: Line) -> Answer:
    """Whether the actor hangs a scan on the line."""
    return may_attach(actor, line.reference)
