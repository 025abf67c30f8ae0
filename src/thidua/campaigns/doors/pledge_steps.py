"""How far the step “Giao ước” has come: n of m units have signed, who is missing, what the actor does next."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.campaigns.enums import PledgeState, StepKind
from thidua.campaigns.facts.reports import Deed, StepReport, register_step_reporter
from thidua.campaigns.models import Cycle
from thidua.campaigns.policies import may_run_cycle
from thidua.campaigns.policies.pledges import may_sign
from thidua.campaigns.queries.pledges import PledgeOfYear, pledges_in
from thidua.common.actor import Actor, Role
from thidua.common.policy import YES, refused


def open_doors() -> None:
    """Register the reporter."""
    register_step_reporter(StepKind.PLEDGE, report_on_pledges)


def report_on_pledges(actor: Actor, cycles: list[Cycle], day: date) -> dict[int, StepReport]:
    """Reports by year, in three queries."""
    found = pledges_in(cycles, day)
    return {
        cycle.pk: _report(actor, found[cycle.pk], day) if cycle.pk in found else _nothing_yet(actor, cycle)
        for cycle in cycles
    }


def _nothing_yet(actor: Actor, cycle: Cycle) -> StepReport:
    draft = Deed(_("Soạn giao ước"), reverse("draft_pledge", args=[cycle.pk]))
    return StepReport(
        note=_("Chưa soạn"),
        missing=_("Chưa có giao ước."),
        ready=refused(_("Chưa có giao ước của năm.")),
        deed=draft if may_run_cycle(actor, cycle) else None,
    )


def _report(actor: Actor, found: PledgeOfYear, day: date) -> StepReport:
    pledge, signing = found.pledge, found.signing
    address = reverse("pledge", args=[pledge.pk])
    if pledge.state == PledgeState.DRAFT:
        runs = may_run_cycle(actor, pledge.cycle)
        return StepReport(
            note=_("Đang soạn"),
            missing=_("Giao ước đang soạn, chưa mở ký."),
            ready=refused(_("Giao ước chưa mở ký."), remedy=_("Mở giao ước"), remedy_url=address),
            deed=Deed(_("Mở ký giao ước"), reverse("open_signing", args=[pledge.pk])) if runs else None,
        )
    note = _("{n}/{m} đơn vị đã ký").format(n=len(signing.signed), m=len(signing.units))
    if pledge.state == PledgeState.FROZEN:
        recording = may_run_cycle(actor, pledge.cycle)  # whose next act is to record the step
        return StepReport(note=note, deed=None if recording else Deed(_("Xem giao ước"), address), ready=YES)
    missing = _("Còn {count} đơn vị chưa ký giao ước.").format(count=len(signing.missing))
    heads = actor.units_as(Role.UNIT_HEAD)
    mine = next((unit for unit in signing.missing if unit.pk in heads), None)
    deed = Deed(_("Xem giao ước"), address)
    if mine is not None:
        answer = may_sign(actor, pledge, mine, day=day, signing=signing)
        deed = Deed(_("Ký giao ước"), reverse("sign_pledge", args=[pledge.pk, mine.pk]), answer=answer)
    return StepReport(note, missing, refused(missing, remedy=_("Mở giao ước"), remedy_url=address), deed)
