"""What the papers before an activity say: the letter that asks leave, the invitation, the notice.

They are drafts: made of the plan as it stands, without a number and a day, and not kept. What nobody knows prints as
“chưa rõ”; `unknown_in` names it beforehand.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from thidua.activities.enums import ActivityKind, DraftKind, Insurance, PartyRole
from thidua.activities.facts.letters import FOLDER, post_of_signer
from thidua.activities.facts.plans import PlanLine, lines_of
from thidua.activities.facts.sums import total
from thidua.activities.facts.words import hours_words
from thidua.activities.models import Activity, ActivityParty, Participant
from thidua.activities.queries.follow_up import programme_of
from thidua.activities.queries.plans import items_of, plan_of, risks_of, zones_of
from thidua.campaigns.queries.calendars import calendar_of
from thidua.common import clock
from thidua.common.components.texts import long_date, number
from thidua.core.vietnam.dates import format_date
from thidua.core.vietnam.names import fold
from thidua.documents.papers.decree30 import draw_template
from thidua.documents.papers.heading import head_of
from thidua.documents.papers.source import PaperSource, parse_source

UNKNOWN = "chưa rõ"
"""How a paper says that something is not known."""
SOURCES = {
    DraftKind.PERMISSION: "permission_letter",
    DraftKind.INVITATION: "activity_invitation",
    DraftKind.NOTICE: "activity_notice",
}
"""Kind of draft → kind of paper."""
SLUGS = {DraftKind.PERMISSION: "xin-phep", DraftKind.INVITATION: "giay-moi", DraftKind.NOTICE: "thong-bao"}
"""What addresses and files call them."""
ASKED_FOR_LEAVE = (PartyRole.LOCAL_AUTHORITY, PartyRole.HOST)
"""Parties that are proposed where leave is asked; the writer chooses."""


@dataclass(frozen=True, slots=True)
class Addressee:
    """To whom a paper goes: a party, a person on the list, or words; `words` add the post of a person."""

    name: str
    words: str
    party: ActivityParty | None = None

    @classmethod
    def of_party(cls, party: ActivityParty) -> "Addressee":
        """A party."""
        return cls(party.name, party.name, party)

    @classmethod
    def of_person(cls, person: Participant) -> "Addressee":
        """Somebody on the list."""
        return cls(person.name, ", ".join(each for each in (person.name, person.post) if each))

    @classmethod
    def of_words(cls, words: str) -> "Addressee":
        """Whoever has no record here."""
        return cls(words, words)


@dataclass(frozen=True, slots=True)
class Sender:
    """Who signs (the name may stay open), whom to answer, and until when as it is printed; empty: no term."""

    post: str
    signer: str
    contact: str
    reply_by: str = ""


@cache
def draft_kinds() -> dict[str, PaperSource]:
    """The sources by kind of paper."""
    return {
        kind: parse_source((FOLDER / f"{kind}.paper").read_text(encoding="utf-8")) for kind in sorted(SOURCES.values())
    }


@cache
def own_draft_template(kind: str) -> bytes:
    """The Word template that comes with the product."""
    return draw_template(draft_kinds()[kind])


def draft_facts(activity: Activity, kind: DraftKind, sender: Sender, addressee: Addressee | None) -> dict[str, Any]:
    """Every field of a paper, in Vietnamese. `addressee` is None for the notice, which goes to all parties alike."""
    with override("vi"):
        return _plan_facts(activity) | {
            "head": head_of(activity.agency, activity.home.name, draft_kinds()[SOURCES[kind]], None),
            "foot": {
                "post": (sender.post or post_of_signer(activity)).upper(),
                "signer": sender.signer,
                "also_signer": "",
            },
            "recipient": _recipient(activity, addressee) if addressee is not None else None,
            "contact": sender.contact,
            "reply_by": sender.reply_by,
        }


def unknown_in(activity: Activity, kind: DraftKind) -> list[str]:
    """What the paper would print as not known, in the reader's language."""
    facts = _plan_facts(activity)
    told = facts["activity"]
    lacking = {
        _("ngày"): told["day"],
        _("giờ"): told["hours"],
        _("nơi tổ chức"): told["place"],
    }
    if kind == DraftKind.PERMISSION:
        lacking[_("số người dự kiến")] = facts["people"]
        lacking[_("khu vực")] = facts["zones"] or None
    if kind != DraftKind.INVITATION:
        lacking[_("bảo hiểm")] = facts["insurance"]
        lacking[_("rủi ro và biện pháp")] = facts["risks"] or None
    if kind == DraftKind.NOTICE:
        lacking[_("bên đã xác nhận")] = facts["parties"] or None
        lacking[_("phân công")] = facts["tasks"] or None
    if kind == DraftKind.PERMISSION and told["is_clean_up"]:
        lacking[_("đơn vị thu gom, xử lý rác")] = facts["collectors"]
    return [name for name, value in lacking.items() if value is None]


