"""Agenda, statements and conclusions: recorded once, changed with their version, moved, removed, frozen."""

from dataclasses import replace
from datetime import date

import pytest

from tests.cast import YEAR, Cast
from tests.factories.meetings import NOW, make_held_meeting, make_meeting
from thidua.audit.models import AuditEntry
from thidua.common.errors import RefusedError, StaleVersionError
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.meetings.enums import MeetingKind, StatementKind
from thidua.meetings.errors import MeetingRuleError
from thidua.meetings.models import AgendaItem, Conclusion, Meeting, Statement
from thidua.meetings.services.agenda import (
    CONFERENCE_AGENDA,
    AgendaFacts,
    add_agenda_item,
    draft_agenda,
    edit_agenda_item,
)
from thidua.meetings.services.conclusions import ConclusionFacts, add_conclusion, edit_conclusion
from thidua.meetings.services.parts import move_part, remove_part
from thidua.meetings.services.shared import VoiceFacts
from thidua.meetings.services.statements import StatementFacts, add_statement, edit_statement

SAID = StatementFacts(VoiceFacts(words="Một số đơn vị"), "Đây là điểm nổi bật.")


def add_items(cast: Cast, meeting: Meeting, *titles: str) -> list[AgendaItem]:
    return [
        add_agenda_item(actor=cast.secretary.actor(), meeting=meeting, facts=AgendaFacts(title), now=NOW)
        for title in titles
    ]


def titles_of(meeting: Meeting) -> list[str]:
    return list(AgendaItem.objects.filter(meeting=meeting).values_list("title", flat=True))


def test_items_stand_in_order_and_once(cast: Cast) -> None:
    meeting = make_meeting(cast)

    add_items(cast, meeting, "Khai mạc", "Báo cáo", "Khai mạc")

    assert titles_of(meeting) == ["Khai mạc", "Báo cáo"]


def test_an_item_moves_and_stops_at_the_ends(cast: Cast) -> None:
    meeting = make_meeting(cast)
    items = add_items(cast, meeting, "Khai mạc", "Báo cáo", "Bế mạc")

    move_part(actor=cast.secretary.actor(), part=items[2], up=True)
    move_part(actor=cast.secretary.actor(), part=items[0], up=True)

    assert titles_of(meeting) == ["Khai mạc", "Bế mạc", "Báo cáo"]


def test_an_empty_agenda_is_drafted_from_the_last_meeting(cast: Cast) -> None:
    earlier = make_meeting(cast, title="Hội nghị năm trước", held_on=PartialDate(YEAR - 1, 1, 8))
    add_items(cast, earlier, "Khai mạc", "Bế mạc")
    meeting = make_meeting(cast)

    draft_agenda(actor=cast.secretary.actor(), meeting=meeting)
    draft_agenda(actor=cast.secretary.actor(), meeting=meeting)

    assert titles_of(meeting) == ["Khai mạc", "Bế mạc"]


def test_the_first_conference_gets_the_usual_agenda(cast: Cast) -> None:
    meeting = make_meeting(cast)

    draft_agenda(actor=cast.secretary.actor(), meeting=meeting)

    assert titles_of(meeting) == [title for title, _minutes in CONFERENCE_AGENDA]


def test_another_kind_of_meeting_has_no_usual_agenda(cast: Cast) -> None:
    meeting = make_meeting(cast, kind=MeetingKind.OTHER)

    with pytest.raises(MeetingRuleError):
        draft_agenda(actor=cast.secretary.actor(), meeting=meeting)


def test_the_second_editor_of_an_item_is_asked(cast: Cast) -> None:
    item = add_items(cast, make_meeting(cast), "Khai mạc")[0]
    first = AgendaFacts("Khai mạc Hội nghị", planned_minutes=10)
    edit_agenda_item(actor=cast.secretary.actor(), item=item, facts=first, version=item.version, now=NOW)

    with pytest.raises(StaleVersionError) as conflict:
        edit_agenda_item(
            actor=cast.standing.actor(), item=item, facts=AgendaFacts("Mở đầu"), version=item.version, now=NOW
        )

    assert conflict.value.data["row"].title == "Khai mạc Hội nghị"
    assert AgendaItem.objects.get().title == "Khai mạc Hội nghị"


