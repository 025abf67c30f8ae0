"""Letters of thanks and confirmations of participation are issued to those who were there, and withdrawn."""

import hashlib
import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.activities.enums import ConfirmationKind
from thidua.activities.errors import ActivityError
from thidua.activities.facts.attendance import attendance_of
from thidua.activities.facts.letters import (
    SOURCES,
    basis_of,
    is_due,
    letter_facts,
    own_letter_template,
    party_words,
    person_words,
    post_of_signer,
    source_of,
)
from thidua.activities.models import Activity, ActivityParty, Confirmation, Participant
from thidua.activities.policies import may_issue_confirmations, may_withdraw_confirmation
from thidua.activities.services.activities import lock
from thidua.audit import services as audit
from thidua.common.actor import Actor, PersonActor
from thidua.common.policy import require
from thidua.common.references import Reference
from thidua.core.vietnam.names import normalise
from thidua.core.voting.receipts import ALPHABET
from thidua.documents.papers.filling import fill_template
from thidua.documents.queries.papers import templates_of
from thidua.documents.services.numbering import take_number

LETTERS = 16
"""Of an alphabet of 29: 77 bits. Nobody meets a code by trying."""
AT_ONCE = 50
"""Papers of one call: each takes some hundredths of a second, and SQLite has one pen."""
SUBJECT = "confirmation"
"""How a number names what it was given to."""


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: the post as printed (empty: that of whoever keeps the record), and the name, which may stay open."""

    post: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class _Recipient:
    words: dict[str, Any]
    basis: str
    participant: Participant | None = None
    party: ActivityParty | None = None


@transaction.atomic
def issue_confirmations(
    *,
    actor: Actor,
    activity: Activity,
    kind: ConfirmationKind,
    participants: Sequence[Participant] = (),
    parties: Sequence[ActivityParty] = (),
    signer: Signer = Signer(),
    now: datetime,
) -> list[Confirmation]:
    """Issue a paper to each, numbered and frozen; who has a valid one of this kind gets no second. Gives the new ones.

    A person must have been noted as there. A party is confirmed when its people were noted; thanks go to every party
    that counts, because a sponsor need not send anybody. Raises `ActivityError` naming who was not there, and for more
    than `AT_ONCE`; `NumberingError`; `TemplateFaultError` where the agency's own template cannot be filled.
    """
    activity = lock(activity)
    require(may_issue_confirmations(actor, activity))
    if len(participants) + len(parties) > AT_ONCE:
        raise ActivityError(
            _("Mỗi lần cấp nhiều nhất %(most)s giấy. Chọn bớt rồi cấp tiếp lần sau.") % {"most": AT_ONCE},
            code="too_many",
        )
    wanted = _people(activity, participants) + _parties(activity, kind, parties)
    issued = [_issue(actor, activity, kind, each, signer, now) for each in wanted if not _has_one(activity, kind, each)]
    if issued:
        after = {
            "kind": kind,
            "items": [f"{each.paper}: {each.name}" for each in issued],
            "sha256": hashlib.sha256("\n".join(each.sha256 for each in issued).encode()).hexdigest(),
        }
        audit.record(actor, "activity.confirmations_issued", activity, agency=activity.agency_id, after=after)
    return issued


def _people(activity: Activity, participants: Sequence[Participant]) -> list[_Recipient]:
    attendance = attendance_of(activity)
    keys = {each.pk for each in participants}
    rows = list(activity.participants.filter(pk__in=keys).prefetch_related("parties__party"))
    _require_all(keys, [row.pk for row in rows if attendance.has(row)], {row.pk: row.name for row in rows})
    return [_Recipient(person_words(row, attendance), basis_of(None, attendance), participant=row) for row in rows]


def _parties(activity: Activity, kind: ConfirmationKind, parties: Sequence[ActivityParty]) -> list[_Recipient]:
    attendance = attendance_of(activity)
    keys = {each.pk for each in parties}
    rows = list(activity.parties.filter(pk__in=keys))
    fit = [row.pk for row in rows if is_due(kind, row, attendance)]
    _require_all(keys, fit, {row.pk: row.name for row in rows})
    return [_Recipient(party_words(row), basis_of(row, attendance), party=row) for row in rows]


def _require_all(keys: Collection[int], fit: Collection[int], names: dict[int, str]) -> None:
    if missing := sorted(set(keys) - set(fit)):
        who = "; ".join(names.get(each, "?") for each in missing)
        raise ActivityError(
            _("Chưa có bản ghi có mặt của: %(who)s.") % {"who": who},
            code="was_not_there",
            remedy=_("Ghi có mặt ở danh sách, hoặc đếm người của bên đó, rồi cấp giấy."),
        )


def _has_one(activity: Activity, kind: ConfirmationKind, recipient: _Recipient) -> bool:
    rows = Confirmation.objects.filter(activity=activity, kind=kind, withdrawn_at__isnull=True)
    return rows.filter(participant=recipient.participant, party=recipient.party).exists()


def _issue(
    actor: Actor, activity: Activity, kind: ConfirmationKind, recipient: _Recipient, signer: Signer, now: datetime
) -> Confirmation:
    agency, source = activity.agency, source_of(kind)
    confirmation = Confirmation.objects.create(
        agency=agency,
        activity=activity,
        kind=kind,
        participant=recipient.participant,
        party=recipient.party,
        name=recipient.words["name"],
        is_child=recipient.participant is not None and recipient.participant.is_child,
        issuer=activity.home.name,
        code="".join(secrets.choice(ALPHABET) for _letter in range(LETTERS)),
        issued_at=now,
        issued_by_name=actor.name if isinstance(actor, PersonActor) else "",
    )
    confirmation.paper = take_number(
        actor=actor,
        agency=agency,
        type_code=source.type_code,
        kind=SOURCES[kind],
        subject=Reference(SUBJECT, confirmation.pk),
        about=f"{source.title}: {activity.title}"[:400],
        issued_on=timezone.localtime(now).date(),
        now=now,
    )
    facts = letter_facts(
        activity,
        source,
        recipient.words,
        basis=recipient.basis,
        issued=confirmation.paper,
        signer=(normalise(signer.post) or post_of_signer(activity), normalise(signer.name)),
        check=(confirmation.code_words, settings.SITE_URL + reverse("check_door")),
    )
    own = templates_of(agency.pk).get(SOURCES[kind])
    template = bytes(own.content) if own else own_letter_template(SOURCES[kind])
    confirmation.content = fill_template(template, facts, is_illustrative=agency.is_illustrative)
    confirmation.sha256 = hashlib.sha256(confirmation.content).hexdigest()
    confirmation.save()
    return confirmation


@transaction.atomic
def withdraw_confirmation(*, actor: Actor, confirmation: Confirmation, reason: str, now: datetime) -> Confirmation:
    """From now on the code says that the paper is withdrawn. Raises `ActivityError` without a reason."""
    activity = lock(confirmation.activity)
    stored = Confirmation.objects.select_for_update(of=("self",), no_key=True).select_related("paper")
    confirmation = stored.get(pk=confirmation.pk)
    confirmation.activity = activity
    require(may_withdraw_confirmation(actor, confirmation))
    reason = normalise(reason)[:250]
    if not reason:
        raise ActivityError(_("Anh/chị chưa ghi lý do."), code="no_reason", field="reason")
    confirmation.withdrawn_at, confirmation.reason = now, reason
    confirmation.withdrawn_by_name = actor.name if isinstance(actor, PersonActor) else ""
    confirmation.save(update_fields=["withdrawn_at", "withdrawn_by_name", "reason"])
    before = {"kind": confirmation.kind, "items": [f"{confirmation.paper}: {confirmation.name}"]}
    audit.record(
        actor, "activity.confirmation_withdrawn", activity, agency=activity.agency_id, before=before, reason=reason
    )
    return confirmation
