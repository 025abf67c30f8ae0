"""Who sees and who keeps agencies, units, people and blocs."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from thidua.common.actor import Actor, Role, SystemActor, person_of
from thidua.common.policy import YES, Answer, refused
from thidua.organisations.models import (
    Agency,
    AgencyAlias,
    Alias,
    Bloc,
    BlocLeadership,
    BlocMembership,
    MassOrganisation,
    Person,
    Post,
    Unit,
    UnitMembership,
)

WHOLE_AGENCY = (Role.STANDING_OFFICE, Role.COUNCIL_MEMBER, Role.OBSERVER, Role.READER)
IN_UNIT = (Role.UNIT_OFFICER, Role.UNIT_HEAD)
IN_BLOC = (Role.BLOC_SECRETARY, Role.OBSERVER, Role.READER, Role.COUNCIL_MEMBER)


# --- what he may see -------------------------------------------------------------------------------------------------


def blocs_visible_to(actor: Actor) -> QuerySet[Bloc]:
    """Blocs of the actor's agencies, blocs he serves or observes, and blocs his units were ever members of."""
    return Bloc.objects.filter(
        Q(agency__in=actor.agencies_as(*WHOLE_AGENCY))
        | Q(pk__in=actor.blocs_as(*IN_BLOC))
        | Q(pk__in=Bloc.objects.filter(memberships__unit__in=actor.units_as(*IN_UNIT)).values("pk"))
    )


def agencies_visible_to(actor: Actor) -> QuerySet[Agency]:
    """Agencies in which the actor holds any role."""
    return Agency.objects.filter(pk__in={agency for scope in actor.scopes for agency in scope.agencies})


def units_visible_to(actor: Actor) -> QuerySet[Unit]:
    """Units of the actor's whole agencies, his own, and those that share a bloc with him."""
    return Unit.objects.filter(
        Q(agency__in=actor.agencies_as(*WHOLE_AGENCY))
        | Q(pk__in=actor.units_as(*IN_UNIT))
        | Q(pk__in=Unit.objects.filter(bloc_memberships__bloc__in=blocs_visible_to(actor)).values("pk"))
    )


def people_visible_to(actor: Actor) -> QuerySet[Person]:
    """People of his whole agencies and of every unit he sees; of units that only share a bloc no more than the name
    and the post (`may_see_person_details`). Everyone sees himself."""
    in_units = UnitMembership.objects.filter(unit__in=units_visible_to(actor)).values("person")
    return Person.objects.filter(
        Q(agency__in=actor.agencies_as(*WHOLE_AGENCY)) | Q(pk__in=in_units) | Q(pk=person_of(actor))
    )


def may_see_person_details(actor: Actor, person: Person) -> Answer:
    """Whether the actor sees birth, address and history: his own, those of his unit and of his whole agencies."""
    if person.agency_id in actor.agencies_as(*WHOLE_AGENCY) or person.pk == person_of(actor):
        return YES
    if person.memberships.filter(unit__in=actor.units_as(*IN_UNIT)).exists():
        return YES
    return refused(_("Anh/chị chỉ xem được họ tên và chức vụ của người ở đơn vị khác."))


def aliases_visible_to(actor: Actor) -> QuerySet[Alias]:
    """Other names of the units he sees."""
    return Alias.objects.filter(unit__in=units_visible_to(actor))


def agency_aliases_visible_to(actor: Actor) -> QuerySet[AgencyAlias]:
    """Other names of the agencies he sees."""
    return AgencyAlias.objects.filter(agency__in=agencies_visible_to(actor))


def mass_organisations_visible_to(actor: Actor) -> QuerySet[MassOrganisation]:
    """Bodies of the units he sees."""
    return MassOrganisation.objects.filter(unit__in=units_visible_to(actor))


def unit_memberships_visible_to(actor: Actor) -> QuerySet[UnitMembership]:
    """Memberships of the people he sees."""
    return UnitMembership.objects.filter(person__in=people_visible_to(actor))


def posts_visible_to(actor: Actor) -> QuerySet[Post]:
    """Posts of the people he sees."""
    return Post.objects.filter(person__in=people_visible_to(actor))


def bloc_memberships_visible_to(actor: Actor) -> QuerySet[BlocMembership]:
    """Members of the blocs he sees."""
    return BlocMembership.objects.filter(bloc__in=blocs_visible_to(actor))


def leaderships_visible_to(actor: Actor) -> QuerySet[BlocLeadership]:
    """Heads of the blocs he sees."""
    return BlocLeadership.objects.filter(bloc__in=blocs_visible_to(actor))


