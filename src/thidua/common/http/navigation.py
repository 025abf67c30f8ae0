"""The tabs under the band, the menu under one's name, and what is shared by all years. Each app registers its own, so
that a new app needs no edit of the base template.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.urls import reverse

from thidua.common.actor import Actor, Visitor


@dataclass(frozen=True, slots=True)
class Tab:
    """One entry. `order` places it; `shown_to(actor)` decides; `prefixes` are the paths under which it is current.

    `count_url_name` names a page that answers with the number beside the label, asked for once the page is there: no
    page waits for it.
    """

    order: int
    url_name: str
    label: Callable[[], str]
    icon: str
    shown_to: Callable[[Actor], bool]
    prefixes: tuple[str, ...] = ()
    count_url_name: str = ""


@dataclass(frozen=True, slots=True)
class ShownTab:
    """A tab as the template needs it. `name` is that of its URL; `count_url` gives its number."""

    url: str
    label: str
    icon: str
    is_current: bool
    name: str = ""
    count_url: str = ""
    count: int | None = None


_tabs: list[Tab] = []
_account_links: list[Tab] = []
_shared_links: list[Tab] = []


def register_tab(tab: Tab) -> None:
    """Called once by the owning app's `AppConfig.ready`."""
    _tabs.append(tab)
    _tabs.sort(key=lambda each: each.order)


def register_account_link(link: Tab) -> None:
    """An entry of the menu under one's own name, for what belongs to no part of the work; called like a tab's."""
    _account_links.append(link)
    _account_links.sort(key=lambda each: each.order)


def register_shared_link(link: Tab) -> None:
    """An entry of “Dùng chung cho các năm” on the page of the years: lists and settings that belong to no one year."""
    _shared_links.append(link)
    _shared_links.sort(key=lambda each: each.order)


def account_links_for(actor: Actor) -> list[ShownTab]:
    """The entries of this actor's own menu."""
    return _shown(_account_links, actor)


def shared_links_for(actor: Actor) -> list[ShownTab]:
    """What is shared by all years, as far as this actor has it."""
    return _shown(_shared_links, actor)


def _shown(links: list[Tab], actor: Actor) -> list[ShownTab]:
    shown = [link for link in links if not isinstance(actor, Visitor) and link.shown_to(actor)]
    return [
        ShownTab(reverse(link.url_name), link.label(), link.icon, is_current=False, name=link.url_name)
        for link in shown
    ]


def navigation_for(actor: Actor, path: str, counts: Mapping[str, int] | None = None) -> list[ShownTab]:
    """The tabs of this actor, the current one marked; `counts` are those the page knows already, by URL name."""
    known = counts or {}
    if isinstance(actor, Visitor):
        return []
    shown = []
    for tab in _tabs:
        if tab.shown_to(actor):
            url = reverse(tab.url_name)
            is_current = path == url or any(path.startswith(prefix) for prefix in tab.prefixes)
            count = known.get(tab.url_name)
            count_url = reverse(tab.count_url_name) if tab.count_url_name and count is None else ""
            shown.append(ShownTab(url, tab.label(), tab.icon, is_current, tab.url_name, count_url, count))
    return shown
