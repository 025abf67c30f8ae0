"""Record books: the person himself, officer and head of his unit, and the standing office see one; nobody else.

The officer of a unit and the standing office write. Discipline and holds are the head's and the standing office's to
see, with the person himself, and the standing office's to write. Nobody writes in his own book.
"""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from thidua.common import clock
from thidua.common.actor import Actor, Role, person_of
from thidua.common.policy import YES, Answer, refused
from thidua.organisations.models import Person, Unit, UnitMembership
from thidua.organisations.models.dated import holding_on
from thidua.organisations.policies import IN_UNIT
from thidua.records.models import RecordBook

Subject = Person | Unit


def people_with_books_visible_to(actor: Actor) -> QuerySet[Person]:
    """People whose book the actor sees: himself, those of his units today, those of agencies whose office he is."""
    return Person.objects.filter(
        Q(agency__in=actor.agencies_as(Role.STANDING_OFFICE))
        | Q(pk__in=members_of(actor.units_as(*IN_UNIT)))
        | Q(pk=person_of(actor))
    )


def units_with_books_visible_to(actor: Actor) -> QuerySet[Unit]:
    """Units whose book the actor sees."""
    return Unit.objects.filter(
        Q(agency__in=actor.agencies_as(Role.STANDING_OFFICE)) | Q(pk__in=actor.units_as(*IN_UNIT))
    )


def books_visible_to(actor: Actor) -> QuerySet[RecordBook]:
    """Books of these people and units."""
    return RecordBook.objects.filter(
        Q(person__in=people_with_books_visible_to(actor)) | Q(unit__in=units_with_books_visible_to(actor))
    )


def units_written_by(actor: Actor) -> QuerySet[Unit]:
    """Units whose book, and the books of whose people, the actor writes."""
    return Unit.objects.filter(
        Q(agency__in=actor.agencies_as(Role.STANDING_OFFICE)) | Q(pk__in=actor.units_as(Role.UNIT_OFFICER))
    )


def may_look_into_doubts(actor: Actor) -> Answer:
    """Whether the actor looks over what the books of a unit, or of an agency, still ask."""
    if actor.units_as(*IN_UNIT) or actor.agencies_as(Role.STANDING_OFFICE):
        return YES
    return refused(
        _("Chỉ đơn vị và cơ quan thường trực xem được điều cần xem lại trong các sổ."), who=_("Cơ quan thường trực")
    )


def may_write_book(actor: Actor, subject: Subject) -> Answer:
    """Whether the actor writes grades, titles, honours, works and figures."""
    if _is_own(actor, subject):
        return _refuse_own()
    if subject.agency_id in actor.agencies_as(Role.STANDING_OFFICE):
        return YES
    if _is_of(subject, actor.units_as(Role.UNIT_OFFICER)):
        return YES
    return refused(
        _("Chỉ cán bộ thi đua của đơn vị và cơ quan thường trực ghi được sổ thành tích này."),
        who=_("Cơ quan thường trực"),
    )


def may_attest(actor: Actor, subject: Subject) -> Answer:
    """Whether the actor confirms what only people can judge: as who writes, and the head of a person's unit."""
    if isinstance(subject, Person) and not _is_own(actor, subject) and _is_of(subject, actor.units_as(Role.UNIT_HEAD)):
        return YES
    if isinstance(subject, Unit) and subject.agency_id not in actor.agencies_as(Role.STANDING_OFFICE):
        return refused(
            _("Đơn vị không tự xác nhận cho mình. Cơ quan thường trực xác nhận."), who=_("Cơ quan thường trực")
        )
    return may_write_book(actor, subject)


def people_attested_by(actor: Actor) -> QuerySet[Person]:
    """Of whom the actor confirms what only people can judge: everybody for whom `may_attest` says yes."""
    units = actor.units_as(Role.UNIT_OFFICER, Role.UNIT_HEAD)
    ours = Q(agency__in=actor.agencies_as(Role.STANDING_OFFICE)) | Q(pk__in=members_of(units))
    return Person.objects.filter(ours).exclude(pk=person_of(actor) or 0)


def may_attest_people_of(actor: Actor, unit: Unit) -> Answer:
    """Whether the actor confirms it of a unit's people at all."""
    if unit.agency_id in actor.agencies_as(Role.STANDING_OFFICE):
        return YES
    if unit.pk in actor.units_as(Role.UNIT_OFFICER, Role.UNIT_HEAD):
        return YES
    return refused(
        _("Chỉ thủ trưởng, cán bộ thi đua của đơn vị và cơ quan thường trực xác nhận được tiêu chuẩn."),
        who=_("Cơ quan thường trực"),
    )


def may_see_sensitive(actor: Actor, subject: Subject) -> Answer:
    """Whether the actor sees discipline and holds."""
    if subject.agency_id in actor.agencies_as(Role.STANDING_OFFICE) or _is_own(actor, subject):
        return YES
    if _is_of(subject, actor.units_as(Role.UNIT_HEAD)):
        return YES
    return refused(
        _("Kỷ luật và việc tạm dừng xét chỉ người ấy, thủ trưởng đơn vị và cơ quan thường trực xem được."),
        who=_("Cơ quan thường trực"),
    )


def may_write_sensitive(actor: Actor, subject: Subject) -> Answer:
    """Whether the actor writes discipline and holds."""
    if _is_own(actor, subject):
        return _refuse_own()
    if subject.agency_id in actor.agencies_as(Role.STANDING_OFFICE):
        return YES
    return refused(_("Chỉ cơ quan thường trực ghi kỷ luật và việc tạm dừng xét."), who=_("Cơ quan thường trực"))


def _is_of(subject: Subject, units: frozenset[int]) -> bool:
    """Whether it is one of the units, or belongs to one today."""
    if isinstance(subject, Unit):
        return subject.pk in units
    return bool(units) and members_of(units).filter(person=subject.pk).exists()


def members_of(units: frozenset[int]) -> QuerySet[UnitMembership, Any]:
    """The people of units today."""
    return UnitMembership.objects.filter(holding_on(clock.today()), unit__in=units).values("person")


def _is_own(actor: Actor, subject: Subject) -> bool:
    return isinstance(subject, Person) and person_of(actor) == subject.pk


def _refuse_own() -> Answer:
    return refused(_("Không ai tự ghi, tự xác nhận sổ thành tích của mình."), who=_("Cơ quan thường trực"))
