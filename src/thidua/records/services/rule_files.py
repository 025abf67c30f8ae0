"""An agency's own rules: entered by one person, signed by another, withdrawn by either; each step on record."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from thidua.audit import services as audit
from thidua.common.actor import Actor, PersonActor
from thidua.common.policy import require
from thidua.common.versions import require_version
from thidua.core.law.awards import with_own
from thidua.core.law.codes import Subject
from thidua.core.law.errors import LawError
from thidua.core.law.own_rules import read_own_rules
from thidua.core.law.wording import award_names
from thidua.core.vietnam.names import normalise
from thidua.organisations.models import Agency
from thidua.records.enums import RuleFileState
from thidua.records.errors import RuleFileError
from thidua.records.facts.own_rules import rules_in, unread_rules
from thidua.records.models import RuleFile
from thidua.records.policies.rule_files import may_enter_rules, may_sign_rules, may_withdraw_rules

MOST_BYTES: Final = 500_000


@transaction.atomic
def enter_rules(*, actor: Actor, agency: Agency, title: str, file_name: str, data: bytes, now: datetime) -> RuleFile:
    """Take a rule file that can be read in full. Raises `RuleFileError`, which names file and line of a fault."""
    require(may_enter_rules(actor, agency))
    title = normalise(title)[:250]
    if not title:
        raise RuleFileError(_("Anh/chị chưa ghi tên quy định."), code="no_title", field="title")
    name = file_name[-200:]
    text = _text_of(data)
    file = RuleFile(
        agency=agency,
        title=title,
        file_name=name,
        text=text,
        sha256=hashlib.sha256(data).hexdigest(),
        awards=_awards_in(text, name),
        entered_by=_name_of(actor),
        entered_by_user=actor.user if isinstance(actor, PersonActor) else None,
        entered_at=now,
    )
    file.save()
    audit.record(actor, "rule_file.entered", file, agency=agency.pk, after=_told(file))
    return file


@transaction.atomic
def sign_rules(*, actor: Actor, file: RuleFile, version: int, now: datetime) -> RuleFile:
    """Put one's name to what somebody else entered: from now on it judges, beside the law.

    Raises `RuleFileError` where another signed file already has rules for one of its awards, or it cannot be read.
    """
    # of two files that are signed at once the second sees the first
    Agency.objects.select_for_update(no_key=True).get(pk=file.agency_id)
    file = _lock(file)
    require(may_sign_rules(actor, file))
    require_version(file, version)
    if file.state != RuleFileState.ENTERED:
        raise RuleFileError(_("Tệp này đã được ký hoặc đã rút."), code="not_waiting")
    if unread := unread_rules(file):
        raise RuleFileError(
            _("Không đọc được tệp này nữa: %(fault)s Rút tệp, sửa dòng ấy rồi đưa vào lại.") % {"fault": unread.says},
            code="unread",
        )
    _require_no_other(file)
    file.state = RuleFileState.SIGNED
    file.signed_by, file.signed_at = _name_of(actor), now
    file.save()
    audit.record(actor, "rule_file.signed", file, agency=file.agency_id, after=_told(file))
    return file


@transaction.atomic
def withdraw_rules(*, actor: Actor, file: RuleFile, version: int, reason: str, now: datetime) -> RuleFile:
    """Let a file judge no longer, and say why; it is kept."""
    file = _lock(file)
    require(may_withdraw_rules(actor, file))
    require_version(file, version)
    reason = normalise(reason)[:250]
    if not reason:
        raise RuleFileError(_("Anh/chị chưa ghi lý do."), code="no_reason", field="reason")
    if file.state == RuleFileState.WITHDRAWN:
        raise RuleFileError(_("Tệp này đã rút rồi."), code="withdrawn")
    file.state = RuleFileState.WITHDRAWN
    file.withdrawn_by, file.withdrawn_at, file.withdrawn_because = _name_of(actor), now, reason
    file.save()
    audit.record(actor, "rule_file.withdrawn", file, agency=file.agency_id, after=_told(file), reason=reason)
    return file


def _text_of(data: bytes) -> str:
    if len(data) > MOST_BYTES:
        raise RuleFileError(_("Tệp quá lớn: nhiều nhất 500 kB."), code="too_large", field="file")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RuleFileError(
            _("Tệp không phải văn bản UTF-8. Lưu lại dạng UTF-8 rồi gửi."), code="not_text", field="file"
        ) from None


def _awards_in(text: str, name: str) -> list[list[str]]:
    """What the file has rules for; every fault is told with file and line."""
    try:
        rules = read_own_rules(text, name)
        with_own(rules.awards)
    except LawError as error:
        says = f"{error.place}{error.say(get_language() or 'vi')}"
        raise RuleFileError(says, code=error.code, field="file") from error
    return [[each.code, each.subject.value, each.versions[0].since.isoformat()] for each in rules.awards]


def _require_no_other(file: RuleFile) -> None:
    """That no other signed file has rules, or a quota, for one of its awards; rules as both were read when they were
    taken.
    """
    mine = {(code, subject) for code, subject, _since in file.awards}
    signed = RuleFile.objects.filter(agency=file.agency_id, state=RuleFileState.SIGNED).exclude(pk=file.pk)
    for other in signed:
        names = award_names(get_language() or "vi")
        both = [names.get(code, code) for code, subject, _since in other.awards if (code, subject) in mine]
        if both:
            raise RuleFileError(
                _("“%(title)s” đã quy định %(awards)s. Rút tệp đó trước.")
                % {"title": other.title, "awards": ", ".join(both)},
                code="two_rules",
            )
        twice = _quotas_in(file) & _quotas_in(other)
        if twice:
            raise RuleFileError(
                _("“%(title)s” đã đặt tỷ lệ của %(awards)s. Rút tệp đó trước.")
                % {"title": other.title, "awards": ", ".join(sorted(names.get(code, code) for code, _of in twice))},
                code="two_quotas",
            )


def _quotas_in(file: RuleFile) -> set[tuple[str, Subject]]:
    """What the file sets a quota for; nothing of one that cannot be read."""
    try:
        return {(each.award, each.subject) for each in rules_in(file).quotas}
    except LawError:
        return set()


def _name_of(actor: Actor) -> str:
    return actor.name if isinstance(actor, PersonActor) else str(actor.describe().get("reason", ""))


def _told(file: RuleFile) -> dict[str, Any]:
    return {
        "title": file.title,
        "file": file.file_name,
        "file_sha256": file.sha256,
        "state": file.state,
        "rule_awards": [" ".join(each) for each in file.awards],
        "rule_quotas": sorted(f"{award} {subject.value}" for award, subject in _quotas_in(file)),
    }


def _lock(file: RuleFile) -> RuleFile:
    return RuleFile.objects.select_for_update(of=("self",), no_key=True).select_related("agency").get(pk=file.pk)
