"""Door 3: the page of a thing shows what higher apps know of it, without knowing them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from thidua.common.actor import Actor


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of somebody else's page: `build(actor, thing)` gives the template's context, or None to stay away."""

    page: str
    order: int
    template: str
    build: Callable[[Actor, Any], dict[str, Any] | None]


_panels: dict[str, list[Panel]] = {}


def register_panel(panel: Panel) -> None:
    """Called once by the owning app's `AppConfig.ready`."""
    panels = _panels.setdefault(panel.page, [])
    panels.append(panel)
    panels.sort(key=lambda each: each.order)


def panels_for(page: str, actor: Actor, thing: Any) -> list[tuple[str, dict[str, Any]]]:
    """Templates with their contexts for the page of `thing`, in order."""
    built = ((panel.template, panel.build(actor, thing)) for panel in _panels.get(page, []))
    return [(template, context) for template, context in built if context is not None]
