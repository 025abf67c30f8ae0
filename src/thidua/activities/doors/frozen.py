"""Frozen figures as something that evidence points at: its card says when the figures have changed since."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.activities.facts.frozen import changed_among
from thidua.activities.models import FrozenFigures
from thidua.activities.policies import frozen_visible_to
from thidua.activities.queries import FROZEN
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.components.texts import moment
from thidua.common.parents import ParentFacts, ParentKind, register_parent_kind
from thidua.common.policy import Answer, refused
from thidua.common.references import Card, Reference, ReferenceKind, register_reference_kind


def open_doors() -> None:
    """Register the kind: it can be pointed at and looked at, nothing is attached to it."""
    register_reference_kind(ReferenceKind(FROZEN, lambda: _("Số liệu đã chốt"), cards, lambda _actor, _bloc, _year: []))
    register_parent_kind(ParentKind(FROZEN, visible, may_attach, url_of, describe))


def cards(ids: Iterable[int]) -> dict[int, Card]:
    """Cards of these copies."""
    rows = FrozenFigures.objects.filter(pk__in=set(ids)).select_related("activity__bloc", "activity__unit")
    copies = list(rows.defer("data"))
    changed = changed_among(copies, clock.now())
    return {each.pk: _card(each, has_changed=each.pk in changed) for each in copies}


def _card(frozen: FrozenFigures, *, has_changed: bool) -> Card:
    when = _("chốt lúc %(at)s") % {"at": moment(frozen.frozen_at)}
    if has_changed:
        when = _("%(when)s; số liệu đã thay đổi từ đó") % {"when": when}
    title = _("%(title)s, bản %(number)s") % {"title": frozen.activity.title, "number": frozen.number}
    return Card(Reference(FROZEN, frozen.pk), _("Số liệu đã chốt"), title, when, None, url_of(frozen.pk))


def visible(actor: Actor, ids: set[int]) -> set[int]:
    """Those of these copies that the actor sees."""
    return set(frozen_visible_to(actor).filter(pk__in=ids).values_list("pk", flat=True))


def may_attach(actor: Actor, pk: int) -> Answer:
    """Nothing is attached to a copy."""
    return refused(_("Bản số liệu đã chốt không nhận thêm giấy tờ."))


def url_of(pk: int) -> str:
    """The page of the copy."""
    return reverse("frozen_figures", args=[pk])


def describe(ids: set[int]) -> dict[int, ParentFacts]:
    """Titles and agencies."""
    rows = FrozenFigures.objects.filter(pk__in=ids).values_list("pk", "activity__title", "agency_id")
    return {pk: ParentFacts(title, agency) for pk, title, agency in rows}
