"""What letters of thanks and confirmations say: their sources, their own templates, the facts that fill them."""

from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import override

from thidua.activities.enums import ConfirmationKind, PartyState
from thidua.activities.facts.attendance import Attendance
from thidua.activities.facts.words import when_of
from thidua.activities.models import Activity, ActivityParty, Participant
from thidua.documents.models import IssuedPaper
from thidua.documents.papers.decree30 import draw_template
from thidua.documents.papers.heading import head_of
from thidua.documents.papers.source import PaperSource, parse_source
from thidua.organisations.models import Bloc

FOLDER = Path(__file__).resolve().parents[1] / "papers"
SOURCES = {
    ConfirmationKind.PARTICIPATION: "participation_paper",
    ConfirmationKind.THANKS: "thanks_letter",
}
"""Kind of confirmation → kind of paper."""


@cache
def letter_kinds() -> dict[str, PaperSource]:
    """The sources by kind of paper."""
    return {
        kind: parse_source((FOLDER / f"{kind}.paper").read_text(encoding="utf-8")) for kind in sorted(SOURCES.values())
    }


def source_of(kind: ConfirmationKind) -> PaperSource:
    """The source of one kind of confirmation."""
    return letter_kinds()[SOURCES[kind]]


@cache
def own_letter_template(kind: str) -> bytes:
    """The Word template that comes with the product."""
    return draw_template(letter_kinds()[kind])


def is_due(kind: ConfirmationKind, party: ActivityParty, attendance: Attendance) -> bool:
    """Whether a party may get a paper of this kind: a sponsor who sent nobody is thanked, not confirmed."""
    return party.counts and (kind == ConfirmationKind.THANKS or attendance.has_party(party))


def post_of_signer(activity: Activity) -> str:
    """Under which post the paper is signed unless somebody says another."""
    return "KHỐI TRƯỞNG" if isinstance(activity.home, Bloc) else "THỦ TRƯỞNG ĐƠN VỊ"


def letter_facts(
    activity: Activity,
    source: PaperSource,
    recipient: dict[str, Any],
    *,
    basis: str,
    issued: IssuedPaper,
    signer: tuple[str, str],
    check: tuple[str, str],
) -> dict[str, Any]:
    """Every field of a paper. `signer` is post and name, `check` the code as printed and where it is checked."""
    post, name = signer
    code, address = check
    with override("vi"):
        when = when_of(activity)
    return {
        "head": head_of(activity.agency, activity.home.name, source, issued),
        "foot": {"post": post.upper(), "signer": name, "also_signer": ""},
        "issuer": activity.home.name,
        "activity": {
            "title": activity.title,
            "when": when,
            "place": activity.place,
            "message": activity.message,
        },
        "recipient": recipient,
        "basis": basis,
        "check": {"code": code, "address": address},
    }


def person_words(participant: Participant, attendance: Attendance) -> dict[str, Any]:
    """A person as his paper names him."""
    words = ", ".join(each for each in (participant.name, participant.post) if each)
    return {
        "name": participant.name,
        "words": words,
        "comes_for": "; ".join(link.party.name for link in participant.parties.all()),
        "minutes": attendance.minutes.get(str(participant.code)),
    }


def party_words(party: ActivityParty) -> dict[str, Any]:
    """A party as its paper names it."""
    return {"name": party.name, "words": party.name, "comes_for": "", "minutes": None}


def basis_of(party: ActivityParty | None, attendance: Attendance) -> str:
    """From what it is known, in Vietnamese: papers are."""
    if party is None:
        return "bản ghi có mặt tại hoạt động"
    if attendance.has_party(party):
        return "bản ghi người của đơn vị có mặt tại hoạt động"
    return party.paper if party.state == PartyState.ON_PAPER else "đơn vị tự xác nhận tham gia"


def sample_letter() -> dict[str, Any]:
    """Invented facts with every field filled: what an agency's own template is tried on."""
    return {
        "head": {
            "superior": "BỘ MINH HOẠ",
            "issuer": "KHỐI THI ĐUA SỐ I",
            "number": "01/GXN-BMH",
            "place_and_date": "Hà Nội, ngày 05 tháng 12 năm 2026",
        },
        "foot": {"post": "KHỐI TRƯỞNG", "signer": "Nguyễn Văn Mẫu", "also_signer": ""},
        "issuer": "Khối thi đua số I",
        "activity": {
            "title": "Thu gom rác thải",
            "when": "8 giờ, thứ Bảy, 05/12/2026",
            "place": "Bãi biển",
            "message": "Vì một đại dương xanh",
        },
        "recipient": {
            "name": "Trần Thị Mẫu",
            "words": "Trần Thị Mẫu, chuyên viên",
            "comes_for": "Vụ Minh hoạ",
            "minutes": 120,
        },
        "basis": "bản ghi có mặt tại hoạt động",
        "check": {"code": "2345-6789-ABCD-EFGH", "address": "https://thidua.example/giay-xac-nhan/"},
    }
