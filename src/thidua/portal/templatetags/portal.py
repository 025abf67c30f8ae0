"""What was looked for, in lists that are also read without looking for anything: `{% load portal %}`."""

from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString, mark_safe

from thidua.common.components.charts import Chart
from thidua.common.components.marks import excerpt, marked
from thidua.common.components.texts import no_break
from thidua.common.http.asked import turned_to_part
from thidua.portal.facts.bars import Bar, bars_of
from thidua.portal.facts.places import place_of
from thidua.portal.linked import picture_of_site
from thidua.publishing.models import Article
from thidua.publishing.queries.finding import Sought

register = template.Library()


@register.simple_tag(takes_context=True)
def found(context: Context, text: str) -> str | SafeString:
    """The text, with the words that the page was asked for in `<mark>`."""
    return _marked(text, context.get("sought"))


@register.simple_tag(takes_context=True)
def told(context: Context, article: Article) -> str | SafeString:
    """What a list says of an article: its summary; where only its text (in `texts` by number) answers, the part of that
    which does.
    """
    sought: Sought | None = context.get("sought")
    summary = _marked(article.summary, sought)
    if not sought or "<mark>" in summary:
        return summary
    said = excerpt(context["texts"][article.pk], frozenset(sought.words), sought.begun)
    return no_break(said) if "<mark>" in said else summary


@register.simple_tag(takes_context=True)
def addresses(context: Context) -> list[tuple[str, str]]:
    """Language and whole address of this page in each; of a list the same page of it."""
    request = context["request"]
    page = turned_to_part(request)
    return [(each.code, each.whole + page) for each in getattr(request, "tongues", [])]


@register.simple_tag
def bars(chart: Chart) -> list[Bar]:
    """The rows of a chart, to be drawn without a script."""
    return bars_of(chart)


@register.simple_tag
def picture_shared(picture: dict[str, Any] | None) -> dict[str, Any]:
    """The picture that is shown beside a link to this page; where the page has none, that of the site."""
    return picture or picture_of_site()


@register.simple_tag(takes_context=True)
def here(context: Context, place: str) -> str | SafeString:
    """Marks the link to a place of the site: on its own page, and on those that belong to it."""
    match = getattr(context.get("request"), "resolver_match", None)
    if match is None:
        return ""
    if match.url_name == place:
        return mark_safe(' aria-current="page"')
    is_within = place_of(match.url_name, context.get("snapshot"), context.get("article")) == place
    return mark_safe(' aria-current="true"') if is_within else ""


def _marked(text: str, sought: Sought | None) -> str | SafeString:
    return no_break(marked(text, frozenset(sought.words), sought.begun) if sought else text)
