"""Evidence and photographs on the page of their parent: `{% load documents %}`.

{% evidence_list "result" result.pk %}                            asks for evidence and answer itself
{% evidence_list "result" row.pk items=row.evidence answer=row.may_attach %}   for lists: the view asked once for all
{% photo_album "activity" activity.pk %}                          photographs in their order with captions
{% photo_album "activity" activity.pk items=photos answer=may_attach %}

The page itself was guarded, so whoever reads it may see what hangs on it.
"""

from collections.abc import Sequence
from typing import Any

from django import template
from django.template import Context
from django.utils.translation import gettext as _

from thidua.common.actor import Actor, Visitor
from thidua.common.components.texts import short_date
from thidua.common.parents import may_attach
from thidua.common.policy import Answer
from thidua.common.references import Reference
from thidua.documents.models import Evidence, Photo
from thidua.documents.queries import evidence_of, photos_of

register = template.Library()


@register.inclusion_tag("documents/_evidence_list.html", takes_context=True)
def evidence_list(
    context: Context,
    kind: str,
    key: int,
    *,
    items: Sequence[Evidence] | None = None,
    answer: Answer | None = None,
) -> dict[str, Any]:
    """Chips, and “Thêm minh chứng” or the reason why not."""
    parent = Reference(kind, key)
    return {
        "pieces": evidence_of([parent])[parent] if items is None else items,
        "answer": may_attach(_actor(context), parent) if answer is None else answer,
        "parent": parent,
        "request": context.get("request"),
    }


@register.inclusion_tag("documents/_photo_album.html", takes_context=True)
def photo_album(
    context: Context,
    kind: str,
    key: int,
    *,
    items: Sequence[Photo] | None = None,
    answer: Answer | None = None,
) -> dict[str, Any]:
    """Photographs in order, and “Sắp xếp, thêm ảnh” or the reason why not."""
    parent = Reference(kind, key)
    photos = photos_of([parent])[parent] if items is None else items
    return {
        "photos": [photo for photo in photos if photo.is_shown],
        "withdrawn": sum(not photo.is_shown for photo in photos),
        "answer": may_attach(_actor(context), parent) if answer is None else answer,
        "parent": parent,
        "request": context.get("request"),
    }


def _actor(context: Context) -> Actor:
    actor = context.get("actor")
    return actor if isinstance(actor, Actor) else Visitor()


@register.filter
def evidence_kind(evidence: Evidence) -> str:
    """What `file_chip` calls its type: pdf, docx, xlsx, jpg, png, link."""
    return evidence.file.extension if evidence.file else "link"


@register.filter
def evidence_size(evidence: Evidence) -> int | None:
    """The size of what would be downloaded; None for a link."""
    return evidence.file.served_size if evidence.file else None


@register.filter
def evidence_note(evidence: Evidence) -> str:
    """Number, date and issuer in one line, as far as they are known."""
    if evidence.replaced_by_id is not None:
        return _("Đã có bản mới hơn")
    number = _("Số {number}").format(number=evidence.number) if evidence.number else ""
    day = short_date(evidence.issued_on) if evidence.issued_on.code else ""
    return ", ".join(each for each in (number, day, evidence.issuer) if each)
