"""The written vote of an absent member: read by two people apart, then dropped into the box like any other paper."""

import secrets
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from thidua.audit.services import record
from thidua.common.actor import Actor, PersonActor
from thidua.common.policy import require
from thidua.common.refusals import noted
from thidua.core.voting.receipts import BYTES_OF_CHANCE, make_code
from thidua.meetings.errors import BallotRuleError, ReadingsDifferError
from thidua.meetings.facts.ballots import question_of
from thidua.meetings.models import Ballot, BallotBox, RollEntry, WrittenVote
from thidua.meetings.policies.ballots import may_write_for
from thidua.meetings.services.casting import Paper, put_back, slips_of
from thidua.meetings.services.sealing import CHANCE, open_box, seal_words, seals_of


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of a reading: `code` None after the first, the code of the paper after the second."""

    code: str | None
    first_reader: str


@sensitive_variables()
def enter_written(*, actor: Actor, entry: RollEntry, paper: Paper) -> Reading:
    """Enter what an absent member wrote. The first reading is kept as a seal only; a second person's must agree.

    Raises `BallotRuleError`: the same person twice; `ReadingsDifferError`: then both read again. That they
    differed is in the history: whoever tries one paper after the other until it fits is seen there.
    """
    try:
        return _enter(actor, entry, paper)
    except ReadingsDifferError:
        _note_difference(actor, entry)
        raise


@transaction.atomic
def _note_difference(actor: Actor, entry: RollEntry) -> None:
    ballot = Ballot.objects.select_related("motion").get(pk=entry.ballot_id)
    record(actor, "ballot.written_differed", ballot, agency=entry.agency_id, after={"seat": entry.words})


@sensitive_variables()
@transaction.atomic
def _enter(actor: Actor, entry: RollEntry, paper: Paper) -> Reading:
    row = BallotBox.objects.select_for_update(no_key=True).filter(ballot=entry.ballot_id).first()
    entry = RollEntry.objects.select_related("ballot__motion__meeting__bloc").get(pk=entry.pk)
    require(may_write_for(actor, entry))
    if not isinstance(actor, PersonActor) or row is None:
        raise BallotRuleError(_("Phiếu viết do người có tài khoản nhập khi vòng bỏ phiếu đang mở."))
    question = question_of(entry.ballot)
    slips = slips_of(question, paper, entry.recused)
    first = WrittenVote.objects.filter(entry=entry).select_related("entry").first()
    if first is None:
        nonce = secrets.token_hex(16)
        WrittenVote.objects.create(
            agency_id=entry.agency_id,
            entry=entry,
            read_by_id=actor.user,
            read_by_name=actor.name,
            nonce=nonce,
            seal=seal_words("written", nonce, *slips),
        )
        record(actor, "ballot.written_read", entry.ballot, agency=entry.agency_id, after={"seat": entry.words})
        return Reading(None, actor.name)
    if first.read_by_id == actor.user:
        raise noted(
            BallotRuleError(
                _("Anh/chị đã nhập phiếu viết của %(who)s. Người thứ hai đọc phiếu và nhập độc lập.")
                % {"who": entry.words}
            )
        )
    if first.seal not in seals_of("written", first.nonce, *slips):
        _differ(entry, first)
    box = open_box(row.pk, bytes(row.sealed))
    code = make_code(CHANCE.randbytes(BYTES_OF_CHANCE))
    put_back(row, box.with_paper(slips, code), question)
    first.delete()
    RollEntry.objects.filter(pk=entry.pk).update(has_voted=True, is_written=True)
    recused = entry.ballot.recused
    for option in entry.recused:
        recused[option]["present"] += 1
    Ballot.objects.filter(pk=row.pk).update(present=entry.ballot.present + 1, recused=recused)
    record(actor, "ballot.written", entry.ballot, agency=entry.agency_id, after={"seat": entry.words})
    return Reading(code, first.read_by_name)


def _differ(entry: RollEntry, first: WrittenVote) -> None:
    raise ReadingsDifferError(
        _("Hai lần nhập phiếu viết của %(who)s khác nhau (lần đầu: %(first)s). Chưa phiếu nào được ghi.")
        % {"who": entry.words, "first": first.read_by_name},
        remedy=_("Hai người cùng xem lại phiếu. Người nhập lần đầu xóa lần nhập của mình rồi nhập lại."),
    )


@transaction.atomic
def take_back_reading(*, actor: Actor, entry: RollEntry) -> None:
    """The first reader takes his reading back, to read again."""
    BallotBox.objects.select_for_update(no_key=True).filter(ballot=entry.ballot_id).first()
    entry = RollEntry.objects.select_related("ballot__motion__meeting__bloc").get(pk=entry.pk)
    require(may_write_for(actor, entry))
    if WrittenVote.objects.filter(entry=entry).delete()[0]:
        record(actor, "ballot.written_taken_back", entry.ballot, agency=entry.agency_id, after={"seat": entry.words})
