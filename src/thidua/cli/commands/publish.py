"""`thidua publish`: one round of what was approved for a later hour, to be run every few minutes."""

import argparse

from thidua.cli.setup import django_setup


def add_arguments(deeds: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the deed."""
    publish = deeds.add_parser("publish", help="đăng các bài đã duyệt đến ngày hẹn, gỡ các bài hết hạn")
    publish.add_argument(
        "--words", action="store_true", help="ghi lại từ đầu các từ để tìm trên trang công khai (sau khi nâng cấp)"
    )
    publish.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Publish and take down what is due."""
    django_setup()
    from thidua.common import clock  # noqa: PLC0415  needs Django set up
    from thidua.publishing.services.schedule import carry_out_schedule  # noqa: PLC0415
    from thidua.publishing.services.words import write_all_words  # noqa: PLC0415

    if options.words:
        print(f"{write_all_words(clock.machine_time())} things are found by their words")
    outcome = carry_out_schedule(clock.machine_time())
    print(f"{outcome.published} articles published, {outcome.expired} taken down")
    return 0
