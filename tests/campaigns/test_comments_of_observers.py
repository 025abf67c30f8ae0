"""The superior's observer comments on draft rules, as the superior; he neither edits nor decides."""

import json
from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from tests.cast import Cast, Member
from tests.factories.cycles import make_cycle
from tests.factories.observers import make_observer
from tests.factories.organisations import make_agency, make_unit
from tests.pages import words_of
from thidua.access.models import RoleGrant
from thidua.access.services.delegations import delegate
from thidua.audit.models import AuditEntry
from thidua.campaigns.enums import CommentOutcome, RuleKind
from thidua.campaigns.enums.rules import RuleDeed
from thidua.campaigns.errors.cycles import AlreadyThereError
from thidua.campaigns.models import RuleComment, RuleVersion
from thidua.campaigns.policies.observers import superior_heard
from thidua.campaigns.policies.rules import (
    may_answer_comment,
    may_change_draft,
    may_comment,
    may_do_with_rules,
    rules_visible_to,
)
from thidua.campaigns.queries.rules import commenting_units, open_drafts
from thidua.campaigns.services.rules import (
    answer_comment,
    comment_on_rules,
    draft_rules,
    open_for_comments,
    take_back_draft,
)
from thidua.common.errors import RefusedError

At = Callable[[str], datetime]
SignIn = Callable[[object], Client]
WORDS = "Nên ghi rõ thời hạn."


@pytest.fixture
def now(at: At) -> datetime:
    return at("2026-03-02 09:00")


@pytest.fixture
def asked(cast: Cast, now: datetime) -> RuleVersion:
    """Rules of bloc I on which the members are asked until Friday 13 March."""
    actor = cast.secretary.actor()
    rule = draft_rules(
        actor=actor, cycle=make_cycle(cast), kind=RuleKind.WORKING_REGULATION, title="Quy chế", text="Điều 1"
    )
    return open_for_comments(actor=actor, rule=rule, version=rule.version, until=date(2026, 3, 13), now=now)


def say(member: Member, rule: RuleVersion, now: datetime) -> RuleComment:
    return comment_on_rules(actor=member.actor(), rule=rule, unit=None, text=WORDS, now=now)


def test_the_observer_comments_as_the_superior(cast: Cast, asked: RuleVersion, now: datetime) -> None:
    comment = say(cast.observer, asked, now)

    assert (comment.unit, comment.superior, comment.made_by) == (None, cast.agency, cast.observer.person)
    assert comment.speaker == "Đại diện cấp trên, Bộ Minh họa"
    entry = AuditEntry.objects.get(action="rules.commented")
    assert json.loads(entry.payload)["after"] == {"superior": cast.agency.pk, "place": "", "text": WORDS}
    with pytest.raises(AlreadyThereError):
        say(cast.observer, asked, now)


def test_the_superior_is_where_the_observer_comes_from(cast: Cast, asked: RuleVersion, now: datetime) -> None:
    above = make_agency("chinh-phu", "Ban Thi đua Trung ương")
    observer = make_observer(cast, None, unit=make_unit(above, "vu-mot", "Vụ I"))

    assert say(observer, asked, now).superior == above


def test_who_stands_in_for_the_observer_speaks_for_the_same_superior(
    cast: Cast, asked: RuleVersion, now: datetime
) -> None:
    above = make_agency("chinh-phu", "Ban Thi đua Trung ương")
    observer = make_observer(cast, cast.bloc, unit=make_unit(above, "vu-mot", "Vụ I"))
    delegate(
        actor=observer.actor(now),
        grant=RoleGrant.objects.get(user=observer.user),
        to=cast.reader.user,
        since=date(2026, 3, 2),
        until=date(2026, 3, 6),
        reason="Đi công tác",
        now=now,
    )

    assert superior_heard(cast.reader.actor(now), cast.bloc) == above
    assert superior_heard(cast.reader.actor(now), cast.other_bloc) is None


def test_the_observer_of_another_bloc_neither_sees_nor_comments(cast: Cast, asked: RuleVersion, now: datetime) -> None:
    observer = make_observer(cast, cast.other_bloc)

    assert not rules_visible_to(observer.actor()).exists()
    with pytest.raises(RefusedError, match="đại diện cấp trên góp ý"):
        say(observer, asked, now)
    assert say(cast.observer, asked, now).pk


