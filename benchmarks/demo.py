"""How long the demo takes: its data and packs on an empty installation, and again when all is there.

What `make demo` fetches the first time (packages, fonts, system packages) depends on the network and is not measured.
"""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.figures import Figure, at_most, seconds

ROOT = Path(__file__).resolve().parents[1]
COLD = 300
WARM = 10


def measure() -> list[Figure]:
    """Seconds of `thidua demo`, on an empty folder and right afterwards; the peer is Python starting Django."""
    with TemporaryDirectory() as folder:
        environment = {**os.environ, "THIDUA_VAR": folder, "THIDUA_DEMO": "1"}
        environment.pop("DATABASE_URL", None)  # a database of one's own is not the place for a demo

        def run(*words: str) -> None:
            subprocess.run([sys.executable, *words], cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)

        start = seconds(lambda: run("manage.py", "check"))
        cold = seconds(lambda: run("-m", "thidua.cli.main", "demo"))
        warm = seconds(lambda: run("-m", "thidua.cli.main", "demo"))
    peer = f"starting Django {start:.1f} s"
    return [
        at_most("demo data and packs, from nothing", cold, "s", COLD, peer),
        at_most("demo again, all there", warm, "s", WARM, peer),
    ]
