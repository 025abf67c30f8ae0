"""What a later visit found beside the first time, by the same method; where it cannot be compared, why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from thidua.activities.facts.figures import register_of
from thidua.activities.facts.plans import day_of
from thidua.activities.models import Activity, Revisit
from thidua.core.impact.desk import Knowledge
from thidua.core.impact.facts import ActivityFacts, ItemCount, Zone
from thidua.core.impact.items import shipped_item_lists
from thidua.core.impact.revisits import compare

USUAL_DAYS = 30
"""Days after the activity on which people usually look again."""
WHY: dict[str, str | Promise] = {
    "zone_missing": gettext_lazy("chưa ghi đoạn này, hoặc ghi hai lần"),
    "not_fixed": gettext_lazy("đoạn chưa ghi là đoạn cố định"),
    "other_length": gettext_lazy("chiều dài chưa ghi hoặc khác nhau"),
    "other_size_limit": gettext_lazy("cỡ mảnh nhỏ nhất chưa ghi hoặc khác nhau"),
    "not_counted": gettext_lazy("chưa đếm hết các món trên đoạn này"),
    "effort_unknown": gettext_lazy("chưa biết bao nhiêu người, làm bao lâu"),
}


@dataclass(frozen=True, slots=True)
class Measure:
    """What one later visit (`when`, in words) found on a stretch: pieces for each 100 m; `why` where it cannot be
    compared.
    """

    when: str
    pieces: Fraction | None
    per_hundred: Fraction | None
    """Out of a hundred of the first time; None where there was nothing then."""
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A fixed stretch counted by one list: the first time, then visit by visit."""

    name: str
    list_name: str
    first: Fraction | None
    later: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """Stretches over the visits that were made; `heads` name the visits, in the order of `Stretch.later`."""

    heads: tuple[tuple[Revisit, str], ...]
    stretches: tuple[Stretch, ...]


def compared(activity: Activity, revisits: Iterable[Revisit], today: date) -> Compared:
    """Every fixed stretch of the first time beside the visits that were made; a constant number of queries."""
    made = [each for each in revisits if each.made is not None]
    if not made:
        return Compared((), ())
    register = register_of({activity.pk, *(each.made_id or 0 for each in made)})
    first = register.activities[str(activity.pk)]
    later = [register.activities[str(each.made_id)] for each in made]
    knowledge = Knowledge(on=today)
    heads = tuple((each, when_words(activity, each)) for each in made)
    stretches = [
        _stretch(first, list(zip([words for _each, words in heads], later, strict=True)), name, item_list, knowledge)
        for name in _fixed(first)
        for item_list in _lists(first, name, later)
    ]
    return Compared(heads, tuple(stretches))


def when_words(activity: Activity, revisit: Revisit) -> str:
    """“Sau 30 ngày”; “Ngay sau khi làm” on the day itself."""
    first = day_of(activity)
    there = day_of(revisit.made) if revisit.made is not None else revisit.due_on
    if first is None or there is None:
        return _("Lần trở lại")
    days = (there - first).days
    if not days:
        return _("Ngay sau khi làm")
    return ngettext("Sau %(count)s ngày", "Sau %(count)s ngày", days) % {"count": days}


def _stretch(
    first: ActivityFacts, later: Sequence[tuple[str, ActivityFacts]], name: str, item_list: str, knowledge: Knowledge
) -> Stretch:
    then: Fraction | None = None
    measures = []
    for when, each in later:
        found = compare(first, each, name, item_list, knowledge)
        if found.before is not None:
            then = found.before.best
        measures.append(
            Measure(
                when,
                found.after.best if found.after is not None else None,
                100 * found.share if found.share is not None else None,
                tuple(str(WHY[reason]) for reason in found.reasons),
            )
        )
    return Stretch(name, _list_name(item_list), then, tuple(measures))


def _fixed(activity: ActivityFacts) -> list[str]:
    """The names of the fixed stretches, in the order in which they were noted."""
    return list(dict.fromkeys(each.name for each in activity.facts if isinstance(each, Zone) and each.is_fixed))


def _lists(first: ActivityFacts, name: str, later: Iterable[ActivityFacts]) -> list[str]:
    """The lists by which this stretch was counted at any time; the short one where nobody has counted."""
    found: dict[str, None] = {}
    for activity in (first, *later):
        codes = {each.code for each in activity.facts if isinstance(each, Zone) and each.name == name}
        for fact in activity.facts:
            if isinstance(fact, ItemCount) and fact.zone in codes:
                found[f"{fact.item_list}@{fact.version}"] = None
    return list(found) or ["SHORT@1"]


def _list_name(item_list: str) -> str:
    code, _at, version = item_list.partition("@")
    if code == "SHORT":
        return _("Danh mục ngắn")
    known = (code, version) in shipped_item_lists()
    return _("Danh mục %(code)s, bản %(version)s") % {"code": code, "version": version} if known else item_list
