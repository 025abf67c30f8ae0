"""Passes of teams in the field: given out, shown once, revoked; single phones shut out."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.activities.errors import ActivityError
from thidua.activities.models import Activity, ActivityParty, FieldPass, FieldPhone
from thidua.activities.policies import may_block_phone, may_issue_pass, may_revoke_pass
from thidua.activities.services.activities import lock
from thidua.audit import services as audit
from thidua.common.actor import Actor, FieldActor, PersonActor
from thidua.common.policy import require
from thidua.core.vietnam.names import normalise
from thidua.core.voting.receipts import ALPHABET

LETTERS = 16
"""Of an alphabet of 29: 77 bits, which nobody guesses or finds from their hash; short enough to be typed once."""
DAYS_AFTER = 7
"""A pass ends so many days after the activity, or after it was given out where the day is not known or is over."""


@dataclass(frozen=True, slots=True)
class NewPass:
    """A pass with its secret, which is not kept: it is shown this once."""

    field_pass: FieldPass
    secret: str


@transaction.atomic
def issue_pass(
    *, actor: Actor, activity: Activity, team: str, party: ActivityParty | None = None, now: datetime
) -> NewPass:
    """Let the phones of a team note facts of the activity. Raises `ActivityError` without a name of the team."""
    activity = lock(activity)
    require(may_issue_pass(actor, activity))
    team = normalise(team)[:120]
    if not team:
        raise ActivityError(_("Anh/chị chưa ghi tên tổ."), code="no_team", field="team")
    if party is not None and (party.activity_id != activity.pk or not party.counts):
        raise ActivityError(
            _("Bên này chưa xác nhận tham gia nên tổ của họ chưa ghi được."), code="silent_party", field="party"
        )
    secret = "".join(secrets.choice(ALPHABET) for _letter in range(LETTERS))
    field_pass = FieldPass.objects.create(
        agency_id=activity.agency_id,
        activity=activity,
        team=team,
        party=party,
        secret_hash=_hash(secret),
        issued_at=now,
        issued_by_name=actor.name if isinstance(actor, PersonActor) else "",
        ends_on=last_day(activity, timezone.localtime(now).date()),
    )
    after = {"team": team, "party": party.name if party else "", "ends_on": field_pass.ends_on.isoformat()}
    audit.record(actor, "activity.pass_issued", activity, agency=activity.agency_id, after=after)
    return NewPass(field_pass, "-".join(secret[at : at + 4] for at in range(0, LETTERS, 4)))


def last_day(activity: Activity, today: date) -> date:
    """The last day of a pass that is given out today."""
    return max(activity.held_on.latest or today, today) + timedelta(days=DAYS_AFTER)


@transaction.atomic
def revoke_pass(*, actor: Actor, field_pass: FieldPass, now: datetime) -> FieldPass:
    """Shut the phones of a team out. What they have sent stays; what lies on them waits there."""
    activity = lock(field_pass.activity)
    field_pass = FieldPass.objects.select_for_update(no_key=True).get(pk=field_pass.pk)
    field_pass.activity = activity
    require(may_revoke_pass(actor, field_pass))
    field_pass.revoked_at = now
    field_pass.save()
    after = {"team": field_pass.team}
    audit.record(actor, "activity.pass_revoked", activity, agency=activity.agency_id, after=after)
    return field_pass


@transaction.atomic
def block_phone(*, actor: Actor, phone: FieldPhone, now: datetime) -> FieldPhone:
    """Shut one phone out, as one that copied the code."""
    activity = lock(phone.field_pass.activity)
    phone = (
        FieldPhone.objects.select_for_update(of=("self",), no_key=True).select_related("field_pass").get(pk=phone.pk)
    )
    phone.field_pass.activity = activity
    require(may_block_phone(actor, phone))
    phone.blocked_at = now
    phone.save()
    audit.record(actor, "activity.phone_blocked", activity, agency=activity.agency_id, after={"phone": str(phone)})
    return phone


def end_passes_of(actor: Actor, party: ActivityParty, now: datetime) -> None:
    """Within the transaction in which a party leaves: what its teams came in with opens nothing any more."""
    for field_pass in FieldPass.objects.select_for_update(no_key=True).filter(party=party, revoked_at=None):
        field_pass.revoked_at = now
        field_pass.save()
        after = {"team": field_pass.team, "party": party.name}
        audit.record(actor, "activity.pass_revoked", party.activity, agency=party.agency_id, after=after)


def actor_of_pass(secret: str, device: str, now: datetime) -> FieldActor | None:
    """Who comes with this secret on this phone; None when it opens nothing any more."""
    field_pass, drawn = _pass_of(secret), _device_of(device)
    if field_pass is None or drawn is None or _why_shut(field_pass, drawn, now):
        return None
    return FieldActor(
        field_pass=field_pass.pk, activity=field_pass.activity_id, device=str(drawn), name=field_pass.team
    )


def why_shut_out(secret: str, device: str, now: datetime) -> str:
    """Why a secret that was given out once opens nothing on this phone, and who can give a new one; else empty."""
    field_pass, drawn = _pass_of(secret), _device_of(device)
    if field_pass is None or drawn is None or not (reason := _why_shut(field_pass, drawn, now)):
        return ""
    words = {
        "blocked": _("Máy này đã bị khóa nên mã của tổ “%(team)s” không dùng được ở đây nữa."),
        "revoked": _("Mã của tổ “%(team)s” đã được thu hồi."),
        "ended": _("Mã của tổ “%(team)s” đã hết hạn."),
    }
    renewed = _("Bản ghi vẫn nằm trên máy, ghi thêm vẫn được. Muốn gửi tiếp, xin mã mới ở người giữ hồ sơ: %(home)s.")
    said = {"team": field_pass.team, "home": field_pass.activity.home.name}
    return f"{words[reason] % said} {renewed % said}"


def _why_shut(field_pass: FieldPass, device: UUID, now: datetime) -> str:
    """Whether it is `blocked`, `revoked` or has `ended`; empty while it stands."""
    if field_pass.phones.filter(device=device, blocked_at__isnull=False).exists():
        return "blocked"
    if field_pass.revoked_at is not None:
        return "revoked"
    return "ended" if field_pass.ends_on < timezone.localtime(now).date() else ""


def _pass_of(secret: str) -> FieldPass | None:
    found = FieldPass.objects.select_related("activity__bloc", "activity__unit")
    return found.filter(secret_hash=_hash(secret)).first()


def _device_of(device: str) -> UUID | None:
    try:
        return UUID(device)
    except ValueError:
        return None


def _hash(secret: str) -> str:
    """Of the letters alone: typed small, with spaces or without hyphens it is the same secret."""
    letters = "".join(each for each in secret.upper() if each in ALPHABET)
    return hashlib.sha256(letters.encode()).hexdigest()
