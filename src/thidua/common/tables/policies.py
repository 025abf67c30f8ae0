"""Who may bring tables in and take them out: whatever the kind answers for its subject."""

from thidua.common.actor import Actor
from thidua.common.models import ImportRun
from thidua.common.policy import Answer
from thidua.common.tables.kinds import ImportTarget, import_kind
from thidua.common.tables.queries import HEAVY


def find_import_target(actor: Actor, kind: str, subject: int) -> ImportTarget | None:
    """The subject among what the actor may see."""
    registered = import_kind(kind)
    found = registered.find(actor, subject) if registered else None
    return ImportTarget(registered, found) if registered and found is not None else None


def may_import(actor: Actor, target: ImportTarget) -> Answer:
    """Whether the actor may import there."""
    return target.kind.may(actor, target.subject)


def may_export(actor: Actor, target: ImportTarget) -> Answer:
    """Whether the actor may take the table out."""
    return (target.kind.may_export or target.kind.may)(actor, target.subject)


def find_import_run(actor: Actor, pk: int) -> ImportRun | None:
    """An import into a subject the actor may see."""
    run = ImportRun.objects.defer(*HEAVY).filter(pk=pk).first()
    if run is None or find_import_target(actor, run.kind, run.subject_id) is None:
        return None
    return run


def may_handle_import(actor: Actor, run: ImportRun) -> Answer:
    """Whether the actor may see and carry on this import: it holds the file's rows, so only who may import."""
    target = find_import_target(actor, run.kind, run.subject_id)
    if target is None:
        return Answer(allowed=False)
    return may_import(actor, target)
