"""`thidua scheme check FILE`: whether a table can be used; exit status 1 and every fault with its line when not."""

import argparse
import sys
from pathlib import Path

from thidua.core.scoring.errors import SchemeError
from thidua.core.scoring.numbers import write_number
from thidua.core.scoring.reading import read_scheme
from thidua.core.scoring.remarks import remarks_on


def add_arguments(deeds: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare `scheme check`."""
    scheme = deeds.add_parser("scheme", help="bảng tiêu chí chấm điểm")
    check = scheme.add_subparsers(dest="scheme_deed", required=True).add_parser("check", help="kiểm tra một bảng")
    check.add_argument("file", metavar="FILE", type=Path)
    check.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the faults of a table, or what it holds."""
    try:
        text = options.file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        print(f"{options.file}: không đọc được tệp ({error}).", file=sys.stderr)
        return 2
    try:
        scheme = read_scheme(text)
    except SchemeError as error:
        for problem in error.problems:
            print(f"{options.file}:{problem.line or 1}: {problem.says}")
        return 1
    items = [each for each in scheme.root.walk() if each.code]
    print(f"{scheme.title}: {len(items)} tiêu chí, {write_number(scheme.root.standard)} điểm chuẩn.")
    for remark in remarks_on(scheme):
        print(f"lưu ý: {remark}")
    return 0
