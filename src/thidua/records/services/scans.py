"""One scan for every line that rests on one decision: a decision names many, and is scanned once."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from thidua.common.actor import Actor
from thidua.common.policy import require
from thidua.documents.models import Evidence
from thidua.documents.services import add_evidence, share_evidence
from thidua.records.facts.scans import lines_of, scans_on
from thidua.records.policies.scans import lines_like, may_hang_on
from thidua.records.queries import Line


def hang_scan(
    *, actor: Actor, line: Line, title: str, now: datetime, upload: Any = None, url: str = "", marked_secret: bool
) -> int:
    """Hang a new scan, a file or a link, on all lines that rest on the decision of `line` and that the actor writes;
    the number of lines. Raises as `add_evidence` does.
    """
    require(may_hang_on(actor, line))
    row = line.row
    scan = add_evidence(
        actor=actor,
        parent=line.reference,
        agency=row.agency_id,
        title=title,
        number=row.decision_number,
        issued_on=row.decided_on,
        issuer=row.issuer,
        upload=upload,
        url=url,
        marked_secret=marked_secret,
        now=now,
    )
    return 1 + share_evidence(actor=actor, evidence=scan, parents=lines_of(line, lines_like(actor, line)), now=now)


def hang_scan_again(*, actor: Actor, line: Line, scan: int, now: datetime) -> int:
    """Hang a scan that some of these lines have on all of them; the number of lines that did not have it. One that
    hangs on none of them changes nothing.
    """
    require(may_hang_on(actor, line))
    lines = lines_of(line, lines_like(actor, line))
    found: Evidence | None = next((each for each in scans_on(lines)[0] if each.pk == scan), None)
    return share_evidence(actor=actor, evidence=found, parents=lines, now=now) if found is not None else 0
