"""A whole installation of its own for a drill: folder, database, server and worker as real processes."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
NOW = "2026-03-10T09:00:00+07:00"
"""The moment at which the clock of a drill stands: a day on which pledges may be signed."""
PATIENCE = 120
"""Seconds until a process that does not start is given up."""


@dataclass
class Installation:
    """Where it lies and which database it has (`""`: SQLite in the folder)."""

    folder: Path
    database_url: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    """What the seed said of itself: sessions, ids."""

    @property
    def environment(self) -> dict[str, str]:
        """Nothing of ours but the path."""
        clock = self.folder / "clock"
        if not clock.exists():
            clock.write_text(NOW, encoding="ascii")
        chosen = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "LANG": "C.UTF-8",
            "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
            "DJANGO_SETTINGS_MODULE": "thidua.config.settings",
            "THIDUA_VAR": str(self.folder),
            "THIDUA_DEMO": "1",
            "THIDUA_CLOCK_FILE": str(clock),
        }
        return chosen | ({"DATABASE_URL": self.database_url} if self.database_url else {})

    def run(self, *command: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run a program of the environment to its end."""
        finished = subprocess.run(
            [sys.executable, *command],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=600,
            check=False,
        )
        if check and finished.returncode != 0:
            raise AssertionError(f"{' '.join(command)} ended with {finished.returncode}:\n{finished.stderr[-4000:]}")
        return finished

    def thidua(self, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """The `thidua` command."""
        return self.run("-m", "thidua.cli.main", *words, check=check)

    def migrate(self) -> None:
        """Make the empty tables."""
        self.run("manage.py", "migrate", "--verbosity", "0")

    def seed(self) -> None:
        """The cast of the tests, a year, and what the deeds of the drills need."""
        self.migrate()
        self.facts = json.loads(self.run("-m", "benchmarks.drills.seed").stdout.splitlines()[-1])

    def state(self) -> dict[str, Any]:
        """What is in it now: see `benchmarks/drills/state.py`."""
        found: dict[str, Any] = json.loads(self.run("-m", "benchmarks.drills.state").stdout.splitlines()[-1])
        return found

    def require_history_holds(self) -> None:
        """`thidua audit verify` must end with 0."""
        finished = self.thidua("audit", "verify", check=False)
        assert finished.returncode == 0, finished.stdout + finished.stderr

    @contextmanager
    def server(self, workers: int = 1) -> Iterator["Server"]:
        """A running server, killed at the end if it still lives."""
        server = Server(self, workers=workers)
        server.start()
        try:
            yield server
        finally:
            server.kill()

    def start(self, *command: str, log: str) -> subprocess.Popen[bytes]:
        """Start a program of the environment in a group of its own."""
        with (self.folder / log).open("ab") as out:
            return subprocess.Popen(
                [sys.executable, *command],
                cwd=ROOT,
                env=self.environment,
                stdout=out,
                stderr=out,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )

    def log(self, name: str) -> str:
        """The end of a log."""
        return (self.folder / name).read_text(errors="replace")[-4000:]


@dataclass
class Server:
    """Granian as `make demo` starts it (with two workers: as in production), on a port that outlives a kill."""

    installation: Installation
    port: int = 0
    process: subprocess.Popen[bytes] | None = None
    workers: int = 1

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it and wait for its first answer."""
        self.port = self.port or free_port()
        self.process = self.installation.start(
            str(BIN / "granian"),
            *("--interface", "wsgi", "--host", "127.0.0.1", "--port", str(self.port)),
            *("--workers", str(self.workers), "--blocking-threads", "4", "--no-ws", "--log-level", "warning"),
            "thidua.config.wsgi:application",
            log="server.log",
        )
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and self.process.poll() is None:
            try:
                with urlopen(f"{self.url}/dang-nhap/", timeout=PATIENCE):
                    return
            except (URLError, ConnectionError, TimeoutError) as error:
                if getattr(error, "code", None) is not None:  # it answers, if only with 404
                    return
                time.sleep(0.05)
        raise AssertionError("The server does not start:\n" + self.installation.log("server.log"))

    def kill(self) -> None:
        """End it as a power cut would: it and its workers at once, without a word."""
        if self.process is None:
            return
        end_group(self.process)
        self.process = None


def end_group(process: subprocess.Popen[bytes]) -> None:
    """SIGKILL for a process and all it started."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def copy_of(installation: Installation, folder: Path) -> Installation:
    """The same SQLite installation in another folder."""
    shutil.copytree(installation.folder, folder)
    return Installation(folder, facts=dict(installation.facts))
