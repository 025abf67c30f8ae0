"""Votes through the real server, the cost of the sealed box, the page that follows, the recount.

2,000 people vote within a minute on one ballot, on PostgreSQL with two workers of the server as production starts
them; 200 on SQLite. Each phone holds its paper read over and comes on a connection of its own, at a moment that nobody
chose; half of them signed in, half came by a code from the door. How long one waited is counted from the press. The
database waits for the disk, as it does in production. The peer of a vote is the same page, only read. A second round is
voted while every phone of the hall asks, as often as its page does, whether anything has changed.
"""

import json
import random
import re
import secrets
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Any

from benchmarks.figures import Figure, at_most, median_ms, seconds, times, waits_of
from benchmarks.installation import POSTGRES, database_of, installation

if TYPE_CHECKING:
    from benchmarks.drills.installations import Installation
    from benchmarks.voting.crowd import Sent, Voter
    from benchmarks.voting.halls import BigHall

MINUTE = 60
SEED = 20261128
LIMIT_MS = 500
SIZES = (50, 200, 2000)
RECOUNTED = 10_000


def measure() -> list[Figure]:
    """Votes on both databases, then what needs no server."""
    figures = [
        *_votes(POSTGRES, 2000),
        *_votes("SQLite", 200),
    ]
    with installation():
        small, large = _halls(38, SIZES[-1])
        figures += [*_sealing(), _following(small), _following(large), _asking(large)]
        figures.append(_recount())
    return figures


def _halls(*sizes: int) -> list["BigHall"]:
    """Conferences of one agency, each with a question that is open."""
    from django.conf import settings
    from tests.cast import make_cast

    from benchmarks.voting.halls import make_big_hall, open_question

    settings.ALLOWED_HOSTS = ["*"]
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cast = make_cast()
    halls = [make_big_hall(seats, cast=cast) for seats in sizes]
    for hall in halls:
        open_question(hall, f"Đề nghị tặng Cờ, {len(hall.seats)} thành viên")
    return halls


# --- Votes through the server ---------------------------------------------------------------------------------------


def _votes(database: str, voters: int) -> list[Figure]:
    from benchmarks.drills.installations import Installation
    from benchmarks.voting.crowd import Voter, vote_while_asked, vote_within
    from thidua.meetings.facts.phones import pause_for

    with database_of(database) as (folder, url):
        where = Installation(folder, url)
        where.migrate()
        facts = _said(where, "seed", str(voters), "2")
        first, second = ([Voter(*each) for each in made["voters"]] for made in facts["rounds"])
        ballots = [made["ballot"] for made in facts["rounds"]]
        with where.server(workers=2) as server:
            bare = _bare(server.port, ballots[1], second)
            sent = vote_within(server.port, ballots[0], first, MINUTE, random.Random(SEED))
            again, asked = vote_while_asked(
                server.port, facts["meeting"], ballots[1], second, pause_for(voters), MINUTE, random.Random(SEED)
            )
        found = _said(where, "state", "close", *map(str, ballots))
    lost = sum(_not_once(each, found[str(ballot)], voters) for each, ballot in zip((sent, again), ballots, strict=True))
    median_ms, p95, slowest = waits_of([each.seconds for each in sent])
    peer = f"median {median_ms:.0f} ms, slowest {slowest:.0f} ms; the page only read {bare:.0f} ms"
    disturbed_ms, disturbed, latest = waits_of([each.seconds for each in again])
    answers = f"{len(asked):,} answers, 95 of 100 within {waits_of(asked)[1]:.0f} ms"
    beside = f"median {disturbed_ms:.0f} ms, slowest {latest:.0f} ms; {answers}"
    return [
        at_most(f"{voters:,} votes in a minute on {database}, 95 of 100 within", p95, "ms", LIMIT_MS, peer),
        Figure(f"the same while every phone asks, {database}", round(disturbed, 3), "ms", None, beside, holds=True),
        at_most(f"votes on {database} that are not counted exactly once", lost, "votes", 0, f"of twice {voters:,}"),
    ]


def _not_once(sent: list["Sent"], found: dict[str, Any], voters: int) -> int:
    """How many receipts are not among the published codes, and the other way round; nothing else may differ either."""
    receipts, codes = [each.code for each in sent], found["codes"]
    differ = len(set(receipts) ^ set(codes)) + len(receipts) - len(set(receipts))
    counts = {found["papers"], found["voted"], found["entries"], len(codes)}
    return differ if counts == {voters} else max(differ, 1)


def _bare(port: int, ballot: int, voters: list["Voter"]) -> float:
    """Warms the server up with the pages of another round; the median of reading one, in milliseconds."""
    from benchmarks.drills.browsers import Browser

    times = [
        seconds(partial(Browser(port, voter.session).get, f"/bo-phieu/vong/{ballot}/phieu/")) for voter in voters[:60]
    ]
    return median(times[20:]) * 1000


def _said(where: "Installation", module: str, *words: str) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(where.run("-m", f"benchmarks.voting.{module}", *words).stdout.splitlines()[-1])
    return said


# --- The box --------------------------------------------------------------------------------------------------------


