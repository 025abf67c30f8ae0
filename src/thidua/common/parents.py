"""Door 2: a file belongs to something of a higher app; only that app can say who may see or change the something."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.db import models

from thidua.common.actor import Actor
from thidua.common.policy import Answer, refused
from thidua.common.references import Reference


@dataclass(frozen=True, slots=True)
class ParentFacts:
    """What documents says of a parent: how people call it (“Chỉ tiêu 2.2, Văn phòng Bộ”) and whose record it is."""

    title: str
    agency: int


@dataclass(frozen=True, slots=True)
class AlbumChange:
    """What happened to the picture `file` in one album: what was said there of the consent of the people in it, and
    what is said now; nothing once it has left the album.
    """

    file: int
    said: str
    says: str = ""


@dataclass(frozen=True, slots=True)
class ParentKind:
    """What an app answers for its own kind of parent.

    `visible(actor, ids)` gives those of `ids` the actor may see. `may_attach(actor, id)` answers whether he may add or
    remove files there. `url(id)` leads back to it. `describe(ids)` names them, in one query.

    `may_withdraw(actor, id)` answers whether he may take a photograph out of sight because somebody in it asks; without
    it, who may attach may. `photo_has_changed(actor, id, change, now)` is told, within the transaction, when what is
    said of a picture in its album has changed, or when it has left the album. `model`: the label of the model whose
    rows these parents are; who deletes some lets go of what hangs on them (`let_go_of`).
    `attachable(actor, ids)` answers `may_attach` for many at once: of those that it leaves out each is asked for.
    """

    kind: str
    visible: Callable[[Actor, set[int]], set[int]]
    may_attach: Callable[[Actor, int], Answer]
    url: Callable[[int], str]
    describe: Callable[[set[int]], dict[int, ParentFacts]]
    may_withdraw: Callable[[Actor, int], Answer] | None = None
    photo_has_changed: Callable[[Actor, int, AlbumChange, datetime], None] | None = None
    model: str = ""
    attachable: Callable[[Actor, set[int]], set[int]] | None = None


class Keeper(Protocol):
    """Whoever keeps files of parents: takes them off parents that go, tells history; the titles."""

    def __call__(self, *, actor: Actor, parents: set[Reference]) -> list[str]: ...


_keepers: list[Keeper] = []
_kinds: dict[str, ParentKind] = {}


def register_parent_kind(kind: ParentKind) -> None:
    """Called once by the owning app's `AppConfig.ready`."""
    _kinds[kind.kind] = kind


def register_keeper(keeper: Keeper) -> None:
    """Called once by the app that keeps files."""
    _keepers.append(keeper)


def let_go_of(actor: Actor, model: type[models.Model], ids: Iterable[int]) -> list[str]:
    """Within the transaction that deletes these rows, before it does: what hangs on them is taken off and stays with
    whoever brought it. Its titles, for the entry of history that tells of the rows.
    """
    names = [kind.kind for kind in _kinds.values() if kind.model == model._meta.label_lower]
    parents = {Reference(name, id_) for id_ in ids for name in names}
    return [title for keeper in _keepers if parents for title in keeper(actor=actor, parents=parents)]


def visible_parents(actor: Actor, parents: set[Reference]) -> set[Reference]:
    """Those of `parents` the actor may see; a kind nobody registered is seen by nobody."""
    by_kind: dict[str, set[int]] = {}
    for parent in parents:
        by_kind.setdefault(parent.kind, set()).add(parent.id)
    return {
        Reference(name, id_)
        for name, ids in by_kind.items()
        if name in _kinds
        for id_ in _kinds[name].visible(actor, ids)
    }


def may_attach(actor: Actor, parent: Reference) -> Answer:
    """Whether the actor may add or remove files of `parent`."""
    if parent.kind not in _kinds:
        return refused("")
    return _kinds[parent.kind].may_attach(actor, parent.id)


def attachable_parents(actor: Actor, parents: set[Reference]) -> set[Reference]:
    """Those of `parents` at which the actor may add files: many in one go where their kind can tell."""
    by_kind: dict[str, set[int]] = {}
    for parent in parents:
        by_kind.setdefault(parent.kind, set()).add(parent.id)
    found: set[Reference] = set()
    for name, ids in by_kind.items():
        kind = _kinds.get(name)
        many = kind.attachable(actor, ids) if kind is not None and kind.attachable is not None else set()
        found |= {Reference(name, id_) for id_ in ids if id_ in many or may_attach(actor, Reference(name, id_))}
    return found


def may_withdraw_at(actor: Actor, parent: Reference) -> Answer:
    """Whether the actor may take a photograph of `parent` out of sight because somebody in it asks."""
    kind = _kinds.get(parent.kind)
    if kind is None or kind.may_withdraw is None:
        return may_attach(actor, parent)
    return kind.may_withdraw(actor, parent.id)


def tell_photo_has_changed(actor: Actor, parent: Reference, change: AlbumChange, now: datetime) -> None:
    """Within the transaction of the change: let the app of `parent` follow with what it has made of the picture."""
    kind = _kinds.get(parent.kind)
    if kind is not None and kind.photo_has_changed is not None:
        kind.photo_has_changed(actor, parent.id, change, now)


def parent_url(parent: Reference) -> str:
    """Where `parent` is shown, or the empty string."""
    return _kinds[parent.kind].url(parent.id) if parent.kind in _kinds else ""


def describe_parents(parents: set[Reference]) -> dict[Reference, ParentFacts]:
    """Names and agencies of `parents`: one query per kind. One that is gone, or of no registered kind, is left out."""
    by_kind: dict[str, set[int]] = {}
    for parent in parents:
        by_kind.setdefault(parent.kind, set()).add(parent.id)
    return {
        Reference(name, id_): facts
        for name, ids in by_kind.items()
        if name in _kinds
        for id_, facts in _kinds[name].describe(ids).items()
    }
