"""`thidua scheme check FILE`: whether a table can be used; exit status 1 and every fault with its line when not."""

import argparse
import sys
from pathlib import Path

from thidua.core.scoring.errors import SchemeError
from thidua.core.scoring.numbers import write_number
from thidua.core.scoring.plain import read_plain
from thidua.core.scoring.reading import read_scheme
from thidua.core.scoring.remarks import remarks_on
from thidua.core.scoring.words import words_of


def add_arguments(deeds: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare `scheme check`."""
    scheme = deeds.add_parser("scheme", help="bảng tiêu chí chấm điểm")
    check = scheme.add_subparsers(dest="scheme_deed", required=True).add_parser("check", help="kiểm tra một bảng")
    check.add_argument("file", metavar="FILE", type=Path)
    check.add_argument("--language", choices=("vi", "en"), default="vi", help="ngôn ngữ của lời báo lỗi")
    check.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the faults of a table, or what it holds."""
    words = words_of(options.language)["reports"]
    try:
        text = options.file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        print(words["unreadable"].format(why=error), file=sys.stderr)
        return 2
    try:
        scheme = read_scheme(text)
    except SchemeError as error:
        for problem in error.problems:
            print(f"{options.file}:{problem.line or 1}: {problem.say(options.language)}")
        return 1
    items = [each for each in scheme.root.walk() if each.code]
    print(words["table"].format(title=scheme.title, count=len(items), standard=write_number(scheme.root.standard)))
    _data, lines, _problems = read_plain(text)
    for remark in remarks_on(scheme):
        place = f"{options.file}:{lines.of(remark.path) or 1}"
        print(words["remark"].format(place=place, says=remark.say(options.language)))
    return 0
