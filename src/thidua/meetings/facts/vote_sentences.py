"""The sentences of minutes on what was put to the vote: question, rules, each round, what came of it.

Drafts and rounds that are still open are not told: nothing partial leaves a round.
"""

from collections.abc import Iterable, Sequence

from django.utils.translation import override

from thidua.meetings.enums import (
    BallotMethod,
    BallotState,
    MinutesSection,
    MotionForm,
    MotionPurpose,
    MotionState,
)
from thidua.meetings.facts.ballot_words import outcome_words
from thidua.meetings.facts.ballots import decider_of
from thidua.meetings.facts.minutes_lines import BuiltLine
from thidua.meetings.facts.round_words import (
    DECIDERS,
    METHODS,
    NOT_TOLD,
    issued_count,
    missing_count,
    moment_words,
    roll_count,
    row_words,
    source_words,
    told_result,
    told_rules,
    warning_words,
)
from thidua.meetings.facts.rule_words import Rule
from thidua.meetings.facts.voters import voter_words_of_papers
from thidua.meetings.models import Ballot, ElectionRecord, Motion, RollEntry
from thidua.meetings.queries.ballots import rounds_of
from thidua.meetings.queries.records import MeetingRecords

LETTERS = {
    BallotMethod.SCREEN: "phiếu viết",
    BallotMethod.PAPER: "phiếu trong phong bì",
    BallotMethod.HANDS: "ý kiến bằng văn bản",
}
FORMS = {
    MotionForm.APPROVE: "đồng ý hoặc không, với từng tên",
    MotionForm.CHOOSE: "chọn trong danh sách",
    MotionForm.RANK: "xếp thứ tự cả danh sách",
}


def vote_lines(records: MeetingRecords) -> list[BuiltLine]:
    """All questions that were put to the vote, or declared void, in order."""
    told = [motion for motion in records.motions if _is_told(motion)]
    lines = []
    for number, motion in enumerate(told, start=1):
        motion.meeting = records.meeting
        lines += _motion(number, motion, records.rolls)
    return lines


def motion_of_post(election: ElectionRecord, motions: Iterable[Motion]) -> Motion | None:
    """The vote that settled the choice for a post; None when a person recorded it."""
    for motion in motions:
        if motion.state != MotionState.SETTLED or (motion.purpose, motion.year) != (election.role, election.year):
            continue
        chosen = {option.unit_id for option in motion.options.all() if option.code in motion.outcome["chosen"]}
        if election.unit_id in chosen:
            return motion
    return None


def figures_of_post(election: ElectionRecord, motion: Motion) -> str:
    """By how many votes a settled vote chose who holds a post; or that others decided, or that figures are not told."""
    if motion.outcome["decided_by"]:
        return f"{DECIDERS[decider_of(motion)]} quyết định sau vòng cuối"
    code = next(option.code for option in motion.options.all() if option.unit_id == election.unit_id)
    last = [ballot for ballot in rounds_of(motion) if ballot.counts is not None and code in ballot.options][-1]
    result = told_result(last)
    if result.is_hidden:
        return "không nêu số phiếu"
    count = result.tally.of(code)
    if motion.form == MotionForm.RANK:
        return f"tổng thứ hạng {count.sum_of_places}"
    return f"{count.agree} trên {result.tally.papers} phiếu"


def outcome_sentence(motion: Motion) -> str:
    """What a vote came to, in a sentence or two; that it is open, where it is."""
    if motion.state == MotionState.VOID:
        return f"Nội dung này đã hủy. Lý do: {_ended(motion.void_because)}"
    decider = DECIDERS[decider_of(motion)]
    if motion.state == MotionState.UNDECIDED:
        return f"Đã hết số vòng mà chưa phân định được; chờ {decider} quyết định."
    if motion.state != MotionState.SETTLED:
        return "Chưa có kết quả cuối cùng."
    with override("vi"):
        words = outcome_words(motion)
    about = f" đề nghị tặng {motion.award_name} năm {motion.year}" if motion.purpose == MotionPurpose.AWARD else ""
    text = f"Kết quả{about}: {words}."
    if motion.outcome["decided_by"]:
        text += f" Sau vòng cuối chưa phân định được nên {decider} quyết định: {_ended(motion.outcome['decided_by'])}"
    return text


def _is_told(motion: Motion) -> bool:
    if motion.state == MotionState.VOID:
        return True
    return any(ballot.state != BallotState.OPEN for ballot in motion.ballots.all())


def _motion(number: int, motion: Motion, rolls: dict[int, list[RollEntry]]) -> list[BuiltLine]:
    texts = {"": f"{number}. {_ended(motion.title)} {_question(motion)}"}
    rounds = [ballot for ballot in rounds_of(motion) if ballot.state != BallotState.OPEN]
    if rounds:
        texts["rules"] = _rules(told_rules(motion))
    if recused := _recused(motion):
        texts["recused"] = recused
    lines = [_line(text, "motion", motion.pk, part) for part, text in texts.items()]
    for ballot in rounds:
        lines += [
            _line(text, "ballot", ballot.pk, part) for part, text in _round(ballot, rolls.get(ballot.pk, [])).items()
        ]
    return [*lines, _line(outcome_sentence(motion), "motion", motion.pk, "outcome")]


