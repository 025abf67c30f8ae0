"""The demo's bloc is what the article tells: the database after loading, section by section, beside a table of facts
that was written from the article; and nobody is lost on the way through the services.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
import yaml

from thidua.activities.models import Activity, ActivityOutput
from thidua.campaigns.models import (
    Cycle,
    CycleMovement,
    CycleTheme,
    LegalText,
    Movement,
    Pledge,
    Step,
    Target,
    Task,
)
from thidua.cli.demo.seed_bloc import load_seed, read_seed
from thidua.common import clock
from thidua.decisions.models import RecognitionDecision
from thidua.documents.models import Photo
from thidua.meetings.enums import AttendanceRole, AttendanceState, MeetingKind, StatementKind
from thidua.meetings.facts.words import person_words
from thidua.meetings.models import Attendance, ElectionRecord, Meeting, Minutes, Motion, Statement
from thidua.organisations.models import Bloc, BlocLeadership, BlocMembership, Person, Post
from thidua.records.models import UnitAward
from thidua.scorecards.models import Scheme

pytestmark = [pytest.mark.django_db, pytest.mark.once]

ARTICLE = yaml.safe_load((Path(__file__).parent / "cases" / "seed_article.yaml").read_text(encoding="utf-8"))


def test_everyone_the_article_saw_at_the_conference_is_on_its_roll() -> None:
    seed = load_seed(clock.now())
    told = read_seed()["conference"]["attendance"]

    roll = Attendance.objects.filter(meeting=Meeting.objects.get(kind=MeetingKind.CONFERENCE))

    present = {line.person for line in roll.filter(state=AttendanceState.PRESENT) if line.person}
    assert present == {seed.people[each["person"]] for each in told if each.get("person")}
    members = roll.filter(role=AttendanceRole.MEMBER)
    assert sorted(members.values_list("state", flat=True)) == ["PRESENT"] * 2 + ["UNKNOWN"] * 4


@pytest.mark.once
def test_the_loaded_bloc_is_what_the_article_tells_section_by_section() -> None:
    load_seed(clock.now())

    loaded = {section: read(ARTICLE[section]) for section, read in SECTIONS.items()}

    assert set(SECTIONS) == set(ARTICLE)
    differing = {section: (loaded[section], ARTICLE[section]) for section in SECTIONS}
    assert {section: pair for section, pair in differing.items() if pair[0] != pair[1]} == {}


def heard(text: str, words: Iterable[str]) -> list[str]:
    """Those of `words` that `text` has, each after the one before it."""
    found, place = [], 0
    for each in words:
        at = text.find(each, place)
        if at >= 0:
            found.append(each)
            place = at + len(each)
    return found


def heard_in_each(texts: Iterable[str], told: list[list[str]]) -> list[list[str]]:
    """The same for each text of a list; a text too many is told as it stands."""
    texts = list(texts)
    return [heard(text, words) for text, words in zip(texts, told, strict=False)] + [
        [text] for text in texts[len(told) :]
    ]


def blocs(_told: Any) -> list[str]:
    return sorted(Bloc.objects.values_list("name", flat=True))


def units(_told: Any) -> list[str] | dict[int, list[str]]:
    """The members, in their order; they are told once for both years."""
    by_year = {
        year: list(BlocMembership.objects.filter(year=year).values_list("unit__name", flat=True))
        for year in (2023, 2024)
    }
    return by_year[2023] if by_year[2023] == by_year[2024] else by_year


def people(_told: Any) -> dict[str, str]:
    posts = {post.person_id: post for post in Post.objects.select_related("unit")}
    return {each.full_name: person_words(each, posts[each.pk]) for each in Person.objects.all()}


def leaders(_told: Any) -> list[dict[str, Any]]:
    rows = BlocLeadership.objects.select_related("unit", "representative").order_by("year", "-role")
    return [
        {
            "year": row.year,
            "role": row.role,
            "unit": row.unit.name,
            "person": row.representative.full_name if row.representative else None,
        }
        for row in rows
    ]


def theme(_told: Any) -> dict[str, Any]:
    links = CycleTheme.objects.select_related("theme", "cycle").order_by("cycle__year")
    (one,) = {link.theme for link in links}
    return {"text": one.text, "launched_by": one.launched_by, "years": [link.cycle.year for link in links]}


def movements(_told: Any) -> dict[str, list[int]]:
    taken_up = CycleMovement.objects.order_by("cycle__year")
    return {each.name: [link.cycle.year for link in taken_up.filter(movement=each)] for each in Movement.objects.all()}


def cited_texts(_told: Any) -> list[dict[str, str]]:
    return [
        {"number": each.number, "issuer": each.issuer, "issued_on": each.issued_on.code}
        for each in LegalText.objects.all()
    ]


def activities(told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    rows = list(Activity.objects.select_related("movement").order_by("pk"))
    assert len(rows) == len(told)
    return [
        {
            "says": heard(row.title, facts["says"]),
            "when": row.held_on.code,
            "place": heard(row.place, facts["place"]) if facts["place"] else [row.place] * bool(row.place),
            "message": row.message,
            "movement": row.movement.name if row.movement else None,
            "deeds": heard(row.summary, facts["deeds"]),
            "stands_for": list(
                Step.objects.filter(satisfied_by_kind="activity", satisfied_by_id=row.pk).values_list("kind", flat=True)
            ),
            "parties": heard_in_each(row.parties.values_list("name", flat=True), facts["parties"]),
            "figures": {each.indicator: each.value for each in ActivityOutput.objects.filter(activity=row)},
        }
        for row, facts in zip(rows, told, strict=True)
    ]


def conference(told: dict[str, Any]) -> dict[str, Any]:
    meeting = Meeting.objects.get()
    roll = Attendance.objects.filter(meeting=meeting)
    return {
        "title": heard(meeting.title, told["title"]),
        "when": meeting.held_on.code,
        "part_of_day": meeting.part_of_day,
        "hour": meeting.starts_at,
        "place": meeting.place,
        "year": meeting.cycle and meeting.cycle.year,
        "state": meeting.state,
        "chair": meeting.chair_words,
        "seen": sorted(roll.filter(state=AttendanceState.PRESENT).values_list("words", flat=True)),
        "counted": [line.words for line in roll if line.head_count is not None],
    }


def said(kind: StatementKind) -> Callable[[list[dict[str, Any]]], list[dict[str, Any]]]:
    """What was read or said of a kind: by whom, and the sentences one by one."""

    def read(told: list[dict[str, Any]]) -> list[dict[str, Any]]:
        rows = list(Statement.objects.filter(kind=kind).select_related("person"))
        assert len(rows) == len(told)
        return [
            {
                "who": row.person.full_name if row.person else row.words,
                "says": heard_in_each(row.content.splitlines(), facts["says"]),
            }
            for row, facts in zip(rows, told, strict=True)
        ]

    return read


def praise(told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    rows = list(Statement.objects.filter(kind=StatementKind.PRAISE).select_related("person"))
    assert len(rows) == len(told)
    return [
        {
            "who": row.person.full_name if row.person else row.words,
            "of": row.about_words,
            "says": heard(row.title, facts["says"]),
        }
        for row, facts in zip(rows, told, strict=True)
    ]


def election(_told: Any) -> list[dict[str, Any]]:
    return [
        {"year": row.year, "role": row.role, "unit": row.unit.name, "method": row.method, "votes": row.votes_for}
        for row in ElectionRecord.objects.select_related("unit")
    ]


def photos(told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    album = list(Photo.objects.filter(parent_kind="meeting").select_related("file").order_by("position"))
    captions = heard_in_each((each.caption for each in album), [facts["says"] for facts in told])
    return [
        {"number": each.file.original_name.removeprefix("anh-").removesuffix(".jpg"), "says": says}
        for each, says in zip(album, captions, strict=True)
    ]


def awards(_told: Any) -> list[dict[str, Any]]:
    return [
        {
            "name": each.name,
            "year": each.year,
            "unit": each.unit,
            "number": each.decision_number,
            "day": each.decided_on.code,
        }
        for each in UnitAward.objects.order_by("pk")
    ]


def tasks(told: dict[str, list[str]]) -> dict[str, list[str]]:
    rows = Task.objects.filter(cycle=Cycle.objects.get(year=2024))
    assert Task.objects.count() == len(rows)
    return {each.code: heard(each.title, told.get(each.code, [])) for each in rows}


def untold(_told: Any) -> dict[str, int]:
    """Of what the article says nothing, there is nothing."""
    return {
        "pledges": Pledge.objects.count(),
        "targets": Target.objects.count(),
        "score_tables": Scheme.objects.count(),
        "votes": Motion.objects.count(),
        "decisions": RecognitionDecision.objects.count(),
        "minutes": Minutes.objects.count(),
        "task_owners": Task.objects.exclude(owner=None).count(),
        "task_deadlines": Task.objects.exclude(due_on=None).count(),
        "step_deadlines": Step.objects.exclude(deadline=None).count(),
    }


SECTIONS: dict[str, Callable[[Any], Any]] = {
    "blocs": blocs,
    "units": units,
    "people": people,
    "leaders": leaders,
    "theme": theme,
    "movements": movements,
    "cited_texts": cited_texts,
    "activities": activities,
    "conference": conference,
    "report": said(StatementKind.REPORT),
    "opinions": said(StatementKind.OPINION),
    "direction": said(StatementKind.DIRECTION),
    "praise": praise,
    "election": election,
    "photos": photos,
    "awards": awards,
    "tasks_2024": tasks,
    "untold": untold,
}
