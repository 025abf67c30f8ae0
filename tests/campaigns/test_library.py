"""Themes, movements, legal texts, working days and step patterns."""

import re
from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import YEAR, Cast
from tests.factories.cycles import make_cycle
from tests.factories.organisations import make_agency
from thidua.campaigns.enums import LegalTextKind, MovementKind, MovementLevel, RuleKind, StepKind
from thidua.campaigns.enums.legal_texts import Force
from thidua.campaigns.errors.cycles import AlreadyThereError, DateOutOfYearError, PatternError
from thidua.campaigns.errors.pledges import MissingWordsError, TooLongError
from thidua.campaigns.facts.deadlines import Pattern
from thidua.campaigns.models import CycleMovement, StepPattern, TextCitation
from thidua.campaigns.policies.library import (
    citations_visible_to,
    legal_texts_visible_to,
    may_change_legal_text,
    may_change_theme,
    movements_visible_to,
    themes_visible_to,
)
from thidua.campaigns.queries.calendars import calendar_of
from thidua.campaigns.queries.cycles import patterns_for, theme_of
from thidua.campaigns.queries.legal_texts import citations_of_rules, force_on
from thidua.campaigns.services.calendars import PatternRow, decide_day, set_patterns, undecide_day
from thidua.campaigns.services.legal_texts import TextWords, add_legal_text, change_legal_text, cite_text
from thidua.campaigns.services.movements import (
    MovementWords,
    change_movement,
    drop_movement,
    inherit_movement,
    launch_movement,
)
from thidua.campaigns.services.rules import adopt_rules, draft_rules
from thidua.campaigns.services.themes import add_theme, change_theme, set_theme
from thidua.common.actor import Actor
from thidua.common.errors import NotVisibleError, RefusedError, StaleVersionError
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.organisations.models import Agency

At = Callable[[str], datetime]


@pytest.fixture
def secretary(cast: Cast) -> Actor:
    return cast.secretary.actor()


@pytest.fixture
def standing(cast: Cast) -> Actor:
    return cast.standing.actor()


@pytest.fixture
def below(cast: Cast) -> Agency:
    """An agency under the ministry."""
    return cast.agency.add_child(code="cuc-minh-hoa", name="Cục Minh họa", search_key="cuc", sort_key="cuc")


# --- Themes -----------------------------------------------------------------------------------------------------------


def test_a_theme_spans_two_years(cast: Cast, secretary: Actor) -> None:
    text = "Đoàn kết, kỷ cương, đổi mới, sáng tạo, chuyển đổi số, chuyển đổi xanh"
    theme = add_theme(actor=secretary, agency=cast.agency, text=f"“{text}”", since_year=2025, launched_by="Bộ Minh họa")
    years = [make_cycle(cast, year=year) for year in (YEAR - 1, YEAR)]
    for cycle in years:
        set_theme(actor=secretary, cycle=cycle, theme=theme)

    assert theme.text == text
    assert [theme_of(cycle) for cycle in years] == [theme, theme]


def test_a_theme_is_replaced_and_taken_away(cast: Cast, secretary: Actor) -> None:
    cycle = make_cycle(cast)
    first, second = (add_theme(actor=secretary, agency=cast.agency, text=text) for text in ("Đoàn kết", "Đổi mới"))
    for theme in (first, second, None):
        set_theme(actor=secretary, cycle=cycle, theme=theme)
        assert theme_of(cycle) == theme


def test_who_chose_while_somebody_else_did_reads_what_was_set(cast: Cast, secretary: Actor, client: Client) -> None:
    cycle = make_cycle(cast)
    first, second = (add_theme(actor=secretary, agency=cast.agency, text=text) for text in ("Đoàn kết", "Đổi mới"))
    client.force_login(cast.secretary.user)
    page = reverse("choose_theme", args=[cycle.pk])
    set_theme(actor=secretary, cycle=cycle, theme=first)

    told = client.post(page, {"theme": second.pk, "seen": ""})

    assert "Có người vừa đặt chủ đề của năm này: “Đoàn kết”" in told.text
    assert theme_of(cycle) == first
    (seen,) = re.findall(r'name="seen" value="(\d+)"', told.text)
    client.post(page, {"theme": second.pk, "seen": seen})
    assert theme_of(cycle) == second


