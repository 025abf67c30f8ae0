"""The door of a meeting: a code for each seat that has no account at hand, opened on one phone only."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from thidua.accounts.services.tries import Try, give_back, keys_for_door, take_try
from thidua.audit.services import INSTALLATION, record
from thidua.common.actor import Actor, PersonActor, SeatActor, SystemActor
from thidua.common.policy import require
from thidua.core.voting.errors import VoteError
from thidua.core.voting.receipts import BYTES_OF_CHANCE, make_code, read_code
from thidua.meetings.errors import DoorCodeError
from thidua.meetings.models import Attendance, DoorCode
from thidua.meetings.policies.ballots import may_issue_code
from thidua.meetings.policies.meetings import is_editable
from thidua.meetings.services.sealing import CHANCE, seal_words
from thidua.meetings.services.shared import lock_part

DOOR = SystemActor("door of a meeting")


@dataclass(frozen=True, slots=True)
class Admission:
    """What a phone was let in with: kept in its session and nowhere else."""

    code: int
    phone: str
    name: str
    meeting: int


@transaction.atomic
def issue_code(*, actor: Actor, line: Attendance, now: datetime) -> str:
    """A new code for the seat; the one it had opens no more. Shown once, stored as a keyed hash."""
    line = lock_part(line)
    require(may_issue_code(actor, line))
    DoorCode.objects.filter(line=line, revoked_at__isnull=True).update(revoked_at=now)
    code = make_code(CHANCE.randbytes(BYTES_OF_CHANCE))
    door = DoorCode.objects.create(
        agency_id=line.agency_id,
        meeting=line.meeting,
        line=line,
        code_hash=seal_words("door", code),
        issued_at=now,
        issued_by_name=actor.name if isinstance(actor, PersonActor) else "",
    )
    record(actor, "door_code.issued", door, agency=line.agency_id, after={"seat": line.words})
    return code


def admit(*, typed: str, address: str, now: datetime) -> Admission:
    """Let the phone in that typed a code. Raises `DoorCodeError`: a slip of the pen, unknown, used by another phone;
    `LockedOutError` after too many wrong codes from one address. Each code that opens nothing is in the history: of the
    meeting when it was given out there, else of the installation.
    """
    taken = take_try(keys_for_door(address), now=now)
    try:
        admission = _admit(typed, now)
    except DoorCodeError as error:
        _note_refusal(typed, taken, error)
        raise
    give_back(taken)
    return admission


@transaction.atomic
def _note_refusal(typed: str, taken: Try, error: DoorCodeError) -> None:
    """Write down that a code opened nothing. What was typed is not kept: it may be one letter beside a right one."""
    after: dict[str, object] = {"failures": taken.failures}
    try:
        known = DoorCode.objects.filter(code_hash=seal_words("door", read_code(typed))).select_related("line").first()
    except VoteError:
        known = None
    if known is not None:
        after["seat"] = known.line.words
    agency = known.agency_id if known is not None else INSTALLATION
    record(DOOR, "door_code.refused", known, agency=agency, after=after, reason=error.message)


@transaction.atomic
def _admit(typed: str, now: datetime) -> Admission:
    try:
        code = read_code(typed)
    except VoteError as error:
        raise DoorCodeError(error.say(get_language() or "vi"), field="code") from None
    door = (
        DoorCode.objects.select_for_update(no_key=True, of=("self",))
        .filter(code_hash=seal_words("door", code), revoked_at__isnull=True)
        .select_related("meeting__bloc", "line")
        .first()
    )
    if door is None or not is_editable(door.meeting):
        raise DoorCodeError(
            _("Mã này không dùng được."), field="code", remedy=_("Xem lại mã đã chép, hoặc hỏi thư ký mã mới.")
        )
    if door.phone:
        raise DoorCodeError(
            _("Mã này đã mở trên một điện thoại khác."),
            field="code",
            remedy=_("Nếu không phải anh/chị, báo ngay thư ký: thư ký phát mã mới thì mã cũ hết tác dụng."),
        )
    door.phone = seal_words("phone", secrets.token_hex(16))
    door.used_at = now
    door.save()
    actor = SeatActor(door_code=door.pk, phone=door.phone, name=door.line.words)
    record(actor, "door_code.used", door, agency=door.agency_id, after={"seat": door.line.words})
    return Admission(door.pk, door.phone, door.line.words, door.meeting_id)
