"""`thidua rescue NAME`: a new one-time password for an account nobody else can help, and its second factor off.

For the last administrator who lost phone or password, or after the signing key was lost. Whoever may run it has the
database anyway; history says that it was done.
"""

import argparse
import sys

from thidua.cli.setup import django_setup


def add_arguments(deeds: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the deed."""
    deed = deeds.add_parser("rescue", help="cấp lại mật khẩu dùng một lần và tắt xác thực hai bước của một tài khoản")
    deed.add_argument("username")
    deed.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Exit status 1 when there is no such account."""
    django_setup()
    from django.db import transaction  # noqa: PLC0415  needs Django set up

    from thidua.access.services import users  # noqa: PLC0415
    from thidua.accounts.queries import has_second_factor, user_named  # noqa: PLC0415
    from thidua.common.actor import SystemActor  # noqa: PLC0415

    actor = SystemActor("thidua rescue")
    user = user_named(options.username)
    if user is None:
        print(f"There is no account {options.username!r}.", file=sys.stderr)
        return 1
    with transaction.atomic():
        if has_second_factor(user):
            users.turn_off_second_factor(actor=actor, user=user)
        give = users.issue_password if user.is_active else users.reactivate_user
        made = give(actor=actor, user=user)
    print(f"{made.user.username}: {made.password}\nThe password must be changed at the first sign-in.")
    return 0
