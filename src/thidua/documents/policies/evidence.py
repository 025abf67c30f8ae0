"""Evidence is seen by whoever sees one of its parents, and by the unit that brought it."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from thidua.common.actor import Actor, PersonActor
from thidua.common.parents import may_attach, visible_parents
from thidua.common.policy import YES, Answer, refused
from thidua.common.references import Reference
from thidua.documents.models import Evidence, EvidenceLink
from thidua.documents.queries import unit_evidence
from thidua.organisations.policies import IN_UNIT


@dataclass(frozen=True, slots=True)
class Bond:
    """A piece of evidence and a parent that it might serve."""

    evidence: Evidence
    parent: Reference


def find_evidence(actor: Actor, pk: int) -> Evidence | None:
    """The piece of evidence, if the actor may see it; whoever sees a paper sees its older copies."""
    evidence = Evidence.objects.filter(pk=pk).select_related("file", "unit", "agency", "replaced_by").first()
    return evidence if evidence is not None and is_any_visible(actor, copies_from(evidence)) else None


def copies_from(evidence: Evidence) -> list[Evidence]:
    """The piece itself and its newer copies, one after the other."""
    copies = [evidence]
    while (newer := copies[-1].replaced_by) is not None and newer not in copies:
        copies.append(newer)
    return copies


def is_any_visible(actor: Actor, pieces: list[Evidence]) -> bool:
    """Whether the actor may see one of `pieces`: one query for their parents and one per kind of parent."""
    units = actor.units_as(*IN_UNIT)
    user = actor.user if isinstance(actor, PersonActor) else None
    if any(each.unit_id in units or (user is not None and each.added_by_id == user) for each in pieces):
        return True
    links = EvidenceLink.objects.filter(evidence__in=[each.pk for each in pieces])
    return bool(visible_parents(actor, {link.parent for link in links}))


def find_parent(actor: Actor, kind: str, parent: int) -> Reference | None:
    """What evidence is to be attached to, if the actor may see it."""
    reference = Reference(kind, parent)
    return reference if visible_parents(actor, {reference}) else None


def may_attach_to(actor: Actor, parent: Reference) -> Answer:
    """Whether the actor may add evidence or photographs to `parent`, in the words of the app that owns it."""
    return may_attach(actor, parent)


def find_bond(actor: Actor, pk: int, kind: str, parent: int) -> Bond | None:
    """A piece of evidence and a parent, if the actor may see both."""
    evidence = find_evidence(actor, pk)
    reference = find_parent(actor, kind, parent)
    return Bond(evidence, reference) if evidence is not None and reference is not None else None


def may_use_again(actor: Actor, bond: Bond) -> Answer:
    """Whether the actor may let the piece serve that parent."""
    return may_attach(actor, bond.parent)


def find_evidence_link(actor: Actor, pk: int, kind: str, parent: int) -> EvidenceLink | None:
    """The bond between a piece of evidence and a parent, if the actor may see the parent."""
    if find_parent(actor, kind, parent) is None:
        return None
    links = EvidenceLink.objects.filter(evidence=pk, parent_kind=kind, parent_id=parent)
    return links.select_related("evidence__file", "evidence__unit").first()


def may_unlink(actor: Actor, link: EvidenceLink) -> Answer:
    """Whether the actor may take the evidence away from that parent."""
    return may_attach(actor, link.parent)


def may_correct_evidence(actor: Actor, evidence: Evidence) -> Answer:
    """Whether the actor may correct what is said of it: the unit that brought it, or who keeps one of its parents."""
    if evidence.replaced_by_id is not None:
        return refused(_("Minh chứng này đã có bản mới hơn. Mở bản mới hơn để sửa."))
    if evidence.unit_id in actor.units_as(*IN_UNIT):
        return YES
    links = EvidenceLink.objects.filter(evidence=evidence)
    if any(may_attach(actor, link.parent) for link in links):
        return YES
    return refused(
        _("Chỉ đơn vị đưa minh chứng này lên mới sửa được."),
        who=evidence.unit.name if evidence.unit else evidence.added_by_name,
    )


def may_replace_file(actor: Actor, evidence: Evidence) -> Answer:
    """Whether the actor may put a newer copy of the paper in its place."""
    if evidence.file_id is None:
        return refused(_("Minh chứng này không phải là tệp nên không thay tệp được."))
    return may_correct_evidence(actor, evidence)


def reusable_evidence(actor: Actor) -> QuerySet[Evidence]:
    """What the actor's units brought before and may attach again."""
    return unit_evidence(actor.units_as(*IN_UNIT))