def _line(text: str, kind: str, pk: int, part: str) -> BuiltLine:
    return BuiltLine(MinutesSection.VOTES, text, kind, pk, f"{pk}.{part}" if part else "")


def _question(motion: Motion) -> str:
    how = FORMS[MotionForm(motion.form)]
    if motion.form == MotionForm.CHOOSE:
        how += f", mỗi phiếu nhiều nhất {motion.most} tên"
    seats = f" Số được chọn: {motion.seats}." if motion.seats else ""
    return f"Cách đánh phiếu: {how}.{seats} Danh sách: {'; '.join(option.words for option in motion.options.all())}."


def _rules(rules: Sequence[Rule]) -> str:
    told = "; ".join(f"{rule.label.lower()}: {_begun(rule.says)}{source_words(rule)}" for rule in rules)
    return " ".join([f"Quy tắc: {told}.", *(warning_words(rule) for rule in rules if rule.warning)])


def _recused(motion: Motion) -> str:
    told = [
        f"{recusal.line.unit or recusal.line.words} không biểu quyết về {option.words} (lý do: {recusal.reason})"
        for option in motion.options.all()
        for recusal in option.recusals.all()
    ]
    if not told:
        return ""
    counted = {
        True: " Những thành viên này vẫn tính vào tổng số.",
        False: " Những thành viên này không tính vào tổng số của mục đó.",
        None: "",
    }
    return f"Không biểu quyết vì có liên quan: {'; '.join(told)}.{counted[motion.recused_count]}"


def _round(ballot: Ballot, roll: Sequence[RollEntry]) -> dict[str, str]:
    name = f"Vòng {ballot.number}, {METHODS[BallotMethod(ballot.method)]}"
    if ballot.state == BallotState.VOID:
        return {"void": f"{name}: đã hủy, không kiểm phiếu. Lý do: {_ended(ballot.void_because)}"}
    texts = {"roll": f"{name}: {_roll(ballot, roll)}"}
    if ballot.method == BallotMethod.PAPER:
        tellers = [str(teller) for teller in ballot.tellers.all()]
        texts["tellers"] = f"Tổ kiểm phiếu: {'; '.join(tellers) or 'chưa rõ'}."
    texts["result"] = _result(ballot)
    if ballot.digest and ballot.slips is not None:
        texts["digest"] = f"Mã băm SHA-256 của kết quả công bố vòng {ballot.number}: {ballot.digest}."
    return texts


def _roll(ballot: Ballot, roll: Sequence[RollEntry]) -> str:
    count = roll_count(ballot, roll)
    text = f"tổng số {count.members} {voter_words_of_papers(ballot.motion.meeting).full}, có mặt {count.present}"
    text += f", gửi {LETTERS[BallotMethod(ballot.method)]} {count.written}" if count.written else ""
    if ballot.method == BallotMethod.HANDS:
        text += f", biểu quyết {count.voted}."
    elif ballot.method == BallotMethod.PAPER:
        issued = issued_count(ballot)
        text += f", phát ra {'chưa có số liệu' if issued is None else issued} phiếu, thu về {count.voted} phiếu"
        missing = missing_count(ballot, roll)
        text += f" ({missing} phiếu không thu về)." if missing else "."
    else:
        text += f", đã bỏ phiếu {count.voted}."
    if count.absent:
        text += f" Không có mặt khi mở vòng: {'; '.join(count.absent)}."
    if ballot.method != BallotMethod.HANDS and ballot.closed_at is not None:
        text += f" Mở lúc {moment_words(ballot.opened_at)}; kiểm phiếu lúc {moment_words(ballot.closed_at)}."
    if ballot.closed_because:
        text += f" Kết thúc khi còn thành viên có mặt chưa bỏ phiếu, lý do: {_ended(ballot.closed_because)}"
    return text


def _result(ballot: Ballot) -> str:
    result = told_result(ballot)
    rows = "; ".join(row_words(ballot.motion, row, is_hidden=result.is_hidden) for row in result.rows)
    if result.is_hidden:
        return f"Kết quả vòng {ballot.number}: {rows} ({NOT_TOLD})."
    spoiled = f" Phiếu trắng {result.tally.blank}, phiếu không hợp lệ {result.tally.invalid}."
    if ballot.method == BallotMethod.HANDS:
        spoiled = f" Không chọn ai: {result.tally.blank}." if ballot.motion.form != MotionForm.APPROVE else ""
    return f"Kết quả vòng {ballot.number}: {rows}.{spoiled}"


def _begun(text: str) -> str:
    """The text with a small letter first, within a sentence."""
    return f"{text[:1].lower()}{text[1:]}"


def _ended(text: str) -> str:
    text = text.strip()
    return text if not text or text[-1] in ".!?:;…”" else f"{text}."
