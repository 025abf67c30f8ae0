"""Reminders: at five, one and no working days before a deadline, once each, in the application and by e-mail."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.urls import reverse

from tests.cast import Cast
from tests.factories.cycles import make_cycle, step_of
from thidua.audit.models import AuditEntry
from thidua.campaigns.enums import MailState, RuleKind, StepKind
from thidua.campaigns.jobs.reminders import remind, remind_everyone
from thidua.campaigns.models import Reminder
from thidua.campaigns.services.rules import comment_on_rules, draft_rules, open_for_comments
from thidua.campaigns.services.steps import set_deadline
from thidua.cli.main import main

pytestmark = pytest.mark.once

At = Callable[[str], datetime]


@pytest.fixture
def asked(cast: Cast, at: At):
    """A draft on which the members are asked until Friday 13 March; no step has a deadline."""
    cycle = make_cycle(cast, deadlines={StepKind.RULES: None})
    secretary = cast.secretary.actor()
    rule = draft_rules(actor=secretary, cycle=cycle, kind=RuleKind.CRITERIA, title="Tiêu chí thi đua", text="Điều 1")
    return open_for_comments(
        actor=secretary, rule=rule, version=rule.version, until=date(2026, 3, 13), now=at("2026-03-02 08:00")
    )


def reminded() -> list[tuple[str, int]]:
    return [(each.user.username, each.days_before) for each in Reminder.objects.order_by("pk").select_related("user")]


def test_nobody_is_reminded_while_it_is_early(asked: object, at: At) -> None:
    remind_everyone(at("2026-03-05 07:00"))
    assert reminded() == []


def test_members_are_reminded_five_working_days_before_and_once(cast: Cast, asked: object, at: At) -> None:
    now = at("2026-03-06 07:00")
    first, second = remind_everyone(now), remind_everyone(now)

    assert reminded() == [("cuc", 5), ("hung", 5), ("oanh", 5)]
    assert (first.people, first.mails, second.people, second.mails) == (3, 3, 0, 0)
    assert sorted(message.to[0] for message in mail.outbox) == ["cuc@vi-du.vn", "hung@vi-du.vn", "oanh@vi-du.vn"]
    assert mail.outbox[0].subject == "Thi Đua Số: 1 việc đến hạn"
    assert "Góp ý dự thảo Tiêu chí thi đua" in mail.outbox[0].body
    assert "Hạn thứ Sáu, 13/03/2026." in mail.outbox[0].body
    assert set(Reminder.objects.values_list("mail", flat=True)) == {MailState.SENT}


def test_a_day_on_which_nothing_ran_is_caught_up(asked: object, at: At) -> None:
    remind_everyone(at("2026-03-10 07:00"))
    assert {days for _who, days in reminded()} == {5}


def test_each_stage_is_reminded_of_once(asked: object, at: At) -> None:
    for day in ("06", "09", "12", "13"):
        remind_everyone(at(f"2026-03-{day} 07:00"))

    assert [days for who, days in reminded() if who == "cuc"] == [5, 1, 0]


def test_who_has_done_his_part_is_left_in_peace(cast: Cast, asked, at: At) -> None:
    now = at("2026-03-06 07:00")
    comment_on_rules(actor=cast.officer.actor(now), rule=asked, unit=cast.unit, text="Thống nhất", now=now)
    remind_everyone(now)

    assert [who for who, _days in reminded()] == ["oanh"]


def test_a_deadline_that_moved_is_reminded_of_anew(cast: Cast, at: At) -> None:
    cycle = make_cycle(cast, deadlines={StepKind.PLAN: date(2026, 3, 13)})
    remind_everyone(at("2026-03-12 07:00"))
    step = step_of(cycle, StepKind.PLAN)
    set_deadline(actor=cast.secretary.actor(), step=step, version=step.version, day=date(2026, 3, 17))
    remind_everyone(at("2026-03-16 07:00"))

    deadlines = Reminder.objects.order_by("pk").values_list("deadline", "days_before")
    assert list(deadlines) == [(date(2026, 3, 13), 1), (date(2026, 3, 17), 1)]


def test_the_installations_own_day_off_brings_the_reminder_forward(cast: Cast, at: At) -> None:
    from thidua.campaigns.services.calendars import decide_day

    make_cycle(cast, deadlines={StepKind.PLAN: date(2026, 3, 13)})
    remind_everyone(at("2026-03-05 07:00"))
    assert reminded() == []
    decide_day(actor=cast.standing.actor(), agency=cast.agency, day=date(2026, 3, 10), is_working=False, name="Nghỉ")
    remind_everyone(at("2026-03-05 07:00"))

    assert reminded() == [("thu", 5)]


def test_without_an_address_only_the_application_reminds(cast: Cast, asked: object, at: At) -> None:
    cast.officer.user.email = ""
    cast.officer.user.save()
    remind_everyone(at("2026-03-06 07:00"))

    own = Reminder.objects.get(user=cast.officer.user)
    assert own.mail == MailState.NO_ADDRESS
    assert len(mail.outbox) == 2


class RefusingBackend(EmailBackend):
    """A mail server that is not there."""

    def send_messages(self, messages: object) -> int:
        raise ConnectionRefusedError


def test_a_mail_that_could_not_be_sent_is_sent_in_the_next_round(cast: Cast, asked: object, at: At, settings) -> None:
    now = at("2026-03-06 07:00")
    working = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = f"{__name__}.RefusingBackend"
    assert remind_everyone(now).failed == 3
    assert set(Reminder.objects.values_list("mail", flat=True)) == {MailState.FAILED}

    settings.EMAIL_BACKEND = working
    assert remind_everyone(now).mails == 3
    assert set(Reminder.objects.values_list("mail", flat=True)) == {MailState.SENT}


def test_a_mail_whose_fate_is_unknown_is_not_sent_again(cast: Cast, asked: object, at: At) -> None:
    now = at("2026-03-06 07:00")
    remind_everyone(now)
    Reminder.objects.update(mail=MailState.SENDING)
    mail.outbox.clear()
    remind_everyone(now)

    assert mail.outbox == []


def test_who_left_is_not_reminded(cast: Cast, asked: object, at: At) -> None:
    cast.officer.user.is_active = False
    cast.officer.user.save()
    remind_everyone(at("2026-03-06 07:00"))

    assert [who for who, _days in reminded()] == ["hung", "oanh"]


def test_the_round_is_in_history_with_its_reason(asked: object, at: At) -> None:
    remind_everyone(at("2026-03-06 07:00"))
    entries = AuditEntry.objects.filter(action="reminders.made")

    assert entries.count() == 3
    assert '"reason":"nhắc việc hằng ngày"' in entries[0].payload


def test_the_task_and_the_command_say_what_they_did(asked: object, at: At, capsys: pytest.CaptureFixture[str]) -> None:
    at("2026-03-06 07:00")
    assert remind.func() == {"people": 3, "reminders": 3, "mails": 3, "failed": 0}
    assert main(["remind"]) == 0
    assert capsys.readouterr().out == "0 people reminded of 0 things, 0 e-mails sent, 0 failed\n"


def test_a_person_sees_and_opens_his_own_reminders(cast: Cast, asked, at: At, sign_in) -> None:
    remind_everyone(at("2026-03-06 07:00"))
    browser = sign_in(cast.officer.user)
    page = browser.get(reverse("reminders"))
    own = Reminder.objects.get(user=cast.officer.user)
    others = Reminder.objects.get(user=cast.other_officer.user)

    assert page.text.count("Góp ý dự thảo Tiêu chí thi đua") == 1
    assert "1 lời nhắc chưa xem" in page.text
    opened = browser.post(reverse("open_reminder", args=[own.pk]))
    assert opened.url == reverse("rule", args=[asked.pk])
    assert browser.post(reverse("open_reminder", args=[others.pk])).status_code == 404
    own.refresh_from_db()
    others.refresh_from_db()
    assert (own.read_at is None, others.read_at is None) == (False, True)


def test_the_mail_lies_in_a_file_where_no_server_is_named(
    cast: Cast, asked: object, at: At, settings, tmp_path: Path
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    remind_everyone(at("2026-03-06 07:00"))

    written = "".join(file.read_text(encoding="utf-8") for file in (tmp_path / "mail").iterdir())
    assert written.count("\nTo: ") == 3  # Django may write two letters of one second into one file
