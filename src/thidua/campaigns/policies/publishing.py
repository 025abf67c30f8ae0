"""Who lets the public read of a bloc and of a movement: the standing office of its agency."""

from thidua.campaigns.models import Movement
from thidua.common.actor import Actor
from thidua.common.policy import Answer
from thidua.organisations.models import Bloc
from thidua.publishing.enums import SnapshotKind
from thidua.publishing.policies import may_publish_for, may_withdraw_of


def may_publish_bloc(actor: Actor, bloc: Bloc) -> Answer:
    """Whether the actor may publish the page of the bloc."""
    return may_publish_for(actor, bloc.agency)


def may_withdraw_bloc(actor: Actor, bloc: Bloc) -> Answer:
    """Whether the actor may take that page back."""
    return may_withdraw_of(actor, bloc.agency, SnapshotKind.BLOC, bloc.pk)


def may_publish_call(actor: Actor, movement: Movement) -> Answer:
    """Whether the actor may publish the page of the movement."""
    return may_publish_for(actor, movement.agency)


def may_withdraw_call(actor: Actor, movement: Movement) -> Answer:
    """Whether the actor may take that page back."""
    return may_withdraw_of(actor, movement.agency, SnapshotKind.CALL, movement.pk)