def test_the_same_theme_or_none_is_refused(cast: Cast, secretary: Actor) -> None:
    add_theme(actor=secretary, agency=cast.agency, text="Đoàn kết")
    with pytest.raises(AlreadyThereError):
        add_theme(actor=secretary, agency=cast.agency, text=" Đoàn  kết ")
    with pytest.raises(MissingWordsError):
        add_theme(actor=secretary, agency=cast.agency, text=" ")
    with pytest.raises(TooLongError):
        add_theme(actor=secretary, agency=cast.agency, text="x" * 301)
    with pytest.raises(DateOutOfYearError):
        add_theme(actor=secretary, agency=cast.agency, text="Đổi mới", since_year=2026, until_year=2025)


def test_the_second_writer_of_a_theme_is_told(cast: Cast, secretary: Actor) -> None:
    theme = add_theme(actor=secretary, agency=cast.agency, text="Đoàn kết")
    words = {"since_year": None, "until_year": None, "launched_by": "", "basis": ""}
    change_theme(actor=secretary, theme=theme, version=theme.version, text="Đoàn kết, kỷ cương", **words)
    with pytest.raises(StaleVersionError):
        change_theme(actor=secretary, theme=theme, version=theme.version, text="Đổi mới", **words)


def test_a_secretary_changes_only_themes_under_which_no_other_bloc_lives(
    cast: Cast, secretary: Actor, standing: Actor, sign_in
) -> None:
    theme = add_theme(actor=standing, agency=cast.agency, text="Đoàn kết")
    set_theme(actor=secretary, cycle=make_cycle(cast), theme=theme)
    assert may_change_theme(secretary, theme)
    set_theme(actor=standing, cycle=make_cycle(cast, bloc=cast.other_bloc), theme=theme)

    answer = may_change_theme(secretary, theme)
    assert (bool(answer), answer.who) == (False, "Cơ quan thường trực của Bộ Minh họa")
    assert may_change_theme(standing, theme)
    links = [reverse("change_theme", args=[theme.pk]) in sign_in(member.user).get(reverse("themes")).text
             for member in (cast.secretary, cast.standing)]  # fmt: skip
    assert links == [False, True]


def test_a_secretary_changes_only_texts_on_which_nobody_else_rests(
    cast: Cast, secretary: Actor, standing: Actor
) -> None:
    text = add_legal_text(actor=secretary, agency=cast.agency, words=DECREE)
    ours, theirs = (
        draft_rules(
            actor=standing, cycle=make_cycle(cast, bloc=bloc), kind=RuleKind.CRITERIA, title="Tiêu chí", text="Điều 1"
        )
        for bloc in (cast.bloc, cast.other_bloc)
    )
    cite_text(actor=secretary, text=text, rule=ours)
    assert may_change_legal_text(secretary, text)
    cite_text(actor=standing, text=text, rule=theirs)

    assert [bool(may_change_legal_text(actor, text)) for actor in (secretary, standing)] == [False, True]


def test_what_a_movement_of_the_whole_agency_rests_on_is_not_a_secretarys(
    cast: Cast, secretary: Actor, standing: Actor
) -> None:
    text = add_legal_text(actor=secretary, agency=cast.agency, words=DECREE)
    movement = launch_movement(actor=standing, agency=cast.agency, words=MovementWords("Cơ quan xanh"))
    cite_text(actor=standing, text=text, movement=movement)

    assert [bool(may_change_legal_text(actor, text)) for actor in (secretary, standing)] == [False, True]


