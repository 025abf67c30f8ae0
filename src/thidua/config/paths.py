"""Where the installation keeps its own things: one folder, `var/`, and nothing outside it."""

import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path


def find_home() -> Path:
    """The folder of the installation: `THIDUA_HOME`, else the checkout this file lies in, else the current folder."""
    if home := os.environ.get("THIDUA_HOME"):
        return Path(home).resolve()
    checkout = Path(__file__).resolve().parents[3]
    return checkout if (checkout / "pyproject.toml").exists() else Path.cwd()


def read_or_make_secret(path: Path) -> str:
    """The secret kept at `path`, made on first use and readable by its owner alone.

    It is written apart and linked to its place, so that another process, or the next after a kill, finds a whole one.
    """
    try:
        return path.read_text(encoding="ascii")
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, part = tempfile.mkstemp(dir=path.parent, prefix=".secret-")  # readable by its owner alone
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(64))
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):  # another process of this installation made it first
            os.link(part, path)
    finally:
        Path(part).unlink()
    return path.read_text(encoding="ascii")
