"""Words as they are looked up: each way to write a syllable is a bit of its own."""

from itertools import product

import pytest

from thidua.core.vietnam.search_words import form_of, forms_begun, forms_in, has_accents, places_of

TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")


def test_no_two_ways_to_write_a_syllable_share_a_bit() -> None:
    ways = {f"{first}i{vowel}{tone}n" for first, vowel, tone in product("dđ", ("e", "ê"), TONES)}
    others = {f"b{vowel}{tone}n" for vowel, tone in product(("a", "ă", "â"), TONES)}
    horns = {f"{first}{vowels}c" for first, vowels in product("dđ", ("uo", "uô", "ươ", "uơ"))}

    for syllables in (ways, others, horns):
        (bits,) = forms_in(" ".join(syllables)).values()
        assert bits.bit_count() == len(syllables)
        assert bits < 2**60


@pytest.mark.parametrize(("one", "other"), [("hoà", "hòa"), ("Điện Biên", "điện biên"), ("ta\u0302\u0301n", "tấn")])
def test_the_same_word_is_the_same_way(one: str, other: str) -> None:
    assert forms_in(one) == forms_in(other)


def test_words_are_folded_and_in_order() -> None:
    assert list(forms_in("Khối Thi đua số II, (Điện-Biên) 13/2023")) == [
        *("khoi", "thi", "dua", "so", "ii", "dien", "bien", "13", "2023"),
    ]
    assert list(forms_in("\u200b \u2066 … —")) == []
    assert [len(word) for word in forms_in("x" * 1000)] == [24]


def test_accents_are_asked_for_by_typing_one() -> None:
    assert [has_accents(each) for each in ("dien bien", "điện", "ĐIEN", "2023")] == [False, True, True, False]


def test_places_of_words() -> None:
    text = "Đoàn đến Điện Biên."

    assert [text[start:end] for start, end in places_of(frozenset({"dien", "bien"}), text)] == ["Điện", "Biên"]
    assert [text[start:end] for start, end in places_of(frozenset(), text, "die")] == ["Điện"]
    assert places_of(frozenset(), text) == []


@pytest.mark.parametrize(
    ("begun", "goes_on", "does_not"),
    [
        ("thư", ("thưởng", "thường", "thư"), ("thuong", "thuộc", "thú")),
        ("thườ", ("thường",), ("thưởng", "thương")),
        ("thu", ("thưởng", "thuộc", "thủy", "thu"), ("đu",)),
        ("điê", ("điện", "điển"), ("diện", "đie")),
        ("quă", ("quặng", "quăng"), ("quân", "quan")),
    ],
)
def test_what_was_typed_of_a_word_stays_and_the_rest_may_come(
    begun: str, goes_on: tuple[str, ...], does_not: tuple[str, ...]
) -> None:
    bits = forms_begun(form_of(begun))

    assert [word for word in (*goes_on, *does_not) if bits & form_of(word)] == list(goes_on)
