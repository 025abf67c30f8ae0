"""The signing key: whole or not there, whatever dies in the middle of making it."""

import threading
from pathlib import Path

from thidua.config.paths import read_or_make_secret


def test_many_at_once_get_the_same_whole_key(tmp_path: Path) -> None:
    path = tmp_path / "var" / "secret-key"
    gate = threading.Barrier(8)
    found: list[str] = []

    def work() -> None:
        gate.wait()
        found.append(read_or_make_secret(path))

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(set(found)) == 1
    assert len(found[0]) > 80
    assert path.stat().st_mode & 0o077 == 0
    assert [each.name for each in path.parent.iterdir()] == ["secret-key"]
