"""`thidua figures`: figures of activities reckoned again where they are no longer those of today; once a day."""

import argparse

from thidua.cli.setup import django_setup


def add_arguments(deeds: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the deed."""
    figures = deeds.add_parser("figures", help="tính lại số liệu hoạt động đã cũ: bản ghi mới, hệ số mới, ngày mới")
    figures.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Reckon again what has changed."""
    django_setup()
    from thidua.activities.services.figures import refresh_figures  # noqa: PLC0415  needs Django set up
    from thidua.common import clock  # noqa: PLC0415

    print(f"{refresh_figures(clock.now())} figures reckoned again")
    return 0
