"""The door of a meeting: a code for each seat that has no account at hand, opened on one phone only."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from thidua.accounts.errors import LockedOutError
from thidua.accounts.services.tries import Kind, Try, give_back, keys_for_door, take_try
from thidua.audit.queries import latest_of
from thidua.audit.services import INSTALLATION, record
from thidua.common.actor import Actor, PersonActor, SeatActor, SystemActor
from thidua.common.policy import require
from thidua.core.voting.errors import VoteError
from thidua.core.voting.receipts import BYTES_OF_CHANCE, make_code, read_code
from thidua.meetings.errors import DoorCodeError
from thidua.meetings.models import Attendance, DoorCode
from thidua.meetings.policies.ballots import may_issue_code
from thidua.meetings.policies.meetings import is_editable
from thidua.meetings.services.sealing import CHANCE, seal_words, seals_of
from thidua.meetings.services.shared import lock_part

DOOR = SystemActor("door of a meeting")
NOTED_SINGLY = 100
"""So many wrong codes of one address have an entry each; of more, which only a machine types, each hundredth."""
NOTED_OF_A_CODE = 10
REFUSED = "door_code.refused"


@dataclass(frozen=True, slots=True)
class Admission:
    """What a phone was let in with, kept in its session: `phone` is a keyed hash of what only that phone holds."""

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


def admit(*, typed: str, phone: str, address: str, now: datetime) -> Admission:
    """Let the phone in that typed a code. `phone` is what only this phone holds, however often it asks: who was let in
    and did not get the answer is let in again.

    Raises `DoorCodeError`: a slip of the pen, unknown, used by another phone; `LockedOutError` after too many wrong
    codes from this phone, or very many from its address. Codes that open nothing are in the history: of the agency that
    gave it out, else of the installation.
    """
    try:
        taken = take_try(keys_for_door(phone, address), now=now)
    except LockedOutError as error:
        error.data["remedy"] = _way_round(error)
        raise
    try:
        admission = _admit(typed, phone, now)
    except DoorCodeError as error:
        _note_refusal(typed, taken, error, now)
        raise
    give_back(taken)
    return admission


def _way_round(error: LockedOutError) -> str:
    if Kind.DOOR in error.data["kinds"]:
        return _(
            "Mạng của hội trường có quá nhiều lần nhập sai. Chuyển điện thoại sang mạng di động rồi nhập lại mã, "
            "hoặc đăng nhập bằng tài khoản."
        )
    return _(
        "Chỉ máy này bị khóa. Cần bỏ phiếu ngay thì vào bằng điện thoại khác, đăng nhập bằng tài khoản, "
        "hoặc báo thư ký hội nghị."
    )


def _note_refusal(typed: str, taken: Try, error: DoorCodeError, now: datetime) -> None:
    """Write down that a code opened nothing. What was typed is not kept: it may be one letter beside a right one.

    Nobody fills the history so: of a code that was given out ten refusals an hour are kept, of others the first hundred
    of one address and then each hundredth.
    """
    try:
        known = DoorCode.objects.filter(code_hash__in=seals_of("door", read_code(typed))).select_related("line").first()
    except VoteError:
        known = None
    after: dict[str, object] = {"failures": taken.failures}
    if known is None and taken.failures > NOTED_SINGLY and taken.failures % NOTED_SINGLY:
        return
    if known is not None:
        latest = latest_of(DoorCode._meta.label_lower, known.pk, NOTED_OF_A_CODE)
        refusals = [each for each in latest if each.action == REFUSED and each.at > now - timedelta(hours=1)]
        if len(refusals) == NOTED_OF_A_CODE:
            return
        after["seat"] = known.line.words
    agency = known.agency_id if known is not None else INSTALLATION
    with transaction.atomic():
        record(DOOR, REFUSED, known, agency=agency, after=after, reason=error.message)


@transaction.atomic
def _admit(typed: str, phone: str, now: datetime) -> Admission:
    try:
        code = read_code(typed)
    except VoteError as error:
        raise DoorCodeError(error.say(get_language() or "vi"), field="code") from None
    door = (
        DoorCode.objects.select_for_update(no_key=True, of=("self",))
        .filter(code_hash__in=seals_of("door", code), revoked_at__isnull=True)
        .select_related("meeting__bloc", "line")
        .first()
    )
    if door is None or not is_editable(door.meeting):
        raise DoorCodeError(
            _("Mã này không dùng được."), field="code", remedy=_("Xem lại mã đã chép, hoặc hỏi thư ký mã mới.")
        )
    admission = Admission(door.pk, door.phone, door.line.words, door.meeting_id)
    mine = seals_of("phone", str(door.pk), phone)
    if door.phone in mine:
        return admission
    if door.phone:
        raise DoorCodeError(
            _("Mã này đã mở trên một điện thoại khác."),
            field="code",
            remedy=_("Nếu không phải anh/chị, báo ngay thư ký: thư ký phát mã mới thì mã cũ hết tác dụng."),
        )
    door.phone = mine[0]
    door.used_at = now
    door.save()
    actor = SeatActor(door_code=door.pk, phone=door.phone, name=door.line.words)
    record(actor, "door_code.used", door, agency=door.agency_id, after={"seat": door.line.words})
    return replace(admission, phone=door.phone)
