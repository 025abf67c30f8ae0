"""How far the step of commenting on rules has come."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.campaigns.facts.members import Cell
from thidua.campaigns.facts.reports import Deed, StepReport
from thidua.campaigns.models import Cycle, RuleVersion
from thidua.campaigns.queries.rules import commenting_units, drafts_open
from thidua.common.actor import Actor
from thidua.common.policy import YES, refused
from thidua.organisations.models import BlocMembership
from thidua.organisations.policies import IN_UNIT


def report_on_rules(actor: Actor, cycles: list[Cycle], day: date) -> dict[int, StepReport]:
    """“4/6 đơn vị đã góp ý”; for a member that has not: its button. A year without an open draft reports nothing."""
    drafts = drafts_open(cycles)
    spoken = commenting_units(rule for rules in drafts.values() for rule in rules)
    members = members_of_cycles(cycles)
    own = actor.units_as(*IN_UNIT)
    reports = {}
    for cycle in cycles:
        if drafts[cycle.pk]:
            rule = drafts[cycle.pk][0]
            reports[cycle.pk] = _report(rule, members[cycle.pk], spoken[rule.pk], own & members[cycle.pk], day)
    return reports


def comment_cells(actor: Actor, cycle: Cycle) -> dict[int, Cell] | None:
    """Which members have commented; no column while nobody is asked."""
    drafts = drafts_open([cycle])[cycle.pk]
    if not drafts:
        return None
    spoken = commenting_units(drafts[:1])[drafts[0].pk]
    url = reverse("rule", args=[drafts[0].pk])
    return {
        unit: Cell(_("Đã góp ý"), "ok", url) if unit in spoken else Cell(_("Chưa góp ý"), "unknown", url)
        for unit in members_of_cycles([cycle])[cycle.pk]
    }


def members_of_cycles(cycles: list[Cycle]) -> dict[int, set[int]]:
    """The member units of each year, by year id; one query."""
    found: dict[int, set[int]] = {cycle.pk: set() for cycle in cycles}
    by_year = {(cycle.bloc_id, cycle.year): cycle.pk for cycle in cycles}
    rows = BlocMembership.objects.filter(
        bloc__in={bloc for bloc, _year in by_year}, year__in={year for _bloc, year in by_year}
    )
    for bloc, year, unit in rows.values_list("bloc_id", "year", "unit_id"):
        if (bloc, year) in by_year:
            found[by_year[bloc, year]].add(unit)
    return found


def _report(rule: RuleVersion, members: set[int], spoken: set[int], own: frozenset[int], day: date) -> StepReport:
    silent = len(members - spoken)
    note = _("%(count)s/%(all)s đơn vị đã góp ý") % {"count": len(members & spoken), "all": len(members)}
    missing = (
        ngettext("Còn %(count)s đơn vị chưa góp ý.", "Còn %(count)s đơn vị chưa góp ý.", silent) % {"count": silent}
        if silent
        else ""
    )
    is_over = rule.comments_until is not None and rule.comments_until < day
    deed = None
    if own - spoken and not is_over:
        deed = Deed(_("Góp ý dự thảo"), reverse("comment_on_rules", args=[rule.pk]))
    ready = refused(
        _("Bản %(title)s còn đang lấy ý kiến.") % {"title": rule.title},
        remedy=_("Ghi thông qua hoặc rút về"),
        remedy_url=reverse("rule", args=[rule.pk]),
    )
    return StepReport(note, missing, YES if is_over and not silent else ready, deed)
