"""`thidua administrator NAME`: the first administrator of an installation, with a one-time password."""

import argparse
import secrets
import sys

from thidua.cli.setup import django_setup


def add_arguments(deeds: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the deed."""
    deed = deeds.add_parser("administrator", help="tạo quản trị viên đầu tiên, in mật khẩu dùng một lần")
    deed.add_argument("username")
    deed.add_argument("--agency", default="", help="tên cơ quan gốc, khi hệ thống chưa có cơ quan nào")
    deed.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Make account, root agency if there is none, and grant; exit status 1 when the name is taken."""
    django_setup()
    from thidua.cli.first_administrator import FirstAdministratorError, make_first_administrator  # noqa: PLC0415

    password = secrets.token_urlsafe(15)
    try:
        make_first_administrator(options.username, password, options.agency)
    except FirstAdministratorError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{options.username}: {password}\nThe password must be changed at the first sign-in.")
    return 0
