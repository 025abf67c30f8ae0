"""The server is killed in the middle of writing, again and again, at moments that nobody chose.

Afterwards nothing is half, nothing is there twice, history holds, and what was answered is there. Who got no answer
sends the same form again, as people do: then that is there once too.
"""

import os
import random
import time

import pytest

from benchmarks.drills.deeds import Busy, Deed, require_each_once
from benchmarks.drills.installations import Installation

pytestmark = pytest.mark.drill

KILLS = int(os.environ.get("DRILL_KILLS", "50"))
PEOPLE = 3
SEED = 20261123


def test_nothing_half_nothing_twice_nothing_lost(installation: Installation) -> None:
    chance = random.Random(SEED)
    done: list[Deed] = []
    sent_again = 0
    with installation.server() as server:
        for kill in range(KILLS):
            left = [deed for deed in done if not deed.is_answered]
            sent_again += len(left)
            people = [Busy(installation, server.port, f"{kill}-{person}", left) for person in range(PEOPLE)]
            time.sleep(chance.uniform(0.05, 1.5))
            server.kill()
            done += [deed for person in people for deed in person.finish()]
            server.start()
        Busy(installation, server.port, "", [deed for deed in done if not deed.is_answered], nothing_new=True).finish()

    assert all(deed.is_answered for deed in done)
    assert sent_again > KILLS / 2, "hardly a kill fell into a deed"
    require_each_once(installation, done)