def test_a_theme_of_an_agency_one_does_not_read_is_not_there(cast: Cast, secretary: Actor) -> None:
    elsewhere = make_agency("tinh-khac", "Tỉnh khác")
    theme = themes_visible_to(secretary).model.objects.create(agency=elsewhere, text="Riêng")
    with pytest.raises(NotVisibleError):
        set_theme(actor=secretary, cycle=make_cycle(cast), theme=theme)


# --- Movements --------------------------------------------------------------------------------------------------------


def test_a_movement_of_the_ministry_is_inherited_by_a_bloc(cast: Cast, secretary: Actor, standing: Actor) -> None:
    words = MovementWords(
        name="Vì một đại dương xanh", kind=MovementKind.THEMATIC, starts_on=PartialDate(2023, 5), aim="Biển sạch"
    )
    movement = launch_movement(actor=standing, agency=cast.agency, words=words)
    cycle = make_cycle(cast)
    link = inherit_movement(actor=secretary, cycle=cycle, movement=movement)
    again = inherit_movement(actor=secretary, cycle=cycle, movement=movement)

    movement.refresh_from_db()
    assert link == again
    assert (movement.bloc, movement.starts_on, movement.launched_on) == (None, PartialDate(2023, 5), PartialDate())
    assert movements_visible_to(cast.officer.actor()).filter(pk=movement.pk).exists()

    drop_movement(actor=secretary, link=link)
    assert not CycleMovement.objects.exists()


def test_an_agency_below_sees_the_movements_above_and_not_the_other_way(
    cast: Cast, standing: Actor, below: Agency
) -> None:
    above = launch_movement(actor=standing, agency=cast.agency, words=MovementWords(name="Toàn ngành"))
    own = movements_visible_to(standing).model.objects.create(
        agency=below, name="Riêng của Cục", kind=MovementKind.REGULAR, level=MovementLevel.SECTOR
    )
    of_bloc = movements_visible_to(cast.officer.actor())

    assert list(of_bloc) == [above]
    assert set(movements_visible_to(cast.standing.actor())) == {above, own}


def test_the_blocs_own_movement_answers_the_one_above(cast: Cast, secretary: Actor, standing: Actor) -> None:
    parent = launch_movement(actor=standing, agency=cast.agency, words=MovementWords(name="Vì một đại dương xanh"))
    cycle = make_cycle(cast)
    own = launch_movement(
        actor=secretary,
        agency=cast.agency,
        cycle=cycle,
        parent=parent,
        words=MovementWords(name="Cơ quan không nhựa", level=MovementLevel.BLOC),
    )

    assert (own.bloc, own.parent) == (cast.bloc, parent)
    assert CycleMovement.objects.filter(cycle=cycle, movement=own).exists()
    assert not movements_visible_to(cast.stranger.actor()).filter(pk=own.pk).exists()


def test_a_movement_does_not_answer_itself(cast: Cast, standing: Actor) -> None:
    first = launch_movement(actor=standing, agency=cast.agency, words=MovementWords(name="Một"))
    second = launch_movement(actor=standing, agency=cast.agency, words=MovementWords(name="Hai"), parent=first)
    with pytest.raises(AlreadyThereError, match="hưởng ứng chính nó"):
        change_movement(
            actor=standing, movement=first, version=first.version, words=MovementWords(name="Một"), parent=second
        )


def test_the_same_movement_twice_is_refused_unless_it_is_another_round(cast: Cast, standing: Actor) -> None:
    launch_movement(actor=standing, agency=cast.agency, words=MovementWords(name="Tết trồng cây"))
    with pytest.raises(AlreadyThereError):
        launch_movement(actor=standing, agency=cast.agency, words=MovementWords(name="“Tết trồng cây”"))
    again = MovementWords(name="Tết trồng cây", starts_on=PartialDate(2026))
    assert launch_movement(actor=standing, agency=cast.agency, words=again).pk
    backwards = MovementWords(name="Ngược", starts_on=PartialDate(2026, 5), ends_on=PartialDate(2026, 4))
    with pytest.raises(DateOutOfYearError):
        launch_movement(actor=standing, agency=cast.agency, words=backwards)


