"""How far the step of commenting on rules has come."""

from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.campaigns.facts.members import Cell
from thidua.campaigns.facts.reports import Deed, StepReport
from thidua.campaigns.models import Cycle
from thidua.campaigns.queries.rules import OpenDraft, open_drafts
from thidua.common.actor import Actor
from thidua.common.policy import YES, refused
from thidua.organisations.models import BlocMembership
from thidua.organisations.policies import IN_UNIT


def report_on_rules(actor: Actor, cycles: list[Cycle], day: date) -> dict[int, StepReport]:
    """“4/6 đơn vị đã góp ý”; for a member that has not: its button. A year without an open draft reports nothing."""
    drafts = open_drafts(cycles)
    members = members_of_cycles(cycles, day)
    own = actor.units_as(*IN_UNIT)
    return {pk: _report(draft, members[pk], own & members[pk], day) for pk, draft in drafts.items()}


def comment_cells(actor: Actor, cycle: Cycle) -> dict[int, Cell] | None:
    """Which members have commented; no column while nobody is asked."""
    draft = open_drafts([cycle]).get(cycle.pk)
    if draft is None:
        return None
    url = reverse("rule", args=[draft.rule])
    return {unit: Cell(_("Đã góp ý"), "ok", url) for unit in draft.spoken}


def not_commented() -> Cell:
    """What stands beside a member that has not."""
    return Cell(_("Chưa góp ý"), "unknown")


def members_of_cycles(cycles: list[Cycle], day: date) -> dict[int, set[int]]:
    """The units that are members of each year on `day`, by year id; one query. Nobody waits for one that left."""
    found: dict[int, set[int]] = {cycle.pk: set() for cycle in cycles}
    by_year = {(cycle.bloc_id, cycle.year): cycle.pk for cycle in cycles}
    rows = BlocMembership.objects.filter(
        Q(joined_on=None) | Q(joined_on__lte=day),
        Q(left_on=None) | Q(left_on__gte=day),
        bloc__in={bloc for bloc, _year in by_year},
        year__in={year for _bloc, year in by_year},
    )
    for bloc, year, unit in rows.values_list("bloc_id", "year", "unit_id"):
        if (bloc, year) in by_year:
            found[by_year[bloc, year]].add(unit)
    return found


def _report(draft: OpenDraft, members: set[int], own: frozenset[int], day: date) -> StepReport:
    silent = len(members - draft.spoken)
    note = _("%(count)s/%(all)s đơn vị đã góp ý") % {"count": len(members & draft.spoken), "all": len(members)}
    missing = (
        ngettext("Còn %(count)s đơn vị chưa góp ý.", "Còn %(count)s đơn vị chưa góp ý.", silent) % {"count": silent}
        if silent
        else ""
    )
    is_over = draft.until is not None and draft.until < day
    deed = None
    if own - draft.spoken and not is_over:
        deed = Deed(_("Góp ý dự thảo"), reverse("comment_on_rules", args=[draft.rule]))
    ready = refused(
        _("Bản %(title)s còn đang lấy ý kiến.") % {"title": draft.title},
        remedy=_("Ghi thông qua hoặc rút về"),
        remedy_url=reverse("rule", args=[draft.rule]),
    )
    return StepReport(note, missing, YES if is_over and not silent else ready, deed)
