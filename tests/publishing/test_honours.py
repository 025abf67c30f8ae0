"""Awards that the public reads of: chosen award by award and by the agency, found by name, gone at once."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.factories.awards import make_award
from tests.factories.honours import honoured, name_people
from tests.factories.organisations import make_agency
from tests.pages import words_of as read_words
from thidua.audit.models import AuditEntry
from thidua.common import clock
from thidua.common.errors import RefusedError
from thidua.common.jobs import QUEUED_FOR
from thidua.common.models import Job, JobState
from thidua.core.vietnam.names import fold
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.organisations.models import Agency
from thidua.publishing.enums import HonouredKind
from thidua.publishing.errors import PublishingError
from thidua.publishing.jobs import erase_names
from thidua.publishing.models import HonourWord, KnownWord, PublicSettings, PublishedAward
from thidua.publishing.models.honours import COMMON
from thidua.publishing.queries import (
    award_published,
    finding,
    honours_decided_in_month_of,
    honours_named,
    is_honour_without_a_day_since,
    sources_published,
)
from thidua.publishing.queries.finding import Hits, HonoursSought, Sought, honours_hit
from thidua.publishing.services import unnaming
from thidua.publishing.services.honours import withdraw_award
from thidua.publishing.services.settings import Choices, choose_public_settings
from thidua.records.enums import RecipientKind
from thidua.records.models import UnitAward
from thidua.records.services import AwardWords, correct_award, remove_award, words_of
from thidua.records.services import publishing as of_records

pytestmark = pytest.mark.django_db


def named(text: str = "", **other: object) -> list[str]:
    """The names of the awards that are found."""
    hits = honours_hit(HonoursSought(Sought.parse(text), **other), 0, 20)
    assert hits.total == len(hits.subjects)
    return [each.name or each.unit.name for each in honours_named(hits.subjects)]


def test_people_are_named_once_the_agency_has_chosen_so(cast: Cast) -> None:
    before = honoured(cast)
    collective = honoured(cast, "Phòng Tài chính", kind=HonouredKind.COLLECTIVE)
    name_people(cast)
    after = honoured(cast)

    assert [each.name for each in (before, collective, after)] == ["", "Phòng Tài chính", "Nguyễn Văn Hòa"]
    assert named("hoa") == ["Nguyễn Văn Hòa"]


@pytest.mark.twice
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("nguyen van hoa", ["Nguyễn Văn Hòa", "Nguyễn Văn Hoa", "Nguyễn Thị Hoa Văn"]),
        ("hòa", ["Nguyễn Văn Hòa", "Nguyễn Văn Hoa", "Nguyễn Thị Hoa Văn"]),
        ("HOÀ van", ["Nguyễn Văn Hòa", "Nguyễn Văn Hoa", "Nguyễn Thị Hoa Văn"]),
        ("Hoa", ["Nguyễn Văn Hòa", "Nguyễn Văn Hoa", "Nguyễn Thị Hoa Văn"]),
        ("thi van", ["Nguyễn Thị Hoa Văn"]),
        ("Điệp", ["Trần Đức Điệp", "Trần Đức Diệp"]),
        ("Diệp", ["Trần Đức Diệp", "Trần Đức Điệp"]),
        ("ho", []),
        ("không có ai", []),
    ],
)
def test_a_name_is_found_with_accents_and_without(cast: Cast, text: str, found: list[str]) -> None:
    name_people(cast)
    honoured(cast, "Nguyễn Thị Hoa Văn", year=2023)
    honoured(cast, "Nguyễn Văn Hoa", year=2024)
    honoured(cast, "Nguyễn Văn Hòa", year=2024)
    honoured(cast, "Trần Đức Diệp")
    honoured(cast, "Trần Đức Điệp", year=2020)

    assert named(text) == found


@pytest.mark.twice
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("lê thị hoa", ["Lê Thị Hoa", "Lê Thị Hòa", "Lê Thị Hoàng", "Lê Thị Hoài"]),
        ("thị hoà", ["Lê Thị Hòa", "Lê Thị Hoa", "Lê Thị Hoàng", "Lê Thị Hoài"]),
        ("thi hoan", ["Lê Thị Hoàng"]),
        ("le thi hoang", ["Lê Thị Hoàng"]),
        ("ngo van", []),
        ("kha ngu", ["Nguyễn Văn Kha"]),
        ("van ngu", ["Nguyễn Văn Kha", "Nguyễn Văn Thư", "Ngụy Nguyễn Văn Thu"]),
        ("văn thu", ["Ngụy Nguyễn Văn Thu", "Nguyễn Văn Thư"]),
        ("ngu", ["Nguyễn Văn Kha", "Nguyễn Văn Thư", "Ngụy Nguyễn Văn Thu"]),
        ("nguy", ["Ngụy Nguyễn Văn Thu", "Nguyễn Văn Kha", "Nguyễn Văn Thư"]),
        ("ngu thi", []),
        ("ng", []),
        ("ngu_", []),
        ("ho%", []),
    ],
)
@pytest.mark.parametrize("common_from", [1, 5000])
def test_the_last_word_may_be_a_beginning(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, text: str, found: list[str], common_from: int
) -> None:
    monkeypatch.setattr(finding, "COMMON_FROM", common_from)
    name_people(cast)
    honoured(cast, "Lê Thị Hoài", year=2017)
    honoured(cast, "Lê Thị Hoàng", year=2018)
    honoured(cast, "Lê Thị Hòa", year=2019)
    honoured(cast, "Lê Thị Hoa", year=2020)
    honoured(cast, "Ngụy Nguyễn Văn Thu", year=2021)
    honoured(cast, "Nguyễn Văn Thư", year=2022)
    honoured(cast, "Nguyễn Văn Kha", year=2023)

    assert named(text) == found


@pytest.mark.parametrize("text", ["thư", "thu"])
def test_pages_of_beginnings_hold_each_award_once(cast: Cast, text: str) -> None:
    name_people(cast)
    for number, name in enumerate(("Thu", "Thư", "Thưởng Thuận", "Thuận", "Thường", "Thường Thuận")):
        honoured(cast, f"Vũ {name}", year=2000 + number)

    sought = HonoursSought(Sought.parse(text))
    pages = [honours_hit(sought, start, 2) for start in (0, 2, 4, 6)]

    whole, begun = (["Thư", "Thu"], ["Thường Thuận", "Thường", "Thưởng Thuận", "Thuận"])
    begun = begun if text == "thư" else ["Thường Thuận", "Thường", "Thuận", "Thưởng Thuận"]
    shown = [each.name.removeprefix("Vũ ") for page in pages for each in honours_named(page.subjects)]
    assert shown == whole + begun
    assert {page.total for page in pages} == {6}


def test_beginnings_are_looked_up_in_indexes_alone(cast: Cast) -> None:
    name_people(cast)
    people = [("Văn", "Thư"), ("Văn", "Thuận"), ("Thị", "Thường"), ("Hoàng", "Kha")]
    for number in range(40):
        honoured(cast, " ".join(("Nguyễn", *people[number % 4])), year=2000 + number % 20)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")  # of forty rows all are read at once else
    with CaptureQueriesContext(connection) as captured:
        assert honours_hit(HonoursSought(Sought.parse("nguyen thu")), 0, 20).total == 30

    once_an_agency = '"publishing_publicsettings"'  # so few rows are read as they stand
    for asked in [each["sql"] for each in captured if f"FROM {once_an_agency}" not in each["sql"]]:
        with connection.cursor() as cursor:
            way = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN "
            cursor.execute(way + asked)
            plan = " ".join(str(part) for row in cursor.fetchall() for part in row)
        assert "SCAN publishing_" not in plan, plan
        assert "Seq Scan" not in plan, plan
        assert "INDEX" in plan.upper(), plan


def test_unit_title_and_year_narrow_what_is_found(cast: Cast) -> None:
    name_people(cast)
    first = honoured(cast, "Lê Thị An", unit="Sở Y tế tỉnh Điện Biên", year=2024)
    honoured(cast, "Lê Thị An", unit="Sở Y tế tỉnh Hà Giang", title="Huân chương Lao động hạng Ba", year=2023)

    assert len(named("an")) == 2
    assert len(named()) == 2
    for other in ({"unit": "dien bien"}, {"unit": "tinh die"}, {"year": 2024}, {"title": first.title_id}):
        assert [each.pk for each in honours_named(_subjects("an", **other))] == [first.pk]
        assert [each.pk for each in honours_named(_subjects("", **other))] == [first.pk]
    assert named("an", unit="cao bang") == named("an", unit="die bien") == []


def _subjects(text: str, **other: object) -> list[int]:
    return honours_hit(HonoursSought(Sought.parse(text), **other), 0, 20).subjects


def test_pages_hold_each_award_once_whichever_way_it_is_written(cast: Cast) -> None:
    name_people(cast)
    for number in range(7):
        honoured(cast, "Vũ Hòa" if number % 2 else "Vũ Hoa", year=2000 + number)

    sought = HonoursSought(Sought.parse("vũ hòa"))
    pages = [honours_named(honours_hit(sought, start, 3).subjects) for start in (0, 3, 6, 9)]

    assert [[(each.name, each.year) for each in page] for page in pages] == [
        [("Vũ Hòa", 2005), ("Vũ Hòa", 2003), ("Vũ Hòa", 2001)],
        [("Vũ Hoa", 2006), ("Vũ Hoa", 2004), ("Vũ Hoa", 2002)],
        [("Vũ Hoa", 2000)],
        [],
    ]


def test_what_is_withdrawn_is_gone_at_once(cast: Cast) -> None:
    name_people(cast)
    award = honoured(cast, achievement="Sáng kiến tiết kiệm nước")
    actor, now = cast.standing.actor(), timezone.now()

    with pytest.raises(PublishingError, match="lý do"):
        withdraw_award(actor=actor, agency=cast.agency, source=award.source, because=" ", now=now)
    withdraw_award(actor=actor, agency=cast.agency, source=award.source, because="Có đơn", now=now)

    gone = PublishedAward.objects.get(pk=award.pk)
    left = (HonourWord.objects.count(), KnownWord.objects.count())
    assert (gone.name, gone.achievement, *left) == ("", "", 0, 0)
    assert named() == []
    with pytest.raises(PublishingError, match="không còn"):
        withdraw_award(actor=actor, agency=cast.agency, source=award.source, because="Lần nữa", now=now)
    again = honoured(cast, source=award.source)
    assert (again.pk, named("hoa")) == (award.pk, ["Nguyễn Văn Hòa"])


@pytest.mark.twice
def test_what_is_told_names_nobody_whose_name_is_left_out(cast: Cast, client: Client) -> None:
    award = make_award(cast, recipient="Nguyễn Văn Hòa", recipient_kind=RecipientKind.PERSON)
    team = make_award(cast, recipient="Tổ Hòa Giải", recipient_kind=RecipientKind.COLLECTIVE)
    client.force_login(cast.standing.user)

    def publish(record: UnitAward, *, told: str, with_name: bool = True) -> str:
        """What the form says of it, and what is read then."""
        given = {"achievement": told, "with_name": "on"} if with_name else {"achievement": told}
        answer = client.post(reverse("publish_award", args=[record.pk]), given)
        said = read_words(answer) if answer.status_code == 200 else ""
        row = award_published(cast.agency.pk, record.pk)
        return "refused" if "nhắc tên người được khen" in said else f"{row and row.name}: {row and row.achievement}"

    told = "Đồng chí HOÀ hiến đất làm đường"
    assert publish(award, told=told) == "refused"  # the agency names nobody
    assert publish(award, told="Hòa giải thành 30 vụ") == ": Hòa giải thành 30 vụ"
    name_people(cast)
    assert publish(award, told=told, with_name=False) == "refused"
    assert publish(award, told=told) == f"Nguyễn Văn Hòa: {told}"
    assert publish(team, told="Tổ Hòa Giải giúp 30 nhà", with_name=False) == ": Tổ Hòa Giải giúp 30 nhà"


def test_what_names_nobody_goes_once_the_record_says_that_it_does(cast: Cast) -> None:
    actor, now = cast.standing.actor(), timezone.now()
    award = make_award(cast, recipient="Nguyễn Văn Hoa", recipient_kind=RecipientKind.PERSON)
    told = "Chị Đặng Thị Lụa hiến đất làm đường"
    of_records.publish_award(actor=actor, award=award, with_name=False, achievement=told, now=now)

    def correct(name: str) -> list[PublishedAward]:
        """What stands after the record says this name."""
        record = UnitAward.objects.get(pk=award.pk)
        words = replace(words_of(record), recipient=name)
        correct_award(actor=actor, award=record, version=record.version, words=words, reason="Đọc lại", now=now)
        return list(PublishedAward.objects.filter(withdrawn_at=None))

    assert [each.achievement for each in correct("Nguyễn Văn Hòa")] == [told]
    assert correct("Đặng Thị Lụa") == []


def test_history_names_nobody(cast: Cast) -> None:
    name_people(cast)
    award = honoured(cast)

    entry = AuditEntry.objects.get(action="honour.published")
    assert json.loads(entry.payload)["after"] == {"source": award.source}
    assert "Hòa" not in entry.payload


@pytest.mark.parametrize("who", ["secretary", "officer", "head", "stranger", "administrator"])
def test_only_the_standing_office_publishes_and_withdraws(cast: Cast, who: str) -> None:
    award = make_award(cast)
    actor, now = getattr(cast, who).actor(), timezone.now()

    with pytest.raises(RefusedError):
        of_records.publish_award(actor=actor, award=award, with_name=True, achievement="", now=now)
    of_records.publish_award(actor=cast.standing.actor(), award=award, with_name=True, achievement="", now=now)
    with pytest.raises(RefusedError):
        of_records.withdraw_award(actor=actor, award=award, because="x", now=now)
    assert len(named()) == 1


def test_many_are_published_in_one_deed(cast: Cast) -> None:
    awards = [make_award(cast), make_award(cast, owner=cast.units[1])]

    assert of_records.publish_many(actor=cast.standing.actor(), awards=awards, now=timezone.now()) == 2

    assert sorted(named()) == sorted(str(each.unit) for each in awards)
    assert AuditEntry.objects.filter(action="honour.published").count() == 1


def test_a_record_that_is_corrected_or_removed_is_read_no_more(cast: Cast) -> None:
    award, other = make_award(cast), make_award(cast, owner=cast.units[1])
    actor, now = cast.standing.actor(), timezone.now()
    of_records.publish_many(actor=actor, awards=[award, other], now=now)

    words = AwardWords(name="Giấy khen", recipient_kind=RecipientKind.UNIT)
    correct_award(actor=actor, award=award, version=award.version, words=words, reason="Nhầm", now=now)
    assert named() == [str(other.unit)]

    remove_award(actor=actor, award=other, version=other.version, reason="Nhầm")
    assert named() == []


def test_the_day_of_the_decision_is_the_one_on_record(cast: Cast) -> None:
    actor, now = cast.standing.actor(), timezone.now()
    award = make_award(cast)
    of_records.publish_many(actor=actor, awards=[award], now=now)

    def correct(day: PartialDate) -> tuple[str, bool]:
        """What is read after the record says this day."""
        record = UnitAward.objects.get(pk=award.pk)
        words = replace(words_of(record), decided_on=day)
        correct_award(actor=actor, award=record, version=record.version, words=words, reason="Đọc lại", now=now)
        row = PublishedAward.objects.get()
        return row.decided_on.code, row.withdrawn_at is None

    assert PublishedAward.objects.get().decided_on == PartialDate()
    assert correct(PartialDate(2026, 1)) == ("2026-01", True)
    assert correct(PartialDate(2026, 1, 20)) == ("2026-01-20", True)
    assert correct(PartialDate(2026, 1, 21)) == ("2026-01-20", False)  # what was read is wrong
    of_records.publish_many(actor=actor, awards=[UnitAward.objects.get()], now=now)
    assert PublishedAward.objects.get().decided_on == PartialDate(2026, 1, 21)


def test_honours_of_the_month_are_read_off_the_end_of_an_index(cast: Cast) -> None:
    today, now = clock.today(), timezone.now()
    one = honoured(cast, decided_on=PartialDate.of(today))
    given = {"agency": cast.agency, "kind": one.kind, "unit": one.unit, "title": one.title, "year": 2025}
    old = {"decided_on": PartialDate(), "published_at": now - timedelta(days=400)}
    recent = {"decided_on": PartialDate.of(today), "published_at": now}
    PublishedAward.objects.bulk_create(
        PublishedAward(source=number, **given, **(old if number % 2 else recent)) for number in range(10_000, 13_000)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")

    with CaptureQueriesContext(connection) as captured:
        assert len(honours_decided_in_month_of(today, 6)) == 6
        assert not is_honour_without_a_day_since(now - timedelta(days=30))
        assert is_honour_without_a_day_since(now - timedelta(days=401))

    for asked in [each["sql"] for each in captured]:
        with connection.cursor() as cursor:
            cursor.execute(("EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN ") + asked)
            plan = " ".join(str(part) for row in cursor.fetchall() for part in row)
        assert ("honours_decided_last" in plan, "Sort" in plan, "TEMP B-TREE" in plan) == (True, False, False), plan


def test_common_words_are_folded() -> None:
    assert {word for word in COMMON if fold(word) != word} == set()


def give_away(award: PublishedAward, agency: Agency) -> None:
    """As if another agency had published it."""
    PublishedAward.objects.filter(pk=award.pk).update(agency=agency)
    HonourWord.objects.filter(award=award).update(person_of=agency)


def choose_names(cast: Cast, *, names: bool) -> None:
    """The standing office chooses whether people are named."""
    row = PublicSettings.objects.get(agency=cast.agency)
    choices = Choices(row.comment_days, row.confirms_email, names)
    choose_public_settings(
        actor=cast.standing.actor(),
        agency=cast.agency,
        version=row.version,
        choices=choices,
        now=timezone.now(),
    )


@pytest.mark.twice
def test_names_are_gone_the_moment_the_agency_names_nobody_any_more(cast: Cast) -> None:
    name_people(cast)
    person = honoured(cast, achievement="Anh Hoà hiến đất làm đường")
    other = honoured(cast, "Đặng Thị Lụa", year=2024, achievement="Dệt lụa, dạy nghề cho cả bản")
    collective = honoured(cast, "Phòng Hòa Giải", kind=HonouredKind.COLLECTIVE, year=2023, achievement="Phòng Hòa Giải")
    page = reverse("honours")
    assert "Nguyễn Văn Hòa" in Client().get(page).text.replace("\xa0", " ")
    assert "Anh Hoà" in Client().get(f"/en{page}").text.replace("\xa0", " ")

    choose_names(cast, names=True)
    assert named("hoa") == ["Nguyễn Văn Hòa", "Phòng Hòa Giải"]
    choose_names(cast, names=False)

    left = [PublishedAward.objects.get(pk=each.pk) for each in (person, other, collective)]
    assert [(each.name, each.achievement) for each in left] == [
        ("", ""),
        ("", "Dệt lụa, dạy nghề cho cả bản"),
        ("Phòng Hòa Giải", "Phòng Hòa Giải"),
    ]
    assert (named("hoa"), named("lua"), named("nguyen")) == (["Phòng Hòa Giải"], [], [])
    assert len(named()) == 3
    assert sorted(KnownWord.objects.values_list("word", flat=True)) == ["giai", "phong"]
    for address in (page, f"/en{page}"):
        text = Client().get(address).text.replace("\xa0", " ")
        assert ("Nguyễn Văn Hòa" in text, "Anh Hoà" in text, "Dệt lụa" in text) == (False, False, True)
        assert "Chiến sĩ thi đua cơ sở" in text
    entry = AuditEntry.objects.filter(action="public_settings.changed").latest("pk")
    after = json.loads(entry.payload)["after"]
    assert (after["names_people"], after["unnamed"], after["untold"]) == (False, 2, [person.source])
    assert not {"Hòa", "Hoà"} & set(entry.payload.split())

    choose_names(cast, names=True)
    assert named("hoa") == ["Phòng Hòa Giải"]
    assert honoured(cast, source=person.source).name == "Nguyễn Văn Hòa"


def test_another_agency_s_people_keep_their_names(cast: Cast) -> None:
    name_people(cast)
    award = honoured(cast)
    give_away(award, make_agency("bo-khac", "Bộ Khác"))

    choose_names(cast, names=False)

    assert PublishedAward.objects.get().name == "Nguyễn Văn Hòa"
    assert named("hoa") == ["Nguyễn Văn Hòa"]


def test_names_go_in_as_many_queries_for_many_as_for_few(cast: Cast, count_queries: Callable) -> None:
    name_people(cast)
    honoured(cast)
    few = count_queries(lambda: choose_names(cast, names=False))
    name_people(cast)
    for number in range(20):
        honoured(cast, f"Nguyễn Văn Hòa {number}")

    assert count_queries(lambda: choose_names(cast, names=False)) == few
    assert named("hoa") == []


def test_only_the_standing_office_unnames(cast: Cast) -> None:
    name_people(cast)
    honoured(cast)
    row = PublicSettings.objects.get(agency=cast.agency)
    choices, actor = Choices(row.comment_days, row.confirms_email, names_people=False), cast.secretary.actor()

    with pytest.raises(RefusedError):
        choose_public_settings(
            actor=actor, agency=cast.agency, version=row.version, choices=choices, now=timezone.now()
        )
    assert named("hoa") == ["Nguyễn Văn Hòa"]


@pytest.fixture
def few_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names go two at a time; more are a worker's."""
    monkeypatch.setattr(unnaming, "AT_ONCE", 2)
    monkeypatch.setattr(unnaming, "PART", 2)


