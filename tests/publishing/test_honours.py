"""Awards that the public reads of: chosen award by award and by the agency, found by name, gone at once."""

import json

import pytest
from django.utils import timezone

from tests.cast import Cast
from tests.factories.awards import make_award
from tests.factories.honours import honoured, name_people
from thidua.audit.models import AuditEntry
from thidua.common.errors import RefusedError
from thidua.core.vietnam.names import fold
from thidua.publishing.enums import HonouredKind
from thidua.publishing.errors import PublishingError
from thidua.publishing.models import HonourWord, PublishedAward
from thidua.publishing.models.honours import COMMON
from thidua.publishing.queries import HonoursSought, Sought, honours_hit, honours_named
from thidua.publishing.services.honours import withdraw_award
from thidua.records.enums import RecipientKind
from thidua.records.services import AwardWords, correct_award, remove_award
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


def test_unit_title_and_year_narrow_what_is_found(cast: Cast) -> None:
    name_people(cast)
    first = honoured(cast, "Lê Thị An", unit="Sở Y tế tỉnh Điện Biên", year=2024)
    honoured(cast, "Lê Thị An", unit="Sở Y tế tỉnh Hà Giang", title="Huân chương Lao động hạng Ba", year=2023)

    assert len(named("an")) == 2
    assert len(named()) == 2
    for other in ({"unit": "dien bien"}, {"year": 2024}, {"title": first.title_id}):
        assert [each.pk for each in honours_named(_subjects("an", **other))] == [first.pk]
        assert [each.pk for each in honours_named(_subjects("", **other))] == [first.pk]
    assert named("an", unit="cao bang") == []


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
    assert (gone.name, gone.achievement, HonourWord.objects.count()) == ("", "", 0)
    assert named() == []
    with pytest.raises(PublishingError, match="không còn"):
        withdraw_award(actor=actor, agency=cast.agency, source=award.source, because="Lần nữa", now=now)
    again = honoured(cast, source=award.source)
    assert (again.pk, named("hoa")) == (award.pk, ["Nguyễn Văn Hòa"])


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


def test_common_words_are_folded() -> None:
    assert {word for word in COMMON if fold(word) != word} == set()
