"""Tags of the pages of a meeting: `{% load meetings %}`."""

from __future__ import annotations

from django import template
from django.template import Context
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from thidua.common.components.buttons import button, post_button
from thidua.common.http.addresses import address_of

register = template.Library()

DEEDS = {
    "agenda_item": ("move_agenda_item", "edit_agenda_item", "remove_agenda_item"),
    "statement": ("move_statement", "edit_statement", "remove_statement"),
    "conclusion": ("move_conclusion", "edit_conclusion", "remove_conclusion"),
}
"""Kind of part → the addresses that move, edit and remove it."""


@register.simple_tag(takes_context=True)
def part_tools(
    context: Context,
    kind: str,
    part: int,
    *,
    count: int,
    first: bool,
    last: bool,
    adds_paper: bool = False,
    gives_task: bool = False,
) -> SafeString:
    """Up, down, edit, remove, and what else may be done with one part of a meeting (`agenda_item`, `statement` …).

    Written here and not as a template: a long meeting has a hundred parts with five tools each.
    """
    drawn = []
    move_name, edit_name, remove_name = DEEDS[kind]
    if count > 1:
        move = address_of(move_name, part)
        if not first:
            drawn.append(post_button(context, _("Lên trên"), move, field_ve="len", kind="link"))
        if not last:
            drawn.append(post_button(context, _("Xuống dưới"), move, field_ve="xuong", kind="link"))
    drawn.append(button(context, _("Sửa"), url=address_of(edit_name, part), kind="link"))
    drawn.append(button(context, _("Bỏ"), url=address_of(remove_name, part), kind="link"))
    if adds_paper:
        drawn.append(button(context, _("Thêm tài liệu"), url=address_of("evidence_add", part, kind), kind="link"))
    if gives_task:
        drawn.append(button(context, _("Giao thành nhiệm vụ"), url=address_of("make_task", part), kind="link"))
    return SafeString(f'<div class="tds-tools tds-no-print">{"".join(drawn)}</div>')
