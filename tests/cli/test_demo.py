"""The demo as a whole: what is real is told apart from what is invented, its accounts are reminded, any day will do."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from tests.pages import words_of
from thidua.accounts.models import User
from thidua.activities.enums import ActivityKind, ActivityState
from thidua.activities.facts.shown import USUAL, figures_of
from thidua.activities.models import Activity, FieldFact
from thidua.campaigns.models import Cycle, Step
from thidua.cli.demo.loader import load_demo
from thidua.cli.main import main
from thidua.common import clock
from thidua.core.impact.figure import FigureKind
from thidua.decisions.models import ProposalList
from thidua.meetings.models import BallotBox, ElectionRecord, Motion
from thidua.organisations.models import Agency, Bloc, Person
from thidua.records.facts import facts_of
from thidua.records.models import Clearance, FullyTold
from thidua.scorecards.enums import Layer, SchemeState, Stage
from thidua.scorecards.models import Scheme, Scorecard, ScoreLine
from thidua.scorecards.queries.cards import results_on

pytestmark = [pytest.mark.django_db, pytest.mark.once]

MARK = '<span class="tds-demo">'
CASE, INVENTED = "so-tnmt-tien-giang", "bo-minh-hoa"


@pytest.fixture(autouse=True)
def _own_installation(settings, tmp_path: Path) -> None:
    settings.VAR = tmp_path


def test_what_is_invented_is_marked_the_real_case_is_not_and_a_conference_has_voted(client: Client) -> None:
    load_demo(clock.now())

    _the_case_holds_nothing_invented()
    _last_years_conference_voted_and_this_years_is_prepared()
    _accounts_and_their_people_are_marked()
    _no_step_is_overdue_in_a_year_whose_scores_are_published()
    client.force_login(User.objects.get(username="thuong-truc"))
    _pages_of_the_case_bear_no_mark(client)
    _the_seeds_clean_up_has_no_figure_and_the_fictitious_one_has_and_says_so(client)


def test_books_of_the_demo_are_told_in_full_on_every_day_on_which_it_is_made(at) -> None:
    load_demo(at("2026-06-15 09:00"))
    person = Person.objects.get(full_name="Cao Thị Hạnh")

    def holds(day: date) -> object:
        return facts_of(person, year=2025, as_of=day).holds

    told = FullyTold.objects.count()
    load_demo(at("2026-06-15 15:00"))
    assert (FullyTold.objects.count(), Clearance.objects.count()) == (told, 1)
    assert (holds(date(2026, 6, 15)), holds(date(2026, 6, 18))) == ((), None)
    load_demo(at("2026-06-18 09:00"))
    assert (holds(date(2026, 6, 18)), holds(date(2026, 6, 19))) == ((), None)
    assert FullyTold.objects.count() > told  # of him whom the word for all leaves out
    assert list(Clearance.objects.values_list("as_of", flat=True)) == [date(2026, 6, 18), date(2026, 6, 15)]


def test_the_demo_reminds_once_however_often_it_is_made(at, client: Client, capsys, settings, mailoutbox) -> None:
    """On a day of the year when hardly anything is due, and last year's handover would still lie ahead."""
    load_demo(at("2026-01-20 09:00"))
    for cycle in Cycle.objects.select_related("bloc"):
        _pretend_the_pack_is_there(settings.VAR / "pack" / f"{cycle.bloc.code}-{cycle.year}")

    assert main(["demo"]) == 0
    assert main(["demo"]) == 0

    first, second = [line for line in capsys.readouterr().out.splitlines() if line.startswith("mail ")]
    assert first.endswith(": 2 new reminders in 2 e-mails")
    assert second.endswith(": 0 new reminders in 0 e-mails")
    assert [each.to for each in mailoutbox] == [["can-bo@vi-du.vn"], ["thu-truong@vi-du.vn"]]
    client.force_login(User.objects.get(username="can-bo"))
    assert "Góp ý dự thảo" in client.get(reverse("reminders")).text


