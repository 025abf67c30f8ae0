"""The tabs under the band. Each app registers its own, so that a new app needs no edit of the base template."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from thidua.common.actor import Actor, Visitor


@dataclass(frozen=True, slots=True)
class Tab:
    """One entry. `order` places it; `shown_to(actor)` decides; `prefixes` are the paths under which it is current."""

    order: int
    url_name: str
    label: Callable[[], str]
    icon: str
    shown_to: Callable[[Actor], bool]
    prefixes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownTab:
    """A tab as the template needs it."""

    url: str
    label: str
    icon: str
    is_current: bool


_tabs: list[Tab] = []


def register_tab(tab: Tab) -> None:
    """Called once by the owning app's `AppConfig.ready`."""
    _tabs.append(tab)
    _tabs.sort(key=lambda each: each.order)


def navigation_for(actor: Actor, path: str) -> list[ShownTab]:
    """The tabs of this actor, the current one marked."""
    if isinstance(actor, Visitor):
        return []
    shown = []
    for tab in _tabs:
        if tab.shown_to(actor):
            url = reverse(tab.url_name)
            is_current = path == url or any(path.startswith(prefix) for prefix in tab.prefixes)
            shown.append(ShownTab(url, tab.label(), tab.icon, is_current))
    return shown
