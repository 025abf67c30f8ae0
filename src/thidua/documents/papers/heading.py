"""The head of a paper: who issues it, its number, place and day. A draft leaves number and day open."""

from thidua.core.vietnam.dates import document_date
from thidua.documents.models import IssuedPaper
from thidua.documents.papers.source import PaperSource
from thidua.organisations.models import Agency


def head_of(agency: Agency, issuer: str, source: PaperSource, issued: IssuedPaper | None) -> dict[str, str]:
    """The fields `head.…`. A letter (công văn) has no code of its type in its number."""
    if issued is not None:
        number, day = issued.notation, document_date(issued.issued_on)
    else:
        number = f"        /{source.type_code}-{agency.symbol}" if source.type_code else f"        /{agency.symbol}"
        day = "ngày       tháng       năm"
    return {
        "superior": agency.name.upper(),
        "issuer": issuer.upper(),
        "number": number if source.is_numbered else "",
        "place_and_date": f"{agency.place}, {day}" if agency.place else day,
    }
