"""For whom an observer speaks: he comments for the superior of a bloc and has no vote in it."""

from thidua.common.actor import Actor, Role, Scope, person_of
from thidua.organisations.models import Agency, Bloc, Person


def superior_heard(actor: Actor, bloc: Bloc) -> Agency | None:
    """The agency for which the actor observes the bloc; None if he does not observe it.

    It is the agency of the observer, or of the observer for whom he stands in; the bloc's own where no person is known.
    """
    scopes = [scope for scope in actor.scopes if scope.role == Role.OBSERVER and _is_over(scope, bloc)]
    if not scopes:
        return None
    scope = min(scopes, key=lambda each: each.delegation or 0)
    himself = person_of(actor)
    observer = himself if scope.delegation is None else scope.on_behalf_of
    if observer is None:
        return bloc.agency
    return Person.objects.select_related("agency").get(pk=observer).agency


def _is_over(scope: Scope, bloc: Bloc) -> bool:
    if scope.bloc is not None:
        return scope.bloc == bloc.pk
    return scope.unit is None and bloc.agency_id in scope.agencies
