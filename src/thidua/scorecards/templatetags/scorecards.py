"""Tags and filters of the pages of tables and cards: `{% load scorecards %}`."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from thidua.common.components.buttons import button, post_button
from thidua.common.language import page_language
from thidua.core.scoring.answers import InputKind
from thidua.core.scoring.errors import Problem
from thidua.scorecards.facts.drafting import DraftItem
from thidua.scorecards.facts.places import print_points
from thidua.scorecards.models import Scheme

register = template.Library()


@register.simple_tag(takes_context=True)
def draft_tools(context: Context, scheme: Scheme, item: DraftItem) -> SafeString:
    """What may be done with one item of a draft. Written here: a table has hundreds of them."""
    at = item.at
    called = str(item.data.get("code") or "")
    hidden = {"field_version": scheme.version, "kind": "link", "size": "small"}

    def press(label: str, name: str, **fields: Any) -> SafeString:
        return post_button(context, label, reverse(name, args=[scheme.pk, at]), **hidden, **fields)

    def link(label: str, address: str) -> SafeString:
        return button(context, label, url=address, kind="link", size="small")

    drawn = [link(_("Sửa %(code)s") % {"code": called}, reverse("edit_item", args=[scheme.pk, at]))]
    if item.parts or not item.data.get("points"):
        address = f"{reverse('add_item', args=[scheme.pk])}?trong={at}"
        drawn.append(link(_("Thêm mục con vào %(code)s") % {"code": called}, address))
    drawn.append(link(_("Cộng, trừ ở %(code)s") % {"code": called}, reverse("choose_rule", args=[scheme.pk, at])))
    drawn.append(link(_("Mức trần của %(code)s") % {"code": called}, reverse("edit_limits", args=[scheme.pk, at])))
    if not item.is_first:
        drawn.append(press(_("Lên trên"), "move_item", field_ve="len"))
    if not item.is_last:
        drawn.append(press(_("Xuống dưới"), "move_item", field_ve="xuong"))
    for place, rule in enumerate(item.rules):
        label = _("Bỏ quy định %(code)s") % {"code": rule.get("code") or place + 1}
        drawn.append(post_button(context, label, reverse("drop_score_rule", args=[scheme.pk, at, place]), **hidden))
    drawn.append(press(_("Bỏ %(code)s") % {"code": called}, "drop_item"))
    tools = "".join(drawn)
    summary = _("Sửa")
    named = f'<span class="tds-hidden-text"> {called}</span>' if called.isascii() and called.isalnum() else ""
    return SafeString(f'<details class="tds-tools"><summary>{summary}{named}</summary><div>{tools}</div></details>')


@register.filter
def scheme_problem(problem: Problem) -> str:
    """What is wrong with a draft, in the language of the page."""
    return problem.say(page_language())


@register.filter
def quota(value: Any) -> str:
    """A share, or one for each grade of the body above."""
    if isinstance(value, Mapping):
        return "; ".join(f"{grade}: {table_number(share)}" for grade, share in value.items())
    return table_number(value)


@register.filter
def table_number(text: Any) -> str:
    """A number as a table holds it (“3.5”, “10%”), as people write it."""
    return str(text or "").replace(".", ",")


@register.filter
def points(value: Fraction | Decimal | int, places: int | None = None) -> str:
    """Points with the decimals to which the table rounds them, else with those they have."""
    return print_points(value, places)


@register.filter
def exact_number(text: str, sign: str = "") -> str:
    """An exact number stored as text; a sign before what is not zero."""
    if not text:
        return ""
    value = Fraction(text)
    return f"{sign if value else ''}{print_points(value)}"


@register.filter
def input_kind(kind: str) -> str:
    """What may be answered, in words."""
    words = {
        InputKind.COUNT: _("số đếm"),
        InputKind.NUMBER: _("số đo"),
        InputKind.SHARE: _("tỷ lệ"),
        InputKind.POINTS: _("điểm"),
        InputKind.YES_NO: _("có hoặc không"),
        InputKind.CHOICE: _("chọn mức"),
        InputKind.AWARDS: _("khen thưởng"),
    }
    return words.get(InputKind(kind), kind) if kind in InputKind._value2member_map_ else kind