@pytest.mark.twice
def test_of_many_names_none_is_read_or_found_before_the_worker_begins(
    cast: Cast, few_at_once: None, client: Client
) -> None:
    name_people(cast)
    today = PartialDate.of(clock.today())
    names = [f"Nguyễn Văn Hòa {each}" for each in "ABCDE"]
    people = [honoured(cast, each, decided_on=today, achievement=f"{each} được dân khen") for each in names]
    honoured(cast, "Phòng Hòa Giải", kind=HonouredKind.COLLECTIVE, year=2023)
    other = honoured(cast, "Đặng Hòa", year=2024)
    give_away(other, make_agency("bo-khac", "Bộ Khác"))

    choose_names(cast, names=False)

    left = PublishedAward.objects.filter(name__startswith="Nguyễn").count()
    assert (left, named("hoa")) == (5, ["Đặng Hòa", "Phòng Hòa Giải"])
    assert (named("nguyen van"), named("nguy"), len(named())) == ([], [], 7)
    pages = [client.get(url).text for url in ("/", "/en/", "/vinh-danh/", "/tim-kiem/?tu=hoa", "/tim-kiem/?tu=nguyen")]
    assert [text.replace("\xa0", " ").count("Nguyễn Văn Hòa") for text in pages] == [0] * 5
    assert PublishedAward.objects.filter(achievement__endswith="được dân khen").count() == 5
    seen = award_published(cast.agency.pk, people[0].source)
    assert seen
    assert (seen.name, seen.achievement) == ("", "")
    assert sources_published([cast.agency.pk], [people[0].source]) == {people[0].source}
    with pytest.raises(PublishingError, match="đang được xóa"):
        choose_names(cast, names=True)
    client.force_login(cast.standing.user)
    assert "Đang xóa tên cá nhân" in read_words(client.get(reverse("public_settings", args=[cast.agency.pk])))

    job = Job.objects.get(kind=unnaming.KIND)
    erase_names.func(job.pk)

    job.refresh_from_db()
    assert (job.state, job.done, job.total) == (JobState.DONE, 5, 5)
    assert set(PublishedAward.objects.values_list("name", flat=True)) == {"", "Phòng Hòa Giải", "Đặng Hòa"}
    assert sorted(KnownWord.objects.values_list("word", flat=True)) == ["dang", "giai", "phong"]
    assert not HonourWord.objects.filter(word="nguyen").exists()
    assert not PublishedAward.objects.exclude(achievement="").exists()
    told = [
        json.loads(each.payload).get("after")
        for each in AuditEntry.objects.filter(action="honour.unnamed").order_by("pk")
    ]
    gone = [each.source for each in people]
    assert told == [{"unnamed": len(part), "untold": part} for part in (gone[:2], gone[2:4], gone[4:])]
    choose_names(cast, names=True)
    assert named("hoa") == ["Đặng Hòa", "Phòng Hòa Giải"]


