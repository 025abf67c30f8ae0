"""Who names a party, and who answers for it: its own secretary, officer or head, or its agency's standing office.

Nobody answers for another: whoever keeps the record names a party, the party says itself that it takes part. A paper
stands only for one that cannot: it is not on record here, or nobody has a role in which he could answer for it.
"""

from collections.abc import Collection

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from thidua.activities.enums import ActivityState, PartyState
from thidua.activities.models import ActivityParty
from thidua.activities.policies.activities import activities_visible_to, is_open, may_keep_activity
from thidua.activities.queries import answered_for
from thidua.common import clock
from thidua.common.actor import Actor, Role
from thidua.common.policy import Answer, refused
from thidua.organisations.policies import IN_UNIT


def parties_visible_to(actor: Actor) -> QuerySet[ActivityParty]:
    """Parties of the activities the actor sees."""
    return ActivityParty.objects.filter(activity__in=activities_visible_to(actor)).select_related(
        "activity__bloc", "activity__unit", "bloc", "unit", "partner_agency"
    )


def spoken_for_by(actor: Actor) -> Q:
    """The parties for which the actor answers."""
    return (
        Q(bloc__in=actor.blocs_as(Role.BLOC_SECRETARY))
        | Q(unit__in=actor.units_as(*IN_UNIT))
        | Q(partner_agency__in=actor.agencies_as(Role.STANDING_OFFICE))
    )


def speaks_for(actor: Actor, party: ActivityParty) -> bool:
    """Whether the actor answers for this party."""
    return (
        party.bloc_id in actor.blocs_as(Role.BLOC_SECRETARY)
        or party.unit_id in actor.units_as(*IN_UNIT)
        or party.partner_agency_id in actor.agencies_as(Role.STANDING_OFFICE)
    )


def may_remove_party(actor: Actor, party: ActivityParty) -> Answer:
    """Whether the actor may take the party out: not one that confirmed itself, it withdraws itself first."""
    answer = may_keep_activity(actor, party.activity)
    if answer and party.state == PartyState.CONFIRMED and not is_home(party) and not speaks_for(actor, party):
        return refused(
            _("Bên này đã tự xác nhận nên không bỏ được."),
            remedy=_("Bên ấy trả lời “không tham gia” thì bỏ được."),
            who=answerer_of(party),
        )
    return answer


def may_confirm_party(actor: Actor, party: ActivityParty) -> Answer:
    """Whether the actor may say, for this party, that it takes part."""
    answer = _may_answer(actor, party)
    if answer and party.state == PartyState.CONFIRMED:
        return refused(_("Bên này đã xác nhận."))
    return answer


def may_decline_party(actor: Actor, party: ActivityParty) -> Answer:
    """Whether the actor may say, for this party, that it does not take part; also after it had confirmed."""
    answer = _may_answer(actor, party)
    if answer and is_home(party):
        return refused(_("Bên giữ hồ sơ là bên tổ chức."), remedy=_("Hủy hoạt động nếu không tổ chức nữa."))
    if answer and party.state == PartyState.DECLINED:
        return refused(_("Bên này đã trả lời không tham gia."))
    return answer


def may_put_on_paper(actor: Actor, party: ActivityParty, *, heard: Collection[int] | None = None) -> Answer:
    """Whether the actor may write down by which paper the party took part: who keeps the record, of a party that is
    silent and cannot speak here. `heard`: the parties that can (`can_answer`), where many are asked about at once.
    """
    answer = may_keep_activity(actor, party.activity)
    if answer and party.state == PartyState.CONFIRMED:
        return refused(_("Bên này đã tự xác nhận, không cần ghi giấy tờ."))
    if answer and party.state == PartyState.DECLINED:
        return refused(_("Bên này đã trả lời không tham gia."), who=answerer_of(party))
    if answer and party.activity.state == ActivityState.CANCELLED:
        return refused(_("Hoạt động này đã hủy."))
    if answer and party.pk in (can_answer([party]) if heard is None else heard):
        return refused(
            _("Bên này có người trả lời được ở đây nên giấy tờ không thay được lời xác nhận."),
            remedy=_("Nhắc bên ấy mở hoạt động này và bấm “Xác nhận tham gia”."),
            who=answerer_of(party),
        )
    return answer


def can_answer(parties: Collection[ActivityParty]) -> set[int]:
    """Those of these parties for which somebody could answer today; one query, none where all are words."""
    return answered_for(parties, clock.today(), IN_UNIT)


def is_home(party: ActivityParty) -> bool:
    """Whether the party is the one that keeps the record."""
    activity = party.activity
    return (party.bloc_id is not None and party.bloc_id == activity.bloc_id) or (
        party.unit_id is not None and party.unit_id == activity.unit_id
    )


def answerer_of(party: ActivityParty) -> str:
    """Who answers for the party, in words."""
    if party.bloc is not None:
        return _("Thư ký của %(bloc)s") % {"bloc": party.bloc.name}
    if party.unit is not None:
        return _("Cán bộ thi đua của %(unit)s") % {"unit": party.unit.name}
    if party.partner_agency is not None:
        return _("Cơ quan thường trực của %(agency)s") % {"agency": party.partner_agency.name}
    return ""


def _may_answer(actor: Actor, party: ActivityParty) -> Answer:
    if party.on_record is None:
        return refused(
            _("Bên này không có tài khoản nên không tự xác nhận được ở đây."),
            remedy=_("Bên giữ hồ sơ ghi giấy tờ cho biết bên này tham gia."),
        )
    if not speaks_for(actor, party):
        return refused(_("Mỗi bên tự trả lời cho mình."), who=answerer_of(party))
    if party.activity.state == ActivityState.CANCELLED:
        return refused(_("Hoạt động này đã hủy."))
    return is_open(party.activity)


def waiting_for(actor: Actor) -> QuerySet[ActivityParty]:
    """Parties that the actor has not answered for."""
    rows = ActivityParty.objects.filter(spoken_for_by(actor), state=PartyState.NAMED)
    return rows.exclude(activity__state=ActivityState.CANCELLED)
