"""Who keeps accounts, who gives roles, who may hand on his own, who may enter a staff session.

An administrator keeps accounts and roles and sees no content. The standing office gives roles in its agency and below,
but makes no administrators. Nobody gives himself anything. What came by delegation is neither handed on nor used to
give roles.
"""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.access.enums import DELEGABLE
from thidua.access.models import Delegation, RoleGrant, StaffSession
from thidua.access.queries import grants_in_force, people_who_may, person_of
from thidua.accounts.models import User
from thidua.common import clock
from thidua.common.account_holds import may_change_account
from thidua.common.actor import Actor, PersonActor, Role, SystemActor
from thidua.common.policy import YES, Answer, refused
from thidua.organisations.models import Agency, Bloc, Person, Unit

KEEPERS = (Role.ADMINISTRATOR, Role.STANDING_OFFICE)


def agencies_kept_by(actor: Actor, *roles: Role) -> frozenset[int]:
    """Agencies over which the actor himself, not for another, holds one of `roles`."""
    return frozenset(agency for scope in actor.own(*roles) for agency in scope.agencies)


# --- accounts --------------------------------------------------------------------------------------------------------


def users_visible_to(actor: Actor) -> QuerySet[User]:
    """Accounts with a role or a person in the agencies the actor keeps; to an administrator also the new ones."""
    agencies = agencies_kept_by(actor, *KEEPERS)
    seen = Q(pk__in=RoleGrant.objects.filter(agency__in=agencies).values("user")) | Q(person__agency__in=agencies)
    if actor.own(Role.ADMINISTRATOR):
        seen |= Q(person=None, grants=None)
    return User.objects.filter(pk__in=User.objects.filter(seen).values("pk"))


def may_see_users(actor: Actor) -> Answer:
    """Whether the actor has anything to do with accounts."""
    if agencies_kept_by(actor, *KEEPERS):
        return YES
    return refused(_("Chỉ quản trị hệ thống và cơ quan thường trực xem được danh sách tài khoản."))


def may_open_accounts(actor: Actor) -> Answer:
    """Whether the actor may make accounts."""
    if isinstance(actor, SystemActor) or actor.own(Role.ADMINISTRATOR):
        return YES
    return refused(_("Chỉ quản trị hệ thống mở được tài khoản."), who=_who_administers(actor))


def may_keep_user(actor: Actor, user: User) -> Answer:
    """Whether the actor may give `user` a new password, stop or reopen the account, say whose it is.

    Only where he administers everything that `user` has: else the administrator of one body could take over the
    account of somebody above him.
    """
    if isinstance(actor, SystemActor):
        return YES
    if isinstance(actor, PersonActor) and actor.user == user.pk:
        return refused(_("Việc này do một quản trị hệ thống khác làm giúp anh/chị."))
    kept = agencies_kept_by(actor, Role.ADMINISTRATOR)
    if not kept:
        return refused(_("Chỉ quản trị hệ thống làm được việc này."), who=_who_administers(actor))
    beyond = RoleGrant.objects.filter(user=user, ended_at=None).exclude(agency__in=kept)
    if (
        beyond.exists()
        or User.objects.filter(pk=user.pk, person__isnull=False).exclude(person__agency__in=kept).exists()
    ):
        return refused(_("Tài khoản này có quyền ở cơ quan khác. Quản trị hệ thống của cơ quan cấp trên làm việc này."))
    return YES


def may_open_account(actor: Actor, user: User) -> Answer:
    """Whether the actor may open a way into the account of `user` (a new password, the second step turned off): who
    keeps it, while nothing holds it as it is (`common.account_holds`), for he would know the way himself.
    """
    answer = may_keep_user(actor, user)
    person = person_of(user) if answer else None
    return may_change_account(person.pk) if person is not None else answer


def people_to_link(actor: Actor) -> QuerySet[Person]:
    """People without an account, in the agencies that the actor administers."""
    return Person.objects.filter(agency__in=agencies_kept_by(actor, Role.ADMINISTRATOR), user=None)


# --- roles -----------------------------------------------------------------------------------------------------------


def agencies_to_grant_in(actor: Actor) -> QuerySet[Agency]:
    """Agencies in which the actor may give roles."""
    if isinstance(actor, SystemActor):
        return Agency.objects.all()
    return Agency.objects.filter(pk__in=agencies_kept_by(actor, *KEEPERS))


def units_to_grant_in(actor: Actor) -> QuerySet[Unit]:
    """Units of those agencies that still are."""
    return Unit.objects.filter(agency__in=agencies_to_grant_in(actor), ended_on=None)


def blocs_to_grant_in(actor: Actor) -> QuerySet[Bloc]:
    """Blocs of those agencies."""
    return Bloc.objects.filter(agency__in=agencies_to_grant_in(actor))


def roles_to_grant(actor: Actor) -> list[Role]:
    """Roles the actor may give: administrators are made by administrators."""
    if isinstance(actor, SystemActor) or actor.own(Role.ADMINISTRATOR):
        return list(Role)
    if actor.own(Role.STANDING_OFFICE):
        return [role for role in Role if role != Role.ADMINISTRATOR]
    return []


def may_grant_to(actor: Actor, user: User) -> Answer:
    """Whether the actor may give `user` some role."""
    if isinstance(actor, PersonActor) and actor.user == user.pk:
        return refused(_("Không ai tự cấp quyền cho mình."), remedy=_("Nhờ người khác có quyền cấp."))
    if not user.is_active:
        return refused(_("Tài khoản này đã ngừng."), remedy=_("Mở lại tài khoản rồi cấp quyền."))
    if roles_to_grant(actor):
        return YES
    return refused(_("Chỉ quản trị hệ thống và cơ quan thường trực cấp được quyền."))