@pytest.mark.twice
@pytest.mark.parametrize("text", ["nguyen", "Nguyễn Văn Hòa", "hòa ngu", "khon"])
def test_while_names_go_the_index_of_words_alone_tells_whose_they_are(cast: Cast, few_at_once: None, text: str) -> None:
    name_people(cast)
    for number in range(12):
        honoured(cast, f"Nguyễn Văn Hòa Khổng {number}", year=2000 + number)
    choose_names(cast, names=False)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")

    with CaptureQueriesContext(connection) as captured:
        assert honours_hit(HonoursSought(Sought.parse(text)), 0, 20) == Hits([], 0)

    asked = [each["sql"] for each in captured if "publishing_honourword" in each["sql"]]
    assert [each for each in asked if "publishing_publishedaward" in each] == []
    assert len(asked) <= 3  # how common the words are, then whole words and begun ones, counted: nothing is there
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for each in asked:
                plan = " ".join(str(part) for row in cursor.execute(f"EXPLAIN QUERY PLAN {each}") for part in row)
                assert "SEARCH publishing_honourword USING COVERING INDEX honour_words" in plan or "U0" in plan, plan


def test_names_that_a_dead_worker_left_go_in_the_next_round(cast: Cast, few_at_once: None) -> None:
    name_people(cast)
    for number in range(5):
        honoured(cast, f"Nguyễn Văn Hòa {number}")
    choose_names(cast, names=False)
    job, now = Job.objects.get(kind=unnaming.KIND), timezone.now()

    assert unnaming.go_on_erasing(now) == 0  # its worker may still come
    assert unnaming.go_on_erasing(job.asked_at + QUEUED_FOR + timedelta(minutes=1)) == 5
    assert unnaming.go_on_erasing(now + timedelta(days=1)) == 0
    assert not PublishedAward.objects.exclude(name="").exists()
    assert not PublicSettings.objects.get().is_unnaming


def test_an_award_published_meanwhile_names_nobody(cast: Cast, few_at_once: None) -> None:
    name_people(cast)
    rows = [honoured(cast, f"Nguyễn Văn Hòa {number}") for number in range(3)]
    choose_names(cast, names=False)

    assert [honoured(cast).name, honoured(cast, source=rows[0].source).name] == ["", ""]
    assert named("hoa") == []
