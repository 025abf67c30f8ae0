"""An agency brings its own Word template for a kind of paper, or goes back to ours."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.services import record
from thidua.common.actor import Actor, PersonActor
from thidua.common.policy import require
from thidua.documents.models import PaperTemplate
from thidua.documents.papers.filling import TemplateFaultError, fill_template, unknown_fields
from thidua.organisations.models import Agency
from thidua.organisations.policies import may_keep_organisations


@transaction.atomic
def set_template(
    *, actor: Actor, agency: Agency, kind: str, name: str, content: bytes, sample: Mapping[str, Any], now: datetime
) -> PaperTemplate:
    """Use `content` for papers of `kind` from now on.

    It is filled once with `sample` facts: an unknown field or a broken tag refuses it by name.
    """
    require(may_keep_organisations(actor, agency))
    if unknown := unknown_fields(content, sample):
        raise TemplateFaultError(
            _("Mẫu dùng trường không có trong loại văn bản này: %(fields)s.") % {"fields": ", ".join(unknown)},
            field="file",
            fields=unknown,
        )
    fill_template(content, sample)
    Agency.objects.select_for_update(no_key=True).get(pk=agency.pk)
    PaperTemplate.objects.filter(agency=agency, kind=kind, is_retired=False).update(is_retired=True)
    template = PaperTemplate.objects.create(
        agency=agency,
        kind=kind,
        name=name,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        uploaded_by_id=actor.user if isinstance(actor, PersonActor) else None,
        uploaded_at=now,
    )
    record(actor, "template.set", template, agency=agency.pk, after={"kind": kind, "sha256": template.sha256})
    return template


@transaction.atomic
def retire_template(*, actor: Actor, agency: Agency, kind: str) -> None:
    """Go back to the template that comes with the product; the agency's own stays in store."""
    require(may_keep_organisations(actor, agency))
    for template in PaperTemplate.objects.select_for_update(no_key=True).filter(
        agency=agency, kind=kind, is_retired=False
    ):
        template.is_retired = True
        template.save(update_fields=["is_retired"])
        record(actor, "template.retired", template, agency=agency.pk, before={"kind": kind, "sha256": template.sha256})
