"""A handover as a document, and what a new one begins with."""

from dataclasses import dataclass

from thidua.campaigns.enums import TaskState
from thidua.campaigns.models import Cycle, Task
from thidua.decisions.enums import Side
from thidua.decisions.models import Handover, HandoverItem, HandoverSignature
from thidua.meetings.queries.records import elections_for
from thidua.organisations.enums import LeadRole
from thidua.organisations.models import Person, Unit
from thidua.organisations.queries import leadership_of


@dataclass(frozen=True, slots=True)
class HandoverRecord:
    """A handover with its list and the signatures that hold."""

    handover: Handover
    items: list[HandoverItem]
    signatures: dict[str, HandoverSignature]

    @property
    def giver_signature(self) -> HandoverSignature | None:
        return self.signatures.get(Side.GIVER)

    @property
    def receiver_signature(self) -> HandoverSignature | None:
        return self.signatures.get(Side.RECEIVER)


@dataclass(frozen=True, slots=True)
class Party:
    """One side as far as it is known."""

    unit: Unit | None
    representative: Person | None


def handover_of(cycle_id: int) -> Handover | None:
    """The handover of a year, if it was begun."""
    return Handover.objects.filter(cycle=cycle_id).select_related("cycle", "bloc", "giver", "receiver").first()


def handover_record(handover_id: int) -> HandoverRecord:
    """All of one handover."""
    handover = Handover.objects.select_related(
        "agency",
        "bloc__agency",
        "cycle__bloc",
        "giver",
        "giver_representative",
        "receiver",
        "receiver_representative",
        "decision",
    ).get(pk=handover_id)
    return HandoverRecord(
        handover=handover,
        items=list(HandoverItem.objects.filter(handover=handover_id).select_related("task")),
        signatures={each.side: each for each in HandoverSignature.objects.filter(handover=handover_id)},
    )


def parties_of(cycle: Cycle) -> tuple[Party, Party]:
    """The head of the year and the head of the next one: as recognised, else as elected."""
    old = leadership_of(cycle.bloc_id, cycle.year).lead
    new = leadership_of(cycle.bloc_id, cycle.year + 1).lead
    giver = Party(old.unit, old.representative) if old else Party(None, None)
    if new is not None:
        return giver, Party(new.unit, new.representative)
    elected = next((each for each in elections_for(cycle.bloc_id, cycle.year + 1) if each.role == LeadRole.LEAD), None)
    return giver, Party(elected.unit, elected.representative) if elected else Party(None, None)


def open_tasks_of(cycle: Cycle) -> list[Task]:
    """Tasks of the year that are not done."""
    open_states = [state for state in TaskState if state.is_open]
    return list(Task.objects.filter(cycle=cycle, state__in=open_states).order_by("position", "pk"))
