"""The sorting guide: twenty cards that claim no more than their sources; a province's own classes beside the law's."""

import copy
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.test import Client
from django.urls import reverse

from thidua.activities.facts.shell import ICONS, path_of, shell
from thidua.activities.facts.sorting import (
    Grade,
    SortingGuideError,
    check_province,
    guide_text,
    province_guide,
    read_guide,
    read_province,
    shipped_guide,
)
from thidua.core.impact.classes import shipped_schemes

pytestmark = pytest.mark.django_db

PROVINCE = """
province: {vi: Tỉnh Minh họa, en: Illustration province}
basis: {vi: Quyết định số 1/QĐ-MH, en: Decision No. 1/QĐ-MH}
reviewed_on: 2026-11-01
classes: {KT: {vi: Rác không tái chế, en: Not recycled}}
cards: {tui-ni-long: {class: KT, do: {vi: Bỏ vào túi xám., en: Into the grey bag.}}}
"""


@pytest.fixture
def province(tmp_path: Path, settings: Any) -> Iterator[Path]:
    """An installation that names a file of a province that is not."""
    file = tmp_path / "province.yaml"
    file.write_text(PROVINCE, encoding="utf-8")
    settings.SORTING_GUIDE = str(file)
    for cached in (province_guide, shell):
        cached.cache_clear()
    yield file
    for cached in (province_guide, shell):
        cached.cache_clear()


def test_there_are_twenty_cards_in_both_languages_with_a_picture_each() -> None:
    cards = shipped_guide().cards
    assert len(cards) == 20
    sprite = path_of(ICONS).read_text(encoding="utf-8")
    assert [card.icon for card in cards if f'id="{card.icon}"' not in sprite] == []
    languages = {code for code, _name in settings.LANGUAGES}
    for card in cards:
        for words in (card.name, card.examples, card.basis, card.do or card.name, card.do_basis or card.name):
            assert set(words) == languages, card.code


def test_a_card_without_a_sure_basis_names_no_class_and_one_with_a_class_says_where_it_stands() -> None:
    for card in shipped_guide().cards:
        assert (
            bool(card.of_law) == (card.grade in {Grade.LAW, Grade.GUIDE, Grade.MEANING}) or card.code == "vo-hoa-chat"
        )
        if card.grade in {Grade.LAW, Grade.MEANING}:
            assert "Điều 75" in card.basis["vi"], card.code
        if card.grade == Grade.GUIDE:
            assert "9368/BTNMT-KSONMT" in card.basis["vi"], card.code
        if card.grade in {Grade.MEANING, Grade.LOCAL} and card.code != "cui-rong":
            assert not card.do, f"{card.code}: no source says what to do"
    points = {"TC": "Điểm a", "TP": "Điểm b", "KH": "Điểm c"}
    by_law = [card for card in shipped_guide().cards if card.basis["vi"].startswith("Điểm")]
    assert len(by_law) == 8
    assert all(card.basis["vi"].startswith(points[card.of_law]) for card in by_law)


def test_each_card_shows_its_basis_with_the_day_and_how_sure_it_is(client: Client) -> None:
    """Nothing on a card is without a source: class and deed stand on its basis, examples are said to be ours."""
    guide = shipped_guide()
    shown = client.get(reverse("sorting_guide")).content.decode()
    cards = dict(re.findall(r'<li class="f-card f-sort" id="([^"]+)">(.*?)</li>', shown, re.DOTALL))

    assert list(cards) == [card.code for card in guide.cards]
    day = guide.reviewed_on.strftime("%d/%m/%Y")
    for card in guide.cards:
        part = cards[card.code]
        assert f"<dt>Căn cứ</dt><dd>{card.basis['vi']}; đọc nguồn ngày {day}</dd>" in part, card.code
        assert "<dt>Độ chắc</dt><dd>" in part, card.code
        assert ("chưa có người am hiểu luật xem lại" in part) == (card.grade == Grade.MEANING), card.code
    assert any("không trích từ nguồn" in note["vi"] for note in guide.notes)
    assert any("chưa đọc toàn văn" in note["vi"] for note in guide.notes)


