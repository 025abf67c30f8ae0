"""A kind of thing above campaigns that can satisfy a step: what an app above would register."""

from collections.abc import Iterable
from datetime import date

from thidua.common.actor import Actor
from thidua.common.references import Card, Reference, ReferenceKind, register_reference_kind

KIND = "bai_thu"
_things: dict[int, tuple[int, int, Card]] = {}


def make_thing(bloc: int, year: int, title: str, day: date | None) -> Reference:
    """A thing of a bloc's year, on a day or on an unknown one."""
    reference = Reference(KIND, len(_things) + 1)
    when = f"{day:%d/%m/%Y}" if day else "chưa rõ ngày"
    _things[reference.id] = (bloc, year, Card(reference, "Hoạt động", title, when, day, "/"))
    return reference


def forget_things() -> None:
    """At the end of a test: the next one finds none."""
    _things.clear()


def _describe(ids: Iterable[int]) -> dict[int, Card]:
    return {id_: _things[id_][2] for id_ in ids if id_ in _things}


def _candidates(actor: Actor, bloc: int, year: int) -> list[Card]:
    return [card for of_bloc, of_year, card in _things.values() if (of_bloc, of_year) == (bloc, year)]


register_reference_kind(ReferenceKind(KIND, lambda: "Hoạt động", _describe, _candidates))
