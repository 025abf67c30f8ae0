"""A crowd that votes through the real server: each phone on a connection of its own, when its moment comes.

How long a voter waited is counted from the moment at which he pressed, not from when his request found a free line.
"""

import random
import re
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from benchmarks.drills.browsers import Browser, Form

SEEN = re.compile(r'da-xem=([^"]+)"')
CODE = re.compile(r'data-tds-receipt="\d+" data-tds-code="([^"]+)"')
MARKS = "+-/"
PHONES_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Voter:
    """A phone that has read its paper over: its cookie, the code it shows, the ticket it will send."""

    session: str
    code: str
    ticket: str


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of one paper. `seconds` from the press to the receipt; `code` empty without a receipt."""

    voter: Voter
    status: int
    code: str
    seconds: float


def drop(port: int, ballot: int, voter: Voter, marks: Sequence[str]) -> Sent:
    """Send a paper. Raises `CutOffError` when the server goes away before it answers."""
    began = time.perf_counter()
    browser = Browser(port, voter.session)
    form = Form(f"/bo-phieu/vong/{ballot}/phieu/", {"csrfmiddlewaretoken": browser.csrf})
    fields = {f"mark-{place}": mark for place, mark in enumerate(marks, start=1)}
    answer = browser.send(form, {"step": "drop", "ticket": voter.ticket, **fields})
    found = CODE.search(answer.text)
    is_in = answer.status == 200 and found is not None
    return Sent(voter, answer.status, found[1] if is_in and found else "", time.perf_counter() - began)


def vote_within(port: int, ballot: int, voters: Sequence[Voter], seconds: float, chance: random.Random) -> list[Sent]:
    """All vote at moments that nobody chose within so many seconds."""
    moments = sorted(chance.uniform(0, seconds) for _ in voters)
    papers = [[chance.choice(MARKS) for _ in range(3)] for _ in voters]
    start = time.perf_counter() + 0.5

    def one(place: int) -> Sent:
        pressed = start + moments[place]
        sent = drop(port, ballot, voters[place], papers[place])
        return Sent(sent.voter, sent.status, sent.code, time.perf_counter() - pressed)

    with ThreadPoolExecutor(PHONES_AT_ONCE) as phones:
        waiting = []
        for place, moment in enumerate(moments):
            time.sleep(max(start + moment - time.perf_counter(), 0))
            waiting.append(phones.submit(one, place))
        return [each.result() for each in waiting]


def ask_within(
    port: int, meeting: int, voters: Sequence[Voter], every: float, seconds: float, chance: random.Random
) -> list[float]:
    """Every phone of the hall has its page open and asks so often whether anything has changed; how long each answer
    took, in seconds, from the moment at which it was asked for.
    """
    asked = sorted(
        (phase + every * turn, place)
        for place, phase in enumerate(chance.uniform(0, every) for _ in voters)
        for turn in range(int(max(seconds - phase, 0) // every) + 1)
    )
    seen = [""] * len(voters)
    start = time.perf_counter() + 0.5

    def one(moment: float, place: int) -> float:
        path = f"/bo-phieu/{meeting}/dien-bien/?da-xem={seen[place]}"
        answer = Browser(port, voters[place].session).get(path)
        if found := SEEN.search(answer.text):
            seen[place] = found[1]
        elif answer.status != 204:
            raise AssertionError(f"{path} answered {answer.status}")
        return time.perf_counter() - start - moment

    with ThreadPoolExecutor(PHONES_AT_ONCE) as phones:
        waiting = []
        for moment, place in asked:
            time.sleep(max(start + moment - time.perf_counter(), 0))
            waiting.append(phones.submit(one, moment, place))
        return [each.result() for each in waiting]


def vote_while_asked(
    port: int, meeting: int, ballot: int, voters: Sequence[Voter], every: float, seconds: float, chance: random.Random
) -> tuple[list[Sent], list[float]]:
    """All vote while all phones ask: more than a hall does, for a paper that is open asks nothing."""
    with ThreadPoolExecutor(1) as others:
        asking = others.submit(ask_within, port, meeting, voters, every, seconds, random.Random(chance.random()))
        sent = vote_within(port, ballot, voters, seconds, chance)
        return sent, asking.result()
