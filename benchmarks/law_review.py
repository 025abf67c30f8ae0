"""Everybody × every award, end to end: from the record books in the database to the table of results.

The peer is the bare read of the same rows: the same statements, every row fetched, nothing done with it. The books are
made by the database itself, by arithmetic on ids; each database in a process of its own.
"""

import json
import os
import resource
import subprocess
import sys
from contextlib import contextmanager
from datetime import date
from time import perf_counter
from typing import Any

from benchmarks.figures import Figure, at_most, seconds, times
from benchmarks.installation import POSTGRES, database_of, installation

PEOPLE = int(os.environ.get("BENCH_PEOPLE", "100000"))
YEAR = 2025
YEARS = 20
UNITS = 500
DAY = date(2025, 12, 1)
SQLITE = "SQLite"


def measure() -> list[Figure]:
    """Times of the bare read, seconds, MiB on SQLite and on PostgreSQL; milliseconds to explain one person."""
    figures = []
    for name in (SQLITE, POSTGRES):
        with database_of(name) as (_folder, url):
            settings = {**os.environ, "BENCH_DATABASE_URL": url} if url else {**os.environ}
            run = subprocess.run(
                [sys.executable, "-m", "benchmarks.law_review"], check=True, stdout=subprocess.PIPE, text=True,
                env=settings,
            )  # fmt: skip
            told = json.loads(run.stdout.splitlines()[-1])
        bare, whole = told["bare"], told["whole"]
        says = (
            f"{told['rows']:,} rows; bare read {bare:.1f} s, reading and understanding {told['read']:.1f} s, "
            f"arrays {told['reckon']:.1f} s, writing and the rest {whole - told['read'] - told['reckon']:.1f} s"
        )
        figures += [
            at_most(f"review of {PEOPLE:,} people on {name}, times the bare read", whole / bare, "×", 3, says),
            at_most(f"… seconds on {name}", whole, "s", 120),
            at_most(f"… most memory on {name}", told["memory"], "MiB", 2048),
            at_most(f"… statements on {name}", told["queries"], "", 120),
        ]
        if name == SQLITE:
            figures.append(
                at_most(
                    "one person, every award, from the book to the words", told["explain"], "ms", 50, "with reading"
                )
            )
            figures.append(at_most("… explained alone, every award", told["assess"], "ms", 5))
    return figures


