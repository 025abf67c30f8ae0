"""The tags and filters of every page: `{% load tds %}`. The catalogue page shows each one in its states.

Buttons      {% button "Nộp bản tự chấm" kind="primary" url=… icon=… answer=… %}   {% post_button "Ký" action_url … %}
Words        {% badge "submitted" %} {% badge "ok" "Đã nộp 22/11" %} {% days_badge 4 %} {% light "warn" "Vì sao" %}
Boxes        {% card "Tiêu đề" %}…{% endcard %} {% notice "warn" %}…{% endnotice %} {% empty_state … %} {% facts rows %}
Tables       {% data_table "Tên bảng" cards=True %}<thead>…{% enddata_table %} {% sort_head … %} {% more shown total %}
Years, tasks {% step_bar steps %} {% task_card task %}
Forms        {% house_form form "Lưu" back_url=… draft="…" %} {% error_summary form %} {% filters form %}
Files        {% file_chip name kind="pdf" size=… url=… %} {% upload_row … %} {% progress url label percent=… %}
Charts       {% chart chart %}
Maps         {% zone_map map %}
Help         {% help_link "pledge" %} {% help_link "pledge" "Ai được ký?" %}
Filters      vi_date vi_long_date vi_time vi_moment vi_number vi_money file_size nbsp
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django import template
from django.template import Context
from django.utils.html import json_script
from django.utils.safestring import SafeString, mark_safe

from thidua.common import clock
from thidua.common.components import (
    badges,
    blocks,
    buttons,
    charts,
    files,
    form_parts,
    maps,
    steps,
    tables,
    tasks,
    texts,
)
from thidua.common.components.icons import icon as icon_tag
from thidua.common.help import topic_named

register = template.Library()
FOLDER = "common/components"

register.filter("vi_date", texts.short_date)
register.filter("vi_long_date", texts.long_date)
register.filter("vi_time", texts.clock_time)
register.filter("vi_moment", texts.moment)
register.filter("vi_number", texts.number)
register.filter("vi_money", texts.money)
register.filter("file_size", texts.file_size)
register.filter("nbsp", texts.no_break)
register.filter("is_single_checkbox", form_parts.is_single_checkbox)
register.filter("read_back", form_parts.read_back)
register.filter("input_tag", form_parts.input_tag)
register.filter("option_tags", form_parts.option_tags)

register.simple_tag(icon_tag, name="icon")
register.simple_tag(badges.badge, name="badge")
register.simple_tag(buttons.button, takes_context=True, name="button")
register.simple_tag(buttons.post_button, takes_context=True, name="post_button")
register.simple_tag(badges.days_badge, name="days_badge")

register.simple_block_tag(tables.data_table, takes_context=True, name="data_table", end_name="enddata_table")
register.simple_block_tag(blocks.card, takes_context=True, name="card", end_name="endcard")
register.simple_block_tag(blocks.notice, name="notice", end_name="endnotice")

_with_context: dict[str, Callable[..., dict[str, Any]]] = {
    "task_card": tasks.task_card_context,
    "sort_head": tables.sort_head_context,
    "more": tables.more_context,
    "empty_state": blocks.empty_state_context,
    "chart": charts.chart_context,
    "zone_map": maps.map_context,
    "house_form": form_parts.house_form_context,
}
_without_context: dict[str, Callable[..., dict[str, Any]]] = {
    "step_bar": steps.step_bar_context,
    "light": blocks.light_context,
    "who_when": blocks.who_when_context,
    "file_chip": files.file_chip_context,
    "upload_row": files.upload_row_context,
    "error_summary": form_parts.error_summary_context,
    "filters": form_parts.filters_context,
}
for _name, _function in _with_context.items():
    register.inclusion_tag(f"{FOLDER}/_{_name}.html", name=_name, takes_context=True)(_function)
for _name, _function in _without_context.items():
    register.inclusion_tag(f"{FOLDER}/_{_name}.html", name=_name)(_function)


@register.inclusion_tag(f"{FOLDER}/_facts.html")
def facts(rows: Iterable[tuple[str, Any]], *, sums: bool = False) -> dict[str, Any]:
    """Label and value, a pair a row; None and "" print “chưa biết”. With `sums` values stand right."""
    return {"rows": list(rows), "sums": sums}


@register.inclusion_tag(f"{FOLDER}/_progress.html", takes_context=True)
def progress(
    context: Context,
    url: str,
    label: str,
    *,
    percent: int | None = None,
    done: bool = False,
    done_url: str = "",
    done_label: str = "",
    failed: str = "",
) -> dict[str, Any]:
    """A job under way. `url` answers with this same fragment; asking ends when it is done or has failed."""
    return {
        "url": url,
        "label": label,
        "percent": percent,
        "done": done or bool(failed),
        "done_url": "" if failed else done_url,
        "done_label": done_label,
        "failed": failed,
        "request": context.get("request"),
    }


@register.simple_tag(takes_context=True)
def show_panels(context: Context, panels: Iterable[tuple[str, dict[str, Any]]]) -> SafeString:
    """What other apps add to this page: each template with its own values, by name and as `panel`."""
    shown = []
    for name, values in panels:
        with context.push(**{**values, "panel": values}):
            shown.append(rendered(name, context))
    return mark_safe("".join(shown))  # noqa: S308  (rendered templates)


def rendered(name: str, context: Context) -> SafeString:
    """A template of this engine, rendered with the page's context."""
    found = context.template
    if found is None:
        raise RuntimeError("A panel is shown inside a page.")
    return found.engine.get_template(name).render(context)


@register.inclusion_tag(f"{FOLDER}/_help_link.html")
def help_link(name: str, label: str = "") -> dict[str, Any]:
    """A link to the help topic `name`, under its title or `label`."""
    topic = topic_named(name)
    return {"url": topic.url, "label": label or topic.title()}


@register.filter
def chart_data(data: dict[str, Any], chart_id: str) -> SafeString:
    """The figures of a chart as a JSON script that the page policy lets pass because nothing runs it."""
    return json_script(data, f"{chart_id}-data")


@register.simple_tag
def printed_at() -> str:
    """The moment for the foot of a printed page."""
    return texts.moment(clock.now())
