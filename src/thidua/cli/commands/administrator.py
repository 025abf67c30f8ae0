"""`thidua administrator NAME`: the first administrator of an installation, with a one-time password."""

import argparse
import sys

from thidua.cli.setup import django_setup


def add_arguments(deeds: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the deed."""
    deed = deeds.add_parser("administrator", help="tạo quản trị viên đầu tiên, in mật khẩu dùng một lần")
    deed.add_argument("username")
    deed.add_argument("--agency", default="", help="tên cơ quan gốc, khi hệ thống chưa có cơ quan nào")
    deed.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Make account, root agency if there is none, and grant; exit status 1 and the reason when that cannot be."""
    django_setup()
    from thidua.cli.first_administrator import (  # noqa: PLC0415  needs Django set up
        FirstAdministratorError,
        make_first_administrator,
    )
    from thidua.common.errors import DomainError  # noqa: PLC0415

    try:
        made = make_first_administrator(options.username, options.agency)
    except (FirstAdministratorError, DomainError) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{made.user.username}: {made.password}\nThe password must be changed at the first sign-in.")
    return 0
