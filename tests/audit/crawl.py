"""Entries of history for the permission crawl."""

from django.db import transaction

from tests.crawl_objects import World, own_and_other
from thidua.audit.models import INSTALLATION, AuditEntry
from thidua.audit.services import record


@own_and_other(AuditEntry)
@transaction.atomic
def entries(world: World) -> tuple[AuditEntry, AuditEntry]:
    """The officer's act in the ministry, and the stranger's sign-in."""
    cast = world.cast
    return (
        record(cast.officer.actor(), "bloc.renamed", cast.bloc, agency=cast.agency.pk, after={"name": "Khối I"}),
        record(cast.stranger.actor(), "account.signed_in", cast.stranger.user, agency=INSTALLATION),
    )
