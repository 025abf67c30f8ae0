"""Attacks on the secrecy of a vote, by somebody who reads everything: tables, system columns, files, logs, history.

The voters of these tests vote for known options; each test tries to tell, from what it can read, who voted how.
"""

import json
import logging
import sqlite3
import tarfile
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import pytest
from django.conf import settings
from django.core import signing
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import Cast
from tests.factories.ballots import (
    Hall,
    choosing,
    count,
    entry_of,
    make_hall,
    make_motion,
    make_round,
    motion_facts,
    vote,
    vote_all,
)
from tests.meetings.test_vote_pages import code_on, phone_of, read_over, words
from thidua.audit.models import AuditEntry
from thidua.audit.verification import verify_history
from thidua.cli.backup.archive import write_backup
from thidua.common import clock
from thidua.common.models import SentForm
from thidua.config.settings import SQLITE_OPTIONS
from thidua.meetings.enums import ThresholdLevel
from thidua.meetings.errors import VoteRefusedError
from thidua.meetings.models import Ballot, BallotBox, RollEntry, TellerSheet, WrittenVote
from thidua.meetings.services.casting import SALT, cast_vote, make_ticket
from thidua.meetings.services.doors import admit, issue_code
from thidua.meetings.services.motions import OptionFacts, void_motion, void_round
from thidua.meetings.services.sealing import Box, open_box, seal_box


@pytest.fixture
def open_ballot(cast: Cast) -> tuple[Hall, Ballot]:
    """An open round; six options whose codes are one letter each."""
    hall = make_hall(cast)
    motion = make_motion(cast, hall, motion_facts(cast, threshold=ThresholdLevel.MOST_VOTES))
    return hall, make_round(cast, motion)


def everything_stored() -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    rows = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            rows[table] = cursor.fetchall()
    return rows


def texts_of(rows: dict[str, list[tuple[object, ...]]]) -> Iterator[str]:
    for table in rows.values():
        for row in table:
            for value in row:
                yield bytes(value).decode("latin-1") if isinstance(value, bytes | memoryview) else str(value)


# --- What is stored -------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_no_stored_text_holds_a_code_or_a_slip_while_the_round_is_open(open_ballot: tuple[Hall, Ballot]) -> None:
    hall, ballot = open_ballot
    codes = [receipt.code for receipt in vote_all(ballot, hall, "121212")]
    stored = "\n".join(texts_of(everything_stored()))
    assert not any(code in stored or code.replace("-", "") in stored for code in codes)


@pytest.mark.django_db
def test_the_roll_knows_no_time_no_paper_and_no_order() -> None:
    for model in (RollEntry, BallotBox, WrittenVote):
        names = {field.name for field in model._meta.get_fields()}
        times = [
            field.name
            for field in model._meta.concrete_fields
            if isinstance(field, models.DateField | models.TimeField)
        ]
        assert times == []
        assert not names & {"paper", "slip", "code", "choice", "marks"}
    assert {field.name for field in BallotBox._meta.concrete_fields} == {"agency", "ballot", "sealed"}


@pytest.mark.django_db
def test_a_vote_changes_the_same_rows_whatever_it_says(open_ballot: tuple[Hall, Ballot]) -> None:
    """Two votes leave the same trace: the same tables, the same columns, the same lengths."""
    hall, ballot = open_ballot
    traces = []
    for voter, code in zip(hall.voters[:2], ((), ("6",)), strict=True):
        before = everything_stored()
        vote(ballot, voter, choosing(*code))
        after = everything_stored()
        changed = {table: Counter(after[table]) - Counter(before[table]) for table in after}
        traces.append({table: sum(rows.values()) for table, rows in changed.items() if rows})
    assert traces[0] == traces[1]
    assert set(traces[0]) == {
        "meetings_rollentry", "meetings_ballotbox", "audit_auditentry", "audit_chainhead",
    }  # fmt: skip


@pytest.mark.django_db
def test_the_length_of_the_box_tells_only_how_many_voted(open_ballot: tuple[Hall, Ballot]) -> None:
    _hall, ballot = open_ballot
    one, other = Box().with_paper([""], "K7M3-QX9P-2VDH"), Box().with_paper(["1,2,3,4,5,6"], "ZZZZ-ZZZZ-ZZZZ")
    assert len(seal_box(ballot.pk, one, 17)) == len(seal_box(ballot.pk, other, 17))


