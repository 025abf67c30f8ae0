"""Facts are noted, once however often they are sent; corrected by later ones, never overwritten."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from thidua.activities.enums import FactKind
from thidua.activities.errors import ActivityError
from thidua.activities.facts.points import rounded
from thidua.activities.facts.records import read_body
from thidua.activities.facts.samples import is_drawn
from thidua.activities.models import Activity, FieldFact, FieldPhone
from thidua.activities.policies import may_note_facts, may_take_back
from thidua.activities.queries import firsts_among
from thidua.activities.services.activities import lock
from thidua.activities.services.figures import facts_have_changed
from thidua.activities.services.limits import count_fact
from thidua.audit import services as audit
from thidua.common.actor import Actor, FieldActor, PersonActor
from thidua.common.policy import require
from thidua.core.impact.errors import ImpactError
from thidua.core.impact.facts import Claim
from thidua.core.impact.figure import RATIOS, FigureKind
from thidua.core.vietnam.names import normalise

LONGEST_BODY = 4_000
"""Characters of a fact as text: a bag has some 200, a weighing that lists a hundred bags 3,800."""
OWN_KEYS = frozenset({"noted_at", "by", "supersedes", "is_void"})
"""What a row keeps beside the body."""

CLAIMED = frozenset(each.value for each in FigureKind if each not in RATIOS)
"""What can be printed elsewhere: figures that can be added."""


@dataclass(frozen=True, slots=True)
class Note:
    """A fact as its sender has it. `device_now` is the device's clock while it sends, `noted_at` what it was then."""

    kind: FactKind
    body: Mapping[str, Any] = field(default_factory=dict)
    code: UUID = field(default_factory=uuid4)
    noted_at: datetime | None = None
    device_now: datetime | None = None
    supersedes: UUID | None = None
    is_void: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """`is_repeat`: it was kept already. `is_other`: its code is kept with another content, which stands."""

    fact: FieldFact
    is_repeat: bool
    is_other: bool


@transaction.atomic
def note_fact(*, actor: Actor, activity: Activity, note: Note, now: datetime) -> Kept:
    """Keep a fact; the same one again is the same row.

    Raises `ActivityError` for what is no fact (unknown key, no number, an unheard-of choice), for a code of another
    activity, for a correction of what somebody else noted, and for a second correction of one fact
    (`corrected_already`); `TooMuchError` for a team that has sent its share of the day. Numbers that cannot be are
    kept: figures ask about them.
    """
    require(may_note_facts(actor, activity))
    body = _read(note)
    digest = _digest(note, body)
    if note.supersedes is not None:
        lock(activity)  # of two corrections of one fact the second sees the first, be the fact here already or not
    known = list(FieldFact.objects.filter(agency=activity.agency_id, code=note.code).order_by("pk"))
    if any(each.activity_id != activity.pk for each in known):
        raise ActivityError(_("Mã bản ghi này thuộc một hoạt động khác."), code="other_activity")
    if (same := next((each for each in known if each.digest == digest), None)) is not None:
        return Kept(same, is_repeat=True, is_other=same != known[0])
    _require_own(actor, activity, note)
    if not known:
        _require_first_correction(activity, note)
    _require_listed(activity, note, body)
    if note.kind == FactKind.BAG and _is_drawn(activity, note):
        body["is_drawn"] = "yes"
    fact = FieldFact(
        agency_id=activity.agency_id,
        activity=activity,
        code=note.code,
        kind=note.kind,
        body=body,
        digest=digest,
        supersedes=note.supersedes,
        is_void=note.is_void,
        noted_at=note.noted_at,
        skew=round((note.device_now - now).total_seconds()) if note.device_now is not None else None,
        received_at=now,
        noted_by_id=actor.user if isinstance(actor, PersonActor) else None,
        noted_by_name=actor.name if isinstance(actor, PersonActor | FieldActor) else "",
        phone=phone_of(actor, activity, now) if isinstance(actor, FieldActor) else None,
    )
    try:
        with transaction.atomic():
            fact.save()
    except IntegrityError:  # the same fact at the same moment
        same = FieldFact.objects.get(agency=activity.agency_id, code=note.code, digest=digest)
        return Kept(same, is_repeat=True, is_other=False)
    if isinstance(actor, FieldActor):
        count_fact(actor, activity.agency_id, now)
    after = {"kind": note.kind, "code": str(note.code), "digest": digest, "supersedes": str(note.supersedes or "")}
    deed = "activity.fact_taken_back" if note.is_void else "activity.fact_noted"
    audit.record(actor, deed, fact, agency=activity.agency_id, after=after)
    facts_have_changed(actor, activity, now, at_desk=isinstance(actor, PersonActor))
    return Kept(fact, is_repeat=False, is_other=bool(known))