def test_inorganic_is_given_to_no_card_because_it_does_not_convert() -> None:
    assert {card.taught for card in shipped_guide().cards} == {"HC", "TC", ""}
    assert any("“Vô cơ”" in note["vi"] for note in shipped_guide().notes)


def test_the_pages_say_the_same_in_two_languages_and_are_the_same_for_everybody(client: Client) -> None:
    vietnamese = client.get(reverse("sorting_guide"))
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert client.get(reverse("sorting_guide")).content == vietnamese.content
    english = client.get(reverse("sorting_guide_in_english")).content.decode()
    said = vietnamese.content.decode()
    assert '<html lang="vi">' in said
    assert '<html lang="en">' in english
    for card in shipped_guide().cards:
        assert card.name["vi"] in said
        assert card.name["en"] in english
    for name in shipped_schemes()["VN-75"].classes.values():
        assert f"<strong>{name}</strong>" in said
    letters = re.compile(r"[ăđơưạ-ỹ]", re.IGNORECASE)
    english = english.replace("Tiếng Việt", "").replace("Thi Đua Số", "")
    assert not letters.search(re.sub(r"<[^>]+>", " ", english))


def test_phones_take_both_pages_along_and_their_version_follows_the_file(client: Client, province: Path) -> None:
    told = client.get(reverse("field_worker")).content.decode()
    assert all(f'"{reverse(name)}"' in told for name in ("sorting_guide", "sorting_guide_in_english"))
    before = shell().version
    province.write_text(PROVINCE.replace("túi xám", "túi nâu"), encoding="utf-8")
    for cached in (province_guide, shell):
        cached.cache_clear()
    assert shell().version != before


def test_a_province_stands_beside_the_law_under_its_own_name(client: Client, province: Path) -> None:
    said = client.get(reverse("sorting_guide")).content.decode()
    assert "Theo Tỉnh Minh họa: Rác không tái chế." in said
    assert "Bỏ vào túi xám." in said
    assert "Quyết định số 1/QĐ-MH" in said
    english = client.get(reverse("sorting_guide_in_english")).content.decode()
    assert "In Illustration province: Not recycled." in english
    assert check_province() == []


def test_without_a_file_no_province_is_named(client: Client) -> None:
    assert "Theo Tỉnh" not in client.get(reverse("sorting_guide")).content.decode()
    assert read_province("") is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("tui-ni-long", "khong-co-the"),
        ("class: KT", "class: XX"),
        (", en: Illustration province", ""),
        ("2026-11-01", "hôm qua"),
        ("classes:", "classes"),
        (PROVINCE, "- một dòng"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_by_the_check_and_stops_no_page(
    client: Client, province: Path, old: str, new: str
) -> None:
    province.write_text(PROVINCE.replace(old, new), encoding="utf-8")
    with pytest.raises(SortingGuideError):
        read_province(province.read_text(encoding="utf-8"))
    assert [each.id for each in check_province()] == ["activities.E001"]
    assert client.get(reverse("sorting_guide")).status_code == 200


def test_a_file_that_is_not_there_is_told_by_the_check(province: Path) -> None:
    province.unlink()
    assert [each.id for each in check_province()] == ["activities.E001"]


def test_a_guide_with_an_unheard_of_class_or_a_card_twice_is_refused() -> None:
    told = yaml.safe_load(guide_text())
    wrong = copy.deepcopy(told)
    wrong["cards"][0]["class"] = "VC"
    with pytest.raises(SortingGuideError, match="no class VC"):
        read_guide(wrong)
    twice = copy.deepcopy(told)
    twice["cards"].append(twice["cards"][0])
    with pytest.raises(SortingGuideError, match="same code"):
        read_guide(twice)