@pytest.mark.django_db
def test_two_states_of_the_box_have_nothing_in_common(open_ballot: tuple[Hall, Ballot]) -> None:
    hall, ballot = open_ballot
    states = []
    for voter in hall.voters:
        vote(ballot, voter, choosing("1"))
        states.append(bytes(BallotBox.objects.get(ballot=ballot).sealed))
    for earlier, later in pairwise(states):
        shared = sum(a == b for a, b in zip(earlier, later, strict=False)) / len(earlier)
        assert shared < 0.1
    assert len({state[:12] for state in states}) == 6


def test_the_last_paper_may_lie_anywhere_and_away_from_its_code() -> None:
    """Position of the newest slip, and of the newest code, over many boxes: no place is likelier than chance allows."""
    places, codes, together = Counter[int](), Counter[int](), 0
    rounds, voters = 4000, 6
    for _round in range(rounds):
        box = Box(tuple("abcde"), tuple("ABCDE")).with_paper(["x"], "X")
        places[box.slips.index("x")] += 1
        codes[box.codes.index("X")] += 1
        together += box.slips.index("x") == box.codes.index("X")
    expected = rounds / voters
    for seen in (places, codes):
        chi_square = sum((seen[place] - expected) ** 2 / expected for place in range(voters))
        assert chi_square < 30  # five degrees of freedom: once in 80,000 runs
    assert abs(together - expected) < 6 * (expected * (1 - 1 / voters)) ** 0.5


# --- System columns and files ----------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_system_columns_join_a_voter_to_nothing_but_the_whole_box(open_ballot: tuple[Hall, Ballot]) -> None:
    attacks = {"postgresql": attack_by_xmin_and_ctid, "sqlite": attack_by_rowid}
    attacks[connection.vendor](*open_ballot)


def attack_by_xmin_and_ctid(hall: Hall, ballot: Ballot) -> None:
    """Which rows carry the transaction of a voter? His line of the roll, the box as a whole, the history."""
    for voter, code in zip(hall.voters, "123456", strict=True):
        vote(ballot, voter, choosing(code))
        with connection.cursor() as cursor:
            cursor.execute("SELECT xmin::text FROM meetings_rollentry WHERE voter_id = %s", [voter.person.pk])
            [(mine,)] = cursor.fetchall()
            found = {}
            for table in connection.introspection.table_names(cursor):
                cursor.execute(f'SELECT count(*) FROM "{table}" WHERE xmin::text = %s', [mine])
                if (rows := cursor.fetchone()[0]) > 0:
                    found[table] = rows
        assert found == {
            "meetings_rollentry": 1, "meetings_ballotbox": 1, "audit_auditentry": 1, "audit_chainhead": 1,
        }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("SELECT ctid FROM meetings_ballotbox WHERE ballot_id = %s", [ballot.pk])
        assert len(cursor.fetchall()) == 1


