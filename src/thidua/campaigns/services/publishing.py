"""A bloc and a movement become pages for everybody."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from thidua.campaigns.facts.public import bloc_body, call_body
from thidua.campaigns.models import Movement
from thidua.common.actor import Actor
from thidua.core.vietnam.partial_dates import Precision
from thidua.organisations.models import Bloc
from thidua.organisations.queries import latest_year_told
from thidua.publishing import services as publishing
from thidua.publishing.enums import SnapshotKind
from thidua.publishing.models import Snapshot


@transaction.atomic
def publish_bloc(*, actor: Actor, bloc: Bloc, now: datetime) -> Snapshot:
    """Publish who belongs to the bloc and who leads it this year; where nothing of this year is written down, in the
    latest year of which something is. While it stands so, it is the same version.
    """
    year = latest_year_told(bloc.pk, timezone.localdate(now).year)
    content = publishing.Content(
        kind=SnapshotKind.BLOC,
        subject=bloc.pk,
        title=bloc.name,
        body=bloc_body(bloc, year),
    )
    return publishing.publish(actor=actor, agency=bloc.agency, content=content, now=now)


@transaction.atomic
def publish_call(*, actor: Actor, movement: Movement, now: datetime) -> Snapshot:
    """Publish what the movement calls for."""
    launched = movement.launched_on
    content = publishing.Content(
        kind=SnapshotKind.CALL,
        subject=movement.pk,
        title=movement.name,
        body=call_body(movement),
        happened_on=launched.earliest if launched.precision == Precision.DAY else None,
    )
    return publishing.publish(actor=actor, agency=movement.agency, content=content, now=now)
