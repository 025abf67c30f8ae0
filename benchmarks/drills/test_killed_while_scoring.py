"""The server is killed while a unit fills its card and the bloc is scored again, at moments that nobody chose.

Afterwards every stored result is what the changes give, every change has its entry of history, and what was answered is
there: a change never stands without its scores, nor scores without their change.
"""

import json
import os
import random
import threading
import time
from collections.abc import Iterator
from fractions import Fraction

import pytest

from benchmarks.drills.browsers import Browser, CutOffError
from benchmarks.drills.installations import Installation

pytestmark = pytest.mark.drill

KILLS = int(os.environ.get("DRILL_KILLS", "50")) // 5 or 1
SEED = 20261127


def test_no_change_without_its_scores_and_no_scores_without_their_change(installation: Installation) -> None:
    chance = random.Random(SEED)
    answered: list[str] = []
    given = iter(range(1, 1901))
    with installation.server() as server:
        for _kill in range(KILLS):
            filling = threading.Thread(target=_fill, args=(installation, server.port, given, answered))
            filling.start()
            time.sleep(chance.uniform(0.3, 1.5))
            server.kill()
            filling.join()
            server.start()

    found = json.loads(
        installation.run("-m", "benchmarks.drills.scores", str(installation.facts["scoring"]["scheme"])).stdout
    )
    assert found["stale"] == []
    assert len(found["changes"]) == len(found["entries"])
    assert [value for value in answered if value not in found["changes"]] == []
    assert len(answered) >= KILLS
    installation.require_history_holds()


def _fill(installation: Installation, port: int, given: Iterator[int], answered: list[str]) -> None:
    """Write one figure after the other until the server goes away."""
    browser = Browser(port, installation.facts["sessions"]["officer"])
    path = f"/cham-diem/muc/{installation.facts['scoring']['officer']}/cham/"
    try:
        while True:
            hundredths = next(given)
            form = browser.open_form(path)
            sent = browser.send(form, {"answer_0": f"{hundredths // 100},{hundredths % 100:02d}"})
            assert sent.status == 302, sent.text[:2000]
            answered.append(_exact(hundredths))
    except CutOffError:
        return


def _exact(hundredths: int) -> str:
    """How the figure is stored."""
    return str(Fraction(hundredths, 100))
