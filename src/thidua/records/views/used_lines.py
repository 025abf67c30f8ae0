"""From a reason of the law to the lines of the book that it used."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any, Final

from thidua.core.law.codes import TITLE_CODES, LeadingPost
from thidua.core.law.outcome import Reason
from thidua.records.enums import PostRank
from thidua.records.facts.reading import whole_day
from thidua.records.facts.rows import BookRows
from thidua.records.models import BookEntry, UnitAward
from thidua.records.views.sections import BookLine, award_line, entry_line, post_line

Data = Mapping[str, Any]

GENERAL: Final = {
    "employed": "ngay-vao-lam",
    "founded": "ngay-thanh-lap",
    "retirement": "ngay-nghi-huu",
    "sex": "gioi-tinh",
    "dissolved": "ngay-ket-thuc",
    "dissolves_later": "ngay-ket-thuc",
}
"""Reasons that rest on one fact of the book as a whole → where its page shows it."""


def used_lines(reason: Reason, rows: BookRows) -> list[BookLine]:
    """The lines that a reason speaks of, in the order of the book; none where it speaks of what is not on record."""
    finder = _FINDERS.get(reason.kind)
    return list(finder(rows, dict(reason.data))) if finder is not None else []


def _entries(found: Iterable[BookEntry]) -> Iterator[BookLine]:
    return (entry_line(each, {}) for each in found)


def _grades(rows: BookRows, years: Collection[int]) -> Iterator[BookLine]:
    return _entries(each for each in rows.grades if each.year in years)


def _titles(rows: BookRows, years: Collection[int], codes: Collection[str]) -> Iterator[BookLine]:
    return _awards(each for each in rows.awards if each.law_code in codes and each.year in years)


def _awards(found: Iterable[UnitAward]) -> Iterator[BookLine]:
    return (award_line(each, may_write=False) for each in found)


def _marked(rows: BookRows, data: Data) -> Iterator[BookLine]:
    """Years that bear a grade or a title."""
    titles = [each for each in data["marks"] if each in TITLE_CODES]
    yield from _titles(rows, data["years"], titles)
    if len(titles) < len(data["marks"]):
        yield from _grades(rows, data["years"])


def _honour(rows: BookRows, data: Data) -> Iterator[BookLine]:
    """The honour of that decision."""
    return _awards(
        each
        for each in rows.awards
        if each.law_code == data["award"]
        and whole_day(each.decided_on) == data["day"]
        and each.decision_number == data["number"]
    )


def _honours(rows: BookRows, data: Data) -> Iterator[BookLine]:
    return _awards(each for each in rows.awards if each.law_code in data["honours"])


def _honours_of_years(rows: BookRows, data: Data) -> Iterator[BookLine]:
    """Honours decided in these years (told as words)."""
    for each in rows.awards:
        day = whole_day(each.decided_on)
        if each.law_code == data["award"] and day is not None and str(day.year) in data["years"]:
            yield award_line(each, may_write=False)


def _start_of_run(rows: BookRows, data: Data) -> Iterator[BookLine]:
    """The honour after which a run begins: decided in its first year, or the year before."""
    for each in rows.awards:
        day = whole_day(each.decided_on)
        if each.law_code in data["honours"] and day is not None and data["year"] - 1 <= day.year <= data["year"]:
            yield award_line(each, may_write=False)


def _works(rows: BookRows, data: Data) -> Iterator[BookLine]:
    return _entries(
        each
        for each in rows.works
        if each.kind == data["work"] and each.year in data["years"] and each.scope in data["scopes"]
    )


def _posts(rows: BookRows, data: Data) -> Iterator[BookLine]:
    """Posts that are the one asked for, or a higher one."""
    for post in rows.posts:
        standing = rows.standings.get(post.pk)
        is_leading = standing is not None and standing.rank != PostRank.NONE
        if standing and is_leading and LeadingPost(standing.rank).reaches(LeadingPost(data["post"])):
            yield post_line(post, standing, may_write=False)


def _attested(rows: BookRows, data: Data) -> Iterator[BookLine]:
    asked = data["criterion"], data["year"]
    return _entries(each for each in rows.attested if (each.criterion, each.year) == asked)


def _people(rows: BookRows, data: Data) -> Iterator[BookLine]:
    return _entries(each for each in rows.people if each.year == data["year"])


_FINDERS: Final[Mapping[str, Callable[[BookRows, Data], Iterator[BookLine]]]] = {
    **dict.fromkeys(("grade", "year_graded"), lambda rows, data: _grades(rows, (data["year"],))),
    "leave_counts": lambda rows, data: _grades(rows, data["years"]),
    "title": lambda rows, data: _titles(rows, (data["year"],), (data["title"],)),
    **dict.fromkeys(
        ("title_basis_open", "title_no_basis"), lambda rows, data: _titles(rows, data["years"], (data["title"],))
    ),
    "given_in": lambda rows, data: _titles(rows, data["years"], (data["title"],)),
    **dict.fromkeys(("run", "counted"), _marked),
    "honour": _honour,
    **dict.fromkeys(("honour_basis_open", "honour_no_basis", "honour_undated"), _honours),
    "honours_in": _honours_of_years,
    "run_starts": _start_of_run,
    **dict.fromkeys(("works", "works_not_counted", "works_perhaps"), _works),
    **dict.fromkeys(("attested", "denied"), _attested),
    **dict.fromkeys(
        ("people_with", "people_disciplined", "people_disciplined_partly", "people_ungraded", "share"), _people
    ),
    "rank": lambda rows, data: _entries(
        each for each in rows.ranks if (each.year, each.organiser) == (data["year"], data["organiser"])
    ),
    "held": lambda rows, data: _entries(
        each for each in rows.holds if (each.reason, each.since) == (data["hold"], data["day"])
    ),
    "disciplined": lambda rows, data: _entries(
        each for each in rows.discipline if (each.measure, each.since) == (data["measure"], data["day"])
    ),
    "in_post": _posts,
}
"""Kind of reason → its lines. A kind that is not here speaks of what is not on record."""
