"""Recognition and handover of the cast's bloc, made through the services that people use."""

from dataclasses import replace
from datetime import datetime

from tests.cast import YEAR, Cast, Member
from tests.factories.meetings import NOW, make_cycle, make_held_meeting
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.decisions.enums import ItemState, Side
from thidua.decisions.models import Handover, HandoverSignature, RecognitionDecision
from thidua.decisions.services.handovers import (
    HandoverFacts,
    ItemMark,
    current_text,
    settle_items,
    sign_handover,
    start_handover,
)
from thidua.decisions.services.recognitions import PaperFacts, Recognised, record_decision
from thidua.meetings.services.elections import ElectionFacts, record_election
from thidua.organisations.enums import LeadRole
from thidua.organisations.models import BlocLeadership, Unit

NEXT = YEAR + 1
PAPER = PaperFacts(
    number="12/QĐ-BMH", signed_on=PartialDate(YEAR, 1, 15), signer="Trần Văn Bộ", signer_title="Bộ trưởng"
)


def elect(cast: Cast, lead: Unit, deputy: Unit, *, year: int = YEAR) -> None:
    """A conference of the year before chose these two."""
    BlocLeadership.objects.filter(bloc=cast.bloc, year=year).delete()
    meeting = make_held_meeting(cast, cycle=make_cycle(cast.bloc, year - 1), title=f"Hội nghị bầu năm {year}")
    for role, unit in ((LeadRole.LEAD, lead), (LeadRole.DEPUTY_LEAD, deputy)):
        record_election(
            actor=cast.secretary.actor(), meeting=meeting, facts=ElectionFacts(year=year, role=role, unit=unit)
        )


def decide(
    cast: Cast,
    lead: Unit,
    deputy: Unit | None,
    *,
    year: int = YEAR,
    by: Member | None = None,
    differs_because: str = "",
    now: datetime = NOW,
    **paper: object,
) -> RecognitionDecision:
    """The superior recognised these two."""
    return record_decision(
        actor=(by or cast.standing).actor(),
        bloc=cast.bloc,
        year=year,
        lead=Recognised(lead),
        deputy=Recognised(deputy) if deputy else None,
        paper=replace(PAPER, **paper),  # type: ignore[arg-type]
        differs_because=differs_because,
        now=now,
    )


def make_handover(cast: Cast, *, giver: Unit | None = None, receiver: Unit | None = None, **known: object) -> Handover:
    """The handover of 2025 from Văn phòng Bộ to Vụ Kế hoạch, nothing settled."""
    facts = HandoverFacts(giver=giver or cast.units[0], receiver=receiver or cast.unit)
    return start_handover(
        actor=cast.secretary.actor(),
        cycle=make_cycle(cast.bloc),
        facts=replace(facts, **known),  # type: ignore[arg-type]
        now=NOW,
    )


def settle_all(cast: Cast, handover: Handover, state: ItemState = ItemState.HANDED_OVER) -> None:
    """Everything on the list was handed over."""
    marks = [ItemMark(item.pk, item.version, state) for item in handover.items.all()]
    settle_items(actor=cast.secretary.actor(), handover=handover, marks=marks)


def sign_side(handover: Handover, side: Side, by: Member, *, digest: str | None = None) -> HandoverSignature:
    """That person signs for that side what the list says now."""
    handover = Handover.objects.get(pk=handover.pk)
    return sign_handover(
        actor=by.actor(), handover=handover, side=side, digest=digest or current_text(handover)[1], now=NOW
    )
