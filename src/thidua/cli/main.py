"""The `thidua` command: one word per deed, each deed in a module of `cli/commands/` that registers itself.

Commands that need the database set Django up themselves (`cli/setup.py`); commands on `core` import no Django.
"""

import argparse
import importlib
import pkgutil
import sys
from collections.abc import Sequence
from typing import Protocol

import thidua.cli.commands as commands


class Command(Protocol):
    """A module of `cli/commands/`."""

    def add_arguments(self, deeds: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
        """Declare the sub-command and set `run` as its default."""


def build_parser() -> argparse.ArgumentParser:
    """The parser with every command of `cli/commands/`."""
    parser = argparse.ArgumentParser(prog="thidua", description="Thi Đua Số")
    deeds = parser.add_subparsers(dest="deed", required=True, metavar="DEED")
    for module in sorted(pkgutil.iter_modules(commands.__path__), key=lambda each: each.name):
        importlib.import_module(f"{commands.__name__}.{module.name}").add_arguments(deeds)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one deed; its exit status."""
    options = build_parser().parse_args(arguments)
    status: int = options.run(options)
    return status


if __name__ == "__main__":
    sys.exit(main())
