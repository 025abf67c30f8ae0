"""`thidua vote recount FILE`: count a published vote again, without the system that published it."""

import argparse
import hashlib
import json
import sys
from pathlib import Path
from typing import Any

from thidua.core.voting.errors import VoteError
from thidua.core.voting.motions import MotionKind
from thidua.core.voting.record import VoteRecord, read_record, result_of
from thidua.core.voting.recount import Recount, holds_code, recount
from thidua.core.voting.words import words_of


def add_arguments(deeds: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare `vote recount`."""
    parser = deeds.add_parser("vote", help="bỏ phiếu: đếm lại một bản công bố")
    vote_deeds = parser.add_subparsers(dest="vote_deed", required=True, metavar="DEED")
    counting = vote_deeds.add_parser("recount", help="đếm lại tệp công bố, không cần hệ thống")
    counting.add_argument("file", metavar="FILE", type=Path)
    counting.add_argument("--code", metavar="CODE", help="xem phiếu mang mã này đã được tính chưa")
    counting.add_argument("--json", action="store_true", help="in kết quả dạng JSON")
    counting.add_argument("--language", choices=("vi", "en"), default="vi", help="ngôn ngữ của kết quả")
    counting.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Exit status 0: the recount agrees (and the code is there); 1: it does not; 2: the file cannot be used."""
    try:
        stored = options.file.read_bytes()
        record = read_record(json.loads(stored.decode("utf-8")))
        is_counted = holds_code(record, options.code) if options.code else None
    except (OSError, ValueError) as error:
        told = error if isinstance(error, VoteError) else VoteError("no_record")
        print(told.say(options.language), file=sys.stderr)
        return 2
    result, digest = recount(record), hashlib.sha256(stored).hexdigest()
    if options.json:
        plain = {**_plain(result, is_counted, options.language), "sha256": digest}
        print(json.dumps(plain, ensure_ascii=False, indent=1))
    else:
        _print(record, result, options.code, is_counted, options.language)
        print(words_of(options.language)["recount"]["digest"].format(digest=digest))
    return 0 if not result.problems and is_counted is not False else 1


def _plain(result: Recount, is_counted: bool | None, language: str) -> dict[str, Any]:
    counted = result_of(result.tally, result.outcome) if result.tally and result.outcome else None
    problems = [{"code": each.code, "says": each.say(language)} for each in result.problems]
    return {"holds": not problems, "result": counted, "problems": problems, "code_is_counted": is_counted}


def _print(record: VoteRecord, result: Recount, code: str | None, is_counted: bool | None, language: str) -> None:
    words = words_of(language)["recount"]
    print(words["title"].format(title=record.title, round=record.round))
    if result.tally and result.outcome:
        line = {MotionKind.APPROVE: "approve", MotionKind.CHOOSE: "choose", MotionKind.RANK: "rank"}
        for each in result.tally.counts:
            says = words[line[record.motion.kind]]
            figures = {"agree": each.agree, "disagree": each.disagree, "abstain": each.abstain}
            print(says.format(name=record.names[each.option], sum=each.sum_of_places, **figures))
        if record.motion.kind is not MotionKind.APPROVE:
            print(words["blank"].format(blank=result.tally.blank))
        chosen = ", ".join(record.names[each] for each in result.outcome.chosen)
        print(words["chosen"].format(names=chosen or words["nobody"]))
        if result.outcome.tied:
            print(words["tied"].format(names=", ".join(record.names[each] for each in result.outcome.tied)))
    if result.problems:
        print(words["broken"])
        for problem in result.problems:
            print(f"  - {problem.say(language)}")
    else:
        print(words["holds"].format(papers=record.papers))
    if is_counted is not None:
        print(words["code_found" if is_counted else "code_missing"].format(code=code))