def _pretend_the_pack_is_there(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text("{}")


def _last_years_conference_voted_and_this_years_is_prepared() -> None:
    year = clock.today().year
    states = Motion.objects.filter(meeting__agency__code=INVENTED).values_list("meeting__cycle__year", "state")
    assert sorted(states) == [*[(year - 1, "SETTLED")] * 3, *[(year, "DRAFT")] * 2]
    flag = ProposalList.objects.get(agency__code=INVENTED).lines.get(award_name="Cờ thi đua của Bộ Minh họa")
    assert (flag.votes_for, flag.votes_total, flag.answer) == (5, 6, "APPROVED")
    assert flag.award is not None
    assert not BallotBox.objects.exists()
    assert [each.method for each in ElectionRecord.objects.filter(agency__code=INVENTED)] == ["SECRET_BALLOT"] * 2


def _the_case_holds_nothing_invented() -> None:
    agency = Agency.objects.get(code=CASE)
    assert not agency.is_illustrative
    assert not Person.objects.filter(agency=agency).exists()
    assert "dựng để giữ hồ sơ" in Bloc.objects.get(agency=agency).name
    steps = Step.objects.filter(agency=agency).order_by("position").values_list("kind", "deadline", "done_on")
    claims = ScoreLine.objects.filter(scorecard__agency=agency).exclude(claim="").values_list("item", flat=True)
    assert set(claims) == {"a7", "d2"}
    (card,) = Scorecard.objects.filter(agency=agency)
    totals = {layer: result.total for layer, result in results_on(card.pk).items() if result is not None}
    assert totals == {Layer.SELF: Decimal("119.7"), Layer.VERIFIED: Decimal("115.7"), Layer.FINAL: Decimal("115.7")}
    assert (card.stage, card.signs.count()) == (Stage.VERIFICATION, 0)
    assert list(steps) == [("SELF_SCORE", None, None), ("VERIFICATION", None, date(2022, 12, 9))]


def _accounts_and_their_people_are_marked() -> None:
    users = User.objects.select_related("person__agency")
    assert {(user.is_illustrative, user.person.is_illustrative, user.person.agency.code) for user in users} == {
        (True, True, INVENTED)
    }
    assert not Person.objects.filter(agency__code=INVENTED, is_illustrative=False).exists()


def _no_step_is_overdue_in_a_year_whose_scores_are_published() -> None:
    published = Scheme.objects.filter(state=SchemeState.PUBLISHED).values("cycle")
    steps = Step.objects.filter(cycle__in=published, kind__in=("PLAN", "RULES", "PLEDGE", "SELF_SCORE", "VERIFICATION"))
    assert set(steps.values_list("state", flat=True)) == {"DONE"}


def _pages_of_the_case_bear_no_mark(client: Client) -> None:
    (cycle,) = Cycle.objects.filter(agency__code=CASE)
    (card,) = Scorecard.objects.filter(agency__code=CASE)
    things = {
        "bloc": cycle.bloc,
        "cycle": cycle,
        "scheme": card.scheme,
        "matrix": card.scheme,
        "ranking": card.scheme,
        "scorecard": card,
    }
    for name, thing in things.items():
        page = client.get(reverse(name, args=[thing.pk]))
        assert page.status_code == 200
        assert MARK not in page.text, name
    page = words_of(client.get(reverse("scorecard", args=[card.pk])))
    assert "Bảng tính từ số liệu tự chấm 119,7 Bảng tính từ số liệu thẩm định 115,7" in page
    assert "tổng 124,4" in page
    assert "Tổng điểm ghi 124,4; tính theo bảng được 119,7." in page
    assert "Tổng điểm ghi 118,4; tính theo bảng được 115,7." in page
    invented = Scheme.objects.filter(agency__code=INVENTED).first()
    assert invented is not None
    assert MARK in client.get(reverse("matrix", args=[invented.pk])).text


def _the_seeds_clean_up_has_no_figure_and_the_fictitious_one_has_and_says_so(client: Client) -> None:
    """The article gives no figure of Sầm Sơn: none is made up, and none is 0."""
    cleaned = Activity.objects.filter(kind=ActivityKind.CLEAN_UP, state=ActivityState.HELD, revisit_of=None)
    (seed,) = cleaned.filter(held_on="2023-05-28")
    assert not seed.agency.is_illustrative
    assert seed.waste_scheme == "HC-VC-TC", "as people were taught there, which is not as the law sorts"
    assert not FieldFact.objects.filter(activity=seed).exists()
    assert [output.value for output in seed.outputs.all()] == [None, None]
    told = figures_of(seed, clock.now())["shown"]
    assert {line.kind: line.amount for line in told.chief} == dict.fromkeys(USUAL, "chưa có số liệu")
    page = client.get(reverse("activity", args=[seed.pk]))
    assert MARK not in page.text
    assert "chưa có số liệu" in words_of(page)

    (invented,) = cleaned.filter(agency__code=INVENTED, review__isnull=False)
    told = figures_of(invented, clock.now())["shown"]
    mass = next(line for line in told.chief if line.kind == FigureKind.MASS)
    assert not any(line.is_unknown for line in told.chief)
    assert mass.low is not None
    assert mass.high is not None
    assert Decimal(mass.low) < Decimal(mass.high), "a sample has its range"
    page = client.get(reverse("activity", args=[invented.pk]))
    assert MARK in page.text
    assert "Số liệu minh hoạ" in words_of(page)
