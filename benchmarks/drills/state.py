"""What is in an installation: `python -m benchmarks.drills.state` in its environment prints one line of JSON.

`made` counts, per kind of deed and mark, the rows; `recorded` counts the entries of history that tell of those rows.
`halves` names rows without their entry, entries without their row, files without their content.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402  models only after Django is set up
from django.db import models  # noqa: E402

from thidua.activities.models import Activity  # noqa: E402
from thidua.audit.models import AuditEntry  # noqa: E402
from thidua.campaigns.models import PledgeSignature, RuleComment, Theme  # noqa: E402
from thidua.cli.backup.tables import kept_models  # noqa: E402
from thidua.common.models import Job  # noqa: E402
from thidua.documents.models import Evidence, StoredFile  # noqa: E402

KINDS: dict[str, tuple[type[models.Model], str, str]] = {
    "theme": (Theme, "text", "theme.added"),
    "activity": (Activity, "title", "activity.recorded"),
    "evidence": (Evidence, "title", "evidence.added"),
}
"""Kind of deed: its rows, the column of its mark, the act that history tells of it."""


def main() -> None:
    """Look at everything."""
    comments, signatures = RuleComment.objects.all(), PledgeSignature.objects.all()
    made = {
        kind: Counter(model._base_manager.values_list(column, flat=True))
        for kind, (model, column, _action) in KINDS.items()
    }
    found = {
        "made": {
            **made,
            "comment": Counter(comments.values_list("text", flat=True)),
            "signature": Counter(signatures.values_list("unit__code", flat=True)),
        },
        "halves": [
            *(half for kind, (model, _column, act) in KINDS.items() for half in _without_partner(kind, model, act)),
            *_without_words("comment", Counter(comments.values_list("text", flat=True)), "rules.commented", "text"),
            *_without_words("signature", Counter(signatures.values_list("unit", flat=True)), "pledge.signed", "unit"),
            *_files_without_content(),
        ],
        "entries": AuditEntry.objects.count(),
        "jobs": {job.pk: job.state for job in Job.objects.order_by("pk")},
        "rows": {model._meta.label_lower: model._base_manager.count() for model in kept_models()},
    }
    print(json.dumps(found, ensure_ascii=False))


def _without_partner(kind: str, model: type[models.Model], action: str) -> list[str]:
    """Rows whose making is recorded other than once, and recorded rows that are not there."""
    entries = Counter(AuditEntry.objects.filter(action=action).values_list("object_id", flat=True))
    stored = Counter(model._base_manager.values_list("pk", flat=True))
    return _differences(kind, stored, entries)


def _without_words(kind: str, stored: Counter[Any], action: str, told_as: str) -> list[str]:
    """The same for what history tells of under the thing it belongs to."""
    payloads = AuditEntry.objects.filter(action=action).values_list("payload", flat=True)
    return _differences(kind, stored, Counter(json.loads(payload)["after"][told_as] for payload in payloads))


def _differences(kind: str, stored: Counter[Any], entries: Counter[Any]) -> list[str]:
    keys: Iterable[Any] = stored.keys() | entries.keys()
    return [
        f"{kind} {key}: {stored[key]} rows, {entries[key]} entries"
        for key in sorted(keys, key=str)
        if stored[key] != entries[key]
    ]


def _files_without_content() -> list[str]:
    root = Path(settings.MEDIA_ROOT)
    halves = []
    for file in StoredFile.objects.all():
        for path, digest in ((file.original_path, file.sha256), (file.served_path, file.served_sha256)):
            content = root / path
            if not content.is_file() or hashlib.sha256(content.read_bytes()).hexdigest() != digest:
                halves.append(f"file {path}")
    return halves


main()
