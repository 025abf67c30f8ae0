"""Adding evidence, letting one piece serve more parents, taking it away, correcting what is said of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.validators import URLValidator
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.audit import services as audit
from thidua.common.actor import Actor, PersonActor, SystemActor
from thidua.common.components.texts import short_date
from thidua.common.parents import attachable_parents, describe_parents, may_attach
from thidua.common.policy import refused, require
from thidua.common.references import Reference
from thidua.common.versions import require_version
from thidua.core.vietnam.names import normalise
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.documents import policies
from thidua.documents.errors import EvidenceError
from thidua.documents.models import Evidence, EvidenceLink, StoredFile
from thidua.documents.services.files import keep, received
from thidua.organisations.policies import IN_UNIT

_FEW: Final = 500
"""Ids that one question names."""
_NAMED: Final = 20
"""Things that an entry of history names one by one."""
_url_is_sound = URLValidator(schemes=["http", "https"])


@dataclass(frozen=True, slots=True)
class Details:
    """What is said of a piece of evidence, cleaned and found possible."""

    title: str
    number: str
    issued_on: PartialDate
    issuer: str


def add_evidence(
    *,
    actor: Actor,
    parent: Reference,
    agency: int,
    title: str,
    now: datetime,
    number: str = "",
    issued_on: PartialDate | None = None,
    issuer: str = "",
    upload: File[bytes] | None = None,
    url: str = "",
    about: Reference | None = None,
    unit: int | None = None,
    marked_secret: bool = False,
) -> Evidence:
    """Attach a new piece of evidence to `parent`: exactly one of a file, a link, or a thing of this system (`about`).

    `unit` is who brings it; by default the actor's only unit. The same file, link or thing attached twice to one
    parent is one piece: the first is given back. Raises `UploadRefusedError`, `EvidenceError`, `RefusedError`.
    """
    require(may_attach(actor, parent))
    details = clean_details(title, number, issued_on, issuer, today=timezone.localtime(now).date())
    url = clean_url(url)
    if [upload is not None, bool(url), about is not None].count(True) != 1:
        raise EvidenceError(_("Chọn một tệp, hoặc nhập một đường dẫn."), code="no_source", field="upload")
    with received(upload, marked_secret=marked_secret) as file, transaction.atomic():
        require(may_attach(actor, parent))
        stored = keep(file, actor=actor, agency=agency, now=now) if file is not None else None
        if (present := _same_at(parent, stored, url, about)) is not None:
            return present
        evidence = Evidence.objects.create(
            agency_id=agency,
            unit_id=unit if unit is not None else _only_unit_of(actor),
            title=details.title,
            number=details.number,
            issued_on=details.issued_on,
            issuer=details.issuer,
            file=stored,
            url=url,
            about_kind=about.kind if about else "",
            about_id=about.id if about else None,
            added_by_id=actor.user if isinstance(actor, PersonActor) else None,
            added_by_name=name_of(actor),
            added_at=now,
        )
        EvidenceLink.objects.create(
            agency_id=agency, evidence=evidence, parent_kind=parent.kind, parent_id=parent.id, linked_at=now
        )
        audit.record(actor, "evidence.added", evidence, agency=agency, after=_facts(evidence) | _parent_facts(parent))
        return evidence


@transaction.atomic
def link_evidence(*, actor: Actor, evidence: Evidence, parent: Reference, now: datetime) -> EvidenceLink:
    """Let a piece of evidence serve one more parent; a second time changes nothing."""
    require(may_attach(actor, parent))
    evidence = Evidence.objects.select_for_update(no_key=True).get(pk=evidence.pk)
    if evidence.replaced_by_id is not None:
        raise EvidenceError(_("Minh chứng này đã có bản mới hơn. Chọn bản mới hơn để dùng."), code="replaced")
    link, is_new = EvidenceLink.objects.get_or_create(
        agency_id=evidence.agency_id,
        evidence=evidence,
        parent_kind=parent.kind,
        parent_id=parent.id,
        defaults={"linked_at": now},
    )
    if is_new:
        audit.record(actor, "evidence.linked", evidence, agency=evidence.agency_id, after=_parent_facts(parent))
    return link


@transaction.atomic
def share_evidence(*, actor: Actor, evidence: Evidence, parents: Sequence[Reference], now: datetime) -> int:
    """Let a piece of evidence serve all of these, with one entry of history; how many it did not serve before. Raises
    `RefusedError` where the actor may not attach at one of them.
    """
    if attachable_parents(actor, set(parents)) != set(parents):
        require(refused(_("Có mục mà anh/chị không thêm được minh chứng.")))
    evidence = Evidence.objects.select_for_update(no_key=True).get(pk=evidence.pk)
    if evidence.replaced_by_id is not None:
        raise EvidenceError(_("Minh chứng này đã có bản mới hơn. Chọn bản mới hơn để dùng."), code="replaced")
    served = {link.parent for link in EvidenceLink.objects.filter(evidence=evidence)}
    fresh = [parent for parent in dict.fromkeys(parents) if parent not in served]
    EvidenceLink.objects.bulk_create(
        [
            EvidenceLink(
                agency_id=evidence.agency_id,
                evidence=evidence,
                parent_kind=parent.kind,
                parent_id=parent.id,
                linked_at=now,
            )
            for parent in fresh
        ],
        batch_size=_FEW,
    )
    if fresh:
        after = {"served": _named_in_history(fresh)}
        audit.record(actor, "evidence.linked", evidence, agency=evidence.agency_id, after=after)
    return len(fresh)


@transaction.atomic
def unlink_evidence(*, actor: Actor, evidence: Evidence, parent: Reference) -> None:
    """Take a piece of evidence away from one parent. The evidence and its file stay where they are kept."""
    require(may_attach(actor, parent))
    links = EvidenceLink.objects.select_for_update(no_key=True).filter(
        evidence=evidence, parent_kind=parent.kind, parent_id=parent.id
    )
    if (link := links.first()) is None:
        return
    link.delete()
    audit.record(actor, "evidence.unlinked", evidence, agency=evidence.agency_id, before=_parent_facts(parent))


@transaction.atomic
def let_go(*, actor: Actor, parents: set[Reference]) -> list[str]:
    """Take evidence off parents that are being deleted: one entry for each piece, which names them. The pieces stay
    with whoever brought them, and with their other parents. Their titles.
    """
    kinds = {parent.kind for parent in parents}
    links = EvidenceLink.objects.filter(parent_kind__in=kinds)
    if len(parents) <= _FEW:
        links = links.filter(parent_id__in=[parent.id for parent in parents])
    held: dict[int, list[EvidenceLink]] = {}
    for link in links.order_by("evidence", "pk").iterator(2_000):
        if link.parent in parents:
            held.setdefault(link.evidence_id, []).append(link)
    if not held:
        return []
    pieces = Evidence.objects.select_for_update(no_key=True).in_bulk(list(held))
    for pk, found in held.items():
        before = {"served": _named_in_history([link.parent for link in found])}
        audit.record(actor, "evidence.unlinked", pieces[pk], agency=pieces[pk].agency_id, before=before)
    ids = [link.pk for found in held.values() for link in found]
    for at in range(0, len(ids), _FEW):
        EvidenceLink.objects.filter(pk__in=ids[at : at + _FEW]).delete()
    return [pieces[pk].title for pk in held]


@transaction.atomic
def correct_evidence(
    *,
    actor: Actor,
    evidence: Evidence,
    read: int,
    title: str,
    number: str,
    issued_on: PartialDate,
    issuer: str,
    now: datetime,
) -> Evidence:
    """Correct what is said of a piece of evidence; `read` is the version the writer had seen."""
    require(policies.may_correct_evidence(actor, evidence))
    evidence = Evidence.objects.select_for_update(no_key=True).get(pk=evidence.pk)
    require_version(evidence, read)
    before = _facts(evidence)
    details = clean_details(title, number, issued_on, issuer, today=timezone.localtime(now).date())
    evidence.title = details.title
    evidence.number = details.number
    evidence.issued_on = details.issued_on
    evidence.issuer = details.issuer
    evidence.save()
    audit.record(
        actor, "evidence.corrected", evidence, agency=evidence.agency_id, before=before, after=_facts(evidence)
    )
    return evidence


def clean_details(title: str, number: str, issued_on: PartialDate | None, issuer: str, *, today: date) -> Details:
    """The details as they are kept; raises `EvidenceError` for what cannot be."""
    issued = issued_on or PartialDate()
    title = normalise(title)
    if not title:
        raise EvidenceError(_("Anh/chị chưa nhập tên minh chứng."), code="no_title", field="title")
    if issued.earliest is not None and issued.earliest > today:
        raise EvidenceError(
            _("Ngày ban hành {day} còn ở phía trước. Xem lại ngày.").format(day=short_date(issued)),
            code="issued_in_future",
            field="issued_on",
        )
    return Details(title[:250], normalise(number)[:80], issued, normalise(issuer)[:250])


def clean_url(url: str) -> str:
    """A link that a browser may open; empty stays empty."""
    url = url.strip()
    if not url:
        return ""
    try:
        _url_is_sound(url)
    except ValidationError as error:
        raise EvidenceError(
            _("Đường dẫn phải bắt đầu bằng https:// hoặc http://. Chép lại từ ô địa chỉ của trình duyệt."),
            code="bad_url",
            field="url",
        ) from error
    return url


def name_of(actor: Actor) -> str:
    """How a page names who did it."""
    if isinstance(actor, PersonActor):
        return actor.name
    return actor.reason if isinstance(actor, SystemActor) else ""


def _only_unit_of(actor: Actor) -> int | None:
    units = actor.units_as(*IN_UNIT)
    return next(iter(units)) if len(units) == 1 else None


def _same_at(parent: Reference, file: StoredFile | None, url: str, about: Reference | None) -> Evidence | None:
    """The same file, link or thing that serves `parent` already."""
    at_parent = EvidenceLink.objects.filter(parent_kind=parent.kind, parent_id=parent.id).values("evidence")
    same = Evidence.objects.filter(pk__in=at_parent)
    if file is not None:
        return same.filter(file=file).first()
    if about is not None:
        return same.filter(about_kind=about.kind, about_id=about.id).first()
    return same.filter(url=url).first()


def _named_in_history(parents: Sequence[Reference]) -> list[str]:
    """The first of them by name, and how many more."""
    named = describe_parents(set(parents[:_NAMED]))
    titles = [named[parent].title for parent in parents[:_NAMED] if parent in named]
    more = len(parents) - len(titles)
    return [*titles, *([_("và %(count)s mục nữa") % {"count": more}] if more else [])]


def _facts(evidence: Evidence) -> dict[str, Any]:
    return {
        "title": evidence.title,
        "number": evidence.number,
        "issued_on": evidence.issued_on.code,
        "issuer": evidence.issuer,
        "sha256": evidence.file.sha256 if evidence.file else None,
        "url": evidence.url,
        "about": [evidence.about_kind, evidence.about_id] if evidence.about else None,
    }


def _parent_facts(parent: Reference) -> dict[str, Any]:
    return {"parent": [parent.kind, parent.id]}
