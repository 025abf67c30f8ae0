"""The form of a scan of a decision: what is known of the decision is not asked again."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from thidua.common.components.texts import short_date
from thidua.documents.forms.evidence import AddEvidenceForm


class ScanForm(AddEvidenceForm):
    """Title, and a file or a link."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("number", "issued_on", "issuer"):
            del self.fields[name]


def title_of(row: Any) -> str:
    """What a scan of the decision of a line is called until somebody says otherwise."""
    number = _("Quyết định số %(number)s") % {"number": row.decision_number}
    return f"{number}, {short_date(row.decided_on)}" if row.decided_on.code else number
