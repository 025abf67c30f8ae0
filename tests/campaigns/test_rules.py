"""Rules of a bloc: drafted, put to the members until a day, answered, adopted, compared."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import YEAR, Cast
from tests.factories.cycles import make_cycle
from thidua.audit.queries import history_of
from thidua.campaigns.enums import CommentOutcome, RuleKind, RuleState
from thidua.campaigns.enums.rules import RULE_ARROWS, RuleDeed
from thidua.campaigns.errors.cycles import AlreadyThereError, DateOutOfYearError
from thidua.campaigns.errors.pledges import MissingWordsError
from thidua.campaigns.models import Cycle, RuleVersion
from thidua.campaigns.policies.rules import may_comment, may_do_with_rules, rules_visible_to
from thidua.campaigns.services.rules import (
    adopt_rules,
    answer_comment,
    change_draft,
    comment_on_rules,
    draft_rules,
    open_for_comments,
    take_back_draft,
)
from thidua.common.actor import Actor
from thidua.common.errors import RefusedError, StaleVersionError
from thidua.organisations.models import BlocMembership

At = Callable[[str], datetime]
MARCH = "2026-03-02 09:00"


@pytest.fixture
def secretary(cast: Cast) -> Actor:
    return cast.secretary.actor()


@pytest.fixture
def cycle(cast: Cast) -> Cycle:
    return make_cycle(cast)


def draft(actor: Actor, cycle: Cycle, text: str = "Điều 1. Phạm vi\nĐiều 2. Họp khối") -> RuleVersion:
    return draft_rules(actor=actor, cycle=cycle, kind=RuleKind.WORKING_REGULATION, title="Quy chế hoạt động", text=text)


@pytest.fixture
def asked(secretary: Actor, cycle: Cycle, at: At) -> RuleVersion:
    """A version on which the members are asked until Friday 13 March."""
    rule = draft(secretary, cycle)
    return open_for_comments(actor=secretary, rule=rule, version=rule.version, until=date(2026, 3, 13), now=at(MARCH))


def test_a_draft_is_the_secretarys_alone(cast: Cast, secretary: Actor, cycle: Cycle) -> None:
    rule = draft(secretary, cycle)

    assert (rule.number, rule.state) == (1, RuleState.DRAFT)
    seen = {name for name, member in cast.everyone().items() if rules_visible_to(member.actor()).exists()}
    assert seen == {"secretary", "standing"}


def test_members_see_what_they_are_asked_about_and_others_do_not(cast: Cast, asked: RuleVersion) -> None:
    seen = {name for name, member in cast.everyone().items() if rules_visible_to(member.actor()).exists()}
    assert seen == {
        "secretary", "officer", "head", "other_officer", "standing", "observer", "council_member", "reader",
    }  # fmt: skip


@pytest.mark.parametrize("deed", list(RuleDeed))
@pytest.mark.parametrize("state", list(RuleState))
def test_only_the_arrows_of_the_table_are_allowed(
    secretary: Actor, cycle: Cycle, deed: RuleDeed, state: RuleState
) -> None:
    rule = draft(secretary, cycle)
    RuleVersion.objects.filter(pk=rule.pk).update(state=state)
    rule.refresh_from_db()

    assert bool(may_do_with_rules(secretary, rule, deed)) == (state in RULE_ARROWS[deed])


def test_a_draft_is_written_on_until_the_members_are_asked(secretary: Actor, cycle: Cycle, at: At) -> None:
    rule = draft(secretary, cycle)
    changed = change_draft(
        actor=secretary, rule=rule, version=rule.version, title="Quy chế", text="Điều 1.\r\n\r\nĐiều 2."
    )
    assert (changed.title, changed.text) == ("Quy chế", "Điều 1.\n\nĐiều 2.")
    with pytest.raises(StaleVersionError):
        change_draft(actor=secretary, rule=rule, version=rule.version, title="Khác", text="Khác")

    open_for_comments(actor=secretary, rule=rule, version=changed.version, until=date(2026, 3, 13), now=at(MARCH))
    with pytest.raises(RefusedError, match="đang lấy ý kiến"):
        change_draft(actor=secretary, rule=rule, version=changed.version + 1, title="Khác", text="Khác")


def test_the_last_day_of_comments_on_a_weekend_moves_to_monday(secretary: Actor, cycle: Cycle, at: At) -> None:
    rule = draft(secretary, cycle)
    asked = open_for_comments(actor=secretary, rule=rule, version=rule.version, until=date(2026, 3, 14), now=at(MARCH))
    assert asked.comments_until == date(2026, 3, 16)


def test_asking_until_yesterday_is_refused(secretary: Actor, cycle: Cycle, at: At) -> None:
    rule = draft(secretary, cycle)
    with pytest.raises(DateOutOfYearError, match="từ hôm nay, 02/03/2026"):
        open_for_comments(actor=secretary, rule=rule, version=rule.version, until=date(2026, 3, 1), now=at(MARCH))


def test_a_member_comments_until_the_deadline_and_not_the_day_after(cast: Cast, asked: RuleVersion, at: At) -> None:
    officer = cast.officer.actor()
    last = at("2026-03-13 23:30")
    comment = comment_on_rules(
        actor=officer, rule=asked, unit=cast.unit, text="Họp ba tháng một lần.", place="Điều 2", now=last
    )
    assert (comment.unit, comment.made_by_id) == (cast.unit, cast.officer.person.pk)

    with pytest.raises(RefusedError, match="Đã hết hạn góp ý ngày 13/03/2026"):
        comment_on_rules(actor=officer, rule=asked, unit=cast.unit, text="Muộn rồi", now=at("2026-03-14 00:30"))


@pytest.mark.parametrize("name", ["secretary", "standing", "reader", "council_member", "administrator"])
def test_only_members_and_the_superior_comment(cast: Cast, asked: RuleVersion, name: str) -> None:
    answer = may_comment(cast.everyone()[name].actor(), asked, date(2026, 3, 3))
    assert (answer.allowed, answer.reason) == (
        False,
        "Chỉ cán bộ thi đua, thủ trưởng của đơn vị thành viên và đại diện cấp trên góp ý.",
    )


def test_a_unit_that_has_left_the_bloc_has_no_voice_any_more(cast: Cast, asked: RuleVersion) -> None:
    day = date(2026, 3, 3)
    assert may_comment(cast.officer.actor(), asked, day).allowed

    BlocMembership.objects.filter(unit=cast.unit, year=YEAR).update(left_on=date(2026, 3, 2))

    assert not may_comment(cast.officer.actor(), asked, day).allowed


def test_nobody_speaks_for_another_unit(cast: Cast, asked: RuleVersion, at: At) -> None:
    with pytest.raises(RefusedError, match="không góp ý thay cho Thanh tra Bộ"):
        comment_on_rules(actor=cast.officer.actor(), rule=asked, unit=cast.units[3], text="Thống nhất", now=at(MARCH))


def test_the_same_comment_sent_twice_stands_once(cast: Cast, asked: RuleVersion, at: At) -> None:
    now = at(MARCH)
    comment_on_rules(actor=cast.officer.actor(), rule=asked, unit=cast.unit, text="Thống nhất", now=now)
    with pytest.raises(AlreadyThereError):
        comment_on_rules(actor=cast.officer.actor(), rule=asked, unit=cast.unit, text=" Thống  nhất ", now=now)
    assert asked.comments.count() == 1


def test_a_version_with_comments_is_not_taken_back(cast: Cast, secretary: Actor, asked: RuleVersion, at: At) -> None:
    back = take_back_draft(actor=secretary, rule=asked, version=asked.version)
    assert (back.state, back.comments_until) == (RuleState.DRAFT, None)

    now = at(MARCH)
    again = open_for_comments(actor=secretary, rule=back, version=back.version, until=date(2026, 3, 13), now=now)
    comment_on_rules(actor=cast.officer.actor(), rule=again, unit=cast.unit, text="Thống nhất", now=now)
    with pytest.raises(RefusedError, match="Đã có góp ý"):
        take_back_draft(actor=secretary, rule=again, version=again.version)


def test_adoption_waits_for_the_answers(cast: Cast, secretary: Actor, asked: RuleVersion, at: At) -> None:
    now = at(MARCH)
    comment = comment_on_rules(actor=cast.officer.actor(), rule=asked, unit=cast.unit, text="Nên sửa Điều 2", now=now)
    with pytest.raises(MissingWordsError, match="Còn 1 góp ý chưa trả lời"):
        adopt_rules(actor=secretary, rule=asked, version=asked.version, now=now)
    with pytest.raises(MissingWordsError, match="vì sao"):
        answer_comment(
            actor=secretary,
            comment=comment,
            version=comment.version,
            outcome=CommentOutcome.EXPLAINED,
            answer=" ",
            now=now,
        )

    answer_comment(
        actor=secretary, comment=comment, version=comment.version, outcome=CommentOutcome.ACCEPTED, answer="", now=now
    )
    adopted = adopt_rules(
        actor=secretary, rule=asked, version=asked.version, now=now, adopted_on=date(2026, 3, 2), paper="Biên bản họp"
    )

    assert (adopted.state, adopted.adopted_on) == (RuleState.ADOPTED, date(2026, 3, 2))
    assert [entry.action for entry in history_of("campaigns.ruleversion", asked.pk)] == [
        "rules.drafted",
        "rules.opened_for_comments",
        "rules.commented",
        "rules.comment_answered",
        "rules.adopted",
    ]


def test_the_second_of_two_answers_is_asked(cast: Cast, asked: RuleVersion, at: At, client: Client) -> None:
    now = at(MARCH)
    comment = comment_on_rules(actor=cast.officer.actor(), rule=asked, unit=cast.unit, text="Nên sửa Điều 2", now=now)
    client.force_login(cast.secretary.user)
    page = reverse("answer_comment", args=[comment.pk])
    first = {"outcome": "ACCEPTED", "answer": "Đã sửa", "version": comment.version}

    client.post(page, first)
    both = client.post(page, first | {"outcome": "EXPLAINED", "answer": "Giữ nguyên"})

    assert ("Đã sửa" in both.text, "Giữ nguyên" in both.text) == (True, True)
    comment.refresh_from_db()
    assert (comment.outcome, comment.answer) == ("ACCEPTED", "Đã sửa")
    client.post(page, first | {"outcome": "EXPLAINED", "answer": "Giữ nguyên", "version": comment.version})
    comment.refresh_from_db()
    assert comment.answer == "Giữ nguyên"


def test_the_new_version_supersedes_the_old_and_cites_what_it_cited(secretary: Actor, cycle: Cycle, at: At) -> None:
    now = at(MARCH)
    first = draft(secretary, cycle)
    first = adopt_rules(actor=secretary, rule=first, version=first.version, now=now)
    second = draft(secretary, cycle, "Điều 1. Phạm vi, đối tượng")
    second = adopt_rules(actor=secretary, rule=second, version=second.version, now=now, adopted_on=date(2026, 3, 2))

    first.refresh_from_db()
    assert (first.state, first.adopted_on, first.superseded_on) == (RuleState.SUPERSEDED, None, date(2026, 3, 2))
    assert (second.number, second.state) == (2, RuleState.ADOPTED)


def test_an_adoption_that_has_not_happened_is_refused(secretary: Actor, cycle: Cycle, at: At) -> None:
    rule = draft(secretary, cycle)
    with pytest.raises(DateOutOfYearError, match="chưa đến"):
        adopt_rules(actor=secretary, rule=rule, version=rule.version, now=at(MARCH), adopted_on=date(2026, 3, 3))


def test_an_unanswerable_answer_after_adoption(cast: Cast, secretary: Actor, asked: RuleVersion, at: At) -> None:
    now = at(MARCH)
    comment = comment_on_rules(actor=cast.officer.actor(), rule=asked, unit=cast.unit, text="Thống nhất", now=now)
    answer_comment(
        actor=secretary, comment=comment, version=comment.version, outcome=CommentOutcome.ACCEPTED, answer="", now=now
    )
    adopt_rules(actor=secretary, rule=asked, version=asked.version, now=now)

    comment.refresh_from_db()
    with pytest.raises(RefusedError, match="đang áp dụng"):
        answer_comment(
            actor=secretary,
            comment=comment,
            version=comment.version,
            outcome=CommentOutcome.EXPLAINED,
            answer="Khác",
            now=now,
        )


def test_an_adopted_version_goes_on_holding_in_later_years(cast: Cast, secretary: Actor, at: At) -> None:
    now = at(MARCH)
    earlier = make_cycle(cast, year=YEAR - 1, now=now)
    rule = draft(secretary, earlier)
    adopt_rules(actor=secretary, rule=rule, version=rule.version, now=now)

    assert rules_visible_to(cast.officer.actor()).filter(pk=rule.pk).exists()


def test_the_same_draft_saved_twice_stands_once(secretary: Actor, cycle: Cycle) -> None:
    draft(secretary, cycle)
    with pytest.raises(AlreadyThereError, match="giống hệt"):
        draft(secretary, cycle)