def test_the_observer_speaks_for_no_unit_and_a_member_not_for_the_superior(
    cast: Cast, asked: RuleVersion, now: datetime
) -> None:
    with pytest.raises(RefusedError, match="không góp ý thay cho"):
        comment_on_rules(actor=cast.observer.actor(), rule=asked, unit=cast.unit, text=WORDS, now=now)
    with pytest.raises(RefusedError, match="Chọn đơn vị"):
        say(cast.officer, asked, now)


def test_the_observer_comments_no_longer_than_the_members(cast: Cast, asked: RuleVersion) -> None:
    assert may_comment(cast.observer.actor(), asked, date(2026, 3, 13))
    assert may_comment(cast.observer.actor(), asked, date(2026, 3, 14)).reason == "Đã hết hạn góp ý ngày 13/03/2026."


def test_the_observer_neither_edits_nor_decides(cast: Cast, asked: RuleVersion, now: datetime) -> None:
    comment = say(cast.observer, asked, now)
    observer, secretary = cast.observer.actor(), cast.secretary.actor()

    for deed in RuleDeed:
        assert not may_do_with_rules(observer, asked, deed)
    assert not may_change_draft(observer, asked)
    assert not may_answer_comment(observer, comment)
    assert may_answer_comment(secretary, comment)


def test_what_the_superior_says_counts_for_no_member(cast: Cast, asked: RuleVersion, now: datetime) -> None:
    say(cast.observer, asked, now)

    assert commenting_units([asked]) == {asked.pk: set()}
    assert open_drafts([asked.cycle])[asked.cycle_id].spoken == frozenset()
    with pytest.raises(RefusedError, match="Đã có góp ý"):
        take_back_draft(actor=cast.secretary.actor(), rule=asked, version=asked.version)


def test_a_comment_is_of_a_unit_or_of_the_superior(cast: Cast, asked: RuleVersion, now: datetime) -> None:
    comment = say(cast.observer, asked, now)
    for unit, superior in ((cast.unit, cast.agency), (None, None)):
        with pytest.raises(IntegrityError), transaction.atomic():
            RuleComment.objects.filter(pk=comment.pk).update(unit=unit, superior=superior)


def test_the_observer_finds_the_button_and_everyone_reads_who_spoke(
    cast: Cast, asked: RuleVersion, now: datetime, sign_in: SignIn
) -> None:
    page, form = reverse("rule", args=[asked.pk]), reverse("comment_on_rules", args=[asked.pk])
    browser = sign_in(cast.observer.user)
    assert form in browser.get(page).text
    assert "Đại diện cấp trên, Bộ Minh họa" in words_of(browser.get(form))

    sent = browser.post(form, {"unit": "cap-tren", "place": "Điều 1", "text": WORDS}, follow=True)

    assert "Đã gửi góp ý của Đại diện cấp trên, Bộ Minh họa." in words_of(sent)
    assert "Đại diện cấp trên, Bộ Minh họa · Điều 1" in words_of(sign_in(cast.officer.user).get(page))
    comment = RuleComment.objects.get()
    told = sign_in(cast.secretary.user).post(
        reverse("answer_comment", args=[comment.pk]), {"outcome": "ACCEPTED", "answer": "", "version": 1}, follow=True
    )
    assert "Đã trả lời Đại diện cấp trên, Bộ Minh họa." in words_of(told)


def test_the_form_of_a_member_offers_his_unit_alone(cast: Cast, asked: RuleVersion, sign_in: SignIn) -> None:
    form = reverse("comment_on_rules", args=[asked.pk])
    browser = sign_in(cast.officer.user)
    assert "Đại diện cấp trên" not in words_of(browser.get(form))

    browser.post(form, {"unit": "cap-tren", "place": "", "text": WORDS})
    assert not RuleComment.objects.exists()
    browser.post(form, {"unit": cast.unit.pk, "place": "", "text": WORDS})
    assert RuleComment.objects.get().unit == cast.unit


def test_the_answer_to_the_superior_is_kept_in_history(cast: Cast, asked: RuleVersion, now: datetime) -> None:
    answer_comment(
        actor=cast.secretary.actor(),
        comment=say(cast.observer, asked, now),
        version=1,
        outcome=CommentOutcome.ACCEPTED,
        answer="",
        now=now,
    )
    entry = AuditEntry.objects.get(action="rules.comment_answered")
    assert json.loads(entry.payload)["after"]["superior"] == cast.agency.pk
