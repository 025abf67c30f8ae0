"""A newer copy of a paper takes the place of the older one, and the older one stays."""

from datetime import datetime

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit import services as audit
from thidua.common.actor import Actor, PersonActor
from thidua.common.parents import may_attach
from thidua.common.policy import require
from thidua.common.versions import require_version
from thidua.documents import policies
from thidua.documents.errors import EvidenceError
from thidua.documents.models import Evidence, EvidenceLink
from thidua.documents.services.evidence import name_of
from thidua.documents.services.files import keep, received


def replace_file(
    *,
    actor: Actor,
    evidence: Evidence,
    upload: File[bytes],
    read: int,
    now: datetime,
    marked_secret: bool = False,
) -> Evidence:
    """A new row with the new file takes over every parent the actor may still change.

    A parent that is closed (a signed pledge, adopted minutes) keeps the copy it was closed with; that copy says that a
    newer one exists. Raises `UploadRefusedError`, `StaleVersionError`, `EvidenceError` when the file is the same.
    """
    require(policies.may_replace_file(actor, evidence))
    with received(upload, marked_secret=marked_secret) as file, transaction.atomic():
        old = Evidence.objects.select_for_update(of=("self",), no_key=True).select_related("file").get(pk=evidence.pk)
        require(policies.may_replace_file(actor, old))
        require_version(old, read)
        assert file is not None
        stored = keep(file, actor=actor, agency=old.agency_id, now=now)
        if stored.pk == old.file_id:
            raise EvidenceError(_("Tệp này giống hệt tệp đang có. Chọn tệp mới."), code="same_file", field="upload")
        new = Evidence.objects.create(
            agency_id=old.agency_id,
            unit_id=old.unit_id,
            title=old.title,
            number=old.number,
            issued_on=old.issued_on,
            issuer=old.issuer,
            file=stored,
            added_by_id=actor.user if isinstance(actor, PersonActor) else None,
            added_by_name=name_of(actor),
            added_at=now,
        )
        old.replaced_by = new
        old.save()
        moved = []
        for link in EvidenceLink.objects.select_for_update(no_key=True).filter(evidence=old):
            if may_attach(actor, link.parent):
                link.evidence = new
                link.save()
                moved.append([link.parent_kind, link.parent_id])
        audit.record(
            actor,
            "evidence.replaced",
            new,
            agency=new.agency_id,
            before={"evidence": old.pk, "sha256": old.file.sha256 if old.file else None},
            after={"evidence": new.pk, "sha256": stored.sha256, "parents": moved},
        )
        return new
