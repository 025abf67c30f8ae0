"""YAML of a rule file → conditions. An uncited condition is refused with its file and line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from thidua.core.law.codes import HONOUR_CODES, TITLE_CODES, LeadingPost, Measure, Organiser, Scope, TaskGrade
from thidua.core.law.conditions import (
    AllOf,
    AtLeast,
    Attested,
    ByReading,
    CaseGrade,
    Condition,
    ConsecutiveTitles,
    CountOfYears,
    Criterion,
    Deviation,
    DisciplineServed,
    EmployedFor,
    ExistedFor,
    GradeMark,
    HasHigherRetirementAge,
    HonourHeld,
    HonourInRun,
    IsWoman,
    Mark,
    MeetsCriteriaOf,
    NobodyDisciplined,
    NotDisciplinedInPost,
    NotHeld,
    NotOnHold,
    PeopleWithTitle,
    Question,
    RankInBloc,
    Retires,
    Run,
    RunOfYears,
    ShareGraded,
    ShareWithTitle,
    TimeInPost,
    TitleHeld,
    TitleMark,
    WorkKind,
    WorksRecognised,
)
from thidua.core.law.facts_file import code_of
from thidua.core.law.places import Place
from thidua.core.law.settings import shipped_settings
from thidua.core.law.texts import registered

_GROUPS: Final = ("all_of", "any_of", "at_least", "reading")
MOST_YEARS: Final = 50


def read_condition(place: Place) -> Condition:
    """A condition. Raises `LawError`: uncited, unknown_key, missing_key, not_one_question, unknown_code,
    unknown_setting …
    """
    entry = place.entries()
    group = next((key for key in _GROUPS if key in entry), None)
    if group is None:
        return _criterion(place)
    entry = place.mapping(("name", "of"), (group,))
    name = entry["name"].text() if "name" in entry else ""
    match group:
        case "all_of":
            return AllOf(_parts(entry["all_of"]), name)
        case "any_of":
            return AtLeast(1, _parts(entry["any_of"]), name)
        case "at_least":
            parts = _parts(place.mapping(("name",), ("at_least", "of"))["of"])
            return AtLeast(entry["at_least"].whole(1, len(parts)), parts, name)
    reading = entry["reading"].mapping((), ("setting", "options"))
    code = reading["setting"].text()
    if code not in shipped_settings():
        raise reading["setting"].wrong("unknown_setting", code=code, known=", ".join(shipped_settings()))
    options = reading["options"].mapping((), tuple(shipped_settings()[code].options))
    return ByReading(code, tuple((key, read_condition(each)) for key, each in options.items()), name)


def _parts(place: Place) -> tuple[Condition, ...]:
    parts = tuple(read_condition(each) for each in place.items())
    if not parts:
        raise place.wrong("no_parts")
    return parts


def _criterion(place: Place) -> Criterion:
    entry = place.mapping(("exclusion", "exceptions", "cites", *QUESTIONS), ("criterion", "grade"))
    if "cites" not in entry:
        raise place.wrong("uncited")
    asked = [key for key in QUESTIONS if key in entry]
    if len(asked) != 1:
        raise place.wrong("not_one_question", known=", ".join(QUESTIONS))
    exceptions = tuple(_deviation(each) for each in entry["exceptions"].items()) if "exceptions" in entry else ()
    return Criterion(
        entry["criterion"].text(),
        registered(entry["cites"]),
        entry["grade"].grade(),
        QUESTIONS[asked[0]](entry[asked[0]]),
        entry["exclusion"].flag() if "exclusion" in entry else False,
        exceptions,
    )


def _deviation(place: Place) -> Deviation:
    entry = place.mapping(("cites",), ("name", "grade", "when", "then"))
    if "cites" not in entry:
        raise place.wrong("uncited")
    cites, grade = registered(entry["cites"]), entry["grade"].grade()
    return Deviation(entry["name"].text(), cites, grade, read_condition(entry["when"]), read_condition(entry["then"]))


# --- Questions -------------------------------------------------------------------------------------------------------


def _mark(place: Place) -> Mark:
    entry = place.mapping(("grade", "title"))
    if len(entry) != 1:
        raise place.wrong("not_one_question", known="grade, title")
    return GradeMark(entry["grade"].choice(TaskGrade)) if "grade" in entry else TitleMark(_title(entry["title"]))


def _title(place: Place) -> str:
    return code_of(place, TITLE_CODES)


def _honours(place: Place) -> tuple[str, ...]:
    each = place.items() if isinstance(place.value, list) else (place,)
    return tuple(code_of(code, HONOUR_CODES) for code in each)


def _run(place: Place) -> Run:
    entry = place.mapping(("after", "years"), ("each",))
    each = entry["each"]
    marks = tuple(_mark(mark) for mark in each.items()) if isinstance(each.value, list) else (_mark(each),)
    return Run(marks, _honours(entry["after"]) if "after" in entry else ())


def _run_of_years(place: Place) -> RunOfYears:
    entry = place.mapping(("after",), ("each", "years"))
    return RunOfYears(_run(place), entry["years"].whole(1, MOST_YEARS))


def _consecutive(place: Place) -> ConsecutiveTitles:
    entry = place.mapping(("spaced", "counted_once_for"), ("title", "times"))
    times = entry["times"].whole(2, MOST_YEARS)
    spaced = entry["spaced"].whole(1, 10) if "spaced" in entry else 1
    once_for = _title(entry["counted_once_for"]) if "counted_once_for" in entry else ""
    if spaced > 1 and (times != 2 or once_for):
        raise entry["spaced"].wrong("bad_number", text=entry["spaced"].value)
    return ConsecutiveTitles(_title(entry["title"]), times, spaced, once_for)


def _flag(entry: Mapping[str, Place], key: str) -> bool:
    return entry[key].flag() if key in entry else False


def _count(place: Place) -> CountOfYears:
    entry = place.mapping(("window_unstated",), ("mark", "times", "run"))
    times = entry["times"].whole(1, MOST_YEARS)
    return CountOfYears(_mark(entry["mark"]), times, _run(entry["run"]), _flag(entry, "window_unstated"))


def _honour_in_run(place: Place) -> HonourInRun:
    entry = place.mapping(("window_unstated",), ("honour", "run"))
    return HonourInRun(code_of(entry["honour"], HONOUR_CODES), _run(entry["run"]), _flag(entry, "window_unstated"))


def _works(place: Place) -> WorksRecognised:
    entry = place.mapping(("years", "run", "window_unstated"), ("kind", "scope", "times"))
    return WorksRecognised(
        entry["kind"].choice(WorkKind),
        entry["scope"].choice(Scope),
        entry["times"].whole(1, MOST_WORKS),
        entry["years"].whole(1, MOST_YEARS) if "years" in entry else 1,
        _run(entry["run"]) if "run" in entry else None,
        _flag(entry, "window_unstated"),
    )


MOST_WORKS: Final = 5
"""Works of one scope and year beyond this number are not counted; no criterion asks for more."""


def _share_with_title(place: Place) -> ShareWithTitle:
    entry = place.mapping((), ("title", "least"))
    return ShareWithTitle(_title(entry["title"]), entry["least"].number())


def _share_graded(place: Place) -> ShareGraded:
    entry = place.mapping((), ("grade", "least"))
    return ShareGraded(entry["grade"].choice(TaskGrade), entry["least"].number())


def _people_with_title(place: Place) -> PeopleWithTitle:
    entry = place.mapping((), ("title", "times"))
    return PeopleWithTitle(_title(entry["title"]), entry["times"].whole(1))


def _rank(place: Place) -> RankInBloc:
    entry = place.mapping((), ("rank", "organiser"))
    return RankInBloc(entry["rank"].whole(1), entry["organiser"].choice(Organiser))


def _time_in_post(place: Place) -> TimeInPost:
    entry = place.mapping(("too_short_in",), ("post", "least", "below"))
    post = entry["post"].choice(LeadingPost)
    higher = tuple(each for each in LeadingPost if each.reaches(post) and each is not post)
    above = entry["too_short_in"].mapping(higher) if "too_short_in" in entry else {}
    too_short_in = tuple((LeadingPost(key), each.whole(1)) for key, each in above.items())
    return TimeInPost(post, entry["least"].whole(1), entry["below"].whole(1), too_short_in)


def _bare(question: type[Question]) -> Callable[[Place], Question]:
    def read(place: Place) -> Question:
        if place.value is not True:
            raise place.wrong("not_a_flag", text=place.value)
        return question()  # type: ignore[call-arg]

    return read


QUESTIONS: Final[Mapping[str, Callable[[Place], Question]]] = {
    "case_grade": lambda place: CaseGrade(place.choice(TaskGrade)),
    "title_held": lambda place: TitleHeld(_title(place)),
    "meets": lambda place: MeetsCriteriaOf(_title(place)),
    "run_of_years": _run_of_years,
    "consecutive_titles": _consecutive,
    "count_of_years": _count,
    "honour_held": lambda place: HonourHeld(_honours(place)),
    "honour_in_run": _honour_in_run,
    "works_recognised": _works,
    "attested": lambda place: Attested(place.text()),
    "not_held": lambda place: NotHeld(place.text()),
    "share_with_title": _share_with_title,
    "share_graded": _share_graded,
    "people_with_title": _people_with_title,
    "nobody_disciplined": lambda place: NobodyDisciplined(place.choice(Measure)),
    "rank_in_bloc": _rank,
    "not_on_hold": _bare(NotOnHold),
    "discipline_served": _bare(DisciplineServed),
    "employed_for": lambda place: EmployedFor(place.whole(1)),
    "existed_for": lambda place: ExistedFor(place.whole(1)),
    "time_in_post": _time_in_post,
    "not_disciplined_in_post": _bare(NotDisciplinedInPost),
    "retires": _bare(Retires),
    "is_woman": _bare(IsWoman),
    "has_higher_retirement_age": _bare(HasHigherRetirementAge),
}
"""Key of a rule file → how the question is read."""
