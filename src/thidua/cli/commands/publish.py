"""`thidua publish`: one round of what was approved for a later hour, to be run every few minutes."""

import argparse

from thidua.cli.setup import django_setup


def add_arguments(deeds: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the deed."""
    publish = deeds.add_parser("publish", help="đăng các bài đã duyệt đến ngày hẹn, gỡ các bài hết hạn")
    publish.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Publish and take down what is due."""
    django_setup()
    from thidua.common import clock  # noqa: PLC0415  needs Django set up
    from thidua.publishing.services.schedule import carry_out_schedule  # noqa: PLC0415

    outcome = carry_out_schedule(clock.machine_time())
    print(f"{outcome.published} articles published, {outcome.expired} taken down")
    return 0