def file_name(kind: DraftKind, number: int, addressee: Addressee | None) -> str:
    """“giay-moi-01-so-tai-nguyen.docx”."""
    whose = f"-{number:02d}-{'-'.join(fold(addressee.name).split())[:60]}" if addressee is not None else ""
    return f"{SLUGS[kind]}{whose}.docx"


def _plan_facts(activity: Activity) -> dict[str, Any]:
    parties = [each for each in activity.parties.all() if each.counts]
    zones = list(zones_of(activity))
    people = total(zone.head_count for zone in zones)
    plan = plan_of(activity)
    day = activity.held_on
    collectors = "; ".join(each.name for each in parties if each.role == PartyRole.COLLECTOR)
    return {
        "issuer": activity.home.name,
        "activity": {
            "title": activity.title,
            "kind": str(activity.get_kind_display()),
            "message": activity.message,
            "day": long_date(day) if day.earliest is not None else None,
            "hours": hours_words(activity.starts_at, activity.ends_at) or None,
            "place": activity.place or None,
            "is_clean_up": activity.kind == ActivityKind.CLEAN_UP,
        },
        "parties": [{"name": each.name, "role": str(each.get_role_display()).lower()} for each in parties],
        "collectors": collectors or None,
        "people": None if people.value is None else number(people.value),
        "zones": [
            {"name": each.name, "metres": None if each.metres is None else number(each.metres)} for each in zones
        ],
        "programme": [
            {
                "when": hours_words(each.starts_at, each.ends_at) or None,
                "topic": each.topic,
                "speaker": each.speaker,
            }
            for each in programme_of(activity)
        ],
        "tasks": [_task(line) for line in _open_lines(activity)],
        "risks": [
            {"name": str(each), "measures": each.measures.replace("\n", "; ") or None, "who": each.who}
            for each in risks_of(activity)
        ],
        "insurance": _insurance_words(plan.insurance, str(plan.get_insurance_display()), plan.insurance_reason),
    }


def _recipient(activity: Activity, addressee: Addressee) -> dict[str, Any]:
    party = addressee.party
    told: dict[str, Any] = {"name": addressee.name, "words": addressee.words, "role": "", "tasks": []}
    if party is not None:
        own = [line for line in _open_lines(activity) if line.item.party_id == party.pk]
        told |= {"role": str(party.get_role_display()).lower(), "tasks": [_task(line) for line in own]}
    return told


def _open_lines(activity: Activity) -> list[PlanLine]:
    lines = lines_of(items_of(activity), activity, calendar_of(activity.agency), clock.today())
    return [line for line in lines if not line.item.is_done]


def _task(line: PlanLine) -> dict[str, str | None]:
    due = format_date(line.due_on) if line.due_on is not None else None
    return {"title": line.item.text, "owner": line.item.who or None, "due": due}


def _insurance_words(insurance: str, label: str, reason: str) -> str | None:
    if insurance == Insurance.UNKNOWN:
        return None
    return f"{label.lower()} ({reason})" if reason else label.lower()


def sample_draft() -> dict[str, Any]:
    """Invented facts with every field filled: what an agency's own template is tried on."""
    task = {"title": "Chuẩn bị bao và găng tay", "owner": "Vụ Minh hoạ", "due": "28/11/2026"}
    return {
        "head": {
            "superior": "BỘ MINH HOẠ",
            "issuer": "KHỐI THI ĐUA SỐ I",
            "number": "        /GM-BMH",
            "place_and_date": "Hà Nội, ngày       tháng       năm",
        },
        "foot": {"post": "KHỐI TRƯỞNG", "signer": "Nguyễn Văn Mẫu", "also_signer": ""},
        "issuer": "Khối thi đua số I",
        "activity": {
            "title": "Thu gom rác thải",
            "kind": "Thu gom rác, làm sạch môi trường",
            "message": "Vì một đại dương xanh",
            "day": "thứ Bảy, 05/12/2026",
            "hours": "7 giờ đến 9 giờ 30",
            "place": "Bãi biển",
            "is_clean_up": True,
        },
        "recipient": {"name": "Vụ Minh hoạ", "words": "Vụ Minh hoạ", "role": "phối hợp tổ chức", "tasks": [task]},
        "parties": [{"name": "Vụ Minh hoạ", "role": "phối hợp tổ chức"}],
        "collectors": "Công ty Môi trường Minh hoạ",
        "people": "60",
        "zones": [{"name": "Đoạn 1", "metres": "200"}],
        "programme": [{"when": "8 giờ", "topic": "Khai mạc", "speaker": "Trần Thị Mẫu"}],
        "tasks": [task],
        "risks": [{"name": "Nắng nóng", "measures": "Nghỉ trong bóng râm", "who": "Vụ Minh hoạ"}],
        "insurance": "có",
        "contact": "Trần Thị Mẫu, 0900 000 000",
        "reply_by": "01/12/2026",
    }
