"""Ten thousand people from one workbook: read, planned, written, with units, posts, history and what undo needs.

The peer is what it takes at least: calamine reading the file and Django writing the same bare rows.
"""

import io
from datetime import date, timedelta
from statistics import median
from typing import Any

from benchmarks.figures import Figure, at_most, seconds, times
from benchmarks.installation import installation

PEOPLE = 10_000
UNITS = 60
LIMIT_SECONDS = 5
RUNS = 3
FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Đặng", "Bùi", "Đỗ", "Vũ", "Ngô")
MIDDLE = ("Văn", "Thị", "Minh", "Thùy", "Đức", "Quốc", "Hồng", "Ngọc", "Thanh", "Kiều")
GIVEN = ("An", "Ánh", "Bình", "Chi", "Dũng", "Đào", "Giang", "Hà", "Hương", "Khánh", "Linh", "Nga", "Ơn", "Phúc")
HEAD = ("STT", "Họ và tên", "Giới tính", "Ngày sinh", "Mã cán bộ", "Đơn vị", "Chức vụ", "Từ ngày")


def measure() -> list[Figure]:
    """Seconds from the bytes of the file to the last row: upload with its preview, then the import; and to undo it.

    Counted: reading the workbook in a process of its own, understanding the cells, planning and hashing (for the
    preview and again within the import), people, memberships and posts, what undo needs, both entries of history.
    Not counted: the pages that show it.
    """
    with installation():
        from thidua.common import clock
        from thidua.common.tables import services
        from thidua.common.tables.kinds import ImportTarget, import_kind
        from thidua.organisations.models import Person

        agency, actor = _agency()
        data = workbook(PEOPLE)
        kind = import_kind("nguoi")
        assert kind is not None
        target = ImportTarget(kind, kind.find(actor, agency.pk))
        runs: list[Any] = []

        def bring_in() -> None:
            run = services.preview_import(
                actor=actor, target=target, file_name="nguoi.xlsx", data=data, now=clock.now()
            )
            runs.append(services.apply_import(actor=actor, run=run, manifest=run.manifest_hash, now=clock.now()))

        def take_back() -> None:
            if Person.objects.count() != PEOPLE:
                raise AssertionError(runs[-1].counts)
            undone.append(
                seconds(lambda: services.undo_import(actor=actor, run=runs[-1], because="đo", now=clock.now()))
            )
            if Person.objects.exists():
                raise AssertionError("The import was not undone.")

        undone: list[float] = []
        bare = median(_bare(data, agency) for _ in range(RUNS))
        took = times(bring_in, runs=RUNS, between=take_back)
    peer = f"bare reading and writing {bare:.1f} s; on the processor {took.processor:.1f} s"
    return [
        at_most("import of 10,000 people", took.wall, "s", LIMIT_SECONDS, peer),
        at_most("undo of that import", median(undone), "s", 30),
    ]


def workbook(count: int) -> bytes:
    """A list as an agency sends it: title, headings on row 3, dates as text and as days, names of all kinds."""
    import xlsxwriter

    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet("Danh sách")
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.write(0, 0, "DANH SÁCH CÁN BỘ, CÔNG CHỨC")
    sheet.write_row(2, 0, HEAD)
    for number in range(count):
        row = number + 3
        born = date(1965, 1, 1) + timedelta(days=number % 14_000)
        name = f"{FAMILY[number % 10]} {MIDDLE[number // 10 % 10]} {GIVEN[number // 100 % 14]} {GIVEN[number % 13]}"
        sheet.write_number(row, 0, number + 1)
        sheet.write_string(row, 1, name)
        sheet.write_string(row, 2, "Nữ" if number % 2 else "Nam")
        if number % 3:
            sheet.write_datetime(row, 3, born, day)
        else:
            sheet.write_string(row, 3, f"{born:%d/%m/%Y}")
        sheet.write_string(row, 4, f"CB{number:05d}")
        sheet.write_string(row, 5, f"don vi thu {number % UNITS + 1}")
        sheet.write_string(row, 6, "Chuyên viên" if number % 5 else "Trưởng phòng")
        sheet.write_string(row, 7, "01/02/2020")
    book.close()
    return file.getvalue()


def _agency() -> tuple[Any, Any]:
    from thidua.common.actor import Role, Scope, SystemActor
    from thidua.organisations.services.agencies import create_agency
    from thidua.organisations.services.units import create_unit

    agency = create_agency(actor=SystemActor("benchmark"), parent=None, name="Bộ Đo lường")
    actor = SystemActor("benchmark", scopes=frozenset({Scope(Role.STANDING_OFFICE, frozenset({agency.pk}))}))
    for number in range(UNITS):
        create_unit(actor=actor, agency=agency, name=f"Đơn vị thứ {number + 1}")
    return agency, actor


def _bare(data: bytes, agency: Any) -> float:
    """Reading the cells and writing as many people, memberships and posts, with nothing understood; then gone again."""
    from django.db import transaction
    from python_calamine import CalamineWorkbook

    from thidua.organisations.models import Person, Post, Unit, UnitMembership

    unit = Unit.objects.first()

    def work() -> None:
        rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()[3:]
        people = Person.objects.bulk_create(Person(agency=agency, full_name=str(row[1])) for row in rows)
        UnitMembership.objects.bulk_create(UnitMembership(agency=agency, unit=unit, person=person) for person in people)
        Post.objects.bulk_create(Post(agency=agency, unit=unit, person=person, title="x") for person in people)

    with transaction.atomic():
        took = seconds(work)
        transaction.set_rollback(True)
    return took
