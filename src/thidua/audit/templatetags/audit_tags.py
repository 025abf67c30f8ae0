"""The part “Lịch sử” of any thing's page: `{% load audit_tags %}{% history "campaigns.pledge" pledge.pk %}`.

Whoever may see the page may see the thing, and so what was done to it.
"""

from typing import Any

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.audit import policies
from thidua.audit.facts.entries import read_entries
from thidua.audit.queries import latest_of
from thidua.common.actor import Actor, Visitor

register = template.Library()
SHOWN = 10


@register.inclusion_tag("audit/_panel.html", takes_context=True)
def history(context: Context, kind: str, thing: int, *, level: int = 2) -> dict[str, Any]:
    """Who did what to the thing `thing` of model label `kind`, and what changed; the newest first."""
    entries = latest_of(kind, thing, SHOWN + 1)
    actor: Actor = context.get("actor") or Visitor()
    reads_all = policies.may_read_history(actor)
    return {
        "entries": read_entries(entries[:SHOWN]),
        "has_more": len(entries) > SHOWN,
        "all_url": f"{reverse('history')}?thing={kind}:{thing}" if reads_all else "",
        "level": level,
        "becomes": _("thành"),
        "request": context.get("request"),
    }
