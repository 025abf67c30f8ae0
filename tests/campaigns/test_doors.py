"""What the year tells the apps around it: search, papers, the tab."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.urls import reverse

from tests.cast import Cast
from tests.factories.cycles import make_cycle, step_of
from thidua.campaigns.enums import MovementLevel, RuleKind, StepKind
from thidua.campaigns.models import LegalText, Movement, RuleVersion
from thidua.campaigns.services.movements import MovementWords, launch_movement
from thidua.campaigns.services.rules import draft_rules
from thidua.campaigns.services.themes import add_theme, set_theme
from thidua.common.actor import Visitor
from thidua.common.http.navigation import navigation_for
from thidua.common.parents import may_attach, parent_url, visible_parents
from thidua.common.references import Reference
from thidua.common.search import Sought, search_all

At = Callable[[str], datetime]


@pytest.fixture
def things(cast: Cast, at: At) -> tuple[Movement, RuleVersion]:
    """A movement and a draft of bloc I, under a theme, with a law."""
    at("2026-03-02 09:00")
    secretary = cast.secretary.actor()
    cycle = make_cycle(cast)
    theme = add_theme(actor=secretary, agency=cast.agency, text="Đoàn kết, kỷ cương")
    set_theme(actor=secretary, cycle=cycle, theme=theme)
    words = MovementWords(name="Vì một đại dương xanh", level=MovementLevel.BLOC)
    movement = launch_movement(actor=secretary, agency=cast.agency, cycle=cycle, words=words)
    LegalText.objects.create(agency=cast.agency, kind="LAW", number="06/2022/QH15", title="Luật Thi đua, khen thưởng")
    rule = draft_rules(actor=secretary, cycle=cycle, kind=RuleKind.CRITERIA, title="Tiêu chí chấm điểm", text="Điều 1")
    return movement, rule


def found(cast: Cast, name: str, text: str) -> list[str]:
    groups = search_all(cast.everyone()[name].actor(), Sought.parse(text))
    return [card.title for group in groups for card in group.cards if group.kind in MINE]


MINE = {"cycle", "movement", "rule", "legal_text"}


@pytest.mark.twice
@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("dai duong", "Vì một đại dương xanh"),
        ("Đại Dương", "Vì một đại dương xanh"),
        ("doan ket", "Năm thi đua 2026, Khối Thi đua số I"),
        ("06/2022", "Luật 06/2022/QH15. Luật Thi đua, khen thưởng"),
        ("tieu chi", "Tiêu chí chấm điểm, Bản 1"),
    ],
)
def test_things_are_found_with_accents_and_without(
    cast: Cast, things: tuple[Movement, RuleVersion], typed: str, title: str
) -> None:
    assert title in found(cast, "secretary", typed)


def test_nobody_finds_what_he_may_not_see(cast: Cast, things: tuple[Movement, RuleVersion]) -> None:
    assert found(cast, "officer", "tieu chi") == []
    assert found(cast, "stranger", "dai duong") == []
    assert found(cast, "administrator", "06/2022") == []


def test_papers_hang_on_steps_movements_and_rules(cast: Cast, things: tuple[Movement, RuleVersion]) -> None:
    movement, rule = things
    step = step_of(rule.cycle, StepKind.PLAN)
    parents = {Reference("step", step.pk), Reference("movement", movement.pk), Reference("rule", rule.pk)}

    assert visible_parents(cast.secretary.actor(), parents) == parents
    assert visible_parents(cast.officer.actor(), parents) == parents - {Reference("rule", rule.pk)}
    assert visible_parents(cast.stranger.actor(), parents) == set()
    assert {bool(may_attach(cast.secretary.actor(), parent)) for parent in parents} == {True}
    assert {bool(may_attach(cast.officer.actor(), parent)) for parent in parents} == {False}
    assert not may_attach(cast.secretary.actor(), Reference("step", 999))
    assert parent_url(Reference("step", step.pk)) == reverse("step", args=[step.pk])


def test_the_tab_stands_for_who_works_with_content(cast: Cast, db: None) -> None:
    def tabs(name: str) -> list[str]:
        return [tab.name for tab in navigation_for(cast.everyone()[name].actor(), "/quy-che/") if tab.is_current]

    assert tabs("officer") == tabs("observer") == ["cycles"]
    assert tabs("administrator") == []
    assert navigation_for(Visitor(), "/nam/") == []
