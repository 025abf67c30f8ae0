"""Door 1 of upward knowledge: a pointer to a thing of a higher app, and how to put it on screen.

A step of the year may be satisfied by an activity or a meeting, though campaigns knows neither: it stores `kind` and
`id`; the app that owns the kind registered how to describe it and who may see it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from thidua.common.actor import Actor


@dataclass(frozen=True, slots=True)
class Reference:
    """A pointer that can be stored in two columns."""

    kind: str
    id: int


@dataclass(frozen=True, slots=True)
class Card:
    """A referenced thing in words. `day` is None when nobody knows it; `when` says it in words."""

    reference: Reference
    kind_label: str
    title: str
    when: str
    day: date | None
    url: str


@dataclass(frozen=True, slots=True)
class ReferenceKind:
    """How one app presents its things to the apps below it.

    `describe(ids)` gives the cards of those ids, in one query. `candidates(actor, bloc, year)` gives what the actor
    sees of that bloc's year and could point at.
    """

    kind: str
    label: Callable[[], str]
    describe: Callable[[Iterable[int]], dict[int, Card]]
    candidates: Callable[[Actor, int, int], list[Card]]


_kinds: dict[str, ReferenceKind] = {}


def register_reference_kind(kind: ReferenceKind) -> None:
    """Called once by the owning app's `AppConfig.ready`."""
    _kinds[kind.kind] = kind


def describe(references: Iterable[Reference]) -> dict[Reference, Card]:
    """Cards for `references`: one query per kind. A thing that is gone has no card."""
    by_kind: dict[str, set[int]] = {}
    for reference in references:
        by_kind.setdefault(reference.kind, set()).add(reference.id)
    return {
        Reference(name, id_): card
        for name, ids in by_kind.items()
        if name in _kinds
        for id_, card in _kinds[name].describe(ids).items()
    }


def candidates(actor: Actor, *, bloc: int, year: int) -> list[Card]:
    """Everything of that bloc's year the actor could point at, all kinds, in order of registration."""
    return [card for kind in _kinds.values() for card in kind.candidates(actor, bloc, year)]