def attack_by_rowid(hall: Hall, ballot: Ballot) -> None:
    """Does the order of rows follow the order of voting? The roll keeps its own, the box is one row."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT rowid, voter_id FROM meetings_rollentry ORDER BY rowid")
        before = cursor.fetchall()
        for voter, code in zip(reversed(hall.voters), "123456", strict=True):
            vote(ballot, voter, choosing(code))
        cursor.execute("SELECT rowid, voter_id FROM meetings_rollentry ORDER BY rowid")
        assert cursor.fetchall() == before
        cursor.execute("SELECT count(*) FROM meetings_ballotbox WHERE ballot_id = %s", [ballot.pk])
        assert cursor.fetchone() == (1,)


@pytest.mark.django_db(transaction=True)
def test_a_back_up_taken_in_mid_vote_holds_the_sealed_box_and_no_key(
    open_ballot: tuple[Hall, Ballot], tmp_path: Path
) -> None:
    hall, ballot = open_ballot
    codes = [receipt.code for receipt in vote_all(ballot, hall, "123456")]
    archive = tmp_path / "sao-luu.tar.gz"
    write_backup(archive, clock.now())
    with tarfile.open(archive) as tar:
        members = {each.name: tar.extractfile(each) for each in tar if each.isfile()}
        told = b"\n".join(file.read() for file in members.values() if file is not None)
    assert "tables/meetings.ballotbox.jsonl" in {name.lower() for name in members}
    assert b'"has_voted": true' in told or b'"has_voted":true' in told
    assert settings.SECRET_KEY.encode() not in told
    assert not any(code.encode() in told for code in codes)


@pytest.mark.django_db(transaction=True)
def test_sqlite_overwrites_what_it_frees(open_ballot: tuple[Hall, Ballot]) -> None:
    """Nor does an installation on PostgreSQL know the setting: old states lie there, sealed, until it vacuums."""
    assert SQLITE_OPTIONS["init_command"].count("PRAGMA secure_delete=ON;") == 1
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete")
            assert cursor.fetchone() == (1,)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("end", ["counted", "round declared void", "question declared void"])
def test_sqlite_empties_its_log_when_a_round_ends(cast: Cast, open_ballot: tuple[Hall, Ballot], end: str) -> None:
    """However a round ends, the states of its box do not wait in the write-ahead log for the next checkpoint."""
    hall, ballot = open_ballot
    vote_all(ballot, hall, "123456")
    with CaptureQueriesContext(connection) as statements:
        match end:
            case "counted":
                count(cast, ballot)
            case "round declared void":
                void_round(actor=cast.secretary.actor(), ballot=ballot, reason="Mất điện")
            case _:
                void_motion(actor=cast.secretary.actor(), motion=ballot.motion, reason="Sai danh sách")
    emptied = [each["sql"] for each in statements if "wal_checkpoint" in each["sql"]]
    assert emptied == (["PRAGMA wal_checkpoint(TRUNCATE)"] if connection.vendor == "sqlite" else [])
    assert not BallotBox.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_reader_who_holds_the_log_fails_no_count(
    cast: Cast, open_ballot: tuple[Hall, Ballot], caplog: pytest.LogCaptureFixture
) -> None:
    """The round is counted by then: the conductor is told no failure, and whoever keeps the server is warned."""
    hall, ballot = open_ballot
    vote_all(ballot, hall, "123456")
    if connection.vendor != "sqlite":
        count(cast, ballot)
        assert not caplog.records
        return
    reader = sqlite3.connect(connection.settings_dict["NAME"], uri=True)
    reader.execute("BEGIN")
    reading = reader.execute("SELECT * FROM django_migrations")
    reading.fetchone()
    try:
        count(cast, ballot)
    finally:
        reading.close()
        reader.rollback()
        reader.close()
    ballot.refresh_from_db()
    assert (ballot.state, ballot.papers) == ("CLOSED", 6)
    assert [record.levelname for record in caplog.records if "write-ahead log" in record.getMessage()] == ["WARNING"]


# --- After the count ------------------------------------------------------------------------------------------------


SEEN_BY_CHANCE = 4
"""Of twelve rounds of six papers so many may show one given order by chance: five or more do so once in 10¹¹ runs."""


@pytest.mark.django_db
def test_after_the_count_no_order_follows_the_order_of_voting(cast: Cast) -> None:
    """Everybody votes in the order of the roll, each for another option. Neither published list follows that order, the
    order in the box, or the other list; and the two are not moved from box to publication by one and the same shuffle.
    """
    hall, same = make_hall(cast), Counter[str]()
    slips_seen, codes_seen = set(), set()
    for number in range(12):
        facts = motion_facts(cast, title=f"Lần {number}", purpose="OTHER", threshold=ThresholdLevel.MOST_VOTES)
        ballot = make_round(cast, make_motion(cast, hall, facts))
        voters = [receipt.code for receipt in vote_all(ballot, hall, "123456")]
        box = open_box(ballot.pk, bytes(BallotBox.objects.get(ballot=ballot).sealed))
        ballot = count(cast, ballot)
        assert (sorted(ballot.slips), sorted(ballot.codes)) == (list("123456"), sorted(voters))
        assert not BallotBox.objects.filter(ballot=ballot).exists()
        by_slips = [int(slip) - 1 for slip in ballot.slips]
        by_codes = [voters.index(code) for code in ballot.codes]
        slips_seen.add(tuple(by_slips))
        codes_seen.add(tuple(by_codes))
        same["slips as voted"] += by_slips == [0, 1, 2, 3, 4, 5]
        same["codes as voted"] += by_codes == [0, 1, 2, 3, 4, 5]
        same["slips as codes"] += by_slips == by_codes
        same["slips as in the box"] += ballot.slips == list(box.slips)
        same["codes as in the box"] += ballot.codes == list(box.codes)
        moved = [box.slips.index(slip) for slip in ballot.slips], [box.codes.index(code) for code in ballot.codes]
        same["moved alike"] += moved[0] == moved[1]
    assert {what: times for what, times in same.items() if times > SEEN_BY_CHANCE} == {}
    assert min(len(slips_seen), len(codes_seen)) > 6, "hardly ever one order twice"


def test_the_two_published_orders_are_drawn_apart() -> None:
    """All 36 pairs of orders of three slips and three codes come equally often: to know one list tells nothing of the
    other.
    """
    box, seen, rounds = Box(("1", "2", "3"), ("A", "B", "C")), Counter[str](), 18_000
    for _round in range(rounds):
        published = box.reshuffled()
        seen["".join((*published.slips, *published.codes))] += 1
    expected = rounds / 36
    assert len(seen) == 36
    chi_square = sum((times - expected) ** 2 / expected for times in seen.values())
    assert chi_square < 120  # thirty-five degrees of freedom: once in 10¹⁰ runs


@pytest.mark.django_db
def test_history_says_who_voted_and_never_how(open_ballot: tuple[Hall, Ballot]) -> None:
    hall, ballot = open_ballot
    vote_all(ballot, hall, "123456")
    entries = [json.loads(entry.payload) for entry in AuditEntry.objects.filter(action="ballot.voted")]
    assert [set(entry["after"]) for entry in entries] == [{"seat"}] * 6
    assert all(entry["before"] is None and entry["reason"] == "" for entry in entries)
    assert {entry["object"]["id"] for entry in entries} == {ballot.pk}


@pytest.mark.django_db
def test_a_teller_sees_no_sheet_and_a_letter_leaves_no_mark() -> None:
    assert {field.name for field in TellerSheet._meta.concrete_fields} >= {"teller", "figures"}
    assert {field.name for field in WrittenVote._meta.concrete_fields} == {
        "agency", "entry", "read_by", "read_by_name", "nonce", "seal",
    }  # fmt: skip


# --- The way of a vote through the server ---------------------------------------------------------------------------


@pytest.mark.django_db
def test_logs_presses_sessions_and_statements_keep_nothing_of_a_vote(
    open_ballot: tuple[Hall, Ballot], caplog: pytest.LogCaptureFixture
) -> None:
    hall, ballot = open_ballot
    phone = phone_of(hall.voters[0])
    fields = read_over(phone, ballot, one="6")
    presses = SentForm.objects.count()
    with caplog.at_level(logging.DEBUG), CaptureQueriesContext(connection) as statements:
        answer = phone.post(reverse("cast_vote", args=[ballot.pk]), fields)
    code = code_on(words(answer))
    told = "\n".join([*(record.getMessage() for record in caplog.records), *(each["sql"] for each in statements)])
    assert code not in told
    assert fields["ticket"] not in told
    assert SentForm.objects.count() == presses
    assert code not in json.dumps(dict(phone.session.items()), default=str)
    box = open_box(ballot.pk, bytes(BallotBox.objects.get(ballot=ballot).sealed))
    assert (box.slips, box.codes) == (("6",), (code,))


LISTS: dict[str, tuple[dict[str, object], list[dict[str, object]]]] = {
    "one of a list": (
        {"threshold": ThresholdLevel.MOST_VOTES},
        [{"one": each} for each in ("1", "2", "3", "4", "5", "6", "none")],
    ),
    "several of a list": (
        {"threshold": ThresholdLevel.MOST_VOTES, "purpose": "OTHER", "most": 3, "seats": 3},
        [{"several": each} for each in (["none"], ["1"], ["4", "6"], ["2", "3", "5"])],
    ),
    "for or against a list": (
        {"purpose": "OTHER", "form": "APPROVE"},
        [
            {f"mark-{place}": mark for place, mark in enumerate(each, start=1)}
            for each in ("++++++", "------", "//////", "+-/+-/")
        ],
    ),
    "an order": (
        {"threshold": ThresholdLevel.MOST_VOTES, "purpose": "OTHER", "form": "RANK", "seats": None},
        [
            *({f"place-{place}": str(at) for at, place in enumerate(each, start=1)} for each in ("123456", "654321")),
            {"blank": "on", **{f"place-{place}": "" for place in "123456"}},
        ],
    ),
}  # fmt: skip


@pytest.mark.twice
@pytest.mark.django_db
@pytest.mark.parametrize("asked", LISTS)
def test_the_length_of_every_answer_is_one_whatever_is_marked(cast: Cast, asked: str) -> None:
    """Proxies write down how long answers were, and the line shows it to whoever listens."""
    known, papers = LISTS[asked]
    hall = make_hall(cast)
    options = [OptionFacts(words=words) for words in ("Ủy", "<b>&</b>", "Vụ “A”", "Cục Đo đạc", "Nhà", "Sở " * 40)]
    facts = motion_facts(cast, **{"options": options, "purpose": "OTHER", **known})
    ballot = make_round(cast, make_motion(cast, hall, facts))
    page = reverse("cast_vote", args=[ballot.pk])
    phone = phone_of(hall.voters[0])
    read = [phone.post(page, {"step": "read", **marks}) for marks in papers]
    assert all("data-tds-vote=" in answer.text for answer in read), "each paper is whole"
    assert len({len(answer.content) for answer in read}) == 1


@pytest.mark.django_db
def test_a_letter_keeps_no_press_of_what_was_read(cast: Cast) -> None:
    hall = make_hall(cast, absent=[5])
    ballot = make_round(cast, make_motion(cast, hall))
    page = reverse("enter_written", args=[RollEntry.objects.get(ballot=ballot, line=hall.line(5)).pk])
    for member in (cast.secretary, cast.standing):
        phone = Client(enforce_csrf_checks=True)
        phone.force_login(member.user)
        token = words(phone.get(page)).split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
        presses = SentForm.objects.count()
        phone.post(page, {"one": "1", "csrfmiddlewaretoken": token})
        assert SentForm.objects.count() == presses
    assert not WrittenVote.objects.exists()
    assert RollEntry.objects.filter(ballot=ballot, has_voted=True).count() == 1


@pytest.mark.django_db
def test_a_failure_in_mid_vote_reports_no_paper(
    open_ballot: tuple[Hall, Ballot], monkeypatch: pytest.MonkeyPatch, rf: object
) -> None:
    """The report of an error, all frames in it, hides what was posted and what services and their decorators held."""
    from django.views.debug import ExceptionReporter

    hall, ballot = open_ballot
    phone = Client(raise_request_exception=False)
    phone.force_login(hall.voters[0].user)
    fields = read_over(phone, ballot, one="6")
    seen: list[str] = []

    def report(sender: object, request: object, **kwargs: object) -> None:
        import sys

        reporter = ExceptionReporter(request, *sys.exc_info())  # type: ignore[arg-type]
        seen.append(reporter.get_traceback_text() + reporter.get_traceback_html())

    from django.core.signals import got_request_exception

    def fail(*args: object, **kwargs: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("thidua.meetings.services.casting.record", fail)
    got_request_exception.connect(report)
    try:
        assert phone.post(reverse("cast_vote", args=[ballot.pk]), fields).status_code == 500
    finally:
        got_request_exception.disconnect(report)
    assert seen
    assert fields["ticket"] not in seen[0]
    code = signing.loads(fields["ticket"], salt=SALT)[1]
    assert code not in seen[0]
    assert "mark" in seen[0], "the report says where it failed"
    assert not any(told in seen[0] for told in ("chosen=[", "chosen=(", "chosen=[&#x27;6", "slips=(", "codes=("))
    assert not RollEntry.objects.filter(ballot=ballot, has_voted=True).exists()


@pytest.mark.twice
@pytest.mark.django_db
@pytest.mark.parametrize("jump", ["2019-01-01 00:00", "2031-01-01 00:00"])
def test_a_clock_that_jumps_changes_nothing(
    cast: Cast,
    open_ballot: tuple[Hall, Ballot],
    at: Callable[[str], datetime],
    jump: str,
) -> None:
    hall, ballot = open_ballot
    vote(ballot, hall.voters[0], choosing("1"))
    moment = at(jump)
    again = make_ticket(entry_of(ballot, hall.voters[1])).signed
    for _press in range(2):
        cast_vote(actor=hall.voters[1].actor(moment), ballot=ballot, ticket=again, paper=choosing("2"))
    code = issue_code(actor=cast.secretary.actor(), line=hall.line(2), now=moment)
    admit(typed=code, phone="một điện thoại", address="10.0.0.1", now=moment)
    for voter in hall.voters[2:]:
        vote(ballot, voter, choosing("1"))
    with pytest.raises(VoteRefusedError):
        vote(ballot, hall.voters[0], choosing("2"))
    count(cast, ballot)
    ballot.refresh_from_db()
    assert (len(ballot.codes or ()), sorted(ballot.slips or ())) == (6, ["1"] * 5 + ["2"])
    assert verify_history().breaks == []
