"""The process that looks into one file: `python -m thidua.documents.inspection.child FILE FOLDER`.

It bounds its own memory, time and output before it imports anything that parses, and prints one `Verdict`.
"""

import resource
import sys
from pathlib import Path

from thidua.documents.inspection import limits


def bound_myself() -> None:
    """From here on this process cannot take more than it is given."""
    for what, most in (
        (resource.RLIMIT_AS, limits.MEMORY),
        (resource.RLIMIT_CPU, limits.CPU_SECONDS),
        (resource.RLIMIT_FSIZE, limits.WRITTEN),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
    ):
        resource.setrlimit(what, (most, most))


def main(file: str, folder: str) -> int:
    """Print the verdict as JSON; the exit status is 0 whether the file is taken or not."""
    bound_myself()
    from thidua.documents.inspection.dispatch import look_into  # noqa: PLC0415  (parsers only inside the bounds)

    print(look_into(Path(file), Path(folder)).to_json())
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
