"""“Mở năm sau”: carries what goes on into the next year, as the preview said."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.services import record
from thidua.campaigns.models import Cycle, Pledge
from thidua.campaigns.queries.cycles import cycle_of
from thidua.campaigns.services.cycles import lock_cycle, prepare_cycle
from thidua.campaigns.services.movements import inherit_movement
from thidua.campaigns.services.pledges import draft_pledge
from thidua.campaigns.services.tasks import carry_tasks
from thidua.campaigns.services.themes import set_theme
from thidua.common.actor import Actor
from thidua.common.errors import DomainError
from thidua.common.policy import require
from thidua.organisations.models import BlocMembership
from thidua.organisations.services.bloc_leaders import carry_elected_leader
from thidua.organisations.services.bloc_members import carry_members
from thidua.yearbook import policies
from thidua.yearbook.facts.opening import Opening, plan_opening


class PreviewChangedError(DomainError):
    """What would be carried is no longer what the person was shown."""

    code = "preview_changed"


@transaction.atomic
def open_next_year(*, actor: Actor, cycle: Cycle, digest: str, now: datetime) -> Cycle:
    """Set up the year after `cycle` with members, leaders, theme, movements, steps, open tasks and a pledge draft.

    `digest` is that of the preview. A year that is being prepared already is completed; nothing is doubled, so that a
    second press finds nothing left to do. The new year waits for its secretary to begin it. Raises
    `PreviewChangedError`.
    """
    require(policies.may_open_next_year(actor, cycle))
    cycle = lock_cycle(cycle)
    require(policies.may_open_next_year(actor, cycle))
    opening = plan_opening(cycle)
    if opening.digest != digest:
        raise PreviewChangedError(_("Hồ sơ vừa thay đổi so với bản xem trước. Xem lại rồi bấm mở năm."))
    _carry_membership(actor, cycle, opening)
    following = cycle_of(cycle.bloc_id, opening.year) or prepare_cycle(actor=actor, bloc=cycle.bloc, year=opening.year)
    if opening.theme is not None:
        following = set_theme(actor=actor, cycle=following, theme=opening.theme)
    for movement in opening.movements:
        inherit_movement(actor=actor, cycle=following, movement=movement)
    if opening.tasks:
        carry_tasks(actor=actor, tasks=opening.tasks, cycle=following)
    if opening.pledge is not None:
        _draft_pledge(actor, following, opening.pledge, cycle.year)
    record(
        actor,
        "year.opened_from",
        following,
        agency=cycle.agency_id,
        after={"year": following.year, "members": [unit.name for unit in opening.members]},
    )
    return following


def _carry_membership(actor: Actor, cycle: Cycle, opening: Opening) -> None:
    if not BlocMembership.objects.filter(bloc=cycle.bloc, year=opening.year).exists():
        carry_members(actor=actor, bloc=cycle.bloc, from_year=cycle.year, to_year=opening.year)
    for leader in opening.leaders:
        carry_elected_leader(
            actor=actor,
            bloc=cycle.bloc,
            year=opening.year,
            role=leader.role,
            unit=leader.unit,
            representative=leader.representative,
            basis=leader.basis,
        )


def _draft_pledge(actor: Actor, following: Cycle, model: Pledge, year: int) -> None:
    title = model.title.replace(str(year), str(following.year))
    draft_pledge(actor=actor, cycle=following, title=title, text=model.text, copy_from=model)
