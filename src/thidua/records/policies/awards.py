"""Who sees and who records awards: the unit of its own, the bloc's people of its members in that year."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from thidua.common.actor import Actor, Role
from thidua.common.policy import YES, Answer, refused
from thidua.organisations.models import Bloc, BlocMembership, Unit
from thidua.organisations.policies import IN_BLOC, IN_UNIT, WHOLE_AGENCY
from thidua.publishing.policies import may_publish_for
from thidua.records.models import UnitAward
from thidua.records.policies.books import may_write_book, people_with_books_visible_to


def awards_visible_to(actor: Actor) -> QuerySet[UnitAward]:
    """Awards of the actor's agencies and units, and of members of a bloc in the years in which he belonged to it; what
    only a record book tells as far as he sees the book.
    """
    own_units = actor.units_as(*IN_UNIT)
    own = BlocMembership.objects.filter(bloc=OuterRef("bloc"), year=OuterRef("year"), unit__in=own_units)
    shared = BlocMembership.objects.filter(Q(bloc__in=actor.blocs_as(*IN_BLOC)) | Exists(own))
    told = (
        Q(agency__in=actor.agencies_as(*WHOLE_AGENCY))
        | Q(bloc__in=actor.blocs_as(*IN_BLOC))
        | Exists(shared.filter(unit=OuterRef("unit"), year=OuterRef("year")))
        | Exists(shared.filter(bloc=OuterRef("bloc"), year=OuterRef("year")))
    )
    return UnitAward.objects.filter(
        Q(unit__in=own_units)
        | Q(agency__in=actor.agencies_as(Role.STANDING_OFFICE))
        | Q(person__in=people_with_books_visible_to(actor))
        | Q(told, is_told_to_bloc=True)
    )


def recordable_units(actor: Actor) -> QuerySet[Unit]:
    """Units whose awards the actor may record in some year."""
    served = BlocMembership.objects.filter(bloc__in=actor.blocs_as(Role.BLOC_SECRETARY)).values("unit")
    return Unit.objects.filter(
        Q(pk__in=actor.units_as(*IN_UNIT)) | Q(pk__in=served) | Q(agency__in=actor.agencies_as(Role.STANDING_OFFICE))
    )


def recordable_blocs(actor: Actor) -> QuerySet[Bloc]:
    """Blocs of which the actor may record that some member, nobody knows which, received an award."""
    return Bloc.objects.filter(
        Q(pk__in=actor.blocs_as(Role.BLOC_SECRETARY)) | Q(agency__in=actor.agencies_as(Role.STANDING_OFFICE))
    )


def may_record_somewhere(actor: Actor) -> Answer:
    """Whether the actor records awards at all."""
    if actor.units_as(*IN_UNIT) or actor.holds(Role.BLOC_SECRETARY) or actor.agencies_as(Role.STANDING_OFFICE):
        return YES
    return refused(_("Chỉ đơn vị, thư ký khối và cơ quan thường trực ghi được khen thưởng đã nhận."))


def may_record_award(actor: Actor, owner: Unit | Bloc, year: int) -> Answer:
    """Whether the actor may record what `owner` received for that year."""
    if owner.agency_id in actor.agencies_as(Role.STANDING_OFFICE):
        return YES
    served = actor.blocs_as(Role.BLOC_SECRETARY)
    if isinstance(owner, Bloc):
        if owner.pk in served:
            return YES
        return refused(
            _("Chỉ thư ký khối và cơ quan thường trực làm được việc này."),
            who=_("Thư ký %(bloc)s") % {"bloc": owner.name},
        )
    if owner.pk in actor.units_as(*IN_UNIT):
        return YES
    if served and BlocMembership.objects.filter(bloc__in=served, year=year, unit=owner).exists():
        return YES
    return refused(
        _("Chỉ đơn vị nhận, thư ký khối và cơ quan thường trực ghi, sửa được khen thưởng này."),
        who=_("Cán bộ thi đua của %(unit)s") % {"unit": owner.name},
    )


def may_correct_award(actor: Actor, award: UnitAward) -> Answer:
    """Whether the actor may correct or take out what is recorded; in the book of a person, who writes the book."""
    if award.person is not None:
        return may_write_book(actor, award.person)
    owner = award.unit or award.bloc
    assert owner is not None
    return may_record_award(actor, owner, award.year)


def may_publish_awards(actor: Actor) -> Answer:
    """Whether the actor says which awards of any agency the public reads of."""
    if actor.agencies_as(Role.STANDING_OFFICE):
        return YES
    return refused(_("Cơ quan thường trực công bố khen thưởng."))


def may_publish_award(actor: Actor, award: UnitAward) -> Answer:
    """Whether the actor lets the public read of the award, or takes it back."""
    answer = may_publish_for(actor, award.agency)
    if not answer:
        return answer
    if award.unit is None:
        return refused(_("Chưa rõ đơn vị nào nhận nên chưa công bố được."), remedy=_("Sửa khen thưởng, ghi đơn vị."))
    return YES


def awards_publishable_by(actor: Actor) -> QuerySet[UnitAward]:
    """The awards of which the actor may let the public read."""
    return UnitAward.objects.filter(agency__in=actor.agencies_as(Role.STANDING_OFFICE), unit__isnull=False)
