"""The table behind a stored document: built once while it does not change; what is wrong with a draft."""

import hashlib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from thidua.audit.chain import canonical
from thidua.core.scoring.errors import Problem
from thidua.core.scoring.reading import SUMS, build_scheme
from thidua.core.scoring.scheme import ScoringScheme
from thidua.scorecards.models import Scheme

KEPT = 32
"""Tables kept ready in one process: a large one takes some megabytes."""

_ready: dict[str, ScoringScheme] = {}


def digest_of(document: Mapping[str, Any]) -> str:
    """SHA-256 of the document in its one canonical form: what is frozen and can be checked by anyone."""
    return hashlib.sha256(canonical(dict(document)).encode()).hexdigest()


def table_of(scheme: Scheme) -> ScoringScheme:
    """The table of a scheme that has been frozen, or of a draft without faults. Raises ValueError for any other."""
    key = scheme.digest or digest_of(scheme.document)
    table = _ready.pop(key, None) or _build(scheme.document)
    _ready[key] = table
    while len(_ready) > KEPT:
        del _ready[next(iter(_ready))]
    return table


def read_documents(schemes: Iterable[Scheme]) -> None:
    """Give frozen schemes that were read without their documents these, where no table is ready: one query at most."""
    wanting = {
        scheme.pk: scheme
        for scheme in schemes
        if "document" in scheme.get_deferred_fields() and scheme.digest not in _ready
    }
    for pk, document in Scheme.objects.filter(pk__in=wanting).values_list("pk", "document") if wanting else ():
        wanting[pk].document = document


def _build(document: Mapping[str, Any]) -> ScoringScheme:
    table, problems = build_scheme(document)
    if table is None:
        raise ValueError(str(problems[0]))
    return table


def read_draft(document: Mapping[str, Any]) -> tuple[ScoringScheme | None, list[Problem]]:
    """The table of a draft, and what is wrong with it by path; no table when something is."""
    return build_scheme(document)


def read_to_try(document: Mapping[str, Any]) -> tuple[ScoringScheme | None, list[Problem]]:
    """The same for trying a draft out: a table there is too while sums do not match what is stated."""
    return build_scheme(document, SUMS)


def problems_of(document: Mapping[str, Any]) -> list[Problem]:
    """What is wrong with a draft, by path."""
    return build_scheme(document)[1]


@lru_cache(maxsize=1)
def empty_document() -> Mapping[str, Any]:
    """What a table begins with."""
    return {"format": "1", "id": "", "title": "", "starts_from": "zero", "inputs": {}, "criteria": []}