def _read(note: Note) -> dict[str, Any]:
    """The body in one writing, texts NFC; whether a bag was drawn for the sample is not the sender's to say."""
    body = {key: _tidy(value) for key, value in note.body.items()}
    body.pop("is_drawn", None)
    if note.kind == FactKind.ZONE and isinstance(body.get("point"), list):
        body["point"] = [rounded(each) for each in body["point"]]
    if note.kind == FactKind.PRESENCE and (person := _code_of(body.get("person"))) is not None:
        body["person"] = str(person)
    if OWN_KEYS & body.keys() or len(json.dumps(body)) > LONGEST_BODY:
        raise ActivityError(_("Bản ghi này không đọc được nên chưa nhận."), code="bad_fact")
    try:
        fact = read_body(note.kind, str(note.code), body)
        if isinstance(fact, Claim) and fact.figure not in CLAIMED:
            raise ImpactError("unknown_figure", {"figure": fact.figure})
    except ImpactError as error:
        raise ActivityError(error.say(get_language() or "vi"), code="bad_fact") from None
    return body


def _is_drawn(activity: Activity, note: Note) -> bool:
    """Chance says it once, of the bag as it was first noted: no correction draws again, or takes a bag out."""
    if note.supersedes is None:
        return is_drawn(note.code, activity.sample_one_in)
    before = FieldFact.objects.filter(agency=activity.agency_id, activity=activity, code=note.supersedes)
    first = before.order_by("pk").first()
    if first is not None and first.kind == FactKind.BAG:
        return bool(first.body.get("is_drawn") == "yes")
    return is_drawn(note.supersedes, activity.sample_one_in)


def _tidy(value: Any) -> Any:
    if isinstance(value, str):
        return normalise(value)
    if isinstance(value, list):
        return [_tidy(each) for each in value]
    return value


def _digest(note: Note, body: Mapping[str, Any]) -> str:
    told = {
        "kind": note.kind,
        "body": body,
        "noted_at": note.noted_at.isoformat() if note.noted_at else None,
        "supersedes": str(note.supersedes or ""),
        "is_void": note.is_void,
    }
    return hashlib.sha256(json.dumps(told, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _require_listed(activity: Activity, note: Note, body: Mapping[str, Any]) -> None:
    """Somebody who was there by name is on the list; whoever is not is counted, not named."""
    if note.kind != FactKind.PRESENCE or note.is_void:
        return
    code = _code_of(body["person"])
    if code is None or not activity.participants.filter(code=code).exists():
        raise ActivityError(
            _("Mã này không có trong danh sách của hoạt động."),
            code="not_listed",
            remedy=_("Đếm người này ở ô “người không có mã” của tổ."),
        )


def _code_of(text: Any) -> UUID | None:
    """A code however it is written; None for what is none."""
    try:
        return UUID(text)
    except (ValueError, TypeError, AttributeError):
        return None


def _require_own(actor: Actor, activity: Activity, note: Note) -> None:
    """A correction may come before what it corrects: then there is nothing yet to ask about."""
    if (note.is_void and note.supersedes is None) or note.supersedes == note.code:
        raise ActivityError(_("Bản ghi rút lại không nói rút bản ghi nào."), code="bad_fact")
    if note.supersedes is None:
        return
    before = FieldFact.objects.filter(agency=activity.agency_id, code=note.supersedes).select_related(
        "phone", "activity__bloc", "activity__unit"
    )
    for each in before:
        if each.activity_id != activity.pk:
            raise ActivityError(_("Mã bản ghi này thuộc một hoạt động khác."), code="other_activity")
        require(may_take_back(actor, each))


def _require_first_correction(activity: Activity, note: Note) -> None:
    """One fact is corrected or taken back once: what should change again is the correction."""
    if note.supersedes is None:
        return
    rows = FieldFact.objects.filter(agency=activity.agency_id, activity=activity, supersedes=note.supersedes)
    if firsts_among(rows).exists():
        raise ActivityError(
            _("Bản ghi này đã được sửa hoặc rút lại rồi, nên lần sửa sau không nhận."),
            code="corrected_already",
            remedy=_("Mở bản đang dùng để xem; còn sai thì sửa chính bản đó."),
        )


def phone_of(actor: FieldActor, activity: Activity, now: datetime) -> FieldPhone:
    """The phone that sends, on record from the first time."""
    phone, _is_new = FieldPhone.objects.get_or_create(
        agency_id=activity.agency_id,
        field_pass_id=actor.field_pass,
        device=UUID(actor.device),
        defaults={"first_seen_at": now},
    )
    return phone