def test_a_secretary_launches_only_for_the_bloc(cast: Cast, secretary: Actor) -> None:
    with pytest.raises(RefusedError, match="cơ quan thường trực"):
        launch_movement(actor=secretary, agency=cast.agency, words=MovementWords(name="Toàn ngành"))


# --- Legal texts ------------------------------------------------------------------------------------------------------

DECREE = TextWords(
    title="Nghị định 98",
    kind=LegalTextKind.DECREE,
    number="98/2023/NĐ-CP",
    issuer="Chính phủ",
    effective_since=date(2024, 1, 1),
    effective_until=date(2025, 6, 30),
)


@pytest.mark.parametrize(
    ("day", "force"),
    [
        (date(2023, 12, 31), Force.NOT_YET),
        (date(2024, 1, 1), Force.IN_FORCE),
        (date(2025, 6, 30), Force.IN_FORCE),
        (date(2025, 7, 1), Force.ENDED),
    ],
)
def test_a_text_holds_from_its_first_day_to_its_last(cast: Cast, secretary: Actor, day: date, force: Force) -> None:
    text = add_legal_text(actor=secretary, agency=cast.agency, words=DECREE)
    assert force_on(text, day) == force


def test_a_text_of_unknown_dates_is_neither_in_force_nor_ended(cast: Cast, secretary: Actor) -> None:
    plan = add_legal_text(
        actor=secretary, agency=cast.agency, words=TextWords(title="Kế hoạch của Chính phủ", kind=LegalTextKind.PLAN)
    )
    assert force_on(plan, date(2026, 1, 1)) == Force.UNKNOWN


def test_rules_that_rest_on_an_ended_text_are_warned_of(cast: Cast, secretary: Actor, at: At) -> None:
    now = at("2026-03-02 09:00")
    text = add_legal_text(actor=secretary, agency=cast.agency, words=DECREE)
    rule = draft_rules(actor=secretary, cycle=make_cycle(cast), kind=RuleKind.CRITERIA, title="Tiêu chí", text="Điều 1")
    cite_text(actor=secretary, text=text, rule=rule, place="Điều 30")
    cite_text(actor=secretary, text=text, rule=rule, place="Điều 30")

    warned = {
        day: [each.is_warning for each in citations_of_rules([rule], day)[rule.pk]]
        for day in (date(2025, 6, 30), date(2025, 7, 1))
    }
    assert warned == {date(2025, 6, 30): [False], date(2025, 7, 1): [True]}

    adopt_rules(actor=secretary, rule=rule, version=rule.version, now=now)
    newer = draft_rules(actor=secretary, cycle=rule.cycle, kind=RuleKind.CRITERIA, title="Tiêu chí", text="Điều 1, 2")
    assert [(each.text, each.place) for each in TextCitation.objects.filter(rule=newer)] == [(text, "Điều 30")]


def test_what_a_bloc_drafts_from_a_text_is_its_own(cast: Cast, secretary: Actor, standing: Actor) -> None:
    text = add_legal_text(actor=secretary, agency=cast.agency, words=DECREE)
    cited = []
    for bloc in (cast.bloc, cast.other_bloc):
        rule = draft_rules(
            actor=standing, cycle=make_cycle(cast, bloc=bloc), kind=RuleKind.CRITERIA, title="Tiêu chí", text="Điều 1"
        )
        cited.append(cite_text(actor=standing, text=text, rule=rule))

    assert list(citations_visible_to(standing)) == cited
    assert list(citations_visible_to(secretary)) == cited[:1]
    assert not citations_visible_to(cast.officer.actor()).exists(), "a draft is not for the members yet"
    assert legal_texts_visible_to(cast.officer.actor()).get() == text


