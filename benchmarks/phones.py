"""200 phones in the field that send 100 records each to one server, all at once.

On PostgreSQL that waits for the disk, with two workers of the server and one for jobs as production starts them. Each
phone is on a connection of its own and does what `field/sender.js` does: one record after the other, in the order in
which they were noted, a correction now and then among them; what got no answer is sent again. Three answers in ten are
lost on the way: half of them are read and thrown away, half are not waited for. Phones rest between two rounds as
little as they can, so the crowd is denser than it will ever be on a beach.
"""

import http.client
import json
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID

from benchmarks.figures import Figure, at_most, waits_of
from benchmarks.installation import POSTGRES, database_of

if TYPE_CHECKING:
    from benchmarks.drills.installations import Installation

PHONES = 200
RECORDS = 100
TEAMS = 10
LOST = 0.3
CORRECTED = 0.05
PATIENCE = 20
"""Seconds after which a phone gives an answer up (`field/sender.js`)."""
SEED = 20261129


@dataclass(frozen=True, slots=True)
class Record:
    """A record as the phone keeps it."""

    code: str
    kind: str
    body: dict[str, str]
    supersedes: str | None = None
    is_void: bool = False


@dataclass
class Phone:
    """A phone with the secret of its team. `receipts`: by the code of a record, what the server gave for it."""

    port: int
    secret: str
    chance: random.Random
    now: str
    receipts: dict[str, str] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    is_refused: bool = False
    sent: int = 0
    lost: int = 0

    def __post_init__(self) -> None:
        self.device = str(UUID(int=self.chance.getrandbits(128)))
        self.records = list(noted(self.chance))
        self.line = self.connect()

    def connect(self) -> http.client.HTTPConnection:
        """A connection of its own, kept as long as it holds."""
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)

    def send_all(self) -> None:
        """Round after round until each record has its receipt; what was refused is not sent again."""
        waiting = self.records
        while waiting and not self.is_refused:
            for record in waiting:
                self.send(record)
            waiting = [record for record in waiting if record.code not in self.receipts]

    def send(self, record: Record) -> None:
        """Once; the answer may be lost on the way."""
        about = {"kind": record.kind, "body": record.body, "noted_at": self.now, "device_now": self.now}
        sent = json.dumps({**about, "supersedes": record.supersedes, "is_void": record.is_void})
        headers = {
            "Authorization": f"Field {self.secret}",
            "X-Device": self.device,
            "Accept": "application/json",
            "Content-Type": "application/json",
        }
        is_lost, is_cut = self.chance.random() < LOST, self.chance.random() < 1 / 2
        self.sent += 1
        began = time.perf_counter()
        try:
            self.line.request("PUT", f"/hien-truong/phieu/{record.code}/", sent, headers)
            if is_lost and is_cut:
                self.cut()
                return
            answer = self.line.getresponse()
            told = answer.read()
        except (OSError, http.client.HTTPException) as error:
            self.errors.append(repr(error))
            self.cut()
            return
        self.seconds.append(time.perf_counter() - began)
        if answer.status not in (200, 201):
            self.errors.append(f"{answer.status} {told[:200]!r}")
            self.is_refused = True
        elif is_lost:
            self.lost += 1
        else:
            self.receipts[record.code] = json.loads(told)["receipt"]

    def cut(self) -> None:
        """The line is gone, whatever was on its way."""
        self.lost += 1
        self.line.close()
        self.line = self.connect()


def noted(chance: random.Random) -> Iterator[Record]:
    """What one phone notes on one morning: bags, pieces, people; now and then the record before is set right."""
    last: Record | None = None
    for _record in range(RECORDS):
        code = str(UUID(int=chance.getrandbits(128), version=4))
        if last is not None and last.supersedes is None and chance.random() < CORRECTED:
            record = Record(code, last.kind, last.body, supersedes=last.code, is_void=chance.random() < 1 / 2)
        else:
            record = Record(code, *told(chance))
        yield record
        last = record


