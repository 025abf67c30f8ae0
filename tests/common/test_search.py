"""What is looked for: with accents and without, composed equals decomposed, exact accents first."""

import unicodedata

import pytest

from tests.cast import Cast
from thidua.common.actor import Actor, Visitor
from thidua.common.references import Card, Reference
from thidua.common.search import SearchSource, Sought, register_search_source, search_all
from thidua.organisations.models import Person

NAMES = ["Đặng Văn An", "Dang Minh", "Trần Đăng Khoa", "Lê Văn Bình", "Đăng Thị Hoa"]


@pytest.mark.parametrize("typed", ["dang", "DANG", " dang  "])
def test_without_accents_every_accent_is_found(typed: str) -> None:
    found = Sought.parse(typed).pick(NAMES, str)

    assert set(found) == {"Đặng Văn An", "Dang Minh", "Trần Đăng Khoa", "Đăng Thị Hoa"}
    assert found[0] == "Dang Minh"


def test_exact_accents_come_first() -> None:
    assert Sought.parse("đặng").pick(NAMES, str)[0] == "Đặng Văn An"
    assert Sought.parse("Đăng").pick(NAMES, str)[:2] == ["Trần Đăng Khoa", "Đăng Thị Hoa"]


def test_composed_equals_decomposed() -> None:
    composed = Sought.parse("Đặng Văn")

    assert Sought.parse(unicodedata.normalize("NFD", "Đặng Văn")) == composed
    assert composed.pick([unicodedata.normalize("NFD", "Đặng Văn An")], str) != []


def test_a_word_is_found_from_its_beginning_only() -> None:
    assert Sought.parse("an").pick(NAMES, str) == ["Đặng Văn An"]
    assert Sought.parse("bin").pick(NAMES, str) == ["Lê Văn Bình"]


def test_every_word_must_be_there() -> None:
    assert Sought.parse("van dang").pick(NAMES, str) == ["Đặng Văn An"]
    assert Sought.parse("van xyz").pick(NAMES, str) == []


@pytest.mark.parametrize("typed", ["", " ", "a", "…", "\u200b"])
def test_too_little_finds_nothing(typed: str) -> None:
    assert not Sought.parse(typed).is_enough


@pytest.mark.twice
@pytest.mark.parametrize("typed", ["%", "_" * 5, "\\", "a" * 10_000, "'; DROP TABLE", "\x00ab"])
def test_any_text_may_be_typed(cast: Cast, typed: str) -> None:
    sought = Sought.parse(typed)

    assert list(Person.objects.filter(sought.within())) == []
    assert list(sought.best_first(Person.objects.none())) == []


def test_the_database_finds_and_orders_the_same(cast: Cast) -> None:
    sought = Sought.parse("Đặng")
    first = sought.best_first(Person.objects.filter(sought.within()))[0]

    assert first == cast.secretary.person
    assert sought.best_first(Person.objects.filter(Sought.parse("thu").within()))[0] is not None


def test_groups_are_cut_and_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def cards(actor: Actor, sought: Sought) -> list[Card]:
        return [Card(Reference("x", number), "X", f"Đặng {number}", "", None, "/") for number in range(9)]

    monkeypatch.setattr("thidua.common.search._sources", {})
    register_search_source(SearchSource("x", 2, lambda: "X", cards))
    register_search_source(SearchSource("empty", 1, lambda: "Không có gì", lambda actor, sought: []))

    (group,) = search_all(Visitor(), Sought.parse("đặng"), most=6)
    assert (group.label, len(group.cards), group.total, group.is_cut) == ("X", 6, 9, True)
    (whole,) = search_all(Visitor(), Sought.parse("đặng"), only="x")
    assert (len(whole.cards), whole.is_cut) == (9, False)
    assert search_all(Visitor(), Sought.parse("đ")) == []
