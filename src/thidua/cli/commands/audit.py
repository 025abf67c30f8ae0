"""`thidua audit verify`: recompute history; exit status 1 and the first broken entry when it does not hold."""

import argparse
import json

from thidua.cli.setup import django_setup


def add_arguments(deeds: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare `audit verify`."""
    audit = deeds.add_parser("audit", help="kiểm tra nhật ký")
    verify = audit.add_subparsers(dest="audit_deed", required=True).add_parser("verify", help="tính lại chuỗi nhật ký")
    verify.add_argument("--json", action="store_true", help="in kết quả dạng JSON")
    verify.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print one line per chain."""
    django_setup()
    from thidua.audit.verification import verify_history  # noqa: PLC0415  needs Django set up

    result = verify_history()
    if options.json:
        breaks = [{"chain": each.agency, "entry": each.number, "why": each.why} for each in result.breaks]
        print(json.dumps({"holds": result.holds, "entries": result.entries, "heads": result.heads, "breaks": breaks}))
        return 0 if result.holds else 1
    for chain, count in sorted(result.entries.items()):
        print(f"chain {chain}: {count} entries, head {result.heads.get(chain, '-')}")
    for each in result.breaks:
        print(f"BROKEN chain {each.agency}, entry {each.number}: {each.why}")
    return 0 if result.holds else 1
