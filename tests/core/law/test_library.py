"""The law turned round: what rests on an article, what differs between two days, on which days anything may differ."""

from datetime import date, timedelta

import pytest

from thidua.core.law.awards import Award, shipped_awards
from thidua.core.law.certainty import Certainty
from thidua.core.law.codes import Subject
from thidua.core.law.library import UseKind, change_between, slug_of, text_named, turning_days, uses_by_text
from thidua.core.law.texts import shipped_texts


def award(code: str, subject: Subject = Subject.INDIVIDUAL) -> Award:
    return shipped_awards()[code, subject]


def test_every_text_has_an_address_of_its_own() -> None:
    slugs = [slug_of(number) for number in shipped_texts()]

    assert len(set(slugs)) == len(slugs)
    assert [text_named(slug) for slug in slugs] == list(shipped_texts().values())
    assert text_named("khong-co") is None


def test_every_criterion_rests_on_an_article_of_a_registered_text() -> None:
    found = {(use.cites, use.name) for uses in uses_by_text().values() for use in uses if use.kind is UseKind.CRITERION}
    asked = {
        (cite, criterion.name)
        for each in shipped_awards().values()
        for version in each.versions
        for route in version.routes
        for criterion in route.criteria
        for cite in criterion.cites
    }
    assert asked <= found


def test_what_rests_on_the_law_stands_in_the_order_of_its_articles() -> None:
    uses = uses_by_text()["06/2022/QH15"]
    articles = [int(use.cites.article or 0) for use in uses]
    of_fighter = [
        (use.name, use.grade, use.since)
        for use in uses
        if use.kind is UseKind.CRITERION and use.award and use.award.code == "GRASSROOTS_EMULATION_FIGHTER"
    ]

    assert articles == sorted(articles)
    assert ("Có sáng kiến được cơ sở công nhận", Certainty.VERIFIED, date(2024, 1, 1)) in of_fighter


@pytest.mark.parametrize(("before", "is_same"), [(date(2023, 12, 31), False), (date(2024, 1, 1), True)])
def test_what_changed_for_the_grassroots_fighter_on_the_first_day_of_the_new_law(before: date, is_same: bool) -> None:
    change = change_between(award("GRASSROOTS_EMULATION_FIGHTER"), before, date(2025, 11, 15))

    assert change.is_same is is_same
    if not is_same:
        assert next(each.criterion.name for each in change.new) == "Hoàn thành xuất sắc nhiệm vụ"
        assert [later.criterion.name for _earlier, later in change.moved] == [
            "Đạt tiêu chuẩn Lao động tiên tiến",
            "Có sáng kiến được cơ sở công nhận",
            "Mưu trí, sáng tạo trong chiến đấu, phục vụ chiến đấu được đơn vị công nhận",
        ]
        assert [each.criterion.name for each in change.gone] == ["Có đề tài nghiên cứu đã nghiệm thu được áp dụng"]


def test_nothing_changes_between_two_turning_days() -> None:
    days = turning_days()
    assert {date(2024, 1, 1), date(2025, 7, 1), date(2025, 8, 5), date(2026, 10, 1), date(2027, 3, 1)} <= set(days)
    for day in days:
        for each in shipped_awards().values():
            assert each.on(day) is each.on(max(other for other in days if other <= day))
            later = day + timedelta(days=1)
            assert later in days or each.on(later) is each.on(day)