def test_one_number_of_one_issuer_stands_once(cast: Cast, secretary: Actor) -> None:
    text = add_legal_text(actor=secretary, agency=cast.agency, words=DECREE)
    with pytest.raises(AlreadyThereError, match="98/2023/NĐ-CP"):
        add_legal_text(actor=secretary, agency=cast.agency, words=DECREE)
    for _time in range(2):
        add_legal_text(actor=secretary, agency=cast.agency, words=TextWords(title="Không số"))
    with pytest.raises(AlreadyThereError, match="chính nó"):
        change_legal_text(actor=secretary, text=text, version=text.version, words=DECREE, replaced_by=text)
    assert legal_texts_visible_to(cast.stranger.actor()).count() == 3


# --- Working days and patterns ----------------------------------------------------------------------------------------


def test_a_day_off_of_the_ministry_counts_for_the_agencies_below(cast: Cast, below: Agency) -> None:
    standing = cast.standing.actor()
    day = date(2026, 11, 27)
    row = decide_day(actor=standing, agency=cast.agency, day=day, is_working=False, name="Ngày truyền thống")
    assert not calendar_of(below).is_working_day(day)

    decide_day(actor=standing, agency=below, day=day, is_working=True, name="Cục vẫn làm việc")
    assert calendar_of(below).is_working_day(day)
    assert not calendar_of(cast.agency).is_working_day(day)

    undecide_day(actor=standing, row=row)
    assert calendar_of(cast.agency).is_working_day(day)


def test_a_day_is_decided_once_and_with_a_reason(cast: Cast, standing: Actor, secretary: Actor) -> None:
    day = date(2026, 11, 27)
    with pytest.raises(MissingWordsError):
        decide_day(actor=standing, agency=cast.agency, day=day, is_working=False, name=" ")
    with pytest.raises(RefusedError):
        decide_day(actor=secretary, agency=cast.agency, day=day, is_working=False, name="Nghỉ")
    decide_day(actor=standing, agency=cast.agency, day=day, is_working=False, name="Nghỉ")
    with pytest.raises(AlreadyThereError):
        decide_day(actor=standing, agency=cast.agency, day=day, is_working=True, name="Làm bù")


def test_a_pattern_holds_for_the_agencies_below_until_they_keep_their_own(cast: Cast, below: Agency) -> None:
    standing = cast.standing.actor()
    rows = [PatternRow(Pattern(StepKind.PLAN, month=1, day=15)), PatternRow(Pattern(StepKind.CONFERENCE))]
    set_patterns(actor=standing, agency=cast.agency, version=0, rows=rows)
    assert [row.kind for row in patterns_for(below)] == [StepKind.PLAN, StepKind.CONFERENCE]

    set_patterns(actor=standing, agency=below, version=0, rows=rows[:1])
    assert [row.kind for row in patterns_for(below)] == [StepKind.PLAN]
    assert [row.kind for row in patterns_for(cast.agency)] == [StepKind.PLAN, StepKind.CONFERENCE]


def test_a_pattern_that_cannot_be_is_refused(cast: Cast, standing: Actor) -> None:
    def ask(*patterns: Pattern) -> None:
        set_patterns(actor=standing, agency=cast.agency, version=0, rows=[PatternRow(each) for each in patterns])

    with pytest.raises(PatternError, match="29/2"):
        ask(Pattern(StepKind.PLAN, month=2, day=29))
    with pytest.raises(PatternError, match="năm không có bước đó"):
        ask(Pattern(StepKind.RULES, counted_from=StepKind.PLAN, working_days=5))
    with pytest.raises(PatternError, match="ít nhất một bước"):
        ask()
    assert not StepPattern.objects.exists()


def test_the_second_writer_of_a_pattern_is_told(cast: Cast, standing: Actor) -> None:
    rows = [PatternRow(Pattern(StepKind.PLAN))]
    set_patterns(actor=standing, agency=cast.agency, version=0, rows=rows)
    set_patterns(actor=standing, agency=cast.agency, version=1, rows=rows)
    with pytest.raises(StaleVersionError):
        set_patterns(actor=standing, agency=cast.agency, version=1, rows=rows)
