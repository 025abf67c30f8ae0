"""Which things the permission crawl asks for: of each kind one of our own and one of others.

"Own" belongs to bloc I and, where it belongs to a unit, to the unit of the officer and the head (Vụ Kế hoạch). "Other"
belongs to bloc II and its unit (Viện Nghiên cứu). Each app says how to make its things in `tests/<app>/crawl.py`:

    @own_and_other(Pledge)                         # for every URL whose policy `sees` pledges by `pk`
    def pledges(world: World) -> tuple[Pledge, Pledge]:
        return make_pledge(world.own(Cycle)), make_pledge(world.other(Cycle))

    @own_and_other("comment")                      # for the one URL of this name, which needs more than `pk`
    def comments(world: World) -> tuple[dict[str, object], dict[str, object]]:
        ours, theirs = world.both(Comment)
        return {"pk": ours.rule_id, "comment": ours.pk}, {"pk": theirs.rule_id, "comment": theirs.pk}

A URL without its things fails the crawl with the sentence of `MissingThingsError`.
"""

import importlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from django.db.models import Model
from django.urls import get_resolver

from tests.cast import Cast
from thidua.accounts.models import User
from thidua.campaigns.models import Cycle
from thidua.common.actor import Visitor
from thidua.common.http.routes import ROUTES, Route
from thidua.organisations.models import Bloc

Kwargs = dict[str, object]
Builder = Callable[["World"], tuple[Any, Any]]
Built = TypeVar("Built", bound=Builder)
Thing = TypeVar("Thing", bound=Model)

_builders: dict[type[Model] | str, Builder] = {}


class MissingThingsError(Exception):
    """A URL takes arguments and nobody said which."""


def own_and_other(key: type[Model] | str) -> Callable[[Built], Built]:
    """Register how to make our own and another's thing: for a model, or for the name of one URL."""

    def register(builder: Built) -> Built:
        if key in _builders:
            raise ValueError(f"Two builders for {key}.")
        _builders[key] = builder
        return builder

    return register


@dataclass
class World:
    """The cast and everything made for the crawl, each kind once."""

    cast: Cast
    made: dict[type[Model] | str, tuple[Any, Any]] = field(default_factory=dict)
    files: Path = Path()
    """Where the files of these things lie."""
    others: dict[str, User] = field(default_factory=dict)
    """Who walks besides the cast."""
    secrets: dict[str, str] = field(default_factory=dict)
    """What walks without an account, by name, and the secret it comes with."""

    def both(self, key: type[Thing]) -> tuple[Thing, Thing]:
        """Our own and another's thing of a model."""
        if key not in self.made:
            self.made[key] = _builders[key](self)
        return self.made[key]

    def own(self, key: type[Thing]) -> Thing:
        """Our own thing of a model."""
        return self.both(key)[0]

    def other(self, key: type[Thing]) -> Thing:
        """Another's thing of a model."""
        return self.both(key)[1]

    def year_of(self, bloc: Bloc) -> Cycle:
        """The present year of one of the two blocs, whichever thing asks first."""
        return next(cycle for cycle in self.both(Cycle) if cycle.bloc_id == bloc.pk)

    def arguments(self, route: Route) -> list[Kwargs]:
        """The arguments with which to visit `route`: none, or our own and another's."""
        wanted = re.findall(r"<(?:\w+:)?(\w+)>", route.route)
        if not wanted:
            return [{}]
        if route.name in _builders:
            if route.name not in self.made:
                self.made[route.name] = _builders[route.name](self)
            return list(self.made[route.name])
        model = _model_seen_by(route)
        if wanted == ["pk"] and model in _builders:
            return [{"pk": self.own(model).pk}, {"pk": self.other(model).pk}]
        key = model.__name__ if wanted == ["pk"] and model is not None else repr(route.name)
        raise MissingThingsError(
            f"The permission crawl cannot visit {route.name!r} ({route.route}): say in "
            f"tests/{route.policy.name.split('.')[0]}/crawl.py with @own_and_other({key}) which things to ask for."
        )


def _model_seen_by(route: Route) -> type[Model] | None:
    visible = route.policy.visible
    return visible(Visitor()).model if visible is not None else None


def load_builders() -> None:
    """Import every `tests/<app>/crawl.py` (and `crawl_….py` beside it), in order of name."""
    for file in sorted(Path(__file__).parent.glob("*/crawl*.py")):
        importlib.import_module(f"tests.{file.parent.name}.{file.stem}")


def all_routes() -> list[Route]:
    """Every declared URL in order of its path."""
    _ = get_resolver().url_patterns  # the register is filled as the URLs are loaded
    return sorted(ROUTES.values(), key=lambda route: (route.route, route.name))
