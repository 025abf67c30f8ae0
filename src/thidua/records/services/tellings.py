"""Saying of many books at once that their lists are complete up to a day, and taking that back."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import Max, Q
from django.utils.translation import gettext as _

from thidua.audit import services as audit
from thidua.common.actor import Actor, person_of
from thidua.common.policy import require
from thidua.organisations.models import Agency, Post, Unit
from thidua.records.enums import SHARED_KINDS_OF_PEOPLE, SHARED_KINDS_OF_UNITS, EntryKind
from thidua.records.errors import BookError
from thidua.records.facts.clearing import UNIT, Clearing
from thidua.records.facts.telling_many import leave_out, telling_of
from thidua.records.models import ReopenedTelling, SharedTelling, ToldSubject
from thidua.records.policies.tellings import may_tell_many, may_withdraw_telling, people_told_by, units_told_by
from thidua.records.services import FIRST_YEAR
from thidua.records.services.reopening import settle_by
from thidua.records.services.rows import insert_rows
from thidua.records.services.spoken import (
    OF_SUBJECT,
    lock_agency,
    put_scope,
    require_day,
    require_named,
    require_reason,
    require_source,
    subjects_of,
    take_back,
    told_of,
)

MOST_NAMED: Final = 500
"""Names that can be left out of one telling."""


@dataclass(frozen=True, slots=True)
class WhatIsTold:
    """Which lists are complete: of people or of units (`whose`, as `facts.clearing` names them), which kinds, from
    which year (None: from the beginning) up to the end of which day.
    """

    whose: str
    kinds: Collection[EntryKind]
    from_year: int | None
    as_of: date


def would_tell(actor: Actor, scope: Unit | Agency, told: WhatIsTold) -> Clearing:
    """Whose books the actor would speak of, before he names anybody to be left out."""
    within, only = units_told_by(actor, scope), people_told_by(actor, scope)
    return telling_of(scope, told.as_of, person_of(actor), whose=told.whose, within=within, only=only)


@transaction.atomic
def tell_many(
    *,
    actor: Actor,
    scope: Unit | Agency,
    told: WhatIsTold,
    source: str,
    left_out: Iterable[str] = (),
    seen: str,
    now: datetime,
) -> SharedTelling:
    """Say by name that the books of everybody in the scope lack nothing of some kinds up to the end of a day, but for
    the excepted and those who are named (`left_out`: staff codes or names). `seen`: the mark of what was shown.

    Raises `BookError` for a day to come, no kind or one that such a book has not, without a source, for a name that
    nobody there has, when others are meant by now than were shown, or nobody is.
    """
    require(may_tell_many(actor, scope))
    speaker, agency = require_named(actor), lock_agency(scope)
    require_told(told, now)
    source = require_source(source)
    speaks = would_tell(actor, scope, told)
    if speaks.mark != seen:
        raise BookError(_("Danh sách người, đơn vị vừa đổi. Xem lại số liệu dưới đây rồi xác nhận."), code="changed")
    speaks = _without(speaks, left_out)
    if not speaks.people and not speaks.units:
        raise BookError(_("Không còn sổ nào để xác nhận ở đây."), code="nobody")
    telling = SharedTelling(
        agency=agency,
        as_of=told.as_of,
        source=source,
        kinds=[kind.value for kind in EntryKind if kind in told.kinds],
        from_year=told.from_year,
        last_post=Post.objects.aggregate(last=Max("pk"))["last"] or 0,
    )
    put_scope(telling, speaker, scope, speaks, now)
    telling.save()
    insert_rows(ToldSubject, ("telling_id", *OF_SUBJECT), subjects_of(telling, speaks))
    of_these = ToldSubject.objects.filter(telling=telling)
    ours = Q(person__in=of_these.values("person")) | Q(unit__in=of_these.values("unit"))
    settle_by(telling, ReopenedTelling.objects.filter(ours, agency=agency), now)
    audit.record(actor, "book.many_told", telling, agency=agency.pk, after=_kept(telling, speaks))
    return telling


@transaction.atomic
def withdraw_telling(*, actor: Actor, telling: SharedTelling, reason: str, now: datetime) -> SharedTelling:
    """Take back what was said, with the reason: from now on it speaks of no book; the words and the names stay."""
    rows = SharedTelling.objects.select_for_update(of=("self",), no_key=True).select_related("agency", "unit")
    telling = rows.get(pk=telling.pk)
    require(may_withdraw_telling(actor, telling))
    reason = require_reason(reason)
    take_back(telling, actor, reason, now)
    audit.record(
        actor,
        "book.many_telling_withdrawn",
        telling,
        agency=telling.agency_id,
        before=_kept(telling),
        reason=reason,
    )
    return telling


def require_told(told: WhatIsTold, now: datetime) -> None:
    """Raises `BookError` for what cannot be told."""
    require_day(told.as_of, now)
    of_units = told.whose == UNIT
    known = SHARED_KINDS_OF_UNITS if of_units else SHARED_KINDS_OF_PEOPLE
    if not told.kinds:
        raise BookError(_("Anh/chị chưa chọn danh sách nào."), code="no_kind", field="kinds")
    if others := [kind for kind in EntryKind if kind in told.kinds and kind not in known]:
        says = (
            _("Sổ của đơn vị không có danh sách này: %(kinds)s. Bỏ chọn.")
            if of_units
            else _("Sổ của người không có danh sách này: %(kinds)s. Bỏ chọn.")
        )
        names = ", ".join(str(kind.label) for kind in others)
        raise BookError(says % {"kinds": names}, code="other_kind", field="kinds")
    if told.from_year is not None and not FIRST_YEAR <= told.from_year <= told.as_of.year:
        raise BookError(
            _("Năm đầu phải từ %(first)s đến %(last)s.") % {"first": FIRST_YEAR, "last": told.as_of.year},
            code="year",
            field="from_year",
        )


def _without(speaks: Clearing, named: Iterable[str]) -> Clearing:
    names = list(dict.fromkeys(named))
    if len(names) > MOST_NAMED:
        raise BookError(
            _("Nêu tên nhiều nhất %(most)s người. Chọn đơn vị nhỏ hơn.") % {"most": MOST_NAMED},
            code="too_many",
            field="left_out",
        )
    speaks, unknown = leave_out(speaks, names)
    if unknown:
        raise BookError(
            _("Không thấy ở đây: %(names)s. Ghi họ tên như trong danh mục, hoặc mã cán bộ.")
            % {"names": ", ".join(unknown[:20])},
            code="unknown_name",
            field="left_out",
        )
    return speaks


def _kept(telling: SharedTelling, speaks: Clearing | None = None) -> dict[str, Any]:
    return {
        **told_of(telling, speaks),
        "kinds_told": [EntryKind(kind).value for kind in telling.kinds],
        "from_year": telling.from_year,
    }
