"""Many hands at once, through a real server: one wins, the others are told, nothing is there twice."""

import json
import threading
from collections import Counter
from collections.abc import Callable
from functools import partial

import pytest

from benchmarks.drills.browsers import Answer, Browser
from benchmarks.drills.deeds import PLANS, Deed, require_each_once
from benchmarks.drills.installations import Installation

pytestmark = pytest.mark.drill

CLICKS = 6
EDITORS = 4
ROUNDS = 5


def all_at_once(works: list[Callable[[], Answer]]) -> list[Answer]:
    """Let every work begin at the same moment; what came back."""
    gate = threading.Barrier(len(works))
    answers: list[Answer] = []

    def run(work: Callable[[], Answer]) -> None:
        gate.wait()
        answers.append(work())

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == len(works)
    return answers


def test_a_form_sent_many_times_at_once_is_one_deed(installation: Installation) -> None:
    deeds: list[Deed] = []
    with installation.server() as server:
        for turn in range(ROUNDS):
            for plan in PLANS:
                deed = plan(installation.facts, f"{turn}-click")
                browsers = [Browser(server.port, installation.facts["sessions"][deed.who]) for _ in range(CLICKS)]
                deed.form = browsers[0].open_form(deed.path)
                answers = all_at_once([partial(deed.do, browser) for browser in browsers])
                assert sum(answer.status == 302 for answer in answers) >= 1
                assert {answer.status for answer in answers} <= {200, 302}, [answer.text[:800] for answer in answers]
                deeds.append(deed)

    require_each_once(installation, deeds)


def test_of_many_editors_one_saves_and_the_others_see_both_texts(installation: Installation) -> None:
    path = f"/chu-de/{installation.facts['theme']}/sua/"
    session = installation.facts["sessions"]["standing"]
    with installation.server() as server:
        for turn in range(ROUNDS):
            browsers = [Browser(server.port, session) for _ in range(EDITORS)]
            forms = [browser.open_form(path) for browser in browsers]
            words = [f"Chủ đề {turn} của người thứ {number}" for number in range(EDITORS)]
            answers = all_at_once(
                [
                    partial(browser.send, form, {"text": text})
                    for browser, form, text in zip(browsers, forms, words, strict=True)
                ]
            )

            assert Counter(answer.status for answer in answers) == {302: 1, 409: EDITORS - 1}
            kept = [text for text in installation.state()["made"]["theme"] if text in words]
            assert len(kept) == 1
            for answer in answers:
                if answer.status == 409:
                    assert kept[0] in answer.text
                    assert sum(text in answer.text for text in words) == 2

    installation.require_history_holds()
    assert installation.state()["halves"] == []


def test_of_many_who_write_one_item_of_a_card_one_saves_and_the_others_are_asked(installation: Installation) -> None:
    path = f"/cham-diem/muc/{installation.facts['scoring']['officer']}/cham/"
    session = installation.facts["sessions"]["officer"]
    with installation.server() as server:
        for turn in range(ROUNDS):
            browsers = [Browser(server.port, session) for _ in range(EDITORS)]
            forms = [browser.open_form(path) for browser in browsers]
            given = [f"{turn + 1},{number + 1:02d}" for number in range(EDITORS)]
            answers = all_at_once(
                [
                    partial(browser.send, form, {"answer_0": points})
                    for browser, form, points in zip(browsers, forms, given, strict=True)
                ]
            )
            assert Counter(answer.status for answer in answers) == {302: 1, 409: EDITORS - 1}

    found = json.loads(
        installation.run("-m", "benchmarks.drills.scores", str(installation.facts["scoring"]["scheme"])).stdout
    )
    assert found["stale"] == []
    assert len(found["changes"]) == len(found["entries"]) == ROUNDS
    installation.require_history_holds()