def test_removing_keeps_what_it_said_in_history(cast: Cast) -> None:
    item = add_items(cast, make_meeting(cast), "Khai mạc")[0]

    remove_part(actor=cast.secretary.actor(), part=item)
    remove_part(actor=cast.secretary.actor(), part=item)

    assert not AgendaItem.objects.exists()
    entries = AuditEntry.objects.filter(action="agendaitem.removed")
    assert ["Khai mạc" in entry.payload for entry in entries] == [True]


def test_what_was_said_is_recorded_once(cast: Cast) -> None:
    meeting = make_held_meeting(cast)
    for _time in range(2):
        add_statement(actor=cast.secretary.actor(), meeting=meeting, kind=StatementKind.OPINION, facts=SAID, now=NOW)

    statement = Statement.objects.get()
    assert (statement.words, statement.content, statement.position) == ("Một số đơn vị", "Đây là điểm nổi bật.", 1)


@pytest.mark.parametrize(
    ("kind", "facts"),
    [
        (StatementKind.OPINION, StatementFacts(content="Ai nói?")),
        (StatementKind.OPINION, StatementFacts(VoiceFacts(words="Một đơn vị"))),
        (StatementKind.DIRECTION, StatementFacts(VoiceFacts(words="Cấp trên"))),
        (StatementKind.REPORT, StatementFacts(VoiceFacts(words="Khối phó"))),
        (StatementKind.PRAISE, StatementFacts(VoiceFacts(words="Các đơn vị"))),
    ],
)
def test_half_a_statement_is_refused(cast: Cast, kind: StatementKind, facts: StatementFacts) -> None:
    with pytest.raises(MeetingRuleError):
        add_statement(actor=cast.secretary.actor(), meeting=make_held_meeting(cast), kind=kind, facts=facts, now=NOW)


def test_the_observer_writes_the_direction_and_nothing_else(cast: Cast) -> None:
    meeting = make_held_meeting(cast)
    facts = StatementFacts(VoiceFacts(person=cast.observer.person), "Cần chia sẻ, học hỏi lẫn nhau.")
    direction = add_statement(
        actor=cast.observer.actor(), meeting=meeting, kind=StatementKind.DIRECTION, facts=facts, now=NOW
    )
    better = replace(facts, content="Cần chia sẻ.")
    edit_statement(actor=cast.observer.actor(), statement=direction, facts=better, version=direction.version, now=NOW)

    assert Statement.objects.get().content == "Cần chia sẻ."
    for kind in (StatementKind.REPORT, StatementKind.OPINION, StatementKind.PRAISE):
        with pytest.raises(RefusedError):
            add_statement(actor=cast.observer.actor(), meeting=meeting, kind=kind, facts=facts, now=NOW)


@pytest.mark.parametrize("name", ["officer", "head", "reader", "council_member"])
def test_others_do_not_write_the_direction(cast: Cast, name: str) -> None:
    with pytest.raises(RefusedError):
        add_statement(
            actor=cast.everyone()[name].actor(),
            meeting=make_held_meeting(cast),
            kind=StatementKind.DIRECTION,
            facts=SAID,
            now=NOW,
        )


def test_a_conclusion_has_owners_and_a_day_or_none(cast: Cast) -> None:
    meeting = make_held_meeting(cast)
    facts = ConclusionFacts(
        "Ký giao ước năm 2026", lead=cast.units[0], co_units=[cast.units[1]], due_on=date(YEAR, 3, 15)
    )
    conclusion = add_conclusion(actor=cast.secretary.actor(), meeting=meeting, facts=facts)
    add_conclusion(actor=cast.secretary.actor(), meeting=meeting, facts=facts)

    edit_conclusion(
        actor=cast.secretary.actor(),
        conclusion=conclusion,
        facts=replace(facts, lead=None, co_units=[], owner_words="Các đơn vị trong Khối", due_on=None),
        version=conclusion.version,
    )

    stored = Conclusion.objects.get()
    assert (list(stored.co_units.all()), stored.owner_words, stored.due_on) == ([], "Các đơn vị trong Khối", None)


def test_a_conclusion_is_not_due_before_the_meeting(cast: Cast) -> None:
    with pytest.raises(MeetingRuleError, match="trước ngày họp"):
        add_conclusion(
            actor=cast.secretary.actor(),
            meeting=make_held_meeting(cast),
            facts=ConclusionFacts("Ký giao ước", due_on=date(YEAR, 1, 9)),
        )
