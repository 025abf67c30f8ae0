"""The gate between the application and the process that looks into files."""

import os
import subprocess
import sys
from pathlib import Path

import thidua
from thidua.documents.inspection import limits
from thidua.documents.inspection.verdicts import Verdict

_SOURCE = str(Path(thidua.__file__).resolve().parents[1])


def inspect(path: Path, folder: Path, *, seconds: float = limits.SECONDS) -> Verdict:
    """Look into `path` in a process of its own; copies to be served are written into `folder`.

    The process gets none of our environment (no keys, no database). One that takes too long, or dies, refuses.
    """
    command = [sys.executable, "-m", "thidua.documents.inspection.child", str(path), str(folder)]
    environment = {"PYTHONPATH": _SOURCE, "PATH": os.defpath, "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        finished = subprocess.run(  # noqa: S603  (our own interpreter and module; paths are ours)
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=seconds,
            check=False,
            start_new_session=True,
        )
    except subprocess.TimeoutExpired:
        return Verdict(refused="too_heavy")
    if finished.returncode != 0:
        return Verdict(refused="too_heavy")
    try:
        return Verdict.from_json(finished.stdout.decode())
    except (ValueError, TypeError):
        return Verdict(refused="too_heavy")
