"""Drop one paper into the box: once, whatever the line does, and without a trace of what it says.

`sensitive_variables` hides all that these functions hold from reports of errors: named variables would stay readable
in the frames of the decorators between.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.core import signing
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from thidua.audit.services import record, times_of
from thidua.common.actor import Actor
from thidua.common.policy import Answer
from thidua.core.voting.errors import VoteError
from thidua.core.voting.motions import Motion, MotionKind
from thidua.core.voting.papers import Mark, approve_slips, choose_slip, rank_slip
from thidua.core.voting.receipts import BYTES_OF_CHANCE, make_code
from thidua.meetings.errors import VoteRefusedError
from thidua.meetings.facts.ballots import question_of
from thidua.meetings.models import Ballot, BallotBox, RollEntry
from thidua.meetings.policies.ballots import entry_of, may_cast, unused_seat
from thidua.meetings.services.sealing import CHANCE, Box, open_box, seal_box

SALT = "thidua.meetings.ticket"

REFUSED = "ballot.refused"
MOST_REFUSED = 20
"""So many votes that were not taken for one reason are kept of one voter in one round: a finger that presses on buries
no history, and hides no other reason behind it.
"""


@dataclass(frozen=True, slots=True)
class Paper:
    """What a voter marked: `marks` for a list, `chosen` for a choice or, in order, a ranking."""

    marks: Mapping[str, Mark] = field(default_factory=dict)
    chosen: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Ticket:
    """The code of a paper that is not yet in the box, and the same signed for one seat: the page carries both."""

    code: str
    signed: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """The paper with this code lies in the box; `is_repeat`: it did so before this call."""

    code: str
    is_repeat: bool


def make_ticket(entry: RollEntry) -> Ticket:
    """A new code for the page of one seat. Nothing is stored: the page holds it until the paper is dropped."""
    code = make_code(CHANCE.randbytes(BYTES_OF_CHANCE))
    return Ticket(code, signing.dumps([entry.pk, code], salt=SALT))


@sensitive_variables()
def cast_vote(*, actor: Actor, ballot: Ballot, ticket: str, paper: Paper) -> Receipt:
    """Drop the paper of the actor's seat into the box.

    The same ticket twice is one vote. Raises `VoteRefusedError`: not on the roll, closed, absent, recused, voted from
    another phone, a ticket that is another seat's, a paper that cannot be; the refusal itself is in the history.
    """
    try:
        return _cast(actor, ballot, ticket, paper)
    except VoteRefusedError as error:
        note_refusal(actor=actor, ballot=ballot, error=error)
        raise


@transaction.atomic
def note_refusal(*, actor: Actor, ballot: Ballot, error: VoteRefusedError) -> None:
    """Write down that somebody's vote was not taken, and why; nothing of what it said, and not without end."""
    why = {"why": str(error.data["why"])}
    if times_of(actor, REFUSED, ballot, why) >= MOST_REFUSED:
        return
    is_told = why["why"] != "bad_paper"
    record(actor, REFUSED, ballot, agency=ballot.agency_id, after=why, reason=error.message if is_told else "")


@sensitive_variables()
def _cast(actor: Actor, ballot: Ballot, ticket: str, paper: Paper) -> Receipt:
    """All that stays as it is while the round is open is read before the box is locked, or was read by the page: for
    the box voters wait one after another.
    """
    entry = entry_of(actor, ballot)
    answer, why = may_cast(actor, ballot, entry)
    if entry is None:
        raise _refusal(answer, why)
    code = _code_of(ticket, entry)
    receipt = _drop(actor, ballot, entry, code, paper) if answer else None
    if receipt is not None:
        return receipt
    ballot = Ballot.objects.select_related("motion__meeting").get(pk=ballot.pk)
    if code in (ballot.codes or ()):
        return Receipt(code, is_repeat=True)
    raise _refusal(*may_cast(actor, ballot, entry))


@sensitive_variables()
@transaction.atomic
def _drop(actor: Actor, ballot: Ballot, entry: RollEntry, code: str, paper: Paper) -> Receipt | None:
    """Under the lock of the box, which is there as long as the round is open; None when it is not there any more."""
    row = BallotBox.objects.select_for_update(no_key=True).filter(ballot=ballot).first()
    if row is None:
        return None
    box = open_box(ballot.pk, bytes(row.sealed))
    if code in box.codes:
        return Receipt(code, is_repeat=True)
    if not unused_seat(actor, entry).update(has_voted=True):
        raise _refusal(*_why_not(actor, ballot))
    question = question_of(ballot)
    put_back(row, box.with_paper(slips_of(question, paper, entry.recused), code), question)
    record(actor, "ballot.voted", ballot, agency=ballot.agency_id, after={"seat": entry.words})
    return Receipt(code, is_repeat=False)


@sensitive_variables()
def put_back(row: BallotBox, box: Box, question: Motion) -> None:
    """Seal the box and store it."""
    row.sealed = seal_box(row.pk, box, longest_slip(question))
    row.save(update_fields=["sealed"])


@sensitive_variables()
def slips_of(question: Motion, paper: Paper, recused: Sequence[str]) -> tuple[str, ...]:
    """The slips of a paper; raises `VoteRefusedError` in the core's words for one that cannot be."""
    try:
        match question.kind:
            case MotionKind.APPROVE:
                return approve_slips(question, paper.marks, recused)
            case MotionKind.CHOOSE:
                return (choose_slip(question, paper.chosen),)
            case MotionKind.RANK:
                return (rank_slip(question, paper.chosen),)
    except VoteError as error:
        raise VoteRefusedError(error.say(get_language() or "vi"), why="bad_paper", status=400) from None


def longest_slip(question: Motion) -> int:
    """The length of the longest slip the question can bring forth."""
    names = sum(len(each) for each in question.options)
    return (
        max(len(each) for each in question.options) + 1
        if question.kind is MotionKind.APPROVE
        else (names + len(question.options))
    )


def _code_of(ticket: str, entry: RollEntry) -> str:
    """The code of a ticket that was made for this seat; a copied or an invented one is refused."""
    try:
        seat, code = signing.loads(ticket, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        seat, code = None, ""
    if seat != entry.pk:
        raise VoteRefusedError(
            _("Lá phiếu này không phải của anh/chị, hoặc đã hỏng trên đường truyền."),
            why="other_ticket",
            remedy=_("Mở lại trang bỏ phiếu và bỏ phiếu từ đầu."),
        )
    return str(code)


def _why_not(actor: Actor, ballot: Ballot) -> tuple[Answer, str]:
    """Why a seat could not be used: its code from the door was revoked meanwhile, or somebody has voted for it."""
    entry = entry_of(actor, ballot)
    return may_cast(actor, ballot, entry) if entry is None else (_voted_before(entry), "voted_before")


def _voted_before(entry: RollEntry) -> Answer:
    return Answer(
        allowed=False,
        reason=_(
            "%(who)s đã bỏ phiếu vòng này từ lần gửi trước hoặc từ máy khác. Lần này không tính; phiếu trước vẫn giữ."
        )
        % {"who": entry.words},
        remedy=_("Nếu anh/chị không bỏ lần trước, báo ngay người điều hành."),
    )


def _refusal(answer: Answer, why: str) -> VoteRefusedError:
    reason = answer.reason or _("Vòng bỏ phiếu đã kết thúc nên phiếu này không được tính.")
    return VoteRefusedError(reason, why=why or "closed", remedy=answer.remedy)
