"""How a target stands, and why, in one sentence.

A figure that grows through the year is held against the part of the plan that falls due by its day; a level is held
against the whole plan. Without a figure, without a plan or without a report there is no judgement: that is an answer
of its own and never a bad mark.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.utils.translation import gettext as _

from thidua.campaigns.enums import IndicatorKind, Judgement, Light
from thidua.campaigns.models import Target, TargetResult
from thidua.common.components.texts import number, short_date

LIGHT_OF_JUDGEMENT = {
    Judgement.REACHED: Light.ACHIEVED,
    Judgement.GOING_WELL: Light.ON_TRACK,
    Judgement.DIFFICULT: Light.BEHIND,
    Judgement.NOT_REACHED: Light.NOT_ACHIEVED,
}
TINTS = {
    Light.ACHIEVED: "ok",
    Light.ON_TRACK: "info",
    Light.BEHIND: "warn",
    Light.NOT_ACHIEVED: "bad",
    Light.NO_DATA: "unknown",
    Light.NO_PLAN: "unknown",
}
"""The tint of each light on screen."""
ICONS = {
    Light.ACHIEVED: "circle-check",
    Light.ON_TRACK: "progress-check",
    Light.BEHIND: "alert-triangle",
    Light.NOT_ACHIEVED: "circle-x",
    Light.NO_DATA: "help-circle",
    Light.NO_PLAN: "help-circle",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """The light of one target in one unit. `result` is the report it rests on, if there is one."""

    light: Light
    why: str
    result: TargetResult | None = None

    @property
    def tint(self) -> str:
        """The tint of the light on screen."""
        return TINTS[self.light]

    @property
    def icon(self) -> str:
        """The sign of the light on screen."""
        return ICONS[self.light]

    @property
    def word(self) -> str:
        """The light in words."""
        return str(self.light.label)


def due_day(target: Target, year: int) -> date:
    """The day by which `target` is to be reached."""
    return target.due_on or date(year, 12, 31)


def standing_of(target: Target, result: TargetResult | None, *, year: int) -> Standing:
    """How `target` stands by `result`, the newest report of one unit (or of the bloc) in `year`."""
    if result is None:
        return Standing(Light.NO_DATA, _("Chưa có báo cáo nào."))
    if result.is_unknown:
        why = _("Ngày {day} báo: chưa có số liệu.").format(day=short_date(result.as_of))
        return Standing(Light.NO_DATA, f"{why} {result.note}".strip(), result)
    if target.kind == IndicatorKind.QUALITATIVE:
        return _of_words(result)
    if target.kind == IndicatorKind.YES_NO:
        return _of_yes_or_no(target, result, year)
    return _of_figure(target, result, year)


def _of_words(result: TargetResult) -> Standing:
    if not result.judgement:
        return Standing(Light.NO_DATA, _("Có báo cáo, chưa tự nhận mức thực hiện."), result)
    judgement = Judgement(result.judgement)
    why = _("Đơn vị tự nhận ngày {day}: {words}.").format(day=short_date(result.as_of), words=judgement.label)
    return Standing(LIGHT_OF_JUDGEMENT[judgement], why, result)


def _of_yes_or_no(target: Target, result: TargetResult, year: int) -> Standing:
    due = due_day(target, year)
    facts = {"day": short_date(result.as_of), "due": short_date(due)}
    if result.is_done:
        return Standing(Light.ACHIEVED, _("Đã thực hiện, theo báo cáo ngày {day}.").format(**facts), result)
    if result.as_of >= due:
        return Standing(Light.NOT_ACHIEVED, _("Hết hạn {due} mà chưa thực hiện.").format(**facts), result)
    return Standing(Light.ON_TRACK, _("Ngày {day} chưa thực hiện, còn trong hạn {due}.").format(**facts), result)


def _of_figure(target: Target, result: TargetResult, year: int) -> Standing:
    value, plan = result.value, target.plan
    if value is None:
        return Standing(
            Light.NO_DATA, _("Báo cáo ngày {day} không có số.").format(day=short_date(result.as_of)), result
        )
    if plan is None:
        reached = _("Đến {day} đạt {value}; giao ước chưa ghi kế hoạch nên chưa so được.")
        why = reached.format(day=short_date(result.as_of), value=number(value))
        return Standing(Light.NO_PLAN, why, result)
    due = due_day(target, year)
    at_end = result.as_of >= due
    meets = value >= plan if target.bigger_is_better else value <= plan
    facts = {
        "day": short_date(result.as_of),
        "value": number(value),
        "plan": number(plan),
        "due": short_date(due),
        "share": number(_to_one_place(share_due(plan, result.as_of, due, year))),
    }
    if not target.is_cumulative:
        return Standing(*_level(meets, at_end, bigger=target.bigger_is_better, facts=facts), result)
    by_now = share_due(plan, result.as_of, due, year)
    keeps_pace = value >= by_now if target.bigger_is_better else value <= by_now
    return Standing(*_count(meets, at_end, keeps_pace, bigger=target.bigger_is_better, facts=facts), result)


def share_due(plan: Fraction, day: date, due: date, year: int) -> Fraction:
    """The part of `plan` that falls due by `day` when it is spread evenly from 1 January to `due`."""
    start = date(year, 1, 1)
    whole = max((due - start).days + 1, 1)
    gone = min(max((day - start).days + 1, 0), whole)
    return plan * Fraction(gone, whole)


def _to_one_place(value: Fraction) -> Fraction:
    """Rounded for reading; the comparison is made with the exact share."""
    return Fraction(round(value * 10), 10)


def _level(meets: bool, at_end: bool, *, bigger: bool, facts: dict[str, str]) -> tuple[Light, str]:
    if meets and at_end:
        return Light.ACHIEVED, _("Đến hạn {due}: {value}, kế hoạch {plan}.").format(**facts)
    if meets:
        return Light.ON_TRACK, _("Ngày {day}: {value}, đang giữ mức kế hoạch {plan}.").format(**facts)
    if at_end:
        return Light.NOT_ACHIEVED, _("Đến hạn {due}: {value}, chưa bằng kế hoạch {plan}.").format(**facts)
    if bigger:
        return Light.BEHIND, _("Ngày {day}: {value}, thấp hơn kế hoạch {plan}.").format(**facts)
    return Light.BEHIND, _("Ngày {day}: {value}, cao hơn kế hoạch {plan}.").format(**facts)


def _count(meets: bool, at_end: bool, keeps_pace: bool, *, bigger: bool, facts: dict[str, str]) -> tuple[Light, str]:
    if bigger and meets:
        return Light.ACHIEVED, _("Đến {day} đạt {value}, kế hoạch {plan}.").format(**facts)
    if not bigger and not meets:
        return Light.NOT_ACHIEVED, _("Đến {day} là {value}, đã vượt mức {plan}.").format(**facts)
    if at_end and meets:
        return Light.ACHIEVED, _("Hết hạn {due} là {value}, trong mức {plan}.").format(**facts)
    if at_end:
        return Light.NOT_ACHIEVED, _("Hết hạn {due} đạt {value}, kế hoạch {plan}.").format(**facts)
    if keeps_pace and bigger:
        words = _("Đến {day} đạt {value}, theo tiến độ cần {share}; kế hoạch năm {plan}.")
        return Light.ON_TRACK, words.format(**facts)
    if keeps_pace:
        return Light.ON_TRACK, _("Đến {day} là {value}, theo tiến độ không quá {share}.").format(**facts)
    if bigger:
        words = _("Đến {day} mới đạt {value}, theo tiến độ cần {share}; kế hoạch năm {plan}.")
        return Light.BEHIND, words.format(**facts)
    words = _("Đến {day} đã là {value}, theo tiến độ không quá {share}; mức cả năm {plan}.")
    return Light.BEHIND, words.format(**facts)
