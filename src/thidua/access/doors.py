"""What access tells the pages around it: its tab, the roles on one's account, the banner of a staff session."""

from typing import Any

from django.utils.translation import gettext as _

from thidua.access.actors import build_actor
from thidua.access.models import StaffSession
from thidua.access.policies import may_see_users
from thidua.access.queries import delegations_in_force, grants_of, name_of
from thidua.accounts.models import User
from thidua.common import clock
from thidua.common.actor import Actor, PersonActor
from thidua.common.http.navigation import Tab, register_tab
from thidua.common.jobs import register_actors
from thidua.common.panels import Panel, register_panel


def open_doors() -> None:
    """Called once, when the app is ready."""
    register_tab(
        Tab(
            order=90,
            url_name="users",
            label=lambda: _("Tài khoản và quyền"),
            icon="users",
            shown_to=lambda actor: bool(may_see_users(actor)),
            prefixes=("/phan-quyen/", "/phien-quan-tri/"),
        )
    )
    register_actors(lambda user, now: build_actor(User.objects.get(pk=user), now))
    register_panel(Panel("account", 10, "access/_own_roles.html", _own_roles))
    register_panel(Panel("banner", 10, "access/_staff_session_banner.html", _banner))


def _own_roles(actor: Actor, user: User) -> dict[str, Any] | None:
    today = clock.today()
    received = (
        delegations_in_force(today)
        .filter(delegate=user)
        .select_related("grant__user__person", "grant__agency", "grant__unit", "grant__bloc")
    )
    return {
        "grants": grants_of([user], today).get(user.pk, []),
        "received": [{"delegation": each, "holder": name_of(each.grant.user)} for each in received.order_by("pk")],
        "today": today,
    }


def _banner(actor: Actor, _nothing: None) -> dict[str, Any] | None:
    if not isinstance(actor, PersonActor) or actor.staff_session is None:
        return None
    return {"session": StaffSession.objects.select_related("agency").get(pk=actor.staff_session)}