def told(chance: random.Random) -> tuple[str, dict[str, str]]:
    """Kind and body of one record."""
    drawn = chance.random()
    if drawn < 0.7:
        classes = [{}, {"scheme": "VN-75", "class_code": "TC"}, {"scheme": "VN-75", "class_code": "KH"}]
        weight = {"weight": f"{chance.randint(10, 120) / 10}"} if chance.random() < 1 / 5 else {}
        fill, condition = chance.choice(["0.25", "0.5", "0.75", "1"]), chance.choice(["DRY", "DAMP", "SANDY"])
        return "bag", {"litres": "60", "fill": fill, "condition": condition} | chance.choice(classes) | weight
    if drawn < 0.9:
        return "items", {"item": chance.choice(["BUTTS", "BOTTLES", "CAPS"]), "count": str(chance.randint(1, 60))}
    return "headcount", {"count": chance.choice(["1", "5"]), "covers": "WITHOUT_CODE"}


def measure() -> list[Figure]:
    """Errors, what is lost or there twice, how long an answer takes and all of them."""
    from benchmarks.drills.installations import NOW, Installation, end_group

    chance = random.Random(SEED)
    with database_of(POSTGRES) as (folder, url):
        where = Installation(folder, url)
        where.migrate()
        seed = _said(where, "seed")
        secrets = _said(where, "teams", seed["activity"], seed["user"], TEAMS)
        worker = where.start("manage.py", "db_worker", "--interval", "2", log="worker.log")
        try:
            with where.server(workers=2) as server:
                phones = [
                    Phone(server.port, secrets[at % TEAMS], random.Random(chance.random()), NOW) for at in range(PHONES)
                ]
                took = _send_all(phones)
        finally:
            end_group(worker)
        found = _said(where, "kept", seed["activity"])
        where.require_history_holds()
    return _figures(phones, took, found)


def _send_all(phones: Sequence[Phone]) -> float:
    """All at once; in seconds."""
    began = time.perf_counter()
    with ThreadPoolExecutor(len(phones)) as hands:
        for sending in [hands.submit(phone.send_all) for phone in phones]:
            sending.result()
    return time.perf_counter() - began


def _figures(phones: Sequence[Phone], took: float, found: dict[str, Any]) -> list[Figure]:
    noted_codes = [record.code for phone in phones for record in phone.records]
    receipts = {code: receipt for phone in phones for code, receipt in phone.receipts.items()}
    kept = Counter(code for code, _receipt in found["facts"])
    on_record = dict(found["facts"])
    lost = len(set(noted_codes) - set(kept)) + sum(on_record.get(code) != each for code, each in receipts.items())
    doubled = sum(times - 1 for times in kept.values()) + len(set(kept) - set(noted_codes))
    unlike = abs(found["entries"] - len(found["facts"]))
    errors = [error for phone in phones for error in phone.errors]
    answers = [seconds for phone in phones for seconds in phone.seconds]
    half, p95, slowest = (each / 1000 for each in waits_of(answers))
    peer = f"half within {half:.2f} s, slowest {slowest:.2f} s; {len(answers) / took:.0f} answers a second"
    dropped = sum(phone.lost for phone in phones)
    sent = sum(phone.sent for phone in phones)
    crowd = f"{PHONES} phones, {RECORDS} records each"
    return [
        at_most(f"{crowd}: errors", len(errors), "errors", 0, "; ".join(sorted(set(errors))[:3]) or f"{sent:,} sent"),
        at_most(f"{crowd}: lost", lost, "records", 0, f"of {len(noted_codes):,}; {dropped:,} answers lost"),
        at_most(f"{crowd}: there twice", doubled, "records", 0, f"of {len(noted_codes):,}"),
        at_most(f"{crowd}: not in history exactly once", unlike, "records", 0, f"of {len(noted_codes):,}"),
        at_most(f"{crowd}: 95 of 100 answers within", p95, "s", PATIENCE, peer),
        Figure(f"{crowd}: all received after", round(took, 1), "s", None, "", holds=True),
    ]


def _said(where: "Installation", *words: object) -> Any:
    finished = where.run("-m", "benchmarks.drills.field", *map(str, words))
    return json.loads(finished.stdout.splitlines()[-1])
