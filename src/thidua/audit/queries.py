"""Reading history."""

from dataclasses import dataclass

from thidua.audit.chain import GENESIS
from thidua.audit.models import AuditEntry, ChainHead


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry of a chain, as minutes print it."""

    agency: int
    number: int
    hash: str


def chain_head(agency: int) -> Head:
    """Where the chain of `agency` stands now."""
    head = ChainHead.objects.filter(pk=agency).first()
    return Head(agency, head.number, head.hash) if head else Head(agency, 0, GENESIS)


def history_of(kind: str, id_: int) -> list[AuditEntry]:
    """Entries about one thing, oldest first. `kind` is its model label, e.g. `campaigns.pledge`."""
    return list(AuditEntry.objects.filter(object_kind=kind, object_id=id_).order_by("pk"))
