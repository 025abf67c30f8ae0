"""What may be imported: each app registers its kinds; pages and services know no more than this."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from django.db import models

from thidua.common.actor import Actor
from thidua.common.policy import YES, Answer
from thidua.common.tables.layouts import Layout
from thidua.common.tables.ledger import Ledger
from thidua.common.tables.plans import Planner, RowPlan
from thidua.common.tables.reading import ReadTable
from thidua.common.tables.workbooks import MOST_ROWS, Workbook


class Record(Protocol):
    """`thidua.audit.services.record`, which common may not know: the registering app hands it in."""

    def __call__(
        self,
        actor: Actor,
        action: str,
        thing: models.Model | None,
        *,
        agency: int,
        before: dict[str, Any] | None = None,
        after: dict[str, Any] | None = None,
        reason: str = "",
    ) -> Any: ...


@dataclass(frozen=True, slots=True)
class Undoing:
    """An import is being undone: the ids of the rows that it appended to a history and that stay, why, and when."""

    appended: Sequence[int]
    because: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportKind:
    """One kind of table that goes into one kind of thing (its subject: an agency, a bloc, a pledge).

    `find(actor, id)` gives the subject if the actor may see it, else None (a 404); `may(actor, subject)` answers
    whether he may import there, `may_export` (same as `may` unless given) whether he may take the table out.
    `subjects(actor)` lists what to offer on the import page. `planner` and `apply` are described in README.md;
    `export` gives the rows that stand now, by column key.
    """

    kind: str
    label: Callable[[], str]
    layout: Layout
    find: Callable[[Actor, int], Any | None]
    may: Callable[[Actor, Any], Answer]
    subjects: Callable[[Actor], Iterable[Any]]
    agency_of: Callable[[Any], int]
    back_url: Callable[[Any], str]
    planner: Planner
    apply: Callable[[Any, Sequence[RowPlan], Ledger, datetime], None]
    export: Callable[[Any], Iterable[Mapping[str, Any]]]
    record: Record
    may_export: Callable[[Actor, Any], Answer] | None = None
    read_otherwise: Callable[[Any, Workbook, date], ReadTable | None] | None = None
    """Reads the subject's own kind of sheet, when the file lacks the headings of the layout; rows have its keys."""
    reads_also: Callable[[], str] | None = None
    """What `read_otherwise` takes, in words for the page where the file is chosen."""
    most_rows: int = MOST_ROWS
    """Rows that a sheet of this kind may reach."""
    takes_csv: bool = False
    """Whether the table may also come as CSV."""
    undone: Callable[[Any, Undoing], object] | None = None
    """Called with the subject once an import was undone, in the same transaction, for what follows from its rows."""

    refuse_undo: Callable[[Any, Mapping[str, Any]], None] | None = None
    """Called with the subject and the effects of an import before it is undone; raises `ImportStateError` where this
    actor may not undo what it wrote.
    """

    def reads_as_csv(self, file_name: str) -> bool:
        """Whether a file of that name is read as CSV."""
        return self.takes_csv and file_name.lower().endswith(".csv")


@dataclass(frozen=True, slots=True)
class ImportTarget:
    """A kind and the thing to import into."""

    kind: ImportKind
    subject: Any


def anyone_who_sees(actor: Actor, subject: Any) -> Answer:
    """For `may_export`: who may see the subject may take its table out."""
    return YES


_kinds: dict[str, ImportKind] = {}


def register_import_kind(kind: ImportKind) -> None:
    """Called once by the owning app's `AppConfig.ready`."""
    _kinds[kind.kind] = kind


def import_kind(name: str) -> ImportKind | None:
    """The registered kind of that name."""
    return _kinds.get(name)


def import_kinds() -> list[ImportKind]:
    """All kinds in order of registration."""
    return list(_kinds.values())
