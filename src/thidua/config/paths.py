"""Where the installation keeps its own things: one folder, `var/`, and nothing outside it."""

import os
import secrets
from pathlib import Path


def find_home() -> Path:
    """The folder of the installation: `THIDUA_HOME`, else the checkout this file lies in, else the current folder."""
    if home := os.environ.get("THIDUA_HOME"):
        return Path(home).resolve()
    checkout = Path(__file__).resolve().parents[3]
    return checkout if (checkout / "pyproject.toml").exists() else Path.cwd()


def read_or_make_secret(path: Path) -> str:
    """The secret kept at `path`, made on first use and readable by its owner alone."""
    try:
        return path.read_text(encoding="ascii")
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:  # another process of this installation made it first
            return path.read_text(encoding="ascii")
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            secret = secrets.token_urlsafe(64)
            file.write(secret)
        return secret