def carried_out() -> dict[str, Any]:
    """One review on the database of this process."""
    with installation():
        from django.db import connection

        from thidua.common import clock
        from thidua.core.law.explain import assess_all
        from thidua.organisations.models import Person
        from thidua.records import jobs
        from thidua.records.facts import facts_of
        from thidua.records.models import ReviewRow
        from thidua.records.services.reviews import ask_review

        agency, actor = ministry(PEOPLE)
        review = ask_review(actor=actor, scope=agency, year=YEAR, law_on=DAY, as_of=DAY, now=clock.now())
        statements: list[tuple[str, Any]] = []
        parts = {"read": 0.0, "reckon": 0.0}
        jobs.read_people = kept(jobs.read_people, parts, "read", statements)
        jobs.review_columns = kept(jobs.review_columns, parts, "reckon")
        jobs.review_people = kept(jobs.review_people, parts, "reckon")
        with counting(connection) as count:
            whole = seconds(lambda: jobs.carry_out(review))
        if ReviewRow.objects.filter(review=review).count() != PEOPLE + UNITS:
            raise AssertionError("Not everybody was reviewed.")
        read: list[int] = []
        bare = min(seconds(lambda: read.append(bare_read(statements))) for _ in range(2))
        person = Person.objects.order_by("pk")[PEOPLE // 2]
        facts = facts_of(person, year=YEAR, as_of=DAY)
        assess = times(lambda: assess_all(facts, year=YEAR, law_on=DAY), runs=20).processor * 1000
        explain = times(
            lambda: assess_all(facts_of(person, year=YEAR, as_of=DAY), year=YEAR, law_on=DAY), runs=10
        ).processor * 1000  # fmt: skip
        return {
            "bare": bare, "whole": whole, "rows": read[-1], **parts, "queries": count[0], "assess": assess,
            "explain": explain, "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        }  # fmt: skip


def kept(work: Any, parts: dict[str, float], name: str, statements: list[Any] | None = None) -> Any:
    """The function, with its seconds added up, and its statements remembered."""
    from django.db import connection

    def remember(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        assert statements is not None
        statements.append((sql, params))
        return execute(sql, params, many, context)

    def done(*arguments: Any, **options: Any) -> Any:
        start = perf_counter()
        try:
            if statements is None:
                return work(*arguments, **options)
            with connection.execute_wrapper(remember):
                return work(*arguments, **options)
        finally:
            parts[name] += perf_counter() - start

    return done


@contextmanager
def counting(connection: Any) -> Any:
    """How many statements are sent, in a list of one."""
    count = [0]

    def one_more(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        count[0] += 1
        return execute(sql, params, many, context)

    with connection.execute_wrapper(one_more):
        yield count


def bare_read(statements: list[tuple[str, Any]]) -> int:
    """Every row of the statements, fetched and dropped; how many there were."""
    from django.db import connection

    rows = 0
    for sql, params in statements:
        with connection.chunked_cursor() as cursor:
            cursor.execute(sql, params)
            while part := cursor.fetchmany(50_000):
                rows += len(part)
    return rows


def ministry(people: int) -> tuple[Any, Any]:
    """An agency with units, people and books of twenty years, written by the database."""
    from django.db import connection

    from thidua.common.actor import Role, Scope, SystemActor
    from thidua.organisations.models import Person, Unit, UnitMembership
    from thidua.organisations.services.agencies import create_agency
    from thidua.organisations.services.units import create_unit
    from thidua.records.models import RecordBook, UnitAward, Work, YearGrade

    agency = create_agency(actor=SystemActor("benchmark"), parent=None, name="Bộ Đo lường")
    actor = SystemActor("benchmark", scopes=frozenset({Scope(Role.STANDING_OFFICE, frozenset({agency.pk}))}))
    first = create_unit(actor=actor, agency=agency, name="Đơn vị thứ 1")
    Unit.objects.bulk_create(
        Unit(agency=agency, code=f"dv-{at}", name=f"Đơn vị thứ {at}", search_key=f"dv {at}", sort_key=f"{at:05d}")
        for at in range(2, UNITS + 1)
    )  # fmt: skip
    paper = {"decision_number": "'12/QD'", "issuer": "''", "note": "''", "recorded_at": "'2026-01-05 00:00:00+00:00'"}
    own = {"version": "1", "agency_id": str(agency.pk)}
    span = f"generate_series({YEAR - YEARS + 1}, {YEAR})" if connection.vendor == "postgresql" else ""
    years = (
        f"(SELECT y AS year FROM {span} AS y)"
        if span
        else "(" + " UNION ALL ".join(f"SELECT {year} AS year" for year in range(YEAR - YEARS + 1, YEAR + 1)) + ")"
    )
    numbers = (
        f"(SELECT n FROM generate_series(1, {people}) AS n)"
        if span
        else f"(WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < {people}) SELECT n FROM c)"
    )
    yes, no = ("true", "false") if span else ("1", "0")
    sex = "CASE x.n % 2 WHEN 0 THEN 'FEMALE' ELSE 'MALE' END"
    fill(Person, {**own, "full_name": "'Nguyễn Văn ' || x.n", "gender": sex,
                  "staff_code": "''", "email": "''", "search_key": "'nguyen van ' || x.n", "sort_key": "'x' || x.n",
                  "is_illustrative": yes}, f"{numbers} AS x")  # fmt: skip
    fill(UnitMembership, {**own, "person_id": "p.id", "unit_id": f"{first.pk} + p.id % {UNITS}",
                          "department": "''", "left_because": "''",
                          "decision_number": "''", "decided_on": "''", "issuer": "''"},
         f"{Person._meta.db_table} AS p WHERE p.agency_id = {agency.pk}")  # fmt: skip
    fill(RecordBook, {**own, "person_id": "p.id", "employed_since": "'2004-03-01'"},
         f"{Person._meta.db_table} AS p WHERE p.agency_id = {agency.pk}")  # fmt: skip
    books = RecordBook._meta.db_table
    chance = "(b.id * 31 + t.year * 17 + (b.id / 7) * (t.year % 5))"
    grade = f"CASE WHEN {chance} % 20 = 0 THEN 'SATISFACTORY' WHEN {chance} % 5 < 2 THEN 'EXCELLENT' ELSE 'GOOD' END"
    fill(YearGrade, {**own, "book_id": "b.id", **paper, "decided_on": "''", "year": "t.year", "grade": grade,
                     "has_maternity_leave": no},
         f"{books} AS b CROSS JOIN {years} AS t")  # fmt: skip
    award = {**own, "person_id": "b.person_id", "recipient_kind": "'PERSON'", "recipient": "''", "name": "'x'",
             "is_told_to_bloc": no, **paper}  # fmt: skip
    for code, share in (
        ("ADVANCED_WORKER", 8),
        ("GRASSROOTS_EMULATION_FIGHTER", 6),
        ("MINISTERIAL_EMULATION_FIGHTER", 1),
    ):
        fill(UnitAward, {**award, "decided_on": "''", "year": "t.year", "law_code": f"'{code}'"},
             f"{books} AS b CROSS JOIN {years} AS t WHERE ({chance} / 3) % 10 < {share}")  # fmt: skip
    fill(UnitAward, {**award, "basis": "'MERIT'", "decided_on": "'20' || (10 + b.id % 14) || '-06-01'",
                     "year": "2010 + b.id % 14", "law_code": "'MINISTRY_CERTIFICATE_OF_MERIT'"},
         f"{books} AS b WHERE b.id % 5 < 2")  # fmt: skip
    fill(Work, {**own, "book_id": "b.id", **paper, "decided_on": "''", "kind": "'INITIATIVE'", "title": "'x'",
                "year": "t.year", "scope": "'GRASSROOTS'", "used_for": "'[]'"},
         f"{books} AS b CROSS JOIN {years} AS t WHERE {chance} % 11 = 0")  # fmt: skip
    say_of_all(agency)
    if span:
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return agency, actor


def say_of_all(agency: Any) -> None:
    """The standing office says of everybody at once that the lists are complete and that nothing stands against them,
    as an office does that brought its lists in.
    """
    from thidua.common import clock
    from thidua.common.actor import PersonActor, Role, Scope
    from thidua.records.enums import SHARED_KINDS_OF_PEOPLE
    from thidua.records.facts.clearing import PERSON, clearing_of
    from thidua.records.services.clearances import say_clear
    from thidua.records.services.tellings import WhatIsTold, tell_many, would_tell

    office = frozenset({Scope(Role.STANDING_OFFICE, frozenset({agency.pk}))})
    actor = PersonActor(user=1, person=None, name="Cơ quan thường trực", scopes=office)
    told = WhatIsTold(PERSON, frozenset(SHARED_KINDS_OF_PEOPLE), None, clock.today())
    asked: dict[str, Any] = {"actor": actor, "scope": agency, "source": "Sổ đo lường", "now": clock.now()}
    tell_many(told=told, seen=would_tell(actor, agency, told).mark, **asked)
    say_clear(as_of=clock.today(), seen=clearing_of(agency, clock.today(), None).mark, **asked)


def fill(model: Any, columns: dict[str, str], rows: str) -> None:
    """Rows of a table from an expression for each column."""
    from django.db import connection

    quoted = ", ".join(f'"{name}"' for name in columns)
    with connection.cursor() as cursor:
        sql = f'INSERT INTO "{model._meta.db_table}" ({quoted}) SELECT {", ".join(map(cast_of(model), columns.items()))} FROM {rows}'  # noqa: E501
        cursor.execute(sql)


def cast_of(model: Any) -> Any:
    """An expression as the type of its column, which PostgreSQL asks for."""
    from django.db import connection

    types = {field.column: field.db_type(connection) for field in model._meta.concrete_fields}

    def cast(column: tuple[str, str]) -> str:
        name, expression = column
        kind = (types[name] or "").split(" CHECK")[0]
        return f"CAST({expression} AS {kind})" if connection.vendor == "postgresql" else expression

    return cast


if __name__ == "__main__":
    print(json.dumps(carried_out()))