def find_bloc_year(actor: Actor, pk: int, year: int) -> tuple[Bloc, int] | None:
    """A bloc he sees, and a year."""
    bloc = blocs_visible_to(actor).select_related("agency").filter(pk=pk).first()
    return (bloc, year) if bloc is not None and 1948 <= year <= 2199 else None


# --- what he may do --------------------------------------------------------------------------------------------------


def who_may_keep(agency: Agency) -> str:
    """Who keeps the units, people and blocs of the agency, in words."""
    return _("Cơ quan thường trực của {agency}").format(agency=agency.name)


def may_keep_organisations(actor: Actor, agency: Agency) -> Answer:
    """Whether the actor keeps the units, people and blocs of `agency`."""
    if agency.pk in actor.agencies_as(Role.STANDING_OFFICE):
        return YES
    return refused(
        _("Chỉ cơ quan thường trực Hội đồng Thi đua, Khen thưởng sửa được danh mục này."), who=who_may_keep(agency)
    )


def may_create_agency(actor: Actor, parent: Agency | None) -> Answer:
    """Under an agency its standing office; the top of the tree only the installation itself."""
    if parent is not None:
        return may_keep_organisations(actor, parent)
    if isinstance(actor, SystemActor):
        return YES
    return refused(_("Cơ quan cao nhất do người cài đặt hệ thống tạo."))


def may_keep_unit(actor: Actor, unit: Unit) -> Answer:
    """The standing office of the unit's agency."""
    return may_keep_organisations(actor, unit.agency)


def may_keep_person(actor: Actor, person: Person) -> Answer:
    """The standing office of the person's agency."""
    return may_keep_organisations(actor, person.agency)


def may_keep_bloc(actor: Actor, bloc: Bloc) -> Answer:
    """The standing office of the bloc's agency."""
    return may_keep_organisations(actor, bloc.agency)


def may_keep_bloc_year(actor: Actor, bloc_year: tuple[Bloc, int]) -> Answer:
    """The same, for members and heads of a year."""
    return may_keep_bloc(actor, bloc_year[0])


def may_carry_members(actor: Actor, bloc: Bloc) -> Answer:
    """Carrying the list over into a year that has none: the bloc's secretary or the standing office."""
    if bloc.pk in actor.blocs_as(Role.BLOC_SECRETARY):
        return YES
    return may_keep_bloc(actor, bloc)


def may_carry_bloc_year(actor: Actor, bloc_year: tuple[Bloc, int]) -> Answer:
    """The same, for the year to carry into."""
    return may_carry_members(actor, bloc_year[0])


def may_change_representative(actor: Actor, bloc: Bloc) -> Answer:
    """Who represents the leading unit: the bloc's secretary or the standing office notes it."""
    return may_carry_members(actor, bloc)


def may_keep_alias(actor: Actor, alias: Alias) -> Answer:
    """As for its unit."""
    return may_keep_unit(actor, alias.unit)


def may_keep_agency_alias(actor: Actor, alias: AgencyAlias) -> Answer:
    """As for its agency."""
    return may_keep_organisations(actor, alias.agency)


def may_keep_mass_organisation(actor: Actor, body: MassOrganisation) -> Answer:
    """As for its unit."""
    return may_keep_unit(actor, body.unit)


def may_keep_unit_membership(actor: Actor, membership: UnitMembership) -> Answer:
    """As for the person."""
    return may_keep_person(actor, membership.person)


def may_keep_post(actor: Actor, post: Post) -> Answer:
    """As for the person."""
    return may_keep_person(actor, post.person)


def may_write_papers_of(actor: Actor, person: Person) -> Answer:
    """On what decisions a person belongs to units and holds posts: as for the person, but nobody writes of himself."""
    if person.pk == person_of(actor):
        return refused(
            _("Không ai tự ghi quyết định về đơn vị, chức vụ của mình."), who=_("Người khác của Cơ quan thường trực")
        )
    return may_keep_person(actor, person)


def may_write_membership_paper(actor: Actor, membership: UnitMembership) -> Answer:
    """As for all of the person."""
    return may_write_papers_of(actor, membership.person)


def may_write_post_paper(actor: Actor, post: Post) -> Answer:
    """As for all of the person."""
    return may_write_papers_of(actor, post.person)


def may_keep_bloc_membership(actor: Actor, membership: BlocMembership) -> Answer:
    """As for the bloc."""
    return may_keep_bloc(actor, membership.bloc)


def may_keep_leadership(actor: Actor, leadership: BlocLeadership) -> Answer:
    """As for the bloc."""
    return may_keep_bloc(actor, leadership.bloc)


def may_change_this_representative(actor: Actor, leadership: BlocLeadership) -> Answer:
    """As for the bloc."""
    return may_change_representative(actor, leadership.bloc)
