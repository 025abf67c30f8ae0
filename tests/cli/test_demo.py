"""The demo as a whole: everyone can sign in, what is real is told apart from what is invented, news tells records."""

import io
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from tests.pages import words_of
from tests.standing import World, built_once, standing_clock
from thidua.accounts.models import User
from thidua.activities.enums import ActivityKind, ActivityState
from thidua.activities.facts.shown import USUAL, figures_of
from thidua.activities.models import Activity, FieldFact
from thidua.audit.models import AuditEntry
from thidua.campaigns.models import Cycle, Step
from thidua.cli.demo.accounts import known_accounts
from thidua.cli.demo.seed_bloc import read_seed
from thidua.cli.main import main
from thidua.common import clock
from thidua.core.impact.figure import FigureKind
from thidua.decisions.models import ProposalList
from thidua.meetings.models import BallotBox, ElectionRecord, Motion
from thidua.organisations.models import Agency, Bloc, Person
from thidua.publishing.enums import SourceKind
from thidua.publishing.models import Article, Category, photos_in
from thidua.publishing.policies import ready_to_publish
from thidua.scorecards.enums import Layer, SchemeState, Stage
from thidua.scorecards.models import Scheme, Scorecard, ScoreLine
from thidua.scorecards.queries.cards import results_on

MARK = '<span class="tds-demo">'
CASE, INVENTED = "so-tnmt-tien-giang", "bo-minh-hoa"
DAY = "2026-11-28 09:00"
YEARS = [
    "khoi-ho-so-cai-lay-2022",
    "khoi-minh-hoa-i-2025",
    "khoi-minh-hoa-i-2026",
    "khoi-minh-hoa-ii-2026",
    "khoi-thi-dua-so-ii-2023",
    "khoi-thi-dua-so-ii-2024",
]


@dataclass(frozen=True, slots=True)
class Told:
    """What the command returned and printed, line by line."""

    status: int
    lines: list[str]


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[World[Told]]:
    """An empty installation, filled; its packs are as if an earlier run had built them."""
    folder = tmp_path_factory.mktemp("demo")
    for name in YEARS:
        (folder / "pack" / name).mkdir(parents=True)
        (folder / "pack" / name / "manifest.json").write_text("{}")

    def fill() -> Told:
        with standing_clock(folder, f"{DAY}+07:00"), redirect_stdout(io.StringIO()) as printed:
            return Told(main(["demo"]), printed.getvalue().splitlines())

    with built_once(django_db_blocker, folder, fill) as world:
        yield world


@pytest.fixture
def told(made: World[Told], db: None, at, tmp_path: Path) -> Told:
    """The installation with its demo, on that day."""
    at(DAY)
    return made.copied(tmp_path)


def test_an_empty_installation_is_filled_and_everyone_can_sign_in(
    made: World[Told], told: Told, tmp_path: Path
) -> None:
    assert told.status == 0
    packs = [made.folder / "pack" / name for name in YEARS]
    assert [line for line in told.lines if line.startswith("pack")] == [f"pack  {folder}" for folder in packs]
    password = (tmp_path / "demo-password.txt").read_text(encoding="ascii").strip()
    assert told.lines[-1].split() == ["password", password]
    names = [line.split()[0] for line in told.lines[told.lines.index("Sign in with") + 1 : -1]]
    assert names == [account.username for account in known_accounts()]
    assert all(User.objects.get(username=name).check_password(password) for name in names)


@pytest.mark.once
def test_what_is_invented_is_marked_the_real_case_is_not_and_a_conference_has_voted(told: Told, client: Client) -> None:
    _the_case_holds_nothing_invented()
    _last_years_conference_voted_and_this_years_is_prepared()
    _accounts_and_their_people_are_marked()
    _no_step_is_overdue_in_a_year_whose_scores_are_published()
    client.force_login(User.objects.get(username="thuong-truc"))
    _pages_of_the_case_bear_no_mark(client)
    _the_seeds_clean_up_has_no_figure_and_the_fictitious_one_has_and_says_so(client)


def _last_years_conference_voted_and_this_years_is_prepared() -> None:
    year = clock.today().year
    states = Motion.objects.filter(meeting__agency__code=INVENTED).values_list("meeting__cycle__year", "state")
    assert sorted(states) == [*[(year - 1, "SETTLED")] * 3, *[(year, "DRAFT")] * 2]
    flag = ProposalList.objects.get(agency__code=INVENTED).lines.get(award_name="Cờ thi đua của Bộ Minh hoạ")
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


@pytest.mark.once
def test_the_article_tells_the_records_in_order_and_somebody_else_let_it_out(told: Told, client: Client) -> None:
    """The seed's article rebuilt from the demo's records: facts and captions in their order."""
    article = Article.objects.get(source_kind=SourceKind.CONFERENCE)
    text = " ".join(strip_tags(str(block)) for block in article.body if block.block_type != "picture").replace(
        "\xa0", " "
    )

    _facts_stand_in_the_order_of_the_records(text)
    captions = [each.caption for each in photos_in(article)]
    assert captions == [each["caption"] for each in read_seed()["conference"]["photos"]]
    assert {each.taken_by for each in photos_in(article)} == {"Hình vẽ, số liệu minh hoạ"}
    assert ready_to_publish(article).allowed
    _approved_by_another_than_wrote_it(article)
    page = client.get(article.get_absolute_url())
    assert (page.status_code, page.text.count("<figcaption>")) == (200, 5)
    assert [client.get(each.get_absolute_url()).status_code for each in Article.objects.all()] == [200] * 4
    for category in Category.objects.all():  # of the invented ministry alone, and called so
        page = client.get(reverse("news_category", args=[category.slug]))
        assert (page.status_code, category.agency.is_illustrative, "(minh hoạ)" in category.name) == (200, True, True)
    assert Category.objects.count() == 2


def _facts_stand_in_the_order_of_the_records(text: str) -> None:
    told = read_seed()
    conference, clean_up, workshop = told["conference"], *told["activities"]
    names = {each["code"]: each["name"] for each in told["units"]}
    wanted = [
        "10/01/2024",
        conference["place"],
        told["blocs"]["seed"]["name"],
        conference["title"][1:],
        "Nguyễn Thị Huyền",
        *names.values(),
        "Lưu Thị Thu Hoài",
        conference["reports"][0]["title"][1:],
        "28/05/2023",
        "đền Độc Cước",
        *[each.get("text", "").strip() or told["blocs"][each["bloc"]]["name"] for each in clean_up["parties"]],
        f"“{clean_up['message']}”",
        workshop["title"].strip()[1:],
        told["legal_texts"][0]["number"],
        f"“{told['theme']['text']}”",
        *[each["name"][1:] for each in told["movements"]],
        "Khối trưởng",
        *[each["honour"] for each in told["awards"]],
        *[names[each["unit"]] for each in conference["elections"]],
    ]
    at = 0
    for each in wanted:
        found = text.find(each, at)
        assert found >= 0, f"{each!r} is not told after {text[max(at - 60, 0) : at]!r}"
        at = found


def _approved_by_another_than_wrote_it(article: Article) -> None:
    entries = AuditEntry.objects.filter(object_kind="publishing.article", object_id=article.pk).order_by("pk")
    deeds = ("drafted", "written", "submitted", "approved", "renamed", "published")
    assert [each.action.removeprefix("article.") for each in entries] == list(deeds)
    who = dict(User.objects.values_list("pk", "username"))
    assert [who[each.user_id] for each in entries] == ["thu-ky"] * 3 + ["thuong-truc"] * 3
