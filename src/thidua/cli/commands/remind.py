"""`thidua remind`: one round of reminders, to be run once a day."""

import argparse

from thidua.cli.setup import django_setup


def add_arguments(deeds: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the deed."""
    remind = deeds.add_parser("remind", help="nhắc mọi người các việc sắp đến hạn, trong ứng dụng và qua thư")
    remind.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Remind everyone; exit status 1 when an e-mail could not be sent (it is tried again in the next round)."""
    django_setup()
    from thidua.campaigns.jobs.reminders import remind_everyone  # noqa: PLC0415  needs Django set up
    from thidua.common import clock  # noqa: PLC0415

    outcome = remind_everyone(clock.now())
    print(
        f"{outcome.people} people reminded of {outcome.reminders} things, {outcome.mails} e-mails sent, "
        f"{outcome.failed} failed"
    )
    return 1 if outcome.failed else 0
