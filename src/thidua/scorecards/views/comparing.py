"""A table against the one before it."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from thidua.common.http.routes import ActorRequest
from thidua.common.language import page_language
from thidua.core.scoring.comparison import Change, ChangeKind, compare_schemes
from thidua.core.scoring.scheme import ROOT
from thidua.core.scoring.wording import say_number
from thidua.scorecards.models import Scheme
from thidua.scorecards.queries.tables import problems_of, table_of
from thidua.scorecards.views.schemes import earlier_table


def compare(request: ActorRequest, scheme: Scheme) -> HttpResponse:
    """The table against the one before it."""
    before = earlier_table(scheme)
    changes: list[tuple[str, str, str, str]] = []
    if before is not None and not problems_of(before.document) and not problems_of(scheme.document):
        names = {item.code: item.name for each in (before, scheme) for item in table_of(each).root.walk()}
        changes = [_say_change(change, names) for change in compare_schemes(table_of(before), table_of(scheme))]
    context = {
        "scheme": scheme,
        "cycle": scheme.cycle,
        "before": before,
        "changes": changes,
        "has_faults": bool(problems_of(scheme.document)),
    }
    return render(request, "scorecards/compare.html", context)


CHANGED: dict[str, Callable[[], str]] = {
    "name": lambda: _("nội dung"),
    "maximum": lambda: _("điểm tối đa"),
    "assessor": lambda: _("người chấm"),
    "formula": lambda: _("cách chấm"),
    "bonus_cap": lambda: _("mức trần điểm thưởng"),
    "penalty_cap": lambda: _("mức trần điểm trừ"),
    "gate": lambda: _("điều kiện phải có"),
    "note": lambda: _("ghi chú"),
    "parent": lambda: _("vị trí"),
}


KINDS: dict[ChangeKind, Callable[[], str]] = {
    ChangeKind.ADDED: lambda: _("Thêm"),
    ChangeKind.REMOVED: lambda: _("Bỏ"),
    ChangeKind.MOVED: lambda: _("Chuyển"),
    ChangeKind.CHANGED: lambda: _("Đổi"),
}


def _say_change(change: Change, names: dict[str, str]) -> tuple[str, str, str, str]:
    """What happened, to which item, before, after."""
    what = KINDS[change.kind]()
    if change.kind in (ChangeKind.CHANGED, ChangeKind.MOVED):
        rule = change.what.removeprefix("rules.")
        field = CHANGED.get(
            change.what, lambda: _("quy định %(rule)s") % {"rule": rule} if rule != change.what else rule
        )
        what = f"{what} {field()}"
    item = f"{change.code}. {names.get(change.code, '')}" if change.code != ROOT else _("Cả bảng")
    if change.kind in (ChangeKind.ADDED, ChangeKind.REMOVED):
        return what, item, "", ""
    return what, item, _say_value(change.before), _say_value(change.after)


def _say_value(value: object) -> str:
    if value is None or value == "":
        return "–"
    if isinstance(value, str):
        return value
    if isinstance(value, int) or hasattr(value, "denominator"):
        return say_number(value, page_language())  # type: ignore[arg-type]
    return str(getattr(value, "when", "") or type(value).__name__)
