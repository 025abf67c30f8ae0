"""Who says of many books at once that their lists are complete: as who writes in them, the standing office for its
agency, the officer for the units that are his. Discipline and holds are no part of it.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from thidua.common.actor import Actor, Role, person_of
from thidua.common.policy import YES, Answer, refused
from thidua.organisations.models import Agency, Unit, UnitMembership
from thidua.records.enums import SENSITIVE_KINDS, EntryKind
from thidua.records.models import ReopenedTelling, SharedTelling
from thidua.records.policies.books import members_of, people_with_books_visible_to, units_with_books_visible_to
from thidua.records.policies.pages import may_tell_in_full


def tellings_visible_to(actor: Actor) -> QuerySet[SharedTelling]:
    """Tellings of agencies whose standing office the actor is, and those of the officer's own units."""
    seen = Q(agency__in=actor.agencies_as(Role.STANDING_OFFICE)) | Q(unit__in=actor.units_as(Role.UNIT_OFFICER))
    return SharedTelling.objects.filter(seen).select_related("agency", "unit")


def agencies_to_tell(actor: Actor) -> QuerySet[Agency]:
    """Agencies for which the actor may speak as a whole."""
    return Agency.objects.filter(pk__in=actor.agencies_as(Role.STANDING_OFFICE)).order_by("path")


def units_to_tell(actor: Actor) -> QuerySet[Unit]:
    """Units for which the actor may speak."""
    ours = Q(agency__in=actor.agencies_as(Role.STANDING_OFFICE)) | Q(pk__in=actor.units_as(Role.UNIT_OFFICER))
    return Unit.objects.filter(ours, ended_on=None).select_related("agency").order_by("sort_key", "pk")


def units_told_by(actor: Actor, scope: Unit | Agency) -> frozenset[int] | None:
    """The units of which the actor may speak within a scope; None: all of them."""
    return None if _is_office(actor, scope) else actor.units_as(Role.UNIT_OFFICER)


def people_told_by(actor: Actor, scope: Unit | Agency) -> QuerySet[UnitMembership, Any] | None:
    """The people of whose books the actor may speak, as he writes them today; None: everybody's."""
    within = units_told_by(actor, scope)
    return None if within is None else members_of(within)


def may_tell_somewhere(actor: Actor) -> Answer:
    """Whether the actor speaks for an agency or a unit at all."""
    if actor.agencies_as(Role.STANDING_OFFICE) or actor.units_as(Role.UNIT_OFFICER):
        return YES
    return _refuse()


def may_tell_many(actor: Actor, scope: Unit | Agency) -> Answer:
    """Whether the actor speaks for this unit or agency."""
    if _is_office(actor, scope):
        return YES
    return YES if isinstance(scope, Unit) and scope.pk in actor.units_as(Role.UNIT_OFFICER) else _refuse()


def may_withdraw_telling(actor: Actor, telling: SharedTelling) -> Answer:
    """Whether the actor takes it back: the standing office any, an officer what he said himself."""
    if telling.withdrawn_at is not None:
        return refused(_("Lời xác nhận này đã rút rồi."))
    may = may_tell_many(actor, telling.scope)
    if not may or _is_office(actor, telling.scope) or telling.said_by_person_id == person_of(actor):
        return may
    return refused(_("Lời này do người khác xác nhận. Cơ quan thường trực rút được."), who=_("Cơ quan thường trực"))


def reopened_visible_to(actor: Actor) -> QuerySet[ReopenedTelling]:
    """Tellings against which a line speaks: those of the standing office's agency, and, in books that he sees, what the
    actor himself said (of discipline and holds the standing office alone).
    """
    offices, me = actor.agencies_as(Role.STANDING_OFFICE), person_of(actor) or 0
    said = Q(fully_told__said_by_person=me) | Q(telling__said_by_person=me)
    seen = Q(person__in=people_with_books_visible_to(actor)) | Q(unit__in=units_with_books_visible_to(actor))
    mine = said & seen & ~Q(kind__in=SENSITIVE_KINDS)
    rows = ReopenedTelling.objects.filter(Q(agency__in=offices) | mine).exclude(telling__withdrawn_at__isnull=False)
    return rows.select_related("person__agency", "unit__agency", "fully_told", "telling")


def may_confirm_telling(actor: Actor, reopened: ReopenedTelling) -> Answer:
    """Whether the actor says that the years lack nothing all the same: who might tell them in full."""
    if reopened.confirmed_at is not None:
        return refused(_("Đã xác nhận lại rồi."))
    subject = reopened.person or reopened.unit
    assert subject is not None
    return may_tell_in_full(actor, subject, EntryKind(reopened.kind))


def _is_office(actor: Actor, scope: Unit | Agency) -> bool:
    agency = scope.pk if isinstance(scope, Agency) else scope.agency_id
    return agency in actor.agencies_as(Role.STANDING_OFFICE)


def _refuse() -> Answer:
    return refused(
        _("Chỉ cán bộ thi đua của đơn vị và cơ quan thường trực xác nhận đã ghi đủ."), who=_("Cơ quan thường trực")
    )
