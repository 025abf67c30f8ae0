"""A parent for evidence and photographs: the bloc itself, kept by its secretary, seen by whoever sees the bloc."""

from thidua.common.actor import Actor, Role
from thidua.common.parents import ParentFacts, ParentKind
from thidua.common.policy import YES, Answer, refused
from thidua.organisations.models import Bloc
from thidua.organisations.policies import blocs_visible_to

KIND = "test-bloc"


def visible(actor: Actor, ids: set[int]) -> set[int]:
    """Blocs the actor sees."""
    return set(blocs_visible_to(actor).filter(pk__in=ids).values_list("pk", flat=True))


def may_attach(actor: Actor, bloc: int) -> Answer:
    """The secretary, and any officer who sees the bloc."""
    if bloc in actor.blocs_as(Role.BLOC_SECRETARY) or (actor.units_as(Role.UNIT_OFFICER) and visible(actor, {bloc})):
        return YES
    return refused("Chỉ thư ký khối thêm được minh chứng.", who="Thư ký khối")


def describe(ids: set[int]) -> dict[int, ParentFacts]:
    """By the bloc's name."""
    return {bloc.pk: ParentFacts(bloc.name, bloc.agency_id) for bloc in Bloc.objects.filter(pk__in=ids)}


KIND_OF_BLOC = ParentKind(KIND, visible, may_attach, lambda id_: f"/khoi/{id_}/", describe)
"""To be registered by whoever needs a parent and has nothing of a higher app at hand."""