def may_grant_role(actor: Actor, user: User, role: Role, agency: Agency) -> Answer:
    """Whether the actor may give `user` this `role` in `agency`."""
    if not (answer := may_grant_to(actor, user)):
        return answer
    if isinstance(actor, SystemActor):
        return YES
    givers = (Role.ADMINISTRATOR,) if role == Role.ADMINISTRATOR else KEEPERS
    if agency.pk in agencies_kept_by(actor, *givers):
        return YES
    if role == Role.ADMINISTRATOR:
        return refused(_("Chỉ quản trị hệ thống cấp được quyền quản trị."), who=_who_administers(actor))
    return refused(
        _("Anh/chị không cấp quyền ở {agency}.").format(agency=agency.name),
        who=people_who_may(Role.STANDING_OFFICE, day=clock.today(), agency=agency.pk),
    )


def grants_visible_to(actor: Actor) -> QuerySet[RoleGrant]:
    """Grants in the agencies the actor keeps."""
    return RoleGrant.objects.filter(agency__in=agencies_kept_by(actor, *KEEPERS))


def may_end_grant(actor: Actor, grant: RoleGrant) -> Answer:
    """Whether the actor may end it."""
    if grant.ended_at is not None:
        return refused(_("Quyền này đã kết thúc."))
    if isinstance(actor, SystemActor):
        return YES
    enders = (Role.ADMINISTRATOR,) if grant.role == Role.ADMINISTRATOR else KEEPERS
    if grant.agency_id in agencies_kept_by(actor, *enders):
        return YES
    return refused(_("Chỉ quản trị hệ thống kết thúc được quyền này."), who=_who_administers(actor))


# --- delegation ------------------------------------------------------------------------------------------------------


def own_grants_of(actor: Actor) -> QuerySet[RoleGrant]:
    """What the actor holds himself today."""
    if not isinstance(actor, PersonActor):
        return RoleGrant.objects.none()
    return grants_in_force(clock.today()).filter(user=actor.user)


def may_delegate(actor: Actor, grant: RoleGrant) -> Answer:
    """Whether the actor may hand this role on."""
    if not isinstance(actor, PersonActor) or grant.user_id != actor.user:
        return refused(_("Chỉ người giữ quyền ủy quyền được cho người khác."))
    if grant.role not in DELEGABLE:
        return refused(_("Quyền này không ủy được: phải do chính người giữ quyền làm."))
    if not grant.holds_on(clock.today()):
        return refused(_("Quyền này không còn hiệu lực."))
    return YES


def delegations_visible_to(actor: Actor) -> QuerySet[Delegation]:
    """Those the actor made or received, and those in the agencies he keeps."""
    seen = Q(agency__in=agencies_kept_by(actor, *KEEPERS))
    if isinstance(actor, PersonActor):
        seen |= Q(grant__user=actor.user) | Q(delegate=actor.user)
    return Delegation.objects.filter(seen)


def may_end_delegation(actor: Actor, delegation: Delegation) -> Answer:
    """Whoever made it, whoever received it, and whoever keeps roles there."""
    if delegation.ended_at is not None or delegation.until < clock.today():
        return refused(_("Lần ủy quyền này đã kết thúc."))
    if isinstance(actor, SystemActor) or delegation.agency_id in agencies_kept_by(actor, *KEEPERS):
        return YES
    if isinstance(actor, PersonActor) and actor.user in {delegation.grant.user_id, delegation.delegate_id}:
        return YES
    return refused(_("Chỉ người ủy quyền và người được ủy quyền kết thúc được."))


# --- staff sessions --------------------------------------------------------------------------------------------------


def agencies_for_staff_session(actor: Actor) -> QuerySet[Agency]:
    """Agencies in which the actor may act for a short time."""
    return Agency.objects.filter(pk__in=agencies_kept_by(actor, Role.ADMINISTRATOR))


def may_start_staff_session(actor: Actor) -> Answer:
    """Whether the actor is an administrator."""
    if actor.own(Role.ADMINISTRATOR):
        return YES
    return refused(_("Chỉ quản trị hệ thống mở được phiên quản trị."), who=_who_administers(actor))


def may_see_staff_sessions(actor: Actor) -> Answer:
    """Administrators, and the standing office in whose agency they act."""
    if agencies_kept_by(actor, *KEEPERS):
        return YES
    return refused(_("Chỉ quản trị hệ thống và cơ quan thường trực xem được các phiên quản trị."))


def staff_sessions_visible_to(actor: Actor) -> QuerySet[StaffSession]:
    """Those in the agencies the actor keeps."""
    return StaffSession.objects.filter(agency__in=agencies_kept_by(actor, *KEEPERS))


def may_end_staff_session(actor: Actor, session: StaffSession, now: datetime | None = None) -> Answer:
    """Whoever is in it, and whoever keeps roles there."""
    if session.ended_at is not None or session.ends_at <= (now or clock.now()):
        return refused(_("Phiên này đã kết thúc."))
    if session.agency_id in agencies_kept_by(actor, *KEEPERS):
        return YES
    return refused(_("Chỉ người mở phiên và cơ quan thường trực kết thúc được."))


def _who_administers(actor: Actor) -> str:
    agencies = {agency for scope in actor.scopes for agency in scope.agencies}
    root = Agency.objects.filter(pk__in=agencies).order_by("depth", "path").first()
    if root is None:
        return ""
    return people_who_may(Role.ADMINISTRATOR, day=timezone.localtime(clock.now()).date(), agency=root.pk)
