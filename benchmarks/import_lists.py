"""A hundred thousand rows of old lists from one workbook: read, planned, written into record books, undone again.

The peer is what it takes at least: calamine reading the same file. Files are made in a process of their own, so that
the memory is that of the import: of this process and of the one that reads the workbook, at the same time.
"""

import io
import multiprocessing
import os
import resource
import threading
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from benchmarks.figures import Figure, at_most, seconds
from benchmarks.import_people import FAMILY, GIVEN, MIDDLE
from benchmarks.installation import installation

ROWS = int(os.environ.get("BENCH_ROWS", "100000"))
YEARS = 10
WRONG = ROWS // 100
LIMIT_SECONDS = 15
HEAD = ("STT", "Họ và tên", "Ngày sinh", "Mã cán bộ", "Năm", "Mức xếp loại", "Danh hiệu thi đua", "Số quyết định",
        "Ngày quyết định", "Cấp khen")  # fmt: skip
GRADES = ("Hoàn thành xuất sắc nhiệm vụ", "Hoàn thành tốt nhiệm vụ", "HTTNV")
TITLES = ("Lao động tiên tiến", "Chiến sĩ thi đua cơ sở", "LĐTT", "")


def measure() -> list[Figure]:
    """Seconds from the bytes of the file to the last row, upload with its preview and the import; MiB; to undo it.

    Counted: reading the workbook in a process of its own, understanding the cells, finding people, planning and hashing
    (for the preview and again within the import), books, grades and awards, what undo needs, entries of history.
    """
    with installation():
        from thidua.common import clock
        from thidua.common.tables import services
        from thidua.common.tables.kinds import ImportTarget, import_kind
        from thidua.records.models import UnitAward, YearGrade
        from thidua.records.services.imports.lists import OldLists

        agency, actor = _agency(ROWS // YEARS)
        kind = import_kind("so-thanh-tich")
        assert kind is not None
        target = ImportTarget(kind, OldLists(agency, None))
        with multiprocessing.get_context("spawn").Pool(1) as apart:
            good, bad = apart.apply(workbook, (ROWS,)), apart.apply(workbook, (ROWS,), {"wrong": WRONG})
            bare = median(apart.apply(_bare, (good,)) for _ in range(3))

        def preview(data: bytes) -> Any:
            return services.preview_import(
                actor=actor, target=target, file_name="khen-thuong.xlsx", data=data, now=clock.now()
            )

        named: list[int] = []
        refused = seconds(lambda: named.append(preview(bad).counts.get("WRONG", 0)))
        runs: list[Any] = []
        with Memory() as memory:
            looked, looked_processor = _both(lambda: runs.append(preview(good)))
            run = runs[0]
            if run.counts != {"NEW": ROWS}:
                raise AssertionError(run.counts)
            wrote, wrote_processor = _both(
                lambda: services.apply_import(actor=actor, run=run, manifest=run.manifest_hash, now=clock.now())
            )
        if YearGrade.objects.count() != ROWS or not UnitAward.objects.exists():
            raise AssertionError("Not every row arrived.")
        undone = seconds(lambda: services.undo_import(actor=actor, run=run, because="đo", now=clock.now()))
        if YearGrade.objects.exists():
            raise AssertionError("The import was not undone.")
        most = max(memory.most, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    (wrong,) = named
    times_bare = (looked + wrote) / bare
    peer = (
        f"preview {looked:.1f} s, writing {wrote:.1f} s, on the processor {looked_processor + wrote_processor:.1f} s;"
        f" {times_bare:.0f} × calamine alone ({bare:.2f} s)"
    )
    return [
        at_most(f"import of {ROWS:,} rows of old lists", looked + wrote, "s", LIMIT_SECONDS, peer),
        at_most(
            f"… {WRONG:,} wrong rows among them, each named: missing", WRONG - wrong, "rows", 0, f"{refused:.1f} s"
        ),
        at_most("… most memory, with that of the process that reads", most, "MiB", 1024, f"reading {memory.apart:.0f}"),
        at_most("… undo of that import", undone, "s", 60),
    ]


def workbook(count: int, *, wrong: int = 0) -> bytes:
    """Ten years of each person; `wrong` rows spread over them name a grade that there is not."""
    import xlsxwriter

    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet("Danh sách")
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.write(0, 0, "XẾP LOẠI, KHEN THƯỞNG QUA CÁC NĂM")
    sheet.write_row(2, 0, HEAD)
    step = count // wrong if wrong else count + 1
    for number in range(count):
        row, person, year = number + 3, number // YEARS, 2015 + number % YEARS
        sheet.write_number(row, 0, number + 1)
        sheet.write_string(row, 1, name_of(person))
        sheet.write_datetime(row, 2, born_on(person), day)
        sheet.write_string(row, 3, f"CB{person:05d}")
        sheet.write_number(row, 4, year)
        sheet.write_string(row, 5, "Tuyệt vời" if number % step == step - 1 else GRADES[number % 3])
        sheet.write_string(row, 6, TITLES[number % 4])
        sheet.write_string(row, 7, f"{number % 40 + 1}/QĐ-BĐL")
        sheet.write_string(row, 8, f"15/01/{year + 1}")
        sheet.write_string(row, 9, "Bộ Đo lường")
    book.close()
    return file.getvalue()


def name_of(person: int) -> str:
    """A name for a number."""
    return f"{FAMILY[person % 10]} {MIDDLE[person // 10 % 10]} {GIVEN[person // 100 % 14]} {GIVEN[person % 13]}"


def born_on(person: int) -> date:
    """A birth for a number."""
    return date(1965, 1, 1) + timedelta(days=person % 14_000)


def _agency(people: int) -> tuple[Any, Any]:
    from thidua.common.actor import Role, Scope, SystemActor
    from thidua.organisations.models import Person
    from thidua.organisations.services.agencies import create_agency
    from thidua.organisations.services.people import build_person

    agency = create_agency(actor=SystemActor("benchmark"), parent=None, name="Bộ Đo lường")
    actor = SystemActor("benchmark", scopes=frozenset({Scope(Role.STANDING_OFFICE, frozenset({agency.pk}))}))
    Person.objects.bulk_create(
        (build_person(agency, name_of(each), None, born_on(each), None, f"CB{each:05d}", "") for each in range(people)),
        batch_size=500,
    )
    return agency, actor


class Memory(threading.Thread):
    """The most memory, in MiB, that this process and those which it started held at the same time (`most`), and the
    most that those held (`apart`); looked at every 20 ms, from what Linux tells of processes.
    """

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.most = self.apart = 0.0
        self.is_over = threading.Event()

    def __enter__(self) -> "Memory":
        self.start()
        return self

    def __exit__(self, *_what: object) -> None:
        self.is_over.set()
        self.join()

    def run(self) -> None:
        own = Path("/proc/self")
        itself = _text(own / "cmdline")
        while not self.is_over.wait(0.02):
            numbers = {pid for each in own.glob("task/*/children") for pid in _text(each).split()}
            children = [Path("/proc") / pid for pid in numbers]
            # A process that has not begun its own program yet still shows the memory of this one.
            apart = sum(_held(each) for each in children if _text(each / "cmdline") != itself)
            self.apart = max(self.apart, apart)
            self.most = max(self.most, apart + _held(own))


def _text(file: Path) -> str:
    """What a file of a process says; nothing once that is over."""
    try:
        return file.read_text(encoding="ascii")
    except OSError:
        return ""


def _held(process: Path) -> float:
    """MiB of memory in use."""
    pages = _text(process / "statm").split()
    return int(pages[1]) * resource.getpagesize() / 1024 / 1024 if pages else 0.0


def _both(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock on the wall; and on a processor, with those of the process that reads the workbook."""
    start, before = perf_counter(), os.times()
    work()
    after = os.times()
    return perf_counter() - start, sum(after[:4]) - sum(before[:4])


def _bare(data: bytes) -> float:
    from python_calamine import CalamineWorkbook

    return seconds(lambda: CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python())
