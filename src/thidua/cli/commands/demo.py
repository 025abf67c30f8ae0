"""`thidua demo`: a demo installation, filled once, with the packs of its years and one round of reminders."""

import argparse
import sys

from thidua.cli.setup import django_setup


def add_arguments(deeds: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the deed."""
    demo = deeds.add_parser("demo", help="nạp dữ liệu trình diễn, lập bộ hồ sơ, in cách đăng nhập")
    demo.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Migrate, load, build the missing packs, remind once, print where things are; exit status 1 outside a demo."""
    django_setup()
    from django.conf import settings  # noqa: PLC0415  needs Django set up
    from django.core.management import call_command  # noqa: PLC0415

    from thidua.campaigns.jobs.reminders import remind_everyone  # noqa: PLC0415
    from thidua.cli.demo.loader import load_demo  # noqa: PLC0415
    from thidua.cli.demo.packs import build_missing_packs  # noqa: PLC0415
    from thidua.common import clock  # noqa: PLC0415

    if not settings.DEMO:
        print("This is not a demo installation (THIDUA_DEMO=1).", file=sys.stderr)
        return 1
    call_command("migrate", verbosity=0)
    accounts, password = load_demo(clock.now())
    for folder in build_missing_packs():
        print(f"pack  {folder}")
    reminded = remind_everyone(clock.now())
    print(f"mail  {settings.VAR / 'mail'}: {reminded.reminders} new reminders in {reminded.mails} e-mails")
    print("\nSign in with")
    for account in accounts:
        print(f"  {account.username:<12} {account.role}")
    print(f"  password     {password}")
    return 0
