"""Years, movements, rules and legal texts as things sought."""

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.campaigns.models import Cycle, LegalText, Movement, RuleVersion
from thidua.campaigns.policies.cycles import cycles_visible_to
from thidua.campaigns.policies.library import legal_texts_visible_to, movements_visible_to
from thidua.campaigns.policies.rules import rules_visible_to
from thidua.common.actor import Actor
from thidua.common.components.texts import short_date
from thidua.common.references import Card, Reference
from thidua.common.search import PICKED_FROM, SearchSource, Sought, register_search_source


def open_doors() -> None:
    """Register the four sources."""
    register_search_source(SearchSource("cycle", 30, lambda: _("Năm thi đua"), search_cycles))
    register_search_source(SearchSource("movement", 40, lambda: _("Phong trào thi đua"), search_movements))
    register_search_source(SearchSource("rule", 42, lambda: _("Quy chế của khối"), search_rules))
    register_search_source(SearchSource("legal_text", 44, lambda: _("Văn bản căn cứ"), search_legal_texts))


def search_cycles(actor: Actor, sought: Sought) -> list[Card]:
    """Years by bloc, year and theme."""
    rows = cycles_visible_to(actor).select_related("bloc").prefetch_related("themes__theme")[:PICKED_FROM]
    found = sought.pick(rows, lambda cycle: " ".join([str(cycle), *(each.theme.text for each in cycle.themes.all())]))
    return [_cycle_card(cycle) for cycle in found]


def search_movements(actor: Actor, sought: Sought) -> list[Card]:
    """Movements by name, slogan and launch."""
    rows = movements_visible_to(actor).order_by("-pk")[:PICKED_FROM]
    found = sought.pick(
        rows, lambda movement: f"{movement.name} {movement.slogan} {movement.launch_number} {movement.launch_issuer}"
    )
    return [_movement_card(movement) for movement in found]


def search_rules(actor: Actor, sought: Sought) -> list[Card]:
    """Versions by title and bloc."""
    rows = rules_visible_to(actor).order_by("-pk")[:PICKED_FROM]
    return [_rule_card(rule) for rule in sought.pick(rows, lambda rule: f"{rule.title} {rule.bloc.name}")]


def search_legal_texts(actor: Actor, sought: Sought) -> list[Card]:
    """Texts by number, title and issuer."""
    rows = legal_texts_visible_to(actor).order_by("-pk")[:PICKED_FROM]
    return [_text_card(text) for text in sought.pick(rows, lambda text: f"{text.number} {text.title} {text.issuer}")]


def _cycle_card(cycle: Cycle) -> Card:
    title = _("Năm thi đua %(year)s, %(bloc)s") % {"year": cycle.year, "bloc": cycle.bloc.name}
    return Card(
        Reference("cycle", cycle.pk),
        _("Năm thi đua"),
        title,
        str(cycle.get_state_display()),
        None,
        reverse("cycle", args=[cycle.pk]),
    )


def _movement_card(movement: Movement) -> Card:
    day = movement.launched_on
    return Card(
        Reference("movement", movement.pk),
        _("Phong trào thi đua"),
        movement.name,
        short_date(day),
        day.earliest if day.earliest == day.latest else None,
        reverse("movement", args=[movement.pk]),
    )


def _rule_card(rule: RuleVersion) -> Card:
    return Card(
        Reference("rule", rule.pk),
        str(rule.get_kind_display()),
        f"{rule.title}, {_('Bản %(number)s') % {'number': rule.number}}",
        str(rule.get_state_display()),
        rule.adopted_on,
        reverse("rule", args=[rule.pk]),
    )


def _text_card(text: LegalText) -> Card:
    day = text.issued_on
    return Card(
        Reference("legal_text", text.pk),
        str(text.get_kind_display()),
        f"{text}. {text.title}",
        short_date(day),
        day.earliest if day.earliest == day.latest else None,
        reverse("legal_text", args=[text.pk]),
    )
