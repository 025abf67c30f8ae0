"""Evidence behind a sentence of a report, named as papers name a paper: title, number, day, issuer."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Protocol

from thidua.common.http.addresses import address_of
from thidua.common.references import Reference
from thidua.documents.queries.evidence import NamedPaper, papers_behind
from thidua.yearbook.facts.sentences import Source

NO_NUMBER = "chưa rõ số"
NO_ISSUER = "chưa rõ nơi ban hành"


class HasKey(Protocol):
    """A record, or what stands for it."""

    @property
    def pk(self) -> Any: ...


Proofs = Mapping[Reference, list[Source]]
"""The evidence of each thing."""


def proofs_of(things: Mapping[str, Iterable[HasKey]], until: date | None = None) -> Proofs:
    """The evidence of things by their kind; one query. With `until`, without papers known to be later."""
    found = papers_behind(Reference(kind, each.pk) for kind, rows in things.items() for each in rows)
    return {
        parent: [_source(piece) for piece in pieces if not _is_after(piece, until)] for parent, pieces in found.items()
    }


def _is_after(piece: NamedPaper, until: date | None) -> bool:
    earliest = piece.issued_on.earliest
    return until is not None and earliest is not None and earliest > until


def _source(piece: NamedPaper) -> Source:
    number = f"số {piece.number}" if piece.number else NO_NUMBER
    words = f"{piece.title} ({number}, {piece.issued_on}, {piece.issuer or NO_ISSUER})"
    return Source("Minh chứng", words, address_of("evidence", piece.pk))