def _sealing() -> list[Figure]:
    """Opening, one more paper, a new order, sealing: what a vote waits for while the box is locked."""
    from thidua.meetings.services.sealing import Box, open_box, seal_box

    slips = ("1+", "2-", "3/")
    costs: dict[int, float] = {}

    def vote(sealed: bytes) -> None:
        seal_box(1, open_box(1, sealed).with_paper(slips, "K7M3-QX9P-2VDH"), 2)

    for papers in SIZES:
        codes = tuple(_code() for _ in range(papers))
        sealed = seal_box(1, Box(slips * papers, codes), 2)

        costs[papers] = median_ms(partial(vote, sealed), times=40)
    small, middle, large = (costs[papers] for papers in SIZES)
    peer = f"with 50 papers {small:.2f} ms, with 200 {middle:.2f} ms"
    return [
        at_most("opening, shuffling, sealing a box of 2,000 papers of 3 slips", large, "ms", 20, peer),
        at_most("ten times the papers, times the cost", large / middle, "×", 20, "200 and 2,000 papers"),
    ]


def _code() -> str:
    from thidua.core.voting.receipts import BYTES_OF_CHANCE, make_code

    return make_code(secrets.token_bytes(BYTES_OF_CHANCE))


# --- The conductor's page -------------------------------------------------------------------------------------------


def _following(hall: "BigHall") -> Figure:
    """The longest time from a vote to its trace on the conductor's page: a vote just after an answer was read waits for
    the rest of that answer, for the page to ask again, and for the next answer.
    """
    from django.test import Client
    from django.urls import reverse

    client = Client()
    client.force_login(hall.cast.secretary.user)
    page = client.get(reverse("conduct", args=[hall.meeting.pk])).text
    every = float(re.findall(r'hx-trigger="every (\d+)s"', page)[0])
    seen = re.findall(r"da-xem=([0-9a-f-]+)", page)[0]
    before = "x-" + seen.partition("-")[2]
    answer = median_ms(partial(_get, client, hall.meeting.pk, before, 200), times=9)
    same = median_ms(partial(_get, client, hall.meeting.pk, seen, 204), times=9)
    peer = f"asks every {every:g} s, the answer {answer:.0f} ms, {same:.0f} ms when nothing has changed"
    name = f"the conductor's page follows a vote, {len(hall.seats):,} seats, at the latest"
    return at_most(name, every + 2 * answer / 1000, "s", 2, peer)


def _get(client: Any, meeting: int, seen: str, status: int) -> None:
    from django.urls import reverse

    answer = client.get(reverse("conduct_live", args=[meeting]), {"da-xem": seen})
    assert answer.status_code == status, answer.status_code


def _asking(hall: "BigHall") -> Figure:
    """What the phones of a large hall cost while they wait: each asks whether anything has changed, all together at
    most fifty times a second. What one answer costs a processor, half of the phones signed in, half come by a code.
    """
    from django.test import Client
    from django.urls import reverse

    from thidua.meetings.facts.phones import ASKED_IN_A_SECOND, pause_for

    seats = len(hall.seats)
    page = reverse("vote_live", args=[hall.meeting.pk])
    costs = []
    for seat in hall.seats[:2]:
        client = Client()
        client.cookies["sessionid"] = seat.session
        seen = re.findall(r"da-xem=([^\"]+)", client.get(page).text)[0]

        def ask(client: Any = client, seen: str = seen) -> None:
            assert client.get(page, {"da-xem": seen}).status_code == 204

        costs.append(times(ask, runs=40).processor * 1000)
    signed_in, by_code = costs
    share = (signed_in + by_code) / 2 * min(ASKED_IN_A_SECOND, seats / pause_for(seats)) / 10
    peer = f"signed in {signed_in:.1f} ms, by a code {by_code:.1f} ms; {ASKED_IN_A_SECOND} a second"
    return at_most(f"waiting phones of {seats:,} seats: share of one processor", share, "%", 100, peer)


# --- The recount ----------------------------------------------------------------------------------------------------


def _recount() -> Figure:
    """`thidua vote recount FILE --code CODE` as a member runs it, the start of Python included."""
    from fractions import Fraction

    from thidua.core.voting.motions import Motion, MotionKind
    from thidua.core.voting.outcome import decide
    from thidua.core.voting.record import VoteRecord, write_record
    from thidua.core.voting.tally import count_slips
    from thidua.core.voting.thresholds import Basis, Electorate, Threshold

    chance = random.Random(SEED)
    motion = Motion(MotionKind.APPROVE, ("1", "2", "3"))
    slips = [f"{option}{chance.choice('+-/')}" for option in motion.options for _ in range(RECOUNTED)]
    chance.shuffle(slips)
    tally = count_slips(motion, slips, RECOUNTED)
    electorate, threshold = Electorate(RECOUNTED, RECOUNTED), Threshold(Fraction(4, 5), Basis.MEMBERS)
    outcome = decide(motion, tally, electorate, threshold)
    codes = tuple(_code() for _ in range(RECOUNTED))
    record = VoteRecord(
        meeting="Hội nghị đo",
        title="Đề nghị tặng Cờ",
        round=1,
        motion=motion,
        names={code: f"Đơn vị {code}" for code in motion.options},
        seats=None,
        electorate=electorate,
        threshold=threshold,
        cites="",
        papers=RECOUNTED,
        codes=codes,
        slips=tuple(slips),
        counts=tally.counts,
        blank=0,
        chosen=outcome.chosen,
        tied=outcome.tied,
    )
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "bo-phieu.json"
        file.write_text(json.dumps(write_record(record), ensure_ascii=False), encoding="utf-8")
        command = [sys.executable, "-m", "thidua.cli.main", "vote", "recount", str(file), "--code", codes[-1]]
        runs = []
        for _ in range(5):
            began = perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            runs.append(perf_counter() - began)
        help_only = seconds(lambda: subprocess.run([*command[:4], "--help"], check=True, stdout=subprocess.DEVNULL))
    peer = f"the command's help alone {help_only:.2f} s"
    return at_most(f"recount of {RECOUNTED:,} papers of 3 slips from a file", median(runs), "s", 1, peer)
