"""Confirmations for the permission crawl: one of each activity, for the party that keeps the record."""

from tests.activities.crawl import planned
from tests.crawl_objects import Kwargs, World, own_and_other
from thidua.activities.enums import ConfirmationKind
from thidua.activities.models import Confirmation, Participant
from thidua.activities.services import issue_confirmations, tick_off
from thidua.common import clock


@own_and_other(Confirmation)
def confirmations(world: World) -> tuple[Confirmation, Confirmation]:
    """A paper for somebody who was at each."""
    actor = world.cast.standing.actor()
    made = []
    for participant in world.both(Participant):
        tick_off(actor=actor, participant=participant, now=clock.now())
        made += issue_confirmations(
            actor=actor,
            activity=participant.activity,
            kind=ConfirmationKind.PARTICIPATION,
            participants=[participant],
            now=clock.now(),
        )
    return made[0], made[1]


@own_and_other("issue_confirmations")
def issuing(world: World) -> tuple[Kwargs, Kwargs]:
    """The form for the activity of each."""
    ours, theirs = world.both(Confirmation)
    return {"pk": ours.activity_id, "kind": "cam-on"}, {"pk": theirs.activity_id, "kind": "cam-on"}


@own_and_other("draft_paper")
def drafting(world: World) -> tuple[Kwargs, Kwargs]:
    """The form for an activity that each still plans."""
    ours, theirs = planned(world)
    return {**ours, "kind": "giay-moi"}, {**theirs, "kind": "giay-moi"}


@own_and_other("check_confirmation")
def checks(world: World) -> tuple[Kwargs, Kwargs]:
    """The codes of both: whoever has one may ask."""
    ours, theirs = world.both(Confirmation)
    return {"code": ours.code_words}, {"code": theirs.code_words}
